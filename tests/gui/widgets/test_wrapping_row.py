from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from kdstudio.gui.widgets.basics import row
from kdstudio.gui.widgets.wrapping_row import WrappingRow


def test_two_parts_stand_in_one_row_where_both_fit_and_in_two_where_not(qtbot: QtBot) -> None:
    left, right = QPushButton("left " * 10), QPushButton("right " * 10)
    made = WrappingRow(row(left), row(right))
    qtbot.addWidget(made)
    made.show()
    made.resize(1200, 40)
    QApplication.processEvents()
    assert not made.is_wrapped()
    assert left.mapTo(made, left.rect().topLeft()).y() == right.mapTo(made, right.rect().topLeft()).y()
    made.resize(400, 90)
    QApplication.processEvents()
    assert made.is_wrapped()
    assert right.mapTo(made, right.rect().topLeft()).y() >= left.height()
    left.setText("left")
    right.setText("right")
    qtbot.waitUntil(lambda: not made.is_wrapped())

"""The rail at the left: one button a page, icon over word."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout

from kdstudio.core.text import Text
from kdstudio.gui import theme
from kdstudio.gui.theme import set_icon, set_role
from kdstudio.gui.translate import say

WIDTH = 88
_ITEM_HEIGHT = 56


class Place(NamedTuple):
    """A page of the rail: its name in the program, its word, its icon, and what its tooltip says."""

    name: str
    word: Text
    icon: str
    tip: Text


class _RailButton(QToolButton):
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if self.isChecked():
            painter = QPainter(self)
            painter.fillRect(0, 12, 3, self.height() - 24, theme.theme().qcolor("accent"))
            painter.end()


class Rail(QFrame):
    """The pages in the order of work, the last one at the foot; `chosen` has the name of a page."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__()
        set_role(self, "rail")
        self.setFixedWidth(WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        self._buttons: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        for number, place in enumerate(places):
            if number == len(places) - 1:
                layout.addStretch(1)
            made = _RailButton()
            set_role(made, "rail")
            made.setCheckable(True)
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            made.setIconSize(QSize(20, 20))
            made.setFixedHeight(_ITEM_HEIGHT)
            set_icon(made, place.icon)
            say(made, setText=place.word, setAccessibleName=place.word, setToolTip=place.tip)
            made.clicked.connect(lambda _checked=False, name=place.name: self.chosen.emit(name))
            group.addButton(made)
            self._buttons[place.name] = made
            layout.addWidget(made)

    def set_place(self, name: str) -> None:
        """Light the button of a page."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)

    def button(self, name: str) -> QToolButton:
        """Return the button of a page."""
        return self._buttons[name]

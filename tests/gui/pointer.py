"""The pointer over a widget, as an event of our own: a real one would stay on the screen and disturb later tests."""

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget


def move_pointer(widget: QWidget, place: QPointF) -> None:
    """Say that the pointer is at a place of a widget, no button held."""
    none = Qt.MouseButton.NoButton
    QApplication.sendEvent(
        widget, QMouseEvent(QEvent.Type.MouseMove, place, place, none, none, Qt.KeyboardModifier.NoModifier)
    )

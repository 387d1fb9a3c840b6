"""Widgets that stand apart, drawn one below the other: a chart as it is saved, with its title and its legend."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kdstudio.gui import theme


class Together(QWidget):
    """Shows nothing by itself; grabbed or rendered, it draws its parts as they look now."""

    def __init__(self, parts: Sequence[QWidget], parent: QWidget) -> None:
        super().__init__(parent)
        self._parts = list(parts)
        self.hide()
        gap = theme.SPACE
        width = max(part.width() for part in self._parts)
        self.resize(width + 2 * gap, sum(part.height() + gap for part in self._parts) + gap)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the parts."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.theme().qcolor("window"))
        place = QPoint(theme.SPACE, theme.SPACE)
        for part in self._parts:
            part.render(painter, place, renderFlags=QWidget.RenderFlag.DrawChildren)
            place += QPoint(0, part.height() + theme.SPACE)
        painter.end()

"""A still picture of two soft labels, painted without pyqtgraph: the first page has to stand at once."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kdstudio.core.text import Text
from kdstudio.gui import theme
from kdstudio.gui.translate import number, say, show

_FONT_PX = 11
_STEPS = (1, 2, 5, 10, 20, 25, 50)
_MOST_TICKS = 4
_GROUP_WIDTH = 0.8
_HEADROOM = 1.06


class PaintedBars(QWidget):
    """Bars of a teacher and a student over names, in percent, with the axes that they need."""

    def __init__(
        self, name: Text, y: Text, names: Sequence[str], teacher: Sequence[float], student: Sequence[float]
    ) -> None:
        super().__init__()
        self.names, self.teacher, self.student = names, teacher, student
        self._y = y
        self.setMinimumHeight(160)
        pairs = zip(names, teacher, student, strict=True)
        says = "; ".join(f"{at}: {number(first, 1)} %, {number(second, 1)} %" for at, first, second in pairs)
        say(self, setAccessibleName=name)
        self.setAccessibleDescription(says)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Take the room that there is."""
        return QSize(240, 180)

    def retranslate(self) -> None:
        """Draw the words of the language."""
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw axes and bars in the theme's colours."""
        painter = QPainter(self)
        painter.setFont(theme.font(_FONT_PX))
        metrics = QFontMetrics(painter.font())
        highest = max(1.0, *self.teacher, *self.student) * _HEADROOM
        step = next((step for step in _STEPS if highest / step <= _MOST_TICKS), 100)
        ticks = range(0, math.ceil(highest), step)
        left = 2 * metrics.height() + metrics.horizontalAdvance(number(ticks[-1]))
        lines = 2 if self._is_crowded(metrics, left) else 1
        area = QRectF(left, 4, self.width() - left - 1, self.height() - 8 - lines * metrics.height())
        self._draw_axes(painter, area, ticks, highest)
        self._draw_bars(painter, area, highest)
        self._draw_names(painter, area, lines)
        painter.end()

    def _is_crowded(self, metrics: QFontMetrics, left: float) -> bool:
        slot = (self.width() - left) / len(self.names) - 4
        return any(metrics.horizontalAdvance(name) > slot for name in self.names)

    def _draw_axes(self, painter: QPainter, area: QRectF, ticks: Sequence[int], highest: float) -> None:
        look = theme.theme()
        for tick in ticks:
            y = area.bottom() - tick / highest * area.height()
            painter.setPen(look.qcolor("line" if tick else "control"))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(look.qcolor("ink2"))
            place = QRectF(0, y - 10, area.left() - 6, 20)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number(tick))
        painter.setPen(look.qcolor("control"))
        painter.drawLine(area.topLeft(), area.bottomLeft())
        painter.setPen(look.qcolor("ink2"))
        painter.save()
        painter.rotate(-90)
        height = QFontMetrics(painter.font()).height()
        painter.drawText(QRectF(-area.bottom(), 0, area.height(), height), Qt.AlignmentFlag.AlignCenter, show(self._y))
        painter.restore()

    def _draw_bars(self, painter: QPainter, area: QRectF, highest: float) -> None:
        slot = area.width() / len(self.names)
        width = slot * _GROUP_WIDTH / 2
        for number_, (token, heights) in enumerate((("teacher", self.teacher), ("student", self.student))):
            for place, value in enumerate(heights):
                x = area.left() + slot * (place + 0.5) + (number_ - 1) * width
                height = value / highest * area.height()
                painter.fillRect(QRectF(x, area.bottom() - height, width, height), theme.theme().qcolor(token))

    def _draw_names(self, painter: QPainter, area: QRectF, lines: int) -> None:
        metrics = QFontMetrics(painter.font())
        slot = area.width() / len(self.names)
        painter.setPen(theme.theme().qcolor("ink2"))
        for place, name in enumerate(self.names):
            room = slot * lines - 4
            x = area.left() + slot * (place + 0.5) - room / 2
            y = area.bottom() + 4 + place % lines * metrics.height()
            word = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(room))
            painter.drawText(QRectF(x, y, room, metrics.height()), Qt.AlignmentFlag.AlignHCenter, word)

"""What networks cost, as pairs of bars: teacher above, student below, and how many times the one is the other."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kdstudio.core.text import Text
from kdstudio.gui import theme
from kdstudio.gui.charts.plot import Table
from kdstudio.gui.translate import NONE, say, show

_TITLE = 18  # px
_BAR = 8
_PITCH = 13
_LEAST_GAP = 2
_MOST_GAP = 14


class Cost(NamedTuple):
    """A cost of the teacher and of the student (None: not known), its words, and their ratio in words."""

    name: Text
    teacher: float | None
    student: float | None
    words: Callable[[float | None], str]
    ratio: Text | None = None


class CostBars(QWidget):
    """Costs, one below the other, each on a scale of its own that begins at 0."""

    wants_saving = Signal(object)

    def __init__(self, name: Text) -> None:
        super().__init__()
        self._costs: Sequence[Cost] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        say(self, setAccessibleName=name)
        theme.theme().changed.connect(self.update)

    def show_costs(self, costs: Sequence[Cost]) -> None:
        """Show costs from the top down; all of them of the same networks."""
        self._costs = tuple(costs)
        self.setMinimumHeight(self.sizeHint().height())
        self.retranslate()

    def retranslate(self) -> None:
        """Say the costs in the language of now."""
        self.setAccessibleDescription("; ".join(self._reading(cost) for cost in self._costs))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Wish for as much as the rows need."""
        return QSize(280, max(1, len(self._costs)) * (self._row_height() + _LEAST_GAP))

    def table(self) -> Table:
        """Return the costs as plain numbers."""
        rows = [(show(cost.name), cost.teacher, cost.student) for cost in self._costs]
        return Table(("cost", "teacher", "student"), rows)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Ask the page to save this chart."""
        self.wants_saving.emit(self)
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the rows in the theme's colours."""
        if not self._costs:
            return
        painter = QPainter(self)
        pitch = min(self._row_height() + _MOST_GAP, self.height() / len(self._costs))
        column = self._value_column()
        for row, cost in enumerate(self._costs):
            self._draw_title(painter, cost, row * pitch)
            for line, (token, value) in enumerate(self._bars(cost)):
                where = QRectF(0, row * pitch + _TITLE + line * _PITCH, self.width(), _PITCH)
                self._draw_bar(painter, cost, token, value, where.adjusted(0, 0, -column, 0))
                painter.setFont(theme.font(12))
                painter.setPen(theme.theme().qcolor("ink"))
                where.setLeft(where.right() - column + 8)
                painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, cost.words(value))
        painter.end()

    def _draw_title(self, painter: QPainter, cost: Cost, top: float) -> None:
        where = QRectF(0, top, self.width(), _TITLE)
        painter.setPen(theme.theme().qcolor("ink"))
        strong = theme.font(13, QFont.Weight.DemiBold)
        ratio = show(cost.ratio) if cost.ratio else ""
        painter.setFont(strong)
        painter.drawText(where, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, ratio)
        room = self.width() - QFontMetrics(strong).horizontalAdvance(ratio) - 12
        painter.setFont(theme.font(13))
        name = QFontMetrics(theme.font(13)).elidedText(show(cost.name), Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, name)

    def _draw_bar(self, painter: QPainter, cost: Cost, token: str, value: float | None, where: QRectF) -> None:
        greatest = max((other for _, other in self._bars(cost) if other), default=0.0)
        if value and greatest:
            width = max(2.0, where.width() * value / greatest)
            middle = where.center().y()
            painter.fillRect(QRectF(0, middle - _BAR / 2, width, _BAR), theme.theme().qcolor(token))

    def _value_column(self) -> int:
        metrics = QFontMetrics(theme.font(12))
        words = [cost.words(value) for cost in self._costs for _, value in self._bars(cost)]
        return max((metrics.horizontalAdvance(word) for word in words), default=0) + 8

    def _bars(self, cost: Cost) -> list[tuple[str, float | None]]:
        """Return the bars of a cost with their colours: of those networks that have any cost at all."""
        has = {name: any(getattr(other, name) is not None for other in self._costs) for name in ("teacher", "student")}
        both = (("teacher", cost.teacher), ("student", cost.student))
        return [(name, value) for name, value in both if has[name]]

    def _row_height(self) -> int:
        lines = max((len(self._bars(cost)) for cost in self._costs), default=1)
        return _TITLE + lines * _PITCH

    def _reading(self, cost: Cost) -> str:
        values = [cost.words(value) for _, value in self._bars(cost)] or [NONE]
        return ", ".join([f"{show(cost.name)}: {' / '.join(values)}", *([show(cost.ratio)] if cost.ratio else [])])

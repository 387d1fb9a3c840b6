"""Values with their intervals, a row for each network: ◆ teacher, ● student, ○ baseline."""

import math
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPainterPath

from kdstudio.core.events import Network
from kdstudio.core.text import Text
from kdstudio.gui import theme
from kdstudio.gui.charts.plot import Plot, Table, brush, pen
from kdstudio.gui.translate import number, percent, show

_STEPS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
_MOST_TICKS = 6
_END = 12  # height of an interval's end, px
_SYMBOLS = {"teacher": "d", "student": "o", "baseline": "o"}
_SIZES = {"teacher": 16, "student": 13, "baseline": 12}
_COLOURS = {"teacher": "teacher", "student": "student", "baseline": "student"}


class Interval(NamedTuple):
    """A percentage of a network, and the interval that it lies in."""

    network: Network
    name: Text
    value: float
    low: float
    high: float


class _Marks:
    """What is drawn for one network, made once."""

    def __init__(self, plot: Plot, network: Network) -> None:
        self._network = network
        self._range = pg.PlotCurveItem()
        self._ends = pg.ScatterPlotItem()
        self._point = pg.ScatterPlotItem()
        for item in (self._range, self._ends, self._point):
            plot.plotItem.addItem(item)

    def draw(self, interval: Interval | None, row: int) -> None:
        for item in (self._range, self._ends, self._point):
            item.setVisible(interval is not None)
        if interval is None:
            return
        colour = _COLOURS[self._network]
        is_hollow = self._network == "baseline"
        low, high = interval.low, interval.high
        self._range.setData([low, high], [row, row])
        self._range.setPen(pen(colour, style=Qt.PenStyle.DotLine if is_hollow else Qt.PenStyle.SolidLine))
        self._ends.setData([low, high], [row, row], symbol=_upright(), size=_END, pen=pen(colour))
        self._point.setData(
            [interval.value],
            [row],
            symbol=_SYMBOLS[self._network],
            size=_SIZES[self._network],
            pen=pen(colour),
            brush=brush("surface" if is_hollow else colour),
        )


class IntervalPlot(Plot):
    """Percentages with their intervals, one below the other; names at the left, values at the right."""

    def __init__(self, name: Text) -> None:
        super().__init__(name, grid="x")
        self._intervals: Sequence[Interval] = ()
        self.plotItem.setMouseEnabled(x=False, y=False)
        self.plotItem.invertY(True)
        self.plotItem.showAxis("right")
        for side, weight in (("left", QFont.Weight.Medium), ("right", QFont.Weight.DemiBold)):
            axis = self.plotItem.getAxis(side)
            axis.setStyle(tickFont=theme.font(12, weight), tickLength=0, tickAlpha=0, tickTextOffset=10)
        self._marks: dict[Network, _Marks] = {
            network: _Marks(self, network) for network in ("teacher", "student", "baseline")
        }

    def show_intervals(self, intervals: Sequence[Interval], axis: Text) -> None:
        """Show intervals, at most one a network, from the top down; `axis` says of what they are."""
        self._intervals = tuple(intervals)
        self.set_axis_label("bottom", axis)
        self.redraw()

    def redraw(self) -> None:
        """Draw the intervals in the colours and the words of now."""
        rows = {interval.network: (row, interval) for row, interval in enumerate(self._intervals)}
        for network, marks in self._marks.items():
            row, interval = rows.get(network, (0, None))
            marks.draw(interval, row)
        self._draw_axes()
        readings = [
            f"{show(found.name)} {percent(found.value)} ({percent(found.low)} – {percent(found.high)})"
            for found in self._intervals
        ]
        self.set_reading("; ".join(readings))

    def table(self) -> Table:
        """Return the values with the ends of their intervals, in percent."""
        rows = [(show(found.name), found.value, found.low, found.high) for found in self._intervals]
        return Table(("network", "percent", "low", "high"), rows)

    def _draw_axes(self) -> None:
        if not self._intervals:
            return
        step, low, high = nice_range([end for found in self._intervals for end in (found.low, found.high)])
        room = 0.03 * (high - low)
        self.plotItem.setXRange(low, high + room, padding=0)
        self.plotItem.setYRange(-0.6, len(self._intervals) - 0.4, padding=0)
        places = [low + step * count for count in range(round((high - low) / step) + 1)]
        self.set_ticks("bottom", [(place, number(place, 1 if step < 1 else 0)) for place in places])
        self.set_ticks("left", [(row, show(found.name)) for row, found in enumerate(self._intervals)])
        self.set_ticks("right", [(row, percent(found.value)) for row, found in enumerate(self._intervals)])
        for side in ("left", "right"):
            self.plotItem.getAxis(side).setTextPen(pg.mkPen(theme.theme().colours.ink))
        self.plotItem.getAxis("right").setPen(pg.mkPen(None))


def nice_range(values: Sequence[float]) -> tuple[float, float, float]:
    """Return step, least and greatest tick of an axis of percentages that has room for values."""
    least, greatest = min(values), max(values)
    room = max(0.05 * (greatest - least), 0.2)
    for step in _STEPS:
        low = max(0.0, math.floor((least - room) / step) * step)
        high = min(100.0, math.ceil((greatest + room) / step) * step)
        if (high - low) / step <= _MOST_TICKS:
            break
    return step, low, high


@cache  # as for pens: one object
def _upright() -> QPainterPath:
    """Return the end of an interval as a symbol of pyqtgraph's, which is one high."""
    path = QPainterPath()
    path.moveTo(0, -0.5)
    path.lineTo(0, 0.5)
    return path

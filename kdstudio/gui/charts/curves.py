"""Curves over epochs, steps or time, several charts with one legend and one crosshair.

    chart = CurveChart(text("Accuracy"), text("epoch"), text("accuracy, %"), ceiling=100.0)
    chart.set_series([Series("Student", epochs, top1, "student"), level("Teacher", 99.8, "teacher")])
    group = CurveGroup([chart, …], legend)      # legend hides by key, crosshair and x-range are one, smoothing
    group.set_places(epochs, home)              # where the crosshair stops, and which place it has by itself
    group.moved.connect(…)                      # then readings.set_values(chart.values()) in each title row

NaN leaves a gap in a line. A `Series.key` is what the legend calls it (its name by default), so that several lines
can go with one entry. Arrow keys, Page Up/Down, Home and End move the crosshair of a chart that has the focus, a click
pins it, Escape lets it go home.
"""

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from kdstudio.core.text import Text, text
from kdstudio.gui.charts.legend import LOOKS, Legend, Style, Value
from kdstudio.gui.charts.plot import Plot, Table, pen
from kdstudio.gui.translate import localised, number, say

Doubles = npt.NDArray[np.float64]
SMOOTHING = 0.6  # weight of what came before, in the exponential moving average
_LEFT_AXIS = 50
_BOTTOM_AXIS = 38
_TICK_PIXELS = (40, 25)
_MARKS = 8
_FAINT = 0.3
_MARGIN = 0.015
_CLICK_PIXELS = 4
_KEYS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageUp: -10,
    Qt.Key.Key_PageDown: 10,
    Qt.Key.Key_Home: -(10**9),
    Qt.Key.Key_End: 10**9,
}


_HELP = text(
    "Move the pointer to read other places; a click or the arrow keys (Page Up, Page Down, Home, End) make the "
    "crosshair stay, Escape lets it go back. Ctrl and wheel zoom, a drag moves."
)


class Series(NamedTuple):
    """One line: its name, its points in the order of x, its style, and optionally more.

    `key` is what the legend calls it (the name where it is empty); `caption` stands beside its value in the title
    row, for lines whose style alone does not tell what they are; `tip` says it at length.
    """

    name: str
    x: Doubles
    y: Doubles
    style: Style
    key: str = ""
    caption: str = ""
    tip: str = ""

    def legend_key(self) -> str:
        """Return what the legend calls it."""
        return self.key or self.name


def level(name: str, value: float, style: Style, **more: str) -> Series:
    """Return a line that is the same everywhere, such as the teacher's."""
    return Series(name, np.array([-np.inf, np.inf]), np.array([value, value]), style, **more)


class CurveChart(Plot):
    """Lines over a common x, with a crosshair.

    `floor` and `ceiling` fix an end of the y axis (0 for a loss, 100 for a percentage); `decimals` are those of the
    values in the title row, `factor` is what they and the axis are multiplied with.
    """

    pointed = Signal(float)
    """The pointer is over this x."""
    pinned = Signal(float)
    """This x was clicked."""
    left = Signal()
    """The pointer has left."""
    stepped = Signal(int)
    """Go so many places on; 0: go home."""
    zoomed = Signal(float, float)
    """A hand has changed the view: it shows x from … to …."""

    def __init__(
        self,
        name: Text,
        x: Text,
        y: Text,
        *,
        floor: float | None = None,
        ceiling: float | None = None,
        decimals: int = 1,
        whole_x: bool = True,
    ) -> None:
        super().__init__(name, x, y)
        say(self, setToolTip=_HELP)
        self.x_name = x
        self._floor, self._ceiling, self._decimals = floor, ceiling, decimals
        self._whole_x = whole_x
        self._series: list[Series] = []
        self._extent: tuple[float, float] | None = None
        self._hidden: frozenset[str] = frozenset()
        self._smooth = False
        self._follows = True
        self._at: float | None = None
        self._pressed: QPointF | None = None
        self._lines: list[_Line] = []
        self._crosshair = pg.InfiniteLine(angle=90, movable=False)
        self._crosshair.setZValue(5)
        self._crosshair.hide()
        self.addItem(self._crosshair, ignoreBounds=True)
        self.plotItem.getAxis("left").setWidth(_LEFT_AXIS)
        self.plotItem.getAxis("bottom").setHeight(_BOTTOM_AXIS)
        self.plotItem.setContentsMargins(0, 8, 10, 0)
        view = self.getViewBox()
        view.disableAutoRange()
        view.sigRangeChangedManually.connect(self._taken_in_hand)
        view.sigRangeChanged.connect(self._set_tidy_ticks)
        view.sigResized.connect(self._set_tidy_ticks)
        self._fit()

    # What is shown

    def set_series(self, series: Sequence[Series]) -> None:
        """Show these lines instead of those before."""
        self._series = list(series)
        self.redraw()

    def set_extent(self, low: float, high: float, x: Text | None = None, *, whole: bool = True) -> None:
        """Let x reach from `low` to `high`, and name it, from the next `set_series` on; `whole`: whole ticks only."""
        self._extent, self._whole_x = (low, high), whole
        if x is not None and x != self.x_name:
            self.x_name = x
            self.set_axis_label("bottom", x)

    def set_hidden(self, keys: frozenset[str]) -> None:
        """Hide the lines of these legend keys."""
        self._hidden = keys
        self.redraw()

    def set_smooth(self, smooth: bool) -> None:
        """Draw moving averages, with the lines themselves faint behind them."""
        self._smooth = smooth
        self.redraw()

    def set_crosshair(self, x: float | None) -> None:
        """Put the crosshair somewhere, or nowhere."""
        self._at = x
        self._place_crosshair()

    def set_x_range(self, low: float, high: float) -> None:
        """Show x from `low` to `high` as another chart of the group does."""
        self._follows = False
        self.getViewBox().setXRange(low, high, padding=0)

    def reset_axes(self) -> None:
        """Show everything again, and follow what comes."""
        self._follows = True
        self._fit()

    def shown(self) -> list[Series]:
        """Return the lines that are not hidden."""
        return [series for series in self._series if series.legend_key() not in self._hidden]

    def values(self) -> list[Value]:
        """Return the values at the crosshair, for the title row."""
        return [
            Value(series.style, number(value_at(series, self._at), self._decimals), series.caption, series.tip)
            for series in self.shown()
        ]

    def table(self) -> Table:
        """Return x and the lines that are shown, as columns; a row for each x."""
        shown = self.shown()
        parts = [series.x[np.isfinite(series.x)] for series in shown]
        places = np.unique(np.concatenate(parts)) if parts else np.array([])
        columns = [self.x_name.english(), *(series.name for series in shown)]
        looked_up = [_exactly_at(series, places) for series in shown]
        rows = [(_plain(x), *(_plain(column[row]) for column in looked_up)) for row, x in enumerate(places.tolist())]
        return Table(columns, rows)

    def retranslate(self) -> None:
        """Take the words of the language, at the ticks too."""
        super().retranslate()
        if self.plotItem is not None:
            self._set_tidy_ticks()

    def redraw(self) -> None:
        """Draw the lines from the data at hand."""
        shown = self.shown()
        while len(self._lines) < len(shown):
            self._lines.append(_Line(self))
        for line, series in zip(self._lines, shown, strict=False):
            line.show(series, self._smooth, self._wide_extent())
        for line in self._lines[len(shown) :]:
            line.hide()
        self._crosshair.setPen(pen("control", 1.5, Qt.PenStyle.DotLine))
        self._fit()
        self._place_crosshair()

    def x_range(self) -> tuple[float, float]:
        """Return the x from … to … that is shown."""
        low, high = self.getViewBox().viewRange()[0]
        return float(low), float(high)

    # What hands do

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Tell where the pointer is."""
        super().mouseMoveEvent(event)
        if event.buttons() == Qt.MouseButton.NoButton:
            self.pointed.emit(self._x_of(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Remember where a click began: it may become a drag."""
        self._pressed = event.position() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Pin the crosshair where the button was pressed and released."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is not None and (event.position() - pressed).manhattanLength() < _CLICK_PIXELS:
            self.pinned.emit(self._x_of(event.position()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Tell that the pointer has left."""
        super().leaveEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Move the crosshair."""
        key = Qt.Key(event.key())
        if key in _KEYS:
            self.stepped.emit(_KEYS[key])
        elif key == Qt.Key.Key_Escape:
            self.stepped.emit(0)
        else:
            super().keyPressEvent(event)

    # Within

    def _x_of(self, place: QPointF) -> float:
        return float(self.getViewBox().mapSceneToView(self.mapToScene(place.toPoint())).x())

    def _taken_in_hand(self) -> None:
        self._follows = False
        self.zoomed.emit(*self.x_range())

    def _wide_extent(self) -> tuple[float, float]:
        low, high = self._x_extent()
        return low - 10 * (high - low), high + 10 * (high - low)

    def _x_extent(self) -> tuple[float, float]:
        if self._extent is not None:
            return self._extent
        drawn = [series.x for series in self._series if len(series.x)]
        ends = [x for places in drawn for x in places[[0, -1]].tolist() if math.isfinite(x)]
        return (min(ends), max(ends)) if ends and min(ends) < max(ends) else (0.0, 1.0)

    def _fit(self) -> None:
        if not self._follows:
            return
        shown = [series.y[np.isfinite(series.y)] for series in self.shown()]
        low, high = tidy_range(np.concatenate(shown) if shown else np.array([]), self._floor, self._ceiling)
        left, right = self._x_extent()
        margin = _MARGIN * (right - left)  # or marks at the ends would be cut
        self.getViewBox().setRange(xRange=(left - margin, right + margin), yRange=(low, high), padding=0)

    def _set_tidy_ticks(self) -> None:
        view = self.getViewBox()
        (left, right), (bottom, top) = view.viewRange()
        across, along = (max(2, round(size / each)) for size, each in zip(_sizes(view), _TICK_PIXELS, strict=True))
        self.set_ticks("bottom", tidy_ticks(left, right, across, whole=self._whole_x))
        self.set_ticks("left", tidy_ticks(bottom, top, along))

    def _place_crosshair(self) -> None:
        self._crosshair.setVisible(self._at is not None)
        if self._at is not None:
            self._crosshair.setPos(self._at)
        for line, series in zip(self._lines, self.shown(), strict=False):
            line.put_dot(self._at, value_at(series, self._at), series)


class _Line:
    """The items of one line: itself, its moving average, marks on some points, and the dot at the crosshair."""

    def __init__(self, chart: CurveChart) -> None:
        self._raw = _curve(chart, 2)
        self._smooth = _curve(chart, 3)
        self._marks = pg.ScatterPlotItem(pxMode=True)
        self._dot = pg.ScatterPlotItem(pxMode=True)
        for place, item in ((4, self._marks), (6, self._dot)):
            item.setZValue(place)
            chart.addItem(item, ignoreBounds=True)

    def show(self, series: Series, smooth: bool, wide: tuple[float, float]) -> None:
        look = LOOKS[series.style]
        is_level = not np.isfinite(series.x).all()
        x = np.array(wide) if is_level else series.x
        is_smoothed = smooth and not is_level
        for item in (self._raw, self._smooth, self._marks):
            item.show()
        self._raw.setData(x, series.y, pen=look.pen(_FAINT if is_smoothed else 1.0))
        if is_smoothed:
            self._smooth.setData(x, moving_average(series.y), pen=look.pen())
        else:
            self._smooth.hide()
        places = np.array([], dtype=np.int64) if is_level else marked_places(series.y, look.symbol is not None)
        self._marks.setData(
            x=series.x[places],
            y=series.y[places],
            symbol=look.symbol or look.mark or "o",
            size=7,
            pen=look.mark_pen(),
            brush=look.mark_brush(),
        )

    def put_dot(self, x: float | None, value: float | None, series: Series) -> None:
        look = LOOKS[series.style]
        is_level = not np.isfinite(series.x).all()
        if x is None or value is None or is_level:
            self._dot.hide()
            return
        self._dot.show()
        self._dot.setData(
            x=[x], y=[value], symbol=look.mark or "o", size=9, pen=look.mark_pen(), brush=look.mark_brush()
        )

    def hide(self) -> None:
        for item in (self._raw, self._smooth, self._marks, self._dot):
            item.hide()


class CurveGroup(QObject):
    """Makes one of several charts: one crosshair, one range of x, one legend, smoothing for all or none.

    The crosshair stops at places that all charts share. It is at home (the best or the last epoch) until a pointer
    moves over a chart, and returns when that leaves; a click or a key pins it.
    """

    moved = Signal()
    """The crosshair is somewhere else, or what it reads has changed."""

    def __init__(self, charts: Sequence[CurveChart], legend: Legend) -> None:
        super().__init__(legend)
        self.charts = list(charts)
        self._places: Doubles = np.array([])
        self._home = 0
        self._pin: int | None = None
        self._hover: int | None = None
        legend.toggled.connect(self._hide)
        for chart in self.charts:
            chart.pointed.connect(self._point)
            chart.left.connect(self._leave)
            chart.pinned.connect(self._pin_at)
            chart.stepped.connect(self._step)
            chart.zoomed.connect(self._zoom)

    def set_places(self, places: Sequence[float] | Doubles, home: int) -> None:
        """Let the crosshair stop at these x, in order, and by itself at that of index `home`."""
        self._places = np.asarray(places, dtype=np.float64)
        last = len(self._places) - 1
        self._home = min(max(home, 0), max(last, 0))
        self._pin = None if self._pin is None or last < 0 else min(self._pin, last)
        self._hover = None if self._hover is None or last < 0 else min(self._hover, last)
        self._show()

    def index(self) -> int | None:
        """Return the index of the place where the crosshair is."""
        if not len(self._places):
            return None
        return next(place for place in (self._hover, self._pin, self._home) if place is not None)

    def at(self) -> float | None:
        """Return the x where the crosshair is."""
        index = self.index()
        return None if index is None else float(self._places[index])

    def set_smooth(self, smooth: bool) -> None:
        """Draw moving averages in all charts, or the lines themselves."""
        for chart in self.charts:
            chart.set_smooth(smooth)

    def reset(self) -> None:
        """Show everything in all charts, with the crosshair at home."""
        self._pin = self._hover = None
        for chart in self.charts:
            chart.reset_axes()
        self._show()

    def _hide(self, keys: frozenset[str]) -> None:
        for chart in self.charts:
            chart.set_hidden(keys)
        self.moved.emit()

    def _point(self, x: float) -> None:
        self._hover = self._nearest(x)
        self._show()

    def _leave(self) -> None:
        self._hover = None
        self._show()

    def _pin_at(self, x: float) -> None:
        self._pin = self._nearest(x)
        self._show()

    def _step(self, steps: int) -> None:
        index = self.index()
        self._hover = None
        if index is None or not steps:
            self._pin = None
        else:
            self._pin = min(max(index + steps, 0), len(self._places) - 1)
        self._show()

    def _zoom(self, low: float, high: float) -> None:
        for chart in self.charts:
            if chart is not self.sender() and chart.x_range() != (low, high):
                chart.set_x_range(low, high)

    def _nearest(self, x: float) -> int | None:
        return int(np.abs(self._places - x).argmin()) if len(self._places) else None

    def _show(self) -> None:
        at = self.at()
        for chart in self.charts:
            chart.set_crosshair(at)
        self.moved.emit()


def value_at(series: Series, x: float | None) -> float | None:
    """Return the value of the point nearest to x; None for a gap, and outside of what the line covers."""
    if x is None or not len(series.x):
        return None
    if not np.isfinite(series.x).all():
        return float(series.y[0])
    margin = 0.5 * float(np.median(np.diff(series.x))) if len(series.x) > 1 else 1e-9
    if not series.x[0] - margin <= x <= series.x[-1] + margin:
        return None
    value = float(series.y[int(np.abs(series.x - x).argmin())])
    return value if math.isfinite(value) else None


def moving_average(y: Doubles) -> Doubles:
    """Return the exponential moving average of (N,), unbiased at its beginning; gaps stay and do not count."""
    smooth = np.full(len(y), np.nan)
    total = weight = 0.0
    for index, value in enumerate(y.tolist()):
        if math.isfinite(value):
            total = SMOOTHING * total + (1 - SMOOTHING) * value
            weight = SMOOTHING * weight + (1 - SMOOTHING)
            smooth[index] = total / weight
    return smooth


def marked_places(y: Doubles, has_symbols: bool) -> npt.NDArray[np.int64]:
    """Return the points that get a mark: some, evenly, where a style has symbols, and all that have no neighbour."""
    known = np.concatenate([[False], np.isfinite(y), [False]])
    marked = known[1:-1] & ~known[:-2] & ~known[2:]
    if has_symbols:
        each = round(tidy_step(len(y), _MARKS, whole=True))
        marked[::each] = known[1:-1][::each]
    return np.flatnonzero(marked)


def tidy_step(span: float, most: int, *, whole: bool = False) -> float:
    """Return the smallest of 1, 2, 5, 10, 20 … (of any power of ten) that divides a span into at most so many parts."""
    rough = max(span / max(1, most), 1e-12)
    power: float = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1.0, 2.0, 5.0, 10.0) if factor * power >= rough * (1 - 1e-9))
    return max(1.0, step) if whole else step


def tidy_range(values: Doubles, floor: float | None, ceiling: float | None) -> tuple[float, float]:
    """Return the y from … to … that shows finite values (N,) between round numbers, with room above the highest."""
    known_low, known_high = (float(values.min()), float(values.max())) if len(values) else (math.inf, -math.inf)
    low = min(known_low, floor) if floor is not None else known_low
    high = ceiling if ceiling is not None else known_high
    if not math.isfinite(low) or not math.isfinite(high):
        low, high = (floor or 0.0), (ceiling or 1.0)
    if high - low < 1e-9:
        low, high = (low - 1.0 if floor is None else low), (high + 1.0 if ceiling is None else high)
    if high - low < 1e-9:
        low = high - 1.0
    step = tidy_step(high - low, 4)
    low = math.floor(low / step + 1e-9) * step
    if ceiling is not None:
        return low, ceiling + 0.02 * (ceiling - low)
    top = math.ceil(high / step - 1e-9) * step
    return low, top if top - high > 0.03 * (top - low) else top + step / 2


def tidy_ticks(low: float, high: float, most: int, *, whole: bool = False) -> list[tuple[float, str]]:
    """Return round places from … to …, at most so many, with their words."""
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        return []
    step = tidy_step(high - low, most, whole=whole)
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    first, last = math.ceil(low / step - 1e-6), math.floor(high / step + 1e-6)
    return [(index * step, localised(f"{index * step + 0.0:,.{decimals}f}")) for index in range(first, last + 1)]


def _curve(chart: CurveChart, depth: int) -> Any:
    curve = pg.PlotDataItem(connect="finite")
    curve.setDownsampling(auto=True, method="peak")
    curve.setClipToView(True)
    curve.setZValue(depth)
    chart.addItem(curve, ignoreBounds=True)
    return curve


def _sizes(view: Any) -> tuple[float, float]:
    return float(view.width()), float(view.height())


def _exactly_at(series: Series, places: Doubles) -> Doubles:
    if not np.isfinite(series.x).all():
        return np.full(len(places), series.y[0])
    found = np.full(len(places), np.nan)
    found[np.searchsorted(places, series.x)] = series.y
    return found


def _plain(value: float) -> float | int | str:
    if not math.isfinite(value):
        return ""
    return int(value) if value == int(value) else value

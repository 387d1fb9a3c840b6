"""Bars side by side for a few named things, such as soft labels over the classes most worth showing."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent

from kdstudio.core.text import Text
from kdstudio.gui import theme
from kdstudio.gui.charts.plot import Plot, Table, brush, pen

_GROUP_WIDTH = 0.8
_HARD_WIDTH = 0.92
_TICK_PIXELS = 11
_HEADROOM = 1.12
_BELOW_ZERO = 0.004  # a tick at the very edge would have no number


class Bars(NamedTuple):
    """One series: its name, its colour, one height for each thing (NaN for none), hatched or solid."""

    name: Text
    token: str
    heights: Sequence[float]
    hollow: bool = False


class BarChart(Plot):
    """Groups of bars over names, or single bars where each name has one.

    A hard label is a dashed outline that is open at the top.
    """

    def __init__(self, name: Text, y: Text, x: Text | None = None, *, top: float | None = None) -> None:
        """`top` fixes the upper end of the axis; without it, it follows the highest bar."""
        super().__init__(name, x, y, grid="y")
        self._top = top
        self._names: Sequence[str] = ()
        self._series: Sequence[Bars] = ()
        self._hard: int | None = None
        self._items: list[pg.BarGraphItem] = []
        self._outline = pg.PlotDataItem(connect="finite")
        self._outline.setZValue(5)
        self.addItem(self._outline)
        self.setMouseEnabled(x=False, y=False)
        self.plotItem.getAxis("left").setStyle(hideOverlappingLabels=False)  # else there is no 0
        self.plotItem.getAxis("bottom").setStyle(autoExpandTextSpace=False)
        self.restyle()

    def show_bars(self, names: Sequence[str], series: Sequence[Bars], hard: int | None = None) -> None:
        """Show series over names; `hard` is the place of the hard label, None for none."""
        self._names, self._series, self._hard = names, series, hard
        self.redraw()

    def redraw(self) -> None:
        """Draw everything again from the data at hand."""
        while len(self._items) < len(self._series):
            item = pg.BarGraphItem(x=[], height=[], width=1)
            self._items.append(item)
            self.addItem(item)
        for item in self._items[len(self._series) :]:
            item.setOpts(x=[], height=[])
        counts = np.isfinite([bars.heights for bars in self._series]).sum(axis=0) if self._series else np.zeros(0)
        is_alone = bool((counts <= 1).all())
        width = _GROUP_WIDTH / (2 if is_alone else len(self._series))
        places = np.arange(len(self._names), dtype=np.float64)
        for number, (item, bars) in enumerate(zip(self._items, self._series, strict=False)):
            heights = np.asarray(bars.heights, dtype=np.float64)
            is_there = np.isfinite(heights)
            x = places if is_alone else places - _GROUP_WIDTH / 2 + width * (number + 0.5)
            fill, edge = brush(bars.token, hollow=bars.hollow), pen(bars.token, 1)
            item.setOpts(x=x[is_there], height=heights[is_there], width=width, brush=fill, pen=edge)
        self._draw_outline()
        self._fit()

    def table(self) -> Table:
        """Return the numbers that are shown."""
        columns = ["name", *(bars.name.english() for bars in self._series)]
        return Table(columns, list(zip(self._names, *(bars.heights for bars in self._series), strict=True)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fit the names to the new width."""
        super().resizeEvent(event)
        if hasattr(self, "_names"):  # Qt resizes it before it is whole
            self._write_names()

    def _draw_outline(self) -> None:
        if self._hard is None:
            self._outline.setData([], [])
            return
        left, right = self._hard - _HARD_WIDTH / 2, self._hard + _HARD_WIDTH / 2
        self._outline.setData(
            [left, left, np.nan, right, right], [0, 100, np.nan, 0, 100], pen=pen("hard", 1.5, Qt.PenStyle.DashLine)
        )

    def _fit(self) -> None:
        heights = [float(height) for bars in self._series for height in bars.heights if np.isfinite(height)]
        highest = self._top or max(heights, default=0.0) * _HEADROOM or 1.0
        self.setRange(
            xRange=(-0.6, max(1, len(self._names)) - 0.4), yRange=(-_BELOW_ZERO * highest, highest), padding=0
        )
        self._write_names()

    def _write_names(self) -> None:
        """Write the names in one line, or by turns in two where they would touch."""
        metrics = QFontMetrics(theme.font(_TICK_PIXELS))
        slot = (self.width() - 56) / max(1, len(self._names)) - 4
        is_crowded = any(metrics.horizontalAdvance(name) > slot for name in self._names)
        self.plotItem.getAxis("bottom").setStyle(tickTextHeight=metrics.height() * (2 if is_crowded else 1))
        ticks = []
        for place, name in enumerate(self._names):
            room = int(2 * slot if is_crowded else slot)
            word = metrics.elidedText(name, Qt.TextElideMode.ElideRight, max(12, room))
            ticks.append((float(place), f"\n{word}" if is_crowded and place % 2 else word))
        self.set_ticks("bottom", ticks)

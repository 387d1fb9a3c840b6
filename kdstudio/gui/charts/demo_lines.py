"""Lines over one axis with a movable mark: learning curves, shares, reliability."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt

from kdstudio.core.text import Text
from kdstudio.gui.charts.plot import Plot, Table, brush, pen

_ROOM = 0.025  # of the width, at either end


class Line(NamedTuple):
    """One series: its name, its colour, its points, its dash, and its marker (pyqtgraph's symbol, or none)."""

    name: Text
    token: str
    x: Sequence[float]
    y: Sequence[float]
    dash: Qt.PenStyle = Qt.PenStyle.SolidLine
    symbol: str | None = None
    hollow: bool = False


class LineChart(Plot):
    """A few lines, and a vertical mark at the place that the reader has chosen."""

    def __init__(self, name: Text, x: Text, y: Text) -> None:
        super().__init__(name, x, y)
        self._lines: Sequence[Line] = ()
        self._items: list[pg.PlotDataItem] = []
        self._mark = pg.InfiniteLine(angle=90, movable=False)
        self._place: float | None = None
        self.addItem(self._mark)
        self.setMouseEnabled(x=False, y=False)
        for side in ("left", "bottom"):
            self.plotItem.getAxis(side).setStyle(hideOverlappingLabels=False)
        self.restyle()

    def show_lines(self, lines: Sequence[Line], mark: float | None = None) -> None:
        """Show lines, and the mark at a place of the lower axis; None hides it."""
        self._lines, self._place = lines, mark
        self.redraw()

    def set_limits(self, x: tuple[float, float], y: tuple[float, float]) -> None:
        """Show this part of both axes, with room for the markers at its ends."""
        room = _ROOM * (x[1] - x[0])
        self.setRange(xRange=(x[0] - room, x[1] + room), yRange=y, padding=0)

    def redraw(self) -> None:
        """Draw everything again from the data at hand."""
        while len(self._items) < len(self._lines):
            item = pg.PlotDataItem()
            self._items.append(item)
            self.addItem(item)
        for item in self._items[len(self._lines) :]:
            item.setData([], [])
        for item, line in zip(self._items, self._lines, strict=False):
            item.setData(
                np.asarray(line.x, dtype=np.float64),
                np.asarray(line.y, dtype=np.float64),
                pen=pen(line.token, 2, line.dash),
                symbol=line.symbol,
                symbolSize=8,
                symbolPen=pen(line.token, 1.5),
                symbolBrush=brush("surface" if line.hollow else line.token),
            )
        self._mark.setVisible(self._place is not None)
        if self._place is not None:
            self._mark.setPen(pen("ink", 1, Qt.PenStyle.DashLine))
            self._mark.setValue(self._place)

    def table(self) -> Table:
        """Return the numbers that are shown, one row a point."""
        rows = [(line.name.english(), x, y) for line in self._lines for x, y in zip(line.x, line.y, strict=True)]
        return Table(("series", "x", "y"), rows)

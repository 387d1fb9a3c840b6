"""How far the student was from the teacher in one image, epoch by epoch."""

import math

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import Qt

from kdstudio.core.text import text
from kdstudio.gui import theme
from kdstudio.gui.charts.plot import NO_PEN, Plot, Table, brush, pen
from kdstudio.gui.translate import number, show

Numbers = npt.NDArray[np.float64]
AXIS_PIXELS = 52


class KlCurve(Plot):
    """The KL divergence of one image over the epochs, with a mark at the one that is shown.

    Its axis is `AXIS_PIXELS` wide, so that a slider below can share its scale.
    """

    def __init__(self) -> None:
        super().__init__(text("KL divergence of this image over the epochs"), grid="y")
        self._epochs: Numbers = np.zeros(0)
        self._bits: Numbers = np.zeros(0)
        self._range = (0, 1)
        self._epoch = 0
        self._curve = pg.PlotCurveItem()
        self._mark = pg.InfiniteLine(angle=90)
        self._dot = pg.ScatterPlotItem(size=9)
        self._words = pg.TextItem(anchor=(1, 0))
        self._words.setFont(theme.font(12))
        self._words.textItem.document().setDocumentMargin(0)
        for item in (self._curve, self._mark, self._dot, self._words):
            self.plotItem.addItem(item, ignoreBounds=True)
        self.plotItem.getAxis("left").setWidth(AXIS_PIXELS)
        bottom = self.plotItem.getAxis("bottom")
        bottom.setStyle(showValues=False, tickLength=0)
        bottom.setHeight(8)  # room for half of the 0 at its left
        view = self.plotItem.getViewBox()
        view.setMouseEnabled(x=False, y=False)
        view.setFlag(view.GraphicsItemFlag.ItemClipsChildrenToShape, False)  # the dot is whole at the ends, too
        self.setMinimumHeight(56)

    def show_curve(self, epochs: Numbers, bits: Numbers, first: int, last: int, epoch: int) -> None:
        """Show the divergence in bits at epochs, on an axis from `first` to `last`, marked at `epoch`."""
        self._epochs, self._bits, self._range, self._epoch = epochs, bits, (first, last), epoch
        self.redraw()

    def redraw(self) -> None:
        """Draw the curve and its mark anew."""
        is_known = np.isfinite(self._bits)
        top = _nice_top(float(self._bits[is_known].max(initial=0.0)))
        first, last = self._range
        self.plotItem.setXRange(first, max(last, first + 1), padding=0)
        self.plotItem.setYRange(0, 1.12 * top, padding=0)
        self.set_ticks("left", [(0.0, "0"), (top, f"{number(top, max(0, -math.floor(math.log10(top))))}")])
        self._curve.setData(self._epochs, self._bits, connect="finite")
        self._curve.setPen(pen("ink", 1.8))
        self._mark.setPen(pen("ink", 1.2, Qt.PenStyle.DotLine))
        self._mark.setPos(self._epoch)
        here = (self._epochs == self._epoch) & is_known
        self._dot.setData(self._epochs[here], self._bits[here], brush=brush("ink"), pen=NO_PEN)
        self._words.setText(show(text("KL of this image, bit")), theme.theme().qcolor("ink2"))
        self._words.setPos(last - 0.015 * max(last - first, 1), 1.12 * top)
        self.set_reading(self._reading())

    def table(self) -> Table:
        """Return the divergence at each epoch."""
        return Table(("epoch", "KL, bit"), [(int(e), float(b)) for e, b in zip(self._epochs, self._bits, strict=True)])

    def _reading(self) -> str:
        known = np.flatnonzero(np.isfinite(self._bits))
        if not len(known):
            return ""
        first, last = known[0], known[-1]
        return show(
            text(
                "KL {before:.3f} bit at epoch {first:d}, {after:.3f} bit at epoch {last:d}.",
                before=float(self._bits[first]),
                first=int(self._epochs[first]),
                after=float(self._bits[last]),
                last=int(self._epochs[last]),
            )
        )


def _nice_top(highest: float) -> float:
    """Return the next of 1, 2, 5 times a power of ten."""
    if highest <= 0:
        return 0.1
    power = 10.0 ** math.floor(math.log10(highest))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= highest * 0.999)

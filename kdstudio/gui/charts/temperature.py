"""What temperature does to one soft label: the same logits at T = 1, in outline, and at the chosen T, filled."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent

from kdstudio.core.soft_labels import soften, top_classes
from kdstudio.core.text import text
from kdstudio.gui import theme
from kdstudio.gui.charts.plot import Plot, Table, brush, pen
from kdstudio.gui.translate import show

MOST_CLASSES = 10
_LEAST_CLASSES = 4
_LONG_NAME_PX = 34
_WIDTH = 0.38
_AXIS_PX = 56
_NAME_PADDING_PX = 6
_UNKNOWN = -1000.0  # no network's own logit is below it

Doubles = npt.NDArray[np.float64]


class TemperatureChart(Plot):
    """Paired bars over the top classes, as many as have room, and the rest; the hard label is a dashed outline."""

    def __init__(self) -> None:
        super().__init__(
            text("What temperature does to one soft label"), x=text("class"), y=text("probability, %"), grid="y"
        )
        self._names: list[str] = []
        self._logits: Doubles = np.zeros(0)
        self._label = -1
        self._temperature = 1.0
        self._sharp = pg.BarGraphItem(x=[], height=[], width=_WIDTH)
        self._soft = pg.BarGraphItem(x=[], height=[], width=_WIDTH)
        self._hard = pg.PlotCurveItem()
        for item in (self._sharp, self._soft, self._hard):
            self.addItem(item)
        self.setMouseEnabled(x=False, y=False)
        self.plotItem.setContentsMargins(0, 8, 0, 0)  # room for the number at the top of the axis
        self.plotItem.setYRange(0, 100, padding=0)
        self.plotItem.getAxis("left").setTicks([[(0, "0"), (50, "50"), (100, "100")]])

    def set_example(self, names: Sequence[str], logits: Sequence[float], label: int) -> None:
        """Show a soft label by its logits, one a class; `label` is the true class, below 0 for none.

        A class with a logit of -infinity, or near it, is one that the teacher does not know: it is left out.
        """
        values = np.asarray(logits, dtype=np.float64)
        kept = np.flatnonzero(values > _UNKNOWN)
        self._names = [names[int(index)] for index in kept]
        self._logits = values[kept]
        found = np.flatnonzero(kept == label)
        self._label = int(found[0]) if len(found) else -1
        self.redraw()

    def set_temperature(self, temperature: float) -> None:
        """Soften at another temperature."""
        if temperature != self._temperature:
            self._temperature = temperature
            self.redraw()

    def probabilities(self) -> tuple[list[str], Doubles, Doubles]:
        """Return what is drawn, left to right: names, and percentages at T = 1 and at the chosen T."""
        if not len(self._logits):
            return [], np.zeros(0), np.zeros(0)
        sharp, soft = soften(self._logits), soften(self._logits, self._temperature)
        top = top_classes(sharp, soft, self._most())
        chosen = sorted(top.indices.tolist())
        names = [self._names[index] for index in chosen]
        both = [100 * sharp[chosen], 100 * soft[chosen]]
        if len(self._names) > len(chosen):
            names.append(show(text("rest")))
            both = [np.append(both[0], 100 * top.teacher_rest), np.append(both[1], 100 * top.student_rest)]
        return names, both[0], both[1]

    def _most(self) -> int:
        """Return how many classes are drawn: all or the top ones, so that most of their names can be read."""
        metrics = QFontMetrics(theme.font(11))
        widest = max(metrics.horizontalAdvance(name) for name in self._names)
        places = (int(self.width()) - _AXIS_PX) // (min(widest, _LONG_NAME_PX) + _NAME_PADDING_PX)
        if len(self._names) <= min(places, MOST_CLASSES):
            return len(self._names)
        return max(_LEAST_CLASSES, min(MOST_CLASSES, places - 1))

    def redraw(self) -> None:
        """Draw both distributions in the current theme."""
        names, sharp, soft = self.probabilities()
        x = np.arange(len(names), dtype=np.float64)
        self._sharp.setOpts(x=x - _WIDTH / 2 - 0.02, height=sharp, pen=pen("teacher", 1.4), brush=brush("surface"))
        self._soft.setOpts(x=x + _WIDTH / 2 + 0.02, height=soft, pen=pen("teacher", 1.0), brush=brush("teacher"))
        self._draw_hard_label(names)
        self.plotItem.setXRange(-0.7, max(len(names), 1) - 0.3, padding=0)
        self._write_names(names)
        self._read_out(names, sharp, soft)

    def table(self) -> Table:
        """Return the percentages as they stand."""
        names, sharp, soft = self.probabilities()
        columns = ("class", "probability at T = 1, %", f"probability at T = {self._temperature:g}, %")
        rows = [(name, round(float(a), 3), round(float(b), 3)) for name, a, b in zip(names, sharp, soft, strict=True)]
        return Table(columns, rows)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Write names that fit."""
        super().resizeEvent(event)
        if hasattr(self, "_names") and self.plotItem is not None:  # else it is not made yet, or closed
            self.redraw()

    def _draw_hard_label(self, names: Sequence[str]) -> None:
        place = names.index(self._names[self._label]) if self._label >= 0 and self._names[self._label] in names else -1
        self._hard.setVisible(place >= 0)
        if place >= 0:
            left, right = place - _WIDTH - 0.08, place + _WIDTH + 0.08
            self._hard.setData([left, left, right, right], [100.0, 0.0, 0.0, 100.0])
            self._hard.setPen(pen("hard", 1.2, Qt.PenStyle.DashLine))

    def _write_names(self, names: Sequence[str]) -> None:
        """Write the names below, shortened to the room of a pair of bars."""
        metrics = QFontMetrics(theme.font(11))
        room = max(1, self.width() - _AXIS_PX) / max(1, len(names)) - _NAME_PADDING_PX
        ticks = [
            (float(index), metrics.elidedText(name, Qt.TextElideMode.ElideRight, round(room)))
            for index, name in enumerate(names)
        ]
        self.set_ticks("bottom", ticks)

    def _read_out(self, names: Sequence[str], sharp: Doubles, soft: Doubles) -> None:
        if not names:
            self.set_reading("")
            return
        top = int(np.argmax(sharp))
        self.set_reading(
            show(
                text(
                    "The top class {name} has {sharp:.1f} % at T = 1 and {soft:.1f} % at T = {temperature:g}.",
                    name=names[top],
                    sharp=float(sharp[top]),
                    soft=float(soft[top]),
                    temperature=self._temperature,
                )
            )
        )

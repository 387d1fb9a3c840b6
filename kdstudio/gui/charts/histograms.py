"""How often something happens over all probes: teacher beside student, and their divergence."""

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt

from kdstudio.core.soft_labels import Histogram
from kdstudio.core.text import Text, text
from kdstudio.gui import theme
from kdstudio.gui.charts.plot import Plot, Table, brush, pen
from kdstudio.gui.translate import number, show

_ROOM_FOR_WORDS = 1.3
_EMPTY = Histogram(np.zeros(1, dtype=np.int64), np.array([0.0, 1.0]), float("nan"))


class PairedHistogram(Plot):
    """Images per bin of a value, the teacher's beside the student's."""

    def __init__(self, name: Text, axis: Text) -> None:
        super().__init__(name, axis, text("images"), grid="y")
        self._teacher: Histogram = _EMPTY
        self._student: Histogram | None = None
        self._hollow = False
        self._items = {key: pg.BarGraphItem(x0=[], height=[], width=1) for key in ("teacher", "student")}
        _set_up(self, *self._items.values())

    def show_histograms(self, teacher: Histogram, student: Histogram | None, *, hollow: bool = False) -> None:
        """Show one or two histograms over the same bins; hollow bars are a baseline's."""
        self._teacher, self._student, self._hollow = teacher, student, hollow
        self.redraw()

    def redraw(self) -> None:
        """Draw the bars anew."""
        edges = self._teacher.edges
        width = float(edges[1] - edges[0])
        share = 0.42 if self._student is not None else 0.84
        _draw_bars(self._items["teacher"], self._teacher, 0.08 * width, share * width, "teacher")
        _draw_bars(self._items["student"], self._student, 0.5 * width, share * width, "student", hollow=self._hollow)
        counts = [found.counts.max(initial=0) for found in (self._teacher, self._student) if found is not None]
        _set_range(self, edges, int(max(counts)))
        self.set_reading(self._reading())

    def table(self) -> Table:
        """Return the images per bin."""
        edges, teacher = self._teacher.edges.tolist(), self._teacher.counts.tolist()
        other = self._student.counts.tolist() if self._student is not None else [""] * len(teacher)
        columns = ("from", "to", "teacher", "baseline" if self._hollow else "student")
        return Table(columns, list(zip(edges[:-1], edges[1:], teacher, other, strict=True)))

    def _reading(self) -> str:
        teacher = number(self._teacher.mean, 2)
        if self._student is None:
            return show(text("Teacher: mean {teacher}.", teacher=teacher))
        student = number(self._student.mean, 2)
        if self._hollow:
            return show(text("Teacher: mean {teacher}; baseline: mean {student}.", teacher=teacher, student=student))
        return show(text("Teacher: mean {teacher}; student: mean {student}.", teacher=teacher, student=student))


class DivergenceHistogram(Plot):
    """Images per bin of the KL divergence, with the mean as a dashed line."""

    def __init__(self, name: Text, axis: Text) -> None:
        super().__init__(name, axis, text("images"), grid="y")
        self._found: Histogram = _EMPTY
        self._bars = pg.BarGraphItem(x0=[], height=[], width=1)
        self._mean = pg.InfiniteLine(angle=90)
        self._words = pg.TextItem()
        self._words.setFont(theme.font(12))
        self._words.textItem.document().setDocumentMargin(2)
        _set_up(self, self._bars, self._mean, self._words)

    def show_histogram(self, found: Histogram) -> None:
        """Show a histogram."""
        self._found = found
        self.redraw()

    def redraw(self) -> None:
        """Draw the bars and the mean anew."""
        edges, mean = self._found.edges, self._found.mean
        width = float(edges[1] - edges[0])
        _draw_bars(self._bars, self._found, 0.08 * width, 0.84 * width, "ink2")
        top = _set_range(self, edges, int(self._found.counts.max(initial=0)), _ROOM_FOR_WORDS)
        is_known = bool(np.isfinite(mean))
        for item in (self._mean, self._words):
            item.setVisible(is_known)
        if is_known:
            self._mean.setPen(pen("ink", 1.4, Qt.PenStyle.DashLine))
            self._mean.setPos(mean)
            self._words.setText(show(text("mean {bits:.3f}", bits=mean)), theme.theme().qcolor("ink"))
            self._words.setAnchor((0, 0) if mean < edges[-1] / 2 else (1, 0))
            self._words.setPos(mean, top)
        self.set_reading(show(text("Mean {bits:.3f} bit.", bits=mean)) if is_known else "")

    def table(self) -> Table:
        """Return the images per bin."""
        edges = self._found.edges.tolist()
        return Table(
            ("from, bit", "to, bit", "images"), list(zip(edges[:-1], edges[1:], self._found.counts, strict=True))
        )


def _set_up(plot: Plot, *items: Any) -> None:
    for item in items:
        plot.plotItem.addItem(item, ignoreBounds=True)
    plot.plotItem.getViewBox().setMouseEnabled(x=False, y=False)
    plot.plotItem.layout.setContentsMargins(0, 6, 12, 0)  # room for half of the outermost numbers
    plot.setMinimumHeight(90)


def _draw_bars(
    item: Any, found: Histogram | None, offset: float, width: float, token: str, *, hollow: bool = False
) -> None:
    item.setOpts(
        x0=np.zeros(0) if found is None else found.edges[:-1] + offset,
        height=np.zeros(0) if found is None else found.counts,
        width=width,
        brush=brush(token, hollow=hollow),
        pen=pen(token, 1.0) if hollow else pg.mkPen(None),
    )


def _set_range(plot: Plot, edges: Any, highest: int, headroom: float = 1.12) -> float:
    """Make room for all bins and the highest bar; return the height of the axis."""
    top = max(1.0, highest * headroom)
    plot.plotItem.setXRange(float(edges[0]), float(edges[-1]), padding=0)
    plot.plotItem.setYRange(0, top, padding=0)
    return top

"""Images of each class: bars for training and validation, or a sorted outline where there are very many classes."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent

from kdstudio.core.text import text
from kdstudio.gui import theme
from kdstudio.gui.charts.plot import Plot, Table, brush, pen
from kdstudio.gui.translate import show

MOST_BARS = 24
_WIDTH = 0.72
_HEADROOM = 1.12
_LEAST_AXIS_PX = 44
_PADDING_PX = 6

Counts = npt.NDArray[np.float64]


class ClassCounts(Plot):
    """Images per class, training filled and validation hollow on top of it.

    `pointed` names the class under the mouse or the one that the arrow keys are at, by its index; -1 for none.
    """

    pointed = Signal(int)

    def __init__(self) -> None:
        super().__init__(text("Images of each class"), grid="y")
        self._names: list[str] = []
        self._train: Counts = np.zeros(0)
        self._val: Counts = np.zeros(0)
        self._order = np.zeros(0, dtype=np.int64)
        self._at = -1
        self._bars = pg.BarGraphItem(x=[], height=[], width=_WIDTH)
        self._tops = pg.BarGraphItem(x=[], y0=[], height=[], width=_WIDTH)
        self._area = pg.PlotCurveItem([0.0, 1.0], [0.0], stepMode="center", fillLevel=0)
        self._outline = pg.PlotCurveItem([0.0, 1.0], [0.0], stepMode="center")
        for item in (self._bars, self._tops, self._area, self._outline):
            self.addItem(item)
        self.setMouseEnabled(x=False, y=False)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.plotItem.getAxis("left").setWidth(_LEAST_AXIS_PX - 10)
        self.setMinimumHeight(72)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Wish for little: a card gives it what room it has."""
        return QSize(200, 96)

    def set_counts(self, names: Sequence[str], train: Sequence[int], val: Sequence[int]) -> None:
        """Show the images of each class, in the order in which the classes are given."""
        self._names = list(names)
        self._train = np.asarray(train, dtype=np.float64)
        self._val = np.asarray(val, dtype=np.float64)
        total = self._train + self._val
        is_many = len(names) > MOST_BARS
        self._order = np.argsort(-total, kind="stable") if is_many else np.arange(len(names), dtype=np.int64)
        self._at = -1
        self.redraw()

    def is_sorted(self) -> bool:
        """Return whether there are so many classes that they stand from the largest to the smallest."""
        return len(self._names) > MOST_BARS

    def heights(self) -> tuple[Counts, Counts]:
        """Return what is drawn, left to right: training images, and the validation images on top."""
        return self._train[self._order], self._val[self._order]

    def redraw(self) -> None:
        """Draw the counts in the current theme."""
        count = len(self._names)
        train, val = self.heights()
        x = np.arange(count, dtype=np.float64)
        is_many = self.is_sorted()
        for item in (self._bars, self._tops):
            item.setVisible(not is_many and count > 0)
        for item in (self._area, self._outline):
            item.setVisible(is_many)
        if is_many:
            edges = np.arange(count + 1) - 0.5
            self._area.setData(edges, train, pen=None, brush=brush("hard"))
            self._outline.setData(edges, train + val, pen=pen("hard", 1.2))
        else:
            edge = pen("hard", 1.2)
            self._bars.setOpts(x=x, height=train, pen=edge, brush=brush("hard"))
            self._tops.setOpts(x=x, y0=train, height=val, pen=edge, brush=brush("surface"))
        high = float((train + val).max(initial=0.0)) or 1.0
        self.plotItem.setXRange(-0.6, max(count, 1) - 0.4, padding=0)
        self.plotItem.setYRange(0, high * _HEADROOM, padding=0)
        self._write_names()
        self._read_out()

    def table(self) -> Table:
        """Return the counts as they stand."""
        train, val = self.heights()
        names = [self._names[index] for index in self._order]
        rows = [(name, int(first), int(second)) for name, first, second in zip(names, train, val, strict=True)]
        return Table(("class", "training images", "validation images"), rows)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Write the names that fit."""
        super().resizeEvent(event)
        if hasattr(self, "_names") and self.plotItem is not None:  # else it is not made yet, or closed
            self._write_names()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Point at the class under the mouse."""
        super().mouseMoveEvent(event)
        place = self.plotItem.getViewBox().mapSceneToView(QPointF(event.position()))
        self._point(round(place.x()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Point at no class any more."""
        super().leaveEvent(event)
        self._point(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Point at the next class, or the one before, with the arrow keys."""
        last = len(self._names) - 1
        steps = {
            Qt.Key.Key_Left: max(0, self._at - 1),
            Qt.Key.Key_Right: min(last, self._at + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if event.key() in steps:
            self._point(steps[Qt.Key(event.key())])
            event.accept()
        else:
            event.ignore()

    def _point(self, place: int) -> None:
        place = place if 0 <= place < len(self._names) else -1
        if place != self._at:
            self._at = place
            self.pointed.emit(int(self._order[place]) if place >= 0 else -1)

    def _write_names(self) -> None:
        """Write the classes' names below the bars where all of them fit, else none of them."""
        metrics = QFontMetrics(theme.font(11))
        room = max(1, self.width() - _LEAST_AXIS_PX) / max(1, len(self._names))
        widest = max((metrics.horizontalAdvance(name) for name in self._names[: MOST_BARS + 1]), default=0)
        fits = not self.is_sorted() and widest + _PADDING_PX <= room
        self.set_ticks("bottom", list(enumerate(self._names)) if fits else [])
        self.plotItem.getAxis("bottom").setHeight(20 if fits else 6)

    def _read_out(self) -> None:
        if not self._names:
            self.set_reading("")
            return
        total = self._train + self._val
        self.set_reading(
            show(
                text(
                    "{classes:,} classes with {least:,} to {most:,} images: {train:,} for training, {val:,} for "
                    "validation.",
                    classes=len(self._names),
                    least=int(total.min()),
                    most=int(total.max()),
                    train=int(self._train.sum()),
                    val=int(self._val.sum()),
                )
            )
        )

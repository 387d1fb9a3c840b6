"""The soft labels of one image as paired bars, teacher left and student right, against the hard label."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from kdstudio.core.text import text
from kdstudio.gui import theme
from kdstudio.gui.charts.kl_curve import AXIS_PIXELS
from kdstudio.gui.charts.plot import Axis, Plot, Table, brush, pen
from kdstudio.gui.translate import number, percent, show

Doubles = npt.NDArray[np.float64]
_TOPS = (5.0, 10.0, 20.0, 50.0, 100.0)
_TICKS = 5
_LINE_PIXELS = 17.0  # of a line of text above the bars
_NAME_PIXELS = 76.0  # of a slanted class name
_NAMED_VALUES = 2  # classes with their numbers above the bars
_PAIR_WIDTH = 0.37
_SINGLE_WIDTH = 0.6
_EDGE = 0.75  # room beside the outermost classes' middles, in slots


class Bars(NamedTuple):
    """The soft labels to show: probabilities (K,) of `names`; `label` is the hard label's place, None for none.

    `student` is None where there is no second network; with `has_rest` the last name is all other classes.
    """

    names: Sequence[str]
    teacher: Doubles
    student: Doubles | None
    label: int | None = None
    has_rest: bool = False


class ClassAxis(Axis):
    """An axis of class names: upright where they fit, slanted and shortened where they do not."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self._names: Sequence[str] = ()
        self._slot = 0.0

    def set_names(self, names: Sequence[str], slot: float) -> None:
        """Write names below the places 0, 1, 2 …, each in a slot of so many px."""
        if (names, slot) != (self._names, self._slot):
            self._names, self._slot = names, slot
            self.showLabel(not self._is_slanted())
            self.setHeight(self._wanted_height())
            self.picture = None
            self.update()

    def drawPicture(self, p: QPainter, axisSpec: Any, tickSpecs: Any, _textSpecs: Any) -> None:  # noqa: N802, N803
        """Draw the axis, with names instead of numbers."""
        super().drawPicture(p, axisSpec, tickSpecs, [])
        p.setClipping(False)
        left, right = self.linkedView().viewRange()[0]
        scale = self.width() / max(right - left, 1e-9)
        for place, name in enumerate(self._names):
            self._draw_name(p, name, (place - left) * scale)

    def _draw_name(self, p: QPainter, name: str, x: float) -> None:
        metrics = QFontMetricsF(theme.font(11))
        if not self._is_slanted():
            box = QRectF(x - self._slot / 2, 6, self._slot, metrics.height())
            p.drawText(box, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), name)
            return
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, _NAME_PIXELS)
        p.save()
        p.translate(x + metrics.height() / 4, 8)
        p.rotate(-45)
        p.drawText(QPointF(-metrics.horizontalAdvance(shown), metrics.ascent() / 2), shown)
        p.restore()

    def _is_slanted(self) -> bool:
        return self._widest() > self._slot - 4

    def _widest(self) -> float:
        metrics = QFontMetricsF(theme.font(11))
        return max((metrics.horizontalAdvance(name) for name in self._names), default=0.0)

    def _wanted_height(self) -> float:
        label = self.label.boundingRect().height() * 0.8 if self.label.isVisible() else 0.0
        names = 12 + 0.7071 * min(self._widest(), _NAME_PIXELS) if self._is_slanted() else 20.0
        return float(names + label)


class SoftLabelBars(Plot):
    """Bars of the probabilities of two networks over classes, with the highest ones' values above them."""

    def __init__(self) -> None:
        self._axis = ClassAxis()
        super().__init__(
            text("Soft labels of this image"), text("class"), text("probability, %"), grid="y", bottom=self._axis
        )
        self._bars = Bars((), np.zeros(0), None)
        self._hollow = False
        self._items = {name: pg.BarGraphItem(x=[], height=[], width=1) for name in ("teacher", "student")}
        self._outline = pg.PlotCurveItem()
        self._hard = pg.TextItem(anchor=(0.5, 1))
        self._values = [pg.TextItem(anchor=(0.5, 1)) for _ in range(2 * (_NAMED_VALUES + 1))]
        for item in (*self._items.values(), self._outline, self._hard, *self._values):
            self.plotItem.addItem(item, ignoreBounds=True)
        for item in (self._hard, *self._values):
            item.setFont(theme.font(12))
            item.textItem.document().setDocumentMargin(1)
        self.plotItem.getAxis("left").setWidth(AXIS_PIXELS)
        view = self.plotItem.getViewBox()
        view.setMouseEnabled(x=False, y=False)
        view.sigResized.connect(self._resized)

    def show_bars(self, bars: Bars, *, hollow: bool = False) -> None:
        """Show soft labels; hollow bars are a baseline's."""
        self._bars, self._hollow = bars, hollow
        self.redraw()

    def redraw(self) -> None:
        """Draw the bars, the hard label and the values anew."""
        bars = self._bars
        count = len(bars.names)
        self.plotItem.setXRange(-_EDGE, max(count, 1) - 1 + _EDGE, padding=0)
        self._axis.set_names(bars.names, self._slot_pixels())
        outline_top, pixel = self._scale()
        self._draw_series("teacher", bars.teacher, -1 if bars.student is not None else 0, outline_top)
        self._draw_series("student", bars.student, 1, outline_top)
        self._draw_hard_label(outline_top)
        self._draw_values(outline_top, pixel)
        self.set_reading(self._reading())

    def table(self) -> Table:
        """Return the probabilities that are shown, from 0 to 1."""
        bars = self._bars
        other = bars.student if bars.student is not None else np.full(len(bars.names), np.nan)
        hard = [float(place == bars.label) if bars.label is not None else "" for place in range(len(bars.names))]
        rows = zip(bars.names, bars.teacher.tolist(), other.tolist(), hard, strict=True)
        columns = ("class", "teacher", "baseline" if self._hollow else "student", "hard label")
        return Table(columns, [[name, first, "" if np.isnan(second) else second, h] for name, first, second, h in rows])

    def _resized(self) -> None:
        self.redraw()

    def _slot_pixels(self) -> float:
        return float(self.plotItem.getViewBox().width()) / (max(len(self._bars.names), 1) - 1 + 2 * _EDGE)

    def _scale(self) -> tuple[float, float]:
        """Set the height of the axis; return where the outline of the hard label ends, in %, and % per px."""
        own = self._bars.has_rest
        heights = [100 * values[: -1 if own else None].max(initial=0.0) for values in self._series()]
        highest = max(heights, default=0.0)
        top = next((top for top in _TOPS if highest <= top), _TOPS[-1])
        pixels = max(float(self.plotItem.getViewBox().height()), 60.0)
        view_top = max(top / (1 - _LINE_PIXELS / pixels), highest / (1 - 2 * _LINE_PIXELS / pixels))
        self.plotItem.setYRange(0, view_top, padding=0)
        ticks = np.linspace(0, top, _TICKS if top == 20.0 else _TICKS + 1)
        self.set_ticks("left", [(tick, number(tick)) for tick in ticks.tolist()])
        pixel = view_top / pixels
        return view_top - _LINE_PIXELS * pixel, pixel

    def _series(self) -> list[Doubles]:
        return [values for values in (self._bars.teacher, self._bars.student) if values is not None]

    def _draw_series(self, name: str, values: Doubles | None, side: int, outline_top: float) -> None:
        hollow = self._hollow and name == "student"
        width = _PAIR_WIDTH if side else _SINGLE_WIDTH
        shown = np.zeros(0) if values is None else np.minimum(100 * values, outline_top)
        self._items[name].setOpts(
            x=np.arange(len(shown)) + side * (width / 2 + 0.02),
            height=shown,
            width=width,
            brush=brush(name, hollow=hollow),
            pen=pen(name, 1.0) if hollow else pg.mkPen(None),
        )

    def _draw_hard_label(self, top: float) -> None:
        place = self._bars.label
        for item in (self._outline, self._hard):
            item.setVisible(place is not None)
        if place is None:
            return
        left, right = place - 0.49, place + 0.49
        self._outline.setData([left, left, right, right], [top, 0.0, 0.0, top])
        self._outline.setPen(pen("hard", 1.4, Qt.PenStyle.DashLine))
        self._hard.setText(show(text("hard label: {share:.0f} %", share=100)), theme.theme().qcolor("ink2"))
        half = self._hard.boundingRect().width() / 2 / max(self._slot_pixels(), 1.0)
        self._hard.setPos(float(np.clip(place, half - _EDGE, len(self._bars.names) - 1 + _EDGE - half)), top)

    def _draw_values(self, outline_top: float, pixel: float) -> None:
        wanted = [
            (place, side, 100 * float(values[place]))
            for place in self._valued_places()
            for side, values in zip(self._sides(), self._series(), strict=True)
        ]
        for item, value in zip(self._values, [*wanted, *[None] * len(self._values)], strict=False):
            item.setVisible(value is not None)
            if value is not None:
                self._draw_value(item, *value, outline_top, pixel)

    def _draw_value(self, item: Any, place: int, side: int, value: float, outline_top: float, pixel: float) -> None:
        is_cut = value > outline_top
        words = number(value, 1 if value < 10 and outline_top < 10 else 0)
        item.setText(f"↑{words}" if is_cut else words, theme.theme().qcolor("ink"))
        width = item.boundingRect().width() / max(self._slot_pixels(), 1.0)
        # Narrow bars have their numbers side by side instead of one over the other.
        away = max((_PAIR_WIDTH / 2 + 0.02), width / 2) * side
        item.setPos(place + away, min(value, outline_top) - pixel)

    def _sides(self) -> tuple[int, ...]:
        return (-1, 1) if self._bars.student is not None else (0,)

    def _valued_places(self) -> list[int]:
        """Return the highest classes, as many as have room for their numbers, and the rest where it is cut off."""
        series = self._series()
        if not len(self._bars.teacher):
            return []
        highest = np.max(series, axis=0)
        rest = [len(highest) - 1] if self._bars.has_rest else []
        order = [int(place) for place in np.argsort(-highest, kind="stable") if int(place) not in rest]
        needed = 2 * QFontMetricsF(theme.font(12)).horizontalAdvance("00") + 6
        chosen = list(rest)
        for place in order[:_NAMED_VALUES]:
            if all(abs(place - other) * self._slot_pixels() >= needed for other in chosen):
                chosen.append(place)
        return chosen

    def _reading(self) -> str:
        bars = self._bars
        if not len(bars.teacher):
            return ""
        teacher = self._two_highest(bars.teacher)
        if bars.student is None:
            return show(text("Teacher: {classes}.", classes=teacher))
        student = self._two_highest(bars.student)
        if self._hollow:
            return show(text("Teacher: {teacher}; baseline: {student}.", teacher=teacher, student=student))
        return show(text("Teacher: {teacher}; student: {student}.", teacher=teacher, student=student))

    def _two_highest(self, values: Doubles) -> str:
        own = values[: -1 if self._bars.has_rest else None]
        return ", ".join(
            f"{self._bars.names[int(place)]} {percent(100 * float(own[place]), 0)}" for place in np.argsort(-own)[:2]
        )

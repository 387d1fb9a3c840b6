"""Accuracy against time: where each model of a proof stands, and the least accuracy that the budget allows."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont

from kdstudio.core.proof import ProofRow, model_words
from kdstudio.core.text import text
from kdstudio.gui import theme
from kdstudio.gui.charts.intervals import nice_range
from kdstudio.gui.charts.plot import NO_PEN, Plot, Table, brush, pen
from kdstudio.gui.marks import mark_of, path_of
from kdstudio.gui.translate import number, percent, show

BETTER = text("up and to the left is better")
_SIZES = {"diamond": 19, "circle": 17, "square": 17, "up": 17, "down": 18}
_HALF = 9.0  # px around the middle of a mark that its sign takes
_NEAR = QPointF(26, 9)  # px: marks closer than this share a label
_ASIDE = 6.0  # px between a mark and its label
_MOST_TICKS = 6
_MOST_LABELS = 12
_UNCLEAR = 17.0  # px from a mark to its label that need a line between them
_HEAD = QPointF(4, 9)  # px: half the width and the length of the arrow's head
_AXIS = 54  # px: one width for all numbers, or the plot would change its size while it is drawn
_ROOM = 1.13  # of the slowest time
_FAR = 1e6  # px, for what would be cut off


class _Place(NamedTuple):
    """A mark in the chart: its model, its value in %, and where it is in px from the upper left corner."""

    row: ProofRow
    value: float
    at: QPointF


class AccuracyTimeChart(Plot):
    """Models by their median time and their accuracy; without labels, by their agreement with the student."""

    def __init__(self) -> None:
        super().__init__(text("Accuracy against speed"))
        self._rows: list[ProofRow] = []
        self._keys: set[str] = set()
        self._floor: float | None = None
        self._chosen: str | None = None
        self._places: list[_Place] = []
        self._boxes: dict[str, QRectF] = {}
        self._budget = pg.PlotCurveItem()
        self._arrow = pg.PlotCurveItem()
        self._leaders = pg.PlotCurveItem()
        self._marks = pg.ScatterPlotItem()
        self._budget_words = pg.TextItem(anchor=(0, 0))
        self._labels_of_marks = [pg.TextItem(anchor=(0, 0)) for _ in range(_MOST_LABELS)]
        for item in (self._budget, self._arrow, self._leaders, self._marks, self._budget_words, *self._labels_of_marks):
            self.plotItem.addItem(item, ignoreBounds=True)
        for words in (self._budget_words, *self._labels_of_marks):
            words.textItem.document().setDocumentMargin(1)
        self.plotItem.setMouseEnabled(x=False, y=False)
        self.plotItem.getAxis("left").setWidth(_AXIS)
        self.plotItem.getViewBox().sigResized.connect(self._resized)

    def show_rows(self, rows: Sequence[ProofRow], floor: float | None, *, chosen: str | None = None) -> None:
        """Show the models whose time was measured, and the least accuracy in % that the budget allows.

        `chosen` is the key of the file to hand over, which has its name in bold.
        """
        self._keys = {row.key for row in rows}
        self._rows = [row for row in rows if row.timing is not None and _value(row) is not None]
        if any(row.accuracy is not None for row in rows):
            self._rows = [row for row in self._rows if row.accuracy is not None]
        self._floor = floor if any(row.accuracy is not None for row in self._rows) else None
        self._chosen = chosen
        self._name_axes()
        self.redraw()

    def redraw(self) -> None:
        """Draw the marks, the budget and the names in the colours and the words of now."""
        drawn = (self._marks, self._arrow, self._leaders, self._budget, self._budget_words)
        for item in (*drawn, *self._labels_of_marks):
            item.setVisible(False)
        self._boxes = {}
        self.set_reading(self._reading())
        if not self._rows:
            return
        self._draw_axes()
        self._places = [
            _Place(row, _sure(_value(row)), self._pixel(_time(row), _sure(_value(row)))) for row in self._rows
        ]
        self._draw_marks()
        taken = [_around(place.at) for place in self._places]
        self._draw_arrow()
        budget = self._draw_budget(taken)
        self._draw_labels(taken, budget)

    def table(self) -> Table:
        """Return the numbers that are shown."""
        by = "accuracy, %" if any(row.accuracy is not None for row in self._rows) else "agreement, %"
        rows = [(row.key, _time(row), _value(row), "" if self._floor is None else self._floor) for row in self._rows]
        return Table(("model", "time, ms", by, "budget: at least, %"), rows)

    def labels(self) -> dict[str, QRectF]:
        """Return the names that are seen and where they stand, in px from the plot's upper left corner."""
        return dict(self._boxes)

    # Within

    def _resized(self) -> None:
        self.redraw()

    def _name_axes(self) -> None:
        has_accuracy = any(row.accuracy is not None for row in self._rows)
        is_disturbed = any(row.timing is not None and row.timing.is_disturbed for row in self._rows)
        self.set_axis_label("left", text("accuracy, %") if has_accuracy else text("agreement with the student, %"))
        self.set_axis_label(
            "bottom",
            text("median time per image, ms (processor time where others disturbed it)")
            if is_disturbed
            else text("median time per image, ms"),
        )

    def _draw_axes(self) -> None:
        values = [_sure(_value(row)) for row in self._rows]
        step, low, high = nice_range(values if self._floor is None else [*values, self._floor])
        width, height = self._pixels()
        slowest = max(_time(row) for row in self._rows) * _ROOM or 1.0
        left = slowest * _HALF / width if min(_time(row) for row in self._rows) / slowest * width < _HALF else 0.0
        above = (high - low) * _HALF / height
        self.plotItem.setXRange(-left, slowest, padding=0)
        self.plotItem.setYRange(low, high + above, padding=0)
        decimals = 0 if step >= 1 else 1
        self.set_ticks("left", [(low + step * at, number(low + step * at, decimals)) for at in _count(low, high, step)])
        spacing = _spacing(slowest)
        decimals = max(0, -math.floor(math.log10(spacing)))
        self.set_ticks("bottom", [(spacing * at, number(spacing * at, decimals)) for at in _count(0, slowest, spacing)])

    def _draw_marks(self) -> None:
        spots = []
        for place in self._places:
            mark = mark_of(place.row.key, is_choice=place.row.is_choice)
            colour = pen(mark.token, 2.0)
            spots.append(
                {
                    "pos": (_time(place.row), place.value),
                    "symbol": path_of(mark.shape),
                    "size": _SIZES[mark.shape] - (3 if mark.is_hollow else 0),
                    "pen": colour if mark.is_hollow else NO_PEN,
                    "brush": brush("surface" if mark.is_hollow else mark.token),
                }
            )
        self._marks.setData(spots)
        self._marks.setVisible(True)

    def _draw_arrow(self) -> None:
        """Draw the way from the first try to what replaced it."""
        ends = {place.row.key: place.at for place in self._places}
        if not {"int8-first", "int8"} <= ends.keys():
            return
        start, end = ends["int8-first"], ends["int8"]
        way = end - start
        length = math.hypot(way.x(), way.y())
        if length < 3 * _HALF:
            return
        along = way / length
        start, end = start + along * (_HALF + 1), end - along * (_HALF + 1)
        across = QPointF(-along.y(), along.x()) * _HEAD.x()
        behind = end - along * _HEAD.y()
        points = [self._data(point) for point in (start, end, behind + across, end, end, behind - across)]
        self._arrow.setData([x for x, _ in points], [y for _, y in points], connect="pairs", pen=pen("ink2", 1.4))
        self._arrow.setVisible(True)

    def _draw_budget(self, marks: Sequence[QRectF]) -> list[QRectF]:
        """Draw the least accuracy that is allowed; return where its words and its line are."""
        if self._floor is None:
            return []
        width, _ = self._pixels()
        (left, right), _ = self.plotItem.viewRange()
        self._budget.setData([left, right], [self._floor, self._floor], pen=pen("ink", 1.4, Qt.PenStyle.DashLine))
        self._budget.setVisible(True)
        words = show(text("budget: at least {floor:.1f} %", floor=self._floor))
        self._budget_words.setFont(theme.font(12))
        self._budget_words.setText(words, theme.theme().qcolor("ink"))
        size = self._budget_words.boundingRect().size()
        line = self._pixel(0.0, self._floor).y()
        tops, lefts = (line + 2, line - size.height() - 2), (width - size.width() - 2, 4.0)
        boxes = [QRectF(QPointF(x, y), size) for x in lefts for y in tops]
        box = self._best(boxes, marks)
        self._put(self._budget_words, box)
        return [box, QRectF(0, line - 1, width, 2)]

    def _draw_labels(self, marks: Sequence[QRectF], budget: Sequence[QRectF]) -> None:
        taken = [*marks, *budget]
        leaders: list[QPointF] = []
        for item, group in zip(self._labels_of_marks, self._groups(), strict=False):
            is_chosen = any(place.row.key == self._chosen for place in group)
            item.setFont(theme.font(12, QFont.Weight.DemiBold if is_chosen else QFont.Weight.Normal))
            name = ", ".join(self._name(place.row) for place in group)
            item.setText(name, theme.theme().qcolor("ink"))
            around = QRectF()
            for place in group:
                around = around.united(_around(place.at))
            box = self._best(list(_beside(around, item.boundingRect())), taken)
            taken.append(box)
            self._boxes[name] = box
            self._put(item, box)
            leaders += _leader(group[0].at, box)
        points = [self._data(point) for point in leaders]
        self._leaders.setData([x for x, _ in points], [y for _, y in points], connect="pairs", pen=pen("control", 1.0))
        self._leaders.setVisible(bool(points))

    def _groups(self) -> list[list[_Place]]:
        """Return the marks that share a label: those of short names that lie on each other."""
        groups: list[list[_Place]] = []
        for place in self._places:
            for group in groups:
                if all("," not in self._name(other.row) for other in (place, *group)) and _is_near(place, group):
                    group.append(place)
                    break
            else:
                groups.append([place])
        groups.sort(key=lambda group: all(place.row.key != self._chosen for place in group))  # its name goes first
        return groups

    def _name(self, row: ProofRow) -> str:
        short = {"teacher": text("teacher"), "student": text("student")}
        return show(short.get(row.key) or model_words(row.key, self._keys))

    def _best(self, boxes: Sequence[QRectF], taken: Sequence[QRectF]) -> QRectF:
        """Return the first of the boxes that covers least of what is taken, and lies within the plot."""
        width, height = self._pixels()
        inside = QRectF(0, 0, width, height)

        def cost(box: QRectF) -> float:
            within = box.intersected(inside)
            outside = _area(box) - _area(within)
            return sum(_area(box.intersected(other)) for other in taken) + (_FAR * outside if outside > 1 else 0.0)

        return min(boxes, key=cost)

    def _put(self, item: pg.TextItem, box: QRectF) -> None:
        item.setPos(*self._data(box.topLeft()))
        item.setVisible(True)

    def _pixels(self) -> tuple[float, float]:
        view = self.plotItem.getViewBox()
        return max(float(view.width()), 40.0), max(float(view.height()), 40.0)

    def _pixel(self, x: float, y: float) -> QPointF:
        (left, right), (low, high) = self.plotItem.viewRange()
        width, height = self._pixels()
        return QPointF((x - left) / (right - left) * width, (high - y) / (high - low) * height)

    def _data(self, pixel: QPointF) -> tuple[float, float]:
        (left, right), (low, high) = self.plotItem.viewRange()
        width, height = self._pixels()
        return left + pixel.x() / width * (right - left), high - pixel.y() / height * (high - low)

    def _reading(self) -> str:
        said = [
            show(
                text(
                    "{model}: {share} in {milliseconds:.2f} ms",
                    model=self._name(row),
                    share=percent(_value(row)),
                    milliseconds=_time(row),
                )
            )
            for row in self._rows
        ]
        if self._floor is not None:
            said.append(show(text("budget: at least {floor:.1f} %", floor=self._floor)))
        return "; ".join(said)


def _time(row: ProofRow) -> float:
    return row.timing.stated_ms if row.timing is not None else 0.0


def _value(row: ProofRow) -> float | None:
    return row.accuracy if row.accuracy is not None else row.agreement


def _sure(value: float | None) -> float:
    return value if value is not None else 0.0


def _around(at: QPointF) -> QRectF:
    return QRectF(at.x() - _HALF, at.y() - _HALF, 2 * _HALF, 2 * _HALF)


def _area(box: QRectF) -> float:
    return max(box.width(), 0.0) * max(box.height(), 0.0)


def _leader(at: QPointF, box: QRectF) -> list[QPointF]:
    """Return the two ends of a line from a mark to its words, none where they stand right beside it."""
    near = QPointF(min(max(at.x(), box.left()), box.right()), min(max(at.y(), box.top()), box.bottom()))
    way = near - at
    length = math.hypot(way.x(), way.y())
    return [] if length < _UNCLEAR else [at + way * (_HALF / length), near]


def _is_near(place: _Place, group: Sequence[_Place]) -> bool:
    ways = [place.at - other.at for other in group]
    return any(abs(way.x()) < _NEAR.x() and abs(way.y()) < _NEAR.y() for way in ways)


def _beside(around: QRectF, words: QRectF) -> Iterator[QRectF]:
    """Yield where the words may stand beside their marks, the best place first."""
    middle, width, height = around.center(), words.width(), words.height()
    right, left = around.right() + _ASIDE - 2, around.left() - _ASIDE + 2 - width
    for y in (middle.y() - height / 2, middle.y(), middle.y() - height, middle.y() + 4, middle.y() - height - 4):
        for x in (right, left):
            yield QRectF(x, y, width, height)
    for x in (middle.x() - width / 2, around.left(), around.right() - width):
        yield QRectF(x, around.top() - height, width, height)
        yield QRectF(x, around.bottom(), width, height)
    for away in (1.5, 2.5):
        for x in (right, left):
            yield QRectF(x, middle.y() - away * height, width, height)
            yield QRectF(x, middle.y() + (away - 1) * height, width, height)


def _spacing(greatest: float) -> float:
    """Return a round distance of ticks, so that there are few from 0 to the greatest value."""
    power = 10.0 ** math.floor(math.log10(greatest))
    for spacing in (power / 10, power / 5, power / 2, power, 2 * power):
        if greatest / spacing <= _MOST_TICKS:
            return spacing
    return 5 * power


def _count(low: float, high: float, step: float) -> range:
    return range(math.floor((high - low) / step + 1e-6) + 1)

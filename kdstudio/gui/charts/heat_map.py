"""A table of numbers as colours: true classes down, classes of the soft label across.

    chart = HeatMap(text("Teacher"), "teacher")           # or "student", or "difference" (blue below 0, orange above)
    chart.set_cells(percent, names, span=16.0, is_hidden=np.eye(10, dtype=bool))
    chart.set_cell(4, 9)                                  # the frame; a click and the arrow keys emit `chosen`

Ctrl+wheel zooms, a drag moves, Escape shows all; `viewed` lets maps of the same classes move together. A row of NaN
(a class without images) is hatched.
"""

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from kdstudio.core.text import Text, text
from kdstudio.gui import theme
from kdstudio.gui.charts.plot import Table
from kdstudio.gui.translate import number, percent, say, show, signed

Kind = Literal["teacher", "student", "difference"]
Doubles = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
_AXIS_PIXELS = 11
_TITLE = 18
_BAR_ROOM = 58
_TOP = 6
_BAR = 10
_NAME_ROOM = 76
_LINE = 13  # height of a name
_FEWEST = 4.0  # cells in view, after all zooming
_CLICK_PIXELS = 4
_DASHED = 12  # px of a cell from which on a dash is drawn in it
_STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Home: (0, -(10**9)),
    Qt.Key.Key_End: (0, 10**9),
    Qt.Key.Key_PageUp: (-10, 0),
    Qt.Key.Key_PageDown: (10, 0),
}


class HeatMap(QWidget):
    """Cells in the colours of a network, with class names, a colour bar and one chosen cell."""

    chosen = Signal(int, int)
    """A hand chose the cell in this row and column."""
    viewed = Signal(QRectF)
    """A hand zoomed or moved: these columns (x) and rows (y) are in view."""
    wants_saving = Signal(object)

    def __init__(self, name: Text, kind: Kind) -> None:
        super().__init__()
        self.kind: Kind = kind
        self._values: Doubles = np.zeros((0, 0))
        self._is_hidden: Mask = np.zeros((0, 0), dtype=np.bool_)
        self._names: list[str] = []
        self._span = 1.0
        self._view = QRectF()
        self._cell: tuple[int, int] | None = None
        self._image = QImage()
        self._pixels: npt.NDArray[np.uint8] = np.zeros((0, 0, 4), dtype=np.uint8)
        self._kept_frame: QRectF | None = None
        self._pressed: QPointF | None = None
        self._dragged = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 180)
        say(
            self,
            setAccessibleName=name,
            setToolTip=text(
                "A click or the arrow keys (Home, End, Page Up, Page Down) choose a cell in all three maps; Ctrl and "
                "wheel zoom, a drag moves, Escape shows all classes."
            ),
        )
        theme.theme().changed.connect(self.redraw)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Take the room that there is."""
        return QSize(320, 320)

    # What is shown

    def set_cells(self, values: Doubles, names: Sequence[str], span: float, is_hidden: Mask) -> None:
        """Show values (N, N) of N classes; colours reach to `span`, what is hidden stays grey.

        Values are in %, for a difference in points. Another number of classes brings all of them into view.
        """
        is_other = len(names) != len(self._names)
        self._values, self._names, self._span, self._is_hidden = values, list(names), span, is_hidden
        if is_other:
            self._view = self._whole()
            self._cell = None
        self.redraw()

    def set_cell(self, row: int, column: int) -> None:
        """Frame a cell, and move it into view."""
        self._cell = (row, column)
        view = QRectF(self._view)
        view.moveLeft(_reach(view.left(), view.width(), column))
        view.moveTop(_reach(view.top(), view.height(), row))
        self._view = view
        self._changed()

    def cell(self) -> tuple[int, int] | None:
        """Return row and column of the framed cell."""
        return self._cell

    def set_view(self, view: QRectF) -> None:
        """Bring these columns (x) and rows (y) into view."""
        self._view = QRectF(view)
        self._changed()

    def view(self) -> QRectF:
        """Return the columns (x) and rows (y) that are in view."""
        return QRectF(self._view)

    def set_reading(self, reading: str) -> None:
        """Say in one sentence what the chosen cell shows, for a screen reader."""
        self.setAccessibleDescription(reading)

    def table(self) -> Table:
        """Return all numbers, a row for each true class."""
        rows = [
            (name, *("" if math.isnan(value) else round(value, 4) for value in values))
            for name, values in zip(self._names, self._values.tolist(), strict=True)
        ]
        return Table(("true class", *self._names), rows)

    def redraw(self) -> None:
        """Colour the cells in the theme's colours."""
        self._pixels = colours_of(self._values, self._is_hidden, self.kind, self._span)
        rows, columns = self._pixels.shape[:2]
        self._image = QImage(self._pixels.data, columns, rows, 4 * columns, QImage.Format.Format_RGBA8888)
        self._changed()

    def retranslate(self) -> None:
        """Draw the words of the language."""
        self._changed()

    def rect_of(self, row: int, column: int) -> QRectF:
        """Return where a cell is on the widget."""
        frame, view = self._frame(), self._view
        across, down = frame.width() / view.width(), frame.height() / view.height()
        left, top = frame.left() + (column - view.left()) * across, frame.top() + (row - view.top()) * down
        return QRectF(left, top, across, down)

    # What hands do

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Remember where a click or a drag begins."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Move the view with a drag."""
        if self._pressed is None or not self._names:
            return
        way = event.position() - self._pressed
        if not self._dragged and way.manhattanLength() < _CLICK_PIXELS:
            return
        self._dragged, self._pressed = True, event.position()
        frame = self._frame()
        self._move_to(
            self._view.translated(
                -way.x() * self._view.width() / frame.width(), -way.y() * self._view.height() / frame.height()
            )
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose the cell that was clicked."""
        pressed, self._pressed = self._pressed, None
        place = self._cell_at(event.position())
        if pressed is not None and not self._dragged and place is not None:
            self.chosen.emit(*place)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Zoom with Ctrl; else leave the wheel to the page."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier or not self._names:
            event.ignore()
            return
        self._zoom(0.8 ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Move the chosen cell."""
        key = Qt.Key(event.key())
        if key in _STEPS and self._names:
            row, column = self._cell or (0, 0)
            down, right = _STEPS[key]
            last = len(self._names) - 1
            self.chosen.emit(min(max(row + down, 0), last), min(max(column + right, 0), last))
        elif key == Qt.Key.Key_Escape and self._names:
            self._move_to(self._whole())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Let the cells suit the size."""
        super().resizeEvent(event)
        self._changed()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Ask the page to save this chart."""
        self.wants_saving.emit(self)
        event.accept()

    # Drawing

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw cells, names, colour bar and the frame of the chosen cell."""
        painter = QPainter(self)
        if self._names:
            frame = self._frame()
            painter.drawImage(frame, self._image, self._view)
            painter.save()
            painter.setClipRect(frame)
            self._draw_grey(painter)
            painter.restore()
            painter.setPen(QPen(theme.theme().qcolor("control"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(frame)
            self._draw_names(painter, frame)
            self._draw_bar(painter, frame)
            self._draw_cell(painter, frame)
        painter.end()

    def _draw_grey(self, painter: QPainter) -> None:
        """Hatch the rows without images, and put a dash into hidden cells."""
        rows, columns = self._in_view()
        is_empty: Mask = np.asarray(np.isnan(self._values[rows.start : rows.stop]).all(axis=1))
        hatch = QBrush(theme.theme().qcolor("disabled"), Qt.BrushStyle.BDiagPattern)
        for first, last in _runs(is_empty):
            top = self.rect_of(rows.start + first, columns.start)
            painter.fillRect(top.united(self.rect_of(rows.start + last, columns.stop - 1)), hatch)
        size = self._cell_size()
        if min(size.width(), size.height()) < _DASHED:
            return
        painter.setPen(theme.theme().qcolor("disabled"))
        for row in np.flatnonzero(~is_empty) + rows.start:
            for column in np.flatnonzero(self._is_hidden[row]).tolist():
                middle = self.rect_of(int(row), column).center()
                painter.drawLine(middle - QPointF(3, 0), middle + QPointF(3, 0))

    def _draw_cell(self, painter: QPainter, frame: QRectF) -> None:
        if self._cell is None:
            return
        cell = self.rect_of(*self._cell)
        if not frame.adjusted(-1, -1, 1, 1).intersects(cell):
            return
        least = max(0.0, (8 - cell.width()) / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)  # its own colour stays to be seen
        painter.setPen(QPen(theme.theme().qcolor("surface"), 1))
        painter.drawRect(cell.adjusted(1 - least, 1 - least, least - 1, least - 1))
        painter.setPen(QPen(theme.theme().qcolor("ink"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap))
        painter.drawRect(cell.adjusted(-least, -least, least, least))

    def _draw_names(self, painter: QPainter, frame: QRectF) -> None:
        rows, columns = self._in_view()
        chosen_row, chosen_column = self._cell or (-1, -1)
        for row in _labelled(rows, self._cell_size().height(), chosen_row):
            self._write(
                painter, row, row == chosen_row, QPointF(frame.left() - 6, self.rect_of(row, 0).center().y()), 0
            )
        is_flat = self._are_names_flat(columns)
        step_pixels = math.inf if is_flat else self._cell_size().width()
        for column in _labelled(columns, step_pixels, chosen_column):
            place = QPointF(self.rect_of(0, column).center().x(), frame.bottom() + 6)
            self._write(painter, column, column == chosen_column, place, 1 if is_flat else 2)
        painter.setFont(theme.font(12))
        painter.setPen(theme.theme().qcolor("ink2"))
        bottom = QRectF(frame.left(), frame.bottom() + self._foot(is_flat), frame.width(), _TITLE)
        painter.drawText(bottom, Qt.AlignmentFlag.AlignCenter, show(text("class in the soft label")))
        painter.save()
        painter.translate(_TITLE / 2, frame.center().y())
        painter.rotate(-90)
        painter.drawText(
            QRectF(-frame.height() / 2, -_TITLE / 2, frame.height(), _TITLE),
            Qt.AlignmentFlag.AlignCenter,
            show(text("true class")),
        )
        painter.restore()

    def _write(self, painter: QPainter, index: int, is_chosen: bool, place: QPointF, how: int) -> None:
        """Write a class' name: 0 left of the place, 1 below it, 2 below it and turned."""
        words = theme.font(_AXIS_PIXELS, QFont.Weight.DemiBold if is_chosen else QFont.Weight.Normal)
        painter.setFont(words)
        painter.setPen(theme.theme().qcolor("ink" if is_chosen else "ink2"))
        name = QFontMetrics(words).elidedText(self._names[index], Qt.TextElideMode.ElideRight, _NAME_ROOM - 8)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if how == 1:
            painter.drawText(QRectF(place.x() - 50, place.y() - 2, 100, _LINE), Qt.AlignmentFlag.AlignHCenter, name)
            return
        painter.save()
        painter.translate(place)
        painter.rotate(-90 if how == 2 else 0)
        painter.drawText(QRectF(-_NAME_ROOM, -_LINE / 2, _NAME_ROOM, _LINE), right, name)
        painter.restore()

    def _draw_bar(self, painter: QPainter, frame: QRectF) -> None:
        bar = QRectF(frame.right() + 10, frame.top(), _BAR, frame.height())
        blend = QLinearGradient(bar.bottomLeft(), bar.topLeft())
        is_two_sided = self.kind == "difference"
        for share in (0.0, 0.5, 1.0):
            value = (2 * share - 1 if is_two_sided else share) * self._span
            blend.setColorAt(share, _colour_of(value, self.kind, self._span))
        painter.setBrush(blend)
        painter.setPen(QPen(theme.theme().qcolor("control"), 1))
        painter.drawRect(bar)
        painter.setFont(theme.font(_AXIS_PIXELS))
        painter.setPen(theme.theme().qcolor("ink2"))
        for share in (0.0, 0.5, 1.0):
            words = self._bar_words(share)
            y = min(max(bar.bottom() - share * bar.height(), bar.top() + 3), bar.bottom() - 1)
            painter.drawText(QRectF(bar.right() + 6, y - 8, 60, 16), Qt.AlignmentFlag.AlignVCenter, words)

    def _bar_words(self, share: float) -> str:
        is_two_sided = self.kind == "difference"
        value = (2 * share - 1 if is_two_sided else share) * self._span
        half = self._span if is_two_sided else self._span / 2
        decimals = next((places for places in range(3) if abs(half - round(half, places)) < 1e-9), 3)
        if is_two_sided:
            return signed(value, decimals) if value else number(0)
        return percent(value, decimals)

    # Geometry

    def _frame(self) -> QRectF:
        if self._kept_frame is None:
            self._kept_frame = self._make_frame()
        return self._kept_frame

    def _make_frame(self) -> QRectF:
        """Return where the cells are: square ones, or higher where names need it; whole pixels if all are in view."""
        rows, columns = self._in_view()
        left = _TITLE + 8 + min(_NAME_ROOM - 8, self._widest(rows))
        foot = _TOP + self._foot(self._are_names_flat(columns)) + _TITLE
        most_across, most_down = max(20.0, self.width() - left - _BAR_ROOM), max(20.0, self.height() - foot - 2)
        count = self._view.width()
        side = min(most_across, most_down)
        high = min(most_down, max(side, _LINE * count))
        if count == len(self._names) and min(side, high) > count:
            side, high = count * math.floor(side / count), count * math.floor(high / count)
        return QRectF(round(left) + 0.5, _TOP + 0.5, side, high)

    def _changed(self) -> None:
        self._kept_frame = None
        self.update()

    def _foot(self, is_flat: bool) -> float:
        return _LINE + 8 if is_flat else min(_NAME_ROOM - 8, self._widest(self._in_view()[1])) + 8

    def _are_names_flat(self, columns: range) -> bool:
        """Return whether the names fit below their columns without being turned."""
        widest = self._widest(columns)
        room = (self.width() - _TITLE - 8 - min(_NAME_ROOM, widest) - _BAR_ROOM) / max(1, len(columns))
        return widest + 6 <= room

    def _widest(self, indices: range) -> float:
        metrics = QFontMetrics(theme.font(_AXIS_PIXELS, QFont.Weight.DemiBold))
        longest = sorted((self._names[index] for index in indices), key=len)[-8:]
        return max((metrics.horizontalAdvance(name) for name in longest), default=0)

    def _cell_size(self) -> QSizeF:
        frame = self._frame()
        return QSizeF(frame.width() / self._view.width(), frame.height() / self._view.height())

    def _in_view(self) -> tuple[range, range]:
        view, count = self._view, len(self._names)
        rows = range(max(0, math.floor(view.top())), min(count, math.ceil(view.bottom())))
        return rows, range(max(0, math.floor(view.left())), min(count, math.ceil(view.right())))

    def _whole(self) -> QRectF:
        return QRectF(0, 0, len(self._names), len(self._names))

    def _cell_at(self, place: QPointF) -> tuple[int, int] | None:
        frame = self._frame()
        if not self._names or not frame.contains(place):
            return None
        across = self._view.left() + (place.x() - frame.left()) / frame.width() * self._view.width()
        down = self._view.top() + (place.y() - frame.top()) / frame.height() * self._view.height()
        last = len(self._names) - 1
        return min(int(down), last), min(int(across), last)

    def _zoom(self, factor: float, place: QPointF) -> None:
        frame, view = self._frame(), self._view
        size = min(max(view.width() * factor, min(_FEWEST, len(self._names))), float(len(self._names)))
        across = min(max((place.x() - frame.left()) / frame.width(), 0.0), 1.0)
        down = min(max((place.y() - frame.top()) / frame.height(), 0.0), 1.0)
        left = view.left() + across * (view.width() - size)
        self._move_to(QRectF(left, view.top() + down * (view.height() - size), size, size))

    def _move_to(self, view: QRectF) -> None:
        most = len(self._names)
        view.moveLeft(min(max(view.left(), 0.0), most - view.width()))
        view.moveTop(min(max(view.top(), 0.0), most - view.height()))
        self._view = view
        self._changed()
        self.viewed.emit(QRectF(view))


def colours_of(values: Doubles, is_hidden: Mask, kind: Kind, span: float) -> npt.NDArray[np.uint8]:
    """Return the colours (N, N, 4) of values (N, N): from the surface to the network's colour; NaN is grey."""
    surface, teacher, student = (_rgb(token) for token in ("surface", "teacher", "student"))
    above, below = (teacher, surface) if kind == "teacher" else (student, teacher)
    shares = np.linspace(-1.0, 1.0, 511)[:, None]
    mixed = surface + np.where(shares >= 0, shares * (above - surface), -shares * (below - surface))
    palette = np.full((512, 4), 255, dtype=np.uint8)
    palette[:511, :3] = np.round(mixed)
    palette[511, :3] = _rgb("sunken")
    places = np.rint(255 + 255 * np.clip(np.nan_to_num(values) / max(span, 1e-12), -1.0, 1.0)).astype(np.int16)
    places[is_hidden | np.isnan(values)] = 511
    pixels: npt.NDArray[np.uint8] = palette[places]
    return pixels


def tidy_span(values: Doubles, is_hidden: Mask) -> float:
    """Return a round number that no value that is shown exceeds."""
    shown = np.abs(np.where(is_hidden, np.nan, values))
    high = float(np.nanmax(shown)) if np.isfinite(shown).any() else 0.0
    if high <= 0:
        return 1.0
    power: float = 10.0 ** math.floor(math.log10(high))
    return next(
        factor * power for factor in (1.0, 1.6, 2.0, 4.0, 6.0, 8.0, 10.0) if factor * power >= high * (1 - 1e-9)
    )


def _rgb(token: str) -> Doubles:
    colour = theme.theme().qcolor(token)
    return np.array([colour.red(), colour.green(), colour.blue()], dtype=np.float64)


def _colour_of(value: float, kind: Kind, span: float) -> QColor:
    red, green, blue, _ = colours_of(np.array([[value]]), np.array([[False]]), kind, span)[0, 0].tolist()
    return QColor(red, green, blue)


def _reach(start: float, length: float, index: int) -> float:
    """Return where a view of some length has to start so that a cell is in it."""
    return min(max(start, index + 1 - length), float(index))


def _runs(marks: Mask) -> list[tuple[int, int]]:
    """Return the first and last index of each run of marks (N,)."""
    edges = np.diff(np.concatenate([[0], marks.astype(np.int8), [0]]))
    return list(zip(np.flatnonzero(edges == 1).tolist(), (np.flatnonzero(edges == -1) - 1).tolist(), strict=True))


def _labelled(indices: range, pixels: float, chosen: int) -> list[int]:
    """Return the indices whose names fit, and the chosen one, which drives away those beside it."""
    each = max(1, math.ceil(_LINE / max(pixels, 1e-9)))
    names = [index for index in indices if index % each == 0]
    if chosen in indices and each > 1:
        names = [*(index for index in names if abs(index - chosen) >= each), chosen]
    return names

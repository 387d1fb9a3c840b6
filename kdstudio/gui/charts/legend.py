"""How lines are told apart, everywhere in the same way: their styles, the legend row, and values in a title row."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from kdstudio.core.text import text
from kdstudio.gui import theme
from kdstudio.gui.charts.plot import brush, pen
from kdstudio.gui.theme import SERIES_DASHES, SERIES_SYMBOLS, SERIES_TOKENS
from kdstudio.gui.translate import say, show

Style = Literal["teacher", "student", "baseline", "hard", "ink", "ink-dashed", "ink-dotted", "s0", "s1", "s2", "s3"]
_SAMPLE = 22
_MARK = 11
_HEIGHT = 28
_GAP = 6
_APART = 8


class Look(NamedTuple):
    """How a line is drawn: colour, dash, pyqtgraph's symbol on it (None for none), and the one in readings."""

    token: str
    dash: Qt.PenStyle
    symbol: str | None
    mark: str | None
    is_hollow: bool = False

    def pen(self, alpha: float = 1.0, width: float = 2.0) -> QPen:
        """Return the pen of the line."""
        made = QPen(theme.theme().qcolor(self.token, alpha), width, self.dash)
        made.setCosmetic(True)
        made.setCapStyle(Qt.PenCapStyle.FlatCap)
        made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        return made

    def mark_pen(self) -> QPen:
        """Return the pen of a mark's edge."""
        return pen(self.token, 1.5)

    def mark_brush(self) -> QBrush:
        """Return the brush of a mark: the surface where it is hollow."""
        return brush("surface" if self.is_hollow else self.token)


LOOKS: dict[Style, Look] = {
    "teacher": Look("teacher", Qt.PenStyle.DashLine, None, "d"),
    "student": Look("student", Qt.PenStyle.SolidLine, None, "o"),
    "baseline": Look("student", Qt.PenStyle.DotLine, "o", "o", is_hollow=True),
    "hard": Look("hard", Qt.PenStyle.DashLine, None, None),
    "ink": Look("ink", Qt.PenStyle.SolidLine, None, None),
    "ink-dashed": Look("ink", Qt.PenStyle.DashLine, None, None),
    "ink-dotted": Look("ink", Qt.PenStyle.DotLine, None, None),
    "s0": Look(SERIES_TOKENS[0], SERIES_DASHES[0], SERIES_SYMBOLS[0], SERIES_SYMBOLS[0]),
    "s1": Look(SERIES_TOKENS[1], SERIES_DASHES[1], SERIES_SYMBOLS[1], SERIES_SYMBOLS[1]),
    "s2": Look(SERIES_TOKENS[2], SERIES_DASHES[2], SERIES_SYMBOLS[2], SERIES_SYMBOLS[2]),
    "s3": Look(SERIES_TOKENS[3], SERIES_DASHES[3], SERIES_SYMBOLS[3], SERIES_SYMBOLS[3]),
}


class Entry(NamedTuple):
    """One series in the legend: what charts call it, its words, its style, and what its tooltip says."""

    key: str
    name: str
    style: Style
    tip: str = ""


class Value(NamedTuple):
    """One value in a title row: its style, its words, and a name where the style alone does not tell."""

    style: Style
    words: str
    name: str = ""
    tip: str = ""


class Legend(QWidget):
    """One row of series above a group of charts; a click or Space hides a series, or shows it again."""

    toggled = Signal(object)
    """The keys that are hidden now, as a frozenset."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self._buttons: dict[str, LegendButton] = {}
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        say(self, setAccessibleName=text("Legend"))

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show these series; what was hidden stays hidden."""
        for key in set(self._buttons) - {entry.key for entry in entries}:
            gone = self._buttons.pop(key)
            self._row.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place, entry in enumerate(entries):
            if entry.key not in self._buttons:
                made = LegendButton(entry)
                made.toggled.connect(self._tell)
                self._buttons[entry.key] = made
            self._buttons[entry.key].set_entry(entry)
            if self._row.indexOf(self._buttons[entry.key]) != place:
                self._row.insertWidget(place, self._buttons[entry.key])

    def hidden_keys(self) -> frozenset[str]:
        """Return the keys of the series that are hidden."""
        return frozenset(key for key, made in self._buttons.items() if not made.isChecked())

    def button(self, key: str) -> "LegendButton":
        """Return the button of a series."""
        return self._buttons[key]

    def _tell(self) -> None:
        self.toggled.emit(self.hidden_keys())


class LegendButton(QAbstractButton):
    """A series in the legend: a piece of its line and its name; pressed means shown, struck out means hidden."""

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self._entry = entry
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFont(theme.font(12))
        theme.theme().changed.connect(self.update)

    def set_entry(self, entry: Entry) -> None:
        """Take a series' words and style."""
        self._entry = entry
        self.setText(entry.name)
        self.setAccessibleName(entry.name)
        hint = show(text("Click it, or press Space, to hide or show it in all charts."))
        self.setToolTip(f"{entry.tip}\n{hint}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Wish for room for the whole name, up to that of a long one."""
        return QSize(_SAMPLE + _GAP + min(240, self.fontMetrics().horizontalAdvance(self.text()) + 2), _HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """A name may be cut where there is no room."""
        return QSize(_SAMPLE + _GAP + min(64, self.fontMetrics().horizontalAdvance(self.text()) + 2), _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the piece of line and the name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_shown = self.isChecked()
        look = LOOKS[self._entry.style]
        painter.setOpacity(1.0 if is_shown else 0.35)
        draw_sample(painter, look, QRectF(0, 0, _SAMPLE, self.height()))
        painter.setOpacity(1.0)
        words = self.font()
        words.setStrikeOut(not is_shown)
        painter.setFont(words)
        painter.setPen(theme.theme().qcolor("ink" if is_shown else "ink2"))
        room = self.width() - _SAMPLE - _GAP
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(_SAMPLE + _GAP, 0, room, self.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()


class Readings(QWidget):
    """The values at the crosshair, at the right of a chart's title row: mark or piece of line, name, value, unit."""

    def __init__(self) -> None:
        super().__init__()
        self._values: tuple[Value, ...] = ()
        self._unit = ""
        self.setFont(theme.font(12))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.theme().changed.connect(self.update)

    def set_values(self, values: Sequence[Value], unit: str = "") -> None:
        """Show values, all of one unit."""
        if (tuple(values), unit) == (self._values, self._unit):
            return
        self._values, self._unit = tuple(values), unit
        self.setToolTip("\n".join(value.tip for value in values if value.tip))
        self.setAccessibleName(f"{', '.join(self.words())} {unit}".strip())
        self.updateGeometry()
        self.update()

    def words(self) -> list[str]:
        """Return what is shown, one value after the other."""
        return [f"{value.name} {value.words}".strip() for value in self._values]

    def sizeHint(self) -> QSize:  # noqa: N802
        """Take exactly the room of the values."""
        return QSize(self._room(with_names=True), 20)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Names beside values may go where there is no room; their pieces of line stay."""
        return QSize(self._room(with_names=False), 20)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw mark, name and value of each, then the unit."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        with_names = self.width() >= self._room(with_names=True)
        left = float(self.width() - self._room(with_names))
        for value in self._values:
            self._draw(painter, value, left, with_names)
            left += self._width(value, with_names) + _APART
        if self._unit:
            painter.setFont(self.font())
            painter.setPen(theme.theme().qcolor("ink2"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._unit)
        painter.end()

    def _room(self, with_names: bool) -> int:
        width = sum(self._width(value, with_names) for value in self._values) + _APART * max(0, len(self._values) - 1)
        unit = self.fontMetrics().horizontalAdvance(self._unit) + 8 if self._unit else 0
        return round(width + unit) + 1

    def _width(self, value: Value, with_names: bool) -> float:
        name = self.fontMetrics().horizontalAdvance(value.name + " ") if value.name and with_names else 0
        return self._sample_width(value) + name + self.fontMetrics().horizontalAdvance(value.words) + 2

    @staticmethod
    def _sample_width(value: Value) -> float:
        if value.name:
            return 14 + 4
        return _MARK + 4 if LOOKS[value.style].mark else 0

    def _draw(self, painter: QPainter, value: Value, left: float, with_names: bool) -> None:
        look, middle = LOOKS[value.style], self.height() / 2
        if value.name:
            painter.setPen(look.pen())
            painter.drawLine(QLineF(left, middle, left + 14, middle))
        elif look.mark:
            draw_mark(painter, look, look.mark, QPointF(left + _MARK / 2, middle), _MARK)
        left += self._sample_width(value)
        painter.setFont(self.font())
        if value.name and with_names:
            painter.setPen(theme.theme().qcolor("ink2"))
            width = self.fontMetrics().horizontalAdvance(value.name + " ")
            painter.drawText(QRectF(left, 0, width, self.height()), Qt.AlignmentFlag.AlignVCenter, value.name)
            left += width
        painter.setPen(theme.theme().qcolor("ink"))
        room = QRectF(left, 0, self.width(), self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, value.words)


def draw_sample(painter: QPainter, look: Look, where: QRectF) -> None:
    """Draw a piece of a line with its symbol, as charts draw it, into a rectangle."""
    middle = where.center()
    painter.setPen(look.pen())
    painter.drawLine(QLineF(where.left(), middle.y(), where.right(), middle.y()))
    if look.symbol is not None:
        draw_mark(painter, look, look.symbol, middle, 8)


def draw_mark(painter: QPainter, look: Look, symbol: str, middle: QPointF, size: float) -> None:
    """Draw one of the symbols ● ○ ◆ ■ ▲ ▼ around a point."""
    half = size / 2 - 0.5
    painter.setPen(look.mark_pen() if look.is_hollow else Qt.PenStyle.NoPen)
    painter.setBrush(look.mark_brush())
    corners = {
        "d": ((0, -1), (1, 0), (0, 1), (-1, 0)),
        "s": ((-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)),
        "t1": ((0, -0.9), (1, 0.8), (-1, 0.8)),
        "t": ((0, 0.9), (1, -0.8), (-1, -0.8)),
    }.get(symbol)
    if corners is None:
        radius = half - (0.75 if look.is_hollow else 0.5)
        painter.drawEllipse(middle, radius, radius)
    else:
        painter.drawPolygon(QPolygonF([QPointF(middle.x() + x * half, middle.y() + y * half) for x, y in corners]))

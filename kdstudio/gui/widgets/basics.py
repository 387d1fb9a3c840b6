"""Labels, buttons, cards and the other small parts, each complete: its words, its name, its tooltip, its keys."""

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kdstudio.core.text import Text
from kdstudio.gui import theme
from kdstudio.gui.theme import Token, set_icon, set_role
from kdstudio.gui.translate import say

Shape = Literal["teacher", "student", "baseline", "label", "hard", "s0", "s1", "s2", "s3"]
State = Literal["ok", "warn", "error", "plain"]
_STATE_ICONS = {"ok": "circle-check", "warn": "triangle-alert", "error": "circle-x", "plain": "info"}


def label(sentence: Text | None = None, role: str = "", *, wrap: bool = False) -> QLabel:
    """Return a label that says a sentence in a role of the style sheet (`card-title`, `caption` …)."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        set_role(made, role)
    if sentence is not None:
        say(made, setText=sentence)
    return made


class ElidedLabel(QLabel):
    """A label for names of any length: what does not fit ends in "…", and the tooltip has it whole."""

    def __init__(self, role: str = "", mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._whole = ""
        self._mode = mode
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if role:
            set_role(self, role)

    def setText(self, whole: str) -> None:  # noqa: N802
        """Show a text, as much of it as there is room for."""
        self._whole = whole
        self._fit()

    def whole_text(self) -> str:
        """Return the text without what its width does to it."""
        return self._whole

    def sizeHint(self) -> QSize:  # noqa: N802
        """Wish for room for the whole text."""
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fit the text to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, self._mode, max(0, self.width()))
        super().setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")
        self.updateGeometry()


def button(
    sentence: Text,
    *,
    icon: str = "",
    role: str = "",
    tip: Text | None = None,
    keys: str = "",
    on_click: Callable[[], object] | None = None,
) -> QPushButton:
    """Return a button: a verb, its icon, what it does in its tooltip, and the keys that press it."""
    made = QPushButton()
    if role:
        set_role(made, role)
    if icon:
        set_icon(made, icon, "on_accent" if role == "primary" else "ink")
        made.setIconSize(QSize(24, 18))
    say(made, setText=sentence, setAccessibleName=sentence)
    if keys:
        made.setShortcut(QKeySequence(keys))
        made.setProperty("keys", keys)
    if tip is not None:
        say(made, setToolTip=tip)
    made.setCursor(Qt.CursorShape.ArrowCursor)
    if on_click is not None:
        made.clicked.connect(lambda: on_click())
    return made


def icon_button(icon: str, name: Text, *, tip: Text | None = None) -> QToolButton:
    """Return a button with an icon alone (play, more, close): its word stands in tooltip and accessible name."""
    made = QToolButton()
    set_role(made, "button")
    set_icon(made, icon)
    made.setIconSize(QSize(18, 18))
    made.setMinimumWidth(32)
    say(made, setAccessibleName=name, setToolTip=tip or name)
    return made


def line() -> QFrame:
    """Return a hairline."""
    made = QFrame()
    set_role(made, "line")
    return made


def row(*items: QWidget | QLayout | int | None, spacing: int = 8) -> QHBoxLayout:
    """Return a row of widgets and layouts; a number is a gap in px, None takes what room is left."""
    made = QHBoxLayout()
    _fill(made, items, spacing)
    return made


def column(*items: QWidget | QLayout | int | None, spacing: int = 8) -> QVBoxLayout:
    """Return a column of widgets and layouts; a number is a gap in px, None takes what room is left."""
    made = QVBoxLayout()
    _fill(made, items, spacing)
    return made


def _fill(layout: QHBoxLayout | QVBoxLayout, items: Sequence[QWidget | QLayout | int | None], spacing: int) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for item in items:
        match item:
            case None:
                layout.addStretch(1)
            case int():
                layout.addSpacing(item)
            case QWidget():
                layout.addWidget(item)
            case QLayout():
                layout.addLayout(item)


class Card(QFrame):
    """A surface with a title row and a body; there is no card in a card."""

    def __init__(self, title: Text | None = None, mark: Shape | None = None, *, title_role: str = "card-title") -> None:
        super().__init__()
        set_role(self, "card")
        self.title = label(title, title_role)
        self.title_row = row(spacing=8)
        if mark is not None:
            self.title_row.addWidget(Mark(mark))
        self.title_row.addWidget(self.title)
        self.title_row.addStretch(1)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(8)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 12)
        outer.setSpacing(8)
        if title is not None:
            outer.addLayout(self.title_row)
        else:  # a subclass may place it; it belongs to the card, and takes no room until then
            self.title.setParent(self)
            self.title.resize(0, 0)
        outer.addLayout(self.body, 1)


class Mark(QWidget):
    """The sign of a network: ◆ teacher, ● student, ○ baseline, ■ hard label, or that of a compared run."""

    def __init__(self, shape: Shape, size: int = 12) -> None:
        super().__init__()
        self._shape: Shape = shape
        self.setFixedSize(size, size)

    def set_shape(self, shape: Shape) -> None:
        """Show another sign."""
        self._shape = shape
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the sign in the theme's colours."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_mark(painter, self._shape, QRectF(self.rect()))
        painter.end()


def draw_mark(painter: QPainter, shape: Shape, where: QRectF) -> None:
    """Draw the sign of a network into a rectangle."""
    box = where.adjusted(1, 1, -1, -1)
    middle = box.center()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(mark_colour(shape))
    match shape:
        case "teacher":
            painter.drawPolygon(
                QPolygonF(
                    [
                        QPointF(middle.x(), box.top()),
                        QPointF(box.right(), middle.y()),
                        QPointF(middle.x(), box.bottom()),
                        QPointF(box.left(), middle.y()),
                    ]
                )
            )
        case "student" | "s0":
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        case "baseline":
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(mark_colour(shape), 1.8))
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        case "label" | "s1":
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 1, 1)
        case "hard":
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(mark_colour(shape), 1.4, Qt.PenStyle.DashLine))
            painter.drawRect(box)
        case "s2":
            painter.drawPolygon(
                QPolygonF([QPointF(middle.x(), box.top()), box.bottomRight(), QPointF(box.left(), box.bottom())])
            )
        case "s3":
            painter.drawPolygon(QPolygonF([QPointF(middle.x(), box.bottom()), box.topRight(), box.topLeft()]))


def mark_colour(shape: Shape) -> QColor:
    """Return the colour of a sign in the current theme."""
    tokens: dict[Shape, str] = {
        "teacher": "teacher",
        "student": "student",
        "baseline": "student",
        "label": "hard",
        "hard": "hard",
        "s0": "student",
        "s1": "ink",
        "s2": "teal",
        "s3": "rose",
    }
    return theme.theme().qcolor(tokens[shape])


class Chip(QFrame):
    """A state in one or two words, with its icon: never by colour alone."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = QLabel()
        self._label = QLabel()
        self._state: State = "plain"
        self._icon_name = ""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 4, 10, 4)
        layout.setSpacing(6)
        layout.addWidget(self._icon)
        layout.addWidget(self._label)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(24)  # twice the radius, or the style sheet draws square corners
        theme.theme().changed.connect(self._restyle)

    def set_state(self, state: State, words: Text, icon: str = "") -> None:
        """Show a state, in the words for it."""
        self._state = state
        self._icon_name = icon or _STATE_ICONS[state]
        say(self._label, setText=words)
        say(self, setAccessibleName=words)
        self._restyle()

    def words(self) -> str:
        """Return what is shown."""
        return self._label.text()

    def _restyle(self) -> None:
        if not self._icon_name:
            return
        tokens: dict[State, Token] = {"ok": "ok", "warn": "warn", "error": "error", "plain": "ink2"}
        self._icon.setPixmap(theme.pixmap(self._icon_name, tokens[self._state], 14))
        set_role(self, f"chip-{self._state}")
        set_role(self._label, f"chip-{self._state}")


class IconLabel(QLabel):
    """A Lucide icon that follows the theme."""

    def __init__(self, name: str, token: Token = "ink2", size: int = 18) -> None:
        super().__init__()
        self._name, self._token, self._size = name, token, size
        theme.theme().changed.connect(self._restyle)
        self._restyle()

    def set_icon(self, name: str, token: Token) -> None:
        """Show another icon."""
        self._name, self._token = name, token
        self._restyle()

    def _restyle(self) -> None:
        self.setPixmap(theme.pixmap(self._name, self._token, self._size))


class Segment(QWidget):
    """Two to five choices side by side, of which one is taken; `chosen` has its key."""

    chosen = Signal(str)

    def __init__(self, name: Text, choices: Sequence[tuple[str, Text]], tips: dict[str, Text] | None = None) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, QToolButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for index, (key, words) in enumerate(choices):
            made = QToolButton()
            made.setCheckable(True)
            at = "only" if len(choices) == 1 else {0: "first", len(choices) - 1: "last"}.get(index, "middle")
            made.setProperty("at", at)
            set_role(made, "segment")
            say(made, setText=words, setAccessibleName=words, setToolTip=(tips or {}).get(key, words))
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            made.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            self._group.addButton(made)
            self._buttons[key] = made
            layout.addWidget(made)
        say(self, setAccessibleName=name)

    def choice(self) -> str | None:
        """Return the key of the choice that is taken."""
        return next((key for key, made in self._buttons.items() if made.isChecked()), None)

    def set_choice(self, key: str | None) -> None:
        """Take a choice without a word; None takes none."""
        self._group.setExclusive(key is not None)
        for name, made in self._buttons.items():
            made.setChecked(name == key)
        self._group.setExclusive(True)

    def button(self, key: str) -> QToolButton:
        """Return the button of a choice."""
        return self._buttons[key]


class FactRow(QWidget):
    """A name at the left and its value at the right."""

    def __init__(self, name: Text) -> None:
        super().__init__()
        self.name = label(name, "secondary")
        self.value = ElidedLabel()
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setFixedHeight(24)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.name)
        layout.addWidget(self.value, 1)

    def set_value(self, value: str | Text) -> None:
        """Show a value: a name or a number as it is, or a sentence in the current language."""
        if isinstance(value, Text):
            say(self.value, setText=value)
        else:
            say(self.value, setText=None)
            self.value.setText(value)


def accessible(target: QWidget, name: Text, description: Text | None = None) -> None:
    """Give a widget the name and the description that a screen reader says."""
    say(target, setAccessibleName=name)
    if description is not None:
        say(target, setAccessibleDescription=description)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()  # a layout shows what it was given a little later: by then a window of its own
            widget.setParent(None)
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)

"""All settings: a form of every setting of the recipe, made from its own declaration, each with its why."""

from collections.abc import Callable
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin

from msgspec import Meta
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLineEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from kdstudio.core.methods import METHODS
from kdstudio.core.recipe import PATH_FIELDS, Recipe, Training, settings
from kdstudio.core.text import Text, text
from kdstudio.gui.pages.distil.draft import METHOD_NUMBERS, Draft
from kdstudio.gui.pages.distil.student_card import FILTERS as STUDENT_FILTERS
from kdstudio.gui.pages.distil.teacher_card import FILTERS as TEACHER_FILTERS
from kdstudio.gui.theme import set_role
from kdstudio.gui.translate import say, show
from kdstudio.gui.widgets.basics import Card, button, label, row
from kdstudio.gui.widgets.number_field import Choice, Number, WholeNumber
from kdstudio.gui.widgets.path_picker import PathPicker

_OWN_PLACE = "class_map"  # the table in Before you start
_FOLDERS = ("dataset", "unlabelled")
_FILTERS = {"teacher": TEACHER_FILTERS, "student": STUDENT_FILTERS, "teacher_classes": "*.txt (*.txt)"}
_ANY_FILE = "* (*)"
_NAME_PX, _CONTROL_PX = 168, 280
_NO_LIMIT = 1e6
_UNIT_WORDS = {"images": text("images"), "px": text("px"), "epochs": text("epochs")}
Put = Callable[[Any], None]


class AllSettings(Card):
    """The form; `back` leaves it. What is changed counts at once, as everywhere on the page."""

    back = Signal()

    def __init__(self, draft: Draft) -> None:
        super().__init__(text("All settings"))
        self._draft = draft
        self.controls: dict[str, _Control] = {}
        self._rows: dict[str, tuple[QWidget, ...]] = {}
        self.leave = button(
            text("Back"), icon="chevron-left", role="quiet", tip=text("Goes back to the cards; all changes stay.")
        )
        self.leave.clicked.connect(self.back)
        self.title_row.insertWidget(0, self.leave)
        inside = QWidget()
        set_role(inside, "page")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 16, 0)
        layout.setSpacing(16)
        for title, names in _sections():
            layout.addWidget(label(title, "strong"))
            layout.addLayout(self._section(names))
        layout.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        scroll.viewport().setAutoFillBackground(False)
        self.body.addWidget(scroll, 1)
        draft.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the draft's recipe."""
        recipe, completed = self._draft.recipe, self._draft.recipe.completed()
        for name, control in self.controls.items():
            control.show_value(getattr(recipe, name), getattr(completed, name))
        for name in METHOD_NUMBERS:  # a method has no use for the others' numbers
            for part in self._rows[name]:
                part.setVisible(getattr(completed, name) is not None)

    def _section(self, names: list[str]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.setColumnMinimumWidth(0, _NAME_PX)
        grid.setColumnMinimumWidth(1, _CONTROL_PX)
        grid.setColumnStretch(2, 1)
        declared = {name: (meta, plain) for name, meta, plain, _ in settings(Recipe)}
        for index, name in enumerate(names):
            meta, plain = declared[name]
            control = _make(name, meta, plain, self._put(name))
            self.controls[name] = control
            words = label(_title(meta), "medium", wrap=True), label(_why(meta), "caption", wrap=True)
            self._rows[name] = (words[0], control, words[1])
            for column, part in enumerate(self._rows[name]):
                grid.addWidget(part, index, column)
        return grid

    def _put(self, name: str) -> Put:
        def put(value: Any) -> None:
            if name == "method":
                self._draft.set_method(value)
            elif getattr(self._draft.recipe, name) != value:
                self._draft.change(**{name: value})

        return put


class _Control(QWidget):
    """One setting's control; `show_value` never says a word to anybody."""

    def show_value(self, value: Any, completed: Any) -> None:
        """Show a value; `completed` is what counts where it is left to the method."""
        raise NotImplementedError


class _Simple(_Control):
    """A control that is a widget of its own, with a function to show a value in it."""

    def __init__(self, widget: QWidget, showing: Put) -> None:
        super().__init__()
        self.widget = widget
        self._showing = showing
        self.setLayout(row(widget))
        self.setFocusProxy(widget)

    def show_value(self, value: Any, _completed: Any) -> None:
        """Show a value."""
        self._showing(value)


class _Optional(_Control):
    """A setting that may be left to its default: a check box, and the control for the rest."""

    def __init__(self, meta: Meta, inner: _Control, put: Put, start: Any) -> None:
        super().__init__()
        self.inner = inner
        self.default = QCheckBox()
        self._put, self._start = put, start
        self._completed: Any = None
        say(
            self.default,
            setText=text("Default"),
            setAccessibleName=text("{setting}: default", setting=show(_title(meta))),
            setToolTip=text("Leaves this to the method, or to the teacher's file."),
        )
        layout = row(self.default, inner, spacing=12)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.setFocusProxy(self.default)
        self.default.clicked.connect(self._switch)

    def show_value(self, value: Any, completed: Any) -> None:
        """Show a value, or that there is none."""
        self._completed = completed
        self.default.setChecked(value is None)
        self.inner.setEnabled(value is not None)
        shown = value if value is not None else completed
        self.inner.setVisible(shown is not None)
        if shown is not None:
            self.inner.show_value(shown, shown)

    def _switch(self, is_default: bool) -> None:
        self._put(None if is_default else self._completed if self._completed is not None else self._start)


class _Triple(_Control):
    """Three numbers, for red, green and blue."""

    def __init__(self, title: Text, put: Put) -> None:
        super().__init__()
        colours = (text("red"), text("green"), text("blue"))
        self.numbers = [Number(title, -10.0, 10.0, step=0.01) for _ in colours]
        for number, colour in zip(self.numbers, colours, strict=True):
            say(number, setToolTip=colour)
            number.setMinimumWidth(56)
            number.valueChanged.connect(lambda: put(tuple(each.value() for each in self.numbers)))
        self.setLayout(row(*self.numbers, spacing=4))
        self.setFocusProxy(self.numbers[0])

    def show_value(self, value: Any, _completed: Any) -> None:
        """Show three numbers."""
        for number, each in zip(self.numbers, value, strict=True):
            number.set_number(each)


def _sections() -> list[tuple[Text, list[str]]]:
    """Return the settings in three groups, in the order in which they are declared."""
    names = [name for name, *_ in settings(Recipe) if name != _OWN_PLACE]
    shared = Training.__struct_fields__
    own = [name for name in names if name not in shared]
    return [
        (text("Distillation"), [name for name in own if not name.startswith("teacher_")]),
        (text("Training"), [name for name in names if name in shared]),
        (text("How the teacher's file is read"), [name for name in own if name.startswith("teacher_")]),
    ]


def _make(name: str, meta: Meta, plain: Any, put: Put) -> _Control:
    """Return the control that fits the type of a setting."""
    kinds = get_args(plain) if isinstance(plain, UnionType) or get_origin(plain) not in (None, Literal, tuple) else ()
    if NoneType in kinds:
        kind = next(kind for kind in kinds if kind is not NoneType)
        if kind is str:  # a path that may be empty says so by itself
            return _path(name, meta, lambda value: put(value or None))
        return _Optional(meta, _make(name, meta, kind, put), put, _start_of(kind, meta))
    if get_origin(plain) is Literal:
        return _choice(name, meta, get_args(plain), put)
    if get_origin(plain) is tuple:
        return _Triple(_title(meta), put)
    if plain is bool:
        return _check(meta, put)
    if plain is int or plain is float:
        return _number(meta, plain, put)
    return _path(name, meta, put) if name in PATH_FIELDS else _line(meta, put)


def _number(meta: Meta, plain: type, put: Put) -> _Control:
    limits = meta.extra or {}
    unit = _UNIT_WORDS.get(limits.get("unit", ""))
    low, high = limits.get("ge", limits.get("gt", 0)), limits.get("le", _NO_LIMIT)
    made: WholeNumber | Number
    if plain is int:
        made = WholeNumber(
            _title(meta), int(low), min(int(high), 2**31 - 1), step=limits.get("multiple_of", 1), unit=unit
        )
        made.valueChanged.connect(put)
    else:
        made = Number(_title(meta), float(low), float(high), unit=unit)
        made.valueChanged.connect(put)
    say(made, setToolTip=_why(meta))
    return _Simple(made, made.set_number)


class _Methods(Choice):
    """The methods by their titles."""

    def retranslate(self) -> None:
        """Say the titles in the current language."""
        for index in range(self.count()):
            self.setItemText(index, show(METHODS[str(self.itemData(index))].title))


def _choice(name: str, meta: Meta, values: tuple[str, ...], put: Put) -> _Control:
    made = _Methods(_title(meta)) if name == "method" else Choice(_title(meta))
    for value in values:
        made.addItem(value, value)
    if isinstance(made, _Methods):
        made.retranslate()
    say(made, setToolTip=_why(meta))
    made.activated.connect(lambda: put(made.currentData()))
    return _Simple(made, lambda value: made.setCurrentIndex(made.findData(value)))


def _check(meta: Meta, put: Put) -> _Control:
    made = QCheckBox()
    say(made, setText=text("Yes"), setAccessibleName=_title(meta), setToolTip=_why(meta))
    made.clicked.connect(put)
    return _Simple(made, made.setChecked)


def _line(meta: Meta, put: Put) -> _Control:
    made = QLineEdit()
    made.setAcceptDrops(False)
    say(made, setAccessibleName=_title(meta), setToolTip=_why(meta))
    made.editingFinished.connect(lambda: put(made.text().strip()))
    return _Simple(made, lambda value: None if made.text() == value else made.setText(value))


def _path(name: str, meta: Meta, put: Put) -> _Control:
    filters = "" if name in _FOLDERS else _FILTERS.get(name, _ANY_FILE)
    made = PathPicker(_title(meta), text("None"), _why(meta), filters)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    made.chosen.connect(put)
    return _Simple(made, lambda value: made.set_path(value or ""))


def _start_of(kind: Any, meta: Meta) -> Any:
    """Return what a setting begins with when it is no longer left to the default."""
    if get_origin(kind) is tuple:
        return (0.5, 0.5, 0.5)
    low = (meta.extra or {}).get("ge", 0)
    return max(kind(low), kind(224)) if kind is int else max(float(low), 1.0)


def _title(meta: Meta) -> Text:
    return Text(meta.title or "")


def _why(meta: Meta) -> Text:
    return Text(meta.description or "")

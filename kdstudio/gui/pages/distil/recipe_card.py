"""The recipe: a preset, the method and its few numbers, and what temperature does to one soft label."""

from collections.abc import Sequence
from typing import NamedTuple, cast

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from kdstudio.core import presets
from kdstudio.core.cards import DatasetCard, TeacherHere
from kdstudio.core.methods import METHODS
from kdstudio.core.text import Text, text
from kdstudio.gui.charts.temperature import TemperatureChart
from kdstudio.gui.pages.distil.draft import Draft
from kdstudio.gui.pages.distil.part import Help, PartCard, Swatch
from kdstudio.gui.translate import say, show
from kdstudio.gui.widgets.basics import Segment, button, column, label, row
from kdstudio.gui.widgets.number_field import Choice, NumberField, WholeNumber
from kdstudio.gui.widgets.thumbnails import read_thumbnail

_THUMBNAIL = 20


class _Weight(NamedTuple):
    """The number beside the temperature that counts most for a method: its setting, its words and its range."""

    setting: str
    title: Text
    high: float
    step: float


_WEIGHTS = {
    "kd": _Weight("alpha", text("Teacher's weight α"), 1.0, 0.05),
    "hard": _Weight("alpha", text("Teacher's weight α"), 1.0, 0.05),
    "logit-std": _Weight("soft_weight", text("Teacher's weight"), 20.0, 0.5),
    "dkd": _Weight("beta", text("Other classes' weight β"), 20.0, 0.5),
    "dist": _Weight("beta", text("Weight between classes β"), 10.0, 0.5),
}


_IN_SHORT = {
    "kd": text("The student imitates the teacher's probabilities."),
    "dkd": text("The target class and all others are taught apart."),
    "dist": text("Taught is how soft labels correlate, not their values."),
    "logit-std": text("Taught is the pattern of the logits, not their scale."),
    "hard": text("The student imitates the teacher's top class alone."),
}


class _Example(NamedTuple):
    """One soft label to soften: the classes, the teacher's logits, the true class, and the image."""

    names: Sequence[str]
    logits: Sequence[float]
    label: int
    file: str


# Drawn by hand for the time before a teacher has said anything, and called an example where it is shown.
_DRAWN = _Example(("apple", "tomato", "peach", "cherries", "lemon", "bus"), (8.6, 6.9, 5.8, 4.6, 2.4, -1.5), 0, "")


class RecipeCard(PartCard):
    """Chooses a preset and the settings that matter most; all the others stand in All settings."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft, "recipe", text("Recipe"))
        self.preset = Segment(
            text("Preset"),
            [(name, preset.title) for name, preset in presets.PRESETS.items()],
            {name: preset.why for name, preset in presets.PRESETS.items()},
        )
        self.all_settings = button(
            text("All settings"), icon="chevron-right", role="quiet", tip=text("Shows every setting of the recipe.")
        )
        self.all_settings.setLayoutDirection(self.all_settings.layoutDirection().RightToLeft)
        self.title_row.insertSpacing(1, 8)
        self.title_row.insertWidget(2, self.preset)
        self.title_row.addWidget(self.all_settings)
        self._make_controls()
        self.chart = TemperatureChart()
        self._legend_sharp = label(text("T = {temperature:g}", temperature=1.0), "value")
        self._legend_soft = label(role="value")
        self._image = QLabel()
        self._hard = label(role="value")
        self.chart_title = label(role="caption")
        legend = row(
            None,
            Swatch("teacher", "outline"),
            self._legend_sharp,
            12,
            Swatch("teacher", "filled"),
            self._legend_soft,
            12,
            self._image,
            self._hard,
            None,
            spacing=8,
        )
        right = column(self.chart_title, self.chart, legend, spacing=4)
        right.setStretch(1, 1)
        body = row(spacing=24)
        body.addLayout(self._grid, 424)
        body.addLayout(right, 344)
        self.body.addLayout(body, 1)
        self._shown_example: _Example | None = None
        self._connect()
        self.retranslate()

    def retranslate(self) -> None:
        """Name the methods in the current language."""
        for index in range(self.method.count()):
            self.method.setItemText(index, show(METHODS[self.method.itemData(index)].title))
        self.refresh()

    def refresh(self) -> None:
        """Show the draft's recipe."""
        recipe = self.draft.recipe.completed()
        self.is_wrong()
        self.preset.set_choice(presets.preset_of(self.draft.recipe))
        self.method.setCurrentIndex(self.method.findData(recipe.method))
        say(self.method_help, setText=_IN_SHORT[recipe.method])
        say(self.method, setToolTip=METHODS[recipe.method].description)
        has_temperature = recipe.temperature is not None
        for widget in (self._temperature_name, self.temperature, self.temperature_help):
            widget.setVisible(has_temperature)
        temperature = recipe.temperature or 1.0
        self.temperature.set_limits(min(1.0, temperature), max(20.0, temperature))
        self.temperature.set_value(temperature)
        weight = _WEIGHTS[recipe.method]
        value = float(getattr(recipe, weight.setting) or 0.0)
        say(self._weight_name, setText=weight.title)
        self.weight.number.setSingleStep(weight.step)
        self.weight.set_limits(0.0, max(weight.high, value))
        self.weight.set_value(value)
        say(self.weight_help, setText=_weight_words(recipe.method, value, recipe.alpha or 0.0))
        self.epochs.set_number(recipe.epochs)
        self.batch.set_number(recipe.batch)
        self.baseline.setChecked(recipe.baseline)
        self._show_example(temperature)

    def _make_controls(self) -> None:
        self.method = Choice(text("Method"))
        for name in METHODS:
            self.method.addItem("", name)
        self.method_help = _help()
        self.temperature = NumberField(text("Temperature"), 1.0, 20.0, step=0.5, decimals=1, log=True)
        say(self.temperature.number, setToolTip=text("Softens both networks' outputs; at 1 they stay as they are."))
        self.temperature_help = _help(text("Higher: the teacher shows more of its doubts."))
        self.weight = NumberField(text("Teacher's weight"), 0.0, 1.0, step=0.05, decimals=2)
        say(self.weight.number, setToolTip=text("How much the teacher's soft labels count."))
        self.weight_help = _help()
        self.epochs = WholeNumber(text("Epochs"), 1, 10_000)
        say(self.epochs, setToolTip=text("How often training goes through all images."))
        self.batch = WholeNumber(text("Batch"), 2, 4096)
        say(self.batch, setToolTip=text("Images in one step."))
        self.baseline = QCheckBox()
        words = text("Also train a baseline without the teacher")
        why = text("Only a student of the same kind, trained alone, shows whether the teacher helped.")
        say(self.baseline, setText=words, setAccessibleName=words, setToolTip=why)
        self.baseline_help = _help(text("Same student, seed and epochs. It tells whether the teacher helped."))
        self._temperature_name = label(text("Temperature"), "secondary")
        self._weight_name = label(role="secondary")
        self._grid = self._lay_out()

    def _lay_out(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        numbers = row(self.epochs, None, label(text("Batch"), "secondary"), self.batch, None, spacing=12)
        rows: list[tuple[QWidget, object, QWidget | None]] = [
            (label(text("Method"), "secondary"), self.method, self.method_help),
            (self._temperature_name, self.temperature, self.temperature_help),
            (self._weight_name, self.weight, self.weight_help),
            (label(text("Epochs"), "secondary"), numbers, None),
        ]
        for index, (name, control, note) in enumerate(rows):
            grid.addWidget(name, 3 * index, 0)
            if isinstance(control, QWidget):
                grid.addWidget(control, 3 * index, 1)
            else:
                grid.addLayout(numbers, 3 * index, 1)
            if note is not None:
                grid.addWidget(note, 3 * index + 1, 1)
            grid.setRowStretch(3 * index + 2, 1)
        last = 3 * len(rows)
        grid.addWidget(self.baseline, last, 0, 1, 2)
        self.baseline_help.setIndent(24)
        grid.addWidget(self.baseline_help, last + 1, 0, 1, 2)
        return grid

    def _connect(self) -> None:
        self.preset.chosen.connect(self._choose_preset)
        self.method.activated.connect(self._choose_method)
        self.temperature.changed.connect(self._set_temperature)
        self.weight.changed.connect(self._set_weight)
        self.epochs.valueChanged.connect(self._set_epochs)
        self.batch.valueChanged.connect(self._set_batch)
        self.baseline.clicked.connect(self._set_baseline)
        self.draft.changed.connect(self.refresh)

    def _show_example(self, temperature: float) -> None:
        example = self._example()
        is_drawn = example is _DRAWN
        if example != self._shown_example:
            self._shown_example = example
            self.chart.set_example(example.names, example.logits, example.label)
            self._image.setPixmap(read_thumbnail(example.file, _THUMBNAIL) if example.file else QPixmap())
            self._image.setVisible(bool(example.file))
            is_labelled = example.label >= 0
            words = text("Hard label: {name}", name=example.names[example.label]) if is_labelled else None
            say(self._hard, setText=words)
        self.chart.set_temperature(temperature)
        say(self._legend_soft, setText=text("T = {temperature:g}", temperature=temperature))
        title = text("What temperature does to one soft label")
        say(
            self.chart_title,
            setText=text("What temperature does to one soft label (an example)") if is_drawn else title,
            setToolTip=text("Drawn for illustration: with teacher and dataset, one of their own stands here.")
            if is_drawn
            else text("The teacher's own output for one image of the dataset."),
        )

    def _example(self) -> _Example:
        """Return an output of the teacher's own as soon as there is one."""
        here, dataset = self.draft.known.teacher_here, self.draft.known.dataset
        if isinstance(here, TeacherHere) and here.example_logits and isinstance(dataset, DatasetCard):
            order = dataset.display_order or range(len(dataset.classes))
            place = {number: index for index, number in enumerate(order)}
            return _Example(
                tuple(dataset.classes[number] for number in order),
                tuple(here.example_logits[number] for number in order),
                place.get(here.example_label, -1),
                here.example_file,
            )
        return _DRAWN

    def _choose_preset(self, name: str) -> None:
        self.draft.change(**presets.PRESETS[cast(presets.PresetName, name)].changes)

    def _choose_method(self) -> None:
        if self.method.currentData() != self.draft.recipe.method:
            self.draft.set_method(self.method.currentData())

    def _set_temperature(self, value: float) -> None:
        self.draft.change(temperature=value)

    def _set_weight(self, value: float) -> None:
        self.draft.change(**{_WEIGHTS[self.draft.recipe.method].setting: value})

    def _set_epochs(self, value: int) -> None:
        self.draft.change(epochs=value)

    def _set_batch(self, value: int) -> None:
        self.draft.change(batch=value)

    def _set_baseline(self, wish: bool) -> None:
        self.draft.change(baseline=wish)


def _weight_words(method: str, value: float, alpha: float) -> Text:
    match method:
        case "kd" | "hard":
            return text(
                "{teacher:.0f} % teacher, {hard:.0f} % hard labels.", teacher=100 * value, hard=100 * (1 - value)
            )
        case "logit-std":
            return text("The hard labels weigh {hard:.2g}, by α in All settings.", hard=1 - alpha)
        case "dkd":
            return text("How much the classes that are not the target teach.")
        case _:
            return text("How much the order of the classes within an image teaches.")


def _help(sentence: Text | None = None) -> Help:
    made = Help()
    if sentence is not None:
        say(made, setText=sentence)
    return made

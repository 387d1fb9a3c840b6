"""One probe in words and figures: its image, its label, what the networks make of it; and the temperature."""

import math

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QSlider, QWidget

from kdstudio.core import soft_labels
from kdstudio.core.text import Text, text
from kdstudio.gui.pages.run.probes import Frame, Probes
from kdstudio.gui.translate import language, number, say
from kdstudio.gui.widgets.basics import ElidedLabel, Mark, button, column, label, row
from kdstudio.gui.widgets.gallery import ImageLoader, Tile

_IMAGE = 106
_WIDTH = 264
_STEPS = 1000
_LOWEST, _HIGHEST = 1.0, 20.0


class ProbeFacts(QWidget):
    """What is known of the chosen probe at an epoch and a temperature."""

    def __init__(self, loader: ImageLoader) -> None:
        super().__init__()
        self.setFixedWidth(_WIDTH)
        self.image = Tile(text("The chosen probe image"), _IMAGE, loader)
        self.kl = label(role="hero")
        self.unit = label(role="caption", wrap=True)
        self.place = label(role="caption", wrap=True)
        self.split = label(text("validation"), "caption")
        self.rows = {"label": _Guess("label"), "teacher": _Guess("teacher"), "student": _Guess("student")}
        self.reading = label(role="caption", wrap=True)
        self.reading.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        words = column(
            label(text("KL divergence"), "caption"), self.kl, self.unit, None, self.place, self.split, spacing=0
        )
        head = row(self.image, words, spacing=16)
        head.setAlignment(self.image, Qt.AlignmentFlag.AlignTop)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(2, 1)
        for place, guess in enumerate(self.rows.values()):
            for at, part in enumerate(guess.parts()):
                grid.addWidget(part, place, at)
        outer = column(head, 8, grid, 4, self.reading, spacing=4)
        self.setLayout(outer)
        say(self.rows["label"].name, setText=text("Label"))
        say(self.rows["teacher"].name, setText=text("Teacher"))

    def show_probe(self, probes: Probes, frame: Frame, probe: int, temperature: float) -> None:
        """Show a probe; `frame` is that of the same temperature."""
        prepared = probes.live.prepared
        assert prepared is not None
        self.image.show_file(prepared.probe_files[probe])
        self.kl.setText(number(float(frame.kl[probe]), 3))
        say(self.unit, setText=_unit(probes, temperature))
        count = len(prepared.probe_files)
        say(self.place, setText=text("Probe {number:d} of {count:d}", number=probe + 1, count=count))
        names, target = prepared.classes, int(probes.labels[probe])
        self.rows["label"].show_words(names[target] if target >= 0 else text("none"))
        self.rows["teacher"].show_guess(names, frame.teacher[probe])
        self._show_student(probes, frame, probe)
        say(self.reading, setText=_reading(probes, frame, probe, temperature))

    def _show_student(self, probes: Probes, frame: Frame, probe: int) -> None:
        student = self.rows["student"]
        student.set_visible(not probes.trains_teacher)
        is_baseline = probes.shown == "baseline"
        student.mark.set_shape("baseline" if is_baseline else "student")
        say(student.name, setText=text("Baseline") if is_baseline else text("Student"))
        prepared = probes.live.prepared
        assert prepared is not None
        student.show_guess(prepared.classes, None if frame.student is None else frame.student[probe])


class _Guess:
    """A row: a network's sign and name, its top class, and how sure it is."""

    def __init__(self, shape: str) -> None:
        self.mark = Mark(shape)  # type: ignore[arg-type]
        self.name = label(role="secondary")
        self.top = ElidedLabel("strong")
        self.share = label()
        self.share.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def parts(self) -> tuple[QWidget, ...]:
        return self.mark, self.name, self.top, self.share

    def set_visible(self, is_visible: bool) -> None:
        for part in self.parts():
            part.setVisible(is_visible)

    def show_words(self, words: str | Text) -> None:
        if isinstance(words, Text):
            say(self.top, setText=words)
        else:
            say(self.top, setText=None)
            self.top.setText(words)
        say(self.share, setText=None)

    def show_guess(self, names: list[str], logits: npt.NDArray[np.float32] | None) -> None:
        """Show the top class of logits (C,) and its probability at T = 1."""
        if logits is None:
            self.show_words(number(None))
            return
        p = soft_labels.soften(logits)
        top = int(p.argmax())
        self.show_words(names[top])
        say(self.share, setText=text("{share:.0f} % at T = 1", share=100 * float(p[top])))


def _unit(probes: Probes, temperature: float) -> Text:
    if probes.trains_teacher:
        return text("bit from the hard label, at T = {temperature:.1f}", temperature=temperature)
    return text("bit, at T = {temperature:.1f}", temperature=temperature)


def _reading(probes: Probes, frame: Frame, probe: int, temperature: float) -> Text:
    prepared = probes.live.prepared
    assert prepared is not None
    names, target = prepared.classes, int(probes.labels[probe])
    teacher = soft_labels.soften(frame.teacher[probe], temperature)
    if frame.student is not None:
        return soft_labels.reading(teacher, soft_labels.soften(frame.student[probe], temperature), names, target)
    top = names[int(teacher.argmax())]
    if not probes.trains_teacher:
        return text("The teacher sees {top} here; the student's soft labels will stand beside its own.", top=top)
    if target < 0:
        return text("The teacher sees {top} here.", top=top)
    if names[target] == top:
        return text("The teacher recognises this {label}.", label=top)
    return text("The teacher takes this {label} for {mistake}.", label=names[target], mistake=top)


class TemperatureControl(QWidget):
    """A temperature by slider, in equal steps of ratio, or by number; `changed` has it."""

    changed = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._trained = 1.0
        self._low, self._high = _LOWEST, _HIGHEST
        why = text(
            "Softens all soft labels on this page anew, without asking a network: a higher temperature shows more of "
            "how the classes resemble each other."
        )
        name = label(text("Temperature"), "medium")
        self.spin = QDoubleSpinBox(decimals=1, singleStep=0.5)
        self.spin.setMaximumWidth(84)
        self.spin.setKeyboardTracking(False)
        self.spin.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _STEPS)
        self.slider.setSingleStep(20)
        self.slider.setPageStep(100)
        self.slider.installEventFilter(self)
        for field in (self.spin, self.slider):
            say(field, setAccessibleName=text("Temperature"), setToolTip=why)
        self.low, self.high = label(role="caption"), label(role="caption")
        self.back = button(
            text("as trained: {temperature:.1f}", temperature=self._trained),
            role="link",
            tip=text("Goes back to the temperature that the run trains with (a double click on the slider does too)."),
            on_click=self.reset,
        )
        self.spin.valueChanged.connect(self._typed)
        self.slider.valueChanged.connect(self._slid)
        scale = row(self.low, None, self.back, None, self.high)
        self.setLayout(column(row(name, None, self.spin), self.slider, scale, spacing=0))
        self.set_trained(1.0)

    def value(self) -> float:
        """Return the temperature."""
        return round(self.spin.value(), 1)

    def set_trained(self, temperature: float) -> None:
        """Offer a range around the temperature that a run trains with, and go there without a word."""
        self._trained = temperature
        self._low, self._high = min(_LOWEST, temperature), max(_HIGHEST, temperature)
        trained = text("as trained: {temperature:.1f}", temperature=temperature)
        say(self.back, setText=trained, setAccessibleName=trained)
        self.spin.blockSignals(True)
        self.spin.setRange(self._low, self._high)
        self.spin.setValue(temperature)
        self.spin.blockSignals(False)
        self._place_slider()
        self.retranslate()

    def reset(self) -> None:
        """Go back to the temperature that the run trains with."""
        self.spin.setValue(self._trained)

    def retranslate(self) -> None:
        """Write the numbers as the current language does."""
        self.spin.setLocale(language().locale)
        self.low.setText(_short(self._low))
        self.high.setText(_short(self._high))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let a double click on the slider go back."""
        if watched is self.slider and event.type() == QEvent.Type.MouseButtonDblClick:
            self.reset()
            return True
        return super().eventFilter(watched, event)

    def _typed(self, temperature: float) -> None:
        self._place_slider()
        self.changed.emit(round(temperature, 1))

    def _slid(self, place: int) -> None:
        temperature = self._low * (self._high / self._low) ** (place / _STEPS)
        self.spin.blockSignals(True)
        self.spin.setValue(temperature)
        self.spin.blockSignals(False)
        self.changed.emit(self.value())

    def _place_slider(self) -> None:
        share = math.log(self.spin.value() / self._low) / math.log(self._high / self._low)
        self.slider.blockSignals(True)
        self.slider.setValue(round(_STEPS * share))
        self.slider.blockSignals(False)


def _short(value: float) -> str:
    return number(value) if value == round(value) else number(value, 1)

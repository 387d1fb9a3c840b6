"""The movable charts of the articles; each draws from `LearnData` alone and says in a sentence what it shows."""

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout, QWidget

from kdstudio.core.events import EpochDone, Network
from kdstudio.core.learn_data import LearnData, Reliability, most_telling, reliability
from kdstudio.core.soft_labels import (
    Doubles,
    class_similarity,
    entropy_bits,
    expected_calibration_error,
    kl_bits,
    log_soften,
    soften,
    top_classes,
)
from kdstudio.core.text import Text, text
from kdstudio.gui.charts.demo_bars import BarChart, Bars
from kdstudio.gui.charts.demo_lines import Line, LineChart
from kdstudio.gui.charts.plot import Plot
from kdstudio.gui.pages.learn.controls import ImageChoice, NumberSlider, legend
from kdstudio.gui.theme import set_role
from kdstudio.gui.translate import say, show
from kdstudio.gui.widgets.basics import Segment, label, row

SHOWN_CLASSES = 8
RELIABILITY_BINS = 10
TEACHER, STUDENT, BASELINE = text("Teacher"), text("Student"), text("Student without a teacher")
_PROBABILITY = text("probability, %")
_CHART_HEIGHT = 290
_READING_LINES = 4


class Exhibit(QFrame):
    """A chart, what moves it, and the sentence that reads it."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self.data: LearnData | None = None
        self.reading = label(wrap=True)
        self.reading.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        # Room for its longest, so that nothing jumps while numbers change.
        self.reading.setMinimumHeight(_READING_LINES * self.reading.fontMetrics().lineSpacing())
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 16, 16, 16)
        self._layout.setSpacing(12)

    def show_data(self, data: LearnData) -> None:
        """Show other soft labels."""
        self.data = data
        self.prepare(data)
        self.draw(data)

    def prepare(self, data: LearnData) -> None:
        """Fit the choices to other soft labels."""

    def draw(self, data: LearnData) -> None:
        """Draw what is chosen."""

    def redraw(self, *_moved: object) -> None:
        """Draw what is chosen now; every control is connected to it."""
        if self.data is not None:
            self.draw(self.data)

    def retranslate(self) -> None:
        """Draw again, in the words of the language."""
        self.redraw()

    def add(self, *parts: QWidget) -> None:
        """Put parts below each other, the reading last."""
        for part in (*parts, self.reading):
            self._layout.addWidget(part)
            if isinstance(part, Plot):
                part.setMinimumHeight(_CHART_HEIGHT)

    def read(self, chart: Plot, sentence: Text) -> None:
        """Say what the chart shows, below it and to a screen reader."""
        say(self.reading, setText=sentence)
        chart.set_reading(show(sentence))


class SoftLabels(Exhibit):
    """The soft label of one image beside its hard label."""

    def __init__(self) -> None:
        super().__init__()
        self.image = ImageChoice()
        self.chart = BarChart(text("Soft label and hard label of one image"), _PROBABILITY, top=105.0)
        self.image.chosen.connect(self.redraw)
        self.add(
            self.image,
            legend(("teacher", TEACHER), ("student", STUDENT), ("hard", text("Hard label, 100 %"))),
            self.chart,
        )

    def prepare(self, data: LearnData) -> None:
        """Offer the images."""
        _offer(self.image, data)

    def draw(self, data: LearnData) -> None:
        """Draw the soft labels of the chosen image at T = 1."""
        teacher, student, true = _softened(data, self.image.at(), 1.0)
        _show_pair(self.chart, data, teacher, student, true)
        first, second = np.argsort(-teacher, kind="stable")[:2]
        self.read(
            self.chart,
            text(
                "The teacher gives {first_share:.1f} % to {first} and {second_share:.1f} % to {second}: its soft label "
                "has an entropy of {entropy:.2f} bits. The hard label has none.",
                first=data.classes[first],
                first_share=100 * float(teacher[first]),
                second=data.classes[second],
                second_share=100 * float(teacher[second]),
                entropy=float(entropy_bits(teacher)),
            ),
        )


class Temperature(Exhibit):
    """The soft labels of one image at any temperature."""

    def __init__(self) -> None:
        super().__init__()
        self.image = ImageChoice()
        self.temperature = _temperature_slider(4.0)
        self.chart = BarChart(text("Soft labels at a temperature"), _PROBABILITY, top=105.0)
        self.image.chosen.connect(self.redraw)
        self.temperature.moved.connect(self.redraw)
        self.add(self.image, self.temperature, legend(("teacher", TEACHER), ("student", STUDENT)), self.chart)

    def prepare(self, data: LearnData) -> None:
        """Offer the images."""
        _offer(self.image, data)

    def draw(self, data: LearnData) -> None:
        """Soften the logits of the chosen image."""
        temperature = self.temperature.value()
        teacher, student, _true = _softened(data, self.image.at(), temperature)
        _show_pair(self.chart, data, teacher, student, None)
        self.read(
            self.chart,
            text(
                "At T = {temperature:.1f} the teacher's soft label has an entropy of {teacher:.2f} bits and the "
                "student's {student:.2f}; with {classes} classes, {most:.2f} bits would be no idea at all.",
                temperature=temperature,
                teacher=float(entropy_bits(teacher)),
                student=float(entropy_bits(student)),
                classes=len(data.classes),
                most=math.log2(len(data.classes)),
            ),
        )


class DarkKnowledge(Exhibit):
    """What a class looks like to teacher and student: its mean soft label, without itself."""

    def __init__(self) -> None:
        super().__init__()
        self.choice = QComboBox()
        say(
            self.choice,
            setAccessibleName=text("Class"),
            setToolTip=text("The true class whose images are averaged."),
        )
        self.temperature = _temperature_slider(4.0)
        self.chart = BarChart(text("The classes nearest to one class"), text("mean probability, %"))
        self.choice.currentIndexChanged.connect(self.redraw)
        self.temperature.moved.connect(self.redraw)
        head = QWidget()
        inside = row(label(text("Images of the class")), self.choice)
        inside.setStretch(1, 1)
        head.setLayout(inside)
        self.add(head, self.temperature, legend(("teacher", TEACHER), ("student", STUDENT)), self.chart)

    def prepare(self, data: LearnData) -> None:
        """Offer the classes that have images, those side by side that are alike."""
        self.choice.blockSignals(True)
        self.choice.clear()
        for index in data.display_order.tolist():
            if (data.labels == index).any():
                self.choice.addItem(data.classes[index], index)
        self.choice.blockSignals(False)

    def draw(self, data: LearnData) -> None:
        """Draw the other classes that the images of a class look like."""
        chosen = self.choice.currentData()
        if chosen is None:
            self.chart.show_bars([], [])
            return
        teacher, student = (self._row(data, name, chosen) for name in ("teacher", "student"))
        order = np.argsort(-teacher, kind="stable")
        nearest = order[order != chosen][:SHOWN_CLASSES]
        self.chart.show_bars(
            [data.classes[index] for index in nearest],
            [
                Bars(TEACHER, "teacher", (100 * teacher[nearest]).tolist()),
                Bars(STUDENT, "student", (100 * student[nearest]).tolist()),
            ],
        )
        first, second = nearest[0], nearest[min(1, len(nearest) - 1)]
        self.read(
            self.chart,
            text(
                "Images of {name}: {count:,}. In the mean, the teacher finds {first} most similar "
                "({first_share:.2f} %), then {second} ({second_share:.2f} %); the class itself, with {own:.1f} %, is "
                "left out.",
                count=int((data.labels == chosen).sum()),
                name=data.classes[chosen],
                first=data.classes[first],
                first_share=100 * float(teacher[first]),
                second=data.classes[second],
                second_share=100 * float(teacher[second]),
                own=100 * float(teacher[chosen]),
            ),
        )

    def _row(self, data: LearnData, network: Network, chosen: int) -> Doubles:
        is_of_class = data.labels == chosen
        logits, labels = data.logits[network][is_of_class], data.labels[is_of_class]
        mean: Doubles = class_similarity(logits, labels, len(data.classes), self.temperature.value())[chosen]
        return mean


class Losses(Exhibit):
    """The loss of one image as a mixture of its hard and its soft part."""

    def __init__(self) -> None:
        super().__init__()
        self.image = ImageChoice()
        self.alpha = NumberSlider(
            text("Weight of the soft part, α"),
            text("0 learns from the hard label alone, 1 from the teacher alone."),
            0.0,
            1.0,
            0.9,
            step=0.01,
            decimals=2,
        )
        self.temperature = _temperature_slider(4.0)
        self.chart = LineChart(
            text("Loss of one image against α"), text("weight of the soft part, α"), text("loss, nats")
        )
        self.image.chosen.connect(self.redraw)
        self.alpha.moved.connect(self.redraw)
        self.temperature.moved.connect(self.redraw)
        self.add(self.image, self.alpha, self.temperature, self.chart)

    def prepare(self, data: LearnData) -> None:
        """Offer the images."""
        _offer(self.image, data)

    def parts(self, data: LearnData) -> tuple[float, float]:
        """Return the hard part (0 without a label) and the soft part, T² · KL, of the chosen image in nats."""
        at, temperature = self.image.at(), self.temperature.value()
        student, true = data.logits["student"][at], int(data.labels[at])
        hard = -float(log_soften(student)[true]) if true >= 0 else 0.0
        soft = temperature**2 * float(kl_bits(data.logits["teacher"][at], student, temperature)) * math.log(2)
        return hard, soft

    def draw(self, data: LearnData) -> None:
        """Draw both parts and their mixture."""
        hard, soft = self.parts(data)
        alpha = self.alpha.value()
        total = (1 - alpha) * hard + alpha * soft
        ends = (0.0, 1.0)
        dash, dot = Qt.PenStyle.DashLine, Qt.PenStyle.DotLine
        self.chart.show_lines(
            [
                Line(text("hard part"), "hard", ends, (hard, hard), dash),
                Line(text("soft part"), "teacher", ends, (soft, soft), dot),
                Line(text("loss"), "student", ends, (hard, soft)),
            ],
            alpha,
        )
        self.chart.set_limits((0, 1), (0, 1.15 * max(hard, soft, 0.1)))
        self.read(
            self.chart,
            text(
                "{hard_weight:.2f} · {hard:.3f} (hard, dashed) + {alpha:.2f} · {soft:.3f} (soft, dotted) = "
                "{total:.3f} nats (solid), for the finished student and this image.",
                hard_weight=1 - alpha,
                hard=hard,
                alpha=alpha,
                soft=soft,
                total=total,
            ),
        )


class ModelSize(Exhibit):
    """What the weights of a model take, by bits and by the share that pruning keeps: arithmetic, no measurement."""

    def __init__(self) -> None:
        super().__init__()
        self.bits = Segment(
            text("Bits for each weight"),
            [
                ("32", text("32 bits")),
                ("16", text("16 bits")),
                ("8", text("8 bits")),
                ("4", text("4 bits")),
            ],
        )
        self.bits.set_choice("8")
        self.kept = NumberSlider(
            text("Weights kept, %"),
            text("Pruning sets the others to zero; they are not stored, but one bit for each says where they were."),
            5,
            100,
            50,
            step=5,
            decimals=0,
        )
        self.chart = BarChart(text("Size of a model's weights"), text("size of the weights, MB"))
        self.bits.chosen.connect(self.redraw)
        self.kept.moved.connect(self.redraw)
        self.add(self.bits, self.kept, self.chart)

    def megabytes(self, parameters: int, bits: int, kept: float) -> float:
        """Return the size of weights; a pruned model also stores one bit for each weight, whether it is kept."""
        mask = 1.0 if kept < 1.0 else 0.0
        return parameters * (bits * kept + mask) / 8 / 1e6

    def draw(self, data: LearnData) -> None:
        """Draw teacher and student as trained, and what each step makes of the student."""
        teacher, student = (data.measured.get(name) for name in ("teacher", "student"))
        if teacher is None or student is None:
            say(self.reading, setText=text("The networks of this run were not measured."))
            self.chart.show_bars([], [])
            return
        bits, kept = int(self.bits.choice() or 8), self.kept.value() / 100
        big = self.megabytes(teacher.parameters, 32, 1)
        small = [self.megabytes(student.parameters, *step) for step in ((32, 1.0), (bits, 1.0), (bits, kept))]
        nothing = math.nan
        names = (text("teacher"), text("student"), text("quantized"), text("and pruned"))
        self.chart.show_bars(
            [show(name) for name in names],
            [
                Bars(text("As trained, MB"), "teacher", [big, nothing, nothing, nothing]),
                Bars(text("Student, MB"), "student", [nothing, small[0], small[1], small[2]]),
            ],
        )
        self.read(
            self.chart,
            text(
                "Distilled: {teacher:.1f} MB → {student:.1f} MB. With {bits} bits: {quantized:.2f} MB. With {kept:.0f} "
                "% of the weights kept as well: {pruned:.2f} MB, {ratio:.0f}× smaller than the teacher. Weights only; "
                "what accuracy each step costs has to be measured.",
                teacher=big,
                student=small[0],
                bits=bits,
                quantized=small[1],
                kept=100 * kept,
                pruned=small[2],
                ratio=big / small[2],
            ),
        )


class Following(Exhibit):
    """How closely students follow their teacher: the share of images within so many bits of it."""

    _MOST_BITS = 6.0

    def __init__(self) -> None:
        super().__init__()
        self.limit = NumberSlider(
            text("Close means at most, bits"),
            text("An image counts as followed when KL(teacher ‖ student) is no larger than this."),
            0.0,
            self._MOST_BITS,
            0.5,
            step=0.05,
            decimals=2,
        )
        self.chart = LineChart(
            text("Images that are close to the teacher"), text("KL(teacher ‖ student) at most, bits"), text("images, %")
        )
        self.chart.set_limits((0, self._MOST_BITS), (0, 102))
        self.limit.moved.connect(self.redraw)
        self.figures = label(role="secondary", wrap=True)
        self.add(
            self.limit,
            legend(("student", text("Student with the teacher")), ("baseline", BASELINE)),
            self.chart,
            self.figures,
        )

    def share(self, data: LearnData, network: Network, limit: float) -> float:
        """Return the percentage of images whose KL from the teacher is at most `limit` bits."""
        return 100 * float((kl_bits(data.logits["teacher"], data.logits[network]) <= limit).mean())

    def draw(self, data: LearnData) -> None:
        """Draw the shares for all limits."""
        limit = self.limit.value()
        lines = []
        for network, name in _TRAINED:
            if network in data.logits:
                bits = np.sort(kl_bits(data.logits["teacher"], data.logits[network]))
                shares = 100 * np.arange(1, len(bits) + 1) / len(bits)
                dash = Qt.PenStyle.SolidLine if network == "student" else Qt.PenStyle.DotLine
                lines.append(Line(name, "student", bits.tolist(), shares.tolist(), dash))
        self.chart.show_lines(lines, limit)
        self._say_figures(data)
        with_teacher = self.share(data, "student", limit)
        if "baseline" in data.logits:
            sentence = text(
                "Within {limit:.2f} bits of the teacher: {student:.1f} % of {count:,} images with the teacher's help, "
                "{baseline:.1f} % without.",
                limit=limit,
                student=with_teacher,
                count=len(data.labels),
                baseline=self.share(data, "baseline", limit),
            )
        else:
            sentence = text(
                "Within {limit:.2f} bits of the teacher: {student:.1f} % of {count:,} images. This run has no "
                "baseline.",
                limit=limit,
                student=with_teacher,
                count=len(data.labels),
            )
        self.read(self.chart, sentence)

    def _say_figures(self, data: LearnData) -> None:
        found = [data.measured.get(name) for name in ("teacher", "student", "baseline")]
        teacher, student, baseline = found
        if teacher is None or student is None:
            say(self.figures, setText=None)
        elif baseline is None:
            say(
                self.figures,
                setText=text(
                    "Teacher {teacher:.1f} % right with {big:.2f} M parameters; student {student:.1f} % with "
                    "{small:.2f} M.",
                    teacher=teacher.top1,
                    big=teacher.parameters / 1e6,
                    student=student.top1,
                    small=student.parameters / 1e6,
                ),
            )
        else:
            say(
                self.figures,
                setText=text(
                    "Teacher {teacher:.1f} % right with {big:.2f} M parameters; student {student:.1f} % with "
                    "{small:.2f} M, {baseline:.1f} % without the teacher.",
                    teacher=teacher.top1,
                    big=teacher.parameters / 1e6,
                    student=student.top1,
                    small=student.parameters / 1e6,
                    baseline=baseline.top1,
                ),
            )


class Plots(Exhibit):
    """The three plots that a run is judged by, with one place on each to read."""

    def __init__(self) -> None:
        super().__init__()
        self.kind = Segment(
            text("Plot"),
            [
                ("accuracy", text("Accuracy")),
                ("kl", text("KL divergence")),
                ("calibration", text("Calibration")),
            ],
        )
        self.kind.set_choice("accuracy")
        self.epoch = NumberSlider(
            text("Epoch"), text("The epoch whose values are read; 0 is before training."), 0, 1, 1, step=1, decimals=0
        )
        self.temperature = _temperature_slider(1.0, low=0.5)
        self.curves = LineChart(text("Learning curves"), text("epoch"), text("right, %"))
        self.diagram = LineChart(
            text("Reliability diagram"), text("confidence: probability of the top class, %"), text("right, %")
        )
        self.diagram.set_limits((0, 101), (0, 102))
        for moved in (self.kind.chosen, self.epoch.moved, self.temperature.moved):
            moved.connect(self.redraw)
        self._curves_legend = legend(("teacher", TEACHER), ("student", STUDENT), ("baseline", BASELINE))
        self._diagram_legend = legend(("teacher", TEACHER), ("student", STUDENT), ("hard", text("perfect")))
        self.add(
            self.kind,
            self.epoch,
            self.temperature,
            self._curves_legend,
            self._diagram_legend,
            self.curves,
            self.diagram,
        )

    def prepare(self, data: LearnData) -> None:
        """Fit the slider to the epochs."""
        last = _last_epoch(data)
        self.epoch.set_range(0, last)
        self.epoch.set_value(last)

    def draw(self, data: LearnData) -> None:
        """Draw the plot that is chosen."""
        is_diagram = self.kind.choice() == "calibration"
        for part in (self.diagram, self.temperature, self._diagram_legend):
            part.setVisible(is_diagram)
        for part in (self.curves, self.epoch, self._curves_legend):
            part.setVisible(not is_diagram)
        match self.kind.choice():
            case "calibration":
                self._draw_diagram(data)
            case "kl":
                self._draw_kl(data)
            case _:
                self._draw_accuracy(data)

    def _draw_accuracy(self, data: LearnData) -> None:
        last = _last_epoch(data)
        lines = [_curve(name, data.epochs.get(net, ()), "top1", net) for net, name in _TRAINED]
        right = data.teacher_top1
        dash = Qt.PenStyle.DashLine
        self.curves.set_axis_label("left", text("right, %"))
        self.curves.show_lines([Line(TEACHER, "teacher", (0, last), (right, right), dash), *lines], self.epoch.value())
        self.curves.set_limits((0, last), (0, 104))
        done, without = (_at(data, net, self.epoch.value()) for net in ("student", "baseline"))
        if done is None:
            self.read(self.curves, text("Nothing was measured after this epoch."))
        elif without is None:
            self.read(
                self.curves,
                text("After epoch {epoch}: student {student:.1f} % right.", epoch=done.epoch, student=done.top1),
            )
        else:
            self.read(
                self.curves,
                text(
                    "After epoch {epoch}: student {student:.1f} % right, without a teacher {baseline:.1f} %; the "
                    "teacher's line is at {teacher:.1f} %.",
                    epoch=done.epoch,
                    student=done.top1,
                    baseline=without.top1,
                    teacher=right,
                ),
            )

    def _draw_kl(self, data: LearnData) -> None:
        last = _last_epoch(data)
        lines = [_curve(name, data.epochs.get(net, ()), "kl_bits", net) for net, name in _TRAINED]
        highest = max((max(line.y, default=0.0) for line in lines), default=0.0)
        self.curves.set_axis_label("left", text("KL(teacher ‖ student), bits"))
        self.curves.show_lines(lines, self.epoch.value())
        self.curves.set_limits((0, last), (0, 1.1 * highest or 1.0))
        done = _at(data, "student", self.epoch.value())
        if done is None or done.kl_bits is None:
            self.read(self.curves, text("Nothing was measured after this epoch."))
            return
        self.read(
            self.curves,
            text(
                "After epoch {epoch}, the student's soft labels are {kl:.3f} bits from the teacher's in the mean; 0 "
                "would be the same.",
                epoch=done.epoch,
                kl=done.kl_bits,
            ),
        )

    def _draw_diagram(self, data: LearnData) -> None:
        temperature = self.temperature.value()
        softened = {net: soften(data.logits[net], temperature) for net in ("teacher", "student")}
        found: dict[str, Reliability] = {
            net: reliability(p, data.labels, RELIABILITY_BINS) for net, p in softened.items()
        }
        lines = [Line(text("perfect"), "hard", (0, 100), (0, 100), Qt.PenStyle.DashLine)]
        for net, name, symbol in (("teacher", TEACHER, "d"), ("student", STUDENT, "o")):
            x, y = 100 * found[net].confidence, 100 * found[net].accuracy
            lines.append(Line(name, net, x.tolist(), y.tolist(), symbol=symbol))
        self.diagram.show_lines(lines)
        ece = {net: expected_calibration_error(p, data.labels) for net, p in softened.items()}
        self.read(
            self.diagram,
            text(
                "At T = {temperature:.1f} the calibration error (ECE, 15 bins) is {teacher:.3f} for the teacher and "
                "{student:.3f} for the student, over {count:,} images. Below the dashed line: too sure; above: too "
                "unsure.",
                temperature=temperature,
                teacher=ece["teacher"],
                student=ece["student"],
                count=int((data.labels >= 0).sum()),
            ),
        )


_TRAINED: tuple[tuple[Network, Text], ...] = (("student", STUDENT), ("baseline", BASELINE))


def _temperature_slider(value: float, low: float = 1.0) -> NumberSlider:
    return NumberSlider(
        text("Temperature, T"),
        text("Logits are divided by T before the softmax: the higher, the softer."),
        low,
        10.0,
        value,
    )


def _offer(choice: ImageChoice, data: LearnData) -> None:
    names = [data.classes[label] if label >= 0 else "?" for label in data.labels[: len(data.images)].tolist()]
    choice.show_images(data.images, names, most_telling(data))


def _softened(data: LearnData, at: int, temperature: float) -> tuple[Doubles, Doubles, int]:
    """Return the soft labels (C,) of teacher and student for one image, and its class."""
    teacher, student = (soften(data.logits[name][at], temperature) for name in ("teacher", "student"))
    return teacher, student, int(data.labels[at])


def _show_pair(chart: BarChart, data: LearnData, teacher: Doubles, student: Doubles, true: int | None) -> None:
    """Show two soft labels over the classes most worth showing, and all the others as one."""
    top = top_classes(teacher, student, SHOWN_CLASSES)
    order = top.indices.tolist()
    names = [data.classes[index] for index in order]
    heights = [[100 * float(p[index]) for index in order] for p in (teacher, student)]
    if len(order) < len(data.classes):
        names.append(show(text("rest")))
        heights[0].append(100 * top.teacher_rest)
        heights[1].append(100 * top.student_rest)
    hard = order.index(true) if true is not None and true in order else None
    chart.show_bars(names, [Bars(TEACHER, "teacher", heights[0]), Bars(STUDENT, "student", heights[1])], hard)


def _curve(name: Text, epochs: Sequence[EpochDone], field: Literal["top1", "kl_bits"], network: Network) -> Line:
    found = [(done.epoch, getattr(done, field)) for done in epochs if getattr(done, field) is not None]
    is_student = network == "student"
    return Line(
        name,
        "student",
        [float(epoch) for epoch, _value in found],
        [float(value) for _epoch, value in found],
        Qt.PenStyle.SolidLine if is_student else Qt.PenStyle.DotLine,
        symbol="o",
        hollow=not is_student,
    )


def _last_epoch(data: LearnData) -> float:
    return float(max((done.epoch for done in data.epochs.get("student", ())), default=1))


def _at(data: LearnData, network: Network, epoch: float) -> EpochDone | None:
    return next((done for done in data.epochs.get(network, ()) if done.epoch == round(epoch)), None)

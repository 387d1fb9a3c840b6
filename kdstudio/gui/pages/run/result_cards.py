"""The cards of the Result tab: accuracy, cost, likeness and mistakes."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from kdstudio.core.events import Measurement, Network
from kdstudio.core.live_run import NETWORKS, LiveRun
from kdstudio.core.text import Text, text
from kdstudio.gui import translate
from kdstudio.gui.charts.cost_bars import Cost, CostBars
from kdstudio.gui.charts.intervals import Interval, IntervalPlot
from kdstudio.gui.pages.run.mistakes import Mistake, MistakesView
from kdstudio.gui.pages.saving import ask_and_save
from kdstudio.gui.session import Session
from kdstudio.gui.theme import set_role
from kdstudio.gui.translate import NONE, say, show
from kdstudio.gui.widgets.basics import Card, Mark, button, label, line, row

_NAMES: dict[Network, Text] = {
    "teacher": text("Teacher"),
    "student": text("Student"),
    "baseline": text("Baseline"),
}
Dimension = Literal["size", "time", "compute", "parameters"]


class AccuracyCard(Card):
    """How many images each network has right, with the interval that this number of images allows."""

    def __init__(self, session: Session) -> None:
        super().__init__(text("Accuracy"))
        self._session = session
        self.plot = IntervalPlot(text("Accuracy with its 95 % interval"))
        self.plot.wants_saving.connect(self.save)
        caption = label(text("bars: 95 % interval"), "caption")
        say(
            caption,
            setToolTip=text(
                "Wilson's interval: with another set of as many images, the accuracy would lie in it 95 times in 100."
            ),
        )
        self.title_row.addWidget(caption)
        self.title_row.addWidget(_save_link(self.save))
        self.body.addWidget(self.plot, 1)

    def show_run(self, live: LiveRun) -> None:
        """Show the accuracy of all networks that were measured."""
        found = [(name, live.networks[name].measurement) for name in NETWORKS]
        intervals = [
            Interval(name, _NAMES[name], figures.top1, figures.top1_low, figures.top1_high)
            for name, figures in found
            if figures is not None
        ]
        images = next((figures.images for _, figures in found if figures is not None), 0)
        is_test = live.prepared is not None and live.prepared.judged_on == "test"
        if is_test:
            self.plot.show_intervals(intervals, text("accuracy on {images:,} test images, %", images=images))
        else:
            self.plot.show_intervals(intervals, text("accuracy on {images:,} validation images, %", images=images))

    def save(self) -> None:
        """Save the chart."""
        ask_and_save(self._session, self.plot, self.plot.table(), "accuracy")


class CostCard(Card):
    """What the networks cost: space, time, compute, and how many times less the student does."""

    def __init__(self, session: Session) -> None:
        super().__init__(text("Cost"))
        self._session = session
        self.bars = CostBars(text("What the networks cost"))
        self.bars.wants_saving.connect(self.save)
        self._legend = QWidget()
        self._legend.setLayout(
            row(
                Mark("teacher"),
                label(_NAMES["teacher"], "caption"),
                8,
                Mark("student"),
                label(_NAMES["student"], "caption"),
                spacing=6,
            )
        )
        self.title_row.addWidget(self._legend)
        self.title_row.addWidget(_save_link(self.save))
        self.body.addWidget(self.bars, 1)

    def show_run(self, live: LiveRun) -> None:
        """Show the cost of the teacher and the student; the baseline costs what the student does."""
        teacher, student = live.networks["teacher"].measurement, live.networks["student"].measurement
        self._legend.setVisible(teacher is not None and student is not None)
        self.bars.show_costs(costs(teacher, student))

    def save(self) -> None:
        """Save the chart."""
        ask_and_save(self._session, self.bars, self.bars.table(), "cost")


def costs(teacher: Measurement | None, student: Measurement | None) -> list[Cost]:
    """Return what a teacher and a student cost, as far as it is known of either."""

    def cost(
        dimension: Dimension,
        name: Text,
        of: Callable[[Measurement], float | None],
        words: Callable[[float | None], str],
    ) -> Cost:
        values = [of(figures) if figures is not None else None for figures in (teacher, student)]
        return Cost(name, values[0], values[1], words, ratio(dimension, values[0], values[1]))

    found = [
        cost("size", text("Size of the weights file"), lambda figures: figures.size_bytes, translate.data_size),
        cost("time", text("Time for one image, median"), lambda figures: figures.latency_ms, milliseconds),
        cost("compute", text("Compute for one image"), lambda figures: figures.flops, translate.flops),
        cost("parameters", text("Parameters"), lambda figures: figures.parameters, translate.parameters),
    ]
    return [one for one in found if one.teacher is not None or one.student is not None]


def ratio(dimension: Dimension, teacher: float | None, student: float | None) -> Text | None:
    """Return in words how many times less (or more) the student costs; None where either is not known."""
    if not teacher or not student:
        return None
    times = max(teacher, student) / min(teacher, student)
    if round(times, 1) == 1.0:
        return text("about the same")
    is_less = student < teacher
    match dimension:
        case "size":
            return text("{times:.1f}× smaller", times=times) if is_less else text("{times:.1f}× larger", times=times)
        case "time":
            return text("{times:.1f}× faster", times=times) if is_less else text("{times:.1f}× slower", times=times)
        case "compute":
            return text("{times:.1f}× less", times=times) if is_less else text("{times:.1f}× more", times=times)
        case "parameters":
            return text("{times:.1f}× fewer", times=times) if is_less else text("{times:.1f}× more", times=times)


def milliseconds(value: float | None) -> str:
    """Return a time in milliseconds."""
    return NONE if value is None else show(text("{milliseconds:.2f} ms", milliseconds=value))


class LikenessCard(Card):
    """How alike the student and its baseline think to the teacher, and how sure each may be."""

    def __init__(self) -> None:
        super().__init__(text("How alike they think"))
        self._cells: dict[tuple[int, Network], QLabel] = {}
        self._heads: dict[Network, QWidget] = {name: self._head(name) for name in NETWORKS}
        self._measurements: dict[Network, Measurement | None] = {}
        self._grid = grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.setColumnStretch(0, 3)
        rule = line()
        set_role(rule, "line-strong")
        grid.addWidget(rule, 1, 0, 1, 4)
        for at, name in enumerate(NETWORKS, start=1):
            grid.addWidget(self._heads[name], 0, at)
        for number, (words, why, _) in enumerate(_LIKENESS):
            self._add_row(grid, number, words, why)
        grid.setRowStretch(2 * len(_LIKENESS) + 2, 1)
        self.body.addLayout(grid, 1)

    def show_run(self, live: LiveRun) -> None:
        """Show agreement, KL divergence and calibration error of all networks that were measured."""
        self._measurements = {name: live.networks[name].measurement for name in NETWORKS}
        for at, name in enumerate(NETWORKS, start=1):
            is_there = self._measurements[name] is not None
            self._grid.setColumnStretch(at, 2 if is_there else 0)
            self._heads[name].setVisible(is_there)
            for number in range(len(_LIKENESS)):
                self._cells[number, name].setVisible(is_there)
        self.retranslate()

    def retranslate(self) -> None:
        """Write the numbers as the language of now writes them."""
        for number, (_, _, words) in enumerate(_LIKENESS):
            for name, figures in self._measurements.items():
                self._cells[number, name].setText(NONE if figures is None else words(figures))

    def cell(self, number: int, network: Network) -> str:
        """Return what stands in a row for a network."""
        return self._cells[number, network].text()

    def _head(self, name: Network) -> QWidget:
        made = QWidget()
        layout = row(None, Mark(name), label(_NAMES[name], "caption"), spacing=6)
        layout.setContentsMargins(0, 0, 0, 4)
        made.setLayout(layout)
        return made

    def _add_row(self, grid: QGridLayout, number: int, words: Text, why: Text) -> None:
        name = label(words)
        say(name, setToolTip=why, setAccessibleDescription=why)
        at = 2 * number + 2
        if number:
            grid.addWidget(line(), at - 1, 0, 1, 4)
        grid.addWidget(name, at, 0)
        grid.setRowMinimumHeight(at, 26)
        for place, network in enumerate(NETWORKS, start=1):
            cell = label(role="strong" if network == "student" else "")
            cell.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._cells[number, network] = cell
            grid.addWidget(cell, at, place)


_LIKENESS: tuple[tuple[Text, Text, Callable[[Measurement], str]], ...] = (
    (
        text("Agreement with the teacher"),
        text("Share of the images on which the top class is the teacher's, right or wrong."),
        lambda figures: translate.percent(figures.agreement),
    ),
    (
        text("KL to the teacher at T = 1"),
        text("Mean KL divergence from the teacher's soft labels, in bits: 0 where both say exactly the same."),
        lambda figures: NONE if figures.kl_bits is None else show(text("{bits:.3f} bit", bits=figures.kl_bits)),
    ),
    (
        text("Calibration error, ECE"),
        text("How far confidence and accuracy lie apart, over 15 steps of confidence: 0 % for honest confidence."),
        lambda figures: translate.percent(100.0 * figures.ece),
    ),
)


class MistakesCard(Card):
    """The first mistakes of the run's network as images, and the way to all of them."""

    probe_wanted = Signal(int)
    all_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(text("The student's mistakes"))
        self.view = MistakesView(one_row=True)
        self.all = button(
            text("Show all"),
            role="link",
            tip=text("Shows all mistakes, the surest first."),
            on_click=self.all_wanted.emit,
        )
        self.open = probe_link(self.open_probe)
        self._sentence = label(role="secondary", wrap=True)
        self._mistakes: list[Mistake] | None = None
        self._is_teachers = False
        self.title_row.addWidget(self.all)
        self.title_row.addWidget(self.open)
        self.body.addWidget(self._sentence)
        self.body.addWidget(self.view)
        self.body.addStretch(1)
        self.view.fitted.connect(self._say_how_many)
        self.view.chosen.connect(self._offer_probe)
        self.view.opened.connect(self.open_probe)

    def show_mistakes(self, live: LiveRun, mistakes: list[Mistake] | None) -> None:
        """Show a run's mistakes, None where they cannot be read."""
        self._mistakes, self._is_teachers = mistakes, live.main_network == "teacher"
        self.view.setVisible(bool(mistakes))
        self._sentence.setVisible(not mistakes)
        self.view.show_mistakes(mistakes or (), live.prepared.classes if live.prepared else ())
        found = live.networks[live.main_network].measurement
        if mistakes is None:
            say(
                self._sentence,
                setText=text("The file with the result of each image is missing or broken: the rest stands."),
            )
        else:
            images = found.images if found else 0
            say(self._sentence, setText=text("All {images:,} images are right.", images=images))

    def open_probe(self) -> None:
        """Ask for the current mistake in Soft labels, if it is a probe."""
        current = self.view.current()
        if current is not None and current.probe is not None:
            self.probe_wanted.emit(current.probe)

    def _say_how_many(self) -> None:
        shown, count = len(self.view.mistakes()), len(self._mistakes or ())
        self.all.setVisible(shown < count)
        say(self.title, setText=mistakes_title(count, shown, is_teachers=self._is_teachers))

    def _offer_probe(self) -> None:
        current = self.view.current()
        self.open.setVisible(current is not None and current.probe is not None)


def mistakes_title(count: int, shown: int, *, is_teachers: bool) -> Text:
    """Return how many mistakes there are and how many of them are seen."""
    if shown < count:
        if is_teachers:
            return text("{shown:,} of {count:,} mistakes of the teacher", shown=shown, count=count)
        return text("{shown:,} of {count:,} mistakes of the student", shown=shown, count=count)
    if count > 1:
        if is_teachers:
            return text("All {count:,} mistakes of the teacher", count=count)
        return text("All {count:,} mistakes of the student", count=count)
    return text("Mistakes of the teacher") if is_teachers else text("Mistakes of the student")


def probe_link(on_click: Callable[[], object]) -> QWidget:
    """Return the button that opens a mistake in Soft labels."""
    return button(
        text("Open in Soft labels"),
        role="link",
        tip=text("The chosen image is a probe: see its soft labels, epoch by epoch."),
        on_click=on_click,
    )


def _save_link(on_click: Callable[[], object]) -> QWidget:
    return button(
        text("Save…"),
        role="link",
        tip=text("Saves this chart as PNG or SVG, or its numbers as CSV."),
        on_click=on_click,
    )

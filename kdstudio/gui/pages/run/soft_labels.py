"""The Soft labels tab: what teacher and student think of each probe image, at any epoch and temperature."""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QProgressBar, QStackedLayout, QWidget

from kdstudio.core import soft_labels
from kdstudio.core.events import Network
from kdstudio.core.live_run import LiveRun
from kdstudio.core.soft_labels import Histogram
from kdstudio.core.text import Text, text
from kdstudio.gui.charts.histograms import DivergenceHistogram, PairedHistogram
from kdstudio.gui.charts.kl_curve import AXIS_PIXELS, KlCurve
from kdstudio.gui.charts.plot import Plot
from kdstudio.gui.charts.soft_label_bars import Bars, SoftLabelBars
from kdstudio.gui.charts.swatch import Swatch
from kdstudio.gui.pages.run.probe_facts import ProbeFacts, TemperatureControl
from kdstudio.gui.pages.run.probe_list import ProbeList
from kdstudio.gui.pages.run.probes import Frame, Probes
from kdstudio.gui.pages.run.tab import RunTab
from kdstudio.gui.pages.saving import ask_and_save
from kdstudio.gui.session import Session
from kdstudio.gui.translate import number, say, show
from kdstudio.gui.widgets.basics import Card, Mark, column, label, row
from kdstudio.gui.widgets.gallery import ImageLoader
from kdstudio.gui.widgets.scrubber import HANDLE_PIXELS, Scrubber

MOST_CLASSES = 24  # that are shown all; of more, the top ones
TOP_CLASSES = 12
_GAP = 12
_READ_MS = 15
_READ_SECONDS = 0.006
_FIRST_READ_SECONDS = 0.02


class SoftLabelsTab(RunTab):
    """The heart of a run: a gallery of probes, the chosen one's soft labels, and all probes in histograms."""

    def __init__(self, session: Session, histograms: "Histograms | None" = None) -> None:
        """`histograms` are those that were made ahead; without them they are made here."""
        super().__init__(session)
        self._probes: Probes | None = None
        self._probe: int | None = None
        self._frame: Frame | None = None
        self._stamp: object = None
        loader = ImageLoader(self)
        self.list = ProbeList(loader)
        self.facts = ProbeFacts(loader)
        self.temperature = TemperatureControl()
        self.legend = _Legend()
        self.bars = SoftLabelBars()
        self.curve = KlCurve()
        self.scrubber = Scrubber(AXIS_PIXELS)
        self.confidence, self.entropy, self.divergence = histograms or make_histograms()
        self.empty = _Empty()
        self._reader = QTimer(self, interval=_READ_MS)
        self._lay_out()
        self._connect()

    def show_run(self, live: LiveRun) -> None:
        """Show another run, or what became of the same one: then probe, temperature and epoch stay."""
        is_same = self.live is not None and self.live.folder == live.folder
        before = self._probes.shown if self._probes is not None and is_same else None
        self._probes = Probes(live)
        if before is not None:
            self._probes.show_network(before)
        if not is_same:
            self._probe = None
            self.temperature.set_trained(self._probes.trained_temperature)
            self.scrubber.follow_latest()
        self._stamp = None
        self._reader.stop()
        self.list.show_run(self._probes)
        super().show_run(live)

    def update_run(self) -> None:
        """Draw what is known of the run now, if it is more than what is drawn."""
        probes = self._probes
        if probes is None:
            return
        probes.refresh()
        has_something = probes.has_teacher() and probes.live.prepared is not None
        self._pages.setCurrentIndex(1 if has_something else 0)
        if not has_something:
            self.empty.show_run(probes.live)
            return
        epochs = probes.epochs()
        stamp = (probes.live.attempt, tuple(epochs[-1:]), len(epochs), probes.planned(), probes.has_baseline())
        if stamp != self._stamp:
            self._stamp = stamp
            self.scrubber.set_epochs(epochs, probes.planned())
            self.list.update_list()
            self._draw()

    def choose(self, probe: int) -> None:
        """Show a probe, by its number from 0."""
        self.list.gallery.choose(probe)
        self._chosen(probe)

    def retranslate(self) -> None:
        """Draw the words that depend on the run again."""
        self._draw()
        if self._probes is not None:
            self.empty.show_run(self._probes.live)

    # What is drawn

    def _draw(self) -> None:
        probes = self._probes
        if probes is None or probes.live.prepared is None:
            return
        self._frame = probes.frame(self.scrubber.epoch(), self.temperature.value())
        if self._frame is None:
            return
        self.list.set_marks(self._frame.differs)
        if self._probe is None:
            self._probe = self.list.first()
            if self._probe is not None:
                self.list.gallery.choose(self._probe)
        self._draw_probe()
        self._draw_histograms(probes, self._frame)

    def _draw_probe(self) -> None:
        probes, frame, probe = self._probes, self._frame, self._probe
        if probes is None or frame is None or probe is None:
            return
        temperature = self.temperature.value()
        self.facts.show_probe(probes, frame, probe, temperature)
        self.legend.show_networks(probes, frame)
        self._draw_bars(probes, frame, probe, temperature)
        if probes.read_curve(probe, _FIRST_READ_SECONDS):
            self._reader.start()
        self._draw_curve()

    def _draw_bars(self, probes: Probes, frame: Frame, probe: int, temperature: float) -> None:
        assert probes.live.prepared is not None
        names = probes.live.prepared.classes
        teacher = soft_labels.soften(frame.teacher[probe], temperature)
        student = None if frame.student is None else soft_labels.soften(frame.student[probe], temperature)
        target = int(probes.labels[probe])
        if len(names) <= MOST_CLASSES:
            order = _order(probes.live.prepared.display_order, len(names))
            rest: tuple[float, float] | None = None
        else:
            top = soft_labels.top_classes(teacher, teacher if student is None else student, TOP_CLASSES)
            order, rest = top.indices, (top.teacher_rest, top.student_rest)
        self.legend.show_count(len(order), len(names))
        bars = Bars(
            [names[int(index)] for index in order],
            teacher[order],
            None if student is None else student[order],
            next(iter(np.flatnonzero(order == target).tolist()), None),
        )
        self.bars.show_bars(bars if rest is None else _with_rest(bars, *rest), hollow=probes.shown == "baseline")

    def _draw_curve(self) -> None:
        probes, probe = self._probes, self._probe
        if probes is None or probe is None:
            return
        epochs, bits = probes.curve(probe, self.temperature.value())
        first = next(iter(probes.epochs()), 0)
        self.curve.show_curve(epochs, bits, first, probes.planned(), self.scrubber.epoch() or 0)

    def _draw_histograms(self, probes: Probes, frame: Frame) -> None:
        temperature = self.temperature.value()
        found = probes.histograms(frame, temperature)
        is_baseline = probes.shown == "baseline"
        self.confidence.chart.set_axis_label(
            "bottom", text("top probability at T = {temperature:.1f}", temperature=temperature)
        )
        self.confidence.show_pair(*found.confidence, hollow=is_baseline)
        self.entropy.chart.set_axis_label(
            "bottom", text("entropy at T = {temperature:.1f}, bit", temperature=temperature)
        )
        self.entropy.show_pair(*found.entropy, hollow=is_baseline)
        self.divergence.show_frame(probes, frame, found.kl)

    # What a person does

    def _chosen(self, probe: int) -> None:
        self._probe = probe
        self._draw_probe()

    def _moved(self, _epoch: int) -> None:
        self._draw()

    def _retempered(self, _temperature: float) -> None:
        self._draw()

    def _network_wished(self, network: Network) -> None:
        if self._probes is not None:
            self._probes.show_network(network)
            self._stamp = None
            self.update_run()

    def _read_on(self) -> None:
        is_done = self._probes is None or self._probe is None
        if is_done or not self._probes.read_curve(self._probe, _READ_SECONDS):  # type: ignore[union-attr, arg-type]
            self._reader.stop()
        self._draw_curve()

    def _save_focused(self) -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, Plot):
            self._save(focused)

    def _save(self, chart: object) -> None:
        if isinstance(chart, Plot) and self.live is not None:
            ask_and_save(self.session, chart, chart.table(), f"{self.live.id}-soft-labels")

    # How it is laid out

    def _charts(self) -> tuple[Plot, ...]:
        return self.bars, self.curve, self.confidence.chart, self.entropy.chart, self.divergence.chart

    def _connect(self) -> None:
        self.list.chosen.connect(self._chosen)
        self.list.play_wished.connect(self.scrubber.toggle)
        self.list.network_wished.connect(self._network_wished)
        self.scrubber.moved.connect(self._moved)
        self.temperature.changed.connect(self._retempered)
        self._reader.timeout.connect(self._read_on)
        for chart in self._charts():
            chart.wants_saving.connect(self._save)
            say(chart, setToolTip=text("Ctrl+S or a right click saves this chart as PNG, SVG or CSV."))
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._save_focused)

    def _lay_out(self) -> None:
        chosen = Card()
        left = column(self.facts, None, self.temperature, spacing=4)
        right = column(self.legend, self.bars, self.curve, self.scrubber, spacing=4)
        right.setStretch(1, 5)
        right.setStretch(2, 2)
        # The end of the curve's axis stands above the end of the slider's way.
        for chart in (self.bars, self.curve):
            chart.plotItem.layout.setContentsMargins(0, 0, HANDLE_PIXELS // 2, 0)
        self.curve.setMaximumHeight(72)
        both = row(left, right, spacing=32)
        both.setStretch(1, 1)
        chosen.body.addLayout(both, 1)
        histograms = row(self.confidence, self.entropy, self.divergence, spacing=_GAP)
        for place in range(3):
            histograms.setStretch(place, 1)
        side = column(chosen, histograms, spacing=_GAP)
        side.setStretch(0, 2)
        side.setStretch(1, 1)
        content = QWidget()
        content.setLayout(row(self.list, side, spacing=16))
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(content)


class _Legend(QWidget):
    """Who is who in the bars, and how many classes are shown."""

    def __init__(self) -> None:
        super().__init__()
        self._student, self.student = Swatch("student"), label()
        self.count = label(role="caption")
        items = (Swatch("teacher"), label(text("Teacher")), 8, self._student, self.student, 8, Swatch("hard"))
        self.setLayout(row(*items, label(text("Hard label")), None, self.count, spacing=6))

    def show_networks(self, probes: Probes, frame: Frame) -> None:
        """Name the network at the teacher's side, and its epoch."""
        is_shown = frame.student is not None
        self._student.setVisible(is_shown)
        self._student.set_kind("baseline" if probes.shown == "baseline" else "student")
        self.student.setVisible(is_shown or probes.trains_teacher)
        say(self.student, setText=_epoch_words(probes, frame.epoch))

    def show_count(self, shown: int, count: int) -> None:
        """Say how many of the classes are shown."""
        if shown == count:
            say(self.count, setText=text("Top classes: all {count:d}", count=count))
        else:
            say(self.count, setText=text("Top {shown:d} of {count:,d}, and rest", shown=shown, count=count))


class _PairedCard(Card):
    """A histogram of two networks, with their means in the title row."""

    def __init__(self, title: Text, chart: PairedHistogram) -> None:
        super().__init__(title, title_role="chart-title")
        self.chart = chart
        self.teacher, self.student = label(role="caption"), label(role="caption")
        self._mark = Mark("student", 11)
        for part in (label(text("mean"), "caption"), Mark("teacher", 11), self.teacher, self._mark, self.student):
            self.title_row.addWidget(part)
        self.title_row.setSpacing(6)
        self.body.addWidget(chart, 1)

    def show_pair(self, teacher: Histogram, student: Histogram | None, *, hollow: bool) -> None:
        """Show the histograms of the teacher and, if there is one, the network at its side."""
        self.teacher.setText(number(teacher.mean, 2))
        for part in (self._mark, self.student):
            part.setVisible(student is not None)
        if student is not None:
            self.student.setText(number(student.mean, 2))
            self._mark.set_shape("baseline" if hollow else "student")
        self.chart.show_histograms(teacher, student, hollow=hollow)


class _DivergenceCard(Card):
    """The histogram of the KL divergence, with how often the top classes agree."""

    def __init__(self) -> None:
        super().__init__(text("KL divergence"), title_role="chart-title")
        self.chart = DivergenceHistogram(text("KL divergence over all probe images"), text("KL, bit"))
        self.agree = label(role="caption")
        self.title_row.addWidget(self.agree)
        self.body.addWidget(self.chart, 1)

    def show_frame(self, probes: Probes, frame: Frame, found: Histogram) -> None:
        """Show a frame."""
        count = len(frame.differs)
        agree = count - int(frame.differs.sum())
        if probes.trains_teacher:
            say(self.agree, setText=text("right on {agree:d} of {count:d}", agree=agree, count=count))
            self.chart.set_axis_label("bottom", text("KL(hard label ‖ teacher), bit"))
        elif frame.student is None:
            say(self.agree, setText=None)
        else:
            say(self.agree, setText=text("agree on {agree:d} of {count:d}", agree=agree, count=count))
            is_baseline = probes.shown == "baseline"
            words = text("KL(teacher ‖ baseline), bit") if is_baseline else text("KL(teacher ‖ student), bit")
            self.chart.set_axis_label("bottom", words)
        self.chart.show_histogram(found)


class _Empty(Card):
    """What will stand here, as long as there is nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.sentence = label(role="secondary", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.progress = QProgressBar(textVisible=False)
        self.progress.setFixedWidth(240)
        say(self.progress, setAccessibleName=text("Progress"))
        self.body.addStretch(1)
        self.body.addWidget(self.sentence)
        self.body.addWidget(self.progress, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addStretch(1)

    def show_run(self, live: LiveRun) -> None:
        """Say what a run without soft labels waits for."""
        say(self.sentence, setText=_what_comes(live))
        is_working = live.state == "running"
        self.progress.setVisible(is_working)
        found = live.progress
        is_known = found is not None and found.total > 0 and found.done > 0
        self.progress.setRange(0, found.total if found is not None and is_known else 0)
        self.progress.setValue(found.done if found is not None and is_known else 0)


def _what_comes(live: LiveRun) -> Text:
    if live.state == "waiting":
        return text("This run waits for its turn; its soft labels will stand here.")
    if live.state != "running":
        return text("This run ended before its first soft labels were stored.")
    if live.prepared is None:
        return text("The dataset is being prepared; the soft labels of its probe images will stand here.")
    if live.main_network == "teacher":
        return text("The teacher begins to train; its soft labels will stand here after the first epoch.")
    return text("The teacher is being asked; its soft labels will stand here.")


def _epoch_words(probes: Probes, epoch: int | None) -> Text:
    match probes.shown, epoch:
        case "teacher", 0:
            return text("before training")
        case "teacher", _:
            return text("epoch {epoch:d}", epoch=epoch or 0)
        case "baseline", 0:
            return text("Baseline, before training")
        case "baseline", _:
            return text("Baseline, epoch {epoch:d}", epoch=epoch or 0)
        case _, 0:
            return text("Student, before training")
        case _:
            return text("Student, epoch {epoch:d}", epoch=epoch or 0)


def _order(wanted: list[int], count: int) -> "np.typing.NDArray[np.int64]":
    """Return the order in which classes are shown: similar ones side by side, if that is known."""
    is_known = sorted(wanted) == list(range(count))
    return np.array(wanted if is_known else range(count), dtype=np.int64)


def _with_rest(bars: Bars, teacher: float, student: float) -> Bars:
    return Bars(
        [*bars.names, show(text("rest"))],
        np.append(bars.teacher, teacher),
        None if bars.student is None else np.append(bars.student, student),
        bars.label,
        has_rest=True,
    )


class Histograms(NamedTuple):
    """What all probes say, in three cards."""

    confidence: _PairedCard
    entropy: _PairedCard
    divergence: _DivergenceCard


def make_histograms() -> Histograms:
    """Make the cards below the chosen probe."""
    top = PairedHistogram(text("Confidence over all probe images"), text("top probability"))
    doubt = PairedHistogram(text("Entropy over all probe images"), text("entropy, bit"))
    return Histograms(_PairedCard(text("Confidence"), top), _PairedCard(text("Entropy"), doubt), _DivergenceCard())

"""The Curves tab: loss, accuracy, likeness to the teacher, calibration, learning rate and throughput by epoch."""

from collections.abc import Callable
from functools import partial

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QMenu, QStackedWidget, QWidget

from kdstudio.core import soft_labels
from kdstudio.core.events import EpochDone, Network
from kdstudio.core.jobs import Distill
from kdstudio.core.live_run import LiveRun
from kdstudio.core.probe_logits import ProbeLogits
from kdstudio.core.text import Text, text
from kdstudio.gui import theme
from kdstudio.gui.charts.curves import CurveChart, CurveGroup, Doubles, Series, level
from kdstudio.gui.charts.legend import Entry, Legend, Readings, Style
from kdstudio.gui.charts.plot import Table
from kdstudio.gui.charts.together import Together
from kdstudio.gui.pages.run.tab import RunTab
from kdstudio.gui.pages.saving import ask_and_save
from kdstudio.gui.session import Session
from kdstudio.gui.translate import number, say, show
from kdstudio.gui.widgets.basics import Card, ElidedLabel, Segment, button, column, icon_button, label, row
from kdstudio.gui.widgets.wrapping_row import WrappingRow

_NETWORKS: tuple[Network, ...] = ("teacher", "student", "baseline")
_STYLES: dict[Network, Style] = {"teacher": "teacher", "student": "student", "baseline": "baseline"}
_RATE = 1e3  # a learning rate is shown in thousandths
_X_NAMES = {"epoch": text("epoch"), "step": text("step"), "time": text("minutes")}
_TITLES = {
    "loss": text("Loss"),
    "accuracy": text("Accuracy"),
    "agreement": text("Agreement with the teacher"),
    "calibration": text("Calibration error"),
    "rate": text("Learning rate"),
    "throughput": text("Throughput"),
}
_PLACES = {"epoch": text("At epoch"), "step": text("At step"), "time": text("At minute")}
_TITLE_PIXELS = 150


class ChartCard(Card):
    """A chart with its title and, at the right of it, the values at the crosshair."""

    def __init__(self, key: str, title: Text, unit: Text | None, chart: CurveChart) -> None:
        super().__init__()
        self.key, self.unit, self.chart = key, unit, chart
        self.name = ElidedLabel("chart-title")
        self.readings = Readings()
        self.head = row(self.name, self.readings)
        self.head.setStretch(0, 1)
        self.head.addStrut(30)
        outer = self.layout()
        if outer is not None:
            outer.setContentsMargins(12, 6, 12, 8)
        self.body.setSpacing(2)
        self.body.addLayout(self.head)
        self.body.addWidget(chart)
        self.say_name(title)

    def say_name(self, name: Text) -> None:
        """Say what the chart shows."""
        say(self.name, setText=name)
        say(self, setAccessibleName=name)
        self.retranslate()

    def retranslate(self) -> None:
        """Keep room for the title: the names beside the values go first."""
        words = self.name.fontMetrics().horizontalAdvance(self.name.whole_text())
        self.name.setMinimumWidth(min(words + 2, _TITLE_PIXELS))

    def show_values(self) -> None:
        """Show the values at the crosshair."""
        self.readings.set_values(self.chart.values(), show(self.unit) if self.unit else "")
        self.chart.set_reading(self.readings.accessibleName())


class AgreementCard(ChartCard):
    """Likeness to the teacher: the same top class, or the distance of the soft labels, in one card."""

    def __init__(self, agreement: CurveChart, divergence: CurveChart) -> None:
        super().__init__("agreement", _TITLES["agreement"], text("%"), agreement)
        self._agreement, self._divergence = agreement, divergence
        self._stack = QStackedWidget()
        self._stack.addWidget(agreement)
        self._stack.addWidget(divergence)
        self.body.addWidget(self._stack)
        self.switch = icon_button(
            "chevron-down",
            text("Choose how likeness to the teacher is measured"),
            tip=text(
                "Show how often both networks choose the same class (agreement, in %), or how far their soft labels "
                "are apart (KL divergence from teacher to student, in bits)."
            ),
        )
        theme.set_role(self.switch, "quiet")
        self.switch.setIconSize(QSize(14, 14))
        self.switch.setFixedSize(28, 28)
        self.menu = QMenu(self)
        self.choices = {
            "agreement": _action(self.menu, text("Same top class, in %"), self.show_agreement),
            "kl": _action(self.menu, text("KL divergence from the teacher, in bits"), self.show_divergence),
        }
        self.switch.clicked.connect(self._open_menu)
        self.head.addWidget(self.switch)

    def show_agreement(self) -> None:
        """Show how often both choose the same class."""
        self._take("agreement", _TITLES["agreement"], text("%"), self._agreement)

    def show_divergence(self) -> None:
        """Show how far the soft labels are apart."""
        self._take("kl", text("KL from the teacher"), text("bit"), self._divergence)

    def _take(self, key: str, title: Text, unit: Text, chart: CurveChart) -> None:
        self.key, self.unit, self.chart = key, unit, chart
        self.say_name(title)
        self._stack.setCurrentWidget(chart)
        self.show_values()

    def _open_menu(self) -> None:
        self.menu.popup(self.switch.mapToGlobal(self.switch.rect().bottomLeft()))


class CurvesTab(RunTab):
    """Six charts over epochs, steps or time, with one legend and one crosshair."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._probes: ProbeLogits | None = None
        self._drawn: object = None
        self._teacher_key: object = None
        self._teacher_level: dict[str, float] = {}
        self.legend = Legend()
        self.place_name = label(_PLACES["epoch"], "secondary")
        self.place = label(role="medium")
        self.charts = _charts()
        self.cards = _cards(self.charts)
        self.group = CurveGroup(list(self.charts.values()), self.legend)
        self.group.moved.connect(self._show_values)
        self.against = self._make_against()
        self.smooth = QCheckBox()
        self.reset = button(
            text("Reset axes"),
            icon="maximize",
            tip=text("Shows everything again after a zoom (Ctrl and wheel) or a drag, with the crosshair at home."),
            on_click=self.group.reset,
        )
        self.save = button(
            text("Save…"),
            icon="download",
            tip=text("Saves one chart or all as PNG or SVG, or their numbers as CSV."),
            on_click=self._open_menu,
        )
        self.menu = QMenu(self)
        self.actions_by_key: dict[str, QAction] = {}
        self._fill_menu()
        self._lay_out()

    def show_run(self, live: LiveRun) -> None:
        """Show another run."""
        self._probes = ProbeLogits(live)
        self._drawn = self._teacher_key = None
        super().show_run(live)

    def update_run(self) -> None:
        """Draw the epochs that are known now, if there are others than before."""
        live = self.live
        if live is None:
            return
        state = _what_is_known(live)
        if state != self._drawn:
            self._drawn = state
            self._draw(live)

    def retranslate(self) -> None:
        """Say names and numbers in the language."""
        self._drawn = None
        self.update_run()

    # Within

    def _make_against(self) -> Segment:
        made = Segment(
            text("What the curves are drawn against"),
            [("epoch", text("Epoch")), ("step", text("Step")), ("time", text("Time"))],
            {
                "epoch": text("Draws against epochs: how often training has gone through all images."),
                "step": text("Draws against steps: one batch of images each."),
                "time": text("Draws against the time spent training, in minutes: the teacher costs some."),
            },
        )
        made.set_choice("epoch")
        made.chosen.connect(self._choose_against)
        return made

    def _lay_out(self) -> None:
        say(
            self.smooth,
            setText=text("Smooth"),
            setToolTip=text(
                "Draws exponential moving averages (weight 0.6 for what came before); the measured lines stay, faint, "
                "and the values in the titles are the measured ones."
            ),
        )
        self.smooth.toggled.connect(self.group.set_smooth)
        hint = text(
            "Move the pointer over a chart to read other epochs. A click or the arrow keys (Page Up, Page Down, Home, "
            "End) make the crosshair stay; Escape lets it go back to the best epoch, or to the last while it trains."
        )
        for part in (self.place_name, self.place):
            say(part, setToolTip=hint)
        rule = QFrame()
        theme.set_role(rule, "rule")
        rule.setFixedHeight(24)
        controls = WrappingRow(
            row(self.legend, 8, rule, 8, self.place_name, self.place),
            row(label(text("Against"), "secondary"), self.against, 8, self.smooth, 8, self.reset, 8, self.save),
        )
        self.sheet = QWidget()
        self._grid = QGridLayout(self.sheet)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(16)
        for place in range(3):
            self._grid.setColumnStretch(place, 1)
        self._arrange(list(self.cards))
        for chart in self.charts.values():
            chart.wants_saving.connect(self._save_chart)
        outer = column(controls, self.sheet, spacing=12)
        outer.setStretch(1, 1)
        self.setLayout(outer)

    def _arrange(self, keys: list[str]) -> None:
        """Show the cards of these charts, three in a row."""
        for place, key in enumerate(keys):
            self._grid.addWidget(self.cards[key], place // 3, place % 3)
        for key, card in self.cards.items():  # last: shown without a parent, a card would be a window
            card.setVisible(key in keys)

    def _draw(self, live: LiveRun) -> None:
        mode = self.against.choice() or "epoch"
        networks = [name for name in _NETWORKS if live.networks[name].epochs]
        x = {name: _x_of(live, name, mode) for name in networks}
        levels = self._levels_of_teacher(live)
        self.legend.set_entries(_entries(live, bool(levels)))
        names = {entry.key: entry.name for entry in _entries(live, True)}
        lines = _Lines(live, x, names, levels)
        drawn = {
            "loss": lines.losses(),
            "accuracy": lines.of("accuracy", lambda done: done.top1),
            "agreement": lines.of("agreement", lambda done: done.agreement),
            "calibration": lines.of("calibration", lambda done: None if done.ece is None else 100 * done.ece),
            "rate": lines.learning_rate(),
            "throughput": lines.of("throughput", lambda done: done.images_per_second or None),
            "kl": lines.of("kl", lambda done: done.kl_bits),
        }
        low, high = _extent(live, x, mode)
        for key, chart in self.charts.items():
            chart.set_extent(low, high, _X_NAMES[mode], whole=mode != "time")
            chart.set_series(drawn[key])
        self._arrange([key for key in self.cards if key != "agreement" or isinstance(live.job, Distill)])
        self._say_probes(live)
        self.group.set_places(x.get(live.main_network, np.array([])), _home(live))

    def _say_probes(self, live: LiveRun) -> None:
        count = len(live.prepared.probe_files) if live.prepared else 0
        title = text("Accuracy on {count:d} probes", count=count) if count else _TITLES["accuracy"]
        self.cards["accuracy"].say_name(title)

    def _show_values(self) -> None:
        for card in self.cards.values():
            card.show_values()
        mode = self.against.choice() or "epoch"
        at = self.group.at()
        say(self.place_name, setText=_PLACES[mode] if at is not None else text("Curves begin after the first epoch."))
        self.place.setText("" if at is None else number(at, 1 if mode == "time" else 0))

    def _choose_against(self, _mode: str) -> None:
        self._drawn = None
        for chart in self.charts.values():
            chart.reset_axes()
        self.update_run()

    def _levels_of_teacher(self, live: LiveRun) -> dict[str, float]:
        """Return the teacher's figures on the probes, in %: on the same images as the curves beside it."""
        key = (id(live), tuple(live.networks["teacher"].soft_labels.items()))
        if key != self._teacher_key:
            self._teacher_key = key
            self._teacher_level = _on_probes(live, self._probes) if isinstance(live.job, Distill) else {}
        return self._teacher_level

    # Saving

    def _fill_menu(self) -> None:
        self.actions_by_key["all"] = _action(self.menu, text("All charts…"), self._save_all)
        self.menu.addSeparator()
        for key, title in _TITLES.items():
            self.actions_by_key[key] = _action(self.menu, title, partial(self._save_named, key))

    def _open_menu(self) -> None:
        self.menu.popup(self.save.mapToGlobal(self.save.rect().bottomLeft()))

    def _save_all(self) -> None:
        if self.live is not None:
            together = Together([self.legend, self.sheet], self)
            ask_and_save(self.session, together, all_numbers(self.live), f"{self.live.id}-curves")
            together.deleteLater()

    def _save_named(self, key: str) -> None:
        self._save_card(self.cards[key])

    def _save_card(self, card: ChartCard) -> None:
        if self.live is not None:
            together = Together([self.legend, card], self)
            together.setAccessibleName(card.accessibleName())
            ask_and_save(self.session, together, card.chart.table(), f"{self.live.id}-{card.key}")
            together.deleteLater()

    def _save_chart(self, chart: object) -> None:
        self._save_card(next(card for card in self.cards.values() if card.chart is chart))


class _Lines:
    """Makes the lines of all charts from what is known of a run."""

    def __init__(
        self, live: LiveRun, x: dict[Network, Doubles], names: dict[str, str], levels: dict[str, float]
    ) -> None:
        self._live, self._x, self._names, self._levels = live, x, names, levels

    def of(self, key: str, value: Callable[[EpochDone], float | None]) -> list[Series]:
        """Return a value of all networks by epoch, and the teacher's line where it has one."""
        lines = [
            Series(self._names[name], x, self._values(name, value), _STYLES[name], name) for name, x in self._x.items()
        ]
        known = [series for series in lines if np.isfinite(series.y).any()]
        if key in self._levels:
            known.insert(0, level(self._names["teacher"], self._levels[key], "teacher", key="teacher"))
        return known

    def losses(self) -> list[Series]:
        """Return the parts of the main network's loss, and the baseline's, which has one part."""
        main = self._live.main_network
        parts: list[tuple[str, Style, Text, Text]] = [
            ("hard", "hard", text("hard"), text("hard: cross-entropy with the hard labels")),
            ("soft", _STYLES[main], text("soft"), text("soft: the loss against the teacher's soft labels")),
            ("total", "ink", text("total"), text("total: the weighted sum of both, which training minimises")),
        ]
        lines = []
        for part, style, caption, tip in parts:
            y = self._values(main, partial(_loss, part)) if main in self._x else np.array([])
            if np.isfinite(y).any():
                lines.append(Series(show(tip), self._x[main], y, style, main, show(caption), show(tip)))
        if main != "baseline" and "baseline" in self._x:
            y = self._values("baseline", lambda done: done.losses.get("hard"))
            lines.append(Series(self._names["baseline"], self._x["baseline"], y, "baseline", "baseline"))
        return lines

    def learning_rate(self) -> list[Series]:
        """Return the learning rate in thousandths: student and baseline have the same."""
        main = self._live.main_network
        if main not in self._x:
            return []
        y = self._values(main, lambda done: _RATE * done.learning_rate if done.epoch else None)
        return [Series(show(text("learning rate, 10⁻³")), self._x[main], y, "ink", "rate")]

    def _values(self, name: Network, value: Callable[[EpochDone], float | None]) -> Doubles:
        epochs = self._live.networks[name].epochs
        found = [value(epochs[epoch]) for epoch in sorted(epochs)]
        return np.array([np.nan if one is None else one for one in found], dtype=np.float64)


def all_numbers(live: LiveRun) -> Table:
    """Return what all charts show as one table, a row for each network and epoch."""
    columns = [
        "network", "epoch", "step", "minutes", "loss_hard", "loss_soft", "loss_total", "accuracy_percent",
        "agreement_percent", "kl_bits", "ece_percent", "learning_rate", "images_per_second",
    ]  # fmt: skip
    rows: list[tuple[object, ...]] = []
    for name in _NETWORKS:
        steps, minutes = _x_of(live, name, "step"), _x_of(live, name, "time")
        for index, (epoch, done) in enumerate(sorted(live.networks[name].epochs.items())):
            losses = (done.losses.get(part) for part in ("hard", "soft", "total"))
            ece = None if done.ece is None else 100 * done.ece
            rates = (done.learning_rate, done.images_per_second) if epoch else (None, None)
            figures = (*losses, done.top1, done.agreement, done.kl_bits, ece, *rates)
            rows.append((name, epoch, int(steps[index]), round(float(minutes[index]), 4), *figures))
    return Table(columns, [["" if value is None else value for value in each] for each in rows])


def _loss(part: str, done: EpochDone) -> float | None:
    return done.losses.get(part)


def _charts() -> dict[str, CurveChart]:
    def chart(
        name: Text, y: Text, *, top: float | None = None, floor: float | None = None, decimals: int
    ) -> CurveChart:
        return CurveChart(name, _X_NAMES["epoch"], y, floor=floor, ceiling=top, decimals=decimals)

    return {
        "loss": chart(_TITLES["loss"], text("loss"), floor=0.0, decimals=2),
        "accuracy": chart(_TITLES["accuracy"], text("accuracy, %"), top=100.0, decimals=1),
        "agreement": chart(_TITLES["agreement"], text("same top class, %"), top=100.0, decimals=1),
        "kl": chart(text("KL divergence from the teacher"), text("KL, bit"), floor=0.0, decimals=3),
        "calibration": chart(_TITLES["calibration"], text("ECE, %"), floor=0.0, decimals=1),
        "rate": chart(_TITLES["rate"], text("learning rate, 10⁻³"), floor=0.0, decimals=3),
        "throughput": chart(_TITLES["throughput"], text("images/s"), floor=0.0, decimals=0),
    }


def _cards(charts: dict[str, CurveChart]) -> dict[str, ChartCard]:
    units = {
        "loss": None,
        "accuracy": text("%"),
        "calibration": text("%"),
        "rate": text("× 10⁻³"),
        "throughput": text("images/s"),
    }
    helps = {
        "loss": text(
            "What training minimises, as the mean of each epoch: how far the student is from what it is told."
        ),
        "accuracy": text(
            "The share of probe images whose most probable class is the true one: probes are a fixed choice of "
            "validation images, the same for all networks. Result has the accuracy on all images that judge."
        ),
        "agreement": text("The share of probe images where student and teacher choose the same class."),
        "calibration": text(
            "The expected calibration error (ECE): by how much a network's confidence and its accuracy differ, on "
            "average over 15 bins of confidence. 0 % is a network that is right as often as it says."
        ),
        "rate": text("How large a step training takes; it rises at first and falls along a cosine."),
        "throughput": text("Images trained on in a second; asking the teacher costs time."),
    }
    made: dict[str, ChartCard] = {}
    for key, title in _TITLES.items():
        if key == "agreement":
            made[key] = AgreementCard(charts["agreement"], charts["kl"])
        else:
            made[key] = ChartCard(key, title, units[key], charts[key])
        say(made[key], setToolTip=helps[key], setAccessibleDescription=helps[key])
    return made


def _action(menu: QMenu, words: Text, on_click: Callable[[], object]) -> QAction:
    made = menu.addAction("")
    say(made, setText=words)
    made.triggered.connect(lambda _checked=False: on_click())
    return made


def _what_is_known(live: LiveRun) -> object:
    """Return what changes when there is something new to draw."""
    networks = [
        (len(known.epochs), id(known.last_epoch()), known.epochs_planned, len(known.soft_labels), known.best_epoch())
        for known in live.networks.values()
    ]
    return id(live), live.state, live.attempt, live.prepared is None, tuple(networks)


def _x_of(live: LiveRun, name: Network, mode: str) -> Doubles:
    """Return where the epochs of a network stand: as epochs, as steps, or in minutes of training."""
    known = live.networks[name]
    epochs = sorted(known.epochs)
    if mode == "step":
        return np.array(epochs, dtype=np.float64) * max(1, known.batches)
    if mode == "time":
        return np.cumsum([known.epochs[epoch].seconds for epoch in epochs], dtype=np.float64) / 60
    return np.array(epochs, dtype=np.float64)


def _extent(live: LiveRun, x: dict[Network, Doubles], mode: str) -> tuple[float, float]:
    """Return the x from … to … of all charts: all that is planned, so that nothing moves while epochs come."""
    reached = max((float(places[-1]) for places in x.values()), default=0.0)
    main = live.networks[live.main_network]
    if mode == "time" or live.is_over():
        return 0.0, reached or 1.0
    planned = main.epochs_planned or live.job.recipe.epochs
    return 0.0, max(reached, float(planned * (max(1, main.batches) if mode == "step" else 1)))


def _home(live: LiveRun) -> int:
    """Return the index of the epoch where the crosshair is by itself: the best one, or the last while it trains."""
    known = live.networks[live.main_network]
    epochs = sorted(known.epochs)
    best = known.best_epoch()
    is_trained = known.weights is not None or live.is_over()
    return epochs.index(best) if is_trained and best in epochs else len(epochs) - 1


def _entries(live: LiveRun, has_teacher: bool) -> list[Entry]:
    count = len(live.prepared.probe_files) if live.prepared else 0
    entries = []
    if has_teacher or live.main_network == "teacher":
        tip = text("The teacher, asked about the same {count:d} probe images as student and baseline.", count=count)
        entries.append(Entry("teacher", show(text("Teacher")), "teacher", show(tip)))
    if isinstance(live.job, Distill):
        tip = text(
            "The student after each epoch, on {count:d} probe images of the validation split; Result has its accuracy "
            "on all images that it is judged by.",
            count=count,
        )
        entries.append(Entry("student", show(text("Student")), "student", show(tip)))
        if live.job.recipe.baseline:
            tip = text("The same network, trained in the same way without the teacher.")
            entries.append(Entry("baseline", show(text("Baseline, no teacher")), "baseline", show(tip)))
    return entries


def _on_probes(live: LiveRun, probes: ProbeLogits | None) -> dict[str, float]:
    logits = probes.teacher() if probes is not None else None
    if logits is None or live.prepared is None:
        return {}
    labels = np.array(live.prepared.probe_labels)
    error = soft_labels.expected_calibration_error(soft_labels.soften(logits), labels)
    found = {"accuracy": 100 * soft_labels.top1(logits, labels), "calibration": 100 * error}
    return {key: value for key, value in found.items() if np.isfinite(value)}

"""The head of the Run page: the run's name and state, how far it is, and what can be done to it."""

import datetime
from typing import NamedTuple

from PySide6.QtCore import QDate, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QProgressBar, QPushButton, QWidget

from kdstudio.core.events import StopWish
from kdstudio.core.live_run import LiveRun
from kdstudio.core.text import Text, text
from kdstudio.core.time_left import time_left
from kdstudio.gui import theme
from kdstudio.gui.translate import clock, language, say
from kdstudio.gui.widgets.basics import Chip, ElidedLabel, State, button, column, icon_button, label, row

_STEPS = 1000
_MOST_FACTS = 5
ACTIONS = ("remove", "duplicate", "pause", "finish", "end_now", "resume", "export")
Stopping = StopWish | None


class Look(NamedTuple):
    """How a state is shown: its colour, its words, its icon."""

    state: State
    words: Text
    icon: str


class RunHeader(QWidget):
    """What is known of a run on three lines; `wished` says which button was pressed, `renamed` the new name."""

    wished = Signal(str)
    renamed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.name = ElidedLabel("page-title")
        self.field = QLineEdit()
        self.field.setMinimumWidth(280)
        self.field.hide()
        self.field.installEventFilter(self)
        self.field.editingFinished.connect(self._rename)
        say(
            self.field,
            setAccessibleName=text("Name of the run"),
            setToolTip=text("Return keeps the name, Escape leaves it as it was."),
        )
        self.pencil = icon_button("pencil", text("Rename"), tip=text("Gives the run another name."))
        theme.set_role(self.pencil, "quiet")
        self.pencil.clicked.connect(self._edit)
        self.chip = Chip()
        self.chip.setFixedHeight(24)
        self.buttons = {key: self._button(key) for key in ACTIONS}
        self.facts = [label(role="medium" if place == 0 else "secondary") for place in range(_MOST_FACTS)]
        self.bar = QProgressBar(textVisible=False)
        self.bar.setRange(0, _STEPS)
        policy = self.bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # what is below stays where it is when a run ends
        self.bar.setSizePolicy(policy)
        say(self.bar, setAccessibleName=text("Progress of the run"))
        title = row(self.name, self.field, self.pencil, self.chip, None, *self.buttons.values(), spacing=8)
        title.insertSpacing(4, 8)
        facts = row(*self.facts, None, spacing=24)
        self.setLayout(column(title, facts, self.bar, spacing=8))
        # The name takes what it needs, and less where that is not there.
        title.setStretch(title.indexOf(self.name), 0)
        self.name.setSizePolicy(self.name.sizePolicy().Policy.Maximum, self.name.sizePolicy().Policy.Preferred)
        self.name.setMinimumWidth(24)
        self._live: LiveRun | None = None

    def show_run(self, live: LiveRun, name: str, why_waits: Text | None, now: float) -> None:
        """Show a run at a time `now` (seconds, UTC), and why it waits if it does."""
        self._live = live
        self.name.setText(name)
        facts = facts_of(live, why_waits, now)
        for place, target in enumerate(self.facts):
            target.setVisible(place < len(facts))
            say(target, setText=facts[place] if place < len(facts) else None)
        theme.set_role(self.facts[0], "medium" if live.state == "running" else "secondary")
        share = share_of(live)
        self.bar.setVisible(share is not None)
        self.bar.setValue(round(_STEPS * (share or 0.0)))

    def show_state(self, live: LiveRun, stopping: Stopping, *, may_end_now: bool, is_next_step_here: bool) -> None:
        """Show a run's state and what can be done to it; `is_next_step_here`: nothing else offers it."""
        look = look_of(live, stopping)
        self.chip.set_state(look.state, look.words, look.icon)
        is_running = live.state == "running"
        shown = {
            "pause": is_running,
            "finish": is_running,
            "end_now": is_running and may_end_now,
            "resume": live.state == "stopped" and is_next_step_here,
            "remove": live.state == "waiting",
            "duplicate": live.is_over() and is_next_step_here,
            "export": live.state == "finished" and bool(live.networks[live.main_network].weights),
        }
        for key, made in self.buttons.items():
            made.setVisible(shown[key])
        self._make_primary("export", is_primary=live.main_network == "student")  # a teacher is for students first
        self.buttons["pause"].setEnabled(stopping is None)
        self.buttons["finish"].setEnabled(stopping is None and live.network_now is not None)

    def primary(self) -> QPushButton | None:
        """Return the primary button, if it is shown."""
        shown = (made for made in self.buttons.values() if not made.isHidden())
        return next((made for made in shown if made.property("role") == "primary"), None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let Escape leave the name as it was."""
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is self.field and is_key and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            self.field.setText(self.name.whole_text())
            self._end_editing()
            return True
        return super().eventFilter(watched, event)

    def _edit(self) -> None:
        self.field.setText(self.name.whole_text())
        self.name.hide()
        self.pencil.hide()
        self.field.show()
        self.field.setFocus()
        self.field.selectAll()

    def _rename(self) -> None:
        if self.field.isHidden():
            return
        wanted, before = self.field.text().strip(), self.name.whole_text()
        self._end_editing()
        if wanted and wanted != before:
            self.renamed.emit(wanted)

    def _end_editing(self) -> None:
        self.field.hide()
        self.name.show()
        self.pencil.show()

    def _make_primary(self, key: str, *, is_primary: bool) -> None:
        made, role = self.buttons[key], "primary" if is_primary else ""
        if made.property("role") == role:
            return
        theme.set_role(made, role)
        theme.set_icon(made, _BUTTONS[key][1], "on_accent" if is_primary else "ink")

    def _button(self, key: str) -> QPushButton:
        words, icon, tip = _BUTTONS[key]
        role = "primary" if key == "resume" else ""
        made = button(words, icon=icon, role=role, tip=tip, on_click=lambda: self.wished.emit(key))
        made.hide()
        return made


_BUTTONS: dict[str, tuple[Text, str, Text]] = {
    "remove": (
        text("Remove from the queue"),
        "trash-2",
        text("Moves the run's folder to the trash; nothing was trained yet."),
    ),
    "duplicate": (
        text("Duplicate…"),
        "copy",
        text("Opens Distil with this run's settings, for a new run; this one stays as it is."),
    ),
    "pause": (
        text("Pause"),
        "pause",
        text("Stops after this batch and keeps the place: Resume goes on after the last whole epoch."),
    ),
    "finish": (
        text("Finish now"),
        "square",
        text("Ends training after this epoch, then measures and judges the best checkpoint so far."),
    ),
    "end_now": (
        text("End now"),
        "circle-x",
        text("Ends the process at once, as it does not answer; the checkpoint of the last whole epoch stays."),
    ),
    "resume": (
        text("Resume"),
        "play",
        text("Goes on after the last epoch that is kept (Ctrl+Return)."),
    ),
    "export": (
        text("Export…"),
        "package",
        text("Opens Export: make the network small, prove it, hand it over."),
    ),
}


def look_of(live: LiveRun, stopping: Stopping = None) -> Look:
    """Return how a run's state is shown; `stopping` is what a running one was asked to do."""
    match live.state:
        case "waiting":
            return Look("plain", text("Waiting"), "clock")
        case "stopped":
            return Look("plain", text("Paused"), "circle-pause")
        case "finished":
            return Look("ok", text("Done"), "check")
        case "failed":
            return Look("error", text("Failed"), "circle-x")
        case "lost":
            return Look("warn", text("Interrupted"), "circle-pause")
        case _:
            return _look_at_work(live, stopping)


def _look_at_work(live: LiveRun, stopping: Stopping) -> Look:
    if stopping is not None:
        words = text("Finishing…") if stopping == "finish" else text("Pausing…")
        return Look("plain", words, "loader")
    if live.network_now is not None:
        words = text("Distilling") if live.network_now == "student" else text("Training")
        return Look("plain", words, "loader")
    has_trained = bool(live.networks[live.main_network].weights)
    return Look("plain", text("Measuring") if has_trained else text("Preparing"), "loader")


def share_of(live: LiveRun) -> float | None:
    """Return how much of the network in training is done, from 0 to 1; None where nothing works."""
    if live.state != "running":
        return None
    if live.network_now is None:
        found = live.progress
        return min(found.done / found.total, 1.0) if found is not None and found.total else 0.0
    done = live.networks[live.network_now].epochs_done()
    return min((done + _share_of_epoch(live)) / max(live.epochs, 1), 1.0)


def _share_of_epoch(live: LiveRun) -> float:
    found = live.progress
    if found is not None and found.stage == "validate" and found.epoch == live.epoch:
        return 1.0
    return live.batch / live.batches if live.batches else 0.0


def facts_of(live: LiveRun, why_waits: Text | None, now: float) -> list[Text]:
    """Return the line below the name: how far a run is, or what became of it."""
    match live.state:
        case "waiting":
            return [why_waits or text("It starts by itself when it is its turn.")]
        case "running":
            return _facts_at_work(live, now)
        case _:
            return _facts_afterwards(live, now)


def _facts_at_work(live: LiveRun, now: float) -> list[Text]:
    if live.network_now is None:
        return [_preparing_or_measuring(live)]
    facts = [_epoch(live)]
    if live.batches:
        facts.append(text("batch {batch:d} of {batches:d}", batch=live.batch, batches=live.batches))
    left = time_left(live, now)
    if left is not None:
        facts.append(_time_left(left.network_seconds, left.then_baseline_seconds))
    speed = live.progress.images_per_second if live.progress is not None else 0.0
    if speed > 0:
        facts.append(text("{speed:,.0f} images/s", speed=speed))
    return facts


def _epoch(live: LiveRun) -> Text:
    if live.network_now == "baseline":
        return text("Baseline: epoch {epoch:d} of {epochs:d}", epoch=live.epoch, epochs=live.epochs)
    return text("Epoch {epoch:d} of {epochs:d}", epoch=live.epoch, epochs=live.epochs)


def _time_left(seconds: float, baseline_seconds: float) -> Text:
    if baseline_seconds > 0:
        return text(
            "{time} left, then {baseline} for the baseline", time=clock(seconds), baseline=clock(baseline_seconds)
        )
    return text("{time} left", time=clock(seconds))


def _preparing_or_measuring(live: LiveRun) -> Text:
    network = live.progress.network if live.progress is not None else None
    if live.prepared is None:
        return text("The dataset and the networks are being prepared.")
    if not live.networks[live.main_network].weights:
        return text("The teacher is being asked for its soft labels of the probe images.")
    match network:
        case "teacher":
            return text("The teacher is being measured.")
        case "student":
            return text("The student is being measured.")
        case "baseline":
            return text("The baseline is being measured.")
        case _:
            return text("The networks are being measured.")


def _facts_afterwards(live: LiveRun, now: float) -> list[Text]:
    network = live.networks[live.main_network]
    done, facts = network.epochs_done(), []
    seconds = sum(epoch.seconds for epoch in network.epochs.values())
    if live.state == "finished":
        facts.append(text("{epochs:d} epochs in {time}", epochs=done, time=clock(seconds)))
    elif network.epochs_planned:
        facts.append(text("{done:d} of {epochs:d} epochs done", done=done, epochs=network.epochs_planned))
    best = network.best_epoch()
    if best is not None:
        facts.append(text("best epoch {epoch:d}", epoch=best))
    if live.ended_at is not None:
        facts.append(moment(live.ended_at, now))
    device = _device(live)
    return facts if device is None else [*facts, device]


def _device(live: LiveRun) -> Text | None:
    if live.prepared is None:
        return None
    if live.prepared.device != "cpu":
        return text("Device {device}", device=live.prepared.device)
    threads = live.job.recipe.threads
    return text("CPU, {threads} threads", threads=threads) if threads else text("CPU")


def moment(at: float, now: float) -> Text:
    """Return a point in time (seconds, UTC) as people say it at a time `now`: today with the hour, or the day."""
    when, today = datetime.datetime.fromtimestamp(at), datetime.datetime.fromtimestamp(now).date()
    hour = f"{when:%H:%M}"
    if when.date() == today:
        return text("today {time}", time=hour)
    if when.date() == today - datetime.timedelta(days=1):
        return text("yesterday {time}", time=hour)
    form = "d MMM" if when.year == today.year else "d MMM yyyy"
    day = language().locale.toString(QDate(when.year, when.month, when.day), form)
    return text("{day}, {time}", day=day, time=hour)

"""A job that runs, as a terminal shows it: bars where there is a terminal, plain lines where there is none."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType, TracebackType
from typing import Protocol, Self

from rich.console import Console
from rich.progress import BarColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from kdstudio import launcher
from kdstudio.cli.words import NETWORKS, resume_command
from kdstudio.core.events import EpochDone, Event, Measured, Network, NetworkStarted, Noted, Prepared, Progress, Stage
from kdstudio.core.jobs import TrainingJob
from kdstudio.core.live_run import LiveRun

_STAGES: dict[Stage, str] = {
    "prepare": "Preparing",
    "train": "Training",
    "validate": "Training",
    "measure": "Measuring",
}


class View(Protocol):
    """Shows what happens in a run."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def show(self, event: Event) -> None:
        """Show an event that the run has just taken in."""

    def say(self, sentence: str) -> None:
        """Print a line."""


def carry_out(job: TrainingJob, folder: Path, console: Console) -> tuple[LiveRun, bool]:
    """Launch or resume a job and show it until its process is gone; return also whether Ctrl-C was pressed.

    Raises:
        UserError: Another process is at work on the folder, or it belongs to another job.
    """
    live = LiveRun.replay(folder)
    with _without_interrupts():
        launched = launcher.launch(job, folder)
    view: View = BarView(console, live) if console.is_terminal else LineView(console)
    with view, _stopon_interrupt(launched, live, view.say) as was_interrupted:
        try:
            for entry in launched.watch():
                live.take(entry)
                view.show(entry.event)
        except BaseException:  # such as a closed pipe: nobody is left to show it to
            launched.end_now()
            raise
    return live, was_interrupted()


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Let a new process begin deaf to Ctrl-C: in a terminal it reaches the whole group, the worker too."""
    with on_interrupt(signal.SIG_IGN):
        yield


@contextmanager
def _stopon_interrupt(
    launched: launcher.Launched, live: LiveRun, say: Callable[[str], None]
) -> Iterator[Callable[[], bool]]:
    """Stop a job at the first Ctrl-C, so that it keeps its place, and end it at the second."""
    presses = 0

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal presses
        presses += 1
        if presses == 1:
            launched.stop()
            say(f"Stopping: the run keeps its place, go on later with `{resume_command(live)}`.")
            say("Ctrl-C once more ends it at once; the last whole epoch is kept.")
        else:
            launched.end_now()

    with on_interrupt(stop):
        yield lambda: presses > 0


@contextmanager
def on_interrupt(action: Callable[[int, FrameType | None], None] | signal.Handlers) -> Iterator[None]:
    """Do something else at Ctrl-C for a while."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread hears Ctrl-C
        return
    before = signal.signal(signal.SIGINT, action)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class LineView:
    """Shows a run in plain lines, for logs and pipes."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._phase: tuple[str, Network | None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def show(self, event: Event) -> None:
        """Print a line for what a person wants to know."""
        line = self._line(event)
        if line:
            self.say(line)

    def say(self, sentence: str) -> None:
        """Print a line."""
        self._console.print(sentence, soft_wrap=True)

    def _line(self, event: Event) -> str:
        match event:
            case Progress(stage="prepare" | "measure"):
                return self._phase_line(event)
            case NetworkStarted():
                verb = "goes on after epoch {}" if event.from_epoch else "trains"
                steps = f"{event.epochs} epochs of {event.batches} steps"
                return f"{NETWORKS[event.network]} {verb.format(event.from_epoch)}: {steps}"
            case EpochDone():
                return f"{NETWORKS[event.network]}: {_epoch_words(event)}"
            case _:
                return common_line(event)

    def _phase_line(self, event: Progress) -> str:
        phase = (_STAGES[event.stage], event.network)
        is_new = phase != self._phase
        self._phase = phase
        return _phase_words(event) if is_new else ""


class BarView:
    """Shows a run as bars, one a phase, with lines for what else there is to say above them."""

    def __init__(self, console: Console, live: LiveRun) -> None:
        self._live = live
        self._bars = Bars(
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=24),
            TextColumn("{task.fields[place]}", markup=False),
            TimeRemainingColumn(compact=True),
            TextColumn("{task.fields[figures]}", markup=False),
            console=console,
        )
        self._phases: dict[tuple[str, Network | None], TaskID] = {}
        self._console = console

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live.state == "finished":
            self._complete_all()  # the last step of a phase may come too soon after another to be journalled
        self._bars.stop()

    def show(self, event: Event) -> None:
        """Move the bar of the phase that the event belongs to, or print a line."""
        match event:
            case Progress(stage="train"):
                self._show_training(event)
            case Progress(stage="prepare" | "measure"):
                self._show_phase(event)
            case NetworkStarted():
                self._begin_training(event)
            case EpochDone():
                self._show_epoch(event)
            case _:
                line = common_line(event)
                if line:
                    self.say(line)

    def say(self, sentence: str) -> None:
        """Print a line above the bars."""
        self._console.print(sentence, soft_wrap=True)

    def _show_phase(self, event: Progress) -> None:
        phase = (_STAGES[event.stage], event.network)
        if phase not in self._phases:
            self._complete_all()
            self._phases[phase] = self._bars.add_task(_phase_words(event), place="", figures="")
        self._bars.update(self._phases[phase], completed=event.done, total=event.total)

    def _begin_training(self, event: NetworkStarted) -> None:
        self._complete_all()
        self._phases["Training", event.network] = self._bars.add_task(
            NETWORKS[event.network],
            total=event.epochs * event.batches,
            completed=event.from_epoch * event.batches,
            place=f"epoch {event.from_epoch}/{event.epochs}",
            figures="",
        )

    def _show_training(self, event: Progress) -> None:
        bar = self._phases.get(("Training", event.network))
        if bar is None or event.network is None:
            return
        network = self._live.networks[event.network]
        last = network.last_epoch()
        self._bars.update(
            bar,
            completed=(event.epoch - 1) * network.batches + event.done,
            place=f"epoch {event.epoch}/{network.epochs_planned}",
            figures=", ".join(filter(None, (speed_words(event.images_per_second), _quality_words(last)))),
        )

    def _show_epoch(self, event: EpochDone) -> None:
        bar = self._phases.get(("Training", event.network))
        if bar is not None:
            self._bars.update(
                bar,
                completed=event.epoch * self._live.networks[event.network].batches,
                figures=", ".join(filter(None, (speed_words(event.images_per_second), _quality_words(event)))),
            )

    def _complete_all(self) -> None:
        for bar in self._bars.tasks:
            self._bars.update(bar.id, total=bar.total or 1, completed=bar.total or 1)


def common_line(event: Event) -> str:
    """Return the line that an event is worth in any view, or nothing."""
    match event:
        case Prepared():
            images = ", ".join(f"{count:,} {split}" for split, count in event.images.items() if count)
            return f"{len(event.classes)} classes, images: {images}; on {event.device}"
        case Noted(level="warning"):
            return f"Warning: {event.note}"
        case Noted():
            return str(event.note)
        case Measured():
            found = event.measurement
            return f"{NETWORKS[event.network]}: top-1 {found.top1:.1f} % on {found.images:,} images"
        case _:
            return ""


def _phase_words(event: Progress) -> str:
    stage = _STAGES[event.stage]
    return f"{stage}: {NETWORKS[event.network].lower()}" if event.network else stage


def _epoch_words(event: EpochDone) -> str:
    if event.epoch == 0:
        return f"before training, {_quality_words(event)}"
    left = (event.epochs - event.epoch) * event.seconds
    parts = (
        f"epoch {event.epoch}/{event.epochs}",
        speed_words(event.images_per_second),
        f"{time_words(left)} left" if left else "",
        _quality_words(event),
    )
    return ", ".join(part for part in parts if part)


def _quality_words(event: EpochDone | None) -> str:
    if event is None:
        return ""
    words = f"top-1 {event.top1:.1f} %"
    return words if event.agreement is None else f"{words}, agreement {event.agreement:.1f} %"


def speed_words(images_per_second: float) -> str:
    """Return a speed, or nothing where it is not known."""
    return f"{images_per_second:,.0f} images/s" if images_per_second else ""


def time_words(seconds: float) -> str:
    """Return a time as minutes and seconds, with hours where there are any."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"

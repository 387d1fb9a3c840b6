"""What is known of a run, one event at a time: the only place where events become state."""

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, assert_never

import msgspec

from kdstudio.core import jobs, journal, verdict
from kdstudio.core.events import (
    CheckpointSaved,
    Entry,
    EpochDone,
    Failed,
    Finished,
    Judged,
    Lost,
    Measured,
    Measurement,
    Network,
    NetworkDone,
    NetworkStarted,
    Noted,
    Prepared,
    Progress,
    SoftLabels,
    Started,
    Stopped,
)
from kdstudio.core.jobs import Distill, TrainingJob, TrainTeacher
from kdstudio.core.verdict import Verdict

State = Literal["waiting", "running", "stopped", "finished", "failed", "lost"]
NETWORKS: tuple[Network, ...] = ("teacher", "student", "baseline")


@dataclass
class LiveNetwork:
    """What is known of one network of a run; epoch 0 is before training, files are below the run's folder."""

    epochs_planned: int = 0
    batches: int = 0
    from_epoch: int = 0
    epochs: dict[int, EpochDone] = field(default_factory=dict)
    soft_labels: dict[int, str] = field(default_factory=dict)
    checkpoint_epoch: int = 0
    best_epochs: list[int] = field(default_factory=list)
    weights: str | None = None
    measurement: Measurement | None = None
    measured_file: str | None = None

    def restart(self, event: NetworkStarted) -> None:
        """Begin again after epoch `from_epoch`: what was known of later ones is void."""
        kept = event.from_epoch
        self.epochs_planned, self.batches, self.from_epoch = event.epochs, event.batches, kept
        self.epochs = {epoch: done for epoch, done in self.epochs.items() if epoch <= kept}
        self.soft_labels = {epoch: file for epoch, file in self.soft_labels.items() if epoch <= kept}
        self.checkpoint_epoch = min(self.checkpoint_epoch, kept)
        self.best_epochs = [epoch for epoch in self.best_epochs if epoch <= kept]
        self.weights = self.measurement = self.measured_file = None

    def last_epoch(self) -> EpochDone | None:
        """Return the last epoch that is over, if any."""
        return self.epochs[max(self.epochs)] if self.epochs else None

    def epochs_done(self) -> int:
        """Return how many epochs of training are over."""
        return max(self.epochs, default=self.from_epoch)

    def best_epoch(self) -> int | None:
        """Return the epoch of the best checkpoint so far, if any."""
        return self.best_epochs[-1] if self.best_epochs else None


class LiveRun:
    """The state of a run, built from its events alone; reading files is left to `replay`."""

    def __init__(self, folder: Path, job: TrainingJob) -> None:
        self.folder = folder
        self.job = job
        self.state: State = "waiting"
        self.seq = 0
        self.attempt = 0
        self.started_at: float | None = None
        self.attempt_started_at: float | None = None
        self.ended_at: float | None = None
        self.versions: dict[str, str] = {}
        self.host = ""
        self.process = 0
        self.prepared: Prepared | None = None
        self.networks: dict[Network, LiveNetwork] = {name: LiveNetwork() for name in NETWORKS}
        self.network_now: Network | None = None  # in training
        self.progress: Progress | None = None
        self.epoch_began_at = 0.0
        self.moved_at = 0.0  # when training was last known to move on
        self.notes: list[Noted] = []
        self.verdict: Verdict | None = None
        self.group_verdict: Verdict | None = None
        self.group_runs: list[str] = []
        self.failed: Failed | None = None
        self.lost: Lost | None = None

    @classmethod
    def replay(cls, folder: Path) -> "LiveRun":
        """Return what is known of a run's folder now; without a last word and a writer, it is lost.

        Raises:
            UserError: The folder holds no job that this version can read.
        """
        live = cls(folder.absolute(), jobs.read_training(folder / jobs.JOB_FILE))
        reader = journal.JournalReader(folder)
        live._take_all(reader.poll())
        if live._may_be_lost() and not journal.is_writer_alive(folder):
            live._take_all(reader.poll())  # what it wrote between the two questions
            if live._may_be_lost():
                lost = Lost(exit_code=None, log_tail=journal.log_tail(folder))
                live.take(Entry(seq=live.seq + 1, at=_last_sign(folder), event=lost))
        return live

    @property
    def id(self) -> str:
        """The run's id: its folder's name."""
        return self.folder.name

    @property
    def task(self) -> str | None:
        """What the networks do (`classify`), once it is known."""
        return self.prepared.task if self.prepared else None

    @property
    def main_network(self) -> Network:
        """The network that the job is about."""
        match self.job:
            case Distill():
                return "student"
            case TrainTeacher():
                return "teacher"
            case _:
                assert_never(self.job)

    @property
    def epoch(self) -> int:
        """The epoch in progress of the network in training, from 1; 0 where none is."""
        if self.network_now is None:
            return 0
        network = self.networks[self.network_now]
        return min(network.epochs_done() + 1, network.epochs_planned)

    @property
    def epochs(self) -> int:
        """The epochs planned for the network in training; 0 where none is."""
        return self.networks[self.network_now].epochs_planned if self.network_now else 0

    @property
    def batch(self) -> int:
        """The batches of the epoch in progress that are done."""
        found = self.progress
        is_of_this_epoch = found is not None and (found.network, found.epoch) == (self.network_now, self.epoch)
        return found.done if found is not None and is_of_this_epoch and found.stage == "train" else 0

    @property
    def batches(self) -> int:
        """The batches in an epoch of the network in training; 0 where none is."""
        return self.networks[self.network_now].batches if self.network_now else 0

    def is_over(self) -> bool:
        """Return whether nobody works on the run any more."""
        return self.state not in ("waiting", "running")

    def is_trained(self) -> bool:
        """Return whether anything has been learned that removing the run would lose."""
        return any(network.checkpoint_epoch or max(network.epochs, default=0) for network in self.networks.values())

    def take(self, entry: Entry) -> None:
        """Take in one event."""
        self.seq = entry.seq
        event = entry.event
        match event:
            case Started():
                self._start(event, entry.at)
            case Prepared():
                self.prepared = event
            case NetworkStarted():
                self.networks[event.network].restart(event)
                self.network_now, self.progress = event.network, None
                self.epoch_began_at = self.moved_at = entry.at
            case Progress():
                self.progress, self.moved_at = event, entry.at
            case EpochDone():
                self.networks[event.network].epochs[event.epoch] = event
                self.epoch_began_at = self.moved_at = entry.at
            case SoftLabels():
                self.networks[event.network].soft_labels[event.epoch] = event.file
            case CheckpointSaved():
                self._keep_checkpoint(event)
            case NetworkDone():
                self.networks[event.network].weights = event.weights
                self.network_now = None
            case Noted():
                if event not in self.notes:  # a resume says much again
                    self.notes.append(event)
            case Measured():
                network = self.networks[event.network]
                network.measurement, network.measured_file = event.measurement, event.file
            case Judged():
                self._judge(event)
            case Finished() | Stopped() | Failed() | Lost():
                self._end(event, entry.at)
            case _:
                pass  # of an export: `LiveExport` takes it

    def _take_all(self, entries: list[Entry]) -> None:
        for entry in entries:
            self.take(entry)

    def _may_be_lost(self) -> bool:
        return self.state == "running" or (self.state == "waiting" and journal.attempts(self.folder) > 0)

    def _start(self, event: Started, at: float) -> None:
        self.state = "running"
        self.attempt, self.versions = event.attempt, event.versions
        self.host, self.process = event.host, event.process
        self.started_at = at if self.started_at is None else self.started_at
        self.attempt_started_at = at
        self.ended_at = self.progress = self.network_now = self.failed = self.lost = None

    def _keep_checkpoint(self, event: CheckpointSaved) -> None:
        network = self.networks[event.network]
        network.checkpoint_epoch = event.epoch
        if event.is_best:
            network.best_epochs.append(event.epoch)

    def _judge(self, event: Judged) -> None:
        if len(event.runs) > 1:
            self.group_verdict, self.group_runs = event.verdict, event.runs
        else:
            self.verdict = event.verdict

    def _end(self, event: Finished | Stopped | Failed | Lost, at: float) -> None:
        self.ended_at = at
        self.progress = self.network_now = None
        match event:
            case Finished():
                self.state = "finished"
            case Stopped():
                self.state = "stopped"
            case Failed():
                self.state, self.failed = "failed", event
            case Lost():
                self.state, self.lost = "lost", event
            case _:
                assert_never(event)


def summary(live: LiveRun) -> dict[str, Any]:
    """Return what scripts want to know of a run, as plain values for JSON; null where it is not known."""
    student = live.networks["student"].measurement
    weights = live.networks[live.main_network].weights
    return {
        "id": live.id,
        "state": live.state,
        "task": live.task,
        "recipe": msgspec.to_builtins(live.job.recipe),
        "teacher": measured(live.networks["teacher"].measurement),
        "student": measured(student),
        "baseline": measured(live.networks["baseline"].measurement),
        "agreement": student.agreement if student else None,
        "kl_bits": student.kl_bits if student else None,
        "verdict": judged(live.verdict),
        "weights": str(live.folder / weights) if weights else None,
    }


def measured(measurement: Measurement | None) -> dict[str, float | int] | None:
    """Return a network's main figures as plain values; `top1` in percent."""
    if measurement is None:
        return None
    return {
        "top1": measurement.top1,
        "ece": measurement.ece,
        "parameters": measurement.parameters,
        "size_bytes": measurement.size_bytes,
        "latency_ms": measurement.latency_ms,
    }


def judged(found: Verdict | None) -> dict[str, Any] | None:
    """Return a verdict as plain values, with its words in English."""
    if found is None:
        return None
    return {
        "grade": found.grade,
        "p_value": found.p_value,
        "gained": found.gained,
        "lost": found.lost,
        "images": found.images,
        "sentence": verdict.sentence(found).english(),
        "explanation": verdict.explanation(found).english(),
    }


def _last_sign(folder: Path) -> float:
    """Return when a run that ended without a word was last heard of."""
    try:
        return journal.journal_file(folder, journal.attempts(folder)).stat().st_mtime
    except OSError:
        return time.time()

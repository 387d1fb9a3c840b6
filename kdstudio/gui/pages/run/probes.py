"""What the Soft labels tab shows, as numbers: the probes' soft labels at an epoch and a temperature."""

import time
from collections import OrderedDict
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from kdstudio.core import soft_labels
from kdstudio.core.events import Network
from kdstudio.core.jobs import Distill
from kdstudio.core.live_run import LiveRun
from kdstudio.core.probe_logits import Logits, ProbeLogits

Doubles = npt.NDArray[np.float64]
MOST_EPOCHS = 200  # of one image's curve
_BINS = 20
_KEPT_CURVES = 16


class Frame(NamedTuple):
    """All probes at an epoch, logits (N, C): a teacher and maybe a student at its side.

    `kl` (N,) in bits is that of the student from the teacher; where a teacher itself is trained, that of the teacher
    from the hard label. It is NaN where it is not known. `differs` (N,): their top classes are not the same.
    """

    epoch: int | None
    teacher: Logits
    student: Logits | None
    kl: Doubles
    differs: npt.NDArray[np.bool_]


class Histograms(NamedTuple):
    """Over all probes: how sure the networks are, how soft their labels are, and how far apart."""

    confidence: tuple[soft_labels.Histogram, soft_labels.Histogram | None]
    entropy: tuple[soft_labels.Histogram, soft_labels.Histogram | None]
    kl: soft_labels.Histogram


class Probes:
    """The stored soft labels of a run, of its student or its baseline, or of the teacher that it trains."""

    def __init__(self, live: LiveRun) -> None:
        self.live = live
        self.shown: Network = live.main_network
        self._logits = ProbeLogits(live)
        self._stamp: tuple[int, int] = (0, -1)
        self._rows: OrderedDict[tuple[Network, int], dict[int, Logits | None]] = OrderedDict()
        self._order: tuple[object, npt.NDArray[np.int64]] | None = None
        self.labels = np.array(live.prepared.probe_labels if live.prepared else [], dtype=np.int64)

    @property
    def trains_teacher(self) -> bool:
        """Whether it is a teacher that the run trains: then hard labels are what it is held against."""
        return not isinstance(self.live.job, Distill)

    @property
    def trained_temperature(self) -> float:
        """The temperature of the run's loss; 1 for methods without one."""
        recipe = self.live.job.recipe
        return float(getattr(recipe, "temperature", None) or 1.0)

    def refresh(self) -> None:
        """Forget what a resume has made void, and take in the probes once they are known."""
        if self.live.prepared is not None and not len(self.labels):
            self.labels = np.array(self.live.prepared.probe_labels, dtype=np.int64)
        stamp = (self.live.attempt, max(self.epochs(), default=-1))
        if stamp[0] != self._stamp[0] or stamp[1] < self._stamp[1]:
            self._logits.forget()
            self._rows.clear()
            self._order = None
        self._stamp = stamp

    def show_network(self, network: Network) -> None:
        """Hold another network against the teacher."""
        self.shown = network
        self._stamp = (self.live.attempt, max(self.epochs(), default=-1))

    def has_baseline(self) -> bool:
        """Return whether a baseline has soft labels to show."""
        return bool(self._logits.epochs("baseline"))

    def epochs(self) -> list[int]:
        """Return the epochs that are stored of the network that is shown."""
        return self._logits.epochs(self.shown)

    def planned(self) -> int:
        """Return the last epoch that is planned."""
        return self.live.networks[self.shown].epochs_planned or self.live.job.recipe.epochs

    def has_teacher(self) -> bool:
        """Return whether anything can be shown."""
        return bool(self._logits.epochs("teacher"))

    def frame(self, epoch: int | None, temperature: float) -> Frame | None:
        """Return all probes at an epoch, the teacher alone for None; None where its logits cannot be had."""
        if self.trains_teacher:
            teacher = self._logits.of("teacher", epoch) if epoch is not None else None
            return self._against_labels(epoch, teacher, temperature) if teacher is not None else None
        teacher = self._logits.teacher()
        if teacher is None:
            return None
        student = self._logits.of(self.shown, epoch) if epoch is not None else None
        if student is None:
            count = len(teacher)
            return Frame(epoch, teacher, None, np.full(count, np.nan), np.zeros(count, dtype=np.bool_))
        known = np.isfinite(teacher[0])
        differs = teacher[:, known].argmax(1) != student[:, known].argmax(1)
        return Frame(epoch, teacher, student, _kl(teacher, student, temperature), differs)

    def hardest_first(self) -> npt.NDArray[np.int64]:
        """Return the probes by their KL at the latest epoch and the trained temperature, the highest first."""
        latest = max(self.epochs(), default=None)
        key = (self.shown, latest, self.live.attempt, self.has_teacher())
        if self._order is None or self._order[0] != key:
            found = self.frame(latest, self.trained_temperature)
            kl = np.zeros(len(self.labels)) if found is None else np.nan_to_num(found.kl)
            self._order = (key, np.argsort(-kl, kind="stable").astype(np.int64))
        return self._order[1]

    def differs_now(self) -> npt.NDArray[np.bool_]:
        """Return where the top classes differ at the latest epoch (N,)."""
        found = self.frame(max(self.epochs(), default=None), self.trained_temperature)
        return np.zeros(len(self.labels), dtype=np.bool_) if found is None else found.differs

    def histograms(self, frame: Frame, temperature: float) -> Histograms:
        """Return the histograms of a frame."""
        kl = frame.kl[np.isfinite(frame.kl)]
        high = float(kl.max(initial=0.0)) or 1.0
        counts, edges = np.histogram(kl, bins=_BINS, range=(0.0, high))
        mean = float(kl.mean()) if len(kl) else float("nan")
        student = frame.student
        return Histograms(
            (
                soft_labels.confidence_histogram(frame.teacher, temperature, _BINS),
                None if student is None else soft_labels.confidence_histogram(student, temperature, _BINS),
            ),
            (
                soft_labels.entropy_histogram(frame.teacher, temperature, _BINS),
                None if student is None else soft_labels.entropy_histogram(student, temperature, _BINS),
            ),
            soft_labels.Histogram(counts.astype(np.int64), edges.astype(np.float64), mean),
        )

    def read_curve(self, probe: int, seconds: float) -> bool:
        """Read what is missing of a probe's curve, for so long at most; return whether something still is."""
        rows = self._rows_of(probe)
        until = time.perf_counter() + seconds
        for epoch in reversed(self._curve_epochs()):
            if epoch not in rows:
                if time.perf_counter() > until:
                    return True
                rows[epoch] = self._logits.row(self.shown, epoch, probe)
        return False

    def curve(self, probe: int, temperature: float) -> tuple[Doubles, Doubles]:
        """Return the epochs read so far and the probe's KL in bits at each."""
        rows = self._rows_of(probe)
        found = [(epoch, row) for epoch in self._curve_epochs() if (row := rows.get(epoch)) is not None]
        if not found:
            return np.zeros(0), np.zeros(0)
        epochs, students = (
            np.array([epoch for epoch, _ in found], dtype=np.float64),
            np.stack([row for _, row in found]),
        )
        if self.trains_teacher:
            return epochs, _surprise(students, np.full(len(found), self.labels[probe]), temperature)
        teacher = self._logits.teacher()
        if teacher is None:
            return np.zeros(0), np.zeros(0)
        return epochs, _kl(teacher[probe][None], students, temperature)

    def _against_labels(self, epoch: int | None, teacher: Logits, temperature: float) -> Frame:
        differs = (self.labels >= 0) & (teacher.argmax(1) != self.labels)
        return Frame(epoch, teacher, None, _surprise(teacher, self.labels, temperature), differs)

    def _rows_of(self, probe: int) -> dict[int, Logits | None]:
        key = (self.shown, probe)
        rows = self._rows.setdefault(key, {})
        self._rows.move_to_end(key)
        while len(self._rows) > _KEPT_CURVES:
            self._rows.popitem(last=False)
        return rows

    def _curve_epochs(self) -> list[int]:
        """Return the epochs of a curve: all, or every second, fourth … where they are many, and the latest."""
        epochs = self.epochs()
        stride = 1
        while len(epochs) > MOST_EPOCHS * stride:
            stride *= 2
        return sorted({*epochs[::stride], *epochs[-1:]})


def _kl(teacher: Logits, student: Logits, temperature: float) -> Doubles:
    """KL in bits over the classes that the teacher knows."""
    known = np.isfinite(teacher[0])
    return soft_labels.kl_bits(teacher[:, known], student[:, known], temperature)


def _surprise(logits: Logits, labels: npt.NDArray[Any], temperature: float) -> Doubles:
    """KL of a network from the hard labels in bits, which is its cross-entropy; NaN without a label."""
    log_p = soft_labels.log_soften(logits, temperature)
    found: Doubles = -log_p[np.arange(len(labels)), np.maximum(labels, 0)] / np.log(2)
    return np.where(labels >= 0, found, np.nan)

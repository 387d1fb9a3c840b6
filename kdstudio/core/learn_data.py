"""Soft labels to learn from: those of the sample, stored with the program, or those of a run of the user's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from kdstudio.core import paths, soft_labels
from kdstudio.core.events import EpochDone, Measurement, Network
from kdstudio.core.example import Example
from kdstudio.core.live_run import LiveRun
from kdstudio.core.probe_logits import ProbeLogits
from kdstudio.core.soft_labels import Doubles, Indices, Numbers

MOST_IMAGES = 48
_KL_COUNTS = 4.0  # so many times an equal entropy
_EXAMPLE_CLASSES = 8


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """What `run.json` keeps of the sample's run, beside its logits."""

    classes: list[str]
    display_order: list[int]
    teacher_top1: float
    measured: dict[Network, Measurement]
    epochs: dict[Network, list[EpochDone]]


@dataclass(frozen=True, kw_only=True)
class LearnData:
    """Logits (N, C) of teacher, student and, perhaps, baseline for the same images, and what was measured.

    `labels` (N,) are class indices, -1 for none. `images` are the files of the first rows, in order; there may be
    fewer than rows. `display_order` puts similar classes side by side. `epochs` are over the run's probes, and so is
    `teacher_top1`, in percent (NaN for no labels).
    """

    classes: Sequence[str]
    display_order: Indices
    labels: Indices
    logits: dict[Network, Numbers]
    images: Sequence[Path]
    measured: dict[Network, Measurement]
    teacher_top1: float
    epochs: dict[Network, Sequence[EpochDone]]


class Reliability(NamedTuple):
    """Per bin of confidence that has images: their mean confidence, the share that is right, and how many they are."""

    confidence: Doubles
    accuracy: Doubles
    counts: Indices


@cache
def sample() -> LearnData:
    """Return what is stored of the sample: logits of its 600 test images, and 48 of these as files.

    Raises:
        OSError: The installation is incomplete.
    """
    folder = paths.learn_folder()
    stored = msgspec.json.decode((folder / "run.json").read_bytes(), type=Stored)
    with np.load(folder / "soft_labels.npz", allow_pickle=False) as arrays:
        labels = arrays["labels"].astype(np.int64)
        logits: dict[Network, Numbers] = {name: arrays[name] for name in stored.measured}
    return LearnData(
        classes=stored.classes,
        display_order=np.array(stored.display_order, dtype=np.int64),
        labels=labels,
        logits=logits,
        images=sorted(folder.glob("*.png")),
        measured=stored.measured,
        teacher_top1=stored.teacher_top1,
        epochs={name: tuple(done) for name, done in stored.epochs.items()},
    )


def of_run(live: LiveRun) -> LearnData | None:
    """Return the soft labels of a run's probes at the end of training; None where a part of them is missing.

    Classes that the teacher lacks are left out, and images of such a class have no label.
    """
    prepared, probes = live.prepared, ProbeLogits(live)
    teacher, student = probes.teacher(), _last(probes, "student")
    if prepared is None or teacher is None or student is None or not len(teacher):
        return None
    known = np.flatnonzero(np.isfinite(teacher[0]))
    place = np.full(len(prepared.classes) + 1, -1, dtype=np.int64)  # the last one serves the label -1
    place[known] = np.arange(len(known))
    logits: dict[Network, Numbers] = {"teacher": teacher[:, known], "student": student[:, known]}
    if (baseline := _last(probes, "baseline")) is not None:
        logits["baseline"] = baseline[:, known]
    order = place[np.array(prepared.display_order, dtype=np.int64)]
    labels = place[np.array(prepared.probe_labels, dtype=np.int64)]
    return LearnData(
        classes=[prepared.classes[index] for index in known],
        display_order=order[order >= 0],
        labels=labels,
        logits=logits,
        images=[Path(file) for file in prepared.probe_files[:MOST_IMAGES]],
        teacher_top1=100 * soft_labels.top1(logits["teacher"], labels),
        measured={name: found for name, network in live.networks.items() if (found := network.measurement)},
        epochs={name: tuple(network.epochs.values()) for name, network in live.networks.items() if network.epochs},
    )


def _last(probes: ProbeLogits, network: Network) -> Numbers | None:
    epochs = probes.epochs(network)
    return probes.of(network, epochs[-1]) if epochs else None


def most_telling(data: LearnData) -> int:
    """Return the row of an image with a file whose soft label says much (entropy) and was learned well (small KL)."""
    shown = slice(0, len(data.images))
    teacher, student = data.logits["teacher"][shown], data.logits["student"][shown]
    score = soft_labels.entropy_bits(soft_labels.soften(teacher)) - _KL_COUNTS * soft_labels.kl_bits(teacher, student)
    is_right = (teacher.argmax(-1) == data.labels[shown]) & (student.argmax(-1) == data.labels[shown])
    return int(np.where(is_right, score, -np.inf).argmax())


def example(data: LearnData, temperature: float) -> Example:
    """Return the most telling image with what teacher and student say of it, by the classes that say most."""
    at = most_telling(data)
    teacher, student = (100 * soft_labels.soften(data.logits[name][at], temperature) for name in ("teacher", "student"))
    top = soft_labels.top_classes(teacher, student, _EXAMPLE_CLASSES).indices
    return Example(
        image=data.images[at].name,
        label=data.classes[data.labels[at]],
        temperature=temperature,
        classes=[data.classes[index] for index in top],
        teacher=teacher[top].tolist(),
        student=student[top].tolist(),
    )


def reliability(probabilities: Numbers, labels: Indices, bins: int) -> Reliability:
    """Return how often a network is right where it is so sure: probabilities (N, C), labels (N,).

    Images without a label are left out; bins are equal, (low, high], as those of the calibration error.
    """
    is_labelled = labels >= 0
    p = np.asarray(probabilities, dtype=np.float64)[is_labelled]
    confidence = p.max(axis=-1)
    is_right = p.argmax(axis=-1) == labels[is_labelled]
    place = np.searchsorted(np.linspace(0.0, 1.0, bins + 1)[1:-1], confidence)
    counts = np.bincount(place, minlength=bins)
    has_images = counts > 0
    sums = (np.bincount(place, weights=values, minlength=bins)[has_images] for values in (confidence, is_right))
    mean_confidence, accuracy = (total / counts[has_images] for total in sums)
    return Reliability(mean_confidence, accuracy, counts[has_images].astype(np.int64))

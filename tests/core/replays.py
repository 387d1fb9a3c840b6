"""Runs as they would be after a real job, made from events in no time."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import numpy as np

from kdstudio.core import files, journal
from kdstudio.core.events import (
    CheckpointSaved,
    EpochDone,
    Event,
    Finished,
    Judged,
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
)
from kdstudio.core.jobs import Distill, TrainTeacher
from kdstudio.core.recipe import Recipe, TeacherRecipe
from kdstudio.core.text import text
from kdstudio.core.verdict import Verdict

CLASSES = ["cat", "dog", "fox"]
PROBES = 4
EPOCHS = 2


def distillation(**settings: object) -> Distill:
    recipe = Recipe(dataset="pets", teacher="teacher.pt", baseline=True, epochs=EPOCHS).completed()
    return Distill(recipe=msgspec.structs.replace(recipe, **settings))


def teacher_training() -> TrainTeacher:
    return TrainTeacher(recipe=TeacherRecipe(dataset="pets", epochs=EPOCHS))


def beginning(attempt: int = 1) -> list[Event]:
    return [
        Started(attempt=attempt, process=1, host="here", versions={"torch": "2.6"}),
        Progress(stage="prepare", done=0, total=1),
        Prepared(
            task="classify",
            device="cpu",
            classes=CLASSES,
            display_order=[0, 1, 2],
            images={"train": 12, "unlabelled": 24, "val": 6, "test": 40},
            probe_files=[f"/data/pets/val/{CLASSES[number % 3]}/{number}.png" for number in range(PROBES)],
            probe_labels=[number % 3 for number in range(PROBES)],
            judged_on="test",
            class_pairs={},
        ),
        Noted(level="warning", note=text("{count} images are left out.", count=2)),
    ]


def epoch(network: Network, number: int, top1: float) -> EpochDone:
    return EpochDone(
        network=network,
        epoch=number,
        epochs=EPOCHS,
        losses={"hard": 1.0, "soft": 0.5},
        top1=top1,
        ece=0.1,
        agreement=None if network == "teacher" else top1 - 1,
        kl_bits=None if network == "teacher" else 2.0 - top1 / 100,
        images_per_second=512.0,
        seconds=3.0,
    )


def training(network: Network, from_epoch: int = 0, until: int = EPOCHS) -> list[Event]:
    events: list[Event] = [NetworkStarted(network=network, from_epoch=from_epoch, epochs=EPOCHS, batches=3)]
    for number in range(from_epoch + 1 if from_epoch else 0, until + 1):
        if number:
            events.append(
                Progress(stage="train", network=network, epoch=number, done=2, total=3, images_per_second=500.0)
            )
        events.append(SoftLabels(network=network, epoch=number, file=f"soft_labels/{network}-{number:04d}.npy"))
        events.append(epoch(network, number, 30.0 + 30 * number))
        if number:
            events.append(CheckpointSaved(network=network, epoch=number, is_best=True))
    return events


def measured(network: Network, top1: float) -> Measured:
    return Measured(
        network=network,
        file=f"measured/{network}.npz",
        measurement=Measurement(
            images=40,
            correct=round(top1 * 0.4),
            top1=top1,
            top1_low=top1 - 5,
            top1_high=min(top1 + 5, 100.0),
            ece=0.031,
            parameters=1_531_000,
            size_bytes=3_200_000,
            latency_ms=1.25,
            latency_p95_ms=1.5,
            flops=1.2e9 if network == "teacher" else 4.0e8,
            agreement=None if network == "teacher" else 88.0,
            kl_bits=None if network == "teacher" else 0.213,
        ),
    )


VERDICT = Verdict(
    grade="helped",
    images=40,
    student_top1=90.0,
    teacher_top1=97.5,
    baseline_top1=60.0,
    p_value=0.001,
    gained=13,
    lost=1,
)


def ending() -> list[Event]:
    return [
        NetworkDone(network="student", weights="student/weights/best.pt"),
        *training("baseline"),
        NetworkDone(network="baseline", weights="baseline/weights/best.pt"),
        Progress(stage="measure", network="student", done=1, total=1),
        measured("teacher", 97.5),
        measured("student", 90.0),
        measured("baseline", 60.0),
        Judged(verdict=VERDICT),
    ]


def asked_teacher() -> list[Event]:
    return [
        Progress(stage="measure", network="teacher", done=1, total=1),
        SoftLabels(network="teacher", epoch=0, file="soft_labels/teacher.npy"),
    ]


def whole_run() -> list[Event]:
    return [*beginning(), *asked_teacher(), *training("student"), *ending(), Finished(seconds=12.0)]


def record(folder: Path, events: Iterable[Event]) -> Iterator[journal.Entry]:
    """Journal the events as a new attempt, with the files that they speak of, and yield them as a reader sees them."""
    after = max((entry.seq for entry in journal.read(folder)), default=0)
    with journal.lock_of(folder):
        writer = journal.JournalWriter(folder)
        for event in events:
            if isinstance(event, SoftLabels):
                _write_logits(folder / event.file, event)
            writer.append(event)
        writer.close()
    yield from journal.read(folder, after)


def write(folder: Path, events: Iterable[Event]) -> None:
    for _ in record(folder, events):
        pass


def _write_logits(path: Path, event: SoftLabels) -> None:
    """Write logits by which the third probe is the one that the teacher is least sure of."""
    logits = np.eye(3)[np.arange(PROBES) % 3] * (6.0 if event.network == "teacher" else 2.0 * event.epoch)
    if event.network == "teacher":
        logits[2] = [0.0, 1.0, 1.5]
    with files.part_of(path) as part, part.open("wb") as file:
        np.save(file, logits.astype(np.float16))

"""A session without workers: questions wait until the test answers them, with cards of digits and their teacher."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QImage

from kdstudio.core import about, jobs, paths, runs
from kdstudio.core.cards import (
    Answer,
    Cost,
    DatasetCard,
    EstimateCost,
    InspectDataset,
    InspectStudent,
    InspectTeacher,
    InspectUnlabelled,
    ModelCard,
    Question,
    Refused,
    TeacherHere,
    TryTeacher,
    UnlabelledCard,
)
from kdstudio.core.catalogue import RunRow
from kdstudio.core.jobs import Job
from kdstudio.core.settings import Settings, with_recent
from kdstudio.core.text import text

DIGITS = [str(number) for number in range(10)]
WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEACHER = ModelCard(
    name="digits-yolo11s-cls.pt",
    task="classify",
    classes=DIGITS,
    parameters=5_450_000,
    flops=30e6,
    input_size=32,
    size_bytes=11_000_000,
)
COST = Cost(
    device="cpu",
    student_seconds=114,
    baseline_seconds=87,
    memory_bytes=900_000_000,
    memory_total_bytes=16_000_000_000,
    disk_bytes=46_000_000,
    disk_free_bytes=212_000_000_000,
)
LOGITS = [0.0, 1.8, 0.2, -0.1, 6.6, 0.4, 1.6, 2.6, 1.2, 5.0]
_SIZES = {"n": (1.54e6, 8e6), "s": (5.45e6, 30e6), "m": (1.04e7, 9e7), "l": (1.29e7, 1.5e8), "x": (2.84e7, 3.4e8)}


def images(folder: Path, count: int = 10) -> list[str]:
    """Draw a few small images."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for number in range(count):
        image = QImage(28, 28, QImage.Format.Format_RGB32)
        image.fill(QColor.fromHsv(number * 36, 140, 220))
        file = folder / f"{number}.png"
        image.save(str(file))
        files.append(str(file))
    return files


def dataset_card(classes: list[str], thumbnails: list[str] | None = None, **changes: Any) -> DatasetCard:
    rng = np.random.default_rng(0)
    card = DatasetCard(
        name="handwritten-digits",
        folder="/data/handwritten-digits",
        task="classify",
        classes=classes,
        display_order=list(range(len(classes))),
        splits={
            "train": [int(value) for value in rng.integers(128, 142, len(classes))],
            "val": [int(value) for value in rng.integers(42, 50, len(classes))],
        },
        thumbnails=thumbnails or [],
        typical_size=28,
    )
    return msgspec.structs.replace(card, **changes)


class StandIn(QObject):
    """What pages use of a session; `questions` wait, `started` has the jobs that were queued."""

    run_changed = Signal(str)
    runs_changed = Signal()
    page_wanted = Signal(str, object)
    settings_changed = Signal()
    said = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.settings = Settings()
        self.only_looks = False
        self.working: str | None = None
        self.questions: dict[int, tuple[Question, Callable[[Answer], None]]] = {}
        self.forgotten: list[int] = []
        self.started: list[tuple[Job, str]] = []
        self.opened: list[str] = []
        self.cards: dict[type, Answer] = {
            InspectTeacher: TEACHER,
            InspectDataset: dataset_card(DIGITS),
            InspectUnlabelled: UnlabelledCard(name="lot", images=2208),
            TryTeacher: TeacherHere(images=450, correct=449, example_label=4, example_logits=LOGITS),
            EstimateCost: COST,
        }
        self._last = 0

    def ask(self, question: Question, answered: Callable[[Answer], None]) -> int:
        self._last += 1
        self.questions[self._last] = (question, answered)
        return self._last

    def forget(self, number: int | None) -> None:
        if number is not None:
            self.forgotten.append(number)
            self.questions.pop(number, None)

    def answer(self, kind: type | None = None) -> None:
        """Answer what waits (of one kind), in order."""
        for number, (question, answered) in list(self.questions.items()):
            if kind is None or isinstance(question, kind):
                self.questions.pop(number, None)
                answered(self.card_for(question))

    def card_for(self, question: Question) -> Answer:
        if isinstance(question, InspectStudent):
            scale = next((key for key in _SIZES if f"{key}-cls" in question.name), None)
            if scale is None:
                return Refused(sentence=text("There is no architecture {name}.", name=question.name))
            parameters, flops = _SIZES[scale]
            return ModelCard(
                name=question.name,
                task="classify",
                parameters=int(parameters),
                flops=flops,
                input_size=question.image_size,
                size_bytes=int(2 * parameters),
                is_estimate=True,
            )
        card, dataset = self.cards[type(question)], self.cards[InspectDataset]
        if isinstance(card, TeacherHere) and isinstance(dataset, DatasetCard) and card.example_logits:
            missing = len(dataset.classes) - len(card.example_logits)
            return msgspec.structs.replace(card, example_logits=card.example_logits + missing * [-1e4])
        return card

    def start(self, job: Job, name: str = "") -> str:
        self.started.append((job, name))
        return f"run-{len(self.started)}"

    def open_run(self, run_id: str) -> None:
        self.opened.append(run_id)

    def remember(self, *, model: str | None = None, dataset: str | None = None) -> None:
        self.settings = with_recent(self.settings, model=model, dataset=dataset)

    def rows(self) -> list[RunRow]:
        return runs.all_runs()

    def running(self) -> str | None:
        return self.working

    def folder(self, run_id: str) -> Path:
        return paths.runs_folder() / run_id

    def name_of(self, run_id: str) -> str:
        folder = self.folder(run_id)
        return (about.read(folder).name if (folder / jobs.JOB_FILE).is_file() else "") or run_id


def settle(qtbot: Any, session: StandIn, rounds: int = 12) -> None:
    """Let questions be asked and answered until nothing waits any more."""
    for _ in range(rounds):
        qtbot.wait(2)
        session.answer()

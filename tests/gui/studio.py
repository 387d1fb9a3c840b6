"""The window on runs that are replayed and cards that are given, and how to bring each page onto the screen."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QThreadPool

from kdstudio.core import journal, paths
from kdstudio.core.about import About
from kdstudio.core.cards import (
    Answer,
    Cost,
    DatasetCard,
    EstimateCost,
    HandOver,
    HandoverMade,
    ImageTried,
    InspectCheckpoint,
    InspectDataset,
    InspectStudent,
    InspectTeacher,
    InspectUnlabelled,
    ModelCard,
    ModelSays,
    Question,
    TeacherHere,
    TryImage,
    TryTeacher,
    UnlabelledCard,
)
from kdstudio.gui.main_window import MainWindow
from kdstudio.gui.session import Session
from tests.gui import export_scenes, scenes

WIDTH, HEIGHT = 1280, 800
SETTLE_MS = 350
SIZES = {"n": 1.56, "s": 5.5, "m": 10.4, "l": 12.9, "x": 28.4}  # millions of parameters
FIRST = "01-home-first"  # the one page that needs a home without runs
NUMBER_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "blank", "smudge"]


class PictureSession(Session):
    """A session that knows the answers: no worker is started."""

    dataset_classes: list[str] = scenes.EMOJI
    teacher_classes: list[str] = scenes.EMOJI

    def warm_up(self) -> None:
        """Start nothing."""

    def ask(self, question: Question, answered: Callable[[Answer], None]) -> int:
        answered(self._answer(question))
        return 1

    def forget(self, number: int | None) -> None:
        """Nothing waits."""

    def _answer(self, question: Question) -> Answer:
        match question:
            case InspectTeacher(recipe=recipe):
                return _network(recipe.teacher, 5_480_000, 0.98e9, 11_032_000, self.teacher_classes)
            case InspectStudent(name=name):
                size = next(size for scale, size in SIZES.items() if f"{scale}-cls" in name)
                return _network(name, round(size * 1e6), size * 0.17e9, round(size * 2.1e6), [])
            case InspectDataset(name=name):
                return _dataset(name, self.dataset_classes)
            case InspectCheckpoint(name=name):
                return _network(name, 1_560_000, 0.27e9, 3_276_000, self.teacher_classes)
            case TryImage():
                return _tried(self.dataset_classes)
            case HandOver(export=folder, out=out):
                names = ["infer.py", "model.json", "README.md", "model.onnx", "proof.json", "samples/1.png"]
                return HandoverMade(folder=out or f"{folder}/handover", files=names, size_bytes=8_300_000)
            case InspectUnlabelled(name=name):
                return UnlabelledCard(name=name, images=2208)
            case TryTeacher():
                logits = [0.2 * (number % 5) for number in range(len(self.dataset_classes))]
                logits[2], logits[5 % len(logits)] = 7.0, 5.2
                return TeacherHere(images=240, correct=238, example_label=2, example_logits=logits)
            case EstimateCost():
                return Cost(
                    device="cpu",
                    student_seconds=114,
                    baseline_seconds=87,
                    memory_bytes=900_000_000,
                    memory_total_bytes=16_000_000_000,
                    disk_bytes=46_000_000,
                    disk_free_bytes=212_000_000_000,
                )


def _network(name: str, parameters: int, flops: float, size: int, classes: list[str]) -> ModelCard:
    return ModelCard(
        name=name,
        task="classify",
        classes=classes,
        parameters=parameters,
        flops=flops,
        input_size=64,
        size_bytes=size,
    )


def _dataset(name: str, classes: list[str]) -> DatasetCard:
    cutouts = paths.resources() / "samples" / "emoji" / "cutouts" / "noto"
    return DatasetCard(
        name=name,
        folder=name,
        task="classify",
        classes=classes,
        display_order=list(range(len(classes))),
        splits={"train": [96 + 7 * (number % 4) for number in range(len(classes))], "val": [10] * len(classes)},
        thumbnails=[str(cutouts / f"{label}.png") for label in scenes.EMOJI[:9]],
        typical_size=40,
    )


def _tried(classes: list[str]) -> ImageTried:
    even = 0.2 / (len(classes) - 1)
    says = [0.8, *[even] * (len(classes) - 1)]
    times = {"teacher": 1.02, "student": 0.35, "fp32": 0.35, "int8": 0.21}
    models = [ModelSays(key=key, probabilities=says, milliseconds=time) for key, time in times.items()]
    return ImageTried(classes=classes, models=models)


class Studio:
    """The window with its runs, and the pages to photograph by name."""

    def __init__(self) -> None:
        self.window: MainWindow
        self.session: PictureSession
        self._exports: dict[str, Path] = {}
        self.shots: dict[str, Callable[[], Any]] = {
            FIRST: lambda: self.window.show_page("home"),
            "01-home": lambda: self.window.show_page("home"),
            "02-distil": self._ready,
            "02-distil-settings": self._all_settings,
            "03-run-soft-labels": lambda: self._run("flowers-s-n", "soft-labels"),
            "03-run-soft-labels-1000": lambda: self._run("many-classes", "soft-labels"),
            "04-run-curves": lambda: self._run("emoji-s-n", "curves"),
            "05-run-dark-knowledge": lambda: self._run("emoji-s-n", "dark-knowledge"),
            "05-run-dark-knowledge-1000": lambda: self._run("many-classes", "dark-knowledge"),
            "06-run-result": lambda: self._run("emoji-s-n", "result"),
            "06-run-result-teacher": lambda: self._run("teacher-s", "result"),
            "07-runs": self._runs,
            "08-run-log": lambda: self._run("parts-x-m", "log"),
            "08-run-details": lambda: self._run("emoji-s-n", "details"),
            "08-export-what": self._export_what,
            "08-export-target": lambda: self.session.exports.open(run_id="emoji-s-n"),
            "08-export-building": lambda: self._export("building"),
            "09-export-proof": lambda: self._export("finished"),
            "09-export-try": self._export_try,
            "09-export-not-paying": lambda: self._export("not_paying"),
            "09-export-failed": lambda: self._export("failed"),
            "09-export-hand-over": self._export_hand_over,
            "09-run-failed": lambda: self._run("parts-x-m", None),
            "09-run-lost": lambda: self._run("parts-l-n", None),
            "09-run-waiting": lambda: self._run("waiting-s-n", None),
            "09-run-gone": lambda: self._run("not-there", None),
            "11-error-classes": self._mismatch,
            **{f"13-learn-{number}": lambda number=number: self._learn(number) for number in range(7)},
            "14-settings": lambda: self.window.show_page("settings"),
        }

    def open(self, stack: ExitStack, *, with_runs: bool) -> None:
        if with_runs:
            self._make_runs(stack)
        self.session = PictureSession()
        self.window = MainWindow(self.session)
        self.window.resize(WIDTH, HEIGHT)
        self.window.show()

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _make_runs(self, stack: ExitStack) -> None:
        scenes.finished()
        scenes.finished("emoji-dkd", scenes.Scene(seed=1, recipe={"method": "dkd"}), About(name="emoji s → n, DKD"))
        scenes.finished(
            "emoji-std", scenes.Scene(seed=2, recipe={"method": "logit-std"}), About(name="emoji s → n, std")
        )
        scenes.finished("many-classes", scenes.Scene(classes=1000, epochs=8, baseline=False))
        scenes.teacher_training()
        scenes.stopped()
        scenes.lost()
        scenes.failed()
        story = scenes.running()
        stack.enter_context(journal.lock_of(story.folder))
        stack.callback(story.close)
        scenes.waiting("waiting-s-n", said=About(name="waiting s → n", place=1))
        for kind in ("finished", "not_paying", "failed", "building"):
            self._exports[kind] = getattr(export_scenes, kind)()
        stack.enter_context(journal.lock_of(self._exports["building"]))

    def _export(self, kind: str) -> None:
        self.session.exports.open(folder=self._exports[kind])

    def _export_what(self) -> None:
        self.session.exports.open(run_id="emoji-s-n")
        self._export_page().go_to("what")

    def _export_try(self) -> None:
        self._export("finished")
        page = self._export_page()
        page.proof.try_button.setChecked(True)
        page.proof.try_it.try_image(str(paths.resources() / "samples" / "emoji" / "cutouts" / "noto" / "dog.png"))

    def _export_hand_over(self) -> None:
        self._export("finished")
        page = self._export_page()
        page.go_to("hand_over")
        page.hand_over.make.click()

    def _export_page(self) -> Any:
        return self.window.page("export")

    def _run(self, run_id: str, tab: str | None) -> None:
        self.session.open_run(run_id, tab)

    def _ready(self) -> None:
        self.session.teacher_classes = self.session.dataset_classes = scenes.EMOJI
        sample = {"teacher": "sample:emoji", "dataset": "sample:emoji", "unlabelled": "sample:emoji"}
        self.session.set_up(sample | {"image_size": 64, "baseline": True})

    def _mismatch(self) -> None:
        self.session.teacher_classes = [str(number) for number in range(10)]
        self.session.dataset_classes = NUMBER_WORDS
        own = {"teacher": "digits-yolo11s-cls.pt", "dataset": "my-digits", "unlabelled": None}
        self.session.set_up(own | {"image_size": 64, "baseline": True})

    def _all_settings(self) -> None:
        self._ready()
        settle()
        self.window.page("distil").recipe.all_settings.click()  # type: ignore[attr-defined]

    def _runs(self) -> None:
        self.window.show_page("runs")
        settle()
        page: Any = self.window.page("runs")
        page.table.choose("emoji-s-n", "emoji-dkd", "emoji-std")

    def _learn(self, number: int) -> None:
        self.window.show_page("learn", number)


def settle(milliseconds: int = SETTLE_MS) -> None:
    """Let the window do what it has to do, thumbnails included."""
    clock = QElapsedTimer()
    clock.start()
    while clock.elapsed() < milliseconds:
        QCoreApplication.processEvents()
        QThreadPool.globalInstance().waitForDone(20)

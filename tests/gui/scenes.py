"""Runs to look at: whole run folders with believable numbers, journalled from events in no time, without torch.

The images are the sample's own drawings; the logits are made: classes of a family resemble each other, the teacher
knows it, and the student learns it epoch by epoch, its baseline less of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from kdstudio.core import about, events, files, jobs, journal, paths, soft_labels
from kdstudio.core.about import About
from kdstudio.core.events import Event, Measurement, Network
from kdstudio.core.jobs import Distill, Job, TrainTeacher
from kdstudio.core.recipe import Recipe, TeacherRecipe
from kdstudio.core.text import text
from kdstudio.core.verdict import Verdict

Logits = npt.NDArray[np.float64]
FAMILIES: tuple[tuple[str, ...], ...] = (
    ("dog", "wolf", "fox"),
    ("cat", "lion", "tiger"),
    ("bear", "panda"),
    ("pig", "cow"),
    ("rabbit", "mouse"),
    ("apple", "tomato", "peach", "cherries", "tangerine", "lemon"),
    ("car", "taxi", "bus", "truck", "ambulance", "fire_engine"),
)
EMOJI = sorted(name for family in FAMILIES for name in family)
BEGAN = 1_795_000_000.0
STEPS = 36


@dataclass(frozen=True)
class Scene:
    """What a run to look at is like."""

    classes: int = 24
    probes: int = 120
    epochs: int = 30
    seed: int = 0
    baseline: bool = True
    recipe: dict[str, object] = field(default_factory=dict)


def class_names(count: int) -> list[str]:
    return EMOJI if count == 24 else [f"class {number:03d}" for number in range(count)]


def recipe_of(scene: Scene) -> Recipe:
    plain = Recipe(
        dataset="sample:emoji",
        teacher="sample:emoji",
        unlabelled="sample:emoji",
        baseline=scene.baseline,
        epochs=scene.epochs,
        image_size=64,
        seed=scene.seed,
        probes=scene.probes,
    )
    return msgspec.structs.replace(plain, **scene.recipe).completed()


def waiting(name: str, *, place: int = 1, job: Job | None = None, said: About | None = None) -> Path:
    """Make the folder of a run that waits, and return it."""
    folder = paths.runs_folder() / name
    folder.mkdir(parents=True)
    jobs.write(job or Distill(recipe=recipe_of(Scene())), folder / jobs.JOB_FILE)
    about.write(said or About(name=name, place=place), folder)
    return folder


def finished(name: str = "emoji-s-n", scene: Scene | None = None, said: About | None = None) -> Path:
    """Make the folder of a run that has finished and was judged."""
    story = Story(name, scene or Scene(), said)
    story.tell(*story.beginning(), *story.training("student"), *story.rest(), events.Finished(seconds=204.0))
    return story.folder


def running(name: str = "flowers-s-n", scene: Scene | None = None, until: int = 17) -> "Story":
    """Make a run that trains its student in the epoch after `until`; whoever uses it holds its lock, or it is lost."""
    story = Story(name, scene or Scene(), None)
    story.tell(*story.beginning(), *story.training("student", until))
    story.tell(
        events.Progress(stage="train", network="student", epoch=until + 1, done=9, total=STEPS, images_per_second=396.0)
    )
    return story


def stopped(name: str = "parts-m-n", scene: Scene | None = None, until: int = 8) -> Path:
    """Make the folder of a run that was paused after some epochs."""
    story = Story(name, scene or Scene(), None)
    story.tell(*story.beginning(), *story.training("student", until), events.Stopped(network="student", epoch=until))
    return story.folder


def lost(name: str = "parts-l-n", scene: Scene | None = None, until: int = 5) -> Path:
    """Make the folder of a run whose process died without a word."""
    story = Story(name, scene or Scene(), None)
    story.tell(*story.beginning(), *story.training("student", until))
    (story.folder / journal.LOG_FILE).write_text("Epoch 6 of 30\nKilled\n", encoding="utf-8")
    return story.folder


def failed(name: str = "parts-x-m", *, reason: str = "resources") -> Path:
    """Make the folder of a run that failed."""
    story = Story(name, Scene(), None)
    sentence = text("The memory is used up: choose a smaller batch or image size, then start again.")
    story.tell(*story.beginning(), *story.training("student", 2))
    story.tell(events.Failed(reason=reason, sentence=sentence))  # type: ignore[arg-type]
    log = "".join(f"line {number} of what the libraries printed\n" for number in range(40))
    (story.folder / journal.LOG_FILE).write_text(log + "RuntimeError: can't allocate memory\n", encoding="utf-8")
    return story.folder


def teacher_training(name: str = "teacher-s") -> Path:
    """Make the folder of a finished training of a teacher."""
    job = TrainTeacher(recipe=TeacherRecipe(dataset="sample:emoji", epochs=10, image_size=64))
    story = Story(name, Scene(epochs=10, baseline=False), None, job=job)
    story.tell(*story.beginning(with_teacher=False), *story.training("teacher"))
    story.tell(
        events.NetworkDone(network="teacher", weights="teacher/weights/best.pt"),
        story.measured("teacher"),
        events.Finished(seconds=66.0),
    )
    return story.folder


class Story:
    """A run's folder that is being written, event by event, with the files that the events speak of."""

    def __init__(self, name: str, scene: Scene, said: About | None, job: Job | None = None) -> None:
        self.scene = scene
        self.folder = paths.runs_folder() / name
        self.folder.mkdir(parents=True)
        jobs.write(job or Distill(recipe=recipe_of(scene)), self.folder / jobs.JOB_FILE)
        about.write(said or About(name=name.replace("-s-n", " s → n").replace("-", " ")), self.folder)
        self.names = class_names(scene.classes)
        self._random = np.random.default_rng(scene.seed)
        self._alike = _likeness(self.names)
        self.labels = np.arange(scene.probes) % scene.classes
        self.teacher = self._teacher_logits(self.labels)
        self._noise = {net: self._random.normal(0, 1.6, self.teacher.shape) for net in ("student", "baseline")}
        self._journal: journal.JournalWriter | None = None
        self._at = BEGAN

    def tell(self, *happened: Event) -> None:
        """Journal events (one attempt as long as nobody calls `close`), writing their files first."""
        if self._journal is None:
            self._journal = journal.JournalWriter(self.folder)
        for event in happened:
            self._journal.append(event)
        if isinstance(happened[-1], events.LAST_EVENTS):
            self.close()

    def close(self) -> None:
        """End the attempt."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None

    def beginning(self, *, with_teacher: bool = True) -> Iterator[Event]:
        versions = {"kdstudio": "0.1", "torch": "2.14.1", "ultralytics": "8.4.190", "python": "3.11.2"}
        yield events.Started(attempt=journal.attempts(self.folder) + 1, process=1, host="desk", versions=versions)
        yield events.Progress(stage="prepare", done=0, total=1)
        order = [self.names.index(name) for family in FAMILIES for name in family] if self._is_emoji() else None
        yield events.Prepared(
            task="classify",
            device="cpu",
            classes=self.names,
            display_order=order or list(range(len(self.names))),
            images={"train": 96, "unlabelled": 2208, "val": 240, "test": 600},
            probe_files=[str(path) for path in self._images()],
            probe_labels=self.labels.tolist(),
            judged_on="test",
            class_pairs={name: name for name in self.names},
        )
        yield events.Noted(
            level="warning",
            note=text(
                "{count} images cannot be read, or are smaller than 10 pixels, and are left out: {names}.",
                count=2,
                names="dog/broken.png, cow/empty.png",
            ),
        )
        if with_teacher:
            yield events.Progress(stage="measure", network="teacher", done=1, total=2)
            yield self._stored("teacher", None, self.teacher)

    def training(self, network: Network, until: int | None = None) -> Iterator[Event]:
        epochs = self.scene.epochs
        yield events.NetworkStarted(network=network, from_epoch=0, epochs=epochs, batches=STEPS)
        for epoch in range((epochs if until is None else until) + 1):
            logits = self.logits(network, epoch)
            yield self._stored(network, epoch, logits)
            yield self._epoch_done(network, epoch, logits)
            if epoch:
                yield events.CheckpointSaved(network=network, epoch=epoch, is_best=True)

    def rest(self) -> Iterator[Event]:
        """Yield what follows the student's training: the baseline, the measurements, the verdict."""
        yield events.NetworkDone(network="student", weights="student/weights/best.pt")
        if self.scene.baseline:
            yield from self.training("baseline")
            yield events.NetworkDone(network="baseline", weights="baseline/weights/best.pt")
        measured = {net: self.measured(net) for net in self._measured_networks()}
        yield from measured.values()
        yield events.Judged(verdict=self._verdict({net: event.measurement for net, event in measured.items()}))

    def logits(self, network: Network, epoch: int) -> Logits:
        """Return what a network says after an epoch: the teacher's knowledge, learned bit by bit."""
        learned = 1 - np.exp(-4.0 * epoch / self.scene.epochs)
        if network == "teacher":
            return self.teacher * learned if self.scene.epochs and epoch < self.scene.epochs else self.teacher
        share, noise = (0.92, 0.6) if network == "student" else (0.7, 0.9)
        made: Logits = share * learned * self.teacher + noise * (1.3 - learned) * self._noise[network]
        return made

    def measured(self, network: Network) -> events.Measured:
        labels = np.arange(600) % self.scene.classes
        random = np.random.default_rng(5)
        teacher = self._teacher_logits(labels, random)
        share, noise = {"teacher": (1.0, 0.0), "student": (0.92, 0.5), "baseline": (0.62, 1.0)}[network]
        logits = share * teacher + random.normal(0, noise + 1e-9, teacher.shape)
        path = self.folder / "measured" / f"{network}.npz"
        path.parent.mkdir(exist_ok=True)
        images = [str(file) for file in self._images(600)]
        with files.part_of(path) as part, part.open("wb") as file:
            right = logits.argmax(1) == labels
            np.savez(file, images=images, labels=labels, correct=right, logits=logits.astype(np.float32))
        return events.Measured(
            network=network, file=f"measured/{network}.npz", measurement=_measurement(network, logits, teacher, labels)
        )

    def _verdict(self, measured: dict[Network, Measurement]) -> Verdict:
        student, teacher = measured["student"], measured.get("teacher")
        baseline = measured.get("baseline")
        gain = student.correct - baseline.correct if baseline else 0
        return Verdict(
            grade="helped" if baseline else "unknown",
            images=600,
            student_top1=student.top1,
            teacher_top1=teacher.top1 if teacher else None,
            baseline_top1=baseline.top1 if baseline else None,
            p_value=2.1e-7 if baseline else None,
            gained=gain + 12 if baseline else 0,
            lost=12 if baseline else 0,
        )

    def _measured_networks(self) -> list[Network]:
        return ["teacher", "student", "baseline"] if self.scene.baseline else ["teacher", "student"]

    def _epoch_done(self, network: Network, epoch: int, logits: Logits) -> events.EpochDone:
        share = epoch / self.scene.epochs
        loss = 2.8 * np.exp(-3 * share) + 0.12
        parts = (
            {"hard": loss * 0.8} if network != "student" else {"hard": loss * 0.3, "soft": loss, "total": loss * 0.93}
        )
        is_student = network != "teacher"
        return events.EpochDone(
            network=network,
            epoch=epoch,
            epochs=self.scene.epochs,
            losses={name: float(value) for name, value in parts.items()},
            top1=100 * soft_labels.top1(logits, self.labels),
            ece=soft_labels.expected_calibration_error(soft_labels.soften(logits), self.labels),
            agreement=100 * soft_labels.agreement(self.teacher, logits) if is_student else None,
            kl_bits=float(soft_labels.kl_bits(self.teacher, logits).mean()) if is_student else None,
            validation_top1=100 * soft_labels.top1(logits, self.labels),
            learning_rate=float(0.002 * min(1.0, epoch) * (0.505 + 0.495 * np.cos(np.pi * share))),
            images_per_second=float((396.0 if network == "student" else 530.0) + self._random.normal(0, 6)),
            seconds=2.8 if epoch else 0.0,
        )

    def _stored(self, network: Network, epoch: int | None, logits: Logits) -> Event:
        name = f"{network}.npy" if epoch is None else f"{network}-{epoch:04d}.npy"
        path = self.folder / "soft_labels" / name
        path.parent.mkdir(exist_ok=True)
        np.save(path, logits.astype(np.float16))
        return events.SoftLabels(network=network, epoch=epoch or 0, file=f"soft_labels/{name}")

    def _teacher_logits(self, labels: npt.NDArray[np.int64], random: np.random.Generator | None = None) -> Logits:
        random = random or self._random
        sure = random.uniform(5.0, 10.0, (len(labels), 1))
        made: Logits = sure * self._alike[labels] + random.normal(0, 0.8, (len(labels), len(self.names)))
        return made

    def _is_emoji(self) -> bool:
        return self.names == EMOJI

    def _images(self, count: int | None = None) -> list[Path]:
        folder = paths.resources() / "samples" / "emoji" / "cutouts"
        designs = ["noto", "twemoji", "fluent-emoji", "emojione", "fluent-emoji-flat"]
        found = []
        for number in range(count or self.scene.probes):
            name = EMOJI[number % len(self.names) % 24]
            found.append(folder / designs[number // 24 % len(designs)] / f"{name}.png")
        return found


def _likeness(names: list[str]) -> Logits:
    """Return how much each class is like each other one, from 0 to 1."""
    family = {name: number for number, members in enumerate(FAMILIES) for name in members}
    groups = np.array([family.get(name, 100 + index // 5) for index, name in enumerate(names)])
    alike: Logits = 0.55 * (groups[:, None] == groups[None, :])
    np.fill_diagonal(alike, 1.0)
    return alike


def _measurement(network: Network, logits: Logits, teacher: Logits, labels: npt.NDArray[np.int64]) -> Measurement:
    top1 = 100 * soft_labels.top1(logits, labels)
    is_small = network != "teacher"
    return Measurement(
        images=len(labels),
        correct=int((logits.argmax(1) == labels).sum()),
        top1=top1,
        top1_low=max(0.0, top1 - 2.2),
        top1_high=min(100.0, top1 + 1.4),
        ece=soft_labels.expected_calibration_error(soft_labels.soften(logits), labels),
        parameters=1_561_000 if is_small else 5_480_000,
        size_bytes=3_254_241 if is_small else 11_032_000,
        latency_ms=3.1 if is_small else 8.9,
        latency_p95_ms=3.6 if is_small else 10.2,
        flops=0.27e9 if is_small else 0.99e9,
        agreement=100 * soft_labels.agreement(teacher, logits) if is_small else None,
        kl_bits=float(soft_labels.kl_bits(teacher, logits).mean()) if is_small else None,
    )

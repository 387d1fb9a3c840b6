"""The run that is being set up: its recipe, what is known of its parts so far, and whether it can start."""

import re
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePath
from typing import Any, cast

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from kdstudio.core import preflight
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
from kdstudio.core.findings import Finding, Fix, Known, Preflight
from kdstudio.core.jobs import Distill, TrainingJob, TrainTeacher
from kdstudio.core.live_run import State
from kdstudio.core.recipe import RUN_PREFIX, STRIDE, Recipe, TeacherRecipe, Training, with_absolute_paths
from kdstudio.core.text import Text, UserError, text
from kdstudio.gui.session import Session
from kdstudio.gui.translate import show

DEBOUNCE_MS = 250
ZOO_CLASSES = 1000  # what a zoo network knows, where neither dataset nor teacher says how many are wanted
USUAL_SIZE = 224  # px
METHOD_NUMBERS = ("temperature", "alpha", "beta", "gamma", "soft_weight", "soft_warm_up")
_TEACHER = (
    "teacher",
    "teacher_weights",
    "teacher_classes",
    "teacher_image_size",
    "teacher_mean",
    "teacher_std",
    "teacher_bgr",
)
_TRIED = (*_TEACHER, "dataset", "class_map", "image_size", "batch", "seed", "device", "threads")
_FREE_OF_COST = (*METHOD_NUMBERS, "learning_rate", "weight_decay", "warmup_epochs", "flip")
_SCALE = re.compile(r"^yolo(?:v)?\d+([nsmlx])(?:-cls)?$")


class TeacherFirst(msgspec.Struct, frozen=True, kw_only=True):
    """A teacher that is to be trained on the same dataset before the student."""

    model: str = "yolo11s-cls.yaml"
    epochs: int = 30


@dataclass
class _Asked:
    """A question, the number under which it waits for its answer, and the answer."""

    question: Question | None = None
    number: int | None = None
    answer: Answer | None = None


@dataclass
class _Slots:
    teacher: _Asked = field(default_factory=_Asked)
    student: _Asked = field(default_factory=_Asked)
    dataset: _Asked = field(default_factory=_Asked)
    unlabelled: _Asked = field(default_factory=_Asked)
    here: _Asked = field(default_factory=_Asked)
    cost: _Asked = field(default_factory=_Asked)

    def all(self) -> list[_Asked]:
        return list(vars(self).values())


class Draft(QObject):
    """One recipe that changes with every key. What it names is asked of the warm worker, and judged at once.

    An answer counts only while its question is the current one; a change takes older questions back.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.recipe = self._fresh()
        self.teacher_first: TeacherFirst | None = None
        self.preflight = Preflight(findings=[])
        self._slots = _Slots()
        self._sizes: dict[InspectStudent, _Asked] = {}
        self._is_size_chosen = False
        self._refused_pairs: set[str] = set()
        self._given_name = ""
        self._debounce = QTimer(self, interval=DEBOUNCE_MS, singleShot=True)
        self._debounce.timeout.connect(self._ask)
        session.runs_changed.connect(self._runs_changed)
        self._update()

    # What stands in it

    @property
    def known(self) -> Known:
        """What is known so far, as the rules of `preflight` want it."""
        slots = self._slots
        return Known(
            teacher=cast(ModelCard | Refused | None, slots.teacher.answer),
            student=cast(ModelCard | Refused | None, slots.student.answer),
            dataset=cast(DatasetCard | Refused | None, slots.dataset.answer),
            unlabelled=cast(UnlabelledCard | Refused | None, slots.unlabelled.answer),
            teacher_here=cast(TeacherHere | Refused | None, slots.here.answer),
            cost=cast(Cost | Refused | None, slots.cost.answer),
            teacher_run_state="waiting" if self.teacher_first else self._state_of_teacher(),
        )

    @property
    def name(self) -> str:
        """The run's name: as it was given, else put together from dataset, teacher and student."""
        is_empty = not self.recipe.dataset and not self.recipe.teacher and self.teacher_first is None
        return self._given_name or ("" if is_empty else self._own_name())

    def jobs(self) -> list[TrainingJob]:
        """Return the jobs that a start would queue; the second one's teacher is the first one's network."""
        recipe = self.recipe.completed()
        if self.teacher_first is None:
            return [Distill(recipe=recipe)]
        return [TrainTeacher(recipe=self._teacher_recipe(self.teacher_first)), Distill(recipe=recipe)]

    def is_missing(self, finding: Finding) -> bool:
        """Return whether a finding only says that something has not been chosen yet."""
        nothing = {
            "teacher": not self.recipe.teacher and self.teacher_first is None,
            "dataset": not self.recipe.dataset,
        }
        return nothing.get(finding.name, False)

    def is_reading(self, part: str) -> bool:
        """Return whether an answer is awaited about `teacher`, `student`, `dataset`, `unlabelled`, `here`, `cost`."""
        asked: _Asked = getattr(self._slots, part)
        return asked.question is not None and asked.answer is None

    def teacher_run(self) -> str | None:
        """Return the id of the run whose network is the teacher, if it is one."""
        name = self.recipe.teacher
        return name.removeprefix(RUN_PREFIX) if name.startswith(RUN_PREFIX) else None

    # What may be done to it

    def change(self, **changes: Any) -> None:
        """Put settings into the recipe; a path that was refused is read again."""
        for part in ("teacher", "student", "dataset", "unlabelled"):
            asked: _Asked = getattr(self._slots, part)
            if part in changes and changes[part] == getattr(self.recipe, part) and isinstance(asked.answer, Refused):
                self._take_back(asked)
        if changes.get("teacher"):
            self.teacher_first = None
        if "image_size" in changes:
            self._is_size_chosen = True
        if changes.get("dataset", self.recipe.dataset) != self.recipe.dataset:
            self._refused_pairs.clear()
        self.recipe = msgspec.structs.replace(self.recipe, **changes)
        self._adopt_size()
        self._update()

    def set_method(self, method: str) -> None:
        """Take another method, with its authors' numbers."""
        self.change(method=method, **dict.fromkeys(METHOD_NUMBERS))

    def take(self, fix: Fix) -> None:
        """Take a way out that `preflight` offers."""
        changes = dict(fix.changes)
        if fix.kind == "accept-pairs":
            changes["class_map"] = {
                ours: theirs for ours, theirs in changes["class_map"].items() if ours not in self._refused_pairs
            }
        self.change(**changes)

    def pair(self, dataset_class: str, teacher_class: str | None) -> None:
        """Pair two classes; None leaves the dataset's class to the hard labels alone."""
        pairs = {
            ours: theirs
            for ours, theirs in self.recipe.class_map.items()
            if ours != dataset_class and theirs != teacher_class
        }
        if teacher_class is None:
            self._refused_pairs.add(dataset_class)
        else:
            self._refused_pairs.discard(dataset_class)
            if teacher_class != dataset_class:
                pairs[dataset_class] = teacher_class
        self.change(class_map=pairs)

    def train_teacher_first(self, plan: TeacherFirst | None) -> None:
        """Train a teacher on the dataset before the student; None goes back to a teacher that is there."""
        self.teacher_first = plan
        if plan is not None:
            self.recipe = msgspec.structs.replace(
                self.recipe, class_map={}, teacher="", **dict.fromkeys(_TEACHER[1:-1]), teacher_bgr=False
            )
        self._adopt_size()
        self._update()

    def set_name(self, name: str) -> None:
        """Give the run a name; an empty one lets it be put together again."""
        self._given_name = name.strip()
        self.changed.emit()

    def load(self, job: TrainingJob) -> None:
        """Take over all settings of a job."""
        self._is_size_chosen = True
        self._refused_pairs.clear()
        self._given_name = ""
        match job:
            case Distill(recipe=recipe):
                self.recipe, self.teacher_first = recipe, None
            case TrainTeacher(recipe=training):
                shared = {name: getattr(training, name) for name in Training.__struct_fields__}
                self.recipe = msgspec.structs.replace(self._fresh(), **shared)
                self.teacher_first = TeacherFirst(model=training.model, epochs=training.epochs)
        self._update()

    def start(self) -> str:
        """Queue what stands here, and return the id of the run that comes first.

        Raises:
            UserError: It cannot start, for the reason that the sentence gives.
        """
        if self.preflight.blocking is not None:
            raise UserError(self.preflight.blocking)
        if self.teacher_first is None:
            return self._session.start(Distill(recipe=_settled(self.recipe)), self.name)
        training = TrainTeacher(recipe=_settled(self._teacher_recipe(self.teacher_first)))
        first = self._session.start(training, self._name_of_teacher())
        recipe = msgspec.structs.replace(self.recipe, teacher=f"{RUN_PREFIX}{first}")
        self._session.start(Distill(recipe=_settled(recipe)), self.name)
        return first

    def size_of(self, model: str) -> ModelCard | Refused | None:
        """Return what a network of the catalogue would cost with this dataset; asked where it is not known yet."""
        question = self._about_student(model)
        asked = self._sizes.get(question)
        if asked is None:
            asked = self._sizes[question] = _Asked(question)
            asked.number = self._session.ask(question, partial(self._answered, asked, question))
        return cast(ModelCard | Refused | None, asked.answer)

    def forget_sizes(self) -> None:
        """Take back the questions about the catalogue that have no answer yet."""
        for question, asked in list(self._sizes.items()):
            if asked.answer is None:
                self._session.forget(asked.number)
                del self._sizes[question]

    # Within

    def _fresh(self) -> Recipe:
        settings = self._session.settings
        return Recipe(dataset="", teacher="", baseline=True, device=settings.device, threads=settings.threads)

    def _update(self) -> None:
        """Take back what is asked no more, judge anew, and ask what is new once no key has come for a moment."""
        for part, question in self._questions().items():
            self._want(part, question)
        self._judge()
        may_try = _has_pairs(self.preflight) and self.teacher_first is None
        if self._want("here", TryTeacher(recipe=_only(self.recipe, _TRIED)) if may_try else None):
            self._judge()
        is_tried = not may_try or self._slots.here.answer is not None
        if self._want("cost", self._about_cost() if is_tried and self.preflight.is_ready else None):
            self._judge()
        if any(_is_unasked(asked) for asked in self._slots.all()):
            self._debounce.start()
        self.changed.emit()

    def _questions(self) -> dict[str, Question | None]:
        recipe = self.recipe
        return {
            "dataset": InspectDataset(name=recipe.dataset, seed=recipe.seed) if recipe.dataset else None,
            "unlabelled": InspectUnlabelled(name=recipe.unlabelled) if recipe.unlabelled else None,
            "teacher": self._about_teacher(),
            "student": self._about_student(recipe.student) if recipe.student else None,
        }

    def _about_teacher(self) -> Question | None:
        if self.teacher_first is not None:
            return self._about_student(self.teacher_first.model)
        if not self.recipe.teacher or (self.teacher_run() and self._state_of_teacher() != "finished"):
            return None
        names = (*_TEACHER, "dataset") if self.recipe.teacher_classes == "dataset" else _TEACHER
        return InspectTeacher(recipe=_only(self.recipe, names))

    def _about_student(self, model: str) -> InspectStudent:
        dataset, teacher = self._slots.dataset.answer, self._slots.teacher.answer
        classes = ZOO_CLASSES
        if isinstance(dataset, DatasetCard):
            classes = len(dataset.classes)
        elif isinstance(teacher, ModelCard) and self.teacher_first is None and teacher.classes:
            classes = len(teacher.classes)
        return InspectStudent(name=model, classes=classes, image_size=self.recipe.image_size)

    def _about_cost(self) -> EstimateCost:
        """Return the question with all settings alike that cost nothing, so that these are not asked about."""
        job = self.jobs()[0]
        usual = {name: getattr(self._fresh(), name) for name in _FREE_OF_COST if hasattr(job.recipe, name)}
        if isinstance(job, Distill):
            return EstimateCost(job=Distill(recipe=msgspec.structs.replace(job.recipe, **usual).completed()))
        return EstimateCost(job=TrainTeacher(recipe=msgspec.structs.replace(job.recipe, **usual)))

    def _want(self, part: str, question: Question | None) -> bool:
        """Let a question be the current one about a part; return whether it is another than before."""
        asked: _Asked = getattr(self._slots, part)
        if asked.question == question:
            return False
        self._take_back(asked)
        asked.question = question
        return True

    def _take_back(self, asked: _Asked) -> None:
        if asked.number is not None:
            self._session.forget(asked.number)
        asked.question, asked.number, asked.answer = None, None, None

    def _ask(self) -> None:
        for asked in self._slots.all():
            if _is_unasked(asked):
                question = asked.question
                assert question is not None
                asked.number = self._session.ask(question, partial(self._answered, asked, question))

    def _answered(self, asked: _Asked, question: Question, answer: Answer) -> None:
        if asked.question != question:
            return
        asked.answer = answer
        match question, answer:
            case InspectTeacher(), ModelCard() if _is_file(question.recipe.teacher):
                self._session.remember(model=question.recipe.teacher)
            case InspectDataset(), DatasetCard() if _is_file(question.name):
                self._session.remember(dataset=question.name)
        self._adopt_size()
        self._update()

    def _adopt_size(self) -> None:
        """Take the teacher's input size, or the images' where it is trained first, as long as nobody has chosen one."""
        if self._is_size_chosen:
            return
        teacher, dataset = self._slots.teacher.answer, self._slots.dataset.answer
        size = None
        if self.teacher_first is not None:
            size = dataset.typical_size if isinstance(dataset, DatasetCard) else None
            size = min(-(-size // STRIDE) * STRIDE, USUAL_SIZE) if size else None
        elif isinstance(teacher, ModelCard):
            size = teacher.input_size
        if size and size % STRIDE == 0:
            self.recipe = msgspec.structs.replace(self.recipe, image_size=size)

    def _judge(self) -> None:
        known, jobs = self.known, self.jobs()
        distillation = jobs[-1]
        assert isinstance(distillation, Distill)
        if self.teacher_first is None:
            found = preflight.check(distillation, known)
        else:
            # Its id is not known before it is queued: it goes by its name.
            named = msgspec.structs.replace(distillation.recipe, teacher=f"{RUN_PREFIX}{self._name_of_teacher()}")
            found = preflight.check(Distill(recipe=named), known)
            about_teacher = [
                finding for finding in preflight.check(jobs[0], known).findings if finding.name == "teacher"
            ]
            found = msgspec.structs.replace(found, findings=[*about_teacher, *found.findings])
        self.preflight = self._without_refused_pairs(found)

    def _without_refused_pairs(self, found: Preflight) -> Preflight:
        if not self._refused_pairs:
            return found
        pairs = [
            msgspec.structs.replace(pair, teacher_class=None, origin="none")
            if pair.origin == "suggested" and pair.dataset_class in self._refused_pairs
            else pair
            for pair in found.pairs
        ]
        is_settled = all(pair.origin != "suggested" for pair in pairs)
        findings = [finding for finding in found.findings if not (is_settled and finding.name == "suggestions")]
        return msgspec.structs.replace(found, pairs=pairs, findings=findings)

    def _teacher_recipe(self, plan: TeacherFirst) -> TeacherRecipe:
        shared = {name: getattr(self.recipe, name) for name in Training.__struct_fields__}
        return TeacherRecipe(**{**shared, "epochs": plan.epochs}, model=plan.model)

    def _state_of_teacher(self) -> State | None:
        run_id = self.teacher_run()
        if run_id is None:
            return None
        return next((row.state for row in self._session.rows() if row.id == run_id), None)

    def _runs_changed(self) -> None:
        if self.teacher_run() is not None:
            self._update()
        else:
            self.changed.emit()

    def _own_name(self) -> str:
        dataset = self.known.dataset
        data = dataset.name if isinstance(dataset, DatasetCard) else PurePath(self.recipe.dataset).name
        data = data.rpartition(":")[2]
        teacher = self.teacher_first.model if self.teacher_first else self.recipe.teacher
        card = self.known.teacher
        if isinstance(card, ModelCard) and not self.teacher_first:
            teacher = card.name
        names = [short_name(teacher) or "?", short_name(self.recipe.student) or "?"]
        if data == names[0]:  # as that of a sample is
            names.pop(0)
        ends = " → ".join(names) if len(names) > 1 else f"→ {names[0]}"
        return f"{data} {ends}" if data else ends

    def _name_of_teacher(self) -> str:
        return show(text("Teacher for {name}", name=self.name))


def short_name(model: str) -> str:
    """Return the scale of a YOLO network (`s` of yolo11s-cls.pt), else its name without the ending."""
    stem = PurePath(model.rpartition(":")[2]).stem
    match = _SCALE.match(stem) or re.search(r"yolo(?:v)?\d+([nsmlx])-cls", stem)
    return match.group(1) if match else stem


def refusal(answer: object) -> Text | None:
    """Return why there is no answer, where that is so."""
    return answer.sentence if isinstance(answer, Refused) else None


def _is_unasked(asked: _Asked) -> bool:
    return asked.question is not None and asked.number is None and asked.answer is None


def _is_file(name: str) -> bool:
    return PurePath(name).is_absolute()


def _has_pairs(found: Preflight) -> bool:
    matched = [pair for pair in found.pairs if pair.origin in ("name", "chosen")]
    is_wrong = any(finding.name in ("task", "classes") and finding.level == "error" for finding in found.findings)
    return len(matched) >= 2 and not is_wrong


def _only(recipe: Recipe, names: tuple[str, ...]) -> Recipe:
    """Return a recipe with these settings alone: two that differ in others ask the same."""
    kept: dict[str, Any] = {"dataset": "", "teacher": ""}
    kept |= {name: getattr(recipe, name) for name in names}
    return Recipe(**kept)


def _settled(recipe: Any) -> Any:
    """Return the recipe as it is queued: absolute paths, and no number left to the method."""
    placed = with_absolute_paths(recipe, Path.cwd())
    return placed.completed() if isinstance(placed, Recipe) else placed

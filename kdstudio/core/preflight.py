"""Can this job succeed? Judged from the job and the answers known so far, without touching a file."""

from collections.abc import Iterator
from pathlib import PurePath

from kdstudio.core import presets, recipe
from kdstudio.core.cards import Cost, DatasetCard, ModelCard, Refused
from kdstudio.core.dataset_check import check_data, check_unlabelled
from kdstudio.core.findings import About, Finding, Fix, Known, Preflight
from kdstudio.core.jobs import Distill, TrainingJob, TrainTeacher
from kdstudio.core.pairing import Pairing, pair_classes
from kdstudio.core.recipe import CLASSIFY, STRIDE, Recipe, Training
from kdstudio.core.teacher_check import check_own_model, check_teacher, check_teacher_here, is_in_training
from kdstudio.core.text import UserError, text

LONG_SECONDS = 4 * 3600
MEMORY_SHARE = 0.8
FREE_BYTES = 10**9
_GIGABYTE = 1e9
_CHOOSE_STUDENT = Fix(kind="choose-student", label=text("Other student…"))


def check(job: TrainingJob, known: Known) -> Preflight:
    """Return what can be said now of a job that is not started yet; cheap enough for every key that is typed.

    The trial of the teacher and the estimate of the cost never hold up the start while they are not known.
    """
    match job:
        case Distill(recipe=distillation):
            return _check_distillation(distillation, known)
        case TrainTeacher(recipe=training):
            findings = [*check_own_model(training.model, known.teacher), *check_data(training, known)]
            findings += _check_download(training.model, "teacher")
            return Preflight(findings=[*findings, *_check_settings(training), *_check_cost(training, known.cost)])


def _check_distillation(distillation: Recipe, known: Known) -> Preflight:
    findings = [*check_teacher(distillation, known), *_check_student(distillation, known)]
    pairing = Pairing([], [])
    if isinstance(known.teacher, ModelCard) and isinstance(known.dataset, DatasetCard):
        if known.teacher.classes and not is_in_training(distillation, known):
            pairing = pair_classes(distillation, known.teacher, known.dataset)
        findings += [*_check_task(known), *pairing.findings]
    findings += _check_input_size(distillation, known)
    findings += check_teacher_here(distillation, known, pairing.matched())
    findings += [*check_data(distillation, known), *check_unlabelled(distillation, known)]
    findings += [*_check_settings(distillation), *_check_baseline(distillation)]
    findings += _check_cost(distillation, known.cost)
    return Preflight(findings=findings, pairs=pairing.pairs)


def _check_task(known: Known) -> Iterator[Finding]:
    cards = (known.teacher, known.student, known.dataset)
    tasks = [card.task for card in cards if isinstance(card, ModelCard | DatasetCard)]
    if len(tasks) == len(cards) and set(tasks) == {CLASSIFY}:
        yield Finding(
            name="task",
            level="ok",
            about="student",
            title=text("Both models classify images"),
            sentence=text("Teacher, student and dataset have the same task."),
        )


def _check_student(distillation: Recipe, known: Known) -> Iterator[Finding]:
    if not distillation.student:
        yield Finding(
            name="student",
            level="error",
            about="student",
            title=text("No student is chosen"),
            sentence=text("Choose the network that is to learn: a small one of the YOLO family, or your own."),
            fixes=[_CHOOSE_STUDENT],
            blocks=text("Choose a student."),
        )
        return
    card = known.student
    yield from _check_student_card(card)
    yield from _check_download(distillation.student, "student")
    if not isinstance(card, ModelCard) or not isinstance(known.teacher, ModelCard):
        return
    if 0 < known.teacher.parameters <= card.parameters:
        yield Finding(
            name="student-size",
            level="warning",
            about="student",
            title=text("The student is not smaller"),
            sentence=text(
                "It has {student:.2f} million parameters, its teacher {teacher:.2f} million: distillation saves "
                "nothing here. Choose a smaller student.",
                student=card.parameters / 1e6,
                teacher=known.teacher.parameters / 1e6,
            ),
            fixes=[_CHOOSE_STUDENT],
        )


def _check_student_card(card: ModelCard | Refused | None) -> Iterator[Finding]:
    if card is None:
        yield Finding(
            name="student",
            level="waiting",
            about="student",
            title=text("Reading the student…"),
            sentence=text("What it costs will stand here in a moment."),
            blocks=text("Reading the student…"),
        )
    elif isinstance(card, Refused):
        yield Finding(
            name="student",
            level="error",
            about="student",
            title=text("The student cannot be used"),
            sentence=card.sentence,
            fixes=[_CHOOSE_STUDENT],
            blocks=text("Choose another student."),
        )
    elif card.task != CLASSIFY:
        yield Finding(
            name="student",
            level="error",
            about="student",
            title=text("The student has another task"),
            sentence=text(
                "{name} is a network for the task {task}, but the images are to be classified: choose a classifier.",
                name=card.name,
                task=card.task,
            ),
            fixes=[_CHOOSE_STUDENT],
            blocks=text("Choose another student."),
        )


def _check_download(name: str, about: About) -> Iterator[Finding]:
    if name.endswith(".pt") and name == PurePath(name).name:  # of the Ultralytics zoo: others have a folder
        yield Finding(
            name="download",
            level="note",
            about=about,
            title=text("Its weights may be downloaded"),
            sentence=text(
                "{name} is fetched when the run begins, if it is not on this computer yet. Start from scratch to do "
                "without the network.",
                name=name,
            ),
        )


def _check_input_size(distillation: Recipe, known: Known) -> Iterator[Finding]:
    if not isinstance(known.teacher, ModelCard) or is_in_training(distillation, known):
        return
    size, teachers = distillation.image_size, distillation.teacher_image_size or known.teacher.input_size
    if teachers is None:
        return
    if teachers == size:
        yield Finding(
            name="input-size",
            level="ok",
            about="recipe",
            title=text("Same input size, {size} × {size} px", size=size),
            sentence=text("Teacher and student see the very same pixels."),
        )
        return
    fix = Fix(
        kind="set-image-size", label=text("Use {size} px for both", size=teachers), changes={"image_size": teachers}
    )
    yield Finding(
        name="input-size",
        level="note",
        about="recipe",
        title=text("Different input sizes"),
        sentence=text(
            "The student sees {student} × {student} px, the teacher {teacher} × {teacher} px: each image is resized "
            "for the teacher.",
            student=size,
            teacher=teachers,
        ),
        fixes=[fix] if teachers % STRIDE == 0 else [],
    )


def _check_settings(training: Training) -> Iterator[Finding]:
    try:
        recipe.check(training)
    except UserError as error:
        yield Finding(
            name="recipe",
            level="error",
            about="recipe",
            title=text("A setting is out of its limits"),
            sentence=error.text,
            blocks=text("Correct the setting of the recipe."),
        )


def _check_baseline(distillation: Recipe) -> Iterator[Finding]:
    if not distillation.baseline:
        yield Finding(
            name="baseline",
            level="note",
            about="recipe",
            title=text("No baseline"),
            sentence=text(
                "Without the same student trained alone, nobody can know whether the teacher helped. It takes about as "
                "long as the student again."
            ),
            fixes=[Fix(kind="add-baseline", label=text("Add a baseline"), changes={"baseline": True})],
        )


def _check_cost(training: Training, cost: Cost | Refused | None) -> Iterator[Finding]:
    if cost is None:
        yield Finding(
            name="cost",
            level="waiting",
            about="machine",
            title=text("Estimating time and memory…"),
            sentence=text("A few batches are timed on this computer. You need not wait for it."),
        )
    elif isinstance(cost, Refused):
        is_named = training.device != "auto"  # and perhaps not in this computer
        fix = Fix(kind="set-device", label=text("Choose the device automatically"), changes={"device": "auto"})
        yield Finding(
            name="cost",
            level="warning" if is_named else "note",
            about="machine",
            title=text("Time and memory are not known"),
            sentence=cost.sentence,
            fixes=[fix] if is_named else [],
        )
    else:
        yield from _check_memory(training, cost)
        yield from _check_disk(cost)
        yield from _check_time(training, cost)


def _check_memory(training: Training, cost: Cost) -> Iterator[Finding]:
    share = cost.memory_bytes / max(cost.memory_total_bytes, 1)
    if share <= MEMORY_SHARE:
        return
    smaller = training.batch // 2
    fix = Fix(kind="set-setting", label=text("Use a batch of {batch}", batch=smaller), changes={"batch": smaller})
    need, total = cost.memory_bytes / _GIGABYTE, cost.memory_total_bytes / _GIGABYTE
    is_too_much = share > 1
    yield Finding(
        name="memory",
        level="error" if is_too_much else "warning",
        about="machine",
        title=text("Too little memory") if is_too_much else text("Memory is scarce"),
        sentence=text(
            "The run needs about {need:.1f} GB, and this computer has {total:.1f} GB: choose a smaller batch or image "
            "size, or close other programs.",
            need=need,
            total=total,
        ),
        fixes=[fix] if smaller >= 2 else [],
        blocks=text("Choose a smaller batch or image size.") if is_too_much else None,
    )


def _check_disk(cost: Cost) -> Iterator[Finding]:
    left = cost.disk_free_bytes - cost.disk_bytes
    if left >= FREE_BYTES:
        return
    yield Finding(
        name="disk",
        level="error" if left < 0 else "warning",
        about="machine",
        title=text("Too little disk space") if left < 0 else text("Disk space is scarce"),
        sentence=text(
            "The run needs about {need:.2f} GB, and {free:.2f} GB are free: remove old runs, or choose another place "
            "for the data in Settings.",
            need=cost.disk_bytes / _GIGABYTE,
            free=cost.disk_free_bytes / _GIGABYTE,
        ),
        blocks=text("Make room on the disk.") if left < 0 else None,
    )


def _check_time(training: Training, cost: Cost) -> Iterator[Finding]:
    seconds = cost.student_seconds + cost.baseline_seconds
    if seconds <= LONG_SECONDS:
        return
    quick = presets.PRESETS["quick-look"]
    fix = Fix(kind="use-preset", label=text("Take a quick look first"), changes=quick.changes)
    yield Finding(
        name="time",
        level="note",
        about="machine",
        title=text("This takes long"),
        sentence=text(
            "About {hours:.0f} hours on {device}. It runs in the background and can be paused; a quick look first "
            "shows whether the settings are right.",
            hours=seconds / 3600,
            device=cost.device,
        ),
        fixes=[fix] if training.epochs > quick.changes["epochs"] else [],
    )

"""The quick questions: what a model or a dataset is, how good a teacher is here, and what a job would take."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, assert_never

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from ultralytics.data.utils import IMG_FORMATS

from kdstudio.core import class_map, paths, soft_labels
from kdstudio.core.cards import (
    Answer,
    Cost,
    DatasetCard,
    EstimateCost,
    HandOver,
    InspectCheckpoint,
    InspectDataset,
    InspectStudent,
    InspectTeacher,
    InspectUnlabelled,
    ModelCard,
    Question,
    Refused,
    TeacherHere,
    TryImage,
    TryTeacher,
    UnlabelledCard,
)
from kdstudio.core.jobs import Distill, TrainingJob, TrainTeacher
from kdstudio.core.recipe import Recipe
from kdstudio.core.text import UserError, text
from kdstudio.engine import cost, dataset_card, datasets, libraries, measure, students, teachers
from kdstudio.engine.checkpoints import load_ultralytics
from kdstudio.engine.datasets import SAMPLE_PREFIX, Dataset, Samples
from kdstudio.engine.distill import TEACHERS_PROBES, readable
from kdstudio.engine.export import questions
from kdstudio.engine.networks import Teacher, count_parameters, freeze
from kdstudio.engine.workshop import find_device, labels_of

_ZOO_CLASSES = 1000  # the classifiers of the Ultralytics zoo know ImageNet's classes
_ZOO_IMAGE_SIZE = 224
_WEIGHT_BYTES = 2  # Ultralytics keeps weights as fp16
_TRIED_IMAGES = 500
_TRIED_BATCH = 50
_TRIED_SECONDS = 15.0
_SURE_ENOUGH = 0.5
_NEVER = -1e4  # the logit of a class that the teacher does not know
_held: dict[str, Teacher] = {}


def answer(question: Question) -> Answer:
    """Answer a question; what is wrong with the things that it names is an answer as well.

    Models and datasets that are only named, and not on this disk, are not downloaded.
    """
    libraries.set_up_ultralytics()
    try:
        return _answer(question)
    except UserError as error:
        return Refused(sentence=error.text)


def held_bytes() -> int:
    """Return the size in bytes of the models that are kept for the next question."""
    return sum(teacher.size_bytes for teacher in _held.values()) + questions.held_bytes()


def forget() -> None:
    """Let go of the models that are kept for the next question."""
    _held.clear()
    questions.forget()


def _answer(question: Question) -> Answer:
    match question:
        case InspectTeacher(recipe=recipe):
            return _inspect_teacher(recipe)
        case InspectStudent(name=name, classes=classes, image_size=image_size):
            return _describe(name, classes, image_size)
        case InspectDataset(name=name, seed=seed):
            return _inspect_dataset(name, seed)
        case InspectUnlabelled(name=name):
            good, bad = datasets.open_unlabelled(name)
            return UnlabelledCard(name=_short(name), images=len(good), unreadable=len(bad))
        case TryTeacher(recipe=recipe):
            return _try_teacher(recipe)
        case EstimateCost(job=job):
            return _estimate_cost(job)
        case InspectCheckpoint() | TryImage() | HandOver():
            return questions.answer(question)
        case _:
            assert_never(question)


def _short(name: str) -> str:
    return name if ":" in Path(name).name else Path(name).name or name


def _inspect_teacher(recipe: Recipe) -> ModelCard:
    if _is_to_download(recipe.teacher):
        described = _describe(recipe.teacher, _ZOO_CLASSES, _ZOO_IMAGE_SIZE)
        return msgspec.structs.replace(described, classes=_imagenet_names())
    needs_dataset = recipe.teacher_classes == "dataset"
    classes = _open_dataset(recipe.dataset, recipe.seed).classes if needs_dataset else ()
    teacher = _load_teacher(recipe, classes, find_device(recipe.device))
    return ModelCard(
        name=_short(recipe.teacher),
        task="classify",
        classes=list(readable(teacher.classes)),
        parameters=teacher.parameters,
        flops=measure.flops(teacher),
        input_size=max(teacher.input_format.size),
        size_bytes=teacher.size_bytes,
    )


def _imagenet_names() -> list[str]:
    """Return the classes of the zoo's classifiers, as Ultralytics names them."""
    from ultralytics.utils import ROOT, YAML

    names: dict[int, str] = YAML.load(ROOT / "cfg" / "datasets" / "ImageNet.yaml")["names"]
    return list(names.values())


def _load_teacher(recipe: Recipe, classes: Sequence[str], device: torch.device) -> Teacher:
    """Load a teacher, or take the one that was loaded last where it is the same.

    Raises:
        UserError: It cannot be loaded, or is not on this disk.
    """
    if _is_to_download(recipe.teacher):
        raise UserError(
            text(
                "The teacher {name} is not on this disk yet: it is downloaded when a run starts, and can be tried "
                "after that.",
                name=recipe.teacher,
            )
        )
    key = _key(recipe, classes, device)
    teacher = _held.get(key)
    if teacher is None:
        _held.clear()
        teacher = _held[key] = teachers.load(recipe, classes, device)
    return teacher


def _key(recipe: Recipe, classes: Sequence[str], device: torch.device) -> str:
    """Return what a loaded teacher depends on: its files as they are now, how they are read, and where."""
    settings = {name: value for name, value in msgspec.to_builtins(recipe).items() if name.startswith("teacher")}
    is_architecture = recipe.teacher.startswith(("torchvision:", "timm:"))
    files = [recipe.teacher_weights] if is_architecture else [teachers.find_weights(recipe.teacher)]
    changed = [Path(file).stat().st_mtime_ns for file in files if file is not None and Path(file).is_file()]
    return repr((settings, recipe.image_size, changed, tuple(classes), str(device)))


def _is_to_download(name: str) -> bool:
    from ultralytics.utils.downloads import GITHUB_ASSETS_NAMES

    places = (Path(name).expanduser(), paths.weights_folder() / name)
    return name in GITHUB_ASSETS_NAMES and not any(place.is_file() for place in places)


def _describe(name: str, classes: int, image_size: int) -> ModelCard:
    """Describe a network as it would be after training for so many classes; its file's size is estimated."""
    network = _build(name, classes)
    parameters = count_parameters(network)
    return ModelCard(
        name=_short(name),
        task="classify",
        parameters=parameters,
        flops=measure.count_flops(freeze(network), (image_size, image_size)),
        input_size=image_size,
        size_bytes=parameters * _WEIGHT_BYTES,
        is_estimate=True,
    )


def _build(name: str, classes: int) -> nn.Module:
    """Build a student, untrained: from its YAML, or as the checkpoint on this disk or in the zoo is built.

    Raises:
        UserError: There is no such network, it cannot be built, or it is no classifier.
    """
    from ultralytics.nn.tasks import ClassificationModel
    from ultralytics.utils.downloads import GITHUB_ASSETS_NAMES

    weights = name if Path(name).suffix else f"{name}.pt"
    structure: Any = name
    if weights in GITHUB_ASSETS_NAMES and not Path(weights).is_file():
        structure = students.find_student(weights.removesuffix(".pt") + ".yaml")
    elif weights.endswith(".pt") and Path(weights).expanduser().is_file():
        structure = load_ultralytics(Path(weights).expanduser())[0].yaml
    else:
        structure = students.find_student(name)
    try:
        network: nn.Module = ClassificationModel(structure, nc=classes, verbose=False)
    except Exception as error:  # whatever a YAML with mistakes makes Ultralytics' parser raise
        raise UserError(
            text(
                "The network {name} cannot be built ({kind}: {reason}): correct its description.",
                name=name,
                kind=type(error).__name__,
                reason=str(error).strip() or "no reason given",
            )
        ) from error
    return network


def _open_dataset(name: str, seed: int) -> Dataset:
    """Open a dataset that is on this disk; to look at one must not download it.

    Raises:
        UserError: It is not here, or there is nothing usable in it.
    """
    is_name = not name.startswith(SAMPLE_PREFIX) and Path(name).parent == Path()
    if is_name and not _folder_of(name).exists():
        raise UserError(
            text(
                "The dataset {name} is not on this disk: choose a folder of class folders. A dataset of Ultralytics "
                "is downloaded by the command line when a run starts.",
                name=name,
            )
        )
    return datasets.open_dataset(name, seed)


def _folder_of(name: str) -> Path:
    path = Path(name).expanduser()
    return path if path.exists() else paths.datasets_folder() / name


def _inspect_dataset(name: str, seed: int) -> DatasetCard:
    dataset = _open_dataset(name, seed)
    folder = _folder_of(name)
    return dataset_card.describe(dataset, _short(name), was_split=folder.is_dir() and dataset.folder != folder)


def _try_teacher(recipe: Recipe) -> TeacherHere:
    """Ask a teacher about up to 500 validation images, fewer where that takes longer than 15 s."""
    dataset = _open_dataset(recipe.dataset, recipe.seed)
    device = find_device(recipe.device)
    teacher = _load_teacher(recipe, dataset.classes, device).exact()
    pairs = class_map.match(readable(dataset.classes), readable(teacher.classes), recipe.class_map)
    images = cost.evenly(dataset.val, _TRIED_IMAGES)
    images = [images[index] for index in np.random.default_rng(recipe.seed).permutation(len(images))]
    outputs: list[NDArray[np.float32]] = []
    deadline = time.monotonic() + _TRIED_SECONDS
    for pixels in datasets.evaluation_batches(images, recipe.image_size, _TRIED_BATCH):
        outputs.append(measure.logits_of(teacher.logits, [pixels.to(device)], lambda: None))
        if time.monotonic() > deadline:
            break
    logits = measure.in_dataset_classes(np.concatenate(outputs), pairs, len(dataset.classes))
    return _teacher_here(images[: len(logits)], logits)


def _teacher_here(images: Samples, logits: NDArray[np.float32]) -> TeacherHere:
    """Return how often a teacher is right, and one image on which it is, but by a narrow margin."""
    labels = labels_of(images)
    is_right = logits.argmax(1) == labels
    card = TeacherHere(images=len(images), correct=int(is_right.sum()))
    certainty = soft_labels.soften(logits, 1.0).max(1)
    fit = np.flatnonzero(is_right & (certainty >= _SURE_ENOUGH))
    if not len(fit):
        return card
    index = int(fit[certainty[fit].argmin()])
    return msgspec.structs.replace(
        card,
        example_file=str(images[index][0]),
        example_label=int(labels[index]),
        example_logits=[float(value) for value in np.maximum(logits[index], _NEVER)],
    )


def _estimate_cost(job: TrainingJob) -> Cost:
    recipe = job.recipe
    dataset = _open_dataset(recipe.dataset, recipe.seed)
    device = find_device(recipe.device)
    match job:
        case Distill(recipe=distillation):
            work = cost.Work(
                recipe=recipe,
                dataset=dataset,
                unlabelled=_unlabelled(distillation.unlabelled, dataset),
                network=_build(distillation.student, len(dataset.classes)),
                teacher=_load_teacher(distillation, dataset.classes, device),
                probes=distillation.probes,
                has_baseline=distillation.baseline,
                device=device,
            )
        case TrainTeacher(recipe=training):
            work = cost.Work(
                recipe=recipe,
                dataset=dataset,
                unlabelled=[],
                network=_build(training.model, len(dataset.classes)),
                teacher=None,
                probes=TEACHERS_PROBES,
                has_baseline=False,
                device=device,
            )
        case _:
            assert_never(job)
    return cost.estimate(work)


def _unlabelled(name: str | None, dataset: Dataset) -> list[Path]:
    """Return the unlabelled images without reading them: an estimate needs their number, and a few of them."""
    if name is None:
        return []
    folder = dataset.folder / "unlabelled" if name.startswith(SAMPLE_PREFIX) else Path(name).expanduser()
    return [path for path in sorted(folder.rglob("*")) if path.suffix.lower().lstrip(".") in IMG_FORMATS]

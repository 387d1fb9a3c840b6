"""What is exported: the checkpoint, where it comes from, and the images that calibrate, choose and prove."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from kdstudio.core import class_map, jobs, journal, paths
from kdstudio.core.events import NetworkDone
from kdstudio.core.export_plan import ExportPlan
from kdstudio.core.jobs import Distill, TrainingJob
from kdstudio.core.recipe import RUN_PREFIX, Recipe
from kdstudio.core.text import Text, UserError, text
from kdstudio.engine import datasets, teachers
from kdstudio.engine.checkpoints import find_checkpoint, load_any
from kdstudio.engine.cost import evenly
from kdstudio.engine.datasets import Samples
from kdstudio.engine.distill import readable

RANKING_IMAGES = 24
NO_LABEL = -1
_SHOWN_CLASSES = 5
Note = Callable[[Literal["info", "warning"], Text], None]


@dataclass(frozen=True)
class Source:
    """A checkpoint to be exported; `recipe` is that of the distillation behind it, if there is one."""

    name: str
    weights: Path
    task: str
    classes: tuple[str, ...]
    image_size: int
    dataset: str | None
    seed: int
    recipe: Recipe | None = None
    network: str = "student"


@dataclass(frozen=True)
class Images:
    """The images of an export, each with its class in the checkpoint's order, or -1 without labels.

    `calibration` and `ranking` come from the training images and share none; `val` is what the search measures on,
    `judged` what the proof does: the same images where there is no test split.
    """

    name: str
    folder: Path
    calibration: Samples
    ranking: Samples
    val: Samples
    judged: Samples
    judged_on: Literal["test", "val", "unlabelled"]


def open_source(plan: ExportPlan) -> Source:
    """Find and check what a plan wants to export.

    Raises:
        UserError: It is not there, not trained yet, no Ultralytics checkpoint, or of a task that is not exported yet.
    """
    run = _run_folder(plan.source)
    if run is None:
        return _source(plan, find_checkpoint(plan.source), Path(plan.source).name, None)
    job = jobs.read_training(run / jobs.JOB_FILE)
    return _source(plan, _weights_of(run, job, plan), run.name, job)


def _run_folder(source: str) -> Path | None:
    if source.startswith(RUN_PREFIX):
        folder = paths.runs_folder() / source.removeprefix(RUN_PREFIX)
        if not (folder / jobs.JOB_FILE).is_file():
            raise UserError(text("There is no run {run} any more: choose another.", run=folder.name))
        return folder
    folder = Path(source).expanduser()
    return folder if (folder / jobs.JOB_FILE).is_file() else None


def _weights_of(run: Path, job: TrainingJob, plan: ExportPlan) -> Path:
    if isinstance(job, Distill) and plan.network == "teacher":
        return teachers.find_weights(job.recipe.teacher)
    wanted = plan.network if isinstance(job, Distill) else "teacher"
    done = {event.network: event.weights for event in _done(run)}
    if wanted not in done:
        raise UserError(
            text(
                "The run {run} has not finished training this network yet: wait until it has, or resume it.",
                run=run.name,
            )
        )
    best = run / done[wanted]
    weights = best if plan.checkpoint == "best" else best.with_name("last.pt")
    if not weights.is_file():
        raise UserError(text("The checkpoint {path} is not there any more: choose another.", path=str(weights)))
    return weights


def _done(run: Path) -> list[NetworkDone]:
    return [entry.event for entry in journal.read(run) if isinstance(entry.event, NetworkDone)]


def _source(plan: ExportPlan, weights: Path, name: str, job: TrainingJob | None) -> Source:
    if weights.suffix.lower() != ".pt":
        raise UserError(
            text("{path} is no Ultralytics checkpoint: choose the .pt file of a network.", path=str(weights))
        )
    network: Any
    network, checkpoint = load_any(weights)
    if network.task != "classify":
        raise UserError(
            text(
                "{path} is a network for the task {task}: so far classifiers can be exported.",
                path=str(weights),
                task=str(network.task),
            )
        )
    own_size = (checkpoint.get("train_args") or {}).get("imgsz")
    recipe = job.recipe if job is not None else None
    of_run = recipe.image_size if recipe is not None and plan.network != "teacher" else None
    return Source(
        name=name,
        weights=weights,
        task="classify",
        classes=readable(tuple(network.names.values())),
        image_size=int(plan.image_size or of_run or own_size or 224),
        dataset=plan.dataset or (recipe.dataset if recipe is not None else None),
        seed=recipe.seed if recipe is not None and plan.dataset is None else plan.seed,
        recipe=recipe if isinstance(recipe, Recipe) else None,
        network=plan.network if isinstance(job, Distill) else "checkpoint",
    )


def open_images(source: Source, plan: ExportPlan, note: Note) -> Images:
    """Open the images of an export, with labels where there are any.

    Raises:
        UserError: There are none, or their classes are not the checkpoint's.
    """
    if source.dataset is None:
        raise UserError(
            text(
                "Nothing can be proven without images: choose a dataset, or a folder of images without labels (--data)."
            )
        )
    try:
        found = datasets.open_dataset(source.dataset, source.seed)
    except UserError as error:
        images = _unlabelled(source.dataset, plan, error)
        note(
            "warning",
            text(
                "The images in {folder} are in no class folders: that the models agree with the student can be "
                "proven, not that they are right.",
                folder=images.name,
            ),
        )
        return images
    labels = _labels(found.classes, source.classes, note)

    def placed(images: Samples) -> Samples:
        return [(path, labels[label]) for path, label in images if label in labels]

    # A file that lies in two splits must not calibrate what it is to prove.
    train = datasets.without([path for path, _ in found.train], found.val + found.judged)
    calibration, ranking = _calibration([(path, NO_LABEL) for path in train], plan.calibration_images)
    return Images(
        name=_short(source.dataset),
        folder=found.folder,
        calibration=calibration,
        ranking=ranking,
        val=placed(found.val),
        judged=placed(found.judged),
        judged_on=found.judged_on,
    )


def _unlabelled(name: str, plan: ExportPlan, why: UserError) -> Images:
    """Return images without labels: half of them, shuffled, may calibrate, the others prove.

    Raises:
        UserError: There are no images either; then as dataset it is wrong for the reason given.
    """
    try:
        found, _ = datasets.open_unlabelled(name)
    except UserError as error:
        raise why from error
    if len(found) < 2:
        raise why
    order = np.random.default_rng(plan.seed).permutation(len(found))
    shuffled: Samples = [(found[index], NO_LABEL) for index in order]
    half = len(shuffled) // 2
    calibration, ranking = _calibration(shuffled[:half], plan.calibration_images)
    return Images(
        name=_short(name),
        folder=Path(name),
        calibration=calibration,
        ranking=ranking,
        val=shuffled[half:],
        judged=shuffled[half:],
        judged_on="unlabelled",
    )


def _calibration(images: Samples, count: int) -> tuple[Samples, Samples]:
    """Return images that calibrate, evenly over the classes, and others that rank the blocks (the same if too few)."""
    calibration = evenly(images, count)
    taken = {path for path, _ in calibration}
    others = [image for image in images if image[0] not in taken]
    return calibration, evenly(others if len(others) >= RANKING_IMAGES else images, RANKING_IMAGES)


def _labels(ours: tuple[str, ...], theirs: tuple[str, ...], note: Note) -> dict[int, int]:
    """Return the checkpoint's class for each of the dataset's; those that it does not know are left out.

    Raises:
        UserError: It knows fewer than two of them.
    """
    try:
        pairs = class_map.match(readable(ours), theirs, {})
    except UserError as error:
        raise UserError(
            text(
                "The dataset's classes ({ours}) are not the checkpoint's ({theirs}): choose the dataset that it was "
                "trained on.",
                ours=_few(ours),
                theirs=_few(theirs),
            )
        ) from error
    if pairs.unmatched:
        note(
            "warning",
            text(
                "The checkpoint does not know {classes}: their images are left out.", classes=", ".join(pairs.unmatched)
            ),
        )
    return dict(zip(pairs.dataset_columns, pairs.teacher_columns, strict=True))


def _few(names: tuple[str, ...]) -> str:
    return ", ".join(names[:_SHOWN_CLASSES]) + (" …" if len(names) > _SHOWN_CLASSES else "")


def _short(name: str) -> str:
    return name if ":" in Path(name).name else Path(name).name or name

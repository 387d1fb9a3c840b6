"""The main job, from top to bottom: open, ask the teacher, train the student and its baseline, measure, judge."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kdstudio.core import class_map, journal
from kdstudio.core.events import CheckpointSaved, Network, Prepared, Stopped
from kdstudio.core.recipe import Recipe, TeacherRecipe
from kdstudio.core.text import UserError, text
from kdstudio.engine import datasets, measure, results, students, teachers
from kdstudio.engine.losses import LossSettings
from kdstudio.engine.networks import Teacher
from kdstudio.engine.supervisor import StopRequested, Supervisor
from kdstudio.engine.tasks.classify import Guidance
from kdstudio.engine.training import train
from kdstudio.engine.workshop import Workshop, labels_of, open_workshop

TEACHERS_PROBES = 120


def distill(recipe: Recipe, folder: Path, supervisor: Supervisor) -> Stopped | None:
    """Teach a student with a teacher's soft labels; return where it stopped if it was asked to, else None.

    Raises:
        UserError: Something that the recipe names is wrong.
    """
    recipe = recipe.completed()
    try:
        shop = open_workshop(recipe, folder, supervisor, recipe.probes)
        teacher = teachers.load(recipe, shop.dataset.classes, shop.device)
        guidance = _guidance(recipe, teacher, shop.dataset.classes)
        unlabelled = _open_unlabelled(recipe, shop)
        model = students.find_student(recipe.student)
        _report_prepared(shop, guidance, len(unlabelled))
        probes = _ask_teacher(shop, guidance)
        weights: dict[Network, Path] = {"student": train(shop, "student", model, unlabelled, guidance, probes)}
        if recipe.baseline and supervisor.stop_wish() != "finish":
            weights["baseline"] = train(shop, "baseline", model, unlabelled, None, probes)
        results.measure_and_judge(shop, weights, guidance)
    except StopRequested:
        return _stopped(folder)
    return None


def train_teacher(recipe: TeacherRecipe, folder: Path, supervisor: Supervisor) -> Stopped | None:
    """Train a network on labels alone, as a teacher to be; return where it stopped if it was asked to, else None.

    Raises:
        UserError: Something that the recipe names is wrong.
    """
    try:
        shop = open_workshop(recipe, folder, supervisor, TEACHERS_PROBES)
        model = students.find_student(recipe.model)
        _report_prepared(shop, None, 0)
        weights = train(shop, "teacher", model, [], None, None)
        results.measure_and_judge(shop, {"teacher": weights}, None)
    except StopRequested:
        return _stopped(folder)
    return None


def _guidance(recipe: Recipe, teacher: Teacher, classes: tuple[str, ...]) -> Guidance:
    settings = LossSettings.for_method(
        recipe.method,
        temperature=recipe.temperature,
        alpha=recipe.alpha,
        beta=recipe.beta,
        gamma=recipe.gamma,
        soft_weight=recipe.soft_weight,
        warm_up=recipe.soft_warm_up,
    )
    pairs = class_map.match(readable(classes), readable(teacher.classes), recipe.class_map)
    if recipe.method == "logit-std" and len(pairs.dataset_columns) < 3:
        raise UserError(
            text("The method logit-std needs at least 3 classes: two standardised logits are always the same.")
        )
    return Guidance(teacher=teacher, class_map=pairs, method=recipe.method, settings=settings)


def readable(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return class names with ImageNet's codes (n01440764) as words, as Ultralytics' networks name them."""
    from ultralytics.nn.autobackend import check_class_names

    return tuple(check_class_names(dict(enumerate(names))).values())


def _open_unlabelled(recipe: Recipe, shop: Workshop) -> list[Path]:
    if recipe.unlabelled is None:
        return []
    found, skipped = datasets.open_unlabelled(recipe.unlabelled)
    shop.note_skipped(skipped)
    good = datasets.without(found, shop.dataset.val + shop.dataset.judged)
    if len(good) < len(found):
        shop.note(
            "warning",
            text(
                "{count} of the unlabelled images belong to the validation or test split and are left out: a student "
                "must not learn from the images that it is judged by.",
                count=len(found) - len(good),
            ),
        )
    return good


def _report_prepared(shop: Workshop, guidance: Guidance | None, unlabelled: int) -> None:
    dataset = shop.dataset
    pairs: dict[str, str] = {}
    if guidance is not None:
        matched = guidance.class_map
        columns = zip(matched.dataset_columns, matched.teacher_columns, strict=True)
        pairs = {dataset.classes[ours]: guidance.teacher.classes[theirs] for ours, theirs in columns}
        if matched.unmatched:
            shop.note(
                "warning",
                text(
                    "The teacher does not know {classes}: the student learns these from hard labels alone.",
                    classes=", ".join(matched.unmatched),
                ),
            )
            _suggest(shop, guidance)
    shop.supervisor.report(
        Prepared(
            task="classify",
            device=str(shop.device),
            classes=list(dataset.classes),
            display_order=list(dataset.display_order),
            images={"train": len(dataset.train), "unlabelled": unlabelled, "val": len(dataset.val)}
            | {dataset.judged_on: len(dataset.judged)},
            probe_files=[str(path) for path, _ in shop.probes],
            probe_labels=[label for _, label in shop.probes],
            judged_on=dataset.judged_on,
            class_pairs=pairs,
        )
    )


def _suggest(shop: Workshop, guidance: Guidance) -> None:
    near = class_map.suggest(guidance.class_map.unmatched, guidance.teacher.classes)
    if near:
        pairs = " ".join(f"{ours} {theirs}" for ours, theirs in near.items())
        shop.note("warning", text("Are these the same classes? Then pair them in the class map: {pairs}.", pairs=pairs))


def _ask_teacher(shop: Workshop, guidance: Guidance) -> NDArray[np.float32]:
    """Return the teacher's logits of the probes, in the dataset's classes, and keep them.

    Raises:
        UserError: It does no better than chance on them.
    """
    after_batch = shop.reporter("teacher", len(shop.probes))
    logits = measure.logits_of(guidance.teacher.logits, shop.batches(shop.probes), after_batch)
    probes = measure.in_dataset_classes(logits, guidance.class_map, len(shop.dataset.classes))
    measure.check_beats_chance(probes, labels_of(shop.probes), guidance.class_map)
    shop.write_soft_labels("teacher", None, probes)
    return probes


def _stopped(folder: Path) -> Stopped:
    """Return the place that a stopped run keeps: its last checkpoint."""
    saved = [entry.event for entry in journal.read(folder) if isinstance(entry.event, CheckpointSaved)]
    return Stopped(network=saved[-1].network, epoch=saved[-1].epoch) if saved else Stopped()

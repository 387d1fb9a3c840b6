"""The dataset before the start: chosen, read, its faults, and whether it has enough images of a fitting size."""

from collections.abc import Iterator

from kdstudio.core.cards import DatasetCard, DatasetProblem, Refused
from kdstudio.core.findings import Finding, Fix, Known
from kdstudio.core.recipe import CLASSIFY, STRIDE, Recipe, Training
from kdstudio.core.text import text

FEW_JUDGED = 100
SPLIT, FEW_IMAGES = "split", "few-images"  # kinds of problems
_OTHER_TITLE = text("Worth knowing about the dataset")
_TITLES = {
    SPLIT: text("Validation images are set apart"),
    "no-validation": text("No validation split"),
    "unreadable": text("Some images cannot be read"),
    "empty-class": text("A class is empty"),
    FEW_IMAGES: text("Few images in a class"),
    "imbalance": text("Uneven classes"),
    "unknown-class": text("Some classes are left out"),
    "duplicates": text("The same images in training and judging"),
}
_CHOOSE_DATASET = Fix(kind="choose-dataset", label=text("Other dataset…"))
_CHOOSE_UNLABELLED = Fix(kind="choose-unlabelled", label=text("Add unlabelled images…"))


def check_data(training: Training, known: Known) -> Iterator[Finding]:
    """Say what is known of the labelled images."""
    card = known.dataset
    if not training.dataset:
        yield Finding(
            name="dataset",
            level="error",
            about="dataset",
            title=text("No dataset is chosen"),
            sentence=text("Choose a folder with a folder of images for each class, or a sample."),
            fixes=[_CHOOSE_DATASET],
            blocks=text("Choose a dataset."),
        )
    elif card is None:
        yield Finding(
            name="dataset",
            level="waiting",
            about="dataset",
            title=text("Reading the dataset…"),
            sentence=text("Every image is opened once, to see that it can be."),
            blocks=text("Reading the dataset…"),
        )
    elif isinstance(card, Refused):
        yield Finding(
            name="dataset",
            level="error",
            about="dataset",
            title=text("The dataset cannot be used"),
            sentence=card.sentence,
            fixes=[_CHOOSE_DATASET],
            blocks=text("Choose another dataset."),
        )
    else:
        yield from _check_dataset(training, card)


def _check_dataset(training: Training, card: DatasetCard) -> Iterator[Finding]:
    if card.task != CLASSIFY:
        yield Finding(
            name="dataset",
            level="error",
            about="dataset",
            title=text("The dataset has another task"),
            sentence=text(
                "{name} is a dataset for the task {task}: choose one whose images stand in a folder for each class.",
                name=card.name,
                task=card.task,
            ),
            fixes=[_CHOOSE_DATASET],
            blocks=text("Choose another dataset."),
        )
        return
    yield from (_problem(training, problem) for problem in card.problems)
    if all(problem.kind == SPLIT for problem in card.problems):
        yield Finding(
            name="dataset",
            level="ok",
            about="dataset",
            title=text("No problems found"),
            sentence=text("Every image of the dataset can be read."),
        )
    yield from _check_judges(card)
    yield from _check_typical_size(training, card)


def _problem(training: Training, problem: DatasetProblem) -> Finding:
    may_add = problem.kind == FEW_IMAGES and isinstance(training, Recipe) and training.unlabelled is None
    fixes = [_CHOOSE_DATASET] if problem.is_error else [_CHOOSE_UNLABELLED] if may_add else []
    return Finding(
        name=problem.kind,
        level="error" if problem.is_error else "note" if problem.kind == SPLIT else "warning",
        about="dataset",
        title=_TITLES.get(problem.kind, _OTHER_TITLE),
        sentence=problem.sentence,
        fixes=fixes,
        blocks=text("Mend the dataset, or choose another.") if problem.is_error else None,
    )


def _check_judges(card: DatasetCard) -> Iterator[Finding]:
    judged = sum(card.splits.get(card.judged_on, []))
    if 0 < judged < FEW_JUDGED:
        yield Finding(
            name="few-judged",
            level="note",
            about="dataset",
            title=text("Few images to judge by"),
            sentence=text(
                "With {count:,} images, one more or less is {points:.1f} points: a small gain cannot be told from "
                "chance.",
                count=judged,
                points=100 / judged,
            ),
        )


def _check_typical_size(training: Training, card: DatasetCard) -> Iterator[Finding]:
    if not card.typical_size:
        return
    enough = -(-card.typical_size // STRIDE) * STRIDE
    if training.image_size > 2 * enough:
        yield Finding(
            name="typical-size",
            level="note",
            about="recipe",
            title=text("The images are smaller than that"),
            sentence=text(
                "They are about {typical} px wide and are enlarged to {size} px: that costs time and adds nothing to "
                "see. {enough} px are enough.",
                typical=card.typical_size,
                size=training.image_size,
                enough=enough,
            ),
            fixes=[
                Fix(kind="set-image-size", label=text("Use {size} px", size=enough), changes={"image_size": enough})
            ],
        )


def check_unlabelled(distillation: Recipe, known: Known) -> Iterator[Finding]:
    """Say what is known of the unlabelled images."""
    card = known.unlabelled
    if distillation.unlabelled is None:
        yield Finding(
            name="unlabelled",
            level="note",
            about="dataset",
            title=text("No unlabelled images"),
            sentence=text(
                "Distillation needs no labels: more images of the same kind, labelled by nobody, let the teacher teach "
                "more."
            ),
            fixes=[_CHOOSE_UNLABELLED],
        )
    elif card is None:
        yield Finding(
            name="unlabelled",
            level="waiting",
            about="dataset",
            title=text("Counting the unlabelled images…"),
            sentence=text("Every image is opened once, to see that it can be."),
            blocks=text("Counting the unlabelled images…"),
        )
    elif isinstance(card, Refused):
        yield Finding(
            name="unlabelled",
            level="error",
            about="dataset",
            title=text("The unlabelled images cannot be used"),
            sentence=card.sentence,
            fixes=[
                Fix(kind="choose-unlabelled", label=text("Other folder…")),
                Fix(kind="set-setting", label=text("Leave them out"), changes={"unlabelled": None}),
            ],
            blocks=text("Choose other unlabelled images, or none."),
        )
    elif card.unreadable:
        yield Finding(
            name="unlabelled",
            level="warning",
            about="dataset",
            title=text("Some unlabelled images are left out"),
            sentence=text(
                "{unreadable:,} of them cannot be read; the teacher's soft labels teach the other {images:,}.",
                unreadable=card.unreadable,
                images=card.images,
            ),
        )
    else:
        yield Finding(
            name="unlabelled",
            level="ok",
            about="dataset",
            title=text("{images:,} unlabelled images join in", images=card.images),
            sentence=text("The student learns them from the teacher's soft labels alone."),
        )

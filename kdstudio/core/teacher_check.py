"""The teacher before the start: chosen, known, in training still, and better than chance on the dataset."""

from collections.abc import Iterator, Sequence

from kdstudio.core.cards import DatasetCard, ModelCard, Refused, TeacherHere
from kdstudio.core.findings import Finding, Fix, Known, Level
from kdstudio.core.recipe import CLASSIFY, RUN_PREFIX, Recipe
from kdstudio.core.text import Text, text

CHOOSE_TEACHER = Fix(kind="choose-teacher", label=text("Other teacher…"))
# Of the way from guessing to always right: below SKILL the run would be refused, below WEAK there is little to learn.
SKILL = 0.1
WEAK = 0.5


def is_in_training(recipe: Recipe, known: Known) -> bool:
    """Return whether the teacher is what a run that waits or works is going to train."""
    return recipe.teacher.startswith(RUN_PREFIX) and known.teacher_run_state in ("waiting", "running")


def check_teacher(recipe: Recipe, known: Known) -> Iterator[Finding]:
    """Say what is known of the teacher itself."""
    if not recipe.teacher:
        yield _error(
            text("No teacher is chosen"),
            text("Choose a trained classifier, a .pt or .onnx file, or train one on this dataset first."),
            blocks=text("Choose a teacher."),
        )
    elif recipe.teacher.startswith(RUN_PREFIX) and known.teacher_run_state != "finished":
        yield from _check_run(recipe.teacher.removeprefix(RUN_PREFIX), known)
    else:
        yield from _check_card(recipe, known.teacher)


def check_own_model(name: str, card: ModelCard | Refused | None) -> Iterator[Finding]:
    """Say what is known of the model that is to be trained as a teacher."""
    if not name:
        yield _error(
            text("No model is chosen"),
            text("Choose the network that is to become the teacher: one of the YOLO family, or your own."),
            blocks=text("Choose a teacher."),
        )
    elif isinstance(card, Refused):
        yield _refused(card)
    else:
        yield from _check_model(card)


def check_teacher_here(recipe: Recipe, known: Known, paired: Sequence[str]) -> Iterator[Finding]:
    """Say how good the teacher is on the dataset, of which these classes are paired with its own."""
    here, dataset = known.teacher_here, known.dataset
    if is_in_training(recipe, known) or len(paired) < 2 or not isinstance(dataset, DatasetCard):
        return
    if here is None:
        yield _trying()
    elif isinstance(here, Refused):
        yield _finding("warning", text("The teacher could not be tried"), here.sentence, name="teacher-here")
    elif here.images:
        reach = _share_of(dataset, paired)
        yield _rate(here, chance=reach / len(paired), reach=reach)


def _share_of(dataset: DatasetCard, paired: Sequence[str]) -> float:
    """Return the share of the validation images that are of these classes."""
    counts = dataset.splits.get("val") or dataset.splits.get("test") or []
    names = set(paired)
    known = sum(count for name, count in zip(dataset.classes, counts, strict=False) if name in names)
    return known / sum(counts) if known else 1.0


def _check_run(run_id: str, known: Known) -> Iterator[Finding]:
    match known.teacher_run_state:
        case "waiting" | "running":
            yield _finding(
                "ok",
                text("The teacher is trained first"),
                text("This run waits until the run {run} has finished, and then takes its network.", run=run_id),
            )
        case "stopped":
            yield _error(
                text("The teacher's training is paused"),
                text("The run {run} has not finished: resume it, or choose another teacher.", run=run_id),
            )
        case "failed" | "lost":
            yield _error(
                text("The teacher's training has not finished"),
                text(
                    "The run {run} failed or was interrupted: open it to see what it needs, or choose another teacher.",
                    run=run_id,
                ),
            )
        case _ if not isinstance(known.teacher, ModelCard):
            yield _error(
                text("The teacher's run is not there"),
                text("There is no run {run} any more: choose another teacher.", run=run_id),
            )


def _check_card(recipe: Recipe, card: ModelCard | Refused | None) -> Iterator[Finding]:
    if isinstance(card, Refused):
        yield _refused(card, *_name_classes(recipe))
        return
    yield from _check_model(card)
    if card is None:
        return
    if card.is_estimate:
        yield _finding(
            "warning",
            text("The teacher is not downloaded yet"),
            text(
                "{name} is fetched when the run begins, which needs the network; its size is estimated.", name=card.name
            ),
        )
    elif not card.classes:
        yield _error(
            text("The teacher's classes have no names"),
            text("{name} does not say what its classes are: name them, or choose another teacher.", name=card.name),
            *_name_classes(recipe),
            blocks=text("Name the teacher's classes."),
        )


def _check_model(card: ModelCard | None) -> Iterator[Finding]:
    if card is None:
        yield _finding(
            "waiting",
            text("Reading the teacher…"),
            text("What is known of it will stand here in a moment."),
            blocks=text("Reading the teacher…"),
        )
    elif card.task != CLASSIFY:
        yield _error(
            text("The teacher has another task"),
            text(
                "{name} is a network for the task {task}, but the images are to be classified: choose a classifier.",
                name=card.name,
                task=card.task,
            ),
        )


def _refused(card: Refused, *fixes: Fix) -> Finding:
    return _error(text("The teacher cannot be used"), card.sentence, *fixes)


def _name_classes(recipe: Recipe) -> list[Fix]:
    """Return the way out for a teacher whose file names no classes, as an ONNX or a zoo network may."""
    may_be_nameless = recipe.teacher.lower().endswith(".onnx") or recipe.teacher.startswith(("torchvision:", "timm:"))
    if not may_be_nameless or recipe.teacher_classes is not None:
        return []
    label = text("Its classes are the dataset's, in alphabetical order")
    return [Fix(kind="set-setting", label=label, changes={"teacher_classes": "dataset"})]


def _trying() -> Finding:
    return _finding(
        "waiting",
        text("Trying the teacher on the dataset…"),
        text("How often it is right will stand here. You need not wait for it."),
        name="teacher-here",
    )


def _rate(here: TeacherHere, chance: float, reach: float) -> Finding:
    """Say how often the teacher is right: `chance` is what guessing gives, `reach` what it can get at most."""
    share = here.correct / here.images
    skill = (share - chance) / (reach - chance)
    figures = {"correct": here.correct, "images": here.images, "top1": 100 * share, "chance": 100 * chance}
    if skill < SKILL:
        return _error(
            text("The teacher only guesses here"),
            text(
                "It is right on {correct:,} of {images:,} images ({top1:.1f} %, guessing gives {chance:.1f} %): its "
                "classes look mismatched, or it expects other pixels. Check the pairs, or choose another teacher.",
                **figures,
            ),
            name="teacher-here",
            blocks=text("Check the pairs, or choose another teacher."),
        )
    if skill < WEAK:
        return _finding(
            "warning",
            text("The teacher is weak on these images"),
            text(
                "It is right on {correct:,} of {images:,} images ({top1:.1f} %): a student learns its mistakes too. "
                "Check the pairs, or train a teacher on this dataset first.",
                **figures,
            ),
            CHOOSE_TEACHER,
            name="teacher-here",
        )
    return _finding(
        "ok",
        text("The teacher runs on this computer"),
        text("It is right on {correct:,} of {images:,} images of this dataset ({top1:.1f} %).", **figures),
        name="teacher-here",
    )


def _error(title: Text, sentence: Text, *fixes: Fix, name: str = "teacher", blocks: Text | None = None) -> Finding:
    blocks = blocks or text("Choose another teacher.")
    return _finding("error", title, sentence, *fixes, CHOOSE_TEACHER, name=name, blocks=blocks)


def _finding(
    level: Level, title: Text, sentence: Text, *fixes: Fix, name: str = "teacher", blocks: Text | None = None
) -> Finding:
    return Finding(
        name=name, level=level, about="teacher", title=title, sentence=sentence, fixes=list(fixes), blocks=blocks
    )

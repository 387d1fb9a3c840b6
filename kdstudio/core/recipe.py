"""What to distil and how: every setting declared once, with its default, limits, unit and words."""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, get_args, get_type_hints

import msgspec
from msgspec import Meta

from kdstudio.core.methods import METHODS
from kdstudio.core.text import Text, UserError, text

CLASSIFY = "classify"  # the task
STRIDE = 32  # an image's side is a multiple of it, px
Augmentation = Literal["none", "light", "standard"]
Cache = Literal["auto", "ram", "disk", "off"]
MethodName = Literal["kd", "dkd", "dist", "logit-std", "hard"]
Optimizer = Literal["AdamW", "Adam", "NAdam", "RAdam", "SGD", "RMSProp"]


def _setting(title: Text, why: Text, *, unit: Text | None = None, **limits: float) -> Meta:
    """Describe one setting: its name for people, what it does, its unit and its limits.

    The words are kept as templates, of which `Text` makes sentences again: msgspec takes strings only.
    The limits (`ge`, `gt`, `le`, `multiple_of`) stand in `extra`: msgspec would check them on decoding only,
    in its own words, and refuses them on a setting that may be absent.
    """
    return Meta(title=title.template, description=why.template, extra={"unit": unit.template if unit else "", **limits})


class Training(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every training needs: a dataset, a budget and a seed."""

    dataset: Annotated[
        str,
        _setting(
            text("Dataset"),
            text(
                "Folder with train, val and test folders of class folders; a folder of class folders is split for you; "
                "an NDJSON file or the name of an Ultralytics dataset works too."
            ),
        ),
    ]
    epochs: Annotated[
        int, _setting(text("Epochs"), text("How often training goes through all images."), ge=1, le=10_000)
    ] = 30
    batch: Annotated[int, _setting(text("Batch"), text("Images in one step."), unit=text("images"), ge=2, le=4096)] = 64
    image_size: Annotated[
        int,
        _setting(
            text("Image size"),
            text("Side of the square that the student sees; a multiple of 32, as Ultralytics would round it anyway."),
            unit=text("px"),
            ge=32,
            le=2048,
            multiple_of=STRIDE,
        ),
    ] = 224
    optimizer: Annotated[
        Optimizer,
        _setting(
            text("Optimizer"), text("Named, never automatic: the same one must train the student and its baseline.")
        ),
    ] = "AdamW"
    learning_rate: Annotated[
        float,
        _setting(text("Learning rate"), text("At its highest; it falls to 1 % of this along a cosine."), gt=0, le=1),
    ] = 0.002
    weight_decay: Annotated[
        float, _setting(text("Weight decay"), text("Pulls weights towards zero."), ge=0, le=0.5)
    ] = 0.0005
    warmup_epochs: Annotated[
        float,
        _setting(
            text("Warm-up"), text("Time in which the learning rate rises from zero."), unit=text("epochs"), ge=0, le=100
        ),
    ] = 1.0
    augmentation: Annotated[
        Augmentation,
        _setting(
            text("Augmentation"),
            text("none: only flips; light: small crops and flips; standard: what Ultralytics does by default."),
        ),
    ] = "light"
    flip: Annotated[
        float,
        _setting(text("Flip"), text("Share of images mirrored left to right; 0 for letters and digits."), ge=0, le=1),
    ] = 0.5
    seed: Annotated[
        int, _setting(text("Seed"), text("Fixes weights, order and crops: one run is one seed."), ge=0, le=2**31)
    ] = 0
    device: Annotated[
        str,
        _setting(
            text("Device"), text("auto takes the GPU where there is one; else cpu, mps, or the number of one GPU.")
        ),
    ] = "auto"
    threads: Annotated[int, _setting(text("Threads"), text("Processor threads; 0 takes all cores."), ge=0, le=1024)] = 0
    workers: Annotated[
        int,
        _setting(
            text("Loader processes"), text("Extra processes that load images; used with a GPU only."), ge=0, le=64
        ),
    ] = 4
    cache: Annotated[
        Cache,
        _setting(text("Image cache"), text("Keeps decoded images; auto uses memory when they take less than 1 GB.")),
    ] = "auto"


class TeacherRecipe(Training, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How to train a teacher of one's own: the same engine, without a teacher at its side."""

    model: Annotated[
        str,
        _setting(
            text("Model"),
            text("An Ultralytics classification model: a .yaml starts from scratch, a .pt from its weights."),
        ),
    ] = "yolo11s-cls.yaml"


class Recipe(Training, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to distil and how."""

    teacher: Annotated[
        str,
        _setting(
            text("Teacher"),
            text(
                "An Ultralytics .pt, an .onnx, or torchvision:NAME or timm:NAME with a weights file; run:ID takes the "
                "network that a run trained."
            ),
        ),
    ]
    student: Annotated[
        str,
        _setting(
            text("Student"),
            text("An Ultralytics classification model: a .yaml starts from scratch, a .pt from its weights."),
        ),
    ] = "yolo11n-cls.yaml"
    unlabelled: Annotated[
        str | None,
        _setting(
            text("Unlabelled images"), text("Folder of images without labels: the teacher's soft labels teach them.")
        ),
    ] = None
    method: Annotated[
        MethodName, _setting(text("Method"), text("How the soft labels become a loss, after one of five papers."))
    ] = "kd"
    temperature: Annotated[
        float | None,
        _setting(
            text("Temperature"), text("Softens both networks' outputs; default as the method's paper."), ge=0.1, le=100
        ),
    ] = None
    alpha: Annotated[
        float | None,
        _setting(
            text("Alpha"),
            text(
                "kd, hard, logit-std: the hard loss weighs 1 - alpha, in kd and hard the soft one alpha; dkd: weight "
                "of the target part."
            ),
            ge=0,
            le=10,
        ),
    ] = None
    beta: Annotated[
        float | None,
        _setting(
            text("Beta"),
            text("dkd: weight of the non-target part; dist: of the relation between classes."),
            ge=0,
            le=100,
        ),
    ] = None
    gamma: Annotated[
        float | None, _setting(text("Gamma"), text("dist: weight of the relation between images."), ge=0, le=100)
    ] = None
    soft_weight: Annotated[
        float | None, _setting(text("Soft weight"), text("logit-std: weight of the soft loss."), ge=0, le=100)
    ] = None
    soft_warm_up: Annotated[
        float | None,
        _setting(
            text("Warm-up of the soft loss"),
            text("Share of all steps in which the soft loss rises from zero."),
            ge=0,
            le=1,
        ),
    ] = None
    baseline: Annotated[
        bool,
        _setting(text("Baseline"), text("Also train the same student without the teacher, to know whether it helped.")),
    ] = False
    probes: Annotated[
        int,
        _setting(
            text("Probe images"),
            text("Fixed images whose soft labels are kept after every epoch."),
            unit=text("images"),
            ge=1,
            le=2000,
        ),
    ] = 120
    class_map: Annotated[
        dict[str, str],
        _setting(
            text("Class map"), text("Dataset class to teacher class where the names differ; it wins over equal names.")
        ),
    ] = {}
    teacher_weights: Annotated[
        str | None, _setting(text("Teacher's weights"), text("File of weights for torchvision:NAME and timm:NAME."))
    ] = None
    teacher_classes: Annotated[
        str | None,
        _setting(
            text("Teacher's classes"),
            text(
                "Text file with a class name a line, where the teacher's file names none; `dataset` says that they are "
                "the dataset's, in alphabetical order."
            ),
        ),
    ] = None
    teacher_image_size: Annotated[
        int | None,
        _setting(
            text("Teacher's image size"),
            text("Side that the teacher sees; default is its own."),
            unit=text("px"),
            ge=8,
            le=2048,
        ),
    ] = None
    teacher_mean: Annotated[
        tuple[float, float, float] | None,
        _setting(text("Teacher's mean"), text("Subtracted from its input in 0..1, a number for red, green and blue.")),
    ] = None
    teacher_std: Annotated[
        tuple[float, float, float] | None,
        _setting(
            text("Teacher's deviation"), text("Divides its input after the mean, a number for red, green and blue.")
        ),
    ] = None
    teacher_bgr: Annotated[
        bool, _setting(text("Teacher sees BGR"), text("Its channels are blue, green, red instead of red, green, blue."))
    ] = False

    def completed(self) -> "Recipe":
        """Return the recipe with the method's own numbers where none were given, so that none is implicit."""
        method = METHODS[self.method]
        defaults = {
            "temperature": method.temperature,
            "alpha": method.alpha,
            "beta": method.beta,
            "gamma": method.gamma,
            "soft_weight": method.soft_weight,
            "soft_warm_up": method.warm_up,
        }
        missing = {name: default for name, default in defaults.items() if getattr(self, name) is None}
        return msgspec.structs.replace(self, **missing)


RUN_PREFIX = "run:"  # before a teacher's name that is a run's id
SHARED_ALPHA = ("kd", "hard", "logit-std")  # where alpha shares one loss out, hard and soft
PATH_FIELDS = ("dataset", "teacher", "student", "unlabelled", "teacher_weights", "teacher_classes", "model")
AnyRecipe = TypeVar("AnyRecipe", bound=Training)


def with_absolute_paths(recipe: AnyRecipe, base: Path) -> AnyRecipe:
    """Return the recipe with those files and folders made absolute that exist below `base`."""
    changes = {}
    for name in PATH_FIELDS:
        value = getattr(recipe, name, None)
        if value and (path := base / Path(value).expanduser()).exists():
            changes[name] = str(path.absolute())
    return msgspec.structs.replace(recipe, **changes)


def settings(kind: type[Training]) -> Iterator[tuple[str, Meta, Any, Any]]:
    """Yield name, description, plain type and default of each setting, in the order in which it is declared."""
    hints = get_type_hints(kind, include_extras=True)
    for field in msgspec.structs.fields(kind):
        plain, meta = get_args(hints[field.name])[:2]
        default = field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory()
        yield field.name, meta, plain, default


def check(recipe: Training) -> None:
    """Check every setting against its limits.

    Raises:
        UserError: Names the first setting that is out of its limits, the value and the limits.
    """
    for name, meta, _, _ in settings(type(recipe)):
        value = getattr(recipe, name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            _check_limits(name, float(value), meta)
    if isinstance(recipe, Recipe):
        _check_soft_weight(recipe.completed())
    if isinstance(recipe, Recipe) and recipe.method in SHARED_ALPHA and (recipe.alpha or 0) > 1:
        raise UserError(
            text(
                "alpha is {value:g}, but with the method {method} it is a share: choose a number from 0 to 1.",
                value=recipe.alpha or 0,
                method=recipe.method,
            )
        )


def _check_soft_weight(recipe: Recipe) -> None:
    """Check that the soft labels count at all: a distillation that is off must not call itself one."""
    weights = {
        "kd": (recipe.alpha,),
        "hard": (recipe.alpha,),
        "logit-std": (recipe.soft_weight,),
        "dkd": (recipe.alpha, recipe.beta),
        "dist": (recipe.beta, recipe.gamma),
    }[recipe.method]
    if not any(weights):
        raise UserError(
            text(
                "With these weights the soft labels of the method {method} count nothing: choose more than 0, or train "
                "without a teacher (kdstudio train-teacher).",
                method=recipe.method,
            )
        )


def _check_limits(name: str, value: float, meta: Meta) -> None:
    limits = meta.extra or {}
    low, above, high, step = (limits.get(key) for key in ("ge", "gt", "le", "multiple_of"))
    if not math.isfinite(value):
        raise UserError(text("{name} is not a finite number: choose one.", name=name))
    if above is not None and value <= above:
        raise UserError(text("{name} is {value:g}: it must be more than {low:g}.", name=name, value=value, low=above))
    if (low is not None and value < low) or (high is not None and value > high):
        raise UserError(
            text(
                "{name} is {value:g}, outside its limits: choose a number from {low:g} to {high:g}.",
                name=name,
                value=value,
                low=low if low is not None else above or 0,
                high=high if high is not None else math.inf,
            )
        )
    if step is not None and value % step:
        raise UserError(
            text(
                "{name} is {value:g}, but must be a multiple of {step:g}: {below:g} and {next:g} are the nearest.",
                name=name,
                value=value,
                step=step,
                below=max(value // step, 1) * step,
                next=(value // step + 1) * step,
            )
        )

"""What is known of a model or a dataset without opening it again: questions for the warm worker, and its answers."""

import msgspec

from kdstudio.core.jobs import TrainingJob
from kdstudio.core.recipe import Recipe
from kdstudio.core.text import Text


class _Answer(msgspec.Struct, frozen=True, kw_only=True, tag_field="answer", tag=True):
    """One answer of the warm worker."""


class ModelCard(_Answer, frozen=True, kw_only=True):
    """A network at rest. `flops` counts a multiply-add as two operations, for one image at `input_size` (px).

    With `is_estimate` it was described without its weights: its size is that of its parameters in fp16, and its
    classes are not known.
    """

    name: str
    task: str
    classes: list[str] = []
    parameters: int = 0
    flops: float | None = None
    input_size: int | None = None
    size_bytes: int = 0
    is_estimate: bool = False


class DatasetProblem(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is wrong, or worth knowing, in a dataset."""

    kind: str
    sentence: Text
    is_error: bool = False
    files: list[str] = []


class DatasetCard(_Answer, frozen=True, kw_only=True):
    """A dataset on disk; `splits` has the images of each class, in class order, for train, val and test.

    A split that is not there has no entry. `folder` holds train and val; it is not the given one where
    validation images were split off (`was_split`).
    `thumbnails` are image files, at most one a class, in display order.
    """

    name: str
    folder: str
    task: str
    classes: list[str]
    display_order: list[int]
    splits: dict[str, list[int]]
    judged_on: str = "val"
    was_split: bool = False
    thumbnails: list[str] = []
    typical_size: int | None = None
    problems: list[DatasetProblem] = []


class UnlabelledCard(_Answer, frozen=True, kw_only=True):
    """A folder of images without labels."""

    name: str
    images: int
    unreadable: int = 0


class TeacherHere(_Answer, frozen=True, kw_only=True):
    """What a teacher says on a dataset: how often it is right, and its logits for one image (dataset class order)."""

    images: int
    correct: int
    example_file: str = ""
    example_label: int = -1
    example_logits: list[float] = []


class Cost(_Answer, frozen=True, kw_only=True):
    """What a job would take here: seconds for student and baseline, peak memory and disk in bytes."""

    device: str
    student_seconds: float
    baseline_seconds: float
    memory_bytes: int
    memory_total_bytes: int
    disk_bytes: int
    disk_free_bytes: int


class ModelSays(msgspec.Struct, frozen=True, kw_only=True):
    """What one model says of an image: its soft label at T = 1 over the classes, and how long it took.

    `key` is `teacher`, `student` or an exported file's; classes that a teacher does not know have 0.
    """

    key: str
    probabilities: list[float]
    milliseconds: float


class ImageTried(_Answer, frozen=True, kw_only=True):
    """What several models say of one image; those that could not be asked say why in `failed`."""

    classes: list[str]
    models: list[ModelSays]
    failed: dict[str, Text] = {}


class HandoverMade(_Answer, frozen=True, kw_only=True):
    """A hand-over folder is there and passed its own check; `archive` is its zip file, where one was asked for."""

    folder: str
    files: list[str]
    size_bytes: int
    archive: str | None = None


class Refused(_Answer, frozen=True, kw_only=True):
    """Why a question has no answer."""

    sentence: Text


class _Question(msgspec.Struct, frozen=True, kw_only=True, tag_field="ask", tag=True):
    """One question for the warm worker."""


class InspectTeacher(_Question, frozen=True, kw_only=True):
    """What is this teacher? Answered with a `ModelCard`; the recipe says how to read it."""

    recipe: Recipe


class InspectStudent(_Question, frozen=True, kw_only=True):
    """What would this student be, with so many classes? Answered with a `ModelCard`."""

    name: str
    classes: int
    image_size: int


class InspectDataset(_Question, frozen=True, kw_only=True):
    """What is in this dataset? Answered with a `DatasetCard`."""

    name: str
    seed: int = 0


class InspectUnlabelled(_Question, frozen=True, kw_only=True):
    """How many images are in this folder? Answered with an `UnlabelledCard`."""

    name: str


class TryTeacher(_Question, frozen=True, kw_only=True):
    """How good is the teacher on this dataset? Answered with a `TeacherHere`."""

    recipe: Recipe


class EstimateCost(_Question, frozen=True, kw_only=True):
    """What would this job take on this machine? Answered with a `Cost`, from a few timed batches."""

    job: TrainingJob


class InspectCheckpoint(_Question, frozen=True, kw_only=True):
    """What is this Ultralytics checkpoint, to be exported? Answered with a `ModelCard`."""

    name: str


class TryImage(_Question, frozen=True, kw_only=True):
    """What do a run's networks and an export's files say of this image? Answered with an `ImageTried`.

    `run` and `export` are folders; either may be absent.
    """

    image: str
    run: str | None = None
    export: str | None = None


class HandOver(_Question, frozen=True, kw_only=True):
    """Write the hand-over folder of an export, with the files of these keys, the main one first.

    It goes to `out`, else into the export's folder; answered with a `HandoverMade`.
    """

    export: str
    keys: list[str]
    out: str | None = None
    zip: bool = False


Question = (
    InspectTeacher
    | InspectStudent
    | InspectDataset
    | InspectUnlabelled
    | TryTeacher
    | EstimateCost
    | InspectCheckpoint
    | TryImage
    | HandOver
)
Answer = ModelCard | DatasetCard | UnlabelledCard | TeacherHere | Cost | ImageTried | HandoverMade | Refused

"""What an exported model is worth: its figures as plain data, the budget's three verdicts, and their words."""

from collections.abc import Container, Sequence
from typing import Literal, assert_never

import msgspec

from kdstudio.core.export_plan import PRECISION_WORDS
from kdstudio.core.text import Text, text

BudgetVerdict = Literal["within", "unproven", "over"]
Role = Literal["teacher", "student", "file"]
Step = Literal["full", "weighted", "weighted-head-float", "blocks"]
# A wall clock that sees so little of a core's time tells more about the other programs than about the model.
BUSY_SHARE = 0.9
_PREFERRED = ("int8", "int8-dynamic", "fp16", "fp32")  # static INT8 is faster than dynamic, and as small


class Timing(msgspec.Struct, frozen=True, kw_only=True):
    """Time for one image, batch 1, in milliseconds, by turns with the other models; pre- and post-processing apart.

    `median_ms`, `p90_ms` and `p95_ms` are of the wall clock, `cpu_median_ms` of the calling thread's processor time
    (with one thread, the model's whole cost). `cpu_share` is processor time over wall time, 1 on a quiet machine.
    """

    median_ms: float
    p90_ms: float
    p95_ms: float
    cpu_median_ms: float
    cpu_share: float
    threads: int
    calls: int
    preprocess_ms: float = 0.0
    postprocess_ms: float = 0.0

    @property
    def is_disturbed(self) -> bool:
        """Return whether other programs took the processor so often that only `cpu_median_ms` can be stated."""
        return self.threads == 1 and self.cpu_share < BUSY_SHARE

    @property
    def stated_ms(self) -> float:
        """Return the median to state: of the wall clock, or of the processor where that was disturbed."""
        return self.cpu_median_ms if self.is_disturbed else self.median_ms


class Loss(msgspec.Struct, frozen=True, kw_only=True):
    """What a model lost against the student on the same images, in points (positive is worse).

    `low` and `high` are the one-sided 95 % bounds of the paired bootstrap over images. `images_needed` is about how
    many images it would take to prove the budget, where `images` were too few and that can be said.
    """

    points: float
    low: float
    high: float
    verdict: BudgetVerdict
    images: int
    images_needed: int | None = None


class ProofRow(msgspec.Struct, frozen=True, kw_only=True):
    """One model of a proof: the teacher, the student's checkpoint, or an exported file, on its own runtime.

    `key` names it within the proof: `teacher`, `student`, or the file's (`fp32`, `int8`, `int8-first`, …).
    Accuracy is in percent with its 95 % Wilson interval and None where there are no labelled images; agreement with
    the student in percent; `kl_bits` the mean KL(student ‖ model). `precision_used` is what the runtime said that it
    computes in. `memory_bytes` is the peak over the bare runtime, `size_bytes` what ships, and
    `sha256` that of it (of a folder: of all names and contents). `float_blocks` are the
    blocks that repair keeps in float. `is_choice` marks the best measured file of its precision.
    """

    key: str
    role: Role
    precision: str
    precision_used: str
    runtime: str
    file: str | None = None
    images: int = 0
    correct: int | None = None
    accuracy: float | None = None
    accuracy_low: float | None = None
    accuracy_high: float | None = None
    loss: Loss | None = None
    agreement: float | None = None
    kl_bits: float | None = None
    timing: Timing | None = None
    memory_bytes: int | None = None
    size_bytes: int = 0
    zipped_bytes: int | None = None
    sha256: str = ""
    float_blocks: list[str] = []
    is_choice: bool = True
    is_repeatable: bool = True
    note: Text | None = None


class Try(msgspec.Struct, frozen=True, kw_only=True):
    """One measured attempt at INT8: which operations are quantized, what it lost on the validation images.

    `step` is the rung of the ladder: `full` quantizes all that the runtime can but the head's decode, `weighted` only
    convolutions and matrix products, `weighted-head-float` the same without the head, `blocks` the best rung with
    `float_blocks` in float. `lost_points` is against the float student on the same images (None without labels, then
    `kl_bits` alone is known); `lost_images` counts images. `time_ratio` is its time over the float model's.
    """

    number: int
    step: Step
    file: str
    lost_points: float | None
    lost_images: int | None
    kl_bits: float
    agreement: float
    size_bytes: int
    time_ratio: float | None = None
    float_blocks: list[str] = []
    is_within: bool = False


class BlockGain(msgspec.Struct, frozen=True, kw_only=True):
    """What keeping one block in float won back and cost: images (or None) and bits of KL, bytes, share of time."""

    block: str
    images: int | None
    kl_bits: float
    size_bytes: int
    time_share: float | None = None


class Machine(msgspec.Struct, frozen=True, kw_only=True):
    """Where a proof was made."""

    processor: str
    cores: int
    system: str
    flags: list[str]
    load: float | None
    versions: dict[str, str]


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """All that was measured of an export; `proof.json` holds it.

    `judged_on` is `test`, or `val` where the dataset has no test images: those were then also used to choose
    (`was_used_to_choose`); `seed` split them off where the dataset has no validation images of its own. Without
    labelled images `judged_on` is `unlabelled`, and only agreement is proven. `budget` is in points. `float_ends` are
    first and last layers that are faster in float.
    """

    task: str
    metric: str
    target: str
    dataset: str
    judged_on: Literal["test", "val", "unlabelled"]
    was_used_to_choose: bool
    images: int
    budget: float
    calibration_images: int
    image_size: int
    seed: int = 0
    machine: Machine
    rows: list[ProofRow]
    tries: list[Try] = []
    gains: list[BlockGain] = []
    missing: dict[str, Text] = {}
    quantized_blocks: int = 0
    float_ends: list[str] = []


def verdict_words(loss: Loss) -> Text:
    """Return the budget's verdict in a few words."""
    match loss.verdict:
        case "within":
            return text("within budget: proven")
        case "unproven":
            if loss.images_needed is None:
                return text("not proven with {images:,} images", images=loss.images)
            return text(
                "not proven with {images:,} images, about {needed:,} would do",
                images=loss.images,
                needed=loss.images_needed,
            )
        case "over":
            return text("over budget")
        case _:
            assert_never(loss.verdict)


def model_words(key: str, keys: Container[str] = ()) -> Text:
    """Return what a model is called; beside a first try (among the `keys` of all models) INT8 is a repaired one."""
    match key:
        case "teacher":
            return text("Teacher")
        case "student":
            return text("Student")
        case "int8-first":
            return text("INT8, first try")
        case "int8":
            return text("INT8, repaired") if "int8-first" in keys else text("INT8")
        case "fp32" | "fp16" | "int8-dynamic":
            return PRECISION_WORDS[key][0]
        case _:
            return Text(key)


def recommended(rows: Sequence[ProofRow], budget: float) -> ProofRow | None:
    """Return the file to hand over: of those that lost at most the budget (points), the one of least precision.

    Without labels nothing is known to be lost. None where every file lost more, or there is none.
    """
    files = [row for row in rows if row.role == "file" and row.is_choice]
    possible = [row for row in files if row.loss is None or row.loss.points <= budget]
    return min(possible, key=_preference, default=None)


def _preference(row: ProofRow) -> int:
    return _PREFERRED.index(row.precision) if row.precision in _PREFERRED else len(_PREFERRED)

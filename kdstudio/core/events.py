"""What happens in a job, as a list of plain values that the worker alone writes down.

Promises of a job, each tested with real processes:

1. `Started` is the first event of an attempt.
2. Exactly one of `Finished`, `Stopped`, `Failed` is the last; a process that died without a word is `Lost`,
   which only a reader says.
3. When the launcher says that a job has ended, its process is gone and its memory free.
4. Plain data only.
5. Progress is journalled at most 4 times a second.
6. If the parent dies, the worker is gone within 10 s; the checkpoint is that of the last whole epoch.
7. One writer: a second worker on the same folder is refused.
"""

from typing import Literal

import msgspec

from kdstudio.core.export_plan import Precision
from kdstudio.core.proof import Proof, ProofRow, Try
from kdstudio.core.text import Text
from kdstudio.core.verdict import Verdict

Network = Literal["teacher", "student", "baseline"]
Stage = Literal["prepare", "train", "validate", "measure", "build", "calibrate", "repair", "prove", "hand-over"]
StopWish = Literal["keep", "finish"]
PROGRESS_SECONDS = 0.25


class _Event(msgspec.Struct, frozen=True, kw_only=True, tag_field="event", tag=True, omit_defaults=True):
    """Something that happened."""


class Started(_Event, frozen=True, kw_only=True):
    """An attempt began: its number, and the versions and the device that it runs with."""

    attempt: int
    process: int
    host: str
    versions: dict[str, str]


class Prepared(_Event, frozen=True, kw_only=True):
    """The data, the networks and the class map are known; training can begin."""

    task: str
    device: str
    classes: list[str]
    display_order: list[int]
    images: dict[str, int]
    probe_files: list[str]
    probe_labels: list[int]
    judged_on: Literal["test", "val"]
    class_pairs: dict[str, str]


class NetworkStarted(_Event, frozen=True, kw_only=True):
    """A network begins to train at `from_epoch` (0 at first); what was known of its later epochs is void."""

    network: Network
    from_epoch: int
    epochs: int
    batches: int


class Progress(_Event, frozen=True, kw_only=True):
    """Where the job is: batch `done` of `total` in `epoch` (from 1; 0 outside training).

    In an export `item` names the file or the model that it is about.
    """

    stage: Stage
    done: int
    total: int
    network: Network | None = None
    epoch: int = 0
    images_per_second: float = 0.0
    item: str = ""


class EpochDone(_Event, frozen=True, kw_only=True):
    """An epoch is over (0: before training). Losses are means of the epoch; the rest is at T = 1 on the probes.

    `top1` and `validation_top1` are percentages, `kl_bits` is the mean KL(teacher ‖ network) in bits.
    A number that is not finite, as after a divergence, is left out: JSON has none.
    """

    network: Network
    epoch: int
    epochs: int
    losses: dict[str, float]
    top1: float
    ece: float | None = None
    agreement: float | None = None
    kl_bits: float | None = None
    validation_top1: float | None = None
    learning_rate: float = 0.0
    images_per_second: float = 0.0
    seconds: float = 0.0


class SoftLabels(_Event, frozen=True, kw_only=True):
    """The logits of the probes were written: float16 (probes, classes), at `file` below the run's folder."""

    network: Network
    epoch: int
    file: str


class CheckpointSaved(_Event, frozen=True, kw_only=True):
    """A checkpoint of a whole epoch is safely on disk."""

    network: Network
    epoch: int
    is_best: bool


class NetworkDone(_Event, frozen=True, kw_only=True):
    """A network has finished its training; `weights` is below the run's folder."""

    network: Network
    weights: str


class Noted(_Event, frozen=True, kw_only=True):
    """Something that a person should know."""

    level: Literal["info", "warning"]
    note: Text


class Measurement(msgspec.Struct, frozen=True, kw_only=True):
    """What was measured of one network, at T = 1, on the images that the verdict uses.

    Percentages: `top1` with its 95 % Wilson interval, `agreement`. `ece` is a share with 15 bins.
    Latency is that of one image in milliseconds. `flops` counts a multiply-add as two operations, for one
    image at the network's input size; a network that is not PyTorch's has none.
    """

    images: int
    correct: int
    top1: float
    top1_low: float
    top1_high: float
    ece: float
    parameters: int
    size_bytes: int
    latency_ms: float
    latency_p95_ms: float
    agreement: float | None = None
    kl_bits: float | None = None
    flops: float | None = None


class Measured(_Event, frozen=True, kw_only=True):
    """A network was measured; the per-image results stand at `file` below the run's folder."""

    network: Network
    measurement: Measurement
    file: str


class Judged(_Event, frozen=True, kw_only=True):
    """Did the teacher help? One run's verdict, or that of a group of seeds with the ids of its runs."""

    verdict: Verdict
    runs: list[str] = []


class ExportPrepared(_Event, frozen=True, kw_only=True):
    """The checkpoint and the images are known; building can begin.

    `images` counts the `calibration` images (from train), those that the search measures on (`val`) and those of the
    proof (`judged`); some files of the first stand in `calibration_files`, of the last in `sample_files`. `student` and
    `teacher` are what the networks are called elsewhere, and `private_folders` are not to be named there.
    """

    task: str
    source: str
    classes: list[str]
    image_size: int
    images: dict[str, int]
    judged_on: Literal["test", "val", "unlabelled"]
    calibration_files: list[str] = []
    sample_files: list[str] = []
    student: str = ""
    teacher: str | None = None
    private_folders: list[str] = []


class FileBuilt(_Event, frozen=True, kw_only=True):
    """A model was built; `file` is below the export's folder, a folder for some targets."""

    key: str
    precision: Precision
    file: str
    size_bytes: int
    seconds: float


class FileFailed(_Event, frozen=True, kw_only=True):
    """A model could not be built, or its runtime refuses it; the others go on."""

    key: str
    precision: Precision
    sentence: Text


class Tried(_Event, frozen=True, kw_only=True):
    """An attempt at INT8 was measured on the validation images."""

    attempt: Try


class RowProven(_Event, frozen=True, kw_only=True):
    """A model was measured on its runtime."""

    row: ProofRow


class ProofDone(_Event, frozen=True, kw_only=True):
    """All models are proven; the same stands in `proof.json`."""

    proof: Proof


class HandedOver(_Event, frozen=True, kw_only=True):
    """The hand-over folder is there and its own check passed; `archive` is its zip file, where one was asked for."""

    folder: str
    files: list[str]
    archive: str | None = None


class Finished(_Event, frozen=True, kw_only=True):
    """The job did all it had to do."""

    seconds: float


class Stopped(_Event, frozen=True, kw_only=True):
    """The job stopped as it was asked to, and keeps its place."""

    network: Network | None = None
    epoch: int = 0


class Failed(_Event, frozen=True, kw_only=True):
    """The job cannot go on. `reason` says whether what was given is wrong, or the program."""

    reason: Literal["input", "resources", "program"]
    sentence: Text


class Lost(_Event, frozen=True, kw_only=True):
    """The process died without a word: said by a reader, never journalled."""

    exit_code: int | None
    log_tail: str


Event = (
    Started
    | Prepared
    | NetworkStarted
    | Progress
    | EpochDone
    | SoftLabels
    | CheckpointSaved
    | NetworkDone
    | Noted
    | Measured
    | Judged
    | ExportPrepared
    | FileBuilt
    | FileFailed
    | Tried
    | RowProven
    | ProofDone
    | HandedOver
    | Finished
    | Stopped
    | Failed
    | Lost
)
LAST_EVENTS = (Finished, Stopped, Failed, Lost)


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a journal: the event, its number without gaps over all attempts, and its time (seconds, UTC)."""

    seq: int
    at: float
    event: Event

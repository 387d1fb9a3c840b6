"""What is found before a job starts: findings with what, where and what next, and the fixes that the app can make."""

from typing import Any, Literal

import msgspec

from kdstudio.core.cards import Cost, DatasetCard, ModelCard, Refused, TeacherHere, UnlabelledCard
from kdstudio.core.live_run import State
from kdstudio.core.text import Text

Level = Literal["ok", "note", "warning", "error", "waiting"]
About = Literal["teacher", "student", "dataset", "recipe", "machine"]
FixKind = Literal[
    "accept-pairs",
    "choose-teacher",
    "choose-student",
    "choose-dataset",
    "choose-unlabelled",
    "add-baseline",
    "set-image-size",
    "set-device",
    "set-setting",
    "use-preset",
]


class Fix(msgspec.Struct, frozen=True, kw_only=True):
    """One way out. The app takes it by putting `changes` into the recipe; without any, the user has to choose."""

    kind: FixKind
    label: Text
    changes: dict[str, Any] = {}


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was looked at; `name` says which, `about` the card that it belongs to.

    A job with a finding that `blocks` cannot start, for the reason that this says in a few words.
    """

    name: str
    level: Level
    about: About
    title: Text
    sentence: Text
    fixes: list[Fix] = []
    blocks: Text | None = None


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """The answers so far: None is not known yet, `Refused` says why there is none.

    `teacher` is the model to train where the job is to train a teacher. `teacher_run_state` is that of the run
    that a teacher `run:ID` names, None where there is none.
    """

    teacher: ModelCard | Refused | None = None
    student: ModelCard | Refused | None = None
    dataset: DatasetCard | Refused | None = None
    unlabelled: UnlabelledCard | Refused | None = None
    teacher_here: TeacherHere | Refused | None = None
    cost: Cost | Refused | None = None
    teacher_run_state: State | None = None


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """A class of the dataset and the teacher's class that it is: by name, as chosen, as suggested only, or none."""

    dataset_class: str
    teacher_class: str | None = None
    origin: Literal["name", "chosen", "suggested", "none"] = "none"


class Preflight(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a job can succeed: the findings in display order, and the pairs of the class table."""

    findings: list[Finding]
    pairs: list[Pair] = []

    @property
    def blocking(self) -> Text | None:
        """The one sentence below the Start button; None where the job can start."""
        blocking = sorted((finding for finding in self.findings if finding.blocks), key=_is_only_waiting)
        return blocking[0].blocks if blocking else None

    @property
    def is_ready(self) -> bool:
        """Whether the job can start."""
        return self.blocking is None


def _is_only_waiting(finding: Finding) -> bool:
    return finding.level == "waiting"

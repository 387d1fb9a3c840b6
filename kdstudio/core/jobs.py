"""What can be asked of a worker: one value a job, read from and written to `job.toml`."""

import tomllib
from pathlib import Path
from typing import Any, assert_never

import msgspec
import tomli_w

from kdstudio.core import export_plan, files
from kdstudio.core.export_plan import ExportPlan
from kdstudio.core.recipe import Recipe, TeacherRecipe, check
from kdstudio.core.text import UserError, text

JOB_FILE = "job.toml"


class _Job(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="job"):
    """A job is one value: everything that a worker needs to start."""


class Distill(_Job, frozen=True, kw_only=True, tag="distill"):
    """Teach a student with a teacher's soft labels."""

    recipe: Recipe


class TrainTeacher(_Job, frozen=True, kw_only=True, tag="train-teacher"):
    """Train a teacher of one's own, without a teacher at its side."""

    recipe: TeacherRecipe


class Export(_Job, frozen=True, kw_only=True, tag="export"):
    """Turn a checkpoint into models for a target, prove them, and hand them over."""

    plan: ExportPlan


class Prove(_Job, frozen=True, kw_only=True, tag="prove"):
    """Prove the models of a hand-over folder again, on a dataset of class folders."""

    handover: str
    dataset: str
    threads: int = 0
    timing_threads: int = 1


TrainingJob = Distill | TrainTeacher
Job = TrainingJob | Export | Prove


def threads_of(job: Job) -> int:
    """Return how many processor threads a job wants; 0 means all cores."""
    match job:
        case Distill(recipe=recipe):
            return recipe.threads
        case TrainTeacher(recipe=training):
            return training.threads
        case Export(plan=plan):
            return plan.threads
        case Prove(threads=threads):
            return threads
        case _:
            assert_never(job)


def to_toml(job: Job) -> str:
    """Return the job as TOML, every setting with its value; settings that are not set are left out."""
    return tomli_w.dumps(_without_none(msgspec.to_builtins(job)))


def from_mapping(mapping: dict[str, Any], source: str) -> Job:
    """Return the job that a mapping describes, decoded strictly and checked against the limits.

    Raises:
        UserError: A field is unknown, missing, of the wrong type or out of its limits.
    """
    try:
        job: Job = msgspec.convert(mapping, Job)
    except msgspec.ValidationError as error:
        raise UserError(
            text(
                "{source} is not a job: {reason}. Correct it, or make a new one with --print-job.",
                source=source,
                reason=_in_words(str(error)),
            )
        ) from error
    if isinstance(job, Export):
        export_plan.check(job.plan)
    elif not isinstance(job, Prove):
        check(job.recipe)
    return job


def read_mapping(path: Path) -> dict[str, Any]:
    """Return what a TOML file holds.

    Raises:
        UserError: The file is missing, or is not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UserError(text("{path} is not there: check the name of the job's file.", path=str(path))) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise UserError(
            text("{path} cannot be read as TOML ({reason}): correct it.", path=str(path), reason=str(error))
        ) from error


def read(path: Path) -> Job:
    """Return the job in a TOML file.

    Raises:
        UserError: The file is missing, is not TOML, or does not describe a job.
    """
    return from_mapping(read_mapping(path), str(path))


def read_training(path: Path) -> TrainingJob:
    """Return the job of a run from its TOML file.

    Raises:
        UserError: The file is missing, is not TOML, or does not describe a training.
    """
    job = read(path)
    if isinstance(job, Export | Prove):
        raise UserError(text("{path} describes an export, not a run: choose the folder of a run.", path=str(path)))
    return job


def write(job: Job, path: Path) -> None:
    """Write the job to a TOML file, whole or not at all."""
    files.write_text(path, to_toml(job))


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_none(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [_without_none(item) for item in value]
    return value


def _in_words(reason: str) -> str:
    """Return msgspec's own reason with its `$.recipe.field` as the plain name of the field."""
    return (
        reason.replace("`$.recipe.", "`")
        .replace("`$.plan.", "`")
        .replace("`$.", "`")
        .replace(" - at ", ", at ")
        .replace("`", "")
    )

"""Seeds of one experiment: the same recipe with the next seeds, as runs of one group that are judged together."""

import secrets
from pathlib import Path

import msgspec

from kdstudio.core import about, jobs, runs
from kdstudio.core.jobs import Distill, TrainingJob, TrainTeacher
from kdstudio.core.recipe import check
from kdstudio.core.text import UserError, text

MAX_SEEDS = 100


def series(job: TrainingJob, count: int) -> list[TrainingJob]:
    """Return so many jobs that differ in their seeds alone: the job's own, then the next ones.

    Raises:
        UserError: The count or a seed is out of its limits.
    """
    if not 1 <= count <= MAX_SEEDS:
        raise UserError(text("seeds is {value}: choose a number from 1 to {high}.", value=count, high=MAX_SEEDS))
    found = [with_seed(job, job.recipe.seed + step) for step in range(count)]
    for member in found:
        check(member.recipe)
    return found


def with_seed(job: TrainingJob, seed: int) -> TrainingJob:
    """Return the job with another seed."""
    match job:
        case Distill(recipe=recipe):
            return Distill(recipe=msgspec.structs.replace(recipe, seed=seed))
        case TrainTeacher(recipe=teacher_recipe):
            return TrainTeacher(recipe=msgspec.structs.replace(teacher_recipe, seed=seed))


def new_group() -> str:
    """Return a name for a group that no other group has."""
    return secrets.token_hex(4)


def group_of(folder: Path) -> str:
    """Return the group of a run, which is put into a new one where it has none.

    Raises:
        UserError: The run is gone, or its folder cannot be written to.
    """
    group = about.read(folder).group
    if group is None:
        group = new_group()
        runs.describe(folder, group=group)
    return group


def more_seeds(folder: Path, count: int) -> list[TrainingJob]:
    """Return the jobs that repeat a run with so many more seeds, and see that it has a group (`group_of`) for them.

    Raises:
        UserError: The run is gone, its job cannot be read, or the count or a seed is out of its limits.
    """
    job = jobs.read_training(folder / jobs.JOB_FILE)
    group = about.read(folder).group
    taken = [row.seed for row in runs.all_runs() if group is not None and row.group == group]
    found = series(with_seed(job, max([job.recipe.seed, *taken]) + 1), count)
    group_of(folder)
    return found

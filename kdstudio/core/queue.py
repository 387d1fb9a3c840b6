"""The queue: runs that wait for their turn, in the order of the place that `about.toml` gives them."""

from collections.abc import Collection
from pathlib import Path
from typing import Literal

from kdstudio.core import about, jobs, journal, paths, runs, seeds
from kdstudio.core.jobs import Distill, TrainingJob
from kdstudio.core.live_run import LiveRun
from kdstudio.core.recipe import RUN_PREFIX
from kdstudio.core.text import Text, UserError, text


def enqueue(job: TrainingJob, name: str | None = None, group: str | None = None) -> Path:
    """Make a run that waits behind all others, and return its folder.

    Raises:
        UserError: It cannot be written; nothing of it stays.
    """
    return runs.create(job, name, group, place=_next_place())


def enqueue_seeds(folder: Path, count: int) -> list[Path]:
    """Make runs that repeat a run with so many more seeds, in one group with it, and return their folders.

    Raises:
        UserError: The run is gone, a seed is out of its limits, or a run cannot be written.
    """
    repeated = seeds.more_seeds(folder, count)
    name, group = about.read(folder).name, seeds.group_of(folder)
    return [enqueue(job, name, group) for job in repeated]


def waiting() -> list[Path]:
    """Return the folders of the runs that wait in the queue, the next one first.

    A run without a place (the command line is about to start it itself) is not in the queue.
    """
    rows = [row for row in runs.all_runs() if row.state == "waiting" and row.place is not None]
    rows.sort(key=lambda row: (row.place, row.created_at, row.id))
    folders = [paths.runs_folder() / row.id for row in rows]
    return [folder for folder in folders if not journal.is_writer_alive(folder)]


def move(run_id: str, to: Literal["up", "down"] | int) -> None:
    """Move a waiting run one place up or down, or to a place counted from 0; at the ends it stays.

    Raises:
        UserError: It does not wait any more, or the order cannot be written.
    """
    folders = waiting()
    ids = [folder.name for folder in folders]
    if run_id not in ids:
        raise UserError(text("The run {run} does not wait any more: it has begun, or was removed.", run=run_id))
    position = ids.index(run_id)
    target = position - 1 if to == "up" else position + 1 if to == "down" else to
    folders.insert(max(target, 0), folders.pop(position))
    for place, folder in enumerate(folders):
        if about.read(folder).place != place:
            runs.describe(folder, place=place)


def next_ready(passed_over: Collection[str] = ()) -> Path | None:
    """Return the first waiting run that waits for nothing but its turn; see `reason` for the others.

    Those `passed_over`, by their ids, had their turn already.

    Raises:
        UserError: A run was removed, or its job broken, a moment ago.
    """
    ready = (folder for folder in waiting() if folder.name not in passed_over and reason(folder) is None)
    return next(ready, None)


def reason(folder: Path) -> Text | None:
    """Return why a run cannot start although it is its turn: another run has to train its teacher first.

    Returns None where nothing keeps it.

    Raises:
        UserError: The run is gone, or its job cannot be read.
    """
    job = jobs.read_training(folder / jobs.JOB_FILE)
    if not isinstance(job, Distill) or not job.recipe.teacher.startswith(RUN_PREFIX):
        return None
    return _reason_of_teacher(job.recipe.teacher.removeprefix(RUN_PREFIX))


def _reason_of_teacher(run_id: str) -> Text | None:
    folder = paths.runs_folder() / run_id
    if not (folder / jobs.JOB_FILE).is_file():
        return text("It waits for its teacher, but the run {run} was removed: choose another teacher.", run=run_id)
    try:
        state = LiveRun.replay(folder).state
    except UserError:
        return text("It waits for its teacher, but the run {run} cannot be read: choose another teacher.", run=run_id)
    match state:
        case "finished":
            return None
        case "waiting" | "running":
            return text("It waits until the run {run} has trained its teacher.", run=run_id)
        case "stopped":
            return text("It waits for its teacher, but the run {run} is paused: resume that one.", run=run_id)
        case "failed":
            return text("It waits for its teacher, but the run {run} failed: see what it needs.", run=run_id)
        case "lost":
            return text("It waits for its teacher, but the run {run} was interrupted: resume that one.", run=run_id)


def _next_place() -> int:
    places = [row.place for row in runs.all_runs() if row.place is not None]
    return max(places, default=-1) + 1

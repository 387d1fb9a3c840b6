"""Export folders: made, found, listed and removed; below the run that they export, or in a room of their own."""

import datetime
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from kdstudio.core import files, jobs, journal, paths, runs
from kdstudio.core.export_plan import ExportPlan
from kdstudio.core.jobs import Export, Job, Prove
from kdstudio.core.live_export import HANDOVER, UNFINISHED_SUFFIX, LiveExport
from kdstudio.core.recipe import RUN_PREFIX
from kdstudio.core.text import UserError, text

EXPORTS = "exports"


def create(plan: ExportPlan) -> Path:
    """Make an export's folder with its `job.toml`, below its run or among the lone ones, and return it.

    Raises:
        UserError: The run is not there, or the folder cannot be written; nothing of it stays.
    """
    return _create(_room_of(plan), f"{datetime.date.today().isoformat()}-{plan.target}", Export(plan=plan))


def create_proof(job: Prove) -> Path:
    """Make the folder of a repeated proof with its `job.toml`, and return it.

    Raises:
        UserError: It cannot be written; nothing of it stays.
    """
    return _create(lone_folder(), f"{datetime.date.today().isoformat()}-proof", job)


def lone_folder() -> Path:
    """Return the folder of the exports that belong to no run."""
    return paths.home() / EXPORTS


def of_run(run_folder: Path) -> list[LiveExport]:
    """Return the exports of a run, the newest first; what cannot be read is left out."""
    return _read(run_folder / EXPORTS)


def lone() -> list[LiveExport]:
    """Return the exports of lone checkpoints, the newest first."""
    return _read(lone_folder())


def delete(folder: Path, trash: Callable[[Path], None]) -> None:
    """Move an export that nobody works on to the trash, by `trash`.

    Raises:
        UserError: It is no export, somebody works on it, or the trash refuses it.
    """
    if not (folder / jobs.JOB_FILE).is_file():
        raise UserError(text("{folder} is no export any more: it holds no job.toml.", folder=str(folder)))
    if journal.is_writer_alive(folder):
        raise UserError(text("The export {name} is at work: stop it first, then delete it.", name=folder.name))
    try:
        trash(folder)
    except OSError as error:
        raise UserError(
            text(
                "The export {name} cannot be moved to the trash ({reason}): close what uses {folder}, or delete it.",
                name=folder.name,
                reason=error.strerror or str(error),
                folder=str(folder),
            )
        ) from error


def remove_failed(folder: Path) -> None:
    """Remove an export that was refused before anything was built."""
    if not journal.is_writer_alive(folder) and not LiveExport.replay(folder).built:
        shutil.rmtree(folder, ignore_errors=True)


def forget_proof(folder: Path) -> None:
    """Remove the folder of a repeated proof that nobody works on: its figures were shown."""
    if not journal.is_writer_alive(folder):
        shutil.rmtree(folder, ignore_errors=True)


def sweep(live: LiveExport) -> None:
    """Remove what a process left half-done that was killed: a hand-over folder in the making, files without a name."""
    out = Path(live.plan.out) if live.plan.out is not None else live.folder / HANDOVER
    shutil.rmtree(out.with_name(f"{out.name}{UNFINISHED_SUFFIX}"), ignore_errors=True)
    for part in (*live.folder.rglob(f"*{files.PART_SUFFIX}"), *out.parent.glob(f"{out.name}.zip{files.PART_SUFFIX}")):
        part.unlink(missing_ok=True)


def dataset_of(live: LiveExport) -> str | None:
    """Return the dataset of an export: its plan's, else its run's; None where neither is known."""
    if live.plan.dataset is not None:
        return live.plan.dataset
    try:
        return jobs.read_training(live.folder.parent.parent / jobs.JOB_FILE).recipe.dataset
    except UserError:
        return None


def _room_of(plan: ExportPlan) -> Path:
    if plan.source.startswith(RUN_PREFIX):
        return runs.find(plan.source.removeprefix(RUN_PREFIX)) / EXPORTS
    source = Path(plan.source).expanduser()
    return source / EXPORTS if (source / jobs.JOB_FILE).is_file() else lone_folder()


def _create(room: Path, name: str, job: Job) -> Path:
    try:
        room.mkdir(parents=True, exist_ok=True)
        folder = files.make_folder(room, name)
        try:
            jobs.write(job, folder / jobs.JOB_FILE)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    except OSError as error:
        raise UserError(
            text(
                "No export can be written to {folder} ({reason}): make room or allow it.",
                folder=str(room),
                reason=error.strerror or str(error),
            )
        ) from error
    return folder


def _read(room: Path) -> list[LiveExport]:
    try:
        names = os.listdir(room)  # noqa: PTH208  (a room that is not there is an error here, not a late surprise)
    except OSError:
        return []
    found = []
    for name in names:
        try:
            found.append(LiveExport.replay(room / name))
        except UserError:
            continue
    return sorted(found, key=lambda live: (live.started_at or 0.0, live.id), reverse=True)

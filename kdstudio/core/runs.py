"""Run folders: made, found, listed, named, brought in and removed; the folders are the truth."""

import datetime
import logging
import os
import re
import shutil
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from kdstudio.core import about, catalogue, files, jobs, journal, paths
from kdstudio.core.about import About
from kdstudio.core.catalogue import RunRow, Stored
from kdstudio.core.jobs import Distill, TrainingJob
from kdstudio.core.live_run import LiveRun
from kdstudio.core.recipe import Recipe
from kdstudio.core.text import UserError, text

LAST = "last"
_SLUG_LENGTH = 40
_SHOWN = 5
_READ = (jobs.JOB_FILE, about.ABOUT_FILE)
_log = logging.getLogger(__name__)


def create(job: TrainingJob, name: str | None = None, group: str | None = None, place: int | None = None) -> Path:
    """Make a run's folder that no other process has, with its `job.toml` and `about.toml`, and return it.

    With a `place` it waits in the queue.

    Raises:
        UserError: It cannot be written; nothing of it stays.
    """
    parent = paths.runs_folder()
    try:
        parent.mkdir(parents=True, exist_ok=True)
        folder = files.make_folder(parent, _id_of(job))
        try:
            about.write(About(name=name or "", group=group, place=place), folder)
            jobs.write(job, folder / jobs.JOB_FILE)  # last: with it, the folder is a run
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    except OSError as error:
        raise UserError(
            text(
                "No run can be written to {folder} ({reason}): make room or allow it, or set KDSTUDIO_HOME to another "
                "folder.",
                folder=str(parent),
                reason=error.strerror or str(error),
            )
        ) from error
    update(folder)
    return folder


def all_runs() -> list[RunRow]:
    """Return what is known of all runs, the newest first; what has changed since the last time is read again."""
    known = catalogue.stored()
    rows, new = [], []
    for folder in _folders():
        entry = known.pop(folder.name, None)
        if entry is None or entry.row.state == "running" or entry.stamp != _stamp(folder):
            entry = _describe(folder)
            if entry is None:
                continue
            new.append(entry)
        rows.append(entry.row)
    catalogue.change(new, gone=known.keys())
    return sorted(rows, key=lambda row: (row.created_at, row.id), reverse=True)


def rescan() -> int:
    """Build the catalogue anew from the folders and return how many runs there are."""
    catalogue.clear()
    return len(all_runs())


def update(folder: Path) -> None:
    """Bring one run's row in the catalogue up to date."""
    if folder.absolute().parent != paths.runs_folder():
        return  # a run that lies elsewhere can be shown, but is not in the list
    entry = _describe(folder) if (folder / jobs.JOB_FILE).is_file() else None
    catalogue.change([entry] if entry else [], gone=[] if entry else [folder.name])


def find(reference: str) -> Path:
    """Return the folder of the run that is meant: an id, the beginning of one, `last`, or a path to a run's folder.

    Raises:
        UserError: No run is meant, or several are.
    """
    ids = [folder.name for folder in _folders()]
    if reference in ids:
        return paths.runs_folder() / reference
    path = Path(reference).expanduser()
    if reference and (path / jobs.JOB_FILE).is_file():
        return path.absolute()
    if reference == LAST:
        rows = all_runs()
        if not rows:
            raise UserError(text("There is no run yet: make one with `kdstudio demo`."))
        return paths.runs_folder() / rows[0].id
    if path.is_dir() and path.name != reference:
        raise UserError(text("{folder} is no run: it holds no job.toml.", folder=str(path)))
    return paths.runs_folder() / _only_match(reference, ids)


def remove_failed(folder: Path) -> bool:
    """Remove a run that was refused before anything was trained; return whether that was so.

    It stays where it has a checkpoint or an epoch behind it, where somebody works on it, or where it is no run.
    """
    if not (folder / jobs.JOB_FILE).is_file() or journal.is_writer_alive(folder):
        return False
    if LiveRun.replay(folder).is_trained() or next(folder.rglob("*.pt"), None) is not None:
        return False
    shutil.rmtree(folder, ignore_errors=True)
    update(folder)
    return not folder.exists()


def rename(folder: Path, name: str) -> None:
    """Give a run another name; its id stays.

    Raises:
        UserError: The run is gone, or its folder cannot be written to.
    """
    describe(folder, name=name.strip())


def set_tags(folder: Path, tags: Iterable[str]) -> None:
    """Give a run these tags instead of those that it has: trimmed, each once, in the order given.

    Raises:
        UserError: The run is gone, or its folder cannot be written to.
    """
    describe(folder, tags=list(dict.fromkeys(tag.strip() for tag in tags if tag.strip())))


def set_note(folder: Path, note: str) -> None:
    """Write a note on a run, over the one that it has.

    Raises:
        UserError: The run is gone, or its folder cannot be written to.
    """
    describe(folder, note=note)


def describe(folder: Path, **changes: Any) -> None:
    """Change what is said about a run (fields of `About`).

    Raises:
        UserError: The run is gone, or its folder cannot be written to.
    """
    _check_is_run(folder)
    try:
        about.write(msgspec.structs.replace(about.read(folder), **changes), folder)
    except OSError as error:
        raise UserError(
            text(
                "What is said about the run {run} cannot be written to {folder} ({reason}): make room or allow it.",
                run=folder.name,
                folder=str(folder),
                reason=error.strerror or str(error),
            )
        ) from error
    update(folder)


def duplicate(folder: Path) -> TrainingJob:
    """Return a run's job with every setting, to be edited and started as a new run.

    Raises:
        UserError: The run is gone, or its job cannot be read.
    """
    return jobs.read_training(folder / jobs.JOB_FILE)


def delete(folder: Path, trash: Callable[[Path], None]) -> None:
    """Move a run that nobody works on to the trash, by `trash`, and forget it.

    Raises:
        UserError: It is no run, somebody works on it, or the trash refuses it.
    """
    _check_is_run(folder)
    if journal.is_writer_alive(folder):
        raise UserError(text("The run {run} is at work: pause it first, then delete it.", run=folder.name))
    if any(journal.is_writer_alive(lock.parent) for lock in folder.rglob(journal.LOCK_FILE)):
        raise UserError(
            text("An export of the run {run} is at work: stop it first, then delete the run.", run=folder.name)
        )
    try:
        trash(folder)
    except OSError as error:
        raise UserError(
            text(
                "The run {run} cannot be moved to the trash ({reason}): close what uses {folder}, or delete it there.",
                run=folder.name,
                reason=error.strerror or str(error),
                folder=str(folder),
            )
        ) from error
    update(folder)


def import_run(source: Path) -> Path:
    """Copy a run's folder, from another machine for example, among the others and return the copy.

    It keeps its id, with -2 where that is taken. Links in it are left out: they mean nothing elsewhere.

    Raises:
        UserError: It is no run with a journal, is still being written, lies here already, or cannot be copied.
    """
    source = source.expanduser().resolve()
    _check_can_be_imported(source)
    parent = paths.runs_folder()
    try:
        parent.mkdir(parents=True, exist_ok=True)
        folder = files.make_folder(parent, source.name)
        try:
            shutil.copytree(source, folder, ignore=_left_out, dirs_exist_ok=True)
            with files.part_of(folder / jobs.JOB_FILE) as part:  # last: with it, the folder is a run
                shutil.copy2(source / jobs.JOB_FILE, part)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    except OSError as error:  # shutil.Error, with its list of files, is one too
        raise UserError(
            text(
                "The run {source} cannot be copied to {folder} ({reason}): make room or allow it.",
                source=str(source),
                folder=str(parent),
                reason=error.strerror or str(error)[:200],
            )
        ) from error
    update(folder)
    return folder


def disk_bytes(folder: Path) -> int:
    """Return how many bytes the files of a run take; what vanishes meanwhile counts nothing."""
    total = 0
    for path in folder.rglob("*"):
        try:
            status = path.lstat()
        except OSError:
            continue
        total += status.st_size if stat.S_ISREG(status.st_mode) else 0
    return total


def _check_is_run(folder: Path) -> None:
    if not (folder / jobs.JOB_FILE).is_file():
        raise UserError(text("{folder} is no run any more: it holds no job.toml.", folder=str(folder)))


def _check_can_be_imported(source: Path) -> None:
    if not (source / jobs.JOB_FILE).is_file():
        raise UserError(
            text("{folder} is no run: it holds no job.toml. Choose the folder of one run.", folder=str(source))
        )
    jobs.read_training(source / jobs.JOB_FILE)
    if not journal.read(source):
        raise UserError(
            text("{folder} holds no journal that can be read: there is nothing in it to show.", folder=str(source))
        )
    here = paths.runs_folder().resolve()
    if here.is_relative_to(source) or source.is_relative_to(here):
        raise UserError(text("{folder} lies among the runs already: there is nothing to import.", folder=str(source)))
    if journal.is_writer_alive(source):
        raise UserError(
            text("{folder} is being written by another process: import it when that has ended.", folder=str(source))
        )


def _left_out(folder: str, names: list[str]) -> list[str]:
    """Return what of a folder is not copied with it: its job, which comes last, locks, halves and links."""
    useless = (jobs.JOB_FILE, journal.LOCK_FILE)
    return [
        name for name in names if name in useless or name.endswith(files.PART_SUFFIX) or Path(folder, name).is_symlink()
    ]


def _id_of(job: TrainingJob) -> str:
    model = job.recipe.student if isinstance(job, Distill) else job.recipe.model
    student = Path(model).name.removesuffix(Path(model).suffix).removesuffix("-cls")
    dataset = re.split(r"[/\\:]", job.recipe.dataset.rstrip("/\\"))[-1].removesuffix(".ndjson")
    today = datetime.date.today().isoformat()
    return f"{today}-{_slug(dataset) or 'dataset'}-{_slug(student) or 'student'}"


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.replace("đ", "d").replace("Đ", "D"))
    ascii_only = plain.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:_SLUG_LENGTH].strip("-")


def _folders() -> Iterator[Path]:
    parent = paths.runs_folder()
    try:
        names = sorted(os.listdir(parent))  # noqa: PTH208  (names sort faster than paths)
    except OSError:
        return
    for name in names:
        folder = parent / name
        if (folder / jobs.JOB_FILE).is_file():
            yield folder


def _only_match(reference: str, ids: Sequence[str]) -> str:
    matches = [run_id for run_id in ids if reference and run_id.startswith(reference)]
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise UserError(
            text("{reference} may be any of {runs}: type more of it.", reference=reference, runs=_few(matches))
        )
    if not ids:
        raise UserError(text("There is no run {reference}, and no other yet.", reference=reference))
    raise UserError(text("There is no run {reference}: there are {runs}.", reference=reference, runs=_few(ids[::-1])))


def _few(ids: Sequence[str]) -> str:
    return ", ".join(ids[:_SHOWN]) + (f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else "")


def _stamp(folder: Path) -> str:
    """Return what changes whenever the files change that a row is read from."""
    # Asked of every run for every list: plain strings take half the time that paths take.
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if entry.name in _READ or entry.name.startswith("journal-")]
    except OSError:
        return ""
    return " ".join(_trace(str(folder), sorted(names)))


def _trace(folder: str, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        try:
            status = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118
        except OSError:
            continue
        yield f"{name}:{status.st_mtime_ns}:{status.st_size}"


def _describe(folder: Path) -> Stored | None:
    stamp = _stamp(folder)  # taken first: what is written meanwhile makes the row out of date, never wrong for good
    try:
        live = LiveRun.replay(folder)
        written_at = (folder / jobs.JOB_FILE).stat().st_mtime  # later than the start where the folder was copied
        created_at = min(written_at, live.started_at or written_at)
    except (UserError, OSError) as error:
        _log.warning("The run %s is left out: %s", folder.name, error)
        return None
    return Stored(stamp, _row(live, about.read(folder), created_at))


def _row(live: LiveRun, said: About, created_at: float) -> RunRow:
    recipe = live.job.recipe
    figures = {name: network.measurement for name, network in live.networks.items()}
    top1 = {name: found.top1 if found else None for name, found in figures.items()}
    network, measured = live.networks[live.main_network], figures[live.main_network]
    return RunRow(
        id=live.id,
        state=live.state,
        job="distill" if isinstance(recipe, Recipe) else "train-teacher",
        name=said.name,
        tags=said.tags,
        note=said.note,
        group=said.group,
        place=said.place if live.state == "waiting" else None,
        created_at=created_at,
        ended_at=live.ended_at,
        dataset=recipe.dataset,
        teacher=recipe.teacher if isinstance(recipe, Recipe) else recipe.model,
        student=recipe.student if isinstance(recipe, Recipe) else None,
        method=recipe.method if isinstance(recipe, Recipe) else None,
        seed=recipe.seed,
        task=live.task,
        teacher_top1=top1["teacher"],
        student_top1=top1["student"],
        baseline_top1=top1["baseline"],
        grade=live.verdict.grade if live.verdict else None,
        p_value=live.verdict.p_value if live.verdict else None,
        size_bytes=measured.size_bytes if measured else None,
        agreement=measured.agreement if measured else None,
        ece=measured.ece if measured else None,
        epochs_done=network.epochs_done(),
        epochs_planned=network.epochs_planned or recipe.epochs,
        best_epoch=network.best_epoch(),
    )

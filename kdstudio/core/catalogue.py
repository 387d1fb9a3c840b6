"""The catalogue of runs in SQLite: it makes lists fast, and may be lost at any time."""

import logging
import sqlite3
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import msgspec

from kdstudio.core import paths
from kdstudio.core.live_run import State

if TYPE_CHECKING:
    from sqlite_utils import Database

CATALOGUE_FILE = "catalogue.sqlite"
_LOCK_SECONDS = 0.25  # the window waits so long, a few times for a list; others hold it for milliseconds
_TABLE = "runs"
_MIGRATED = "kdstudio"
_STAMP = "stamp"
_SIDE_FILES = ("-journal", "-wal", "-shm")
_log = logging.getLogger(__name__)
Answer = TypeVar("Answer")
Opened = TypeVar("Opened", bound="sqlite3.Connection | Database")


class RunRow(msgspec.Struct, frozen=True, kw_only=True):
    """What a list shows of a run; percentages but for the ECE, times in seconds (UTC), names as they were given.

    `place` is that in the queue, of a waiting run only. `size_bytes`, `agreement` and `ece` are the measured ones
    of the network that the job is about; its epochs are those that are over, those planned, and the best one.
    """

    id: str
    state: State
    job: str
    name: str
    tags: list[str]
    note: str
    group: str | None
    place: int | None
    created_at: float
    ended_at: float | None
    dataset: str
    teacher: str | None
    student: str | None
    method: str | None
    seed: int
    task: str | None
    teacher_top1: float | None
    student_top1: float | None
    baseline_top1: float | None
    grade: str | None
    p_value: float | None
    size_bytes: int | None
    agreement: float | None
    ece: float | None
    epochs_done: int
    epochs_planned: int
    best_epoch: int | None


class Stored(NamedTuple):
    """A row with the stamp of the folder that it was read from: another stamp, and the row is out of date."""

    stamp: str
    row: RunRow


def load() -> None:
    """Import what the first change would import, a tenth of a second's worth."""
    with _without_pandas():
        import sqlite_utils.migrations  # noqa: F401


def catalogue_file() -> Path:
    """Return the database's file."""
    return paths.home() / CATALOGUE_FILE


def stored() -> dict[str, Stored]:
    """Return all rows by the run's id; nothing where the database cannot be used now."""
    nothing: dict[str, Stored] = {}
    return _ask(_connect_up_to_date, _read_all, nothing) if catalogue_file().exists() else nothing


def change(rows: Collection[Stored], gone: Collection[str] = ()) -> None:
    """Put rows in, over those with the same id, and take the rows of others out."""
    if rows or gone:
        _ask(_open, lambda database: _change(database, rows, gone), None)


def clear() -> None:
    """Take all rows out."""
    _ask(_open, _clear, None)


def _create_runs(database: "Database") -> None:
    columns: dict[str, Any] = {"id": str, _STAMP: str, "state": str, "job": str, "name": str, "tags": str, "note": str}
    columns |= {"group": str, "place": int, "created_at": float, "ended_at": float}
    columns |= {"dataset": str, "teacher": str, "student": str, "method": str, "seed": int, "task": str}
    columns |= {"teacher_top1": float, "student_top1": float, "baseline_top1": float}
    columns |= {"grade": str, "p_value": float}
    database.table(_TABLE).create(columns, pk="id")


def _add_results(database: "Database") -> None:
    table = database.table(_TABLE)
    columns: dict[str, Any] = {"size_bytes": int, "agreement": float, "ece": float}
    columns |= {"epochs_done": int, "epochs_planned": int, "best_epoch": int}
    for name, kind in columns.items():
        table.add_column(name, kind)
    table.delete_where()  # the folders know what the old rows do not


# Each is applied once, in this order, and never changes; a later version adds one at the end.
MIGRATIONS: Mapping[str, Callable[["Database"], None]] = {"create_runs": _create_runs, "add_results": _add_results}


@contextmanager
def _without_pandas() -> Iterator[None]:
    """Hide pandas (None is the import system's word for that): sqlite_utils would import it, for half a second."""
    is_loaded = "pandas" in sys.modules
    if not is_loaded:
        sys.modules["pandas"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if not is_loaded:
            del sys.modules["pandas"]


def _open() -> "Database":
    with _without_pandas():
        from sqlite_utils import Database
        from sqlite_utils.migrations import Migrations

    catalogue_file().parent.mkdir(parents=True, exist_ok=True)
    connection = _connect()
    try:
        database = Database(connection, execute_plugins=False)
        migrations = Migrations(_MIGRATED)
        for name, migrate in MIGRATIONS.items():
            migrations(name=name)(migrate)
        migrations.apply(database)
    except BaseException:
        connection.close()
        raise
    return database


def _connect() -> sqlite3.Connection:
    connection = sqlite3.connect(catalogue_file(), timeout=_LOCK_SECONDS)
    connection.execute("pragma synchronous = off")  # what a dead machine loses is read from the folders again
    return connection


def _connect_up_to_date() -> sqlite3.Connection:
    """Connect without sqlite_utils, unless something has to be migrated: the first paint waits for this."""
    connection = _connect()
    try:
        if not _is_up_to_date(connection):
            _open().close()
    except BaseException:
        connection.close()
        raise
    return connection


def _is_up_to_date(connection: sqlite3.Connection) -> bool:
    query = "select name from _sqlite_migrations where migration_set = ?"  # where sqlite_utils keeps them
    try:
        return {name for (name,) in connection.execute(query, [_MIGRATED])} >= MIGRATIONS.keys()
    except sqlite3.OperationalError as error:
        if not _is_broken(error):
            raise
        return False


def _ask(opened: "Callable[[], Opened]", question: "Callable[[Opened], Answer]", otherwise: Answer) -> Answer:
    """Answer from the database; one that is locked is left alone, a broken one is set aside and made anew."""
    for _ in range(2):
        try:
            with closing(opened()) as database:
                return question(database)
        except sqlite3.DatabaseError as error:
            if not _is_broken(error):
                _log.warning("The catalogue of runs cannot be used now (%s): the folders are read instead.", error)
                return otherwise
            if not _set_aside(error):
                return otherwise
        except OSError as error:
            _log.warning("The catalogue of runs cannot be kept (%s): the folders are read instead.", error)
            return otherwise
    return otherwise


def _is_broken(error: sqlite3.DatabaseError) -> bool:
    """Return whether the file is no database of ours, not merely locked or out of reach."""
    if not isinstance(error, sqlite3.OperationalError):
        return True
    return any(sign in str(error) for sign in ("no such", "no column", "already exists"))


def _set_aside(error: sqlite3.DatabaseError) -> bool:
    path = catalogue_file()
    number = 1
    while (aside := path.with_name(f"{path.stem}.broken-{number}{path.suffix}")).exists():
        number += 1
    try:
        path.rename(aside)
        for suffix in _SIDE_FILES:  # they belong to the old file and would spoil the new one
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    except OSError as reason:
        _log.warning("The catalogue of runs is broken (%s) and cannot be set aside (%s).", error, reason)
        return False
    _log.warning("The catalogue of runs was broken (%s): it is now %s, and a new one is made.", error, aside)
    return True


def _read_all(connection: sqlite3.Connection) -> dict[str, Stored]:
    connection.row_factory = sqlite3.Row
    found = {}
    for read in connection.execute(f"select * from {_TABLE}"):
        record = dict(read)
        stamp = record.pop(_STAMP)
        try:
            row = msgspec.convert(record | {"tags": msgspec.json.decode(record["tags"])}, RunRow)
        except (msgspec.MsgspecError, KeyError, TypeError):
            continue  # its folder is read again
        found[row.id] = Stored(str(stamp), row)
    return found


def _change(database: "Database", rows: Collection[Stored], gone: Collection[str]) -> None:
    table = database.table(_TABLE)
    with database.atomic():
        table.upsert_all([_record(entry) for entry in rows], pk="id")
        for run_id in gone:
            table.delete_where("id = ?", [run_id])


def _clear(database: "Database") -> None:
    with database.atomic():
        database.table(_TABLE).delete_where()


def _record(entry: Stored) -> dict[str, Any]:
    values: dict[str, Any] = msgspec.to_builtins(entry.row)
    return values | {"tags": msgspec.json.encode(entry.row.tags).decode(), _STAMP: entry.stamp}

"""The runs as a table: what stands in each column, in which order, and which runs are compared."""

import datetime
import re
import time
from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QDate,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)

from kdstudio.core.catalogue import RunRow
from kdstudio.core.live_run import State
from kdstudio.core.recipe import CLASSIFY, RUN_PREFIX
from kdstudio.core.text import Text, text
from kdstudio.gui.theme import Token
from kdstudio.gui.translate import NONE, language, number, show, signed

COMPARED = 4  # at most: so many curves can be told apart
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_NAMELESS = ("best", "last")  # checkpoints that are told apart by their folder


class Column(IntEnum):
    """The columns, from left to right."""

    CHECK = 0
    STATE = 1
    NAME = 2
    TASK = 3
    MODELS = 4
    DATASET = 5
    METHOD = 6
    TEACHER = 7
    STUDENT = 8
    BASELINE = 9
    GAIN = 10
    SIZE = 11
    DATE = 12


class Role(IntEnum):
    """What a cell says beside its words, for who paints it."""

    RUN = Qt.ItemDataRole.UserRole + 1  # the run's id
    SLOT = RUN + 1  # the place among the compared runs, from 0; None for the others
    ICON = RUN + 2  # a Lucide icon before the words
    ICON_TOKEN = RUN + 3  # its colour
    TOKEN = RUN + 4  # the colour of the words
    IS_STRONG = RUN + 5  # whether the words are bold
    MARK = RUN + 6  # of a head: the sign of a network or of a compared run


class Head(NamedTuple):
    """The head of a column: its words, what they mean, and the sign of the network that it is about."""

    words: Text
    meaning: Text
    mark: str | None = None


HEADS: dict[Column, Head] = {
    Column.CHECK: Head(text("Compare"), text("Runs to compare, four at most (Space)")),
    Column.STATE: Head(text("State"), text("What has become of the run")),
    Column.NAME: Head(text("Name"), text("The run's name (F2 changes it)")),
    Column.TASK: Head(text("Task"), text("What the networks do")),
    Column.MODELS: Head(text("Models"), text("Teacher → student")),
    Column.DATASET: Head(text("Dataset"), text("What the student was trained on")),
    Column.METHOD: Head(text("Method"), text("How the soft labels became a loss")),
    Column.TEACHER: Head(text("Teacher, %"), text("The teacher's accuracy in %, on the images that judge"), "teacher"),
    Column.STUDENT: Head(text("Student, %"), text("The student's accuracy in %, on the images that judge"), "student"),
    Column.BASELINE: Head(
        text("Baseline, %"), text("The accuracy in % of the same student, trained without the teacher"), "baseline"
    ),
    Column.GAIN: Head(
        text("Gain, pts"), text("How much better the student is than its baseline, in percentage points")
    ),
    Column.SIZE: Head(text("Size, MB"), text("The size of the trained network's file")),
    Column.DATE: Head(text("Date"), text("When the run ended, or began")),
}
_COLUMNS = len(Column)
_STRONG = (Column.NAME, Column.STUDENT, Column.GAIN)
NUMBERS = (Column.TEACHER, Column.STUDENT, Column.BASELINE, Column.GAIN, Column.SIZE, Column.DATE)

STATES: dict[str, Text] = {
    "waiting": text("Queued"),
    "running": text("Running"),
    "finished": text("Done"),
    "stopped": text("Paused"),
    "lost": text("Interrupted"),
    "failed": text("Failed"),
}
TASKS: dict[str, Text] = {CLASSIFY: text("Classify")}
METHODS: dict[str, Text] = {
    "kd": text("Soft labels"),
    "dkd": text("DKD"),
    "dist": text("DIST"),
    "logit-std": text("Logit std"),
    "hard": text("Top class"),
}
_ICONS: dict[State, tuple[str, Token]] = {
    "waiting": ("clock", "ink2"),
    "running": ("loader", "ink"),
    "finished": ("circle-check", "ok"),
    "stopped": ("circle-pause", "ink2"),
    "lost": ("circle-pause", "warn"),
    "failed": ("circle-x", "error"),
}
_MEANINGS: dict[State, Text] = {
    "waiting": text("It waits for its turn; Alt+Up and Alt+Down, or the mouse, change the order."),
    "running": text("It is at work."),
    "finished": text("It did all that it had to do."),
    "stopped": text("It was paused and keeps its place: Resume goes on."),
    "lost": text("Its process ended without a word; Resume goes on from the last whole epoch."),
    "failed": text("It could not go on: open it to see why."),
}


class RunsTable(QAbstractTableModel):
    """The runs, in no order of its own; `RunsInOrder` sorts and filters them.

    Up to four runs are compared: each keeps its slot, and so its colour and sign, until it is taken out.
    """

    compared_changed = Signal()
    refused = Signal()
    """A fifth run was to be compared."""
    renamed = Signal(str, str)
    """A person gave a run (by id) another name."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[RunRow] = []
        self._places: dict[str, int] = {}
        self._queue: dict[str, int] = {}
        self._doing: dict[str, Text] = {}
        self._slots: dict[str, int] = {}
        self._order = (Column.DATE, True)
        self.keys: list[tuple[Any, ...]] = []
        self.haystacks: list[str] = []

    # Rows

    def set_rows(self, rows: Sequence[RunRow], doing: Mapping[str, Text] | None = None) -> None:
        """Show these runs, and what those at work do (by id); who stays keeps its place, selection and scrolling."""
        wanted = {row.id: row for row in rows}
        self._queue = _queue(rows)
        self._drop([place for place, row in enumerate(self._rows) if row.id not in wanted])
        for row in list(self._rows):
            self.set_row(wanted.pop(row.id), (doing or {}).get(row.id))
        self._add(list(wanted.values()), doing or {})
        gone = [run_id for run_id in self._slots if run_id not in self._places]
        for run_id in gone:
            del self._slots[run_id]
        if gone:
            self.compared_changed.emit()

    def set_row(self, row: RunRow, doing: Text | None = None) -> None:
        """Bring one run up to date, with what it does now in a few words while it is at work."""
        place = self._places[row.id]
        key = self._key(row)
        if (row, doing, key) == (self._rows[place], self._doing.get(row.id), self.keys[place]):
            return
        self._rows[place], self.keys[place], self.haystacks[place] = row, key, self._haystack(row)
        if doing is None:
            self._doing.pop(row.id, None)
        else:
            self._doing[row.id] = doing
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(Column) - 1))

    def row_at(self, place: int) -> RunRow:
        """Return the run in a row of this table."""
        return self._rows[place]

    def rows(self) -> list[RunRow]:
        """Return all runs that are shown or filtered out."""
        return list(self._rows)

    def row_of(self, run_id: str) -> RunRow | None:
        """Return a run by its id."""
        place = self._places.get(run_id)
        return None if place is None else self._rows[place]

    def index_of(self, run_id: str, column: int = Column.NAME) -> QModelIndex:
        """Return where a run stands, an invalid index where it does not."""
        place = self._places.get(run_id)
        return QModelIndex() if place is None else self.index(place, column)

    def queue_place(self, run_id: str) -> int | None:
        """Return a waiting run's place in the queue, from 0."""
        return self._queue.get(run_id)

    def set_order(self, column: Column, descending: bool) -> None:
        """Order the runs by a column; waiting runs stay on top in the order of the queue, missing values below."""
        self._order = (column, descending)
        self.keys = [self._key(row) for row in self._rows]

    def retranslate(self) -> None:
        """Say everything again: the language changed."""
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(Column) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    # Comparing

    def compared(self) -> list[str]:
        """Return the ids of the compared runs, in the order of their slots."""
        return sorted(self._slots, key=self._slots.__getitem__)

    def slot_of(self, run_id: str) -> int | None:
        """Return the slot of a compared run, from 0."""
        return self._slots.get(run_id)

    def toggle(self, run_id: str) -> None:
        """Take a run into the comparison or out of it; a fifth is refused."""
        if run_id in self._slots:
            self._set_slots({other: slot for other, slot in self._slots.items() if other != run_id})
        elif len(self._slots) == COMPARED:
            self.refused.emit()
        else:
            free = min(set(range(COMPARED)) - set(self._slots.values()))
            self._set_slots({**self._slots, run_id: free})

    def choose(self, *run_ids: str) -> None:
        """Compare these runs and no others."""
        known = [run_id for run_id in run_ids if run_id in self._places]
        self._set_slots({run_id: slot for slot, run_id in enumerate(known[:COMPARED])})

    # What Qt asks

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """Return how many runs there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """Return how many columns there are."""
        return 0 if parent.isValid() else _COLUMNS

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what may be done to a cell."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        allowed = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == Column.CHECK:
            allowed |= Qt.ItemFlag.ItemIsUserCheckable
        if index.column() == Column.NAME:
            allowed |= Qt.ItemFlag.ItemIsEditable
        return allowed

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows and says."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self._words(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case Qt.ItemDataRole.CheckStateRole if column == Column.CHECK:
                return Qt.CheckState.Checked if row.id in self._slots else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row, column)
            case Role.RUN:
                return row.id
            case Role.SLOT:
                return self._slots.get(row.id)
            case Role.ICON if column == Column.STATE:
                return _ICONS[row.state][0]
            case Role.ICON_TOKEN if column == Column.STATE:
                return _ICONS[row.state][1]
            case Role.TOKEN:
                return _token(row, column)
            case Role.IS_STRONG:
                return column in _STRONG and self._words(row, column) != NONE
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Compare a run or not, or ask for another name."""
        run_id = self._rows[index.row()].id
        if role == Qt.ItemDataRole.CheckStateRole:
            self.toggle(run_id)
            return True
        if role == Qt.ItemDataRole.EditRole and index.column() == Column.NAME:
            name = str(value).strip()
            if name and name != title_of(self._rows[index.row()]):
                self.renamed.emit(run_id, name)
            return True
        return False

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the head of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        head = HEADS[Column(section)]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return "" if section == Column.CHECK else show(head.words)
            case Qt.ItemDataRole.ToolTipRole:
                return show(head.meaning)
            case Qt.ItemDataRole.AccessibleTextRole:
                return show(head.words)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(Column(section))
            case Role.MARK:
                return head.mark
        return None

    # Within

    def _drop(self, places: list[int]) -> None:
        for place in reversed(places):
            self.beginRemoveRows(_ROOT, place, place)
            del self._rows[place], self.keys[place], self.haystacks[place]
            self._places = {row.id: number for number, row in enumerate(self._rows)}
            self.endRemoveRows()

    def _add(self, rows: list[RunRow], doing: Mapping[str, Text]) -> None:
        if not rows:
            return
        first = len(self._rows)
        self.beginInsertRows(_ROOT, first, first + len(rows) - 1)
        self._rows.extend(rows)
        self._places.update({row.id: first + number for number, row in enumerate(rows)})
        self._doing.update({row.id: doing[row.id] for row in rows if row.id in doing})
        self.keys.extend(self._key(row) for row in rows)
        self.haystacks.extend(self._haystack(row) for row in rows)
        self.endInsertRows()

    def _set_slots(self, slots: dict[str, int]) -> None:
        changed = {run_id for run_id, _ in set(slots.items()) ^ set(self._slots.items())}
        self._slots = slots
        for run_id in changed:
            place = self._places[run_id]
            shown = [int(Qt.ItemDataRole.CheckStateRole), int(Role.SLOT)]
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(Column) - 1), shown)
        if changed:
            self.compared_changed.emit()

    def _key(self, row: RunRow) -> tuple[Any, ...]:
        """Return what a run is sorted by, so made that a descending order keeps waiting runs on top, too."""
        column, descending = self._order
        sign = -1 if descending else 1
        if row.id in self._queue:
            return (0, sign * self._queue[row.id], 0.0)
        value = self._sorted_by(row, column)
        if value is None:
            return (2 * sign, 0, -sign * when(row))
        return (sign, value, -sign * when(row))

    def _sorted_by(self, row: RunRow, column: Column) -> Any:
        match column:
            case Column.TEACHER:
                return row.teacher_top1
            case Column.STUDENT:
                return row.student_top1
            case Column.BASELINE:
                return row.baseline_top1
            case Column.GAIN:
                return gain_of(row)
            case Column.SIZE:
                return row.size_bytes
            case Column.DATE | Column.CHECK:
                return when(row)
            case _:
                words = self._words(row, column)
                return None if words == NONE else words.casefold()

    def _haystack(self, row: RunRow) -> str:
        said = (row.teacher or "", row.student or "", row.dataset, row.note, *row.tags)
        return "\n".join((title_of(row), self._models(row), *said)).casefold()

    def _words(self, row: RunRow, column: Column) -> str:
        return _WORDS[column](self, row)

    def _state_words(self, row: RunRow) -> str:
        if row.id in self._doing and row.state == "running":
            return show(self._doing[row.id])
        if row.id in self._queue:
            return show(text("Queued {place:d}", place=self._queue[row.id] + 1))
        if row.state == "waiting":
            return show(text("Starting"))
        return show(STATES[row.state])

    def _models(self, row: RunRow) -> str:
        teacher = self._teacher(row.teacher)
        return teacher if row.student is None else f"{teacher} → {short_model(row.student)}"

    def _teacher(self, name: str | None) -> str:
        """Return a teacher's short name; one that a run trained is called as that run's model."""
        if name is None:
            return NONE
        other = self.row_of(name.removeprefix(RUN_PREFIX)) if name.startswith(RUN_PREFIX) else None
        if other is None:
            return short_model(name)
        return short_model(other.student or other.teacher or other.id)

    def _tip(self, row: RunRow, column: Column) -> str:
        match column:
            case Column.STATE:
                return show(_MEANINGS[row.state])
            case Column.NAME:
                return "\n".join(part for part in (title_of(row), ", ".join(row.tags), row.note) if part)
            case Column.MODELS:
                return " → ".join(name for name in (row.teacher, row.student) if name)
            case Column.DATASET:
                return row.dataset
            case Column.STUDENT if row.state == "running" and row.student_top1 is not None:
                return show(text("So far, on the probe images."))
            case Column.GAIN if (gain := gain_of(row)) is not None:
                return show(_gain_tip(gain))
        return ""

    def _spoken(self, row: RunRow, column: Column) -> str:
        if column == Column.CHECK:
            return show(text("Compared") if row.id in self._slots else text("Not compared"))
        return self._words(row, column)


_WORDS: dict[Column, Callable[[RunsTable, RunRow], str]] = {
    Column.CHECK: lambda _table, _row: "",
    Column.STATE: RunsTable._state_words,
    Column.NAME: lambda _table, row: title_of(row),
    Column.TASK: lambda _table, row: _known(TASKS, row.task or CLASSIFY),
    Column.MODELS: RunsTable._models,
    Column.DATASET: lambda _table, row: short_dataset(row.dataset),
    Column.METHOD: lambda _table, row: _known(METHODS, row.method),
    Column.TEACHER: lambda _table, row: number(row.teacher_top1, 1),
    Column.STUDENT: lambda _table, row: number(row.student_top1, 1),
    Column.BASELINE: lambda _table, row: number(row.baseline_top1, 1),
    Column.GAIN: lambda _table, row: signed(gain_of(row)),
    Column.SIZE: lambda _table, row: number(row.size_bytes / 1e6 if row.size_bytes else None, 1),
    Column.DATE: lambda _table, row: date_words(row, time.time()),
}


class RunsInOrder(QSortFilterProxyModel):
    """The runs that a filter lets through, in the order of a column."""

    def __init__(self, table: RunsTable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._wanted: list[str] = []
        self._state: str | None = None
        self._task: str | None = None
        self.setDynamicSortFilter(True)
        self.setSourceModel(table)

    def show_only(self, words: str, state: str | None, task: str | None) -> None:
        """Show runs that hold all the words in name, tags, models, dataset or note, of a state and a task."""
        self._wanted, self._state, self._task = words.casefold().split(), state, task
        self.invalidate()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column."""
        self._table.set_order(Column(column), order == Qt.SortOrder.DescendingOrder)
        super().sort(column, order)

    def lessThan(self, left: Index, right: Index) -> bool:  # noqa: N802
        """Compare two runs by their keys."""
        keys = self._table.keys
        return keys[left.row()] < keys[right.row()]

    def filterAcceptsRow(self, source_row: int, _source_parent: Index) -> bool:  # noqa: N802
        """Return whether the filter lets a run through."""
        row = self._table.row_at(source_row)
        if self._state is not None and row.state != self._state:
            return False
        if self._task is not None and (row.task or CLASSIFY) != self._task:
            return False
        return all(word in self._table.haystacks[source_row] for word in self._wanted)


def title_of(row: RunRow) -> str:
    """Return what a run is called: its name, else its id."""
    return row.name or row.id


def short_names(rows: Sequence[RunRow]) -> list[str]:
    """Return the names of runs side by side: after the first, each without the words that it begins with as well."""
    names = [title_of(row) for row in rows]
    short = names[:1] + [_without_beginning(name, names[0]) for name in names[1:]]
    return short if len(set(short)) == len(short) else names


def when(row: RunRow) -> float:
    """Return the time by which a run is dated: the end, else the beginning; one at work is the newest."""
    return float("inf") if row.state == "running" else row.ended_at or row.created_at


def gain_of(row: RunRow) -> float | None:
    """Return the gain over the baseline in points, of the rounded numbers that stand beside it."""
    if row.student_top1 is None or row.baseline_top1 is None:
        return None
    return round(round(row.student_top1, 1) - round(row.baseline_top1, 1), 1) + 0.0


@lru_cache(4096)
def short_model(name: str) -> str:
    """Return a model's name without folder, ending and task: `yolo11n` of `zoo/yolo11n-cls.yaml`."""
    path = PurePosixPath(name.replace("\\", "/"))
    plain = re.sub(r"\.(pt|yaml|yml|onnx)$", "", path.name)
    if plain in _NAMELESS:
        folders = [part for part in path.parts[:-1] if part not in ("weights", "/")]
        plain = folders[-1] if folders else plain
    return plain.split(":")[-1].removesuffix("-cls")


def short_dataset(name: str) -> str:
    """Return a dataset's name without its folder and ending."""
    plain = PurePosixPath(name.replace("\\", "/")).name
    return re.sub(r"\.(yaml|yml|ndjson)$", "", plain).split(":")[-1]


def date_words(row: RunRow, now: float) -> str:
    """Return a run's date as people say it at a time `now` (seconds, UTC): today with the hour, yesterday, the day."""
    if row.state == "waiting":
        return NONE
    if row.state == "running":
        return show(text("now"))
    at = datetime.datetime.fromtimestamp(when(row))
    today = datetime.datetime.fromtimestamp(now).date()
    if at.date() == today:
        return show(text("today {time}", time=f"{at:%H:%M}"))
    if at.date() == today - datetime.timedelta(days=1):
        return show(text("yesterday"))
    day = QDate(at.year, at.month, at.day)
    return language().locale.toString(day, "d MMM" if at.year == today.year else "d MMM yyyy")


def _without_beginning(name: str, other: str) -> str:
    words, others = name.split(), other.split()
    same = 0
    while same < min(len(words), len(others)) and words[same].rstrip(",") == others[same].rstrip(","):
        same += 1
    return " ".join(words[same:]) or name


def _queue(rows: Sequence[RunRow]) -> dict[str, int]:
    waiting = [row for row in rows if row.state == "waiting" and row.place is not None]
    waiting.sort(key=lambda row: (row.place, row.created_at, row.id))
    return {row.id: place for place, row in enumerate(waiting)}


def _known(words: dict[str, Text], key: str | None) -> str:
    return NONE if key is None else show(words[key]) if key in words else key


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _token(row: RunRow, column: Column) -> Token:
    if column == Column.GAIN and (gain_of(row) or 0) < 0:
        return "error"
    if column in (Column.NAME, Column.TEACHER, Column.STUDENT, Column.BASELINE, Column.GAIN, Column.SIZE):
        return "ink"
    return "ink" if column == Column.STATE and row.state != "waiting" else "ink2"


def _gain_tip(gain: float) -> Text:
    if gain < 0:
        return text("The student was worse than its baseline, which had no teacher.")
    if gain > 0:
        return text("The student was better than its baseline, which had no teacher.")
    return text("The student was as good as its baseline, which had no teacher.")

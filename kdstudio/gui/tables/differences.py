"""Runs side by side: the settings in which they differ, and what came of them."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from kdstudio.core.catalogue import RunRow
from kdstudio.core.jobs import TrainingJob
from kdstudio.core.recipe import PATH_FIELDS, settings
from kdstudio.core.text import Text, text
from kdstudio.gui.tables.runs import METHODS, Index, Role, gain_of, short_dataset, short_model, short_names, title_of
from kdstudio.gui.translate import NONE, number, percent, show, signed

_ROOT = QModelIndex()


class Compared(NamedTuple):
    """A run to set beside others: its row, its job, and the slot that its colour and sign come from."""

    row: RunRow
    job: TrainingJob
    slot: int


class Difference(NamedTuple):
    """A setting in which runs differ, with the value of each; a run that has no such setting has None."""

    name: str
    title: Text
    values: list[Any]


class _Line(NamedTuple):
    """A row of the table; the best of its values stand in bold. Without values it is a heading."""

    title: Text
    values: list[str]
    best: frozenset[int] = frozenset()


def differences(jobs: Sequence[TrainingJob]) -> tuple[list[Difference], int]:
    """Return the settings in which jobs differ, in the order of the recipe but the seed last; how many there are."""
    titles: dict[str, Text] = {}
    for job in jobs:
        titles |= {name: Text(meta.title or name) for name, meta, _, _ in settings(type(job.recipe))}
    found = []
    for name, title in titles.items():
        values = [getattr(job.recipe, name, None) for job in jobs]
        if any(value != values[0] for value in values):
            found.append(Difference(name, title, values))
    found.sort(key=lambda difference: difference.name == "seed")  # runs of a group always differ in it
    return found, len(titles)


def setting_words(name: str, value: Any) -> str:
    """Return a setting's value as people read it."""
    match value:
        case None:
            return NONE
        case bool():
            return show(text("yes") if value else text("no"))
        case int():
            return number(value)
        case float():
            return show(text("{value:.4g}", value=value))
        case dict():
            return show(text("{count:d} pairs", count=len(value)))
        case list() | tuple():
            return ", ".join(setting_words(name, part) for part in value)
    if name == "method" and value in METHODS:
        return show(METHODS[value])
    if name in PATH_FIELDS:
        return short_dataset(value) if name in ("dataset", "unlabelled") else short_model(value)
    return str(value)


class DifferencesTable(QAbstractTableModel):
    """The settings that differ between up to four runs, and their results below; a column a run."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs: list[Compared] = []
        self._lines: list[_Line] = []
        self.differing = 0
        self.settings = 0

    def set_runs(self, runs: Sequence[Compared]) -> None:
        """Set other runs side by side."""
        self.beginResetModel()
        self._runs = list(runs)
        self._make_lines()
        self.endResetModel()

    def set_rows(self, rows: Sequence[RunRow]) -> None:
        """Bring the results of the same runs up to date."""
        self._runs = [run._replace(row=row) for run, row in zip(self._runs, rows, strict=True)]
        self.retranslate()

    def is_heading(self, place: int) -> bool:
        """Return whether a row is a heading."""
        return not self._lines[place].values

    def retranslate(self) -> None:
        """Say everything again; the rows are the same."""
        self._make_lines()
        if self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, len(self._runs)))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._runs))

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """Return how many settings and results there are."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """Return how many columns there are: the names, and the runs."""
        return 0 if parent.isValid() else len(self._runs) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows and says."""
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], index.column() - 1
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return show(line.title) if column < 0 else line.values[column] if line.values else ""
            case Qt.ItemDataRole.ToolTipRole:
                return self.data(index) if column >= 0 else ""
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            case Role.TOKEN:
                return "ink2" if column < 0 else "ink"
            case Role.IS_STRONG:
                return column in line.best
        return None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the head of a column: nothing over the names, a run's sign and name."""
        if orientation != Qt.Orientation.Horizontal or section == 0:
            return None
        run = self._runs[section - 1]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return short_names([one.row for one in self._runs])[section - 1]
            case Qt.ItemDataRole.ToolTipRole:
                return title_of(run.row)
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            case Role.MARK:
                return f"s{run.slot}"
        return None

    def _make_lines(self) -> None:
        found, self.settings = differences([run.job for run in self._runs])
        self.differing = len(found)
        self._lines = [_Line(one.title, [setting_words(one.name, value) for value in one.values]) for one in found]
        if self._runs:
            self._lines.append(_Line(text("Results"), []))
            self._lines += [_result(result, [run.row for run in self._runs]) for result in _RESULTS]


class _Result(NamedTuple):
    title: Text
    value: Callable[[RunRow], float | None]
    words: Callable[[float | None], str]
    best: Callable[[list[float]], float] | None


_RESULTS = (
    _Result(text("Best epoch"), lambda row: row.best_epoch, number, None),
    _Result(text("Agreement"), lambda row: row.agreement, percent, max),
    _Result(text("ECE"), lambda row: None if row.ece is None else 100 * row.ece, percent, min),
    _Result(text("Gain, pts"), gain_of, signed, max),
)


def _result(result: _Result, rows: Sequence[RunRow]) -> _Line:
    values = [result.value(row) for row in rows]
    known = [value for value in values if value is not None]
    best: frozenset[int] = frozenset()
    if result.best is not None and len(known) > 1:
        limit = result.words(result.best(known))  # equal as shown is equally good
        best = frozenset(place for place, value in enumerate(values) if result.words(value) == limit)
    return _Line(result.title, [result.words(value) for value in values], best)

"""The rows of a proof: what stands in each column of a model, and what it means."""

import csv
import io
from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from kdstudio.core.proof import ProofRow, Timing, model_words, verdict_words
from kdstudio.core.text import Text, text
from kdstudio.gui.marks import mark_of
from kdstudio.gui.theme import Token
from kdstudio.gui.translate import NONE, data_size, number, show, signed

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_FINE_BUDGET = 0.1  # points; a smaller one needs accuracies with two decimals


class Column(IntEnum):
    """The columns, from left to right."""

    MODEL = 0
    ACCURACY = 1
    LOST = 2
    AGREEMENT = 3
    MEDIAN = 4
    P95 = 5
    SIZE = 6
    MEMORY = 7
    VERDICT = 8


class Role(IntEnum):
    """What a cell says beside its words, for who paints it."""

    KEY = Qt.ItemDataRole.UserRole + 1  # the model's key
    MARK = KEY + 1  # its sign, a `ModelMark`
    BESIDE = KEY + 2  # words in grey: after a model's name, before a number
    TOKEN = KEY + 3  # the colour of the words
    IS_CHOSEN = KEY + 4  # whether the row is the file to hand over
    VERDICT = KEY + 5  # `within`, `unproven` or `over`


HEADS: dict[Column, tuple[Text, Text]] = {
    Column.MODEL: (text("Model"), text("The teacher, the student's checkpoint, and the files made of it")),
    Column.ACCURACY: (text("Accuracy, %"), text("The share of the images that are right, each model on its runtime")),
    Column.LOST: (text("Lost, pts"), text("The difference to the student on the same images, in percentage points")),
    Column.AGREEMENT: (
        text("Agreement, %"),
        text("The share of the images on which the top class is the student's, right or wrong"),
    ),
    Column.MEDIAN: (
        text("Median, ms"),
        text("Time for one image, measured by turns with the other models; half of the calls took less"),
    ),
    Column.P95: (text("p95, ms"), text("Time for one image that 95 of 100 calls did not exceed")),
    Column.SIZE: (text("Size, MB"), text("What ships, in millions of bytes")),
    Column.MEMORY: (text("Memory, MB"), text("The peak while it runs, beyond what its runtime needs by itself")),
    Column.VERDICT: (text("Verdict"), text("Whether it lost at most what the budget allows")),
}
_CHIPS: dict[str, Text] = {
    "within": text("within"),
    "unproven": text("not proven"),
    "over": text("over budget"),
}


class Limits(NamedTuple):
    """What the rows are judged by: the student's accuracy in %, None without labels, and the budget in points."""

    student_accuracy: float | None
    budget: float

    @property
    def decimals(self) -> int:
        """Return with how many decimals accuracies are told apart."""
        return 1 if self.budget >= _FINE_BUDGET else 2


class ProofRows(QAbstractTableModel):
    """The models of a proof, in its order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[ProofRow] = ()
        self._limits = Limits(None, 0.0)
        self._teacher = ""
        self._chosen: str | None = None

    def set_rows(self, rows: Sequence[ProofRow], limits: Limits, teacher: str, chosen: str | None) -> None:
        """Show other models; `teacher` is its name, `chosen` the key of the file to hand over."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self._limits, self._teacher, self._chosen = limits, teacher, chosen
        self.endResetModel()

    def retranslate(self) -> None:
        """Say everything again: the language changed."""
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(Column) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    def as_tsv(self) -> str:
        """Return heads and cells as they are shown, a line a row, separated by tabs."""
        heads = [show(HEADS[column][0]) for column in Column]
        lines = [[self._whole_words(row, column) for column in Column] for row in self.rows]
        return "".join("\t".join(line) + "\n" for line in [heads, *lines])

    def as_csv(self) -> str:
        """Return everything that was measured, a line a model, in plain numbers with their units in the head."""
        file = io.StringIO(newline="")
        writer = csv.writer(file)
        writer.writerow(_CSV)
        for row in self.rows:
            writer.writerow(["" if value is None else value for value in (take(row) for take in _CSV.values())])
        return file.getvalue()

    # What Qt asks

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """Return how many models there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows and says."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(row, column)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return "\n".join(show(sentence) for sentence in self._tips(row, column))
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{show(HEADS[column][0])}: {self._whole_words(row, column) or NONE}"
            case Qt.ItemDataRole.TextAlignmentRole:
                return alignment(column)
            case Role.KEY:
                return row.key
            case Role.MARK if column == Column.MODEL:
                return mark_of(row.key, is_choice=row.is_choice)
            case Role.BESIDE:
                beside = self._beside(row, column)
                return None if beside is None else show(beside)
            case Role.TOKEN:
                return _token(row, column)
            case Role.IS_CHOSEN:
                return row.key == self._chosen
            case Role.VERDICT if column == Column.VERDICT and row.loss is not None:
                return row.loss.verdict
        return None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the head of a column; the verdicts need none that is seen."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = Column(section)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return "" if column == Column.VERDICT else show(HEADS[column][0])
            case Qt.ItemDataRole.AccessibleTextRole:
                return show(HEADS[column][0])
            case Qt.ItemDataRole.ToolTipRole:
                return show(HEADS[column][1])
            case Qt.ItemDataRole.TextAlignmentRole:
                return alignment(column)
        return None

    # Within

    def _words(self, row: ProofRow, column: Column) -> str:
        match column:
            case Column.MODEL:
                return show(model_words(row.key, self._keys()))
            case Column.ACCURACY:
                return number(row.accuracy, self._limits.decimals)
            case Column.LOST:
                return self._lost(row)
            case Column.AGREEMENT:
                return number(row.agreement, 1)
            case Column.MEDIAN:
                return number(row.timing.stated_ms if row.timing else None, 2)
            case Column.P95:
                return number(row.timing.p95_ms if row.timing else None, 2)
            case Column.SIZE:
                return number(row.size_bytes / 1e6 if row.size_bytes else None, 1)
            case Column.MEMORY:
                return number(row.memory_bytes / 1e6 if row.memory_bytes is not None else None)
            case Column.VERDICT:
                return "" if row.loss is None else show(_CHIPS[row.loss.verdict])

    def _whole_words(self, row: ProofRow, column: Column) -> str:
        words, beside = self._words(row, column), self._beside(row, column)
        if beside is None:
            return words
        return f"{words} ({show(beside)})"

    def _keys(self) -> set[str]:
        return {row.key for row in self.rows}

    def _lost(self, row: ProofRow) -> str:
        """Return the difference to the student, rounded once: as the verdict says it."""
        if row.loss is None:
            return NONE
        decimals = self._limits.decimals
        rounded = round(-row.loss.points, decimals)
        return signed(rounded, decimals) if rounded else number(0.0, decimals)

    def _beside(self, row: ProofRow, column: Column) -> Text | None:
        if column == Column.MEDIAN and row.timing is not None and row.timing.is_disturbed:
            return text("CPU")
        return self._kind(row) if column == Column.MODEL else None

    def _kind(self, row: ProofRow) -> Text | None:
        """Return in a few words what a model is."""
        match row.key:
            case "teacher":
                return text("{name}, FP32", name=self._teacher) if self._teacher else text("FP32")
            case "student":
                return text("checkpoint")
            case "fp32":
                return text("exact copy")
            case "fp16":
                return text("half the size")
            case "int8-dynamic":
                return text("weights only")
            case "int8-first":
                return text("all layers")
            case "int8" if row.float_blocks:
                return _in_float(len(row.float_blocks))
            case "int8" if "int8-first" in self._keys():
                return text("layers with weights only")
            case _:
                return text("all layers") if row.key == "int8" else None

    def _tips(self, row: ProofRow, column: Column) -> list[Text]:
        match column:
            case Column.MODEL:
                return _model_tips(row)
            case Column.ACCURACY:
                return _accuracy_tips(row)
            case Column.LOST:
                return _loss_tips(row)
            case Column.AGREEMENT:
                return _agreement_tips(row)
            case Column.MEDIAN | Column.P95:
                return _timing_tips(row.timing)
            case Column.SIZE:
                return _size_tips(row)
            case Column.MEMORY:
                return [HEADS[column][1]]
            case Column.VERDICT:
                return _verdict_tips(row, self._limits)


def alignment(column: Column) -> Qt.AlignmentFlag:
    """Return where the words of a column stand: names and verdicts left, numbers right."""
    side = Qt.AlignmentFlag.AlignLeft if column in (Column.MODEL, Column.VERDICT) else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter


def _token(row: ProofRow, column: Column) -> Token:
    if column == Column.LOST and row.loss is not None and row.loss.verdict == "over":
        return "error"
    is_disturbed = row.timing is not None and row.timing.is_disturbed
    return "ink2" if column == Column.P95 and is_disturbed else "ink"


def _in_float(count: int) -> Text:
    return text("1 layer in float") if count == 1 else text("{count:d} layers in float", count=count)


def _model_tips(row: ProofRow) -> list[Text]:
    found = [text("Runs on {runtime}, computes in {precision}.", runtime=row.runtime, precision=row.precision_used)]
    if row.file is not None:
        found.append(text("File: {file}", file=row.file))
    if row.float_blocks:
        found.append(text("In float: {blocks}", blocks=", ".join(row.float_blocks)))
    if not row.is_choice:
        found.append(text("A better one took its place."))
    if not row.is_repeatable:
        found.append(text("Asked twice, it did not say the same."))
    return found if row.note is None else [*found, row.note]


def _accuracy_tips(row: ProofRow) -> list[Text]:
    if row.accuracy is None or row.correct is None:
        return [text("Without labelled images it cannot be known how many are right.")]
    found = [text("{correct:,} of {images:,} images are right.", correct=row.correct, images=row.images)]
    if row.accuracy_low is not None and row.accuracy_high is not None:
        found.append(text("95 % interval: {low:.1f} to {high:.1f} %.", low=row.accuracy_low, high=row.accuracy_high))
    return found


def _loss_tips(row: ProofRow) -> list[Text]:
    if row.loss is None:
        return []
    return [
        text("Against the student on the same {images:,} images: {points:+.2f} points.", images=row.loss.images,
             points=-row.loss.points + 0.0),
        text(
            "One-sided 95 % bounds of the paired bootstrap: {low:+.2f} and {high:+.2f} points.",
            low=-row.loss.high + 0.0,
            high=-row.loss.low + 0.0,
        ),
    ]  # fmt: skip


def _agreement_tips(row: ProofRow) -> list[Text]:
    found = [HEADS[Column.AGREEMENT][1]]
    if row.kl_bits is not None:
        found.append(text("Mean KL divergence from the student's soft labels: {bits:.4f} bit.", bits=row.kl_bits))
    return found


def _timing_tips(timing: Timing | None) -> list[Text]:
    if timing is None:
        return [text("Its time was not measured.")]
    found = [
        text(
            "Median {median:.3f} ms, p90 {p90:.3f} ms, p95 {p95:.3f} ms over {calls:,} calls.",
            median=timing.median_ms,
            p90=timing.p90_ms,
            p95=timing.p95_ms,
            calls=timing.calls,
        ),
        text(
            "Processor time {cpu:.3f} ms, which is {share:.0f} % of the clock's.",
            cpu=timing.cpu_median_ms,
            share=100 * timing.cpu_share,
        ),
        text("Threads: {threads:d}.", threads=timing.threads),
    ]
    if timing.is_disturbed:
        found.insert(0, text("Other programs took the processor meanwhile: the processor time is stated."))
    if timing.preprocess_ms or timing.postprocess_ms:
        found.append(
            text(
                "Not counted: {before:.2f} ms before and {after:.2f} ms after, to prepare and to read.",
                before=timing.preprocess_ms,
                after=timing.postprocess_ms,
            )
        )
    return found


def _size_tips(row: ProofRow) -> list[Text]:
    if not row.size_bytes:
        return []
    found = [text("{count:,} bytes.", count=row.size_bytes)]
    if row.zipped_bytes is not None:
        found.append(text("Zipped: {size}.", size=data_size(row.zipped_bytes)))
    return found


def _verdict_tips(row: ProofRow, limits: Limits) -> list[Text]:
    if row.loss is None:
        return []
    allowed = text("The budget allows {budget:g} points.", budget=limits.budget)
    if limits.student_accuracy is not None:
        allowed = text(
            "The budget allows {budget:g} points: at least {floor:.1f} %.",
            budget=limits.budget,
            floor=limits.student_accuracy - limits.budget,
        )
    return [verdict_words(row.loss), allowed]


def _of_timing(take: Callable[[Timing], object]) -> Callable[[ProofRow], object]:
    return lambda row: None if row.timing is None else take(row.timing)


_CSV: dict[str, Callable[[ProofRow], object]] = {
    "model": lambda row: row.key,
    "precision": lambda row: row.precision,
    "computes in": lambda row: row.precision_used,
    "runtime": lambda row: row.runtime,
    "file": lambda row: row.file,
    "images": lambda row: row.images,
    "right": lambda row: row.correct,
    "accuracy, %": lambda row: row.accuracy,
    "accuracy low, %": lambda row: row.accuracy_low,
    "accuracy high, %": lambda row: row.accuracy_high,
    "lost, points": lambda row: None if row.loss is None else row.loss.points,
    "lost low, points": lambda row: None if row.loss is None else row.loss.low,
    "lost high, points": lambda row: None if row.loss is None else row.loss.high,
    "verdict": lambda row: None if row.loss is None else row.loss.verdict,
    "agreement, %": lambda row: row.agreement,
    "KL, bit": lambda row: row.kl_bits,
    "median, ms": _of_timing(lambda timing: timing.median_ms),
    "p90, ms": _of_timing(lambda timing: timing.p90_ms),
    "p95, ms": _of_timing(lambda timing: timing.p95_ms),
    "processor time, ms": _of_timing(lambda timing: timing.cpu_median_ms),
    "processor share": _of_timing(lambda timing: timing.cpu_share),
    "threads": _of_timing(lambda timing: timing.threads),
    "memory, bytes": lambda row: row.memory_bytes,
    "size, bytes": lambda row: row.size_bytes,
    "zipped, bytes": lambda row: row.zipped_bytes,
    "in float": lambda row: " ".join(row.float_blocks),
    "chosen of its precision": lambda row: row.is_choice,
}

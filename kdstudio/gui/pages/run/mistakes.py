"""What a network got wrong, as images: the label, what the teacher said, and what the student said instead."""

import zipfile
import zlib
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kdstudio.core.events import Network
from kdstudio.core.live_run import LiveRun
from kdstudio.core.soft_labels import soften
from kdstudio.core.text import Text, text
from kdstudio.gui import theme
from kdstudio.gui.translate import NONE, say, show
from kdstudio.gui.widgets.basics import draw_mark
from kdstudio.gui.widgets.thumbnails import read_thumbnail

Kind = Literal["label", "teacher", "student"]
_IMAGE = 72  # px
_PADDING = 8
_MARK = 12
_LINE = 22
_LONGEST_NAME = 104
_KEPT_IMAGES = 400
Array = npt.NDArray[Any]
Index = QModelIndex | QPersistentModelIndex


class Mistake(NamedTuple):
    """An image that a network got wrong: class numbers, and the number of the probe that it is, if it is one."""

    file: Path
    label: int
    guess: int
    teacher: int | None
    probe: int | None


def read_mistakes(live: LiveRun) -> list[Mistake] | None:
    """Return what the run's network got wrong, the surest mistakes first; None where that cannot be read."""
    found = _read(live, live.main_network)
    if found is None:
        return None
    wrong = np.flatnonzero(~found["correct"].astype(bool))
    labels, logits = found["labels"][wrong].astype(int), found["logits"][wrong].astype(np.float32)
    guesses, sureness = _guesses(logits, labels)
    teachers = _teachers_words(live, found["images"], wrong)
    names = [str(name) for name in found["images"][wrong]]
    folder, probes = _folder_of(live, names), _probes_by_name(live, names)
    mistakes = [
        Mistake(folder / name, int(label), int(guess), teacher, probes.get(name))
        for name, label, guess, teacher in zip(names, labels, guesses, teachers, strict=True)
    ]
    return [mistakes[index] for index in np.argsort(-sureness, kind="stable")]


def _guesses(logits: Array, labels: Array) -> tuple[Array, Array]:
    """Return the class taken instead of the label, and how sure that was.

    The stored logits are rounded to float16, by which the label may have caught up: it is left out.
    """
    if not len(labels):
        return labels, labels
    others = logits.copy()
    others[np.arange(len(labels)), labels] = -np.inf
    guesses = others.argmax(1)
    return guesses, soften(logits, 1.0)[np.arange(len(labels)), guesses]


def _teachers_words(live: LiveRun, images: Array, wrong: Array) -> list[int | None]:
    """Return what the teacher said of images, None where that is not known or where it is the network itself."""
    found = None if live.main_network == "teacher" else _read(live, "teacher")
    if found is None or not np.array_equal(found["images"], images):
        return [None] * len(wrong)
    return [int(guess) for guess in found["logits"][wrong].argmax(1)]


def _read(live: LiveRun, network: Network) -> Mapping[str, Array] | None:
    name = live.networks[network].measured_file
    if name is None:
        return None
    try:
        with np.load(live.folder / name, allow_pickle=False) as stored:
            found = {key: stored[key] for key in ("images", "labels", "correct", "logits")}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error):
        return None
    classes = len(live.prepared.classes) if live.prepared else 0
    count = len(found["images"]) if found["images"].ndim == 1 else -1
    shapes = (found["labels"].shape, found["correct"].shape, found["logits"].shape)
    return found if shapes == ((count,), (count,), (count, classes)) else None


def _folder_of(live: LiveRun, names: Sequence[str]) -> Path:
    """Return the folder that the images' names start from: one above a probe, which lies in the same dataset."""
    probe = Path(live.prepared.probe_files[0]) if live.prepared and live.prepared.probe_files else Path()
    above = list(probe.parents)
    if names:
        for folder in above:
            if (folder / names[0]).is_file():
                return folder
    return above[-1] if above else Path()


def _probes_by_name(live: LiveRun, names: Sequence[str]) -> dict[str, int]:
    """Return which images are probes, by the end of their path, which holds on another machine too."""
    files = [file.replace("\\", "/").split("/") for file in (live.prepared.probe_files if live.prepared else [])]
    depths = {name.count("/") + 1 for name in names}
    tails = {"/".join(parts[-depth:]): probe for depth in depths for probe, parts in enumerate(files)}
    return {name: tails[name] for name in names if name in tails}


class _Model(QAbstractListModel):
    """The mistakes, each with one sentence for a screen reader and for its tooltip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.mistakes: Sequence[Mistake] = ()
        self.classes: Sequence[str] = ()

    def fill(self, mistakes: Sequence[Mistake], classes: Sequence[str]) -> None:
        """Hold other mistakes."""
        self.beginResetModel()
        self.mistakes, self.classes = mistakes, classes
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802
        """Return how many mistakes there are."""
        return 0 if parent is not None and parent.isValid() else len(self.mistakes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the sentence of a mistake."""
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole) and index.isValid():
            return show(self._sentence(self.mistakes[index.row()]))
        return None

    def name(self, label: int | None) -> str:
        """Return the name of a class."""
        return self.classes[label] if label is not None and 0 <= label < len(self.classes) else NONE

    def _sentence(self, mistake: Mistake) -> Text:
        if mistake.teacher is None:
            return text(
                "{file}: the label is {label}, the answer was {guess}.",
                file=mistake.file.name,
                label=self.name(mistake.label),
                guess=self.name(mistake.guess),
            )
        return text(
            "{file}: the label is {label}, the teacher said {teacher}, the student {guess}.",
            file=mistake.file.name,
            label=self.name(mistake.label),
            teacher=self.name(mistake.teacher),
            guess=self.name(mistake.guess),
        )


class _Delegate(QStyledItemDelegate):
    """Draws a mistake: the image, and beside it what each said of it."""

    def __init__(self, parent: "MistakesView") -> None:
        super().__init__(parent)
        self._view = parent
        self._images: OrderedDict[Path, QPixmap] = OrderedDict()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802
        """Return the room that a mistake takes."""
        return self._view.cell()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a mistake."""
        mistake = self._view.mistakes()[index.row()]
        box: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.theme().qcolor("select"))
            painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), 6, 6)
        where = QRect(box.left() + _PADDING, box.top() + _PADDING, _IMAGE, _IMAGE)
        self._draw_image(painter, mistake.file, where)
        left = where.right() + 13
        for line, (kind, words, label) in enumerate(self._view.lines(mistake)):
            top = where.top() + line * _LINE + (_IMAGE - 3 * _LINE) // 2
            self._draw_line(painter, kind, words, label, QRect(left, top, box.right() - _PADDING - left, _LINE))
        painter.restore()

    def _draw_line(self, painter: QPainter, kind: Kind, words: Text, label: str, where: QRect) -> None:
        draw_mark(painter, kind, QRectF(where.left(), where.center().y() - _MARK / 2 + 1, _MARK, _MARK))
        painter.setFont(theme.font(13))
        painter.setPen(theme.theme().qcolor("ink2"))
        beside = where.adjusted(_MARK + 6, 0, 0, 0)
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, show(words))
        painter.setFont(_strong())
        painter.setPen(theme.theme().qcolor("ink"))
        room = beside.adjusted(self._view.words_width() + 8, 0, 0, 0)
        name = QFontMetrics(_strong()).elidedText(label, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, name)

    def _draw_image(self, painter: QPainter, file: Path, where: QRect) -> None:
        painter.drawPixmap(where, self._image(file))
        painter.setPen(theme.theme().qcolor("line"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(where).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _image(self, file: Path) -> QPixmap:
        """Return the middle square of an image, as the networks saw it; a grey one where it is gone or broken."""
        if file not in self._images:
            self._images[file] = read_thumbnail(str(file), round(_IMAGE * self._view.devicePixelRatioF()))
            if len(self._images) > _KEPT_IMAGES:
                self._images.popitem(last=False)
        self._images.move_to_end(file)
        return self._images[file]


class MistakesView(QListView):
    """Mistakes side by side, in one row (`rows=1`) or as many as there are; the arrow keys choose one."""

    chosen = Signal()
    """Another mistake is the current one."""
    opened = Signal()
    """The current mistake was opened with Enter or a double click."""
    fitted = Signal()
    """The width changed, and with it how many mistakes are seen in one row."""

    def __init__(self, *, one_row: bool) -> None:
        super().__init__()
        self._one_row = one_row
        self._all: Sequence[Mistake] = ()
        self._classes: Sequence[str] = ()
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if one_row:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setFixedHeight(_IMAGE + 2 * _PADDING)
        say(self, setAccessibleName=text("Mistakes"))
        self.doubleClicked.connect(self.opened)  # not `activated`: on some desktops a single click is enough for it
        theme.theme().changed.connect(self.viewport().update)

    def show_mistakes(self, mistakes: Sequence[Mistake], classes: Sequence[str]) -> None:
        """Show other mistakes; the first that is a probe is chosen."""
        self._all, self._classes = tuple(mistakes), tuple(classes)
        self._fill()

    def mistakes(self) -> Sequence[Mistake]:
        """Return the mistakes that are shown."""
        return self._model.mistakes

    def current(self) -> Mistake | None:
        """Return the mistake that is chosen."""
        row = self.currentIndex().row()
        return self._model.mistakes[row] if 0 <= row < len(self._model.mistakes) else None

    def lines(self, mistake: Mistake) -> list[tuple[Kind, Text, str]]:
        """Return what is said of a mistake: the sign, who says it, and the class."""
        said: list[tuple[Kind, Text, str]] = [("label", text("Label"), self._model.name(mistake.label))]
        if mistake.teacher is None:
            said.append(("teacher", text("Answer"), self._model.name(mistake.guess)))
        else:
            said.append(("teacher", text("Teacher"), self._model.name(mistake.teacher)))
            said.append(("student", text("Student"), self._model.name(mistake.guess)))
        return said

    def words_width(self) -> int:
        """Return the width of the widest word before a class, in px."""
        metrics = QFontMetrics(theme.font(13))
        words = (text("Label"), text("Teacher"), text("Student"), text("Answer"))
        return max(metrics.horizontalAdvance(show(word)) for word in words)

    def cell(self) -> QSize:
        """Return the room of one mistake: an image, a word and a name, which is cut where it is very long."""
        metrics = QFontMetrics(_strong())
        names = max((metrics.horizontalAdvance(name) for name in self._classes), default=0) + 4
        beside = 12 + _MARK + 6 + self.words_width() + 8 + min(_LONGEST_NAME, names)
        return QSize(_IMAGE + beside + 2 * _PADDING + 4, _IMAGE + 2 * _PADDING)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Show as many in one row as there is room for."""
        super().resizeEvent(event)
        if self._one_row and len(self._shown()) != len(self._model.mistakes):
            self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Open the current mistake with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say the words in the language of now."""
        self.doItemsLayout()
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        """Say that another mistake is chosen."""
        super().currentChanged(current, previous)
        self.chosen.emit()

    def _shown(self) -> Sequence[Mistake]:
        return self._all[: max(1, self.viewport().width() // self.cell().width())] if self._one_row else self._all

    def _fill(self) -> None:
        self._model.fill(self._shown(), self._classes)
        probe = next((row for row, mistake in enumerate(self._model.mistakes) if mistake.probe is not None), None)
        if probe is not None:
            self.setCurrentIndex(self._model.index(probe))
        self.fitted.emit()
        self.chosen.emit()


def _strong() -> QFont:
    return theme.font(13, QFont.Weight.DemiBold)

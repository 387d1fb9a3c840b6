"""A grid of thumbnails that stays quick with thousands: images are read in the background, when they come into view."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QRunnable,
    QSize,
    Qt,
    QThreadPool,
    Signal,
)
from PySide6.QtGui import QImage, QImageReader, QKeyEvent, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kdstudio.core.text import Text
from kdstudio.gui import theme
from kdstudio.gui.translate import say

THUMBNAIL = 40
_PITCH = 45
_KEPT = 4000
_DOT = 7
_Index = QModelIndex | QPersistentModelIndex


class Wish(NamedTuple):
    """An image file, and the side of the square in px that it is wanted for."""

    file: str
    side: int


class ImageLoader(QObject):
    """Reads images in the background, the last one wished for first, and keeps them.

    `loaded` says that an image can be had; one that cannot be read is kept as a null pixmap.
    """

    loaded = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: OrderedDict[Wish, QPixmap] = OrderedDict()
        self._wishes: list[Wish] = []
        self._is_busy = False
        self._read = _Read()
        self._read.done.connect(self._take)

    def image(self, file: str, side: int) -> QPixmap | None:
        """Return an image cropped to a square, None as long as it is being read, null where it cannot be."""
        wish = Wish(file, side)
        if wish in self._kept:
            self._kept.move_to_end(wish)
            return self._kept[wish]
        if wish in self._wishes:
            self._wishes.remove(wish)
        self._wishes.append(wish)
        self._next()
        return None

    def forget_wishes(self) -> None:
        """Read nothing more of what was wished for."""
        self._wishes.clear()

    def _next(self) -> None:
        if self._wishes and not self._is_busy:
            self._is_busy = True
            QThreadPool.globalInstance().start(_Reading(self._wishes[-1], self._read))

    def _take(self, wish: Wish, image: QImage) -> None:
        self._is_busy = False
        if wish in self._wishes:
            self._wishes.remove(wish)
        self._kept[wish] = QPixmap.fromImage(image)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self.loaded.emit(wish.file)
        self._next()


class _Read(QObject):
    """Says in the window's thread what was read; it lives as long as anybody reads."""

    done = Signal(object, QImage)


class _Reading(QRunnable):
    def __init__(self, wish: Wish, said: _Read) -> None:
        super().__init__()
        self._wish, self._said = wish, said

    def run(self) -> None:
        """Read the image; called by Qt in a thread of the pool."""
        self._said.done.emit(self._wish, _read_square(self._wish))


def _read_square(wish: Wish) -> QImage:
    """Return the middle of an image, scaled to a square; null where it cannot be read."""
    reader = QImageReader(wish.file)
    reader.setAutoTransform(True)
    side, size = QSize(wish.side, wish.side), reader.size()
    if size.isValid() and not size.isEmpty():
        reader.setScaledSize(size.scaled(side, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    if image.isNull():
        return QImage()
    image = image.scaled(
        side, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    )
    return image.copy((image.width() - wish.side) // 2, (image.height() - wish.side) // 2, wish.side, wish.side)


class _Model(QAbstractListModel):
    """The images that are shown, by their numbers."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.files: Sequence[str] = ()
        self.names: Sequence[str] = ()
        self.shown: list[int] = []
        self.marked: npt.NDArray[np.bool_] = np.zeros(0, dtype=np.bool_)
        self.mark_token = "student"

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return how many images are shown."""
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return an image's words for a screen reader and a tooltip."""
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole) and index.isValid():
            return self.names[self.shown[index.row()]]
        return None

    def show(self, numbers: list[int]) -> None:
        """Show other images, or the same in another order."""
        self.beginResetModel()
        self.shown = numbers
        self.endResetModel()


class _Painter(QStyledItemDelegate):
    def __init__(self, gallery: "Gallery", model: _Model, loader: ImageLoader) -> None:
        super().__init__(gallery)
        self._model, self._loader = model, loader

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802
        """Return the room of a thumbnail."""
        return QSize(_PITCH, _PITCH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a thumbnail, its ring if it is chosen, its dot if it is marked."""
        where: QRect = option.rect
        state: QStyle.StateFlag = option.state
        number = self._model.shown[index.row()]
        box = QRectF(where.x() + 3, where.y() + 3, THUMBNAIL, THUMBNAIL)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = round(THUMBNAIL * painter.device().devicePixelRatio())
        draw_tile(painter, box, self._loader.image(self._model.files[number], side))
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(theme.theme().qcolor("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), 6, 6)
        if self._model.marked[number]:
            painter.setPen(QPen(theme.theme().qcolor("surface"), 1))
            painter.setBrush(theme.theme().qcolor(self._model.mark_token))
            painter.drawEllipse(QRectF(box.right() - _DOT + 2, box.top() - 2, _DOT, _DOT))
        painter.restore()


def draw_tile(painter: QPainter, box: QRectF, image: QPixmap | None) -> None:
    """Draw an image with round corners into a box; a plain tile where there is none (yet)."""
    path = QPainterPath()
    path.addRoundedRect(box, 4, 4)
    painter.fillPath(path, theme.theme().qcolor("sunken"))
    if image is not None and not image.isNull():
        painter.save()
        painter.setClipPath(path)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(box, image, QRectF(image.rect()))
        painter.restore()
    painter.setPen(QPen(theme.theme().qcolor("line"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


class Gallery(QListView):
    """Thumbnails of images by number, of which one is chosen; arrow keys, Home and End move."""

    chosen = Signal(int)
    """An image was chosen, by its number."""
    play_wished = Signal()
    """Space was pressed."""
    left = Signal()
    """Neither the mouse nor the keys are here any more."""

    def __init__(self, name: Text, loader: ImageLoader) -> None:
        super().__init__()
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self, self._model, loader))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setGridSize(QSize(_PITCH, _PITCH))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(_PITCH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.selectionModel().currentChanged.connect(self._current_changed)
        loader.loaded.connect(self._loaded)
        theme.theme().changed.connect(self.viewport().update)
        say(self, setAccessibleName=name)

    def set_images(self, files: Sequence[str], names: Sequence[str]) -> None:
        """Bring other images: their files, and what a screen reader says of each; none is shown yet."""
        self._model.files, self._model.names = files, names
        self._model.marked = np.zeros(len(files), dtype=np.bool_)
        self._model.show([])

    def set_names(self, names: Sequence[str]) -> None:
        """Say other words for the same images."""
        self._model.names = names

    def show_images(self, numbers: Sequence[int]) -> None:
        """Show these images in this order; the chosen one stays chosen if it is among them."""
        wanted = [int(number) for number in numbers]
        if wanted == self._model.shown:
            return
        before = self.choice()
        self._model.show(wanted)
        if before is not None:
            self.choose(before)

    def set_marks(self, marked: npt.NDArray[np.bool_], token: str = "student") -> None:
        """Mark images with a dot, by number, in a colour of the theme."""
        if token != self._model.mark_token or not np.array_equal(marked, self._model.marked):
            self._model.marked, self._model.mark_token = marked, token
            self.viewport().update()

    def shown(self) -> list[int]:
        """Return the numbers of the images that are shown, in their order."""
        return list(self._model.shown)

    def choice(self) -> int | None:
        """Return the number of the chosen image."""
        index = self.currentIndex()
        return self._model.shown[index.row()] if index.isValid() else None

    def choose(self, number: int) -> None:
        """Choose an image without a word, if it is shown."""
        if number not in self._model.shown:
            return
        model = self.selectionModel()
        model.blockSignals(True)
        index = self._model.index(self._model.shown.index(number))
        model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        model.blockSignals(False)
        self.scrollTo(index)
        self.viewport().update()

    def is_in_use(self) -> bool:
        """Return whether somebody looks for an image here: then nothing should move."""
        return self.hasFocus() or self.underMouse()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Move with the arrow keys, Home and End; Space plays; nothing is searched by letters."""
        if event.key() == Qt.Key.Key_Space:
            self.play_wished.emit()
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: Any) -> None:  # noqa: N802
        """Say that the keys are gone."""
        super().focusOutEvent(event)
        self.left.emit()

    def leaveEvent(self, event: Any) -> None:  # noqa: N802
        """Say that the mouse is gone."""
        super().leaveEvent(event)
        self.left.emit()

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self._model.shown[current.row()])

    def _loaded(self, _file: str) -> None:
        self.viewport().update()


class Tile(QWidget):
    """One image as a square, read in the background."""

    def __init__(self, name: Text, side: int, loader: ImageLoader) -> None:
        super().__init__()
        self._file, self._side, self._loader = "", side, loader
        self.setFixedSize(side, side)
        loader.loaded.connect(self._loaded)
        theme.theme().changed.connect(self.update)
        say(self, setAccessibleName=name)

    def show_file(self, file: str) -> None:
        """Show another image."""
        if file != self._file:
            self._file = file
            self.update()

    def paintEvent(self, _event: Any) -> None:  # noqa: N802
        """Draw the image."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = round(self._side * self.devicePixelRatioF())
        image = self._loader.image(self._file, side) if self._file else None
        draw_tile(painter, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), image)
        painter.end()

    def _loaded(self, file: str) -> None:
        if file == self._file:
            self.update()

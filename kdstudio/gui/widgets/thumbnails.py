"""A strip of small images: as many as there is room for, read one after another so that nothing waits for a disk."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QImageReader, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kdstudio.core.text import Text
from kdstudio.gui import theme
from kdstudio.gui.translate import say


class ThumbnailStrip(QWidget):
    """Small images in a row; those that do not fit are left out."""

    def __init__(self, name: Text, side: int = 22, gap: int = 3) -> None:
        super().__init__()
        self._side, self._gap = side, gap
        self._files: list[str] = []
        self._images: list[QPixmap] = []
        self._reading = QTimer(self, interval=0)
        self._reading.timeout.connect(self._read_next)
        self.setFixedHeight(side)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        say(self, setAccessibleName=name)
        theme.theme().changed.connect(self.update)

    def set_files(self, files: Sequence[str]) -> None:
        """Show other images."""
        if list(files) == self._files:
            return
        self._files, self._images = list(files), []
        self._reading.start()
        self.update()

    def shown(self) -> int:
        """Return how many images have been read."""
        return len(self._images)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Read more images where there is more room."""
        super().resizeEvent(event)
        self._reading.start()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the images, each on a hairline's frame."""
        painter = QPainter(self)
        for index, image in enumerate(self._images[: self._room()]):
            place = QRect(index * (self._side + self._gap), 0, self._side, self._side)
            painter.setPen(theme.theme().qcolor("line"))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
            painter.drawPixmap(place.adjusted(1, 1, -1, -1), image)
        painter.end()

    def _room(self) -> int:
        return max(0, (self.width() + self._gap) // (self._side + self._gap))

    def _read_next(self) -> None:
        if len(self._images) >= min(self._room(), len(self._files)):
            self._reading.stop()
            return
        ratio = self.devicePixelRatioF()
        self._images.append(read_thumbnail(self._files[len(self._images)], round((self._side - 2) * ratio)))
        self.update()


def read_thumbnail(file: str, side: int) -> QPixmap:
    """Return the middle square of an image, `side` px wide; an empty one where the file cannot be read."""
    reader = QImageReader(file)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    if image.isNull():
        empty = QPixmap(side, side)
        empty.fill(theme.theme().qcolor("sunken"))
        return empty
    left, top = (image.width() - side) // 2, (image.height() - side) // 2
    return QPixmap.fromImage(image.copy(left, top, side, side))

"""What the reader moves: a number by slider or by hand, and one image out of those at hand."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSlider, QWidget

from kdstudio.core.text import Text, text
from kdstudio.gui.translate import language, say
from kdstudio.gui.widgets.basics import Mark, Shape, label, row
from kdstudio.gui.widgets.number_field import Number

_IMAGE_PX = 64


class NumberSlider(QWidget):
    """A number between two limits, by slider and by spin box; `moved` has it."""

    moved = Signal(float)

    def __init__(
        self, name: Text, why: Text, low: float, high: float, value: float, *, step: float = 0.1, decimals: int = 1
    ) -> None:
        super().__init__()
        self._step = step
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(round(low / step), round(high / step))
        self.slider.setMinimumWidth(120)
        self.field = Number(name, low, high, step=step, decimals=decimals)
        for part in (self.slider, self.field):
            say(part, setAccessibleName=name, setToolTip=why)
        self.set_value(value)
        self.slider.valueChanged.connect(self._slid)
        self.field.valueChanged.connect(self._typed)
        layout = row(label(name), self.slider, self.field, spacing=8)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.retranslate()

    def value(self) -> float:
        """Return the number."""
        return self.field.value()

    def set_value(self, value: float) -> None:
        """Take a number without a word."""
        for part in (self.slider, self.field):
            part.blockSignals(True)
        self.field.setValue(value)
        self.slider.setValue(round(self.field.value() / self._step))
        for part in (self.slider, self.field):
            part.blockSignals(False)

    def set_range(self, low: float, high: float) -> None:
        """Take other limits; the number stays within them."""
        value = min(max(self.value(), low), high)
        for part in (self.slider, self.field):
            part.blockSignals(True)
        self.slider.setRange(round(low / self._step), round(high / self._step))
        self.field.setRange(low, high)
        for part in (self.slider, self.field):
            part.blockSignals(False)
        self.set_value(value)

    def retranslate(self) -> None:
        """Write the number as the language writes it."""
        self.field.setLocale(language().locale)

    def _slid(self, position: int) -> None:
        self.set_value(position * self._step)
        self.moved.emit(self.value())

    def _typed(self, value: float) -> None:
        self.set_value(value)
        self.moved.emit(self.value())


class ImageChoice(QWidget):
    """One image out of those at hand, by its class and number; `chosen` has its row."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._files: Sequence[Path] = ()
        self.image = QLabel()
        self.image.setFixedSize(_IMAGE_PX, _IMAGE_PX)
        self.box = QComboBox()
        self.box.setIconSize(QSize(24, 24))
        self.box.setMaxVisibleItems(12)
        say(
            self.box,
            setAccessibleName=text("Image"),
            setToolTip=text("The image whose soft labels are shown; the up and down keys go through them."),
        )
        self.box.currentIndexChanged.connect(self._take)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.image)
        layout.addWidget(self.box, 1, Qt.AlignmentFlag.AlignVCenter)

    def show_images(self, files: Sequence[Path], names: Sequence[str], at: int) -> None:
        """Offer other images, named by their class, and take one without a word."""
        self._files = files
        self.box.blockSignals(True)
        self.box.clear()
        for number, (file, name) in enumerate(zip(files, names, strict=True)):
            pixmap = QPixmap(str(file))
            self.box.addItem(QIcon(pixmap) if not pixmap.isNull() else QIcon(), f"{number + 1} · {name}")
        self.box.setCurrentIndex(at)
        self.box.blockSignals(False)
        self._show(at)

    def at(self) -> int:
        """Return the row of the image."""
        return max(0, self.box.currentIndex())

    def _take(self, index: int) -> None:
        if index >= 0:
            self._show(index)
            self.chosen.emit(index)

    def _show(self, index: int) -> None:
        pixmap = QPixmap(str(self._files[index])) if self._files else QPixmap()
        if pixmap.isNull():
            self.image.clear()
            return
        size = QSize(_IMAGE_PX, _IMAGE_PX)
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        self.image.setPixmap(pixmap.scaled(size, keep, smooth))


def legend(*entries: tuple[Shape, Text]) -> QWidget:
    """Return a row that says which sign means what."""
    made = QWidget()
    parts: list[QWidget | int] = []
    for mark, words in entries:
        parts += [Mark(mark), label(words, "caption"), 8]
    layout = row(*parts, None, spacing=6)
    made.setLayout(layout)
    return made

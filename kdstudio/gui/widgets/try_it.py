"""Try it: one image, and beside it what every model says of it and how long that took."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from kdstudio.core.cards import Answer, ImageTried, ModelSays, Question, Refused, TryImage
from kdstudio.core.proof import model_words
from kdstudio.core.text import Text, text
from kdstudio.gui import theme
from kdstudio.gui.marks import ModelMark, mark_of, paint_mark
from kdstudio.gui.theme import set_role
from kdstudio.gui.translate import NONE, percent, say, show
from kdstudio.gui.widgets.basics import button, column, label, row
from kdstudio.gui.widgets.gallery import Gallery, ImageLoader, Tile
from kdstudio.gui.widgets.notice import Notice

Ask = Callable[[Question, Callable[[Answer], None]], int]
_TOP = 5
_SIDE = 160
_STRIP = 92
_COLUMN = 208  # px that a model needs at least
_LINE = 22
_BAR = 10
_MARK = 14
_ENDINGS = "*.bmp *.jpeg *.jpg *.png *.tif *.tiff *.webp"


class TryIt(QWidget):
    """An image is dropped, chosen from the disk or from the validation images, and all models say what they see.

    `ask` puts a question to the warm worker and returns its number, `forget` takes it back; nothing waits here.
    """

    def __init__(self, ask: Ask, forget: Callable[[int | None], None]) -> None:
        super().__init__()
        self._ask, self._forget = ask, forget
        self._run: Path | None = None
        self._export: Path | None = None
        self._images: Sequence[str] = ()
        self._labels: Sequence[str] = ()
        self._asked: int | None = None
        self._is_busy = False
        self._file: str | None = None
        loader = ImageLoader(self)
        self.tile = Tile(text("The image that is tried"), _SIDE, loader)
        self.gallery = Gallery(text("Validation images"), loader)
        self.choose = button(
            text("Choose an image…"),
            icon="image",
            tip=text("Opens an image file; one can also be dropped anywhere here."),
            on_click=self._browse,
        )
        self.notice = Notice()
        self.state = label(role="secondary", wrap=True)
        self.caption = label(role="caption", wrap=True)
        self.columns: dict[str, ModelColumn] = {}
        self._lay_out()
        self.setAcceptDrops(True)
        self.gallery.chosen.connect(self._choose_number)
        self._say_state()

    def show_models(
        self, run: Path | None, export: Path | None, images: Sequence[str] = (), labels: Sequence[str] = ()
    ) -> None:
        """Ask the networks of a run and the files of an export (by their folders) from now on.

        `images` are files to pick from, with the class of each in `labels`. The image that is shown is tried again.
        """
        if (run, export) != (self._run, self._export):
            self._run, self._export = run, export
            self._clear()
        if list(images) != list(self._images):
            self._images, self._labels = tuple(images), tuple(labels)
            self.gallery.set_images(self._images, [self._name_of(number) for number in range(len(images))])
            self.gallery.show_images(range(len(images)))
            self._file = None
        self._strip.setVisible(bool(images))
        if self._file is not None:
            self.try_image(self._file)

    def try_image(self, file: str) -> None:
        """Let all models say what they see in an image file."""
        self._take_back()
        self._file = file
        self.tile.show_file(file)
        self.notice.hide()
        self._is_busy = True
        for made in self.columns.values():
            made.show_nothing()
        self._say_state()
        question = TryImage(
            image=file,
            run=str(self._run) if self._run is not None else None,
            export=str(self._export) if self._export is not None else None,
        )
        number = self._ask(question, self._answered)
        if self._is_busy:  # else the answer was there at once
            self._asked = number

    def is_busy(self) -> bool:
        """Return whether the models are being asked."""
        return self._is_busy

    def retranslate(self) -> None:
        """Say the models' names and numbers in the language of now."""
        for made in self.columns.values():
            made.retranslate()

    # What a person does

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take a file."""
        if _local_files(event):
            event.acceptProposedAction()
            self._show_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        """Let go of a file."""
        super().dragLeaveEvent(event)
        self._show_over(False)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Try the file that was dropped."""
        self._show_over(False)
        event.acceptProposedAction()
        self._try_own(_local_files(event)[0])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put as many models side by side as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def _browse(self) -> None:
        images, everything = show(text("Images")), show(text("All files"))
        kinds = f"{images} ({_ENDINGS});;{everything} (*)"
        chosen, _ = QFileDialog.getOpenFileName(self.window(), show(text("Choose an image")), "", kinds)
        if chosen:
            self._try_own(chosen)

    def _try_own(self, file: str) -> None:
        self.gallery.clearSelection()
        say(self.of_class, setText=None)
        self.try_image(file)

    def _choose_number(self, number: int) -> None:
        has_label = number < len(self._labels)
        say(self.of_class, setText=text("Label: {name}", name=self._labels[number]) if has_label else None)
        self.try_image(self._images[number])

    # Within

    def _answered(self, answer: Answer) -> None:
        self._is_busy, self._asked = False, None
        match answer:
            case ImageTried():
                self._show(answer)
            case Refused(sentence=sentence):
                self.notice.tell("error", sentence)
        self._say_state()

    def _show(self, tried: ImageTried) -> None:
        keys = list(dict.fromkeys([*(model.key for model in tried.models), *tried.failed]))
        keys.sort(key=_place)
        if keys != list(self.columns):
            self._make_columns(keys)
        for model in tried.models:
            self.columns[model.key].show_answer(model, tried.classes)
        for key, sentence in tried.failed.items():
            self.columns[key].show_failure(sentence)

    def _make_columns(self, keys: list[str]) -> None:
        self._drop_columns()
        self.columns = {key: ModelColumn(key, model_words(key, keys)) for key in keys}
        self._arrange()

    def _drop_columns(self) -> None:
        for made in self.columns.values():
            self._grid.removeWidget(made)
            made.hide()
            made.deleteLater()
        self.columns = {}

    def _clear(self) -> None:
        self._take_back()
        self._drop_columns()
        self.notice.hide()
        self._is_busy = False
        self._say_state()

    def _take_back(self) -> None:
        self._forget(self._asked)
        self._asked = None

    def _say_state(self) -> None:
        sentence: Text | None = None
        if self._is_busy:
            sentence = text("The models are looking at the image…")
        elif not self.columns and self.notice.isHidden():
            sentence = text("Drop an image here, or choose one: every model says what it sees, and how long it took.")
        say(self.state, setText=sentence)
        self.state.setVisible(sentence is not None)
        say(self.caption, setText=_ABOUT_TIMES if self._export is not None else None)
        self.caption.setVisible(self._export is not None and bool(self.columns))

    def _arrange(self) -> None:
        across = min(max(1, self._answers.width() // _COLUMN), max(1, len(self.columns)))
        for place, made in enumerate(self.columns.values()):
            self._grid.addWidget(made, place // across, place % across)
        for at in range(self._grid.columnCount()):
            self._grid.setColumnStretch(at, 1 if at < across else 0)

    def _name_of(self, number: int) -> str:
        name = Path(self._images[number]).name
        return f"{self._labels[number]}, {name}" if number < len(self._labels) else name

    def _show_over(self, is_over: bool) -> None:
        self._drop.setProperty("over", "true" if is_over else "false")
        set_role(self._drop, "drop")

    def _lay_out(self) -> None:
        self._drop = QFrame()
        set_role(self._drop, "drop")
        inside = QVBoxLayout(self._drop)
        inside.setContentsMargins(8, 8, 8, 8)
        inside.addWidget(self.tile)
        self.of_class = label(role="caption")
        self.of_class.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        left = column(self._drop, self.of_class, self.choose, None)
        self.gallery.setFixedHeight(_STRIP)
        self._strip = QWidget()
        self._strip.setLayout(column(label(text("Validation images"), "caption"), self.gallery, spacing=4))
        self._answers = QWidget()
        self._grid = QGridLayout(self._answers)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(16)
        right = column(self._strip, self.notice, self.state, self._answers, self.caption, None, spacing=12)
        whole = row(left, right, spacing=24)
        whole.setStretch(1, 1)
        self.setLayout(whole)


class ModelColumn(QWidget):
    """What one model says: its sign and name, its time, and its highest classes as bars."""

    def __init__(self, key: str, name: Text) -> None:
        super().__init__()
        self._name = name
        self._says: ModelSays | None = None
        self._classes: Sequence[str] = ()
        self.time = label(role="value")
        self.bars = _TopBars("teacher" if key == "teacher" else "student")
        self.reason = label(role="secondary", wrap=True)
        self.reason.hide()
        title = label(name, "strong")
        self.setLayout(
            column(row(_Sign(mark_of(key)), title, None, self.time), self.bars, self.reason, None, spacing=4)
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        say(self, setAccessibleName=name)
        self.show_nothing()

    def show_answer(self, says: ModelSays, classes: Sequence[str]) -> None:
        """Show a soft label over the classes, and how long it took."""
        self._says, self._classes = says, classes
        self._show_failure(None)
        self.retranslate()

    def show_failure(self, sentence: Text) -> None:
        """Say why the model has no answer."""
        self.show_nothing()
        self._show_failure(sentence)
        self.setAccessibleDescription(show(sentence))

    def show_nothing(self) -> None:
        """Have no answer (yet)."""
        self._says = None
        self._show_failure(None)
        self.retranslate()

    def retranslate(self) -> None:
        """Write the numbers as the language of now writes them."""
        says = self._says
        if says is None:
            self.time.setText(NONE)
            self.bars.show_lines([])
            self.setAccessibleDescription("")
            return
        self.time.setText(show(text("{milliseconds:.2f} ms", milliseconds=says.milliseconds)))
        lines = top_classes(says.probabilities, self._classes)
        self.bars.show_lines(lines)
        self.setAccessibleDescription(", ".join(f"{name} {percent(100 * value)}" for name, value in lines))

    def _show_failure(self, sentence: Text | None) -> None:
        say(self.reason, setText=sentence)
        self.reason.setVisible(sentence is not None)
        self.bars.setVisible(sentence is None)


def top_classes(probabilities: Sequence[float], classes: Sequence[str]) -> list[tuple[str, float]]:
    """Return the five highest classes with their probabilities, the highest first."""
    order = np.argsort(-np.asarray(probabilities, dtype=np.float64), kind="stable")[:_TOP]
    return [(classes[int(place)], float(probabilities[int(place)])) for place in order]


class _TopBars(QWidget):
    """Classes with their probabilities as bars, one below the other."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token
        self.lines: list[tuple[str, float]] = []
        self.setFixedHeight(_TOP * _LINE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.theme().changed.connect(self.update)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Need room for a name, a bar and a number."""
        return QSize(_COLUMN - 40, _TOP * _LINE)

    def show_lines(self, lines: list[tuple[str, float]]) -> None:
        """Show other classes."""
        self.lines = lines
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the names, the bars and the numbers; lines without a class are dashes."""
        painter = QPainter(self)
        metrics = QFontMetrics(theme.font(12))
        numbers = metrics.horizontalAdvance(percent(100.0)) + 4
        lines = self.lines or [(NONE, 0.0)] * _TOP
        longest = max(metrics.horizontalAdvance(name) for name, _ in lines) + 4
        names = min(longest, round(0.4 * self.width()))
        for place, (name, value) in enumerate(lines):
            top = place * _LINE
            box = QRectF(0, top, names, _LINE)
            painter.setFont(theme.font(12, QFont.Weight.DemiBold if place == 0 else QFont.Weight.Normal))
            painter.setPen(theme.theme().qcolor("ink"))
            shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, names)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
            if not self.lines:
                continue
            room = max(0.0, self.width() - names - numbers - 16)
            bar = QRectF(names + 8, top + (_LINE - _BAR) / 2, max(1.0, room * value), _BAR)
            painter.fillRect(bar, theme.theme().qcolor(self._token))
            box = QRectF(self.width() - numbers, top, numbers, _LINE)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, percent(100 * value))
        painter.end()


class _Sign(QWidget):
    """A model's sign."""

    def __init__(self, mark: ModelMark) -> None:
        super().__init__()
        self._mark = mark
        self.setFixedSize(_MARK, _MARK)
        theme.theme().changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the sign in the theme's colours."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_mark(painter, self._mark, QRectF(self.rect()))
        painter.end()


_ABOUT_TIMES = text(
    "Teacher and student run in PyTorch here, the files on their own runtime, all with as many threads. The proof "
    "compares their times with more care."
)
_PLACES = ("teacher", "student", "fp32", "fp16", "int8-dynamic", "int8-first", "int8")


def _place(key: str) -> int:
    return _PLACES.index(key) if key in _PLACES else len(_PLACES)


def _local_files(event: QDropEvent) -> list[str]:
    return [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]

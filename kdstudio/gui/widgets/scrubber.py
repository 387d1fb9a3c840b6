"""Time travel: a slider over the epochs that are stored, with play, that follows the latest unless moved back."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QStyle, QVBoxLayout, QWidget

from kdstudio.core.text import text
from kdstudio.gui import theme
from kdstudio.gui.translate import number, say, show
from kdstudio.gui.widgets.basics import icon_button

PLAY_MS = 250  # 4 epochs a second
HANDLE_PIXELS = 16


class Scrubber(QWidget):
    """Chooses one of the stored epochs; `moved` has it, whoever moved. Space plays and stops."""

    moved = Signal(int)

    def __init__(self, inset: int) -> None:
        super().__init__()
        self._epochs: list[int] = []
        self._last = 1
        self._is_following = True
        self.play = icon_button("play", text("Play"), tip=text("Plays the epochs, 4 a second (Space)."))
        self.play.setFixedWidth(40)
        self.slider = _EpochSlider()
        self.slider.setMinimumWidth(120)
        say(
            self.slider,
            setAccessibleName=text("Epoch"),
            setToolTip=text(
                "What the network thought after an earlier epoch. ← and → move, Home and End, Space plays."
            ),
        )
        self._words = _Words(self)
        self._timer = QTimer(self, interval=PLAY_MS)
        self._timer.timeout.connect(self._step)
        self.play.clicked.connect(self.toggle)
        self.slider.valueChanged.connect(self._slid)
        self.slider.installEventFilter(self)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.slider)
        right.addWidget(self._words)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(max(0, inset - HANDLE_PIXELS // 2 - self.play.width()))
        layout.addWidget(self.play, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(right, 1)

    def set_epochs(self, epochs: Sequence[int], last: int) -> None:
        """Offer these stored epochs (in order) on an axis that ends at `last`; the latest is followed."""
        before = self.epoch()
        self._epochs, self._last = list(epochs), last
        self.setEnabled(bool(epochs))
        if not epochs:
            return
        epoch = self._epochs[-1] if self._is_following or before is None else self._nearest(before)
        self.slider.blockSignals(True)
        self.slider.setRange(self._epochs[0], max(last, self._epochs[-1]))
        self.slider.setValue(epoch)
        self.slider.blockSignals(False)
        self._words.update()

    def epoch(self) -> int | None:
        """Return the epoch that is shown, None where none is stored."""
        return self._nearest(self.slider.value()) if self._epochs else None

    def latest(self) -> int | None:
        """Return the latest stored epoch."""
        return self._epochs[-1] if self._epochs else None

    def follow_latest(self) -> None:
        """Go to the latest epoch, and on to each later one."""
        self._is_following = True
        self.stop()
        if self._epochs:
            self.slider.setValue(self._epochs[-1])

    def toggle(self) -> None:
        """Play, from the beginning if the end is shown, or stop."""
        if self._timer.isActive():
            self.stop()
        elif len(self._epochs) > 1:
            if self.epoch() == self._epochs[-1]:
                self.slider.setValue(self._epochs[0])
            self._timer.start()
            self._show_play()

    def is_playing(self) -> bool:
        """Return whether the epochs are being played."""
        return self._timer.isActive()

    def stop(self) -> None:
        """Stop playing."""
        self._timer.stop()
        self._show_play()

    def words(self) -> tuple[str, str, str]:
        """Return what stands below the slider: its beginning, the shown epoch, its end."""
        if not self._epochs:
            return "", "", ""
        epoch = self.epoch() or 0
        is_latest = epoch == self._epochs[-1] and epoch < self._last
        here = show(text("{epoch:d}, latest", epoch=epoch)) if is_latest else number(epoch)
        return show(text("epoch {epoch:d}", epoch=self._epochs[0])), here, number(self.slider.maximum())

    def retranslate(self) -> None:
        """Take the words of the language."""
        self._words.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let Space on the slider play."""
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is self.slider and is_key and event.key() == Qt.Key.Key_Space:  # type: ignore[attr-defined]
            self.toggle()
            return True
        return super().eventFilter(watched, event)

    def hideEvent(self, event: object) -> None:  # noqa: N802
        """Play to nobody."""
        super().hideEvent(event)  # type: ignore[arg-type]
        self.stop()

    def _slid(self, value: int) -> None:
        epoch = self._nearest(value)
        if epoch != value:
            self.slider.blockSignals(True)
            self.slider.setValue(epoch)
            self.slider.blockSignals(False)
        self._is_following = epoch == self._epochs[-1]
        self._words.update()
        self.moved.emit(epoch)

    def _nearest(self, value: int) -> int:
        """Return the stored epoch at or before a value, or the first one."""
        return self._epochs[max(0, bisect_right(self._epochs, value) - 1)]

    def _step(self) -> None:
        place = bisect_left(self._epochs, self.epoch() or 0) + 1
        if place < len(self._epochs):
            self.slider.setValue(self._epochs[place])
        if place >= len(self._epochs) - 1:
            self.stop()

    def _show_play(self) -> None:
        is_playing = self._timer.isActive()
        theme.set_icon(self.play, "pause" if is_playing else "play")
        name = text("Stop playing") if is_playing else text("Play")
        say(self.play, setAccessibleName=name)


class _EpochSlider(QSlider):
    """A slider that goes by whole epochs, and where one clicks."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setPageStep(5)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Go to where the mouse is, and on with it."""
        place = round(event.position().x() - HANDLE_PIXELS / 2)
        self.setValue(
            QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), place, self.width() - HANDLE_PIXELS)
        )
        super().mousePressEvent(event)

    def handle_middle(self) -> float:
        """Return where the middle of the handle is, in px."""
        span = self.width() - HANDLE_PIXELS
        place = QStyle.sliderPositionFromValue(self.minimum(), self.maximum(), self.value(), span)
        return HANDLE_PIXELS / 2 + place


class _Words(QWidget):
    """The words below the slider: the shown epoch stands below the handle."""

    def __init__(self, scrubber: Scrubber) -> None:
        super().__init__()
        self._scrubber = scrubber
        self.setFixedHeight(16)
        theme.theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Take the room that there is."""
        return QSize(120, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw what fits: the shown epoch before the ends of the axis."""
        first, here, last = self._scrubber.words()
        painter = QPainter(self)
        painter.setFont(theme.font(12))
        metrics = painter.fontMetrics()
        edge = HANDLE_PIXELS / 2
        width = self.width() - 2 * edge
        here_width = metrics.horizontalAdvance(here) + 2
        x = min(max(self._scrubber.slider.handle_middle() - here_width / 2, edge), edge + width - here_width)
        painter.setPen(theme.theme().qcolor("ink"))
        painter.drawText(QRectF(x, 0, here_width, 16), int(Qt.AlignmentFlag.AlignCenter), here)
        painter.setPen(theme.theme().qcolor("ink2"))
        if metrics.horizontalAdvance(first) + 8 < x - edge:
            painter.drawText(QRectF(edge, 0, width, 16), int(Qt.AlignmentFlag.AlignLeft), first)
        if x + here_width < edge + width - metrics.horizontalAdvance(last) - 8:
            painter.drawText(QRectF(edge, 0, width, 16), int(Qt.AlignmentFlag.AlignRight), last)
        painter.end()

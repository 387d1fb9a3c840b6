"""The strip at the foot of every page: what works, what waits, and on what machine."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from kdstudio.core.text import Text, text
from kdstudio.gui.theme import set_role
from kdstudio.gui.translate import clock, data_size, say, show
from kdstudio.gui.widgets.basics import ElidedLabel, label

_SAID_MS = 8000
_BAR_PIXELS = 120


class StatusStrip(QFrame):
    """One line: the run at work with its progress (a click opens it), what waits, a message, device and memory."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "strip")
        self.setFixedHeight(28)
        self.name = label(role="strong")
        self.place = label(text("Nothing is running"), "caption")
        self.bar = QProgressBar()
        self.bar.setFixedWidth(_BAR_PIXELS)
        self.bar.setTextVisible(False)
        say(self.bar, setAccessibleName=text("Progress of the run"))
        self.left = label(role="caption")
        self.waiting = label(role="caption")
        self.message = ElidedLabel("caption")
        self.message.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.machine = label(role="caption")
        self._hush = QTimer(self, interval=_SAID_MS, singleShot=True)
        self._hush.timeout.connect(lambda: self.message.setText(""))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 0, 24, 0)
        layout.setSpacing(24)
        for widget in (self.name, self.place, self.bar, self.left, self.waiting):
            layout.addWidget(widget)
        layout.addWidget(self.message, 1)
        layout.addWidget(self.machine)
        self.show_idle(0)

    def show_idle(self, waiting: int) -> None:
        """Say that nothing runs, and how many runs wait."""
        self._set_working(False)
        say(self.place, setText=text("Nothing is running"))
        self._show_waiting(waiting)
        self.unsetCursor()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_run(self, name: str, place: Text, share: float, seconds_left: float | None, waiting: int) -> None:
        """Show the run at work: where it is, its progress from 0 to 1, the seconds left, and how many runs wait."""
        self._set_working(True)
        self.name.setText(name)
        say(self.place, setText=place)
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(1000 * share))
        self.left.setVisible(seconds_left is not None)
        if seconds_left is not None:
            say(self.left, setText=text("{time} left", time=clock(seconds_left)))
        self._show_waiting(waiting)
        say(self, setToolTip=text("Show the run that is at work."))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        say(self, setAccessibleName=text("The run that is at work"))

    def show_machine(self, device: str, threads: int, memory: int | None) -> None:
        """Show the device, and the memory in bytes of the process that works."""
        sentence = (
            text("CPU, {threads} threads", threads=threads)
            if device in ("cpu", "auto")
            else text("Device {device}", device=device)
        )
        shown = show(sentence)
        self.machine.setText(f"{shown}  ·  {data_size(memory)}" if memory else shown)

    def say(self, sentence: Text) -> None:
        """Show a short message for a while."""
        self.message.setText(show(sentence))
        self._hush.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click opens the run."""
        if self.bar.isVisible():
            self.clicked.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Return or Space opens the run."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Space) and self.bar.isVisible():
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def _set_working(self, works: bool) -> None:
        for widget in (self.name, self.bar, self.left):
            widget.setVisible(works)

    def _show_waiting(self, waiting: int) -> None:
        self.waiting.setVisible(waiting > 0)
        if waiting:
            say(self.waiting, setText=text("{count:d} waiting", count=waiting))

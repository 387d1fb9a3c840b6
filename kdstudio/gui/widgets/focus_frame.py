"""The ring around what has the keyboard: shown after a key moved it there, not after a click."""

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFocusFrame, QWidget

from kdstudio.gui import theme

_INPUT = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress)


class FocusFrame(QFocusFrame):
    """One ring for the whole window, 2 px of the accent around the widget that a key brought the keyboard to.

    `follow` is called once the window is on the screen: only its input is watched, not every event of every widget.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._was_key = False
        self.hide()

    def follow(self) -> None:
        """Begin to watch the window's input and where the keyboard goes."""
        handle, app = self._window.windowHandle(), QApplication.instance()
        if handle is not None and isinstance(app, QApplication):
            handle.installEventFilter(self)
            app.focusChanged.connect(self._move)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Remember whether the last input was a key."""
        if event.type() in _INPUT:
            self._was_key = event.type() == QEvent.Type.KeyPress
            if not self._was_key and self.widget() is not None:
                self.setWidget(None)  # type: ignore[arg-type]
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.theme().qcolor("accent"), 2))
        painter.drawRoundedRect(QRect(1, 1, self.width() - 2, self.height() - 2), 8, 8)
        painter.end()

    def _move(self, _old: QWidget | None, new: QWidget | None) -> None:
        is_ours = new is not None and new.window() is self._window
        self.setWidget(new if is_ours and self._was_key else None)  # type: ignore[arg-type]

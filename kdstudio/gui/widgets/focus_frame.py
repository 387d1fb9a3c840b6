"""The ring around what has the keyboard: shown after a key moved it there, not after a click."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFocusFrame, QMainWindow, QWidget

from kdstudio.gui import theme

_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class FocusFrame(QFocusFrame):
    """One ring for the whole window, 2 px of the accent with 2 px between it and the widget."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.hide()
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Follow the keyboard."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            reason = event.reason()  # type: ignore[attr-defined]
            if watched.window() is self.parent() and reason in _KEYS:
                self.setWidget(watched)
            elif self.widget() is not None and reason != Qt.FocusReason.ActiveWindowFocusReason:
                self.setWidget(None)  # type: ignore[arg-type]
        elif event.type() == QEvent.Type.MouseButtonPress and self.widget() is not None:
            self.setWidget(None)  # type: ignore[arg-type]
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.theme().qcolor("accent"), 2))
        painter.drawRoundedRect(QRect(1, 1, self.width() - 2, self.height() - 2), 8, 8)
        painter.end()

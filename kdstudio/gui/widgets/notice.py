"""A panel on the page, in place of a dialog: what is wrong or asked, in a sentence, with buttons for what to do."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from kdstudio.core.text import Text, text
from kdstudio.gui.theme import Token, set_role
from kdstudio.gui.translate import say
from kdstudio.gui.widgets.basics import IconLabel, button, clear, icon_button, label, row

Kind = Literal["error", "warn", "ok"]
_ICONS: dict[Kind, tuple[str, Token]] = {
    "error": ("circle-x", "error"),
    "warn": ("triangle-alert", "warn"),
    "ok": ("circle-check", "ok"),
}


class Notice(QFrame):
    """Says one sentence, or asks one question, until it is closed (Escape closes it, too); hidden at first."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("info")
        self.words = label(wrap=True)
        self.answers = row(spacing=8)
        self.close_button = icon_button("x", text("Close"), tip=text("Close this message (Escape)."))
        set_role(self.close_button, "quiet")
        self.close_button.setIconSize(QSize(16, 16))
        self.close_button.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.setSpacing(8)
        layout.addWidget(self._icon)
        layout.addWidget(self.words, 1)
        layout.addLayout(self.answers)
        layout.addWidget(self.close_button)
        self.hide()

    def tell(self, kind: Kind, sentence: Text) -> None:
        """Say a sentence."""
        self._show(kind, sentence)
        self.close_button.show()

    def ask(self, kind: Kind, question: Text, answer: Text, tip: Text, then: Callable[[], None]) -> QPushButton:
        """Ask a question with one answer and Cancel; the answer has the keyboard. Return its button."""
        self._show(kind, question)
        self.close_button.hide()
        made = button(answer, tip=tip, on_click=lambda: self._answered(then))
        cancel = button(text("Cancel"), tip=text("Do nothing (Escape)."), on_click=self.hide)
        for answered in (made, cancel):
            self.answers.addWidget(answered)
            answered.show()  # at once: what is hidden does not get the keyboard
        made.setFocus(Qt.FocusReason.OtherFocusReason)
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Return presses the button that has the keyboard, Escape closes."""
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QPushButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def _show(self, kind: Kind, sentence: Text) -> None:
        clear(self.answers)
        set_role(self, f"panel-{kind}")
        self._icon.set_icon(*_ICONS[kind])
        say(self.words, setText=sentence)
        say(self, setAccessibleName=sentence)
        self.show()

    def _answered(self, then: Callable[[], None]) -> None:
        self.hide()
        then()

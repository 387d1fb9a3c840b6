"""What a run noted for a person: warnings in sight above the result, all of them in the details."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kdstudio.core.events import Noted
from kdstudio.core.text import text
from kdstudio.gui.theme import set_role
from kdstudio.gui.translate import say
from kdstudio.gui.widgets.basics import IconLabel, button, clear, column, label, row


def note_row(noted: Noted) -> QWidget:
    """Return a note with the icon of its level."""
    is_warning = noted.level == "warning"
    icon = IconLabel("triangle-alert" if is_warning else "info", "warn" if is_warning else "ink2", 16)
    say(icon, setAccessibleName=text("Warning") if is_warning else text("Note"))
    sentence = label(noted.note, wrap=True)
    sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made = QWidget()
    layout = row(icon, sentence, spacing=8)
    layout.setStretch(1, 1)
    layout.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
    made.setLayout(layout)
    return made


class WarningsPanel(QFrame):
    """The warnings of a run, the first alone until all are asked for; hidden where there is none."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "panel-warn")
        self._warnings: list[Noted] = []
        self._is_open = False
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.more = button(text("Show all"), role="link", on_click=self._toggle)
        layout = row(self._rows, self.more, spacing=16)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setStretch(0, 1)
        layout.setAlignment(self.more, Qt.AlignmentFlag.AlignTop)
        self.setLayout(layout)
        self.hide()

    def show_notes(self, notes: Sequence[Noted]) -> None:
        """Show the warnings among notes."""
        warnings = [noted for noted in notes if noted.level == "warning"]
        if warnings != self._warnings:
            self._warnings, self._is_open = warnings, False
            self._redraw()

    def _toggle(self) -> None:
        self._is_open = not self._is_open
        self._redraw()

    def _redraw(self) -> None:
        clear(self._rows)
        for noted in self._warnings if self._is_open else self._warnings[:1]:
            self._rows.addWidget(note_row(noted))
        count = len(self._warnings)
        if self._is_open:
            say(self.more, setText=text("Show the first only"))
        else:
            say(self.more, setText=text("Show all {count} warnings", count=count))
        say(self.more, setToolTip=text("Everything that the run noted also stands in Details."))
        self.more.setVisible(count > 1)
        self.setVisible(count > 0)


def notes_column(notes: Sequence[Noted]) -> QVBoxLayout:
    """Return all notes of a run, one below the other."""
    return column(*(note_row(noted) for noted in notes), spacing=6)

"""One run in short: what came of it, and its tags and note, which are changed here."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit

from kdstudio.core import queue
from kdstudio.core.catalogue import RunRow
from kdstudio.core.headline import headline
from kdstudio.core.live_run import LiveRun
from kdstudio.core.methods import METHODS
from kdstudio.core.text import Text, UserError, text
from kdstudio.gui.tables.runs import STATES, short_dataset, title_of
from kdstudio.gui.translate import NONE, number, percent, say
from kdstudio.gui.widgets.basics import Card, ElidedLabel, FactRow, label

_NOTE_HEIGHT = 56


class NoteField(QPlainTextEdit):
    """A few lines of text; `left` says that the keyboard has gone elsewhere."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Tell that the keyboard has gone elsewhere."""
        super().focusOutEvent(event)
        self.left.emit()


class Summary(Card):
    """What is known of the one run that is chosen; its tags and its note can be changed."""

    changed = Signal(str, object)
    """A run (by id) has these other fields of `About`."""

    def __init__(self) -> None:
        super().__init__(text("Summary"), title_role="chart-title")
        self._row: RunRow | None = None
        self.name = ElidedLabel("strong")
        self.sentence = label(role="secondary", wrap=True)
        self.data = FactRow(text("Dataset"))
        self.method = FactRow(text("Method"))
        self.epoch = FactRow(text("Best epoch"))
        self.agreement = FactRow(text("Agreement with the teacher"))
        self.tags = QLineEdit()
        say(
            self.tags,
            setAccessibleName=text("Tags"),
            setPlaceholderText=text("Tags, with commas between"),
            setToolTip=text("Words to find the run by, with commas between (Ctrl+T)."),
        )
        self.tags.editingFinished.connect(self.keep)
        self.note = NoteField()
        self.note.setFrameShape(QFrame.Shape.NoFrame)
        self.note.setTabChangesFocus(True)
        self.note.document().setDocumentMargin(8)
        self.note.setMinimumHeight(_NOTE_HEIGHT)
        say(
            self.note,
            setAccessibleName=text("Note"),
            setPlaceholderText=text("Note"),
            setToolTip=text("What you want to remember of the run; it is kept when the keyboard leaves the field."),
        )
        self.note.left.connect(self.keep)
        for widget in (self.name, self.sentence, self.data, self.method, self.epoch, self.agreement, self.tags):
            self.body.addWidget(widget)
        self.body.addWidget(self.note, 1)
        self.body.setSpacing(4)

    def show_run(self, row: RunRow, live: LiveRun | None) -> None:
        """Show a run; what is being typed stays as long as it is the same run."""
        is_other = self._row is None or self._row.id != row.id
        if is_other:
            self.keep()
        before, self._row = self._row, row
        self.name.setText(title_of(row))
        say(self.sentence, setText=_sentence(row, live))
        self.data.set_value(short_dataset(row.dataset))
        self.method.set_value(METHODS[row.method].title if row.method in METHODS else NONE)
        self._show_numbers()
        if is_other or before is None or before.tags != row.tags:
            self.tags.setText(", ".join(row.tags))
        if is_other or before is None or before.note != row.note:
            self.note.setPlainText(row.note)

    def keep(self) -> None:
        """Keep tags and note, where they were changed."""
        if self._row is None:
            return
        typed = self.tags.text().split(",")
        tags = list(dict.fromkeys(tag.strip() for tag in typed if tag.strip()))
        changes: dict[str, object] = {}
        if tags != self._row.tags:
            changes["tags"] = tags
        if self.note.toPlainText().strip() != self._row.note.strip():
            changes["note"] = self.note.toPlainText().strip()
        if changes:
            self.changed.emit(self._row.id, changes)

    def retranslate(self) -> None:
        """Write the numbers as the language does."""
        if self._row is not None:
            self._show_numbers()

    def _show_numbers(self) -> None:
        assert self._row is not None
        self.epoch.set_value(number(self._row.best_epoch))
        self.agreement.set_value(percent(self._row.agreement))


def _sentence(row: RunRow, live: LiveRun | None) -> Text:
    """Say what came of a run, or why it does not go on."""
    if live is None:
        return text("This run's folder cannot be read any more.")
    if row.state == "waiting":
        return _waiting(live)
    if live.failed is not None and row.state == "failed":
        return live.failed.sentence
    if row.state == "lost":
        return text("Its process ended without a word; Resume goes on from the last whole epoch.")
    return headline(live) or STATES[row.state]


def _waiting(live: LiveRun) -> Text:
    try:
        reason = queue.reason(live.folder)
    except UserError as error:
        return error.text
    return reason or text("It waits for its turn.")

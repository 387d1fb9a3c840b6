"""The Log tab: the end of what the libraries printed, as it is printed."""

import codecs
import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShowEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QStackedWidget

from kdstudio.core.journal import LOG_FILE
from kdstudio.core.live_run import LiveRun
from kdstudio.core.text import text
from kdstudio.gui.pages.outside import copy, open_folder
from kdstudio.gui.pages.run.tab import RunTab
from kdstudio.gui.session import Session
from kdstudio.gui.theme import set_role
from kdstudio.gui.translate import say
from kdstudio.gui.widgets.basics import button, column, label, row

MAX_LINES = 2000
_MAX_BYTES = 512 * 1024  # read at once: the end of a long log has enough lines
_LONGEST = 8192  # characters of a line without an end
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|[\x00-\x08\x0b-\x1f\x7f]")


class LogFollower:
    """Reads what has been added to a log since the last time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._position = 0
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def poll(self) -> tuple[bool, str]:
        """Return whether the log begins anew (it shrank, or much was passed over), and what is new."""
        try:
            with self._path.open("rb") as file:
                size = file.seek(0, 2)
                begins_anew = size < self._position or size - self._position > _MAX_BYTES
                if begins_anew:
                    self._decoder.reset()
                    self._position = max(0, size - _MAX_BYTES)
                file.seek(self._position)
                content = file.read(_MAX_BYTES)
        except OSError:
            return False, ""
        self._position += len(content)
        return begins_anew, self._decoder.decode(content)


class LogView(QPlainTextEdit):
    """The last lines of a log; it follows the end, unless somebody has scrolled up to read."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "log")
        self.setReadOnly(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setUndoRedoEnabled(False)
        self.setMaximumBlockCount(MAX_LINES + 1)  # the last is the one that has no end yet
        self._unfinished = ""
        say(self, setAccessibleName=text("Log"))

    def restart(self) -> None:
        """Forget everything."""
        self.clear()
        self._unfinished = ""

    def add(self, printed: str) -> None:
        """Add what was printed; a progress bar that was drawn over itself is shown as it ended."""
        bar = self.verticalScrollBar()
        was_at_end = bar.value() >= bar.maximum()
        *lines, unfinished = (self._unfinished + printed).split("\n")
        self._unfinished = unfinished[-_LONGEST:]  # a bar that is drawn over itself for hours has no end of line
        shown = [_as_seen(line) for line in [*lines[-MAX_LINES:], self._unfinished]]
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText("\n".join(shown))
        if was_at_end:
            bar.setValue(bar.maximum())

    def last_lines(self) -> str:
        """Return what is shown."""
        return self.toPlainText().rstrip("\n")


def _as_seen(line: str) -> str:
    """Return a line as a terminal would have left it."""
    last = line.rstrip("\r").rpartition("\r")[2]
    return _ESCAPES.sub("", last)


class LogTab(RunTab):
    """What the worker's libraries printed, live."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._follower: LogFollower | None = None
        self.view = LogView()
        self.empty = label(text("The log is empty."), "secondary")
        self.field = self._find_field()
        self.stack = QStackedWidget()
        for page in (self.empty, self.view):
            self.stack.addWidget(page)
        self.copy = button(
            text("Copy"),
            icon="clipboard-copy",
            tip=text("Copies the lines that are selected, or all that are shown."),
            on_click=self._copy,
        )
        self.folder = button(
            text("Open folder"),
            icon="folder-open",
            tip=text("Opens the run's folder, where the whole log lies as worker.log."),
            on_click=self._open_folder,
        )
        caption = label(text("What the libraries printed: the last {lines:,} lines.", lines=MAX_LINES), "caption")
        self.setLayout(
            column(row(caption, None, self.field, self.copy, self.folder, spacing=12), self.stack, spacing=12)
        )
        session.beat.connect(self._beat)

    def filter_field(self) -> QLineEdit:
        """Return the field that Ctrl+F goes to."""
        return self.field

    def show_run(self, live: LiveRun) -> None:
        """Show the log of another run."""
        if self.live is None or live.folder != self.live.folder:
            self._follower = LogFollower(live.folder / LOG_FILE)
            self.view.restart()
        self.live = live
        if self.isVisible():
            self.update_run()

    def update_run(self) -> None:
        """Show what has been printed since."""
        if self._follower is None:
            return
        begins_anew, printed = self._follower.poll()
        if begins_anew:
            self.view.restart()
        if printed:
            self.view.add(printed)
        is_empty = self.view.document().isEmpty()
        self.stack.setCurrentWidget(self.empty if is_empty else self.view)
        for made in (self.copy, self.field):
            made.setEnabled(not is_empty)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Catch up."""
        super().showEvent(event)
        self.update_run()

    def _beat(self) -> None:
        if self.isVisible():  # libraries print without an event too
            self.update_run()

    def _find_field(self) -> QLineEdit:
        made = QLineEdit()
        made.setClearButtonEnabled(True)
        made.setMinimumWidth(200)
        say(
            made,
            setPlaceholderText=text("Find in the log"),
            setAccessibleName=text("Find in the log"),
            setToolTip=text("Ctrl+F goes here, Enter to the next place from the end up, Shift+Enter to the one below."),
        )
        made.textEdited.connect(self._find_anew)
        made.returnPressed.connect(self._find_next)
        return made

    def _find_anew(self) -> None:
        self.view.moveCursor(QTextCursor.MoveOperation.End)
        self._find_next()

    def _find_next(self) -> None:
        """Go to the next place upwards (downwards with Shift), around the end."""
        words = self.field.text()
        if not words:
            return
        is_down = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        flags = QTextDocument.FindFlag(0) if is_down else QTextDocument.FindFlag.FindBackward
        if not self.view.find(words, flags):
            around = QTextCursor.MoveOperation.Start if is_down else QTextCursor.MoveOperation.End
            self.view.moveCursor(around)
            self.view.find(words, flags)

    def _copy(self) -> None:
        chosen = self.view.textCursor().selection().toPlainText()
        copy(self.session, chosen or self.view.last_lines())

    def _open_folder(self) -> None:
        if self.live is not None:
            open_folder(self.session, self.live.folder)

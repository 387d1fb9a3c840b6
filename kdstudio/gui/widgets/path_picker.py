"""A field for a file or a folder: typed, browsed for, or taken from a menu of other choices and recent ones."""

from collections.abc import Callable, Sequence
from pathlib import Path, PurePath
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QToolButton, QWidget

from kdstudio.core.text import Text, text
from kdstudio.gui.theme import set_icon, set_role
from kdstudio.gui.translate import say, show

_RECENT = 6


class Entry(NamedTuple):
    """One choice of the menu, in words or by its own name; several in a submenu where it has `entries`."""

    words: Text | str
    take: Callable[[], object] | None = None
    entries: Sequence["Entry"] = ()
    tip: Text | None = None


class PathPicker(QWidget):
    """A path that is shown by its last name and typed in full; `chosen` has what the user wants.

    `filters` are those of a file dialog, in Qt's notation; without any, a folder is browsed for.
    """

    chosen = Signal(str)

    def __init__(self, name: Text, placeholder: Text, tip: Text, filters: str = "") -> None:
        super().__init__()
        self._name = name
        self._filters = filters
        self._path = ""
        self._words: Text | None = None
        self._entries: Callable[[], Sequence[Entry]] = tuple
        self._recent: Callable[[], Sequence[str]] = tuple
        self.field = _Field()
        self.field.setAcceptDrops(False)  # a dropped file belongs to the page, which knows where it goes
        say(self.field, setAccessibleName=name, setPlaceholderText=placeholder, setToolTip=tip)
        self.button = QToolButton()
        set_role(self.button, "quiet")
        set_icon(self.button, "folder-open")
        self.button.setIconSize(QSize(18, 18))
        say(self.button, setAccessibleName=text("Choose…"), setToolTip=text("Choose…"))
        self.button.clicked.connect(self._press)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.field, 1)
        inside = QHBoxLayout(self.field)
        inside.setContentsMargins(0, 0, 2, 0)
        inside.addStretch(1)
        inside.addWidget(self.button)
        self.field.setTextMargins(0, 0, 28, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.field)
        self.field.editingFinished.connect(self._typed)
        self.field.focused.connect(self._show_path)

    def path(self) -> str:
        """Return the path, or the name, that is chosen."""
        return self._path

    def set_path(self, path: str, words: Text | None = None) -> None:
        """Show a path by its last name, or in other words, without a word to anybody."""
        if (path, words) != (self._path, self._words):
            self._path, self._words = path, words
            self._show_path()

    def offer(self, entries: Callable[[], Sequence[Entry]], recent: Callable[[], Sequence[str]]) -> None:
        """Offer more than browsing, in a menu: other choices, and recent paths, newest first; asked when it opens."""
        self._entries, self._recent = entries, recent

    def set_wrong(self, is_wrong: bool) -> None:
        """Give the field the edge of an error, or take it away."""
        state = "error" if is_wrong else ""
        if (self.field.property("state") or "") != state:
            self.field.setProperty("state", state)
            self.field.style().unpolish(self.field)
            self.field.style().polish(self.field)

    def menu(self) -> QMenu:
        """Return the menu of choices, as it is now."""
        menu = QMenu(self)
        _add(menu, Entry(text("Browse…"), self.browse))
        for entry in self._entries():
            _add(menu, entry)
        recent = self._other_paths()
        if recent:
            menu.addSeparator()
        for path in recent:
            action = menu.addAction(PurePath(path).name)
            action.setToolTip(path)
            action.triggered.connect(lambda _checked=False, path=path: self._take(path))
        menu.setToolTipsVisible(True)
        return menu

    def browse(self) -> None:
        """Ask for a file or a folder in a dialog."""
        start = str(Path(self._path).parent) if PurePath(self._path).is_absolute() else ""
        title = show(self._name)
        if self._filters:
            chosen, _ = QFileDialog.getOpenFileName(self.window(), title, start, self._filters)
        else:
            chosen = QFileDialog.getExistingDirectory(self.window(), title, start)
        if chosen:
            self._take(chosen)

    def retranslate(self) -> None:
        """Write other words than the path in the current language."""
        self._show_path()

    def _press(self) -> None:
        if not self._entries() and not self._other_paths():
            self.browse()
            return
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def _other_paths(self) -> list[str]:
        return [path for path in self._recent() if path != self._path][:_RECENT]

    def _typed(self) -> None:
        typed = self.field.text().strip()
        if self.field.isModified() and typed != self._path:
            self._take(typed)
        self._show_path()

    def _take(self, path: str) -> None:
        self.set_path(path)
        self.chosen.emit(path)

    def _show_path(self) -> None:
        if self.field.hasFocus():
            shown = self._path
        elif self._words is not None:
            shown = show(self._words)
        else:
            shown = PurePath(self._path).name or self._path
        self.field.setText(shown)
        self.field.setModified(False)
        self.field.setAccessibleDescription(self._path)
        if not self.field.hasFocus():
            self.field.setCursorPosition(0)


class _Field(QLineEdit):
    focused = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show the whole path while it may be edited."""
        super().focusInEvent(event)
        self.focused.emit()
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show the last name alone again."""
        super().focusOutEvent(event)
        self.focused.emit()


def _add(menu: QMenu, entry: Entry) -> None:
    words = show(entry.words) if isinstance(entry.words, Text) else entry.words
    if entry.entries:
        below = menu.addMenu(words)
        below.setToolTipsVisible(True)
        for inner in entry.entries:
            _add(below, inner)
        return
    action = menu.addAction(words)
    if entry.tip is not None:
        action.setToolTip(show(entry.tip))
    if entry.take is not None:
        take = entry.take
        action.triggered.connect(lambda: take())

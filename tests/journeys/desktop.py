"""The real window in a test: opened as `kdstudio` opens it, used by mouse and keys, closed, and looked behind."""

import gc
import multiprocessing
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import psutil
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QThread, QThreadPool, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import getCppPointer, isValid

from kdstudio.core.live_run import LiveRun
from kdstudio.gui.app import open_window
from kdstudio.gui.main_window import MainWindow
from kdstudio.gui.pages.base import Page

PATIENCE_MS = 60_000  # for what ends by itself: two busy cores may be shared with others
_LEFT = Qt.MouseButton.LeftButton
P = TypeVar("P", bound=Page)


class Desk:
    """A person before the window: `see` waits until something is true, the other verbs act as hands do."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window
        self.session = window.session

    def see(self, what: Callable[[], object]) -> None:
        """Wait, without a word to the window, until something is true."""
        self.qtbot.waitUntil(lambda: bool(what()), timeout=PATIENCE_MS)

    def page(self, kind: type[P]) -> P:
        """Return the page that is shown, which is of this kind."""
        shown = self.window.current_page()
        assert isinstance(shown, kind), f"{type(shown).__name__} is shown"
        return shown

    def go(self, name: str, kind: type[P]) -> P:
        """Click on a page's name in the rail."""
        self.click(self.window.rail.button(name))
        return self.page(kind)

    def click(self, widget: QWidget) -> None:
        """Click into the middle of a widget that can be seen and used."""
        self.see(lambda: widget.isVisible() and widget.isEnabled())
        self.qtbot.mouseClick(widget, _LEFT)

    def button(self, words: str, inside: QWidget) -> QPushButton:
        """Wait until a button with these words can be seen inside a widget, and return it."""

        def found() -> list[QPushButton]:
            buttons = inside.findChildren(QPushButton)
            return [made for made in buttons if made.text().replace("&", "") == words and made.isVisible()]

        self.see(found)
        return found()[0]

    def drop(self, *files: Path) -> None:
        """Drag files over the middle of the window, as the desktop brings them, and let go."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        place = QPoint(self.window.width() // 2, self.window.height() // 2)
        how = (Qt.DropAction.CopyAction, mime, _LEFT, Qt.KeyboardModifier.NoModifier)
        handle = self.window.windowHandle()
        QApplication.sendEvent(handle, QDragEnterEvent(place, *how))
        QApplication.sendEvent(handle, QDragMoveEvent(place, *how))
        QApplication.sendEvent(handle, QDropEvent(QPointF(place), *how))

    def live(self, run_id: str) -> LiveRun:
        """Return what the window knows of a run."""
        return self.session.live(run_id)

    def see_end(self, run_id: str) -> LiveRun:
        """Wait until a run is over, and return it."""
        self.see(lambda: self.session.running() != run_id and self.live(run_id).is_over())
        return self.live(run_id)

    def see_epoch(self, run_id: str, epoch: int) -> None:
        """Wait until a run's student has learned for so many epochs, and has kept the last one."""
        self.see(lambda: (self.live(run_id).networks["student"].checkpoint_epoch or 0) >= epoch)

    def close(self) -> None:
        """Close the window, in which nothing works any more."""
        self.qtbot.keyClick(self.window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
        self.see(lambda: not self.window.isVisible())


class Desks:
    """Opens windows for a test, one after the other, and looks behind them when it is over."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._went_well = True
        self._widgets = set(_windows())
        self._threads = set(threading.enumerate())

    @contextmanager
    def open(self) -> Iterator[Desk]:
        """Open the window as `kdstudio` does; at the end close it, if nobody has."""
        self._went_well = False
        window = open_window()
        with self._qtbot.waitExposed(window):
            window.show()
        window.session.warm_up()  # in `app.main`, a moment after the first paint
        window.session.start_next()
        desk = Desk(self._qtbot, window)
        try:
            yield desk
            if window.isVisible():
                desk.close()
            self._went_well = True
        finally:
            window.session.close()  # again does no harm; a journey that failed leaves no process behind either
            window.hide()
            window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def check_nothing_is_left(self) -> None:
        """Check that no process, thread or widget outlives its window, unless the journey failed on its way."""
        if not self._went_well:
            return
        pool = QThreadPool.globalInstance()
        self._qtbot.waitUntil(lambda: not _processes() and not pool.activeThreadCount(), timeout=10_000)
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        left = [kind for place, kind in _windows().items() if place not in self._widgets]
        assert not left, f"{left} are left"
        assert multiprocessing.active_children() == []
        made = [thing for thing in gc.get_objects() if issubclass(type(thing), QThread)]
        assert [thread for thread in made if isValid(thread) and thread.isRunning()] == []
        # A thread of Qt's that has run Python stays in this list for good, as a dummy.
        known = [thread for thread in threading.enumerate() if not isinstance(thread, threading._DummyThread)]
        assert [thread for thread in known if thread not in self._threads] == []


def _windows() -> dict[int, str]:
    """Return the kinds of all widgets without a parent, by where Qt keeps them; its one tooltip stays for good."""
    kinds = {getCppPointer(widget)[0]: widget.metaObject().className() for widget in QApplication.topLevelWidgets()}
    return {place: kind for place, kind in kinds.items() if kind != "QTipLabel"}


def _processes() -> list[psutil.Process]:
    """Return the processes below this one, without the one that `multiprocessing` keeps for itself."""
    found = []
    for process in psutil.Process().children(recursive=True):
        try:
            if "multiprocessing.resource_tracker" not in " ".join(process.cmdline()):
                found.append(process)
        except psutil.Error:  # it has just ended
            continue
    return found

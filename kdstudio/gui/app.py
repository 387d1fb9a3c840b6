"""The desktop application: made, themed, translated, shown, and run until its window is closed."""

import sys
import threading
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from kdstudio.core import paths
from kdstudio.gui import theme, translate
from kdstudio.gui.main_window import MainWindow
from kdstudio.gui.session import Session

_LOAD_MS = 100  # after the first paint
_DONE = object()


def make_application(arguments: Sequence[str]) -> QApplication:
    """Return the application with its name, its icon and its fonts; there is one in a process."""
    app = QApplication(list(arguments))
    app.setApplicationName("kdstudio")
    app.setApplicationDisplayName("KD Studio")
    app.setDesktopFileName("kdstudio")
    app.setWindowIcon(QIcon(str(paths.resources() / "icons" / "kdstudio.svg")))
    theme.set_up(app)
    return app


def open_window() -> MainWindow:
    """Return the window over the user's data, in the user's language and theme, not yet shown."""
    session = Session()
    translate.language().apply(session.settings.language)
    theme.theme().apply(session.settings.theme)
    return MainWindow(session)


def load_pages() -> None:
    """Import what the other pages need, pyqtgraph above all; in a thread, so that a click waits for none of it."""
    from kdstudio.core import catalogue
    from kdstudio.gui import export_wizard  # noqa: F401
    from kdstudio.gui.pages import distil, learn, run, runs, settings  # noqa: F401

    catalogue.load()


def main() -> int:
    """Show the window until it is closed, and return the exit code."""
    app = make_application(sys.argv[:1])
    window = open_window()
    window.show()
    get_ready(window)
    return app.exec()


def get_ready(window: MainWindow) -> None:
    """Once the window has painted: import the other pages, make the slowest, warm a worker, go on with the queue."""
    loader = threading.Thread(target=load_pages, name="load-pages")
    QTimer.singleShot(_LOAD_MS, lambda: loader.start())  # a bound method alone would not keep the thread alive
    steps = _make_ahead(window)
    ahead = QTimer(window, interval=_LOAD_MS)

    def step() -> None:
        if not window.isVisible():  # closed already: start nothing any more
            ahead.stop()
            return
        if loader.ident is None or loader.is_alive():
            return
        if next(steps, _DONE) is _DONE:
            ahead.stop()
            window.session.warm_up()  # last: starting torch takes both cores for seconds
            window.session.start_next()

    ahead.timeout.connect(step)
    ahead.start()


def _make_ahead(window: MainWindow) -> Iterator[None]:
    """Make the pages that take longest, one short step at a time."""
    for name in ("run", "runs", "export"):
        page = window.page(name)
        yield
        yield from page.make_ahead()

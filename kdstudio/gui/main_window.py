"""The window: the rail, the pages, the status strip, the keys, and what happens when it is closed."""

import base64
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMessageBox, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from kdstudio.core.export_words import export_name, share_done, stage_words
from kdstudio.core.jobs import JOB_FILE
from kdstudio.core.live_export import LiveExport
from kdstudio.core.live_run import LiveRun
from kdstudio.core.text import Text, UserError, text
from kdstudio.core.time_left import time_left
from kdstudio.gui.pages.base import Page
from kdstudio.gui.session import Session
from kdstudio.gui.theme import set_role
from kdstudio.gui.translate import say, show
from kdstudio.gui.widgets.basics import label
from kdstudio.gui.widgets.focus_frame import FocusFrame
from kdstudio.gui.widgets.rail import Place, Rail
from kdstudio.gui.widgets.status_strip import StatusStrip

PLACES = (
    Place("home", text("Home"), "house", text("Where to begin, and the latest runs (Ctrl+1)")),
    Place("distil", text("Distil"), "flask-conical", text("Set up a run: teacher, student, dataset (Ctrl+2)")),
    Place("runs", text("Runs"), "list", text("All runs: find, compare, order them (Ctrl+3)")),
    Place("export", text("Export"), "package", text("Make a model small, prove it, hand it over (Ctrl+4)")),
    Place("learn", text("Learn"), "book-open", text("The ideas behind distillation, to read and to move (Ctrl+5)")),
    Place("settings", text("Settings"), "settings", text("Language, theme, folders, machine (Ctrl+6)")),
)
_RAIL_PLACE = {"run": "runs"}  # the page of one run belongs to the runs
SIZE = QSize(1280, 800)
_MODELS = (".pt", ".onnx")


class MainWindow(QMainWindow):
    """The one window of KD Studio; a page is made when it is first asked for."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._pages: dict[str, Page] = {}
        self._closing = False
        self._is_followed = False
        self._question: QMessageBox | None = None
        self.setWindowTitle("KD Studio")
        self.setMinimumSize(QSize(960, 600))
        self.setAcceptDrops(True)
        self.rail = Rail(PLACES)
        self.stack = QStackedWidget()
        self.strip = StatusStrip()
        self.notice = _notice(session)
        self._lay_out()
        self._connect()
        self._add_keys()
        self._ring = FocusFrame(self)
        self._restore()
        session.look_around()
        self.show_page("home")
        self._update_strip()

    def page(self, name: str) -> Page:
        """Return a page, made at its first use."""
        if name not in self._pages:
            made = _make_page(name, self.session)
            self._pages[name] = made
            self.stack.addWidget(made)
            QWidget.setTabOrder(_last_in_chain(made), self.strip)  # the strip stands last, below the page
        return self._pages[name]

    def show_page(self, name: str, argument: Any = None) -> None:
        """Show a page and give it what it is asked to show."""
        page = self.page(name)
        self.rail.set_place(_RAIL_PLACE.get(name, name))
        page.open(argument)
        self.stack.setCurrentWidget(page)

    def current_page(self) -> Page:
        """Return the page that is shown."""
        page = self.stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def retranslate(self) -> None:
        """Say in the strip again what is put together there."""
        self._update_strip()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Close at once when nothing works here; else ask whether to stop and keep the place."""
        if self._is_at_work():
            event.ignore()
            if not self._closing:
                self._ask_to_stop()
            return
        self._keep_place()
        self.session.close()
        event.accept()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Have the keyboard in the window, ready for the first Tab."""
        super().showEvent(event)
        if not event.spontaneous() and not self._is_followed:
            self._is_followed = True
            self._ring.follow()
            self.rail.button("home").setFocus(Qt.FocusReason.OtherFocusReason)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take a model, a dataset's folder or a run's folder."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Set up a run with what is dropped, or import a run's folder."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        for path in paths:
            self._take_dropped(path)
        event.acceptProposedAction()

    def _take_dropped(self, path: Path) -> None:
        try:
            if (path / JOB_FILE).is_file():
                self.session.open_run(self.session.import_run(path))
            elif path.is_dir() or path.suffix.lower() in (".ndjson", ".yaml"):
                self.session.set_up({"dataset": str(path)})
            elif path.suffix.lower() in _MODELS:
                self.session.set_up({"teacher": str(path)})
            else:
                self.strip.say(
                    text(
                        "{name} is neither a model (.pt, .onnx) nor a folder: nothing was done with it.", name=path.name
                    )
                )
        except UserError as error:
            self.strip.say(error.text)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.notice)
        right.addWidget(self.stack, 1)
        right.addWidget(self.strip)
        whole = QWidget()
        layout = QHBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.rail)
        layout.addLayout(right, 1)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.show_page)
        self.strip.clicked.connect(self._open_running)
        self.session.page_wanted.connect(self.show_page)
        self.session.said.connect(self.strip.say)
        self.session.run_changed.connect(self._run_changed)
        self.session.runs_changed.connect(self._update_strip)
        self.session.exports.changed.connect(self._update_strip)
        self.session.settings_changed.connect(self._update_strip)
        self.session.beat.connect(self._update_strip)

    def _add_keys(self) -> None:
        for number, place in enumerate(PLACES, start=1):
            QShortcut(QKeySequence(f"Ctrl+{number}"), self, lambda name=place.name: self.show_page(name))
        QShortcut(QKeySequence("Ctrl+Tab"), self, lambda: self.current_page().next_tab(1))
        QShortcut(QKeySequence("Ctrl+Shift+Tab"), self, lambda: self.current_page().next_tab(-1))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._press_primary)
        QShortcut(QKeySequence("Ctrl+F"), self, self._go_to_filter)
        QShortcut(QKeySequence("Ctrl+Q"), self, self.close)

    def _press_primary(self) -> None:
        primary = self.current_page().primary()
        if primary is not None and primary.isEnabled() and primary.isVisible():
            primary.click()

    def _go_to_filter(self) -> None:
        field = self.current_page().filter_field()
        if field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open_running(self) -> None:
        run_id, export = self.session.running(), self.session.exports.running()
        if run_id is not None:
            self.session.open_run(run_id)
        elif export is not None:
            self.session.exports.open(folder=export)

    def _run_changed(self, run_id: str) -> None:
        if run_id == self.session.running():
            self._update_strip()

    def _update_strip(self) -> None:
        run_id = self.session.running()
        waiting = len([row for row in self.session.rows() if row.state == "waiting" and row.place is not None])
        export = self.session.exports.running()
        if run_id is None and export is not None:
            self._show_export_in_strip(self.session.exports.live(export), waiting)
            device = self.session.settings.device
        elif run_id is None:
            self.strip.show_idle(waiting)
            device = self.session.settings.device
        else:
            live = self.session.live(run_id)
            left = time_left(live, time.time())
            seconds = left.network_seconds + left.then_baseline_seconds if left else None
            self.strip.show_run(self.session.name_of(run_id), _place(live), _share(live), seconds, waiting)
            device = live.prepared.device if live.prepared else self.session.settings.device
        self.strip.show_machine(device, self.session.threads(), self.session.worker_memory())

    def _show_export_in_strip(self, live: LiveExport, waiting: int) -> None:
        self.strip.show_run(show(export_name(live.plan)), stage_words(live), share_done(live), None, waiting)

    def _ask_to_stop(self) -> None:
        """Ask what to do with what works; the window stays live meanwhile."""
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.NoIcon)
        say(box, setWindowTitle=text("Close KD Studio"))
        run_id = self._run_of_ours()
        if run_id is not None:
            question = text("{name} is still at work.", name=self.session.name_of(run_id))
            kept = text("Its last whole epoch is kept, and it can be resumed. Runs that wait stay in the queue.")
            answer = text("Stop and keep the place")
        else:
            question = text("An export is still at work.")
            kept = text("It can be built again later. Runs that wait stay in the queue.")
            answer = text("Stop the export")
        say(box, setText=question, setInformativeText=kept)
        stop = QPushButton(box)  # without the box as its parent, it would be gone when this function returns
        set_role(stop, "primary")
        say(stop, setText=answer)
        cancel = QPushButton(box)
        say(cancel, setText=text("Cancel"))
        box.addButton(stop, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(cancel, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stop)
        box.setEscapeButton(cancel)
        stop.clicked.connect(self._stop_and_close)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._question = box
        box.open()

    def _stop_and_close(self) -> None:
        self._closing = True
        self.session.holds_queue = True
        # While the question stood there, one may have ended and the next begun.
        run_id, export = self._run_of_ours(), self._export_of_ours()
        try:
            if run_id is not None:
                self.session.stop(run_id, "keep")
                self.strip.say(text("Stopping at the next batch, then the window closes."))
            elif export is not None:
                self.session.exports.stop(export)
                self.strip.say(text("Stopping the export, then the window closes."))
        except UserError as error:  # it works on, and so does the window
            self._closing = self.session.holds_queue = False
            self.strip.say(error.text)
            return
        self.session.runs_changed.connect(self._close_when_idle)
        self.session.exports.ended.connect(self._close_when_idle)
        self._close_when_idle()

    def _close_when_idle(self) -> None:
        if not self._is_at_work():
            self._closing = False
            self.close()

    def _run_of_ours(self) -> str | None:
        run_id = self.session.running()
        return run_id if run_id is not None and self.session.is_ours(run_id) else None

    def _export_of_ours(self) -> Path | None:
        export = self.session.exports.running()
        return export if export is not None and self.session.exports.is_ours(export) else None

    def _is_at_work(self) -> bool:
        return self._run_of_ours() is not None or self._export_of_ours() is not None

    def _restore(self) -> None:
        self.resize(SIZE)
        kept = self.session.settings.window_geometry
        if kept:
            self.restoreGeometry(QByteArray(base64.b64decode(kept)))

    def _keep_place(self) -> None:
        geometry = base64.b64encode(self.saveGeometry().data()).decode()
        if not self.session.only_looks:
            self.session.change_settings(window_geometry=geometry)


def _make_page(name: str, session: Session) -> Page:
    """Make a page; its module is imported here, so that the first paint waits for no other page."""
    match name:
        case "home":
            from kdstudio.gui.pages.home import HomePage

            return HomePage(session)
        case "distil":
            from kdstudio.gui.pages.distil import DistilPage

            return DistilPage(session)
        case "run":
            from kdstudio.gui.pages.run import RunPage

            return RunPage(session)
        case "runs":
            from kdstudio.gui.pages.runs import RunsPage

            return RunsPage(session)
        case "export":
            from kdstudio.gui.export_wizard import ExportPage

            return ExportPage(session)
        case "learn":
            from kdstudio.gui.pages.learn import LearnPage

            return LearnPage(session)
        case _:
            from kdstudio.gui.pages.settings import SettingsPage

            return SettingsPage(session)


def _last_in_chain(page: QWidget) -> QWidget:
    """Return the last widget of a page in the order of Tab."""
    last = page
    while (following := last.nextInFocusChain()) is not None and page.isAncestorOf(following):
        last = following
    return last


def _notice(session: Session) -> QWidget:
    made = label(
        text(
            "Another window of KD Studio works with this data folder. This one only looks: start and change runs there."
        ),
        "notice",
    )
    made.setVisible(session.only_looks)
    return made


def _place(live: LiveRun) -> Text:
    """Say where a run is, in a few words."""
    if live.network_now == "baseline":
        return text("baseline, epoch {epoch:d} of {epochs:d}", epoch=live.epoch, epochs=live.epochs)
    if live.network_now is not None:
        return text("epoch {epoch:d} of {epochs:d}", epoch=live.epoch, epochs=live.epochs)
    if live.progress is not None and live.progress.stage == "measure":
        return text("measuring")
    return text("preparing")


def _share(live: LiveRun) -> float:
    """Return how much of the present network's training is done, from 0 to 1."""
    if not live.epochs:
        return 0.0
    batch = live.batch / live.batches if live.batches else 0.0
    return min(1.0, (live.epoch - 1 + batch) / live.epochs)

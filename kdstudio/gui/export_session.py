"""The exports: launched, followed, stopped and built again; what the Export page and the page of a run ask."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from kdstudio.core import exports, journal, paths
from kdstudio.core.export_plan import ExportPlan
from kdstudio.core.jobs import Export, Job
from kdstudio.core.live_export import LiveExport
from kdstudio.core.text import UserError, text
from kdstudio.gui.job_thread import JobThread
from kdstudio.launcher import Launched, stop

REDRAW_MS = 66  # 15 times a second, whatever the rate of events
STOP_PATIENCE_SECONDS = 60.0


class Exports(QObject):
    """Held by the session as `exports`. An export is known by its folder; one launched here is *ours*."""

    changed = Signal(object)
    """An export (by its folder, a Path) took in events: redraw it; at most 15 times a second."""
    ended = Signal(object)
    """Nobody works on an export (by its folder) any more; its process is gone."""
    wanted = Signal(object)
    """Show the Export page, with an argument for its `open`."""
    said = Signal(object)
    """Why an export could not be followed: a `Text`."""

    def __init__(
        self, launch: Callable[[Job, Path], Launched], check_may_start: Callable[[], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._launch = launch
        self._check_may_start = check_may_start
        self._threads: dict[Path, JobThread] = {}
        self._lives: dict[Path, LiveExport] = {}
        self._attempts: dict[Path, int] = {}  # that the lives which are over know of
        self._stop_asked: dict[Path, float] = {}
        self._clock = QTimer(self, interval=REDRAW_MS)
        self._clock.timeout.connect(self._tick)

    # What there is

    def live(self, folder: Path) -> LiveExport:
        """Return what is known of an export; one that is at work stays up to date by itself.

        Raises:
            UserError: The folder is gone, or holds no export that can be read.
        """
        folder = folder.absolute()
        return self._lives[folder] if self._is_known(folder) else self._known(LiveExport.replay(folder))

    def of_run(self, run_id: str) -> list[LiveExport]:
        """Return the exports of a run, the newest first."""
        return [self._known(live) for live in exports.of_run(paths.runs_folder() / run_id)]

    def of_checkpoint(self, source: str) -> list[LiveExport]:
        """Return the exports of a lone checkpoint, the newest first."""
        return [self._known(live) for live in exports.lone() if live.plan.source == source]

    def running(self) -> Path | None:
        """Return the folder of the export that works, launched here or, where there is none, by anybody."""
        ours = [folder for folder, thread in self._threads.items() if thread.is_ours()]
        return next(iter([*ours, *self._threads]), None)

    def is_ours(self, folder: Path) -> bool:
        """Return whether this window launched the export that works."""
        thread = self._threads.get(folder.absolute())
        return thread is not None and thread.is_ours()

    def open(self, run_id: str | None = None, folder: Path | None = None) -> None:
        """Show the Export page: for a new export of a run, with an export by its folder, or as it is."""
        self.wanted.emit(None if run_id is None and folder is None else {"run_id": run_id, "folder": folder})

    # What can be done

    def start(self, plan: ExportPlan) -> Path:
        """Make an export's folder, begin to build, and return it.

        Raises:
            UserError: Something is at work already, this window only looks, the plan cannot be meant, or the folder
                cannot be made.
        """
        self._check_may_start()
        folder = exports.create(plan).absolute()
        self._begin(folder, plan)
        return folder

    def build_again(self, folder: Path) -> None:
        """Begin an export that was stopped, failed or lost anew, with the same plan, in its folder.

        Raises:
            UserError: As for `start`; or somebody else works on it.
        """
        self._check_may_start()
        self._begin(folder.absolute(), LiveExport.replay(folder).plan)

    def stop(self, folder: Path) -> None:
        """Ask an export to stop; what is built so far stays in its folder.

        Raises:
            UserError: The wish cannot be written down, as on a full disk.
        """
        folder = folder.absolute()
        thread = self._threads.get(folder)
        try:
            if thread is not None and thread.launched is not None:
                thread.launched.stop("keep")
            elif not stop(folder):
                return  # it has ended meanwhile
        except OSError as error:
            raise UserError(
                text(
                    "The export cannot be asked to stop ({reason}): make room on the disk, and ask again.",
                    reason=error.strerror or str(error),
                )
            ) from error
        self._stop_asked[folder] = time.monotonic()
        self.changed.emit(folder)

    def is_stopping(self, folder: Path) -> bool:
        """Return whether an export was asked to stop and has not yet done so."""
        return folder.absolute() in self._stop_asked

    def may_end_now(self, folder: Path) -> bool:
        """Return whether a stop was asked for so long ago that ending the process is offered."""
        asked = self._stop_asked.get(folder.absolute())
        return asked is not None and time.monotonic() - asked > STOP_PATIENCE_SECONDS and self.is_ours(folder)

    def end_now(self, folder: Path) -> None:
        """End an export's process without waiting; the export can be built again."""
        thread = self._threads.get(folder.absolute())
        if thread is not None:
            thread.end_now()

    def close(self) -> None:
        """End all background work; an export launched here that still works is ended, and can be built again."""
        self._clock.stop()
        for thread in self._threads.values():
            thread.requestInterruption()
            if thread.launched is not None:
                thread.launched.end_now()
        for thread in self._threads.values():
            thread.wait()
        self._threads.clear()

    # Within

    def _is_known(self, folder: Path) -> bool:
        """Return whether nothing has happened to an export that its live state does not know."""
        if folder in self._threads:
            return True
        return folder in self._lives and journal.attempts(folder) == self._attempts[folder]

    def _known(self, live: LiveExport) -> LiveExport:
        if self._is_known(live.folder):
            return self._lives[live.folder]  # which may know an exit code that no journal has
        if live.state == "running":
            self._follow(live, None)
        return live

    def _begin(self, folder: Path, plan: ExportPlan) -> None:
        launched = self._launch(Export(plan=plan), folder)
        live = LiveExport(folder, plan)
        live.state = "running"
        self._follow(live, launched)

    def _follow(self, live: LiveExport, launched: Launched | None) -> None:
        thread = JobThread(live.folder, live.seq, launched, self)
        self._threads[live.folder] = thread
        self._lives[live.folder] = live
        thread.finished.connect(lambda: self._ended(live.folder, thread))
        thread.start()
        if not self._clock.isActive():
            self._clock.start()
        self.changed.emit(live.folder)

    def _tick(self) -> None:
        for folder, thread in list(self._threads.items()):
            self._take(folder, thread)

    def _take(self, folder: Path, thread: JobThread) -> None:
        entries = thread.take()
        for entry in entries:
            self._lives[folder].take(entry)
        if entries:
            self.changed.emit(folder)

    def _ended(self, folder: Path, thread: JobThread) -> None:
        if self._threads.get(folder) is not thread:
            return
        self._take(folder, thread)
        if self._lives[folder].state == "lost" and thread.is_ours():
            exports.sweep(self._lives[folder])
        del self._threads[folder]
        self._attempts[folder] = journal.attempts(folder)
        if thread.refused is not None or not thread.is_ours():
            del self._lives[folder]  # only its folder knows how it ended
        self._stop_asked.pop(folder, None)
        if thread.refused is not None:
            self.said.emit(thread.refused)
        if not self._threads:
            self._clock.stop()
        thread.deleteLater()
        self.changed.emit(folder)
        self.ended.emit(folder)

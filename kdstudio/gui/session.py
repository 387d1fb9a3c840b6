"""What all pages share: the runs, the job that works, the queue, the questions to the warm worker, the settings."""

import logging
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import msgspec
from filelock import FileLock, Timeout
from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal
from send2trash import send2trash

from kdstudio.core import about, journal, paths, queue, runs
from kdstudio.core import settings as stored_settings
from kdstudio.core.cards import Answer, Question
from kdstudio.core.catalogue import RunRow
from kdstudio.core.events import StopWish
from kdstudio.core.jobs import Distill, Job, TrainingJob
from kdstudio.core.live_run import LiveRun
from kdstudio.core.samples import demo_recipe
from kdstudio.core.text import UserError, text
from kdstudio.gui.export_session import REDRAW_MS, STOP_PATIENCE_SECONDS, Exports
from kdstudio.gui.job_thread import Inspector, JobThread
from kdstudio.launcher import Launched, launch, stop

WINDOW_LOCK = "window.lock"
_SETTLE_MS = 300
_KEPT_REPLAYS = 8
_log = logging.getLogger(__name__)


class Session(QObject):
    """The state behind the window; pages ask it and listen to it, and never to each other."""

    run_changed = Signal(str)
    """A run (by id) took in events: redraw it; at most 15 times a second."""
    runs_changed = Signal()
    """The list of runs, or the queue, changed."""
    page_wanted = Signal(str, object)
    """Show a page (`home`, `distil`, `run`, `runs`, `export`, `learn`, `settings`) with an argument for its `open`."""
    settings_changed = Signal()
    said = Signal(object)
    """Something short for the status strip: a `Text`."""
    beat = Signal()
    """Once a second."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = stored_settings.read()
        self._lock = FileLock(paths.home() / WINDOW_LOCK)
        self.only_looks = not self._take_lock()
        self.holds_queue = False
        self._inspector: Inspector | None = None
        self._asked: dict[int, tuple[Question, Callable[[Answer], None]]] = {}
        self._last_asked = 0
        self._threads: dict[str, JobThread] = {}
        self._lives: dict[str, tuple[object, LiveRun]] = {}
        self._rows: list[RunRow] | None = None
        self._stop_asked: dict[str, float] = {}
        self._had_turn: set[str] = set()
        self._clock = QTimer(self, interval=REDRAW_MS)
        self._clock.timeout.connect(self._tick)
        self._heart = QTimer(self, interval=1000)
        self._heart.timeout.connect(self._look_for_begun)
        self._heart.timeout.connect(self.beat)
        self._heart.start()
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self._runs_moved)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _path: self._settle.start())
        self._watch_runs_folder()
        self.exports = Exports(self._start_process, self._check_may_export, self)
        self.exports.wanted.connect(self._show_exports)
        self.exports.said.connect(self.said)
        self.exports.ended.connect(self._go_on)

    # The runs

    def rows(self) -> list[RunRow]:
        """Return all runs as a list shows them, newest first."""
        if self._rows is None:
            self._rows = [self._as_it_is(row) for row in runs.all_runs()]
        return self._rows

    def look_around(self) -> None:
        """Follow every run that somebody works on, this window or not, so that all pages know of it."""
        for row in self.rows():
            if row.state == "running" and row.id not in self._threads:
                try:
                    self.live(row.id)
                except UserError as error:
                    _log.warning("A run at work cannot be followed: %s", error)

    def folder(self, run_id: str) -> Path:
        """Return the folder of a run."""
        return paths.runs_folder() / run_id

    def live(self, run_id: str) -> LiveRun:
        """Return what is known of a run; the one that works stays up to date by itself.

        Raises:
            UserError: The run's folder is gone or holds no job that can be read.
        """
        folder = self.folder(run_id)
        if run_id in self._threads:
            return self._lives[run_id][1]
        stamp = _stamp(folder)
        known = self._lives.pop(run_id, None)
        if known is None or known[0] != stamp:
            known = (stamp, LiveRun.replay(folder))
        self._lives[run_id] = known
        self._forget_old_replays()
        if known[1].state == "running":
            self._follow(run_id, known[1], None)
        return known[1]

    def name_of(self, run_id: str) -> str:
        """Return what a person calls a run."""
        return about.read(self.folder(run_id)).name or run_id

    def running(self) -> str | None:
        """Return the id of the run that works, launched here or, where there is none, by anybody."""
        ours = [run_id for run_id, thread in self._threads.items() if thread.is_ours()]
        return next(iter([*ours, *self._threads]), None)

    def is_ours(self, run_id: str) -> bool:
        """Return whether this window launched the run that works."""
        thread = self._threads.get(run_id)
        return thread is not None and thread.is_ours()

    def waiting(self) -> list[str]:
        """Return the ids of the runs that wait, in their order."""
        return [folder.name for folder in queue.waiting() if folder.name not in self._threads]

    # What can be done to a run

    def start(self, job: TrainingJob, name: str = "", group: str | None = None) -> str:
        """Queue a job as a new run, start it when nothing else works, and return its id.

        Raises:
            UserError: This window only looks, or the run's folder cannot be made.
        """
        self._check_may_act()
        folder = queue.enqueue(job, name, group)
        self._changed()
        self.start_next()
        return folder.name

    def start_sample(self) -> str:
        """Start the bundled sample and show it; return the run's id."""
        run_id = self.start(Distill(recipe=demo_recipe()), self._free_name("emoji s → n"))
        self.open_run(run_id)
        return run_id

    def resume(self, run_id: str) -> None:
        """Go on with a run where it stopped.

        Raises:
            UserError: This window only looks, another run is at work, or another process works on this one.
        """
        self._check_may_act()
        if self._our_run() is not None:
            raise UserError(
                text("{name} is at work: pause it first, or wait for it.", name=self.name_of(self._our_run() or ""))
            )
        if self.exports.running() is not None:
            raise UserError(text("An export is at work: stop it first, or wait for it."))
        self._launch(run_id)

    def stop(self, run_id: str, wish: StopWish) -> None:
        """Ask a run to stop at the next batch and keep its place, or to finish after this epoch.

        Raises:
            UserError: The wish cannot be written down, as on a full disk.
        """
        thread = self._threads.get(run_id)
        try:
            if thread is not None and thread.launched is not None:
                thread.launched.stop(wish)
            elif not stop(self.folder(run_id), wish):
                return  # it has ended meanwhile
        except OSError as error:
            reason = error.strerror or str(error)
            raise UserError(
                text("The run cannot be asked to stop ({reason}): make room on the disk, and ask again.", reason=reason)
            ) from error
        self._stop_asked[run_id] = time.monotonic()
        self.run_changed.emit(run_id)

    def is_stopping(self, run_id: str) -> bool:
        """Return whether a run was asked to stop and has not yet done so."""
        return run_id in self._stop_asked

    def may_end_now(self, run_id: str) -> bool:
        """Return whether a stop was asked for so long ago that ending the process is offered."""
        asked = self._stop_asked.get(run_id)
        return asked is not None and time.monotonic() - asked > STOP_PATIENCE_SECONDS and self.is_ours(run_id)

    def end_now(self, run_id: str) -> None:
        """End a run's process without waiting; the checkpoint of its last whole epoch stays."""
        thread = self._threads.get(run_id)
        if thread is not None:
            thread.end_now()

    def repeat_with_more_seeds(self, run_id: str, count: int = 2) -> list[str]:
        """Queue the same run with the next seeds, in one group, and return the new ids."""
        self._check_may_act()
        ids = [folder.name for folder in queue.enqueue_seeds(self.folder(run_id), count)]
        self._changed()
        self.start_next()
        return ids

    def change_about(self, run_id: str, **changes: Any) -> None:
        """Change a run's name, tags or note.

        Raises:
            UserError: The run is gone, or its folder cannot be written to.
        """
        runs.describe(self.folder(run_id), **changes)
        self._changed()
        self.run_changed.emit(run_id)

    def move(self, run_id: str, to: Literal["up", "down"] | int) -> None:
        """Move a waiting run up or down in the queue, or to a place counted from 0.

        Raises:
            UserError: It does not wait any more, or the order cannot be written.
        """
        queue.move(run_id, to)
        self._changed()

    def delete(self, run_id: str) -> None:
        """Move a run's folder to the system's trash.

        Raises:
            UserError: The run is at work, or the trash does not take it.
        """
        self._check_may_act()
        if run_id in self._threads:  # its process may not have come to its journal yet, or be about to leave
            raise UserError(text("The run {run} is at work: pause it first, then delete it.", run=run_id))
        runs.delete(self.folder(run_id), _to_trash)
        self._lives.pop(run_id, None)
        self._changed()

    def import_run(self, source: Path) -> str:
        """Copy a run's folder from elsewhere into the runs, and return its id.

        Raises:
            UserError: It is no run's folder, or cannot be copied.
        """
        self._check_may_act()
        folder = runs.import_run(source)
        self._changed()
        return folder.name

    # Pages

    def open_run(self, run_id: str, tab: str | None = None) -> None:
        """Show the page of a run, at one of its tabs."""
        self.page_wanted.emit("run", {"run_id": run_id, "tab": tab})

    def set_up(self, changes: dict[str, Any] | None = None, job: TrainingJob | None = None) -> None:
        """Show the Distil page, with the settings of a job or with changes to what stands there."""
        self.page_wanted.emit("distil", {"changes": changes or {}, "job": job})

    def go_to(self, page: str) -> None:
        """Show a page as it is."""
        self.page_wanted.emit(page, None)

    # Questions

    def warm_up(self) -> None:
        """Start the warm worker; called once the window has painted."""
        if self._inspector is None:
            self._inspector = Inspector(self.settings.threads, self)
            self._inspector.answered.connect(self._answered)
            self._inspector.start()
        elif self._our_run() is None and self.exports.running() is None:
            self._inspector.warm_up()

    def ask(self, question: Question, answered: Callable[[Answer], None]) -> int:
        """Ask the warm worker; `answered` is called in the window's thread. Return a number for `forget`."""
        if self._inspector is None:
            self.warm_up()
        assert self._inspector is not None
        self._last_asked += 1
        self._asked[self._last_asked] = (question, answered)
        self._inspector.ask(self._last_asked, question)
        return self._last_asked

    def forget(self, number: int | None) -> None:
        """Take a question back."""
        if number is not None and self._asked.pop(number, None) is not None and self._inspector is not None:
            self._inspector.cancel(number)

    # Settings

    def change_settings(self, **changes: Any) -> None:
        """Change settings, keep them, and tell everybody."""
        self.settings = msgspec.structs.replace(self.settings, **changes)
        self.keep_settings()
        if "threads" in changes:
            self._close_inspector()
            self._ask_again()
        self.settings_changed.emit()

    def keep_settings(self) -> None:
        """Write the settings; a full disk is said, and does not stop the window."""
        try:
            stored_settings.write(self.settings)
        except UserError as error:
            self.said.emit(error.text)

    def remember(self, *, model: str | None = None, dataset: str | None = None) -> None:
        """Put a model or a dataset at the head of the recent ones."""
        self.settings = stored_settings.with_recent(self.settings, model=model, dataset=dataset)
        self.keep_settings()

    # The machine

    def worker_memory(self) -> int | None:
        """Return the resident memory, in bytes, of the process that works."""
        process = self._process_at_work()
        if not process:
            return None
        import psutil  # not at the top: the first paint would wait for it

        try:
            return int(psutil.Process(process).memory_info().rss)
        except psutil.Error:
            return None

    def threads(self) -> int:
        """Return how many processor threads a run would use."""
        return self.settings.threads or os.cpu_count() or 1

    def close(self) -> None:
        """End all background work; a run launched here that still works is ended, and can be resumed."""
        self._clock.stop()
        self._heart.stop()
        self._settle.stop()
        for thread in self._threads.values():
            thread.requestInterruption()
            if thread.launched is not None:
                thread.launched.end_now()
        for thread in self._threads.values():
            thread.wait()
        self._threads.clear()
        self.exports.close()
        self._close_inspector()
        self._asked.clear()
        if not self.only_looks:
            self._lock.release()

    # Within

    def start_next(self) -> None:
        """Launch the next waiting run, if no run launched here and no export works."""
        if self.only_looks or self.holds_queue or self._our_run() is not None or self.exports.running() is not None:
            return
        try:
            folder = queue.next_ready(self._had_turn)  # who waits again had no room for a word on the disk
            if folder is not None:
                self._launch(folder.name)
                self._had_turn.add(folder.name)
        except UserError as error:
            self.said.emit(error.text)

    def _our_run(self) -> str | None:
        return next((run_id for run_id, thread in self._threads.items() if thread.is_ours()), None)

    def _launch(self, run_id: str) -> None:
        folder = self.folder(run_id)
        live = LiveRun.replay(folder)
        launched = self._start_process(live.job, folder)
        self._stop_following(run_id)
        live.state, live.lost = "running", None
        self._follow(run_id, live, launched)
        self._changed()

    def _start_process(self, job: Job, folder: Path) -> Launched:
        try:
            return self._inspector.launch(job, folder) if self._inspector is not None else launch(job, folder)
        except OSError as error:
            reason = error.strerror or str(error)
            raise UserError(
                text("No process can be started for {folder} ({reason}): try again.", folder=str(folder), reason=reason)
            ) from error

    def _check_may_export(self) -> None:
        self._check_may_act()
        if self.exports.running() is not None:
            raise UserError(text("Another export is at work: stop it first, or wait for it."))
        run_id = self.running()
        if run_id is not None:
            raise UserError(
                text(
                    "{name} is at work, and its load would spoil the times of the proof: pause it first, or wait for "
                    "it.",
                    name=self.name_of(run_id),
                )
            )

    def _process_at_work(self) -> int:
        run_id, export = self.running(), self.exports.running()
        if run_id is not None:
            return self._lives[run_id][1].process
        return self.exports.live(export).process if export is not None else 0

    def _show_exports(self, argument: object) -> None:
        self.page_wanted.emit("export", argument)

    def _follow(self, run_id: str, live: LiveRun, launched: Launched | None) -> None:
        thread = JobThread(live.folder, live.seq, launched, self)
        self._threads[run_id] = thread
        self._lives[run_id] = (None, live)
        thread.finished.connect(lambda: self._ended(run_id, thread))
        thread.start()
        if not self._clock.isActive():
            self._clock.start()
        self.run_changed.emit(run_id)

    def _stop_following(self, run_id: str) -> None:
        self._stop_asked.pop(run_id, None)
        thread = self._threads.pop(run_id, None)
        if thread is not None:
            thread.requestInterruption()
            thread.wait()
            thread.deleteLater()

    def _tick(self) -> None:
        for run_id, thread in list(self._threads.items()):
            self._take(run_id, thread)

    def _take(self, run_id: str, thread: JobThread) -> None:
        entries = thread.take()
        live = self._lives[run_id][1]
        for entry in entries:
            live.take(entry)
        if entries:
            self.run_changed.emit(run_id)

    def _ended(self, run_id: str, thread: JobThread) -> None:
        if self._threads.get(run_id) is not thread:
            return
        self._take(run_id, thread)
        del self._threads[run_id]
        self._stop_asked.pop(run_id, None)
        if thread.refused is not None:
            self.said.emit(thread.refused)
        if thread.refused is not None or not thread.is_ours():
            self._lives.pop(run_id, None)  # only its folder knows how it ended
        else:
            self._lives[run_id] = (_stamp(self.folder(run_id)), self._lives[run_id][1])
        if not self._threads:
            self._clock.stop()
        thread.deleteLater()
        self._changed()
        self.run_changed.emit(run_id)
        self._go_on()

    def _go_on(self) -> None:
        """Do what had to wait for the end of a run or an export."""
        self.start_next()
        if self._inspector is not None:
            self.warm_up()

    def _answered(self, number: int, answer: object) -> None:
        asked = self._asked.pop(number, None)
        if asked is not None:
            asked[1](answer)  # type: ignore[arg-type]

    def _ask_again(self) -> None:
        """Ask a new warm worker what the last one did not come to."""
        self.warm_up()
        for number, (question, _) in self._asked.items():
            assert self._inspector is not None
            self._inspector.ask(number, question)

    def _as_it_is(self, row: RunRow) -> RunRow:
        """Return a run's row; one that was launched is at work, although its journal may not say so yet."""
        is_launched = row.state == "waiting" and row.id in self._threads
        return msgspec.structs.replace(row, state="running", place=None) if is_launched else row

    def _changed(self) -> None:
        self._rows = None
        self._watch_runs_folder()
        self.runs_changed.emit()

    def _runs_moved(self) -> None:
        self._changed()
        self.look_around()

    def _look_for_begun(self) -> None:
        """Notice a waiting run that somebody else has begun: nothing has changed in the folder of all runs."""
        if any(row.state == "waiting" and journal.attempts(self.folder(row.id)) for row in self.rows()):
            self._runs_moved()

    def _watch_runs_folder(self) -> None:
        folder = paths.runs_folder()
        if folder.is_dir() and str(folder) not in self._watcher.directories():
            self._watcher.addPath(str(folder))

    def _forget_old_replays(self) -> None:
        idle = [run_id for run_id in self._lives if run_id not in self._threads]
        for run_id in idle[:-_KEPT_REPLAYS]:
            del self._lives[run_id]

    def _free_name(self, name: str) -> str:
        taken = {row.name for row in self.rows()}
        number = 2
        free = name
        while free in taken:
            free, number = f"{name} {number}", number + 1
        return free

    def _take_lock(self) -> bool:
        try:
            paths.home().mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        except OSError as error:
            _log.warning("The home folder cannot be locked: %s", error)
        return True

    def _check_may_act(self) -> None:
        if self.only_looks:
            raise UserError(
                text("Another window of KD Studio works with this data folder: start runs there, this one only looks.")
            )

    def _close_inspector(self) -> None:
        if self._inspector is not None:
            self._inspector.close()
            self._inspector.deleteLater()
            self._inspector = None


def _to_trash(folder: Path) -> None:
    send2trash(folder)


def _stamp(folder: Path) -> object:
    """Return what changes when a run's journal does."""
    attempts = journal.attempts(folder)
    if not attempts:
        return (0,)
    try:
        status = journal.journal_file(folder, attempts).stat()
    except OSError:
        return (attempts,)
    return attempts, status.st_size, status.st_mtime_ns

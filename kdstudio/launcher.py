"""Three verbs for a job in a process of its own, launch, watch and stop, and an idle process kept warm for both."""

import logging
import multiprocessing
import threading
import time
from collections.abc import Iterator
from multiprocessing import connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import msgspec

from kdstudio import worker
from kdstudio.core import files, jobs, journal, paths
from kdstudio.core.cards import Answer, InspectDataset, InspectUnlabelled, Question, Refused
from kdstudio.core.events import LAST_EVENTS, Entry, Lost, StopWish
from kdstudio.core.jobs import Job
from kdstudio.core.text import Text, UserError, text

POLL_SECONDS = 0.02
_LEAVE_SECONDS = 10.0  # torch takes about 2 s to leave
_TERMINATE_SECONDS = 3.0
_SILENCE_SECONDS = 60.0
_READING_SECONDS = 600.0  # for a question whose answer takes reading every image of a folder
_READS_EVERY_IMAGE = (InspectDataset, InspectUnlabelled)
_log = logging.getLogger(__name__)


class Launched:
    """A job that runs in a process of its own, and the place in its journal where this attempt begins."""

    def __init__(self, folder: Path, process: BaseProcess, after: int, attempt: int) -> None:
        self.folder = folder
        self.after = after
        self.attempt = attempt
        self._process = process

    def is_alive(self) -> bool:
        """Return whether the process is still there."""
        return self._process.is_alive()

    def watch(self) -> Iterator[Entry]:
        """Yield what happens in this attempt; the last event comes when the process is gone.

        A process that died without a word ends with `Lost`, which has the number after the last one read.
        """
        reader = journal.JournalReader(self.folder, self.after)
        last: Entry | None = None
        seq = self.after
        while last is None:
            is_over = not self._process.is_alive()  # asked first: what it wrote before is then read below
            for entry in reader.follow():
                seq = entry.seq
                if isinstance(entry.event, LAST_EVENTS):
                    last = entry
                else:
                    yield entry
            if is_over and last is None:
                last = self._lost(seq)
            elif last is None:
                connection.wait([self._process.sentinel], POLL_SECONDS)
        self._reap()
        yield last

    def stop(self, wish: StopWish = "keep") -> None:
        """Ask this attempt to stop and keep its place, or to finish after its epoch."""
        _ask_to_stop(self.folder, self.attempt, wish)

    def end_now(self) -> None:
        """End the process without waiting for the next batch; the last whole epoch's checkpoint stays."""
        _end(self._process)

    def _lost(self, seq: int) -> Entry:
        if self._process.exitcode == worker.EXIT_REFUSED:
            raise UserError(
                text(
                    "{folder} is being written by another process: wait for it, or stop it.",
                    folder=str(self.folder),
                )
            )
        journal.mark_silent(self.folder, self.attempt)
        event = Lost(exit_code=self._process.exitcode, log_tail=journal.log_tail(self.folder))
        return Entry(seq=seq + 1, at=time.time(), event=event)

    def _reap(self) -> None:
        if not _has_left(self._process, _LEAVE_SECONDS):
            self.end_now()


class WarmWorker:
    """An idle process with all libraries loaded: it answers quick questions, and becomes the worker of a run.

    `threads` is the recipe's setting: torch reads it once. One that died or fell silent is replaced at the next
    question. A question may be asked in another thread than the one that launches and closes.
    """

    def __init__(self, threads: int = 0) -> None:
        self._threads = threads
        self._lock = threading.Lock()  # held by whoever speaks with the process
        self._closed = threading.Event()
        self._is_ready = False
        self._process: BaseProcess | None = None
        self._pipe: connection.Connection | None = None
        self._try_to_start()

    def is_ready(self) -> bool:
        """Return whether the libraries are loaded: a question or a run would begin at once."""
        if self._lock.acquire(blocking=False):
            try:
                self._look_after()
            finally:
                self._lock.release()
        return self._is_ready

    def warm_up(self) -> None:
        """Start the idle process again where it died or became the worker of a run, if that can be done now."""
        with self._lock:
            if self._process is None or not self._process.is_alive():
                self._try_to_start()

    def ask(self, question: Question) -> Answer:
        """Return the answer to a question, one at a time; this waits, so it is not for the window's own thread.

        Raises:
            OSError: No process can be started.
        """
        with self._lock:
            if self._process is None or not self._process.is_alive():
                self._start()
            try:
                return self._answer(question)
            except TimeoutError:
                self._let_go()
                return Refused(sentence=_silence())
            except (EOFError, OSError):
                return Refused(sentence=text("The program is ending.") if self._closed.is_set() else self._death())

    def launch(self, job: Job, folder: Path) -> Launched:
        """Start a job, or resume it: in this process, or in a new one where this one cannot take it.

        It is not idle after that; the next question would start another one, as would a new `WarmWorker`.

        Raises:
            UserError: Another process is at work on this folder, or the folder belongs to another job.
        """
        after, attempt = _prepare(job, folder)
        process = self._take_over(folder) if jobs.threads_of(job) == self._threads else None
        return Launched(folder, process or _start_cold(folder), after, attempt)

    def close(self) -> None:
        """End the process, also in the middle of a question."""
        self._closed.set()
        process = self._process
        if process is not None:
            process.terminate()
        with self._lock:
            self._let_go()

    def _start(self) -> None:
        self._let_go()
        if self._closed.is_set():
            return
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=worker.serve_in_process, args=(theirs, self._threads), name="kdstudio-idle", daemon=False
        )
        try:
            process.start()
        except OSError:
            ours.close()
            raise
        finally:
            theirs.close()  # so that its death is heard
        self._process, self._pipe = process, ours
        if self._closed.is_set():  # `close` may have looked a moment too early for a process to end
            self._let_go()

    def _try_to_start(self) -> None:
        """Start the process; where that fails, the next question tries again, and says why not."""
        try:
            self._start()
        except OSError as error:
            _log.warning("The idle worker cannot be started: %s", error)

    def _answer(self, question: Question) -> Answer:
        if not self._is_ready:
            self._receive(_SILENCE_SECONDS)
            self._is_ready = True
        self._send(worker.Order(question=question))
        reply = self._receive(_READING_SECONDS if isinstance(question, _READS_EVERY_IMAGE) else _SILENCE_SECONDS)
        if reply.answer is None:
            raise EOFError
        if reply.is_last:
            self._try_to_start()
        return reply.answer

    def _send(self, order: worker.Order) -> None:
        if self._pipe is None:
            raise EOFError
        self._pipe.send_bytes(msgspec.msgpack.encode(order))

    def _receive(self, patience: float) -> worker.Reply:
        """Return what the process says next.

        Raises:
            EOFError: It died.
            TimeoutError: It said nothing for so many seconds.
        """
        if self._pipe is None:
            raise EOFError
        if not self._pipe.poll(patience):
            raise TimeoutError
        return msgspec.msgpack.decode(self._pipe.recv_bytes(), type=worker.Reply)

    def _look_after(self) -> None:
        """Hear whether the process is ready, and let go of a dead one."""
        try:
            if self._pipe is not None and self._pipe.poll():  # nothing to hear but its readiness, or its death
                self._receive(0)
                self._is_ready = True
        except (EOFError, OSError):
            self._let_go()

    def _take_over(self, folder: Path) -> BaseProcess | None:
        """Hand the process over to a run; return it, or None where it is dead, busy or closed."""
        if not self._lock.acquire(blocking=False):
            return None
        try:
            process = self._process
            if process is None or not process.is_alive():
                return None
            self._send(worker.Order(folder=str(folder.absolute())))
            self._process = None
            self._let_go()
            return process
        except OSError:
            return None
        finally:
            self._lock.release()

    def _death(self) -> Text:
        """Say how the process ended by itself."""
        process = self._process
        if process is not None:
            process.join(_TERMINATE_SECONDS)
        self._let_go()
        return text(
            "The helper process ended before it answered (exit code {code}): try again. What it printed stands in "
            "{log}.",
            code=str(process.exitcode if process is not None else None),
            log=str(paths.home() / worker.IDLE_LOG_FILE),
        )

    def _let_go(self) -> None:
        """Close the pipe and end the process, if there is one."""
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        self._is_ready = False
        if pipe is not None:
            pipe.close()
        if process is not None:
            _end(process)


def launch(job: Job, folder: Path) -> Launched:
    """Start a job, or resume it, in a process of its own.

    Raises:
        UserError: Another process is at work on this folder, or the folder belongs to another job.
    """
    after, attempt = _prepare(job, folder)
    return Launched(folder, _start_cold(folder), after, attempt)


def _prepare(job: Job, folder: Path) -> tuple[int, int]:
    """Write the job into its folder; return the number of the last event there, and that of the attempt to come."""
    folder.mkdir(parents=True, exist_ok=True)
    if journal.is_writer_alive(folder):
        raise UserError(
            text("{folder} is being written by another process: wait for it, or stop it.", folder=str(folder))
        )
    job_file = folder / jobs.JOB_FILE
    if not job_file.exists():
        jobs.write(job, job_file)
    elif jobs.read(job_file) != job:
        raise UserError(text("{folder} holds another job: choose another folder.", folder=str(folder)))
    after = max((entry.seq for entry in journal.read(folder)), default=0)
    attempt = journal.attempts(folder) + 1
    worker.stop_file(folder, attempt).unlink(missing_ok=True)  # of a process that died before its attempt began
    return after, attempt


def _start_cold(folder: Path) -> BaseProcess:
    process = multiprocessing.get_context("spawn").Process(
        target=worker.run_in_process, args=(folder,), name=f"kdstudio-{folder.name}", daemon=False
    )
    process.start()
    return process


def _end(process: BaseProcess) -> None:
    process.terminate()
    if not _has_left(process, _TERMINATE_SECONDS):
        process.kill()
    process.join()


def _has_left(process: BaseProcess, patience: float) -> bool:
    """Wait so many seconds for a process to be gone; return whether it is."""
    until = time.monotonic() + patience  # `join` with a timeout would wait for its forked children too
    while process.is_alive() and time.monotonic() < until:
        time.sleep(POLL_SECONDS / 4)
    return not process.is_alive()


def _silence() -> Text:
    return text(
        "The helper process took too long to answer and was ended: try again. What it printed stands in {log}.",
        log=str(paths.home() / worker.IDLE_LOG_FILE),
    )


def watch(folder: Path, after: int = 0) -> Iterator[Entry]:
    """Yield what a run's journal holds beyond number `after`, then what is added, until its writer is gone.

    Unlike `Launched.watch`, this needs no parenthood: it follows a run that anybody launched, or replays an
    old one. `Lost` then has no exit code. A run that never started yields nothing.
    """
    reader = journal.JournalReader(folder, after)
    held: Entry | None = None
    seq = after
    while True:
        is_over = not journal.is_writer_alive(folder)
        for entry in reader.follow():
            if held is not None:  # a later attempt went on
                yield held
                held = None
            seq = entry.seq
            if isinstance(entry.event, LAST_EVENTS):
                held = entry
            else:
                yield entry
        if is_over:
            break
        time.sleep(POLL_SECONDS)
    if held is not None:
        yield held
    elif journal.attempts(folder) and seq > after:
        yield Entry(seq=seq + 1, at=time.time(), event=Lost(exit_code=None, log_tail=journal.log_tail(folder)))


def stop(folder: Path, wish: StopWish = "keep") -> bool:
    """Ask a working run to stop and keep its place, or to finish; return whether anybody is there to hear it."""
    if not journal.is_writer_alive(folder):
        return False
    _ask_to_stop(folder, journal.attempts(folder), wish)
    return True


def _ask_to_stop(folder: Path, attempt: int, wish: StopWish) -> None:
    files.write_text(worker.stop_file(folder, attempt), wish)

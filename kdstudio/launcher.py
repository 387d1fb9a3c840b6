"""Three verbs for a job in a process of its own: launch it, watch it, stop it."""

import multiprocessing
import time
from collections.abc import Iterator
from multiprocessing import connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from kdstudio import worker
from kdstudio.core import files, jobs, journal
from kdstudio.core.events import LAST_EVENTS, Entry, Lost, StopWish
from kdstudio.core.jobs import Job
from kdstudio.core.text import UserError, text

POLL_SECONDS = 0.02
_LEAVE_SECONDS = 10.0  # torch takes about 2 s to leave
_TERMINATE_SECONDS = 3.0


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
            for entry in reader.poll():
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
        self._process.terminate()
        self._process.join(_TERMINATE_SECONDS)
        self._process.kill()
        self._process.join()

    def _lost(self, seq: int) -> Entry:
        if self._process.exitcode == worker.EXIT_REFUSED:
            raise UserError(
                text(
                    "{folder} is being written by another process: wait for it, or stop it.",
                    folder=str(self.folder),
                )
            )
        event = Lost(exit_code=self._process.exitcode, log_tail=journal.log_tail(self.folder))
        return Entry(seq=seq + 1, at=time.time(), event=event)

    def _reap(self) -> None:
        self._process.join(_LEAVE_SECONDS)
        if self._process.is_alive():
            self.end_now()


def launch(job: Job, folder: Path) -> Launched:
    """Start a job, or resume it, in a process of its own.

    Raises:
        UserError: Another process is at work on this folder, or the folder belongs to another job.
    """
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
    process = multiprocessing.get_context("spawn").Process(
        target=worker.run_in_process, args=(folder,), name=f"kdstudio-{folder.name}", daemon=False
    )
    process.start()
    return Launched(folder, process, after, attempt)


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
        for entry in reader.poll():
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

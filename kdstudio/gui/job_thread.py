"""Background work of the window: a thread that follows a job, and one that asks the warm worker."""

import queue
import threading
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal

from kdstudio.core import journal
from kdstudio.core.cards import Answer, Question, Refused
from kdstudio.core.events import LAST_EVENTS, Entry
from kdstudio.core.jobs import Job
from kdstudio.core.text import Text, UserError, text
from kdstudio.launcher import Launched, WarmWorker, launch

_POLL_MS = 100


class JobThread(QThread):
    """Follows a job that runs in a process of its own, until that process is gone.

    What happens is kept until the window takes it at its own pace; `finished` (QThread's own) comes last, when the
    process is gone and its memory free.
    """

    def __init__(self, folder: Path, after: int, launched: Launched | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self.launched = launched
        self.refused: Text | None = None
        self._after = after
        self._entries: deque[Entry] = deque()

    def is_ours(self) -> bool:
        """Return whether this window launched the job (else it only looks on)."""
        return self.launched is not None

    def take(self) -> list[Entry]:
        """Return what has happened since the last time that this was asked."""
        taken: list[Entry] = []
        while self._entries:
            taken.append(self._entries.popleft())
        return taken

    def end_now(self) -> None:
        """End a job of ours without waiting for it: a large process takes a moment to go."""
        if self.launched is not None:
            threading.Thread(target=self.launched.end_now, name="end-now").start()

    def run(self) -> None:
        """Follow the job; called by Qt in the thread."""
        entries = self.launched.watch() if self.launched is not None else self._look_on()
        try:
            for entry in entries:
                self._entries.append(entry)
        except UserError as error:
            self.refused = error.text

    def _look_on(self) -> Iterator[Entry]:
        """Yield what somebody else's job journals, until it ends or nobody wants to know any more."""
        reader = journal.JournalReader(self.folder, self._after)
        while not self.isInterruptionRequested():
            is_over = not journal.is_writer_alive(self.folder)
            for entry in reader.follow():
                yield entry
                if isinstance(entry.event, LAST_EVENTS) and is_over:
                    return
            if is_over:
                return
            self.msleep(_POLL_MS)


class Inspector(QThread):
    """Keeps one worker warm and asks it one question after another, so that the window never waits."""

    answered = Signal(int, object)

    def __init__(self, threads: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads = threads
        self._worker: WarmWorker | None = None
        self._wishes: queue.Queue[tuple[int, Question | None] | None] = queue.Queue()
        self._cancelled: set[int] = set()
        self._is_closing = False

    def ask(self, number: int, question: Question) -> None:
        """Queue a question under a number that no other has; `answered` brings it back with the answer."""
        self._wishes.put((number, question))

    def warm_up(self) -> None:
        """Have a worker warm again, after one became that of a run."""
        self._wishes.put((0, None))

    def cancel(self, number: int) -> None:
        """Forget a question: no answer comes, and it is not asked if it still waits."""
        self._cancelled.add(number)

    def launch(self, job: Job, folder: Path) -> Launched:
        """Start a job in the warm worker if it is free, else in a process of its own.

        Raises:
            UserError: Another process is at work on the folder, or the folder belongs to another job.
        """
        worker = self._worker
        return worker.launch(job, folder) if worker is not None else launch(job, folder)

    def close(self) -> None:
        """End the thread and its worker; what was asked and has no answer yet gets none."""
        self._is_closing = True
        self._wishes.put(None)
        worker = self._worker
        if worker is not None:
            worker.close()
        self.wait()

    def run(self) -> None:
        """Ask until closed; called by Qt in the thread."""
        self._worker = WarmWorker(self._threads)
        while (wish := self._wishes.get()) is not None and not self._is_closing:
            number, question = wish
            if question is None:
                self._worker.warm_up()
            elif number not in self._cancelled:
                answer = self._answer(self._worker, question)
                if number not in self._cancelled and not self._is_closing:
                    self.answered.emit(number, answer)
            self._cancelled.discard(number)
        self._worker.close()

    def _answer(self, worker: WarmWorker, question: Question) -> Answer:
        try:
            return worker.ask(question)
        except OSError as error:
            return Refused(sentence=text("The worker cannot be started ({reason}).", reason=str(error)))

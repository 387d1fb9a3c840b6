"""Stands in for the launcher: no process, only what it would journal."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

from kdstudio.core.events import Entry, Event, Lost, StopWish
from kdstudio.core.jobs import Job
from tests.core import replays


class FakeLauncher:
    """Stands in for `launcher.launch`: what the process would journal is said beforehand, an attempt a list."""

    def __init__(self) -> None:
        self.attempts: list[list[Event]] = []
        self.launched: list[tuple[Job, Path]] = []
        self.asked: list[str] = []
        self.presses = 0

    def launch(self, job: Job, folder: Path) -> "FakeLauncher":
        self.launched.append((job, folder))
        return self

    def watch(self) -> Iterator[Entry]:
        _, folder = self.launched[-1]
        for number, entry in enumerate(replays.record(folder, self._events())):
            if number == 2:
                for _ in range(self.presses):
                    os.kill(os.getpid(), signal.SIGINT)
            yield entry
        if self._lost:
            yield Entry(seq=999, at=0.0, event=self._lost)

    def _events(self) -> list[Event]:
        events = self.attempts.pop(0)
        self._lost = events.pop() if isinstance(events[-1], Lost) else None
        return events

    def stop(self, wish: StopWish = "keep") -> None:
        self.asked.append(wish)

    def end_now(self) -> None:
        self.asked.append("end")

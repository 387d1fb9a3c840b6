"""The Export page on replayed runs, with a worker that does what a test tells it."""

import queue
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kdstudio.core import journal
from kdstudio.core.events import LAST_EVENTS, Entry, Event, Lost, StopWish
from kdstudio.core.jobs import Job
from kdstudio.gui.export_wizard import ExportPage
from tests.gui import scenes
from tests.gui.studio import PictureSession


class Worker:
    """Stands in for a launched process: it journals, and says, what a test tells it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.wishes: list[StopWish] = []
        self.attempt = journal.attempts(folder) + 1
        self._seq = max((entry.seq for entry in journal.read(folder)), default=0)
        self._writer = journal.JournalWriter(folder)
        self._said: queue.Queue[Entry] = queue.Queue()

    def tell(self, *events: Event) -> None:
        for event in events:
            self._writer.append(event)
            for entry in journal.read(self.folder, self._seq):
                self._seq = entry.seq
                self._said.put(entry)
        if isinstance(events[-1], LAST_EVENTS):
            self._writer.close()

    def die(self, code: int) -> None:
        self._writer.close()
        self._said.put(Entry(seq=self._seq + 1, at=1.0, event=Lost(exit_code=code, log_tail="Killed")))

    def watch(self) -> Iterator[Entry]:
        while True:
            entry = self._said.get()
            yield entry
            if isinstance(entry.event, LAST_EVENTS):
                return

    def stop(self, wish: StopWish) -> None:
        self.wishes.append(wish)

    def end_now(self) -> None:
        self.die(-15)


class Workers(list[Worker]):
    """All that were launched, in their order."""

    def launch(self, _job: Job, folder: Path) -> Worker:
        self.append(Worker(folder))
        return self[-1]


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> Workers:
    made = Workers()
    monkeypatch.setattr("kdstudio.gui.session.launch", made.launch)
    return made


@pytest.fixture
def session(home: Path, qapp: QApplication, workers: Workers) -> Iterator[PictureSession]:
    scenes.finished(scene=scenes.Scene(probes=24, epochs=2))
    made = PictureSession()
    yield made
    made.close()


@pytest.fixture
def page(session: PictureSession, qtbot: QtBot) -> ExportPage:
    made = ExportPage(session)
    qtbot.addWidget(made)
    made.resize(1192, 740)
    session.page_wanted.connect(lambda name, argument: made.open(argument) if name == "export" else None)
    made.show()
    return made

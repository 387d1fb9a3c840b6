"""A real distillation, killed without warning: it loses at most the epoch in progress."""

import os
import random
import signal
import time
from pathlib import Path

import pytest

from kdstudio import launcher
from kdstudio.core import journal
from kdstudio.core.events import (
    CheckpointSaved,
    EpochDone,
    Finished,
    Lost,
    Measured,
    NetworkStarted,
    Progress,
    Started,
)
from kdstudio.core.jobs import Distill
from tests.colours import recipe

EPOCHS = 6


@pytest.fixture
def job(colours: Path, teacher: Path) -> Distill:
    chosen = recipe(colours, teacher, epochs=EPOCHS, batch=8, baseline=True, seed=1)
    return Distill(recipe=chosen.completed())


def _kill_in_epoch(folder: Path, job: Distill, network: str, epoch: int) -> None:
    launched = launcher.launch(job, folder)
    for entry in launched.watch():
        event = entry.event
        if isinstance(event, Started):
            process = event.process
        if isinstance(event, Progress) and event.network == network and event.epoch >= epoch:
            time.sleep(random.Random(epoch).uniform(0, 0.2))
            os.kill(process, signal.SIGKILL)
            break
    assert isinstance(list(launched.watch())[-1].event, Lost)


def test_a_killed_run_resumes_to_the_planned_epoch_and_loses_at_most_one(job: Distill, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    _kill_in_epoch(folder, job, "student", 3)
    saved = [entry.event for entry in journal.read(folder) if isinstance(entry.event, CheckpointSaved)]
    assert not list(folder.rglob("*.pt.part")) or saved
    _kill_in_epoch(folder, job, "baseline", 2)
    entries = list(launcher.launch(job, folder).watch())

    assert isinstance(entries[-1].event, Finished)
    everything = [entry.event for entry in journal.read(folder)]
    starts = [event for event in everything if isinstance(event, NetworkStarted)]
    assert [start.network for start in starts] == ["student", "student", "baseline", "baseline"]
    assert starts[1].from_epoch >= 2, "the third epoch was in progress: two whole ones were kept"
    assert starts[3].from_epoch >= 1
    for network in ("student", "baseline"):
        epochs = {event.epoch for event in everything if isinstance(event, EpochDone) and event.network == network}
        assert epochs == set(range(EPOCHS + 1)), "no hole"
    measured = [event.network for event in everything if isinstance(event, Measured)]
    assert measured == ["teacher", "student", "baseline"]
    assert [entry.seq for entry in journal.read(folder)] == list(range(1, len(everything) + 1))

"""Kill a worker at random moments and resume: `python -m tests.bench.kill [TIMES]`.

Each killed run must reach the planned epoch, lose at most the epoch in progress, and end within the noise of an
undisturbed one. The last run's *parent* is killed instead: its worker must be gone within 10 s.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from kdstudio import launcher, worker
from kdstudio.core import journal, paths
from kdstudio.core.events import CheckpointSaved, EpochDone, Finished, Measured, NetworkStarted, Started
from kdstudio.core.jobs import Distill
from kdstudio.core.samples import demo_recipe

UNLABELLED = 600
PARENT = "import sys, time; from pathlib import Path; from kdstudio import launcher; from kdstudio.core import jobs\n"
PARENT += "if __name__ == '__main__':\n    folder = Path(sys.argv[1])\n"
PARENT += "    launcher.launch(jobs.read(folder / 'job.toml'), folder)\n    time.sleep(600)\n"


def _job(folder: Path, seed: int) -> Distill:
    """Return a short distillation of the sample: 96 labels and some of its unlabelled images."""
    worker.set_up_libraries(0)
    from kdstudio.engine import datasets

    sample = datasets.open_dataset("sample:emoji").folder
    few = folder / "few"
    if not few.exists():
        few.mkdir()
        for path in sorted((sample / "unlabelled").iterdir())[:UNLABELLED]:
            shutil.copy2(path, few / path.name)
    return Distill(recipe=msgspec.structs.replace(demo_recipe(seed), unlabelled=str(few), baseline=False))


def _top1(folder: Path) -> float:
    found = [entry.event for entry in journal.read(folder) if isinstance(entry.event, Measured)]
    return next(event.measurement.top1 for event in found[::-1] if event.network == "student")


def _seconds_of_training(folder: Path) -> tuple[float, float]:
    """Return when training began and ended, in seconds after the start of the run."""
    entries = journal.read(folder)
    began = next(entry.at for entry in entries if isinstance(entry.event, NetworkStarted))
    ended = max(entry.at for entry in entries if isinstance(entry.event, EpochDone))
    return began - entries[0].at, ended - entries[0].at


def _kill_after(seconds: float, job: Distill, folder: Path) -> str:
    """Kill the worker so many seconds after its first word; return what it had saved."""
    launched = launcher.launch(job, folder)
    for entry in launched.watch():
        if isinstance(entry.event, Started):
            process, began = entry.event.process, entry.at
        if time.time() - began >= seconds:
            os.kill(process, signal.SIGKILL)
            break
    list(launched.watch())
    entries = [entry.event for entry in journal.read(folder)]
    saved = max((event.epoch for event in entries if isinstance(event, CheckpointSaved)), default=0)
    return f"killed after {seconds:.1f} s, {saved} epochs saved"


def _kill_parent(job: Distill, folder: Path, seconds: float) -> str:
    from kdstudio.core import jobs

    folder.mkdir()
    jobs.write(job, folder / jobs.JOB_FILE)
    script = folder.parent / "parent.py"
    script.write_text(PARENT)
    parent = subprocess.Popen([sys.executable, script, folder], env={**os.environ, "PYTHONPATH": str(Path.cwd())})
    while not journal.is_writer_alive(folder):
        time.sleep(0.05)
    time.sleep(seconds)
    parent.kill()
    parent.wait()
    killed = time.monotonic()
    while journal.is_writer_alive(folder):
        time.sleep(0.01)
    return f"parent killed, the worker was gone after {time.monotonic() - killed:.2f} s"


def _check_resumed(job: Distill, folder: Path) -> str:
    """Resume a run and return how it ended, after checking that no epoch is missing."""
    done = {entry.event.epoch for entry in journal.read(folder) if isinstance(entry.event, EpochDone)}
    last = list(launcher.launch(job, folder).watch())[-1].event
    assert isinstance(last, Finished), last
    events = [entry.event for entry in journal.read(folder)]
    start = [event for event in events if isinstance(event, NetworkStarted)][-1]
    assert start.from_epoch >= max(done, default=0) - 1, "more than the epoch in progress was lost"
    epochs = {event.epoch for event in events if isinstance(event, EpochDone)}
    assert epochs == set(range(job.recipe.epochs + 1)), epochs
    return f"resumed from epoch {start.from_epoch}, reached {max(epochs)}, top-1 {_top1(folder):.1f} %"


def main() -> None:
    """Print what became of each run."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    moments = random.Random(0)
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        os.environ.setdefault("KDSTUDIO_HOME", str(home / "home"))
        print(f"data folder: {paths.home()}")
        for seed in (0, 1):
            list(launcher.launch(_job(home, seed), home / f"whole-{seed}").watch())
            print(f"undisturbed, seed {seed}: top-1 {_top1(home / f'whole-{seed}'):.1f} %", flush=True)
        began, ended = _seconds_of_training(home / "whole-0")
        for number in range(times):
            folder = home / f"killed-{number}"
            job = _job(home, 0)
            killed = _kill_after(moments.uniform(began, ended), job, folder)
            print(f"{number + 1}: {killed}; {_check_resumed(job, folder)}", flush=True)
        job = _job(home, 0)
        killed = _kill_parent(job, home / "orphan", moments.uniform(began, ended))
        print(f"{killed}; {_check_resumed(job, home / 'orphan')}")


if __name__ == "__main__":
    main()

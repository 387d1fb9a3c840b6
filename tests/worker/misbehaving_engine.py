"""An engine that behaves as the job's dataset says, in the place of the real one, in a real process."""

import errno
import os
import sys
import time
import types
from pathlib import Path

from kdstudio import worker
from kdstudio.core.events import CheckpointSaved, Noted, Progress, Stopped
from kdstudio.core.jobs import Export, Job
from kdstudio.core.text import UserError, text

NOTES = 20


def run_in_process(folder: Path) -> None:
    """Stand in for `worker.run_in_process`: all of it is real but for the engine behind it."""
    engine = types.ModuleType("kdstudio.engine")
    engine.run_job = run_job  # type: ignore[attr-defined]
    sys.modules["kdstudio.engine"] = engine
    worker.run_in_process(folder)


def die_at_once(_folder: Path) -> None:
    """Stand in for a worker that dies before it has written anything."""
    os._exit(7)


def run_job(job: Job, folder: Path, supervisor: worker.JournalSupervisor) -> Stopped | None:
    print("the engine prints this")
    os.write(2, b"a C library prints this\n")
    supervisor.report(Noted(level="info", note=text("working")))
    behaviour = job.plan.dataset if isinstance(job, Export) else job.recipe.dataset
    match behaviour:
        case "normal":
            for number in range(NOTES):
                supervisor.report(Noted(level="info", note=text("note {number}", number=number)))
        case "flood":
            began = time.monotonic()
            while time.monotonic() - began < 2:
                supervisor.report(Progress(stage="train", done=1, total=2))
        case "until-stopped":
            supervisor.report(CheckpointSaved(network="student", epoch=3, is_best=True))
            while supervisor.stop_wish() is None:
                time.sleep(0.01)
            return Stopped(network="student", epoch=3)
        case "hang":
            while True:
                time.sleep(60)
        case "busy":
            while True:
                sum(range(10_000))
        case "fork-and-hang":
            if os.fork() == 0:
                time.sleep(5)
                os._exit(0)
            while True:
                time.sleep(60)
        case "exit":
            os._exit(7)
        case "raise":
            raise ValueError("the engine's own mistake")
        case "bad-input":
            raise UserError(text("The file {path} is not there: check it.", path="x.pt"))
        case "disk-full":
            (folder / "half.part").write_bytes(b"0" * 1024)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        case "fill-the-disk":
            with (folder / "big.part").open("wb") as file:
                while True:
                    file.write(b"0" * 65536)
                    file.flush()
        case _:
            raise AssertionError(behaviour)
    return None

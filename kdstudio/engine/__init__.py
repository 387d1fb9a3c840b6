"""The engine of KD Studio: torch, Ultralytics and ONNX Runtime; no Qt."""

from pathlib import Path
from typing import assert_never

from kdstudio.core.events import Stopped
from kdstudio.core.jobs import Distill, Job, TrainTeacher
from kdstudio.engine.supervisor import Supervisor


def run_job(job: Job, folder: Path, supervisor: Supervisor) -> Stopped | None:
    """Run a job in its folder; return where it stopped if it was asked to, else None.

    Raises:
        UserError: Something that the job names is wrong.
    """
    from kdstudio.engine import distill

    match job:
        case Distill(recipe=recipe):
            return distill.distill(recipe, folder, supervisor)
        case TrainTeacher(recipe=recipe):
            return distill.train_teacher(recipe, folder, supervisor)
        case _:
            assert_never(job)

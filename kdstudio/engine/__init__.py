"""The engine of KD Studio: torch, Ultralytics and ONNX Runtime; no Qt."""

from pathlib import Path
from typing import assert_never

from kdstudio.core.cards import Answer, Question
from kdstudio.core.events import Stopped
from kdstudio.core.jobs import Distill, Export, Job, Prove, TrainTeacher
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
        case Export(plan=plan):
            from kdstudio.engine.export.export import export

            return export(plan, folder, supervisor)
        case Prove():
            from kdstudio.engine.export.again import prove_again

            return prove_again(job, supervisor)
        case _:
            assert_never(job)


def warm_up() -> None:
    """Load all libraries that a job or a question needs: seconds."""
    import torchvision  # noqa: F401 - Ultralytics would load it at the first dataset

    from kdstudio.engine import inspection  # noqa: F401


def answer(question: Question) -> Answer:
    """Answer a quick question; what is wrong with the things that it names is an answer as well."""
    from kdstudio.engine import inspection

    return inspection.answer(question)


def held_bytes() -> int:
    """Return the size in bytes of the model that is kept for the next question."""
    from kdstudio.engine import inspection

    return inspection.held_bytes()


def forget() -> None:
    """Let go of what is kept for the next question."""
    from kdstudio.engine import inspection

    inspection.forget()

"""An engine that answers as the student's name in a question says, in the place of the real one, in a real process."""

import os
import sys
import time
import types
from multiprocessing.connection import Connection

from kdstudio import worker
from kdstudio.core.cards import Answer, InspectStudent, ModelCard, Question
from tests.worker import misbehaving_engine

_held = 0


def serve_in_process(pipe: Connection, threads: int) -> None:
    """Stand in for `worker.serve_in_process`: all of it is real but for the engine behind it."""
    engine = types.ModuleType("kdstudio.engine")
    engine.run_job = misbehaving_engine.run_job  # type: ignore[attr-defined]
    engine.warm_up = warm_up  # type: ignore[attr-defined]
    engine.answer = answer  # type: ignore[attr-defined]
    engine.held_bytes = lambda: _held  # type: ignore[attr-defined]
    engine.forget = lambda: print("forgotten")  # type: ignore[attr-defined]
    sys.modules["kdstudio.engine"] = engine
    worker.serve_in_process(pipe, threads)


def warm_up() -> None:
    print("the libraries print this")
    os.write(2, b"so does a C library\n")


def answer(question: Question) -> Answer:
    """Answer with the number of this process in the place of the parameters."""
    global _held
    assert isinstance(question, InspectStudent)
    match question.name:
        case "hang":
            time.sleep(60)
        case "die":
            os._exit(7)
        case "raise":
            raise ValueError("the engine's own mistake")
        case "large":
            _held = 2**30
    return ModelCard(name=question.name, task="classify", parameters=os.getpid())

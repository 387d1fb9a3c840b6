"""A process of its own for one model on its runtime, so that its memory, its time and its death are its own."""

import contextlib
import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from multiprocessing import connection, parent_process
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kdstudio.core import paths
from kdstudio.core.text import Text, UserError, text

LOAD_SECONDS = 180.0
ANSWER_SECONDS = 600.0
_TRIAL_RUNS = 5
_POLL_SECONDS = 0.2
_LEAVE_SECONDS = 3.0
_COARSE_CLOCK_SECONDS = 1e-3


class Predictions(NamedTuple):
    """Probabilities (N, C) for N images; `is_repeatable` where a second pass, in reverse order, gave the very same."""

    probabilities: NDArray[np.float32]
    is_repeatable: bool


class Times(NamedTuple):
    """Seconds of each call, (calls,): by the wall clock, and of the calling thread's processor time."""

    wall: NDArray[np.float64]
    cpu: NDArray[np.float64]


class Around(NamedTuple):
    """Median seconds of what is done before the network (reading and preparing an image) and after it."""

    before: float
    after: float


class Loaded(NamedTuple):
    """A loaded model: its runtime's name, what it computes in, and its peak memory over the bare runtime in bytes."""

    runtime: str
    precision: str
    memory_bytes: int


def infer_file() -> Path:
    """Return our `infer.py`, the code that is handed over and that prepares every image of a proof."""
    return paths.resources() / "handover" / "infer.py"


class RuntimeProcess:
    """One model, loaded by the runtime file that is handed over with it, in a process without torch.

    `facts` is what `model.json` says of its task, names and input. The process starts at once; `loaded` waits for it.
    While this side waits for an answer it calls `between`, which may raise. The process inherits its parent's
    priority (a worker's is lowered, for all models alike) and ends with it.
    """

    def __init__(
        self,
        model: Path,
        runtime: Path,
        facts: Mapping[str, Any],
        *,
        threads: int = 1,
        between: Callable[[], None] = lambda: None,
    ) -> None:
        self._model = model
        self._between = between
        self._loaded: Loaded | None = None
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve,
            args=(theirs, str(model), str(runtime), str(infer_file()), dict(facts), threads),
            name=f"kdstudio-{model.name}",
            daemon=True,
        )
        self._process.start()
        theirs.close()  # so that its death is heard

    def __enter__(self) -> "RuntimeProcess":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def loaded(self) -> Loaded:
        """Return what was found out while loading.

        Raises:
            UserError: The runtime refuses the model, or died of it.
        """
        if self._loaded is None:
            self._loaded = Loaded(*self._receive(LOAD_SECONDS))
        return self._loaded

    def begin_predicting(self, images: Sequence[Path]) -> None:
        """Ask for the probabilities of image files; `predictions` has them, and others may be asked meanwhile."""
        self.loaded()
        self._send("predict", [str(image) for image in images])

    def predictions(self) -> Predictions:
        """Return what was asked for last.

        Raises:
            UserError: The runtime failed.
        """
        return Predictions(*self._receive(ANSWER_SECONDS))

    def predict(self, images: Sequence[Path]) -> Predictions:
        """Return the probabilities (N, C) of image files.

        Raises:
            UserError: The runtime failed.
        """
        self.begin_predicting(images)
        return self.predictions()

    def time(self, image: Path, calls: int) -> Times:
        """Return how long so many calls with an image took, one after another.

        Raises:
            UserError: The runtime failed.
        """
        self.loaded()
        self._send("time", str(image), calls)
        return Times(*self._receive(ANSWER_SECONDS))

    def time_around(self, image: Path, calls: int) -> Around:
        """Return what the steps before and after the network take with an image.

        Raises:
            UserError: The runtime failed.
        """
        self.loaded()
        self._send("around", str(image), calls)
        return Around(*self._receive(ANSWER_SECONDS))

    def close(self) -> None:
        """End the process, also in the middle of an answer; once is enough."""
        if self._pipe.closed:
            return
        self._pipe.close()
        self._process.join(0.1)
        self._process.terminate()
        self._process.join(_LEAVE_SECONDS)
        self._process.kill()
        self._process.join()
        self._process.close()

    def _send(self, verb: str, *arguments: object) -> None:
        try:
            self._pipe.send((verb, *arguments))
        except OSError as error:
            raise UserError(self._death()) from error

    def _receive(self, patience: float) -> Any:
        deadline = time.monotonic() + patience
        try:
            while not self._pipe.poll(_POLL_SECONDS):
                self._between()
                if time.monotonic() > deadline:
                    raise UserError(_silence(self._model, patience))
            is_done, answer = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise UserError(self._death()) from error
        if not is_done:
            raise UserError(_refusal(self._model, answer))
        return answer

    def _death(self) -> Text:
        self._process.join(_LEAVE_SECONDS)
        return text(
            "The runtime refused the model {file}: its process died of it (exit code {code}).",
            file=self._model.name,
            code=str(self._process.exitcode),
        )


def _refusal(model: Path, reason: str) -> Text:
    return text(
        "The runtime refused the model {file}: {reason}.",
        file=model.name,
        reason=reason.replace(f"{model.parent}{os.sep}", "").rstrip(". "),
    )


def _silence(model: Path, patience: float) -> Text:
    return text(
        "The runtime refused the model {file}: it did not answer within {seconds:.0f} seconds.",
        file=model.name,
        seconds=patience,
    )


# --- The other side: no torch, so that the memory is the runtime's own ------------------------------------------------


def _serve(
    pipe: connection.Connection, model: str, runtime: str, infer: str, facts: dict[str, Any], threads: int
) -> None:
    """Load a model and answer until nobody listens any more."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        servant = _Servant(model, runtime, infer, facts, threads)
        pipe.send((True, servant.loaded))
        while True:
            verb, *arguments = pipe.recv()
            pipe.send((True, tuple(getattr(servant, verb)(*arguments))))
    except EOFError:
        return
    except Exception as error:
        with contextlib.suppress(OSError):
            pipe.send((False, _first_line(error)))


class _Servant:
    """A loaded model, and what it can be asked."""

    def __init__(self, model: str, runtime: str, infer: str, facts: dict[str, Any], threads: int) -> None:
        self._infer = load_module("infer", Path(infer))
        self._task = self._infer.TASKS[facts["task"]](facts)
        size = (facts["input"]["height"], facts["input"]["width"])
        code = load_module("runtime", Path(runtime))
        before = _memory()
        _forget_peak()
        self._runtime = code.Runtime(model, threads)
        for _ in range(_TRIAL_RUNS):
            self._runtime(np.zeros((1, 3, *size), dtype=np.float32))
        memory = max(0, _peak_memory() - before)
        self.loaded = (self._runtime.name, self._runtime.precision, memory)

    def predict(self, images: list[str]) -> Predictions:
        """Run every image twice, the second time in reverse order."""
        pixels = [self._pixels(image) for image in images]
        first = [self._result(one) for one in pixels]
        again = [self._result(one) for one in reversed(pixels)]
        is_repeatable = all(np.array_equal(one, two) for one, two in zip(first, reversed(again), strict=True))
        return Predictions(np.stack(first), is_repeatable)

    def time(self, image: str, calls: int) -> Times:
        """Time the network alone."""
        pixels = self._pixels(image)
        wall, cpu = np.empty(calls), np.empty(calls)
        for index in range(calls):
            began, thread_began = time.perf_counter(), time.thread_time()
            self._runtime(pixels)
            wall[index], cpu[index] = time.perf_counter() - began, time.thread_time() - thread_began
        if time.get_clock_info("thread_time").resolution > _COARSE_CLOCK_SECONDS:
            cpu[:] = cpu.mean()  # a clock of 15 ms tells a sum, not a call
        return Times(wall, cpu)

    def around(self, image: str, calls: int) -> Around:
        """Time what is done before and after the network."""
        output = self._runtime(self._pixels(image))
        before, after = np.empty(calls), np.empty(calls)
        for index in range(calls):
            began = time.perf_counter()
            self._pixels(image)
            middle = time.perf_counter()
            self._task.finish(output)
            before[index], after[index] = middle - began, time.perf_counter() - middle
        return Around(float(np.median(before)), float(np.median(after)))

    def _pixels(self, image: str) -> Any:
        return self._task.prepare(self._infer.load_image(image))

    def _result(self, pixels: Any) -> NDArray[np.float32]:
        return np.array(self._task.finish(self._runtime(pixels)), dtype=np.float32)


def load_module(name: str, file: Path) -> Any:
    """Return a Python file as a module, without writing its bytecode beside it: that place may be somebody else's."""
    module = ModuleType(name)
    module.__file__ = str(file)
    exec(compile(file.read_bytes(), str(file), "exec"), vars(module))
    return module


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:300]


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _memory() -> int:
    """Return the memory of this process in bytes: what is resident now."""
    if sys.platform == "linux":
        return _status("VmRSS")
    else:  # noqa: RET505 - mypy takes what follows an `if` of another system for unreachable
        import psutil

        return int(psutil.Process().memory_info().rss)


def _peak_memory() -> int:
    """Return the most memory that this process ever held, in bytes (on Linux since `_forget_peak`)."""
    if sys.platform == "linux":
        return _status("VmHWM")
    elif sys.platform == "win32":  # noqa: RET505
        import psutil

        return int(psutil.Process().memory_info().peak_wset)
    else:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # in bytes on macOS, unlike on Linux


def _forget_peak() -> None:
    """Let the peak begin again from here, where the system allows it: importing a runtime has a peak of its own."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            Path("/proc/self/clear_refs").write_text("5")


def _status(field: str) -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(f"{field}:"):
            return int(line.split()[1]) * 1024
    return 0

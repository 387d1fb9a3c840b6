"""What exported models are worth, measured on the runtime that they will run on, in processes of their own."""

import hashlib
import itertools
import math
import os
import platform
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray

from kdstudio.core.proof import Loss, Machine, ProofRow, Role, Timing
from kdstudio.core.text import Text, UserError, text
from kdstudio.engine import datasets
from kdstudio.engine.export.runtime_process import Around, Loaded, Predictions, RuntimeProcess
from kdstudio.engine.statistics import images_needed, paired_drop, wilson

ROUNDS = 10
CALLS = 200
WARM_UP_CALLS = 20
MOST_SECONDS = 10.0
PROBABILITY_FLOOR = 1e-12
_AROUND_CALLS = 20
_BATCH = 32
_SHOWN_FLAGS = (
    "avx2",
    "avx512_f",
    "avx512_vnni",
    "avx512_bf16",
    "avx512_fp16",
    "avx_vnni",
    "amx_tile",
    "amx_int8",
    "amx_bf16",
    "neon",
    "neon_dot",
    "arm_i8mm",
    "arm_bf16",
)
_SHOWN_PACKAGES = ("kdstudio", "numpy", "pillow", "onnxruntime", "torch", "ultralytics")

Probabilities = NDArray[np.float32]


@dataclass(frozen=True)
class Candidate:
    """A model to be proven.

    `path` is the file or folder that `runtime`, a runtime file, loads; `facts` is what `model.json` says of its task,
    names and input. `given` are probabilities (N, C) for the images of the proof, measured by PyTorch: those of the
    teacher and of the student's checkpoint, whose files are then timed only, or not even that where `path` is None.
    `file` is how the proof names `path`.
    """

    key: str
    role: Role
    precision: str
    path: Path | None
    runtime: Path
    facts: Mapping[str, Any]
    given: Probabilities | None = None
    file: str | None = None
    float_blocks: tuple[str, ...] = ()
    is_choice: bool = True


@dataclass
class _Runner:
    """A process with one model, what it said and how long it took; `failure` says why it could not go on."""

    key: str = ""
    process: RuntimeProcess | None = None
    failure: Text | None = None
    loaded: Loaded | None = None
    pieces: list[Probabilities] = field(default_factory=list)
    is_repeatable: bool = True
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    around: Around | None = None
    calls_a_round: int = 0

    @contextmanager
    def attempt(self) -> Iterator[RuntimeProcess]:
        """Give the process for one step; where that fails, keep the sentence and let the process go."""
        process = self.process
        assert process is not None
        try:
            yield process
        except UserError as error:
            self.failure = error.text
            process.close()


# The student's row shares the process of its FP32 file, and so their times: these two make a process.
_Place = tuple[Path | None, Path]
_Runners = dict[_Place, _Runner]


def prove(
    models: Sequence[Candidate],
    images: Sequence[Path],
    labels: Sequence[int] | None,
    *,
    budget: float,
    report: Callable[[ProofRow], None],
    fail: Callable[[str, Text], None],
    progress: Callable[[int, int, str], None],
    check_stop: Callable[[], None],
    calibration: Sequence[Path] = (),
    threads: int = 1,
    rounds: int = ROUNDS,
) -> list[ProofRow]:
    """Measure models on the same images, and time them by turns; return a row for each that runs, in order.

    `labels` are classes in the models' order (None, or -1 for an image, without one); `budget` is in points.
    A row is reported when its accuracy is known, and again with its times. `fail` hears the key and why of each model
    that its runtime refuses; the others go on, and so do a teacher and a student whose probabilities were given.
    `progress` hears of steps done, their number, and the model's key; `check_stop` may raise at any time.

    Raises:
        UserError: An image that calibrated is among those that are to prove.
    """
    _check_apart(images, calibration)
    with ExitStack() as stack:
        runners = _start(stack, models, threads, check_stop)
        step = _steps(progress, math.ceil(len(images) / _BATCH) + rounds)
        _score(models, runners, images, step)
        judge = _Judge(models, runners, images, labels, budget, threads)
        for model in models:
            if judge.is_proven(model):
                report(judge.row(model))
        _time(runners, images[0], rounds, step)
    rows = []
    for model in models:
        failure = judge.failure(model)
        if judge.is_proven(model):
            rows.append(judge.row(model))
            report(rows[-1])
        elif failure is not None:
            fail(model.key, failure)
    return rows


def machine(runtimes: Sequence[str]) -> Machine:
    """Return where a proof is made: processor, flags that make INT8 fast, load, and the versions of what ran."""
    capabilities: dict[str, Any] = getattr(torch.cpu, "get_capabilities", dict)()
    versions = {"python": platform.python_version()}
    for name in _SHOWN_PACKAGES:
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            continue
    versions |= {name.rpartition(" ")[0]: name.rpartition(" ")[2] for name in runtimes if " " in name}
    return Machine(
        processor=str(capabilities.get("cpu_name") or platform.processor() or platform.machine()),
        cores=os.cpu_count() or 1,
        system=f"{platform.system()} {platform.release()} {platform.machine()}",
        flags=[name for name in _SHOWN_FLAGS if capabilities.get(name)],
        load=os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
        versions=versions,
    )


def kl_bits(reference: Probabilities, other: Probabilities) -> float:
    """Return the mean KL(reference ‖ other) in bits, from probabilities (N, C) that are floored at 1e-12."""
    p, q = (np.maximum(part.astype(np.float64), PROBABILITY_FLOOR) for part in (reference, other))
    return max(0.0, float((p * np.log2(p / q)).sum(axis=1).mean()))


def size_of(path: Path) -> int:
    """Return the bytes of a file, or of all files of a folder."""
    return sum(file.stat().st_size for file in _files_of(path))


def zipped_size_of(path: Path) -> int:
    """Return the bytes that a file, or all files of a folder, take when they are compressed as in a zip file."""
    total = 0
    for file in _files_of(path):
        packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        with file.open("rb") as stream:
            while block := stream.read(1 << 20):
                total += len(packer.compress(block))
        total += len(packer.flush())
    return total


def fingerprint(path: Path) -> str:
    """Return the SHA-256 of a file, or of the names and contents of all files of a folder."""
    found = hashlib.sha256()
    for file in _files_of(path):
        if path.is_dir():
            found.update(file.relative_to(path).as_posix().encode() + b"\0")
        found.update(file.read_bytes())
    return found.hexdigest()


def _files_of(path: Path) -> Iterator[Path]:
    yield from ([path] if path.is_file() else (file for file in sorted(path.rglob("*")) if file.is_file()))


def _check_apart(images: Sequence[Path], calibration: Sequence[Path]) -> None:
    apart = datasets.without(images, [(path, -1) for path in calibration])
    if len(apart) < len(images):
        raise UserError(
            text(
                "{count} of the images that are to prove the models also calibrated them, which proves nothing: "
                "keep training images and the others apart.",
                count=len(images) - len(apart),
            )
        )


def _place(model: Candidate) -> _Place:
    return model.path, model.runtime


def _start(
    stack: ExitStack, models: Sequence[Candidate], threads: int, check_stop: Callable[[], None]
) -> dict[_Place, _Runner]:
    """Start a process for each model, all at the same time, and wait until they are loaded."""
    runners: _Runners = {}
    for model in models:
        if model.path is not None and _place(model) not in runners:
            process = RuntimeProcess(model.path, model.runtime, model.facts, threads=threads, between=check_stop)
            runners[_place(model)] = _Runner(model.key, stack.enter_context(process))
    for runner in runners.values():
        with runner.attempt() as process:
            runner.loaded = process.loaded()
    return runners


def _alive(runners: Iterable[_Runner]) -> list[_Runner]:
    return [runner for runner in runners if runner.failure is None]


def _steps(progress: Callable[[int, int, str], None], total: int) -> Callable[[str], None]:
    """Return what counts a step and says so."""
    counter = itertools.count(1)
    progress(0, total, "")
    return lambda item: progress(next(counter), total, item)


def _score(models: Sequence[Candidate], runners: _Runners, images: Sequence[Path], step: Callable[[str], None]) -> None:
    """Ask every model that has to be asked, all at the same time: nobody is timed meanwhile."""
    asked = [runners[place] for place in dict.fromkeys(_place(model) for model in models if model.given is None)]
    for start in range(0, len(images), _BATCH):
        for runner in _alive(asked):
            with runner.attempt() as process:
                process.begin_predicting(images[start : start + _BATCH])
        for runner in _alive(asked):
            with runner.attempt() as process:
                _take(runner, process.predictions())
        step("")


def _take(runner: _Runner, found: Predictions) -> None:
    if not np.isfinite(found.probabilities).all():
        raise UserError(text("The model {key} answers with what is no number: it cannot be used.", key=runner.key))
    runner.pieces.append(found.probabilities)
    runner.is_repeatable &= found.is_repeatable


def _time(runners: _Runners, image: Path, rounds: int, step: Callable[[str], None]) -> None:
    """Time all models by turns (A B A B), so that a busy machine is fair to all."""
    for runner in _alive(runners.values()):
        with runner.attempt() as process:
            _warm_up(runner, process, image, rounds)
    for _ in range(rounds):
        for runner in _alive(runners.values()):
            with runner.attempt() as process:
                times = process.time(image, runner.calls_a_round + 1)
                runner.wall += times.wall[1:].tolist()  # the first one finds the caches as another model left them
                runner.cpu += times.cpu[1:].tolist()
        step("")


def _warm_up(runner: _Runner, process: RuntimeProcess, image: Path, rounds: int) -> None:
    """Warm a model up, and see how many calls a round it has time for."""
    once = float(process.time(image, 2).wall[-1])
    affordable = MOST_SECONDS / max(once, 1e-9)
    process.time(image, max(1, int(min(WARM_UP_CALLS, affordable / 2))))
    runner.calls_a_round = max(1, math.ceil(min(CALLS, affordable) / rounds))
    runner.around = process.time_around(image, _AROUND_CALLS)


class _Judge:
    """Makes rows of what was measured, against the student."""

    def __init__(
        self,
        models: Sequence[Candidate],
        runners: _Runners,
        images: Sequence[Path],
        labels: Sequence[int] | None,
        budget: float,
        threads: int,
    ) -> None:
        self._runners = runners
        self._images = len(images)
        self._budget, self._threads = budget, threads or os.cpu_count() or 1
        every = np.array(labels if labels is not None else [-1] * len(images))
        self._is_labelled, self._labels = every >= 0, every
        self._said = {model.key: said for model in models if (said := self._probabilities(model)) is not None}
        self._sizes = {path: (size_of(path), zipped_size_of(path)) for path in {model.path for model in models} if path}
        self._student = next((self._said.get(model.key) for model in models if model.role == "student"), None)

    def is_proven(self, model: Candidate) -> bool:
        """Return whether there is something to say of a model: its runtime runs it, or PyTorch did."""
        return model.key in self._said and (model.given is not None or self.failure(model) is None)

    def failure(self, model: Candidate) -> Text | None:
        """Return why a model's runtime does not run it, None where it does."""
        return self._runner(model).failure

    def row(self, model: Candidate) -> ProofRow:
        """Return all that is known of a model now."""
        runner, said = self._runner(model), self._said[model.key]
        size, zipped = self._sizes[model.path] if model.path else (0, None)
        row = ProofRow(
            key=model.key,
            role=model.role,
            precision=model.precision,
            precision_used=runner.loaded.precision if runner.loaded else "",
            runtime=runner.loaded.runtime if runner.loaded else "",
            file=model.file,
            images=self._images,
            loss=self._loss(model, said),
            timing=self._timing(runner),
            memory_bytes=runner.loaded.memory_bytes if runner.loaded else None,
            size_bytes=size,
            zipped_bytes=zipped,
            sha256=fingerprint(model.path) if model.role == "file" and model.path else "",
            float_blocks=list(model.float_blocks),
            is_choice=model.is_choice,
            is_repeatable=runner.is_repeatable,
            note=runner.failure or self._note(runner),
        )
        row = self._with_accuracy(row, said)
        return row if self._student is None else self._with_likeness(row, self._student, said)

    def _with_accuracy(self, row: ProofRow, said: Probabilities) -> ProofRow:
        images = int(self._is_labelled.sum())
        if not images:
            return row
        correct = int(self._is_right(said).sum())
        low, high = wilson(correct, images)
        return msgspec.structs.replace(
            row,
            correct=correct,
            accuracy=100 * correct / images,
            accuracy_low=100 * low,
            accuracy_high=100 * high,
        )

    def _with_likeness(self, row: ProofRow, student: Probabilities, said: Probabilities) -> ProofRow:
        agreement = 100 * float((student.argmax(1) == said.argmax(1)).mean())
        return msgspec.structs.replace(row, agreement=agreement, kl_bits=kl_bits(student, said))

    def _loss(self, model: Candidate, said: Probabilities) -> Loss | None:
        if model.role != "file" or self._student is None or not self._is_labelled.any():
            return None
        student, other = self._is_right(self._student), self._is_right(said)
        drop = paired_drop(student, other)
        if drop.high <= self._budget:
            return Loss(points=drop.points, low=drop.low, high=drop.high, verdict="within", images=len(student))
        return Loss(
            points=drop.points,
            low=drop.low,
            high=drop.high,
            verdict="over" if drop.low > self._budget else "unproven",
            images=len(student),
            images_needed=None if drop.low > self._budget else images_needed(student, other, self._budget),
        )

    def _is_right(self, said: Probabilities) -> NDArray[np.bool_]:
        """Return which of the labelled images a model gets right."""
        is_right: NDArray[np.bool_] = said.argmax(1)[self._is_labelled] == self._labels[self._is_labelled]
        return is_right

    def _timing(self, runner: _Runner) -> Timing | None:
        if not runner.wall or runner.around is None:
            return None
        median, p90, p95 = (1e3 * float(value) for value in np.percentile(runner.wall, (50, 90, 95)))
        return Timing(
            median_ms=median,
            p90_ms=p90,
            p95_ms=p95,
            cpu_median_ms=1e3 * float(np.median(runner.cpu)),
            cpu_share=sum(runner.cpu) / sum(runner.wall),
            threads=self._threads,
            calls=len(runner.wall),
            preprocess_ms=1e3 * runner.around.before,
            postprocess_ms=1e3 * runner.around.after,
        )

    def _note(self, runner: _Runner) -> Text | None:
        if not runner.is_repeatable:
            return text("Asked twice about the same images, it did not say the very same.")
        if 0 < len(runner.wall) < CALLS:
            return text(
                "Timed with {calls} calls only: more would have taken over {seconds:.0f} seconds.",
                calls=len(runner.wall),
                seconds=MOST_SECONDS,
            )
        return None

    def _probabilities(self, model: Candidate) -> Probabilities | None:
        if model.given is not None:
            return model.given
        runner = self._runner(model)
        return np.concatenate(runner.pieces) if runner.failure is None else None

    def _runner(self, model: Candidate) -> _Runner:
        return self._runners.get(_place(model)) or _Runner()

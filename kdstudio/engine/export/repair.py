"""The search for an INT8 file that keeps a budget: a ladder of recipes, then blocks kept in float, all measured."""

import itertools
import platform
import sys
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from kdstudio.core.events import Stage
from kdstudio.core.proof import BlockGain, Step, Try
from kdstudio.engine.export import quantize
from kdstudio.engine.export.proof import kl_bits
from kdstudio.engine.export.quantize import Calibrated, Images, one
from kdstudio.engine.networks import session_options

Outputs = NDArray[np.float32]
Score = Callable[[Outputs], NDArray[np.bool_]]
Operations = Literal["full", "weighted"]
_Number = TypeVar("_Number", int, float)
MOST_FLOAT_WEIGHTS = 0.5
_LITTLE = 1.15  # times as long
_CLEARLY_FASTER = 0.98
_MOST_ALONE = 8  # blocks in float that are judged one by one, each by a file without it
_WARM_UP_CALLS = 5
_ROUNDS = 60
_FEWEST_ROUNDS = 5
_CALLS_A_ROUND = 4
_MOST_SECONDS = 2.0
# Windows counts a thread's time in ticks of 16 ms.
_CLOCK = time.perf_counter if sys.platform == "win32" else time.thread_time
_IS_ARM = platform.machine().lower() in ("arm64", "aarch64")


@dataclass(frozen=True)
class Found:
    """What a search found. `first` is the plain INT8 file, `best` the one to keep: within the budget where one is.

    `gains` says what each float block of `best` won back on the validation images and cost, against the same file with
    that block in INT8. `quantized_blocks` is how many blocks the first try quantized. `float_ends`, the first and the
    last, stay in float in every try where that is faster. Where INT8 does not pay, `best` loses more than the budget,
    keeps over half of the weights in float, or is no faster than the float model on a processor that can be.
    """

    first: Try
    best: Try
    tries: list[Try]
    gains: list[BlockGain]
    quantized_blocks: int
    pays: bool
    float_ends: list[str] = field(default_factory=list)


def search(
    fp32: Path,
    folder: Path,
    *,
    calibration: Images,
    ranking: Images,
    validation: tuple[Images, Sequence[int] | NDArray[np.int64] | None],
    budget_points: float,
    signed: bool,
    report: Callable[[Try], None],
    progress: Callable[[Stage, int, int], None],
    check_stop: Callable[[], None],
    score: Score | None = None,
) -> Found:
    """Look for an INT8 file that loses at most `budget_points` on the validation images and is faster than FP32.

    The tries are written to `folder` as `int8-try-N.onnx`. The measured drop decides, never its confidence interval.
    `score` says which of the outputs (N, …) of the validation images are right; by default the top class is compared
    with the labels, -1 being none. Without labels, lost agreement with the float model takes the place of lost points.
    `progress` is told how many images of how many were run: to calibrate, to measure a file, to rank all blocks.

    0. The first and the last layers stay in float throughout where they are faster so, as measured here.
    1. The ladder: all operations, only weighted ones, the same with the head in float; the first that is within the
       budget and faster than FP32 is taken. Else the first that is faster is repaired, unless another halves its KL.
       (Where the processor has no instructions for INT8, "faster" means: hardly slower than plain INT8.)
    2. The blocks are ranked by the harm that each does alone: KL(FP32 ‖ only this block in INT8) on the ranking
       images. (The other way round, one block in float and all others in INT8, is blind where two neighbours read and
       write one tensor with an outlier: either alone wins nothing back. It also costs eight times as much.)
    3. The worst 1, 2, 4, 8 … blocks are kept in float until the budget holds, bisecting back from there; then each of
       up to 8 is quantized again where the budget holds without it. Half of the weights in float, or no gain in time,
       ends the search.

    Raises:
        UserError: There are no images to calibrate.
    """

    def tell(stage: Stage, done: int, total: int) -> None:
        check_stop()
        progress(stage, done, total)

    calibrated = quantize.calibrate(fp32, calibration, partial(tell, "calibrate"))
    images, labels = validation
    judge = _Judge(fp32, images, score or _top1(labels), budget_points, partial(tell, "measure"))
    ends = [] if signed and not _IS_ARM else _slow_ends(calibrated, judge, folder, signed)
    calibrated = calibrated.without(ends)
    found = _Search(fp32, calibrated, folder, judge, ranking, signed, report, partial(tell, "repair")).find()
    return replace(found, float_ends=ends)


def _slow_ends(calibrated: Calibrated, judge: "_Judge", folder: Path, signed: bool) -> list[str]:
    """Return the blocks of the first and the last layers where INT8 makes them slower here, else none.

    Kernels for INT8 take channels by fours and eights: three colours, and a few classes, waste them.
    """
    ends = calibrated.ends()
    ratios = []
    for float_blocks in ([], ends):
        path = folder / "int8-timed.onnx"
        try:
            calibrated.write(path, signed_activations=signed, step="full", float_blocks=float_blocks)
            ratios.append(judge.time_ratio(path))
        finally:
            path.unlink(missing_ok=True)
    return ends if ratios[1] < _CLEARLY_FASTER * ratios[0] else []


def _top1(labels: Sequence[int] | NDArray[np.int64] | None) -> Score | None:
    given = np.asarray([] if labels is None else labels)
    known = given >= 0
    if not known.any():
        return None
    return lambda outputs: outputs.argmax(axis=1)[known] == given[known]


class _Judge:
    """The float model's outputs on the validation images, and what another file says against them."""

    def __init__(
        self, fp32: Path, images: Images, score: Score | None, budget_points: float, tell: Callable[[int, int], None]
    ) -> None:
        self._images = images
        self._score = score
        self._budget_points = budget_points
        self._tell = tell
        self._outputs = _outputs(fp32, images, tell)
        self._timed = _session(fp32, threads=1)

    def judge(self, path: Path, number: int, step: Step, float_blocks: list[str]) -> Try:
        """Measure a file on the validation images."""
        outputs = _outputs(path, self._images, self._tell)
        agreement = 100 * float((outputs.argmax(axis=1) == self._outputs.argmax(axis=1)).mean())
        lost_images, lost_points = self._lost(outputs)
        attempt = Try(
            number=number,
            step=step,
            file=path.name,
            lost_points=lost_points,
            lost_images=lost_images,
            kl_bits=kl_bits(self._outputs, outputs),
            agreement=agreement,
            size_bytes=path.stat().st_size,
            time_ratio=self.time_ratio(path),
            float_blocks=float_blocks,
        )
        return msgspec.structs.replace(attempt, is_within=_lost(attempt) <= self._budget_points)

    def _lost(self, outputs: Outputs) -> tuple[int | None, float | None]:
        if self._score is None:
            return None, None
        before, after = self._score(self._outputs), self._score(outputs)
        lost = int(before.sum()) - int(after.sum())
        return lost, 100 * lost / len(before)

    def time_ratio(self, path: Path) -> float:
        """Return a file's processor time for one image over the float model's, by turns, with one thread."""
        sessions = (self._timed, _session(path, threads=1))
        image = one(self._images, 0)
        for session in sessions:
            _seconds(session, image, _WARM_UP_CALLS)
        ratios: list[float] = []
        ends_at = time.monotonic() + _MOST_SECONDS
        while len(ratios) < _ROUNDS and (len(ratios) < _FEWEST_ROUNDS or time.monotonic() < ends_at):
            self._tell(len(self._images), len(self._images))
            float_seconds, int8_seconds = (_seconds(session, image, _CALLS_A_ROUND) for session in sessions)
            ratios.append(int8_seconds / float_seconds)
        return float(np.median(ratios))


def _outputs(model: Path | bytes, images: Images, tell: Callable[[int, int], None]) -> Outputs:
    """Return a model's first outputs for images, and tell after each."""
    session = _session(model)
    name = session.get_inputs()[0].name
    found = []
    for index in range(len(images)):
        found.append(session.run(None, {name: one(images, index)})[0])
        tell(index + 1, len(images))
    return np.concatenate(found)


def _session(model: Path | bytes, threads: int | None = None) -> Any:
    options = session_options()
    if threads is not None:
        options.intra_op_num_threads = threads
    source = model if isinstance(model, bytes) else str(model)
    return onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])


def _seconds(session: Any, image: quantize.Pixels, calls: int) -> float:
    feed = {session.get_inputs()[0].name: image}
    began = _CLOCK()
    for _ in range(calls):
        session.run(None, feed)
    return _CLOCK() - began


class _Search:
    """The tries of one search, each measured once."""

    def __init__(
        self,
        fp32: Path,
        calibrated: Calibrated,
        folder: Path,
        judge: _Judge,
        ranking: Images,
        signed: bool,
        report: Callable[[Try], None],
        tell: Callable[[int, int], None],
    ) -> None:
        self._fp32 = fp32
        self._calibrated = calibrated
        self._folder = folder
        self._judge = judge
        self._ranking = ranking
        self._signed = signed
        self._report = report
        self._tell = tell
        self._weights = calibrated.weights()
        self._tries: dict[tuple[Operations, frozenset[str]], Try] = {}

    def find(self) -> Found:
        """Climb the ladder, then repair where no rung will do."""
        rung, base = self._climb()
        kept = list(base.float_blocks) if base.is_within else self._repaired(rung, base.float_blocks)
        gains: list[BlockGain] = []
        if kept and self._keeps(rung, kept):
            kept = self._without_needless(rung, kept)
            gains = [self._gain(rung, block, kept) for block in kept[:_MOST_ALONE]]
        tries = list(self._tries.values())
        best = self._try(rung, kept)
        if not best.is_within:
            best = min(tries, key=lambda attempt: (_lost(attempt), attempt.kl_bits))
        return Found(
            first=tries[0],
            best=best,
            tries=tries,
            gains=gains,
            quantized_blocks=len(self._calibrated.blocks("full")),
            pays=best.is_within and self._is_worth(best),
        )

    def _climb(self) -> tuple[Operations, Try]:
        """Return the first rung within the budget that is worth it, else the one to repair."""
        found: list[tuple[Operations, Try]] = []
        ladder: list[tuple[Operations, list[str]]] = [
            ("full", []),
            ("weighted", []),
            ("weighted", self._calibrated.head()),
        ]
        for operations, float_blocks in ladder:
            found.append((operations, self._try(operations, float_blocks)))
            if found[-1][1].is_within and self._is_worth(found[-1][1]):
                return found[-1]
        base = None
        for rung in found:
            # The earlier, the faster: only a clear gain in likeness makes up for that.
            if self._is_worth(rung[1]) and (base is None or rung[1].kl_bits < base[1].kl_bits / 2):
                base = rung
        return base or min(found, key=lambda rung: (not rung[1].is_within, _lost(rung[1])))

    def _repaired(self, rung: Operations, already: list[str]) -> list[str]:
        """Return the fewest of the worst blocks that have to stay in float, or `already` where that did not help."""
        if not self._is_worth(self._try(rung, already)):
            return already
        ranked = self._ranked(rung, already)
        low, high = 0, min(1, len(ranked))
        while not self._keeps(rung, [*already, *ranked[:high]]):
            if high == len(ranked) or not self._is_worth(self._try(rung, [*already, *ranked[:high]])):
                return already
            low, high = high, min(2 * high, len(ranked))
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self._keeps(rung, [*already, *ranked[:middle]]) else (middle, high)
        return [*already, *ranked[:high]]

    def _without_needless(self, rung: Operations, kept: list[str]) -> list[str]:
        """Return few blocks without those that the budget holds without, the least harmful asked first."""
        if len(kept) > _MOST_ALONE:
            return kept
        for block in reversed(kept):
            without = [other for other in kept if other != block]
            if without and self._keeps(rung, without):
                kept = without
        return kept

    def _ranked(self, rung: Operations, already: list[str]) -> list[str]:
        """Return the blocks to keep in float, the most harmful first, as many as half of the weights allow.

        The harm of a block is what it does alone in INT8, all others in float.
        """
        blocks = [block for block in self._calibrated.blocks(rung) if block not in already]
        everything = set(self._calibrated.blocks("full"))
        runs, total = itertools.count(1), len(self._ranking) * (1 + len(blocks))

        def tell(_done: int, _total: int) -> None:
            self._tell(next(runs), total)

        reference = _outputs(self._fp32, self._ranking, tell)
        harm = {}
        for block in blocks:
            alone = self._calibrated.quantized(
                signed_activations=self._signed, step=rung, float_blocks=everything - {block}
            )
            harm[block] = kl_bits(reference, _outputs(alone.SerializeToString(), self._ranking, tell))
        ranked = sorted(blocks, key=lambda block: -harm[block])
        return [block for place, block in enumerate(ranked) if self._are_few([*already, *ranked[: place + 1]])]

    def _keeps(self, rung: Operations, float_blocks: Collection[str]) -> bool:
        return self._try(rung, float_blocks).is_within

    def _try(self, operations: Operations, float_blocks: Collection[str]) -> Try:
        """Write and measure one file, unless that was done."""
        key = operations, frozenset(float_blocks)
        if key not in self._tries:
            number = len(self._tries) + 1
            path = self._folder / f"int8-try-{number}.onnx"
            self._calibrated.write(path, signed_activations=self._signed, step=operations, float_blocks=float_blocks)
            attempt = self._judge.judge(path, number, self._step(operations, float_blocks), list(float_blocks))
            self._tries[key] = attempt
            self._report(attempt)
        return self._tries[key]

    def _step(self, operations: Operations, float_blocks: Collection[str]) -> Step:
        if not float_blocks:
            return operations
        is_head = operations == "weighted" and set(float_blocks) == set(self._calibrated.head())
        return "weighted-head-float" if is_head else "blocks"

    def _is_worth(self, attempt: Try) -> bool:
        """Return whether a file is small and fast enough to be called INT8."""
        # Files for ARM are slow on x86: their time here says nothing about there.
        is_fast = attempt.time_ratio is None or attempt.time_ratio < self._limit() or (self._signed and not _IS_ARM)
        return is_fast and self._are_few(attempt.float_blocks)

    def _limit(self) -> float:
        """Return the share of the float model's time from which on INT8 is too slow.

        It is 1; but where plain INT8 takes about as long, the processor has no instructions for it, and this says
        nothing about the device: then a file may take a little longer than the plain one.
        """
        plain = self._tries["full", frozenset()].time_ratio or 0.0
        return max(1.0, _LITTLE * plain) if plain < _LITTLE else 1.0

    def _are_few(self, float_blocks: Collection[str]) -> bool:
        in_float = sum(self._weights[block] for block in float_blocks)
        return in_float <= MOST_FLOAT_WEIGHTS * sum(self._weights.values())

    def _gain(self, rung: Operations, block: str, float_blocks: list[str]) -> BlockGain:
        """Return what a block in float is worth: the file with it against the same without."""
        chosen = self._try(rung, float_blocks)
        without = self._try(rung, [other for other in float_blocks if other != block])
        return BlockGain(
            block=block,
            images=_difference(without.lost_images, chosen.lost_images),
            kl_bits=without.kl_bits - chosen.kl_bits,
            size_bytes=chosen.size_bytes - without.size_bytes,
            time_share=_difference(chosen.time_ratio, without.time_ratio),
        )


def _difference(first: _Number | None, other: _Number | None) -> _Number | None:
    return None if first is None or other is None else first - other


def _lost(attempt: Try) -> float:
    """Return the points lost, or without labels the agreement lost."""
    return 100 - attempt.agreement if attempt.lost_points is None else attempt.lost_points

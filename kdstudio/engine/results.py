"""The honest end of a job: every network measured on the same images, and a verdict."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from kdstudio.core import about, journal
from kdstudio.core.events import EpochDone, Judged, Measured, Network
from kdstudio.core.text import text
from kdstudio.engine import measure, statistics
from kdstudio.engine.measure import Latency, Logits
from kdstudio.engine.supervisor import raise_if_stopped
from kdstudio.engine.teachers import Teacher, freeze, load_ultralytics
from kdstudio.engine.workshop import Workshop, labels_of

Array = NDArray[np.float32]


@dataclass(frozen=True)
class _Candidate:
    """A network to be measured: how to ask it, what it costs, and its logits of the judged images."""

    ask: Logits
    logits: Array
    parameters: int
    size_bytes: int


def measure_and_judge(
    shop: Workshop, weights: Mapping[Network, Path], teacher: Teacher | None, teacher_logits: Array | None
) -> None:
    """Measure the teacher and the trained networks on the judged images, and judge whether the teacher helped."""
    candidates: dict[Network, _Candidate] = {}
    if teacher is not None and teacher_logits is not None:
        candidates["teacher"] = _Candidate(
            teacher.logits, teacher_logits, teacher.parameters, teacher.size_bytes
        )
    candidates |= {network: _candidate(shop, network, path) for network, path in weights.items()}
    image = next(shop.batches(shop.dataset.judged[:1]))
    raise_if_stopped(shop.supervisor)
    times = measure.latencies({network: candidate.ask for network, candidate in candidates.items()}, image)
    for network, candidate in candidates.items():
        _report(shop, network, candidate, times[network], teacher_logits)
    if teacher_logits is not None:
        _judge(shop, candidates)


def _candidate(shop: Workshop, network: Network, path: Path) -> _Candidate:
    model, _ = load_ultralytics(path)
    ask = _logits_of(freeze(model).to(shop.device))
    images = shop.dataset.judged
    logits = measure.logits_of(ask, shop.batches(images), shop.reporter(network, len(images)))
    parameters = sum(parameter.numel() for parameter in model.parameters())
    return _Candidate(ask, logits, parameters, path.stat().st_size)


def _logits_of(model: nn.Module) -> Logits:
    def ask(images: Tensor) -> Tensor:
        logits: Tensor = model(images)[1]
        return logits

    return ask


def _report(
    shop: Workshop, network: Network, candidate: _Candidate, latency: Latency, teacher_logits: Array | None
) -> None:
    labels = labels_of(shop.dataset.judged)
    file = f"measured/{network}.npz"
    names = [path.relative_to(shop.dataset.folder).as_posix() for path, _ in shop.dataset.judged]
    measure.write_results(shop.folder / file, names, labels, candidate.logits)
    figures = measure.measurement(
        candidate.logits,
        labels,
        None if network == "teacher" else teacher_logits,
        parameters=candidate.parameters,
        size_bytes=candidate.size_bytes,
        latency=latency,
    )
    shop.supervisor.report(Measured(network=network, measurement=figures, file=file))


def _judge(shop: Workshop, candidates: Mapping[Network, _Candidate]) -> None:
    labels = labels_of(shop.dataset.judged)
    correct = {network: candidate.logits.argmax(1) == labels for network, candidate in candidates.items()}
    baseline = correct.get("baseline")
    if baseline is not None and not _is_fair(shop.folder):
        shop.note(
            "warning",
            text("The baseline was trained for fewer epochs than the student: the two are not compared."),
        )
        baseline = None
    verdict = statistics.judge(correct["student"], baseline, correct["teacher"])
    shop.supervisor.report(Judged(verdict=verdict))
    _judge_group(shop)


def _is_fair(folder: Path) -> bool:
    epochs = {"student": 0, "baseline": 0}
    for entry in journal.read(folder):
        if isinstance(entry.event, EpochDone) and entry.event.network in epochs:
            epochs[entry.event.network] = entry.event.epoch
    return epochs["student"] == epochs["baseline"]


def _judge_group(shop: Workshop) -> None:
    """Judge all seeds of the run's group together, when the others have finished."""
    group = about.read(shop.folder).group
    if not group:
        return
    members = [
        folder
        for folder in sorted(shop.folder.parent.iterdir())
        if folder.is_dir() and about.read(folder).group == group
    ]
    files = [{name: folder / "measured" / f"{name}.npz" for name in ("student", "baseline", "teacher")} for folder in members]
    complete = [entry for entry in files if all(path.is_file() for path in entry.values())]
    if len(complete) < 2 or len(complete) < len(members):
        return
    measured = [{name: np.load(path) for name, path in entry.items()} for entry in complete]
    if any((entry["student"]["images"] != measured[0]["student"]["images"]).any() for entry in measured[1:]):
        return
    stacked = {
        name: np.stack([entry[name]["correct"] for entry in measured]) for name in ("student", "baseline", "teacher")
    }
    verdict = statistics.judge_group(stacked["student"], stacked["baseline"], stacked["teacher"][0])
    shop.supervisor.report(Judged(verdict=verdict, runs=[folder.name for folder in members]))

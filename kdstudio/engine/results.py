"""The honest end of a job: every network measured on the same images, and a verdict."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kdstudio.core import about, journal
from kdstudio.core.events import EpochDone, Judged, Measured, Network
from kdstudio.core.text import text
from kdstudio.engine import measure, statistics
from kdstudio.engine.measure import Latency
from kdstudio.engine.networks import Teacher
from kdstudio.engine.supervisor import raise_if_stopped
from kdstudio.engine.tasks.classify import Guidance
from kdstudio.engine.teachers import load_classifier
from kdstudio.engine.workshop import Workshop, labels_of

Array = NDArray[np.float32]


@dataclass(frozen=True)
class _Candidate:
    """A network to be measured, in full precision, and its logits of the judged images."""

    network: Teacher
    logits: Array


def measure_and_judge(shop: Workshop, weights: Mapping[Network, Path], guidance: Guidance | None) -> None:
    """Measure the teacher and the trained networks on the judged images, and judge whether the teacher helped."""
    candidates: dict[Network, _Candidate] = {}
    if guidance is not None:
        candidates["teacher"] = _teacher(shop, guidance)
    candidates |= {network: _trained(shop, network, path) for network, path in weights.items()}
    image = next(shop.batches(shop.dataset.judged[:1]))
    networks = {network: candidate.network.logits for network, candidate in candidates.items()}
    times = measure.latencies(networks, image, lambda: raise_if_stopped(shop.supervisor))
    teacher_logits = candidates["teacher"].logits if guidance is not None else None
    for network, candidate in candidates.items():
        _report(shop, network, candidate, times[network], teacher_logits)
    if guidance is not None:
        _judge(shop, candidates)


def _teacher(shop: Workshop, guidance: Guidance) -> _Candidate:
    network = guidance.teacher.exact()
    logits = _ask(shop, "teacher", network)
    classes = len(shop.dataset.classes)
    return _Candidate(network, measure.in_dataset_classes(logits, guidance.class_map, classes))


def _trained(shop: Workshop, name: Network, path: Path) -> _Candidate:
    network = load_classifier(path, shop.recipe.image_size).to(shop.device).exact()
    return _Candidate(network, _ask(shop, name, network))


def _ask(shop: Workshop, name: Network, network: Teacher) -> Array:
    images = shop.dataset.judged
    return measure.logits_of(network.logits, shop.batches(images), shop.reporter(name, len(images)))


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
        parameters=candidate.network.parameters,
        size_bytes=candidate.network.size_bytes,
        latency=latency,
        flops=measure.flops(candidate.network),
    )
    shop.supervisor.report(Measured(network=network, measurement=figures, file=file))


def _judge(shop: Workshop, candidates: Mapping[Network, _Candidate]) -> None:
    labels = labels_of(shop.dataset.judged)
    correct = {network: candidate.logits.argmax(1) == labels for network, candidate in candidates.items()}
    baseline = correct.get("baseline")
    if baseline is not None and not _is_fair(shop.folder):
        shop.note(
            "warning",
            text("The baseline was trained for another number of epochs than the student: the two are not compared."),
        )
        baseline = None
    verdict = statistics.judge(correct["student"], baseline, 100.0 * float(correct["teacher"].mean()))
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
    files = [
        {name: folder / "measured" / f"{name}.npz" for name in ("student", "baseline", "teacher")} for folder in members
    ]
    complete = [entry for entry in files if all(path.is_file() for path in entry.values())]
    if len(complete) < 2 or len(complete) < len(members) or not all(_is_fair(folder) for folder in members):
        return
    measured = [{name: np.load(path) for name, path in entry.items()} for entry in complete]
    if any((entry["student"]["images"] != measured[0]["student"]["images"]).any() for entry in measured[1:]):
        return
    stacked = {
        name: np.stack([entry[name]["correct"] for entry in measured]) for name in ("student", "baseline", "teacher")
    }
    teacher_top1 = 100.0 * float(stacked["teacher"].mean())
    verdict = statistics.judge_group(stacked["student"], stacked["baseline"], teacher_top1)
    shop.supervisor.report(Judged(verdict=verdict, runs=[folder.name for folder in members]))

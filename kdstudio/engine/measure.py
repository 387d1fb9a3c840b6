"""What a network is worth: accuracy, agreement, calibration, latency, size."""

import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import stats
from torch import Tensor, nn
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.utils.flop_counter import FlopCounterMode

from kdstudio.core import files, soft_labels
from kdstudio.core.class_map import ClassMap
from kdstudio.core.events import Measurement, Network
from kdstudio.core.text import UserError, text
from kdstudio.engine.networks import Teacher, TorchTeacher
from kdstudio.engine.statistics import wilson

Logits = Callable[[Tensor], Tensor]
_WARM_UP_CALLS = 5
_ROUNDS = 4
_CALLS_A_ROUND = 15
_SURE = 0.01
_SKILL = 0.1


class Latency(NamedTuple):
    """Time for one image in milliseconds."""

    median_ms: float
    p95_ms: float


def latencies(networks: Mapping[Network, Logits], image: Tensor, between: Callable[[], None]) -> dict[Network, Latency]:
    """Time networks on one image (1, 3, S, S), by turns (A B A B), so that a noisy machine is fair to all.

    `between` is called between any two turns.
    """
    times: dict[Network, list[float]] = {name: [] for name in networks}
    with torch.no_grad():
        for network in networks.values():
            for _ in range(_WARM_UP_CALLS):
                network(image)
        for _ in range(_ROUNDS):
            for name, network in networks.items():
                between()
                times[name] += [_seconds(network, image) for _ in range(_CALLS_A_ROUND)]
    return {
        name: Latency(float(np.median(seconds)) * 1e3, float(np.percentile(seconds, 95)) * 1e3)
        for name, seconds in times.items()
    }


def _seconds(network: Logits, image: Tensor) -> float:
    began = time.perf_counter()
    network(image).cpu()  # the copy waits for the device
    return time.perf_counter() - began


def flops(network: Teacher) -> float | None:
    """Return the operations for one image at a network's input size, None where it is not PyTorch's."""
    return count_flops(network.network, network.input_format.size) if isinstance(network, TorchTeacher) else None


def count_flops(network: nn.Module, size: tuple[int, int]) -> float:
    """Return the operations of convolutions and matrix products for one image of (height, width) pixels.

    A multiply-add counts as two. The network is in eval mode.
    """
    image = torch.zeros(1, 3, *size, device=next(network.parameters()).device)
    counter = FlopCounterMode(display=False)
    had_fast_path = torch.backends.mha.get_fastpath_enabled()
    torch.backends.mha.set_fastpath_enabled(False)  # fused attention would not be counted
    try:
        with torch.no_grad(), sdpa_kernel(SDPBackend.MATH), counter:
            network(image)
    finally:
        torch.backends.mha.set_fastpath_enabled(had_fast_path)
    return float(counter.get_total_flops())


def logits_of(network: Logits, batches: Iterable[Tensor], between: Callable[[], None]) -> NDArray[np.float32]:
    """Return the logits (N, C) of a network for batches of images, with a call between any two batches."""
    outputs = []
    with torch.no_grad():
        for images in batches:
            outputs.append(network(images).float().cpu().numpy())
            between()
    return np.concatenate(outputs)


def in_dataset_classes(teacher_logits: NDArray[np.float32], class_map: ClassMap, classes: int) -> NDArray[np.float32]:
    """Return the teacher's logits (N, classes) in the dataset's order, -inf for classes that it lacks."""
    placed = np.full((len(teacher_logits), classes), -np.inf, dtype=np.float32)
    placed[:, list(class_map.dataset_columns)] = teacher_logits[:, list(class_map.teacher_columns)]
    return placed


def measurement(
    logits: NDArray[np.float32],
    labels: NDArray[np.int64],
    teacher: NDArray[np.float32] | None,
    *,
    parameters: int,
    size_bytes: int,
    latency: Latency,
    flops: float | None = None,
) -> Measurement:
    """Return a network's figures from logits (N, C), labels (N,) and, if there is one, the teacher's logits.

    Accuracy and ECE are over all classes and images; agreement and KL over the classes that the teacher knows.
    """
    correct = int((logits.argmax(1) == labels).sum())
    low, high = wilson(correct, len(labels))
    agreement = kl = None
    if teacher is not None:
        known = np.isfinite(teacher[0])
        agreement = 100.0 * soft_labels.agreement(teacher[:, known], logits[:, known])
        kl = float(soft_labels.kl_bits(teacher[:, known], logits[:, known]).mean())
    return Measurement(
        images=len(labels),
        correct=correct,
        top1=100.0 * correct / len(labels),
        top1_low=100.0 * low,
        top1_high=100.0 * high,
        ece=soft_labels.expected_calibration_error(soft_labels.soften(logits, 1.0), labels),
        parameters=parameters,
        size_bytes=size_bytes,
        latency_ms=latency.median_ms,
        latency_p95_ms=latency.p95_ms,
        agreement=agreement,
        kl_bits=kl,
        flops=flops,
    )


def write_results(path: Path, images: list[str], labels: NDArray[np.int64], logits: NDArray[np.float32]) -> None:
    """Write what was measured image by image: names, labels, right or wrong, and logits in float16."""
    with files.part_of(path) as part, part.open("wb") as file:
        np.savez_compressed(
            file,
            images=np.array(images),
            labels=labels,
            correct=logits.argmax(1) == labels,
            logits=logits.astype(np.float16),
        )


def check_beats_chance(teacher: NDArray[np.float32], labels: NDArray[np.int64], class_map: ClassMap) -> None:
    """Check on labelled images that a teacher knows the classes that it is said to know.

    Compares the mean recall over the classes with that of guessing, and its hits with a binomial test.

    Raises:
        UserError: It does no better than guessing: the classes are probably mismatched.
    """
    known = np.array(class_map.dataset_columns)
    is_known = np.isin(labels, known)
    if not is_known.any():
        return
    guesses, truth = teacher[is_known].argmax(1), labels[is_known]
    recall = float(np.mean([(guesses[truth == label] == label).mean() for label in np.unique(truth)]))
    chance = 1 / len(known)
    hits = int((guesses == truth).sum())
    p_value = stats.binomtest(hits, len(truth), chance, alternative="greater").pvalue
    can_be_sure = chance ** len(truth) <= _SURE
    if (can_be_sure and p_value > _SURE) or recall < chance + _SKILL * (1 - chance):
        raise UserError(
            text(
                "The teacher finds the right class in {hits} of {images} labelled images ({recall:.1f} % a "
                "class, guessing finds {chance:.1f} %): its classes look mismatched, or it expects other pixels. "
                "Check the class map and the teacher's classes, mean, deviation and image size.",
                hits=hits,
                images=len(truth),
                recall=100 * recall,
                chance=100 * chance,
            )
        )

"""The numbers behind the charts and tables of soft labels, from logits alone: no model is asked again.

Logits are finite and may be float16, as the probes' files keep them; everything is computed in float64. Where
a shape begins with `...`, leading axes (epochs) are carried along. Labels are class indices, below 0 for none.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from kdstudio.core.text import Text, text

Numbers = npt.NDArray[np.floating[Any]]
Integers = npt.NDArray[np.integer[Any]]
Doubles = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]

# A reading calls somebody sure from this probability on.
SURE = 0.95
# It names a second class that has this probability and, to stand out, this many times the mean of the rest.
NOTABLE = 0.05
STANDS_OUT = 2.0
# The student has learned to see it from this share of the teacher's probability on.
LEARNED = 0.5


class Histogram(NamedTuple):
    """Images per bin, (bins,), between edges, (bins + 1,), and the mean of the values (NaN for no images)."""

    counts: Indices
    edges: Doubles
    mean: float


class TopClasses(NamedTuple):
    """The classes to show of a soft label, and the probability that each network gives to all the others."""

    indices: Indices
    teacher_rest: float
    student_rest: float


def log_soften(logits: Numbers, temperature: float = 1.0) -> Doubles:
    """Natural logarithm of `soften`: logits (..., C) → (..., C).

    Raises `ValueError` for a temperature of 0 or less.
    """
    if not temperature > 0:
        raise ValueError(f"temperature must be above 0, not {temperature}")
    scaled = np.asarray(logits, dtype=np.float64) / temperature
    shifted = scaled - scaled.max(axis=-1, keepdims=True)
    softened: Doubles = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return softened


def soften(logits: Numbers, temperature: float = 1.0) -> Doubles:
    """Class probabilities at a temperature, softmax(z / T): logits (..., C) → (..., C).

    Hinton, Vinyals, Dean 2015, arXiv 1503.02531. Raises `ValueError` for a temperature of 0 or less.
    """
    probabilities: Doubles = np.exp(log_soften(logits, temperature))
    return probabilities


def kl_bits(teacher_logits: Numbers, student_logits: Numbers, temperature: float = 1.0) -> Doubles:
    """KL(teacher ‖ student) of the softened probabilities in bits, without the T² of the loss.

    Logits (..., C), broadcast against each other so that one teacher meets the students of all epochs → (...).
    """
    teacher_log_p = log_soften(teacher_logits, temperature)
    difference = teacher_log_p - log_soften(student_logits, temperature)
    divergence: Doubles = (np.exp(teacher_log_p) * difference).sum(axis=-1) / np.log(2)
    # Rounding can leave a hair below 0 where the two are equal.
    return np.maximum(divergence, 0.0)


def entropy_bits(probabilities: Numbers) -> Doubles:
    """Shannon entropy in bits: probabilities (..., C) → (...); from 0 (sure) to log2 C (no idea)."""
    p = np.asarray(probabilities, dtype=np.float64)
    entropy: Doubles = -(p * np.log2(np.where(p > 0, p, 1.0))).sum(axis=-1)
    return np.maximum(entropy, 0.0)


def agreement(first: Numbers, second: Numbers) -> float:
    """Share of images with the same top class, from logits or probabilities (N, C); NaN for no images."""
    return _mean(np.argmax(first, axis=-1) == np.argmax(second, axis=-1))


def top1(logits: Numbers, labels: Integers) -> float:
    """Share of the labelled images whose top class is the label: (N, C) and (N,); NaN where none has a label."""
    is_labelled = labels >= 0
    return _mean(np.argmax(logits, axis=-1)[is_labelled] == labels[is_labelled])


def confidence_histogram(logits: Numbers, temperature: float = 1.0, bins: int = 20) -> Histogram:
    """How sure a network is: top probabilities of logits (N, C), in equal bins from 0 to 1."""
    return _histogram(soften(logits, temperature).max(axis=-1), bins, 1.0)


def entropy_histogram(logits: Numbers, temperature: float = 1.0, bins: int = 20) -> Histogram:
    """How soft its soft labels are: entropies in bits of logits (N, C), in equal bins from 0 to log2 C."""
    # One class alone has no entropy, but bins need a width.
    high = float(np.log2(max(2, logits.shape[-1])))
    return _histogram(entropy_bits(soften(logits, temperature)), bins, high)


def kl_histogram(
    teacher_logits: Numbers, student_logits: Numbers, temperature: float = 1.0, bins: int = 20
) -> Histogram:
    """How far the student is from the teacher: KL in bits of logits (N, C), in equal bins from 0 on."""
    divergences = kl_bits(teacher_logits, student_logits, temperature)
    high = float(divergences.max(initial=0.0))
    return _histogram(divergences, bins, high if high > 0 else 1.0)


def expected_calibration_error(probabilities: Numbers, labels: Integers, bins: int = 15) -> float:
    """Mean gap between confidence and accuracy, as a share: probabilities (N, C), labels (N,).

    Labelled images are put into `bins` equal bins (low, high] by their top probability; the gap of each bin
    counts by its share of the images. NaN where none has a label. Guo et al. 2017, arXiv 1706.04599.
    """
    is_labelled = labels >= 0
    count = int(is_labelled.sum())
    if count == 0:
        return float("nan")
    p = np.asarray(probabilities, dtype=np.float64)[is_labelled]
    confidence = p.max(axis=-1)
    is_right = p.argmax(axis=-1) == labels[is_labelled]
    place = np.searchsorted(np.linspace(0.0, 1.0, bins + 1)[1:-1], confidence)
    # Per bin, the sum of (confidence - right) is its size times its gap.
    gaps = np.bincount(place, weights=confidence - is_right, minlength=bins)
    return float(np.abs(gaps).sum() / count)


def class_similarity(logits: Numbers, labels: Integers, classes: int, temperature: float = 1.0) -> Doubles:
    """What each class looks like to a network: the mean soft label per true class.

    Logits (..., N, C) and labels (N,) → (..., classes, C): rows are true classes, NaN where one has no image.
    """
    is_of_class = (np.arange(classes)[:, None] == labels).astype(np.float64)
    sizes = is_of_class.sum(axis=1, keepdims=True)
    means: Doubles = (is_of_class @ soften(logits, temperature)) / np.where(sizes > 0, sizes, np.nan)
    return means


def top_classes(teacher_p: Numbers, student_p: Numbers, count: int) -> TopClasses:
    """The `count` classes most worth showing of two soft labels (C,): the top ones of either, by turns.

    If all fit they come in the order of the classes, else by the teacher's probability, which stands still while
    the student's changes from epoch to epoch. Raises `ValueError` for a count below 1.
    """
    if count < 1:
        raise ValueError(f"count must be 1 or more, not {count}")
    total = len(teacher_p)
    if total <= count:
        return TopClasses(np.arange(total, dtype=np.int64), 0.0, 0.0)
    by_turns = np.stack([_descending(teacher_p), _descending(student_p)], axis=1).ravel()
    chosen = np.array(list(dict.fromkeys(by_turns.tolist()))[:count], dtype=np.int64)
    teacher_chosen, student_chosen = _doubles(teacher_p)[chosen], _doubles(student_p)[chosen]
    order = np.lexsort((-student_chosen, -teacher_chosen))
    return TopClasses(
        chosen[order],
        max(0.0, float(_doubles(teacher_p).sum() - teacher_chosen.sum())),
        max(0.0, float(_doubles(student_p).sum() - student_chosen.sum())),
    )


def display_order(similarity: Numbers) -> Indices:
    """An order of the classes in which similar ones are neighbours: similarity (C, C) → a permutation (C,).

    A chain begins with the most similar pair and grows, at either end, by the class most similar to that end.
    Similarity is made symmetric; the diagonal does not count, NaN counts as none.
    """
    links = np.nan_to_num(_doubles(similarity))
    links = links + links.T
    np.fill_diagonal(links, -np.inf)
    if len(links) < 2:
        return np.arange(len(links), dtype=np.int64)
    first, second = np.unravel_index(int(links.argmax()), links.shape)
    chain = [int(first), int(second)]
    is_free = np.ones(len(links), dtype=np.bool_)
    is_free[chain] = False
    while is_free.any():
        ends = np.where(is_free, links[[chain[0], chain[-1]]], -np.inf)
        end, nearest = np.unravel_index(int(ends.argmax()), ends.shape)
        chain.insert(0 if end == 0 else len(chain), int(nearest))
        is_free[nearest] = False
    return np.array(chain, dtype=np.int64)


def reading(teacher_p: Numbers, student_p: Numbers, names: Sequence[str], label: int = -1) -> Text:
    """One sentence that says what the two soft labels (C,) of one image tell.

    `names` are the classes' (C), `label` the true class, below 0 where there is none. It reads the
    probabilities that it is given: at a high temperature everybody is less sure.
    """
    teacher_top, student_top = int(np.argmax(teacher_p)), int(np.argmax(student_p))
    if teacher_top != student_top:
        return _reading_of_disagreement(teacher_top, student_top, names, label)
    if label >= 0 and teacher_top != label:
        return text(
            "Teacher and student both take this {label} for {mistake}.",
            label=names[label],
            mistake=names[teacher_top],
        )
    return _reading_of_agreement(_doubles(teacher_p), _doubles(student_p), names, teacher_top, label >= 0)


def _reading_of_disagreement(teacher: int, student: int, names: Sequence[str], label: int) -> Text:
    if label < 0:
        return text(
            "The teacher sees {teacher} here, the student sees {student}.",
            teacher=names[teacher],
            student=names[student],
        )
    if teacher == label:
        return text(
            "The teacher recognises this {label}; the student takes it for {mistake}.",
            label=names[label],
            mistake=names[student],
        )
    if student == label:
        return text(
            "The student recognises this {label}; the teacher takes it for {mistake}.",
            label=names[label],
            mistake=names[teacher],
        )
    return text(
        "The teacher takes this {label} for {teacher}, the student takes it for {student}.",
        label=names[label],
        teacher=names[teacher],
        student=names[student],
    )


def _reading_of_agreement(
    teacher_p: Doubles, student_p: Doubles, names: Sequence[str], top: int, is_labelled: bool
) -> Text:
    if teacher_p[top] >= SURE:
        if student_p[top] >= SURE:
            return text("Teacher and student are both sure that this is {top}.", top=names[top])
        return text(
            "The teacher is sure that this is {top}; the student is less sure, with {share:.0f} %.",
            top=names[top],
            share=100 * float(student_p[top]),
        )
    other = _second_class(teacher_p, top)
    if other is None:
        return text(
            "Teacher and student both lean to {top}; the teacher spreads the rest over many classes.",
            top=names[top],
        )
    has_learned = bool(student_p[other] >= LEARNED * teacher_p[other])
    if is_labelled and has_learned:
        return text(
            "The teacher sees some {other} in this {top}, and the student has learned to see it too.",
            other=names[other],
            top=names[top],
        )
    if is_labelled:
        return text(
            "The teacher sees some {other} in this {top}; the student does not see it yet.",
            other=names[other],
            top=names[top],
        )
    if has_learned:
        return text(
            "The teacher sees {top} here and some {other}, and the student has learned to see both.",
            other=names[other],
            top=names[top],
        )
    return text(
        "The teacher sees {top} here and some {other}; the student does not see the {other} yet.",
        other=names[other],
        top=names[top],
    )


def _second_class(p: Doubles, top: int) -> int | None:
    """The class after the top one, if it stands out from the rest."""
    others = np.delete(np.arange(len(p)), top)
    if not len(others):
        return None
    second = int(others[p[others].argmax()])
    rest = (1 - p[top] - p[second]) / max(1, len(p) - 2)
    return second if p[second] >= max(NOTABLE, STANDS_OUT * rest) else None


def _histogram(values: Doubles, bins: int, high: float) -> Histogram:
    # Rounding may lift a value past the edge, where np.histogram would drop it.
    counts, edges = np.histogram(np.clip(values, 0.0, high), bins=bins, range=(0.0, high))
    return Histogram(counts.astype(np.int64), edges.astype(np.float64), _mean(values))


def _mean(values: npt.NDArray[Any]) -> float:
    return float(values.mean()) if values.size else float("nan")


def _doubles(values: Numbers) -> Doubles:
    return np.asarray(values, dtype=np.float64)


def _descending(values: Numbers) -> Indices:
    return np.argsort(-_doubles(values), kind="stable").astype(np.int64)

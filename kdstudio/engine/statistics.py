"""The statistics behind a verdict: intervals of accuracies, and paired tests on the images that all saw."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import stats

from kdstudio.core.verdict import Verdict, grade

Integers = npt.NDArray[np.integer[Any]]
Flags = npt.NDArray[np.bool_]

_SURE = 0.95  # one-sided, of a bound
_POWER = 0.8
_MOST_IMAGES = 100_000


@dataclass(frozen=True, slots=True)
class GroupTest:
    """A paired test over several seeds: two-sided p-value; the gain in percentage points, mean and range."""

    p_value: float
    mean_gain: float
    low_gain: float
    high_gain: float


def wilson(correct: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share, `correct` of `total`, as shares from 0 to 1.

    Wilson's score interval (Wilson 1927, JASA 22): sound near 0 and 1, where accuracies live.
    Raises `ValueError` where `total` is 0 or `correct` is not in 0..total.
    """
    if total < 1:
        raise ValueError("an interval needs at least one image")
    interval = stats.binomtest(correct, total).proportion_ci(confidence_level=0.95, method="wilson")
    return float(interval.low), float(interval.high)


def mcnemar_exact(only_a: int, only_b: int) -> float:
    """Two-sided p-value for `only_a` images that only A gets right and `only_b` that only B does; 1 for none.

    Exact sign test: by chance each such image would be either's with probability ½ (McNemar 1947).
    """
    discordant = only_a + only_b
    return float(stats.binomtest(only_a, discordant, 0.5).pvalue) if discordant else 1.0


def sign_flip(differences: Integers) -> float:
    """Two-sided p-value of the paired sign-flip permutation test on the sum (or mean) of the differences.

    `differences` (images,) are whole numbers: in how many seeds more A is right than B. By chance each could
    as well have the other sign; p is the share of all 2^n sign patterns whose sum is as far from 0 as the
    observed one. No pattern is drawn: n images with an equal difference k contribute
    k·(2·Binomial(n, ½) - n), so that the whole distribution is a convolution of a few binomials.
    It is `mcnemar_exact` where all are -1, 0 or 1.
    """
    sizes = np.abs(np.asarray(differences, dtype=np.int64))
    chances, reach = np.ones(1), int(sizes.sum())
    for size in np.unique(sizes[sizes > 0]):
        count = int((sizes == size).sum())
        spaced = np.zeros(int(size) * count + 1)
        spaced[:: int(size)] = stats.binom.pmf(np.arange(count + 1), count, 0.5)
        chances = np.convolve(chances, spaced)
    sums = 2 * np.arange(reach + 1) - reach
    is_as_far = np.abs(sums) >= abs(int(np.sum(differences)))
    return min(1.0, float(chances[is_as_far].sum()))


def paired_group(student: Flags, baseline: Flags) -> GroupTest:
    """Compare a group of seeds, student against baseline: which images (seeds, images) each got right.

    Seeds share their images, so the images are the sample: the test is `sign_flip` on each image's sum over
    the seeds. The range is that of the seeds' own gains. Raises `ValueError` for shapes that differ or are
    empty.
    """
    if student.shape != baseline.shape or student.ndim != 2 or not student.size:
        raise ValueError(f"expected two equal shapes (seeds, images), not {student.shape}, {baseline.shape}")
    differences = student.astype(np.int64) - baseline.astype(np.int64)
    gains = 100 * differences.mean(axis=1)
    return GroupTest(
        p_value=sign_flip(differences.sum(axis=0)),
        mean_gain=float(gains.mean()),
        low_gain=float(gains.min()),
        high_gain=float(gains.max()),
    )


def judge(student: Flags, baseline: Flags | None, teacher_top1: float | None) -> Verdict:
    """The verdict on one run, from which images (images,) each network got right; unknown without a baseline.

    `teacher_top1` is in percent. Raises `ValueError` for no images or shapes that differ.
    """
    if student.ndim != 1:
        raise ValueError(f"expected one run's images, (images,), not {student.shape}")
    return judge_group(student[None], None if baseline is None else baseline[None], teacher_top1)


def judge_group(students: Flags, baselines: Flags | None, teacher_top1: float | None) -> Verdict:
    """The verdict on a group of seeds, from which images (seeds, images) each network got right.

    With one seed it is the exact McNemar test. Raises `ValueError` for no images or shapes that differ.
    """
    if students.ndim != 2 or not students.size:
        raise ValueError(f"expected at least one image, (seeds, images), not {students.shape}")
    seeds, images = students.shape
    student_top1 = 100 * float(students.mean())
    if baselines is None:
        return Verdict(
            grade="unknown",
            images=images,
            student_top1=student_top1,
            teacher_top1=teacher_top1,
            seeds=seeds,
        )
    test = paired_group(students, baselines)
    balance = students.sum(axis=0) - baselines.sum(axis=0)
    gained, lost = int((balance > 0).sum()), int((balance < 0).sum())
    p_value = mcnemar_exact(gained, lost) if seeds == 1 else test.p_value
    return Verdict(
        grade=grade(p_value, int(balance.sum())),
        images=images,
        student_top1=student_top1,
        teacher_top1=teacher_top1,
        baseline_top1=100 * float(baselines.mean()),
        p_value=p_value,
        gained=gained,
        lost=lost,
        seeds=seeds,
        gain_low=test.low_gain,
        gain_high=test.high_gain,
    )


@dataclass(frozen=True, slots=True)
class Drop:
    """A drop in accuracy in points (positive is worse), with its one-sided 95 % bounds."""

    points: float
    low: float
    high: float


def paired_drop(reference: Flags, other: Flags) -> Drop:
    """How much worse `other` is than `reference`, from which of the same images (images,) each got right.

    The bounds are the 5 % and 95 % points of a paired bootstrap over the images (Efron 1979, Ann. Statist. 7). An
    image is lost, won or the same, so that nothing has to be drawn: the distribution of a sum of such images is
    known, and what follows is what endlessly many draws would give. Half an image more is counted as lost and half as
    won, as Jeffreys' interval does: a plain bootstrap that has seen no difference would be sure that there is none,
    with 8 images as with 8,000. Raises `ValueError` for no images or shapes that differ.
    """
    images = len(reference)
    if not images or reference.shape != other.shape or reference.ndim != 1:
        raise ValueError(f"expected two equal shapes (images,), not {reference.shape}, {other.shape}")
    lost, won = _discordant(reference, other)
    one_image = np.zeros(2 * images + 1)
    one_image[[1, 0, -1]] = np.array([lost + 0.5, images - lost - won, won + 0.5]) / (images + 1)
    chances = np.fft.ifft(np.fft.fft(one_image) ** images).real  # of a sum of 0, 1, … images, -images, …, -1
    up_to = np.cumsum(np.roll(chances, images))
    low, high = (100 * (int(np.searchsorted(up_to, share)) - images) / images for share in (1 - _SURE, _SURE))
    return Drop(points=100 * (lost - won) / images, low=low, high=high)


def images_needed(reference: Flags, other: Flags, budget: float) -> int | None:
    """About how many images would prove that the drop is within a budget in points, if all stays as observed.

    A one-sided 95 % bound falls below the budget with a power of 80 % from N = (1.645 + 0.842)² (q - d²) / (b - d)²
    images on, for a share q of images that only one of the two gets right and a drop d; rounded up to two digits.
    None where the observed drop is not below the budget, or so near to it that 100,000 images would not do. `images`
    may be too few to have seen any of q, hence the same half images as in `paired_drop`.
    """
    images = len(reference)
    lost, won = _discordant(reference, other)
    drop, share = (lost - won) / images, (lost + won + 1) / (images + 1)
    room = budget / 100 - drop
    if room <= 0:
        return None
    quantiles = float(stats.norm.ppf(_SURE) + stats.norm.ppf(_POWER))
    needed = max(images + 1, math.ceil(quantiles**2 * (share - drop**2) / room**2))
    if needed > _MOST_IMAGES:
        return None
    step = int(10 ** max(0, len(str(needed)) - 2))
    return math.ceil(needed / step) * step


def _discordant(reference: Flags, other: Flags) -> tuple[int, int]:
    """Return how many images only `reference` gets right, and how many only `other` does."""
    return int((reference & ~other).sum()), int((other & ~reference).sum())

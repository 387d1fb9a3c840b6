import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import stats

from kdstudio.core.verdict import explanation, sentence
from kdstudio.engine.statistics import (
    Flags,
    images_needed,
    judge,
    judge_group,
    mcnemar_exact,
    paired_drop,
    paired_group,
    sign_flip,
    wilson,
)

# How long an example takes says nothing on a busy machine.
unhurried = settings(deadline=None)


def test_wilson_by_hand() -> None:
    # p = 0.5, n = 4, z = 1.96: centre 0.5, half width z·sqrt(p(1-p)/n + z²/4n²) / (1 + z²/n).
    z = 1.959963984540054
    half = z * np.sqrt(0.25 / 4 + z**2 / 64) / (1 + z**2 / 4)
    assert wilson(2, 4) == pytest.approx((0.5 - half, 0.5 + half))


def test_wilson_stays_within_0_and_1_and_is_not_empty_at_the_ends() -> None:
    assert wilson(0, 10) == pytest.approx((0.0, 0.27753), abs=1e-5)
    assert wilson(10, 10) == pytest.approx((0.72247, 1.0), abs=1e-5)
    low, high = wilson(447, 450)
    assert low == pytest.approx(0.98057, abs=1e-4)
    assert high == pytest.approx(0.99773, abs=1e-4)


def test_wilson_needs_an_image() -> None:
    with pytest.raises(ValueError, match="at least one image"):
        wilson(0, 0)


@pytest.mark.parametrize(
    ("only_a", "only_b", "p_value"),
    [(7, 1, 18 / 256), (1, 7, 18 / 256), (5, 0, 2 / 32), (6, 0, 2 / 64), (4, 4, 1.0), (0, 0, 1.0)],
)
def test_mcnemar_by_counting(only_a: int, only_b: int, p_value: float) -> None:
    assert mcnemar_exact(only_a, only_b) == pytest.approx(p_value)


def test_sign_flip_by_counting() -> None:
    # Signs of 2, 1, 1: |sum| is 4 in 2 of 8 patterns; of the observed 2 - 1 + 1 = 2 or more in 6 of 8.
    assert sign_flip(np.array([2, 1, 1])) == pytest.approx(2 / 8)
    assert sign_flip(np.array([2, -1, 1, 0])) == pytest.approx(6 / 8)


def test_sign_flip_of_no_difference_is_1() -> None:
    assert sign_flip(np.zeros(5, dtype=np.int64)) == 1.0
    assert sign_flip(np.array([], dtype=np.int64)) == 1.0
    assert sign_flip(np.array([1, -1])) == 1.0


@unhurried
@given(st.integers(0, 60), st.integers(0, 60))
def test_sign_flip_of_one_seed_is_mcnemar(gained: int, lost: int) -> None:
    differences = np.array([1] * gained + [-1] * lost + [0] * 5)
    assert sign_flip(differences) == pytest.approx(mcnemar_exact(gained, lost), rel=1e-9)


@pytest.mark.parametrize("seed", range(6))
def test_sign_flip_agrees_with_all_permutations_of_scipy(seed: int) -> None:
    differences = np.random.default_rng(seed).integers(-3, 4, size=11)
    expected = stats.permutation_test(
        (differences,), lambda x, axis: x.sum(axis=axis), permutation_type="samples", vectorized=True
    )
    assert sign_flip(differences) == pytest.approx(expected.pvalue, rel=1e-9)


@unhurried
@given(arrays.arrays(np.int64, st.integers(0, 200), elements=st.integers(-5, 5)))
def test_sign_flip_is_a_probability_and_knows_no_direction(differences: np.ndarray) -> None:
    p_value = sign_flip(differences)
    assert 0 < p_value <= 1
    assert sign_flip(-differences) == pytest.approx(p_value)


def test_sign_flip_is_calibrated_where_nothing_differs() -> None:
    rng = np.random.default_rng(7)
    p_values = [sign_flip(rng.integers(-2, 3, size=200)) for _ in range(1000)]
    assert np.mean(np.array(p_values) < 0.05) == pytest.approx(0.05, abs=0.02)


def test_a_group_has_the_mean_and_the_range_of_its_seeds() -> None:
    student = np.array([[1, 1, 1, 0], [1, 1, 1, 1]], dtype=bool)
    baseline = np.array([[1, 0, 1, 0], [1, 0, 0, 0]], dtype=bool)
    test = paired_group(student, baseline)
    assert (test.mean_gain, test.low_gain, test.high_gain) == pytest.approx((50.0, 25.0, 75.0))
    assert test.p_value == pytest.approx(2 / 8)  # differences 0, 2, 1, 1


def test_seeds_that_repeat_each_other_add_no_evidence() -> None:
    rng = np.random.default_rng(3)
    student, baseline = rng.random((1, 400)) < 0.9, rng.random((1, 400)) < 0.87
    once = paired_group(student, baseline)
    thrice = paired_group(np.repeat(student, 3, axis=0), np.repeat(baseline, 3, axis=0))
    assert thrice.p_value == pytest.approx(once.p_value)


@pytest.mark.parametrize(
    ("student", "baseline"),
    [((2, 3), (2, 4)), ((2, 3), (3, 3)), ((3,), (3,)), ((0, 3), (0, 3)), ((2, 0), (2, 0))],
)
def test_a_group_needs_equal_shapes_and_images(student: tuple[int, ...], baseline: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="two equal shapes"):
        paired_group(np.zeros(student, dtype=bool), np.zeros(baseline, dtype=bool))


def seven_gained_one_lost() -> tuple[np.ndarray, np.ndarray]:
    student, baseline = np.ones(450, dtype=bool), np.ones(450, dtype=bool)
    student[[0, 10, 11]] = False
    baseline[[1, 2, 3, 4, 5, 6, 7, 10, 11]] = False
    return student, baseline


def test_the_verdict_on_a_run_is_the_screens_example() -> None:
    student, baseline = seven_gained_one_lost()
    verdict = judge(student, baseline, teacher_top1=99.8)
    assert (verdict.gained, verdict.lost, verdict.images, verdict.seeds) == (7, 1, 450, 1)
    assert verdict.p_value == pytest.approx(0.0703125)
    assert str(sentence(verdict)) == "The teacher probably helped: 99.3 % with it, 98.0 % without."
    assert str(explanation(verdict)) == "7 gained, 1 lost; chance alone would do this well 1 time in 14."


def test_the_better_baseline_turns_the_verdict() -> None:
    student, baseline = seven_gained_one_lost()
    assert judge(baseline, student, teacher_top1=None).grade == "probably_harmed"


def test_a_run_without_a_baseline_has_no_verdict() -> None:
    verdict = judge(np.array([True, False]), None, teacher_top1=100.0)
    assert verdict.grade == "unknown"
    assert (verdict.student_top1, verdict.baseline_top1, verdict.p_value) == (50.0, None, None)


def test_the_verdict_on_a_group_counts_images_not_images_times_seeds() -> None:
    student = np.array([[1, 1, 1, 0, 0], [1, 1, 0, 1, 0]], dtype=bool)
    baseline = np.array([[1, 0, 0, 1, 1], [1, 0, 0, 0, 0]], dtype=bool)
    verdict = judge_group(student, baseline, teacher_top1=90.0)
    assert (verdict.gained, verdict.lost, verdict.images, verdict.seeds) == (2, 1, 5, 2)
    assert (verdict.student_top1, verdict.baseline_top1) == pytest.approx((60.0, 40.0))
    assert (verdict.gain_low, verdict.gain_high) == pytest.approx((0.0, 40.0))
    assert verdict.grade == "no_clear_difference"


def test_no_images_are_no_verdict() -> None:
    with pytest.raises(ValueError, match="at least one image"):
        judge(np.zeros(0, dtype=bool), None, teacher_top1=None)
    with pytest.raises(ValueError, match="one run's images"):
        judge(np.zeros((2, 3), dtype=bool), None, teacher_top1=None)


def pair(images: int, lost: int, won: int) -> tuple[Flags, Flags]:
    """What a reference and another network got right, of which the other lost some and won some."""
    reference, other = np.ones(images, dtype=np.bool_), np.ones(images, dtype=np.bool_)
    other[:lost] = False
    reference[lost : lost + won] = False
    return reference, other


@pytest.mark.parametrize(("images", "lost", "won"), [(797, 3, 7), (797, 6, 4), (797, 10, 1), (5000, 60, 20)])
def test_a_drop_has_the_bounds_of_its_distribution(images: int, lost: int, won: int) -> None:
    drop = paired_drop(*pair(images, lost, won))
    assert drop.points == pytest.approx(100 * (lost - won) / images)
    # Many images, few of them discordant: lost minus won is a difference of two Poisson numbers.
    expected = stats.skellam.ppf((0.05, 0.95), lost + 0.5, won + 0.5) * 100 / images
    assert (drop.low, drop.high) == pytest.approx(expected, abs=100 * 1.01 / images)


def test_a_drop_has_the_bounds_of_very_many_draws() -> None:
    reference, other = pair(300, 12, 5)
    draws = np.random.default_rng(0).multinomial(300, np.array([12.5, 5.5, 283]) / 301, size=200_000)
    bounds = np.quantile((draws[:, 0] - draws[:, 1]) / 3, (0.05, 0.95), method="inverted_cdf")
    drop = paired_drop(reference, other)
    assert (drop.low, drop.high) == pytest.approx(tuple(bounds))


def test_a_drop_is_mirrored_when_the_networks_change_places() -> None:
    reference, other = pair(400, 9, 3)
    drop, mirrored = paired_drop(reference, other), paired_drop(other, reference)
    assert (mirrored.points, mirrored.low, mirrored.high) == pytest.approx((-drop.points, -drop.high, -drop.low))


def test_a_drop_on_very_many_images_is_exact() -> None:
    drop = paired_drop(*pair(100_000, 400, 200))
    spread = 1.645 * np.sqrt(0.006 - 0.002**2) / np.sqrt(100_000)
    assert (drop.low, drop.high) == pytest.approx((0.2 - 100 * spread, 0.2 + 100 * spread), abs=0.002)


def test_no_difference_on_few_images_proves_little() -> None:
    bounds = [paired_drop(*pair(images, 0, 0)).high for images in (8, 100, 400, 5000)]
    assert bounds == pytest.approx([25.0, 2.0, 0.5, 0.04])


def test_a_drop_needs_images_of_one_shape() -> None:
    for reference, other in (pair(0, 0, 0), (np.ones(3, dtype=np.bool_), np.ones(2, dtype=np.bool_))):
        with pytest.raises(ValueError, match="two equal shapes"):
            paired_drop(reference, other)


def test_images_needed_by_hand() -> None:
    # q = (2 + 2 + 1) / 501, d = 0: (1.645 + 0.842)² · 0.00998 / 0.005² = 2,468, rounded up to two digits.
    assert images_needed(*pair(500, 2, 2), budget=0.5) == 2500
    assert images_needed(*pair(500, 2, 2), budget=1.0) == 620


def test_more_images_are_needed_than_there_were() -> None:
    assert images_needed(*pair(90_000, 0, 0), budget=5.0) == 91_000


@pytest.mark.parametrize(("lost", "budget"), [(5, 1.0), (6, 1.0), (1, 0.0), (99, 20.0)])
def test_no_number_of_images_proves_a_drop_that_is_not_below_the_budget(lost: int, budget: float) -> None:
    assert images_needed(*pair(495 if lost == 99 else 500, lost, 0), budget=budget) is None


def test_a_number_of_images_that_nobody_has_is_not_named() -> None:
    assert images_needed(*pair(418, 2, 0), budget=0.5) is None


@pytest.mark.parametrize("truth", [0.5, 1.0])
def test_a_budget_is_seldom_proven_where_it_is_just_not_met(truth: float) -> None:
    generator, wrong = np.random.default_rng(0), 0
    for _ in range(400):
        lost = int(generator.binomial(600, truth / 100 + 0.005))
        won = int(generator.binomial(600, 0.005))
        wrong += paired_drop(*pair(600, lost, won)).high <= truth
    assert wrong / 400 < 0.08

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import stats

from kdstudio.core.verdict import explanation, sentence
from kdstudio.engine.statistics import (
    judge,
    judge_group,
    mcnemar_exact,
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

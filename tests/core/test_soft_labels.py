import warnings
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import special, stats

from kdstudio.core import soft_labels
from kdstudio.core.soft_labels import (
    agreement,
    class_similarity,
    confidence_histogram,
    display_order,
    entropy_bits,
    entropy_histogram,
    expected_calibration_error,
    kl_bits,
    kl_histogram,
    log_soften,
    reading,
    soften,
    top1,
    top_classes,
)

# How long an example takes says nothing on a busy machine.
unhurried = settings(deadline=None)
LOGITS = arrays.arrays(
    np.float16, st.tuples(st.integers(1, 5), st.integers(1, 6)), elements=st.floats(-50, 50, width=16)
)
TEMPERATURES = st.floats(0.1, 100)
DIGITS = [str(digit) for digit in range(10)]


@pytest.fixture(autouse=True)
def no_warning() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def random_logits(*shape: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=shape, scale=3)


def test_soften_by_hand() -> None:
    logits = np.log(np.array([[1.0, 4.0, 16.0]]))
    assert soften(logits) == pytest.approx(np.array([[1, 4, 16]]) / 21)
    assert soften(logits, 2.0) == pytest.approx(np.array([[1, 2, 4]]) / 7)
    assert log_soften(logits, 2.0) == pytest.approx(np.log(np.array([[1, 2, 4]]) / 7))


def test_extreme_logits_stay_finite() -> None:
    extreme = np.array([[6e4, -6e4, 0.0]], dtype=np.float16)
    assert soften(extreme) == pytest.approx(np.array([[1.0, 0.0, 0.0]]))
    assert np.isfinite(log_soften(extreme)).all()
    assert np.isfinite(kl_bits(extreme, -extreme)).all()


@pytest.mark.parametrize("temperature", [0.0, -1.0, float("nan")])
def test_a_temperature_is_above_0(temperature: float) -> None:
    with pytest.raises(ValueError, match="temperature"):
        soften(np.zeros((1, 2)), temperature)


@unhurried
@given(LOGITS, TEMPERATURES)
def test_soft_labels_are_probabilities_with_the_same_top_class(logits: np.ndarray, temperature: float) -> None:
    p = soften(logits, temperature)
    assert p.dtype == np.float64
    assert p.sum(axis=-1) == pytest.approx(1)
    assert (p.max(axis=-1) == np.take_along_axis(p, logits.argmax(axis=-1)[:, None], -1)[:, 0]).all()
    assert p == pytest.approx(special.softmax(logits.astype(np.float64) / temperature, axis=-1))


@unhurried
@given(LOGITS, st.floats(0.5, 10), st.floats(1.1, 4))
def test_a_higher_temperature_never_makes_surer(logits: np.ndarray, temperature: float, factor: float) -> None:
    sure = entropy_bits(soften(logits, temperature))
    assert (entropy_bits(soften(logits, temperature * factor)) >= sure - 1e-9).all()


def test_kl_agrees_with_scipy() -> None:
    teacher, student = random_logits(20, 7), random_logits(20, 7, seed=1)
    p, q = special.softmax(teacher / 3, axis=1), special.softmax(student / 3, axis=1)
    assert kl_bits(teacher, student, 3.0) == pytest.approx(special.rel_entr(p, q).sum(axis=1) / np.log(2))


def test_kl_by_hand() -> None:
    # (1/2, 1/2) against (1/4, 3/4): ½·log2 2 + ½·log2(2/3) bits.
    teacher, student = np.array([[0.0, 0.0]]), np.log(np.array([[1.0, 3.0]]))
    assert kl_bits(teacher, student) == pytest.approx([0.5 + 0.5 * np.log2(2 / 3)])


@unhurried
@given(LOGITS, st.integers(0, 100), TEMPERATURES)
def test_kl_is_never_negative_and_0_at_equality(logits: np.ndarray, seed: int, temperature: float) -> None:
    other = logits + random_logits(*logits.shape, seed=seed)
    assert (kl_bits(logits, other, temperature) >= 0).all()
    assert kl_bits(logits, logits + np.float64(3), temperature) == pytest.approx(0, abs=1e-9)


def test_one_teacher_meets_the_students_of_all_epochs() -> None:
    teacher, student = random_logits(4, 3), random_logits(6, 4, 3, seed=1)
    together = kl_bits(teacher, student, 2.0)
    assert together.shape == (6, 4)
    assert together[5] == pytest.approx(kl_bits(teacher, student[5], 2.0))
    assert soften(student).shape == student.shape
    assert entropy_bits(soften(student)).shape == (6, 4)
    assert kl_bits(teacher[2], student[:, 2], 2.0) == pytest.approx(together[:, 2])


def test_entropy_agrees_with_scipy_and_knows_its_ends() -> None:
    p = soften(random_logits(9, 5))
    assert entropy_bits(p) == pytest.approx(stats.entropy(p, axis=1, base=2))
    assert entropy_bits(np.array([[1.0, 0.0], [0.5, 0.5]], dtype=np.float16)) == pytest.approx([0.0, 1.0])
    assert not np.signbit(entropy_bits(np.array([[1.0, 0.0]])))


def test_agreement_and_top1_are_shares() -> None:
    first = np.array([[2, 1, 0], [0, 2, 1], [0, 1, 2], [2, 0, 0]], dtype=np.float16)
    second = np.array([[9, 1, 0], [9, 2, 1], [0, 1, 9], [9, 0, 0]], dtype=np.float32)
    assert agreement(first, second) == 0.75
    assert top1(first, np.array([0, 1, 1, -1])) == pytest.approx(2 / 3)


def test_nothing_to_count_is_nan() -> None:
    nothing = np.zeros((0, 3))
    assert np.isnan(agreement(nothing, nothing))
    assert np.isnan(top1(np.zeros((2, 3)), np.array([-1, -1])))
    assert np.isnan(expected_calibration_error(np.full((2, 2), 0.5), np.array([-1, -1])))
    for histogram in (
        confidence_histogram(nothing),
        entropy_histogram(nothing),
        kl_histogram(nothing, nothing),
    ):
        assert histogram.counts.sum() == 0
        assert np.isnan(histogram.mean)


def test_the_histogram_of_confidence() -> None:
    logits = np.log(np.array([[0.5, 0.5], [0.7, 0.3], [0.08, 0.92], [0.05, 0.95]]))
    histogram = confidence_histogram(logits, 1.0, bins=10)
    assert histogram.counts.sum() == 4
    assert histogram.counts[9] == 2
    assert histogram.edges == pytest.approx(np.linspace(0, 1, 11))
    assert histogram.mean == pytest.approx((0.5 + 0.7 + 0.92 + 0.95) / 4)


@unhurried
@given(LOGITS, TEMPERATURES)
def test_no_image_is_lost_by_a_histogram(logits: np.ndarray, temperature: float) -> None:
    other = logits[:, ::-1]
    assert confidence_histogram(logits, temperature, 7).counts.sum() == len(logits)
    assert entropy_histogram(logits, temperature, 7).counts.sum() == len(logits)
    assert kl_histogram(logits, other, temperature, 7).counts.sum() == len(logits)


def test_the_histogram_of_entropy_ends_at_the_greatest_possible() -> None:
    histogram = entropy_histogram(np.zeros((3, 8)), bins=4)
    assert histogram.edges[-1] == 3.0
    assert histogram.counts.tolist() == [0, 0, 0, 3]
    assert histogram.mean == pytest.approx(3.0)


def test_the_histogram_of_kl_of_equals_has_a_width() -> None:
    histogram = kl_histogram(np.zeros((3, 8)), np.zeros((3, 8)), bins=4)
    assert histogram.counts.tolist() == [3, 0, 0, 0]
    assert histogram.edges[-1] == 1.0


def test_calibration_by_hand() -> None:
    # Two bins: (0, ½] holds one image, 0.5 sure and wrong; (½, 1] three, 0.9, 0.8 and 0.7 sure, two right.
    p = np.array([[0.5, 0.5], [0.9, 0.1], [0.2, 0.8], [0.7, 0.3], [0.6, 0.4]])
    labels = np.array([1, 0, 1, 1, -1])
    expected = 1 / 4 * 0.5 + 3 / 4 * abs(2.4 / 3 - 2 / 3)
    assert expected_calibration_error(p, labels, bins=2) == pytest.approx(expected)


def test_who_says_80_and_is_right_in_80_of_100_is_calibrated() -> None:
    p, labels = np.tile([0.8, 0.2], (100, 1)), np.array([0] * 80 + [1] * 20)
    assert expected_calibration_error(p, labels) == pytest.approx(0)
    assert expected_calibration_error(p, np.zeros(100, dtype=int)) == pytest.approx(0.2)


@unhurried
@given(LOGITS, st.integers(0, 5))
def test_calibration_error_is_a_share(logits: np.ndarray, label: int) -> None:
    labels = np.full(len(logits), label % logits.shape[1])
    assert 0 <= expected_calibration_error(soften(logits), labels) <= 1


def test_class_similarity_by_hand() -> None:
    logits = np.log(np.array([[0.9, 0.05, 0.05], [0.7, 0.25, 0.05], [0.1, 0.1, 0.8], [0.2, 0.6, 0.2]]))
    similarity = class_similarity(logits, np.array([0, 0, 2, -1]), 3, 1.0)
    assert similarity[0] == pytest.approx([0.8, 0.15, 0.05])
    assert np.isnan(similarity[1]).all()
    assert similarity[2] == pytest.approx([0.1, 0.1, 0.8])


def test_class_similarity_over_epochs_and_of_a_teacher_with_fewer_classes() -> None:
    logits, labels = random_logits(5, 12, 4), np.arange(12) % 6
    similarity = class_similarity(logits, labels, 6, 4.0)
    assert similarity.shape == (5, 6, 4)
    assert similarity.sum(axis=-1) == pytest.approx(1)
    assert similarity[3] == pytest.approx(class_similarity(logits[3], labels, 6, 4.0))


def test_few_classes_come_in_their_own_order() -> None:
    p = np.array([0.1, 0.7, 0.2])
    top = top_classes(p, p[::-1], 12)
    assert top.indices.tolist() == [0, 1, 2]
    assert (top.teacher_rest, top.student_rest) == (0.0, 0.0)


def test_the_top_ones_of_either_are_shown_and_the_rest_is_summed() -> None:
    teacher = np.array([0.30, 0.40, 0.05, 0.05, 0.20])
    student = np.array([0.10, 0.10, 0.50, 0.25, 0.05])
    top = top_classes(teacher, student, 3)
    assert top.indices.tolist() == [1, 0, 2]
    assert top.teacher_rest == pytest.approx(0.25)
    assert top.student_rest == pytest.approx(0.30)


@unhurried
@given(st.integers(1, 30), st.integers(1, 30), st.integers(0, 100))
def test_top_classes_hold_both_tops_and_all_the_mass(classes: int, count: int, seed: int) -> None:
    teacher, student = soften(random_logits(2, classes, seed=seed))
    top = top_classes(teacher, student, count)
    assert len(set(top.indices.tolist())) == min(classes, count)
    assert teacher[top.indices].sum() + top.teacher_rest == pytest.approx(1)
    assert student[top.indices].sum() + top.student_rest == pytest.approx(1)
    assert teacher.argmax() in top.indices
    assert count == 1 or student.argmax() in top.indices


def test_top_classes_need_a_count() -> None:
    with pytest.raises(ValueError, match="count"):
        top_classes(np.ones(1), np.ones(1), 0)


def test_a_chain_of_neighbours_is_found_again() -> None:
    place = np.random.default_rng(5).permutation(20)
    order = display_order(np.exp(-np.abs(place[:, None] - place[None, :]).astype(float)))
    assert np.abs(np.diff(place[order])).tolist() == [1] * 19


def test_groups_stay_together() -> None:
    group = np.array([0, 1, 2, 0, 1, 2, 0, 1, 2])
    noise = np.random.default_rng(1).random((9, 9)) * 0.1
    order = display_order((group[:, None] == group[None, :]) + noise)
    assert np.count_nonzero(np.diff(group[order])) == 2


@unhurried
@given(arrays.arrays(np.float64, st.integers(0, 8).map(lambda n: (n, n)), elements=st.floats(0, 1) | st.just(np.nan)))
def test_an_order_is_a_permutation(similarity: np.ndarray) -> None:
    given_before = similarity.copy()
    assert sorted(display_order(similarity).tolist()) == list(range(len(similarity)))
    assert np.array_equal(similarity, given_before, equal_nan=True)


def soft(**shares: float) -> np.ndarray:
    """Probabilities of ten digits: `d4=0.8` for the 4, what is missing spread over the others."""
    p = np.full(10, (1 - sum(shares.values())) / (10 - len(shares)))
    for name, share in shares.items():
        p[int(name[1:])] = share
    return p


@pytest.mark.parametrize(
    ("teacher", "student", "label", "sentence"),
    [
        (
            soft(d4=0.82, d9=0.12),
            soft(d4=0.78, d9=0.14),
            4,
            "The teacher sees some 9 in this 4, and the student has learned to see it too.",
        ),
        (
            soft(d4=0.32, d9=0.22),
            soft(d4=0.30, d9=0.21),
            4,
            "The teacher sees some 9 in this 4, and the student has learned to see it too.",
        ),
        (
            soft(d4=0.82, d9=0.12),
            soft(d4=0.95, d9=0.01),
            4,
            "The teacher sees some 9 in this 4; the student does not see it yet.",
        ),
        (
            soft(d4=0.82, d9=0.12),
            soft(d4=0.80, d9=0.10),
            -1,
            "The teacher sees 4 here and some 9, and the student has learned to see both.",
        ),
        (
            soft(d4=0.82, d9=0.12),
            soft(d4=0.95, d9=0.01),
            -1,
            "The teacher sees 4 here and some 9; the student does not see the 9 yet.",
        ),
        (soft(d4=0.99), soft(d4=0.97), 4, "Teacher and student are both sure that this is 4."),
        (
            soft(d4=0.99),
            soft(d4=0.614),
            4,
            "The teacher is sure that this is 4; the student is less sure, with 61 %.",
        ),
        (
            soft(d4=0.14),
            soft(d4=0.12),
            4,
            "Teacher and student both lean to 4; the teacher spreads the rest over many classes.",
        ),
        (soft(d9=0.9), soft(d9=0.8), 4, "Teacher and student both take this 4 for 9."),
        (soft(d4=0.9), soft(d9=0.8), 4, "The teacher recognises this 4; the student takes it for 9."),
        (soft(d9=0.9), soft(d4=0.8), 4, "The student recognises this 4; the teacher takes it for 9."),
        (
            soft(d9=0.9),
            soft(d7=0.8),
            4,
            "The teacher takes this 4 for 9, the student takes it for 7.",
        ),
        (soft(d9=0.9), soft(d7=0.8), -1, "The teacher sees 9 here, the student sees 7."),
    ],
)
def test_a_reading(teacher: np.ndarray, student: np.ndarray, label: int, sentence: str) -> None:
    assert str(reading(teacher.astype(np.float16), student, DIGITS, label)) == sentence


@unhurried
@given(LOGITS, st.integers(0, 100), st.integers(-1, 5), TEMPERATURES)
def test_every_soft_label_can_be_read(logits: np.ndarray, seed: int, label: int, temperature: float) -> None:
    teacher = soften(logits, temperature)[0]
    student = soften(random_logits(*logits.shape, seed=seed), temperature)[0]
    names = [f"{{class {index}}}" for index in range(logits.shape[1])]
    assert str(reading(teacher, student, names, min(label, len(names) - 1))).endswith(".")


def test_the_module_needs_numpy_alone() -> None:
    assert not {"scipy", "torch"} & set(vars(soft_labels))

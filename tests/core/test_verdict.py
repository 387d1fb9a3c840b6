import msgspec
import pytest

from kdstudio.core.verdict import Verdict, explanation, grade, sentence


def verdict(**changes: object) -> Verdict:
    known: dict[str, object] = {
        "grade": "probably_helped",
        "images": 450,
        "student_top1": 99.333,
        "teacher_top1": 99.8,
        "baseline_top1": 98.0,
        "p_value": 0.0703125,
        "gained": 7,
        "lost": 1,
        "gain_low": 1.333,
        "gain_high": 1.333,
    }
    return Verdict(**(known | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("p_value", "gain", "word"),
    [
        (0.0, 6, "helped"),
        (0.0499, 6, "helped"),
        (0.05, 6, "probably_helped"),
        (0.1999, 6, "probably_helped"),
        (0.2, 6, "no_clear_difference"),
        (1.0, 0, "no_clear_difference"),
        (0.2, -6, "no_clear_difference"),
        (0.1999, -6, "probably_harmed"),
        (0.05, -6, "probably_harmed"),
        (0.0499, -6, "harmed"),
    ],
)
def test_the_word_follows_the_p_value_and_the_better_side(p_value: float, gain: float, word: str) -> None:
    assert grade(p_value, gain) == word


@pytest.mark.parametrize(
    ("word", "headline"),
    [
        ("helped", "The teacher helped: 99.3 % with it, 98.0 % without."),
        ("probably_helped", "The teacher probably helped: 99.3 % with it, 98.0 % without."),
        ("no_clear_difference", "The teacher made no clear difference: 99.3 % with it, 98.0 % without."),
        ("probably_harmed", "The teacher probably did harm: 99.3 % with it, 98.0 % without."),
        ("harmed", "The teacher did harm: 99.3 % with it, 98.0 % without."),
    ],
)
def test_the_headline_says_the_grade_and_both_accuracies(word: str, headline: str) -> None:
    assert str(sentence(verdict(grade=word))) == headline


def test_without_a_baseline_it_cannot_know_and_says_to_train_one() -> None:
    alone = Verdict(grade="unknown", images=450, student_top1=99.333, teacher_top1=99.8)
    assert str(sentence(alone)) == ("Whether the teacher helped cannot be known without a baseline: 99.3 % with it.")
    assert str(explanation(alone)) == ("To find out, train a baseline: the same student, without the teacher.")


@pytest.mark.parametrize(
    ("gained", "lost", "p_value", "line"),
    [
        (7, 1, 0.0703125, "7 gained, 1 lost; chance alone would do this well 1 time in 14."),
        (1, 7, 0.0703125, "1 gained, 7 lost; chance alone would do this badly 1 time in 14."),
        (1500, 1302, 2e-4, "1,500 gained, 1,302 lost; chance alone would do this well 1 time in 5,000."),
        (40, 2, 4e-10, "40 gained, 2 lost; chance alone would do this well less than 1 time in a million."),
        (2, 40, 4e-10, "2 gained, 40 lost; chance alone would do this badly less than 1 time in a million."),
        (40, 2, 0.0, "40 gained, 2 lost; chance alone would do this well less than 1 time in a million."),
        (3, 2, 1.0, "3 gained, 2 lost; chance alone would do as much more often than not."),
        (2, 0, 0.5, "2 gained, 0 lost; chance alone would do this well 1 time in 2."),
        (3, 3, 1.0, "3 gained, 3 lost: it comes out even."),
        (0, 0, 1.0, "None gained, none lost: with the teacher and without, the same images are right."),
    ],
)
def test_the_next_line_says_it_in_images(gained: int, lost: int, p_value: float, line: str) -> None:
    assert str(explanation(verdict(gained=gained, lost=lost, p_value=p_value))) == line


@pytest.mark.parametrize(
    ("p_value", "end"),
    [
        (0.02, "chance alone would do as much 1 time in 50."),
        (0.8, "chance alone would do as much more often than not."),
        (1e-9, "chance alone would do as much less than 1 time in a million."),
    ],
)
def test_a_group_says_the_mean_and_the_range_over_its_seeds(p_value: float, end: str) -> None:
    group = verdict(p_value=p_value, seeds=3, gain_low=-0.22, gain_high=2.46)
    assert str(explanation(group)) == "+1.3 points as the mean of 3 seeds, from -0.2 to +2.5; " + end


def test_a_tiny_loss_does_not_read_as_minus_nothing() -> None:
    group = verdict(student_top1=97.98, seeds=2, gain_low=-0.04, gain_high=0.0, p_value=0.9)
    assert str(explanation(group)).startswith("+0.0 points as the mean of 2 seeds, from +0.0 to +0.0;")


def test_a_verdict_survives_the_journal() -> None:
    for one in (verdict(), Verdict(grade="unknown", images=1, student_top1=0.0)):
        assert msgspec.json.decode(msgspec.json.encode(one), type=Verdict) == one

"""Did the teacher help? The verdict on a paired comparison as data, and its words."""

from typing import Literal, assert_never

import msgspec

from kdstudio.core.text import Text, text

Grade = Literal["helped", "probably_helped", "no_clear_difference", "probably_harmed", "harmed", "unknown"]

# Two-sided p-values below which the words get stronger.
CLEAR = 0.05
PROBABLE = 0.2
# Below this, "1 time in ..." is a number that nobody can picture.
BEYOND_COUNTING = 1e-6


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """A student with its teacher against its baseline without, on the same images, over one or more seeds.

    The `*_top1` are percentages over the `images`, means over the seeds. `gained` images are right with the
    teacher and wrong without (over several seeds: right more often with it), `lost` the other way round.
    `p_value` is two-sided: the exact McNemar test for one seed, the sign-flip test over images for several.
    `gain_low` and `gain_high` are the least and the greatest gain of a seed, in percentage points. Whatever
    needs a baseline is None, or 0 for the counts, where there is none, and the grade is then `unknown`.
    """

    grade: Grade
    images: int
    student_top1: float
    teacher_top1: float | None = None
    baseline_top1: float | None = None
    p_value: float | None = None
    gained: int = 0
    lost: int = 0
    seeds: int = 1
    gain_low: float | None = None
    gain_high: float | None = None


def grade(p_value: float, gain: float) -> Grade:
    """The word for a two-sided p-value; `gain` (student minus baseline, in any unit) says which is better."""
    if p_value >= PROBABLE or gain == 0:
        return "no_clear_difference"
    if gain > 0:
        return "helped" if p_value < CLEAR else "probably_helped"
    return "harmed" if p_value < CLEAR else "probably_harmed"


def sentence(verdict: Verdict) -> Text:
    """The headline: the grade in words, with the accuracy with the teacher and without."""
    with_teacher, without = verdict.student_top1, verdict.baseline_top1
    if without is None:
        return _sentence_without_baseline(verdict)
    match verdict.grade:
        case "helped":
            return text(
                "The teacher helped: {student_top1:.1f} % with it, {baseline_top1:.1f} % without.",
                student_top1=with_teacher,
                baseline_top1=without,
            )
        case "probably_helped":
            return text(
                "The teacher probably helped: {student_top1:.1f} % with it, {baseline_top1:.1f} % without.",
                student_top1=with_teacher,
                baseline_top1=without,
            )
        case "no_clear_difference":
            return text(
                "The teacher made no clear difference: {student_top1:.1f} % with it, {baseline_top1:.1f} % without.",
                student_top1=with_teacher,
                baseline_top1=without,
            )
        case "probably_harmed":
            return text(
                "The teacher probably did harm: {student_top1:.1f} % with it, {baseline_top1:.1f} % without.",
                student_top1=with_teacher,
                baseline_top1=without,
            )
        case "harmed":
            return text(
                "The teacher did harm: {student_top1:.1f} % with it, {baseline_top1:.1f} % without.",
                student_top1=with_teacher,
                baseline_top1=without,
            )
        case "unknown":
            return _sentence_without_baseline(verdict)
        case _:
            assert_never(verdict.grade)


def _sentence_without_baseline(verdict: Verdict) -> Text:
    return text(
        "Whether the teacher helped cannot be known without a baseline: {student_top1:.1f} % with it.",
        student_top1=verdict.student_top1,
    )


def explanation(verdict: Verdict) -> Text:
    """The next line: the same in images (for several seeds in points), and how often chance does as much."""
    if verdict.p_value is None or verdict.baseline_top1 is None:
        return text("To find out, train a baseline: the same student, without the teacher.")
    if verdict.seeds > 1:
        return _over_seeds(verdict, verdict.p_value, verdict.student_top1 - verdict.baseline_top1)
    if verdict.gained == verdict.lost == 0:
        return text("None gained, none lost: with the teacher and without, the same images are right.")
    if verdict.gained == verdict.lost:
        return text(
            "{gained:,} gained, {lost:,} lost: it comes out even.",
            gained=verdict.gained,
            lost=verdict.lost,
        )
    return _in_images(verdict, verdict.p_value)


def _in_images(verdict: Verdict, p_value: float) -> Text:
    gained, lost = verdict.gained, verdict.lost
    is_gain = gained > lost
    if p_value < BEYOND_COUNTING:
        if is_gain:
            return text(
                "{gained:,} gained, {lost:,} lost; chance alone would do this well less than 1 time in a million.",
                gained=gained,
                lost=lost,
            )
        return text(
            "{gained:,} gained, {lost:,} lost; chance alone would do this badly less than 1 time in a million.",
            gained=gained,
            lost=lost,
        )
    if p_value > 0.5:
        return text(
            "{gained:,} gained, {lost:,} lost; chance alone would do as much more often than not.",
            gained=gained,
            lost=lost,
        )
    if is_gain:
        return text(
            "{gained:,} gained, {lost:,} lost; chance alone would do this well 1 time in {odds:,.0f}.",
            gained=gained,
            lost=lost,
            odds=1 / p_value,
        )
    return text(
        "{gained:,} gained, {lost:,} lost; chance alone would do this badly 1 time in {odds:,.0f}.",
        gained=gained,
        lost=lost,
        odds=1 / p_value,
    )


def _over_seeds(verdict: Verdict, p_value: float, gain: float) -> Text:
    low = _points(verdict.gain_low if verdict.gain_low is not None else gain)
    high = _points(verdict.gain_high if verdict.gain_high is not None else gain)
    gain = _points(gain)
    if p_value < BEYOND_COUNTING:
        return text(
            "{gain:+.1f} points as the mean of {seeds} seeds, from {low:+.1f} to {high:+.1f}; "
            "chance alone would do as much less than 1 time in a million.",
            gain=gain,
            seeds=verdict.seeds,
            low=low,
            high=high,
        )
    if p_value > 0.5:
        return text(
            "{gain:+.1f} points as the mean of {seeds} seeds, from {low:+.1f} to {high:+.1f}; "
            "chance alone would do as much more often than not.",
            gain=gain,
            seeds=verdict.seeds,
            low=low,
            high=high,
        )
    return text(
        "{gain:+.1f} points as the mean of {seeds} seeds, from {low:+.1f} to {high:+.1f}; "
        "chance alone would do as much 1 time in {odds:,.0f}.",
        gain=gain,
        seeds=verdict.seeds,
        low=low,
        high=high,
        odds=1 / p_value,
    )


def _points(gain: float) -> float:
    """As it will be shown, to one decimal: adding 0 keeps a tiny loss from reading "-0.0"."""
    return round(gain, 1) + 0.0

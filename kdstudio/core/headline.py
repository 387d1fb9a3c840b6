"""What a finished run came to, in one line for lists."""

from typing import Literal

from kdstudio.core.events import Measurement
from kdstudio.core.live_run import LiveRun
from kdstudio.core.text import Text, text

_Change = Literal["less", "same", "more"]


def headline(live: LiveRun) -> Text | None:
    """Return the run's result in one sentence; None before its network was measured.

    A ratio that would read "1.0×" is left out, and so is whatever needs a teacher where none was measured.
    """
    found = live.networks[live.main_network].measurement
    if found is None:
        return None
    teacher = live.networks["teacher"].measurement
    if live.main_network == "teacher" or teacher is None or not teacher.top1:
        return text("Right on {top1:.1f} % of {images:,} images.", top1=found.top1, images=found.images)
    return _against(found, teacher)


def _against(student: Measurement, teacher: Measurement) -> Text:
    kept = 100.0 * student.top1 / teacher.top1
    size_change, size = _ratio(student.size_bytes, teacher.size_bytes)
    time_change, speed = _ratio(student.latency_ms, teacher.latency_ms)
    match size_change, time_change:
        case "less", "less":
            return text(
                "Keeps {kept:.1f} % of the teacher's accuracy, {size:.1f}× smaller, {speed:.1f}× faster.",
                kept=kept,
                size=size,
                speed=speed,
            )
        case "less", "more":
            return text(
                "Keeps {kept:.1f} % of the teacher's accuracy, {size:.1f}× smaller, but {speed:.1f}× slower.",
                kept=kept,
                size=size,
                speed=speed,
            )
        case "less", _:
            return text(
                "Keeps {kept:.1f} % of the teacher's accuracy, {size:.1f}× smaller.",
                kept=kept,
                size=size,
            )
        case "more", "less":
            return text(
                "Keeps {kept:.1f} % of the teacher's accuracy, {speed:.1f}× faster, but {size:.1f}× larger.",
                kept=kept,
                size=size,
                speed=speed,
            )
        case "more", "more":
            return text(
                "Keeps {kept:.1f} % of the teacher's accuracy, but {size:.1f}× larger and {speed:.1f}× slower.",
                kept=kept,
                size=size,
                speed=speed,
            )
        case "more", _:
            return text("Keeps {kept:.1f} % of the teacher's accuracy, but {size:.1f}× larger.", kept=kept, size=size)
        case _, "less":
            return text("Keeps {kept:.1f} % of the teacher's accuracy, {speed:.1f}× faster.", kept=kept, speed=speed)
        case _, "more":
            return text(
                "Keeps {kept:.1f} % of the teacher's accuracy, but {speed:.1f}× slower.", kept=kept, speed=speed
            )
        case _:
            return text("Keeps {kept:.1f} % of the teacher's accuracy.", kept=kept)


def _ratio(student: float, teacher: float) -> tuple[_Change, float]:
    """Return whether the student has less or more, and how many times (at least 1) the one is the other."""
    if student <= 0 or teacher <= 0:
        return "same", 1.0
    times = max(student, teacher) / min(student, teacher)
    if round(times, 1) == 1.0:
        return "same", 1.0
    return ("less" if student < teacher else "more"), times

from pathlib import Path

import msgspec
import pytest

from kdstudio.core.events import Entry, Measured
from kdstudio.core.headline import headline
from kdstudio.core.live_run import LiveRun
from tests.core import replays

KEEPS = "Keeps 90.0 % of the teacher's accuracy"


def measured_run(size: int = 3_200_000, latency: float = 1.25) -> LiveRun:
    """A run whose teacher takes 8.0 MB and 2.5 ms, and whose student has 90 % of its accuracy."""
    live = LiveRun(Path("/runs/r"), replays.distillation())
    for network, top1, bytes_, milliseconds in (("teacher", 100.0, 8_000_000, 2.5), ("student", 90.0, size, latency)):
        event = replays.measured(network, top1)  # type: ignore[arg-type]
        figures = msgspec.structs.replace(event.measurement, size_bytes=bytes_, latency_ms=milliseconds)
        take(live, msgspec.structs.replace(event, measurement=figures))
    return live


def take(live: LiveRun, event: Measured) -> None:
    live.take(Entry(seq=live.seq + 1, at=0.0, event=event))


@pytest.mark.parametrize(
    ("size", "latency", "sentence"),
    [
        (2_000_000, 1.0, f"{KEEPS}, 4.0× smaller, 2.5× faster."),
        (2_000_000, 5.0, f"{KEEPS}, 4.0× smaller, but 2.0× slower."),
        (2_000_000, 2.5, f"{KEEPS}, 4.0× smaller."),
        (16_000_000, 1.0, f"{KEEPS}, 2.5× faster, but 2.0× larger."),
        (16_000_000, 5.0, f"{KEEPS}, but 2.0× larger and 2.0× slower."),
        (16_000_000, 2.6, f"{KEEPS}, but 2.0× larger."),
        (8_000_000, 1.0, f"{KEEPS}, 2.5× faster."),
        (8_100_000, 5.0, f"{KEEPS}, but 2.0× slower."),
        (0, 0.0, f"{KEEPS}."),
    ],
)
def test_the_line_says_what_is_kept_and_what_it_costs(size: int, latency: float, sentence: str) -> None:
    assert str(headline(measured_run(size, latency))) == sentence


def test_without_a_measurement_there_is_no_line() -> None:
    assert headline(LiveRun(Path("/runs/r"), replays.distillation())) is None


def test_without_a_teachers_figures_the_accuracy_stands_alone() -> None:
    live = LiveRun(Path("/runs/r"), replays.distillation())
    take(live, replays.measured("student", 90.0))
    assert str(headline(live)) == "Right on 90.0 % of 40 images."


def test_a_teacher_that_was_trained_is_compared_with_nobody() -> None:
    live = LiveRun(Path("/runs/t"), replays.teacher_training())
    take(live, replays.measured("teacher", 97.5))
    assert str(headline(live)) == "Right on 97.5 % of 40 images."

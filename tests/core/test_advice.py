from pathlib import Path

import pytest

from kdstudio.core.advice import kept_place, missing_library, next_step
from kdstudio.core.events import Entry, Event, Failed, Finished, Lost, Stopped
from kdstudio.core.live_run import LiveRun
from kdstudio.core.text import text
from tests.core import replays


def live_run(*events: Event) -> LiveRun:
    live = LiveRun(Path("/runs/r"), replays.distillation())
    for seq, event in enumerate(events, 1):
        live.take(Entry(seq=seq, at=100.0 + seq, event=event))
    return live


def advice(*events: Event) -> str:
    return str(next_step(live_run(*replays.beginning(), *events)))


@pytest.mark.parametrize("events", [[], replays.beginning(), [*replays.beginning(), Finished(seconds=1.0)]])
def test_a_run_that_waits_works_or_is_done_needs_no_advice(events: list[Event]) -> None:
    assert next_step(live_run(*events)) is None


def test_wrong_input_is_corrected_in_a_duplicate() -> None:
    assert "correct what is named" in advice(Failed(reason="input", sentence=text("The dataset is not there.")))


def test_used_up_resources_are_to_be_freed() -> None:
    said = advice(Failed(reason="resources", sentence=text("The memory is used up.")))
    assert "then resume" in said
    assert "smaller batch" in said


def test_a_fault_of_the_program_is_to_be_reported() -> None:
    assert "report" in advice(Failed(reason="program", sentence=text("It broke.")))


def test_a_missing_library_of_the_system_is_to_be_installed() -> None:
    sentence = text("It broke with {kind}: {message}.", kind="ImportError", message="libGL.so.1: cannot open")
    failed = Failed(reason="program", sentence=sentence)
    assert "apt-get install" in advice(failed)
    assert missing_library(live_run(failed)) is not None
    assert missing_library(live_run(Failed(reason="input", sentence=sentence))) is None


@pytest.mark.parametrize(
    ("exit_code", "until", "parts"),
    [
        (-9, 1, ("memory", "after epoch 1")),
        (-9, 0, ("memory", "begins anew")),
        (-11, 1, ("Resume", "after epoch 1")),
        (None, 0, ("Resume", "begins anew")),
    ],
)
def test_a_lost_run_says_why_perhaps_and_where_it_goes_on(
    exit_code: int | None, until: int, parts: tuple[str, ...]
) -> None:
    said = advice(*replays.training("student", until=until), Lost(exit_code=exit_code, log_tail=""))
    assert all(part in said for part in parts)


def test_a_stopped_run_says_where_it_goes_on() -> None:
    assert advice(Stopped()) == "Resume: it begins anew, as no epoch was over."
    student = replays.training("student", until=1)
    assert advice(*student, Stopped()) == "Resume: it goes on after epoch 1."
    baseline = [*replays.training("student"), *replays.training("baseline", until=1)]
    assert "its baseline goes on after epoch 1" in advice(*baseline, Stopped())


def test_the_place_is_that_of_the_last_network_with_a_checkpoint() -> None:
    assert kept_place(live_run()) is None
    both = [*replays.training("student"), *replays.training("baseline", until=1)]
    assert kept_place(live_run(*both)) == ("baseline", 1)

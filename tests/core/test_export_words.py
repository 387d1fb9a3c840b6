from pathlib import Path

import pytest

from kdstudio.core.events import Entry, Event, Failed, Lost, Progress, Stage, Started, Stopped
from kdstudio.core.export_plan import ExportPlan
from kdstudio.core.export_words import (
    details,
    export_name,
    next_step,
    precision_names,
    share_done,
    stage_words,
    what_happened,
)
from kdstudio.core.live_export import LiveExport
from kdstudio.core.text import text
from tests.core.export_replays import beginning, whole

PLAN = ExportPlan(source="run:r", precisions=("fp32", "int8-dynamic", "int8"))


def live(*events: Event) -> LiveExport:
    made = LiveExport(Path("/exports/e"), PLAN)
    for number, event in enumerate(events, start=1):
        made.take(Entry(seq=number, at=0.0, event=event))
    return made


def test_an_export_is_called_by_its_runtime_and_its_precisions_each_once() -> None:
    assert export_name(PLAN).english() == "Export for ONNX Runtime"
    assert precision_names(PLAN) == "FP32, INT8"


@pytest.mark.parametrize(
    ("stage", "item", "words"),
    [
        ("prepare", "", "Preparing"),
        ("build", "", "Building"),
        ("build", "int8-first", "Building INT8"),
        ("calibrate", "int8", "Measuring the range of each layer for INT8"),
        ("measure", "student", "Measuring the student"),
        ("measure", "int8", "Measuring INT8"),
        ("repair", "int8", "Looking for the layers that lose accuracy"),
        ("prove", "teacher", "Proving the teacher"),
        ("prove", "student", "Proving the student"),
        ("prove", "fp16", "Proving FP16"),
        ("hand-over", "", "Writing the hand-over folder"),
    ],
)
def test_each_stage_is_said(stage: Stage, item: str, words: str) -> None:
    assert stage_words(live(Progress(stage=stage, done=0, total=1, item=item))).english() == words


def test_what_is_done_of_an_export_never_goes_back() -> None:
    told: list[Event] = []
    shares = []
    later = [Progress(stage="prove", done=4, total=7, item="student"), Progress(stage="prove", done=12, total=24)]
    for event in [*beginning(), *later, Progress(stage="hand-over", done=0, total=1), *whole()[-2:]]:
        told.append(event)
        shares.append(share_done(live(*told)))
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)


def test_an_export_that_works_or_is_proven_needs_nothing() -> None:
    for fine in (live(*beginning()), live(*whole())):
        assert what_happened(fine) is None
        assert next_step(fine) is None


@pytest.mark.parametrize(
    ("event", "happened", "advice"),
    [
        (Stopped(), "The export was stopped", "Build again: it begins anew"),
        (Failed(reason="input", sentence=text("It is empty.")), "It is empty.", "Go back, correct"),
        (Failed(reason="resources", sentence=text("It is full.")), "It is full.", "Close other programs"),
        (Failed(reason="program", sentence=text("It broke.")), "It broke.", "This is a fault in the program"),
        (Lost(exit_code=-9, log_tail=""), "The export ended without a word (exit code -9): the system", "Most often"),
        (Lost(exit_code=1, log_tail=""), "The export ended without a word (exit code 1).", "Build again; if it is"),
        (Lost(exit_code=None, log_tail=""), "The export ended without a word, while no window", "Build again; if it"),
    ],
)
def test_an_end_without_a_proof_says_what_happened_and_what_to_do(event: Event, happened: str, advice: str) -> None:
    ended = live(*beginning(), event)
    assert str(what_happened(ended)).startswith(happened)
    assert str(next_step(ended)).startswith(advice)


def test_details_hold_what_somebody_needs_who_can_help() -> None:
    started = Started(attempt=2, process=1, host="desk", versions={"torch": "2.14"})
    told = details(live(*beginning(), started, *beginning()[1:], Lost(exit_code=7, log_tail="last words")))
    for words in (
        "(exit code 7)",
        "attempt: 2",
        'job = "export"',
        "fp16: The runtime refused the model.",
        "last words",
    ):
        assert words in told

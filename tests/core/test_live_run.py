import json
from pathlib import Path

import pytest

from kdstudio.core import jobs, journal
from kdstudio.core.events import (
    CheckpointSaved,
    Entry,
    Event,
    Failed,
    Finished,
    Judged,
    Lost,
    NetworkDone,
    NetworkStarted,
    Noted,
    Progress,
    Started,
    Stopped,
)
from kdstudio.core.live_run import LiveRun, summary
from kdstudio.core.text import text
from kdstudio.core.verdict import Verdict
from tests.core import replays


def live_run(*events: Event) -> LiveRun:
    live = LiveRun(Path("/runs/2026-11-24-pets-yolo11n"), replays.distillation())
    for seq, event in enumerate(events, 1):
        live.take(Entry(seq=seq, at=100.0 + seq, event=event))
    return live


def test_before_its_first_event_a_run_waits() -> None:
    assert live_run().state == "waiting"


def test_a_begun_run_is_running_and_knows_its_data() -> None:
    live = live_run(*replays.beginning())
    assert (live.state, live.task, live.attempt, live.started_at) == ("running", "classify", 1, 101.0)
    assert live.versions == {"torch": "2.6"}
    assert live.prepared is not None
    assert live.prepared.classes == replays.CLASSES


@pytest.mark.parametrize(
    ("last", "state"),
    [
        (Finished(seconds=1.0), "finished"),
        (Stopped(), "stopped"),
        (Failed(reason="program", sentence=text("It broke.")), "failed"),
        (Lost(exit_code=-9, log_tail="killed"), "lost"),
    ],
)
def test_the_last_event_says_how_it_ended(last: Event, state: str) -> None:
    live = live_run(*replays.beginning(), last)
    assert live.state == state
    assert live.ended_at == 105.0
    assert live.is_over()


def test_a_resumed_run_forgets_how_the_attempt_before_ended() -> None:
    failed = Failed(reason="resources", sentence=text("Full."))
    live = live_run(*replays.beginning(), failed, Started(attempt=2, process=2, host="there", versions={}))
    assert (live.state, live.attempt, live.failed, live.ended_at) == ("running", 2, None, None)
    assert live.started_at == 101.0
    assert live.attempt_started_at == 106.0


def test_a_network_that_goes_on_after_epoch_1_loses_what_came_later() -> None:
    live = live_run(*replays.beginning(), *replays.training("student"), *replays.training("baseline"))
    assert sorted(live.networks["student"].epochs) == [0, 1, 2]
    for event in replays.training("student", from_epoch=1, until=1):
        live.take(Entry(seq=99, at=0.0, event=event))
    student = live.networks["student"]
    assert sorted(student.epochs) == sorted(student.soft_labels) == [0, 1]
    assert student.checkpoint_epoch == 1
    assert sorted(live.networks["baseline"].epochs) == [0, 1, 2]


def test_an_epoch_that_is_done_again_takes_the_place_of_the_first() -> None:
    live = live_run(*replays.training("student"), replays.epoch("student", 2, 77.0))
    last = live.networks["student"].last_epoch()
    assert last is not None
    assert last.top1 == 77.0


def test_a_note_that_a_resume_repeats_is_kept_once() -> None:
    note = Noted(level="info", note=text("The teacher was asked in {precision}.", precision="bf16"))
    assert live_run(note, note).notes == [note]


def test_the_verdict_of_a_group_stands_beside_that_of_the_run() -> None:
    group = Verdict(grade="probably_helped", images=40, student_top1=80.0, seeds=2)
    live = live_run(Judged(verdict=replays.VERDICT), Judged(verdict=group, runs=["a", "b"]))
    assert live.verdict == replays.VERDICT
    assert (live.group_verdict, live.group_runs) == (group, ["a", "b"])


def test_progress_is_known_until_the_run_ends() -> None:
    live = live_run(*replays.beginning(), *replays.training("student", until=1)[:-3])
    assert live.progress is not None
    assert live.progress.epoch == 1
    live.take(Entry(seq=50, at=0.0, event=Stopped()))
    assert live.progress is None


def test_only_a_run_with_an_epoch_or_a_checkpoint_is_trained() -> None:
    assert not live_run(*replays.beginning(), *replays.training("student", until=0)).is_trained()
    assert live_run(*replays.beginning(), *replays.training("student", until=1)).is_trained()


def place_of(live: LiveRun) -> tuple[object, ...]:
    return live.network_now, live.epoch, live.epochs, live.batch, live.batches


def test_the_place_in_training_is_known_batch_by_batch() -> None:
    live = live_run(*replays.beginning(), *replays.training("student", until=0))
    assert place_of(live) == ("student", 1, 2, 0, 3)
    for event in replays.training("student", until=1)[3:]:
        live.take(Entry(seq=50, at=0.0, event=event))
        if isinstance(event, Progress):
            assert place_of(live) == ("student", 1, 2, 2, 3)
    assert place_of(live) == ("student", 2, 2, 0, 3)


@pytest.mark.parametrize("last", [NetworkDone(network="student", weights="w"), Stopped(), Finished(seconds=1.0)])
def test_no_network_is_in_training_after_its_end(last: Event) -> None:
    live = live_run(*replays.training("student"), last)
    assert place_of(live) == (None, 0, 0, 0, 0)


def test_the_best_epoch_is_that_of_the_last_best_checkpoint_that_still_counts() -> None:
    live = live_run(NetworkStarted(network="student", from_epoch=0, epochs=9, batches=3))
    student = live.networks["student"]
    assert student.best_epoch() is None
    for epoch, is_best in ((1, True), (2, False), (3, True), (4, False)):
        live.take(Entry(seq=9, at=0.0, event=CheckpointSaved(network="student", epoch=epoch, is_best=is_best)))
    assert student.best_epoch() == 3
    live.take(Entry(seq=9, at=0.0, event=NetworkStarted(network="student", from_epoch=2, epochs=9, batches=3)))
    assert student.best_epoch() == 1


def make_run(folder: Path, events: list[Event]) -> Path:
    folder.mkdir()
    jobs.write(replays.distillation(), folder / jobs.JOB_FILE)
    if events:
        replays.write(folder, events)
    return folder


def test_replaying_a_journal_rebuilds_the_run(tmp_path: Path) -> None:
    live = LiveRun.replay(make_run(tmp_path / "run", replays.whole_run()))
    assert live.state == "finished"
    assert live.job == replays.distillation()
    assert live.networks["student"].weights == "student/weights/best.pt"


def test_a_folder_without_a_journal_is_a_waiting_run(tmp_path: Path) -> None:
    assert LiveRun.replay(make_run(tmp_path / "run", [])).state == "waiting"


def test_a_journal_without_a_last_word_and_a_writer_is_a_lost_run(tmp_path: Path) -> None:
    folder = make_run(tmp_path / "run", replays.beginning())
    (folder / journal.LOG_FILE).write_text("Killed\n")
    live = LiveRun.replay(folder)
    assert live.state == "lost"
    assert live.lost == Lost(exit_code=None, log_tail="Killed")


def test_a_journal_without_a_last_word_whose_writer_lives_is_a_running_run(tmp_path: Path) -> None:
    folder = make_run(tmp_path / "run", replays.beginning())
    with journal.lock_of(folder):
        assert LiveRun.replay(folder).state == "running"


def test_the_summary_of_a_finished_run_has_all_that_scripts_ask_for() -> None:
    found = summary(live_run(*replays.whole_run()))
    assert list(found) == [
        *("id", "state", "task", "recipe", "teacher", "student", "baseline"),
        *("agreement", "kl_bits", "verdict", "weights"),
    ]
    assert found["student"] == {
        "top1": 90.0,
        "ece": 0.031,
        "parameters": 1_531_000,
        "size_bytes": 3_200_000,
        "latency_ms": 1.25,
    }
    assert (found["agreement"], found["kl_bits"]) == (88.0, 0.213)
    assert found["recipe"]["temperature"] == 4.0
    assert Path(found["weights"]) == Path("/runs/2026-11-24-pets-yolo11n/student/weights/best.pt")
    assert found["verdict"]["grade"] == "helped"
    assert found["verdict"]["sentence"] == "The teacher helped: 90.0 % with it, 60.0 % without."
    assert found["verdict"]["explanation"].startswith("13 gained, 1 lost")


def test_the_summary_of_a_waiting_run_is_json_with_nulls() -> None:
    found = json.loads(json.dumps(summary(live_run())))
    assert found["state"] == "waiting"
    assert [found[name] for name in ("task", "teacher", "student", "baseline", "verdict", "weights")] == [None] * 6


def test_the_weights_of_a_teacher_training_are_the_teachers() -> None:
    live = LiveRun(Path("/runs/t"), replays.teacher_training())
    live.networks["teacher"].weights = "teacher/weights/best.pt"
    assert Path(summary(live)["weights"]) == Path("/runs/t/teacher/weights/best.pt")

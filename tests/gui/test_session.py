"""The session: runs launched, followed, queued, stopped and resumed, with real processes and no torch."""

import multiprocessing
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kdstudio import launcher, worker
from kdstudio.core import about, journal, paths, runs
from kdstudio.core.cards import Answer, InspectStudent
from kdstudio.core.events import Noted, Progress, Started
from kdstudio.core.jobs import Distill
from kdstudio.core.recipe import Recipe
from kdstudio.core.text import UserError
from kdstudio.gui.session import REDRAW_MS, Session
from kdstudio.gui.translate import show
from tests.gui import scenes
from tests.worker import answering_engine, misbehaving_engine

PATIENCE_MS = 20_000


def job(behaviour: str, **changes: object) -> Distill:
    return Distill(recipe=Recipe(dataset=behaviour, teacher="none", **changes).completed())  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _misbehaving_engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(worker, "run_in_process", misbehaving_engine.run_in_process)
    yield
    assert multiprocessing.active_children() == []


def wait_until_idle(session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: session.running() is None, timeout=PATIENCE_MS)


def wait_until_working(session: Session, qtbot: QtBot, run_id: str) -> None:
    qtbot.waitUntil(lambda: bool(session.live(run_id).notes), timeout=PATIENCE_MS)


def test_a_run_is_followed_from_its_start_to_its_end(session: Session, qtbot: QtBot) -> None:
    run_id = session.start(job("normal"), "first")
    assert session.running() == run_id
    assert session.is_ours(run_id)
    wait_until_idle(session, qtbot)

    live = session.live(run_id)
    assert live.state == "finished"
    assert len(live.notes) == 1 + misbehaving_engine.NOTES
    assert session.name_of(run_id) == "first"
    assert [row.state for row in session.rows()] == ["finished"]


def test_a_paused_run_keeps_its_place_and_goes_on_when_resumed(session: Session, qtbot: QtBot) -> None:
    run_id = session.start(job("until-stopped"))
    wait_until_working(session, qtbot, run_id)
    session.stop(run_id, "keep")
    assert session.is_stopping(run_id)
    wait_until_idle(session, qtbot)
    assert session.live(run_id).state == "stopped"
    assert not session.is_stopping(run_id)

    session.resume(run_id)
    wait_until_working(session, qtbot, run_id)
    qtbot.waitUntil(lambda: session.live(run_id).attempt == 2, timeout=PATIENCE_MS)
    session.stop(run_id, "finish")
    wait_until_idle(session, qtbot)
    assert session.live(run_id).attempt == 2


def test_a_run_whose_process_dies_is_lost_and_the_window_lives_on(session: Session, qtbot: QtBot) -> None:
    run_id = session.start(job("exit"))
    wait_until_idle(session, qtbot)

    live = session.live(run_id)
    assert live.state == "lost"
    assert live.lost is not None
    assert live.lost.exit_code == 7


def test_a_failed_run_says_why(session: Session, qtbot: QtBot) -> None:
    run_id = session.start(job("bad-input"))
    wait_until_idle(session, qtbot)

    failed = session.live(run_id).failed
    assert failed is not None
    assert show(failed.sentence) == "The file x.pt is not there: check it."


def test_runs_wait_for_each_other_in_their_order(session: Session, qtbot: QtBot) -> None:
    first = session.start(job("until-stopped"), "first")
    second, third = session.start(job("normal"), "second"), session.start(job("normal"), "third")
    assert session.waiting() == [second, third]
    session.move(third, "up")
    assert session.waiting() == [third, second]
    wait_until_working(session, qtbot, first)
    session.stop(first, "keep")
    qtbot.waitUntil(lambda: session.live(second).state == "finished", timeout=PATIENCE_MS)
    wait_until_idle(session, qtbot)

    began = {run_id: session.live(run_id).started_at or 0.0 for run_id in (second, third)}
    assert began[third] < began[second]


def test_a_waiting_run_that_is_removed_never_starts(
    session: Session, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trash: list[Path] = []
    monkeypatch.setattr("kdstudio.gui.session.send2trash", lambda folder: trash.append(folder.rename(tmp_path / "bin")))
    first = session.start(job("until-stopped"))
    second = session.start(job("normal"))
    session.delete(second)
    assert session.waiting() == []
    wait_until_working(session, qtbot, first)
    session.stop(first, "keep")
    wait_until_idle(session, qtbot)

    assert [row.id for row in session.rows()] == [first]
    assert trash


def test_a_flood_of_events_redraws_at_most_fifteen_times_a_second(session: Session, qtbot: QtBot) -> None:
    redraws: list[float] = []
    run_id = session.start(job("flood"))
    session.run_changed.connect(lambda _run_id: redraws.append(time.monotonic()))
    wait_until_working(session, qtbot, run_id)
    redraws.clear()
    began = time.monotonic()
    wait_until_idle(session, qtbot)

    assert 1 <= len(redraws) <= (time.monotonic() - began) / (REDRAW_MS / 1000) + 3


def test_a_second_window_on_the_same_home_says_so_and_only_looks(session: Session, qtbot: QtBot) -> None:
    second = Session()
    try:
        assert second.only_looks
        with pytest.raises(UserError, match="only looks"):
            second.start(job("normal"))
        run_id = session.start(job("until-stopped"))
        qtbot.waitUntil(lambda: run_id in [row.id for row in second.rows()], timeout=PATIENCE_MS)
        wait_until_working(session, qtbot, run_id)
        qtbot.waitUntil(lambda: second.live(run_id).state == "running", timeout=PATIENCE_MS)
        assert not second.is_ours(run_id)
        session.stop(run_id, "keep")
        qtbot.waitUntil(lambda: second.live(run_id).state == "stopped", timeout=PATIENCE_MS)
        wait_until_idle(session, qtbot)
    finally:
        second.close()


def test_the_window_may_act_again_when_the_other_one_is_closed(home: Path, qtbot: QtBot) -> None:
    first = Session()
    first.close()
    second = Session()
    assert not second.only_looks
    second.close()


def test_a_run_that_somebody_else_works_on_is_followed(session: Session, qtbot: QtBot) -> None:
    story = scenes.running(until=2)
    with journal.lock_of(story.folder):
        live = session.live(story.folder.name)
        assert live.state == "running"
        assert session.running() == story.folder.name
        story.tell(Progress(stage="train", network="student", epoch=3, done=20, total=36))
        qtbot.waitUntil(lambda: session.live(story.folder.name).batch == 20, timeout=PATIENCE_MS)
        story.close()
    qtbot.waitUntil(lambda: session.running() is None, timeout=PATIENCE_MS)
    assert session.live(story.folder.name).state == "lost"


def test_a_run_that_grew_meanwhile_is_read_again(session: Session) -> None:
    story = scenes.running(until=2)
    story.close()
    assert session.live(story.folder.name).state == "lost"
    notes = len(session.live(story.folder.name).notes)
    story.tell(Noted(level="info", note=scenes.text("more")), scenes.events.Stopped())

    assert len(session.live(story.folder.name).notes) == notes + 1


def test_a_run_without_its_folder_is_a_sentence(session: Session) -> None:
    with pytest.raises(UserError):
        session.live("gone")


def test_settings_are_kept_and_told(session: Session, qtbot: QtBot, home: Path) -> None:
    with qtbot.waitSignal(session.settings_changed):
        session.change_settings(theme="dark")
    session.remember(model="a.pt")
    session.close()
    again = Session()
    assert again.settings.theme == "dark"
    assert again.settings.recent_models == ["a.pt"]
    again.close()


def test_a_disk_that_takes_no_settings_is_said_and_stops_nothing(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("KDSTUDIO_HOME", str(tmp_path / "file" / "home"))
    with qtbot.waitSignal(session.said) as said:
        session.change_settings(theme="dark")

    assert "cannot be kept" in show(said.args[0])
    assert session.settings.theme == "dark"


def test_a_name_given_to_a_run_is_kept_with_it(session: Session) -> None:
    folder = scenes.finished()
    session.change_about(folder.name, name="better", tags=["paper"])

    assert about.read(folder).name == "better"
    assert session.name_of(folder.name) == "better"
    assert folder.parent == paths.runs_folder()


def test_a_run_that_is_at_work_already_is_noticed_at_the_start(home: Path, qtbot: QtBot) -> None:
    story = scenes.running(until=2)
    with journal.lock_of(story.folder):
        session = Session()
        session.look_around()
        assert session.running() == story.folder.name
        assert not session.is_ours(story.folder.name)
        session.close()
    story.close()


def test_a_stop_that_cannot_be_written_down_is_a_sentence(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_id = session.start(job("until-stopped"))
    wait_until_working(session, qtbot, run_id)

    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("kdstudio.core.files.write_text", full)
        with pytest.raises(UserError, match="No space left"):
            session.stop(run_id, "keep")
    assert not session.is_stopping(run_id)
    session.stop(run_id, "keep")
    wait_until_idle(session, qtbot)


def test_a_run_that_was_launched_a_moment_ago_is_at_work_and_is_not_deleted(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    trash: list[Path] = []
    monkeypatch.setattr("kdstudio.gui.session.send2trash", trash.append)
    run_id = session.start(job("until-stopped"))
    assert [(row.state, row.place) for row in session.rows()] == [("running", None)]
    assert session.waiting() == []
    with pytest.raises(UserError, match="at work"):
        session.delete(run_id)
    assert not trash
    wait_until_working(session, qtbot, run_id)
    session.stop(run_id, "keep")
    wait_until_idle(session, qtbot)


def test_a_run_whose_process_dies_before_its_first_word_can_be_resumed(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(worker, "run_in_process", misbehaving_engine.die_at_once)
        run_id = session.start(job("normal"))
        wait_until_idle(session, qtbot)
    assert [row.state for row in session.rows()] == ["lost"]
    assert session.live(run_id).state == "lost"

    session.resume(run_id)
    wait_until_idle(session, qtbot)
    assert session.live(run_id).state == "finished"


def test_a_queue_that_cannot_leave_a_trace_does_not_start_a_dying_run_again_and_again(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "run_in_process", misbehaving_engine.die_at_once)
    monkeypatch.setattr(journal, "mark_silent", lambda *_given: None)  # as on a full disk
    first, second = session.start(job("normal")), session.start(job("normal"))
    wait_until_idle(session, qtbot)
    assert session.waiting() == [first, second]
    assert [session.live(run_id).state for run_id in (first, second)] == ["lost", "lost"]


def test_a_process_that_cannot_be_started_is_a_sentence_and_the_run_keeps_its_turn(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    with monkeypatch.context() as patch, qtbot.waitSignal(session.said) as said:
        patch.setattr("kdstudio.launcher._start_cold", refuse)
        run_id = session.start(job("normal"))
    assert "Resource temporarily unavailable" in show(said.args[0])
    assert session.running() is None
    assert session.waiting() == [run_id]
    session.start_next()
    wait_until_idle(session, qtbot)
    assert session.live(run_id).state == "finished"


def test_a_wish_to_stop_a_run_that_has_ended_leaves_nothing_behind(session: Session, qtbot: QtBot) -> None:
    run_id = session.start(job("normal"))
    wait_until_idle(session, qtbot)
    session.stop(run_id, "keep")
    assert not session.is_stopping(run_id)


def test_ending_a_run_now_does_not_hold_the_window_up(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_id = session.start(job("hang"))
    wait_until_working(session, qtbot, run_id)
    end, may_go_on = launcher.Launched.end_now, threading.Event()

    def end_slowly(self: launcher.Launched) -> None:
        assert may_go_on.wait(20)
        end(self)

    monkeypatch.setattr(launcher.Launched, "end_now", end_slowly)
    session.end_now(run_id)
    assert not may_go_on.is_set()
    may_go_on.set()
    wait_until_idle(session, qtbot)
    assert session.live(run_id).state == "lost"


def test_a_run_that_somebody_else_begins_later_is_noticed(session: Session, qtbot: QtBot) -> None:
    folder = runs.create(job("normal"))
    assert [row.state for row in session.rows()] == ["waiting"]
    with journal.lock_of(folder):
        writer = journal.JournalWriter(folder)
        writer.append(Started(attempt=1, process=1, host="elsewhere", versions={}))
        qtbot.waitUntil(lambda: session.running() == folder.name, timeout=PATIENCE_MS)
        writer.close()
    wait_until_idle(session, qtbot)


def test_questions_without_an_answer_are_asked_again_when_the_threads_change(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "serve_in_process", answering_engine.serve_in_process)
    answers: dict[str, list[Answer]] = {"first": [], "second": []}
    session.ask(InspectStudent(name="first", classes=2, image_size=32), answers["first"].append)
    session.change_settings(threads=1)
    session.ask(InspectStudent(name="second", classes=2, image_size=32), answers["second"].append)
    qtbot.waitUntil(lambda: all(answers.values()), timeout=PATIENCE_MS)

    assert {name: [getattr(one, "name", one) for one in given] for name, given in answers.items()} == {
        "first": ["first"],
        "second": ["second"],
    }

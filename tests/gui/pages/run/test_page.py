"""The Run page: what its head says and offers in each state of a run, which tab it opens, and what it survives."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kdstudio.core import about, events, journal
from kdstudio.core.live_run import LiveRun
from kdstudio.core.text import UserError, text
from kdstudio.gui.pages.run import RunPage
from kdstudio.gui.pages.run.header import facts_of, look_of, moment, share_of
from kdstudio.gui.session import Session
from tests.gui import scenes
from tests.gui.scenes import Scene, Story

SMALL = Scene(probes=24, epochs=6, baseline=False)


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> RunPage:
    made = RunPage(session)
    qtbot.addWidget(made)
    made.resize(1192, 740)
    made.show()
    return made


class AtWork:
    """A run that somebody else's process works on: it writes the journal and holds the lock."""

    def __init__(self) -> None:
        self.story = scenes.running(scene=Scene(probes=24, epochs=30), until=3)
        self.folder, self.tell = self.story.folder, self.story.tell
        self._lock = journal.lock_of(self.folder)
        self._lock.acquire()

    def end(self) -> None:
        self.story.close()
        self._lock.release()


@pytest.fixture
def working(home: Path) -> Iterator[AtWork]:
    made = AtWork()
    yield made
    made.end()


def open_run(page: RunPage, folder: Path, tab: str | None = None) -> None:
    page.open({"run_id": folder.name, "tab": tab})


def offered(page: RunPage) -> set[str]:
    return {key for key, made in page.header.buttons.items() if made.isVisible()}


def facts(page: RunPage) -> list[str]:
    return [fact.text() for fact in page.header.facts if fact.isVisible()]


def titles(page: RunPage) -> list[str]:
    return [page.tab_bar.tabText(place) for place in range(page.tab_bar.count())]


# What is shown


def test_a_running_one_opens_on_soft_labels_and_says_where_it_is(page: RunPage, working: AtWork) -> None:
    open_run(page, working.folder)
    assert page.current_tab() == "soft_labels"
    assert page.header.chip.words() == "Distilling"
    assert facts(page)[:2] == ["Epoch 4 of 30", "batch 9 of 36"]
    assert facts(page)[-1] == "396\u00a0images/s"
    assert "left, then" in facts(page)[2]
    assert offered(page) == {"pause", "finish"}
    assert titles(page) == ["Soft labels", "Curves", "Dark knowledge", "Log", "Details"]


def test_a_finished_one_opens_on_its_result(page: RunPage, session: Session) -> None:
    open_run(page, scenes.finished("done", SMALL))
    assert page.current_tab() == "result"
    assert page.header.chip.words() == "Done"
    assert facts(page)[0] == "6 epochs in 0:17"
    assert facts(page)[1] == "best epoch 6"
    assert offered(page) == {"duplicate", "export"}
    assert not page.header.bar.isVisible()


def test_a_named_tab_is_opened(page: RunPage, session: Session) -> None:
    open_run(page, scenes.finished("done", SMALL), "curves")
    assert page.current_tab() == "curves"


def test_a_paused_one_offers_to_resume(page: RunPage, session: Session) -> None:
    open_run(page, scenes.stopped(scene=SMALL, until=2))
    assert page.header.chip.words() == "Paused"
    assert facts(page)[0] == "2 of 6 epochs done"
    assert offered(page) == {"resume", "duplicate"}
    assert page.primary() is page.header.buttons["resume"]


@pytest.mark.parametrize(("make", "words"), [(scenes.failed, "Failed"), (scenes.lost, "Interrupted")])
def test_one_that_failed_offers_its_next_step_once(page: RunPage, session: Session, make: object, words: str) -> None:
    open_run(page, make())  # type: ignore[operator]
    assert page.header.chip.words() == words
    assert page.ending.isVisible()
    assert offered(page) == set()
    assert page.primary() is page.ending.resume


def test_a_waiting_one_says_why_it_waits(page: RunPage, session: Session) -> None:
    scenes.waiting("first", place=0)
    open_run(page, scenes.waiting("second", place=1))
    assert page.header.chip.words() == "Waiting"
    assert facts(page) == ["Runs in the queue before it: 1."]
    assert offered(page) == {"remove"}


def test_the_training_of_a_teacher_has_no_dark_knowledge_yet(page: RunPage, session: Session) -> None:
    open_run(page, scenes.teacher_training())
    assert titles(page) == ["Result", "Soft labels", "Curves", "Log", "Details"]


def test_tabs_go_around_with_ctrl_tab(page: RunPage, session: Session) -> None:
    open_run(page, scenes.finished("done", SMALL))
    page.next_tab(-1)
    assert page.current_tab() == "details"
    page.next_tab(1)
    assert page.current_tab() == "result"


def test_the_filter_belongs_to_the_soft_labels_alone(page: RunPage, session: Session) -> None:
    open_run(page, scenes.finished("done", SMALL), "soft_labels")
    assert isinstance(page.filter_field(), QWidget)
    page.show_tab("curves")
    assert page.filter_field() is None


def test_a_mistake_is_looked_at_in_soft_labels(page: RunPage, session: Session) -> None:
    open_run(page, scenes.finished("done", SMALL))
    page.tabs["result"].probe_wanted.emit(5)  # type: ignore[attr-defined]
    assert page.current_tab() == "soft_labels"
    assert page.tabs["soft_labels"].facts.place.text() == "Probe 6 of 24"  # type: ignore[attr-defined]


# What changes


def test_new_events_move_the_page_on(qtbot: QtBot, page: RunPage, working: AtWork) -> None:
    open_run(page, working.folder)
    working.tell(events.Progress(stage="train", network="student", epoch=4, done=20, total=36, images_per_second=400.0))
    qtbot.waitUntil(lambda: "batch 20 of 36" in facts(page))


def test_the_soft_labels_of_a_new_epoch_are_followed(qtbot: QtBot, page: RunPage, working: AtWork) -> None:
    open_run(page, working.folder)
    scrubber = page.tabs["soft_labels"].scrubber  # type: ignore[attr-defined]
    assert scrubber.epoch() == 3
    working.tell(working.story._stored("student", 4, working.story.logits("student", 4)))
    qtbot.waitUntil(lambda: scrubber.epoch() == 4)


def test_a_flood_of_events_is_a_few_redraws(qtbot: QtBot, page: RunPage, session: Session, working: AtWork) -> None:
    open_run(page, working.folder)
    spy = QSignalSpy(session.run_changed)
    began = time.monotonic()
    for batch in range(1, 2000):
        working.tell(events.Progress(stage="train", network="student", epoch=5, done=batch, total=2000))
    last = events.Progress(stage="train", network="student", epoch=4, done=33, total=36)
    working.tell(last)
    qtbot.waitUntil(lambda: "batch 33 of 36" in facts(page))
    assert spy.count() <= 2 + 15.2 * (time.monotonic() - began)


def test_a_watched_run_that_finishes_turns_to_its_result(qtbot: QtBot, page: RunPage, working: AtWork) -> None:
    open_run(page, working.folder)
    working.tell(*working.story.rest(), events.Finished(seconds=9.0))
    working.end()
    qtbot.waitUntil(lambda: page.current_tab() == "result")
    assert page.header.chip.words() == "Done"


def test_a_tab_that_was_chosen_is_kept_when_the_run_finishes(qtbot: QtBot, page: RunPage, working: AtWork) -> None:
    open_run(page, working.folder)
    place = page.tab_bar.tabRect(page._keys.index("log")).center()
    qtbot.mouseClick(page.tab_bar, Qt.MouseButton.LeftButton, pos=place)
    working.tell(*working.story.rest(), events.Finished(seconds=9.0))
    working.end()
    qtbot.waitUntil(lambda: page.header.chip.words() == "Done")
    assert page.current_tab() == "log"
    assert titles(page)[0] == "Result"


def test_a_hidden_page_draws_when_it_is_shown_again(page: RunPage, session: Session, working: AtWork) -> None:
    open_run(page, working.folder)
    page.hide()
    session.live(working.folder.name).state = "stopped"
    session.run_changed.emit(working.folder.name)
    assert page.header.chip.words() == "Distilling"
    page.show()
    assert page.header.chip.words() == "Paused"


# What a person does


def test_pause_asks_the_run_to_stop_and_says_so(qtbot: QtBot, page: RunPage, working: AtWork) -> None:
    open_run(page, working.folder)
    qtbot.mouseClick(page.header.buttons["pause"], Qt.MouseButton.LeftButton)
    assert (working.folder / "stop-1").exists()
    assert page.header.chip.words() == "Pausing…"
    assert not page.header.buttons["pause"].isEnabled()
    assert not page.header.buttons["finish"].isEnabled()


def test_finish_now_asks_the_run_to_finish(qtbot: QtBot, page: RunPage, working: AtWork) -> None:
    open_run(page, working.folder)
    qtbot.mouseClick(page.header.buttons["finish"], Qt.MouseButton.LeftButton)
    assert "finish" in (working.folder / "stop-1").read_text(encoding="utf-8")
    assert page.header.chip.words() == "Finishing…"


def test_a_stop_that_is_not_heard_offers_to_end_now(
    page: RunPage, session: Session, working: AtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_run(page, working.folder)
    monkeypatch.setattr(session, "may_end_now", lambda _run_id: True)
    session.beat.emit()
    assert "end_now" in offered(page)


def test_what_cannot_be_done_is_said_on_the_page(
    qtbot: QtBot, page: RunPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_run_id: str) -> None:
        raise UserError(text("Another run is at work."))

    monkeypatch.setattr(session, "resume", refuse)
    open_run(page, scenes.stopped(scene=SMALL, until=2))
    qtbot.mouseClick(page.header.buttons["resume"], Qt.MouseButton.LeftButton)
    assert page.trouble.isVisible()
    assert page.trouble.words.text() == "Another run is at work."


def test_duplicate_sets_up_the_same_job(qtbot: QtBot, page: RunPage, session: Session) -> None:
    folder = scenes.finished("done", SMALL)
    open_run(page, folder)
    with qtbot.waitSignal(session.page_wanted) as said:
        qtbot.mouseClick(page.header.buttons["duplicate"], Qt.MouseButton.LeftButton)
    assert said.args is not None
    assert said.args[0] == "distil"
    assert said.args[1]["job"] == LiveRun.replay(folder).job


def test_a_waiting_run_is_removed_from_the_queue(
    qtbot: QtBot, page: RunPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kdstudio.gui.session.send2trash", shutil.rmtree)
    folder = scenes.waiting("waits")
    open_run(page, folder)
    with qtbot.waitSignal(session.page_wanted) as said:
        qtbot.mouseClick(page.header.buttons["remove"], Qt.MouseButton.LeftButton)
    assert said.args == ["runs", None]
    assert not folder.exists()


def test_a_run_is_renamed_in_place(qtbot: QtBot, page: RunPage, session: Session) -> None:
    folder = scenes.finished("done", SMALL)
    open_run(page, folder)
    qtbot.mouseClick(page.header.pencil, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(page.header.field, "a better name")
    qtbot.keyClick(page.header.field, Qt.Key.Key_Return)
    assert about.read(folder).name == "a better name"
    assert page.header.name.whole_text() == "a better name"


def test_escape_leaves_the_name_as_it_was(qtbot: QtBot, page: RunPage, session: Session) -> None:
    folder = scenes.finished("done", SMALL)
    open_run(page, folder)
    qtbot.mouseClick(page.header.pencil, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(page.header.field, "a worse name")
    qtbot.keyClick(page.header.field, Qt.Key.Key_Escape)
    assert about.read(folder).name == "done"
    assert page.header.name.isVisible()


# What it survives


def test_a_run_that_was_removed_is_one_sentence_and_a_way_on(qtbot: QtBot, page: RunPage, session: Session) -> None:
    folder = scenes.finished("done", SMALL)
    open_run(page, folder)
    shutil.rmtree(folder)
    session.runs_changed.emit()
    assert page.gone.sentence.text() == "The run done is not here any more: its folder was removed."
    assert not page.header.isVisible()
    with qtbot.waitSignal(session.page_wanted) as said:
        qtbot.mouseClick(page.gone.all_runs, Qt.MouseButton.LeftButton)
    assert said.args == ["runs", None]


def test_a_broken_job_is_one_sentence(page: RunPage, session: Session) -> None:
    folder = scenes.waiting("waits")
    (folder / "job.toml").write_text("not = [a job", encoding="utf-8")
    open_run(page, folder)
    assert page.gone.isVisible()
    assert "job.toml" in page.gone.sentence.text()


def test_after_one_that_is_gone_another_can_be_shown(page: RunPage, session: Session) -> None:
    page.open({"run_id": "nothing", "tab": None})
    assert page.primary() is page.gone.all_runs
    open_run(page, scenes.finished("done", SMALL))
    assert page.current_tab() == "result"
    assert page.header.isVisible()


# The words of the head


def test_a_run_in_preparation_says_so(home: Path) -> None:
    story = Story("new", SMALL, None)
    story.tell(*list(story.beginning())[:2])
    live = LiveRun.replay(story.folder)
    live.state = "running"
    assert look_of(live).words.english() == "Preparing"
    assert [fact.english() for fact in facts_of(live, None, 0.0)] == [
        "The dataset and the networks are being prepared."
    ]
    story.close()


def test_the_baseline_is_named_while_it_trains(home: Path) -> None:
    story = Story("base", Scene(probes=24, epochs=3), None)
    story.tell(*story.beginning(), *story.training("student"))
    story.tell(events.NetworkDone(network="student", weights="w"), *story.training("baseline", until=1))
    live = LiveRun.replay(story.folder)
    live.state, live.network_now = "running", "baseline"
    assert look_of(live).words.english() == "Training"
    assert facts_of(live, None, 0.0)[0].english() == "Baseline: epoch 2 of 3"
    story.close()


def test_the_progress_is_full_during_the_validation_of_an_epoch(home: Path) -> None:
    story = scenes.running(scene=Scene(probes=24, epochs=10), until=4)
    story.tell(events.Progress(stage="validate", network="student", epoch=5, done=1, total=3))
    live = LiveRun.replay(story.folder)
    live.state, live.network_now = "running", "student"
    live.progress = events.Progress(stage="validate", network="student", epoch=5, done=1, total=3)
    assert share_of(live) == 0.5
    story.close()


def test_a_moment_is_said_as_people_do() -> None:
    now = time.mktime((2026, 11, 25, 18, 0, 0, 0, 0, -1))
    assert moment(now - 3600, now).english() == "today 17:00"
    assert moment(now - 86400, now).english() == "yesterday 18:00"
    assert moment(now - 10 * 86400, now).english() == "15 Nov, 18:00"
    assert moment(now - 400 * 86400, now).english() == "21 Oct 2025, 18:00"

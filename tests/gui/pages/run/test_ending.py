from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kdstudio.core.events import Lost
from kdstudio.core.jobs import to_toml
from kdstudio.core.journal import LOG_FILE
from kdstudio.core.live_run import LiveRun
from kdstudio.core.text import UserError, text
from kdstudio.gui.pages.run.ending import EndingPanel, what_happened
from kdstudio.gui.session import Session
from tests.gui import scenes

SMALL = scenes.Scene(epochs=4, probes=24)


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> EndingPanel:
    made = EndingPanel(session)
    qtbot.addWidget(made)
    made.resize(1144, 260)
    return made


def press(qtbot: QtBot, target: QPushButton) -> None:
    assert target.isVisible()
    qtbot.mouseClick(target, Qt.MouseButton.LeftButton)


def roles(panel: EndingPanel) -> list[QPushButton]:
    return [made for made in panel.findChildren(QPushButton) if made.property("role") == "primary"]


def test_a_failed_run_says_why_what_next_and_how_its_log_ends(panel: EndingPanel) -> None:
    panel.show_run(LiveRun.replay(scenes.failed()))
    assert panel.isVisible()
    assert panel.sentence.text().startswith("The memory is used up")
    assert panel.next.text().startswith("Close other programs or free disk space")
    assert panel.kept.text() == "Kept: the student after 2 of 30 epochs."
    lines = panel.log.toPlainText().split("\n")
    assert (len(lines), lines[-1]) == (6, "RuntimeError: can't allocate memory")


def test_resume_is_the_likeliest_step_unless_what_was_given_is_wrong(panel: EndingPanel) -> None:
    panel.show_run(LiveRun.replay(scenes.failed()))
    assert roles(panel) == [panel.resume] == [panel.primary()]
    panel.show_run(LiveRun.replay(scenes.failed("other", reason="input")))
    assert roles(panel) == [panel.change] == [panel.primary()]
    assert not panel.resume.isVisible()
    assert not panel.kept.isVisible()


def test_resume_resumes_and_a_refusal_stands_beside_it(
    panel: EndingPanel, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    resumed = []
    monkeypatch.setattr(session, "resume", resumed.append)
    panel.show_run(LiveRun.replay(scenes.lost(scene=SMALL, until=2)))
    press(qtbot, panel.resume)
    assert resumed == ["parts-l-n"]

    def refuse(run_id: str) -> None:
        raise UserError(text("{name} is at work: pause it first, or wait for it.", name=run_id))

    monkeypatch.setattr(session, "resume", refuse)
    press(qtbot, panel.resume)
    assert panel.refused.text() == "parts-l-n is at work: pause it first, or wait for it."


def test_change_the_settings_opens_distil_with_them(panel: EndingPanel, session: Session, qtbot: QtBot) -> None:
    live = LiveRun.replay(scenes.failed())
    panel.show_run(live)
    with qtbot.waitSignal(session.page_wanted) as wanted:
        press(qtbot, panel.change)
    assert wanted.args == ["distil", {"changes": {}, "job": live.job}]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (-9, "The run ended without a word (exit code -9): the system killed its process."),
        (-11, "The run ended without a word (exit code -11): a library crashed."),
        (3221225477, "The run ended without a word (exit code 3221225477): a library crashed."),
        (-15, "The run ended without a word (exit code -15): its process was told to end."),
        (1, "The run ended without a word (exit code 1)."),
        (None, "The run ended without a word, while no window watched it: nobody knows its exit code."),
    ],
)
def test_a_lost_run_says_in_plain_words_what_its_exit_code_means(home: Path, code: int | None, words: str) -> None:
    live = LiveRun.replay(scenes.lost(scene=SMALL, until=2))
    live.lost = Lost(exit_code=code, log_tail="")
    happened = what_happened(live)
    assert happened is not None
    assert happened.english() == words


def test_a_lost_run_says_what_is_kept_and_shows_a_true_minus(panel: EndingPanel) -> None:
    live = LiveRun.replay(scenes.lost(scene=SMALL, until=2))
    live.lost = Lost(exit_code=-9, log_tail="")
    panel.show_run(live)
    assert "(exit code −9)" in panel.sentence.text()
    assert "most often because the memory was used up" in panel.next.text()
    assert panel.kept.text() == "Kept: the student after 2 of 4 epochs."


def test_the_log_as_it_was_is_shown_where_the_file_is_gone(panel: EndingPanel) -> None:
    folder = scenes.lost(scene=SMALL, until=2)
    live = LiveRun.replay(folder)
    (folder / LOG_FILE).unlink()
    panel.show_run(live)
    assert panel.log.toPlainText() == "Epoch 6 of 30\nKilled"


def test_without_any_log_there_is_no_empty_box(panel: EndingPanel) -> None:
    folder = scenes.lost(scene=SMALL, until=2)
    (folder / LOG_FILE).unlink()
    panel.show_run(LiveRun.replay(folder))
    assert panel.isVisible()
    assert not panel.log.isVisible()


def test_the_details_have_what_somebody_needs_to_help(panel: EndingPanel, qtbot: QtBot) -> None:
    live = LiveRun.replay(scenes.failed())
    panel.show_run(live)
    press(qtbot, panel.copy)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("The memory is used up: choose a smaller batch or image size, then start again.\n")
    assert "torch: 2.14.1\n" in copied
    assert to_toml(live.job).rstrip() in copied
    assert copied.endswith("RuntimeError: can't allocate memory\n")


def test_nothing_is_said_of_a_run_that_is_well(panel: EndingPanel) -> None:
    panel.show_run(LiveRun.replay(scenes.failed()))
    for folder in (scenes.waiting("soon"), scenes.stopped(scene=SMALL, until=1), scenes.finished(scene=SMALL)):
        panel.show_run(LiveRun.replay(folder))
        assert not panel.isVisible()
        assert panel.primary() is None


def test_a_window_that_only_looks_cannot_resume_and_says_why(panel: EndingPanel, session: Session) -> None:
    session.only_looks = True
    panel.show_run(LiveRun.replay(scenes.failed()))
    assert not panel.resume.isEnabled()
    assert "only looks" in panel.resume.toolTip()

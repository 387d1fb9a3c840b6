from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from pytestqt.qtbot import QtBot

from kdstudio.core.journal import LOG_FILE
from kdstudio.core.live_run import LiveRun
from kdstudio.gui.pages.run.log import MAX_LINES, LogFollower, LogTab
from kdstudio.gui.session import Session
from tests.gui import scenes


@pytest.fixture
def folder(home: Path) -> Path:
    return scenes.waiting("soon")


@pytest.fixture
def tab(folder: Path, qtbot: QtBot, session: Session) -> LogTab:
    made = LogTab(session)
    qtbot.addWidget(made)
    made.resize(800, 300)
    made.show_run(LiveRun.replay(folder))
    made.show()
    return made


def append(folder: Path, printed: str) -> None:
    with (folder / LOG_FILE).open("ab") as file:
        file.write(printed.encode())


def numbered(count: int) -> str:
    return "".join(f"line {number}\n" for number in range(count))


def test_a_log_that_is_not_there_is_empty(tab: LogTab) -> None:
    assert tab.empty.isVisible()
    assert tab.empty.text() == "The log is empty."
    assert not tab.copy.isEnabled()


def test_what_is_printed_is_shown_once_a_second_without_any_event(tab: LogTab, folder: Path) -> None:
    append(folder, "first\n")
    tab.session.beat.emit()
    append(folder, "second\nthi")
    tab.session.beat.emit()
    append(folder, "rd\n")
    tab.session.beat.emit()
    assert tab.view.last_lines() == "first\nsecond\nthird"


def test_a_progress_bar_is_shown_as_it_ended_and_without_its_colours(tab: LogTab, folder: Path) -> None:
    append(folder, "\x1b[34mtrain:\x1b[0m 10 %\rtrain: 50 %\r")
    tab.update_run()
    assert tab.view.last_lines() == "train: 50 %"
    append(folder, "train: 100 %\ndone\r\n")
    tab.update_run()
    assert tab.view.last_lines() == "train: 100 %\ndone"


def test_only_new_bytes_are_read(folder: Path) -> None:
    follower = LogFollower(folder / LOG_FILE)
    append(folder, "first\n")
    assert follower.poll() == (False, "first\n")
    assert follower.poll() == (False, "")
    append(folder, "second\n")
    assert follower.poll() == (False, "second\n")


def test_a_letter_that_is_half_written_waits_for_its_other_half(folder: Path) -> None:
    follower = LogFollower(folder / LOG_FILE)
    letter = "ả".encode()
    (folder / LOG_FILE).write_bytes(letter[:1])
    assert follower.poll() == (False, "")
    (folder / LOG_FILE).write_bytes(letter)
    assert follower.poll() == (False, "ả")


def test_at_most_the_last_lines_of_a_long_log_are_shown(tab: LogTab, folder: Path) -> None:
    append(folder, numbered(100_000))
    tab.update_run()
    lines = tab.view.last_lines().split("\n")
    assert lines[-1] == "line 99999"
    assert len(lines) == MAX_LINES


def test_a_log_that_begins_anew_is_read_anew(tab: LogTab, folder: Path) -> None:
    append(folder, numbered(10))
    tab.update_run()
    (folder / LOG_FILE).write_text("again\n", encoding="utf-8")
    tab.update_run()
    assert tab.view.last_lines() == "again"


def test_the_end_is_followed_unless_somebody_has_scrolled_up(tab: LogTab, folder: Path) -> None:
    append(folder, numbered(200))
    tab.update_run()
    bar = tab.view.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0
    append(folder, numbered(50))
    tab.update_run()
    assert bar.value() == bar.maximum()
    bar.setValue(20)
    append(folder, numbered(50))
    tab.update_run()
    assert bar.value() == 20


def test_copy_takes_all_or_what_is_selected(tab: LogTab, folder: Path, qtbot: QtBot) -> None:
    append(folder, "first\nsecond\n")
    tab.update_run()
    qtbot.mouseClick(tab.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "first\nsecond"
    tab.view.find("first", tab.view.document().FindFlag.FindBackward)
    qtbot.mouseClick(tab.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "first"


def test_find_goes_upwards_from_the_end_and_around(tab: LogTab, folder: Path, qtbot: QtBot) -> None:
    append(folder, "error one\nfine\nerror two\n")
    tab.update_run()
    qtbot.keyClicks(tab.field, "error")
    found = [tab.view.textCursor().blockNumber()]
    for _ in range(2):
        qtbot.keyClick(tab.field, Qt.Key.Key_Return)
        found.append(tab.view.textCursor().blockNumber())
    assert found == [2, 0, 2]


def test_another_run_has_its_own_log(tab: LogTab, folder: Path) -> None:
    append(folder, "of the first\n")
    tab.update_run()
    tab.show_run(LiveRun.replay(scenes.waiting("later")))
    assert tab.empty.isVisible()


def test_a_folder_that_is_gone_is_said_and_not_opened(tab: LogTab, folder: Path, qtbot: QtBot) -> None:
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    with qtbot.waitSignal(tab.session.said) as said:
        qtbot.mouseClick(tab.folder, Qt.MouseButton.LeftButton)
    assert "is not there any more" in said.args[0].english()


def test_the_folder_opens_in_the_systems_file_manager(
    tab: LogTab, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    qtbot.mouseClick(tab.folder, Qt.MouseButton.LeftButton)
    assert [Path(path) for path in opened] == [folder]

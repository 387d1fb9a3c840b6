"""The Runs page, driven as a person drives it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from kdstudio.core import about, events, journal, paths
from kdstudio.core.about import About
from kdstudio.gui import session as gui_session
from kdstudio.gui import theme, translate
from kdstudio.gui.pages.runs import RunsPage
from kdstudio.gui.session import Session
from kdstudio.gui.tables.runs import Column, Role
from tests.gui import scenes
from tests.gui.scenes import Scene

SMALL = Scene(classes=24, probes=24, epochs=4)
Open = Callable[[], RunsPage]


@pytest.fixture
def opened(qtbot: QtBot, session: Session) -> Iterator[Open]:
    """Return what shows the page, once the runs are there."""
    made: list[RunsPage] = []

    def open_page() -> RunsPage:
        page = RunsPage(session)
        qtbot.addWidget(page)
        page.resize(1192, 740)
        page.open(None)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        made.append(page)
        return page

    yield open_page
    for page in made:
        page.hide()


@pytest.fixture
def trash(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The system's trash, as a folder of the test's own."""
    place = tmp_path / "trash"
    place.mkdir()
    monkeypatch.setattr(gui_session, "send2trash", lambda folder: shutil.move(folder, place))
    return place


def shown(page: RunsPage) -> list[str]:
    """Return the ids of the rows, from top to bottom."""
    return [page.view.order.index(row, 0).data(Role.RUN) for row in range(page.view.order.rowCount())]


def words(page: RunsPage, run_id: str, column: Column) -> str:
    return str(page.table.index_of(run_id, column).data())


def place_of(page: RunsPage, run_id: str, column: Column = Column.NAME) -> QPoint:
    index = page.view.order.mapFromSource(page.table.index_of(run_id, column))
    page.view.scrollTo(index)
    return page.view.visualRect(index).center()


def click(
    qtbot: QtBot,
    page: RunsPage,
    run_id: str,
    column: Column = Column.NAME,
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    place = place_of(page, run_id, column)
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, keys, place)


def press(
    qtbot: QtBot, page: RunsPage, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    qtbot.keyClick(page.view, key, keys)


def answers(page: RunsPage) -> dict[str, QPushButton]:
    return {made.text(): made for made in page.notice.findChildren(QPushButton) if made.isVisibleTo(page.notice)}


def three_runs() -> None:
    scenes.finished("one", SMALL, About(name="emoji s → n", tags=["paper"]))
    scenes.finished("two", Scene(probes=24, epochs=4, recipe={"method": "dkd"}), About(name="emoji s → n, DKD"))
    scenes.stopped("three", SMALL, until=2)


def queued(*names: str) -> None:
    for place, name in enumerate(names):
        scenes.waiting(name, place=place, said=About(name=name, place=place))


# The table


def test_all_runs_stand_in_the_table_the_newest_first(opened: Open) -> None:
    three_runs()
    page = opened()
    assert shown(page) == ["three", "two", "one"]
    assert words(page, "two", Column.METHOD) == "DKD"
    assert words(page, "three", Column.STATE) == "Paused"
    assert not page.notice.isVisible()


def test_a_click_on_a_head_sorts_and_another_turns_it_round(qtbot: QtBot, opened: Open) -> None:
    three_runs()
    page = opened()
    head = page.view.horizontalHeader()
    middle = QPoint(head.sectionViewportPosition(Column.METHOD) + 20, 10)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert shown(page)[0] == "two"
    assert page.view.sorted_by() == (Column.METHOD, False)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert shown(page)[-1] == "two"


def test_the_menu_sorts_as_well(opened: Open) -> None:
    three_runs()
    page = opened()
    sorts = {action.text(): action for action in page.acts.menu.actions()[-1].menu().actions()}
    sorts["Name"].trigger()
    assert page.view.sorted_by() == (Column.NAME, False)


def test_typing_filters_and_one_button_shows_all_again(qtbot: QtBot, opened: Open) -> None:
    three_runs()
    page = opened()
    qtbot.keyClicks(page.filter_field(), "paper")
    assert shown(page) == ["one"]
    qtbot.keyClicks(page.filter_field(), "zzz")
    assert shown(page) == []
    assert page.nothing.isVisible()
    qtbot.mouseClick(page.nothing.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert len(shown(page)) == 3
    assert not page.nothing.isVisible()


def test_a_state_can_be_chosen(qtbot: QtBot, opened: Open) -> None:
    three_runs()
    page = opened()
    for _ in range(4):  # all, queued, running, done, paused
        qtbot.keyClick(page.states, Qt.Key.Key_Down)
    assert page.states.currentText() == "Paused"
    assert shown(page) == ["three"]


def test_the_first_run_is_one_click_away(qtbot: QtBot, opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened()
    started: list[int] = []
    monkeypatch.setattr(page.session, "start_sample", lambda: started.append(1))
    assert page.primary() is not None
    assert not page.filter.isVisible()
    qtbot.mouseClick(page.first, Qt.MouseButton.LeftButton)
    assert started == [1]
    assert page.more.isVisible()


def test_the_empty_page_becomes_the_table_with_the_first_run(qtbot: QtBot, opened: Open) -> None:
    page = opened()
    scenes.finished("one", SMALL)
    page.session.runs_changed.emit() if page.session.rows() else page.session._changed()
    assert shown(page) == ["one"]
    assert page.view.isVisible()
    assert page.primary() is None


# Choosing and comparing


def test_nothing_chosen_is_said_in_a_sentence(opened: Open) -> None:
    three_runs()
    page = opened()
    assert page.below.currentIndex() == 0
    assert page.selected.text() == ""
    assert not page.duplicate.isEnabled()


def test_a_click_shows_one_run_in_short(qtbot: QtBot, opened: Open) -> None:
    three_runs()
    page = opened()
    click(qtbot, page, "one")
    assert page.selected.text() == "1 selected"
    assert page.summary.isVisible()
    assert page.summary.name.whole_text() == "emoji s → n"
    assert "of the teacher's accuracy" in page.summary.sentence.text()
    click(qtbot, page, "two")
    assert page.table.compared() == ["two"]


def test_check_box_and_ctrl_click_compare(qtbot: QtBot, opened: Open) -> None:
    three_runs()
    page = opened()
    click(qtbot, page, "one", Column.CHECK)
    click(qtbot, page, "two", keys=Qt.KeyboardModifier.ControlModifier)
    assert page.table.compared() == ["one", "two"]
    assert page.selected.text() == "2 selected"
    names = [series.name for series in page.curves.chart.shown()]
    assert names == ["emoji s → n", "DKD", "Teacher"]
    assert [len(series.x) for series in page.curves.chart.shown()][:2] == [4, 4]
    assert page.differences.isVisible()
    assert page.differences.table.headerData(2, Qt.Orientation.Horizontal) == "DKD"
    assert page.differences.count.text().endswith("; the rest are equal")
    click(qtbot, page, "one", Column.CHECK)
    assert page.table.compared() == ["two"]


def test_arrows_move_space_compares_and_escape_lets_go(qtbot: QtBot, opened: Open) -> None:
    three_runs()
    page = opened()
    page.view.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, page, Qt.Key.Key_Space)
    press(qtbot, page, Qt.Key.Key_Down)
    assert page.table.compared() == ["three"]
    press(qtbot, page, Qt.Key.Key_Space)
    assert page.table.compared() == ["three", "two"]
    press(qtbot, page, Qt.Key.Key_End)
    assert page.view.current_run() == "one"
    press(qtbot, page, Qt.Key.Key_Escape)
    assert page.table.compared() == []


def test_a_fifth_run_is_refused_in_a_sentence(qtbot: QtBot, opened: Open) -> None:
    for number in range(5):
        scenes.stopped(f"run-{number}", SMALL, until=1)
    page = opened()
    for number in range(5):
        click(qtbot, page, f"run-{number}", Column.CHECK)
    assert len(page.table.compared()) == 4
    assert page.notice.words.text() == "Four runs are compared already: deselect one of them first."
    qtbot.mouseClick(page.notice.close_button, Qt.MouseButton.LeftButton)
    assert not page.notice.isVisible()


def test_the_teachers_line_is_its_accuracy_on_the_same_images(opened: Open) -> None:
    three_runs()
    page = opened()
    page.table.choose("one")
    line = page.curves.chart.shown()[-1]
    assert line.style == "teacher"
    assert 50.0 < line.y[0] <= 100.0


def test_return_and_double_click_open_a_run(qtbot: QtBot, opened: Open) -> None:
    three_runs()
    page = opened()
    wanted: list[object] = []
    page.session.page_wanted.connect(lambda name, argument: wanted.append((name, argument["run_id"])))
    qtbot.mouseDClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(page, "two"))
    page.view.set_current_run("one")
    press(qtbot, page, Qt.Key.Key_Return)
    assert wanted == [("run", "two"), ("run", "one")]


# Naming


def test_f2_renames_in_the_table(qtbot: QtBot, opened: Open) -> None:
    three_runs()
    page = opened()
    opened_runs: list[str] = []
    page.view.opened.connect(opened_runs.append)
    click(qtbot, page, "two")
    page.view.setFocus()
    press(qtbot, page, Qt.Key.Key_F2)
    field = page.view.findChild(QLineEdit)
    assert field is not None
    assert field.accessibleName() == "Name of the run"
    field.selectAll()
    qtbot.keyClicks(field, "the better one")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: words(page, "two", Column.NAME) == "the better one")
    assert not opened_runs
    assert about.read(paths.runs_folder() / "two").name == "the better one"
    assert page.table.compared() == ["two"]


def test_tags_and_note_are_changed_below_the_table(qtbot: QtBot, opened: Open) -> None:
    three_runs()
    page = opened()
    click(qtbot, page, "one")
    page.view.setFocus()
    press(qtbot, page, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert page.summary.tags.hasFocus()
    page.summary.tags.selectAll()
    qtbot.keyClicks(page.summary.tags, "paper, , best ,paper")
    qtbot.keyClick(page.summary.tags, Qt.Key.Key_Return)
    page.summary.note.setFocus()
    qtbot.keyClicks(page.summary.note, "Look again.")
    page.view.setFocus()
    said = about.read(paths.runs_folder() / "one")
    assert said.tags == ["paper", "best"]
    assert said.note == "Look again."


def test_what_is_typed_goes_to_the_run_it_was_typed_for(qtbot: QtBot, opened: Open) -> None:
    three_runs()
    page = opened()
    page.table.choose("one")
    page.summary.note.setPlainText("of one")
    page.table.choose("two")
    assert about.read(paths.runs_folder() / "one").note == "of one"
    assert page.summary.note.toPlainText() == ""
    assert about.read(paths.runs_folder() / "two").note == ""


def test_a_refusal_stands_on_the_page(opened: Open) -> None:
    three_runs()
    page = opened()
    shutil.rmtree(paths.runs_folder() / "two")
    page.table.renamed.emit("two", "ghost")
    assert page.notice.isVisible()
    assert "is no run any more" in page.notice.words.text()


# Duplicate, delete, import


def test_duplicate_sets_up_a_run_with_the_same_settings(qtbot: QtBot, opened: Open) -> None:
    three_runs()
    page = opened()
    wanted: list[tuple[str, dict[str, object]]] = []
    page.session.page_wanted.connect(lambda name, argument: wanted.append((name, argument)))
    click(qtbot, page, "two")
    assert "emoji s → n, DKD" in page.duplicate.toolTip()
    qtbot.mouseClick(page.duplicate, Qt.MouseButton.LeftButton)
    name, argument = wanted[0]
    assert name == "distil"
    assert argument["job"].recipe.method == "dkd"  # type: ignore[attr-defined]


def test_delete_asks_on_the_page_and_moves_to_the_trash(qtbot: QtBot, opened: Open, trash: Path) -> None:
    three_runs()
    page = opened()
    click(qtbot, page, "one", Column.CHECK)
    click(qtbot, page, "two", Column.CHECK)
    qtbot.mouseClick(page.trash, Qt.MouseButton.LeftButton)
    assert page.notice.words.text().startswith("Move 2 runs (")
    assert QApplication.activeModalWidget() is None
    assert len(shown(page)) == 3
    qtbot.mouseClick(answers(page)["Move to the trash"], Qt.MouseButton.LeftButton)
    assert shown(page) == ["three"]
    assert {path.name for path in trash.iterdir()} == {"one", "two"}
    assert "in the system's trash" in page.notice.words.text()
    assert page.table.compared() == []


def test_delete_can_be_cancelled_by_key(qtbot: QtBot, opened: Open, trash: Path) -> None:
    three_runs()
    page = opened()
    page.view.setFocus()
    page.view.set_current_run("one")
    press(qtbot, page, Qt.Key.Key_Delete)
    assert page.notice.words.text().startswith("Move emoji s → n (")
    qtbot.keyClick(answers(page)["Move to the trash"], Qt.Key.Key_Escape)
    assert not page.notice.isVisible()
    assert len(shown(page)) == 3


def test_a_trash_that_refuses_is_said(qtbot: QtBot, opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: Path) -> None:
        raise OSError(13, "Permission denied")

    monkeypatch.setattr(gui_session, "send2trash", refuse)
    three_runs()
    page = opened()
    click(qtbot, page, "one")
    qtbot.mouseClick(page.trash, Qt.MouseButton.LeftButton)
    qtbot.keyClick(answers(page)["Move to the trash"], Qt.Key.Key_Return)
    assert "cannot be moved to the trash" in page.notice.words.text()
    assert len(shown(page)) == 3


def elsewhere(tmp_path: Path) -> Path:
    source = tmp_path / "usb" / "from-elsewhere"
    shutil.move(scenes.finished("from-elsewhere", SMALL, About(name="of the other machine")), source)
    return source


def test_a_run_is_imported_from_a_folder(opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = elsewhere(tmp_path)
    three_runs()
    page = opened()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(source))
    page.acts.actions["import"].trigger()
    assert words(page, "from-elsewhere", Column.NAME) == "of the other machine"
    assert page.table.compared() == ["from-elsewhere"]


def drop(page: RunsPage, folder: Path) -> bool:
    """Drop a folder onto the page; return whether it was taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    keys = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(300, 300), *keys)
    QApplication.sendEvent(page, enter)
    if enter.isAccepted():
        QApplication.sendEvent(page, QDropEvent(QPointF(300, 300), *keys))
    return enter.isAccepted()


def test_a_run_is_imported_by_dropping_it(opened: Open, tmp_path: Path) -> None:
    source = elsewhere(tmp_path)
    page = opened()
    assert drop(page, source)
    assert shown(page) == ["from-elsewhere"]


def test_other_folders_are_left_to_the_window(opened: Open, tmp_path: Path) -> None:
    assert not drop(opened(), tmp_path)


def test_a_run_that_cannot_be_imported_is_said_on_an_empty_page_too(opened: Open, tmp_path: Path) -> None:
    source = elsewhere(tmp_path)
    for file in source.glob("journal-*"):
        file.unlink()
    page = opened()
    assert drop(page, source)
    assert page.notice.isVisible()
    assert "holds no journal" in page.notice.words.text()


# The queue


def test_alt_and_arrows_reorder_waiting_runs(qtbot: QtBot, opened: Open) -> None:
    queued("a", "b", "c")
    page = opened()
    page.view.setFocus()
    page.view.set_current_run("c")
    press(qtbot, page, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert shown(page) == ["a", "c", "b"]
    assert page.view.current_run() == "c"
    press(qtbot, page, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert page.session.waiting() == ["a", "b", "c"]


def drag(qtbot: QtBot, page: RunsPage, run_id: str, to: QPoint) -> None:
    viewport = page.view.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=place_of(page, run_id))
    for place in (place_of(page, run_id) + QPoint(0, 12), to):
        qtbot.mouseMove(viewport, place)
        QApplication.sendPostedEvents()
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=to)


@pytest.mark.parametrize(("run_id", "to", "order"), [("a", "c", "bca"), ("c", "a", "cab"), ("b", "b", "abc")])
def test_a_waiting_run_is_dragged(qtbot: QtBot, opened: Open, run_id: str, to: str, order: str) -> None:
    queued("a", "b", "c")
    scenes.stopped("done", SMALL, until=1)
    page = opened()
    below = QPoint(0, 10) if to == "c" else QPoint(0, -10)
    drag(qtbot, page, run_id, place_of(page, to) + below)
    assert page.session.waiting() == list(order)
    assert shown(page) == [*order, "done"]


def test_a_run_that_does_not_wait_cannot_be_moved(qtbot: QtBot, opened: Open) -> None:
    queued("a", "b")
    scenes.stopped("done", SMALL, until=1)
    page = opened()
    drag(qtbot, page, "done", place_of(page, "a"))
    assert shown(page) == ["a", "b", "done"]
    page.view.setFocus()
    page.view.set_current_run("done")
    press(qtbot, page, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert page.notice.words.text() == "Only runs that wait can be moved."


def test_a_waiting_run_is_removed_from_the_queue(qtbot: QtBot, opened: Open, trash: Path) -> None:
    queued("a", "b")
    page = opened()
    click(qtbot, page, "a")
    assert page.summary.sentence.text() == "It waits for its turn."
    page.acts.actions["unqueue"].trigger()
    assert page.session.waiting() == ["b"]
    assert words(page, "b", Column.STATE) == "Queued 1"
    assert (trash / "a").is_dir()


def test_a_run_that_waits_for_its_teacher_says_so(qtbot: QtBot, opened: Open) -> None:
    scenes.stopped("teacher", SMALL, until=1)
    job = scenes.Distill(recipe=scenes.recipe_of(Scene(recipe={"teacher": "run:teacher"})))
    scenes.waiting("a", job=job, said=About(name="a", place=0))
    page = opened()
    click(qtbot, page, "a")
    assert "teacher is paused" in page.summary.sentence.text()


# The run at work


@pytest.fixture
def at_work(home: Path) -> Iterator[scenes.Story]:
    """A run in its third epoch, whose writer is alive."""
    story = scenes.running("live", SMALL, until=2)
    with journal.lock_of(story.folder):
        yield story


def test_the_run_at_work_moves_on_in_its_row(qtbot: QtBot, at_work: scenes.Story, opened: Open) -> None:
    scenes.finished("one", SMALL)
    page = opened()
    click(qtbot, page, "live", Column.CHECK)
    click(qtbot, page, "one", Column.CHECK)
    assert words(page, "live", Column.STATE) == "3 of 4"
    resets: list[int] = []
    page.view.order.modelReset.connect(lambda: resets.append(1))
    *_, done = at_work.training("student", 3)
    logits = at_work.logits("student", 3)
    at_work.tell(at_work._epoch_done("student", 3, logits), done)
    qtbot.waitUntil(lambda: words(page, "live", Column.STATE) == "4 of 4", timeout=5000)
    assert not resets
    assert page.table.compared() == ["live", "one"]
    assert len(page.curves.chart.shown()[0].x) == 3
    at_work.tell(events.Stopped(network="student", epoch=3))


def test_the_column_grows_with_what_a_run_does(qtbot: QtBot, at_work: scenes.Story, opened: Open) -> None:
    page = opened()
    before = page.view.columnWidth(Column.STATE)
    live = page.session.live("live")
    live.network_now = "baseline"
    page.session.run_changed.emit("live")
    assert words(page, "live", Column.STATE).startswith("Baseline ")
    assert page.view.columnWidth(Column.STATE) > before


def test_a_run_at_work_is_not_deleted(qtbot: QtBot, at_work: scenes.Story, opened: Open, trash: Path) -> None:
    page = opened()
    click(qtbot, page, "live")
    qtbot.mouseClick(page.trash, Qt.MouseButton.LeftButton)
    assert page.notice.words.text() == "live is at work: pause it first, then delete it."
    assert answers(page) == {}


def test_pause_keeps_the_place(qtbot: QtBot, at_work: scenes.Story, opened: Open) -> None:
    page = opened()
    click(qtbot, page, "live")
    page.acts.actions["pause"].trigger()
    assert words(page, "live", Column.STATE) == "Stopping"
    assert next(at_work.folder.glob("stop-*"), None) is not None


def test_resume_goes_on_with_a_run(qtbot: QtBot, opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    three_runs()
    page = opened()
    resumed: list[str] = []
    monkeypatch.setattr(page.session, "resume", resumed.append)
    click(qtbot, page, "three")
    page.acts.actions["resume"].trigger()
    click(qtbot, page, "one")
    page.acts.actions["resume"].trigger()
    assert resumed == ["three"]
    assert "can be resumed" in page.notice.words.text()


def test_the_menu_offers_what_applies_and_all_keys_stay(qtbot: QtBot, opened: Open) -> None:
    three_runs()
    page = opened()
    click(qtbot, page, "three")
    qtbot.mouseClick(page.more, Qt.MouseButton.LeftButton)
    offered = [action.text() for action in page.acts.menu.actions() if action.isVisible() and action.text()]
    page.acts.menu.close()
    assert "Resume" in offered
    assert "Pause" not in offered
    assert "Move up" not in offered
    assert all(action.isVisible() for action in page.acts.actions.values())


# Being hidden, other themes and languages


def test_a_hidden_page_catches_up_when_it_is_shown(opened: Open) -> None:
    three_runs()
    page = opened()
    page.hide()
    scenes.finished("four", SMALL)
    page.session._changed()
    assert "four" not in shown(page)
    page.show()
    assert "four" in shown(page)


def test_the_division_of_the_page_is_remembered(opened: Open, session: Session, qtbot: QtBot) -> None:
    three_runs()
    page = opened()
    page.splitter.moveSplitter(200, 1)
    qtbot.waitUntil(lambda: "runs" in session.settings.splitters)
    again = opened()
    assert abs(again.splitter.sizes()[0] - page.splitter.sizes()[0]) < 10
    assert session.settings.splitters["runs"]


def test_theme_and_language_change_while_runs_are_compared(opened: Open) -> None:
    three_runs()
    page = opened()
    page.table.choose("one", "two")
    theme.theme().apply("dark")
    translate.language().apply("vi")
    page.grab()
    assert words(page, "one", Column.GAIN)[-2] == ","
    assert page.table.compared() == ["one", "two"]


def test_every_control_says_what_it_is(opened: Open) -> None:
    three_runs()
    page = opened()
    page.table.choose("one")
    page.view.set_current_run("one")
    controls = [page.filter, page.states, page.tasks, page.duplicate, page.trash, page.more]
    for control in (*controls, page.summary.tags, page.summary.note):
        assert control.accessibleName()
        assert control.toolTip()
    assert page.view.accessibleName() == "Runs"

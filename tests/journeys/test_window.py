"""Journeys through the real window, with real processes and the real engine: what a person comes for, from end to end.

Only the recipes are small. Nothing waits for a time: each step waits until it can be seen.
"""

import shutil
from pathlib import Path
from typing import cast

import msgspec
import psutil
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMessageBox

from kdstudio.core import journal, samples, verdict
from kdstudio.core.about import About
from kdstudio.core.jobs import Distill
from kdstudio.core.live_run import LiveRun
from kdstudio.gui import session as gui_session
from kdstudio.gui.pages.distil import DistilPage
from kdstudio.gui.pages.home import HomePage
from kdstudio.gui.pages.run import RunPage
from kdstudio.gui.pages.run.result import ResultTab
from kdstudio.gui.pages.run.soft_labels import SoftLabelsTab
from kdstudio.gui.pages.runs import RunsPage
from kdstudio.gui.pages.settings import SettingsPage
from kdstudio.gui.tables.runs import Column, Role
from kdstudio.gui.translate import show
from tests.colours import recipe
from tests.gui import scenes
from tests.journeys.desktop import Desk, Desks

LONG = 40  # epochs: nobody waits for the last one
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def trash(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The system's trash, as a folder of the test's own."""
    place = tmp_path / "trash"
    place.mkdir()
    monkeypatch.setattr(gui_session, "send2trash", lambda folder: shutil.move(folder, place))
    return place


@pytest.fixture
def long_job(colours: Path, teacher: Path) -> Distill:
    return job(colours, teacher, epochs=LONG)


def job(dataset: Path, teacher: Path, **changes: object) -> Distill:
    return Distill(recipe=recipe(dataset, teacher, **changes).completed())


def start(desk: Desk, wanted: Distill, name: str) -> str:
    """Start a run, open it from the status strip, and wait until its student has learned for an epoch."""
    run_id = desk.session.start(wanted, name)
    open_working(desk, run_id)
    desk.see_epoch(run_id, 1)
    return run_id


def open_working(desk: Desk, run_id: str) -> RunPage:
    """Click on the run at work in the status strip."""
    desk.see(lambda: desk.window.strip.bar.isVisible())
    desk.click(desk.window.strip)
    page = desk.page(RunPage)
    assert page.header.name.whole_text() == desk.session.name_of(run_id)
    return page


def finish(desk: Desk, run_id: str) -> LiveRun:
    """Press *Finish now* on the page of the run at work, and wait until it has been measured."""
    desk.click(open_working(desk, run_id).header.buttons["finish"])
    live = desk.see_end(run_id)
    assert live.state == "finished"
    return live


def soft_labels(page: RunPage) -> SoftLabelsTab:
    return cast(SoftLabelsTab, page.tabs["soft_labels"])


def verdict_on(page: RunPage) -> str:
    return cast(ResultTab, page.tabs["result"]).verdict.sentence.text()


def place_of(page: RunsPage, run_id: str, column: Column = Column.NAME) -> QPoint:
    index = page.view.order.mapFromSource(page.table.index_of(run_id, column))
    return page.view.visualRect(index).center()


def click(desk: Desk, page: RunsPage, run_id: str, column: Column = Column.NAME) -> None:
    desk.see(lambda: page.table.row_of(run_id) is not None)
    desk.qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(page, run_id, column))


def order(page: RunsPage) -> list[str]:
    rows = page.view.order.rowCount()
    return [page.view.order.index(row, Column.NAME).data(Role.RUN) for row in range(rows)]


def test_one_click_goes_from_the_first_start_over_live_soft_labels_to_a_verdict(
    desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = msgspec.structs.replace(samples.demo_recipe(), epochs=1, probes=24, image_size=32)
    monkeypatch.setattr(gui_session, "demo_recipe", lambda: short)
    with desks.open() as desk:
        home = desk.page(HomePage)
        assert home.steps.isVisible()
        desk.click(home.sample.run)
        page = desk.page(RunPage)
        assert page.current_tab() == "soft_labels"
        tab = soft_labels(page)
        desk.see(lambda: tab.scrubber.epoch() == 0)
        untaught = tab.bars.table().rows
        desk.see(lambda: tab.scrubber.epoch() == 1)
        taught = tab.bars.table().rows
        assert len(taught) == 24
        assert [row[:2] for row in taught] == [row[:2] for row in untaught]  # the classes, and what the teacher says
        assert [row[2] for row in taught] != [row[2] for row in untaught]  # what the student says

        desk.see(lambda: page.current_tab() == "result")
        run_id = desk.session.rows()[0].id
        found = desk.live(run_id).verdict
        assert found is not None
        assert verdict_on(page) == show(verdict.sentence(found))
        assert page.header.chip.words() == "Done"


def test_an_own_dataset_and_its_teacher_are_dropped_paired_and_distilled(
    desks: Desks, colours: Path, teacher: Path, tmp_path: Path
) -> None:
    other_names = {"amber": "Amber", "green": "GREEN", "plum": "Plum", "slate": "slate"}
    for split in ("train", "val", "test"):
        for ours, theirs in other_names.items():
            shutil.copytree(colours / split / ours, tmp_path / "patches" / split / theirs)
    with desks.open() as desk:
        desk.drop(tmp_path / "patches", teacher)
        page = desk.page(DistilPage)
        before = page.before
        assert (page.draft.recipe.dataset, page.draft.recipe.teacher) == (str(tmp_path / "patches"), str(teacher))
        assert not before.start.isEnabled()

        desk.click(desk.button("Use these 3 pairs", before))
        assert page.draft.recipe.class_map == {"Amber": "amber", "GREEN": "green", "Plum": "plum"}
        page.recipe.epochs.setFocus()
        page.recipe.epochs.selectAll()
        desk.qtbot.keyClicks(page.recipe.epochs, "2")
        desk.qtbot.keyClick(page.recipe.epochs, Qt.Key.Key_Return)
        desk.click(before.start)
        run_page = desk.page(RunPage)
        run_id = desk.session.rows()[0].id
        live = desk.see_end(run_id)
        assert live.state == "finished"
        assert live.prepared is not None
        assert live.prepared.class_pairs == {"Amber": "amber", "GREEN": "green", "Plum": "plum", "slate": "slate"}
        assert sorted(live.networks["student"].epochs) == [0, 1, 2]
        assert run_page.current_tab() == "result"
        assert verdict_on(run_page)


def test_a_run_whose_process_is_killed_says_so_and_is_resumed(desks: Desks, colours: Path, teacher: Path) -> None:
    with desks.open() as desk:
        run_id = start(desk, job(colours, teacher, epochs=8), "to be killed")
        page = desk.page(RunPage)
        psutil.Process(desk.live(run_id).process).kill()
        desk.see(lambda: page.ending.isVisible())
        assert page.ending.sentence.text().startswith("The run ended without a word (exit code ")
        assert page.ending.kept.text().startswith("Kept: the student after ")
        assert page.header.chip.words() == "Interrupted"

        kept = desk.live(run_id).networks["student"].checkpoint_epoch or 0
        desk.click(page.ending.resume)
        desk.see(lambda: not page.ending.isVisible())
        live = desk.see_end(run_id)
        assert (live.state, live.attempt) == ("finished", 2)
        assert kept >= 1
        assert sorted(live.networks["student"].epochs) == list(range(9))
        desk.see(lambda: page.header.chip.words() == "Done")


def test_two_runs_are_compared_by_mouse_and_by_keys_and_one_is_opened_by_return(desks: Desks) -> None:
    small = scenes.Scene(probes=24, epochs=4)
    scenes.finished("one", small, About(name="one"))
    scenes.finished("two", scenes.Scene(probes=24, epochs=4, recipe={"method": "dkd"}), About(name="two"))
    scenes.stopped("three", small, until=2)
    with desks.open() as desk:
        page = desk.go("runs", RunsPage)
        click(desk, page, "one", Column.CHECK)
        click(desk, page, "two", Column.CHECK)
        assert page.selected.text() == "2 selected"
        assert {"one", "two"} <= {series.key for series in page.curves.chart.shown()}
        assert page.differences.isVisible()
        settings = [page.differences.table.index(row, 0).data() for row in range(page.differences.table.rowCount())]
        assert "Method" in settings

        desk.qtbot.keyClick(page.view, Qt.Key.Key_Escape)
        assert page.table.compared() == []
        assert order(page) == ["three", "two", "one"]
        for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space):
            desk.qtbot.keyClick(page.view, key)
        assert page.table.compared() == ["two", "one"]
        desk.qtbot.keyClick(page.view, Qt.Key.Key_Return)
        run_page = desk.page(RunPage)
        assert run_page.header.name.whole_text() == "one"
        assert verdict_on(run_page)


def test_language_and_theme_change_in_the_middle_of_a_run_and_it_goes_on(desks: Desks, long_job: Distill) -> None:
    old = scenes.finished("old", scenes.Scene(probes=24, epochs=4))
    english = show(verdict.sentence(cast(verdict.Verdict, LiveRun.replay(old).verdict)))
    with desks.open() as desk:
        run_id = start(desk, long_job, "at work")
        words = desk.page(RunPage).header.chip.words()
        assert words == "Distilling"
        assert desk.window.palette().window().color().lightness() > 128
        looks = desk.go("settings", SettingsPage).looks
        desk.click(looks.language.button("vi"))
        desk.click(looks.theme.button("dark"))
        assert desk.window.rail.button("home").text() != "Home"
        assert desk.window.palette().window().color().lightness() < 128

        page = open_working(desk, run_id)
        assert page.header.chip.words() != words
        assert page.header.buttons["pause"].text() != "Pause"
        done = desk.live(run_id).networks["student"].checkpoint_epoch or 0
        desk.see_epoch(run_id, done + 1)
        assert desk.live(run_id).attempt == 1

        home = desk.go("home", HomePage)
        line = next(line for line in home.recent.lines if line.run_id == "old")
        desk.click(line.name)
        translated = show(verdict.sentence(cast(verdict.Verdict, desk.live("old").verdict)))
        assert verdict_on(desk.page(RunPage)) == translated
        assert translated != english
        assert "," in translated  # numbers are written as in Vietnamese, too
        finish(desk, run_id)
        assert desk.session.settings.language == "vi"
        assert desk.session.settings.theme == "dark"


def question(desk: Desk) -> QMessageBox:
    """Close the window by its key, and return what it asks."""
    desk.window.activateWindow()  # no desktop does it here when a question goes away
    desk.see(desk.window.isActiveWindow)
    desk.qtbot.keyClick(desk.window, Qt.Key.Key_Q, CONTROL)
    desk.see(lambda: any(box.isVisible() for box in desk.window.findChildren(QMessageBox)))
    return next(box for box in desk.window.findChildren(QMessageBox) if box.isVisible())


def test_closing_while_a_run_works_asks_and_the_next_start_offers_to_resume(desks: Desks, long_job: Distill) -> None:
    with desks.open() as desk:
        run_id = start(desk, long_job, "half done")
        box = question(desk)
        assert box.text() == "half done is still at work."
        desk.click(desk.button("Cancel", box))
        assert desk.window.isVisible()
        done = desk.live(run_id).networks["student"].checkpoint_epoch or 0
        desk.see_epoch(run_id, done + 1)

        desk.click(desk.button("Stop and keep the place", question(desk)))
        desk.see(lambda: not desk.window.isVisible())
        assert desk.live(run_id).state == "stopped"
        assert not journal.is_writer_alive(desk.session.folder(run_id))

    with desks.open() as desk:
        home = desk.page(HomePage)
        assert [line.run_id for line in home.recent.lines] == [run_id]
        desk.click(home.recent.lines[0].resume)
        desk.see_epoch(run_id, done + 2)
        live = finish(desk, run_id)
        assert live.attempt == 2
        assert live.networks["student"].epochs_done() < LONG


def test_waiting_runs_are_put_in_order_and_a_removed_one_never_starts(
    desks: Desks, long_job: Distill, colours: Path, teacher: Path, trash: Path
) -> None:
    with desks.open() as desk:
        first = start(desk, long_job, "first")
        runs = desk.go("runs", RunsPage)
        click(desk, runs, first)
        desk.click(runs.duplicate)
        distil = desk.page(DistilPage)
        distil.name.setFocus()
        distil.name.selectAll()
        desk.qtbot.keyClicks(distil.name, "second")
        desk.qtbot.keyClick(distil.name, Qt.Key.Key_Return)
        desk.see(lambda: distil.before.start.isEnabled())
        assert distil.before.below.text() == "Starts when first is done."
        desk.click(distil.before.start)
        second = desk.session.waiting()[0]
        assert desk.page(RunPage).header.chip.words() == "Waiting"

        third = desk.session.start(job(colours, teacher, epochs=1), "third")
        assert desk.session.waiting() == [second, third]
        runs = desk.go("runs", RunsPage)
        click(desk, runs, third)
        desk.qtbot.keyClick(runs.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        assert desk.session.waiting() == [third, second]
        assert order(runs)[:2] == [third, second]

        desk.qtbot.mouseDClick(runs.view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(runs, second))
        desk.click(desk.page(RunPage).header.buttons["remove"])
        assert desk.session.waiting() == [third]
        finish(desk, first)
        assert desk.see_end(third).state == "finished"
        assert {row.id for row in desk.session.rows()} == {first, third}
        assert journal.attempts(trash / second) == 0

import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kdstudio.core import jobs
from kdstudio.core.live_run import LiveRun
from kdstudio.core.recipe import Recipe, TeacherRecipe, settings
from kdstudio.gui import translate
from kdstudio.gui.pages.run.details import DetailsTab, sections
from kdstudio.gui.session import Session
from kdstudio.gui.widgets.basics import FactRow
from tests.gui import scenes

SMALL = scenes.Scene(epochs=2, probes=24)
LEFT_OUT = "2 images cannot be read, or are smaller than 10 pixels, and are left out: dog/broken.png, cow/empty.png."


@pytest.fixture
def live(home: Path) -> LiveRun:
    return LiveRun.replay(scenes.finished(scene=SMALL))


@pytest.fixture
def tab(live: LiveRun, qtbot: QtBot, session: Session) -> DetailsTab:
    made = DetailsTab(session)
    qtbot.addWidget(made)
    made.resize(1144, 568)
    made.show_run(live)
    made.show()
    return made


def shown(tab: DetailsTab) -> dict[str, str]:
    return {row.name.text(): row.value.whole_text() for row in tab.findChildren(FactRow)}


def test_every_setting_is_shown_with_its_value_its_unit_and_why(tab: DetailsTab) -> None:
    facts = shown(tab)
    assert {meta.title for _, meta, _, _ in settings(Recipe)} <= set(facts)
    assert facts["Image size"] == "64\u00a0px"
    assert facts["Temperature"] == "4"
    assert facts["Learning rate"] == "0.002"
    assert facts["Baseline"] == "Yes"
    assert facts["Method"] == "Soft labels (KD)"
    assert facts["Gamma"] == "—", "kd has none"
    row = next(row for row in tab.findChildren(FactRow) if row.name.text() == "Epochs")
    assert row.name.toolTip() == "How often training goes through all images."


def test_a_teachers_training_has_its_own_settings(home: Path) -> None:
    live = LiveRun.replay(scenes.teacher_training())
    names = {fact.name.template for section in sections(live) for fact in section.facts}
    assert {meta.title for _, meta, _, _ in settings(TeacherRecipe)} <= names
    assert "Temperature" not in names


def test_versions_host_device_data_and_files_are_shown(tab: DetailsTab, live: LiveRun) -> None:
    facts = shown(tab)
    assert facts["torch"] == "2.14.1"
    assert facts["Host"] == "desk"
    assert facts["Classes"] == "24"
    assert facts["Unlabelled images"] == "2,208"
    assert facts["Student's weights"] == "student/weights/best.pt"
    assert facts["Folder"] == str(live.folder)


def test_the_notes_and_the_class_pairs_are_shown(tab: DetailsTab) -> None:
    assert tab.notes.isVisible()
    assert LEFT_OUT in [words.text() for words in tab.notes.findChildren(QLabel)]
    assert tab.pairs.table.rowCount() == 24
    assert tab.pairs.table.item(0, 0).text() == tab.pairs.table.item(0, 1).text() == scenes.EMOJI[0]


def test_a_class_that_the_teacher_lacks_is_named(tab: DetailsTab) -> None:
    tab.pairs.show_pairs([("owl", None)])
    assert tab.pairs.table.item(0, 1).text() == "none: learned from hard labels alone"


def test_the_text_on_the_clipboard_has_all_of_it(tab: DetailsTab, qtbot: QtBot) -> None:
    qtbot.mouseClick(tab.copy_text, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    for name, value in shown(tab).items():
        assert f"  {name}: {value}\n" in copied
    assert f"  {LEFT_OUT}\n" in copied


def test_the_job_on_the_clipboard_is_the_runs_own(tab: DetailsTab, live: LiveRun, qtbot: QtBot) -> None:
    qtbot.mouseClick(tab.copy_job, Qt.MouseButton.LeftButton)
    copied = tomllib.loads(QGuiApplication.clipboard().text())
    assert jobs.from_mapping(copied, "the clipboard") == live.job


def test_numbers_change_with_the_language(tab: DetailsTab) -> None:
    translate.language().apply("vi")
    values = shown(tab).values()
    assert "0,002" in values
    assert "0.002" not in values


def test_a_run_that_waits_has_its_settings_and_nothing_else_yet(tab: DetailsTab) -> None:
    tab.show_run(LiveRun.replay(scenes.waiting("soon")))
    facts = shown(tab)
    assert facts["Device"] == "—"
    assert "torch" not in facts
    assert not tab.notes.isVisible()
    assert not tab.pairs.isVisible()

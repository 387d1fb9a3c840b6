"""The third step: an export that works, is left and returned to, is stopped, fails, dies, and is built again."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kdstudio.core.events import Failed, FileFailed, Finished, Progress, ProofDone, Stopped
from kdstudio.core.text import UserError, text
from kdstudio.gui.export_wizard import ExportPage
from tests.gui import export_scenes, scenes
from tests.gui.export_scenes import PROOF, TRIES, beginning, built, proven, tried
from tests.gui.export_wizard.conftest import Workers

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def building(page: ExportPage, workers: Workers, qtbot: QtBot) -> ExportPage:
    page.go_to("where")
    qtbot.mouseClick(page.where.build, LEFT)
    workers[0].tell(*beginning(), *built("fp32"), Progress(stage="build", done=1, total=3, item="fp16"))
    qtbot.waitUntil(lambda: page.build.stage.text() == "Building FP16")
    return page


def words(page: ExportPage) -> list[str]:
    grid = page.build.files.grid
    return [made.text() for place in range(grid.count()) if isinstance(made := grid.itemAt(place).widget(), QLabel)]


def test_an_export_is_followed_from_its_files_to_its_proof(
    building: ExportPage, workers: Workers, qtbot: QtBot
) -> None:
    assert building.now == "build"
    assert [name for name, made in building.steps.buttons.items() if made.isEnabled()] == ["build"]
    assert building.build.hint.text().startswith("You may leave this page")
    assert "6.2\u00a0MB" in words(building)
    assert "at work" in words(building)

    workers[0].tell(*built("fp16", "int8-first", "int8"), *tried(TRIES), *proven(PROOF.rows))
    qtbot.waitUntil(lambda: building.build.rows.isVisible())
    assert building.build.tries.grid.rowCount() > len(TRIES)
    workers[0].tell(ProofDone(proof=PROOF), Finished(seconds=1.0))
    qtbot.waitUntil(lambda: building.now == "proof")
    assert building.session.exports.running() is None
    assert building.steps.buttons["build"].caption().english().startswith("3 files in ")


def test_one_may_leave_and_finds_it_again(building: ExportPage, workers: Workers, qtbot: QtBot) -> None:
    building.hide()
    workers[0].tell(*built("fp16", "int8"), *proven(PROOF.rows), ProofDone(proof=PROOF), Finished(seconds=1.0))
    qtbot.waitUntil(lambda: building.session.exports.running() is None)
    building.show()
    assert building.now == "build"
    assert building.build.stage.text() == "The files are built and proven."
    qtbot.mouseClick(building.primary(), LEFT)
    assert building.now == "proof"


def test_a_file_that_cannot_be_built_says_why_and_the_others_go_on(
    building: ExportPage, workers: Workers, qtbot: QtBot
) -> None:
    workers[0].tell(FileFailed(key="fp16", precision="fp16", sentence=text("The runtime refused it.")))
    workers[0].tell(Progress(stage="build", done=2, total=3, item="int8"))
    qtbot.waitUntil(lambda: building.build.stage.text() == "Building INT8")
    assert "The runtime refused it." in words(building)
    assert "at work" in words(building)


def test_a_stop_is_asked_for_and_it_can_be_built_again(building: ExportPage, workers: Workers, qtbot: QtBot) -> None:
    qtbot.mouseClick(building.build.stop, LEFT)
    assert workers[0].wishes == ["keep"]
    assert building.build.stage.text() == "Stopping…"
    assert not building.build.stop.isEnabled()
    workers[0].tell(Stopped())
    qtbot.waitUntil(lambda: building.build.ending.isVisible())
    assert building.build.ending.sentence.text() == "The export was stopped before its models were proven."
    assert building.primary() is building.build.again

    qtbot.mouseClick(building.build.again, LEFT)
    assert len(workers) == 2
    assert workers[1].folder == workers[0].folder
    workers[1].tell(*beginning(), Progress(stage="prove", done=0, total=3, item="teacher"))
    qtbot.waitUntil(lambda: building.build.stage.text() == "Proving the teacher")
    assert not building.build.ending.isVisible()
    workers[1].tell(Stopped())


def test_a_failure_is_a_sentence_with_what_to_do_and_details_to_copy(
    building: ExportPage, workers: Workers, qtbot: QtBot
) -> None:
    (workers[0].folder / "worker.log").write_text("a library's last word\n", encoding="utf-8")
    workers[0].tell(Failed(reason="resources", sentence=text("The disk is full.")))
    qtbot.waitUntil(lambda: building.build.ending.isVisible())
    panel = building.build.ending
    assert panel.sentence.text() == "The disk is full."
    assert panel.next.text() == "Close other programs or free disk space, then build again."
    assert panel.log.toPlainText() == "a library's last word"
    qtbot.mouseClick(panel.copy, LEFT)
    copied = QGuiApplication.clipboard().text()
    assert "The disk is full." in copied
    assert 'job = "export"' in copied
    assert "a library's last word" in copied


def test_a_process_that_dies_is_lost_with_its_exit_code(building: ExportPage, workers: Workers, qtbot: QtBot) -> None:
    workers[0].die(-9)
    qtbot.waitUntil(lambda: building.build.ending.isVisible())
    assert building.build.ending.sentence.text().endswith("(exit code −9): the system killed its process.")
    assert "memory" in building.build.ending.next.text()


def test_runs_wait_while_an_export_works_and_then_begin(building: ExportPage, workers: Workers, qtbot: QtBot) -> None:
    scenes.waiting("next")
    building.session._changed()
    building.session.start_next()
    assert len(workers) == 1
    with pytest.raises(UserError, match="An export is at work"):
        building.session.resume("next")
    with pytest.raises(UserError, match="Another export is at work"):
        building.session.exports.start(building.draft.plan)

    workers[0].tell(Stopped())
    qtbot.waitUntil(lambda: len(workers) == 2)
    assert workers[1].folder.name == "next"
    workers[1].die(1)
    qtbot.waitUntil(lambda: building.session.running() is None)


def test_other_choices_are_another_export_and_the_first_one_stays(
    building: ExportPage, workers: Workers, qtbot: QtBot
) -> None:
    workers[0].tell(*proven(PROOF.rows), ProofDone(proof=PROOF), Finished(seconds=1.0))
    qtbot.waitUntil(lambda: building.now == "proof")
    qtbot.mouseClick(building.proof.back, LEFT)
    building.draft.change(budget=2.0)
    assert not building.steps.buttons["proof"].isEnabled()
    building.draft.change(budget=0.5)
    assert building.steps.buttons["proof"].isEnabled()

    building.draft.change(budget=2.0)
    qtbot.mouseClick(building.where.build, LEFT)
    assert len(workers) == 2
    assert workers[1].folder != workers[0].folder
    workers[1].tell(Stopped())
    qtbot.waitUntil(lambda: building.build.ending.isVisible())
    assert len(building.session.exports.of_run("emoji-s-n")) == 2


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (export_scenes.stopped, "The export was stopped before its models were proven."),
        (export_scenes.failed, "The disk is full: free some space, then build again."),
        (
            export_scenes.lost,
            "The export ended without a word, while no window watched it: nobody knows its exit code.",
        ),
    ],
)
def test_how_an_old_export_ended_is_shown(page: ExportPage, make: object, sentence: str) -> None:
    assert callable(make)
    page.session.exports.open(folder=make())
    assert page.now == "build"
    assert page.build.ending.sentence.text().startswith(sentence)


def test_an_export_that_is_gone_is_a_sentence(page: ExportPage, tmp_path: Path) -> None:
    page.session.exports.open(folder=tmp_path / "gone")
    assert page.trouble.isVisible()
    assert "is not there" in page.trouble.words.text()

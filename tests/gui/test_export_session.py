"""Exports launched, followed, stopped and lost, with real processes and no torch; and the window around them."""

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from kdstudio import worker
from kdstudio.core import exports, journal
from kdstudio.core.export_plan import ExportPlan
from kdstudio.core.jobs import Distill
from kdstudio.core.recipe import Recipe
from kdstudio.core.text import UserError
from kdstudio.gui.main_window import MainWindow
from kdstudio.gui.session import Session
from tests.gui import export_scenes, scenes
from tests.gui.studio import PictureSession
from tests.worker import misbehaving_engine

PATIENCE_MS = 20_000


@pytest.fixture(autouse=True)
def _misbehaving_engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(worker, "run_in_process", misbehaving_engine.run_in_process)
    yield
    assert multiprocessing.active_children() == []


def plan(behaviour: str) -> ExportPlan:
    return ExportPlan(source="student.pt", dataset=behaviour)


def wait_until_working(session: Session, qtbot: QtBot, folder: Path) -> None:
    qtbot.waitUntil(lambda: bool(session.exports.live(folder).notes), timeout=PATIENCE_MS)


def wait_until_idle(session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: session.exports.running() is None, timeout=PATIENCE_MS)


def test_an_export_is_followed_and_stopped_and_the_next_run_waits_for_it(session: Session, qtbot: QtBot) -> None:
    folder = session.exports.start(plan("until-stopped"))
    run_id = session.start(Distill(recipe=Recipe(dataset="normal", teacher="none").completed()))
    assert session.running() is None
    assert session.waiting() == [run_id]
    assert session.exports.is_ours(folder)
    wait_until_working(session, qtbot, folder)

    session.exports.stop(folder)
    assert session.exports.is_stopping(folder)
    assert not session.exports.may_end_now(folder)
    wait_until_idle(session, qtbot)
    assert session.exports.live(folder).state == "stopped"
    assert not session.exports.is_stopping(folder)
    qtbot.waitUntil(lambda: session.live(run_id).state == "finished", timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: session.running() is None, timeout=PATIENCE_MS)


def test_an_export_whose_process_dies_is_lost_with_its_exit_code_and_built_again_in_its_folder(
    session: Session, qtbot: QtBot
) -> None:
    folder = session.exports.start(plan("exit"))
    wait_until_idle(session, qtbot)
    lost = session.exports.live(folder).lost
    assert lost is not None
    assert lost.exit_code == 7
    assert [live.lost for live in session.exports.of_checkpoint("student.pt")] == [lost]

    session.exports.build_again(folder)
    wait_until_idle(session, qtbot)
    assert session.exports.live(folder).attempt == 2
    assert [live.folder for live in exports.lone()] == [folder]


def test_no_export_begins_while_a_run_works(session: Session, qtbot: QtBot) -> None:
    run_id = session.start(Distill(recipe=Recipe(dataset="until-stopped", teacher="none").completed()), "busy")
    with pytest.raises(UserError, match="busy is at work, and its load would spoil"):
        session.exports.start(plan("normal"))
    assert exports.lone() == []
    qtbot.waitUntil(lambda: bool(session.live(run_id).notes), timeout=PATIENCE_MS)
    session.stop(run_id, "keep")
    qtbot.waitUntil(lambda: session.running() is None, timeout=PATIENCE_MS)


def test_a_second_window_starts_no_export_but_sees_it_end(session: Session, qtbot: QtBot) -> None:
    folder = session.exports.start(plan("until-stopped"))
    wait_until_working(session, qtbot, folder)
    second = Session()
    try:
        with pytest.raises(UserError, match="only looks"):
            second.exports.start(plan("normal"))
        assert second.exports.live(folder).state == "running"
        assert not second.exports.is_ours(folder)
        second.exports.stop(folder)
        qtbot.waitUntil(lambda: second.exports.running() is None, timeout=PATIENCE_MS)
        assert second.exports.live(folder).state == "stopped"
    finally:
        second.close()
    wait_until_idle(session, qtbot)


def test_a_plan_that_cannot_be_written_is_a_sentence(session: Session, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no run"):
        session.exports.start(ExportPlan(source="run:gone"))
    assert session.exports.running() is None


def test_a_session_that_closes_ends_its_export(home: Path, qtbot: QtBot) -> None:
    session = Session()
    folder = session.exports.start(plan("until-stopped"))
    wait_until_working(session, qtbot, folder)
    session.close()
    assert not journal.is_writer_alive(folder)
    assert exports.lone()[0].state == "lost"


def test_the_strip_shows_an_export_and_closing_the_window_asks_first(home: Path, qtbot: QtBot) -> None:
    scenes.finished(scene=scenes.Scene(probes=24, epochs=2))
    session = PictureSession()
    window = MainWindow(session)
    window.show()
    folder = session.exports.start(plan("until-stopped"))
    wait_until_working(session, qtbot, folder)
    assert window.strip.name.text() == "Export for ONNX Runtime"
    assert window.strip.place.text() == "Preparing"
    qtbot.mouseClick(window.strip, Qt.MouseButton.LeftButton)
    assert window.rail.button("export").isChecked()

    window.close()
    assert window.isVisible()
    box = window.findChild(QMessageBox)
    assert box.text() == "An export is still at work."
    stop = next(made for made in box.findChildren(QPushButton) if made.text() == "Stop the export")
    qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE_MS)
    assert exports.lone()[0].state == "stopped"
    window.deleteLater()


def test_old_exports_of_a_run_stand_newest_first(session: Session) -> None:
    scenes.finished(scene=scenes.Scene(probes=24, epochs=2))
    made = [export_scenes.failed(), export_scenes.finished()]
    assert [live.folder for live in session.exports.of_run("emoji-s-n")] == made[::-1]

"""Home: one click to the sample, dropped files, recent runs."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kdstudio.core import learn_data, soft_labels
from kdstudio.core.text import UserError, text
from kdstudio.gui.pages.home import HomePage
from kdstudio.gui.session import Session
from tests.gui import scenes


def shown(page: HomePage, qtbot: QtBot) -> HomePage:
    qtbot.addWidget(page)
    page.resize(1192, 740)
    page.show()
    return page


def drop(page: QWidget, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    point = QPoint(20, 20).toPointF()
    page.dropEvent(
        QDropEvent(point, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    )


def wanted(session: Session) -> list[tuple[str, object]]:
    pages: list[tuple[str, object]] = []
    session.page_wanted.connect(lambda page, argument: pages.append((page, argument)))
    return pages


def test_one_click_starts_the_sample(session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    monkeypatch.setattr(session, "start_sample", lambda: started.append(True))
    page = shown(HomePage(session), qtbot)

    qtbot.mouseClick(page.primary(), Qt.MouseButton.LeftButton)

    assert started == [True]


def test_what_keeps_the_sample_from_starting_is_said_on_the_page(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> str:
        raise UserError(text("The disk is full: make room."))

    monkeypatch.setattr(session, "start_sample", refuse)
    page = shown(HomePage(session), qtbot)

    qtbot.mouseClick(page.primary(), Qt.MouseButton.LeftButton)

    assert page.problem.isVisible()
    assert page.problem.words.text() == "The disk is full: make room."


def test_set_up_a_run_opens_the_distil_page(session: Session, qtbot: QtBot) -> None:
    page, pages = shown(HomePage(session), qtbot), wanted(session)

    qtbot.mouseClick(page.own.set_up, Qt.MouseButton.LeftButton)

    assert pages == [("distil", {"changes": {}, "job": None})]


def test_a_dropped_model_becomes_the_teacher_and_a_folder_the_dataset(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    page, pages = shown(HomePage(session), qtbot), wanted(session)
    model, folder = tmp_path / "big.pt", tmp_path / "photos"
    model.touch()
    folder.mkdir()

    drop(page, model)
    drop(page, folder)
    drop(page, model, folder)

    changes = [argument["changes"] for _page, argument in pages]
    assert changes == [
        {"teacher": str(model)},
        {"dataset": str(folder)},
        {"teacher": str(model), "dataset": str(folder)},
    ]


def test_a_dropped_file_that_is_neither_is_refused_with_a_sentence(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    page, pages = shown(HomePage(session), qtbot), wanted(session)
    letter = tmp_path / "letter.docx"
    letter.touch()

    drop(page, letter)

    assert not pages
    assert "letter.docx is neither a model" in page.problem.words.text()


def test_without_runs_the_steps_are_shown_and_a_sentence_stands_for_the_runs(session: Session, qtbot: QtBot) -> None:
    page = shown(HomePage(session), qtbot)

    assert page.steps.isVisible()
    assert page.recent.lines == []


def test_at_most_five_recent_runs_are_shown_the_interrupted_one_first(home: Path, qtbot: QtBot) -> None:
    scenes.lost("lost-one")
    for number in range(6):
        scenes.stopped(f"run-{number}")
    session = Session()
    page = shown(HomePage(session), qtbot)

    assert not page.steps.isVisible()
    assert page.recent.lines[0].run_id == "lost-one"
    assert len(page.recent.lines) == 5
    assert page.recent.lines[0].state.words() == "Interrupted"
    session.close()


def test_a_finished_run_shows_its_result_and_a_click_opens_it(home: Path, qtbot: QtBot) -> None:
    scenes.finished("emoji-s-n")
    session = Session()
    page, pages = shown(HomePage(session), qtbot), wanted(session)
    made = page.recent.lines[0]

    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    qtbot.keyClick(made.name, Qt.Key.Key_Space)

    assert "of the teacher's accuracy" in made.result.whole_text()
    assert not made.resume.isVisible()
    assert pages == [("run", {"run_id": "emoji-s-n", "tab": None})] * 2
    session.close()


def test_resume_goes_on_with_the_run(home: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    scenes.lost("lost-one")
    session = Session()
    resumed: list[str] = []
    monkeypatch.setattr(session, "resume", resumed.append)
    page = shown(HomePage(session), qtbot)

    qtbot.mouseClick(page.recent.lines[0].resume, Qt.MouseButton.LeftButton)

    assert resumed == ["lost-one"]
    session.close()


def test_a_new_run_appears_without_being_asked_for(session: Session, qtbot: QtBot) -> None:
    page = shown(HomePage(session), qtbot)
    scenes.stopped("late")
    session._changed()

    assert [made.run_id for made in page.recent.lines] == ["late"]


def test_a_second_window_says_that_it_only_looks(session: Session, qtbot: QtBot) -> None:
    scenes.lost("lost-one")
    second = Session()
    page = shown(HomePage(second), qtbot)

    assert page.sample.blocked.isVisible()
    assert not page.primary().isEnabled()
    assert not page.recent.lines[0].resume.isEnabled()
    second.close()


def test_the_example_shows_stored_soft_labels_of_the_sample(session: Session, qtbot: QtBot) -> None:
    page = shown(HomePage(session), qtbot)
    data = learn_data.sample()
    at = learn_data.most_telling(data)

    chart = page.sample.example.chart

    for name, teacher, student in zip(chart.names, chart.teacher, chart.student, strict=True):
        index = list(data.classes).index(name)
        assert teacher == pytest.approx(100 * soft_labels.soften(data.logits["teacher"][at], 4.0)[index])
        assert student == pytest.approx(100 * soft_labels.soften(data.logits["student"][at], 4.0)[index])
    assert np.argmax(chart.teacher) == 0


def test_a_dropped_folder_of_a_run_is_brought_in_and_shown(home: Path, qtbot: QtBot, tmp_path: Path) -> None:
    folder = scenes.stopped("from-elsewhere")
    elsewhere = tmp_path / "from-elsewhere"
    folder.rename(elsewhere)
    session = Session()
    page, pages = shown(HomePage(session), qtbot), wanted(session)

    drop(page, elsewhere)

    assert pages == [("run", {"run_id": "from-elsewhere", "tab": None})]
    assert [made.run_id for made in page.recent.lines] == ["from-elsewhere"]
    session.close()


def test_the_first_page_does_not_wait_for_pyqtgraph() -> None:
    code = "import sys, kdstudio.gui.pages.home; sys.exit('pyqtgraph' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

"""From a run to its exports and back: the button in the head, the card on the result, and a place to try images."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from kdstudio.core import journal
from kdstudio.core.cards import Answer, ImageTried, ModelSays, Question, TryImage
from kdstudio.gui import translate
from kdstudio.gui.pages.run import RunPage
from kdstudio.gui.pages.run.exports import ExportsCard, TryView
from kdstudio.gui.pages.run.result import ResultTab
from kdstudio.gui.session import Session
from tests.gui import export_scenes, scenes

SMALL = scenes.Scene(epochs=2, probes=24)


class Asked(Session):
    """A session whose worker answers at once, and remembers what it was asked."""

    questions: list[TryImage]

    def warm_up(self) -> None:
        """Start nothing."""

    def ask(self, question: Question, answered: Callable[[Answer], None]) -> int:
        assert isinstance(question, TryImage)
        self.questions.append(question)
        shares = [1.0, *[0.0] * 23]
        answered(ImageTried(classes=scenes.EMOJI, models=[ModelSays(key="fp32", probabilities=shares, milliseconds=1)]))
        return 1


@pytest.fixture
def asked(home: Path, qapp: object) -> Iterator[Asked]:
    made = Asked()
    made.questions = []
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, asked: Session) -> RunPage:
    made = RunPage(asked)
    qtbot.addWidget(made)
    made.resize(1192, 740)
    made.show()
    return made


def open_run(page: RunPage, folder: Path) -> ResultTab:
    page.open({"run_id": folder.name, "tab": "result"})
    tab = page.stack.currentWidget()
    assert isinstance(tab, ResultTab)
    return tab


def card(page: RunPage, *exports: Callable[..., Path]) -> ExportsCard:
    run = scenes.finished(export_scenes.RUN, SMALL)
    for make in exports:
        make()
    return open_run(page, run).exports


def sentences(exports: ExportsCard) -> list[str]:
    return [row.verdict.whole_text() for row in exports.rows]


def test_export_is_the_one_primary_button_of_a_finished_run(page: RunPage, asked: Session, qtbot: QtBot) -> None:
    open_run(page, scenes.finished(scene=SMALL))
    export = page.header.buttons["export"]
    assert page.primary() is export
    wanted = QSignalSpy(asked.page_wanted)
    qtbot.mouseClick(export, Qt.MouseButton.LeftButton)
    assert wanted.at(0) == ["export", {"run_id": "emoji-s-n", "folder": None}]


def test_a_teachers_training_is_for_students_first(page: RunPage) -> None:
    tab = open_run(page, scenes.teacher_training())
    assert page.header.buttons["export"].isVisible()
    assert page.header.buttons["export"].property("role") != "primary"
    assert page.primary() is tab.verdict.as_teacher


def test_what_has_no_weights_is_not_exported(page: RunPage) -> None:
    page.open({"run_id": scenes.stopped(scene=SMALL, until=1).name})
    assert not page.header.buttons["export"].isVisible()


def test_a_run_without_exports_has_no_card(page: RunPage) -> None:
    assert not card(page).isVisible()


def test_each_export_says_where_it_runs_and_what_came_of_it(page: RunPage) -> None:
    exports = card(page, export_scenes.finished)
    (row,) = exports.rows
    assert exports.isVisible()
    assert row.open.text() == "CPU, any computer"
    assert row.precisions.whole_text() == "FP32, FP16, INT8"
    assert row.verdict.whole_text() == "INT8 passes: 0.2 points lost of the 0.5 allowed."
    assert row.size_words.whole_text() == "1.9\u00a0MB"


def test_exports_that_ended_otherwise_say_how(page: RunPage) -> None:
    found = sentences(card(page, export_scenes.stopped, export_scenes.lost))
    assert set(found) == {
        "It was stopped before it was proven.",
        "It ended without a word before it was proven.",
    }


def test_a_click_anywhere_on_a_row_shows_the_export(page: RunPage, asked: Session, qtbot: QtBot) -> None:
    (row,) = card(page, export_scenes.finished).rows
    wanted = QSignalSpy(asked.page_wanted)
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.rect().center())
    qtbot.mouseClick(row.open, Qt.MouseButton.LeftButton)
    assert wanted.count() == 2
    name, argument = wanted.at(0)
    assert name == "export"
    assert journal.attempts(argument["folder"]) == 1


def test_an_export_that_was_made_meanwhile_is_there_when_the_tab_is_shown_again(page: RunPage) -> None:
    exports = card(page)
    page.show_tab("log")
    export_scenes.finished()
    page.show_tab("result")
    assert len(exports.rows) == 1
    assert exports.isVisible()


def test_dates_and_sizes_follow_the_language(page: RunPage) -> None:
    exports = card(page, export_scenes.finished)
    translate.language().apply("vi")
    translate.retranslate(page)
    assert exports.rows[0].size_words.whole_text() == "1,9\u00a0MB"


def try_view(page: RunPage, tab: ResultTab, qtbot: QtBot) -> TryView:
    qtbot.mouseClick(tab.verdict.try_image, Qt.MouseButton.LeftButton)
    view = tab.try_view()
    assert view.isVisible()
    return view


def test_an_image_of_the_run_goes_through_its_networks_and_the_newest_files(
    page: RunPage, asked: Asked, qtbot: QtBot
) -> None:
    run = scenes.finished(export_scenes.RUN, SMALL)
    export = export_scenes.finished()
    tab = open_run(page, run)
    view = try_view(page, tab, qtbot)
    view.try_it.gallery.setFocus()
    qtbot.keyClick(view.try_it.gallery, Qt.Key.Key_End)
    assert tab.live is not None
    assert tab.live.prepared is not None
    question = asked.questions[-1]
    assert question.image == tab.live.prepared.probe_files[-1]
    assert (question.run, question.export) == (str(run), str(export))
    view.choice.setCurrentIndex(view.choice.count() - 1)
    assert asked.questions[-1].export is None


def test_without_exports_the_networks_alone_are_tried(page: RunPage, asked: Asked, qtbot: QtBot) -> None:
    tab = open_run(page, scenes.finished(scene=SMALL))
    view = try_view(page, tab, qtbot)
    assert not view.choice.isVisible()
    view.try_it.try_image("/images/own.png")
    assert asked.questions[-1].export is None


def test_one_comes_back_to_the_result(page: RunPage, qtbot: QtBot) -> None:
    tab = open_run(page, scenes.finished(scene=SMALL))
    view = try_view(page, tab, qtbot)
    qtbot.mouseClick(view.back, Qt.MouseButton.LeftButton)
    assert not view.isVisible()
    assert tab.verdict.isVisible()


def test_another_run_is_shown_by_its_result_not_by_its_images(page: RunPage, qtbot: QtBot) -> None:
    first, second = scenes.finished(scene=SMALL), scenes.finished("other", SMALL)
    tab = open_run(page, first)
    view = try_view(page, tab, qtbot)
    open_run(page, second)
    assert tab.verdict.isVisible()
    assert not view.isVisible()

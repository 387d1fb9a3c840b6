"""Try it: how an image comes, what is asked, and what stands there before, meanwhile and afterwards."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFontMetrics
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from kdstudio.core.cards import Answer, ImageTried, ModelSays, Question, Refused, TryImage
from kdstudio.core.text import text
from kdstudio.gui import theme, translate
from kdstudio.gui.widgets.try_it import TryIt, top_classes

CLASSES = ["cat", "dog", "fox", "lion", "owl", "pig"]
FILES = ["/images/cat-1.png", "/images/fox-2.png"]
LABELS = ["cat", "fox"]
RUN, EXPORT = Path("/runs/one"), Path("/runs/one/exports/two")


class Worker:
    """Keeps questions until the test answers them."""

    def __init__(self) -> None:
        self.questions: dict[int, tuple[TryImage, Callable[[Answer], None]]] = {}
        self.taken_back: list[int] = []
        self._count = 0

    def ask(self, question: Question, answered: Callable[[Answer], None]) -> int:
        assert isinstance(question, TryImage)
        self._count += 1
        self.questions[self._count] = (question, answered)
        return self._count

    def forget(self, number: int | None) -> None:
        if number is not None and self.questions.pop(number, None) is not None:
            self.taken_back.append(number)

    def asked(self) -> list[str]:
        return [question.image for question, _ in self.questions.values()]

    def answer(self, answer: Answer) -> None:
        number = next(iter(self.questions))
        self.questions.pop(number)[1](answer)


def says(key: str, *probabilities: float, milliseconds: float = 1.25) -> ModelSays:
    return ModelSays(key=key, probabilities=list(probabilities), milliseconds=milliseconds)


TRIED = ImageTried(
    classes=CLASSES,
    models=[
        says("teacher", 0.9, 0.05, 0.03, 0.01, 0.007, 0.003),
        says("student", 0.2, 0.1, 0.6, 0.05, 0.03, 0.02),
        says("fp32", 0.2, 0.1, 0.6, 0.05, 0.03, 0.02, milliseconds=0.354),
        says("int8", 0.3, 0.1, 0.5, 0.05, 0.03, 0.02),
    ],
    failed={"int8-first": text("It cannot be run here: {reason}.", reason="no memory")},
)


@pytest.fixture
def worker() -> Worker:
    return Worker()


@pytest.fixture
def panel(qtbot: QtBot, worker: Worker) -> TryIt:
    made = TryIt(worker.ask, worker.forget)
    qtbot.addWidget(made)
    made.resize(1100, 420)
    made.show_models(RUN, EXPORT, FILES, LABELS)
    made.show()
    return made


def drop(panel: TryIt, *files: str) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(file) for file in files])
    action, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    panel.dragEnterEvent(QDragEnterEvent(QPointF(5, 5).toPoint(), action, data, button, keys))
    panel.dropEvent(QDropEvent(QPointF(5, 5), action, data, button, keys))


def test_before_there_is_an_image_one_sentence_says_what_to_do(panel: TryIt, worker: Worker) -> None:
    assert "Drop an image here" in panel.state.text()
    assert worker.asked() == []


def test_a_validation_image_is_picked_with_the_arrow_keys(panel: TryIt, worker: Worker, qtbot: QtBot) -> None:
    panel.gallery.setFocus()
    qtbot.keyClick(panel.gallery, Qt.Key.Key_End)
    assert worker.asked() == FILES[1:]
    assert panel.of_class.text() == "Label: fox"
    question = worker.questions[max(worker.questions)][0]
    assert (question.run, question.export) == (str(RUN), str(EXPORT))


def test_an_image_is_dropped_or_chosen_from_the_disk(
    panel: TryIt, worker: Worker, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(panel, "/images/own.jpg")
    assert worker.asked() == ["/images/own.jpg"]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("/images/other.png", ""))
    qtbot.mouseClick(panel.choose, Qt.MouseButton.LeftButton)
    assert worker.asked() == ["/images/other.png"], "the first question is taken back"
    assert worker.taken_back == [1]


def test_nothing_waits_while_the_models_look(panel: TryIt, worker: Worker) -> None:
    panel.try_image(FILES[0])
    assert panel.is_busy()
    assert panel.state.text() == "The models are looking at the image…"
    worker.answer(TRIED)
    assert not panel.is_busy()
    assert not panel.state.isVisible()


def test_every_model_says_its_five_highest_classes_and_its_time(panel: TryIt, worker: Worker) -> None:
    panel.try_image(FILES[0])
    worker.answer(TRIED)
    assert list(panel.columns) == ["teacher", "student", "fp32", "int8-first", "int8"]
    student = panel.columns["student"]
    assert [name for name, _ in student.bars.lines] == ["fox", "cat", "dog", "lion", "owl"]
    assert panel.columns["fp32"].time.text() == "0.35\u00a0ms"
    assert student.accessibleDescription().startswith("fox 60.0\u00a0%, cat 20.0\u00a0%")
    assert panel.columns["int8"].accessibleName() == "INT8, repaired"
    assert "PyTorch" in panel.caption.text()


def test_a_model_that_failed_says_why(panel: TryIt, worker: Worker) -> None:
    panel.try_image(FILES[0])
    worker.answer(TRIED)
    failed = panel.columns["int8-first"]
    assert failed.reason.text() == "It cannot be run here: no memory."
    assert not failed.reason.isHidden()
    assert failed.bars.isHidden()


def test_an_image_that_nobody_can_read_is_said_and_the_next_one_clears_it(panel: TryIt, worker: Worker) -> None:
    panel.try_image("/images/notes.txt")
    worker.answer(Refused(sentence=text("{path} cannot be read as an image: choose another.", path="notes.txt")))
    assert panel.notice.isVisible()
    assert panel.notice.words.text() == "notes.txt cannot be read as an image: choose another."
    panel.try_image(FILES[0])
    assert not panel.notice.isVisible()


def test_old_answers_do_not_stand_beside_a_new_image(panel: TryIt, worker: Worker) -> None:
    panel.try_image(FILES[0])
    worker.answer(TRIED)
    panel.try_image(FILES[1])
    assert {made.time.text() for made in panel.columns.values()} == {"—"}
    assert panel.columns["student"].bars.lines == []


def test_dashes_are_whole_where_there_is_no_answer(panel: TryIt, worker: Worker) -> None:
    panel.try_image("/own/one.png")
    worker.answer(TRIED)
    bars = panel.columns["int8"].bars
    bars.show_lines([])
    line = bars.grab(QRect(0, 0, 40, 22)).toImage()
    inked = {x for x in range(line.width()) for y in range(line.height()) if line.pixel(x, y) != line.pixel(39, 0)}
    assert len(inked) >= 0.8 * QFontMetrics(theme.font(12)).horizontalAdvance("\u2014")


def test_other_models_are_asked_about_the_same_image(panel: TryIt, worker: Worker) -> None:
    panel.try_image(FILES[0])
    worker.answer(TRIED)
    panel.show_models(RUN, None, FILES, LABELS)
    (question, _) = worker.questions[2]
    assert (question.image, question.export) == (FILES[0], None)
    worker.answer(ImageTried(classes=CLASSES, models=TRIED.models[:2]))
    assert list(panel.columns) == ["teacher", "student"]
    assert not panel.caption.isVisible()


def test_an_answer_at_once_is_as_good(qtbot: QtBot) -> None:
    def ask(_question: Question, answered: Callable[[Answer], None]) -> int:
        answered(TRIED)
        return 1

    panel = TryIt(ask, lambda _: None)
    qtbot.addWidget(panel)
    panel.show_models(None, EXPORT)
    panel.try_image(FILES[0])
    assert not panel.is_busy()
    assert len(panel.columns) == 5


def test_models_stand_side_by_side_as_there_is_room(panel: TryIt, worker: Worker) -> None:
    panel.try_image(FILES[0])
    worker.answer(TRIED)
    panel.columns["int8"].ensurePolished()
    wide = panel._grid.getItemPosition(panel._grid.indexOf(panel.columns["int8"]))
    panel.resize(700, 420)
    narrow = panel._grid.getItemPosition(panel._grid.indexOf(panel.columns["int8"]))
    assert wide[0] < narrow[0]


def test_numbers_follow_the_language(panel: TryIt, worker: Worker) -> None:
    panel.try_image(FILES[0])
    worker.answer(TRIED)
    translate.language().apply("vi")
    translate.retranslate(panel)
    assert "60,0" in panel.columns["student"].accessibleDescription()


def test_the_highest_classes_come_first() -> None:
    assert top_classes([0.1, 0.7, 0.2], ["a", "b", "c"]) == [("b", 0.7), ("c", 0.2), ("a", 0.1)]

"""The last two steps: the verdict with its figures, what is handed over, and the folder that comes of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from kdstudio.core.cards import Answer, HandOver, Question, Refused
from kdstudio.core.text import text
from kdstudio.gui.export_wizard import ExportPage
from tests.gui import export_scenes
from tests.gui.studio import settle

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def proven(page: ExportPage) -> ExportPage:
    page.session.exports.open(folder=export_scenes.finished())
    return page


def captions(page: ExportPage) -> list[str]:
    grid = page.proof.repair.grid
    return [found.text() for place in range(grid.count()) if hasattr(found := grid.itemAt(place).widget(), "text")]


def test_a_proof_says_its_verdict_and_what_was_repaired(proven: ExportPage) -> None:
    assert proven.now == "proof"
    assert proven.proof.verdict.text() == "INT8 passes: 0.2 points lost of the 0.5 allowed."
    assert proven.proof.gain.text().startswith("11.5× smaller and 4.9× faster than the teacher. 450 validation images")
    assert proven.proof.table.model.rowCount() == 6
    repair = proven.proof.repair
    assert repair.words.text() == (
        "INT8 lost 0.9 points, more than the 0.5 allowed. 2 layers caused it and stay in float:"
    )
    assert captions(proven)[-4:] == ["model.0.conv", "2", "model.10.linear", "1"]
    assert repair.cost.text() == "It costs 0.2\u00a0MB and 0.02\u00a0ms. 2 of 37 layers."


@pytest.mark.parametrize(
    ("make", "verdict", "card"),
    [
        (export_scenes.not_paying, "INT8 does not pay for this model", "None of the tries"),
        (export_scenes.unproven, "Not proven: INT8 lost 0.2 points", "Nothing had to be repaired"),
        (export_scenes.quantized_elsewhere, "INT8 lost 1.7 points", "Nothing was repaired: the app keeps"),
        (export_scenes.unlabelled, "INT8 says what the student says on 99.6", "Nothing was repaired"),
    ],
)
def test_other_ends_are_said_as_they_are(page: ExportPage, make: Callable[[], Path], verdict: str, card: str) -> None:
    page.session.exports.open(folder=make())
    assert page.proof.verdict.text().startswith(verdict)
    assert page.proof.repair.words.text().startswith(card)


def test_a_file_that_is_missing_is_said_beside_the_verdict(page: ExportPage) -> None:
    page.session.exports.open(folder=export_scenes.partly_failed())
    assert "FP16 is missing: The runtime refused the model" in page.proof.cautions.text()
    assert list(page.proof.boxes) == ["int8", "fp32"]


def test_the_recommended_file_comes_first_and_one_at_least_is_handed_over(proven: ExportPage, qtbot: QtBot) -> None:
    assert proven.proof.keys() == ["int8", "fp32"]
    for key in ("int8", "fp32"):
        qtbot.mouseClick(proven.proof.boxes[key], LEFT)
    assert not proven.proof.on.isEnabled()
    qtbot.mouseClick(proven.proof.boxes["fp16"], LEFT)
    assert proven.proof.keys() == ["fp16"]
    assert proven.proof.on.isEnabled()


def test_the_table_is_saved_as_csv(proven: ExportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "figures.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(target), ""))
    proven.proof.save.click()
    assert target.read_text(encoding="utf-8").startswith("model,precision")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(target / "x.csv"), ""))
    said: list[object] = []
    proven.session.said.connect(said.append)
    proven.proof.save.click()
    assert "cannot be written" in str(said[0])


def test_an_image_can_be_tried_in_place_of_the_figures(proven: ExportPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(proven.proof.try_button, LEFT)
    assert proven.proof.try_it.isVisible()
    assert not proven.proof.table.isVisible()
    settle(100)
    qtbot.mouseClick(proven.proof.try_button, LEFT)
    assert proven.proof.table.isVisible()


def test_the_folder_is_made_from_the_chosen_files_and_its_contents_explained(
    proven: ExportPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[Question] = []
    answer = proven.session.ask

    def ask(question: Question, answered: Callable[[Answer], None]) -> int:
        asked.append(question)
        return answer(question, answered)

    monkeypatch.setattr(proven.session, "ask", ask)
    qtbot.mouseClick(proven.proof.on, LEFT)
    assert proven.now == "hand_over"
    assert proven.hand_over.models.text().startswith("Models: INT8, repaired · FP32.")
    proven.hand_over.picker.chosen.emit(str(tmp_path))
    proven.hand_over.zip.setChecked(True)
    qtbot.mouseClick(proven.hand_over.make, LEFT)

    folder = proven.live.folder if proven.live else None
    assert asked[-1] == HandOver(export=str(folder), keys=["int8", "fp32"], out=str(tmp_path), zip=True)
    assert proven.hand_over.result.text() == "The folder is there, and its own check passed."
    assert proven.primary() is proven.hand_over.folder
    opened: list[QUrl] = []
    monkeypatch.setattr("kdstudio.gui.pages.outside.QDesktopServices.openUrl", lambda url: opened.append(url) is None)
    qtbot.mouseClick(proven.hand_over.folder, LEFT)
    assert opened == [QUrl.fromLocalFile(str(tmp_path))]
    assert proven.steps.buttons["proof"].caption() is not None

    proven.hand_over.picker.chosen.emit(str(tmp_path / "another"))
    assert proven.primary() is proven.hand_over.make
    assert not proven.hand_over.outcome.isVisible()


def test_a_folder_that_was_made_before_is_shown_again(page: ExportPage) -> None:
    folder = export_scenes.finished()
    (folder / "handover" / "samples").mkdir(parents=True)
    (folder / "handover" / "model.onnx").write_bytes(b"0" * 2_000_000)
    (folder / "handover" / "samples" / "1.png").write_bytes(b"")
    page.session.exports.open(folder=folder)
    page.go_to("hand_over")
    assert page.hand_over.where.text() == f"{folder / 'handover'}, 2.0\u00a0MB"
    assert page.primary() is page.hand_over.folder


def test_a_folder_that_cannot_be_made_says_why_and_can_be_tried_again(
    proven: ExportPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting: list[Callable[[Answer], None]] = []

    def ask(_question: Question, answered: Callable[[Answer], None]) -> int:
        waiting.append(answered)
        return len(waiting)

    qtbot.mouseClick(proven.proof.on, LEFT)
    monkeypatch.setattr(proven.session, "ask", ask)
    qtbot.mouseClick(proven.hand_over.make, LEFT)
    assert not proven.hand_over.make.isEnabled()
    assert proven.hand_over.hint.text() == "The folder is being written and checked…"
    waiting[0](Refused(sentence=text("The folder is read-only: choose another.")))
    assert proven.hand_over.where.text() == "The folder is read-only: choose another."
    assert proven.primary() is proven.hand_over.make
    assert proven.hand_over.make.isEnabled()

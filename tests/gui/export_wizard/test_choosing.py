"""The first two steps: what is exported, where it is to run, how small, and what keeps it from beginning."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kdstudio.core import journal
from kdstudio.core.cards import Answer, InspectDataset, Question, Refused, UnlabelledCard
from kdstudio.core.export_plan import TARGETS, Availability, Target
from kdstudio.core.text import text
from kdstudio.gui.export_wizard import ExportPage
from kdstudio.gui.export_wizard import where as where_step
from kdstudio.gui.widgets.basics import FactRow
from tests.gui import export_scenes, scenes
from tests.gui.export_wizard.conftest import Workers

LEFT = Qt.MouseButton.LeftButton


def value(fact: FactRow) -> str:
    return fact.value.whole_text()


def test_the_newest_finished_run_is_chosen_at_first(page: ExportPage) -> None:
    assert page.draft.plan.source == "run:emoji-s-n"
    assert page.draft.plan.network == "student"
    assert page.steps.buttons["what"].state() == "now"
    assert page.what.on.isEnabled()
    assert value(page.what.chosen.facts["parameters"]) == "1.56 M"


def test_another_run_and_its_other_networks_can_be_chosen(page: ExportPage, qtbot: QtBot) -> None:
    scenes.teacher_training()
    page.session._changed()
    rows = [page.what.runs.item(place, 0).text() for place in range(page.what.runs.rowCount())]
    page.what.runs.setCurrentCell(rows.index("teacher s"), 0)
    assert page.draft.plan.source == "run:teacher-s"
    assert page.draft.network() == "teacher"
    assert not page.what.chosen.best.isVisible()
    page.go_to("where")
    assert not page.where.precisions.teacher_head.isVisible()
    page.go_to("what")

    page.what.runs.setCurrentCell(rows.index("emoji s → n"), 0)
    qtbot.mouseClick(page.what.chosen.network.button("baseline"), LEFT)
    qtbot.mouseClick(page.what.chosen.best.button("last"), LEFT)
    assert (page.draft.plan.network, page.draft.plan.checkpoint) == ("baseline", "last")
    assert value(page.what.chosen.facts["accuracy"]) == "not measured; the proof will say"
    assert page.draft.what().english() == "emoji s → n, baseline, last epoch"


def test_a_lone_checkpoint_needs_images_and_says_what_they_can_prove(page: ExportPage, qtbot: QtBot) -> None:
    page.what.checkpoint.chosen.emit("pets.pt")
    assert not page.what.on.isEnabled()
    assert page.what.lacks.text() == "Choose the images that calibrate and prove."
    assert "without labels" in page.what.chosen.hint.text()

    page.what.chosen.dataset.chosen.emit("pets")
    assert page.what.on.isEnabled()
    qtbot.mouseClick(page.what.on, LEFT)
    assert page.now == "where"
    assert "which the proof measures" in page.where.limits.floor.text()
    assert not page.where.precisions.teacher_head.isVisible()


def test_images_without_labels_prove_agreement_only(page: ExportPage, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = page.session.ask

    def ask(question: Question, answered: Callable[[Answer], None]) -> int:
        if isinstance(question, InspectDataset):
            answered(Refused(sentence=text("There are no class folders.")))
            return 1
        return answer(question, answered)

    monkeypatch.setattr(page.session, "ask", ask)
    page.what.checkpoint.chosen.emit("pets.pt")
    page.what.chosen.dataset.chosen.emit("a-folder")

    assert isinstance(page.draft.images, UnlabelledCard)
    assert page.what.on.isEnabled()
    assert "not that they are right" in page.what.chosen.hint.text()


def test_earlier_exports_stand_with_what_they_came_to_and_open(page: ExportPage, qtbot: QtBot) -> None:
    export_scenes.failed()
    proven = export_scenes.finished()
    page.go_to("where")
    page.go_to("what")
    assert len(page.what.earlier.buttons) == 2

    place = [live.folder for live in page.session.exports.of_run("emoji-s-n")].index(proven)
    qtbot.mouseClick(page.what.earlier.buttons[place], LEFT)
    assert page.now == "proof"


def test_a_target_limits_the_precisions_and_a_missing_one_says_how_to_get_it(
    page: ExportPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found(target: Target) -> Availability:
        if target.id == "litert":
            return Availability("missing", text("How to get it"), text("LiteRT is not installed."), "pip install x")
        return Availability("ready", text("Ready"))

    monkeypatch.setattr(where_step, "availability", found)
    page.go_to("where")
    assert page.where.build.isEnabled()
    qtbot.mouseClick(page.where.targets.rows["litert"].how, LEFT)

    assert page.draft.plan.target == "litert"
    assert page.draft.plan.precisions == ("fp32", "int8")
    assert not page.where.precisions.rows["fp16"].box.isEnabled()
    assert not page.where.build.isEnabled()
    assert page.where.targets.hint.words.text() == "LiteRT is not installed."
    qtbot.mouseClick(page.where.targets.hint.copy, LEFT)
    assert QGuiApplication.clipboard().text() == "pip install x"


def test_precisions_that_a_target_does_not_have_come_back_with_one_that_has_them(
    page: ExportPage, qtbot: QtBot
) -> None:
    page.go_to("where")
    for target in ("litert", "executorch", "hailo"):
        qtbot.mouseClick(page.where.targets.rows[target].radio, LEFT)
    assert page.draft.plan.precisions == ("int8",)
    qtbot.mouseClick(page.where.targets.rows["onnx"].radio, LEFT)
    assert page.draft.plan.precisions == ("fp32", "fp16", "int8")

    qtbot.mouseClick(page.where.precisions.rows["fp16"].box, LEFT)
    qtbot.mouseClick(page.where.targets.rows["hailo"].radio, LEFT)
    qtbot.mouseClick(page.where.targets.rows["onnx"].radio, LEFT)
    assert page.draft.plan.precisions == ("fp32", "int8")


def test_the_chosen_target_is_in_sight(page: ExportPage) -> None:
    page.go_to("where")
    page.draft.choose_target(TARGETS["imx"])
    row = page.where.targets.rows["imx"]
    QApplication.processEvents()
    assert row.visibleRegion().boundingRect() == row.rect()


def test_a_target_without_repair_does_not_promise_it(page: ExportPage) -> None:
    page.go_to("where")
    assert "keeps sensitive layers in float" in page.where.limits.floor.text()
    page.draft.choose_target(TARGETS["openvino"])
    assert page.where.limits.floor.text().startswith("So each file must reach 96.2")


def test_a_click_on_a_row_chooses_a_target_and_the_arrow_keys_go_on(page: ExportPage, qtbot: QtBot) -> None:
    page.go_to("where")
    qtbot.mouseClick(page.where.targets.rows["onnx-arm"].title, LEFT)
    assert page.draft.plan.target == "onnx-arm"
    assert "signed INT8" in page.where.targets.hint.words.text()
    qtbot.keyClick(page.where.targets.rows["onnx-arm"].radio, Qt.Key.Key_Up)
    assert page.draft.plan.target == "onnx"


def test_sizes_stand_before_anything_is_built(page: ExportPage) -> None:
    page.go_to("where")
    rows = page.where.precisions.rows
    assert [rows[name].size_words.text() for name in ("fp32", "fp16")] == ["6.2\u00a0MB", "3.1\u00a0MB"]
    assert rows["int8"].size_words.text() == "≈ 1.8\u00a0MB"
    assert rows["fp32"].smaller_words.text() == "3.5× smaller"
    assert rows["int8"].smaller_words.text() == "≈ 12× smaller"


def test_the_budget_says_what_accuracy_it_means(page: ExportPage, qtbot: QtBot) -> None:
    page.go_to("where")
    assert page.where.limits.floor.text().startswith("So INT8 must reach 96.2")
    page.where.limits.budget.setValue(1.0)
    assert page.draft.plan.budget == 1.0
    assert page.where.limits.floor.text().startswith("So INT8 must reach 95.7")
    qtbot.mouseClick(page.where.precisions.rows["int8"].box, LEFT)
    assert page.draft.plan.precisions == ("fp32", "fp16")
    assert page.where.limits.floor.text().startswith("So each file must reach")
    assert not page.where.limits.images.isEnabled()
    assert page.where.comes_to.text().startswith("Builds 2 files, about")


def test_too_few_training_images_are_said(page: ExportPage) -> None:
    page.go_to("where")
    page.draft.change(calibration_images=2_000)
    page.draft.images = None
    page.where.refresh()
    assert page.where.limits.why.text().startswith("There are only 96")


def test_nothing_begins_while_a_run_is_at_work(page: ExportPage) -> None:
    story = scenes.running()
    with journal.lock_of(story.folder):
        page.session._runs_moved()
        page.go_to("where")
        assert not page.where.build.isEnabled()
        assert page.where.comes_to.text().startswith("flowers s → n is at work, and its load would spoil the times")
        page.session.close()
    story.close()


def test_only_steps_that_may_be_gone_to_can_be_clicked(page: ExportPage, qtbot: QtBot, workers: Workers) -> None:
    assert page.steps.buttons["where"].isEnabled()
    assert not page.steps.buttons["proof"].isEnabled()
    qtbot.mouseClick(page.steps.buttons["where"], LEFT)
    assert page.now == "where"
    assert page.steps.buttons["what"].caption() is not None
    qtbot.mouseClick(page.where.back, LEFT)
    assert page.now == "what"
    assert workers == []


def test_a_run_can_be_sent_here_to_be_exported(page: ExportPage) -> None:
    page.session.exports.open(run_id="emoji-s-n")
    assert page.now == "where"


def test_a_checkpoint_of_another_library_is_a_sentence(page: ExportPage, monkeypatch: pytest.MonkeyPatch) -> None:
    refusal = Refused(sentence=text("x.pt is no Ultralytics checkpoint."))
    monkeypatch.setattr(page.session, "ask", lambda _question, answered: answered(refusal) or 1)
    page.what.checkpoint.chosen.emit(str(Path("x.pt")))
    assert page.what.lacks.text() == "x.pt is no Ultralytics checkpoint."
    assert not page.what.on.isEnabled()

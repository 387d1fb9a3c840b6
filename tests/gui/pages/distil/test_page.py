from pathlib import Path
from typing import Any, cast

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kdstudio.core import presets
from kdstudio.core.cards import InspectDataset, InspectStudent, InspectTeacher, Refused, TeacherHere, TryTeacher
from kdstudio.core.jobs import Distill
from kdstudio.core.recipe import Recipe, settings
from kdstudio.core.soft_labels import soften
from kdstudio.core.text import text
from kdstudio.gui import theme
from kdstudio.gui.pages.distil import DistilPage
from kdstudio.gui.pages.distil.catalogue import Catalogue
from kdstudio.gui.session import Session
from kdstudio.gui.translate import language
from kdstudio.gui.widgets.number_field import Number, WholeNumber
from kdstudio.gui.widgets.path_picker import PathPicker
from tests.gui import scenes
from tests.gui.pages.distil.stand_in import LOGITS, WORDS, StandIn, dataset_card, settle

GIVEN = {"teacher": "/data/digits-yolo11s-cls.pt", "dataset": "/data/digits"}


def click(qtbot: QtBot, button: QAbstractButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def ready(page: DistilPage, stand_in: StandIn, qtbot: QtBot) -> None:
    page.open({"changes": GIVEN, "job": None})
    settle(qtbot, stand_in)


def fix(page: DistilPage, words: str) -> QPushButton:
    return next(button for button in page.before.fix_buttons() if button.text().startswith(words))


def test_nothing_chosen_is_no_error_but_cannot_start(page: DistilPage) -> None:
    assert page.before.chip.words() == "Not complete"
    assert not page.before.start.isEnabled()
    assert page.before.below.text() == "Choose a teacher."


def test_the_page_says_that_it_reads_and_then_what_it_read(page: DistilPage, stand_in: StandIn, qtbot: QtBot) -> None:
    page.open({"changes": GIVEN, "job": None})
    assert page.teacher.caption.text() == "Reading the model…"
    assert page.dataset.caption.whole_text() == "Reading the dataset…"
    assert page.before.chip.words() == "Reading…"
    settle(qtbot, stand_in)
    assert page.teacher.facts["parameters"].value.whole_text() == "5.45 M"
    assert page.teacher.facts["here"].value.whole_text() == "99.8\u00a0% · 449 of 450"
    assert page.student.bars["parameters"].words.text() == "3.5× fewer"
    assert page.before.chip.words() == "Ready"
    assert page.before.facts.time.text() == "about 3\u00a0min 20\u00a0s"
    assert page.before.facts.memory.text() == "0.9 of 16\u00a0GB"


def test_start_queues_the_run_under_its_name_and_shows_it(page: DistilPage, stand_in: StandIn, qtbot: QtBot) -> None:
    ready(page, stand_in, qtbot)
    page.name.setFocus()
    page.name.selectAll()
    qtbot.keyClicks(page.name, "my digits")
    qtbot.keyClick(page.name, Qt.Key.Key_Return)
    click(qtbot, page.before.start)
    job, name = stand_in.started[0]
    assert isinstance(job, Distill)
    assert (job.recipe.teacher, name) == (GIVEN["teacher"], "my digits")
    assert stand_in.opened == ["run-1"]


def test_while_another_run_works_it_is_said_that_this_one_waits(
    page: DistilPage, stand_in: StandIn, qtbot: QtBot
) -> None:
    ready(page, stand_in, qtbot)
    stand_in.working = "parts"
    stand_in.run_changed.emit("parts")
    assert page.before.below.text() == "Starts when parts is done."
    assert page.before.start.isEnabled()


def test_a_window_that_only_looks_starts_nothing(home: Path, qtbot: QtBot) -> None:
    stand_in = StandIn()
    stand_in.only_looks = True
    page = DistilPage(cast(Session, stand_in))
    qtbot.addWidget(page)
    ready(page, stand_in, qtbot)
    assert not page.before.start.isEnabled()
    assert "Another window" in page.before.below.text()


def test_names_that_do_not_match_are_suggested_and_one_button_accepts_them(
    page: DistilPage, stand_in: StandIn, qtbot: QtBot
) -> None:
    stand_in.cards[InspectDataset] = dataset_card([*WORDS, "blank", "smudge"])
    ready(page, stand_in, qtbot)
    assert page.before.chip.words() == "1 problem"
    assert page.before.below.text() == "Pair the classes first."
    assert page.dataset.fault.isVisible()
    assert page.dataset.picker.field.property("state") == "error"
    assert page.before.table_title.text() == "Suggested pairs: 10"
    assert page.teacher.facts["here"].value.whole_text() == "known after pairing"
    click(qtbot, fix(page, "Use these 10 pairs"))
    settle(qtbot, stand_in)
    assert page.draft.recipe.class_map == {word: str(number) for number, word in enumerate(WORDS)}
    assert page.before.chip.words() == "Ready"
    assert page.before.start.isEnabled()
    assert not page.dataset.fault.isVisible()


def test_a_pair_is_corrected_in_the_table_by_keyboard(page: DistilPage, stand_in: StandIn, qtbot: QtBot) -> None:
    stand_in.cards[InspectDataset] = dataset_card([*WORDS, "blank"])
    ready(page, stand_in, qtbot)
    table = page.before.table
    row = 10
    assert table.pairs_model().pairs[row].teacher_class is None
    table.setCurrentIndex(table.model().index(row, 1))
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    editor = table.findChild(QComboBox)
    assert editor is not None
    popup = editor.view()
    qtbot.keyClick(popup, Qt.Key.Key_End)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert page.draft.recipe.class_map["blank"] == "9"


def test_the_table_keeps_a_thousand_classes_a_few_rows_high(page: DistilPage, stand_in: StandIn, qtbot: QtBot) -> None:
    names = [f"class {number:04d}" for number in range(1000)]
    stand_in.cards[InspectDataset] = dataset_card(names)
    stand_in.cards[InspectTeacher] = msgspec.structs.replace(cast(Any, stand_in.cards[InspectTeacher]), classes=names)
    ready(page, stand_in, qtbot)
    assert page.before.table.height() < 200
    assert page.dataset.chart.is_sorted()
    assert page.before.more.text() == "Show all 1,000"


def test_a_refused_teacher_says_why_on_its_card_and_before_the_start(
    page: DistilPage, stand_in: StandIn, qtbot: QtBot
) -> None:
    sentence = "/data/x.pt is a YOLOv5 file: convert it first."
    stand_in.cards[InspectTeacher] = Refused(sentence=text("/data/x.pt is a YOLOv5 file: convert it first."))
    ready(page, stand_in, qtbot)
    assert page.teacher.refused.text() == sentence
    assert page.teacher.fault.isVisible()
    assert page.before.below.text() == "Choose another teacher."
    assert any(label.text() == sentence for label in page.before.findChildren(type(page.before.below)))


def test_other_teacher_opens_the_file_dialog(
    page: DistilPage, stand_in: StandIn, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in.cards[InspectTeacher] = Refused(sentence=text("It is broken."))
    ready(page, stand_in, qtbot)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: ("/data/better.onnx", ""))
    click(qtbot, fix(page, "Other teacher…"))
    assert page.draft.recipe.teacher == "/data/better.onnx"


def test_presets_set_what_they_say_and_none_is_lit_for_an_own_recipe(
    page: DistilPage, stand_in: StandIn, qtbot: QtBot
) -> None:
    assert page.recipe.preset.choice() == "balanced"
    click(qtbot, page.recipe.preset.button("quick-look"))
    assert page.draft.recipe.epochs == presets.PRESETS["quick-look"].changes["epochs"]
    assert page.recipe.epochs.value() == page.draft.recipe.epochs
    page.recipe.epochs.setFocus()
    qtbot.keyClick(page.recipe.epochs, Qt.Key.Key_Up)
    assert page.draft.recipe.epochs == presets.PRESETS["quick-look"].changes["epochs"] + 1
    assert page.recipe.preset.choice() is None


def test_the_temperature_chart_softens_the_teachers_own_example(
    page: DistilPage, stand_in: StandIn, qtbot: QtBot, tmp_path: Path
) -> None:
    assert "example" in page.recipe.chart_title.text()
    ready(page, stand_in, qtbot)
    assert "example" not in page.recipe.chart_title.text()
    page.recipe.temperature.number.setFocus()
    page.recipe.temperature.number.selectAll()
    qtbot.keyClicks(page.recipe.temperature.number, "8")
    qtbot.keyClick(page.recipe.temperature.number, Qt.Key.Key_Return)
    assert page.draft.recipe.temperature == 8.0
    _, sharp, soft = page.recipe.chart.probabilities()
    np.testing.assert_allclose(sharp, 100 * soften(np.array(LOGITS)))
    np.testing.assert_allclose(soft, 100 * soften(np.array(LOGITS), 8.0))
    assert page.recipe._hard.text() == "Hard label: 4"


def test_methods_show_only_the_numbers_that_they_have(page: DistilPage) -> None:
    page.draft.set_method("hard")
    assert not page.recipe.temperature.isVisible()
    page.draft.set_method("dist")
    assert page.recipe.temperature.isVisible()
    page.recipe.weight.slider.setValue(page.recipe.weight.slider.maximum())
    assert (page.draft.recipe.beta, page.draft.recipe.alpha) == (10.0, None)


def test_the_student_is_put_together_from_family_scale_and_start(page: DistilPage, qtbot: QtBot) -> None:
    click(qtbot, page.student.scale.button("m"))
    click(qtbot, page.student.start.button("pt"))
    assert page.draft.recipe.student == "yolo11m-cls.pt"
    page.student.family.setFocus()
    qtbot.keyClick(page.student.family, Qt.Key.Key_Down)
    page.student.family.activated.emit(page.student.family.currentIndex())
    assert page.draft.recipe.student == "yolo26m-cls.pt"


def test_the_sizes_of_a_family_are_asked_and_chosen_from(page: DistilPage, stand_in: StandIn, qtbot: QtBot) -> None:
    ready(page, stand_in, qtbot)
    click(qtbot, page.student.sizes)
    popup = page.student.findChild(Catalogue)
    assert popup is not None
    assert {question.name for question, _ in stand_in.questions.values() if isinstance(question, InspectStudent)} == {
        f"yolo11{scale}-cls.yaml" for scale in "nsmlx"
    }
    stand_in.answer()
    click(qtbot, popup.buttons["l"])
    assert page.draft.recipe.student == "yolo11l-cls.yaml"
    assert not stand_in.questions  # nobody looks at it any more


def test_train_one_first_shows_its_plan(page: DistilPage, stand_in: StandIn, qtbot: QtBot) -> None:
    click(qtbot, page.teacher.first)
    assert page.teacher.plan.isVisible()
    assert not page.teacher.facts["here"].isVisible()
    page.teacher.plan.epochs.setValue(9)
    plan = page.draft.teacher_first
    assert plan is not None
    assert plan.epochs == 9
    page.teacher.picker.chosen.emit("/data/t.pt")
    assert page.draft.teacher_first is None
    assert not page.teacher.plan.isVisible()


def test_the_sample_brings_its_unlabelled_images_and_they_can_be_removed(
    page: DistilPage, stand_in: StandIn, qtbot: QtBot
) -> None:
    menu = page.dataset.picker.menu()
    next(action for action in menu.actions() if action.text().startswith("Bundled sample")).trigger()
    settle(qtbot, stand_in)
    assert page.draft.recipe.unlabelled == "sample:emoji"
    assert page.dataset.unlabelled.whole_text() == "+ 2,208 unlabelled images"
    click(qtbot, page.dataset.remove)
    assert page.draft.recipe.unlabelled is None


def test_settings_of_a_run_are_taken_over(page: DistilPage, stand_in: StandIn) -> None:
    folder = scenes.waiting("earlier")
    page._use_settings_of(folder.name)
    assert page.draft.recipe.dataset == "sample:emoji"


def test_all_settings_have_a_control_that_shows_and_sets_them(page: DistilPage, qtbot: QtBot) -> None:
    click(qtbot, page.recipe.all_settings)
    assert page.all_settings.isVisible()
    names = [name for name, *_ in settings(Recipe) if name != "class_map"]
    assert set(page.all_settings.controls) == set(names)
    whole = Recipe(
        dataset="/d",
        teacher="/t.onnx",
        student="/s.yaml",
        unlabelled="/u",
        epochs=11,
        batch=12,
        image_size=96,
        optimizer="SGD",
        learning_rate=0.00123,
        weight_decay=0.0001,
        warmup_epochs=0.25,
        augmentation="none",
        flip=0.0,
        seed=5,
        device="cpu",
        threads=2,
        workers=0,
        cache="disk",
        method="dkd",
        temperature=3.25,
        alpha=1.5,
        beta=6.0,
        gamma=1.0,
        soft_weight=2.0,
        soft_warm_up=0.125,
        baseline=True,
        probes=60,
        teacher_weights="/w",
        teacher_classes="/c.txt",
        teacher_image_size=48,
        teacher_mean=(0.1, 0.2, 0.3),
        teacher_std=(0.4, 0.5, 0.6),
        teacher_bgr=True,
    )
    page.draft.load(Distill(recipe=whole))
    assert page.draft.recipe == whole  # nothing that is shown changes what it shows
    control = page.all_settings.controls["learning_rate"]
    number = control.findChild(Number)
    assert number is not None
    assert number.text() == "0.00123"
    number.setFocus()
    number.selectAll()
    qtbot.keyClicks(number, "0.0005")
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert page.draft.recipe.learning_rate == 0.0005
    mean = page.all_settings.controls["teacher_mean"].findChildren(Number)
    mean[1].setValue(0.25)
    assert page.draft.recipe.teacher_mean == (0.1, 0.25, 0.3)
    whole_number = page.all_settings.controls["image_size"].findChild(WholeNumber)
    assert whole_number is not None
    assert whole_number.suffix() == " px"
    assert whole_number.singleStep() == 32
    click(qtbot, page.all_settings.leave)
    assert page.recipe.isVisible()


def test_a_setting_that_has_a_default_can_be_left_to_it(page: DistilPage, qtbot: QtBot) -> None:
    page.recipe.all_settings.click()
    page.draft.change(temperature=7.0)
    control = cast(Any, page.all_settings.controls["temperature"])
    assert not control.default.isChecked()
    control.default.click()
    assert page.draft.recipe.temperature is None
    control.default.click()
    assert page.draft.recipe.temperature == 4.0


def test_a_path_of_all_settings_may_be_emptied(page: DistilPage, qtbot: QtBot) -> None:
    page.recipe.all_settings.click()
    page.draft.change(unlabelled="/data/lot")
    picker = page.all_settings.controls["unlabelled"].findChild(PathPicker)
    assert picker is not None
    picker.field.setFocus()
    picker.field.clear()
    picker.field.setModified(True)
    qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    assert page.draft.recipe.unlabelled is None


def drop(page: DistilPage, path: Path, over: QWidget | None = None) -> bool:
    """Drag a file over the page and let go; return whether it was taken."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    place = over.mapTo(page, QPoint(20, 20)) if over is not None else QPoint(5, 5)
    actions, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, actions, mime, left, none)
    enter.ignore()
    QApplication.sendEvent(page, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(page, QDragMoveEvent(place, actions, mime, left, none))
    QApplication.sendEvent(page, QDropEvent(QPointF(place), actions, mime, left, none))
    return True


def test_dropped_files_go_to_the_card_that_they_belong_to(page: DistilPage, tmp_path: Path) -> None:
    folder = tmp_path / "images"
    folder.mkdir()
    assert drop(page, tmp_path / "teacher.onnx")
    assert page.draft.recipe.teacher == str(tmp_path / "teacher.onnx")
    assert drop(page, folder, over=page.teacher)
    assert page.draft.recipe.dataset == str(folder)
    assert drop(page, tmp_path / "own.pt", over=page.student)
    assert page.draft.recipe.student == str(tmp_path / "own.pt")
    assert page.student.own.isVisible()
    assert drop(page, tmp_path / "best.pt", over=page.dataset)
    assert page.draft.recipe.teacher == str(tmp_path / "best.pt")
    assert not drop(page, tmp_path / "notes.txt")


def test_what_has_the_focus_keeps_it_while_nothing_new_is_found(
    page: DistilPage, stand_in: StandIn, qtbot: QtBot
) -> None:
    ready(page, stand_in, qtbot)
    before = page.before.fix_buttons()
    page.draft.change(alpha=0.5)
    assert page.before.fix_buttons() is before


def test_themes_and_texts_change_while_it_stands(page: DistilPage, stand_in: StandIn, qtbot: QtBot) -> None:
    stand_in.cards[TryTeacher] = TeacherHere(images=450, correct=449)
    ready(page, stand_in, qtbot)
    theme.theme().apply("dark")
    language().apply("vi")
    assert page.teacher.facts["here"].value.whole_text().startswith("99,8")
    assert page.recipe.temperature.number.text() == "4,0"
    assert page.before.facts.memory.text().startswith("0,9")
    assert page.before.isVisible()


def test_every_control_has_a_name_and_says_what_it_is_for(page: DistilPage, stand_in: StandIn, qtbot: QtBot) -> None:
    ready(page, stand_in, qtbot)
    page.recipe.all_settings.click()
    kinds = (QAbstractButton, QComboBox, WholeNumber, Number)
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if isinstance(widget, kinds) and not widget.accessibleName() and widget.objectName() != "qt_spinbox_lineedit"
        if not isinstance(widget.parent(), QComboBox) and type(widget).__name__ not in ("QTableCornerButton",)
    ]
    assert [widget for widget in nameless if widget.focusPolicy() != Qt.FocusPolicy.NoFocus] == []


def test_tab_goes_in_reading_order(page: DistilPage, stand_in: StandIn, qtbot: QtBot) -> None:
    stand_in.cards[InspectDataset] = dataset_card([*WORDS, "blank"])
    ready(page, stand_in, qtbot)
    wanted: list[QWidget] = [
        page.name,
        page.settings_of,
        page.teacher.picker.field,
        page.teacher.first,
        page.student.family,
        page.student.scale.button("n"),
        page.dataset.picker.field,
        page.dataset.add,
        page.recipe.preset.button("balanced"),
        page.recipe.method,
        page.recipe.temperature.slider,
        page.recipe.epochs,
        page.recipe.baseline,
        page.before.table,
        page.before.more,
        page.before.fix_buttons()[0],
        page.before.start,
    ]
    chain, widget = [], page.name.nextInFocusChain()
    while widget is not page.name and len(chain) < 500:
        chain.append(widget)
        widget = widget.nextInFocusChain()
    places = [-1, *(chain.index(widget) for widget in wanted[1:])]
    assert places == sorted(places)


def test_a_chart_is_saved_with_its_numbers(
    page: DistilPage, stand_in: StandIn, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(page, stand_in, qtbot)
    target = tmp_path / "classes.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), "CSV (*.csv)"))
    page.dataset.chart.wants_saving.emit(page.dataset.chart)
    assert target.read_text(encoding="utf-8").startswith("class,training images,validation images")


def test_the_chart_of_classes_names_the_one_that_the_keys_are_at(
    page: DistilPage, stand_in: StandIn, qtbot: QtBot
) -> None:
    ready(page, stand_in, qtbot)
    card = cast(Any, stand_in.cards[InspectDataset])
    qtbot.keyClick(page.dataset.chart, Qt.Key.Key_End)
    train, val = card.splits["train"][9], card.splits["val"][9]
    assert page.dataset.pointed.whole_text() == f"9: training {train}, validation {val}"

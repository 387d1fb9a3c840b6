import msgspec
import pytest
from pytestqt.qtbot import QtBot

from kdstudio.core.cards import (
    EstimateCost,
    InspectDataset,
    InspectStudent,
    InspectTeacher,
    ModelCard,
    Refused,
    TryTeacher,
)
from kdstudio.core.jobs import Distill, TrainTeacher
from kdstudio.core.recipe import Recipe
from kdstudio.core.text import UserError, text
from kdstudio.gui.pages.distil.draft import DEBOUNCE_MS, Draft, TeacherFirst, short_name
from tests.gui import scenes
from tests.gui.pages.distil.stand_in import TEACHER, WORDS, StandIn, dataset_card, settle

GIVEN = {"teacher": "/data/digits-yolo11s-cls.pt", "dataset": "/data/digits"}


def kinds(stand_in: StandIn) -> list[type]:
    return [type(question) for question, _ in stand_in.questions.values()]


def test_a_whole_recipe_is_read_then_tried_then_costed_and_ready(draft: Draft, stand_in: StandIn, qtbot: QtBot) -> None:
    draft.change(**GIVEN)
    qtbot.wait(2)
    assert set(kinds(stand_in)) == {InspectDataset, InspectTeacher, InspectStudent}
    assert not draft.preflight.is_ready
    for kind in (InspectDataset, InspectTeacher, InspectStudent):
        stand_in.answer(kind)
        qtbot.wait(2)
    stand_in.answer(InspectStudent)  # asked again, now that the number of classes is known
    qtbot.wait(2)
    assert kinds(stand_in) == [TryTeacher]
    stand_in.answer()
    qtbot.wait(2)
    assert kinds(stand_in) == [EstimateCost]
    stand_in.answer()
    assert draft.preflight.is_ready
    assert draft.known.cost is not None


def test_nothing_is_asked_before_keys_have_rested(draft: Draft, stand_in: StandIn) -> None:
    assert DEBOUNCE_MS == 250
    draft.change(**GIVEN)
    assert InspectTeacher not in kinds(stand_in)
    assert draft.is_reading("teacher")


def test_a_late_answer_to_an_older_question_is_ignored(draft: Draft, stand_in: StandIn, qtbot: QtBot) -> None:
    draft.change(teacher="/data/old.pt")
    qtbot.wait(2)
    late = [answered for question, answered in stand_in.questions.values() if isinstance(question, InspectTeacher)]
    draft.change(teacher="/data/new.pt")
    late[0](msgspec.structs.replace(TEACHER, name="old"))
    assert draft.known.teacher is None
    assert draft.is_reading("teacher")


def test_an_answer_that_no_longer_fits_is_dropped_at_once_and_its_question_taken_back(
    draft: Draft, stand_in: StandIn, qtbot: QtBot
) -> None:
    draft.change(**GIVEN)
    settle(qtbot, stand_in)
    assert draft.preflight.is_ready
    draft.change(dataset="/data/others")
    assert draft.known.dataset is None
    assert not draft.preflight.is_ready
    qtbot.wait(2)
    asked = list(stand_in.questions)
    draft.change(dataset="/data/third")
    assert set(asked) & set(stand_in.forgotten)


def test_settings_that_cost_nothing_ask_nothing(draft: Draft, stand_in: StandIn, qtbot: QtBot) -> None:
    draft.change(**GIVEN)
    settle(qtbot, stand_in)
    draft.change(temperature=7.0, alpha=0.3, learning_rate=0.001)
    qtbot.wait(2)
    assert not stand_in.questions
    draft.change(epochs=5)
    qtbot.wait(2)
    assert kinds(stand_in) == [EstimateCost]


def test_the_image_size_follows_the_teacher_until_it_is_chosen(draft: Draft, stand_in: StandIn, qtbot: QtBot) -> None:
    draft.change(**GIVEN)
    settle(qtbot, stand_in)
    assert draft.recipe.image_size == 32
    draft.change(image_size=64)
    draft.change(teacher="/data/another.pt")
    settle(qtbot, stand_in)
    assert draft.recipe.image_size == 64


def test_a_refused_path_is_read_again_when_it_is_chosen_again(draft: Draft, stand_in: StandIn, qtbot: QtBot) -> None:
    stand_in.cards[InspectTeacher] = Refused(sentence=text("It is not there."))
    draft.change(**GIVEN)
    settle(qtbot, stand_in)
    assert isinstance(draft.known.teacher, Refused)
    stand_in.cards[InspectTeacher] = TEACHER
    draft.change(teacher=GIVEN["teacher"])
    settle(qtbot, stand_in)
    assert isinstance(draft.known.teacher, ModelCard)


def test_only_files_are_remembered(draft: Draft, stand_in: StandIn, qtbot: QtBot) -> None:
    draft.change(teacher="sample:emoji", dataset="/data/digits")
    settle(qtbot, stand_in)
    assert stand_in.settings.recent_models == []
    assert stand_in.settings.recent_datasets == ["/data/digits"]


def test_a_pair_that_is_refused_is_not_accepted_with_the_others(draft: Draft, stand_in: StandIn, qtbot: QtBot) -> None:
    stand_in.cards[InspectDataset] = dataset_card(WORDS)
    draft.change(**GIVEN)
    settle(qtbot, stand_in)
    draft.pair("nine", None)
    draft.pair("eight", "9")
    fix = next(fix for finding in draft.preflight.findings for fix in finding.fixes if fix.kind == "accept-pairs")
    draft.take(fix)
    assert draft.recipe.class_map["eight"] == "9"
    assert draft.recipe.class_map["zero"] == "0"
    assert "nine" not in draft.recipe.class_map


def test_a_teacher_class_goes_to_one_class_of_the_dataset_only(draft: Draft) -> None:
    draft.pair("a", "x")
    draft.pair("b", "x")
    assert draft.recipe.class_map == {"b": "x"}


def test_training_a_teacher_first_queues_both_and_the_second_names_the_first(
    draft: Draft, stand_in: StandIn, qtbot: QtBot
) -> None:
    draft.change(dataset="/data/digits", epochs=7)
    draft.train_teacher_first(TeacherFirst(model="yolo11m-cls.yaml", epochs=12))
    settle(qtbot, stand_in)
    assert draft.preflight.is_ready
    assert draft.recipe.image_size == 32  # the images are 28 px wide
    assert draft.start() == "run-1"
    (first, _), (second, name) = stand_in.started
    assert isinstance(first, TrainTeacher)
    assert (first.recipe.model, first.recipe.epochs, first.recipe.dataset) == ("yolo11m-cls.yaml", 12, "/data/digits")
    assert isinstance(second, Distill)
    assert (second.recipe.teacher, second.recipe.epochs) == ("run:run-1", 7)
    assert name == "handwritten-digits m → n"


def test_a_run_still_in_training_may_be_the_teacher_and_is_not_asked_about(
    draft: Draft, stand_in: StandIn, qtbot: QtBot
) -> None:
    folder = scenes.waiting("teacher-s")
    draft.change(teacher=f"run:{folder.name}", dataset="/data/digits")
    settle(qtbot, stand_in)
    assert draft.known.teacher_run_state == "waiting"
    assert draft.preflight.is_ready


def test_what_cannot_succeed_does_not_start(draft: Draft, stand_in: StandIn) -> None:
    with pytest.raises(UserError):
        draft.start()
    assert not stand_in.started


def test_a_start_leaves_no_number_to_the_method(draft: Draft, stand_in: StandIn, qtbot: QtBot) -> None:
    draft.change(**GIVEN)
    settle(qtbot, stand_in)
    draft.start()
    job = stand_in.started[0][0]
    assert isinstance(job, Distill)
    assert (job.recipe.temperature, job.recipe.alpha) == (4.0, 0.9)


def test_the_name_is_put_together_until_one_is_given(draft: Draft, stand_in: StandIn, qtbot: QtBot) -> None:
    assert draft.name == ""
    draft.change(**GIVEN)
    settle(qtbot, stand_in)
    assert draft.name == "handwritten-digits s → n"
    draft.set_name("mine")
    draft.change(student="yolo11m-cls.yaml")
    assert draft.name == "mine"
    draft.set_name(" ")
    assert draft.name == "handwritten-digits s → m"


def test_a_job_is_taken_over_whole(draft: Draft) -> None:
    recipe = Recipe(dataset="/d", teacher="/t.pt", epochs=3, image_size=96, method="dkd", beta=2.0, seed=4)
    draft.load(Distill(recipe=recipe))
    assert draft.recipe == recipe


@pytest.mark.parametrize(
    ("model", "short"),
    [("yolo11s-cls.pt", "s"), ("/a/digits-yolo11x-cls.pt", "x"), ("yolov8m-cls.yaml", "m"), ("/a/best.onnx", "best")],
)
def test_a_name_is_short(model: str, short: str) -> None:
    assert short_name(model) == short


def test_sizes_are_asked_once_each_and_taken_back_unanswered(draft: Draft, stand_in: StandIn, qtbot: QtBot) -> None:
    settle(qtbot, stand_in)
    assert draft.size_of("yolo11s-cls.yaml") is None
    assert draft.size_of("yolo11s-cls.yaml") is None
    assert len(stand_in.questions) == 1
    draft.forget_sizes()
    assert not stand_in.questions
    assert draft.size_of("yolo11s-cls.yaml") is None
    stand_in.answer()
    card = draft.size_of("yolo11s-cls.yaml")
    assert isinstance(card, ModelCard)
    assert not stand_in.questions

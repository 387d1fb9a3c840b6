from typing import Any

import msgspec
import pytest

from kdstudio.core.cards import Cost, DatasetCard, DatasetProblem, ModelCard, Refused, TeacherHere, UnlabelledCard
from kdstudio.core.findings import Finding, Known, Preflight
from kdstudio.core.jobs import Distill, TrainTeacher
from kdstudio.core.preflight import check
from kdstudio.core.recipe import Recipe, TeacherRecipe
from kdstudio.core.text import text

DIGITS = [str(digit) for digit in range(10)]
WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
REFUSED = Refused(sentence=text("It is damaged."))


def teacher(**changes: Any) -> ModelCard:
    card = ModelCard(name="teacher.pt", task="classify", classes=DIGITS, parameters=5_450_000, input_size=64)
    return msgspec.structs.replace(card, **changes)


def student(**changes: Any) -> ModelCard:
    card = ModelCard(name="yolo11n-cls.yaml", task="classify", parameters=1_540_000)
    return msgspec.structs.replace(card, **changes)


def dataset(classes: list[str] = DIGITS, **changes: Any) -> DatasetCard:
    card = DatasetCard(
        name="digits",
        folder="/data/digits",
        task="classify",
        classes=classes,
        display_order=list(range(len(classes))),
        splits={"train": [130] * len(classes), "val": [45] * len(classes)},
        typical_size=64,
    )
    return msgspec.structs.replace(card, **changes)


def cost(**changes: Any) -> Cost:
    gigabyte = 10**9
    card = Cost(
        device="cpu",
        student_seconds=114,
        baseline_seconds=87,
        memory_bytes=gigabyte,
        memory_total_bytes=16 * gigabyte,
        disk_bytes=46_000_000,
        disk_free_bytes=212 * gigabyte,
    )
    return msgspec.structs.replace(card, **changes)


def known(**changes: Any) -> Known:
    everything = Known(
        teacher=teacher(),
        student=student(),
        dataset=dataset(),
        unlabelled=UnlabelledCard(name="more", images=900),
        teacher_here=TeacherHere(images=450, correct=449),
        cost=cost(),
    )
    return msgspec.structs.replace(everything, **changes)


def job(**settings: Any) -> Distill:
    recipe = Recipe(dataset="digits", teacher="teacher.pt", unlabelled="more", baseline=True, image_size=64)
    return Distill(recipe=msgspec.structs.replace(recipe.completed(), **settings))


def found(preflight: Preflight, name: str) -> Finding:
    (finding,) = [finding for finding in preflight.findings if finding.name == name]
    return finding


def names(preflight: Preflight, *levels: str) -> list[str]:
    return [finding.name for finding in preflight.findings if finding.level in levels]


def applied(given: Distill, finding: Finding, kind: str) -> Distill:
    (fix,) = [fix for fix in finding.fixes if fix.kind == kind]
    return Distill(recipe=msgspec.structs.replace(given.recipe, **fix.changes))


def test_a_job_without_a_flaw_is_ready_and_says_what_is_good() -> None:
    preflight = check(job(), known())
    assert preflight.is_ready
    assert preflight.blocking is None
    assert names(preflight, "ok") == [
        *("task", "classes", "input-size", "teacher-here", "dataset", "unlabelled"),
    ]
    assert len(preflight.findings) == 6
    assert str(found(preflight, "classes").title) == "10 of 10 classes matched by name"
    assert str(found(preflight, "teacher-here").sentence).startswith("It is right on 449 of 450 images")
    assert [(pair.dataset_class, pair.teacher_class) for pair in preflight.pairs] == list(
        zip(DIGITS, DIGITS, strict=True)
    )


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"teacher": ""}, "Choose a teacher."),
        ({"student": ""}, "Choose a student."),
        ({"dataset": ""}, "Choose a dataset."),
    ],
)
def test_what_is_not_chosen_yet_is_asked_for(settings: dict[str, Any], sentence: str) -> None:
    assert str(check(job(**settings), known()).blocking) == sentence


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        ("teacher", "Reading the teacher…"),
        ("student", "Reading the student…"),
        ("dataset", "Reading the dataset…"),
        ("unlabelled", "Counting the unlabelled images…"),
    ],
)
def test_a_card_that_is_not_known_yet_is_waited_for(part: str, sentence: str) -> None:
    preflight = check(job(), known(**{part: None}))
    assert str(preflight.blocking) == sentence
    assert names(preflight, "error") == []


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        ("teacher", "Choose another teacher."),
        ("student", "Choose another student."),
        ("dataset", "Choose another dataset."),
        ("unlabelled", "Choose other unlabelled images, or none."),
    ],
)
def test_a_card_that_was_refused_is_an_error_in_its_own_words(part: str, sentence: str) -> None:
    preflight = check(job(), known(**{part: REFUSED}))
    assert str(preflight.blocking) == sentence
    assert str(found(preflight, part).sentence) == "It is damaged."


def test_an_error_is_said_before_what_is_still_being_read() -> None:
    assert str(check(job(), known(teacher=None, dataset=REFUSED)).blocking) == "Choose another dataset."


@pytest.mark.parametrize("part", ["teacher_here", "cost"])
def test_trial_and_estimate_never_hold_up_the_start(part: str) -> None:
    assert check(job(), known(**{part: None})).is_ready
    assert check(job(), known(**{part: REFUSED})).is_ready


@pytest.mark.parametrize(
    ("part", "card"),
    [
        ("teacher", teacher(task="detect")),
        ("student", student(task="detect")),
        ("dataset", dataset(task="detect")),
    ],
)
def test_another_task_is_refused_where_it_is(part: str, card: ModelCard | DatasetCard) -> None:
    preflight = check(job(), known(**{part: card}))
    assert not preflight.is_ready
    (error,) = [finding for finding in preflight.findings if finding.level == "error"]
    assert error.about == part
    assert "detect" in str(error.sentence)


def test_classes_with_other_names_are_suggested_and_one_button_accepts_them() -> None:
    cards = known(dataset=dataset([*WORDS, "blank", "smudge"]), teacher_here=None)
    preflight = check(job(), cards)
    error = found(preflight, "classes")
    assert (error.level, error.about, str(error.title)) == ("error", "dataset", "No class names match")
    assert str(preflight.blocking) == "Pair the classes first."
    assert str(error.fixes[0].label) == "Use these 10 pairs"
    assert {pair.origin for pair in preflight.pairs[:10]} == {"suggested"}
    assert "blank, smudge" in str(found(preflight, "left-over").sentence)
    accepted = check(applied(job(), error, "accept-pairs"), cards)
    assert accepted.is_ready
    assert str(found(accepted, "classes").title) == "10 of 12 classes paired"
    assert "blank, smudge" in str(found(accepted, "left-over").sentence)
    assert accepted.pairs[3].teacher_class == "3"
    assert accepted.pairs[3].origin == "chosen"


def test_suggestions_beside_enough_equal_names_are_a_question_only() -> None:
    cards = known(dataset=dataset([*DIGITS[:9], "nine"]))
    preflight = check(job(), cards)
    assert preflight.is_ready
    question = found(preflight, "suggestions")
    assert (question.level, str(question.fixes[0].label)) == ("warning", "Use this pair")
    assert question.fixes[0].changes == {"class_map": {"nine": "9"}}


def test_accepting_suggestions_keeps_the_pairs_that_were_chosen() -> None:
    cards = known(teacher=teacher(classes=["cat", "hound", "1"]), dataset=dataset(["kitten", "Cat", "one"]))
    given = job(class_map={"kitten": "hound"})
    accepted = applied(given, found(check(given, cards), "classes"), "accept-pairs")
    assert accepted.recipe.class_map == {"kitten": "hound", "Cat": "cat", "one": "1"}


def test_pairs_of_another_dataset_are_an_error_that_can_be_left_out() -> None:
    given = job(class_map={"cat": "0", "1": "2"})
    preflight = check(given, known())
    assert "cat → 0" in str(found(preflight, "class-map").sentence)
    mended = applied(given, found(preflight, "class-map"), "set-setting")
    assert mended.recipe.class_map == {"1": "2"}
    assert check(mended, known()).is_ready


def test_a_teacher_that_knows_more_classes_is_fine() -> None:
    preflight = check(job(), known(teacher=teacher(classes=[*DIGITS, "ten"])))
    assert preflight.is_ready
    assert str(found(preflight, "unused").sentence).startswith("1 of its 11 classes")


def test_classes_without_any_likeness_ask_for_pairs_or_another_choice() -> None:
    preflight = check(job(), known(dataset=dataset(["rose", "tulip"])))
    kinds = [fix.kind for fix in found(preflight, "classes").fixes]
    assert kinds == ["choose-dataset", "choose-teacher"]
    assert str(preflight.blocking) == "Pair at least 2 classes, or choose others."


def test_logit_std_with_two_classes_offers_another_method() -> None:
    given = job(method="logit-std", alpha=0.9)
    cards = known(teacher=teacher(classes=["a", "b"]), dataset=dataset(["a", "b"]))
    preflight = check(given, cards)
    mended = applied(given, found(preflight, "classes"), "set-setting")
    assert (mended.recipe.method, mended.recipe.completed().temperature) == ("kd", 4.0)
    assert check(mended, cards).is_ready


def test_other_input_sizes_are_a_note_that_can_be_made_equal() -> None:
    given = job(image_size=32)
    note = found(check(given, known()), "input-size")
    assert note.level == "note"
    assert applied(given, note, "set-image-size").recipe.image_size == 64


def test_a_size_that_the_student_cannot_take_is_not_offered() -> None:
    assert found(check(job(), known(teacher=teacher(input_size=50))), "input-size").fixes == []


def test_the_recipes_own_size_of_the_teacher_counts() -> None:
    assert found(check(job(teacher_image_size=64), known(teacher=teacher(input_size=50))), "input-size").level == "ok"


@pytest.mark.parametrize(("correct", "level"), [(450, "ok"), (250, "ok"), (240, "warning"), (90, "warning")])
def test_a_teacher_is_judged_against_guessing(correct: int, level: str) -> None:
    preflight = check(job(), known(teacher_here=TeacherHere(images=450, correct=correct)))
    assert found(preflight, "teacher-here").level == level
    assert preflight.is_ready


@pytest.mark.parametrize("correct", [0, 45, 80])
def test_a_teacher_that_guesses_is_refused(correct: int) -> None:
    preflight = check(job(), known(teacher_here=TeacherHere(images=450, correct=correct)))
    assert str(preflight.blocking) == "Check the pairs, or choose another teacher."
    assert "guessing gives 10.0 %" in str(found(preflight, "teacher-here").sentence)


def test_a_teacher_is_not_blamed_for_classes_that_it_does_not_know() -> None:
    half = known(teacher=teacher(classes=DIGITS[:5]), teacher_here=TeacherHere(images=450, correct=220))
    assert found(check(job(), half), "teacher-here").level == "ok"
    guessing = msgspec.structs.replace(half, teacher_here=TeacherHere(images=450, correct=50))
    assert found(check(job(), guessing), "teacher-here").level == "error"


def test_a_teacher_that_is_still_to_be_downloaded_is_compared_later() -> None:
    cards = known(teacher=teacher(name="yolo11x-cls.pt", classes=[], is_estimate=True), teacher_here=None)
    preflight = check(job(teacher="yolo11x-cls.pt"), cards)
    assert preflight.is_ready
    assert found(preflight, "teacher").level == "warning"


def test_problems_of_the_dataset_keep_their_own_words_and_weight() -> None:
    problems = [
        DatasetProblem(kind="corrupt", sentence=text("Two images cannot be read.")),
        DatasetProblem(kind="empty", sentence=text("A class is empty."), is_error=True),
    ]
    preflight = check(job(), known(dataset=dataset(problems=problems)))
    assert (found(preflight, "corrupt").level, found(preflight, "empty").level) == ("warning", "error")
    assert str(found(preflight, "corrupt").sentence) == "Two images cannot be read."
    assert str(preflight.blocking) == "Mend the dataset, or choose another."


def test_a_split_that_was_made_is_a_note_and_no_fault() -> None:
    split = DatasetProblem(kind="split", sentence=text("450 images were set apart."))
    preflight = check(job(), known(dataset=dataset(was_split=True, problems=[split])))
    assert (found(preflight, "split").level, found(preflight, "dataset").level) == ("note", "ok")


def test_few_labelled_images_can_be_joined_by_unlabelled_ones() -> None:
    few = DatasetProblem(kind="few-images", sentence=text("2 classes have fewer than 10."))
    cards = known(dataset=dataset(problems=[few]))
    warned = found(check(job(unlabelled=None), cards), "few-images")
    assert (warned.level, [fix.kind for fix in warned.fixes]) == ("warning", ["choose-unlabelled"])
    assert found(check(job(), cards), "few-images").fixes == []


def test_few_images_to_judge_by_make_coarse_steps() -> None:
    few = known(dataset=dataset(splits={"train": [40] * 10, "val": [5] * 10}))
    assert "2.0 points" in str(found(check(job(), few), "few-judged").sentence)


def test_without_unlabelled_images_they_are_offered() -> None:
    preflight = check(job(unlabelled=None), known(unlabelled=None))
    assert preflight.is_ready
    assert found(preflight, "unlabelled").level == "note"


def test_unlabelled_images_that_cannot_be_read_are_counted() -> None:
    card = UnlabelledCard(name="more", images=900, unreadable=3)
    assert str(found(check(job(), known(unlabelled=card)), "unlabelled").sentence).startswith("3 of them")


def test_unlabelled_images_that_were_refused_can_be_left_out() -> None:
    error = found(check(job(), known(unlabelled=REFUSED)), "unlabelled")
    mended = applied(job(), error, "set-setting")
    assert check(mended, known(unlabelled=None)).is_ready


def test_without_a_baseline_one_is_offered() -> None:
    note = found(check(job(baseline=False), known()), "baseline")
    assert note.level == "note"
    assert applied(job(baseline=False), note, "add-baseline") == job()


def test_a_student_as_large_as_its_teacher_is_warned_of() -> None:
    preflight = check(job(), known(student=student(parameters=5_450_000)))
    assert found(preflight, "student-size").level == "warning"
    assert preflight.is_ready


@pytest.mark.parametrize(
    ("name", "is_said"), [("yolo11n-cls.pt", True), ("yolo11n-cls.yaml", False), ("/models/own.pt", False)]
)
def test_weights_of_the_zoo_are_said_to_be_downloaded(name: str, is_said: bool) -> None:
    assert ("download" in names(check(job(student=name), known()), "note")) == is_said


def test_a_setting_out_of_its_limits_blocks_in_the_recipes_own_words() -> None:
    preflight = check(job(epochs=0), known())
    assert str(preflight.blocking) == "Correct the setting of the recipe."
    assert "epochs is 0" in str(found(preflight, "recipe").sentence)


def test_small_images_blown_up_are_a_note_with_a_fitting_size() -> None:
    cards = known(dataset=dataset(typical_size=40), teacher=teacher(input_size=224))
    note = found(check(job(image_size=224), cards), "typical-size")
    assert applied(job(image_size=224), note, "set-image-size").recipe.image_size == 64
    assert "typical-size" not in names(check(job(image_size=64), cards), "note")


@pytest.mark.parametrize(("gigabytes", "level"), [(15, "warning"), (17, "error")])
def test_memory_that_does_not_suffice_offers_a_smaller_batch(gigabytes: int, level: str) -> None:
    preflight = check(job(), known(cost=cost(memory_bytes=gigabytes * 10**9)))
    finding = found(preflight, "memory")
    assert (finding.level, preflight.is_ready) == (level, level == "warning")
    assert applied(job(), finding, "set-setting").recipe.batch == 32


@pytest.mark.parametrize(("free", "level"), [(500_000_000, "warning"), (40_000_000, "error")])
def test_disk_space_that_does_not_suffice_is_said(free: int, level: str) -> None:
    preflight = check(job(), known(cost=cost(disk_free_bytes=free)))
    assert found(preflight, "disk").level == level
    assert preflight.is_ready == (level == "warning")


def test_a_very_long_run_offers_a_quick_look_first() -> None:
    note = found(check(job(), known(cost=cost(student_seconds=50_000))), "time")
    assert applied(job(), note, "use-preset").recipe.epochs == 6


def test_a_named_device_without_an_estimate_can_be_given_up() -> None:
    warning = found(check(job(device="1"), known(cost=REFUSED)), "cost")
    assert warning.level == "warning"
    assert applied(job(device="1"), warning, "set-device").recipe.device == "auto"


@pytest.mark.parametrize("state", ["waiting", "running"])
@pytest.mark.parametrize("card", [None, REFUSED])
def test_a_teacher_that_is_trained_first_need_not_be_known(state: Any, card: Refused | None) -> None:
    given = job(teacher="run:2026-11-24-digits-yolo11s")
    preflight = check(given, known(teacher=card, teacher_here=None, teacher_run_state=state))
    assert preflight.is_ready
    assert "2026-11-24-digits-yolo11s" in str(found(preflight, "teacher").sentence)


@pytest.mark.parametrize("state", ["stopped", "failed", "lost", None])
def test_a_teacher_whose_run_will_not_finish_blocks(state: Any) -> None:
    given = job(teacher="run:2026-11-24-digits-yolo11s")
    preflight = check(given, known(teacher=REFUSED, teacher_run_state=state))
    assert str(preflight.blocking) == "Choose another teacher."


def test_a_teacher_of_a_finished_run_is_one_like_any_other() -> None:
    assert check(job(teacher="run:x"), known(teacher_run_state="finished")).is_ready
    assert str(check(job(teacher="run:x"), known(teacher=None, teacher_run_state="finished")).blocking) == (
        "Reading the teacher…"
    )


def test_an_onnx_teacher_without_class_names_may_take_those_of_the_dataset() -> None:
    given = job(teacher="model.onnx")
    error = found(check(given, known(teacher=REFUSED)), "teacher")
    assert applied(given, error, "set-setting").recipe.teacher_classes == "dataset"
    nameless = found(check(given, known(teacher=teacher(classes=[]))), "teacher")
    assert str(nameless.blocks) == "Name the teacher's classes."


def test_training_a_teacher_needs_a_model_and_a_dataset_only() -> None:
    training = TrainTeacher(recipe=TeacherRecipe(dataset="digits", image_size=64))
    assert check(training, known(student=None, teacher_here=None, unlabelled=None)).is_ready
    assert str(check(training, Known()).blocking) == "Reading the teacher…"
    refused = check(training, known(teacher=REFUSED))
    assert [(finding.name, finding.about) for finding in refused.findings if finding.blocks] == [("teacher", "teacher")]


def test_a_teacher_to_train_needs_a_classifier() -> None:
    training = TrainTeacher(recipe=TeacherRecipe(dataset="digits", model="yolo11s-cls.pt"))
    assert not check(training, known(teacher=teacher(task="detect"))).is_ready
    assert "download" in names(check(training, known()), "note")
    nameless = TrainTeacher(recipe=TeacherRecipe(dataset="digits", model=""))
    assert str(check(nameless, known()).blocking) == "Choose a teacher."


def test_nothing_known_yet_has_something_to_say_of_every_card() -> None:
    assert {finding.about for finding in check(job(), Known()).findings} >= {"teacher", "student", "dataset", "machine"}


def test_every_blocking_finding_says_what_to_do_and_every_sentence_can_be_said() -> None:
    worst = known(
        teacher=teacher(task="detect", classes=["cat"]),
        student=student(task="segment"),
        dataset=REFUSED,
        unlabelled=REFUSED,
        cost=cost(memory_bytes=10**12, disk_bytes=10**13),
    )
    for preflight in (check(job(epochs=0), worst), check(job(), known()), check(job(), Known())):
        for finding in preflight.findings:
            assert str(finding.title)
            assert str(finding.sentence).endswith(".")
            assert all(str(fix.label) for fix in finding.fixes)
            assert finding.blocks or finding.level != "error"


def test_every_fix_changes_settings_that_a_recipe_has() -> None:
    fields = set(Recipe.__struct_fields__)
    cards = known(teacher=REFUSED, unlabelled=REFUSED, cost=cost(memory_bytes=10**12, student_seconds=10**6))
    for preflight in (check(job(teacher="a.onnx"), cards), check(job(baseline=False, image_size=224), known())):
        for finding in preflight.findings:
            assert all(set(fix.changes) <= fields for fix in finding.fixes)

"""The tables of the Runs page, without a window."""

import datetime

import msgspec
import pytest
from PySide6.QtCore import QAbstractItemModel, Qt

from kdstudio.core.catalogue import RunRow
from kdstudio.core.jobs import Distill, TrainTeacher
from kdstudio.core.recipe import Recipe, TeacherRecipe
from kdstudio.core.text import text
from kdstudio.gui.tables import differences as side_by_side
from kdstudio.gui.tables.differences import Compared, DifferencesTable
from kdstudio.gui.tables.runs import (
    Column,
    Role,
    RunsInOrder,
    RunsTable,
    date_words,
    gain_of,
    short_dataset,
    short_model,
    short_names,
)
from kdstudio.gui.translate import language

ROW = RunRow(
    id="a",
    state="finished",
    job="distill",
    name="",
    tags=[],
    note="",
    group=None,
    place=None,
    created_at=1_000.0,
    ended_at=2_000.0,
    dataset="sample:emoji",
    teacher="zoo/yolo11s-cls.pt",
    student="yolo11n-cls.yaml",
    method="kd",
    seed=0,
    task="classify",
    teacher_top1=99.8,
    student_top1=99.3,
    baseline_top1=98.0,
    grade="helped",
    p_value=0.01,
    size_bytes=3_200_000,
    agreement=99.1,
    ece=0.009,
    epochs_done=30,
    epochs_planned=30,
    best_epoch=27,
)


def run(run_id: str, **changes: object) -> RunRow:
    return msgspec.structs.replace(ROW, id=run_id, **changes)


def waiting(run_id: str, place: int | None) -> RunRow:
    nothing = dict.fromkeys(("ended_at", "teacher_top1", "student_top1", "baseline_top1", "size_bytes"))
    return run(run_id, state="waiting", place=place, created_at=9_000.0, **nothing)


def filled(*rows: RunRow) -> tuple[RunsTable, RunsInOrder]:
    table = RunsTable()
    order = RunsInOrder(table, table)
    order.sort(Column.DATE, Qt.SortOrder.DescendingOrder)
    table.set_rows(rows)
    return table, order


def ids(order: QAbstractItemModel) -> list[str]:
    return [order.index(place, 0).data(Role.RUN) for place in range(order.rowCount())]


def cell(table: RunsTable, column: Column, run_id: str = "a", role: int = Qt.ItemDataRole.DisplayRole) -> object:
    return table.index_of(run_id, column).data(role)


def test_a_finished_run_says_what_came_of_it(qapp: object) -> None:
    table, _ = filled(run("a", name="digits"))
    words = [cell(table, column) for column in Column if column not in (Column.CHECK, Column.DATE)]
    assert words == [
        "Done",
        "digits",
        "Classify",
        "yolo11s → yolo11n",
        "emoji",
        "Soft labels",
        "99.8",
        "99.3",
        "98.0",
        "+1.3",
        "3.2",
    ]


def test_what_is_not_known_is_a_dash(qapp: object) -> None:
    table, _ = filled(run("a", teacher_top1=None, baseline_top1=None, size_bytes=None, method=None))
    for column in (Column.TEACHER, Column.BASELINE, Column.GAIN, Column.SIZE, Column.METHOD):
        assert cell(table, column) == "—"


def test_a_loss_has_its_sign_its_colour_and_its_sentence(qapp: object) -> None:
    table, _ = filled(run("a", student_top1=94.8, baseline_top1=95.0))
    assert cell(table, Column.GAIN) == "−0.2"
    assert cell(table, Column.GAIN, role=Role.TOKEN) == "error"
    assert "worse" in str(cell(table, Column.GAIN, role=Qt.ItemDataRole.ToolTipRole))


def test_the_gain_agrees_with_the_rounded_numbers_beside_it() -> None:
    assert gain_of(run("a", student_top1=99.26, baseline_top1=98.04)) == pytest.approx(1.3)
    assert str(gain_of(run("a", student_top1=90.01, baseline_top1=90.04))) == "0.0"


@pytest.mark.parametrize(
    ("state", "words"), [("stopped", "Paused"), ("lost", "Interrupted"), ("failed", "Failed"), ("finished", "Done")]
)
def test_each_state_has_its_word_and_icon(qapp: object, state: str, words: str) -> None:
    table, _ = filled(run("a", state=state))
    assert cell(table, Column.STATE) == words
    assert cell(table, Column.STATE, role=Role.ICON)


def test_a_run_at_work_says_where_it_is(qapp: object) -> None:
    table, _ = filled(run("a", state="running"))
    table.set_row(run("a", state="running"), text("{epoch:d} of {epochs:d}", epoch=18, epochs=30))
    assert cell(table, Column.STATE) == "18 of 30"
    table.set_row(run("a"))
    assert cell(table, Column.STATE) == "Done"


def test_waiting_runs_stand_on_top_in_their_order_whichever_way_is_sorted(qapp: object) -> None:
    table, order = filled(run("old", ended_at=5.0), waiting("second", 2), run("new", ended_at=7.0), waiting("first", 1))
    assert ids(order) == ["first", "second", "new", "old"]
    assert [cell(table, Column.STATE, name) for name in ("first", "second")] == ["Queued 1", "Queued 2"]
    order.sort(Column.DATE, Qt.SortOrder.AscendingOrder)
    assert ids(order) == ["first", "second", "old", "new"]
    order.sort(Column.NAME, Qt.SortOrder.DescendingOrder)
    assert ids(order)[:2] == ["first", "second"]


def test_runs_that_wait_get_new_numbers_when_the_first_begins(qapp: object) -> None:
    table, order = filled(waiting("first", 1), waiting("second", 2))
    table.set_rows([run("first", state="running"), waiting("second", 2)])
    assert cell(table, Column.STATE, "second") == "Queued 1"
    assert ids(order) == ["second", "first"]


def test_a_run_that_nobody_queued_is_starting(qapp: object) -> None:
    table, _ = filled(waiting("a", None))
    assert cell(table, Column.STATE) == "Starting"


def test_missing_values_stand_below_whichever_way_is_sorted(qapp: object) -> None:
    _, order = filled(run("none", baseline_top1=None), run("low", baseline_top1=50.0), run("high", baseline_top1=90.0))
    order.sort(Column.BASELINE, Qt.SortOrder.DescendingOrder)
    assert ids(order) == ["high", "low", "none"]
    order.sort(Column.BASELINE, Qt.SortOrder.AscendingOrder)
    assert ids(order) == ["low", "high", "none"]


def test_numbers_are_sorted_as_numbers_and_words_whatever_their_case(qapp: object) -> None:
    _, order = filled(
        run("a", name="Beta", student_top1=100.0), run("b", name="alpha", student_top1=9.5), run("c", name="gamma")
    )
    order.sort(Column.STUDENT, Qt.SortOrder.DescendingOrder)
    assert ids(order) == ["a", "c", "b"]
    order.sort(Column.NAME)
    assert ids(order) == ["b", "a", "c"]


@pytest.mark.parametrize("words", ["digits", "paper", "YOLO11S", "emoji", "look again", "again digits", "→"])
def test_the_filter_finds_name_tag_model_dataset_and_note(qapp: object, words: str) -> None:
    other = run("b", teacher="yolo26m-cls.pt", dataset="cars", student=None, tags=["old"])
    _, order = filled(run("a", name="digits", tags=["paper"], note="Look at it again"), other)
    order.show_only(words, None, None)
    assert ids(order) == ["a"]


def test_the_filter_wants_state_and_task_as_well(qapp: object) -> None:
    _, order = filled(run("a"), run("b", state="failed"), run("c", task="detect"))
    order.show_only("", "failed", None)
    assert ids(order) == ["b"]
    order.show_only("", None, "detect")
    assert ids(order) == ["c"]


def test_a_run_that_changes_is_told_by_its_row_alone(qapp: object) -> None:
    table, _ = filled(run("a"), run("b"), run("c"))
    told: list[tuple[int, int]] = []
    resets: list[int] = []
    table.dataChanged.connect(lambda first, last, _roles: told.append((first.row(), last.row())))
    table.modelReset.connect(lambda: resets.append(1))
    table.set_rows([run("a"), run("b", note="new"), run("c")])
    assert told == [(1, 1)]
    assert not resets
    told.clear()
    table.set_row(run("b", note="new"))
    assert told == []


def test_rows_come_and_go_without_a_reset(qapp: object) -> None:
    table, order = filled(run("a", ended_at=3.0), run("b", ended_at=2.0), run("c", ended_at=1.0))
    resets: list[int] = []
    table.modelReset.connect(lambda: resets.append(1))
    table.set_rows([run("d", ended_at=9.0), run("a", ended_at=3.0), run("c", ended_at=1.0)])
    assert ids(order) == ["d", "a", "c"]
    assert table.index_of("b").isValid() is False
    assert not resets


def test_a_fifth_run_is_refused(qapp: object) -> None:
    table, _ = filled(*(run(name) for name in "abcde"))
    refusals: list[int] = []
    table.refused.connect(lambda: refusals.append(1))
    for name in "abcde":
        table.toggle(name)
    assert table.compared() == ["a", "b", "c", "d"]
    assert len(refusals) == 1


def test_a_compared_run_keeps_its_sign_until_it_is_taken_out(qapp: object) -> None:
    table, _ = filled(*(run(name) for name in "abc"))
    table.choose("a", "b")
    table.toggle("a")
    assert table.slot_of("b") == 1
    table.toggle("c")
    assert table.slot_of("c") == 0
    assert cell(table, Column.CHECK, "c", Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked


def test_what_is_compared_survives_a_refresh_and_goes_with_its_run(qapp: object) -> None:
    table, _ = filled(run("a"), run("b"))
    table.choose("a", "b")
    table.set_rows([run("b"), run("c")])
    assert table.compared() == ["b"]
    assert table.slot_of("b") == 1


def test_an_empty_name_is_no_name(qapp: object) -> None:
    table, _ = filled(run("a", name="digits"))
    asked: list[str] = []
    table.renamed.connect(lambda _run, name: asked.append(name))
    for name in ("  ", "digits", " better "):
        table.setData(table.index_of("a"), name)
    assert asked == ["better"]


def test_a_teacher_that_a_run_trained_is_called_as_its_model(qapp: object) -> None:
    teacher = run("t", job="train-teacher", teacher="yolo11m-cls.yaml", student=None, method=None)
    table, _ = filled(run("a", teacher="run:t"), run("b", teacher="run:gone"), teacher)
    assert cell(table, Column.MODELS) == "yolo11m → yolo11n"
    assert cell(table, Column.MODELS, "b") == "gone → yolo11n"
    assert cell(table, Column.MODELS, "t") == "yolo11m"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("zoo/yolo11n-cls.yaml", "yolo11n"),
        ("C:\\models\\yolo26s-cls.pt", "yolo26s"),
        ("torchvision:resnet50", "resnet50"),
        ("timm:vit_tiny.augreg", "vit_tiny.augreg"),
        ("/runs/my-teacher/weights/best.pt", "my-teacher"),
        ("best.pt", "best"),
    ],
)
def test_models_have_short_names(name: str, short: str) -> None:
    assert short_model(name) == short


@pytest.mark.parametrize(("name", "short"), [("/data/Sign digits/", "Sign digits"), ("a/pets.ndjson", "pets")])
def test_datasets_have_short_names(name: str, short: str) -> None:
    assert short_dataset(name) == short


def test_runs_side_by_side_are_called_by_what_tells_them_apart() -> None:
    names = ["digits s → n", "digits s → n, DKD", "digits s → n, std"]
    assert short_names([run("a", name=name) for name in names]) == ["digits s → n", "DKD", "std"]
    assert short_names([run("a", name="one"), run("b", name="two")]) == ["one", "two"]
    assert short_names([run("a", name="same"), run("b", name="same")]) == ["same", "same"]


def test_dates_are_said_as_people_say_them(qapp: object) -> None:
    noon = datetime.datetime(2026, 11, 24, 12, 0).timestamp()
    day = 86_400.0
    assert date_words(run("a", ended_at=noon - 4_680), noon) == "today 10:42"
    assert date_words(run("a", ended_at=noon - day), noon) == "yesterday"
    assert date_words(run("a", ended_at=noon - 3 * day), noon) == "21 Nov"
    assert date_words(run("a", ended_at=noon - 365 * day), noon) == "24 Nov 2025"
    assert date_words(run("a", state="running"), noon) == "now"
    assert date_words(waiting("a", 1), noon) == "—"


def test_numbers_and_dates_follow_the_language(qapp: object) -> None:
    language().apply("vi")
    table, _ = filled(run("a"))
    assert cell(table, Column.STUDENT) == "99,3"
    noon = datetime.datetime(2026, 11, 24, 12, 0).timestamp()
    assert date_words(run("a", ended_at=noon - 3 * 86_400), noon) != "21 Nov"


def recipe(**changes: object) -> Distill:
    return Distill(recipe=msgspec.structs.replace(Recipe(dataset="d", teacher="t.pt").completed(), **changes))


def compared(*jobs: Distill | TrainTeacher, rows: list[RunRow] | None = None) -> DifferencesTable:
    table = DifferencesTable()
    rows = rows or [run(str(place)) for place in range(len(jobs))]
    table.set_runs([Compared(row, job, slot) for slot, (row, job) in enumerate(zip(rows, jobs, strict=True))])
    return table


def line(table: DifferencesTable, title: str) -> list[str]:
    for place in range(table.rowCount()):
        words = [str(table.index(place, column).data()) for column in range(table.columnCount())]
        if words[0] == title:
            return words[1:]
    raise AssertionError(f"there is no {title}")


def test_only_settings_that_differ_are_shown(qapp: object) -> None:
    table = compared(recipe(), recipe(method="dkd", temperature=2.5))
    assert table.differing == 2
    assert table.settings == len(Recipe.__struct_fields__)
    assert line(table, "Method") == ["Soft labels", "DKD"]
    assert line(table, "Temperature") == ["4", "2.5"]


def test_results_stand_below_a_heading_with_the_best_in_bold(qapp: object) -> None:
    rows = [run("a"), run("b", agreement=98.4, ece=0.004, best_epoch=3)]
    table = compared(recipe(), recipe(seed=1), rows=rows)
    titles = [table.index(place, 0).data() for place in range(table.rowCount())]
    assert titles == ["Seed", "Results", "Best epoch", "Agreement", "ECE", "Gain, pts"]
    assert table.is_heading(1)
    assert line(table, "ECE") == ["0.9\u00a0%", "0.4\u00a0%"]
    strong = {titles[place]: [table.index(place, one).data(Role.IS_STRONG) for one in (1, 2)] for place in (2, 3, 4, 5)}
    assert strong == {
        "Best epoch": [False, False],
        "Agreement": [True, False],
        "ECE": [False, True],
        "Gain, pts": [True, True],
    }


def test_a_teachers_training_beside_a_distillation_lacks_the_students_settings(qapp: object) -> None:
    table = compared(recipe(), TrainTeacher(recipe=TeacherRecipe(dataset="d")))
    assert line(table, "Temperature") == ["4", "—"]
    assert line(table, "Baseline") == ["no", "—"]


def test_results_are_brought_up_to_date_without_a_reset(qapp: object) -> None:
    table = compared(recipe(), recipe(seed=1))
    resets: list[int] = []
    table.modelReset.connect(lambda: resets.append(1))
    table.set_rows([run("0", best_epoch=5), run("1")])
    assert line(table, "Best epoch") == ["5", "27"]
    assert not resets


def test_values_of_all_kinds_have_words(qapp: object) -> None:
    assert side_by_side.setting_words("baseline", True) == "yes"
    assert side_by_side.setting_words("epochs", 1000) == "1,000"
    assert side_by_side.setting_words("learning_rate", 0.0005) == "0.0005"
    assert side_by_side.setting_words("class_map", {"a": "b", "c": "d"}) == "2 pairs"
    assert side_by_side.setting_words("teacher_mean", (0.5, 0.25, 1.0)) == "0.5, 0.25, 1"
    assert side_by_side.setting_words("dataset", "/data/pets/") == "pets"

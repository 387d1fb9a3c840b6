"""The table of a proof: what each row says, what is filled, what is copied and saved."""

import csv
import io

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication
from pytestqt.qtbot import QtBot

from kdstudio.core.proof import ProofRow
from kdstudio.core.text import text
from kdstudio.gui import theme, translate
from kdstudio.gui.marks import mark_of
from kdstudio.gui.tables.proof import ProofTable
from kdstudio.gui.tables.proof_rows import Column, Role
from tests.gui.proof_rows import BUDGET, ROWS, STUDENT, changed, loss, timing, without_labels


@pytest.fixture
def table(qtbot: QtBot) -> ProofTable:
    made = ProofTable()
    qtbot.addWidget(made)
    made.resize(928, 240)
    made.show_rows(ROWS, STUDENT, BUDGET, teacher="yolo11s")
    made.show()
    return made


def show_again(table: ProofTable, rows: list[ProofRow], budget: float = BUDGET) -> None:
    table.show_rows(rows, STUDENT, budget, teacher="yolo11s")


def cell(table: ProofTable, key: str, column: Column, role: int = Qt.ItemDataRole.DisplayRole) -> object:
    rows = [row.key for row in table.model.rows]
    return table.model.index(rows.index(key), column).data(role)


def words(table: ProofTable, key: str) -> list[object]:
    return [cell(table, key, column) for column in Column]


def tip(table: ProofTable, key: str, column: Column) -> str:
    return str(cell(table, key, column, Qt.ItemDataRole.ToolTipRole))


def test_each_model_says_its_figures_in_the_units_of_the_heads(table: ProofTable) -> None:
    heads = [table.model.headerData(column, Qt.Orientation.Horizontal) for column in Column]
    assert heads[1:5] == ["Accuracy, %", "Lost, pts", "Agreement, %", "Median, ms"]
    assert words(table, "teacher") == ["Teacher", "99.8", "—", "99.1", "1.02", "1.24", "21.8", "58", ""]
    assert words(table, "int8-first") == [
        "INT8, first try", "98.4", "−0.9", "98.7", "0.19", "0.23", "1.7", "26", "over budget",
    ]  # fmt: skip
    assert words(table, "int8")[:3] == ["INT8, repaired", "99.1", "−0.2"]
    assert words(table, "fp32")[2] == "0.0"


def test_a_difference_agrees_with_the_accuracies_beside_it(table: ProofTable) -> None:
    show_again(table, changed("int8", accuracy=99.14, loss=loss(0.24, "within")))
    assert words(table, "int8")[1:3] == ["99.1", "−0.2"]
    show_again(table, changed("int8", accuracy=99.5, loss=loss(-0.2, "within")))
    assert words(table, "int8")[2] == "+0.2", "what was won is told from what was lost"


def test_a_fine_budget_has_finer_accuracies(table: ProofTable) -> None:
    show_again(table, changed("int8", accuracy=99.27, loss=loss(0.03, "within")), budget=0.05)
    assert words(table, "int8")[1:3] == ["99.27", "−0.03"]


def test_beside_its_name_a_model_says_what_it_is(table: ProofTable) -> None:
    kinds = [cell(table, row.key, Column.MODEL, Role.BESIDE) for row in ROWS]
    assert kinds == ["yolo11s, FP32", "checkpoint", "exact copy", "half the size", "all layers", "2 layers in float"]
    alone = [row for row in changed("int8", float_blocks=[]) if row.key != "int8-first"]
    show_again(table, alone)
    assert words(table, "int8")[0] == "INT8"
    assert cell(table, "int8", Column.MODEL, Role.BESIDE) == "all layers"


def test_signs_tell_the_models_apart_without_colour() -> None:
    marks = [mark_of(row.key, is_choice=row.is_choice) for row in ROWS]
    assert [mark.shape for mark in marks] == ["diamond", "circle", "square", "up", "down", "down"]
    assert [mark.is_hollow for mark in marks] == [False, False, False, False, True, False]
    assert {mark.token for mark in marks[1:]} == {"student"}


def test_only_what_is_over_the_budget_is_red(table: ProofTable) -> None:
    tokens = {row.key: cell(table, row.key, Column.LOST, Role.TOKEN) for row in ROWS}
    assert tokens == {key: "error" if key == "int8-first" else "ink" for key in tokens}


def test_the_verdict_says_what_it_rests_on(table: ProofTable) -> None:
    show_again(table, changed("int8", loss=loss(0.2, "unproven", 2500)))
    assert cell(table, "int8", Column.VERDICT) == "not proven"
    assert tip(table, "int8", Column.VERDICT).splitlines() == [
        "not proven with 450 images, about 2,500 would do",
        "The budget allows 0.5 points: at least 98.8\u00a0%.",
    ]
    assert "−0.20 points" in tip(table, "int8", Column.LOST)
    assert "−0.60 and +0.20 points" in tip(table, "int8", Column.LOST)


def test_a_tooltip_says_what_is_really_computed_and_how_sure_a_figure_is(table: ProofTable) -> None:
    assert "ONNX Runtime 1.32.0, computes in int8 (QDQ)" in tip(table, "int8", Column.MODEL)
    assert "model.0.conv, model.10.linear" in tip(table, "int8", Column.MODEL)
    assert "446 of 450 images" in tip(table, "int8", Column.ACCURACY)
    assert "97.9 to 99.6" in tip(table, "int8", Column.ACCURACY)
    assert "Threads: 1." in tip(table, "int8", Column.MEDIAN)
    assert "p90 0.235\u00a0ms" in tip(table, "int8", Column.MEDIAN)


def test_a_disturbed_time_is_the_processors_and_says_so(table: ProofTable) -> None:
    show_again(table, changed("int8", timing=timing(0.4, 0.9, cpu_share=0.5, cpu_median_ms=0.22)))
    assert cell(table, "int8", Column.MEDIAN) == "0.22"
    assert cell(table, "int8", Column.MEDIAN, Role.BESIDE) == "CPU"
    assert "the processor time is stated" in tip(table, "int8", Column.MEDIAN)
    assert cell(table, "int8", Column.P95, Role.TOKEN) == "ink2"


def test_without_labels_only_the_agreement_is_known(table: ProofTable) -> None:
    table.show_rows(without_labels(), None, BUDGET)
    assert words(table, "int8")[1:4] == ["—", "—", "99.6"]
    assert cell(table, "int8", Column.VERDICT, Role.VERDICT) is None
    assert "Without labelled images" in tip(table, "int8", Column.ACCURACY)


def test_the_file_to_hand_over_is_filled(table: ProofTable) -> None:
    table.view.clearFocus()

    def ground(key: str) -> QColor:
        row = [row.key for row in ROWS].index(key)
        box = table.view.visualRect(table.model.index(row, Column.AGREEMENT))
        place = table.view.viewport().mapTo(table, box.topLeft() + QPoint(3, 6))
        return table.grab().toImage().pixelColor(place)

    assert ground("int8").name().upper() == theme.LIGHT.select
    assert ground("fp16").name().upper() == theme.LIGHT.surface
    table.show_rows(ROWS, STUDENT, BUDGET, chosen="fp16")
    assert ground("fp16").name().upper() == theme.LIGHT.select
    theme.theme().apply("dark")
    assert ground("fp16").name().upper() == theme.DARK.select


def test_all_rows_and_columns_are_seen_without_scrolling(table: ProofTable) -> None:
    assert table.sizeHint().height() == 33 + 6 * 32 + 2
    assert sum(table.view.columnWidth(column) for column in Column) == table.view.viewport().width()


def test_where_it_is_narrow_the_units_go_below_their_names(table: ProofTable, qtbot: QtBot) -> None:
    table.resize(790, 260)
    qtbot.waitUntil(lambda: table.view.horizontalHeader().height() > 33)
    assert sum(table.view.columnWidth(column) for column in Column) <= table.view.viewport().width()
    assert table.sizeHint().height() == 33 + 16 + 6 * 32 + 2
    before = [table.view.columnWidth(column) for column in Column]
    table.resize(770, 260)
    qtbot.waitUntil(lambda: table.view.columnWidth(Column.MODEL) == before[Column.MODEL] - 20)
    assert [table.view.columnWidth(column) for column in Column][1:] == before[1:], "only what a model is may be cut"
    table.resize(928, 260)
    qtbot.waitUntil(lambda: table.view.horizontalHeader().height() == 33)


def test_ctrl_c_copies_the_whole_table_as_it_is_shown(table: ProofTable, qtbot: QtBot) -> None:
    table.view.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert lines[0][0] == "Model"
    assert lines[6][:3] == ["INT8, repaired (2 layers in float)", "99.1", "−0.2"]
    assert len(lines) == 7


def test_the_file_of_numbers_is_plain_and_has_what_was_measured(table: ProofTable) -> None:
    translate.language().apply("vi")
    rows = {row["model"]: row for row in csv.DictReader(io.StringIO(table.csv()))}
    assert rows["int8"]["lost, points"] == "0.2"
    assert rows["int8"]["p95, ms"] == "0.26"
    assert rows["int8"]["in float"] == "model.0.conv model.10.linear"
    assert rows["teacher"]["verdict"] == ""


def test_numbers_follow_the_language(table: ProofTable) -> None:
    translate.language().apply("vi")
    assert words(table, "int8")[1] == "99,1"


def test_the_arrow_keys_move_and_each_cell_can_be_heard(table: ProofTable, qtbot: QtBot) -> None:
    table.view.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_End)
    index = table.view.currentIndex()
    assert index.data(Role.KEY) == "int8"
    qtbot.keyClick(table.view, Qt.Key.Key_Right)
    qtbot.keyClick(table.view, Qt.Key.Key_Home)
    assert table.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) == "Accuracy, %: 99.8"


def test_a_row_may_carry_a_note(table: ProofTable) -> None:
    show_again(table, changed("fp16", note=text("Its weights were clipped."), is_repeatable=False))
    assert tip(table, "fp16", Column.MODEL).splitlines()[-2:] == [
        "Asked twice, it did not say the same.",
        "Its weights were clipped.",
    ]

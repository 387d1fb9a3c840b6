"""Accuracy against time: where the marks are, that no name covers another, and what is said and saved."""

import csv
import itertools
from pathlib import Path

import msgspec
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kdstudio.core.proof import ProofRow
from kdstudio.gui import theme
from kdstudio.gui.charts.accuracy_time import AccuracyTimeChart
from kdstudio.gui.charts.plot import save
from tests.gui.proof_rows import ROWS, changed, loss, row, timing, without_labels

FLOOR = 98.8
DYNAMIC = row("int8-dynamic", 99.2, 99.5, timing(0.36, 0.4), 1.7, 20, loss=loss(0.1, "within"))
CROWD = [*ROWS[:4], DYNAMIC, *ROWS[4:]]


@pytest.fixture
def chart(qtbot: QtBot) -> AccuracyTimeChart:
    made = AccuracyTimeChart()
    qtbot.addWidget(made)
    made.resize(552, 220)
    made.show()
    made.show_rows(ROWS, FLOOR, chosen="int8")
    return made


def spots(chart: AccuracyTimeChart) -> list[tuple[float, float]]:
    return [(spot.pos().x(), spot.pos().y()) for spot in chart._marks.points()]


def test_each_model_stands_at_its_time_and_its_accuracy(chart: AccuracyTimeChart) -> None:
    assert spots(chart)[0] == (1.02, 99.8)
    assert spots(chart)[-1] == (0.21, 99.1)
    assert len(spots(chart)) == len(ROWS)


def test_marks_that_lie_on_each_other_share_a_name(chart: AccuracyTimeChart) -> None:
    assert chart.labels().keys() == {"teacher", "student, FP32, FP16", "INT8, first try", "INT8, repaired"}


@pytest.mark.parametrize(
    "rows",
    [
        ROWS,
        CROWD,
        [msgspec.structs.replace(one, accuracy=100.0) for one in CROWD],
        changed("teacher", timing=timing(9.0, 9.5)),
        without_labels(),
    ],
)
@pytest.mark.parametrize("width", [420, 552])
def test_no_name_covers_another_or_leaves_the_plot(chart: AccuracyTimeChart, rows: list[ProofRow], width: int) -> None:
    chart.resize(width, 220)
    chart.show_rows(rows, FLOOR, chosen="int8")
    QApplication.processEvents()
    boxes = list(chart.labels().values())
    assert len(boxes) > 3
    for one, other in itertools.combinations(boxes, 2):
        assert one.adjusted(1, 1, -1, -1).intersected(other).isEmpty(), chart.labels()
    view = chart.plotItem.getViewBox().boundingRect().adjusted(-1, -1, 1, 1)
    assert all(view.contains(box) for box in boxes)


def test_the_budget_is_a_dashed_line_with_its_words(chart: AccuracyTimeChart) -> None:
    assert chart._budget.getData()[1].tolist() == [FLOOR, FLOOR]
    assert chart._budget_words.toPlainText() == "budget: at least 98.8 %"
    chart.show_rows(ROWS, None)
    assert not chart._budget.isVisible()
    assert not chart._budget_words.isVisible()


def test_an_arrow_leads_from_the_first_try_to_the_repaired_one(chart: AccuracyTimeChart) -> None:
    x, y = chart._arrow.getData()
    assert chart._arrow.isVisible()
    assert y[0] < y[1], "it points upwards"
    assert 0.18 < x[0] < x[1] < 0.22
    chart.show_rows([one for one in ROWS if one.key != "int8-first"], FLOOR)
    assert not chart._arrow.isVisible()


def test_without_labels_the_agreement_stands_in_for_the_accuracy(chart: AccuracyTimeChart) -> None:
    chart.show_rows(without_labels(), FLOOR)
    assert spots(chart)[-1] == (0.21, 99.6)
    assert chart.plotItem.getAxis("left").labelText == "agreement with the student, %"
    assert not chart._budget.isVisible(), "a budget of accuracy says nothing of agreement"
    chart.show_rows(ROWS, FLOOR)
    assert chart.plotItem.getAxis("left").labelText == "accuracy, %"


def test_a_disturbed_time_is_the_processors_and_the_axis_says_so(chart: AccuracyTimeChart) -> None:
    chart.show_rows(changed("int8", timing=timing(0.4, 0.9, cpu_share=0.5, cpu_median_ms=0.22)), FLOOR)
    assert spots(chart)[-1] == (0.22, 99.1)
    assert "processor time" in chart.plotItem.getAxis("bottom").labelText


def test_what_was_not_timed_is_left_out_and_nothing_breaks_without_rows(chart: AccuracyTimeChart) -> None:
    chart.show_rows(changed("fp16", timing=None), FLOOR)
    assert len(spots(chart)) == len(ROWS) - 1
    chart.show_rows([], None)
    assert not chart._marks.isVisible()
    assert chart.labels() == {}
    assert chart.table().rows == []


def test_a_replaced_try_is_hollow_in_light_and_in_dark(chart: AccuracyTimeChart) -> None:
    for wish, colours in (("light", theme.LIGHT), ("dark", theme.DARK)):
        theme.theme().apply(wish)  # type: ignore[arg-type]
        first, repaired = chart._marks.points()[-2:]
        assert first.brush().color().name().upper() == colours.surface
        assert repaired.brush().color().name().upper() == colours.student


def test_nothing_is_made_anew_when_it_is_drawn_again(chart: AccuracyTimeChart) -> None:
    items = list(chart.plotItem.items)
    chart.show_rows(CROWD, FLOOR)
    assert chart.plotItem.items == items


def test_the_reading_has_every_number(chart: AccuracyTimeChart) -> None:
    said = chart.accessibleDescription()
    assert "INT8, repaired: 99.1\u00a0% in 0.21\u00a0ms" in said
    assert said.endswith("budget: at least 98.8\u00a0%")


def test_it_is_saved_as_an_image_and_as_numbers(chart: AccuracyTimeChart, tmp_path: Path) -> None:
    for suffix in ("png", "svg", "csv"):
        save(chart, chart.table(), tmp_path / f"chart.{suffix}")
    assert QImage(str(tmp_path / "chart.png")).width() == 552
    assert "<svg" in (tmp_path / "chart.svg").read_text(encoding="utf-8")
    with (tmp_path / "chart.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["model", "time, ms", "accuracy, %", "budget: at least, %"]
    assert rows[-1] == ["int8", "0.21", "99.1", "98.8"]

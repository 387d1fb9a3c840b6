import csv
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kdstudio.core.text import text
from kdstudio.gui import theme, translate
from kdstudio.gui.charts.intervals import Interval, IntervalPlot, nice_range
from kdstudio.gui.charts.plot import save

INTERVALS = [
    Interval("teacher", text("Teacher"), 99.8, 98.7, 100.0),
    Interval("student", text("Student"), 99.3, 98.1, 99.8),
    Interval("baseline", text("Baseline"), 98.0, 96.2, 98.9),
]


@pytest.fixture
def plot(qtbot: QtBot) -> IntervalPlot:
    made = IntervalPlot(text("Accuracy with its 95 % interval"))
    qtbot.addWidget(made)
    made.resize(500, 200)
    made.show_intervals(INTERVALS, text("accuracy on {images:,} test images, %", images=450))
    return made


@pytest.mark.parametrize(
    ("values", "step", "low", "high"),
    [([96.2, 100.0], 1.0, 96.0, 100.0), ([0.0, 100.0], 20.0, 0.0, 100.0), ([99.9, 100.0], 0.1, 99.7, 100.0)],
)
def test_the_axis_has_few_round_ticks_and_room_for_all_values(
    values: list[float], step: float, low: float, high: float
) -> None:
    assert nice_range(values) == pytest.approx((step, low, high), abs=1e-9)


def test_each_value_stands_at_its_place_between_the_ends_of_its_interval(plot: IntervalPlot) -> None:
    marks = plot._marks["student"]
    assert marks._point.getData()[0].tolist() == [99.3]
    assert marks._ends.getData()[0].tolist() == [98.1, 99.8]
    assert marks._range.getData()[0].tolist() == [98.1, 99.8]


def test_a_network_that_is_gone_is_no_longer_drawn_and_nothing_is_made_anew(plot: IntervalPlot) -> None:
    items = list(plot.plotItem.items)
    plot.show_intervals(INTERVALS[:2], text("accuracy on {images:,} test images, %", images=450))
    assert not plot._marks["baseline"]._point.isVisible()
    assert plot.plotItem.items == items


def test_a_baseline_is_hollow_in_light_and_in_dark(plot: IntervalPlot) -> None:
    for wish, surface in (("light", theme.LIGHT.surface), ("dark", theme.DARK.surface)):
        theme.theme().apply(wish)  # type: ignore[arg-type]
        spot = plot._marks["baseline"]._point.points()[0]
        assert spot.brush().color().name().upper() == surface
        assert plot._marks["student"]._point.points()[0].brush().color().name().upper() != surface


def test_the_reading_has_every_number_in_the_language_of_now(plot: IntervalPlot) -> None:
    assert "Student 99.3\u00a0% (98.1\u00a0% – 99.8\u00a0%)" in plot.accessibleDescription()
    translate.language().apply("vi")
    plot.retranslate()
    assert "99,3\u00a0%" in plot.accessibleDescription()


def test_the_numbers_can_be_saved(plot: IntervalPlot, tmp_path: Path) -> None:
    save(plot, plot.table(), tmp_path / "accuracy.csv")
    with (tmp_path / "accuracy.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["network", "percent", "low", "high"]
    assert rows[2] == ["Student", "99.3", "98.1", "99.8"]

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from kdstudio.core.soft_labels import soften
from kdstudio.gui import theme
from kdstudio.gui.charts.temperature import MOST_CLASSES, TemperatureChart


@pytest.fixture
def chart(qtbot: QtBot) -> TemperatureChart:
    made = TemperatureChart()
    qtbot.addWidget(made)
    made.resize(320, 200)
    made.show()
    return made


def test_both_series_are_the_softened_logits(chart: TemperatureChart) -> None:
    logits = [3.0, 1.0, 0.5]
    chart.set_example(["a", "b", "c"], logits, 0)
    chart.set_temperature(4.0)
    names, sharp, soft = chart.probabilities()
    assert names == ["a", "b", "c"]
    np.testing.assert_allclose(sharp, 100 * soften(np.array(logits)))
    np.testing.assert_allclose(soft, 100 * soften(np.array(logits), 4.0))


def test_many_classes_become_the_top_ones_and_the_rest(chart: TemperatureChart) -> None:
    logits = np.random.default_rng(1).normal(0, 2, 1000)
    chart.set_example([str(index) for index in range(1000)], logits.tolist(), 3)
    chart.set_temperature(2.0)
    names, sharp, soft = chart.probabilities()
    assert 4 < len(names) <= MOST_CLASSES + 1
    assert names[-1] == "rest"
    assert sharp.sum() == pytest.approx(100)
    assert soft.sum() == pytest.approx(100)
    assert str(int(logits.argmax())) in names


def test_long_names_leave_room_for_fewer_classes(chart: TemperatureChart) -> None:
    names = [f"rather long name {index}" for index in range(10)]
    chart.set_example(names, [float(index) for index in range(10)], 9)
    shown, _, _ = chart.probabilities()
    assert len(shown) < 8
    assert (names[9] in shown, shown[-1]) == (True, "rest")


def test_classes_that_the_teacher_does_not_know_are_left_out(chart: TemperatureChart) -> None:
    chart.set_example(["a", "b", "unknown"], [1.0, 0.0, -1e4], 2)
    names, _, _ = chart.probabilities()
    assert names == ["a", "b"]
    assert not chart._hard.isVisible()


def test_the_hard_label_stands_at_its_class(chart: TemperatureChart) -> None:
    chart.set_example(["a", "b", "c"], [1.0, 3.0, 0.0], 1)
    x, y = chart._hard.getData()
    assert x.mean() == pytest.approx(1)
    assert y.max() == 100


def test_it_reads_itself_out_and_keeps_its_items(chart: TemperatureChart) -> None:
    chart.set_example(["a", "b"], [2.0, 0.0], 0)
    items = list(chart.plotItem.items)
    chart.set_temperature(8.0)
    theme.theme().apply("dark")
    assert list(chart.plotItem.items) == items
    assert "at T = 8" in chart.accessibleDescription()


def test_without_an_example_nothing_is_drawn(chart: TemperatureChart) -> None:
    assert chart.table().rows == []
    assert chart.accessibleDescription() == ""

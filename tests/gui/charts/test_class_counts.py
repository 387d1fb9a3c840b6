import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kdstudio.gui.charts.class_counts import MOST_BARS, ClassCounts


@pytest.fixture
def chart(qtbot: QtBot) -> ClassCounts:
    made = ClassCounts()
    qtbot.addWidget(made)
    made.resize(240, 140)
    made.show()
    return made


def ticks(chart: ClassCounts) -> list[str]:
    found = chart.plotItem.getAxis("bottom")._tickLevels
    return [name for _, name in found[0]]


def test_few_classes_keep_their_order_and_their_names(chart: ClassCounts) -> None:
    chart.set_counts(["a", "b", "c"], [3, 9, 5], [1, 2, 0])
    train, val = chart.heights()
    assert train.tolist() == [3, 9, 5]
    assert val.tolist() == [1, 2, 0]
    assert ticks(chart) == ["a", "b", "c"]
    assert not chart.is_sorted()


def test_names_without_room_are_left_out_together(chart: ClassCounts) -> None:
    chart.set_counts([f"a rather long name {index}" for index in range(20)], [1] * 20, [0] * 20)
    assert ticks(chart) == []


def test_very_many_classes_stand_from_the_largest_to_the_smallest(chart: ClassCounts) -> None:
    counts = np.random.default_rng(0).integers(1, 200, 1000).tolist()
    chart.set_counts([str(index) for index in range(1000)], counts, [0] * 1000)
    assert chart.is_sorted()
    assert chart.heights()[0].tolist() == sorted(counts, reverse=True)
    assert chart.table().rows[0][1] == max(counts)
    assert "1,000 classes" in chart.accessibleDescription()


def test_the_arrow_keys_point_at_classes_by_their_index(chart: ClassCounts, qtbot: QtBot) -> None:
    count = MOST_BARS + 1
    chart.set_counts([str(index) for index in range(count)], list(range(count)), [0] * count)
    seen: list[int] = []
    chart.pointed.connect(seen.append)
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert seen == [count - 1, count - 2, 0]


def test_no_classes_are_drawn_as_nothing(chart: ClassCounts) -> None:
    chart.set_counts([], [], [])
    assert chart.table().rows == []
    assert chart.accessibleDescription() == ""


def test_a_redraw_changes_the_items_in_place(chart: ClassCounts) -> None:
    chart.set_counts([str(index) for index in range(1000)], [5] * 1000, [1] * 1000)
    items = list(chart.plotItem.items)
    chart.redraw()
    assert list(chart.plotItem.items) == items

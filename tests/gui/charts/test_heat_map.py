from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kdstudio.core.text import text
from kdstudio.gui import theme
from kdstudio.gui.charts.heat_map import HeatMap, Kind, colours_of, tidy_span
from kdstudio.gui.charts.plot import save

NAMES = ["cat", "dog", "fox", "a very long name of a class that has no end"]
VALUES = np.array([[90.0, 8.0, 2.0, 0.0], [4.0, 92.0, 3.0, 1.0], [np.nan] * 4, [0.0, 0.0, 16.0, 84.0]])
DIAGONAL = np.eye(4, dtype=np.bool_)


def made(qtbot: QtBot, kind: Kind = "teacher") -> HeatMap:
    chart = HeatMap(text("Teacher"), kind)
    qtbot.addWidget(chart)
    chart.resize(340, 320)
    chart.set_cells(VALUES, NAMES, 16.0, DIAGONAL)
    chart.show()
    return chart


@pytest.fixture
def chart(qtbot: QtBot) -> HeatMap:
    return made(qtbot)


def colour_at(chart: HeatMap, row: int, column: int) -> str:
    image: QImage = chart.grab().toImage()
    corner = chart.rect_of(row, column)
    return image.pixelColor(round(corner.left()) + 4, round(corner.top()) + 4).name().upper()


def turn_wheel(chart: HeatMap, place: QPointF, keys: Qt.KeyboardModifier) -> None:
    wheel = QWheelEvent(
        place, place, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(chart, wheel)


def test_the_highest_value_has_the_networks_colour_and_zero_the_surface(chart: HeatMap) -> None:
    assert colour_at(chart, 3, 2) == theme.LIGHT.teacher
    assert colour_at(chart, 0, 3) == theme.LIGHT.surface
    assert colour_at(chart, 0, 0) == theme.LIGHT.sunken  # hidden


def test_the_chosen_cell_keeps_its_colour(chart: HeatMap) -> None:
    before = colour_at(chart, 0, 3)
    chart.set_cell(0, 3)
    image = chart.grab().toImage()

    assert image.pixelColor(chart.rect_of(0, 3).center().toPoint()).name().upper() == before


def test_a_difference_is_blue_below_zero_and_orange_above() -> None:
    pixels = colours_of(np.array([[-2.0, 0.0, 2.0, np.nan]]), np.zeros((1, 4), dtype=np.bool_), "difference", 2.0)
    names = [QColor(*pixel).name().upper() for pixel in pixels[0].tolist()]
    assert names == [theme.LIGHT.teacher, theme.LIGHT.surface, theme.LIGHT.student, theme.LIGHT.sunken]


def test_a_class_without_images_is_hatched_not_white(chart: HeatMap) -> None:
    image = chart.grab().toImage()
    row = chart.rect_of(2, 1).toRect().adjusted(4, 4, -4, -4)
    colours = {image.pixelColor(x, row.center().y()).name().upper() for x in range(row.left(), row.right())}
    assert theme.LIGHT.sunken in colours
    assert len(colours) > 1
    assert theme.LIGHT.surface not in colours


def test_a_click_chooses_the_cell_under_it(chart: HeatMap, qtbot: QtBot) -> None:
    with qtbot.waitSignal(chart.chosen) as chosen:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.rect_of(1, 3).center().toPoint())
    assert chosen.args == [1, 3]


def test_a_click_beside_the_cells_chooses_nothing(chart: HeatMap, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(chart.chosen):
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (Qt.Key.Key_Up, [0, 1]),
        (Qt.Key.Key_Down, [2, 1]),
        (Qt.Key.Key_Left, [1, 0]),
        (Qt.Key.Key_Right, [1, 2]),
        (Qt.Key.Key_Home, [1, 0]),
        (Qt.Key.Key_End, [1, 3]),
        (Qt.Key.Key_PageDown, [3, 1]),
    ],
)
def test_keys_move_the_chosen_cell(chart: HeatMap, qtbot: QtBot, key: Qt.Key, expected: list[int]) -> None:
    chart.set_cell(1, 1)
    with qtbot.waitSignal(chart.chosen) as chosen:
        qtbot.keyClick(chart, key)
    assert chosen.args == expected


def test_ctrl_and_wheel_zoom_a_drag_moves_and_escape_shows_all(chart: HeatMap, qtbot: QtBot) -> None:
    count = 30
    chart.set_cells(np.ones((count, count)), [f"class {n}" for n in range(count)], 2.0, np.eye(count, dtype=np.bool_))
    whole, middle = chart.view(), chart.rect_of(15, 15).topLeft()
    turn_wheel(chart, middle, Qt.KeyboardModifier.NoModifier)
    assert chart.view() == whole
    turn_wheel(chart, middle, Qt.KeyboardModifier.ControlModifier)
    zoomed = chart.view()
    assert zoomed.width() < whole.width()
    assert zoomed.contains(QPointF(15, 15))
    start = middle.toPoint()
    qtbot.mousePress(chart, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(chart, start - QPoint(20, 0))
    with qtbot.assertNotEmitted(chart.chosen):
        qtbot.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=start - QPoint(20, 0))
    assert chart.view().left() > zoomed.left()
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.view() == whole


def test_a_cell_out_of_view_is_brought_into_view(chart: HeatMap) -> None:
    chart.set_view(QRectF(0, 0, 2, 2))
    chart.set_cell(3, 1)
    assert chart.view() == QRectF(0, 2, 2, 2)


def test_cells_take_the_colours_of_another_theme(chart: HeatMap) -> None:
    theme.theme().apply("dark")
    assert colour_at(chart, 3, 2) == theme.DARK.teacher


def test_the_table_has_all_numbers_the_hidden_ones_too(chart: HeatMap, tmp_path: Path) -> None:
    table = chart.table()
    assert list(table.columns) == ["true class", *NAMES]
    assert list(table.rows[0]) == ["cat", 90.0, 8.0, 2.0, 0.0]
    assert list(table.rows[2])[1:] == [""] * 4
    for ending in (".csv", ".png", ".svg"):
        save(chart, table, tmp_path / f"map{ending}")
        assert (tmp_path / f"map{ending}").stat().st_size > 0


def test_a_span_is_round_and_covers_what_is_shown() -> None:
    assert tidy_span(VALUES, DIAGONAL) == 16.0
    assert tidy_span(VALUES, np.zeros((4, 4), dtype=np.bool_)) == 100.0
    assert tidy_span(np.full((2, 2), np.nan), np.zeros((2, 2), dtype=np.bool_)) == 1.0


@pytest.mark.parametrize("count", [1, 2, 100, 1000])
def test_any_number_of_classes_can_be_drawn(chart: HeatMap, count: int) -> None:
    values = np.random.default_rng(0).uniform(0, 5, (count, count))
    chart.set_cells(values, [f"class {n}" for n in range(count)], 5.0, np.eye(count, dtype=np.bool_))
    chart.set_cell(count - 1, 0)
    assert chart.cell() == (count - 1, 0)
    chart.grab()


def test_no_classes_draw_nothing(qtbot: QtBot) -> None:
    empty = HeatMap(text("Student"), "student")
    qtbot.addWidget(empty)
    qtbot.keyClick(empty, Qt.Key.Key_Right)
    assert empty.cell() is None
    empty.grab()

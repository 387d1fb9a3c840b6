from pathlib import Path

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kdstudio.core.text import text
from kdstudio.gui import theme, translate
from kdstudio.gui.charts.curves import (
    CurveChart,
    CurveGroup,
    Series,
    level,
    marked_places,
    moving_average,
    tidy_range,
    tidy_ticks,
    value_at,
)
from kdstudio.gui.charts.legend import Entry, Legend, Readings
from kdstudio.gui.charts.plot import save
from tests.gui.pointer import move_pointer

EPOCHS = np.arange(0.0, 11.0)
STUDENT = Series("Student", EPOCHS, 50 + 4 * EPOCHS, "student")
BASELINE = Series("Baseline", EPOCHS[:6], 40 + 3 * EPOCHS[:6], "baseline")


class Sheet(QWidget):
    """Two charts with a legend, as a page has them."""

    def __init__(self) -> None:
        super().__init__()
        self.legend = Legend()
        self.legend.set_entries(
            [Entry("Student", "Student", "student"), Entry("Baseline", "Baseline, no teacher", "baseline")]
        )
        self.first = CurveChart(text("Accuracy"), text("epoch"), text("accuracy, %"), ceiling=100.0)
        self.second = CurveChart(text("Loss"), text("epoch"), text("loss"), floor=0.0, decimals=2)
        self.group = CurveGroup([self.first, self.second], self.legend)
        layout = QVBoxLayout(self)
        for part in (self.legend, self.first, self.second):
            layout.addWidget(part)
        self.first.set_series([level("Teacher", 99.5, "teacher"), STUDENT, BASELINE])
        self.second.set_series([STUDENT._replace(y=STUDENT.y / 100), BASELINE._replace(y=BASELINE.y / 100)])
        self.group.set_places(EPOCHS, 8)


@pytest.fixture
def sheet(qtbot: QtBot) -> Sheet:
    made = Sheet()
    qtbot.addWidget(made)
    made.resize(500, 520)
    made.show()
    QApplication.processEvents()
    return made


def lines(chart: CurveChart) -> list[pg.PlotDataItem]:
    items = chart.plotItem.listDataItems()
    return [item for item in items if isinstance(item, pg.PlotDataItem) and item.isVisible()]


def place_of(chart: CurveChart, x: float) -> QPoint:
    view = chart.getViewBox()
    (_, _), (low, high) = view.viewRange()
    return chart.mapFromScene(view.mapViewToScene(QPointF(x, (low + high) / 2)))


def turn_wheel(chart: CurveChart, keys: Qt.KeyboardModifier) -> None:
    place = QPointF(place_of(chart, 5.0))
    wheel = QWheelEvent(
        place, place, QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(chart.viewport(), wheel)


def words(chart: CurveChart) -> list[str]:
    return [value.words for value in chart.values()]


def test_the_crosshair_is_at_home_and_reads_the_data_there(sheet: Sheet) -> None:
    assert sheet.group.at() == 8
    assert words(sheet.first) == ["99.5", "82.0", translate.NONE]  # the baseline has not come so far
    assert words(sheet.second) == ["0.82", translate.NONE]


def test_arrow_keys_move_the_crosshair_of_all_charts(sheet: Sheet, qtbot: QtBot) -> None:
    sheet.first.setFocus()
    for key, expected in ((Qt.Key.Key_Left, 7), (Qt.Key.Key_Home, 0), (Qt.Key.Key_Right, 1), (Qt.Key.Key_End, 10)):
        qtbot.keyClick(sheet.first, key)
        assert sheet.group.at() == expected
    qtbot.keyClick(sheet.first, Qt.Key.Key_PageUp)
    assert words(sheet.second) == ["0.50", "0.40"]
    qtbot.keyClick(sheet.second, Qt.Key.Key_Escape)
    assert sheet.group.at() == 8


def test_the_pointer_moves_the_crosshair_and_takes_it_home_when_it_leaves(sheet: Sheet) -> None:
    move_pointer(sheet.second.viewport(), QPointF(place_of(sheet.second, 3.2)))
    assert words(sheet.first) == ["99.5", "62.0", "49.0"]
    sheet.second.left.emit()
    assert sheet.group.at() == 8


def test_a_click_pins_the_crosshair(sheet: Sheet, qtbot: QtBot) -> None:
    qtbot.mouseClick(sheet.first.viewport(), Qt.MouseButton.LeftButton, pos=place_of(sheet.first, 4.0))
    sheet.first.left.emit()
    assert sheet.group.at() == 4


def test_a_pinned_crosshair_stays_at_its_epoch_when_x_becomes_time(sheet: Sheet, qtbot: QtBot) -> None:
    qtbot.keyClick(sheet.first, Qt.Key.Key_Home)
    qtbot.keyClick(sheet.first, Qt.Key.Key_Right)
    sheet.group.set_places(EPOCHS * 0.25, 8)
    assert sheet.group.at() == 0.25


@pytest.mark.parametrize("hand", ["click", "space"])
def test_the_legend_hides_a_series_in_all_charts_and_shows_it_again(sheet: Sheet, qtbot: QtBot, hand: str) -> None:
    button = sheet.legend.button("Student")

    def toggle() -> None:
        if hand == "click":
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        else:
            qtbot.keyClick(button, Qt.Key.Key_Space)

    before = [len(lines(chart)) for chart in sheet.group.charts]
    toggle()
    assert [series.name for series in sheet.first.shown()] == ["Teacher", "Baseline"]
    assert [series.name for series in sheet.second.shown()] == ["Baseline"]
    assert [len(lines(chart)) for chart in sheet.group.charts] == [count - 1 for count in before]
    toggle()
    assert [len(lines(chart)) for chart in sheet.group.charts] == before


def test_what_the_legend_hid_stays_hidden_when_epochs_come(sheet: Sheet, qtbot: QtBot) -> None:
    qtbot.mouseClick(sheet.legend.button("Student"), Qt.MouseButton.LeftButton)
    sheet.legend.set_entries([Entry("Student", "Trò", "student"), Entry("Baseline", "Baseline", "baseline")])
    sheet.second.set_series([STUDENT])
    assert sheet.second.shown() == []
    assert sheet.legend.hidden_keys() == frozenset({"Student"})


def test_smoothing_is_off_until_asked_for_and_keeps_the_measured_line(sheet: Sheet) -> None:
    noisy = Series("Student", EPOCHS, np.array([0.0, 9.0] * 5 + [0.0]), "student")
    sheet.second.set_series([noisy])
    assert [line.yData.tolist() for line in lines(sheet.second)] == [noisy.y.tolist()]
    sheet.group.set_smooth(True)
    raw, smooth = lines(sheet.second)
    assert raw.yData.tolist() == noisy.y.tolist()
    assert raw.opts["pen"].color().alphaF() < 0.5
    assert np.ptp(smooth.yData[3:]) < np.ptp(noisy.y)
    assert words(sheet.second) == ["0.00"]  # the value is the measured one
    sheet.group.set_smooth(False)
    assert len(lines(sheet.second)) == 1


def test_a_moving_average_begins_at_the_first_value_and_keeps_gaps() -> None:
    smooth = moving_average(np.array([4.0, np.nan, 4.0, 8.0]))
    assert np.isnan(smooth[1])
    assert smooth[[0, 2]] == pytest.approx([4.0, 4.0])
    assert 4.0 < smooth[3] < 8.0


def test_a_missing_value_is_a_gap_and_reads_as_none() -> None:
    series = Series("Student", EPOCHS[:3], np.array([1.0, np.nan, 3.0]), "student")
    assert value_at(series, 1.0) is None
    assert value_at(series, 2.2) == 3.0
    assert value_at(series, 4.0) is None
    assert value_at(series, None) is None


def test_a_point_without_neighbours_gets_a_mark() -> None:
    assert marked_places(np.array([1.0, np.nan, 3.0, 4.0]), has_symbols=False).tolist() == [0]
    assert marked_places(np.ones(20), has_symbols=True).tolist() == [0, 5, 10, 15]


def test_ctrl_and_wheel_zoom_all_charts_in_x_and_reset_shows_everything(sheet: Sheet, qtbot: QtBot) -> None:
    whole = sheet.first.x_range()
    turn_wheel(sheet.first, Qt.KeyboardModifier.NoModifier)
    assert sheet.first.x_range() == whole  # the wheel alone is the page's
    turn_wheel(sheet.first, Qt.KeyboardModifier.ControlModifier)
    assert sheet.first.x_range() != whole
    assert sheet.second.x_range() == pytest.approx(sheet.first.x_range())
    sheet.second.set_series([STUDENT])  # an epoch more moves nothing
    assert sheet.second.x_range() == pytest.approx(sheet.first.x_range())
    sheet.group.reset()
    assert sheet.first.x_range() == pytest.approx(whole)


def test_the_extent_holds_while_epochs_come(sheet: Sheet) -> None:
    sheet.first.set_extent(0, 30)
    sheet.first.set_series([BASELINE])
    before = sheet.first.x_range()
    sheet.first.set_series([STUDENT])
    assert sheet.first.x_range() == before
    assert before[1] >= 30


@pytest.mark.parametrize(
    ("values", "floor", "ceiling", "low", "high"),
    [
        ([0.3, 5.6], 0.0, None, 0.0, 6.0),
        ([72.0, 99.8], None, 100.0, 70.0, 100.6),
        ([], 0.0, None, 0.0, 1.25),
        ([100.0], None, 100.0, 99.0, 100.02),
        ([3.0, 3.0], None, None, 2.0, 4.25),
    ],
)
def test_y_reaches_between_round_numbers_with_room_above(
    values: list[float], floor: float | None, ceiling: float | None, low: float, high: float
) -> None:
    assert tidy_range(np.array(values), floor, ceiling) == pytest.approx((low, high))


def test_ticks_are_round_and_written_in_the_language() -> None:
    assert tidy_ticks(0, 30, 7, whole=True)[:3] == [(0, "0"), (5, "5"), (10, "10")]
    assert [words for _, words in tidy_ticks(0, 2.4, 5)] == ["0.0", "0.5", "1.0", "1.5", "2.0"]
    assert [words for _, words in tidy_ticks(0, 3, 9, whole=True)] == ["0", "1", "2", "3"]
    assert tidy_ticks(0, 2000, 4)[1][1] == "500"
    translate.language().apply("vi")
    assert tidy_ticks(0, 2.4, 5)[1][1] == "0,5"


def test_the_table_has_a_row_for_each_x_and_leaves_gaps_empty(sheet: Sheet, tmp_path: Path) -> None:
    table = sheet.first.table()
    assert list(table.columns) == ["epoch", "Teacher", "Student", "Baseline"]
    assert list(table.rows[5]) == [5, 99.5, 70, 55]
    assert list(table.rows[10]) == [10, 99.5, 90, ""]
    for ending in (".csv", ".png", ".svg"):
        save(sheet.first, table, tmp_path / f"chart{ending}")
    assert (tmp_path / "chart.csv").read_text(encoding="utf-8").splitlines()[1] == "0,99.5,50,40"


def test_lines_take_the_colours_of_another_theme(sheet: Sheet) -> None:
    theme.theme().apply("dark")
    colours = {line.opts["pen"].color().name().upper() for line in lines(sheet.first)}
    assert colours == {theme.DARK.teacher, theme.DARK.student}
    sheet.grab()


def test_compared_runs_differ_in_dash_and_mark_not_by_colour_alone(sheet: Sheet) -> None:
    styles = ("s0", "s1", "s2", "s3")
    sheet.first.set_series([Series(style, EPOCHS, EPOCHS, style) for style in styles])
    assert len({line.opts["pen"].style() for line in lines(sheet.first)}) == 4
    sheet.grab()


def test_readings_say_all_values_and_their_unit(qtbot: QtBot, sheet: Sheet) -> None:
    readings = Readings()
    qtbot.addWidget(readings)
    readings.set_values(sheet.first.values(), "%")
    assert readings.words() == ["99.5", "82.0", translate.NONE]
    assert readings.accessibleName().endswith("%")


def test_a_deleted_legend_survives_a_change_of_theme(qtbot: QtBot) -> None:
    legend = Legend()
    legend.set_entries([Entry("a", "a", "student")])
    legend.set_entries([])
    QApplication.processEvents()
    legend.deleteLater()
    QApplication.sendPostedEvents(None, 52)  # DeferredDelete
    theme.theme().apply("dark")


def test_drawing_again_keeps_no_more_symbols(sheet: Sheet) -> None:
    def kept() -> int:
        items = [*sheet.first.plotItem.items, *sheet.second.plotItem.items]
        return sum(len(item.fragmentAtlas) for item in items if isinstance(item, pg.ScatterPlotItem))

    def draw() -> None:
        for place in range(8):
            sheet.first.set_series([level("Teacher", 99.5, "teacher"), STUDENT, BASELINE])
            sheet.group.set_places(EPOCHS, place)
            QApplication.processEvents()

    draw()
    before = kept()
    draw()
    assert kept() == before > 0

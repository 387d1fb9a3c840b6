"""What all plots do: save themselves, leave the wheel to the page, follow theme and language."""

import csv
import sys
from pathlib import Path

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from pytestqt.qtbot import QtBot

from kdstudio.core.text import text
from kdstudio.gui import theme
from kdstudio.gui.charts.plot import Plot, Table, pen, rows_of, save


class Line(Plot):
    """A plot of one line."""

    def __init__(self) -> None:
        super().__init__(text("A line"), text("epoch"), text("loss"))
        self.x, self.y = np.arange(5.0), np.arange(5.0) ** 2
        self.line = pg.PlotDataItem()
        self.addItem(self.line)
        self.redraw()

    def redraw(self) -> None:
        self.line.setData(self.x, self.y, pen=pen("student"))

    def table(self) -> Table:
        return rows_of(epoch=self.x.tolist(), loss=self.y.tolist())


@pytest.fixture
def line(qtbot: QtBot) -> Line:
    made = Line()
    qtbot.addWidget(made)
    made.resize(320, 200)
    made.show()
    return made


def test_a_chart_saves_its_numbers_as_csv(line: Line, tmp_path: Path) -> None:
    save(line, line.table(), tmp_path / "line.csv")

    with (tmp_path / "line.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["epoch", "loss"]
    assert rows[3] == ["2.0", "4.0"]


def test_a_chart_saves_its_picture_as_png_and_svg(line: Line, tmp_path: Path) -> None:
    save(line, line.table(), tmp_path / "line.png")
    save(line, line.table(), tmp_path / "line.svg")

    assert QImage(str(tmp_path / "line.png")).width() == 320
    assert "<path" in (tmp_path / "line.svg").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["line.png", "line.svg"]


def test_a_chart_that_cannot_be_saved_leaves_nothing_behind(line: Line, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")

    with pytest.raises(OSError, match="file"):
        save(line, line.table(), tmp_path / "file" / "line.png")
    with pytest.raises(ValueError, match="png"):
        save(line, line.table(), tmp_path / "line.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def turn_wheel(plot: Plot, modifiers: Qt.KeyboardModifier) -> QWheelEvent:
    middle = QPointF(plot.rect().center())
    event = QWheelEvent(
        middle,
        plot.mapToGlobal(middle),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    plot.wheelEvent(event)
    return event


def test_the_wheel_scrolls_the_page_and_zooms_with_ctrl_only(line: Line) -> None:
    before = line.viewRange()

    assert not turn_wheel(line, Qt.KeyboardModifier.NoModifier).isAccepted()
    assert line.viewRange() == before
    turn_wheel(line, Qt.KeyboardModifier.ControlModifier)
    assert line.viewRange() != before


def test_a_chart_takes_the_colours_of_another_theme(line: Line) -> None:
    theme.theme().apply("dark")

    assert line.grab().toImage().pixelColor(2, 2).name().upper() == theme.DARK.surface
    assert line.line.opts["pen"].color().name().upper() == theme.DARK.student


def test_redrawing_loses_no_reference_to_none(line: Line) -> None:
    """PySide6 6.12.0 on Python 3.11 released None with every paint, until the interpreter died."""
    line.grab()
    before = sys.getrefcount(None)
    for step in range(500):
        line.y = np.arange(5.0) * step
        line.redraw()
        line.grab()

    assert sys.getrefcount(None) > before - 100

"""What all plots share: their look, their axes, their keys, and that each can be saved as PNG, SVG and CSV."""

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pyqtgraph as pg
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QContextMenuEvent, QPainter, QPen, QWheelEvent
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QGraphicsView, QWidget

from kdstudio.core import files
from kdstudio.core.text import Text
from kdstudio.gui import theme
from kdstudio.gui.translate import localised, say, show

SUFFIXES = (".png", ".svg", ".csv")
_AXIS_PIXELS = 11
NO_PEN = QPen(Qt.PenStyle.NoPen)
pg.setConfigOptions(antialias=True)


class Table(NamedTuple):
    """The numbers behind a chart, as a table."""

    columns: Sequence[str]
    rows: Sequence[Sequence[object]]


class Axis(pg.AxisItem):
    """An axis whose numbers are written as the current language writes them."""

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:  # noqa: N802
        """Return the words of ticks."""
        return [localised(word) for word in super().tickStrings(values, scale, spacing)]

    def boundingRect(self) -> QRectF:  # noqa: N802
        """Reach beyond both ends, or pyqtgraph would leave out the numbers there, wherever it draws a grid."""
        found: QRectF = super().boundingRect()
        return found.adjusted(0, -8, 0, 8) if self.orientation == "left" else found.adjusted(-16, 0, 16, 0)


class Plot(pg.PlotWidget):
    """A plot in KD Studio's look. Subclasses draw in `redraw` and say their numbers in `table`.

    The wheel scrolls the page, Ctrl+wheel zooms; a change of theme or language calls `redraw` again.
    """

    wants_saving = Signal(object)

    def __init__(
        self, name: Text, x: Text | None = None, y: Text | None = None, *, grid: str = "xy", bottom: Axis | None = None
    ) -> None:
        axes = {"left": Axis("left"), "bottom": bottom or Axis("bottom")}
        super().__init__(axisItems=axes, enableMenu=False)  # its menus would take as long as all the rest
        self.destroyed.connect(self.plotItem.ctrlMenu.deleteLater)  # of no use here, but made: it would stay behind
        self._labels = {"bottom": x, "left": y}
        self.hideButtons()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(self.Shape.NoFrame)
        self.setMinimumHeight(80)
        self.plotItem.showGrid(x="x" in grid, y="y" in grid, alpha=0.12)
        self.plotItem.getViewBox().setDefaultPadding(0.0)
        for axis in axes.values():
            axis.enableAutoSIPrefix(False)
            axis.setStyle(tickLength=-4, maxTickLevel=0, tickFont=theme.font(_AXIS_PIXELS), tickTextOffset=4)
        say(self, setAccessibleName=name)
        self.setBackground(theme.theme().colours.surface)
        self._restyle_axes()
        theme.theme().changed.connect(self.restyle)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Take the room that there is."""
        return QSize(240, 160)

    def redraw(self) -> None:
        """Draw everything again from the data at hand."""

    def table(self) -> Table:
        """Return the numbers that are shown."""
        return Table((), ())

    def set_reading(self, reading: str) -> None:
        """Say in one sentence what the chart shows, for a screen reader."""
        self.setAccessibleDescription(reading)

    def restyle(self) -> None:
        """Take the colours of the theme."""
        if self.plotItem is None:  # closed, not yet deleted
            return
        self.setBackground(theme.theme().colours.surface)
        self._restyle_axes()
        self.redraw()

    def retranslate(self) -> None:
        """Take the words of the language."""
        if self.plotItem is None:
            return
        self._restyle_axes()
        self.redraw()

    def set_axis_label(self, side: str, words: Text | None) -> None:
        """Name an axis (`bottom` or `left`), with its unit."""
        if words != self._labels[side]:
            self._labels[side] = words
            self._restyle_axes()

    def set_ticks(self, side: str, ticks: Sequence[tuple[float, str]]) -> None:
        """Write words at places of an axis instead of numbers."""
        self.plotItem.getAxis(side).setTicks([list(ticks)])

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Zoom with Ctrl; else leave the wheel to the page."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        else:
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Ask the page to save this chart."""
        self.wants_saving.emit(self)
        event.accept()

    def _restyle_axes(self) -> None:
        colours = theme.theme().colours
        for side in ("left", "bottom"):
            axis = self.plotItem.getAxis(side)
            axis.setPen(pg.mkPen(colours.control, width=1))
            axis.setTextPen(pg.mkPen(colours.ink2))
            words = self._labels[side]
            if words is None:
                axis.showLabel(False)
            else:
                style = {"color": colours.ink2, "font-size": "12px"}
                axis.setLabel(show(words), **style)


def pen(token: str, width: float = 2.0, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """Return a pen in a colour of the theme, of a width in px on the screen; all share it: copy it to change it."""
    return _pen(theme.theme().qcolor(token).rgba(), width, style)


def brush(token: str, *, hollow: bool = False) -> QBrush:
    """Return a brush in a colour of the theme; hollow is hatched, as a baseline's bars are; all share it."""
    style = Qt.BrushStyle.BDiagPattern if hollow else Qt.BrushStyle.SolidPattern
    return _brush(theme.theme().qcolor(token).rgba(), style)


# One object a look: pyqtgraph keeps every symbol that it has drawn, under the identity of its pen and its brush.
@cache
def _pen(colour: int, width: float, style: Qt.PenStyle) -> QPen:
    made: QPen = pg.mkPen(QColor.fromRgba(colour), width=width, style=style)
    return made


@cache
def _brush(colour: int, style: Qt.BrushStyle) -> QBrush:
    return QBrush(QColor.fromRgba(colour), style)


def save(chart: QWidget, table: Table, target: Path) -> None:
    """Save a chart as PNG or SVG, or its numbers as CSV, by the name's ending; whole or not at all.

    Raises:
        OSError: The file cannot be written.
        ValueError: The ending is none of the three.
    """
    kind = target.suffix.lower()
    if kind not in SUFFIXES:
        raise ValueError(
            f"a chart is saved as {', '.join(SUFFIXES)}, not as {target.suffix or 'a name without ending'}"
        )
    with files.part_of(target) as part:
        if kind == ".csv":
            _write_csv(table, part)
        elif kind == ".svg":
            _write_svg(chart, part)
        else:
            _write_png(chart, part)


def _write_csv(table: Table, part: Path) -> None:
    with part.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(table.columns)
        writer.writerows(table.rows)


def _write_png(chart: QWidget, part: Path) -> None:
    image = chart.grab()
    if not image.save(str(part), "PNG"):
        raise OSError(f"{part} cannot be written")


def _write_svg(chart: QWidget, part: Path) -> None:
    generator = QSvgGenerator()
    generator.setFileName(str(part))
    generator.setSize(chart.size())
    generator.setViewBox(QRect(0, 0, chart.width(), chart.height()))
    generator.setTitle(chart.accessibleName())
    painter = QPainter(generator)
    try:
        if isinstance(chart, QGraphicsView):
            chart.render(painter)
        else:
            chart.render(painter, QPoint())
    finally:
        written = painter.end()
    if not written or not part.is_file():
        raise OSError(f"{part} cannot be written")


def rows_of(**columns: Sequence[Any]) -> Table:
    """Return a table from named columns of equal length."""
    return Table(tuple(columns), tuple(zip(*columns.values(), strict=True)))

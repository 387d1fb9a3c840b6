"""A legend's sample of a bar: filled, hatched for a baseline, or the dashed outline of a hard label."""

from typing import Literal

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from kdstudio.gui.charts.plot import brush, pen

Kind = Literal["teacher", "student", "baseline", "hard"]
_SIDE = 12


class Swatch(QWidget):
    """A small bar as the chart draws it."""

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self._kind: Kind = kind
        self.setFixedSize(_SIDE, _SIDE)

    def set_kind(self, kind: Kind) -> None:
        """Show another kind of bar."""
        self._kind = kind
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the sample in the theme's colours."""
        painter = QPainter(self)
        box = QRectF(0.5, 0.5, _SIDE - 1, _SIDE - 1)
        match self._kind:
            case "hard":
                dashes = QPen(pen("hard", 1.4))
                dashes.setDashPattern([2.0, 1.6])
                painter.setPen(dashes)
                corners = (box.topLeft(), box.bottomLeft(), box.bottomRight(), box.topRight())
                painter.drawPolyline(QPolygonF([QPointF(corner) for corner in corners]))
            case "baseline":
                painter.setPen(pen("student", 1.0))
                painter.setBrush(brush("student", hollow=True))
                painter.drawRect(box)
            case kind:
                painter.fillRect(self.rect(), brush(kind))
        painter.end()

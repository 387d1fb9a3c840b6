"""The signs of a proof's models: ◆ teacher, ● student, ■ FP32, ▲ FP16, ▼ INT8, hollow where a try was replaced."""

from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF, QTransform

from kdstudio.gui import theme


class ModelMark(NamedTuple):
    """A sign: its shape (`diamond`, `circle`, `square`, `up`, `down`), its colour, and whether it is hollow."""

    shape: str
    token: str
    is_hollow: bool = False


_CORNERS: dict[str, tuple[tuple[float, float], ...]] = {
    "diamond": ((0, -0.5), (0.5, 0), (0, 0.5), (-0.5, 0)),
    "square": ((-0.37, -0.37), (0.37, -0.37), (0.37, 0.37), (-0.37, 0.37)),
    "up": ((0, -0.44), (0.46, 0.4), (-0.46, 0.4)),
    "down": ((0, 0.44), (0.46, -0.4), (-0.46, -0.4)),
}
_SHAPES = {"teacher": "diamond", "student": "circle", "fp32": "square", "fp16": "up"}


def mark_of(key: str, *, is_choice: bool = True) -> ModelMark:
    """Return the sign of a model by its key; a try that was replaced is hollow."""
    token = "teacher" if key == "teacher" else "student"
    return ModelMark(_SHAPES.get(key, "down"), token, is_hollow=not is_choice or key.endswith("-first"))


@cache
def path_of(shape: str) -> QPainterPath:
    """Return a shape around 0, one wide and one high, y pointing down."""
    path = QPainterPath()
    if shape == "circle":
        path.addEllipse(QPointF(0, 0), 0.38, 0.38)
    else:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in _CORNERS[shape]]))
        path.closeSubpath()
    return path


def paint_mark(painter: QPainter, mark: ModelMark, box: QRectF) -> None:
    """Paint a sign into a square box, in the colours of now."""
    colour = theme.theme().qcolor(mark.token)
    side = box.width() - (2 if mark.is_hollow else 0)
    place = QTransform.fromTranslate(box.center().x(), box.center().y()).scale(side, side)
    painter.setPen(QPen(colour, 1.8) if mark.is_hollow else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if mark.is_hollow else colour)
    painter.drawPath(place.map(path_of(mark.shape)))

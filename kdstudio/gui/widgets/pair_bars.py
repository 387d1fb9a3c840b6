"""The student against its teacher in one quantity: a value, how much less it is, and two bars."""

import math

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kdstudio.core.text import Text
from kdstudio.gui import theme
from kdstudio.gui.translate import say
from kdstudio.gui.widgets.basics import column, label, row

_BAR, _GAP = 3, 2


class PairBars(QWidget):
    """Name, the student's value and a comparison in words; below, the teacher's bar and the student's."""

    def __init__(self, name: Text) -> None:
        super().__init__()
        self.value = label()
        self.words = label(role="secondary")
        self._bars = _Bars()
        layout = column(row(label(name, "secondary"), None, self.value, self.words, spacing=5), self._bars, spacing=2)
        self.setLayout(layout)
        theme.theme().changed.connect(self._bars.update)

    def set_values(self, teacher: float | None, student: float | None, shown: str, words: Text | None) -> None:
        """Show the student's value as it is written, the comparison in words, and both as bars."""
        self.value.setText(shown)
        say(self.words, setText=words)
        self.words.setVisible(words is not None)
        self._bars.teacher, self._bars.student = teacher or 0.0, student or 0.0
        self._bars.update()


class _Bars(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.teacher = self.student = 0.0
        self.setFixedHeight(2 * _BAR + _GAP)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the teacher's bar above the student's, on one scale."""
        painter = QPainter(self)
        longest = max(self.teacher, self.student) or 1.0
        for index, (token, value) in enumerate((("teacher", self.teacher), ("student", self.student))):
            width = self.width() * value / longest
            painter.fillRect(QRectF(0, index * (_BAR + _GAP), width, _BAR), theme.theme().qcolor(token))
        painter.end()


def ratio(teacher: float | None, student: float | None) -> float:
    """Return how many times less the student is; NaN where one of them is not known."""
    return teacher / student if teacher and student else math.nan

"""The steps of the wizard at its left: where one is, what was chosen, and where one may go."""

from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from kdstudio.core.export_plan import STEP_TITLES, STEPS, WizardStep
from kdstudio.core.text import Text, text
from kdstudio.gui import theme
from kdstudio.gui.translate import say, show

State = Literal["done", "now", "later"]
WIDTH = 200
_HEIGHT = 56
_CIRCLE, _TEXT_LEFT = 24, 36
_CHECK = 14


class StepList(QWidget):
    """One button a step; `chosen` has the step that a person wants to go to."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.buttons: dict[WizardStep, StepButton] = {}
        for number, step in enumerate(STEPS, start=1):
            made = StepButton(number, STEP_TITLES[step])
            made.clicked.connect(lambda _checked=False, step=step: self.chosen.emit(step))
            self.buttons[step] = made
            layout.addWidget(made)
        layout.addStretch(1)
        self.setMinimumWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        say(self, setAccessibleName=text("Steps of the export"))

    def show_steps(
        self, now: WizardStep, done: set[WizardStep], reachable: set[WizardStep], captions: Mapping[WizardStep, Text]
    ) -> None:
        """Show where one is, which steps are done, which one may go to, and what was chosen in each."""
        for step, made in self.buttons.items():
            state: State = "now" if step == now else "done" if step in done else "later"
            made.show_state(state, captions.get(step) if state == "done" else None, is_open=step in reachable)


class StepButton(QAbstractButton):
    """A step: its number or a check mark, its title, and below it what was chosen."""

    def __init__(self, number: int, title: Text) -> None:
        super().__init__()
        self._number, self._title = number, title
        self._state: State = "later"
        self._caption: Text | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        say(self, setText=title)
        self.retranslate()

    def state(self) -> State:
        """Return whether the step is done, shown now, or comes later."""
        return self._state

    def caption(self) -> Text | None:
        """Return what was chosen in the step."""
        return self._caption

    def show_state(self, state: State, caption: Text | None, *, is_open: bool) -> None:
        """Show the step in a state, with what was chosen; one that is not open cannot be gone to."""
        self.setEnabled(is_open or state == "now")
        if (state, caption) != (self._state, self._caption):
            self._state, self._caption = state, caption
            self.retranslate()
            self.update()

    def retranslate(self) -> None:
        """Say in the current language what stands here and what a click does."""
        title = show(self._title)
        match self._state:
            case "done":
                name = text("Step {number:d} of 5, done: {title}", number=self._number, title=title)
            case "now":
                name = text("Step {number:d} of 5, shown now: {title}", number=self._number, title=title)
            case _:
                name = text("Step {number:d} of 5: {title}", number=self._number, title=title)
        self.setAccessibleName(show(name))
        chosen = show(self._caption) if self._caption is not None else ""
        self.setAccessibleDescription(chosen)
        self.setToolTip("\n".join(filter(None, (show(name), chosen))))

    def sizeHint(self) -> QSize:  # noqa: N802
        """Wish for room for the title."""
        return QSize(_TEXT_LEFT + QFontMetrics(self._title_font()).horizontalAdvance(self.text()) + 8, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the circle and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_circle(painter, QRectF(0.5, 4.5, _CIRCLE - 1, _CIRCLE - 1))
        colours = theme.theme()
        painter.setFont(self._title_font())
        painter.setPen(colours.qcolor("ink2" if self._state == "later" else "ink"))
        painter.drawText(QRect(_TEXT_LEFT, 4, self.width() - _TEXT_LEFT, _CIRCLE), _MIDDLE, self.text())
        if self._caption is not None:
            painter.setFont(theme.font(12))
            painter.setPen(colours.qcolor("ink2"))
            room = self.width() - _TEXT_LEFT
            shown = painter.fontMetrics().elidedText(show(self._caption), Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(_TEXT_LEFT, 26, room, 16), _MIDDLE, shown)
        painter.end()

    def _draw_circle(self, painter: QPainter, box: QRectF) -> None:
        colours = theme.theme()
        is_now = self._state == "now"
        painter.setBrush(colours.qcolor("accent") if is_now else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colours.qcolor("control" if self._state == "later" else "accent"), 1))
        painter.drawEllipse(box)
        if self._state == "done":
            check = theme.pixmap("check", "ink", _CHECK)
            painter.drawPixmap(QPointF(box.center().x() - _CHECK / 2, box.center().y() - _CHECK / 2), check)
            return
        painter.setFont(theme.font(12, QFont.Weight.DemiBold))
        painter.setPen(colours.qcolor("on_accent" if is_now else "ink2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._number))

    def _title_font(self) -> QFont:
        return theme.font(13, QFont.Weight.DemiBold if self._state == "now" else QFont.Weight.Medium)


_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

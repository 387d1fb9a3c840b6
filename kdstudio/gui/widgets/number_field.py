"""Numbers to set: spin boxes that leave the wheel to the page, and a slider with a spin box beside it."""

import math

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QSlider,
    QSpinBox,
    QWidget,
)

from kdstudio.core.text import Text
from kdstudio.gui.theme import set_role
from kdstudio.gui.translate import language, say, show

_STEPS = 1000
_DIGITS = 9
_ACTIONS = {
    QAbstractSlider.SliderAction.SliderSingleStepAdd: 1,
    QAbstractSlider.SliderAction.SliderSingleStepSub: -1,
    QAbstractSlider.SliderAction.SliderPageStepAdd: 5,
    QAbstractSlider.SliderAction.SliderPageStepSub: -5,
}
_LEFT_PX, _HEIGHT_PX = 8, 32


class Choice(QComboBox):
    """A combo box over which the wheel scrolls the page, unless it has the focus."""

    def __init__(self, name: Text) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setProperty("dense", True)
        say(self, setAccessibleName=name)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Leave the wheel to the page."""
        _wheel_if_focused(self, event, super().wheelEvent)


class WholeNumber(QSpinBox):
    """A whole number with its limits and its unit."""

    def __init__(self, name: Text, low: int, high: int, *, step: int = 1, unit: Text | None = None) -> None:
        super().__init__()
        self._unit = unit
        self.setRange(low, high)
        self.setSingleStep(step)
        self.setKeyboardTracking(False)
        self.lineEdit().setTextMargins(_LEFT_PX, 0, 0, 0)
        self.setFixedHeight(_HEIGHT_PX)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        say(self, setAccessibleName=name)
        self.retranslate()

    def retranslate(self) -> None:
        """Write number and unit as the current language does."""
        self.setLocale(language().locale)
        self.setSuffix(f" {show(self._unit)}" if self._unit is not None else "")

    def set_number(self, value: int) -> None:
        """Show a number without a word; what is being typed is left alone."""
        with QSignalBlocker(self):
            if value != self.value():
                self.setValue(value)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Leave the wheel to the page."""
        _wheel_if_focused(self, event, super().wheelEvent)


class Number(QDoubleSpinBox):
    """A number with its limits and its unit; without fixed decimals it is written as short as it can be."""

    def __init__(
        self,
        name: Text,
        low: float,
        high: float,
        *,
        step: float = 0.1,
        decimals: int | None = None,
        unit: Text | None = None,
    ) -> None:
        super().__init__()
        self._unit = unit
        self._is_short = decimals is None
        self.setDecimals(_DIGITS if decimals is None else decimals)
        self.setRange(low, high)
        self.setSingleStep(step)
        if self._is_short:
            self.setStepType(QAbstractSpinBox.StepType.AdaptiveDecimalStepType)
        self.setKeyboardTracking(False)
        self.lineEdit().setTextMargins(_LEFT_PX, 0, 0, 0)
        self.setFixedHeight(_HEIGHT_PX)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        say(self, setAccessibleName=name)
        self.retranslate()

    def retranslate(self) -> None:
        """Write number and unit as the current language does."""
        locale = QLocale(language().locale)
        locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
        self.setLocale(locale)
        self.setSuffix(f" {show(self._unit)}" if self._unit is not None else "")

    def set_number(self, value: float) -> None:
        """Show a number without a word; what is being typed is left alone."""
        with QSignalBlocker(self):
            if not math.isclose(value, self.value(), rel_tol=1e-9):
                self.setValue(value)

    def textFromValue(self, value: float) -> str:  # noqa: N802
        """Write a number, without zeros at its end where the decimals are free."""
        if not self._is_short:
            return super().textFromValue(value)
        shown = f"{value:.{_DIGITS}f}".rstrip("0").rstrip(".")
        return shown.replace(".", self.locale().decimalPoint())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Leave the wheel to the page."""
        _wheel_if_focused(self, event, super().wheelEvent)


class NumberField(QWidget):
    """A slider and a spin box for one number; `changed` has what the user set. `log` spreads the small numbers."""

    changed = Signal(float)

    def __init__(
        self, name: Text, low: float, high: float, *, step: float, decimals: int = 2, log: bool = False
    ) -> None:
        super().__init__()
        self._log = log
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _STEPS)
        self.slider.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.slider.wheelEvent = lambda event: event.ignore()  # type: ignore[method-assign]
        self.number = Number(name, low, high, step=step, decimals=decimals)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        set_role(self.number, "plain-number")  # the slider has the arrows' part
        self.number.lineEdit().setTextMargins(0, 0, _LEFT_PX, 0)
        say(self.slider, setAccessibleName=name)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self.number)
        self.setFocusProxy(self.slider)
        self.set_limits(low, high)
        self.slider.valueChanged.connect(self._slid)
        self.slider.actionTriggered.connect(self._step)
        self.number.valueChanged.connect(self._typed)

    def set_limits(self, low: float, high: float) -> None:
        """Take other limits for slider and spin box."""
        with QSignalBlocker(self.number):
            self.number.setRange(low, high)
        self._put_slider(self.number.value())

    def value(self) -> float:
        """Return the number."""
        return self.number.value()

    def set_value(self, value: float) -> None:
        """Show a number without a word."""
        self.number.set_number(value)
        self._put_slider(value)

    def _put_slider(self, value: float) -> None:
        with QSignalBlocker(self.slider):
            self.slider.setValue(self._position(value))

    def _position(self, value: float) -> int:
        low, high = self._ends()
        share = (self._place(value) - low) / (high - low)
        return round(_STEPS * min(1.0, max(0.0, share)))

    def _step(self, action: int) -> None:
        """Let a key on the slider change the number by its own step, wherever on the scale it is."""
        steps = _ACTIONS.get(QAbstractSlider.SliderAction(action))
        if steps is not None:
            self.slider.setSliderPosition(self._position(self.value() + steps * self.number.singleStep()))

    def _slid(self, position: int) -> None:
        low, high = self._ends()
        place = low + (high - low) * position / _STEPS
        value = math.exp(place) if self._log else place
        step = self.number.singleStep()
        self.number.setValue(round(value / step) * step)

    def _typed(self, value: float) -> None:
        self._put_slider(value)
        self.changed.emit(value)

    def _ends(self) -> tuple[float, float]:
        return self._place(self.number.minimum()), self._place(self.number.maximum())

    def _place(self, value: float) -> float:
        return math.log(max(value, 1e-9)) if self._log else value


def _wheel_if_focused(widget: QWidget, event: QWheelEvent, turn: object) -> None:
    if widget.hasFocus() and callable(turn):
        turn(event)
    else:
        event.ignore()

"""What the steps of the wizard share: content above, and at the foot what it comes to, Back and the way on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kdstudio.core.text import Text, text
from kdstudio.gui.theme import set_icon, set_role
from kdstudio.gui.widgets.basics import button, line

_FOOT_GAP = 19  # between the line and the buttons


class Step(QWidget):
    """A step of the wizard; `wanted` has where the foot's buttons lead to (a key of the steps)."""

    wanted = Signal(str)

    def __init__(self, back_to: str | None) -> None:
        super().__init__()
        self.content = QVBoxLayout()
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(16)
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(0, 0, 0, 0)
        self.foot.setSpacing(8)
        self.back = button(text("Back"), tip=text("Goes to the step before; what was chosen stays."))
        self.back.clicked.connect(lambda: self.wanted.emit(back_to))
        if back_to is None:  # (shown without a parent, it would be a window of its own for an instant)
            self.back.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self.content, 1)
        layout.addSpacing(16)
        layout.addWidget(line())
        layout.addSpacing(_FOOT_GAP)
        layout.addLayout(self.foot)

    def fill_foot(self, *left: QWidget | QLayout, right: tuple[QPushButton, ...]) -> None:
        """Lay out the foot: what stands at its left (the first takes the room), and the buttons at its right."""
        for place, item in enumerate(left):
            if isinstance(item, QWidget):
                self.foot.addWidget(item, 1 if place == 0 else 0)
            else:
                self.foot.addLayout(item, 1 if place == 0 else 0)
        for made in right:
            self.foot.addWidget(made)

    def primary(self) -> QPushButton | None:
        """Return the one primary button of the step."""
        return None


def way_on(words: Text, tip: Text) -> QPushButton:
    """Return a primary button that leads on, with an arrow behind its words."""
    made = button(words, icon="arrow-right", role="primary", tip=tip)
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    set_icon(made, "arrow-right", "on_accent")  # again: there is room at its other side now
    return made


def scrolling(content: QLayout) -> QScrollArea:
    """Return an area that scrolls a layout up and down where there is no room for all of it."""
    inner = QWidget()
    set_role(inner, "page")
    inner.setLayout(content)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    area.viewport().setAutoFillBackground(False)
    return area

"""What all pages share: a title row, margins, scrolling where the window is small, and what keys do to them."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kdstudio.core.text import Text
from kdstudio.gui.session import Session
from kdstudio.gui.theme import GAP, MARGIN, set_role
from kdstudio.gui.widgets.basics import label, row


class Page(QWidget):
    """A page of the rail. `open` brings what it is asked to show; `primary` is what Ctrl+Return presses."""

    minimum = QSize(1000, 640)

    def __init__(self, session: Session, title: Text) -> None:
        super().__init__()
        self.session = session
        self.title = label(title, "page-title")
        self.head = row(self.title, spacing=GAP)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(GAP)
        content = QWidget()
        set_role(content, "page")
        content.setMinimumSize(self.minimum)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(GAP)
        layout.addLayout(self.head)
        layout.addLayout(self.body, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        scroll.viewport().setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def open(self, argument: Any) -> None:
        """Show what the page is asked to show; None leaves it as it is. Called before each time it is shown."""

    def make_ahead(self) -> Iterator[None]:
        """Make, while nobody waits for it, what takes its time to be made; each step is a short one."""
        yield from ()

    def primary(self) -> QPushButton | None:
        """Return the one primary button of the page, if it has one now."""
        return None

    def filter_field(self) -> QWidget | None:
        """Return the field that Ctrl+F goes to, if there is one."""
        return None

    def next_tab(self, step: int) -> None:
        """Go to the next tab, or the one before, where the page has tabs."""

"""What the cards of the page share: a card that marks what is wrong with it, legend signs, and rows of a form."""

from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from kdstudio.core.findings import About
from kdstudio.core.text import Text
from kdstudio.gui import theme
from kdstudio.gui.pages.distil.draft import Draft
from kdstudio.gui.theme import Token, set_role
from kdstudio.gui.translate import say
from kdstudio.gui.widgets.basics import Card, IconLabel, Shape

SAMPLE = "sample:"


class PartCard(Card):
    """A card of the draft; a finding that keeps the run from starting is marked on the card that it belongs to."""

    def __init__(self, draft: Draft, about: About, title: Text, mark: Shape | None = None) -> None:
        super().__init__(title, mark)
        self.draft = draft
        self._about = about
        self.fault = IconLabel("circle-x", "error")
        self.fault.hide()
        self.title_row.addWidget(self.fault)
        say(self, setAccessibleName=title)

    def is_wrong(self) -> bool:
        """Return whether something about this card is an error, and show the mark if so."""
        errors = [
            finding
            for finding in self.draft.preflight.findings
            if finding.level == "error" and finding.about == self._about and not self.draft.is_missing(finding)
        ]
        self.fault.setVisible(bool(errors))
        say(self.fault, setToolTip=errors[0].title if errors else None)
        return bool(errors)

    def set_over(self, is_over: bool) -> None:
        """Show that what is dragged over the page would go to this card."""
        if bool(self.property("over")) != is_over:
            self.setProperty("over", is_over)
            set_role(self, "card")


class Help(QLabel):
    """A caption that is never squeezed: it is as high as its words need at its width."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        set_role(self, "caption")

    def setText(self, words: str) -> None:  # noqa: N802
        """Show other words."""
        super().setText(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Take the height that the words need now."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self.width() > 0:
            self.setMinimumHeight(max(18, self.heightForWidth(self.width())))


class Swatch(QWidget):
    """The sign of a series of bars in a legend: filled, or an outline."""

    def __init__(self, token: Token, look: Literal["filled", "outline"]) -> None:
        super().__init__()
        self._token, self._look = token, look
        self.setFixedSize(12, 12)
        theme.theme().changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the sign in the theme's colours."""
        painter = QPainter(self)
        colour = theme.theme().qcolor(self._token)
        painter.setPen(QPen(colour, 1.4))
        painter.setBrush(colour if self._look == "filled" else theme.theme().qcolor("surface"))
        painter.drawRect(QRectF(1, 1, 10, 10))
        painter.end()

"""What every scale of a family costs with this dataset, asked when it is looked at, to choose one from."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QWidget

from kdstudio.core.cards import ModelCard
from kdstudio.core.text import text
from kdstudio.gui import translate
from kdstudio.gui.pages.distil.draft import Draft, refusal
from kdstudio.gui.theme import set_role
from kdstudio.gui.translate import NONE, say, show
from kdstudio.gui.widgets.basics import label


class Catalogue(QFrame):
    """A small table that opens below its button: a row a scale, with parameters, compute and file."""

    def __init__(self, draft: Draft, family: str, scales: Sequence[str], start: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        set_role(self, "card")
        say(self, setAccessibleName=text("Sizes of the family"))
        self._draft = draft
        self._models = {scale: f"{family}{scale}-cls.{start}" for scale in scales}
        self.buttons: dict[str, QPushButton] = {}
        self._cells: dict[str, list[QLabel]] = {}
        layout = QGridLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setHorizontalSpacing(24)
        layout.setVerticalSpacing(4)
        heads = (text("Scale"), text("Parameters"), text("Compute per image"), text("File"))
        for place, head in enumerate(heads):
            layout.addWidget(label(head, "caption"), 0, place, _side(place))
        for index, (scale, model) in enumerate(self._models.items(), start=1):
            self.buttons[scale] = self._button(scale, model)
            layout.addWidget(self.buttons[scale], index, 0)
            self._cells[scale] = [label(), label(), label()]
            for place, cell in enumerate(self._cells[scale], start=1):
                layout.addWidget(cell, index, place, _side(place))
        self._write()
        draft.changed.connect(self.refresh)

    def open_below(self, opener: QWidget) -> None:
        """Show the table below the button that opens it."""
        self.adjustSize()
        self.move(opener.mapToGlobal(QPoint(opener.width() - self.width(), opener.height() + 4)))
        self.show()
        chosen = next((scale for scale, model in self._models.items() if model == self._draft.recipe.student), None)
        if chosen is not None:
            self.buttons[chosen].setFocus()

    def refresh(self) -> None:
        """Write what is known by now, as long as it is looked at."""
        if self.isVisible():
            self._write()

    def _write(self) -> None:
        for scale, model in self._models.items():
            card = self._draft.size_of(model)
            shown = [NONE, NONE, NONE]
            if isinstance(card, ModelCard):
                shown = [
                    translate.parameters(card.parameters),
                    translate.flops(card.flops),
                    translate.data_size(card.size_bytes),
                ]
            sentence = refusal(card)
            for cell, words in zip(self._cells[scale], shown, strict=True):
                cell.setText(words)
                cell.setToolTip(show(sentence) if sentence is not None else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go up and down with the arrow keys."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        buttons = list(self.buttons.values())
        at = next((index for index, made in enumerate(buttons) if made.hasFocus()), 0)
        buttons[max(0, min(len(buttons) - 1, at + step))].setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Ask no further."""
        self._draft.forget_sizes()
        super().closeEvent(event)

    def _button(self, scale: str, model: str) -> QPushButton:
        made = QPushButton(scale)
        say(made, setAccessibleName=text("Scale {scale}", scale=scale), setToolTip=text("Take this scale."))
        if model == self._draft.recipe.student:
            set_role(made, "primary")
        made.clicked.connect(lambda: self._take(model))
        return made

    def _take(self, model: str) -> None:
        self.close()
        self._draft.change(student=model)


def _side(place: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if place else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter

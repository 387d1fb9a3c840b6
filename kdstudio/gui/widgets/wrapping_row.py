"""A row of two parts, one at each end, that becomes two rows where there is not enough room for both."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QSizePolicy, QWidget

from kdstudio.gui.widgets.basics import row


class WrappingRow(QWidget):
    """Shows a part at the left and one at the right, or the second below the first."""

    def __init__(self, left: QLayout, right: QLayout) -> None:
        super().__init__()
        self._parts = [QWidget(), QWidget()]
        for part, layout in zip(self._parts, (left, right), strict=True):
            part.setLayout(layout)
            part.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._row = row(self._parts[0], None, self._parts[1])
        self._row.setAlignment(self._parts[0], Qt.AlignmentFlag.AlignLeft)
        self._row.setAlignment(self._parts[1], Qt.AlignmentFlag.AlignRight)
        self.setLayout(self._row)
        self.setMinimumWidth(1)  # or the row would never be given less than both parts need
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def is_wrapped(self) -> bool:
        """Return whether the second part stands below the first."""
        return bool(self._row.direction() == QBoxLayout.Direction.TopToBottom)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Choose one row or two."""
        super().resizeEvent(event)
        self._choose()

    def event(self, event: QEvent) -> bool:
        """Choose again when a part has changed."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._choose()
        return done

    def _choose(self) -> None:
        needed = sum(part.sizeHint().width() for part in self._parts) + 2 * self._row.spacing()
        wish = QBoxLayout.Direction.LeftToRight if needed <= self.width() else QBoxLayout.Direction.TopToBottom
        if wish != self._row.direction():
            self._row.setDirection(wish)
            self.updateGeometry()

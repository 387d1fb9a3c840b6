"""The table of runs: keys and mouse choose runs to compare, open one, and put waiting runs in another order."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QTableView

from kdstudio.core.text import text
from kdstudio.gui.pages.runs.painting import Head, cells_width, paint_drop_line, paint_focus, set_up_table
from kdstudio.gui.tables.runs import NUMBERS, Column, Role, RunsInOrder, RunsTable
from kdstudio.gui.translate import say

_MEASURED_ROWS = 40
_CHECK_WIDTH = 58
_MOST = {Column.STATE: 180, Column.NAME: 240, Column.MODELS: 200, Column.DATASET: 130, Column.METHOD: 130}
_LEAST = {Column.MODELS: 100, Column.DATASET: 76, Column.NAME: 110, Column.METHOD: 84}  # what may be cut, in order
_KEY_REASONS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class RunsView(QTableView):
    """All runs. A click chooses one, Ctrl+click and the check box one more; the arrows move without choosing.

    Space compares, Return and a double click open, Escape compares none; a waiting run can be dragged among those
    that wait.
    """

    opened = Signal(str)
    chosen = Signal(str)
    toggled = Signal(str)
    cleared = Signal()
    moved = Signal(str, int)
    """A waiting run was dragged to this place (from 0) in the queue."""

    def __init__(self, table: RunsTable) -> None:
        super().__init__()
        self.table = table
        self.order = RunsInOrder(table, self)
        self._keys_lead = False
        self._pressed: tuple[str, QPoint] | None = None
        self._drop: int | None = None
        self._sorted = (Column.DATE, True)
        self._cells: dict[Column, int] = {}
        self._head = Head(self)
        self.setHorizontalHeader(self._head)
        self.setModel(self.order)
        set_up_table(self)
        self._head.setSectionsClickable(True)
        self._head.setStretchLastSection(False)
        self._head.sectionClicked.connect(self._head_clicked)
        self.sort_by(*self._sorted)
        self.selectionModel().currentChanged.connect(self._repaint)
        say(self, setAccessibleName=text("Runs"))
        say(
            self,
            setAccessibleDescription=text(
                "Space compares a run, Return opens it, F2 names it, Alt+Up and Alt+Down move one that waits."
            ),
        )

    # What is shown

    def sort_by(self, column: Column, descending: bool) -> None:
        """Sort by a column."""
        self._sorted = (column, descending)
        self._head.show_sorted(column, descending)
        self.order.sort(column, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)
        self.fit_columns()

    def sort_or_turn(self, column: Column) -> None:
        """Sort by a column, numbers from the highest; by the same one again, the other way round."""
        before, descending = self._sorted
        self.sort_by(column, not descending if column == before else column in NUMBERS)

    def sorted_by(self) -> tuple[Column, bool]:
        """Return the column that the runs are sorted by, and whether from the highest."""
        return self._sorted

    def measure(self) -> None:
        """Measure what the cells need, and give each column its room: after runs came, or the language changed."""
        self._cells = {
            column: min(_MOST.get(column, 400), cells_width(self, column, _MEASURED_ROWS))
            for column in Column
            if column != Column.CHECK
        }
        self.fit_columns()

    def make_room(self, run_id: str, column: Column) -> None:
        """Let a column be wide enough for a run's words, which have changed."""
        index = self.order.mapFromSource(self.table.index_of(run_id, column))
        needed = min(_MOST.get(column, 400), self.itemDelegate().sizeHint(QStyleOptionViewItem(), index).width())
        if index.isValid() and needed > self._cells.get(column, 0):
            self._cells[column] = needed
            self.fit_columns()

    def fit_columns(self) -> None:
        """Give each column the room that its words need: names get what is left, long words give what lacks."""
        widths = {column: max(self._head.sectionSizeHint(column), self._cells.get(column, 0)) for column in Column}
        widths[Column.CHECK] = _CHECK_WIDTH
        rest = self.viewport().width() - sum(widths.values())
        widths[Column.NAME] += max(0, rest)
        for column, least in _LEAST.items():
            spare = widths[column] - max(least, self._head.sectionSizeHint(column))
            given = min(max(0, -rest), max(0, spare))
            widths[column] -= given
            rest += given
        for column, width in widths.items():
            self.setColumnWidth(column, width)

    def retranslate(self) -> None:
        """Take the words of the language."""
        self.table.retranslate()
        self.measure()

    def run_at(self, index: QModelIndex) -> str | None:
        """Return the id of the run in a row."""
        found: str | None = index.data(Role.RUN)
        return found

    def current_run(self) -> str | None:
        """Return the run whose row has the keyboard."""
        return self.run_at(self.currentIndex())

    def set_current_run(self, run_id: str) -> None:
        """Give a run's row the keyboard, and show it."""
        index = self.order.mapFromSource(self.table.index_of(run_id))
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(index)

    def edit_name(self, run_id: str) -> None:
        """Let the person type another name, in the table."""
        self.set_current_run(run_id)
        self.edit(self.order.mapFromSource(self.table.index_of(run_id, Column.NAME)))

    # What hands do

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose a run, or one more."""
        self._keys_lead = False
        index = self.indexAt(event.position().toPoint())
        run_id = self.run_at(index)
        super().mousePressEvent(event)
        if run_id is None:
            return
        is_one_more = index.column() == Column.CHECK or event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = (run_id, event.position().toPoint())
            (self.toggled if is_one_more else self.chosen).emit(run_id)
        elif event.button() == Qt.MouseButton.RightButton and self.table.slot_of(run_id) is None:
            self.chosen.emit(run_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Drag a waiting run."""
        place = event.position().toPoint()
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            run_id, began = self._pressed
            is_far = (place - began).manhattanLength() >= QApplication.startDragDistance()
            if self.table.queue_place(run_id) is not None and (is_far or self._drop is not None):
                self._drop = self._drop_row(place.y())
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
                self.viewport().update()
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Drop a waiting run."""
        pressed, drop = self._pressed, self._drop
        self._end_drag()
        super().mouseReleaseEvent(event)
        if pressed is not None and drop is not None:
            self._move_to(pressed[0], drop)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Open a run; on its check box, a double click is two clicks."""
        index = self.indexAt(event.position().toPoint())
        run_id = self.run_at(index)
        if run_id is not None and event.button() == Qt.MouseButton.LeftButton:
            (self.toggled if index.column() == Column.CHECK else self.opened).emit(run_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Compare, open, compare none, or move."""
        if self.state() == self.State.EditingState:  # a field passes on the Return that ends it
            super().keyPressEvent(event)
            return
        self._keys_lead = True
        run_id, key = self.current_run(), event.key()
        if key == Qt.Key.Key_Escape and self._drop is not None:
            self._end_drag()
        elif key == Qt.Key.Key_Escape:
            self.cleared.emit()
        elif key == Qt.Key.Key_Space and run_id is not None:
            self.toggled.emit(run_id)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and run_id is not None:
            self.opened.emit(run_id)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.order.rowCount():
            row = 0 if key == Qt.Key.Key_Home else self.order.rowCount() - 1
            self.setCurrentIndex(self.order.index(row, Column.NAME))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show which row has the keyboard."""
        self._keys_lead = event.reason() in _KEY_REASONS or self._keys_lead
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.order.rowCount():
            self.setCurrentIndex(self.order.index(0, Column.NAME))
        self._repaint()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show that no row has the keyboard."""
        super().focusOutEvent(event)
        self._repaint()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Let the names have the new room."""
        super().resizeEvent(event)
        self.fit_columns()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Paint again in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._head.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the rows, the ring around the one with the keyboard, and where a dragged one would go."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        current = self.currentIndex()
        if self._keys_lead and self.hasFocus() and current.isValid():
            box = self.visualRect(current)
            box.setLeft(0)
            box.setRight(self.viewport().width() - 1)
            paint_focus(painter, box)
        if self._drop is not None:
            paint_drop_line(
                painter, QPoint(0, self.rowViewportPosition(0) + self._drop * self.rowHeight(0)), self.width()
            )
        painter.end()

    # Within

    def _head_clicked(self, section: int) -> None:
        if section != Column.CHECK:
            self.sort_or_turn(Column(section))

    def _waiting(self) -> list[str]:
        """Return the waiting runs that the filter shows; they stand on top."""
        found = []
        for row in range(self.order.rowCount()):
            run_id = self.run_at(self.order.index(row, Column.CHECK))
            if run_id is None or self.table.queue_place(run_id) is None:
                break
            found.append(run_id)
        return found

    def _drop_row(self, y: int) -> int:
        """Return before which visible row a drop at this height would go."""
        row = round((y - self.rowViewportPosition(0)) / self.rowHeight(0))
        return min(max(row, 0), len(self._waiting()))

    def _move_to(self, run_id: str, drop: int) -> None:
        shown = self._waiting()
        row = shown.index(run_id)
        if drop in (row, row + 1):
            return
        place = self.table.queue_place(shown[drop - 1] if drop > row else shown[drop])
        if place is not None:
            self.moved.emit(run_id, place)

    def _end_drag(self) -> None:
        self._pressed = self._drop = None
        self.unsetCursor()
        self.viewport().update()

    def _repaint(self) -> None:
        self.viewport().update()

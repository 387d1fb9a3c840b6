"""How the page's two tables look: cells with icons and marks, heads with signs and an arrow where they sort."""

from functools import cache
from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from kdstudio.core.text import text
from kdstudio.gui import theme
from kdstudio.gui.tables.runs import Role
from kdstudio.gui.theme import Token, set_role
from kdstudio.gui.translate import say
from kdstudio.gui.widgets.basics import Shape, draw_mark

ROW_HEIGHT = 28
_PADDING = 8
_ICON = 16
_MARK = 12
_GAP = 6
_ARROW = 14
Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Paints a cell by the roles of the tables; a compared run's row is filled, and has its sign."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell."""
        painter.save()
        box = option.rect
        colours = theme.theme()
        if index.data(Role.SLOT) is not None:
            painter.fillRect(box, colours.qcolor("select"))
        painter.setPen(colours.qcolor("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        inner = box.adjusted(_PADDING, 0, -_PADDING, 0)
        check = index.data(Qt.ItemDataRole.CheckStateRole)
        if check is not None:
            _paint_check(painter, inner, check == Qt.CheckState.Checked, index.data(Role.SLOT))
        name = index.data(Role.ICON)
        if name:
            place = QRect(inner.left(), inner.center().y() - _ICON // 2 + 1, _ICON, _ICON)
            theme.icon(name, index.data(Role.ICON_TOKEN)).paint(painter, place)
            inner.setLeft(inner.left() + _ICON + _GAP)
        _paint_words(painter, inner, index)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Wish for room for all the words, the icon and the sign."""
        width = QFontMetrics(_font(index)).horizontalAdvance(index.data() or "") + 2 * _PADDING + 2
        if index.data(Role.ICON):
            width += _ICON + _GAP
        if index.data(Qt.ItemDataRole.CheckStateRole) is not None:
            width += _ICON + 8 + _MARK
        return QSize(width, ROW_HEIGHT)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:  # noqa: N802
        """Make the field in which a name is changed."""
        field = QLineEdit(parent)
        set_role(field, "cell")
        say(field, setAccessibleName=text("Name of the run"))
        return field


class Head(QHeaderView):
    """A head whose columns carry a network's sign, and an arrow where the rows are sorted."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._sorted: tuple[int, bool] | None = None
        self.setFixedHeight(29)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(40)
        self.setResizeContentsPrecision(0)  # cells are measured by the view, heads here

    def show_sorted(self, column: int, descending: bool) -> None:
        """Show by which column the rows are sorted, and how."""
        self._sorted = (column, descending)
        self.viewport().update()

    def sectionSizeFromContents(self, section: int) -> QSize:  # noqa: N802
        """Wish for room for the whole head, which is never cut, in bold and with its arrow."""
        metrics = QFontMetrics(theme.font(12, QFont.Weight.DemiBold))
        words = self._data(section, Qt.ItemDataRole.DisplayRole) or ""
        width = metrics.horizontalAdvance(words) + 2 * _PADDING + 2
        width += _MARK + 4 if self._data(section, Role.MARK) else 0
        width += _ARROW if self._sorted is not None and self._sorted[0] == section else 0
        return QSize(width, 29)

    def paintSection(self, painter: QPainter, box: QRect, section: int) -> None:  # noqa: N802
        """Paint the head of a column."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.theme()
        painter.fillRect(box, colours.qcolor("surface"))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), colours.qcolor("control"))
        is_sorted = self._sorted is not None and self._sorted[0] == section
        words = self._data(section, Qt.ItemDataRole.DisplayRole) or ""
        font = theme.font(12, QFont.Weight.DemiBold if is_sorted else QFont.Weight.Medium)
        mark = self._data(section, Role.MARK)
        room = box.adjusted(_PADDING, 0, -_PADDING, 0)
        extra = (_MARK + 4 if mark else 0) + (_ARROW if is_sorted else 0)
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width() - extra)
        width = QFontMetrics(font).horizontalAdvance(shown) + extra
        left = room.left() if self._is_left(section) else room.right() + 1 - width
        if mark:
            draw_mark(painter, cast(Shape, mark), QRectF(left, box.center().y() - _MARK / 2 + 0.5, _MARK, _MARK))
            left += _MARK + 4
        painter.setFont(font)
        painter.setPen(colours.qcolor("ink" if is_sorted or not self.sectionsClickable() else "ink2"))
        painter.drawText(QRect(left, box.top(), width + 2, box.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        if is_sorted and self._sorted is not None:
            arrow = theme.icon("arrow-down" if self._sorted[1] else "arrow-up", "ink")
            end = left + width - (_MARK + 4 if mark else 0)
            arrow.paint(painter, QRect(end - _ARROW + 2, box.center().y() - 6, 12, 12))
        painter.restore()

    def retranslate(self) -> None:
        """Take the words of the language."""
        self.viewport().update()

    def _data(self, section: int, role: int) -> str | None:
        found: str | None = self.model().headerData(section, Qt.Orientation.Horizontal, role)
        return found

    def _is_left(self, section: int) -> bool:
        alignment = self.model().headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        return alignment is None or bool(alignment & Qt.AlignmentFlag.AlignLeft)


def set_up_table(view: QTableView) -> None:
    """Give a table the rows, the colours and the keys that both tables of the page have."""
    view.setItemDelegate(CellDelegate(view))
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.setCornerButtonEnabled(False)
    view.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    view.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    view.setSelectionMode(QTableView.SelectionMode.NoSelection)
    rows = view.verticalHeader()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(ROW_HEIGHT)
    rows.hide()


def cells_width(view: QTableView, column: int, rows: int) -> int:
    """Return the width in px that a column needs for the cells of its first rows."""
    model, delegate, option = view.model(), view.itemDelegate(), QStyleOptionViewItem()
    cells = (delegate.sizeHint(option, model.index(row, column)).width() for row in range(min(rows, model.rowCount())))
    return max(cells, default=0)


def paint_focus(painter: QPainter, box: QRect) -> None:
    """Draw the ring around the row that has the keyboard."""
    pen = painter.pen()
    pen.setColor(theme.theme().qcolor("accent"))
    pen.setWidth(2)
    painter.setPen(pen)
    painter.drawRect(box.adjusted(1, 1, -1, -1))


def paint_drop_line(painter: QPainter, left: QPoint, width: int) -> None:
    """Draw the line where a dragged row would go."""
    painter.fillRect(QRect(left.x(), left.y() - 1, width, 2), theme.theme().qcolor("accent"))


def _paint_check(painter: QPainter, inner: QRect, is_checked: bool, slot: int | None) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colours = theme.theme()
    box = QRectF(inner.left() + 0.5, inner.center().y() - _ICON / 2 + 0.5, _ICON, _ICON)
    painter.setPen(colours.qcolor("accent" if is_checked else "control"))
    painter.setBrush(colours.qcolor("accent" if is_checked else "surface"))
    painter.drawRoundedRect(box, 4, 4)
    if is_checked:
        theme.icon("check", "on_accent").paint(painter, box.toRect().adjusted(1, 1, -1, -1))
    if slot is not None:
        shape = cast(Shape, f"s{slot}")
        draw_mark(painter, shape, QRectF(box.right() + 8, box.center().y() - _MARK / 2, _MARK, _MARK))


def _paint_words(painter: QPainter, inner: QRect, index: Index) -> None:
    words = index.data() or ""
    if not words:
        return
    token: Token = index.data(Role.TOKEN) or "ink"
    font = _font(index)
    painter.setFont(font)
    painter.setPen(theme.theme().qcolor(token))
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
    alignment = index.data(Qt.ItemDataRole.TextAlignmentRole)
    painter.drawText(inner, int(alignment or Qt.AlignmentFlag.AlignVCenter), shown)


def _font(index: Index) -> QFont:
    return _cell_font(bool(index.data(Role.IS_STRONG)))


@cache
def _cell_font(is_strong: bool) -> QFont:
    return theme.font(13, QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal)

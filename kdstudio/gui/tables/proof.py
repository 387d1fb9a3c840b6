"""The table of a proof: teacher, student and every exported file, side by side in the same figures."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
)

from kdstudio.core.proof import ProofRow, recommended
from kdstudio.core.text import text
from kdstudio.gui import theme
from kdstudio.gui.marks import paint_mark
from kdstudio.gui.tables.proof_rows import Column, Index, Limits, ProofRows, Role
from kdstudio.gui.theme import Token, set_role
from kdstudio.gui.translate import say

ROW_HEIGHT = 32
_HEAD_HEIGHT, _HEAD_LINE = 33, 16
_EDGE = 16  # beside the first and the last column
_PADDING = 8
_MARK = 14
_GAP = 8
_CHIP_HEIGHT = 24
_CHIP_ICON = 14
_CHIP_PADDING = 10
_RADIUS = 7
_LEAST_KIND = 40  # px of a model's grey words, which are the only ones that may be cut
_STATES: dict[str, tuple[str, Token, str]] = {
    "within": ("check", "ok", "ok_fill"),
    "unproven": ("circle-help", "warn", "warn_fill"),
    "over": ("x", "error", "error_fill"),
}


class ProofTable(QFrame):
    """The models of a proof with their figures; the one to hand over is filled. Ctrl+C copies all of it."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self.model = ProofRows(self)
        self.view = _View(self.model)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.setFocusProxy(self.view)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._copy = QAction(self.view)
        self._copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        self._copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._copy.triggered.connect(self.copy)
        say(self._copy, setText=text("Copy the table"))
        self.view.addAction(self._copy)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        theme.theme().changed.connect(self._restyle)

    def show_rows(
        self,
        rows: Sequence[ProofRow],
        student_accuracy: float | None,
        budget: float,
        *,
        teacher: str = "",
        chosen: str | None = None,
    ) -> None:
        """Show models, judged by the student's accuracy (%, None without labels) and the budget (points).

        `teacher` is its name; `chosen` is the key of the file that is filled, the recommended one where it is None.
        """
        best = recommended(rows, budget)
        key = chosen if chosen is not None else best.key if best is not None else None
        self.model.set_rows(rows, Limits(student_accuracy, budget), teacher, key)
        self.view.fit()

    def csv(self) -> str:
        """Return everything that was measured as CSV, in plain numbers."""
        return self.model.as_csv()

    def copy(self) -> None:
        """Put the table on the clipboard, as it is shown, with tabs between its cells."""
        QGuiApplication.clipboard().setText(self.model.as_tsv())

    def retranslate(self) -> None:
        """Take the words and the numbers of the language."""
        self.model.retranslate()
        self.view.fit()

    def _restyle(self) -> None:
        self.view.viewport().update()
        self.view.horizontalHeader().viewport().update()


class _View(QTableView):
    """The view within the card; the arrow keys move, and the row with the keyboard has a ring."""

    def __init__(self, model: ProofRows) -> None:
        super().__init__()
        self._keys_lead = False
        self._rows = model
        set_role(self, "clear")
        self._head = _Head(self)
        self.setHorizontalHeader(self._head)
        self.setModel(model)
        self.setItemDelegate(_Cells(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().hide()
        say(
            self,
            setAccessibleName=text("Proof"),
            setAccessibleDescription=text("The arrow keys move between the models, Ctrl+C copies the table."),
        )

    def sizeHint(self) -> QSize:  # noqa: N802
        """Wish for room for all rows."""
        return QSize(640, self._height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Never show less than all rows."""
        return QSize(320, self._height())

    def fit(self) -> None:
        """Give each column the room that its words need; what is left is the models', who give what lacks.

        Where there is not enough, the heads first have their units in a second line.
        """
        cells = self.itemDelegate()
        assert isinstance(cells, _Cells)
        for in_two_lines in (False, True):
            self._head.set_two_lines(in_two_lines)
            widths = {column: max(self._head.wanted(column), cells.wanted(column)) for column in Column}
            spare = self.viewport().width() - sum(widths.values())
            if spare >= 0:
                break
        widths[Column.MODEL] = max(widths[Column.MODEL] + spare, cells.least_of_models())
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Let the models have the new room."""
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Move; Home and End go to the first and the last model."""
        self._keys_lead = True
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._rows.rows:
            row = 0 if event.key() == Qt.Key.Key_Home else len(self._rows.rows) - 1
            self.setCurrentIndex(self._rows.index(row, self.currentIndex().column()))
        else:
            super().keyPressEvent(event)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show which row has the keyboard."""
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._keys_lead = self._keys_lead or by_key
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.rows:
            self.setCurrentIndex(self._rows.index(0, Column.MODEL))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show that no row has the keyboard."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the rows, and the ring around the one with the keyboard."""
        super().paintEvent(event)
        current = self.currentIndex()
        if self._keys_lead and self.hasFocus() and current.isValid():
            painter = QPainter(self.viewport())
            box = self.visualRect(current)
            box.setLeft(0)
            box.setRight(self.viewport().width() - 1)
            painter.setPen(QPen(theme.theme().qcolor("accent"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
            painter.end()

    def _height(self) -> int:
        bar = self.horizontalScrollBar()
        needs_bar = sum(self.columnWidth(column) for column in Column) > self.viewport().width() > 0
        return self._head.height() + ROW_HEIGHT * len(self._rows.rows) + (bar.sizeHint().height() if needs_bar else 0)


class _Head(QHeaderView):
    """The heads of the columns, which are never cut."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._in_two_lines = False
        self.setFixedHeight(_HEAD_HEIGHT)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(16)
        self.viewport().setAutoFillBackground(False)

    def set_two_lines(self, in_two_lines: bool) -> None:
        """Write the unit of a column below its name, or beside it."""
        if in_two_lines != self._in_two_lines:
            self._in_two_lines = in_two_lines
            self.setFixedHeight(_HEAD_HEIGHT + (_HEAD_LINE if in_two_lines else 0))
            self.viewport().update()

    def wanted(self, column: Column) -> int:
        """Return the width in px that a head needs."""
        lines = self._words(column).splitlines()
        width = max((QFontMetrics(_font(12)).horizontalAdvance(line) for line in lines), default=0)
        return width + _left(column) + _PADDING + 1 if lines else 0

    def paintSection(self, painter: QPainter, box: QRect, section: int) -> None:  # noqa: N802
        """Paint the head of a column."""
        column = Column(section)
        painter.save()
        colours = theme.theme()
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), colours.qcolor("control"))
        painter.setFont(_font(12))
        painter.setPen(colours.qcolor("ink2"))
        place = box.adjusted(_left(column), 0, -_PADDING, 0)
        alignment = self.model().headerData(section, self.orientation(), Qt.ItemDataRole.TextAlignmentRole)
        painter.drawText(place, int(alignment), self._words(column))
        painter.restore()

    def _words(self, column: Column) -> str:
        model: QAbstractItemModel | None = self.model()
        words = "" if model is None else str(model.headerData(column, self.orientation()) or "")
        return words.replace(", ", ",\n") if self._in_two_lines else words


class _Cells(QStyledItemDelegate):
    """Paints a cell by the roles of the rows."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell."""
        column, box = Column(index.column()), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_last = index.row() == index.model().rowCount() - 1
        if index.data(Role.IS_CHOSEN):
            painter.fillPath(_filled(QRectF(box), column, is_last=is_last), theme.theme().qcolor("select"))
        if not is_last:
            line = QRect(box.left(), box.bottom(), box.width(), 1)
            painter.fillRect(line, theme.theme().qcolor("line"))
        inner = box.adjusted(_left(column), 0, -_PADDING, 0)
        if column == Column.VERDICT:
            _paint_chip(painter, inner, index)
        elif column == Column.MODEL:
            _paint_model(painter, inner, index)
        else:
            _paint_number(painter, inner, index)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Wish for room for all the words."""
        return QSize(_width(index), ROW_HEIGHT)

    def wanted(self, column: Column) -> int:
        """Return the width in px that the cells of a column need."""
        return max((_width(index) for index in self._indices(column)), default=0)

    def least_of_models(self) -> int:
        """Return the width in px that the names of the models need, with a beginning of what they are."""
        return max((_width(index, _LEAST_KIND) for index in self._indices(Column.MODEL)), default=0)

    def _indices(self, column: Column) -> list[Index]:
        model = self._view.model()
        return [model.index(row, column) for row in range(model.rowCount())]


def _left(column: Column) -> int:
    return _EDGE if column == Column.MODEL else _PADDING


def _filled(box: QRectF, column: Column, *, is_last: bool) -> QPainterPath:
    """Return the ground of a cell, round where it lies in a lower corner of the card."""
    path = QPainterPath()
    is_corner = is_last and column in (Column.MODEL, Column.VERDICT)
    if not is_corner:
        path.addRect(box)
        return path
    beyond = 4 * _RADIUS
    whole = box.adjusted(0, -beyond, beyond, 0) if column == Column.MODEL else box.adjusted(-beyond, -beyond, 0, 0)
    path.addRoundedRect(whole, _RADIUS, _RADIUS)
    own = QPainterPath()
    own.addRect(box)
    return path.intersected(own)


def _paint_model(painter: QPainter, inner: QRect, index: Index) -> None:
    mark = index.data(Role.MARK)
    paint_mark(painter, mark, QRectF(inner.left(), inner.center().y() - _MARK / 2 + 0.5, _MARK, _MARK))
    place = inner.adjusted(_MARK + _GAP, 0, 0, 0)
    name, beside = index.data(), index.data(Role.BESIDE)
    font = _name_font(index)
    painter.setFont(font)
    painter.setPen(theme.theme().qcolor("ink"))
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, name)
    if beside:
        rest = place.adjusted(QFontMetrics(font).horizontalAdvance(name) + _GAP, 0, 0, 0)
        painter.setFont(_font(13))
        painter.setPen(theme.theme().qcolor("ink2"))
        shown = QFontMetrics(_font(13)).elidedText(beside, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, shown)


def _paint_number(painter: QPainter, inner: QRect, index: Index) -> None:
    words, beside = index.data(), index.data(Role.BESIDE)
    painter.setFont(_font(13))
    painter.setPen(theme.theme().qcolor(index.data(Role.TOKEN)))
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
    if beside:
        place = inner.adjusted(0, 0, -QFontMetrics(_font(13)).horizontalAdvance(words) - _GAP // 2, 0)
        painter.setFont(_font(12))
        painter.setPen(theme.theme().qcolor("ink2"))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, beside)


def _paint_chip(painter: QPainter, inner: QRect, index: Index) -> None:
    verdict, words = index.data(Role.VERDICT), index.data()
    if verdict is None:
        return
    icon, token, fill = _STATES[verdict]
    colours = theme.theme()
    box = QRectF(inner.left(), inner.center().y() - _CHIP_HEIGHT / 2 + 0.5, _chip_width(words), _CHIP_HEIGHT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.qcolor(fill))
    painter.drawRoundedRect(box, _CHIP_HEIGHT / 2, _CHIP_HEIGHT / 2)
    corner = QPoint(round(box.left()) + _CHIP_PADDING - 2, round(box.center().y() - _CHIP_ICON / 2))
    theme.icon(icon, token).paint(painter, QRect(corner, QSize(_CHIP_ICON, _CHIP_ICON)))
    painter.setFont(_font(12, QFont.Weight.Medium))
    painter.setPen(colours.qcolor(token))
    place = box.adjusted(_CHIP_PADDING + _CHIP_ICON + 4, 0, 0, 0)
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)


def _chip_width(words: str) -> int:
    width = QFontMetrics(_font(12, QFont.Weight.Medium)).horizontalAdvance(words)
    return 2 * _CHIP_PADDING + _CHIP_ICON + 4 + width


def _width(index: Index, most_beside: int | None = None) -> int:
    """Return the width in px that a cell needs, its grey words cut to `most_beside` px."""
    column = Column(index.column())
    words, beside = index.data() or "", index.data(Role.BESIDE) or ""
    edges = _left(column) + _PADDING + 1
    if column == Column.VERDICT:
        return edges + (_chip_width(words) if words else 0)
    aside = QFontMetrics(_font(13)).horizontalAdvance(beside) + _GAP if beside else 0
    if most_beside is not None:
        aside = min(aside, most_beside)
    if column == Column.MODEL:
        return edges + _MARK + _GAP + QFontMetrics(_name_font(index)).horizontalAdvance(words) + aside
    return edges + QFontMetrics(_font(13)).horizontalAdvance(words) + aside


def _name_font(index: Index) -> QFont:
    return _font(13, QFont.Weight.DemiBold if index.data(Role.IS_CHOSEN) else QFont.Weight.Medium)


def _font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    return theme.font(pixels, weight)

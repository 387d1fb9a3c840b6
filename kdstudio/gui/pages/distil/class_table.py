"""The table of classes: each of the dataset's with the teacher's class that it is, to be corrected."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from kdstudio.core.findings import Pair
from kdstudio.core.text import text
from kdstudio.gui import theme
from kdstudio.gui.theme import set_role
from kdstudio.gui.translate import NONE, say, show

Index = QModelIndex | QPersistentModelIndex
ROW_PX = 28
HEAD_PX = 28
SHOWN_ROWS = 5
_TEACHER = 1
_ARROW_PX = 28
_CHEVRON_PX = 14


class PairsModel(QAbstractTableModel):
    """Pairs as rows; `wanted` has what the user pairs: a class of the dataset, and the teacher's or None."""

    wanted = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pairs: Sequence[Pair] = ()
        self.teacher_classes: Sequence[str] = ()

    def show_pairs(self, pairs: Sequence[Pair], teacher_classes: Sequence[str]) -> None:
        """Show other pairs; the place in the table stays where the classes are the same."""
        same = [pair.dataset_class for pair in pairs] == [pair.dataset_class for pair in self.pairs]
        self.teacher_classes = teacher_classes
        if same:
            self.pairs = pairs
            if pairs:
                self.dataChanged.emit(self.index(0, _TEACHER), self.index(len(pairs) - 1, _TEACHER))
            return
        self.beginResetModel()
        self.pairs = pairs
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Return how many classes the dataset has."""
        return 0 if parent.isValid() else len(self.pairs)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Return two: the dataset's classes and the teacher's."""
        return 2

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        """Return the head of a column."""
        if way == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return show(text("Teacher class") if section == _TEACHER else text("Dataset class"))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, and how the pair came about as its tooltip."""
        pair = self.pairs[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return (pair.teacher_class or NONE) if index.column() == _TEACHER else pair.dataset_class
        if role == Qt.ItemDataRole.EditRole:
            return pair.teacher_class
        if role == Qt.ItemDataRole.ToolTipRole:
            return show(_WORDS[pair.origin])
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Pass on what the user pairs."""
        if role != Qt.ItemDataRole.EditRole or value == self.pairs[index.row()].teacher_class:
            return False
        self.wanted.emit(self.pairs[index.row()].dataset_class, value)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the teacher's class be changed."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == _TEACHER else flags


_WORDS = {
    "name": text("Matched by name. Enter or F2 chooses another class of the teacher."),
    "chosen": text("Chosen. Enter or F2 chooses another class of the teacher."),
    "suggested": text("Only suggested, because the names are alike. Enter or F2 chooses another class."),
    "none": text("Learned from hard labels alone. Enter or F2 chooses a class of the teacher."),
}


class ClassTable(QTableView):
    """The table, a few rows high; the others are a scroll away."""

    paired = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "framed")
        self._model = PairsModel(self)
        self._model.wanted.connect(self.paired)
        self.setModel(self._model)
        self.setItemDelegate(_PairDelegate(self))
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setFixedHeight(HEAD_PX)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.clicked.connect(self._click)
        say(self, setAccessibleName=text("Classes of the dataset and of the teacher"))

    def pairs_model(self) -> PairsModel:
        """Return the pairs that are shown."""
        return self._model

    def show_pairs(self, pairs: Sequence[Pair], teacher_classes: Sequence[str], rows: int) -> None:
        """Show pairs, so many rows at once."""
        self._model.show_pairs(pairs, teacher_classes)
        self.setFixedHeight(HEAD_PX + ROW_PX * max(1, min(rows, len(pairs))) + 2)

    def retranslate(self) -> None:
        """Write the heads in the current language."""
        self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 1)

    def keyPressEvent(self, event: Any) -> None:  # noqa: N802
        """Open the choice with Enter as well as with F2."""
        index = self.currentIndex()
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() and index.isValid() and self.state() != self.State.EditingState:
            self.edit(index.siblingAtColumn(_TEACHER))
            return
        super().keyPressEvent(event)

    def _click(self, index: QModelIndex) -> None:
        if index.column() == _TEACHER:
            self.edit(index)


class _PairDelegate(QStyledItemDelegate):
    """Draws the teacher's class as a combo box that stands still, and makes a real one when it is opened."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell: an arrow after the dataset's class, a frame and a chevron around the teacher's."""
        super().paint(painter, option, index)
        place: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.column() == _TEACHER:
            model = index.model()
            is_open = isinstance(model, PairsModel) and model.pairs[index.row()].origin != "name"
            if is_open:
                painter.setPen(QPen(theme.theme().qcolor("control"), 1))
                painter.drawRoundedRect(place.adjusted(0, 2, -6, -3), 4, 4)
                chevron = theme.pixmap("chevron-down", "ink2", _CHEVRON_PX)
                painter.drawPixmap(place.right() - 6 - _CHEVRON_PX - 4, place.center().y() - _CHEVRON_PX // 2, chevron)
        else:
            arrow = theme.pixmap("arrow-right", "ink2", _CHEVRON_PX)
            painter.drawPixmap(place.right() - _ARROW_PX, place.center().y() - _CHEVRON_PX // 2, arrow)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802
        """Return the height of a row."""
        return QSize(80, ROW_PX)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: N802
        """Return a combo box of all classes of the teacher, and of none."""
        model = index.model()
        assert isinstance(model, PairsModel)
        editor = QComboBox(parent)
        set_role(editor, "cell")
        editor.addItem(show(text("none (hard labels alone)")), None)
        for name in model.teacher_classes:
            editor.addItem(name, name)
        pair = model.pairs[index.row()]
        say(editor, setAccessibleName=text("Teacher class for {name}", name=pair.dataset_class))
        editor.activated.connect(lambda: self._take(editor))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        """Begin with what stands in the table, opened."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(index.data(Qt.ItemDataRole.EditRole))))
            editor.showPopup()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:  # noqa: N802
        """Pass the choice on."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:  # noqa: N802
        """Lay the combo box over its cell."""
        editor.setGeometry(option.rect)

    def _take(self, editor: QComboBox) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

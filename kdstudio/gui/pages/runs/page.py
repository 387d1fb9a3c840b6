"""The Runs page itself: filter and actions above, the table, and below it what is compared."""

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec
from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QHideEvent,
    QIcon,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kdstudio.core.catalogue import RunRow
from kdstudio.core.jobs import JOB_FILE
from kdstudio.core.live_run import LiveRun
from kdstudio.core.text import Text, UserError, text
from kdstudio.gui.pages.base import Page
from kdstudio.gui.pages.runs.actions import RunActions
from kdstudio.gui.pages.runs.comparison import CurvesCard, DifferencesCard, Shown
from kdstudio.gui.pages.runs.summary import Summary
from kdstudio.gui.pages.runs.view import RunsView
from kdstudio.gui.pages.saving import ask_and_save
from kdstudio.gui.session import Session
from kdstudio.gui.tables.runs import STATES, TASKS, Column, RunsTable, title_of
from kdstudio.gui.theme import GAP, set_icon, set_role
from kdstudio.gui.translate import say, show
from kdstudio.gui.widgets.basics import button, column, icon_button, label, row
from kdstudio.gui.widgets.notice import Notice
from kdstudio.gui.widgets.number_field import Choice

_FILTER_WIDTH = 280
_SPLITTER = "runs"
_SETTLE_MS = 500


class RunsPage(Page):
    """All runs: find, compare, name, duplicate and delete them, and put those that wait in order."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, text("Runs"))
        self.table = RunsTable(self)
        self.view = RunsView(self.table)
        self.notice = Notice()
        self.curves = CurvesCard()
        self.differences = DifferencesCard()
        self.summary = Summary()
        self._is_stale = True
        self._drawn: list[_Drawn] = []
        self._make_head()
        self.acts = RunActions(session, self, self.view, self.notice, self.summary)
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)

    # What the window asks

    def open(self, argument: object) -> None:  # noqa: ARG002 - there is nothing to choose
        """Show the runs as they are now."""
        self._refresh()

    def primary(self) -> QPushButton | None:
        """Return the button that makes the first run, as long as there is none."""
        return self.first if not self.table.rows() else None

    def filter_field(self) -> QWidget:
        """Return the field that filters the runs."""
        return self.filter

    def retranslate(self) -> None:
        """Say in the new language what was put together here."""
        self._show_compared(again=True)

    # Making

    def _make_head(self) -> None:
        self.filter = QLineEdit()
        self.filter.setFixedWidth(_FILTER_WIDTH)
        set_icon(self.filter.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition), "search", "ink2")
        self.clear = self.filter.addAction(QIcon(), QLineEdit.ActionPosition.TrailingPosition)
        set_icon(self.clear, "x", "ink2")
        say(self.clear, setToolTip=text("Clear the filter."))
        self.clear.setVisible(False)
        self.clear.triggered.connect(self.filter.clear)
        say(
            self.filter,
            setPlaceholderText=text("Filter by name, tag, model, dataset"),
            setAccessibleName=text("Filter"),
            setToolTip=text("Show runs that hold all these words in name, tags, models, dataset or note (Ctrl+F)."),
        )
        self.states = _Choice(text("State"), text("Show runs in this state."), text("All states"), STATES)
        self.tasks = _Choice(text("Task"), text("Show runs of this task."), text("All tasks"), TASKS)
        self.selected = label(role="secondary")
        self.duplicate = button(text("Duplicate…"), icon="copy", on_click=lambda: self.acts.duplicate())
        self.trash = button(
            text("Delete…"),
            icon="trash-2",
            tip=text("Move the selected runs to the system's trash, after a question (Delete)."),
            on_click=lambda: self.acts.ask_to_delete(),
        )
        self.more = icon_button("ellipsis", text("More"), tip=text("What else can be done: rename, resume, import …"))
        self.more.clicked.connect(lambda: self.acts.open_menu(self.more))
        finding: list[QWidget] = [self.filter, self.states, self.tasks]
        acting: list[QWidget] = [self.selected, self.duplicate, self.trash, self.more]
        for place, widget in enumerate(finding + acting):
            if place == len(finding):
                self.head.addStretch(1)
            self.head.addWidget(widget)

    def _lay_out(self) -> None:
        self.nothing = QWidget()
        clear_filter = button(
            text("Show all runs"), tip=text("Clear the filter and both choices."), on_click=self._clear_filter
        )
        nothing = QHBoxLayout(self.nothing)
        nothing.addWidget(label(text("No run matches the filter."), "secondary"))
        nothing.addWidget(clear_filter)
        nothing.addStretch(1)
        self.nothing.hide()
        frame = QFrame()
        set_role(frame, "card")
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(1, 1, 1, 4)
        inner.setSpacing(0)
        inner.addWidget(self.view, 1)
        inner.addWidget(self.nothing)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(GAP)
        self.splitter.addWidget(frame)
        self.splitter.addWidget(self._below())
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        kept = self.session.settings.splitters.get(_SPLITTER, "")
        if not (kept and self.splitter.restoreState(QByteArray(base64.b64decode(kept)))):
            self.splitter.setSizes([318, 310])
        self.whole = QStackedWidget()
        self.whole.addWidget(self.splitter)
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self._keep_division)
        self.splitter.splitterMoved.connect(self._settle.start)
        self.whole.addWidget(self._empty())
        self.body.addWidget(self.whole, 1)

    def _below(self) -> QWidget:
        self.right = QStackedWidget()
        self.right.addWidget(self.differences)
        self.right.addWidget(self.summary)
        both = QWidget()
        layout = QHBoxLayout(both)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self.curves, 6)
        layout.addWidget(self.right, 5)
        hint = QFrame()
        set_role(hint, "card")
        words = label(
            text("Select one run to see what came of it, or up to four to compare their curves and settings."),
            "secondary",
            wrap=True,
        )
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(hint).addWidget(words)
        self.below = QStackedWidget()
        self.below.addWidget(hint)
        self.below.addWidget(both)
        whole = QWidget()
        self.lower_layout = column(self.notice, self.below, spacing=GAP)
        whole.setLayout(self.lower_layout)
        return whole

    def _empty(self) -> QWidget:
        self.first = button(
            text("Run the sample"),
            icon="play",
            role="primary",
            tip=text("Distil the sample that ships with KD Studio: under three minutes, nothing is downloaded."),
            on_click=lambda: self.acts.do(self.session.start_sample),
        )
        words = label(text("Here will stand every run, with its accuracy, its size and its gain from the teacher."))
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setWordWrap(True)
        card = QFrame()
        set_role(card, "card")
        layout = QVBoxLayout(card)
        layout.addLayout(column(None, words, row(None, self.first, None), None, spacing=GAP))
        whole = QWidget()
        self.empty_layout = column(card, spacing=GAP)
        whole.setLayout(self.empty_layout)
        return whole

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._apply_filter)
        self.states.activated.connect(self._apply_filter)
        self.tasks.activated.connect(self._apply_filter)
        self.view.chosen.connect(self.table.choose)
        self.view.toggled.connect(self.table.toggle)
        self.view.cleared.connect(self.table.choose)
        self.view.selectionModel().currentRowChanged.connect(self._say_what_is_meant)
        self.table.compared_changed.connect(self._show_compared)
        self.table.refused.connect(self._refuse_fifth)
        self.curves.chart.wants_saving.connect(self._save_chart)
        self.session.runs_changed.connect(self._runs_changed)
        self.session.run_changed.connect(self._run_changed)

    # Following

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Catch up with what happened meanwhile."""
        super().showEvent(event)
        if self._is_stale:
            self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Keep what was typed."""
        super().hideEvent(event)
        self.summary.keep()

    def _keep_division(self) -> None:
        state = base64.b64encode(self.splitter.saveState().data()).decode()
        splitters = self.session.settings.splitters
        if not self.session.only_looks and splitters.get(_SPLITTER) != state:
            self.acts.do(lambda: self.session.change_settings(splitters={**splitters, _SPLITTER: state}))

    def _runs_changed(self) -> None:
        if self.isVisible():
            self._refresh()
        else:
            self._is_stale = True

    def _refresh(self) -> None:
        found = [self._with_live(one) for one in self.session.rows()]
        before = self.table.rowCount()
        doing = {one.id: words for one, words in found if words is not None}
        self._is_stale = False
        self.table.set_rows([one for one, _ in found], doing)
        if self.table.rowCount() != before:
            self.view.measure()
        self._show_empty(not found)
        self._show_whether_any_match()
        self._show_compared()

    def _show_empty(self, is_empty: bool) -> None:
        """Show the way to the first run, or the runs; what is said stands above it, or below the table."""
        layout = self.empty_layout if is_empty else self.lower_layout
        if layout.indexOf(self.notice) < 0:
            layout.insertWidget(0, self.notice)
        self.whole.setCurrentIndex(1 if is_empty else 0)
        for widget in (self.filter, self.states, self.tasks, self.duplicate, self.trash):
            widget.setVisible(not is_empty)

    def _run_changed(self, run_id: str) -> None:
        known = self.table.row_of(run_id)
        if known is None or not self.isVisible():
            self._is_stale = True
            return
        self.table.set_row(*self._with_live(known))
        self.view.make_room(run_id, Column.STATE)
        if self.table.slot_of(run_id) is not None:
            self._show_compared()

    def _with_live(self, known: RunRow) -> tuple[RunRow, Text | None]:
        """Return a run at work with its accuracies so far, and what it does now; any other as it is."""
        live = self._live(known.id) if known.state == "running" else None
        if live is None:
            return known, None
        student, teacher = live.networks["student"], live.networks["teacher"]
        last = student.last_epoch()
        measured = teacher.measurement.top1 if teacher.measurement else known.teacher_top1
        so_far = last.top1 if last is not None and last.epoch else None
        final = student.measurement.top1 if student.measurement else None
        return msgspec.structs.replace(
            known, teacher_top1=measured, student_top1=so_far if final is None else final
        ), self._doing(live)

    def _doing(self, live: LiveRun) -> Text:
        if self.session.is_stopping(live.id):
            return text("Stopping")
        if live.network_now == "baseline":
            return text("Baseline {epoch:d} of {epochs:d}", epoch=live.epoch, epochs=live.epochs)
        if live.network_now is not None:
            return text("{epoch:d} of {epochs:d}", epoch=live.epoch, epochs=live.epochs)
        return text("Measuring") if live.progress and live.progress.stage == "measure" else text("Preparing")

    def _live(self, run_id: str) -> LiveRun | None:
        try:
            return self.session.live(run_id)
        except UserError:
            return None

    # Filtering

    def _apply_filter(self) -> None:
        self.clear.setVisible(bool(self.filter.text()))
        self.view.order.show_only(self.filter.text(), self.states.key(), self.tasks.key())
        self._show_whether_any_match()

    def _clear_filter(self) -> None:
        self.states.setCurrentIndex(0)
        self.tasks.setCurrentIndex(0)
        self.filter.clear()
        self._apply_filter()

    def _show_whether_any_match(self) -> None:
        self.nothing.setVisible(bool(self.table.rows()) and not self.view.order.rowCount())

    # Comparing

    def _show_compared(self, *, again: bool = False) -> None:
        """Show below the table what is compared now; what has not changed is not drawn again."""
        shown = self._now_compared()
        count = len(self.table.compared())
        say(self.selected, setText=text("{count:d} selected", count=count) if count else None)
        self._say_what_is_meant()
        drawn = [_Drawn(one.row, one.slot, len(one.live.networks[one.live.main_network].epochs)) for one in shown]
        same_runs = [(one.row.id, one.slot) for one in drawn] == [(one.row.id, one.slot) for one in self._drawn]
        is_same = drawn == self._drawn
        self._drawn = drawn
        if not shown:
            self.summary.keep()
        elif again or not is_same:
            self.curves.show_runs(shown)
            self._show_right(shown, same_runs)
        self.right.setCurrentIndex(1 if len(shown) == 1 else 0)
        self.below.setCurrentIndex(1 if shown else 0)

    def _now_compared(self) -> list[Shown]:
        shown = []
        for run_id in self.table.compared():
            known, live, slot = self.table.row_of(run_id), self._live(run_id), self.table.slot_of(run_id)
            if known is not None and live is not None and slot is not None:
                shown.append(Shown(known, live, slot))
        return shown

    def _show_right(self, shown: list[Shown], same_runs: bool) -> None:
        if len(shown) == 1:
            self.summary.show_run(shown[0].row, shown[0].live)
        elif same_runs:
            self.differences.table.set_rows([one.row for one in shown])
        else:
            self.summary.keep()
            self.differences.show_runs(shown)

    def _refuse_fifth(self) -> None:
        self.notice.tell("warn", text("Four runs are compared already: deselect one of them first."))

    def _say_what_is_meant(self) -> None:
        """Say whose settings Duplicate takes, and let buttons be pressed only where a run is meant."""
        one = self.acts.meant()
        known = self.table.row_of(one) if one else None
        self.duplicate.setEnabled(known is not None)
        self.trash.setEnabled(known is not None)
        sentence = (
            text("Set up a new run with the settings of {name}.", name=title_of(known))
            if known
            else text("Select a run first: its settings are taken for a new one.")
        )
        say(self.duplicate, setToolTip=sentence)

    def _save_chart(self, chart: QWidget) -> None:
        ask_and_save(self.session, chart, self.curves.chart.table(), "student-accuracy")

    # A run that is dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take the folder of a run; anything else is for the window."""
        if self._dropped_run(event) is not None:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Import the folder of a run."""
        source = self._dropped_run(event)
        if source is not None:
            event.acceptProposedAction()
            self.acts.bring_in(source)

    @staticmethod
    def _dropped_run(event: QDropEvent) -> Path | None:
        places = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        return next((place for place in places if (place / JOB_FILE).is_file()), None)


class _Drawn(NamedTuple):
    """What the curve of a run was drawn from; as long as it is the same, there is nothing to draw."""

    row: RunRow
    slot: int
    epochs: int


class _Choice(Choice):
    """One of several things to show, or all of them."""

    def __init__(self, name: Text, tip: Text, everything: Text, choices: Mapping[str, Text]) -> None:
        super().__init__(name)
        self._words = [everything, *choices.values()]
        for key, words in zip((None, *choices), self._words, strict=True):
            self.addItem(show(words), key)
        self.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        say(self, setToolTip=tip)

    def key(self) -> str | None:
        """Return the key of what is chosen, None for all."""
        found: str | None = self.currentData()
        return found

    def retranslate(self) -> None:
        """Take the words of the language."""
        for place, words in enumerate(self._words):
            self.setItemText(place, show(words))

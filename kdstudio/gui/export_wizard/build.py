"""The third step: files as they are built, tries at INT8, models as they are proven, and how it ended without proof."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QPlainTextEdit, QProgressBar, QPushButton, QWidget

from kdstudio.core.events import Noted
from kdstudio.core.export_plan import PRECISION_WORDS, Precision
from kdstudio.core.export_words import details, log_tail, next_step, share_done, stage_words, what_happened
from kdstudio.core.live_export import LiveExport
from kdstudio.core.proof import ProofRow, Try, model_words
from kdstudio.core.text import Text, UserError, text
from kdstudio.gui.export_wizard.step import Step, scrolling, way_on
from kdstudio.gui.pages.outside import copy, open_folder
from kdstudio.gui.session import Session
from kdstudio.gui.theme import Token, set_role
from kdstudio.gui.translate import clock, data_size, number, percent, say
from kdstudio.gui.widgets.basics import Card, IconLabel, button, clear, column, label, line, row

_STEPS = 1000
_SEEN_LINES = 6
_RUNGS: dict[str, Text] = {
    "full": text("All layers in INT8"),
    "weighted": text("Only convolutions and matrix products in INT8"),
    "weighted-head-float": text("Only convolutions and matrix products, the head in float"),
}


class BuildStep(Step):
    """Shows an export while it works, and how it ended where it has no proof."""

    def __init__(self, session: Session) -> None:
        super().__init__("where")
        self._session = session
        self._live: LiveExport | None = None
        self._seen: object = None
        self.stage, self.clock = label(role="page-title"), label(role="secondary")
        self.bar = QProgressBar(textVisible=False)
        self.bar.setRange(0, _STEPS)
        say(self.bar, setAccessibleName=text("Progress of the export"))
        self._head = QWidget()
        self._head.setLayout(column(row(self.stage, None, self.clock), self.bar, spacing=12))
        self.ending = EndingPanel(session)
        self.files, self.rows = _Lines(text("Files")), _Lines(text("Proof"))
        self.tries, self.notes = _Lines(text("Tries at INT8")), _Lines(text("Worth knowing"))
        both = row(spacing=16)
        both.addWidget(scrolling(column(self.files, self.rows, None, spacing=16)), 1)
        both.addWidget(scrolling(column(self.tries, self.notes, None, spacing=16)), 1)
        self.content.addWidget(self._head)
        self.content.addWidget(self.ending)
        self.content.addLayout(both, 1)
        self.hint = label(role="secondary", wrap=True)
        self.stop = button(
            text("Stop"), icon="square", tip=text("Stops after what it does now; it can be built again.")
        )
        self.end_now = button(
            text("End now"), icon="circle-x", tip=text("Ends the process at once, as it does not answer.")
        )
        self.again = button(
            text("Build again"),
            icon="repeat",
            role="primary",
            tip=text("Builds anew, with the same choices (Ctrl+Return)."),
        )
        self.on = way_on(text("Proof"), text("Shows what the files are worth (Ctrl+Return)."))
        self.on.clicked.connect(lambda: self.wanted.emit("proof"))
        self.stop.clicked.connect(self._stop)
        self.end_now.clicked.connect(self._end_now)
        self.again.clicked.connect(self._build_again)
        self.fill_foot(self.hint, right=(self.stop, self.end_now, self.back, self.again, self.on))

    def primary(self) -> QPushButton | None:
        """Return the button that goes on, or builds again."""
        return next((made for made in (self.on, self.again) if not made.isHidden()), None)

    def show_export(self, live: LiveExport) -> None:
        """Show an export as it is now."""
        self._live = live
        self.tick()
        is_at_work = not live.is_over()
        self._head.setVisible(is_at_work or live.proof is not None)
        self.ending.show_export(live)
        self._show_head(live)
        seen = (live.folder, live.attempt, live.seq, live.state)
        if seen != self._seen:
            self._seen = seen
            self._show_lines(live)
        self._show_foot(live, is_at_work=is_at_work)

    def tick(self) -> None:
        """Write the time that has passed."""
        live = self._live
        if live is None or live.started_at is None:
            self.clock.setText("")
            return
        until = live.ended_at if live.ended_at is not None and live.is_over() else time.time()
        self.clock.setText(clock(until - live.started_at))
        self.end_now.setVisible(self._session.exports.may_end_now(live.folder))

    def retranslate(self) -> None:
        """Write names and numbers in the current language."""
        self._seen = None
        if self._live is not None:
            self.show_export(self._live)

    def _show_head(self, live: LiveExport) -> None:
        if live.is_over():
            say(self.stage, setText=text("The files are built and proven."))
        elif self._session.exports.is_stopping(live.folder):
            say(self.stage, setText=text("Stopping…"))
        else:
            say(self.stage, setText=stage_words(live))
        self.bar.setValue(round(_STEPS * share_done(live)))

    def _show_lines(self, live: LiveExport) -> None:
        self.files.show_lines([_file_line(live, precision) for precision in live.plan.precisions])
        self.tries.show_lines([_try_line(attempt) for attempt in live.tries])
        self.rows.show_lines([_row_line(found, live) for found in live.rows.values()])
        self.notes.show_lines([_note_line(noted) for noted in live.notes])

    def _show_foot(self, live: LiveExport, *, is_at_work: bool) -> None:
        has_proof = live.proof is not None and not is_at_work
        can_build_again = live.is_over() and live.proof is None
        self.stop.setVisible(is_at_work)
        self.stop.setEnabled(not self._session.exports.is_stopping(live.folder))
        self.back.setVisible(not is_at_work)
        self.again.setVisible(can_build_again)
        self.again.setEnabled(not self._session.only_looks)
        self.on.setVisible(has_proof)
        words = text("You may leave this page: it goes on, and you find it here again.") if is_at_work else None
        say(self.hint, setText=words)

    def _stop(self) -> None:
        self._try(self._session.exports.stop)

    def _end_now(self) -> None:
        self._try(self._session.exports.end_now)

    def _build_again(self) -> None:
        self._try(self._session.exports.build_again)

    def _try(self, act: Callable[[Path], None]) -> None:
        if self._live is None:
            return
        try:
            act(self._live.folder)
        except UserError as error:
            say(self.hint, setText=error.text)


class EndingPanel(QFrame):
    """What happened to an export that ended without its proof: a sentence, what next, the end of its log."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._live: LiveExport | None = None
        self._icon = IconLabel("circle-x", "error", 20)
        self.sentence, self.next = label(role="card-title", wrap=True), label(wrap=True)
        self.log = QPlainTextEdit()
        set_role(self.log, "log")
        self.log.setReadOnly(True)
        self.log.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.log.setFixedHeight(self.log.fontMetrics().lineSpacing() * _SEEN_LINES + 36)
        say(self.log, setAccessibleName=text("The last lines of the log"))
        self.copy = button(
            text("Copy details"),
            icon="clipboard-copy",
            tip=text("Copies what happened, the choices and the end of the log, to report it."),
            on_click=self._copy,
        )
        self.folder = button(
            text("Open folder"),
            icon="folder-open",
            tip=text("Opens the export's folder, with its log and what is kept."),
            on_click=self._open_folder,
        )
        inner = column(
            column(self.sentence, self.next, spacing=4), self.log, row(self.copy, self.folder, None), spacing=12
        )
        both = row(column(self._icon, None), inner, spacing=12)
        both.setContentsMargins(16, 12, 16, 12)
        both.setStretch(1, 1)
        self.setLayout(both)
        self.hide()

    def show_export(self, live: LiveExport) -> None:
        """Show what happened to an export, if it has no proof."""
        self._live = live
        happened = what_happened(live) if live.proof is None else None
        self.setVisible(happened is not None)
        if happened is None:
            return
        is_stopped = live.state == "stopped"
        set_role(self, "panel-warn" if is_stopped else "panel-error")
        self._icon.set_icon("circle-pause" if is_stopped else "circle-x", "warn" if is_stopped else "error")
        say(self.sentence, setText=happened)
        say(self.next, setText=next_step(live))
        tail = "" if is_stopped else log_tail(live, _SEEN_LINES)
        self.log.setPlainText(tail)
        self.log.setVisible(bool(tail))
        self.copy.setVisible(not is_stopped)

    def _copy(self) -> None:
        if self._live is not None:
            copy(self._session, details(self._live))

    def _open_folder(self) -> None:
        if self._live is not None:
            open_folder(self._session, self._live.folder)


class Line(NamedTuple):
    """One line of a list: an icon, words, and figures at the right; what is to be said of it stands below."""

    icon: str
    token: Token
    words: Text
    figures: Sequence[Text | str] = ()
    below: Text | None = None


class _Lines(Card):
    """A list that grows while the export works; hidden while it is empty."""

    def __init__(self, title: Text) -> None:
        super().__init__(title)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(6)
        self.grid.setColumnStretch(1, 1)
        self.body.addLayout(self.grid)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show lines, each with its figures in columns of their own."""
        clear(self.grid)
        self.setVisible(bool(lines))
        place = 0
        for shown in lines:
            if place:
                self.grid.addWidget(line(), place, 0, 1, self.grid.columnCount())
                place += 1
            self._add(shown, place)
            place += 2

    def _add(self, shown: Line, place: int) -> None:
        top = Qt.AlignmentFlag.AlignTop
        self.grid.addWidget(IconLabel(shown.icon, shown.token, 16), place, 0, top)
        self.grid.addWidget(label(shown.words, wrap=True), place, 1)
        for column_, figure in enumerate(shown.figures, start=2):
            made = label(figure if isinstance(figure, Text) else None, "secondary")
            if isinstance(figure, str):
                made.setText(figure)
            self.grid.addWidget(made, place, column_, top | Qt.AlignmentFlag.AlignRight)
        if shown.below is not None:
            self.grid.addWidget(label(shown.below, "caption", wrap=True), place + 1, 1, 1, -1)


def _file_line(live: LiveExport, precision: Precision) -> Line:
    words = PRECISION_WORDS[precision][0]
    failed, built = live.missing.get(precision), live.built.get(precision)
    if failed is not None:
        return Line("circle-x", "error", words, (text("not built"),), failed.sentence)
    if built is not None:
        return Line("circle-check", "ok", words, (data_size(built.size_bytes), clock(built.seconds)))
    is_now = live.progress is not None and live.progress.item.removesuffix("-first") == precision
    if is_now and live.state == "running":
        return Line("loader", "ink", words, (text("at work"),))
    if live.is_over():
        return Line("minus", "ink2", words, (text("not built"),))
    return Line("clock", "ink2", words, (text("waits"),))


def _try_line(attempt: Try) -> Line:
    lost = (
        text("{lost:.1f} points lost", lost=max(attempt.lost_points, 0.0))
        if attempt.lost_points is not None
        else text("{agreement} agreement", agreement=percent(attempt.agreement))
    )
    figures = (lost, data_size(attempt.size_bytes))
    if attempt.is_within:
        return Line("circle-check", "ok", _rung(attempt), figures)
    return Line("circle-x", "error", _rung(attempt), figures)


def _rung(attempt: Try) -> Text:
    count = len(attempt.float_blocks)
    if attempt.step != "blocks":
        return _RUNGS[attempt.step]
    if count == 1:
        return text("1 layer in float: {name}", name=attempt.float_blocks[0])
    return text("{count:d} layers in float", count=count)


def _row_line(found: ProofRow, live: LiveExport) -> Line:
    figures = [percent(found.accuracy) if found.accuracy is not None else percent(found.agreement)]
    if found.timing is not None:
        figures.append(f"{number(found.timing.stated_ms, 2)}\u00a0ms")
    return Line("check", "ok", model_words(found.key, live.rows), figures)


def _note_line(noted: Noted) -> Line:
    is_warning = noted.level == "warning"
    return Line("triangle-alert" if is_warning else "info", "warn" if is_warning else "ink2", noted.note)

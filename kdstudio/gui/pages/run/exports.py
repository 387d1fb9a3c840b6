"""What was exported of a run, and a place to try its networks and its files on images."""

import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QWidget

from kdstudio.core.export_plan import TARGETS
from kdstudio.core.export_verdict import in_one_line, main_row
from kdstudio.core.export_words import precision_names
from kdstudio.core.live_export import LiveExport
from kdstudio.core.live_run import LiveRun
from kdstudio.core.text import Text, text
from kdstudio.gui.pages.run.header import moment
from kdstudio.gui.session import Session
from kdstudio.gui.theme import Token
from kdstudio.gui.translate import NONE, data_size, say, show
from kdstudio.gui.widgets.basics import Card, ElidedLabel, IconLabel, button, clear, line, row
from kdstudio.gui.widgets.try_it import TryIt

_LOOKS: dict[str, tuple[str, Token]] = {
    "ok": ("circle-check", "ok"),
    "warn": ("triangle-alert", "warn"),
    "error": ("circle-x", "error"),
    "plain": ("info", "ink2"),
}
_SHARES = (18, 13, 49, 8, 12)  # of the row's width: target, precisions, verdict, size, date


class ExportsCard(Card):
    """The exports of a run, the newest first; it is hidden where there is none."""

    def __init__(self, session: Session) -> None:
        super().__init__(text("Exports"))
        self._session = session
        self._run_id: str | None = None
        self.rows: list[ExportRow] = []
        self.body.setSpacing(0)
        self.hide()
        session.exports.ended.connect(self._ended)

    def show_run(self, live: LiveRun) -> None:
        """Show the exports of a run."""
        self._run_id = live.id
        self.refresh()

    def refresh(self) -> None:
        """Read again what was exported."""
        found = self._session.exports.of_run(self._run_id) if self._run_id is not None else []
        clear(self.body)
        self.rows = []
        for live in found:
            if self.rows:
                self.body.addWidget(line())
            made = ExportRow(live)
            made.opened.connect(self._open)
            self.rows.append(made)
            self.body.addWidget(made)
        self.setVisible(bool(found))

    def retranslate(self) -> None:
        """Write dates and sizes as the language of now writes them."""
        self.refresh()

    def _ended(self, _folder: object) -> None:
        self.refresh()

    def _open(self, folder: object) -> None:
        if isinstance(folder, Path):
            self._session.exports.open(folder=folder)


class ExportRow(QWidget):
    """One export: where it runs, what was built, what came of it; a click shows its proof."""

    opened = Signal(object)

    def __init__(self, live: LiveExport) -> None:
        super().__init__()
        self._folder = live.folder
        state, sentence = in_one_line(live)
        target = TARGETS.get(live.plan.target)
        self.open = button(
            target.title if target is not None else Text(live.plan.target),
            role="link",
            tip=text("Shows this export: its proof, or where it is or how it ended."),
            on_click=lambda: self.opened.emit(self._folder),
        )
        self.verdict = ElidedLabel()
        say(self.verdict, setText=sentence)
        best = main_row(live.proof) if live.proof is not None else None
        self.size_words = _right(data_size(best.size_bytes) if best is not None else NONE)
        at = live.ended_at or live.started_at
        self.date = _right(show(moment(at, time.time())) if at is not None else NONE)
        self.precisions = ElidedLabel("secondary")
        self.precisions.setText(precision_names(live.plan))
        first, third = row(self.open, None, spacing=0), row(IconLabel(*_LOOKS[state], 16), self.verdict, spacing=8)
        third.setStretch(1, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        for part, share in zip(
            (_held(first), self.precisions, _held(third), self.size_words, self.date), _SHARES, strict=True
        ):
            layout.addWidget(part, share)
        self.setFixedHeight(32)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Show the export wherever its row is clicked."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self._folder)


class TryView(Card):
    """An image through the networks of a run and the files of one of its exports, in place of the result."""

    back_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(text("Try an image"))
        self._session = session
        self._live: LiveRun | None = None
        self._exports: Sequence[LiveExport] = ()
        self.try_it = TryIt(session.ask, session.forget)
        self.choice = QComboBox()
        say(
            self.choice,
            setAccessibleName=text("Exported files"),
            setToolTip=text("Whose files are asked beside the networks."),
        )
        self.back = button(
            text("Back to the result"),
            icon="chevron-left",
            tip=text("Shows the result again (Esc)."),
            keys="Esc",
            on_click=self.back_wanted.emit,
        )
        self.title_row.addWidget(self.choice)
        self.title_row.addWidget(self.back)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.try_it)
        scroll.viewport().setAutoFillBackground(False)
        self.try_it.setAutoFillBackground(False)
        self.body.addWidget(scroll, 1)
        self.choice.currentIndexChanged.connect(self._chosen)

    def show_run(self, live: LiveRun) -> None:
        """Be about a run, and the newest of its exports that has files."""
        self._live = live
        self._exports = [found for found in self._session.exports.of_run(live.id) if found.built and found.is_over()]
        self.retranslate()
        self._chosen()

    def retranslate(self) -> None:
        """Write the names of the exports in the language of now."""
        before = max(self.choice.currentIndex(), 0)
        self.choice.blockSignals(True)
        self.choice.clear()
        for found in self._exports:
            self.choice.addItem(_name_of(found))
        self.choice.addItem(show(text("Without exported files")))
        self.choice.setCurrentIndex(min(before, len(self._exports)))
        self.choice.blockSignals(False)
        self.choice.setVisible(bool(self._exports))

    def _chosen(self) -> None:
        live = self._live
        if live is None:
            return
        place = self.choice.currentIndex()
        export = self._exports[place].folder if 0 <= place < len(self._exports) else None
        known = live.prepared
        files = known.probe_files if known is not None else []
        labels = [known.classes[label] for label in known.probe_labels] if known is not None else []
        self.try_it.show_models(live.folder, export, files, labels)


def _name_of(live: LiveExport) -> str:
    target = TARGETS.get(live.plan.target)
    where = target.title if target is not None else Text(live.plan.target)
    at = live.ended_at or live.started_at or 0.0
    return show(text("Files for {target}, {date}", target=show(where), date=show(moment(at, time.time()))))


def _held(layout: QHBoxLayout) -> QWidget:
    """Return a part of a row that takes its share of the width, whatever is in it."""
    made = QWidget()
    made.setLayout(layout)
    policy = made.sizePolicy()
    policy.setHorizontalPolicy(policy.Policy.Ignored)
    made.setSizePolicy(policy)
    return made


def _right(words: str) -> ElidedLabel:
    made = ElidedLabel()
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    made.setText(words)
    return made

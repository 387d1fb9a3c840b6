"""The first step: which network is exported, of a run or of a checkpoint, and what was exported of it before."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kdstudio.core.cards import DatasetCard, ModelCard, Refused, UnlabelledCard
from kdstudio.core.catalogue import RunRow
from kdstudio.core.events import Network
from kdstudio.core.export_verdict import in_one_line
from kdstudio.core.export_words import precision_names
from kdstudio.core.live_export import LiveExport
from kdstudio.core.recipe import RUN_PREFIX
from kdstudio.core.text import Text, text
from kdstudio.gui.export_wizard.draft import Draft
from kdstudio.gui.export_wizard.step import Step, scrolling, way_on
from kdstudio.gui.session import Session
from kdstudio.gui.tables.runs import short_dataset
from kdstudio.gui.theme import Token
from kdstudio.gui.translate import data_size, number, parameters, percent, say, show
from kdstudio.gui.widgets.basics import (
    Card,
    FactRow,
    IconLabel,
    Segment,
    button,
    clear,
    column,
    label,
    line,
    row,
)
from kdstudio.gui.widgets.path_picker import PathPicker

_ROW = 32
_NETWORKS: dict[Network, tuple[Text, Text]] = {
    "student": (text("Student"), text("The distilled network: usually what is exported.")),
    "baseline": (text("Baseline"), text("The same network, trained without the teacher, to compare.")),
    "teacher": (text("Teacher"), text("The large network that taught the student.")),
}
_LOOKS: dict[str, tuple[str, Token]] = {
    "ok": ("circle-check", "ok"),
    "warn": ("triangle-alert", "warn"),
    "error": ("circle-x", "error"),
    "plain": ("clock", "ink2"),
}


class WhatStep(Step):
    """Chooses the model; `opened` has the folder of an earlier export that is to be shown."""

    opened = Signal(object)

    def __init__(self, session: Session, draft: Draft) -> None:
        super().__init__(None)
        self._session, self._draft = session, draft
        self.runs = _RunTable()
        self.runs.chosen.connect(draft.choose_run)
        self.checkpoint = PathPicker(
            text("Checkpoint"),
            text("A .pt file of Ultralytics"),
            text("Any Ultralytics checkpoint (.pt): type its path, drop it here, or choose it."),
            "Ultralytics (*.pt)",
        )
        self.checkpoint.chosen.connect(draft.choose_checkpoint)
        self.checkpoint.offer(tuple, lambda: [path for path in session.settings.recent_models if path.endswith(".pt")])
        self.chosen = _ChosenCard(session, draft)
        self.earlier = _EarlierCard()
        self.earlier.opened.connect(self.opened)
        self.on = way_on(text("Where and how small"), text("Goes on to the target and the precisions (Ctrl+Return)."))
        self.on.clicked.connect(lambda: self.wanted.emit("where"))
        self.lacks = label(role="secondary", wrap=True)
        self.none = label(
            text("There is no finished run yet: distil a student first, or choose a checkpoint below."),
            "secondary",
            wrap=True,
        )
        self._lay_out()
        self.setAcceptDrops(True)
        draft.changed.connect(self.refresh)

    def primary(self) -> QPushButton | None:
        """Return the button that goes on."""
        return self.on

    def update_runs(self) -> None:
        """Show the runs that there are now, and take the newest where nothing is chosen."""
        rows = [run for run in self._session.rows() if run.state == "finished"]
        self.runs.show_runs(rows)
        self.runs.setVisible(bool(rows))
        self.none.setVisible(not rows)
        if rows and not self._draft.plan.source:
            self._draft.choose_run(rows[0].id)
        self.refresh()
        self.update_exports()

    def refresh(self) -> None:
        """Show the draft's choice."""
        plan, run = self._draft.plan, self._draft.run
        self.runs.mark(run.id if run is not None else None)
        self.checkpoint.set_path("" if plan.source.startswith(RUN_PREFIX) else plan.source)
        self.checkpoint.set_wrong(isinstance(self._draft.model, Refused))
        lacks = self._draft.lacks()
        say(self.lacks, setText=lacks)
        self.on.setEnabled(lacks is None)
        self.chosen.refresh()
        if self.isVisible():
            self.update_exports()

    def update_exports(self) -> None:
        """Show what was exported of the chosen model before."""
        plan, run = self._draft.plan, self._draft.run
        if run is not None:
            self.earlier.show_exports(self._session.exports.of_run(run.id))
        else:
            self.earlier.show_exports(self._session.exports.of_checkpoint(plan.source) if plan.source else [])

    def retranslate(self) -> None:
        """Write the numbers in the current language."""
        self.update_runs()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take a checkpoint, or the folder of its images."""
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Export the checkpoint that is dropped, or prove with the images in the folder."""
        for path in _dropped(event):
            if path.suffix.lower() == ".pt":
                self._draft.choose_checkpoint(str(path))
            else:
                self._draft.change(dataset=str(path))
        event.acceptProposedAction()

    def _lay_out(self) -> None:
        left = Card(text("Which model?"))
        left.body.addWidget(self.none)
        left.body.addWidget(self.runs, 1)
        left.body.addStretch(0)
        left.body.addWidget(label(text("Or any Ultralytics checkpoint"), "medium"))
        left.body.addWidget(self.checkpoint)
        right = column(self.chosen, spacing=16)
        right.addWidget(self.earlier, 1)
        both = row(spacing=16)
        both.addWidget(left, 408)
        both.addLayout(right, 504)
        self.content.addLayout(both, 1)
        self.fill_foot(self.lacks, right=(self.back, self.on))


class _RunTable(QTableWidget):
    """The finished runs; `chosen` has the id of one."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(0, 3)
        self._rows: list[RunRow] = []
        self._seen: object = None
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        say(
            self,
            setAccessibleName=text("Finished runs"),
            setAccessibleDescription=text("The arrow keys choose the run whose network is exported."),
        )
        self.itemSelectionChanged.connect(self._choose)

    def show_runs(self, rows: Sequence[RunRow]) -> None:
        """Show runs, the newest first."""
        heads = [show(text("Run")), show(text("Accuracy, %")), show(text("Size, MB"))]
        now = (tuple(rows), tuple(heads))
        if now == self._seen:
            return
        self._seen, self._rows = now, list(rows)
        with QSignalBlocker(self):
            self.setRowCount(len(rows))
            for place, run in enumerate(rows):
                top1 = run.student_top1 if run.student_top1 is not None else run.teacher_top1
                size = run.size_bytes / 1e6 if run.size_bytes else None
                for cell, words in enumerate((run.name or run.id, number(top1, 1), number(size, 1))):
                    self.setItem(place, cell, _item(words, is_number=cell > 0))
        for cell, words in enumerate(heads):
            self.setHorizontalHeaderItem(cell, _item(words, is_number=cell > 0))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def mark(self, run_id: str | None) -> None:
        """Show which run is chosen, without a word."""
        place = next((place for place, run in enumerate(self._rows) if run.id == run_id), -1)
        if place == self.currentRow() and bool(self.selectedItems()) == (place >= 0):
            return
        with QSignalBlocker(self):
            self.clearSelection()
            self.setCurrentCell(place, 0 if place >= 0 else -1)

    def _choose(self) -> None:
        place = self.currentRow()
        if 0 <= place < len(self._rows) and self.selectedItems():
            self.chosen.emit(self._rows[place].id)


class _ChosenCard(Card):
    """What is known of the chosen model: its network and checkpoint, its figures, its images."""

    def __init__(self, session: Session, draft: Draft) -> None:
        super().__init__(text("What will be exported"))
        self._draft = draft
        self.network = Segment(
            text("Network"),
            [(name, words) for name, (words, _) in _NETWORKS.items()],
            {name: tip for name, (_, tip) in _NETWORKS.items()},
        )
        self.network.chosen.connect(lambda name: draft.change(network=name, checkpoint="best"))
        self.best = Segment(
            text("Checkpoint"),
            [("best", text("Best epoch")), ("last", text("Last epoch"))],
            {
                "best": text("The weights of the epoch that was best on the validation images."),
                "last": text("The weights of the last epoch, whatever its accuracy."),
            },
        )
        self.best.chosen.connect(lambda name: draft.change(checkpoint=name))
        self.facts = {
            "parameters": FactRow(text("Parameters")),
            "accuracy": FactRow(text("Accuracy")),
            "size": FactRow(text("Image size")),
            "images": FactRow(text("Images")),
        }
        self.dataset = PathPicker(
            text("Images to calibrate and prove with"),
            text("A dataset, or a folder of images"),
            text("The dataset that it was trained on, or a folder of images without labels."),
        )
        self.dataset.chosen.connect(lambda path: draft.change(dataset=path or None))
        self.dataset.offer(tuple, lambda: session.settings.recent_datasets)
        self.hint = label(role="caption", wrap=True)
        self._choices = [_choice(text("Network"), self.network), _choice(text("Checkpoint"), self.best)]
        self.body.setSpacing(4)
        for choice in self._choices:
            self.body.addWidget(choice)
        for fact in self.facts.values():
            self.body.addWidget(fact)
        self.body.addWidget(self.dataset)
        self.body.addWidget(self.hint)

    def refresh(self) -> None:
        """Show the draft's model."""
        draft = self._draft
        self.setVisible(bool(draft.plan.source))
        is_run = draft.run is not None
        networks = draft.networks()
        has_two = draft.network() != "teacher"  # of a teacher only the best checkpoint is known
        for choice, is_there in zip(self._choices, (is_run, is_run and has_two), strict=True):
            choice.setVisible(is_there)
        for name in _NETWORKS:
            self.network.button(name).setVisible(name in networks)
        self.network.set_choice(draft.network())
        self.best.set_choice(draft.plan.checkpoint)
        self._show_figures()
        self.dataset.setVisible(not is_run)
        self.dataset.set_path(draft.plan.dataset or "")
        self.dataset.set_wrong(isinstance(draft.images, Refused))
        hint = self._hint()
        self.hint.setVisible(hint is not None)
        say(self.hint, setText=hint)

    def _show_figures(self) -> None:
        draft = self._draft
        figures = draft.measured()
        self.facts["parameters"].set_value(parameters(draft.parameters()))
        self.facts["accuracy"].setVisible(draft.run is not None)
        if figures is not None and draft.plan.checkpoint == "best":
            words = text("{accuracy} of {images:,} images", accuracy=percent(figures.top1), images=figures.images)
            self.facts["accuracy"].set_value(words)
        else:
            self.facts["accuracy"].set_value(text("not measured; the proof will say"))
        self.facts["size"].set_value(text("{pixels:d} px", pixels=draft.image_size()))
        self.facts["images"].setVisible(draft.run is not None or draft.images is not None)
        self.facts["images"].set_value(short_dataset(draft.dataset() or ""))

    def _hint(self) -> Text | None:
        draft = self._draft
        if draft.run is not None:
            return None
        if isinstance(draft.model, ModelCard) and draft.images is None and not draft.plan.dataset:
            return text(
                "{classes:,} classes, {size}. With labelled images its accuracy is proven; without labels, only that "
                "the files agree with it.",
                classes=len(draft.model.classes),
                size=data_size(draft.model.size_bytes),
            )
        match draft.images:
            case DatasetCard(splits=splits):
                return text(
                    "{train:,} images to train, of which some calibrate; {judged:,} to prove with.",
                    train=sum(splits.get("train", [])),
                    judged=sum(splits.get(draft.images.judged_on, [])),
                )
            case UnlabelledCard(images=images):
                return text(
                    "{images:,} images without labels: that the files agree with the checkpoint can be proven, not "
                    "that they are right.",
                    images=images,
                )
            case Refused(sentence=sentence):
                return sentence
            case _:
                return text("The images are being read.") if draft.plan.dataset else None


class _EarlierCard(Card):
    """The exports of the chosen model, the newest first, each with what it came to; a click opens one."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__(text("Earlier exports"))
        self.buttons: list[QPushButton] = []
        self._seen: object = None
        self._none = label(text("Nothing was exported of this model yet."), "secondary", wrap=True)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 8, 0)
        self._list.setSpacing(8)
        self.body.addWidget(self._none)
        self.body.addWidget(scrolling(self._list), 1)

    def show_exports(self, exports: Sequence[LiveExport]) -> None:
        """Show exports, the newest first."""
        now = [(live.folder, live.state, live.proof is not None) for live in exports]
        if now == self._seen:
            return
        self._seen = now
        clear(self._list)
        self.buttons = []
        self._none.setVisible(not exports)
        for place, live in enumerate(exports):
            if place:
                self._list.addWidget(line())
            self._list.addLayout(self._row(live))
        self._list.addStretch(1)

    def _row(self, live: LiveExport) -> QVBoxLayout:
        state, sentence = in_one_line(live)
        title = label(role="medium")
        title.setText(f"{live.id} · {precision_names(live.plan)}")
        made = button(
            text("Show"), role="link", tip=text("Shows this export: its proof, or where it is or how it ended.")
        )
        made.clicked.connect(lambda: self.opened.emit(live.folder))
        self.buttons.append(made)
        words = label(sentence, "secondary", wrap=True)
        icon = IconLabel(*_LOOKS[state], 16)
        second = row(column(icon, None), words, spacing=8)
        second.setStretch(1, 1)
        return column(row(title, None, made), second, spacing=2)


def _choice(name: Text, segment: Segment) -> QWidget:
    made = QWidget()
    made.setLayout(row(label(name, "secondary"), None, segment))
    return made


def _item(words: str, *, is_number: bool) -> QTableWidgetItem:
    made = QTableWidgetItem(words)
    side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
    made.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    made.setToolTip(words)
    return made


def _dropped(event: QDropEvent) -> list[Path]:
    """Return the checkpoints and folders that are dragged."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() == ".pt" or path.is_dir()]

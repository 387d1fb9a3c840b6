"""The Distil page: everything to decide about a run, on one page, judged while it is decided."""

from pathlib import Path, PurePath
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QSizePolicy, QStackedWidget, QWidget

from kdstudio.core import jobs
from kdstudio.core.findings import Fix
from kdstudio.core.jobs import TrainingJob
from kdstudio.core.text import UserError, text
from kdstudio.gui import theme
from kdstudio.gui.charts.plot import Plot
from kdstudio.gui.pages.base import Page
from kdstudio.gui.pages.distil.all_settings import AllSettings
from kdstudio.gui.pages.distil.before_start import BeforeStart
from kdstudio.gui.pages.distil.dataset_card import DatasetCard
from kdstudio.gui.pages.distil.draft import Draft
from kdstudio.gui.pages.distil.part import PartCard
from kdstudio.gui.pages.distil.recipe_card import RecipeCard
from kdstudio.gui.pages.distil.student_card import StudentCard
from kdstudio.gui.pages.distil.teacher_card import TeacherCard
from kdstudio.gui.pages.saving import ask_and_save
from kdstudio.gui.session import Session
from kdstudio.gui.theme import GAP
from kdstudio.gui.translate import say
from kdstudio.gui.widgets.basics import button, column, row

_RUNS_SHOWN = 12
_NAME_PX = 200
_LEFT, _RIGHT, _CARD_PX = 824, 304, 248


class DistilPage(Page):
    """Three cards and a recipe at the left, Before you start at the right; All settings opens over the left part."""

    minimum = QSize(1180, 690)

    def __init__(self, session: Session) -> None:
        super().__init__(session, text("Distil"))
        self.draft = Draft(session, self)
        self.name = self._name_field()
        self.settings_of = button(
            text("Use settings of a run…"),
            icon="history",
            role="quiet",
            tip=text("Takes over every setting of a run that is there already."),
            on_click=self._offer_runs,
        )
        self.head.addWidget(self.name)
        self.head.addStretch(1)
        self.head.addWidget(self.settings_of)
        self.teacher = TeacherCard(session, self.draft)
        self.student = StudentCard(self.draft)
        self.dataset = DatasetCard(session, self.draft)
        self.recipe = RecipeCard(self.draft)
        self._all_settings: AllSettings | None = None
        self.before = BeforeStart(session, self.draft)
        self.left = QStackedWidget()
        self.left.addWidget(self._cards())
        both = row(spacing=GAP)
        both.addWidget(self.left, _LEFT)
        both.addWidget(self.before, _RIGHT)
        self.before.setMinimumWidth(_RIGHT)
        self.body.addLayout(both, 1)
        self.before.follow(self.recipe.baseline)
        self.setAcceptDrops(True)
        self.recipe.all_settings.clicked.connect(self._show_all_settings)
        self.before.wanted.connect(self._choose)
        self.before.started.connect(session.open_run)
        for chart in (self.dataset.chart, self.recipe.chart):
            chart.wants_saving.connect(self._save_chart)
        self.draft.changed.connect(self._show_name)
        session.run_changed.connect(self._run_changed)
        self._show_name()

    @property
    def all_settings(self) -> AllSettings:
        """The form of all settings, made when it is first wanted: it is half of the page's work."""
        if self._all_settings is None:
            self._all_settings = AllSettings(self.draft)
            self._all_settings.back.connect(self._show_cards)
            self.left.addWidget(self._all_settings)
        return self._all_settings

    def open(self, argument: Any) -> None:
        """Take over the settings of a job, or changes to what stands here."""
        if not argument:
            return
        job: TrainingJob | None = argument.get("job")
        if job is not None:
            self.draft.load(job)
        if argument.get("changes"):
            self.draft.change(**argument["changes"])
        self._show_cards()

    def primary(self) -> QPushButton | None:
        """Return the button that starts the run."""
        return self.before.start

    # Dropped files and folders

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take a file or a folder that one of the cards can use."""
        if self._card_for(event) is not None:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        """Show to which card it would go."""
        card = self._card_for(event)
        self._mark(card)
        if card is not None:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        """Show no card as the target any more."""
        self._mark(None)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Put what is dropped where it belongs."""
        card, paths = self._card_for(event), _dropped(event)
        self._mark(None)
        if card is None:
            return
        event.acceptProposedAction()
        for path in paths:
            self._put(path, self._card_of(path, card))

    def _card_for(self, event: QDropEvent) -> PartCard | None:
        """Return the card that takes what is dragged: the one below it if it can, else the one that fits the file."""
        paths = _dropped(event)
        return self._card_of(paths[0], self._card_at(event)) if paths else None

    def _card_at(self, event: QDropEvent) -> QWidget | None:
        widget: QWidget | None = self.childAt(event.position().toPoint())
        while widget is not None and not isinstance(widget, PartCard):
            widget = widget.parentWidget()
        return widget

    def _card_of(self, path: str, below: QWidget | None) -> PartCard | None:
        suffix = PurePath(path).suffix.lower()
        if Path(path).is_dir() or suffix == ".ndjson":
            return self.dataset
        if suffix in (".yaml", ".yml") or (suffix == ".pt" and below is self.student):
            return self.student
        return self.teacher if suffix in (".pt", ".onnx") else None

    def _put(self, path: str, card: PartCard | None) -> None:
        if card is self.teacher:
            self.draft.train_teacher_first(None)
            self.draft.change(teacher=path)
        elif card is self.student:
            self.draft.change(student=path)
        elif card is self.dataset:
            self.dataset.picker.chosen.emit(path)

    def _mark(self, target: PartCard | None) -> None:
        for card in (self.teacher, self.student, self.dataset):
            card.set_over(card is target)

    # Within

    def _cards(self) -> QWidget:
        made = QWidget()
        three = row(spacing=GAP)
        for card in (self.teacher, self.student, self.dataset):
            card.setMinimumWidth(_CARD_PX)
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            three.addWidget(card, 1)
        layout = column(spacing=GAP)
        layout.addLayout(three, 308)
        layout.addWidget(self.recipe, 312)
        made.setLayout(layout)
        return made

    def _name_field(self) -> QLineEdit:
        made = QLineEdit()
        made.setMinimumWidth(_NAME_PX)
        made.setAcceptDrops(False)
        action = made.addAction(theme.icon("pencil", "ink2"), QLineEdit.ActionPosition.TrailingPosition)
        theme.set_icon(action, "pencil", "ink2")
        action.triggered.connect(made.setFocus)
        say(
            made,
            setAccessibleName=text("Name of the run"),
            setPlaceholderText=text("Name of the run"),
            setToolTip=text("The run's name; empty it to have it put together from dataset, teacher and student."),
        )
        made.editingFinished.connect(self._take_name)
        return made

    def _take_name(self) -> None:
        if self.name.isModified():
            self.name.setModified(False)
            self.draft.set_name(self.name.text())

    def _show_name(self) -> None:
        if not (self.name.hasFocus() and self.name.isModified()):
            self.name.setText(self.draft.name)
            self.name.setCursorPosition(0)

    def _show_all_settings(self) -> None:
        self.left.setCurrentWidget(self.all_settings)
        self.all_settings.leave.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_cards(self) -> None:
        self.left.setCurrentIndex(0)

    def _choose(self, fix: Fix) -> None:
        """Open what a way out needs to be chosen in."""
        self._show_cards()
        match fix.kind:
            case "choose-teacher":
                self.teacher.picker.browse()
            case "choose-student":
                self.student.family.setFocus(Qt.FocusReason.TabFocusReason)
            case "choose-dataset":
                self.dataset.picker.browse()
            case "choose-unlabelled":
                self.dataset.add_unlabelled()

    def _offer_runs(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows = self.session.rows()[:_RUNS_SHOWN]
        for run in rows:
            action = menu.addAction(run.name or run.id)
            action.triggered.connect(lambda _checked=False, run_id=run.id: self._use_settings_of(run_id))
        if not rows:
            none = menu.addAction("")
            say(none, setText=text("There is no run yet."))
            none.setEnabled(False)
        menu.popup(self.settings_of.mapToGlobal(self.settings_of.rect().bottomLeft()))

    def _use_settings_of(self, run_id: str) -> None:
        try:
            job = jobs.read_training(self.session.folder(run_id) / jobs.JOB_FILE)
        except UserError as error:
            self.session.said.emit(error.text)
            return
        self.draft.load(job)

    def _save_chart(self, chart: Plot) -> None:
        ask_and_save(self.session, chart, chart.table(), "classes" if chart is self.dataset.chart else "temperature")

    def _run_changed(self, _run_id: str) -> None:
        """Say below Start whether it has to wait; called up to 15 times a second."""
        if self.isVisible():
            self.before.show_start()


def _dropped(event: QDropEvent) -> list[str]:
    """Return the local paths that are dragged."""
    return [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]

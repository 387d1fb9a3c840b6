"""The second step: where the model is to run and how small, because the target limits the precisions."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from kdstudio.core.cards import DatasetCard
from kdstudio.core.export_estimate import EXACT
from kdstudio.core.export_plan import (
    MAX_BUDGET,
    PRECISION_WORDS,
    PRECISIONS,
    TARGETS,
    Availability,
    Precision,
    Target,
    availability,
)
from kdstudio.core.text import Text, text
from kdstudio.gui.export_wizard.draft import Draft
from kdstudio.gui.export_wizard.step import Step, scrolling, way_on
from kdstudio.gui.pages.outside import copy
from kdstudio.gui.session import Session
from kdstudio.gui.theme import set_role
from kdstudio.gui.translate import about_duration, data_size, number, say, show
from kdstudio.gui.widgets.basics import Card, IconLabel, button, column, icon_button, label, line, row
from kdstudio.gui.widgets.number_field import Number, WholeNumber
from kdstudio.gui.widgets.thumbnails import ThumbnailStrip

_ROW = 56
_BOX = 28  # a check box or a radio button without words, large enough to hit
_NAME_PX, _FIELD_PX = 144, 88


class WhereStep(Step):
    """Chooses target, precisions, budget and calibration."""

    def __init__(self, session: Session, draft: Draft) -> None:
        super().__init__("what")
        self._session, self._draft = session, draft
        self.targets = _TargetCard(session, draft)
        self.precisions = _PrecisionCard(draft)
        self.limits = _LimitsCard(draft)
        self.comes_to = label(role="secondary", wrap=True)
        self.build = way_on(
            text("Build and prove"),
            text("Builds the files, repairs what loses accuracy, and proves them (Ctrl+Return)."),
        )
        self.build.clicked.connect(lambda: self.wanted.emit("build"))
        right = column(self.precisions, spacing=16)
        right.addWidget(self.limits, 1)
        both = row(spacing=16)
        both.addWidget(self.targets, 424)
        both.addLayout(right, 488)
        self.content.addLayout(both, 1)
        self.fill_foot(self.comes_to, right=(self.back, self.build))
        draft.changed.connect(self.refresh)
        self.refresh()

    def primary(self) -> QPushButton | None:
        """Return the button that starts building."""
        return self.build

    def look_again(self) -> None:
        """See what is installed now, and ask for the images that calibrate."""
        self.targets.look_again()
        self._draft.look_at_images()
        self.refresh()

    def refresh(self) -> None:
        """Show the draft."""
        self.targets.refresh()
        self.precisions.refresh()
        self.limits.refresh()
        self.show_start()

    def show_start(self) -> None:
        """Say below what it comes to, or why it cannot start now."""
        hindrance = self._hindrance()
        self.build.setEnabled(hindrance is None)
        say(self.comes_to, setText=hindrance or self._comes_to())

    def retranslate(self) -> None:
        """Write the numbers in the current language."""
        self.refresh()

    def _hindrance(self) -> Text | None:
        found = self.targets.found[self._draft.target().id]
        if found.state != "ready":
            return text("It cannot be built for this target here: see what it needs.")
        if not self._draft.plan.precisions:
            return text("Choose at least one precision.")
        if self._session.only_looks:
            return text("Another window of KD Studio works with this data folder: this one only looks.")
        if self._session.exports.running() is not None:
            return text("Another export is at work: stop it first, or wait for it.")
        run_id = self._session.running()
        if run_id is not None:
            return text(
                "{name} is at work, and its load would spoil the times of the proof: pause it first, or wait for it.",
                name=self._session.name_of(run_id),
            )
        return self._draft.lacks()

    def _comes_to(self) -> Text:
        files = len(self._draft.plan.precisions)
        duration = show(about_duration(self._draft.build_seconds()))
        if files == 1:
            return text("Builds 1 file, {duration}, then proves it.", duration=duration)
        return text("Builds {files:d} files, {duration}, then proves them.", files=files, duration=duration)


class _TargetCard(Card):
    """The targets, each with what it needs; below them, how to get what is missing."""

    def __init__(self, session: Session, draft: Draft) -> None:
        super().__init__(text("Where will it run?"))
        self._draft = draft
        self.found: dict[str, Availability] = {}
        self.rows: dict[str, TargetRow] = {}
        self._group = QButtonGroup(self)
        layout = column(spacing=0)
        layout.setContentsMargins(0, 0, 4, 0)
        for target in TARGETS.values():
            made = TargetRow(target)
            made.chosen.connect(lambda target=target: draft.choose_target(target))
            self._group.addButton(made.radio)
            self.rows[target.id] = made
            layout.addWidget(made)
        layout.addStretch(1)
        self.hint = _TargetHint(session)
        outer = self.layout()
        assert outer is not None
        outer.setContentsMargins(8, 12, 8, 12)
        self.title.setContentsMargins(8, 0, 0, 0)
        self._area = scrolling(layout)
        self.body.addWidget(self._area, 1)
        self.body.addWidget(self.hint)
        self._area.verticalScrollBar().rangeChanged.connect(self._scroll_to_chosen)  # as the hint below grows
        self.look_again()

    def look_again(self) -> None:
        """See what is installed now."""
        self.found = {target.id: availability(target) for target in TARGETS.values()}
        for name, found in self.found.items():
            self.rows[name].show_found(found)

    def refresh(self) -> None:
        """Show which target is chosen."""
        chosen = self._draft.target()
        for name, made in self.rows.items():
            made.set_chosen(name == chosen.id)
        self.hint.show_target(chosen, self.found[chosen.id])
        self._scroll_to_chosen()

    def _scroll_to_chosen(self) -> None:
        self._area.ensureWidgetVisible(self.rows[self._draft.target().id], 0, 0)


class TargetRow(QFrame):
    """One target: a radio button, what it is, what it runs on, and whether it can be built for here."""

    chosen = Signal()

    def __init__(self, target: Target) -> None:
        super().__init__()
        set_role(self, "choice")
        self.radio = QRadioButton()
        self.radio.setFixedSize(_BOX, _BOX)
        self.radio.toggled.connect(lambda is_on: self.chosen.emit() if is_on else None)
        self._icon_name = target.icon
        self._icon = IconLabel(target.icon, "ink", 20)
        self.title, self.words = label(target.title, "medium", wrap=True), label(target.words, "caption", wrap=True)
        self.ready_icon = IconLabel("check", "ok", 16)
        self.state = label(role="caption")
        self.how = button(text("How to get it"), role="link", tip=text("Shows below what to install for this target."))
        self.how.clicked.connect(self.radio.click)
        self.setMinimumHeight(_ROW)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 0)
        layout.setSpacing(8)
        layout.addWidget(self.radio)
        layout.addSpacing(-6)
        layout.addWidget(self._icon)
        layout.addSpacing(4)
        layout.addLayout(column(None, self.title, self.words, None, spacing=0), 1)
        for widget in (self.ready_icon, self.state, self.how):
            layout.addWidget(widget)
        say(self.radio, setAccessibleName=target.title, setAccessibleDescription=target.words, setToolTip=target.words)

    def show_found(self, found: Availability) -> None:
        """Show whether it can be built for here."""
        is_ready, is_missing = found.state == "ready", found.state == "missing"
        self.ready_icon.setVisible(is_ready)
        self.how.setVisible(is_missing)
        self.state.setVisible(not is_missing)
        say(self.state, setText=found.word)
        set_role(self.state, "ok-text" if is_ready else "caption")
        set_role(self.title, "medium" if found.state != "impossible" else "medium-secondary")
        self._icon.set_icon(self._icon_name, "ink" if found.state != "impossible" else "ink2")

    def set_chosen(self, is_chosen: bool) -> None:
        """Show the row as chosen, without a word."""
        with QSignalBlocker(self.radio):
            self.radio.setChecked(is_chosen)
        if self.property("chosen") != is_chosen:
            self.setProperty("chosen", is_chosen)
            set_role(self, "choice")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click anywhere on the row chooses it."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.radio.setFocus(Qt.FocusReason.MouseFocusReason)
            self.radio.setChecked(True)
        super().mouseReleaseEvent(event)


class _TargetHint(QWidget):
    """What is to be known of the chosen target: how to get what is missing, why it is impossible, or a caution."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.words = label(role="caption", wrap=True)
        self.command = QLineEdit()
        self.command.setReadOnly(True)
        say(
            self.command,
            setAccessibleName=text("The command that installs it"),
            setToolTip=text("Type it in a terminal where KD Studio is installed, then come back to this step."),
        )
        self.copy = icon_button("copy", text("Copy the command"))
        self.copy.clicked.connect(lambda: copy(session, self.command.text()))
        layout = column(self.words, row(self.command, self.copy, spacing=8), spacing=8)
        layout.setContentsMargins(8, 4, 8, 0)
        self.setLayout(layout)

    def show_target(self, target: Target, found: Availability) -> None:
        """Show what is to be known of a target."""
        words = found.reason or target.caution
        say(self.words, setText=words or text("You can come back and build for another target. Nothing is lost."))
        self.command.setVisible(found.command is not None)
        self.copy.setVisible(found.command is not None)
        self.command.setText(found.command or "")
        self.command.setCursorPosition(0)


class _PrecisionCard(Card):
    """The precisions, with the size that each will come to."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(text("How small?"))
        self._draft = draft
        self.size_head, self.teacher_head = label(text("Size"), "caption"), label(text("vs teacher"), "caption")
        self.rows = {name: PrecisionRow(name) for name in PRECISIONS}
        self.grid = QGridLayout()
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(16)
        self.grid.setVerticalSpacing(0)
        self.grid.setColumnStretch(0, 1)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self.title_row.takeAt(self.title_row.count() - 1)
        self.title_row.removeWidget(self.title)
        self.grid.addWidget(self.title, 0, 0)
        self.grid.addWidget(self.size_head, 0, 1, right)
        self.grid.addWidget(self.teacher_head, 0, 2, right)
        self.grid.setRowMinimumHeight(0, 24)
        place = 1
        for name, made in self.rows.items():
            made.wanted.connect(lambda is_wanted, name=name: draft.choose_precision(name, is_wanted=is_wanted))
            self.grid.addWidget(made, place, 0)
            self.grid.addWidget(made.size_words, place, 1, right)
            self.grid.addWidget(made.smaller_words, place, 2, right)
            self.grid.addWidget(line(), place + 1, 0, 1, 3)
            place += 2
        self.body.addLayout(self.grid)
        self.estimates = label(text("Sizes with ≈ are estimates. Proof measures them."), "caption")
        self.body.addSpacing(4)
        self.body.addWidget(self.estimates)

    def refresh(self) -> None:
        """Show the draft's precisions."""
        draft, target = self._draft, self._draft.target()
        teacher = draft.teacher_bytes()
        self.teacher_head.setVisible(teacher is not None)
        for name, made in self.rows.items():
            size = draft.file_bytes(name)
            is_there = name in target.precisions
            made.show_choice(is_wanted=name in draft.plan.precisions, target=None if is_there else target)
            made.show_size(name, size if is_there else None)
            made.show_smaller(name, teacher / size if teacher and size and is_there else None)


class PrecisionRow(QWidget):
    """One precision: a check box, what it is, and in two more columns its size and how much smaller that is."""

    wanted = Signal(bool)

    def __init__(self, precision: Precision) -> None:
        super().__init__()
        title, self._words = PRECISION_WORDS[precision]
        self.box = QCheckBox()
        self.box.setFixedSize(_BOX, _BOX)
        self.box.toggled.connect(self.wanted)
        self._title, self.caption = label(title, "medium"), label(role="caption", wrap=True)
        self._advice = label(text("· recommended"), "caption")
        if precision != "int8":
            self._advice.hide()
        self.size_words, self.smaller_words = label(), label(role="secondary")
        self.setMinimumHeight(_ROW - 1)
        words = column(None, row(self._title, self._advice, None), self.caption, None, spacing=0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.box)
        layout.addLayout(words, 1)
        say(self.box, setAccessibleName=title)

    def show_choice(self, *, is_wanted: bool, target: Target | None) -> None:
        """Show whether it is built; a target is given where that has no such precision."""
        with QSignalBlocker(self.box):
            self.box.setChecked(is_wanted)
        self.setEnabled(target is None)
        words = self._words
        if target is not None:
            words = text("{runtime} does not have it.", runtime=target.runtime)
        say(self.caption, setText=words)
        say(self.box, setAccessibleDescription=words, setToolTip=words)

    def show_size(self, precision: Precision, size: int | None) -> None:
        """Show about how many bytes the file takes."""
        shown = data_size(size)
        self.size_words.setText(shown if size is None or precision in EXACT else f"≈ {shown}")

    def show_smaller(self, precision: Precision, times: float | None) -> None:
        """Show how many times smaller than the teacher that is."""
        self.smaller_words.setVisible(times is not None)
        if times is None:
            return
        shown = number(times, 1 if times < 10 else 0)
        if precision in EXACT:
            say(self.smaller_words, setText=text("{times}× smaller", times=shown))
        else:
            say(self.smaller_words, setText=text("≈ {times}× smaller", times=shown))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click on the words is one on the box."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.box.click()
        super().mouseReleaseEvent(event)


class _LimitsCard(Card):
    """How much accuracy may be lost, and with how many images the range of the layers is measured."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(text("Limits and calibration"))
        self._draft = draft
        self.budget = Number(text("Points of accuracy that may be lost"), 0.0, MAX_BUDGET)
        self.budget.valueChanged.connect(lambda value: draft.change(budget=round(value, 3)))
        self.images = WholeNumber(text("Images for calibration"), 1, 2000, step=16)
        self.images.valueChanged.connect(lambda value: draft.change(calibration_images=value))
        say(
            self.budget,
            setToolTip=text("A file that loses more than this against the student is over the budget."),
        )
        say(
            self.images,
            setToolTip=text("200 to 300 are enough; more take longer, fewer may miss what a layer can see."),
        )
        for field in (self.budget, self.images):
            field.setFixedWidth(_FIELD_PX)
        self.floor, self.why = label(role="caption", wrap=True), label(role="caption", wrap=True)
        self.thumbnails = ThumbnailStrip(text("Some of the training images"))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnMinimumWidth(0, _NAME_PX)
        grid.setColumnStretch(1, 1)
        self.source = label()
        grid.addWidget(label(text("Lose at most"), "secondary"), 0, 0)
        grid.addLayout(row(self.budget, label(text("points of accuracy")), None), 0, 1)
        grid.addWidget(self.floor, 1, 1)
        grid.setRowMinimumHeight(2, 6)
        grid.addWidget(label(text("Calibration images"), "secondary"), 3, 0)
        grid.addLayout(row(self.images, self.source, None), 3, 1)
        grid.addWidget(self.why, 4, 1)
        grid.setRowMinimumHeight(5, 4)
        grid.addWidget(self.thumbnails, 6, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """Show the draft's limits."""
        draft = self._draft
        with QSignalBlocker(self.budget):
            self.budget.setValue(draft.plan.budget)
        self.images.set_number(draft.plan.calibration_images)
        self.images.setEnabled("int8" in draft.plan.precisions)
        say(self.floor, setText=self._floor_words())
        say(self.source, setText=text("from training") if draft.is_labelled() else text("of the folder's images"))
        say(self.why, setText=self._why_words())
        files = draft.images.thumbnails if isinstance(draft.images, DatasetCard) else []
        self.thumbnails.setVisible(bool(files))
        self.thumbnails.set_files(files)

    def _floor_words(self) -> Text:
        draft = self._draft
        if not draft.is_labelled() and not draft.is_repaired():
            return text("Without labels accuracy is not known: only agreement is proven.")
        if not draft.is_labelled():
            return text("Without labels accuracy is not known: repair follows how far the soft labels move.")
        figures = draft.measured()
        has_int8 = "int8" in draft.plan.precisions
        if figures is None or draft.plan.checkpoint != "best":
            return text("Counted from the checkpoint's own accuracy, which the proof measures.")
        floor = max(0.0, figures.top1 - draft.plan.budget)
        if not has_int8 or not draft.is_repaired():
            return text("So each file must reach {floor:.1f} %.", floor=floor)
        return text(
            "So INT8 must reach {floor:.1f} %. If not, the app keeps sensitive layers in float and tries again.",
            floor=floor,
        )

    def _why_words(self) -> Text:
        draft = self._draft
        if "int8" not in draft.plan.precisions:
            return text("Only static INT8 needs them.")
        limit = draft.calibration_limit()
        if limit < draft.plan.calibration_images:
            return text("There are only {images:,}: all of them show INT8 the range of each layer.", images=limit)
        if not draft.is_labelled():
            return text("They show INT8 the range of each layer. The other half of the folder proves.")
        return text("They show INT8 the range of each layer. Validation stays unseen.")

"""Before you start: what was found, what to do about it, the table of classes, what the run takes, and the start."""

import itertools
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from kdstudio.core.cards import Cost, ModelCard
from kdstudio.core.findings import Finding, Fix, Pair
from kdstudio.core.text import Text, UserError, text
from kdstudio.gui.pages.distil.class_table import SHOWN_ROWS, ClassTable
from kdstudio.gui.pages.distil.draft import Draft
from kdstudio.gui.session import Session
from kdstudio.gui.theme import Token, set_role
from kdstudio.gui.translate import NONE, about_duration, clock, data_size, say
from kdstudio.gui.widgets.basics import Card, Chip, IconLabel, button, clear, column, label, line, row

_SIGNS: dict[str, tuple[str, Token]] = {
    "ok": ("circle-check", "ok"),
    "note": ("info", "ink2"),
    "warning": ("triangle-alert", "warn"),
    "error": ("circle-x", "error"),
    "waiting": ("loader", "ink2"),
}
_CLASSES, _LEFT_OVER = "classes", "left-over"
# What stands on the dataset's own card in full, and needs no second place.
_ON_CARD = ("dataset",)
_FACT_PX = 68
_HALF_PX = 126  # what half of the card's width leaves for a button


class BeforeStart(Card):
    """The card at the right, always visible; `wanted` asks for a choice, by the fix that has no changes itself."""

    wanted = Signal(object)
    started = Signal(str)

    def __init__(self, session: Session, draft: Draft) -> None:
        super().__init__(text("Before you start"))
        self._session, self._draft = session, draft
        self._shown: object = None
        self._all_rows = False
        self._refused: Text | None = None
        self._before_me: QWidget | None = None
        self.chip = Chip()
        self.title_row.addWidget(self.chip)
        self.table = ClassTable()
        self.table.paired.connect(draft.pair)
        self.more = button(
            text("Show all"),
            role="link",
            tip=text("Shows every class in the table, or only the first ones."),
            on_click=self._show_all,
        )
        self.table_title = label(role="medium")
        self.table_rest = label(role="caption")
        self._table_part = QWidget()
        head = row(self.table_title, None, self.table_rest)
        self._table_part.setLayout(column(head, self.table, row(self.more, None), spacing=4))
        self.findings = QVBoxLayout()
        self.findings.setContentsMargins(0, 0, 8, 0)
        self.findings.setSpacing(8)
        self.area = _scroll(self.findings)
        self.facts = _Facts()
        self.start = button(
            text("Start distilling"),
            icon="play",
            role="primary",
            tip=text("Queues the run and shows it (Ctrl+Return)."),
            on_click=self._start,
        )
        self.start.setProperty("tall", True)
        set_role(self.start, "primary")
        self.below = label(role="caption", wrap=True)
        self.below.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(self.area, 1)
        self.body.addWidget(self.facts)
        self.body.addSpacing(4)
        self.body.addWidget(self.start)
        self.body.addWidget(self.below)
        draft.changed.connect(self.refresh)
        self.refresh()

    def follow(self, before: QWidget) -> None:
        """Come after a widget in the order of Tab."""
        self._before_me = before
        self._chain()

    def refresh(self) -> None:
        """Show what is found now."""
        found = self._draft.preflight
        self._show_state()
        shown = (
            found.findings,
            [self._draft.is_missing(finding) for finding in found.findings],
            bool(found.pairs),
            self._draft.is_reading("cost"),
        )
        if shown != self._shown:  # else what has the keyboard's focus would lose it
            self._shown = shown
            self._build(found.findings, has_table=bool(found.pairs))
        self._show_pairs(found.pairs)
        cost = self._draft.known.cost
        self.facts.setVisible(found.is_ready)
        self.facts.show_cost(cost if isinstance(cost, Cost) else None, is_teacher=self._draft.teacher_first is not None)
        self.show_start()

    def retranslate(self) -> None:
        """Write everything in the current language."""
        self._shown = None
        self.refresh()

    def fix_buttons(self) -> list[QPushButton]:
        """Return the buttons of the ways out, in their order."""
        return self._fixes

    def _show_state(self) -> None:
        findings = self._draft.preflight.findings
        errors = [finding for finding in findings if finding.level == "error"]
        missing = [finding for finding in errors if self._draft.is_missing(finding)]
        if len(errors) > len(missing):
            count = len(errors) - len(missing)
            words = text("1 problem") if count == 1 else text("{count} problems", count=count)
            self.chip.set_state("error", words, "x")
        elif missing:
            self.chip.set_state("plain", text("Not complete"))
        elif not self._draft.preflight.is_ready:
            self.chip.set_state("plain", text("Reading…"), "loader")
        else:
            self.chip.set_state("ok", text("Ready"), "check")

    def _build(self, findings: Sequence[Finding], *, has_table: bool) -> None:
        self._order: list[QWidget] = []
        self._table_part.setParent(None)
        clear(self.findings)
        self._fixes: list[QPushButton] = []
        has_primary = False
        for finding in _in_order(findings):
            if self._stands_elsewhere(finding, has_table=has_table):
                continue
            is_classes = finding.name == _CLASSES and has_table
            if finding.level == "error" and not self._draft.is_missing(finding):
                self.findings.addWidget(_panel(finding))
                if is_classes:
                    self._place_table()
                    self._add_left_over(findings)
                self._add_fixes(finding.fixes, has_primary=has_primary)
                has_primary = has_primary or any(fix.changes for fix in finding.fixes)
            else:
                self.findings.addWidget(_Line(finding, is_missing=self._draft.is_missing(finding)))
                if is_classes:
                    self._place_table()
                    self._add_left_over(findings)
                if not self._draft.is_missing(finding):
                    self._add_links(finding.fixes)
        self.findings.addStretch(1)
        self._chain()

    def _stands_elsewhere(self, finding: Finding, *, has_table: bool) -> bool:
        if finding.name == "cost" and finding.level == "waiting":
            return not self._draft.is_reading("cost")  # it is not asked before all else is fine
        return (finding.name in _ON_CARD and finding.level == "ok") or (finding.name == _LEFT_OVER and has_table)

    def _chain(self) -> None:
        """Let Tab go through what was found in reading order, and then to Start."""
        chain = [*([self._before_me] if self._before_me is not None else []), *self._order, self.start]
        for first, second in itertools.pairwise(chain):
            QWidget.setTabOrder(first, second)

    def _place_table(self) -> None:
        self.findings.addWidget(self._table_part)
        self._table_part.show()
        self._order += [self.table, self.more]

    def _add_left_over(self, findings: Sequence[Finding]) -> None:
        """Say below the table which classes have no pair, and what that means."""
        for finding in findings:
            if finding.name == _LEFT_OVER:
                self.findings.addWidget(label(finding.sentence, "caption", wrap=True))

    def _add_fixes(self, fixes: Sequence[Fix], *, has_primary: bool) -> None:
        """Add the ways out of an error: the first that the app can take itself is the likeliest."""
        others = []
        for fix in fixes:
            if fix.changes and not has_primary:
                made = self._fix_button(fix, "primary", "check")
                self.findings.addWidget(made)
                has_primary = True
            else:
                others.append(self._fix_button(fix, ""))
        for start in range(0, len(others), 2):
            pair = others[start : start + 2]
            if any(made.sizeHint().width() > _HALF_PX for made in pair):
                for made in pair:
                    self.findings.addWidget(made)
            else:
                self.findings.addLayout(row(*pair))

    def _add_links(self, fixes: Sequence[Fix]) -> None:
        for fix in fixes:
            made = self._fix_button(fix, "link")
            self.findings.addLayout(row(28, made, None, spacing=0))

    def _fix_button(self, fix: Fix, role: str, icon: str = "") -> QPushButton:
        made = button(fix.label, role=role, icon=icon, tip=_fix_tip(fix), on_click=lambda: self._take(fix))
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._fixes.append(made)
        self._order.append(made)
        return made

    def _take(self, fix: Fix) -> None:
        if fix.changes:
            self._draft.take(fix)
        else:
            self.wanted.emit(fix)

    def _show_pairs(self, pairs: Sequence[Pair]) -> None:
        teacher = self._draft.known.teacher
        names = teacher.classes if isinstance(teacher, ModelCard) else []
        rows = len(pairs) if self._all_rows else SHOWN_ROWS
        self.table.show_pairs(pairs, names, rows)
        suggested = sum(pair.origin == "suggested" for pair in pairs)
        alone = sum(pair.origin == "none" for pair in pairs)
        self.table_title.setVisible(bool(suggested))
        say(self.table_title, setText=text("Suggested pairs: {count:,}", count=suggested))
        self.table_rest.setVisible(bool(suggested and alone))
        say(self.table_rest, setText=text("{count:,} without a pair", count=alone))
        self.more.setVisible(len(pairs) > SHOWN_ROWS)
        words = text("Show fewer") if self._all_rows else text("Show all {count:,}", count=len(pairs))
        say(self.more, setText=words, setAccessibleName=words)

    def _show_all(self) -> None:
        self._all_rows = not self._all_rows
        self._show_pairs(self._draft.preflight.pairs)

    def show_start(self) -> None:
        """Say whether the run can start, at once or after another, or why it cannot."""
        blocking = self._blocking()
        self.start.setEnabled(blocking is None)
        working = self._session.running()
        if self._refused is not None:
            sentence = self._refused
        elif blocking is not None:
            sentence = blocking
        elif working is not None:
            sentence = text("Starts when {name} is done.", name=self._session.name_of(working))
        else:
            sentence = text("Runs in the background, can be resumed.")
        set_role(self.below, "error-text" if self._refused is not None else "caption")
        say(self.below, setText=sentence)
        self._refused = None

    def _blocking(self) -> Text | None:
        if self._session.only_looks:
            return text("Another window of KD Studio works with this data folder: start the run there.")
        return self._draft.preflight.blocking

    def _start(self) -> None:
        try:
            run_id = self._draft.start()
        except UserError as error:
            self._refused = error.text
            self.show_start()
            return
        self.started.emit(run_id)


class _Line(QWidget):
    """One finding in a line: its sign and its title; what is more than fine says its sentence below."""

    def __init__(self, finding: Finding, *, is_missing: bool) -> None:
        super().__init__()
        level = "note" if is_missing else finding.level
        sign, token = _SIGNS[level]
        title = label(finding.title, wrap=True)
        say(title, setToolTip=finding.sentence)
        words = column(title, spacing=0)
        if level == "warning" or is_missing:
            words.addWidget(label(finding.sentence, "caption", wrap=True))
        icon = IconLabel(sign, token, 18)
        layout = row(column(icon, None, spacing=0), words, spacing=10)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        state = {"ok": text("fine"), "note": text("to know"), "warning": text("warning"), "waiting": text("waiting")}
        say(icon, setAccessibleName=state.get(level), setToolTip=finding.sentence)
        say(self, setAccessibleName=finding.title, setAccessibleDescription=finding.sentence)


class _Facts(QWidget):
    """Time, memory and disk that the run takes here."""

    def __init__(self) -> None:
        super().__init__()
        self.time, self.parts = label(role="medium"), label(role="caption")
        self.memory, self.disk = label(role="medium"), label(role="medium")
        names = [label(words, "secondary") for words in (text("Time"), text("Memory"), text("Disk"))]
        for name in names:
            name.setMinimumWidth(_FACT_PX)
        rows = [
            row(names[0], self.time, None),
            row(_FACT_PX + 8, self.parts, None, spacing=0),
            row(names[1], self.memory, None),
            row(names[2], self.disk, None),
        ]
        self.setLayout(column(line(), 4, *rows, spacing=4))

    def show_cost(self, cost: Cost | None, *, is_teacher: bool) -> None:
        """Show what the run takes; "—" where it is not known."""
        self.parts.setVisible(cost is not None and (is_teacher or cost.baseline_seconds > 0))
        if cost is None:
            for value in (self.time, self.memory, self.disk):
                say(value, setText=Text(NONE))
            return
        say(self.time, setText=about_duration(cost.student_seconds + cost.baseline_seconds))
        say(
            self.parts,
            setText=text("for the teacher alone")
            if is_teacher
            else text(
                "student {student}, baseline {baseline}",
                student=clock(cost.student_seconds),
                baseline=clock(cost.baseline_seconds),
            ),
        )
        say(
            self.memory,
            setText=text(
                "{need:.1f} of {total:.0f} GB", need=cost.memory_bytes / 1e9, total=cost.memory_total_bytes / 1e9
            ),
        )
        say(
            self.disk,
            setText=text("{need}, {free} free", need=data_size(cost.disk_bytes), free=data_size(cost.disk_free_bytes)),
        )


def _panel(finding: Finding) -> QFrame:
    """Return the panel of an error: what is wrong and where, in its words."""
    made = QFrame()
    set_role(made, "panel-error")
    words = column(label(finding.title, "strong", wrap=True), label(finding.sentence, wrap=True), spacing=4)
    layout = row(column(IconLabel("circle-x", "error", 18), None, spacing=0), words, spacing=8)
    layout.setContentsMargins(12, 12, 12, 12)
    layout.setStretch(1, 1)
    made.setLayout(layout)
    say(made, setAccessibleName=finding.title, setAccessibleDescription=finding.sentence)
    return made


def _in_order(findings: Sequence[Finding]) -> list[Finding]:
    """Return errors first, then what is fine beside its table, then what is only worth knowing."""
    ranks = {"error": 0, "warning": 1, "ok": 2, "waiting": 2, "note": 3}
    return sorted(findings, key=lambda finding: ranks[finding.level])


def _fix_tip(fix: Fix) -> Text | None:
    tips: dict[str, Text] = {
        "accept-pairs": text("Takes the suggested pairs as they stand in the table."),
        "add-baseline": text("Trains the same student without the teacher as well."),
        "set-image-size": text("Changes the image size of the recipe."),
        "set-setting": text("Changes the recipe."),
        "use-preset": text("Changes the recipe."),
        "set-device": text("Changes the recipe."),
    }
    return tips.get(fix.kind)


def _scroll(layout: QVBoxLayout) -> QScrollArea:
    inside = QWidget()
    set_role(inside, "page")
    inside.setLayout(layout)
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setWidget(inside)
    made.viewport().setAutoFillBackground(False)
    return made

"""The Result tab: did the teacher help, what does the student cost, how does it think, where is it wrong?"""

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QStackedLayout, QWidget

from kdstudio.core import verdict
from kdstudio.core.advice import next_step
from kdstudio.core.catalogue import RunRow
from kdstudio.core.headline import headline
from kdstudio.core.jobs import Distill, TrainTeacher
from kdstudio.core.live_run import LiveRun
from kdstudio.core.recipe import RUN_PREFIX
from kdstudio.core.text import Text, UserError, text
from kdstudio.core.verdict import Verdict
from kdstudio.gui.pages.run.exports import ExportsCard, TryView
from kdstudio.gui.pages.run.mistakes import Mistake, MistakesView, read_mistakes
from kdstudio.gui.pages.run.notes import WarningsPanel
from kdstudio.gui.pages.run.result_cards import (
    AccuracyCard,
    CostCard,
    LikenessCard,
    MistakesCard,
    mistakes_title,
    probe_link,
)
from kdstudio.gui.pages.run.tab import RunTab
from kdstudio.gui.session import Session
from kdstudio.gui.theme import set_role
from kdstudio.gui.translate import say
from kdstudio.gui.widgets.basics import Card, button, column, label, row

_GAP = 12
_MORE_SEEDS = 2


class ResultTab(RunTab):
    """What a run came to; before it was measured, one sentence says what will stand here."""

    probe_wanted = Signal(int)
    """Show a probe, by its number, in Soft labels."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._shown: object = None
        self._measured: tuple[object, list[Mistake] | None] = (None, None)
        self.empty = label(role="secondary", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.verdict = VerdictCard(session)
        self.warnings = WarningsPanel()
        self.accuracy, self.cost = AccuracyCard(session), CostCard(session)
        self.likeness, self.mistakes = LikenessCard(), MistakesCard()
        self.exports = ExportsCard(session)
        self.all_mistakes = _AllMistakes()
        self._try_view: TryView | None = None
        self._stack = QStackedLayout(self)
        for page in (self.empty, self._overview(), self.all_mistakes):
            self._stack.addWidget(page)
        for source in (self.mistakes, self.all_mistakes):
            source.probe_wanted.connect(self.probe_wanted)
        self.mistakes.all_wanted.connect(self._show_all_mistakes)
        self.all_mistakes.back_wanted.connect(self._show_overview)
        self.verdict.try_image.clicked.connect(self._show_try_view)

    def primary(self) -> QPushButton | None:
        """Return the primary button of this tab, if it has one now."""
        return self.verdict.as_teacher if self.verdict.as_teacher.isVisible() else None

    def show_run(self, live: LiveRun) -> None:
        """Show another run."""
        self._shown = None
        super().show_run(live)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Show what was exported meanwhile."""
        super().showEvent(event)
        self.exports.refresh()

    def update_run(self) -> None:
        """Show what the run came to."""
        live = self.live
        if live is None:
            return
        now = (live.folder, live.attempt, live.seq, live.state)
        if now == self._shown:
            return
        self._shown = now
        if live.networks[live.main_network].measurement is None:
            say(self.empty, setText=_what_will_stand_here(live))
            self._stack.setCurrentIndex(0)
            return
        self._show_result(live)

    def _overview(self) -> QWidget:
        content = QWidget()
        set_role(content, "page")
        upper = row(self.accuracy, self.cost, spacing=16)
        lower = row(self.likeness, self.mistakes, spacing=16)
        for pair in (upper, lower):
            pair.setStretch(0, 1)
            pair.setStretch(1, 1)
        layout = column(self.verdict, self.warnings, upper, lower, self.exports, spacing=_GAP)
        layout.setStretch(2, 1)
        content.setLayout(layout)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        scroll.viewport().setAutoFillBackground(False)
        return scroll

    def _show_result(self, live: LiveRun) -> None:
        self.verdict.show_run(live)
        self.warnings.show_notes(live.notes)
        for card in (self.accuracy, self.cost, self.likeness, self.exports):
            card.show_run(live)
        self.likeness.setVisible(isinstance(live.job, Distill))
        is_new = self._read_mistakes(live)
        if is_new or self._stack.currentIndex() == 0:
            self.mistakes.show_mistakes(live, self._measured[1])
            self.all_mistakes.show_mistakes(live, self._measured[1] or [])
            self._show_overview()

    def _read_mistakes(self, live: LiveRun) -> bool:
        """Read the mistakes where they are others than those read last; return whether they were."""
        stamp = (live.folder, *((net.measured_file, net.measurement) for net in live.networks.values()))
        if stamp == self._measured[0]:
            return False
        self._measured = (stamp, read_mistakes(live))
        return True

    def _show_all_mistakes(self) -> None:
        self._stack.setCurrentIndex(2)
        self.all_mistakes.view.setFocus()

    def _show_overview(self) -> None:
        self._stack.setCurrentIndex(1)

    def _show_try_view(self) -> None:
        if self.live is not None:
            view = self.try_view()
            view.show_run(self.live)
            self._stack.setCurrentWidget(view)

    def try_view(self) -> TryView:
        """Return where images are tried, made at its first use."""
        if self._try_view is None:
            self._try_view = TryView(self.session)
            self._try_view.back_wanted.connect(self._show_overview)
            self._stack.addWidget(self._try_view)
        return self._try_view


def _what_will_stand_here(live: LiveRun) -> Text:
    match live.state:
        case "stopped":
            return next_step(live) or text("The result stands here once the run has been measured.")
        case "failed" | "lost" | "finished":
            return text("The run ended before its network was measured: there is no result.")
        case _:
            return text("The result stands here once the run has been trained and measured.")


class VerdictCard(Card):
    """The verdict in one sentence, what it rests on, and what to do next."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._live: LiveRun | None = None
        self.sentence = label(role="verdict", wrap=True)
        self.explanation = label(wrap=True)
        self.alone = label(role="secondary", wrap=True)
        self.headline = label(role="secondary", wrap=True)
        self.said = label(role="caption", wrap=True)
        self.said.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.repeat, self.with_baseline, self.as_teacher = self._buttons()
        self.try_image = button(
            text("Try an image"),
            icon="image",
            tip=text("Shows what teacher, student and exported files say of an image, side by side."),
        )
        for words in (self.sentence, self.explanation, self.alone, self.headline):
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        left = column(self.sentence, self.explanation, self.alone, self.headline, spacing=2)
        buttons = column(
            None, self.repeat, self.with_baseline, self.as_teacher, self.try_image, self.said, None, spacing=4
        )
        for made in (self.repeat, self.with_baseline, self.as_teacher, self.try_image):
            buttons.setAlignment(made, Qt.AlignmentFlag.AlignRight)
        both = row(left, buttons, spacing=24)
        both.setContentsMargins(8, 0, 8, 0)
        both.setStretch(0, 1)
        self.body.addLayout(both)
        session.runs_changed.connect(self._offer_more_seeds)

    def show_run(self, live: LiveRun) -> None:
        """Show a run's verdict, over all seeds of its group where these have been judged together."""
        self._live = live
        is_distillation = isinstance(live.job, Distill)
        found = live.verdict if is_distillation else None
        over_seeds = self._group_verdict(live) if found is not None else None
        self._say_verdict(live, over_seeds or found)
        say(self.alone, setText=_alone(live, found) if over_seeds and found else None)
        self.alone.setVisible(over_seeds is not None)
        is_finished = live.state == "finished"
        has_baseline = found is not None and found.baseline_top1 is not None
        self.repeat.setVisible(is_finished and is_distillation and has_baseline)
        self.with_baseline.setVisible(is_finished and is_distillation and not has_baseline)
        self.as_teacher.setVisible(is_finished and isinstance(live.job, TrainTeacher))
        self._offer_more_seeds()

    def _buttons(self) -> tuple[QPushButton, QPushButton, QPushButton]:
        repeat = button(
            text("Repeat with 2 more seeds"),
            icon="repeat",
            tip=text(
                "Queues this run twice more with other seeds: chance weighs less in the verdict over all of them."
            ),
            on_click=self._repeat,
        )
        with_baseline = button(
            text("Train one with a baseline"),
            icon="repeat",
            tip=text("Opens Distil with these settings, and with the same student trained without the teacher too."),
            on_click=self._set_up_with_baseline,
        )
        as_teacher = button(
            text("Use as teacher"),
            icon="graduation-cap",
            role="primary",
            tip=text("Opens Distil with this network as the teacher (Ctrl+Return)."),
            on_click=self._use_as_teacher,
        )
        return repeat, with_baseline, as_teacher

    def _say_verdict(self, live: LiveRun, found: Verdict | None) -> None:
        result = headline(live)
        if found is None:
            say(self.sentence, setText=result)
            self.explanation.hide()
            self.headline.hide()
            return
        say(self.sentence, setText=verdict.sentence(found))
        say(self.explanation, setText=verdict.explanation(found))
        say(self.headline, setText=result)
        self.explanation.show()
        self.headline.setVisible(result is not None)

    def _offer_more_seeds(self) -> None:
        """Let the run be repeated, unless this window only looks or more seeds wait already."""
        live = self._live
        if live is None or self.repeat.isHidden():
            self.said.hide()
            return
        pending = sorted(row.seed for row in self._members(live) if row.state in ("waiting", "running"))
        reason: Text | None = None
        if self._session.only_looks:
            reason = text("Another window of KD Studio works with this data folder: this one only looks.")
        elif len(pending) > 1:
            seeds = ", ".join(map(str, pending))
            reason = text("Seeds {seeds} are queued: the verdict over all seeds will stand here.", seeds=seeds)
        elif pending:
            reason = text("Seed {seed} is queued: the verdict over all seeds will stand here.", seed=pending[0])
        self.repeat.setEnabled(reason is None)
        self._say(reason)

    def _say(self, words: Text | None) -> None:
        say(self.said, setText=words)
        self.said.setVisible(words is not None)

    def _repeat(self) -> None:
        if self._live is None:
            return
        try:
            self._session.repeat_with_more_seeds(self._live.id, _MORE_SEEDS)
        except UserError as error:
            self._say(error.text)
        else:
            self._offer_more_seeds()

    def _set_up_with_baseline(self) -> None:
        if self._live is not None and isinstance(self._live.job, Distill):
            recipe = msgspec.structs.replace(self._live.job.recipe, baseline=True)
            self._session.set_up(job=Distill(recipe=recipe))

    def _use_as_teacher(self) -> None:
        if self._live is not None:
            self._session.set_up(changes={"teacher": f"{RUN_PREFIX}{self._live.id}"})

    def _members(self, live: LiveRun) -> list[RunRow]:
        """Return the other runs of a run's group."""
        rows = self._session.rows()
        group = next((found.group for found in rows if found.id == live.id), None)
        return [found for found in rows if group is not None and found.group == group and found.id != live.id]

    def _group_verdict(self, live: LiveRun) -> Verdict | None:
        """Return the verdict over all seeds: in the journal of the last of the group to finish."""
        members = self._members(live)
        if live.group_verdict is not None or not members:
            return live.group_verdict
        last = max(members, key=lambda member: member.ended_at or 0.0)
        try:
            return self._session.live(last.id).group_verdict
        except (UserError, OSError):  # its folder is gone
            return None


def _alone(live: LiveRun, found: Verdict) -> Text:
    """Return what one seed says by itself, below the verdict over all."""
    return text(
        "Seed {seed}, below, alone: {student_top1:.1f} % with the teacher, {baseline_top1:.1f} % without.",
        seed=live.job.recipe.seed,
        student_top1=found.student_top1,
        baseline_top1=found.baseline_top1 or 0.0,
    )


class _AllMistakes(Card):
    """All mistakes, in place of the result, until one goes back."""

    probe_wanted = Signal(int)
    back_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(text("The student's mistakes"))
        self.view = MistakesView(one_row=False)
        self.back = button(
            text("Back to the result"),
            icon="chevron-left",
            tip=text("Shows the result again (Esc)."),
            keys="Esc",
            on_click=self.back_wanted.emit,
        )
        self.open = probe_link(self._open_probe)
        self.title_row.addWidget(self.open)
        self.title_row.addWidget(self.back)
        self.body.addWidget(self.view, 1)
        self.view.chosen.connect(self._offer_probe)
        self.view.opened.connect(self._open_probe)

    def show_mistakes(self, live: LiveRun, mistakes: list[Mistake]) -> None:
        """Hold the mistakes of a run."""
        count = len(mistakes)
        say(self.title, setText=mistakes_title(count, count, is_teachers=live.main_network == "teacher"))
        self.view.show_mistakes(mistakes, live.prepared.classes if live.prepared else ())

    def _open_probe(self) -> None:
        current = self.view.current()
        if current is not None and current.probe is not None:
            self.probe_wanted.emit(current.probe)

    def _offer_probe(self) -> None:
        current = self.view.current()
        self.open.setVisible(current is not None and current.probe is not None)

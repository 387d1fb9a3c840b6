"""The Export page: five steps at the left with what was chosen, and the step that is shown at the right."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget

from kdstudio.core.cards import HandoverMade
from kdstudio.core.export_plan import STEPS, WizardStep, reachable
from kdstudio.core.export_verdict import main_row
from kdstudio.core.live_export import LiveExport
from kdstudio.core.text import Text, UserError, text
from kdstudio.gui.export_wizard.build import BuildStep
from kdstudio.gui.export_wizard.draft import Draft
from kdstudio.gui.export_wizard.hand_over import HandOverStep
from kdstudio.gui.export_wizard.proof import ProofStep
from kdstudio.gui.export_wizard.step import Step
from kdstudio.gui.export_wizard.steps import StepList
from kdstudio.gui.export_wizard.what import WhatStep
from kdstudio.gui.export_wizard.where import WhereStep
from kdstudio.gui.pages.base import Page
from kdstudio.gui.session import Session
from kdstudio.gui.translate import clock
from kdstudio.gui.widgets.basics import row
from kdstudio.gui.widgets.notice import Notice

AnyStep = TypeVar("AnyStep", bound=Step)


class ExportPage(Page):
    """Makes an export, or shows one. `open` takes {"run_id": a run to export} or {"folder": an export's folder}."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, text("Export"))
        self.draft = Draft(session, self)
        self.live: LiveExport | None = None  # the export that is shown, while the choices are still its own
        self.now: WizardStep = "what"
        self.steps = StepList()
        self.stack = QStackedWidget()
        self.trouble = Notice()
        self._lay_out()
        self._connect()
        self._show_steps()

    # Each step is made when it is first wanted.

    @cached_property
    def what(self) -> WhatStep:
        """The first step."""
        made = self._add(WhatStep(self.session, self.draft))
        made.opened.connect(self.show_export)
        return made

    @cached_property
    def where(self) -> WhereStep:
        """The second step."""
        return self._add(WhereStep(self.session, self.draft))

    @cached_property
    def build(self) -> BuildStep:
        """The third step."""
        return self._add(BuildStep(self.session))

    @cached_property
    def proof(self) -> ProofStep:
        """The fourth step."""
        return self._add(ProofStep(self.session))

    @cached_property
    def hand_over(self) -> HandOverStep:
        """The fifth step."""
        return self._add(HandOverStep(self.session))

    def open(self, argument: Any) -> None:
        """Show an export, or what is chosen of a run; None leaves the page as it is."""
        if not argument:
            return
        if argument.get("folder") is not None:
            self.show_export(Path(argument["folder"]))
        elif argument.get("run_id") is not None:
            self.draft.choose_run(argument["run_id"])
            self.go_to("where" if self.draft.chosen() is not None else "what")

    def primary(self) -> QPushButton | None:
        """Return the primary button of the step that is shown."""
        return self._part(self.now).primary()

    def make_ahead(self) -> Iterator[None]:
        """Make the steps that take longest, one at a time."""
        for step in ("what", "where", "proof"):
            self._part(step)
            yield

    def next_tab(self, step: int) -> None:
        """Go to the next step that may be gone to, or the one before."""
        open_steps = [name for name in STEPS if name in self._reachable() or name == self.now]
        place = open_steps.index(self.now) + step
        if 0 <= place < len(open_steps):
            self.go_to(open_steps[place])

    def go_to(self, step: str) -> None:
        """Show a step, if it may be gone to; `build` starts to build where nothing is built of these choices."""
        if step == "build" and self._shown() is None:
            self._start()
            return
        wanted = next((name for name in STEPS if name == step), None)
        if wanted is None or (wanted not in self._reachable() and wanted != self.now):
            return
        self._show_step(wanted)

    def show_export(self, folder: Path) -> None:
        """Show an export: its proof, or where it is."""
        try:
            live = self.session.exports.live(folder)
        except UserError as error:
            self.trouble.tell("error", error.text)
            return
        self.trouble.hide()
        self.live = live
        self.draft.take(live.plan)
        self._show_step("proof" if _is_proven(live) else "build")

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Show what has changed meanwhile; an export that is at work is what one wants to see."""
        super().showEvent(event)
        at_work = self.session.exports.running()
        if at_work is not None and self.live is None and not self.draft.plan.source:
            self.show_export(at_work)
        else:
            self._show_step(self.now)

    # Within

    def _lay_out(self) -> None:
        both = row(spacing=16)
        both.addWidget(self.steps)
        both.addWidget(self.stack, 1)
        self.body.addWidget(self.trouble)
        self.body.addLayout(both, 1)

    def _connect(self) -> None:
        self.steps.chosen.connect(self.go_to)
        self.draft.changed.connect(self._show_steps)
        self.session.exports.changed.connect(self._export_changed)
        self.session.run_changed.connect(self._run_changed)
        self.session.runs_changed.connect(self._runs_changed)
        self.session.beat.connect(self._beat)

    def _add(self, made: AnyStep) -> AnyStep:
        made.wanted.connect(self.go_to)
        self.stack.addWidget(made)
        return made

    def _part(self, step: WizardStep) -> Step:
        part = getattr(self, step)
        assert isinstance(part, Step)
        return part

    def _start(self) -> None:
        plan = self.draft.chosen()
        if plan is None:
            return
        try:
            folder = self.session.exports.start(plan)
        except UserError as error:
            self.trouble.tell("error", error.text)
            return
        self.trouble.hide()
        self.show_export(folder)

    def _show_step(self, step: WizardStep) -> None:
        self.now = step
        live = self._shown()
        match step:
            case "what":
                self.what.update_runs()
            case "where":
                self.where.look_again()
            case "build" if live is not None:
                self.build.show_export(live)
            case "proof" if live is not None:
                self.proof.show_export(live, self.draft.run)
            case "hand_over" if live is not None:
                self.hand_over.show_export(live, self.proof.keys())
        self.stack.setCurrentWidget(self._part(step))
        self._show_steps()

    def _show_steps(self) -> None:
        place = STEPS.index(self.now)
        done = set(STEPS[:place])
        if self._shown() is not None:
            done |= {"what", "where"}
            if _is_proven(self._shown()):
                done |= {"build", "proof"}
        if self._handed_over() is not None:
            done.add("hand_over")
        self.steps.show_steps(self.now, done - {self.now}, self._reachable(), self._captions())

    def _reachable(self) -> set[WizardStep]:
        live = self._shown()
        found = reachable(
            self.draft.chosen(),
            is_building=live is not None and not live.is_over(),
            is_proven=_is_proven(live),
        )
        if live is not None:
            found.add("build")
        return found

    def _captions(self) -> dict[WizardStep, Text]:
        live = self._shown()
        found: dict[WizardStep, Text] = {}
        if self.draft.plan.source:
            found["what"] = self.draft.what()
            found["where"] = self.draft.where()
        if live is not None and live.is_over() and live.started_at is not None and live.ended_at is not None:
            seconds = clock(live.ended_at - live.started_at)
            count = len(set(live.built) & set(live.plan.precisions))
            found["build"] = (
                text("1 file in {time}", time=seconds)
                if count == 1
                else text("{count:d} files in {time}", count=count, time=seconds)
            )
        if live is not None and live.proof is not None:
            found["proof"] = _proof_caption(live)
        made = self._handed_over()
        if made is not None:
            found["hand_over"] = text("{folder}", folder=Path(made.folder).name)
        return found

    def _shown(self) -> LiveExport | None:
        """Return the export that is shown, as long as the choices are still its own."""
        return self.live if self.live is not None and self.live.plan == self.draft.plan else None

    def _handed_over(self) -> HandoverMade | None:
        """Return what was handed over of the export that is shown."""
        return self.hand_over.made_of(self._shown()) if "hand_over" in vars(self) else None

    def _export_changed(self, folder: Path) -> None:
        if self.live is None or folder != self.live.folder:
            if self.isVisible() and self.now == "what":
                self.what.update_exports()
            return
        self.live = self.session.exports.live(folder)
        if not self.isVisible() or self.now != "build":
            return
        if _is_proven(self.live):
            self._show_step("proof")
        else:
            self.build.show_export(self.live)
            self._show_steps()

    def _run_changed(self, _run_id: str) -> None:
        if self.isVisible() and self.now == "where":
            self.where.show_start()

    def _runs_changed(self) -> None:
        if self.isVisible() and self.now == "what":
            self.what.update_runs()
        self._run_changed("")

    def _beat(self) -> None:
        if self.isVisible() and self.now == "build":
            self.build.tick()


def _is_proven(live: LiveExport | None) -> bool:
    return live is not None and live.proof is not None and live.is_over()


def _proof_caption(live: LiveExport) -> Text:
    found = main_row(live.proof) if live.proof is not None else None
    if found is None:
        return text("no file")
    if found.loss is None:
        return text("agreement only")
    match found.loss.verdict:
        case "within":
            return text("within budget")
        case "unproven":
            return text("not proven")
        case "over":
            return text("over budget")

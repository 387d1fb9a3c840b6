"""The Run page: one run, live and afterwards: its head, what went wrong if anything did, and its tabs."""

import time
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from kdstudio.core import queue
from kdstudio.core.events import StopWish
from kdstudio.core.jobs import JOB_FILE, Distill
from kdstudio.core.live_run import LiveRun
from kdstudio.core.text import Text, UserError, text
from kdstudio.gui.pages.base import Page
from kdstudio.gui.pages.run.curves import CurvesTab
from kdstudio.gui.pages.run.dark_knowledge import DarkKnowledgeTab
from kdstudio.gui.pages.run.details import DetailsTab
from kdstudio.gui.pages.run.ending import EndingPanel
from kdstudio.gui.pages.run.header import RunHeader
from kdstudio.gui.pages.run.log import LogTab
from kdstudio.gui.pages.run.result import ResultTab
from kdstudio.gui.pages.run.soft_labels import SoftLabelsTab, make_histograms
from kdstudio.gui.pages.run.tab import RunTab
from kdstudio.gui.session import Session
from kdstudio.gui.translate import say, show
from kdstudio.gui.widgets.basics import button, column, label, line, row
from kdstudio.gui.widgets.notice import Notice

_TITLES: dict[str, Text] = {
    "result": text("Result"),
    "soft_labels": text("Soft labels"),
    "curves": text("Curves"),
    "dark_knowledge": text("Dark knowledge"),
    "log": text("Log"),
    "details": text("Details"),
}
_TABS: dict[str, type[RunTab]] = {
    "result": ResultTab,
    "soft_labels": SoftLabelsTab,
    "curves": CurvesTab,
    "dark_knowledge": DarkKnowledgeTab,
    "log": LogTab,
    "details": DetailsTab,
}


class RunPage(Page):
    """Shows a run. `open` takes {"run_id": its id, "tab": a key of the tabs or None}."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, text("Run"))
        self.title.hide()
        self._run_id: str | None = None
        self._live: LiveRun | None = None
        self._state_before: str | None = None
        self._wish: StopWish = "keep"
        self._has_chosen_tab = False
        self._is_dirty = False
        self._late: set[str] = set()  # tabs that have not drawn what is new
        self.header = RunHeader()
        self.trouble = Notice()
        self.ending = EndingPanel(session)
        self.tabs: dict[str, RunTab] = {}  # those that have been shown: charts take their time to be made
        self._keys: list[str] = []
        self.tab_bar = QTabBar()
        self.tab_bar.setExpanding(False)
        self.tab_bar.setDrawBase(False)
        self.stack = QStackedWidget()
        self.gone = _Gone()
        self._lay_out()
        self._connect()

    def open(self, argument: Any) -> None:
        """Show a run, at one of its tabs; the same run again stays as it is unless a tab is named."""
        if argument is None:
            return
        run_id, tab = argument["run_id"], argument.get("tab")
        is_other = run_id != self._run_id
        if is_other:
            self._run_id, self._live, self._state_before = run_id, None, None
            self._has_chosen_tab = False
            self.trouble.hide()
        self._refresh()
        if self._live is None:
            return
        if tab is not None:
            self._has_chosen_tab = True
            self.show_tab(tab)
        elif is_other:
            self.show_tab("result" if self._live.state == "finished" else "soft_labels")

    def show_tab(self, key: str) -> None:
        """Show a tab by its key, if the run has it."""
        wanted = key.replace("-", "_")
        if wanted in self._keys:
            self.tab_bar.setCurrentIndex(self._keys.index(wanted))

    def current_tab(self) -> str | None:
        """Return the key of the tab that is shown."""
        place = self.tab_bar.currentIndex()
        return self._keys[place] if 0 <= place < len(self._keys) else None

    def next_tab(self, step: int) -> None:
        """Go to the next tab, or the one before, around the ends."""
        if self._keys:
            self._has_chosen_tab = True
            self.tab_bar.setCurrentIndex((self.tab_bar.currentIndex() + step) % len(self._keys))

    def make_ahead(self) -> Iterator[None]:
        """Make the charts that a run begins with, and give them their look, in steps that nobody feels."""
        if "soft_labels" in self.tabs:
            return
        histograms = make_histograms()
        yield
        made = self._keep("soft_labels", SoftLabelsTab(self.session, histograms))
        yield
        for part in made.findChildren(QWidget):
            part.ensurePolished()

    def primary(self) -> QPushButton | None:
        """Return the one primary button: of the head, of what went wrong, or of the tab that is shown."""
        if self._live is None:
            return self.gone.all_runs if self._run_id is not None else None
        of_tab = getattr(self.stack.currentWidget(), "primary", None)
        return self.header.primary() or self.ending.primary() or (of_tab() if of_tab is not None else None)

    def filter_field(self) -> QWidget | None:
        """Return the filter of the probe images, or the search of the log, while they are shown."""
        shown = self.stack.currentWidget()
        if isinstance(shown, LogTab):
            return shown.filter_field()
        return shown.list.filter if isinstance(shown, SoftLabelsTab) else None

    def retranslate(self) -> None:
        """Say the tabs' names and the head's facts in the current language."""
        for place, key in enumerate(self._keys):
            self.tab_bar.setTabText(place, show(_TITLES[key]))
        self._show_header()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Draw what has changed while the page was hidden."""
        super().showEvent(event)
        if self._is_dirty:
            self._refresh()

    # What is shown

    def _changed(self, run_id: str) -> None:
        if run_id == self._run_id:
            self._refresh_if_seen()

    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self._refresh()
        else:
            self._is_dirty = True

    def _refresh(self) -> None:
        """Take in what is known of the run now, and draw it in the tab that is shown."""
        if self._run_id is None:
            return
        self._is_dirty = False
        live = self._find(self._run_id)
        self._body.setCurrentIndex(0 if live is None else 1)
        self.header.setVisible(live is not None)
        if live is None:
            self._live = None
            return
        self._live = live
        self._late = set(_TABS)
        self._offer_tabs(live)
        self.ending.show_run(live)
        self._update_tab()
        self._show_header()
        if live.progress is not None and live.progress.stage == "measure" and live.networks["student"].weights:
            self._tab("result")  # made ahead: to make it and to draw it in one go would be felt
        if self._state_before == "running" and live.state == "finished" and not self._has_chosen_tab:
            self.show_tab("result")
        self._state_before = live.state

    def _find(self, run_id: str) -> LiveRun | None:
        try:
            if not (self.session.folder(run_id) / JOB_FILE).is_file():
                self.gone.say(text("The run {run} is not here any more: its folder was removed.", run=run_id))
                return None
            return self.session.live(run_id)
        except UserError as error:
            self.gone.say(error.text)
        except OSError as error:
            reason = error.strerror or str(error)
            self.gone.say(text("The run {run} cannot be read ({reason}).", run=run_id, reason=reason))
        return None

    def _offer_tabs(self, live: LiveRun) -> None:
        """Offer the tabs that have something to show, and stay at the one that is shown."""
        has_result = live.state == "finished" or any(network.measurement for network in live.networks.values())
        missing = set() if has_result else {"result"}
        if not isinstance(live.job, Distill):
            missing.add("dark_knowledge")
        wanted = [key for key in _TITLES if key not in missing]
        if wanted == self._keys:
            return
        before = self.current_tab()
        self.tab_bar.blockSignals(True)
        while self.tab_bar.count():
            self.tab_bar.removeTab(0)
        self._keys = wanted
        for key in wanted:
            self.tab_bar.addTab(show(_TITLES[key]))
        self.tab_bar.setCurrentIndex(wanted.index(before) if before in wanted else 0)
        self.tab_bar.blockSignals(False)
        self._tab_changed()

    def _tab_changed(self) -> None:
        key = self.current_tab()
        if key is not None:
            self.stack.setCurrentWidget(self._tab(key))
            self._update_tab()

    def _tab(self, key: str) -> RunTab:
        """Return a tab, made at its first use."""
        return self.tabs[key] if key in self.tabs else self._keep(key, _TABS[key](self.session))

    def _keep(self, key: str, made: RunTab) -> RunTab:
        if key in self.tabs:  # somebody was quicker
            made.deleteLater()
            return self.tabs[key]
        self.tabs[key] = made
        self.stack.addWidget(made)
        if isinstance(made, ResultTab):
            made.probe_wanted.connect(self._show_probe)
        return made

    def _update_tab(self) -> None:
        """Draw what is new in the tab that is shown."""
        key, live = self.current_tab(), self._live
        if key is None or live is None or key not in self._late:
            return
        self._late.discard(key)
        tab = self._tab(key)
        if tab.live is live:
            tab.update_run()
        else:
            tab.show_run(live)

    def _show_header(self) -> None:
        live = self._live
        if live is None or self._run_id is None:
            return
        self.header.show_run(live, self.session.name_of(self._run_id), self._why_it_waits(live), time.time())
        stopping = self._wish if self.session.is_stopping(self._run_id) else None
        self.header.show_state(
            live,
            stopping,
            may_end_now=self.session.may_end_now(self._run_id),
            is_next_step_here=self.ending.primary() is None,
        )

    def _why_it_waits(self, live: LiveRun) -> Text | None:
        if live.state != "waiting":
            return None
        try:
            reason = queue.reason(live.folder)
            waiting = self.session.waiting()
        except UserError as error:
            return error.text
        if reason is not None or live.id not in waiting:
            return reason
        place = waiting.index(live.id)
        if place:
            return text("Runs in the queue before it: {count:d}.", count=place)
        if self.session.running() is not None:
            return text("It starts by itself when the run that is at work has ended.")
        return None

    def _beat(self) -> None:
        """Let the time left go on, once a second."""
        if self.isVisible() and self._live is not None and self._live.state == "running":
            self._show_header()

    # What a person does

    def _tab_clicked(self, _place: int) -> None:
        self._has_chosen_tab = True

    def _act(self, action: str) -> None:
        if self._run_id is None or self._live is None:
            return
        self.trouble.hide()
        try:
            self._do(action, self._run_id, self._live)
        except UserError as error:
            self.trouble.tell("error", error.text)
        except OSError as error:
            self.trouble.tell("error", text("That could not be done: {reason}.", reason=error.strerror or str(error)))
        self._refresh_if_seen()

    def _do(self, action: str, run_id: str, live: LiveRun) -> None:
        match action:
            case "pause" | "finish":
                self._wish = "keep" if action == "pause" else "finish"
                self.session.stop(run_id, self._wish)
            case "end_now":
                self.session.end_now(run_id)
            case "resume":
                self.session.resume(run_id)
            case "remove":
                self.session.delete(run_id)
                self.session.go_to("runs")
            case "duplicate":
                self.session.set_up(job=live.job)
            case "export":
                self.session.exports.open(run_id=run_id)

    def _rename(self, name: str) -> None:
        if self._run_id is None:
            return
        self.trouble.hide()
        try:
            self.session.change_about(self._run_id, name=name)
        except UserError as error:
            self.trouble.tell("error", error.text)
        except OSError as error:
            reason = error.strerror or str(error)
            self.trouble.tell(
                "error", text("The name cannot be written to the run's folder ({reason}).", reason=reason)
            )
        self._refresh_if_seen()

    def _show_probe(self, probe: int) -> None:
        self._has_chosen_tab = True
        self.show_tab("soft_labels")
        shown = self.stack.currentWidget()
        if isinstance(shown, SoftLabelsTab):
            shown.choose(probe)

    def _all_runs(self) -> None:
        self.session.go_to("runs")

    # How it is laid out

    def _lay_out(self) -> None:
        self.body.setSpacing(0)
        content = QWidget()
        content.setLayout(column(self.tab_bar, line(), 16, self.ending, self.stack, spacing=0))
        self._body = QStackedWidget()
        self._body.addWidget(self.gone)
        self._body.addWidget(content)
        self.head.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.header)
        self.body.addSpacing(8)
        self.body.addWidget(self.trouble)
        self.body.addWidget(self._body, 1)

    def _connect(self) -> None:
        self.tab_bar.currentChanged.connect(self._tab_changed)
        self.tab_bar.tabBarClicked.connect(self._tab_clicked)
        say(
            self.tab_bar,
            setAccessibleName=text("What to see of the run"),
            setToolTip=text("Ctrl+Tab goes to the next, Ctrl+Shift+Tab to the one before."),
        )
        self.header.wished.connect(self._act)
        self.header.renamed.connect(self._rename)
        self.gone.all_runs.clicked.connect(self._all_runs)
        self.session.run_changed.connect(self._changed)
        self.session.runs_changed.connect(self._refresh_if_seen)
        self.session.beat.connect(self._beat)


class _Gone(QWidget):
    """What stands here instead of a run that cannot be shown."""

    def __init__(self) -> None:
        super().__init__()
        self.sentence = label(role="section", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.all_runs = button(
            text("Show all runs"), icon="list", role="primary", tip=text("Opens the list of all runs (Ctrl+Return).")
        )
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(self.sentence)
        layout.addSpacing(8)
        layout.addLayout(row(None, self.all_runs, None))
        layout.addStretch(2)

    def say(self, sentence: Text) -> None:
        """Say why there is no run to show."""
        say(self.sentence, setText=sentence)

"""The panel above the tabs of a run that failed or was lost: what happened, what is kept, what to do next."""

from PySide6.QtWidgets import QFrame, QLayout, QPlainTextEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from kdstudio.core import jobs, journal
from kdstudio.core.advice import next_step
from kdstudio.core.events import Lost, Network
from kdstudio.core.live_run import NETWORKS, LiveRun
from kdstudio.core.text import Text, UserError, text
from kdstudio.gui.pages.outside import copy, open_folder
from kdstudio.gui.session import Session
from kdstudio.gui.theme import set_icon, set_role
from kdstudio.gui.translate import say
from kdstudio.gui.widgets.basics import IconLabel, button, column, label, row

_SEEN_LINES = 6
_KEPT_LINES = 200  # of the log in what is copied
_KILLED = (-9, 137)
_TOLD_TO_END = (-15, -2, 130, 143)
_CRASHED = (-4, -6, -7, -8, -10, -11, 134, 136, 138, 139, 0xC0000005, 0xC0000005 - 2**32)


class EndingPanel(QWidget):
    """What happened to a run that failed or was lost; hidden for all others."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._live: LiveRun | None = None
        self._shown: object = None
        self.sentence = label(role="card-title", wrap=True)
        self.next = label(wrap=True)
        self.kept = label(role="secondary", wrap=True)
        self.refused = label(role="error-text", wrap=True)
        self.log = _log_view()
        self.resume, self.change, self.copy, self.folder = self._buttons()
        words = column(self.sentence, self.next, self.kept, spacing=4)
        buttons = row(self.resume, self.change, None, self.copy, self.folder)
        inner = column(words, self.log, buttons, self.refused, spacing=12)
        icon = IconLabel("circle-x", "error", 20)
        say(icon, setAccessibleName=text("Error"))
        both = row(column(icon, None), inner, spacing=12)
        both.setContentsMargins(16, 12, 16, 12)
        both.setStretch(1, 1)
        panel = _panel(both)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 12)
        outer.addWidget(panel)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def primary(self) -> QPushButton | None:
        """Return the button of the likeliest next step, None where the panel is hidden."""
        if self.isHidden() or self._live is None:
            return None
        return self.resume if can_resume(self._live) else self.change

    def show_run(self, live: LiveRun) -> None:
        """Show what happened to a run, if it failed or was lost."""
        now = (live.folder, live.attempt, live.state, live.failed, live.lost)
        self._live = live
        if now == self._shown:
            return
        self._shown = now
        happened = what_happened(live)
        self.setVisible(happened is not None)
        if happened is None:
            return
        say(self.sentence, setText=happened)
        kept = what_is_kept(live) if can_resume(live) else None
        for target, words in ((self.next, next_step(live)), (self.kept, kept), (self.refused, None)):
            say(target, setText=words)
            target.setVisible(words is not None)
        tail = log_tail(live, _SEEN_LINES)
        self.log.setPlainText(tail)
        self.log.setVisible(bool(tail))
        self.log.verticalScrollBar().setValue(self.log.verticalScrollBar().maximum())
        self._offer(live)

    def _offer(self, live: LiveRun) -> None:
        resumes = can_resume(live)
        self.resume.setVisible(resumes)
        self.resume.setEnabled(not self._session.only_looks)
        if self._session.only_looks:
            words = text("Another window of KD Studio works with this data folder: this one only looks.")
            say(self.resume, setToolTip=words)
        else:
            say(self.resume, setToolTip=text("Goes on after the last epoch that is kept (Ctrl+Return)."))
        _set_primary(self.resume, "play", is_primary=resumes)
        _set_primary(self.change, "pencil", is_primary=not resumes)

    def _buttons(self) -> tuple[QPushButton, QPushButton, QPushButton, QPushButton]:
        return (
            button(text("Resume"), icon="play", on_click=self._resume),
            button(
                text("Change the settings"),
                icon="pencil",
                tip=text("Opens Distil with this run's settings, for a new run; this one stays as it is."),
                on_click=self._change,
            ),
            button(
                text("Copy details"),
                icon="clipboard-copy",
                tip=text("Copies what happened, the versions, the settings and the end of the log, to report it."),
                on_click=self._copy,
            ),
            button(
                text("Open folder"),
                icon="folder-open",
                tip=text("Opens the run's folder, with its log and what is kept."),
                on_click=self._open_folder,
            ),
        )

    def _resume(self) -> None:
        if self._live is None:
            return
        try:
            self._session.resume(self._live.id)
        except UserError as error:
            say(self.refused, setText=error.text)
            self.refused.show()

    def _change(self) -> None:
        if self._live is not None:
            self._session.set_up(job=self._live.job)

    def _copy(self) -> None:
        if self._live is not None:
            copy(self._session, details(self._live))

    def _open_folder(self) -> None:
        if self._live is not None:
            open_folder(self._session, self._live.folder)


def can_resume(live: LiveRun) -> bool:
    """Return whether a resume may help: not where what was given is wrong."""
    return live.state == "lost" or (live.failed is not None and live.failed.reason != "input")


def what_happened(live: LiveRun) -> Text | None:
    """Return in one sentence why a run ended; None for one that did not fail and was not lost."""
    if live.state == "failed" and live.failed is not None:
        return live.failed.sentence
    if live.state == "lost" and live.lost is not None:
        return _how_it_was_lost(live.lost)
    return None


def _how_it_was_lost(lost: Lost) -> Text:
    code = lost.exit_code
    if code is None:
        return text("The run ended without a word, while no window watched it: nobody knows its exit code.")
    if code in _KILLED:
        return text("The run ended without a word (exit code {code:d}): the system killed its process.", code=code)
    if code in _CRASHED:
        return text("The run ended without a word (exit code {code:d}): a library crashed.", code=code)
    if code in _TOLD_TO_END:
        return text("The run ended without a word (exit code {code:d}): its process was told to end.", code=code)
    return text("The run ended without a word (exit code {code:d}).", code=code)


def what_is_kept(live: LiveRun) -> Text | None:
    """Return how far the networks came whose checkpoint a resume goes on from; None where there is none."""
    found: Text | None = None
    for network in NETWORKS:
        known = live.networks[network]
        if known.checkpoint_epoch:
            found = _kept(network, known.checkpoint_epoch, known.epochs_planned)
    return found


def _kept(network: Network, epoch: int, epochs: int) -> Text:
    match network:
        case "teacher":
            return text("Kept: the teacher after {epoch} of {epochs} epochs.", epoch=epoch, epochs=epochs)
        case "student":
            return text("Kept: the student after {epoch} of {epochs} epochs.", epoch=epoch, epochs=epochs)
        case "baseline":
            return text(
                "Kept: the whole student, and the baseline after {epoch} of {epochs} epochs.",
                epoch=epoch,
                epochs=epochs,
            )


def log_tail(live: LiveRun, lines: int) -> str:
    """Return the last lines of a run's log: from its folder or, where that is gone, as it was when it was lost."""
    tail = journal.log_tail(live.folder, lines)
    if tail or live.lost is None:
        return tail
    return "\n".join(live.lost.log_tail.splitlines()[-lines:])


def details(live: LiveRun) -> str:
    """Return what to send to somebody who can help: plain text, in English whatever the window speaks."""
    happened, advice, kept = what_happened(live), next_step(live), what_is_kept(live)
    sentences = [words.english() for words in (happened, advice, kept) if words is not None]
    device = live.prepared.device if live.prepared else "not known yet"
    facts = [f"run: {live.id}", f"attempt: {live.attempt}", f"device: {device}"]
    versions = [f"{name}: {version}" for name, version in sorted(live.versions.items())]
    blocks = [
        "\n".join(sentences),
        "\n".join(facts + versions),
        f"{jobs.JOB_FILE}\n{jobs.to_toml(live.job).rstrip()}",
        f"{journal.LOG_FILE}\n{log_tail(live, _KEPT_LINES)}".rstrip(),
    ]
    return "\n\n".join(blocks) + "\n"


def _log_view() -> QPlainTextEdit:
    made = QPlainTextEdit()
    set_role(made, "log")
    made.setReadOnly(True)
    made.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    made.setFixedHeight(made.fontMetrics().lineSpacing() * _SEEN_LINES + 36)
    say(made, setAccessibleName=text("The last lines of the log"))
    return made


def _panel(layout: QLayout) -> QFrame:
    made = QFrame()
    set_role(made, "panel-error")
    made.setLayout(layout)
    return made


def _set_primary(target: QPushButton, icon: str, *, is_primary: bool) -> None:
    set_role(target, "primary" if is_primary else "")
    set_icon(target, icon, "on_accent" if is_primary else "ink")

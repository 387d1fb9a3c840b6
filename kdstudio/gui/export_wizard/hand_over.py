"""The fifth step: the folder that is handed over, made, checked, and what is in it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QPushButton

from kdstudio.core.cards import Answer, HandOver, HandoverMade, Refused
from kdstudio.core.live_export import HANDOVER, LiveExport
from kdstudio.core.proof import model_words
from kdstudio.core.text import Text, text
from kdstudio.gui.export_wizard.step import Step, scrolling
from kdstudio.gui.pages.outside import open_folder
from kdstudio.gui.session import Session
from kdstudio.gui.theme import set_icon, set_role
from kdstudio.gui.translate import data_size, say, show
from kdstudio.gui.widgets.basics import Card, IconLabel, button, clear, column, label, row
from kdstudio.gui.widgets.path_picker import PathPicker

# What each file of the folder is for; the models themselves have the names that the proof gave them.
_MEANINGS: dict[str, Text] = {
    "infer.py": text("Classifies images; needs only the runtime, NumPy and Pillow. --check tests it."),
    "runtime.py": text("Runs the model: the very code that the proof ran."),
    "requirements.txt": text("What to install where it runs."),
    "model.json": text("Classes, sizes, normalisation and checksums, as data."),
    "proof.json": text("Every figure of the proof."),
    "expected.json": text("What the models must say of the sample images."),
    "README.md": text("The model card, for people: what it is, how good, how fast, its limits."),
    "samples": text("A few images to check it with."),
    "LICENSE": text("The licence of the code and the model."),
}
_WILL_BE = (
    "infer.py",
    "runtime.py",
    "requirements.txt",
    "model.json",
    "README.md",
    "proof.json",
    "expected.json",
    "samples",
    "LICENSE",
)


class HandOverStep(Step):
    """Writes the hand-over folder and shows what came of it."""

    def __init__(self, session: Session) -> None:
        super().__init__("proof")
        self._session = session
        self._live: LiveExport | None = None
        self._keys: list[str] = []
        self._question: int | None = None
        self.made: HandoverMade | None = None
        self.picker = PathPicker(
            text("Folder to hand over"),
            text("The export's own folder"),
            text("Where the folder goes; empty it to keep it with the export."),
        )
        self.picker.chosen.connect(self._choose)
        self.own = label(role="caption", wrap=True)
        self.zip = QCheckBox()
        say(
            self.zip,
            setText=text("Also as a zip file"),
            setToolTip=text("Writes the same folder once more as one file, to send it."),
        )
        self.models = label(role="secondary", wrap=True)
        self.icon = IconLabel("circle-check", "ok", 20)
        self.result = label(role="card-title", wrap=True)
        self.where = label(role="secondary", wrap=True)
        self.where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.outcome = QFrame()
        self.contents = _ContentsCard()
        self.hint = label(role="secondary", wrap=True)
        self.make = button(
            text("Make the folder"),
            icon="folder-check",
            role="primary",
            tip=text("Writes the folder, then runs its own check (Ctrl+Return)."),
            on_click=self._make,
        )
        self.folder = button(
            text("Open folder"),
            icon="folder-open",
            tip=text("Opens the folder in the system's file manager."),
            on_click=self._open,
        )
        self._lay_out()

    def primary(self) -> QPushButton | None:
        """Return the button that makes the folder, or opens it once it is made."""
        return self.make if self.made is None else self.folder

    def made_of(self, live: LiveExport | None) -> HandoverMade | None:
        """Return what was made of an export, if anything was."""
        is_it = live is not None and self._live is not None and live.folder == self._live.folder
        return self.made if is_it else None

    def show_export(self, live: LiveExport, keys: list[str]) -> None:
        """Show an export that is to be handed over with the files of these keys, the main one first."""
        is_other = self._live is None or live.folder != self._live.folder or keys != self._keys
        self._live, self._keys = live, keys
        if is_other:
            self._session.forget(self._question)
            self._question, self.made = None, None
            self._show_outcome(None)
            self.picker.set_path(live.plan.out or "")
            self.zip.setChecked(live.plan.zip)
            self._take_earlier(live)
        self.retranslate()
        self._show_state()

    def retranslate(self) -> None:
        """Write what is put together here in the current language."""
        if self._live is None:
            return
        names = " · ".join(show(model_words(key, self._live.rows)) for key in self._keys)
        say(self.models, setText=text("Models: {names}. The first is the one that infer.py takes.", names=names))
        say(
            self.own,
            setText=text("Without one it stays with the export: {folder}", folder=str(self._live.folder / HANDOVER)),
        )
        if self.made is not None:
            self._show_outcome(self.made)

    def _make(self) -> None:
        if self._live is None or self._question is not None:
            return
        out = self.picker.path() or None
        question = HandOver(export=str(self._live.folder), keys=self._keys, out=out, zip=self.zip.isChecked())
        self.made = None
        self._show_outcome(None)
        self._question = -1
        number = self._session.ask(question, self._take)
        if self._question is not None:  # else it was answered at once
            self._question = number
        self._show_state()

    def _take(self, answer: Answer) -> None:
        self._question = None
        self.made = answer if isinstance(answer, HandoverMade) else None
        self._show_outcome(answer if isinstance(answer, HandoverMade | Refused) else None)
        self._show_state()

    def _take_earlier(self, live: LiveExport) -> None:
        """Show the folder that was made of the export before, if it is still there."""
        known = live.handed_over
        folder = Path(known.folder) if known is not None else live.folder / HANDOVER
        if not folder.is_dir():
            return
        there = sorted(file for file in folder.rglob("*") if file.is_file())
        self.made = HandoverMade(
            folder=str(folder),
            files=[file.relative_to(folder).as_posix() for file in there],
            size_bytes=sum(file.stat().st_size for file in there),
            archive=known.archive if known is not None else None,
        )

    def _show_state(self) -> None:
        is_at_work = self._question is not None
        self.make.setEnabled(not is_at_work and bool(self._keys) and not self._session.only_looks)
        self.folder.setVisible(self.made is not None)
        for target, icon, is_primary in (
            (self.make, "folder-check", self.made is None),
            (self.folder, "folder-open", self.made is not None),
        ):
            set_role(target, "primary" if is_primary else "")
            set_icon(target, icon, "on_accent" if is_primary else "ink")
        say(self.hint, setText=text("The folder is being written and checked…") if is_at_work else None)

    def _show_outcome(self, found: HandoverMade | Refused | None) -> None:
        self.outcome.setVisible(found is not None)
        self.contents.show_files(found.files if isinstance(found, HandoverMade) else None)
        match found:
            case HandoverMade(folder=folder, archive=None):
                set_role(self.outcome, "panel-ok")
                self.icon.set_icon("circle-check", "ok")
                say(self.result, setText=text("The folder is there, and its own check passed."))
                words = text("{folder}, {size}", folder=folder, size=data_size(found.size_bytes))
                say(self.where, setText=words)
            case HandoverMade(folder=folder, archive=str(archive)):
                set_role(self.outcome, "panel-ok")
                self.icon.set_icon("circle-check", "ok")
                say(self.result, setText=text("The folder and its zip file are there, and its own check passed."))
                size = data_size(found.size_bytes)
                words = text("{folder}, {size}; zipped: {archive}", folder=folder, size=size, archive=archive)
                say(self.where, setText=words)
            case Refused(sentence=sentence):
                set_role(self.outcome, "panel-error")
                self.icon.set_icon("circle-x", "error")
                say(self.result, setText=text("The folder was not made."), setToolTip=None)
                say(self.where, setText=sentence)

    def _choose(self, path: str) -> None:
        """Take another place: what was made elsewhere is not what the buttons are about any more."""
        self.picker.set_path(path)
        if self._question is None:
            self.made = None
            self._show_outcome(None)
            self._show_state()

    def _open(self) -> None:
        if self.made is not None:
            open_folder(self._session, Path(self.made.folder))

    def _lay_out(self) -> None:
        card = Card(text("Where to?"))
        card.body.addWidget(self.models)
        card.body.addWidget(self.picker)
        card.body.addWidget(self.own)
        card.body.addWidget(self.zip)
        inner = column(self.result, self.where, spacing=4)
        both = row(column(self.icon, None), inner, spacing=12)
        both.setContentsMargins(16, 12, 16, 12)
        both.setStretch(1, 1)
        self.outcome.setLayout(both)
        self.outcome.hide()
        left = column(card, self.outcome, None, spacing=16)
        halves = row(spacing=16)
        halves.addLayout(left, 408)
        halves.addWidget(self.contents, 504)
        self.content.addLayout(halves, 1)
        self.fill_foot(self.hint, right=(self.back, self.make, self.folder))


class _ContentsCard(Card):
    """The files of the folder, each with what it is for; before it is made, those that it will have."""

    def __init__(self) -> None:
        super().__init__(text("What is in it"))
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(16)
        self.grid.setVerticalSpacing(8)
        self.grid.setColumnStretch(1, 1)
        self._will = label(text("It runs without KD Studio, without PyTorch and without a network:"), wrap=True)
        self.body.addWidget(self._will)
        self.body.addWidget(scrolling(column(self.grid, None)), 1)
        self._shown: object = ()

    def show_files(self, names: list[str] | None) -> None:
        """Show the files that are there, or what the folder will have."""
        if names == self._shown:
            return
        self._shown = names
        clear(self.grid)
        for place, name in enumerate(_heads(names if names is not None else list(_WILL_BE))):
            shown = label(role="medium")
            shown.setText(name)
            words = _MEANINGS.get(name)
            if words is None and name.startswith("model"):
                words = text("A model, exactly as it was proven.")
            top = Qt.AlignmentFlag.AlignTop
            self.grid.addWidget(shown, place, 0, top)
            self.grid.addWidget(label(words, "secondary", wrap=True), place, 1, top)


def _heads(names: list[str]) -> list[str]:
    """Return the files, and for those in a folder the folder alone, each once."""
    return list(dict.fromkeys(name.split("/")[0] for name in names))

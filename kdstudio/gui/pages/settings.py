"""Settings: language, theme, defaults of new runs, where data lives, what it takes, trust, and what this is."""

import os
import platform
import shutil
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any, cast

import PySide6
from PySide6.QtCore import QObject, Qt, QThreadPool, QUrl, Signal, qVersion
from PySide6.QtGui import QDesktopServices, QHideEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QTextBrowser, QVBoxLayout, QWidget

import kdstudio
from kdstudio.core import cache, paths
from kdstudio.core.cache import Sizes
from kdstudio.core.text import Text, UserError, text
from kdstudio.gui import theme, translate
from kdstudio.gui.pages.base import Page
from kdstudio.gui.session import Session
from kdstudio.gui.theme import GAP, set_role
from kdstudio.gui.translate import data_size, language, say, show
from kdstudio.gui.widgets.basics import Card, FactRow, Segment, button, column, label, line, row
from kdstudio.gui.widgets.number_field import WholeNumber

_DEVICES = ("auto", "cpu", "0", "mps")
_MOST_THREADS = 1024
_LIBRARIES = ("torch", "torchvision", "ultralytics", "onnxruntime", "numpy", "pyqtgraph")


class SettingsPage(Page):
    """Everything that the app remembers about itself; each change is taken and kept at once."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, text("Settings"))
        self.looks = _Looks(session)
        self.defaults = _Defaults(session)
        self.data = _Data(session)
        self.space = _Space(session)
        self.about = _About()
        left = column(self.looks, self.defaults, self.space, None, spacing=GAP)
        right = column(self.data, _trust(), self.about, None, spacing=GAP)
        columns = row(left, right, spacing=GAP)
        columns.setStretch(0, 1)
        columns.setStretch(1, 1)
        self.body.addLayout(columns)
        self.body.addStretch(1)
        session.settings_changed.connect(self._settings_changed)
        self._settings_changed()

    def open(self, argument: Any) -> None:  # noqa: ARG002
        """Measure the data folder again."""
        self.data.show_folder()
        self.space.measure()

    def _settings_changed(self) -> None:
        self.looks.show_settings()
        self.defaults.show_settings()


class _Looks(Card):
    """Language and theme."""

    def __init__(self, session: Session) -> None:
        super().__init__(text("Appearance"))
        self._session = session
        self.language = Segment(
            text("Language"),
            [("system", text("System")), ("en", text("English")), ("vi", text("Tiếng Việt"))],
        )
        self.theme = Segment(
            text("Theme"), [("system", text("System")), ("light", text("Light")), ("dark", text("Dark"))]
        )
        self.language.chosen.connect(self._choose_language)
        self.theme.chosen.connect(self._choose_theme)
        self.body.addLayout(
            _setting(
                text("Language"),
                text("Changes at once, old runs included: they keep their sentences as data, not as words."),
                self.language,
            )
        )
        self.body.addWidget(line())
        self.body.addLayout(
            _setting(
                text("Theme"),
                text("Both themes show the teacher in blue and the student in orange; System follows the desktop."),
                self.theme,
            )
        )

    def show_settings(self) -> None:
        """Show what is set."""
        self.language.set_choice(self._session.settings.language)
        self.theme.set_choice(self._session.settings.theme)

    def _choose_language(self, code: str) -> None:
        self._session.change_settings(language=code)
        language().apply(cast(translate.Wish, code))

    def _choose_theme(self, name: str) -> None:
        self._session.change_settings(theme=name)
        theme.theme().apply(cast(theme.Wish, name))


class _Defaults(Card):
    """Device and threads: where new runs begin."""

    def __init__(self, session: Session) -> None:
        super().__init__(text("New runs"))
        self._session = session
        self.device = QComboBox()
        self.device.setEditable(True)
        self.device.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.device.addItems(_DEVICES)
        self.device.setMinimumWidth(120)
        self.threads = WholeNumber(text("Threads"), 0, _MOST_THREADS)
        self.threads.setMinimumWidth(120)
        say(self.threads, setSpecialValueText=text("all cores"))
        device_why = text("auto takes the GPU where there is one; else cpu, mps, or the number of one GPU.")
        threads_why = text(
            "Processor threads that training may use; fewer keep the computer free for other work. Takes effect with "
            "the next run."
        )
        for part, name, why in (
            (self.device, text("Device"), device_why),
            (self.threads, text("Threads"), threads_why),
        ):
            say(part, setAccessibleName=name, setToolTip=why)
        self.device.activated.connect(self._choose_device)
        edit = self.device.lineEdit()
        if edit is not None:
            edit.editingFinished.connect(self._choose_device)
        self.threads.valueChanged.connect(self._choose_threads)
        self.body.addLayout(_setting(text("Device"), device_why, self.device))
        self.body.addWidget(line())
        self.body.addLayout(_setting(text("Threads"), threads_why, self.threads))

    def show_settings(self) -> None:
        """Show what is set."""
        self.device.setCurrentText(self._session.settings.device)
        self.threads.blockSignals(True)
        self.threads.setValue(self._session.settings.threads)
        self.threads.blockSignals(False)

    def _choose_device(self, *_index: object) -> None:
        wished = self.device.currentText().strip() or "auto"
        if wished != self._session.settings.device:
            self._session.change_settings(device=wished)

    def _choose_threads(self, count: int) -> None:
        self._session.change_settings(threads=count)


class _Data(Card):
    """Where runs, datasets and settings are kept."""

    def __init__(self, session: Session) -> None:
        super().__init__(text("Where data lives"))
        self._session = session
        self.folder = QLabel()
        self.folder.setTextFormat(Qt.TextFormat.PlainText)
        self.folder.setWordWrap(True)
        self.folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        set_role(self.folder, "medium")
        say(self.folder, setAccessibleName=text("Data folder"))
        self.free = label(role="secondary", wrap=True)
        self.said = label(role="caption", wrap=True)
        self.open_folder = button(
            text("Open folder"),
            icon="folder-open",
            tip=text("Shows the data folder in the system's file manager."),
            on_click=self._open,
        )
        self.choose = button(
            text("Choose another folder…"),
            icon="folder-input",
            tip=text("Keeps new data elsewhere from the next start on; nothing is moved."),
            on_click=self._choose,
        )
        self.body.addWidget(
            label(
                text("Runs, composed samples, downloads and these settings are kept here, and nowhere else."),
                "caption",
                wrap=True,
            )
        )
        self.body.addWidget(self.folder)
        self.body.addWidget(self.free)
        self.body.addLayout(row(self.open_folder, self.choose, None))
        self.body.addWidget(self.said)
        is_fixed = bool(os.environ.get(paths.HOME_VARIABLE))
        self.choose.setEnabled(not is_fixed)
        self._say(
            text("The environment variable {name} decides; change it there.", name=paths.HOME_VARIABLE)
            if is_fixed
            else None
        )
        self.show_folder()

    def show_folder(self) -> None:
        """Show the folder in use and the room that is left on its disk."""
        home = paths.home()
        self.folder.setText(_breakable(str(home)))
        say(self.free, setText=text("{size} are free on this disk.", size=data_size(_free(home))))

    def retranslate(self) -> None:
        """Write the sizes as the language writes them."""
        self.show_folder()

    def take(self, folder: Path) -> None:
        """Keep data in another folder from the next start on, or say why that cannot be."""
        try:
            paths.set_home(folder)
        except UserError as error:
            self._say(error.text, "error-text")
            return
        self._say(
            text(
                "From the next start on, data is kept in {folder}. What is here stays here: move it yourself, or bring "
                "single runs over by Import on the Runs page.",
                folder=_breakable(str(folder)),
            ),
            "ok-text",
        )

    def _open(self) -> None:
        paths.home().mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.home())))

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self.window(), show(text("Choose a folder for the data")), str(paths.home())
        )
        if chosen:
            self.take(Path(chosen))

    def _say(self, sentence: Text | None, role: str = "caption") -> None:
        set_role(self.said, role)
        say(self.said, setText=sentence)
        self.said.setVisible(sentence is not None)


class _Answers(QObject):
    """What the background has found out; it outlives the page, so that a late answer meets nobody instead of a ruin."""

    measured = Signal(object)
    cleared = Signal(object)


class _Space(Card):
    """What the data folder takes, and taking away what can be made again."""

    def __init__(self, session: Session) -> None:
        super().__init__(text("Space"))
        self._session = session
        self._sizes: Sizes | None = None
        self._answers = _Answers()
        self._answers.measured.connect(self._measured)
        self._answers.cleared.connect(self._cleared)
        self.rows = {
            "runs": FactRow(text("Runs")),
            "datasets": FactRow(text("Samples, splits and downloaded datasets")),
            "weights": FactRow(text("Downloaded models")),
        }
        self.body.addLayout(column(*self.rows.values(), spacing=0))
        self.body.addWidget(line())
        self.clear = button(
            text("Clear cache"),
            icon="trash-2",
            tip=text("Removes what can be made again; asks first."),
            on_click=self._ask,
        )
        self.really = button(
            text("Remove {size}", size=translate.NONE),
            icon="trash-2",
            tip=text("Removes the cache now."),
            on_click=self._clear,
        )
        self.cancel = button(text("Cancel"), tip=text("Leaves everything as it is."), on_click=self._leave)
        self.question = label(wrap=True)
        self.said = label(role="caption", wrap=True)
        self.body.addLayout(
            _setting(
                text("Cache"),
                text(
                    "Composed samples, and splits that no run shows and whose images are still in your dataset. "
                    "They are made again when needed; runs, downloads and your own files are never touched."
                ),
                self.clear,
            )
        )
        self.body.addWidget(self.question)
        self.body.addLayout(row(self.really, self.cancel, None))
        self.body.addWidget(self.said)
        self._leave()
        self._say(None)
        self._show_sizes()

    def measure(self) -> None:
        """Read the sizes in the background."""
        answers = self._answers
        _in_background(lambda: answers.measured.emit(cache.sizes()))

    def retranslate(self) -> None:
        """Write the sizes as the language writes them."""
        self._show_sizes()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Take the question back when the page is left."""
        self._leave()
        super().hideEvent(event)

    def _measured(self, sizes: Sizes) -> None:
        self._sizes = sizes
        self._show_sizes()

    def _show_sizes(self) -> None:
        sizes = self._sizes
        for name, found in self.rows.items():
            found.set_value(data_size(getattr(sizes, name)) if sizes else translate.NONE)
        clearable = sizes.clearable if sizes else 0
        self.clear.setEnabled(clearable > 0 and not self._session.only_looks)
        size = data_size(clearable)
        say(self.really, setText=text("Remove {size}", size=size), setAccessibleName=text("Remove {size}", size=size))
        say(
            self.question,
            setText=text(
                "Remove {size}? Runs of the sample show their images again once the sample is composed anew, by its "
                "next run.",
                size=size,
            ),
        )

    def _ask(self) -> None:
        self._say(None)
        for part in (self.question, self.really, self.cancel):
            part.setVisible(True)
        self.cancel.setFocus()

    def _leave(self) -> None:
        for part in (self.question, self.really, self.cancel):
            part.setVisible(False)

    def _clear(self) -> None:
        self._leave()
        self.clear.setEnabled(False)
        answers = self._answers
        _in_background(lambda: answers.cleared.emit(_clear_cache()))

    def _cleared(self, outcome: object) -> None:
        if isinstance(outcome, Text):
            self._say(outcome, "error-text")
        else:
            self._say(text("{size} were removed.", size=data_size(cast(int, outcome))), "caption")
        self.measure()

    def _say(self, sentence: Text | None, role: str = "caption") -> None:
        set_role(self.said, role)
        say(self.said, setText=sentence)
        self.said.setVisible(sentence is not None)


class _About(Card):
    """Versions and licences."""

    def __init__(self) -> None:
        super().__init__(text("About"))
        self.body.addWidget(
            label(
                text(
                    "KD Studio {version} is free software under AGPL-3.0. It stands on the work of others, named here "
                    "with their licences.",
                    version=kdstudio.__version__,
                ),
                wrap=True,
            )
        )
        versions = {"Python": platform.python_version(), "Qt": qVersion(), "PySide6": PySide6.__version__}
        versions |= {name: _version(name) for name in _LIBRARIES}
        self.body.addLayout(column(*(_fact(name, version) for name, version in versions.items()), spacing=0))
        self.body.addWidget(line())
        self.document = Segment(
            text("Licences and credits"),
            [
                ("program", text("KD Studio")),
                ("samples", text("Samples")),
                ("font", text("Inter")),
                ("icons", text("Lucide")),
            ],
            {
                "program": text("The licence of KD Studio: AGPL-3.0."),
                "samples": text("Who drew the sample's images, and under which licences."),
                "font": text("The licence of the font Inter: OFL."),
                "icons": text("The licence of the icons of Lucide: ISC."),
            },
        )
        self.document.chosen.connect(self._open)
        self.text = QTextBrowser()
        self.text.setOpenExternalLinks(True)
        self.text.setMinimumHeight(200)
        self.text.hide()
        say(self.text, setAccessibleName=text("Licences and credits"))
        self.body.addWidget(label(text("Licences and credits"), "strong"))
        self.body.addWidget(
            label(
                text("KD Studio: AGPL-3.0 · Inter: OFL · Lucide icons: ISC · sample images: see Samples."),
                "caption",
                wrap=True,
            )
        )
        self.body.addWidget(self.document)
        self.body.addWidget(self.text)

    def _open(self, name: str) -> None:
        file = _document(name)
        try:
            content = file.read_text(encoding="utf-8") if file is not None else ""
        except OSError:
            content = ""
        if not content:
            self.text.setPlainText(show(text("This file is missing from the installation: install KD Studio again.")))
        elif name == "samples":
            self.text.setMarkdown(content)
        else:
            self.text.setPlainText(content)
        self.text.show()


def _trust() -> Card:
    """Say what opening a model file does and does not."""
    made = Card(text("Trust of model files"))
    made.body.addWidget(
        label(
            text(
                "Checkpoints are loaded as data: only known kinds of layers and tensors are rebuilt, and no code in a "
                ".pt file is run. A file that asks for more is refused. ONNX files hold data only. This cannot be "
                "switched off, so a model from elsewhere can be opened without trusting who made it."
            ),
            wrap=True,
        )
    )
    return made


def _fact(name: str, value: str) -> FactRow:
    made = FactRow(Text(name))  # a name is the same in all languages
    made.set_value(value)
    return made


def _setting(name: Text, why: Text, control: QWidget) -> QVBoxLayout:
    """Return a setting: its name, its control beside it, and its why below."""
    return column(row(label(name, "medium"), None, control), label(why, "caption", wrap=True), spacing=4)


def _in_background(action: Callable[[], None]) -> None:
    QThreadPool.globalInstance().start(action)


def _clear_cache() -> int | Text:
    try:
        return cache.clear()
    except UserError as error:
        return error.text


def _free(folder: Path) -> int | None:
    """Return the free bytes of the disk that a folder is, or will be, on."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def _version(library: str) -> str:
    """Return a library's version without importing it."""
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return translate.NONE


def _document(name: str) -> Path | None:
    """Return the file of a licence; that of the program lies beside the source or in the installed package."""
    resources = paths.resources()
    match name:
        case "samples":
            return resources / "samples" / "CREDITS.md"
        case "font":
            return resources / "fonts" / "OFL.txt"
        case "icons":
            return resources / "icons" / "LICENSE"
    beside = resources.parent / "LICENSE"
    return beside if beside.is_file() else _installed_licence()


def _installed_licence() -> Path | None:
    try:
        found = metadata.files("kdstudio") or []
    except metadata.PackageNotFoundError:
        return None
    return next((Path(str(file.locate())) for file in found if file.name == "LICENSE"), None)


def _breakable(path: str) -> str:
    """Allow a long path to be broken into lines after its separators."""
    return path.replace(os.sep, f"{os.sep}\u200b")

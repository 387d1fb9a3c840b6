"""Home: try the sample, distil one's own model, see what happens, and go on with recent runs."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from kdstudio.core import example, paths
from kdstudio.core.catalogue import RunRow
from kdstudio.core.headline import headline
from kdstudio.core.jobs import JOB_FILE
from kdstudio.core.text import Text, UserError, text
from kdstudio.gui import theme
from kdstudio.gui.charts.painted_bars import PaintedBars
from kdstudio.gui.pages.base import Page
from kdstudio.gui.session import Session
from kdstudio.gui.theme import GAP, MARGIN, set_role
from kdstudio.gui.translate import say
from kdstudio.gui.widgets.basics import (
    Card,
    Chip,
    ElidedLabel,
    IconLabel,
    Mark,
    Shape,
    State,
    button,
    clear,
    column,
    label,
    line,
    row,
)

RECENT = 5
_MODELS = (".pt", ".onnx")
_DATA_FILES = (".yaml", ".yml", ".ndjson")
_RESUMABLE = ("lost", "stopped")


class HomePage(Page):
    """What a first-time user sees; it takes a model or a dataset that is dropped anywhere on it."""

    minimum = QSize(940, 640)

    def __init__(self, session: Session) -> None:
        super().__init__(session, text("Teach a small model what a big one knows"))
        set_role(self.title, "hero")
        self.head.removeWidget(self.title)
        self.head.insertLayout(
            0, column(self.title, label(text("Everything stays on this computer."), "secondary"), spacing=4)
        )
        self.problem = _Problem()
        self.sample = _SampleCard()
        self.own = _OwnCard()
        self.steps = _Steps()
        self.recent = _RecentRuns(session)
        choices = row(self.sample, self.own, spacing=GAP)
        choices.setStretch(0, 1)
        choices.setStretch(1, 1)
        self.body.addWidget(self.problem)
        self.body.addLayout(choices)
        self.body.addWidget(self.steps)
        self.body.addWidget(self.recent)
        self.body.addStretch(1)
        self.setAcceptDrops(True)
        self.sample.run.clicked.connect(self._run_sample)
        self.own.set_up.clicked.connect(self._set_up)
        self.recent.resume_wanted.connect(self._resume)
        session.runs_changed.connect(self._runs_changed)
        self._runs_changed()
        self.sample.run.setEnabled(not session.only_looks)
        self.sample.blocked.setVisible(session.only_looks)

    def open(self, argument: Any) -> None:  # noqa: ARG002
        """Show the recent runs as they are now."""
        self.problem.say(None)
        self._runs_changed()

    def primary(self) -> QPushButton:
        """Return *Run the sample*."""
        return self.sample.run

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take files and folders; the drop target shows it."""
        if event.mimeData().hasUrls():
            self.own.drop.set_over(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        """Let the drop target be as it was."""
        self.own.drop.set_over(False)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Set up a run with what was dropped."""
        self.own.drop.set_over(False)
        dropped = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.take(dropped)

    def take(self, dropped: list[Path]) -> None:
        """Set up a run with model files as teacher and folders or data files as dataset, or bring in a run's folder.

        What fits none of these is said.
        """
        changes: dict[str, str] = {}
        for path in dropped:
            if (path / JOB_FILE).is_file():
                self._act(partial(self._import, path))
                return
            role = _role_of(path)
            if role is None:
                self.problem.say(
                    text(
                        "{name} is neither a model (.pt, .onnx) nor a dataset (a folder or a YOLO data file): "
                        "drop one of these.",
                        name=path.name,
                    )
                )
                return
            changes[role] = str(path)
        if changes:
            self.problem.say(None)
            self.session.set_up(changes)

    def _run_sample(self) -> None:
        self._act(self.session.start_sample)

    def _resume(self, run_id: str) -> None:
        self._act(lambda: self.session.resume(run_id))

    def _import(self, folder: Path) -> None:
        self.session.open_run(self.session.import_run(folder))

    def _set_up(self) -> None:
        self.session.set_up()

    def _act(self, action: Callable[[], object]) -> None:
        self.problem.say(None)
        try:
            action()
        except UserError as error:
            self.problem.say(error.text)

    def _runs_changed(self) -> None:
        rows = self.session.rows()
        self.steps.setVisible(not rows)
        self.recent.show_rows(_first_ones(rows))


class _Problem(QFrame):
    """What kept something from being done; away while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "panel-error")
        self.words = label(role="error-text", wrap=True)
        layout = row(IconLabel("circle-x", "error"), self.words, spacing=8)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.hide()

    def say(self, sentence: Text | None) -> None:
        """Say a sentence; None goes away."""
        say(self.words, setText=sentence)
        self.setVisible(sentence is not None)


class _SampleCard(Card):
    """Try the sample: what it is, and its real soft labels for one image."""

    def __init__(self) -> None:
        super().__init__(text("Try the sample"), title_role="page-title")
        _pad(self)
        about = label(
            text("Emoji drawings. Watch a small student learn from a teacher that is right 99.3 % of the time."),
            "secondary",
            wrap=True,
        )
        about.setMinimumWidth(200)
        self.run = button(
            text("Run the sample"),
            icon="play",
            role="primary",
            tip=text("Starts the sample run and shows it live (Ctrl+Return)."),
        )
        self.run.setProperty("tall", True)
        self.blocked = label(
            text("Another window works with this data folder: run the sample there."), "caption", wrap=True
        )
        left = column(
            about,
            8,
            _fact("images", text("96 labelled and 2,208 unlabelled images, 24 classes")),
            _fact("timer", text("About 2 minutes on this computer")),
            _fact("wifi-off", text("Nothing is downloaded")),
            None,
            row(self.run, None),
            self.blocked,
        )
        self.example = _Example()
        inside = row(left, self.example, spacing=MARGIN)
        inside.setStretch(0, 1)
        inside.setStretch(1, 1)
        self.body.addLayout(inside)


class _Example(QWidget):
    """The stored soft labels of one test image of the sample, by teacher and student."""

    def __init__(self) -> None:
        super().__init__()
        shown = example.stored()
        image = QLabel()
        image.setPixmap(QPixmap(str(paths.learn_folder() / shown.image)))
        say(image, setAccessibleName=text("A drawing of the sample: {name}", name=shown.label))
        legend = column(
            _legend("teacher", text("Teacher")), _legend("student", text("Student, after learning")), spacing=0
        )
        self.chart = PaintedBars(
            text("Soft labels of one image of the sample: class, teacher, student"),
            text("probability at T = {temperature:.0f}, %", temperature=shown.temperature),
            shown.classes,
            shown.teacher,
            shown.student,
        )
        layout = column(row(image, legend, None, spacing=12), self.chart)
        self.setLayout(layout)


class _OwnCard(Card):
    """Distil my own model: what is needed, and where to drop it."""

    def __init__(self) -> None:
        super().__init__(text("Distil my own model"), title_role="page-title")
        _pad(self)
        self.set_up = button(
            text("Set up a run"),
            icon="flask-conical",
            tip=text("Opens the page where teacher, student, dataset and recipe are chosen."),
        )
        self.set_up.setProperty("tall", True)
        self.drop = _DropTarget()
        parts: tuple[tuple[Shape, Text, Text], ...] = (
            ("teacher", text("Teacher"), text("a .pt or .onnx file, or train one on your images first")),
            ("student", text("Student"), text("YOLO11 or YOLO26, from n to x, or a checkpoint of yours")),
            ("label", text("Dataset"), text("a folder of class folders, or a YOLO data file")),
        )
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(2, 1)
        for number, (mark, name, words) in enumerate(parts):
            grid.addWidget(Mark(mark), 2 * number, 0)
            grid.addWidget(label(name, "medium"), 2 * number, 1)
            grid.addWidget(label(words, "secondary", wrap=True), 2 * number, 2)
            grid.addWidget(line(), 2 * number + 1, 0, 1, 3)
            grid.setRowMinimumHeight(2 * number, 51)
        grid.setColumnMinimumWidth(1, 70)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        foot = row(self.set_up, self.drop, spacing=GAP)
        foot.setStretch(1, 1)
        self.body.addLayout(foot)


class _DropTarget(QFrame):
    """Where a model or a folder may be dropped; the whole page takes it, this says so."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "drop")
        self.setMinimumHeight(40)
        words = label(text("or drop a model or a folder here"), "secondary")
        layout = row(None, IconLabel("file-down"), words, None)
        layout.setContentsMargins(8, 4, 8, 4)
        self.setLayout(layout)
        say(
            self,
            setAccessibleName=text("Drop target for a model or a folder"),
            setToolTip=text("A model becomes the teacher, a folder the dataset; both may be dropped at once."),
        )

    def set_over(self, is_over: bool) -> None:
        """Show whether something to drop is above the page."""
        self.setProperty("over", "true" if is_over else "false")
        set_role(self, "drop")


class _Steps(QWidget):
    """What happens, in three steps."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        steps = (
            (
                text("1  The teacher says how sure it is"),
                text("Not just “lion”, but “lion, and a little like a tiger”. That is a soft label."),
            ),
            (
                text("2  The student imitates it"),
                text("It learns the doubts too, and you see both side by side as it learns."),
            ),
            (
                text("3  You get a small, proven model"),
                text("Measured against its teacher, and against the same student without one."),
            ),
        )
        cards = QHBoxLayout()
        cards.setSpacing(GAP)
        for number, (title, words) in enumerate(steps):
            card = Card()
            texts = column(
                None, label(title, "strong", wrap=True), label(words, "secondary", wrap=True), None, spacing=4
            )
            inside = row(_Illustration(number), texts, spacing=GAP)
            inside.setStretch(1, 1)
            card.setMinimumHeight(112)
            card.body.addLayout(inside)
            cards.addWidget(card, 1)
        layout = column(label(text("What happens"), "section"), cards, spacing=12)
        layout.setContentsMargins(0, 8, 0, 0)
        self.setLayout(layout)


class _Illustration(QWidget):
    """The small drawing of a step, in the colours of the data; it says nothing that the words do not."""

    _TEACHER = (0.22, 0.30, 1.0, 0.26, 0.66)
    _STUDENT = (0.24, 0.28, 0.94, 0.30, 0.64)
    _SIZES = (("teacher", 1.0), ("student", 0.29))

    def __init__(self, step: int) -> None:
        super().__init__()
        self._step = step
        self.setFixedSize(64, 60)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw it in the theme's colours."""
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._step == 2:
            for number, (token, share) in enumerate(self._SIZES):
                self._fill(painter, token, QRectF(0, 12 + 22 * number, self.width() * share, 14))
        else:
            series = [("teacher", self._TEACHER), ("student", self._STUDENT)][: self._step + 1]
            self._bars(painter, series)
        painter.end()

    def _bars(self, painter: QPainter, series: Sequence[tuple[str, Sequence[float]]]) -> None:
        slot, floor = self.width() / 5, self.height() - 2.0
        width = (slot - 3) / len(series)
        for number, (token, heights) in enumerate(series):
            for place, share in enumerate(heights):
                height = share * (floor - 4)
                left = place * slot + 1.5 + number * width
                self._fill(painter, token, QRectF(left, floor - height, width, height))
        painter.setPen(theme.theme().qcolor("control"))
        painter.drawLine(QPointF(0, floor), QPointF(self.width(), floor))

    def _fill(self, painter: QPainter, token: str, where: QRectF) -> None:
        painter.fillRect(where, theme.theme().qcolor(token))


class _RecentRuns(QWidget):
    """The runs to go on with, or one sentence that says what will stand here."""

    resume_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.lines: list[RunLine] = []
        self._card = Card()
        self._empty = QWidget()
        none_yet = label(
            text("None yet. Each run will stand here with its result in one line, and interrupted ones with Resume."),
            "secondary",
            wrap=True,
        )
        inside = row(IconLabel("list"), none_yet, spacing=GAP)
        inside.setStretch(1, 1)
        inside.setContentsMargins(0, 12, 0, 12)
        self._empty.setLayout(inside)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._card.body.addWidget(self._empty)
        self._card.body.addLayout(self._rows)
        layout = column(label(text("Recent runs"), "section"), self._card, spacing=12)
        layout.setContentsMargins(0, 8, 0, 0)
        self.setLayout(layout)

    def show_rows(self, rows: list[RunRow]) -> None:
        """Show these runs; the same ones are only brought up to date."""
        if [made.run_id for made in self.lines] != [found.id for found in rows]:
            clear(self._rows)
            self.lines = []
            for number, found in enumerate(rows):
                if number:
                    self._rows.addWidget(line())
                made = RunLine(self._session, found.id)
                made.resume_wanted.connect(self.resume_wanted)
                self.lines.append(made)
                self._rows.addWidget(made)
        for made, found in zip(self.lines, rows, strict=True):
            made.show_row(found, _result(self._session, found))
        self._empty.setVisible(not rows)


class RunLine(QFrame):
    """One run: its name, its state, its result in one line; a click opens it."""

    resume_wanted = Signal(str)

    def __init__(self, session: Session, run_id: str) -> None:
        super().__init__()
        self.run_id = run_id
        self._session = session
        self.name = _NameButton()
        self.name.clicked.connect(self._open)
        self.state = Chip()
        self.result = ElidedLabel("secondary")
        self.resume = button(text("Resume"), icon="play", tip=text("Goes on after the last whole epoch."))
        self.resume.clicked.connect(self._resume)
        state = QWidget()
        state.setLayout(row(self.state, None))
        state.setMinimumWidth(124)
        policy = self.resume.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # so that the columns of all lines stand below each other
        self.resume.setSizePolicy(policy)
        layout = row(self.name, state, self.result, self.resume, spacing=12)
        layout.setContentsMargins(0, 6, 0, 6)
        layout.setStretch(0, 2)
        layout.setStretch(2, 5)
        self.setLayout(layout)
        self.setMinimumHeight(46)

    def show_row(self, found: RunRow, result: Text) -> None:
        """Show what is known of the run now."""
        name = found.name or found.id
        self.name.set_name(name)
        say(self.name, setToolTip=text("Opens the run {name}.", name=name))
        self.state.set_state(*_state_of(found))
        say(self.result, setText=result)
        self.resume.setVisible(found.state in _RESUMABLE)
        self.resume.setEnabled(not self._session.only_looks)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Open the run."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._open()

    def _open(self) -> None:
        self._session.open_run(self.run_id)

    def _resume(self) -> None:
        self.resume_wanted.emit(self.run_id)


class _NameButton(QPushButton):
    """A run's name that is pressed to open it; a long one ends in "…"."""

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        set_role(self, "name")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(120)

    def set_name(self, name: str) -> None:
        """Show a name."""
        self._name = name
        self.setAccessibleName(name)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fit the name to the new width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Fit the name to another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        shown = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, max(24, self.width() - 20))
        self.setText(shown.replace("&", "&&"))


def _fact(icon: str, words: Text) -> QHBoxLayout:
    made = row(IconLabel(icon, "ink"), label(words, wrap=True), spacing=8)
    made.setStretch(1, 1)
    return made


def _legend(mark: Shape, words: Text) -> QHBoxLayout:
    return row(Mark(mark), label(words), None, spacing=8)


def _pad(card: Card) -> None:
    layout = card.layout()
    assert layout is not None
    layout.setContentsMargins(MARGIN, 20, MARGIN, MARGIN)


def _role_of(path: Path) -> str | None:
    """Return what a dropped path is for: the teacher, or the dataset."""
    if path.is_dir() or path.suffix.lower() in _DATA_FILES:
        return "dataset"
    return "teacher" if path.suffix.lower() in _MODELS else None


def _first_ones(rows: list[RunRow]) -> list[RunRow]:
    """Return the runs to show: interrupted ones first, else the newest."""
    return sorted(rows, key=lambda found: found.state != "lost")[:RECENT]


def _state_of(found: RunRow) -> tuple[State, Text, str]:
    match found.state:
        case "running":
            return "plain", text("Running"), "loader"
        case "waiting":
            return "plain", text("Waiting"), "clock"
        case "stopped":
            return "plain", text("Paused"), "circle-pause"
        case "finished":
            return "ok", text("Done"), "circle-check"
        case "failed":
            return "error", text("Failed"), "circle-x"
        case "lost":
            return "warn", text("Interrupted"), "circle-pause"


def _result(session: Session, found: RunRow) -> Text:
    """Return a run's result, or how far it has come, in one line."""
    match found.state:
        case "finished" | "failed":
            return _outcome(session, found)
        case "waiting":
            return text("It starts when its turn comes.")
        case "running":
            return text("{done} of {planned} epochs are over.", done=found.epochs_done, planned=found.epochs_planned)
        case "stopped" | "lost":
            return text(
                "It keeps its place after epoch {done} of {planned}.",
                done=found.epochs_done,
                planned=found.epochs_planned,
            )


def _outcome(session: Session, found: RunRow) -> Text:
    try:
        live = session.live(found.id)
    except UserError as error:
        return error.text
    if live.failed is not None:
        return live.failed.sentence
    return headline(live) or text("It has finished; its networks were not measured.")

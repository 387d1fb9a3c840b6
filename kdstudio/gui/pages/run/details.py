"""The Details tab: every setting of a run, what it ran with, where its files are, and what it noted."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from kdstudio.core import about, jobs
from kdstudio.core.jobs import Distill
from kdstudio.core.journal import LOG_FILE
from kdstudio.core.live_run import NETWORKS, LiveRun, State
from kdstudio.core.methods import METHODS
from kdstudio.core.recipe import settings
from kdstudio.core.text import Text, text
from kdstudio.gui.pages.outside import copy, open_folder
from kdstudio.gui.pages.run.notes import notes_column
from kdstudio.gui.pages.run.tab import RunTab
from kdstudio.gui.session import Session
from kdstudio.gui.theme import set_role
from kdstudio.gui.translate import NONE, clock, language, localised, number, say, show
from kdstudio.gui.widgets.basics import Card, FactRow, button, clear, column, row

_ROW = 28  # px
_ROWS_SEEN = 8
_OF_NETWORKS = ("dataset", "teacher", "student", "model", "unlabelled")
_OF_DISTILLATION = (
    "method",
    "temperature",
    "alpha",
    "beta",
    "gamma",
    "soft_weight",
    "soft_warm_up",
    "baseline",
    "probes",
    "class_map",
)
_OF_TEACHERS_INPUT = (
    "teacher_weights",
    "teacher_classes",
    "teacher_image_size",
    "teacher_mean",
    "teacher_std",
    "teacher_bgr",
)
_OF_MACHINE = ("device", "threads", "workers", "cache")
_STATES: dict[State, Text] = {
    "waiting": text("Waiting"),
    "running": text("Running"),
    "stopped": text("Paused"),
    "finished": text("Done"),
    "failed": text("Failed"),
    "lost": text("Lost"),
}


class Fact(NamedTuple):
    """A name, its value as it is shown now, and why it is there."""

    name: Text
    value: str
    why: Text | None = None


class Section(NamedTuple):
    """Facts that belong together."""

    title: Text
    facts: list[Fact]


def sections(live: LiveRun) -> list[Section]:
    """Return everything that is known of a run's making, in the language and the numbers of now."""
    found = [*_settings_sections(live), *_run_sections(live)]
    return [section for section in found if section.facts]


def as_text(live: LiveRun) -> str:
    """Return all of it as plain text, the notes and the class pairs included."""
    blocks = [
        (show(section.title), [f"{show(fact.name)}: {fact.value}" for fact in section.facts])
        for section in sections(live)
    ]
    blocks.append((show(text("Notes")), [show(noted.note) for noted in live.notes]))
    blocks.append((show(text("Class pairs")), [f"{ours}: {theirs or NONE}" for ours, theirs in class_pairs(live)]))
    return "\n\n".join("\n".join([title, *(f"  {line}" for line in lines)]) for title, lines in blocks if lines) + "\n"


def class_pairs(live: LiveRun) -> list[tuple[str, str | None]]:
    """Return each class of the dataset with the teacher's class that it is, None where the teacher lacks it."""
    if live.prepared is None or not isinstance(live.job, Distill):
        return []
    return [(name, live.prepared.class_pairs.get(name)) for name in live.prepared.classes]


def _settings_sections(live: LiveRun) -> Iterator[Section]:
    recipe = live.job.recipe
    facts = {
        name: Fact(Text(str(meta.title)), _value(name, getattr(recipe, name), meta.extra), Text(str(meta.description)))
        for name, meta, _, _ in settings(type(recipe))
    }
    grouped = (*_OF_NETWORKS, *_OF_DISTILLATION, *_OF_TEACHERS_INPUT, *_OF_MACHINE)
    training = [name for name in facts if name not in grouped]
    for title, names in (
        (text("Networks and data"), _OF_NETWORKS),
        (text("Distillation"), _OF_DISTILLATION),
        (text("Training"), training),
        (text("Machine"), _OF_MACHINE),
        (text("Teacher's input"), _OF_TEACHERS_INPUT),
    ):
        yield Section(title, [facts[name] for name in names if name in facts])


def _value(name: str, value: Any, extra: dict[str, Any] | None) -> str:
    unit = (extra or {}).get("unit")
    match value:
        case None | "" | {}:
            return NONE
        case bool():
            return show(text("Yes")) if value else show(text("No"))
        case int() | float():
            plain = localised(f"{value:g}" if isinstance(value, float) else str(value))
            return f"{plain}\u00a0{show(Text(unit))}" if unit else plain
        case dict():
            return ", ".join(f"{ours} → {theirs}" for ours, theirs in value.items())
        case tuple() | list():
            return "; ".join(localised(f"{item:g}") for item in value)
        case _:
            return show(METHODS[value].title) if name == "method" and value in METHODS else str(value)


def _run_sections(live: LiveRun) -> Iterator[Section]:
    said, prepared = about.read(live.folder), live.prepared
    yield Section(
        text("Run"),
        [
            Fact(text("Name"), said.name or live.id),
            Fact(text("State"), show(_STATES[live.state])),
            Fact(text("Begun"), _moment(live.started_at)),
            Fact(text("Ended"), _moment(live.ended_at)),
            Fact(text("Duration of the last attempt"), _duration(live)),
            Fact(text("Attempts"), number(live.attempt)),
            Fact(text("Host"), live.host or NONE),
            Fact(text("Device"), prepared.device if prepared else NONE),
        ],
    )
    yield Section(text("Versions"), [Fact(Text(name), version) for name, version in sorted(live.versions.items())])
    if prepared is not None:
        yield Section(text("Data"), list(_data_facts(live)))
    yield Section(text("Files"), list(_file_facts(live)))


def _data_facts(live: LiveRun) -> Iterator[Fact]:
    names = {
        "train": text("Training images"),
        "unlabelled": text("Unlabelled images"),
        "val": text("Validation images"),
        "test": text("Test images"),
    }
    if live.prepared is None:
        return
    yield Fact(text("Classes"), number(len(live.prepared.classes)))
    for split, name in names.items():
        if split in live.prepared.images:
            yield Fact(name, number(live.prepared.images[split]))
    yield Fact(text("Probes"), number(len(live.prepared.probe_files)))
    is_test = live.prepared.judged_on == "test"
    yield Fact(text("Judged on"), show(text("the test images")) if is_test else show(text("the validation images")))


def _file_facts(live: LiveRun) -> Iterator[Fact]:
    names = {
        "teacher": text("Teacher's weights"),
        "student": text("Student's weights"),
        "baseline": text("Baseline's weights"),
    }
    yield Fact(text("Folder"), str(live.folder))
    yield Fact(text("Job"), jobs.JOB_FILE)
    for network in NETWORKS:
        weights = live.networks[network].weights
        if weights is not None:
            yield Fact(names[network], weights)
    yield Fact(text("Log"), LOG_FILE)


def _moment(seconds: float | None) -> str:
    if seconds is None:
        return NONE
    when = QDateTime.fromSecsSinceEpoch(int(seconds))
    return language().locale.toString(when, QLocale.FormatType.ShortFormat)


def _duration(live: LiveRun) -> str:
    began, ended = live.attempt_started_at, live.ended_at
    return clock(ended - began if began is not None and ended is not None else None)


class DetailsTab(RunTab):
    """Everything that was set and everything that it ran with, to look up and to copy."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._shown: object = None
        self.notes = Card(text("Notes"))
        self.pairs = _PairsCard()
        self._columns = [column(spacing=16) for _ in range(3)]
        content = QWidget()
        set_role(content, "page")
        cards = row(*self._columns, spacing=16)
        for place in range(len(self._columns)):
            cards.setStretch(place, 1)
        content.setLayout(column(self.notes, cards, self.pairs, None, spacing=16))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(content)
        scroll.viewport().setAutoFillBackground(False)
        say(scroll, setAccessibleName=text("Details"))
        self.copy_text, self.copy_job, self.folder = self._buttons()
        self.setLayout(column(row(None, self.copy_text, self.copy_job, self.folder), scroll, spacing=12))

    def update_run(self) -> None:
        """Show the details, where anything of them has changed."""
        live = self.live
        if live is None:
            return
        weights = [network.weights for network in live.networks.values()]
        now = (live.folder, live.attempt, live.state, live.prepared, weights, list(live.notes))
        if now != self._shown:
            self._shown = now
            self._fill(live)

    def retranslate(self) -> None:
        """Write the values in the language of now."""
        if self.live is not None:
            self._fill(self.live)

    def _buttons(self) -> tuple[QWidget, QWidget, QWidget]:
        return (
            button(
                text("Copy as text"),
                icon="clipboard-copy",
                tip=text("Copies everything on this page as plain text."),
                on_click=self._copy_text,
            ),
            button(
                text("Copy as job.toml"),
                icon="clipboard-copy",
                tip=text("Copies the settings as a file that `kdstudio distill job.toml` repeats."),
                on_click=self._copy_job,
            ),
            button(
                text("Open folder"),
                icon="folder-open",
                tip=text("Opens the run's folder, with its weights and its journal."),
                on_click=self._open_folder,
            ),
        )

    def _fill(self, live: LiveRun) -> None:
        for stack in self._columns:
            clear(stack)
        found = sections(live)
        for section, place in zip(found, _places(found, len(self._columns)), strict=True):
            self._columns[place].addWidget(_card(section))
        for stack in self._columns:
            stack.addStretch(1)
        clear(self.notes.body)
        self.notes.body.addLayout(notes_column(live.notes))
        self.notes.setVisible(bool(live.notes))
        self.pairs.show_pairs(class_pairs(live))

    def _copy_text(self) -> None:
        if self.live is not None:
            copy(self.session, as_text(self.live))

    def _copy_job(self) -> None:
        if self.live is not None:
            copy(self.session, jobs.to_toml(self.live.job))

    def _open_folder(self) -> None:
        if self.live is not None:
            open_folder(self.session, self.live.folder)


def _places(found: Sequence[Section], columns: int) -> list[int]:
    """Return in which column each section stands: in reading order, the columns about equally high."""
    heights = [len(section.facts) + 2 for section in found]
    share = sum(heights) / columns
    middles = [sum(heights[:number]) + height / 2 for number, height in enumerate(heights)]
    return [min(columns - 1, int(middle / share)) for middle in middles]


def _card(section: Section) -> Card:
    card = Card(section.title)
    card.body.setSpacing(0)
    for fact in section.facts:
        made = FactRow(fact.name)
        made.set_value(fact.value)
        made.value.setAccessibleName(f"{show(fact.name)}: {fact.value}")
        if fact.why is not None:
            say(made.name, setToolTip=fact.why, setAccessibleDescription=fact.why)
        card.body.addWidget(made)
    return card


class _PairsCard(Card):
    """The dataset's classes and the teacher's, as they were matched."""

    def __init__(self) -> None:
        super().__init__(text("Class pairs"))
        self.table = QTableWidget(0, 2)
        set_role(self.table, "framed")
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)  # Tab goes on to what follows
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(_ROW)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.horizontalHeader().setHighlightSections(False)
        say(self.table, setAccessibleName=text("Class pairs"))
        self.body.addWidget(self.table)

    def show_pairs(self, pairs: Sequence[tuple[str, str | None]]) -> None:
        """Show the pairs; a class that the teacher lacks is learned from hard labels alone."""
        self.setVisible(bool(pairs))
        self.table.setHorizontalHeaderLabels([show(text("Class of the dataset")), show(text("Class of the teacher"))])
        self.table.setRowCount(len(pairs))
        for at, (ours, theirs) in enumerate(pairs):
            lacking = show(text("none: learned from hard labels alone"))
            self.table.setItem(at, 0, QTableWidgetItem(ours))
            self.table.setItem(at, 1, QTableWidgetItem(lacking if theirs is None else theirs))
        self.table.setFixedHeight(_ROW * (min(len(pairs), _ROWS_SEEN) + 1) + 6)

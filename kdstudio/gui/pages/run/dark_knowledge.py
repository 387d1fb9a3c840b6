"""The Dark knowledge tab: what each class looks like to teacher and student, and the images behind each number."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QMenu, QSizePolicy, QStackedLayout, QWidget

from kdstudio.core import soft_labels
from kdstudio.core.events import Network, Prepared
from kdstudio.core.jobs import Distill
from kdstudio.core.live_run import LiveRun
from kdstudio.core.probe_logits import Logits, ProbeLogits
from kdstudio.core.text import Text, text
from kdstudio.gui import theme
from kdstudio.gui.charts.heat_map import HeatMap, Kind, tidy_span
from kdstudio.gui.charts.plot import Table
from kdstudio.gui.charts.together import Together
from kdstudio.gui.pages.run.tab import RunTab
from kdstudio.gui.pages.saving import ask_and_save
from kdstudio.gui.session import Session
from kdstudio.gui.translate import number, percent, say, show
from kdstudio.gui.widgets.basics import Card, ElidedLabel, Mark, button, column, label, row
from kdstudio.gui.widgets.gallery import ImageLoader, draw_tile
from kdstudio.gui.widgets.number_field import Choice, NumberField
from kdstudio.gui.widgets.wrapping_row import WrappingRow

Doubles = npt.NDArray[np.float64]
MOST_CLASSES = 24  # of more, the most confused ones are shown at first
_KINDS: tuple[Kind, ...] = ("teacher", "student", "difference")
_TILE = 56
_PITCH = 72


class Similarity(NamedTuple):
    """What is drawn: mean soft labels in % (S, S) of the S classes that are shown, and the logits behind them.

    NaN stands for a class without images, and for a network that has not been asked yet. `shown` are the classes'
    indices in the order of the rows.
    """

    labels: npt.NDArray[np.int64]
    teacher_logits: Logits
    student_logits: Logits | None
    shown: npt.NDArray[np.int64]
    teacher: Doubles
    student: Doubles
    epoch: int


class DarkKnowledgeTab(RunTab):
    """Three heat maps of the mean soft label of each true class, with one chosen cell and the images behind it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._logits: ProbeLogits | None = None
        self._drawn: object = None
        self._now: Similarity | None = None
        self._cell: tuple[int, int] | None = None  # true class, class in the soft label
        self._confused: tuple[Logits, npt.NDArray[np.int64]] | None = None  # of this teacher's logits
        self.caption = label(role="secondary")
        self.network = Choice(text("Network beside the teacher"))
        self.classes = Choice(text("Classes that are shown"))
        for choice in (self.network, self.classes):
            choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self.hide_diagonal = QCheckBox()
        self.temperature = NumberField(text("Temperature"), 1.0, 20.0, step=0.1, decimals=1, log=True)
        self.save = button(
            text("Save…"),
            icon="download",
            tip=text("Saves one map or all three as PNG or SVG, or their numbers as CSV."),
            on_click=self._open_menu,
        )
        self.menu = QMenu(self)
        self.actions_by_key: dict[str, QAction] = {}
        self.maps = {kind: HeatMap(name, kind) for kind, name in zip(_KINDS, _names_of("student"), strict=True)}
        self.cards = {kind: _MapCard(self.maps[kind]) for kind in _KINDS}
        self.panel = _CellPanel(ImageLoader(self))
        self._fill_choices()
        self._fill_menu()
        self._lay_out()
        self._connect()

    def show_run(self, live: LiveRun) -> None:
        """Show another run, or what became of the same one: then temperature and cell stay."""
        is_same = self.live is not None and self.live.folder == live.folder
        self._logits = ProbeLogits(live)
        self._drawn = None
        if not is_same:
            self._cell = None
            trained = getattr(live.job.recipe, "temperature", None) or 1.0
            self.temperature.set_limits(min(1.0, trained), max(20.0, trained))
            self.temperature.set_value(trained)
            for choice in (self.network, self.classes):
                with QSignalBlocker(choice):
                    choice.setCurrentIndex(0)
        super().show_run(live)

    def update_run(self) -> None:
        """Draw the last soft labels, if they are others than before."""
        live, logits = self.live, self._logits
        if live is None or logits is None:
            return
        files = [tuple(known.soft_labels.items())[-1:] for known in live.networks.values()]
        state = (id(live), live.attempt, live.prepared is None, files, self._epoch(live, logits))
        if state != self._drawn:
            if self._drawn is not None and isinstance(self._drawn, tuple) and self._drawn[1] != live.attempt:
                logits.forget()
            self._drawn = state
            self._draw()

    def retranslate(self) -> None:
        """Say names and numbers in the language."""
        self._fill_choices()
        self._draw()

    # Within

    def _lay_out(self) -> None:
        say(
            self.hide_diagonal,
            setText=text("Hide the diagonal"),
            setToolTip=text("The diagonal is how sure a network is of the true class: hidden, the small rest shows."),
        )
        self.hide_diagonal.setChecked(True)
        say(
            self.temperature.number,
            setToolTip=text("Softens the soft labels of both networks; at 1 they are as the networks say them."),
        )
        self.temperature.slider.setMinimumWidth(100)
        self.temperature.slider.setMaximumWidth(160)
        self.temperature_name = label(text("Temperature"), "secondary")
        choices = row(
            self.network, self.classes, 8, self.hide_diagonal, 8, self.temperature_name, self.temperature, 8, self.save
        )
        head = WrappingRow(row(self.caption), choices)
        self.sheet = QWidget()
        maps = row(*(self.cards[kind] for kind in _KINDS), spacing=16)
        for place in range(3):
            maps.setStretch(place, 1)
        self.sheet.setLayout(maps)
        body = QWidget()
        filled = column(head, self.sheet, self.panel, spacing=12)
        filled.setStretch(1, 1)
        body.setLayout(filled)
        nothing = QWidget()
        nothing.setLayout(column(label(_EMPTY, "secondary", wrap=True), None))
        self._pages = QStackedLayout(self)
        self._pages.addWidget(nothing)
        self._pages.addWidget(body)

    def _connect(self) -> None:
        self.hide_diagonal.toggled.connect(self._colour)
        self.temperature.changed.connect(self._draw)
        self.network.currentIndexChanged.connect(self._draw)
        self.classes.currentIndexChanged.connect(self._draw)
        for chart in self.maps.values():
            chart.chosen.connect(self._choose)
            chart.viewed.connect(self._view)
            chart.wants_saving.connect(self._save_chart)

    def _fill_choices(self) -> None:
        for choice, words in (
            (self.network, (text("Student"), text("Baseline"))),
            (self.classes, (text("Most confused {count:d}", count=MOST_CLASSES), text("All classes"))),
        ):
            with QSignalBlocker(choice):
                index = max(0, choice.currentIndex())
                choice.clear()
                choice.addItems([show(one) for one in words])
                choice.setCurrentIndex(index)
        say(self.network, setToolTip=text("Shows the student beside the teacher, or the baseline."))
        say(
            self.classes,
            setToolTip=text(
                "Shows the classes that the teacher confuses most with others, or all; Ctrl and wheel zoom."
            ),
        )

    def _shown_network(self) -> Network:
        return "baseline" if self.network.currentIndex() == 1 else "student"

    def _epoch(self, live: LiveRun, logits: ProbeLogits) -> int | None:
        """Return the epoch to show: the best one once the network is trained, the last one before."""
        name = self._shown_network() if isinstance(live.job, Distill) else "teacher"
        known, stored = live.networks[name], logits.epochs(name)
        best = known.best_epoch()
        if best in stored and (known.weights is not None or live.is_over()):
            return best
        return stored[-1] if stored else None

    def _draw(self) -> None:
        self._now = self._measure()
        self._pages.setCurrentIndex(0 if self._now is None else 1)
        live, now = self.live, self._now
        if live is None or now is None:
            return
        is_distillation = isinstance(live.job, Distill)
        self.network.setVisible(is_distillation and bool(live.networks["baseline"].soft_labels))
        self.classes.setVisible(live.prepared is not None and len(live.prepared.classes) > MOST_CLASSES)
        for kind in ("student", "difference"):
            self.cards[kind].setVisible(is_distillation)
        say(
            self.caption,
            setText=text(
                "Mean soft label of each true class, {count:d} probe images, epoch {epoch:d}",
                count=len(now.labels),
                epoch=now.epoch,
            ),
        )
        for kind, name, caption in zip(
            _KINDS, _names_of(self._shown_network()), _captions_of(self._shown_network()), strict=True
        ):
            self.cards[kind].say(name, caption, self._shown_network())
        if self._cell is None or not np.isin(self._cell, now.shown).all():
            self._cell = _most_confused_cell(now)
        self._colour()

    def _measure(self) -> Similarity | None:
        live, logits = self.live, self._logits
        if live is None or logits is None or live.prepared is None:
            return None
        epoch = self._epoch(live, logits)
        is_distillation = isinstance(live.job, Distill)
        teacher = logits.teacher() if is_distillation or epoch is None else logits.of("teacher", epoch)
        if teacher is None:
            return None
        student = logits.of(self._shown_network(), epoch) if is_distillation and epoch is not None else None
        labels = np.array(live.prepared.probe_labels, dtype=np.int64)
        shown = self._classes_to_show(live, teacher, labels)
        teacher_means, student_means = (
            mean_labels(found, labels, shown, self.temperature.value()) for found in (teacher, student)
        )
        return Similarity(labels, teacher, student, shown, teacher_means, student_means, epoch or 0)

    def _classes_to_show(self, live: LiveRun, teacher: Logits, labels: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        order = np.array(live.prepared.display_order if live.prepared else [], dtype=np.int64)
        if len(order) <= MOST_CLASSES or self.classes.currentIndex() == 1:
            return order
        if self._confused is None or self._confused[0] is not teacher:
            similarity = soft_labels.class_similarity(teacher, labels, len(order))
            self._confused = teacher, most_confused(similarity, MOST_CLASSES)
        chosen: npt.NDArray[np.int64] = order[np.isin(order, self._confused[1])]
        return chosen

    def _colour(self) -> None:
        """Give the maps their numbers."""
        now, live = self._now, self.live
        if now is None or live is None or live.prepared is None:
            return
        names = [live.prepared.classes[index] for index in now.shown]
        is_hidden = np.eye(len(names), dtype=np.bool_) & self.hide_diagonal.isChecked()
        span = tidy_span(np.fmax(now.teacher, now.student), is_hidden)
        self.maps["teacher"].set_cells(now.teacher, names, span, is_hidden)
        self.maps["student"].set_cells(now.student, names, span, is_hidden)
        difference = now.student - now.teacher
        self.maps["difference"].set_cells(difference, names, tidy_span(difference, is_hidden), is_hidden)
        self._show_cell()

    def _choose(self, row_: int, column_: int) -> None:
        if self._now is not None:
            self._cell = int(self._now.shown[row_]), int(self._now.shown[column_])
            self._show_cell()

    def _show_cell(self) -> None:
        now, live = self._now, self.live
        if now is None or live is None or live.prepared is None or self._cell is None:
            return
        true, seen = (int(np.flatnonzero(now.shown == index)[0]) for index in self._cell)
        for chart in self.maps.values():
            chart.set_cell(true, seen)
        values = float(now.teacher[true, seen]), float(now.student[true, seen])
        self.panel.show_cell(now, self._cell, values, live.prepared, self.temperature.value(), self._shown_network())
        for chart in self.maps.values():
            chart.set_reading(self.panel.reading())

    def _view(self, view: QRectF) -> None:
        for chart in self.maps.values():
            chart.set_view(view)

    # Saving

    def _fill_menu(self) -> None:
        self.actions_by_key["all"] = self._action(text("All maps…"))
        self.actions_by_key["all"].triggered.connect(self._save_all)
        self.menu.addSeparator()
        for kind, words in zip(_KINDS, (text("Teacher…"), text("Student…"), text("Difference…")), strict=True):
            self.actions_by_key[kind] = self._action(words)
            self.actions_by_key[kind].triggered.connect(partial(self._save_chart, self.maps[kind]))

    def _action(self, words: Text) -> QAction:
        made = self.menu.addAction("")
        say(made, setText=words)
        return made

    def _open_menu(self) -> None:
        self.menu.popup(self.save.mapToGlobal(self.save.rect().bottomLeft()))

    def _save_all(self) -> None:
        if self.live is not None and self._now is not None and self.live.prepared is not None:
            together = Together([self.sheet], self)
            numbers = all_numbers(self._now, self.live.prepared.classes)
            ask_and_save(self.session, together, numbers, f"{self.live.id}-dark-knowledge")
            together.deleteLater()

    def _save_chart(self, chart: HeatMap, _checked: bool = False) -> None:
        if self.live is not None:
            together = Together([self.cards[chart.kind]], self)
            together.setAccessibleName(chart.accessibleName())
            ask_and_save(self.session, together, chart.table(), f"{self.live.id}-dark-knowledge-{chart.kind}")
            together.deleteLater()


class _MapCard(Card):
    """A heat map with its title and one line that says what it shows."""

    def __init__(self, chart: HeatMap) -> None:
        super().__init__(title_role="chart-title")
        self.chart = chart
        self.mark = Mark("teacher" if chart.kind == "teacher" else "student")
        if chart.kind == "difference":
            self.mark.hide()
        self.caption = ElidedLabel("caption")
        head = row(self.mark, self.title, None)
        self.body.addLayout(column(head, self.caption, spacing=0))
        self.body.addWidget(chart, 1)

    def say(self, title: Text, caption: Text, network: Network) -> None:
        """Say what the map shows, of the student or of the baseline."""
        say(self.title, setText=title)
        say(self.caption, setText=caption)
        say(self.chart, setAccessibleName=title)
        if self.chart.kind == "student":
            self.mark.set_shape("baseline" if network == "baseline" else "student")


class _CellPanel(Card):
    """The chosen cell in numbers, and the images of its true class, those most like the other class first."""

    def __init__(self, loader: ImageLoader) -> None:
        super().__init__()
        self.title.setWordWrap(True)
        theme.set_role(self.title, "strong")
        self.title.ensurePolished()
        # Room for two lines: names grow with the cell, and the card is not to jump under the arrow keys.
        self.title.setMinimumHeight(2 * self.title.fontMetrics().lineSpacing())
        self.student_mark = Mark("student")
        self.teacher_name, self.student_name = label(text("Teacher"), "secondary"), label(role="secondary")
        self.teacher_value, self.student_value = label(role="strong"), label(role="strong")
        self.difference = label(role="secondary")
        self.note = label(role="caption", wrap=True)
        self.strip = ImageStrip(loader)
        numbers = QGridLayout()
        numbers.setHorizontalSpacing(8)
        numbers.setVerticalSpacing(2)
        for place, parts in enumerate(
            (
                (Mark("teacher"), self.teacher_name, self.teacher_value),
                (self.student_mark, self.student_name, self.student_value, self.difference),
            )
        ):
            for across, part in enumerate(parts):
                numbers.addWidget(part, place, across)
        numbers.setColumnStretch(4, 1)
        hint = label(text("Arrow keys move the cell."), "caption")
        facts = column(self.title, numbers, hint, None, spacing=4)
        body = row(facts, self.strip, column(self.note, None), spacing=16)
        for place, share in enumerate((28, 58, 14)):
            body.setStretch(place, share)
        self.body.addLayout(body)

    def show_cell(
        self,
        now: Similarity,
        cell: tuple[int, int],
        values: tuple[float, float],
        prepared: Prepared,
        temperature: float,
        network: Network,
    ) -> None:
        """Show a cell (true class, class in the soft label), its values in %, and the images of its true class."""
        (true, seen), (teacher, student) = cell, values
        say(self.title, setText=_title_of(prepared.classes[true], prepared.classes[seen], true == seen))
        say(self.student_name, setText=text("Baseline") if network == "baseline" else text("Student"))
        self.student_mark.set_shape("baseline" if network == "baseline" else "student")
        self.teacher_value.setText(percent(teacher))
        self.student_value.setText(percent(student))
        for part in (self.student_mark, self.student_name, self.student_value, self.difference):
            part.setVisible(now.student_logits is not None)
        points = round(student, 1) - round(teacher, 1)  # as the numbers beside it
        say(self.difference, setText=text("{points:+.1f} points", points=points) if np.isfinite(points) else None)
        self._show_images(now, cell, prepared, temperature)

    def reading(self) -> str:
        """Return in words what the chosen cell shows."""
        parts = [f"{self.title.text()}: {self.teacher_name.text()} {self.teacher_value.text()}"]
        if self.student_value.text():
            parts.append(f"{self.student_name.text()} {self.student_value.text()}")
        return ", ".join(parts)

    def _show_images(self, now: Similarity, cell: tuple[int, int], prepared: Prepared, temperature: float) -> None:
        true, seen = cell
        images = np.flatnonzero(now.labels == true)
        values = [
            100 * soft_labels.soften(logits[images], temperature)[:, seen]
            for logits in (now.teacher_logits, now.student_logits)
            if logits is not None
        ]
        order = np.argsort(-values[0], kind="stable").tolist()
        self.strip.set_images(
            [(prepared.probe_files[images[place]], *(_short(float(each[place])) for each in values)) for place in order]
        )
        say(self.note, setText=_note_of(prepared.classes[true], prepared.classes[seen], len(images), now, true == seen))


class ImageStrip(QWidget):
    """Images in one row, as many as there is room for, each with words below it."""

    def __init__(self, loader: ImageLoader) -> None:
        super().__init__()
        self._loader = loader
        self._images: list[tuple[str, ...]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        say(self, setAccessibleName=text("Images of the true class"))
        loader.loaded.connect(self._loaded)
        theme.theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Wish for room for a few images."""
        return QSize(4 * _PITCH, _TILE + 24)

    def set_images(self, images: Sequence[tuple[str, ...]]) -> None:
        """Show image files, each with the words that stand below it."""
        if list(images) != self._images:
            self._images = list(images)
            self._loader.forget_wishes()
            self.setAccessibleDescription("; ".join(" ".join(words) for _, *words in self._images))
            self.update()

    def shown(self) -> list[tuple[str, ...]]:
        """Return the images that there is room for, with their words."""
        return self._images[: max(1, (self.width() + _PITCH - _TILE) // _PITCH)]

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the images that there is room for."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = round(_TILE * self.devicePixelRatioF())
        for place, (file, *words) in enumerate(self.shown()):
            box = QRectF(place * _PITCH + 0.5, 0.5, _TILE - 1, _TILE - 1)
            draw_tile(painter, box, self._loader.image(file, side))
            painter.setFont(theme.font(12))
            painter.setPen(theme.theme().qcolor("ink"))
            below = QRectF(place * _PITCH - 8, _TILE + 4, _TILE + 16, 16)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, "\u2002".join(words))
        painter.end()

    def _loaded(self, _file: str) -> None:
        self.update()


_EMPTY = text(
    "Here stands what each class looks like to teacher and student, as soon as the teacher has been asked about the "
    "probe images."
)


def most_confused(similarity: Doubles, count: int) -> npt.NDArray[np.int64]:
    """Return the classes that share most with others: (C, C) → the indices of `count` of them.

    What counts is all that stands in a class' row and column beside the diagonal; NaN counts as nothing.
    """
    rest = np.nan_to_num(similarity)
    np.fill_diagonal(rest, 0.0)
    return np.argsort(-(rest.sum(axis=0) + rest.sum(axis=1)), kind="stable")[:count].astype(np.int64)


def mean_labels(
    logits: Logits | None, labels: npt.NDArray[np.int64], shown: npt.NDArray[np.int64], temperature: float
) -> Doubles:
    """Return the mean soft labels in % of some classes: logits (N, C), labels (N,), S classes → (S, S)."""
    if logits is None:
        return np.full((len(shown), len(shown)), np.nan)
    place = np.full(logits.shape[1] + 1, -1, dtype=np.int64)  # the last one is for label -1, of no class
    place[shown] = np.arange(len(shown))
    means = soft_labels.class_similarity(logits, place[labels], len(shown), temperature)
    of_shown: Doubles = 100 * means[:, shown]
    return of_shown


def all_numbers(now: Similarity, classes: Sequence[str]) -> Table:
    """Return all three maps as one table, a row for each cell."""
    columns = ("true_class", "class", "teacher_percent", "student_percent", "student_minus_teacher_points")
    names = [classes[index] for index in now.shown]
    rows = []
    for true, true_name in enumerate(names):
        for seen, seen_name in enumerate(names):
            teacher, student = float(now.teacher[true, seen]), float(now.student[true, seen])
            figures = (teacher, student, student - teacher)
            rows.append((true_name, seen_name, *(round(one, 4) if np.isfinite(one) else "" for one in figures)))
    return Table(columns, rows)


def _most_confused_cell(now: Similarity) -> tuple[int, int]:
    """Return the cell beside the diagonal where the teacher sees most of another class."""
    values = np.nan_to_num(now.teacher, nan=-1.0)
    np.fill_diagonal(values, -2.0)
    true, seen = np.unravel_index(int(values.argmax()), values.shape)
    return int(now.shown[true]), int(now.shown[seen])


def _names_of(network: Network) -> tuple[Text, Text, Text]:
    if network == "baseline":
        return text("Teacher"), text("Baseline, no teacher"), text("Baseline − teacher")
    return text("Teacher"), text("Student"), text("Student − teacher")


def _captions_of(network: Network) -> tuple[Text, Text, Text]:
    first = text("What it confuses, and how much")
    if network == "baseline":
        return (
            first,
            text("What it confuses without a teacher"),
            text("Orange: baseline sees more. Blue: teacher does. Points."),
        )
    return first, text("What it has learned of that"), text("Orange: student sees more. Blue: teacher does. Points.")


def _title_of(true: str, seen: str, is_same: bool) -> Text:
    if is_same:
        return text("How sure the models are of {label}", label=true)
    return text("How much {other} the models see in {label}", other=seen, label=true)


def _note_of(true: str, seen: str, count: int, now: Similarity, is_same: bool) -> Text:
    if not count:
        return text("No probe image shows {label}: there is nothing to average.", label=true)
    if count == 1:
        return text("The one probe image of {label}. Below it: teacher, student, in %.", label=true)
    if now.student_logits is None:
        return text("{count:d} probe images of {label}. Below each: the teacher, in %.", count=count, label=true)
    if is_same:
        return text(
            "{count:d} probe images of {label}, the surest first. Below each: teacher, student, in %.",
            count=count,
            label=true,
        )
    return text(
        "{count:d} probe images of {label}, most like {other} first. Below each: teacher, student, in %.",
        count=count,
        label=true,
        other=seen,
    )


def _short(value: float) -> str:
    return number(value, 1 if value < 9.95 else 0)

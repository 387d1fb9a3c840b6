"""The fourth step: what the files are worth: the verdict, the figures, accuracy against speed, what was repaired."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from kdstudio.core import files
from kdstudio.core.export_verdict import cautions, circumstances, does_not_pay, headline
from kdstudio.core.jobs import Distill
from kdstudio.core.live_export import LiveExport
from kdstudio.core.live_run import LiveRun
from kdstudio.core.proof import BlockGain, Proof, ProofRow, Try, model_words, recommended
from kdstudio.core.recipe import RUN_PREFIX
from kdstudio.core.text import Text, text
from kdstudio.gui.charts.accuracy_time import BETTER, AccuracyTimeChart
from kdstudio.gui.export_wizard.step import Step, scrolling, way_on
from kdstudio.gui.pages.saving import ask_and_save
from kdstudio.gui.session import Session
from kdstudio.gui.tables.proof import ProofTable
from kdstudio.gui.tables.runs import short_model
from kdstudio.gui.theme import Token, set_role
from kdstudio.gui.translate import number, percent, say, show
from kdstudio.gui.widgets.basics import Card, IconLabel, button, clear, column, label, line, row
from kdstudio.gui.widgets.try_it import TryIt

_LOOKS: dict[str, tuple[str, Token]] = {
    "ok": ("circle-check", "ok"),
    "warn": ("triangle-alert", "warn"),
    "error": ("circle-x", "error"),
    "plain": ("info", "ink2"),
}
_CHART, _TRY = 0, 1


class ProofStep(Step):
    """Shows the proof of an export, and chooses what is handed over."""

    def __init__(self, session: Session) -> None:
        super().__init__("where")
        self._session = session
        self._live: LiveExport | None = None
        self.icon = IconLabel("circle-check", "ok", 24)
        self.verdict, self.gain = label(role="page-title", wrap=True), label(role="secondary", wrap=True)
        self.cautions = label(role="caption", wrap=True)
        self.table = ProofTable()
        self.chart = AccuracyTimeChart()
        self.chart.wants_saving.connect(self._save_chart)
        self.repair = _RepairCard()
        self.try_it = TryIt(session.ask, session.forget)
        self.boxes: dict[str, QCheckBox] = {}
        self._boxes = QHBoxLayout()
        self._boxes.setSpacing(16)
        self.try_button = button(
            text("Try it"),
            icon="image",
            tip=text("Shows what teacher, student and every file say of an image of yours, side by side."),
        )
        self.try_button.setCheckable(True)
        self.try_button.toggled.connect(self._show_lower)
        self.save = button(
            text("Save table…"), icon="download", tip=text("Saves all figures as CSV."), on_click=self._save_table
        )
        self.on = way_on(text("Hand over"), text("Goes on to the folder that runs elsewhere (Ctrl+Return)."))
        self.on.clicked.connect(lambda: self.wanted.emit("hand_over"))
        self._lay_out()

    def primary(self) -> QPushButton | None:
        """Return the button that goes on."""
        return self.on

    def keys(self) -> list[str]:
        """Return the keys of the files to hand over, the one that is recommended first."""
        return [key for key, box in self.boxes.items() if box.isChecked()]

    def show_export(self, live: LiveExport, run: LiveRun | None) -> None:
        """Show an export's proof, and the run that it belongs to, if there is one."""
        self._live = live
        proof = live.proof
        if proof is None:
            return
        found = headline(proof)
        self.icon.set_icon(*_LOOKS[found.state])
        say(self.icon, setAccessibleName=found.sentence)
        say(self.verdict, setText=found.sentence)
        student = next((one.accuracy for one in proof.rows if one.key == "student"), None)
        best = recommended(proof.rows, proof.budget)
        chosen = best.key if best is not None else None
        self.table.show_rows(proof.rows, student, proof.budget, teacher=self._teacher_of(run), chosen=chosen)
        self.chart.show_rows(proof.rows, None if student is None else student - proof.budget, chosen=chosen)
        self.repair.show_proof(proof)
        images, labels = _probes(run)
        self.try_it.show_models(run.folder if run is not None else None, live.folder, images, labels)
        self.try_button.setChecked(False)
        self._show_files(proof, best)
        self._say_more()

    def retranslate(self) -> None:
        """Write what is put together here in the current language."""
        self._say_more()

    def _say_more(self) -> None:
        proof = self._live.proof if self._live is not None else None
        if proof is None:
            return
        self.gain.setText(f"{show(headline(proof).gain)} {show(circumstances(proof))}")
        limits = [*cautions(proof), *_unbuilt(proof)]
        self.cautions.setText(" ".join(show(caution) for caution in limits))
        self.cautions.setVisible(bool(limits))

    def _teacher_of(self, run: LiveRun | None) -> str:
        if run is None or not isinstance(run.job, Distill):
            return ""
        name = run.job.recipe.teacher
        run_id = name.removeprefix(RUN_PREFIX)
        return self._session.name_of(run_id) if run_id != name else short_model(name)

    def _show_files(self, proof: Proof, best: ProofRow | None) -> None:
        """Offer the chosen files; the recommended one and FP32 are taken at first."""
        clear(self._boxes)
        self.boxes = {}
        there = [found for found in proof.rows if found.role == "file" and found.is_choice]
        there.sort(key=lambda found: found is not best)
        keys = [found.key for found in proof.rows]
        self._boxes.addWidget(label(text("Hand over")))
        for found in there:
            box = QCheckBox()
            say(
                box,
                setText=model_words(found.key, keys),
                setToolTip=text("Puts this file into the folder that is handed over."),
            )
            box.setChecked(found is best or found.key == "fp32")
            box.toggled.connect(self._count)
            self.boxes[found.key] = box
            self._boxes.addWidget(box)
        self._boxes.addStretch(1)
        self._count()

    def _count(self) -> None:
        self.on.setEnabled(bool(self.keys()))

    def _show_lower(self, is_trying: bool) -> None:
        self._lower.setCurrentIndex(_TRY if is_trying else _CHART)
        self.table.setVisible(not is_trying)  # six models side by side need its room
        say(self.try_button, setText=text("Show the figures") if is_trying else text("Try it"))

    def _save_chart(self) -> None:
        ask_and_save(self._session, self.chart, self.chart.table(), "accuracy-time")

    def _save_table(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self.window(), show(text("Save the table")), "proof.csv", "CSV (*.csv)")
        if not chosen:
            return
        target = Path(chosen) if Path(chosen).suffix else Path(f"{chosen}.csv")
        try:
            files.write_text(target, self.table.csv())
        except OSError as error:
            reason = error.strerror or str(error)
            self._session.said.emit(
                text("{file} cannot be written ({reason}): choose another folder.", file=str(target), reason=reason)
            )
            return
        self._session.said.emit(text("Saved as {file}.", file=str(target)))

    def _lay_out(self) -> None:
        words = column(self.verdict, self.gain, self.cautions, spacing=4)
        head = row(column(self.icon, None), words, column(self.try_button, None), spacing=12)
        head.setStretch(1, 1)
        chart = Card(text("Accuracy against speed"), title_role="chart-title")
        save = button(text("Save…"), role="link", tip=text("Saves the chart as an image, or its numbers as CSV."))
        save.clicked.connect(self._save_chart)
        chart.title_row.addWidget(label(BETTER, "caption"))
        chart.title_row.addWidget(save)
        chart.body.addWidget(self.chart, 1)
        both = row(spacing=16)
        both.setContentsMargins(0, 0, 0, 0)
        both.addWidget(chart, 584)
        both.addWidget(self.repair, 328)
        figures = QWidget()
        figures.setLayout(both)
        self._lower = QStackedWidget()
        self._lower.addWidget(figures)
        trying = Card(text("Try it"), title_role="chart-title")
        trying.body.addWidget(scrolling(column(self.try_it)), 1)
        self._lower.addWidget(trying)
        self.content.addLayout(head)
        self.content.addWidget(self.table)
        self.content.addSpacing(6)
        self.content.addWidget(self._lower, 1)
        self.fill_foot(self._boxes, right=(self.save, self.back, self.on))


class _RepairCard(Card):
    """Which layers stay in float, what each won back and what that cost; or what was tried in vain."""

    def __init__(self) -> None:
        super().__init__(text("What was repaired"), title_role="chart-title")
        self.words, self.cost = label(wrap=True), label(role="secondary", wrap=True)
        self.grid = QGridLayout()
        self.grid.setVerticalSpacing(4)
        self.grid.setColumnStretch(0, 1)
        self._area = scrolling(column(self.grid, self.cost, None, spacing=12))
        self.body.addWidget(self.words)
        self.body.addWidget(self._area, 1)

    def show_proof(self, proof: Proof) -> None:
        """Show what was repaired; hidden where there is no static INT8."""
        rows = {found.key: found for found in proof.rows}
        repaired = rows.get("int8")
        self.setVisible(repaired is not None or bool(proof.tries))
        clear(self.grid)
        if does_not_pay(proof):
            say(self.title, setText=text("What was tried"))
            say(self.words, setText=text("None of the tries is both within the budget and worth its size:"))
            self._fill(_LAYERS_TRIED, [_try_cells(attempt) for attempt in proof.tries])
        elif repaired is None or not repaired.float_blocks:
            say(self.title, setText=text("What was repaired"))
            say(self.words, setText=_nothing_repaired(proof))
        else:
            say(self.title, setText=text("What was repaired"))
            say(self.words, setText=_why_repaired(proof, repaired))
            images = any(gain.images is not None for gain in proof.gains)
            head = _WON_IMAGES if images else _WON_BITS
            self._fill(head, [_gain_cells(gain, images=images) for gain in proof.gains])
        cost = _cost(proof, repaired, rows.get("int8-first")) if repaired is not None else None
        self.cost.setVisible(cost is not None)
        say(self.cost, setText=cost)

    def _fill(self, head: tuple[Text, Text], cells: list[tuple[Text | str, Text | str]]) -> None:
        right = Qt.AlignmentFlag.AlignRight
        self.grid.addWidget(label(head[0], "caption"), 0, 0)
        self.grid.addWidget(label(head[1], "caption"), 0, 1, right)
        strong = line()
        set_role(strong, "line-strong")
        self.grid.addWidget(strong, 1, 0, 1, 2)
        place = 2
        for left, figure in cells:
            if place > 2:
                self.grid.addWidget(line(), place, 0, 1, 2)
                place += 1
            self.grid.addWidget(_cell(left), place, 0)
            self.grid.addWidget(_cell(figure), place, 1, right)
            place += 1


_WON_IMAGES = (text("Layer"), text("won back, images"))
_WON_BITS = (text("Layer"), text("won back, bit"))
_LAYERS_TRIED = (text("Try"), text("lost, points"))


def _cell(words: Text | str) -> QWidget:
    made = label(words if isinstance(words, Text) else None, wrap=isinstance(words, Text))
    if isinstance(words, str):
        made.setText(words)
    return made


def _gain_cells(gain: BlockGain, *, images: bool) -> tuple[str, str]:
    return gain.block, number(gain.images) if images else number(gain.kl_bits, 4)


def _try_cells(attempt: Try) -> tuple[Text, str]:
    lost = number(attempt.lost_points, 1) if attempt.lost_points is not None else percent(attempt.agreement)
    count = len(attempt.float_blocks)
    match attempt.step, count:
        case "full", _:
            return text("All layers in INT8"), lost
        case "weighted", _:
            return text("Only convolutions in INT8"), lost
        case "weighted-head-float", _:
            return text("The head in float"), lost
        case _, 1:
            return text("1 layer in float"), lost
        case _:
            return text("{count:d} layers in float", count=count), lost


def _nothing_repaired(proof: Proof) -> Text:
    if not proof.tries:
        return text("Nothing was repaired: the app keeps sensitive layers in float only for ONNX Runtime.")
    if proof.judged_on == "unlabelled":
        return text("Nothing was repaired: the first try says what the student says closely enough.")
    return text(
        "Nothing had to be repaired: the first try lost no more than the {budget:g} allowed.", budget=proof.budget
    )


def _why_repaired(proof: Proof, repaired: ProofRow) -> Text:
    count = len(repaired.float_blocks)
    first = proof.tries[0].lost_points if proof.tries else None
    if first is None and count == 1:
        return text("One layer moved the soft labels most and stays in float:")
    if first is None:
        return text("{count:d} layers moved the soft labels most and stay in float:", count=count)
    given: dict[str, str | int | float] = {"lost": max(first, 0.0), "budget": proof.budget, "count": count}
    if count == 1:
        return text(
            "INT8 lost {lost:.1f} points, more than the {budget:g} allowed. One layer caused it and stays in float:",
            **given,
        )
    return text(
        "INT8 lost {lost:.1f} points, more than the {budget:g} allowed. {count:d} layers caused it and stay in float:",
        **given,
    )


def _cost(proof: Proof, repaired: ProofRow, first: ProofRow | None) -> Text | None:
    """Say what the layers in float cost against the first try."""
    if first is None or not repaired.float_blocks:
        return None
    given: dict[str, str | int | float] = {
        "size": max(repaired.size_bytes - first.size_bytes, 0) / 1e6,
        "count": len(repaired.float_blocks),
        "all": proof.quantized_blocks,
    }
    if repaired.timing is None or first.timing is None:
        return text("It costs {size:.1f} MB. {count:d} of {all:d} layers.", **given)
    time = repaired.timing.stated_ms - first.timing.stated_ms
    if time <= 0:
        return text("It costs {size:.1f} MB and no time. {count:d} of {all:d} layers.", **given)
    return text("It costs {size:.1f} MB and {time:.2f} ms. {count:d} of {all:d} layers.", time=time, **given)


def _probes(run: LiveRun | None) -> tuple[list[str], list[str]]:
    """Return the run's probe images, which are validation images, with their classes."""
    if run is None or run.prepared is None:
        return [], []
    prepared = run.prepared
    return prepared.probe_files, [prepared.classes[label] for label in prepared.probe_labels]


def _unbuilt(proof: Proof) -> list[Text]:
    """Return why files are missing, each in its sentence."""
    return [
        text("{model} is missing: {reason}", model=show(model_words(key)), reason=show(sentence))
        for key, sentence in proof.missing.items()
    ]

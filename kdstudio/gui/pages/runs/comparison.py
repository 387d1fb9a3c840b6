"""Below the table: the accuracy curves of the runs that are compared, and what tells these runs apart."""

from collections.abc import Sequence
from typing import NamedTuple, cast

import numpy as np
from PySide6.QtWidgets import QHeaderView, QTableView

from kdstudio.core import soft_labels
from kdstudio.core.catalogue import RunRow
from kdstudio.core.live_run import LiveRun
from kdstudio.core.probe_logits import ProbeLogits
from kdstudio.core.text import text
from kdstudio.gui.charts.curves import CurveChart, CurveGroup, Series, level
from kdstudio.gui.charts.legend import Entry, Legend, Readings, Style
from kdstudio.gui.pages.runs.painting import Head, set_up_table
from kdstudio.gui.tables.differences import Compared, DifferencesTable
from kdstudio.gui.tables.runs import short_names, title_of
from kdstudio.gui.theme import set_role
from kdstudio.gui.translate import say, show
from kdstudio.gui.widgets.basics import Card, icon_button, label, row


class Shown(NamedTuple):
    """A run to compare: its row, what is known of it, and its slot."""

    row: RunRow
    live: LiveRun
    slot: int


class CurvesCard(Card):
    """The accuracy of each run's student over the epochs, on the run's probe images, and that of its teacher."""

    def __init__(self) -> None:
        super().__init__()
        self.chart = CurveChart(text("Student accuracy"), text("epoch"), text("accuracy, %"), ceiling=100.0)
        self.legend = Legend()
        self.readings = Readings()
        title = label(text("Student accuracy"), "chart-title")
        caption = label(text("on the probe images"), "caption")
        self._group = CurveGroup([self.chart], self.legend)
        self._group.moved.connect(self._read)
        self._shown: list[Shown] = []
        self._teachers: dict[str, tuple[int, float | None]] = {}
        reset = icon_button("maximize", text("Reset the axes"), tip=text("Show all epochs again (Ctrl+wheel zooms)."))
        set_role(reset, "quiet")
        reset.clicked.connect(self._group.reset)
        self.body.addLayout(row(title, caption, None, self.readings, reset))
        self.body.addLayout(row(self.legend, None))
        self.body.setSpacing(0)
        self.body.addWidget(self.chart, 1)

    def show_runs(self, shown: Sequence[Shown]) -> None:
        """Draw the curves of these runs."""
        self._shown = list(shown)
        names = short_names([run.row for run in self._shown])
        curves = [_curve(run, name) for run, name in zip(self._shown, names, strict=True)]
        self.legend.set_entries(
            [Entry(one.key, one.name, one.style, one.tip) for one in curves] + self._teacher_entry()
        )
        self.chart.set_series([*(one for one in curves if len(one.x)), *self._teacher_lines()])
        last = max((float(one.x[-1]) for one in curves if len(one.x)), default=1.0)
        planned = max((run.row.epochs_planned for run in self._shown), default=1)
        self.chart.set_extent(1.0, max(last, float(planned), 2.0))
        self._group.set_places(np.arange(1.0, last + 1.0), round(last) - 1)
        self._read()

    def retranslate(self) -> None:
        """Take the words of the language."""
        self.show_runs(self._shown)

    def _read(self) -> None:
        values = self.chart.values()
        teachers = [value for value in values if value.style == "teacher"]
        several = len(teachers) > 1  # then nobody could tell whose teacher a value is
        self.readings.set_values([value for value in values if not several or value not in teachers], "%")

    def _teacher_entry(self) -> list[Entry]:
        return [Entry("teacher", show(text("Teacher")), "teacher")] if self._teacher_lines() else []

    def _teacher_lines(self) -> list[Series]:
        """Return a line for each accuracy that a teacher has; mostly it is one teacher."""
        values = [value for run in self._shown if (value := self._teacher_top1(run.live)) is not None]
        name = show(text("Teacher"))
        return [level(name, value, "teacher", key="teacher") for value in dict.fromkeys(values)]

    def _teacher_top1(self, live: LiveRun) -> float | None:
        """Return the teacher's accuracy on the run's probes in %; a training of a teacher has no teacher."""
        if live.main_network == "teacher" or live.prepared is None:
            return None
        known = self._teachers.get(live.id)
        if known is None or known[0] != live.attempt:
            logits = ProbeLogits(live).teacher()
            labels = np.asarray(live.prepared.probe_labels)
            known = live.attempt, None if logits is None else 100.0 * soft_labels.top1(logits, labels)
            self._teachers = {**dict(list(self._teachers.items())[-16:]), live.id: known}
        return known[1]


class DifferencesCard(Card):
    """The settings that differ, the runs' signs and names over them, and the results below."""

    def __init__(self) -> None:
        super().__init__(text("Settings that differ"), title_role="chart-title")
        self.count = label(role="caption")
        self.title_row.addWidget(self.count)
        self.table = DifferencesTable(self)
        self.view = _DifferencesView(self.table)
        self.body.addWidget(self.view, 1)
        self.body.setContentsMargins(-8, 0, -8, 0)

    def show_runs(self, shown: Sequence[Shown]) -> None:
        """Set these runs side by side."""
        self.table.set_runs([Compared(run.row, run.live.job, run.slot) for run in shown])
        differing, total = self.table.differing, self.table.settings
        sentence = text("{differing:d} of {total:d}; the rest are equal", differing=differing, total=total)
        say(self.count, setText=sentence)
        self.view.fit()


class _DifferencesView(QTableView):
    def __init__(self, table: DifferencesTable) -> None:
        super().__init__()
        self._table = table
        head = Head(self)
        self.setHorizontalHeader(head)
        self.setModel(table)
        set_up_table(self)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        say(self, setAccessibleName=text("Settings that differ"))

    def fit(self) -> None:
        """Let headings reach over all columns."""
        self.clearSpans()
        for place in range(self._table.rowCount()):
            if self._table.is_heading(place):
                self.setSpan(place, 0, 1, self._table.columnCount())

    def retranslate(self) -> None:
        """Take the words of the language."""
        self._table.retranslate()


def _curve(run: Shown, name: str) -> Series:
    epochs = run.live.networks[run.live.main_network].epochs
    trained = [epoch for epoch in sorted(epochs) if epoch > 0]
    values = [epochs[epoch].top1 for epoch in trained]
    style = cast(Style, f"s{run.slot}")
    x, y = np.array(trained, np.float64), np.array(values, np.float64)
    return Series(name, x, y, style, key=run.row.id, tip=title_of(run.row))

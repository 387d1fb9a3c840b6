"""The bars of soft labels, the histograms and the KL curve, drawn from arrays alone."""

import sys
from collections.abc import Callable

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from kdstudio.core.soft_labels import Histogram, confidence_histogram
from kdstudio.core.text import text
from kdstudio.gui import theme
from kdstudio.gui.charts.histograms import DivergenceHistogram, PairedHistogram
from kdstudio.gui.charts.kl_curve import KlCurve
from kdstudio.gui.charts.plot import Plot
from kdstudio.gui.charts.soft_label_bars import Bars, SoftLabelBars

NAMES = [f"class {number}" for number in range(10)]
TEACHER = np.array([0.02, 0.02, 0.02, 0.02, 0.6, 0.02, 0.02, 0.02, 0.02, 0.24])
STUDENT = np.array([0.03, 0.03, 0.03, 0.03, 0.5, 0.03, 0.03, 0.03, 0.03, 0.26])


@pytest.fixture
def bars(qtbot: QtBot) -> SoftLabelBars:
    made = SoftLabelBars()
    qtbot.addWidget(made)
    made.resize(600, 220)
    made.show()
    return made


def histogram() -> Histogram:
    return Histogram(np.array([3, 5, 1]), np.array([0.0, 0.1, 0.2, 0.3]), 0.12)


def values_of(chart: SoftLabelBars) -> list[str]:
    return [item.toPlainText() for item in chart._values if item.isVisible()]


def test_bars_stand_side_by_side_with_the_teacher_at_the_left(bars: SoftLabelBars) -> None:
    bars.show_bars(Bars(NAMES, TEACHER, STUDENT, 4))
    teacher, student = bars._items["teacher"].opts, bars._items["student"].opts
    assert teacher["height"] == pytest.approx(100 * TEACHER)
    assert student["height"] == pytest.approx(100 * STUDENT)
    assert (teacher["x"] < student["x"]).all()


def test_the_highest_bars_carry_their_values(bars: SoftLabelBars) -> None:
    bars.show_bars(Bars(NAMES, TEACHER, STUDENT, 4))
    assert values_of(bars) == ["60", "50", "24", "26"]


def test_the_hard_label_is_an_outline_that_is_open_at_the_top(bars: SoftLabelBars) -> None:
    bars.show_bars(Bars(NAMES, TEACHER, STUDENT, 4))
    x, y = bars._outline.getData()
    assert (x.min(), x.max()) == (3.51, 4.49)
    assert y[0] == y[-1] > 60
    assert bars._hard.toPlainText() == "hard label: 100 %"


def test_without_a_label_there_is_no_outline(bars: SoftLabelBars) -> None:
    bars.show_bars(Bars(NAMES, TEACHER, STUDENT, None))
    assert not bars._outline.isVisible()


def test_the_values_of_very_high_bars_stay_below_the_words_of_the_hard_label(bars: SoftLabelBars) -> None:
    sure = np.full(10, 0.001)
    sure[4] = 0.991
    bars.show_bars(Bars(NAMES, sure, sure, 4))
    top = bars._outline.getData()[1].max()
    pixel = (bars.plotItem.viewRange()[1][1]) / bars.plotItem.getViewBox().height()
    assert top - 99.1 > 14 * pixel


def test_a_rest_that_is_higher_than_all_classes_is_cut_off_and_says_so(bars: SoftLabelBars) -> None:
    teacher, student = np.array([0.02, 0.01, 0.97]), np.array([0.03, 0.01, 0.96])
    bars.show_bars(Bars(["a", "b", "rest"], teacher, student, None, has_rest=True))
    assert bars._items["teacher"].opts["height"].max() < 10
    assert values_of(bars)[:2] == ["↑97", "↑96"]


def test_a_baseline_is_hatched(bars: SoftLabelBars) -> None:
    bars.show_bars(Bars(NAMES, TEACHER, STUDENT, 4), hollow=True)
    assert bars._items["student"].opts["brush"].style().name == "BDiagPattern"
    assert bars.table().columns[2] == "baseline"


def test_names_are_slanted_only_where_they_do_not_fit(bars: SoftLabelBars) -> None:
    bars.show_bars(Bars(["a", "b"], TEACHER[:2], STUDENT[:2]))
    assert not bars._axis._is_slanted()
    bars.show_bars(Bars(["a class with a long name"] * 10, TEACHER, STUDENT))
    assert bars._axis._is_slanted()


def test_bars_are_read_in_a_sentence(bars: SoftLabelBars) -> None:
    bars.show_bars(Bars(NAMES, TEACHER, STUDENT, 4))
    assert bars.accessibleDescription() == (
        "Teacher: class 4 60\u00a0%, class 9 24\u00a0%; student: class 4 50\u00a0%, class 9 26\u00a0%."
    )


def test_the_table_has_every_bar(bars: SoftLabelBars) -> None:
    bars.show_bars(Bars(NAMES, TEACHER, STUDENT, 4))
    columns, rows = bars.table()
    assert tuple(columns) == ("class", "teacher", "student", "hard label")
    assert list(rows[4]) == ["class 4", 0.6, 0.5, 1.0]


def test_a_histogram_without_a_second_network_shows_one(qtbot: QtBot) -> None:
    chart = PairedHistogram(text("Confidence"), text("top probability"))
    qtbot.addWidget(chart)
    chart.show_histograms(histogram(), None)
    assert len(chart._items["student"].opts["height"]) == 0
    assert chart.accessibleDescription() == "Teacher: mean 0.12."


def test_the_mean_of_the_divergence_is_a_line(qtbot: QtBot) -> None:
    chart = DivergenceHistogram(text("KL divergence"), text("KL, bit"))
    qtbot.addWidget(chart)
    chart.show_histogram(histogram())
    assert chart._mean.value() == 0.12
    assert chart._words.toPlainText() == "mean 0.120"
    assert chart.table().rows[1] == (0.1, 0.2, 5)


def test_no_divergence_has_no_mean(qtbot: QtBot) -> None:
    chart = DivergenceHistogram(text("KL divergence"), text("KL, bit"))
    qtbot.addWidget(chart)
    chart.show_histogram(Histogram(np.zeros(3, dtype=np.int64), np.array([0.0, 0.1, 0.2, 0.3]), float("nan")))
    assert not chart._mean.isVisible()


def test_the_curve_marks_the_epoch_that_is_shown(qtbot: QtBot) -> None:
    chart = KlCurve()
    qtbot.addWidget(chart)
    chart.show_curve(np.array([0.0, 1.0, 2.0]), np.array([0.5, 0.2, 0.1]), 0, 30, 1)
    assert chart._mark.value() == 1
    assert [float(value) for value in chart._dot.getData()[1]] == [0.2]
    assert chart.plotItem.viewRange()[0] == [0, 30]
    assert chart.accessibleDescription() == "KL 0.500\u00a0bit at epoch 0, 0.100\u00a0bit at epoch 2."


def test_a_change_of_theme_changes_the_bars(bars: SoftLabelBars) -> None:
    bars.show_bars(Bars(NAMES, TEACHER, STUDENT, 4))
    theme.theme().apply("dark")
    assert bars._items["teacher"].opts["brush"].color().name().upper() == theme.DARK.teacher


def _draw_bars(chart: Plot, step: int) -> None:
    assert isinstance(chart, SoftLabelBars)
    chart.show_bars(Bars(NAMES, np.roll(TEACHER, step), STUDENT, step % 10))


def _draw_pair(chart: Plot, step: int) -> None:
    assert isinstance(chart, PairedHistogram)
    logits = np.random.default_rng(step).normal(0, 3, (20, 5))
    chart.show_histograms(confidence_histogram(logits), confidence_histogram(logits / 2))


def _draw_divergence(chart: Plot, step: int) -> None:
    assert isinstance(chart, DivergenceHistogram)
    chart.show_histogram(histogram()._replace(mean=0.001 * (step % 300)))


def _draw_curve(chart: Plot, step: int) -> None:
    assert isinstance(chart, KlCurve)
    chart.show_curve(np.arange(30.0), np.linspace(1, 0.1, 30), 0, 30, step % 30)


@pytest.mark.parametrize(
    ("make", "draw"),
    [
        (SoftLabelBars, _draw_bars),
        (lambda: PairedHistogram(text("Confidence"), text("top probability")), _draw_pair),
        (lambda: DivergenceHistogram(text("KL divergence"), text("KL, bit")), _draw_divergence),
        (KlCurve, _draw_curve),
    ],
)
def test_five_hundred_redraws_do_not_use_up_none(
    qtbot: QtBot, make: Callable[[], Plot], draw: Callable[[Plot, int], None]
) -> None:
    chart = make()
    qtbot.addWidget(chart)
    chart.resize(240, 140)
    chart.show()
    draw(chart, 0)
    chart.grab()
    before = sys.getrefcount(None)
    for step in range(500):
        draw(chart, step)
        chart.viewport().repaint()
    assert sys.getrefcount(None) > before - 50

import csv
from pathlib import Path

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from kdstudio.core import soft_labels
from kdstudio.core.events import EpochDone, NetworkStarted
from kdstudio.core.live_run import LiveRun
from kdstudio.gui import theme, translate
from kdstudio.gui.charts.curves import CurveChart
from kdstudio.gui.pages.run.curves import CurvesTab
from kdstudio.gui.session import Session
from tests.gui import scenes
from tests.gui.pointer import move_pointer

SMALL = scenes.Scene(epochs=6, probes=48)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run that all tests read and none changes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KDSTUDIO_HOME", str(tmp_path_factory.mktemp("home")))
        return scenes.finished(scene=SMALL)


@pytest.fixture
def live(folder: Path) -> LiveRun:
    return LiveRun.replay(folder)


@pytest.fixture
def tab(live: LiveRun, qtbot: QtBot, session: Session) -> CurvesTab:
    return shown(live, qtbot, session)


def shown(live: LiveRun, qtbot: QtBot, session: Session) -> CurvesTab:
    made = CurvesTab(session)
    qtbot.addWidget(made)
    made.resize(1144, 556)
    made.show_run(live)
    made.show()
    QApplication.processEvents()
    return made


def names(chart: CurveChart) -> list[str]:
    return [series.name for series in chart.shown()]


def readings(tab: CurvesTab, key: str) -> list[str]:
    return tab.cards[key].readings.words()


def choose_file(monkeypatch: pytest.MonkeyPatch, target: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))


def test_titles_read_the_best_epoch_of_a_finished_run(tab: CurvesTab, live: LiveRun) -> None:
    student = live.networks["student"]
    best = student.best_epoch()
    assert best is not None
    done = student.epochs[best]
    assert tab.place.text() == str(best)
    assert readings(tab, "accuracy")[1] == f"{done.top1:.1f}"
    assert readings(tab, "agreement")[0] == f"{done.agreement:.1f}"
    assert readings(tab, "calibration")[1] == f"{100 * (done.ece or 0):.1f}"
    assert readings(tab, "throughput")[0] == f"{done.images_per_second:.0f}"
    assert readings(tab, "rate") == [f"{1000 * done.learning_rate:.3f}"]
    loss = [f"{part} {done.losses[part]:.2f}" for part in ("hard", "soft", "total")]
    assert readings(tab, "loss")[:3] == loss


def test_the_teachers_line_is_measured_on_the_same_probes_as_the_curves(tab: CurvesTab, live: LiveRun) -> None:
    assert live.prepared is not None
    logits = np.load(live.folder / live.networks["teacher"].soft_labels[0]).astype(np.float64)
    expected = 100 * soft_labels.top1(logits, np.array(live.prepared.probe_labels))
    assert readings(tab, "accuracy")[0] == f"{expected:.1f}"
    assert tab.cards["accuracy"].name.whole_text() == "Accuracy on 48 probes"
    assert "48 probe images" in tab.legend.button("teacher").toolTip()


def test_arrow_keys_move_one_crosshair_over_all_charts(tab: CurvesTab, live: LiveRun, qtbot: QtBot) -> None:
    qtbot.keyClick(tab.charts["rate"], Qt.Key.Key_Home)
    qtbot.keyClick(tab.charts["rate"], Qt.Key.Key_Right)
    done = live.networks["student"].epochs[1]
    assert tab.place.text() == "1"
    assert readings(tab, "accuracy")[1] == f"{done.top1:.1f}"
    assert readings(tab, "throughput")[0] == f"{done.images_per_second:.0f}"


def test_the_pointer_over_a_chart_reads_that_epoch_everywhere(tab: CurvesTab, live: LiveRun) -> None:
    chart = tab.charts["accuracy"]
    view = chart.getViewBox()
    place = chart.mapFromScene(view.mapViewToScene(QPointF(3.1, 50)))
    move_pointer(chart.viewport(), QPointF(place))
    assert tab.place.text() == "3"
    assert readings(tab, "loss")[0] == f"hard {live.networks['student'].epochs[3].losses['hard']:.2f}"


def test_the_legend_hides_the_baseline_in_all_charts(tab: CurvesTab, qtbot: QtBot) -> None:
    qtbot.mouseClick(tab.legend.button("baseline"), Qt.MouseButton.LeftButton)
    for key, chart in tab.charts.items():
        assert "Baseline, no teacher" not in names(chart), key
    qtbot.keyClick(tab.legend.button("baseline"), Qt.Key.Key_Space)
    assert "Baseline, no teacher" in names(tab.charts["agreement"])


def test_against_steps_and_time_change_x_and_keep_the_epoch(tab: CurvesTab, live: LiveRun, qtbot: QtBot) -> None:
    qtbot.keyClick(tab.charts["loss"], Qt.Key.Key_Home)
    for _ in range(2):
        qtbot.keyClick(tab.charts["loss"], Qt.Key.Key_Right)
    accuracy = readings(tab, "accuracy")[1]
    qtbot.mouseClick(tab.against.button("step"), Qt.MouseButton.LeftButton)
    assert tab.charts["loss"].shown()[0].x.tolist() == [scenes.STEPS * epoch for epoch in range(7)]
    assert (tab.place_name.text(), tab.place.text()) == ("At step", str(2 * scenes.STEPS))
    qtbot.mouseClick(tab.against.button("time"), Qt.MouseButton.LeftButton)
    seconds = np.cumsum([live.networks["student"].epochs[epoch].seconds for epoch in range(7)])
    assert tab.charts["loss"].shown()[0].x == pytest.approx(seconds / 60)
    assert tab.place_name.text() == "At minute"
    assert readings(tab, "accuracy")[1] == accuracy


def test_smoothing_is_off_until_it_is_asked_for(tab: CurvesTab, qtbot: QtBot) -> None:
    def drawn() -> int:
        return sum(item.isVisible() for item in tab.charts["throughput"].plotItem.listDataItems())

    before = drawn()
    assert not tab.smooth.isChecked()
    qtbot.mouseClick(tab.smooth, Qt.MouseButton.LeftButton, pos=QPoint(8, tab.smooth.height() // 2))
    assert drawn() == before + 2


def test_the_agreement_card_shows_kl_in_bits_when_asked_to(tab: CurvesTab, live: LiveRun) -> None:
    card = tab.cards["agreement"]
    assert (card.name.whole_text(), card.key) == ("Agreement with the teacher", "agreement")
    tab.cards["agreement"].choices["kl"].trigger()  # type: ignore[attr-defined]
    best = live.networks["student"].best_epoch()
    assert best is not None
    assert card.name.whole_text() == "KL from the teacher"
    assert readings(tab, "agreement")[0] == f"{live.networks['student'].epochs[best].kl_bits:.3f}"
    assert tab.charts["kl"].isVisible()


def test_reset_brings_the_crosshair_home(tab: CurvesTab, qtbot: QtBot) -> None:
    home = tab.place.text()
    qtbot.keyClick(tab.charts["loss"], Qt.Key.Key_Home)
    assert tab.place.text() != home
    qtbot.mouseClick(tab.reset, Qt.MouseButton.LeftButton)
    assert tab.place.text() == home


def test_epochs_appear_as_they_come_and_nothing_moves(qtbot: QtBot, session: Session) -> None:
    live = LiveRun.replay(scenes.running(scene=SMALL, until=2).folder)
    live.state = "running"
    tab = shown(live, qtbot, session)
    before = tab.charts["accuracy"].x_range()
    assert before[1] >= SMALL.epochs
    assert tab.place.text() == "2"
    live.networks["student"].epochs[3] = EpochDone(
        network="student", epoch=3, epochs=6, losses={"hard": 0.5}, top1=77.7, images_per_second=400.0
    )
    tab.update_run()
    assert tab.place.text() == "3"
    assert readings(tab, "accuracy")[1] == "77.7"
    assert readings(tab, "agreement") == [translate.NONE]  # this epoch left it out
    assert readings(tab, "loss") == ["hard 0.50", f"soft {translate.NONE}", f"total {translate.NONE}"]
    assert tab.charts["accuracy"].x_range() == before


def test_a_resume_takes_back_epochs_that_are_void(qtbot: QtBot, session: Session) -> None:
    live = LiveRun.replay(scenes.running(scene=SMALL, until=4).folder)
    tab = shown(live, qtbot, session)
    live.networks["student"].restart(NetworkStarted(network="student", from_epoch=2, epochs=6, batches=36))
    tab.update_run()
    assert len(tab.charts["accuracy"].shown()[-1].x) == 3


def test_a_run_without_epochs_says_when_curves_begin(qtbot: QtBot, session: Session) -> None:
    tab = shown(LiveRun.replay(scenes.waiting("later")), qtbot, session)
    assert tab.place_name.text() == "Curves begin after the first epoch."
    assert readings(tab, "accuracy") == []


def test_the_training_of_a_teacher_has_no_agreement_and_no_student(qtbot: QtBot, session: Session) -> None:
    tab = shown(LiveRun.replay(scenes.teacher_training()), qtbot, session)
    assert not tab.cards["agreement"].isVisible()
    assert names(tab.charts["accuracy"]) == ["Teacher"]
    assert tab.place.text() == "10"


def test_all_charts_are_saved_as_one_csv_with_the_numbers_of_the_run(
    tab: CurvesTab, live: LiveRun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_file(monkeypatch, tmp_path / "all.csv")
    tab.actions_by_key["all"].trigger()
    with (tmp_path / "all.csv").open(encoding="utf-8", newline="") as file:
        rows = {(row["network"], row["epoch"]): row for row in csv.DictReader(file)}
    done = live.networks["baseline"].epochs[4]
    found = rows["baseline", "4"]
    assert float(found["accuracy_percent"]) == done.top1
    assert float(found["kl_bits"]) == done.kl_bits
    assert float(found["loss_hard"]) == done.losses["hard"]
    assert found["loss_soft"] == ""
    assert found["step"] == str(4 * scenes.STEPS)
    assert len(rows) == 2 * (SMALL.epochs + 1)


def test_one_chart_is_saved_in_the_kind_that_is_asked_for(
    tab: CurvesTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for ending, begins in (("png", b"\x89PNG"), ("svg", b"<?xml"), ("csv", b"epoch,")):
        target = tmp_path / f"loss.{ending}"
        choose_file(monkeypatch, target)
        tab.actions_by_key["loss"].trigger()
        assert target.read_bytes().startswith(begins)


def test_charts_take_the_dark_theme(tab: CurvesTab) -> None:
    theme.theme().apply("dark")
    image = tab.charts["loss"].grab().toImage()
    assert image.pixelColor(2, 2).name().upper() == theme.DARK.surface


def test_numbers_follow_the_language(tab: CurvesTab) -> None:
    translate.language().apply("vi")
    tab.retranslate()
    assert "," in readings(tab, "accuracy")[0]


def test_a_thousand_epochs_are_drawn(live: LiveRun, qtbot: QtBot, session: Session) -> None:
    for network in ("student", "baseline"):
        known = live.networks[network]
        last = known.epochs[SMALL.epochs]
        known.epochs |= {number: msgspec.structs.replace(last, epoch=number) for number in range(7, 1001)}
    tab = shown(live, qtbot, session)
    assert len(tab.charts["loss"].shown()[0].x) == 1001
    tab.grab()

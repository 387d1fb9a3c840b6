import csv
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from kdstudio.core import soft_labels
from kdstudio.core.events import Network
from kdstudio.core.live_run import LiveRun
from kdstudio.gui import theme, translate
from kdstudio.gui.pages.run.dark_knowledge import DarkKnowledgeTab, most_confused
from kdstudio.gui.session import Session
from tests.gui import scenes

SMALL = scenes.Scene(epochs=3, probes=72)


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
def tab(live: LiveRun, qtbot: QtBot, session: Session) -> DarkKnowledgeTab:
    return shown(live, qtbot, session)


def shown(live: LiveRun, qtbot: QtBot, session: Session) -> DarkKnowledgeTab:
    made = DarkKnowledgeTab(session)
    qtbot.addWidget(made)
    made.resize(1144, 556)
    made.show_run(live)
    made.show()
    QApplication.processEvents()
    return made


def similarity(live: LiveRun, network: Network, temperature: float) -> npt.NDArray[np.float64]:
    """Compute what a map should show: in %, in the order of display."""
    assert live.prepared is not None
    stored = live.networks[network].soft_labels
    logits = np.load(live.folder / stored[max(stored)]).astype(np.float64)
    labels, order = np.array(live.prepared.probe_labels), live.prepared.display_order
    means = soft_labels.class_similarity(logits, labels, len(order), temperature)
    return 100 * means[np.ix_(order, order)]


def numbers(tab: DarkKnowledgeTab, kind: str) -> npt.NDArray[np.float64]:
    rows = tab.maps[kind].table().rows  # type: ignore[index]
    return np.array([[np.nan if value == "" else value for value in row[1:]] for row in rows], dtype=np.float64)


def cells(tab: DarkKnowledgeTab) -> set[tuple[int, int] | None]:
    return {chart.cell() for chart in tab.maps.values()}


def test_the_maps_show_the_mean_soft_labels_at_the_temperature_of_training(
    tab: DarkKnowledgeTab, live: LiveRun
) -> None:
    assert tab.temperature.value() == 4.0
    teacher, student = (similarity(live, network, 4.0) for network in ("teacher", "student"))
    assert numbers(tab, "teacher") == pytest.approx(teacher, abs=1e-3)
    assert numbers(tab, "student") == pytest.approx(student, abs=1e-3)
    assert numbers(tab, "difference") == pytest.approx(student - teacher, abs=1e-3)
    assert tab.caption.text() == "Mean soft label of each true class, 72 probe images, epoch 3"


def test_another_temperature_changes_the_numbers_of_both_networks(
    tab: DarkKnowledgeTab, live: LiveRun, qtbot: QtBot
) -> None:
    tab.temperature.number.selectAll()
    qtbot.keyClicks(tab.temperature.number, "1.5")
    qtbot.keyClick(tab.temperature.number, Qt.Key.Key_Return)
    assert numbers(tab, "teacher") == pytest.approx(similarity(live, "teacher", 1.5), abs=1e-3)
    assert numbers(tab, "student") == pytest.approx(similarity(live, "student", 1.5), abs=1e-3)


def test_the_first_cell_is_where_the_teacher_sees_most_of_another_class(tab: DarkKnowledgeTab) -> None:
    teacher = numbers(tab, "teacher")
    np.fill_diagonal(teacher, -1)
    assert cells(tab) == {np.unravel_index(int(teacher.argmax()), teacher.shape)}


def test_arrow_keys_and_clicks_move_the_cell_in_all_three_maps(tab: DarkKnowledgeTab, qtbot: QtBot) -> None:
    student = tab.maps["student"]
    qtbot.mouseClick(student, Qt.MouseButton.LeftButton, pos=student.rect_of(7, 11).center().toPoint())
    assert cells(tab) == {(7, 11)}
    qtbot.keyClick(student, Qt.Key.Key_Down)
    qtbot.keyClick(student, Qt.Key.Key_Right)
    assert cells(tab) == {(8, 12)}
    qtbot.keyClick(tab.maps["difference"], Qt.Key.Key_End)
    assert cells(tab) == {(8, 23)}


def test_the_panel_says_the_cell_in_numbers_and_agrees_with_itself(tab: DarkKnowledgeTab, qtbot: QtBot) -> None:
    chart = tab.maps["teacher"]
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.rect_of(0, 1).center().toPoint())
    teacher, student = numbers(tab, "teacher")[0, 1], numbers(tab, "student")[0, 1]
    assert tab.panel.title.text() == "How much wolf the models see in dog"
    assert tab.panel.teacher_value.text() == translate.percent(teacher)
    assert tab.panel.student_value.text() == translate.percent(student)
    difference = round(student, 1) - round(teacher, 1)
    assert tab.panel.difference.text() == f"{translate.signed(difference)} points"
    assert translate.percent(teacher) in chart.accessibleDescription()


def test_the_images_of_the_true_class_stand_strongest_first_with_both_values(
    tab: DarkKnowledgeTab, live: LiveRun, qtbot: QtBot
) -> None:
    assert live.prepared is not None
    chart = tab.maps["teacher"]
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.rect_of(0, 1).center().toPoint())
    dog, wolf = (live.prepared.classes.index(name) for name in ("dog", "wolf"))
    logits = np.load(live.folder / "soft_labels/teacher.npy").astype(np.float64)
    images = np.flatnonzero(np.array(live.prepared.probe_labels) == dog)
    values = 100 * soft_labels.soften(logits[images], 4.0)[:, wolf]
    expected = [live.prepared.probe_files[image] for image in images[np.argsort(-values)]]
    strip = tab.panel.strip.shown()
    assert [file for file, *_ in strip] == expected
    assert float(strip[0][1]) == pytest.approx(values.max(), abs=0.5)
    assert all(len(words) == 2 for _, *words in strip)
    assert tab.panel.note.text().startswith("3 probe images of dog, most like wolf first.")


def test_the_images_are_read_in_the_background(tab: DarkKnowledgeTab, qtbot: QtBot) -> None:
    file = tab.panel.strip.shown()[0][0]
    qtbot.waitUntil(lambda: tab.panel.strip._loader.image(file, 56) is not None, timeout=5000)


def test_the_diagonal_is_hidden_until_it_is_asked_for(tab: DarkKnowledgeTab, qtbot: QtBot) -> None:
    def corner() -> str:
        chart = tab.maps["teacher"]
        return chart.grab().toImage().pixelColor(chart.rect_of(5, 5).center().toPoint()).name().upper()

    assert tab.hide_diagonal.isChecked()
    assert corner() == theme.LIGHT.sunken
    qtbot.mouseClick(tab.hide_diagonal, Qt.MouseButton.LeftButton, pos=QPoint(8, tab.hide_diagonal.height() // 2))
    assert corner() != theme.LIGHT.sunken


def test_a_cell_on_the_diagonal_is_about_being_sure(tab: DarkKnowledgeTab) -> None:
    tab.maps["teacher"].chosen.emit(0, 0)
    assert tab.panel.title.text() == "How sure the models are of dog"


def test_the_baseline_can_stand_beside_the_teacher(tab: DarkKnowledgeTab, live: LiveRun) -> None:
    tab.network.setCurrentIndex(1)
    assert numbers(tab, "student") == pytest.approx(similarity(live, "baseline", 4.0), abs=1e-3)
    assert tab.cards["student"].title.text() == "Baseline, no teacher"
    assert tab.panel.student_name.text() == "Baseline"


def test_a_running_run_shows_its_last_epoch(qtbot: QtBot, session: Session) -> None:
    story = scenes.running(scene=SMALL, until=1)
    live = LiveRun.replay(story.folder)
    live.state = "running"
    tab = shown(live, qtbot, session)
    assert tab.caption.text().endswith("epoch 1")
    assert not tab.network.isVisible()
    chosen = cells(tab)
    np.save(live.folder / "soft_labels/student-0002.npy", story.logits("student", 2).astype(np.float16))
    live.networks["student"].soft_labels[2] = "soft_labels/student-0002.npy"
    tab.update_run()
    assert tab.caption.text().endswith("epoch 2")
    assert cells(tab) == chosen


def test_a_class_that_the_teacher_lacks_has_probability_zero(qtbot: QtBot, session: Session) -> None:
    live = LiveRun.replay(scenes.finished(scene=SMALL))
    logits = np.load(live.folder / "soft_labels/teacher.npy")
    logits[:, 3] = -np.inf
    np.save(live.folder / "soft_labels/teacher.npy", logits)
    tab = shown(live, qtbot, session)
    assert live.prepared is not None
    column = live.prepared.display_order.index(3)
    assert numbers(tab, "teacher")[:, column].tolist() == [0.0] * 24


def test_a_class_without_probes_has_no_numbers_and_says_so(qtbot: QtBot, session: Session, home: Path) -> None:
    live = LiveRun.replay(scenes.finished(scene=scenes.Scene(epochs=1, probes=20)))
    tab = shown(live, qtbot, session)
    missing = int(np.flatnonzero(np.isnan(numbers(tab, "teacher")).all(axis=1))[0])
    tab.maps["student"].chosen.emit(missing, 0)
    assert "there is nothing to average" in tab.panel.note.text()
    assert tab.panel.teacher_value.text() == translate.NONE
    assert tab.panel.difference.text() == ""
    tab.grab()


def test_without_the_teachers_soft_labels_it_says_what_will_stand_here(qtbot: QtBot, session: Session) -> None:
    tab = shown(LiveRun.replay(scenes.waiting("later")), qtbot, session)
    assert not tab.sheet.isVisible()


def test_the_training_of_a_teacher_shows_the_teacher_alone(qtbot: QtBot, session: Session) -> None:
    tab = shown(LiveRun.replay(scenes.teacher_training()), qtbot, session)
    assert tab.cards["teacher"].isVisible()
    assert not tab.cards["student"].isVisible()
    assert not tab.panel.student_value.isVisible()


@pytest.mark.parametrize(("classes", "probes"), [(100, 200), (1000, 120)])
def test_of_many_classes_the_most_confused_are_shown_until_all_are_asked_for(
    qtbot: QtBot, session: Session, home: Path, classes: int, probes: int
) -> None:
    live = LiveRun.replay(scenes.finished(scene=scenes.Scene(classes=classes, epochs=1, probes=probes)))
    tab = shown(live, qtbot, session)
    assert tab.classes.isVisible()
    assert len(tab.maps["teacher"].table().rows) == 24
    tab.classes.setCurrentIndex(1)
    assert len(tab.maps["teacher"].table().rows) == classes
    tab.grab()


def test_the_most_confused_classes_share_most_with_others() -> None:
    means = np.array([[0.9, 0.1, 0.0], [0.3, 0.7, 0.0], [np.nan] * 3])
    assert most_confused(means, 2).tolist() == [0, 1]


def test_all_maps_are_saved_as_one_csv(
    tab: DarkKnowledgeTab, live: LiveRun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "all.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    tab.actions_by_key["all"].trigger()
    with target.open(encoding="utf-8", newline="") as file:
        rows = {(row["true_class"], row["class"]): row for row in csv.DictReader(file)}
    teacher, student = similarity(live, "teacher", 4.0)[0, 1], similarity(live, "student", 4.0)[0, 1]
    found = rows["dog", "wolf"]
    assert float(found["teacher_percent"]) == pytest.approx(teacher, abs=1e-3)
    assert float(found["student_minus_teacher_points"]) == pytest.approx(student - teacher, abs=1e-3)


@pytest.mark.parametrize("kind", ["teacher", "student", "difference"])
def test_each_map_can_be_saved_as_an_image(
    tab: DarkKnowledgeTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    for ending, begins in ((".png", b"\x89PNG"), (".svg", b"<?xml")):
        target = tmp_path / f"{kind}{ending}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, target=target: (str(target), ""))
        tab.actions_by_key[kind].trigger()
        assert target.read_bytes().startswith(begins)


def test_the_page_takes_the_dark_theme_and_another_language(tab: DarkKnowledgeTab) -> None:
    theme.theme().apply("dark")
    chart = tab.maps["teacher"]
    assert chart.grab().toImage().pixelColor(chart.rect_of(5, 5).center().toPoint()).name().upper() == theme.DARK.sunken
    translate.language().apply("vi")
    tab.retranslate()
    assert "," in tab.panel.teacher_value.text()

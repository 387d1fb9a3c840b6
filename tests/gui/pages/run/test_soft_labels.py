"""The Soft labels tab: each number on it is the stored logits', at the epoch and the temperature that are chosen."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from kdstudio.core import soft_labels
from kdstudio.core.live_run import LiveRun
from kdstudio.gui.pages.run.soft_labels import SoftLabelsTab
from kdstudio.gui.session import Session
from tests.gui import scenes
from tests.gui.scenes import Scene

SMALL = Scene(classes=24, probes=48, epochs=6)


@pytest.fixture
def tab(qtbot: QtBot, session: Session) -> SoftLabelsTab:
    made = SoftLabelsTab(session)
    qtbot.addWidget(made)
    made.resize(1144, 570)
    made.show()
    return made


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run that tests read, and never change."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KDSTUDIO_HOME", str(tmp_path_factory.mktemp("home")))
        return scenes.finished(scene=SMALL)


@pytest.fixture
def done(tab: SoftLabelsTab, finished: Path) -> LiveRun:
    live = LiveRun.replay(finished)
    tab.show_run(live)
    return live


def logits(live: LiveRun, name: str) -> np.ndarray:
    return np.load(live.folder / "soft_labels" / f"{name}.npy").astype(np.float32)


def hardest(live: LiveRun, network: str = "student") -> list[int]:
    kl = soft_labels.kl_bits(logits(live, "teacher"), logits(live, f"{network}-0006"), 4.0)
    return np.argsort(-kl, kind="stable").tolist()


def test_the_hardest_probe_is_the_first_and_is_chosen(tab: SoftLabelsTab, done: LiveRun) -> None:
    assert tab.list.gallery.shown() == hardest(done)
    assert tab.list.gallery.choice() == hardest(done)[0]
    assert tab.list.count.text() == "48"


def test_the_divergence_is_that_of_the_latest_epoch_at_the_trained_temperature(
    tab: SoftLabelsTab, done: LiveRun
) -> None:
    tab.choose(7)
    kl = soft_labels.kl_bits(logits(done, "teacher"), logits(done, "student-0006"), 4.0)[7]
    assert tab.facts.kl.text() == f"{kl:.3f}"
    assert tab.facts.unit.text() == "bit, at T = 4.0"
    assert tab.facts.place.text() == "Probe 8 of 48"


def test_each_network_says_its_top_class_at_temperature_1(tab: SoftLabelsTab, done: LiveRun) -> None:
    tab.choose(7)
    p = soft_labels.soften(logits(done, "student-0006")[7])
    assert done.prepared is not None
    assert tab.facts.rows["student"].top.whole_text() == done.prepared.classes[int(p.argmax())]
    assert tab.facts.rows["student"].share.text() == f"{100 * p.max():.0f}\u00a0% at T = 1"


def test_time_travel_shows_the_numbers_of_an_earlier_epoch(qtbot: QtBot, tab: SoftLabelsTab, done: LiveRun) -> None:
    tab.choose(7)
    for _ in range(4):
        qtbot.keyClick(tab.scrubber.slider, Qt.Key.Key_Left)
    student = logits(done, "student-0002")
    kl = soft_labels.kl_bits(logits(done, "teacher"), student, 4.0)[7]
    assert tab.facts.kl.text() == f"{kl:.3f}"
    assert tab.legend.student.text() == "Student, epoch 2"
    order = done.prepared.display_order if done.prepared else []
    assert tab.bars._bars.student == pytest.approx(soft_labels.soften(student[7], 4.0)[order])
    different = int((logits(done, "teacher").argmax(1) != student.argmax(1)).sum())
    assert tab.list.footer.text() == f"Student disagrees: {different} of 48"
    assert tab.divergence.agree.text() == f"agree on {48 - different} of 48"


def test_the_temperature_softens_bars_and_histograms_anew(qtbot: QtBot, tab: SoftLabelsTab, done: LiveRun) -> None:
    tab.choose(7)
    tab.temperature.slider.setFocus()
    qtbot.keyClick(tab.temperature.slider, Qt.Key.Key_PageUp)
    temperature = tab.temperature.value()
    assert temperature > 4.0
    order = done.prepared.display_order if done.prepared else []
    teacher = logits(done, "teacher")
    assert tab.bars._bars.teacher == pytest.approx(soft_labels.soften(teacher[7], temperature)[order])
    mean = soft_labels.entropy_bits(soft_labels.soften(teacher, temperature)).mean()
    assert tab.entropy.teacher.text() == f"{mean:.2f}"


def test_a_button_goes_back_to_the_trained_temperature(qtbot: QtBot, tab: SoftLabelsTab, done: LiveRun) -> None:
    tab.temperature.spin.setValue(9.0)
    qtbot.mouseClick(tab.temperature.back, Qt.MouseButton.LeftButton)
    assert tab.temperature.value() == 4.0
    assert tab.facts.unit.text() == "bit, at T = 4.0"


def test_slider_and_number_of_the_temperature_agree(tab: SoftLabelsTab, done: LiveRun) -> None:
    tab.temperature.spin.setValue(20.0)
    assert tab.temperature.slider.value() == tab.temperature.slider.maximum()
    tab.temperature.slider.setValue(0)
    assert tab.temperature.value() == 1.0


def test_the_filter_shows_those_that_disagree(tab: SoftLabelsTab, done: LiveRun) -> None:
    tab.list.filter_by("different")
    wrong = logits(done, "teacher").argmax(1) != logits(done, "student-0006").argmax(1)
    assert tab.list.gallery.shown() == [probe for probe in hardest(done) if wrong[probe]]


def test_the_filter_shows_one_class(tab: SoftLabelsTab, done: LiveRun) -> None:
    tab.list.filter_by(5)
    assert tab.list.gallery.shown() == [probe for probe in hardest(done) if probe % 24 == 5]
    assert tab.list.gallery.choice() == tab._probe


def test_arrow_keys_walk_through_the_probes(qtbot: QtBot, tab: SoftLabelsTab, done: LiveRun) -> None:
    tab.list.gallery.setFocus()
    qtbot.keyClick(tab.list.gallery, Qt.Key.Key_Right)
    second = hardest(done)[1]
    assert tab.facts.place.text() == f"Probe {second + 1} of 48"
    qtbot.keyClick(tab.list.gallery, Qt.Key.Key_End)
    assert tab.facts.place.text() == f"Probe {hardest(done)[-1] + 1} of 48"


def test_the_curve_is_the_divergence_of_this_image_at_every_epoch(tab: SoftLabelsTab, done: LiveRun) -> None:
    tab.choose(7)
    teacher = logits(done, "teacher")[7]
    wanted = [soft_labels.kl_bits(teacher, logits(done, f"student-{epoch:04d}")[7], 4.0) for epoch in range(7)]
    assert tab.curve._epochs.tolist() == list(range(7))
    assert tab.curve._bits == pytest.approx(wanted)


def test_a_baseline_can_be_held_against_the_teacher(qtbot: QtBot, tab: SoftLabelsTab, done: LiveRun) -> None:
    tab.choose(7)
    qtbot.mouseClick(tab.list.networks.button("baseline"), Qt.MouseButton.LeftButton)
    kl = soft_labels.kl_bits(logits(done, "teacher"), logits(done, "baseline-0006"), 4.0)[7]
    assert tab.facts.kl.text() == f"{kl:.3f}"
    assert tab.legend.student.text() == "Baseline, epoch 6"
    assert tab.list.footer.text().startswith("Baseline disagrees: ")
    assert tab.list.gallery.shown() == hardest(done, "baseline")


def test_without_a_baseline_there_is_no_choice(tab: SoftLabelsTab) -> None:
    tab.show_run(LiveRun.replay(scenes.finished(scene=Scene(probes=24, epochs=2, baseline=False))))
    assert tab.list.networks.isHidden()


def test_all_24_classes_are_shown(tab: SoftLabelsTab, done: LiveRun) -> None:
    assert len(tab.bars._bars.names) == 24
    assert tab.legend.count.text() == "Top classes: all 24"


def test_of_a_thousand_classes_the_top_ones_are_shown_and_the_rest(tab: SoftLabelsTab) -> None:
    live = LiveRun.replay(scenes.finished(scene=Scene(classes=1000, probes=12, epochs=1, baseline=False)))
    tab.show_run(live)
    bars = tab.bars._bars
    assert len(bars.names) == 13
    assert bars.names[-1] == "rest"
    assert bars.teacher.sum() == pytest.approx(1.0)
    assert tab.legend.count.text() == "Top 12 of 1,000, and rest"


def test_a_teacher_in_training_is_held_against_the_hard_label(tab: SoftLabelsTab) -> None:
    live = LiveRun.replay(scenes.teacher_training())
    tab.show_run(live)
    tab.choose(3)
    stored = logits(live, "teacher-0010")
    assert tab.facts.kl.text() == f"{-np.log2(soft_labels.soften(stored[3])[3]):.3f}"
    assert tab.facts.unit.text() == "bit from the hard label, at T = 1.0"
    assert tab.facts.rows["student"].top.isHidden()
    assert tab.bars._bars.student is None
    wrong = int((stored.argmax(1) != np.arange(120) % 24).sum())
    assert tab.list.footer.text() == f"Teacher is wrong: {wrong} of 120"


def test_before_the_first_soft_labels_it_says_what_comes(tab: SoftLabelsTab) -> None:
    tab.show_run(LiveRun.replay(scenes.waiting("waits")))
    assert tab.empty.isVisible()
    assert tab.empty.sentence.text() == "This run waits for its turn; its soft labels will stand here."


def test_while_the_teacher_is_asked_it_says_so(tab: SoftLabelsTab) -> None:
    story = scenes.Story("asks", SMALL, None)
    story.tell(*story.beginning(with_teacher=False))
    live = LiveRun.replay(story.folder)
    live.state = "running"
    tab.show_run(live)
    assert tab.empty.sentence.text() == "The teacher is being asked; its soft labels will stand here."
    story.close()


def test_the_teacher_is_shown_before_the_student_has_begun(tab: SoftLabelsTab) -> None:
    story = scenes.Story("begins", SMALL, None)
    story.tell(*story.beginning())
    tab.show_run(LiveRun.replay(story.folder))
    assert tab.bars._bars.student is None
    assert tab.facts.kl.text() == "—"
    assert not tab.scrubber.isEnabled()
    story.close()


def test_a_class_that_the_teacher_lacks_is_left_out_of_the_divergence(tab: SoftLabelsTab) -> None:
    folder = scenes.finished(scene=SMALL)
    path = folder / "soft_labels" / "teacher.npy"
    teacher = np.load(path)
    teacher[:, 5] = -np.inf
    np.save(path, teacher)
    live = LiveRun.replay(folder)
    tab.show_run(live)
    tab.choose(7)
    known = np.arange(24) != 5
    kl = soft_labels.kl_bits(logits(live, "teacher")[:, known], logits(live, "student-0006")[:, known], 4.0)[7]
    assert tab.facts.kl.text() == f"{kl:.3f}"


def test_files_that_are_gone_leave_the_page_standing(tab: SoftLabelsTab) -> None:
    folder = scenes.finished(scene=SMALL)
    for file in (folder / "soft_labels").iterdir():
        file.unlink()
    tab.show_run(LiveRun.replay(folder))
    assert tab._frame is None


def test_a_broken_file_of_one_epoch_is_a_gap_in_the_curve(tab: SoftLabelsTab) -> None:
    folder = scenes.finished(scene=SMALL)
    (folder / "soft_labels" / "student-0003.npy").write_bytes(b"not an array")
    tab.show_run(LiveRun.replay(folder))
    assert tab.curve._epochs.tolist() == [0, 1, 2, 4, 5, 6]


def test_a_thousand_epochs_are_a_curve_of_at_most_200(tab: SoftLabelsTab, done: LiveRun) -> None:
    probes = tab._probes
    assert probes is not None
    files = done.networks["student"].soft_labels
    done.networks["student"].soft_labels = {epoch: files[epoch % 7] for epoch in range(1001)}
    chosen = probes._curve_epochs()
    assert len(chosen) <= 201
    assert chosen[-1] == 1000


def test_what_was_read_is_forgotten_when_a_resume_begins(tab: SoftLabelsTab) -> None:
    done = LiveRun.replay(scenes.finished(scene=SMALL))
    tab.show_run(done)
    tab.choose(7)
    path = done.folder / "soft_labels" / "student-0006.npy"
    np.save(path, np.load(done.folder / "soft_labels" / "student-0001.npy"))
    done.attempt += 1
    tab.update_run()
    kl = soft_labels.kl_bits(logits(done, "teacher"), logits(done, "student-0001"), 4.0)[7]
    assert tab.facts.kl.text() == f"{kl:.3f}"


def test_an_update_without_new_soft_labels_draws_nothing(
    tab: SoftLabelsTab, done: LiveRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[object] = []
    monkeypatch.setattr(tab.bars, "show_bars", lambda *_args, **_more: drawn.append(1))
    for _ in range(20):
        tab.update_run()
    assert drawn == []


def test_ctrl_s_saves_the_chart_that_has_the_keyboard(
    qtbot: QtBot, tab: SoftLabelsTab, done: LiveRun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "bars.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), "CSV (*.csv)"))
    tab.activateWindow()
    tab.bars.setFocus()
    qtbot.waitUntil(tab.bars.hasFocus)
    qtbot.keyClick(tab.bars, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert target.read_text(encoding="utf-8").startswith("class,teacher,student,hard label")


def test_another_run_begins_anew_and_the_same_one_keeps_its_place(tab: SoftLabelsTab, done: LiveRun) -> None:
    tab.choose(7)
    tab.temperature.spin.setValue(9.0)
    tab.show_run(LiveRun.replay(done.folder))
    assert (tab._probe, tab.temperature.value()) == (7, 9.0)
    tab.show_run(LiveRun.replay(scenes.finished("other", SMALL)))
    assert tab.temperature.value() == 4.0
    assert tab.list.gallery.choice() == tab.list.gallery.shown()[0]

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from kdstudio.core import about
from kdstudio.core.about import About
from kdstudio.core.events import Judged, Measurement, Noted
from kdstudio.core.jobs import Distill
from kdstudio.core.live_run import LiveRun
from kdstudio.core.text import text
from kdstudio.gui import theme, translate
from kdstudio.gui.pages.run.mistakes import read_mistakes
from kdstudio.gui.pages.run.result import ResultTab
from kdstudio.gui.pages.run.result_cards import costs, ratio
from kdstudio.gui.session import Session
from tests.gui import scenes

SMALL = scenes.Scene(epochs=2, probes=24)
Open = Callable[[Path], ResultTab]


@pytest.fixture
def show(qtbot: QtBot, session: Session) -> Open:
    def open_tab(folder: Path) -> ResultTab:
        tab = ResultTab(session)
        qtbot.addWidget(tab)
        tab.resize(1144, 568)
        tab.show_run(LiveRun.replay(folder))
        tab.show()
        return tab

    return open_tab


def click(qtbot: QtBot, target: QWidget) -> None:
    assert target.isVisible()
    qtbot.mouseClick(target, Qt.MouseButton.LeftButton)


def figures(tab: ResultTab, network: str) -> Measurement:
    assert tab.live is not None
    found = tab.live.networks[network].measurement  # type: ignore[index]
    assert found is not None
    return found


def test_the_verdict_stands_first_with_what_it_rests_on(show: Open) -> None:
    tab = show(scenes.finished(scene=SMALL))
    student, baseline = figures(tab, "student"), figures(tab, "baseline")
    assert tab.verdict.sentence.text() == (
        f"The teacher helped: {student.top1:.1f}\u00a0% with it, {baseline.top1:.1f}\u00a0% without."
    )
    assert "gained, 12 lost" in tab.verdict.explanation.text()
    assert "of the teacher's accuracy, 3.4× smaller, 2.9× faster" in tab.verdict.headline.text()
    assert not tab.verdict.with_baseline.isVisible()


def test_accuracy_likeness_and_cost_are_the_measured_ones(show: Open) -> None:
    tab = show(scenes.finished(scene=SMALL))
    student, teacher = figures(tab, "student"), figures(tab, "teacher")
    rows = tab.accuracy.plot.table().rows
    assert [row[0] for row in rows] == ["Teacher", "Student", "Baseline"]
    assert list(rows[1][1:]) == [student.top1, student.top1_low, student.top1_high]
    assert tab.likeness.cell(0, "teacher") == "—"
    assert tab.likeness.cell(0, "student") == f"{student.agreement:.1f}\u00a0%"
    assert tab.likeness.cell(1, "student") == f"{student.kl_bits:.3f}\u00a0bit"
    assert tab.likeness.cell(2, "teacher") == f"{100 * teacher.ece:.1f}\u00a0%"
    assert ("Parameters", 5_480_000, 1_561_000) in tab.cost.bars.table().rows


def test_compute_is_shown_as_soon_as_it_is_known_of_any() -> None:
    plain: dict[str, Any] = dict.fromkeys(("images", "correct", "parameters", "size_bytes"), 10)
    plain |= dict.fromkeys(("top1", "top1_low", "top1_high", "ece", "latency_ms", "latency_p95_ms"), 1.0)
    teacher, student = Measurement(**plain), Measurement(**plain, flops=2e9)
    assert [cost.name.template for cost in costs(teacher, None)].count("Compute for one image") == 0
    compute = next(cost for cost in costs(teacher, student) if cost.name.template == "Compute for one image")
    assert (compute.teacher, compute.student, compute.ratio) == (None, 2e9, None)


@pytest.mark.parametrize(
    ("teacher", "student", "words"),
    [(35.0, 10.0, "3.5× smaller"), (10.0, 35.0, "3.5× larger"), (10.0, 10.2, "about the same"), (0.0, 1.0, None)],
)
def test_the_ratio_says_which_is_less(teacher: float, student: float, words: str | None) -> None:
    found = ratio("size", teacher, student)
    assert (found.english() if found else None) == words


def test_repeating_queues_two_more_seeds_and_says_so(
    show: Open, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "start_next", lambda: None)
    tab = show(scenes.finished(scene=SMALL))
    click(qtbot, tab.verdict.repeat)
    seeds = [session.live(run_id).job.recipe.seed for run_id in session.waiting()]
    assert seeds == [1, 2]
    assert tab.verdict.said.text() == "Seeds 1, 2 are queued: the verdict over all seeds will stand here."
    assert not tab.verdict.repeat.isEnabled(), "a second click would queue two more"


def test_a_window_that_only_looks_says_why_it_cannot_repeat(show: Open, session: Session) -> None:
    session.only_looks = True
    tab = show(scenes.finished(scene=SMALL))
    assert not tab.verdict.repeat.isEnabled()
    assert "only looks" in tab.verdict.said.text()


def test_without_a_baseline_one_is_offered_with_the_same_settings(show: Open, session: Session, qtbot: QtBot) -> None:
    tab = show(scenes.finished(scene=scenes.Scene(epochs=2, probes=24, baseline=False)))
    assert "cannot be known without a baseline" in tab.verdict.sentence.text()
    assert not tab.verdict.repeat.isVisible()
    with qtbot.waitSignal(session.page_wanted) as wanted:
        click(qtbot, tab.verdict.with_baseline)
    page, argument = wanted.args
    assert page == "distil"
    assert tab.live is not None
    assert isinstance(tab.live.job, Distill)
    assert argument["job"] == Distill(recipe=msgspec.structs.replace(tab.live.job.recipe, baseline=True))


def test_the_verdict_over_all_seeds_comes_first_also_on_the_runs_that_do_not_hold_it(
    show: Open, session: Session
) -> None:
    first = scenes.finished("one-s-n", SMALL, About(name="one", group="g"))
    second = scenes.Story("two-s-n", scenes.Scene(epochs=2, probes=24, seed=1), About(name="two", group="g"))
    live = LiveRun.replay(first)
    assert live.verdict is not None
    over_both = msgspec.structs.replace(live.verdict, seeds=2, student_top1=77.7, gain_low=1.0, gain_high=3.0)
    second.tell(*second.beginning(), *second.training("student"), *second.rest())
    second.tell(Judged(verdict=over_both, runs=["one-s-n", "two-s-n"]), scenes.events.Finished(seconds=1.0))
    tab = show(first)
    assert "77.7\u00a0% with it" in tab.verdict.sentence.text()
    assert "the mean of 2 seeds" in tab.verdict.explanation.text()
    assert tab.verdict.alone.text().startswith("Seed 0, below, alone: ")
    assert about.read(second.folder).group == "g"


def test_a_trained_teacher_is_offered_as_one(show: Open, session: Session, qtbot: QtBot) -> None:
    tab = show(scenes.teacher_training())
    assert tab.verdict.sentence.text() == f"Right on {figures(tab, 'teacher').top1:.1f}\u00a0% of 600 images."
    assert not tab.likeness.isVisible()
    assert tab.primary() is tab.verdict.as_teacher
    with qtbot.waitSignal(session.page_wanted) as wanted:
        click(qtbot, tab.verdict.as_teacher)
    assert wanted.args[1]["changes"] == {"teacher": "run:teacher-s"}


def test_before_it_was_measured_one_sentence_says_what_will_stand_here(show: Open) -> None:
    tab = show(scenes.stopped(scene=SMALL, until=1))
    assert tab.empty.isVisible()
    assert tab.empty.text() == "Resume: it goes on after epoch 1."
    tab = show(scenes.waiting("soon"))
    assert tab.empty.text() == "The result stands here once the run has been trained and measured."


def test_the_first_warning_is_in_sight_and_the_others_a_click_away(show: Open, qtbot: QtBot) -> None:
    tab = show(scenes.finished(scene=SMALL))
    assert tab.warnings.isVisible()
    assert not tab.warnings.more.isVisible(), "there is only one"
    tab.warnings.show_notes([Noted(level=level, note=text("Note of its own.")) for level in ("warning", "info")])
    assert tab.warnings._rows.count() == 1
    many = [Noted(level="warning", note=text("{count} images are left out.", count=count)) for count in (2, 3, 4)]
    tab.warnings.show_notes(many)
    click(qtbot, tab.warnings.more)
    assert tab.warnings._rows.count() == 3
    tab.warnings.show_notes([])
    assert not tab.warnings.isVisible()


def test_the_mistakes_are_those_of_the_file_with_what_the_teacher_said(show: Open) -> None:
    folder = scenes.finished(scene=SMALL)
    mistakes = read_mistakes(LiveRun.replay(folder))
    assert mistakes is not None
    with (
        np.load(folder / "measured" / "student.npz") as student,
        np.load(folder / "measured" / "teacher.npz") as teacher,
    ):
        wrong = np.flatnonzero(~student["correct"])
        expected = {
            (int(student["labels"][at]), int(student["logits"][at].argmax()), int(teacher["logits"][at].argmax()))
            for at in wrong
        }
    assert len(mistakes) == len(wrong) > 3
    assert {(found.label, found.guess, found.teacher) for found in mistakes} == expected
    tab = show(folder)
    shown = len(tab.mistakes.view.mistakes())
    assert 1 <= shown < len(wrong)
    assert tab.mistakes.title.text() == f"{shown} of {len(wrong)} mistakes of the student"


def test_all_mistakes_open_in_the_page_and_escape_goes_back(show: Open, qtbot: QtBot) -> None:
    tab = show(scenes.finished(scene=SMALL))
    count = len(read_mistakes(tab.live) or ()) if tab.live else 0
    click(qtbot, tab.mistakes.all)
    assert tab.all_mistakes.isVisible()
    assert len(tab.all_mistakes.view.mistakes()) == count
    click(qtbot, tab.all_mistakes.back)
    assert tab.verdict.isVisible()


def test_a_mistake_that_is_a_probe_opens_in_soft_labels(show: Open, qtbot: QtBot) -> None:
    tab = show(scenes.finished(scene=SMALL))
    view = tab.mistakes.view
    current = view.current()
    assert current is not None
    assert current.probe is not None
    with qtbot.waitSignal(tab.probe_wanted) as wanted:
        click(qtbot, tab.mistakes.open)
    assert wanted.args == [current.probe]
    with qtbot.waitSignal(tab.probe_wanted):
        qtbot.keyClick(view, Qt.Key.Key_Return)


def test_an_image_that_is_no_probe_is_not_offered_in_soft_labels(show: Open, qtbot: QtBot) -> None:
    tab = show(scenes.finished(scene=SMALL))
    click(qtbot, tab.mistakes.all)
    view = tab.all_mistakes.view
    rows = {found.probe is not None: row for row, found in enumerate(view.mistakes())}
    for is_probe, row in rows.items():
        where: QPoint = view.visualRect(view.model().index(row, 0)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
        assert tab.all_mistakes.open.isVisible() == is_probe
    assert set(rows) == {True, False}


@pytest.mark.parametrize("damage", ["missing", "broken", "other shape", "no teacher"])
def test_a_missing_or_broken_file_leaves_the_rest_standing(show: Open, damage: str) -> None:
    folder = scenes.finished(scene=SMALL)
    file = folder / "measured" / "student.npz"
    if damage == "missing":
        file.unlink()
    elif damage == "broken":
        file.write_bytes(file.read_bytes()[:5000])
    elif damage == "other shape":
        np.savez(file, images=["a"], labels=[0], correct=[False], logits=np.zeros((1, 3)))
    else:
        (folder / "measured" / "teacher.npz").write_bytes(b"")
    tab = show(folder)
    assert tab.verdict.sentence.text().startswith("The teacher helped")
    if damage == "no teacher":
        assert {found.teacher for found in tab.mistakes.view.mistakes()} == {None}
    else:
        assert not tab.mistakes.view.isVisible()
        assert tab.mistakes._sentence.text() == (
            "The file with the result of each image is missing or broken: the rest stands."
        )


def test_images_that_are_gone_or_broken_are_shown_as_grey_squares(show: Open, tmp_path: Path) -> None:
    folder = scenes.finished(scene=SMALL)
    (tmp_path / "broken.png").write_bytes(b"no image")
    with np.load(folder / "measured" / "student.npz") as stored:
        whole = dict(stored)
    whole["images"] = np.array([str(tmp_path / ("broken.png" if at % 2 else "gone.png")) for at in range(600)])
    np.savez(folder / "measured" / "student.npz", **whole)
    tab = show(folder)
    tab.grab()
    assert tab.mistakes.view.mistakes()


def test_another_language_and_theme_in_the_middle_change_words_and_numbers(show: Open) -> None:
    tab = show(scenes.finished(scene=SMALL))
    before = tab.grab().toImage()
    theme.theme().apply("dark")
    assert tab.grab().toImage() != before
    translate.language().apply("vi")
    assert f"{figures(tab, 'student').agreement:.1f}".replace(".", ",") in tab.likeness.cell(0, "student")


def test_all_of_it_is_seen_at_once_on_a_small_laptop(show: Open, qtbot: QtBot) -> None:
    tab = show(scenes.finished(scene=SMALL))
    scroll = tab._stack.currentWidget()
    assert isinstance(scroll, QScrollArea)
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() == 0, timeout=2000)

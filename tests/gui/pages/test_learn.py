"""Learn: what the reader moves, and that the numbers are those of the soft labels."""

import math
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kdstudio.core import learn_data, soft_labels
from kdstudio.core.methods import METHODS
from kdstudio.gui import theme, translate
from kdstudio.gui.charts.plot import Plot
from kdstudio.gui.pages.learn import LearnPage
from kdstudio.gui.pages.learn.articles import ARTICLES, WHEN
from kdstudio.gui.pages.learn.exhibits import (
    DarkKnowledge,
    Following,
    Losses,
    ModelSize,
    Plots,
    SoftLabels,
    Temperature,
)
from kdstudio.gui.session import Session
from tests.gui import scenes

SOFT, TEMPERATURE, DARK, LOSS, SIZE, TEACHER, PLOTS = range(7)


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> LearnPage:
    made = LearnPage(session)
    qtbot.addWidget(made)
    made.resize(1192, 740)
    made.show()
    return made


def plain(words: QLabel) -> str:
    return words.text().replace("\u00a0", " ")


def bars(chart: Plot) -> dict[str, tuple[float, ...]]:
    return {str(row[0]): tuple(float(value) for value in row[1:]) for row in chart.table().rows}


def test_every_article_has_words_sources_and_a_chart_that_says_what_it_shows(page: LearnPage) -> None:
    for number, article in enumerate(ARTICLES):
        page.articles.setCurrentRow(number)
        words = [word for paragraph in article.paragraphs for word in paragraph.english().split()]

        assert 100 <= len(words) <= 250, article.title
        assert article.sources or article.methods
        assert all(chart.accessibleDescription() for chart in page.exhibit().findChildren(Plot) if chart.isVisible())
        assert plain(page.exhibit().reading)


def test_arrow_keys_go_through_the_articles(page: LearnPage, qtbot: QtBot) -> None:
    page.articles.setFocus()
    qtbot.keyClick(page.articles, Qt.Key.Key_Down)

    assert isinstance(page.exhibit(), Temperature)


def test_choosing_an_image_shows_its_soft_label_and_its_hard_label(page: LearnPage, qtbot: QtBot) -> None:
    exhibit = page.exhibit()
    assert isinstance(exhibit, SoftLabels)
    data = learn_data.sample()

    qtbot.keyClick(exhibit.image.box, Qt.Key.Key_Home)
    qtbot.keyClick(exhibit.image.box, Qt.Key.Key_Down)

    teacher = soft_labels.soften(data.logits["teacher"][1])
    for name, (first, _second) in bars(exhibit.chart).items():
        if name != "rest":
            assert first == pytest.approx(100 * teacher[list(data.classes).index(name)])
    assert f"{float(soft_labels.entropy_bits(teacher)):.2f} bits" in plain(exhibit.reading)
    assert sum(pair[0] for pair in bars(exhibit.chart).values()) == pytest.approx(100)


def test_the_temperature_slider_softens_again_and_says_the_entropy(page: LearnPage, qtbot: QtBot) -> None:
    page.articles.setCurrentRow(TEMPERATURE)
    exhibit = page.exhibit()
    assert isinstance(exhibit, Temperature)
    data = learn_data.sample()
    at = learn_data.most_telling(data)

    qtbot.keyClick(exhibit.temperature.slider, Qt.Key.Key_End)

    assert exhibit.temperature.value() == 10.0
    entropy = float(soft_labels.entropy_bits(soft_labels.soften(data.logits["teacher"][at], 10.0)))
    assert f"At T = 10.0 the teacher's soft label has an entropy of {entropy:.2f} bits" in plain(exhibit.reading)


def test_a_number_can_be_typed_as_well_as_slid(page: LearnPage, qtbot: QtBot) -> None:
    page.articles.setCurrentRow(TEMPERATURE)
    exhibit = page.exhibit()
    assert isinstance(exhibit, Temperature)

    exhibit.temperature.field.setFocus()
    exhibit.temperature.field.selectAll()
    qtbot.keyClicks(exhibit.temperature.field, "2.5")
    qtbot.keyClick(exhibit.temperature.field, Qt.Key.Key_Return)

    assert exhibit.temperature.slider.value() == 25
    assert "At T = 2.5" in plain(exhibit.reading)


def test_the_nearest_classes_are_the_mean_soft_label_without_the_class_itself(page: LearnPage) -> None:
    page.articles.setCurrentRow(DARK)
    exhibit = page.exhibit()
    assert isinstance(exhibit, DarkKnowledge)
    data = learn_data.sample()
    tiger = list(data.classes).index("tiger")

    exhibit.choice.setCurrentIndex(exhibit.choice.findData(tiger))

    similarity = soft_labels.class_similarity(data.logits["teacher"], data.labels, len(data.classes), 4.0)[tiger]
    found = bars(exhibit.chart)
    assert "tiger" not in found
    for name, (teacher, _student) in found.items():
        assert teacher == pytest.approx(100 * similarity[list(data.classes).index(name)])


def test_alpha_mixes_the_hard_and_the_soft_loss(page: LearnPage, qtbot: QtBot) -> None:
    page.articles.setCurrentRow(LOSS)
    exhibit = page.exhibit()
    assert isinstance(exhibit, Losses)
    data = learn_data.sample()
    at = learn_data.most_telling(data)
    teacher, student = data.logits["teacher"][at], data.logits["student"][at]

    qtbot.keyClick(exhibit.alpha.slider, Qt.Key.Key_Home)

    hard, soft = exhibit.parts(data)
    assert hard == pytest.approx(-math.log(soft_labels.soften(student)[data.labels[at]]))
    assert soft == pytest.approx(16 * float(soft_labels.kl_bits(teacher, student, 4.0)) * math.log(2))
    assert f"1.00 · {hard:.3f} (hard, dashed)" in plain(exhibit.reading)
    assert f"= {hard:.3f} nats" in plain(exhibit.reading)


def test_every_method_is_explained_with_formula_use_and_source(page: LearnPage) -> None:
    page.articles.setCurrentRow(LOSS)
    words = "\n".join(made.text() for made in page.view.widget().findChildren(QLabel))

    for method in METHODS.values():
        assert method.formula in words
        assert method.source.arxiv in words
        assert WHEN[method.name].english() in words


def test_size_is_parameters_times_bits_times_the_share_kept_and_a_map(page: LearnPage, qtbot: QtBot) -> None:
    page.articles.setCurrentRow(SIZE)
    exhibit = page.exhibit()
    assert isinstance(exhibit, ModelSize)
    student = learn_data.sample().measured["student"].parameters

    qtbot.mouseClick(exhibit.bits.button("4"), Qt.MouseButton.LeftButton)
    exhibit.kept.slider.setValue(5)  # steps of 5 %

    sizes = [pair[1] for pair in bars(exhibit.chart).values()]
    assert exhibit.kept.value() == 25
    assert sizes[2] == pytest.approx(student * 4 / 8 / 1e6)
    assert sizes[3] == pytest.approx(student * (4 * 0.25 + 1) / 8 / 1e6)
    assert exhibit.megabytes(student, 32, 1.0) == pytest.approx(student * 4 / 1e6)


def test_the_share_of_followed_images_is_counted_at_the_limit(page: LearnPage) -> None:
    page.articles.setCurrentRow(TEACHER)
    exhibit = page.exhibit()
    assert isinstance(exhibit, Following)
    data = learn_data.sample()

    exhibit.limit.slider.setValue(20)  # steps of 0.05 bits

    bits = soft_labels.kl_bits(data.logits["teacher"], data.logits["student"])
    expected = 100 * np.count_nonzero(bits <= 1.0) / len(bits)
    assert f"Within 1.00 bits of the teacher: {expected:.1f} % of 600 images" in plain(exhibit.reading)
    assert "Teacher 99.3 % right with 5.47 M parameters" in plain(exhibit.figures)


def test_the_plots_read_an_epoch_and_a_temperature(page: LearnPage, qtbot: QtBot) -> None:
    page.articles.setCurrentRow(PLOTS)
    exhibit = page.exhibit()
    assert isinstance(exhibit, Plots)
    data = learn_data.sample()
    qtbot.keyClick(exhibit.epoch.slider, Qt.Key.Key_Home)
    first = data.epochs["student"][0]
    assert f"After epoch 0: student {first.top1:.1f} % right" in plain(exhibit.reading)

    qtbot.mouseClick(exhibit.kind.button("kl"), Qt.MouseButton.LeftButton)
    assert f"{first.kl_bits:.3f} bits" in plain(exhibit.reading)

    qtbot.mouseClick(exhibit.kind.button("calibration"), Qt.MouseButton.LeftButton)
    exhibit.temperature.slider.setValue(20)
    p = soft_labels.soften(data.logits["student"], 2.0)
    ece = soft_labels.expected_calibration_error(p, data.labels)
    assert exhibit.diagram.isVisible()
    assert f"{ece:.3f} for the student" in plain(exhibit.reading)


def test_reliability_weighted_by_its_groups_is_the_calibration_error() -> None:
    data = learn_data.sample()
    p = soft_labels.soften(data.logits["baseline"])

    found = learn_data.reliability(p, data.labels, 15)

    gaps = np.abs(found.confidence - found.accuracy) * found.counts / found.counts.sum()
    assert gaps.sum() == pytest.approx(soft_labels.expected_calibration_error(p, data.labels))


def test_without_a_finished_run_there_is_only_the_sample(page: LearnPage) -> None:
    assert not page.source.isVisible()


def test_the_last_finished_run_can_take_the_place_of_the_sample(home: Path, qtbot: QtBot) -> None:
    folder = scenes.finished("mine")
    session = Session()
    page = LearnPage(session)
    qtbot.addWidget(page)
    page.show()

    qtbot.mouseClick(page.source.button("run"), Qt.MouseButton.LeftButton)

    data = page.exhibit().data
    assert data is not None
    stored = np.load(folder / "soft_labels" / "student-0030.npy")
    assert np.array_equal(data.logits["student"], stored)
    for number in range(len(ARTICLES)):
        page.articles.setCurrentRow(number)
        assert page.exhibit().data is data
    session.close()


@pytest.mark.parametrize("classes", [100, 1000])
def test_runs_of_many_classes_are_shown_by_their_top_classes(home: Path, qtbot: QtBot, classes: int) -> None:
    scenes.finished("many", scenes.Scene(classes=classes, probes=120, epochs=2))
    session = Session()
    page = LearnPage(session)
    qtbot.addWidget(page)
    page.show()
    qtbot.mouseClick(page.source.button("run"), Qt.MouseButton.LeftButton)

    assert isinstance(page.exhibit(), SoftLabels)
    assert len(page.exhibit().chart.table().rows) == 9
    session.close()


def test_a_run_whose_files_are_gone_leaves_the_sample(home: Path, qtbot: QtBot) -> None:
    folder = scenes.finished("mine")
    (folder / "soft_labels" / "teacher.npy").unlink()
    session = Session()
    page = LearnPage(session)
    qtbot.addWidget(page)
    page.show()

    assert not page.source.isVisible()
    session.close()


def test_classes_that_the_teacher_lacks_are_left_out(home: Path) -> None:
    folder = scenes.finished("mine")
    teacher = np.load(folder / "soft_labels" / "teacher.npy")
    teacher[:, 3] = -np.inf
    np.save(folder / "soft_labels" / "teacher.npy", teacher)
    session = Session()

    data = learn_data.of_run(session.live("mine"))

    assert data is not None
    assert len(data.classes) == 23
    assert data.labels[3] == -1
    assert data.labels[4] == 3
    assert sorted(data.display_order.tolist()) == list(range(23))
    assert np.isfinite(data.logits["teacher"]).all()
    session.close()


def test_language_and_theme_may_change_while_an_article_is_read(page: LearnPage) -> None:
    page.articles.setCurrentRow(PLOTS)
    translate.language().apply("vi")
    theme.theme().apply("dark")

    assert "99,3" in plain(page.exhibit().reading) or "," in plain(page.exhibit().reading)

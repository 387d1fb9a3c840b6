"""Sentences are data until they are shown: in the current language, with its numbers, and again after a change."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kdstudio.core.text import Text, text
from kdstudio.gui import translate
from kdstudio.gui.translate import language, say, show

PAUSE = text("Pause")


def test_a_number_is_written_as_the_language_writes_it() -> None:
    sentence = text("{top1:.1f} % of {images:,d} images", top1=99.34, images=12345)

    assert show(sentence) == "99.3\u00a0% of 12,345 images"
    language().apply("vi")
    assert "99,3\u00a0%" in show(sentence)
    assert "12.345" in show(sentence)


def test_a_name_keeps_its_dots_and_commas_in_every_language() -> None:
    language().apply("vi")

    assert show(text("{file}", file="a.b,c-1.5.pt")) == "a.b,c-1.5.pt"


def test_a_negative_number_has_a_true_minus_sign() -> None:
    assert show(text("{points:+.1f} points", points=-1.25)) == "\u22121.2 points"


def test_a_widget_says_again_what_it_said_after_a_change_of_language(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    button = QPushButton(window)
    say(button, setText=PAUSE, setToolTip=text("Rate: {rate:.1f}", rate=1.5))
    language().apply("vi")

    assert button.text() == show(PAUSE)
    assert "1,5" in button.toolTip()


def test_a_sentence_that_was_taken_back_is_not_said_again(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    say(label, setText=PAUSE)
    say(label, setText=None)
    label.setText("yolo11n")
    language().apply("vi")

    assert label.text() == "yolo11n"


def test_a_widget_with_words_of_its_own_making_is_asked_to_say_them_again(qtbot: QtBot) -> None:
    class Chart(QWidget):
        drawn = 0

        def retranslate(self) -> None:
            self.drawn += 1

    window = QWidget()
    qtbot.addWidget(window)
    chart = Chart(window)
    language().apply("vi")

    assert chart.drawn == 1


def test_an_unknown_template_is_shown_in_english() -> None:
    language().apply("vi")

    assert show(Text("Nobody translated {what}.", {"what": "this"})) == "Nobody translated this."


@pytest.mark.parametrize(
    ("seconds", "shown"), [(48, "0:48"), (108, "1:48"), (3768, "1:02:48"), (None, "—"), (float("nan"), "—")]
)
def test_a_duration_is_a_clock(seconds: float | None, shown: str) -> None:
    assert translate.clock(seconds) == shown


@pytest.mark.parametrize(
    ("count", "shown"),
    [(3_254_241, "3.3\u00a0MB"), (212e9, "212\u00a0GB"), (512, "512\u00a0B"), (46_000, "46.0\u00a0kB")],
)
def test_a_size_has_its_unit(count: float, shown: str) -> None:
    assert translate.data_size(count) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (3, "about 5\u00a0s"),
        (200, "about 3\u00a0min 20\u00a0s"),
        (61, "about 1\u00a0min"),
        (1800, "about 30\u00a0min"),
        (9000, "about 2.5\u00a0h"),
    ],
)
def test_a_rough_duration_is_said_in_round_numbers(seconds: float, shown: str) -> None:
    assert show(translate.about_duration(seconds)) == shown

"""The slider over epochs: it follows the latest until moved back, steps over what is not stored, and plays."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kdstudio.gui.widgets.scrubber import PLAY_MS, Scrubber


@pytest.fixture
def scrubber(qtbot: QtBot) -> Scrubber:
    made = Scrubber(52)
    qtbot.addWidget(made)
    made.resize(500, 60)
    made.set_epochs(range(18), 30)
    made.show()
    return made


def test_it_shows_the_latest_epoch_and_says_so(scrubber: Scrubber) -> None:
    assert scrubber.epoch() == 17
    assert scrubber.words() == ("epoch 0", "17, latest", "30")


def test_it_follows_the_latest_epoch(scrubber: Scrubber) -> None:
    scrubber.set_epochs(range(19), 30)
    assert scrubber.epoch() == 18


def test_moved_back_it_stays_where_it_is(qtbot: QtBot, scrubber: Scrubber) -> None:
    qtbot.keyClick(scrubber.slider, Qt.Key.Key_Left)
    scrubber.set_epochs(range(19), 30)
    assert scrubber.epoch() == 16


def test_moved_to_the_end_it_follows_again(qtbot: QtBot, scrubber: Scrubber) -> None:
    qtbot.keyClick(scrubber.slider, Qt.Key.Key_Home)
    qtbot.keyClick(scrubber.slider, Qt.Key.Key_End)
    assert scrubber.epoch() == 17
    scrubber.set_epochs(range(19), 30)
    assert scrubber.epoch() == 18


def test_it_cannot_go_where_nothing_is_stored_yet(scrubber: Scrubber) -> None:
    scrubber.slider.setValue(25)
    assert scrubber.slider.value() == 17


def test_a_click_goes_to_that_epoch(qtbot: QtBot, scrubber: Scrubber) -> None:
    with qtbot.waitSignal(scrubber.moved) as said:
        qtbot.mouseClick(scrubber.slider, Qt.MouseButton.LeftButton, pos=scrubber.slider.rect().center() * 0.5)
    assert said.args == [scrubber.epoch()]
    assert 5 <= scrubber.epoch() <= 9


def test_space_plays_from_the_beginning_and_stops(qtbot: QtBot, scrubber: Scrubber) -> None:
    qtbot.keyClick(scrubber.slider, Qt.Key.Key_Space)
    assert scrubber.is_playing()
    assert scrubber.epoch() == 0
    qtbot.keyClick(scrubber.slider, Qt.Key.Key_Space)
    assert not scrubber.is_playing()


def test_it_plays_four_epochs_a_second_and_stops_at_the_latest(scrubber: Scrubber) -> None:
    assert PLAY_MS == 250
    scrubber.slider.setValue(15)
    scrubber.toggle()
    seen = []
    while scrubber.is_playing():
        scrubber._timer.timeout.emit()
        seen.append(scrubber.epoch())
    assert seen == [16, 17]


def test_nobody_sees_it_play_when_it_is_hidden(scrubber: Scrubber) -> None:
    scrubber.toggle()
    scrubber.hide()
    assert not scrubber.is_playing()


def test_without_epochs_it_shows_nothing(qtbot: QtBot) -> None:
    made = Scrubber(52)
    qtbot.addWidget(made)
    made.set_epochs([], 30)
    made.toggle()
    assert made.epoch() is None
    assert not made.is_playing()
    assert not made.isEnabled()

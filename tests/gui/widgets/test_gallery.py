"""The gallery of images: what it shows, how it is walked through, and that it reads images when they are seen."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from kdstudio.core.text import text
from kdstudio.gui.widgets.gallery import Gallery, ImageLoader, Wish, _read_square


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    found = []
    for number in range(30):
        image = QImage(20, 10, QImage.Format.Format_RGB32)
        image.fill(QColor(8 * number, 0, 0))
        file = tmp_path / f"{number}.png"
        image.save(str(file))
        found.append(str(file))
    return found


@pytest.fixture
def gallery(qtbot: QtBot, files: list[str]) -> Gallery:
    made = Gallery(text("Probe images"), ImageLoader())
    qtbot.addWidget(made)
    made.resize(198, 300)
    made.set_images(files, [f"image {number}" for number in range(len(files))])
    made.show_images(range(len(files)))
    made.show()
    made.choose(0)
    return made


def test_four_thumbnails_stand_in_a_row(gallery: Gallery) -> None:
    tops = [gallery.visualRect(gallery.model().index(row)).top() for row in range(5)]
    assert len(set(tops[:4])) == 1
    assert tops[4] > tops[3]


@pytest.mark.parametrize(
    ("key", "number"),
    [
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Down, 4),
        (Qt.Key.Key_End, 29),
    ],
)
def test_keys_choose_an_image(qtbot: QtBot, gallery: Gallery, key: Qt.Key, number: int) -> None:
    with qtbot.waitSignal(gallery.chosen) as said:
        qtbot.keyClick(gallery, key)
    assert said.args == [number]


def test_home_goes_back_to_the_first(qtbot: QtBot, gallery: Gallery) -> None:
    qtbot.keyClick(gallery, Qt.Key.Key_End)
    qtbot.keyClick(gallery, Qt.Key.Key_Home)
    assert gallery.choice() == 0


def test_a_click_chooses_an_image(qtbot: QtBot, gallery: Gallery) -> None:
    place = gallery.visualRect(gallery.model().index(5)).center()
    qtbot.mouseClick(gallery.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert gallery.choice() == 5


def test_space_wishes_to_play(qtbot: QtBot, gallery: Gallery) -> None:
    with qtbot.waitSignal(gallery.play_wished):
        qtbot.keyClick(gallery, Qt.Key.Key_Space)


def test_the_chosen_image_stays_chosen_in_another_order(qtbot: QtBot, gallery: Gallery) -> None:
    gallery.choose(7)
    with qtbot.assertNotEmitted(gallery.chosen):
        gallery.show_images(list(reversed(range(30))))
    assert gallery.choice() == 7


def test_marks_are_kept_by_number(gallery: Gallery) -> None:
    marks = np.zeros(30, dtype=np.bool_)
    marks[3] = True
    gallery.set_marks(marks)
    assert gallery._model.marked.tolist().index(True) == 3


def test_only_what_is_seen_is_read(qtbot: QtBot, files: list[str]) -> None:
    loader = ImageLoader()
    gallery = Gallery(text("Probe images"), loader)
    qtbot.addWidget(gallery)
    gallery.resize(198, 100)
    many = files * 60
    gallery.set_images(many, many)
    gallery.show_images(range(len(many)))
    gallery.show()
    qtbot.waitUntil(lambda: len(loader._kept) >= 8 and not loader._wishes)
    assert len(loader._kept) < 30


def test_an_image_that_is_missing_leaves_a_plain_tile(qtbot: QtBot, tmp_path: Path) -> None:
    loader = ImageLoader()
    with qtbot.waitSignal(loader.loaded):
        assert loader.image(str(tmp_path / "gone.png"), 40) is None
    found = loader.image(str(tmp_path / "gone.png"), 40)
    assert found is not None
    assert found.isNull()


def test_images_are_cropped_to_their_middle(files: list[str]) -> None:
    image = _read_square(Wish(files[10], 40))
    assert (image.width(), image.height()) == (40, 40)
    assert image.pixelColor(20, 20).red() == 80

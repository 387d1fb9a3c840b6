"""The fields of the Distil page: numbers, paths, thumbnails and pairs of bars."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from kdstudio.core.text import text
from kdstudio.gui.translate import language
from kdstudio.gui.widgets.number_field import Number, NumberField, WholeNumber
from kdstudio.gui.widgets.pair_bars import PairBars, ratio
from kdstudio.gui.widgets.path_picker import Entry, PathPicker
from kdstudio.gui.widgets.thumbnails import ThumbnailStrip, read_thumbnail

NAME = text("Temperature")


def test_slider_and_spin_box_say_the_same_number(qtbot: QtBot) -> None:
    field = NumberField(NAME, 1, 20, step=0.5, decimals=1, log=True)
    qtbot.addWidget(field)
    seen: list[float] = []
    field.changed.connect(seen.append)
    field.set_value(4)
    assert seen == []
    assert field.value() == 4
    field.slider.setValue(field.slider.maximum())
    assert (seen, field.value()) == ([20], 20)
    field.number.setValue(1)
    assert field.slider.value() == 0


def test_a_logarithmic_slider_gives_room_to_small_numbers(qtbot: QtBot) -> None:
    field = NumberField(NAME, 1, 16, step=0.1, decimals=1, log=True)
    qtbot.addWidget(field)
    field.set_value(4)
    assert field.slider.value() == field.slider.maximum() // 2


def test_arrow_keys_on_the_slider_change_the_number(qtbot: QtBot) -> None:
    field = NumberField(NAME, 0, 1, step=0.05)
    qtbot.addWidget(field)
    field.show()
    field.set_value(0.5)
    qtbot.keyClick(field.slider, Qt.Key.Key_Right)
    assert field.value() == pytest.approx(0.55)
    for _ in range(3):
        qtbot.keyClick(field.slider, Qt.Key.Key_Left)
    assert field.value() == pytest.approx(0.4)


def test_the_wheel_is_left_to_the_page(qtbot: QtBot) -> None:
    number = WholeNumber(text("Epochs"), 1, 100)
    qtbot.addWidget(number)
    number.set_number(30)
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(number, event)
    assert number.value() == 30


def test_small_numbers_are_written_short_and_in_the_language(qtbot: QtBot) -> None:
    number = Number(text("Learning rate"), 0, 1)
    qtbot.addWidget(number)
    number.set_number(0.0005)
    assert number.text() == "0.0005"
    language().apply("vi")
    number.retranslate()
    assert number.text() == "0,0005"
    number.selectAll()
    qtbot.keyClicks(number, "0,25")
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert number.value() == 0.25


@pytest.fixture
def picker(qtbot: QtBot) -> PathPicker:
    made = PathPicker(text("Teacher"), text("A file"), text("Choose a file."), "*.pt (*.pt)")
    qtbot.addWidget(made)
    made.show()
    made.button.setFocus()
    return made


def test_a_path_is_shown_by_its_last_name_and_typed_in_full(picker: PathPicker, qtbot: QtBot) -> None:
    picker.set_path("/data/teacher.pt")
    assert picker.field.text() == "teacher.pt"
    seen: list[str] = []
    picker.chosen.connect(seen.append)
    picker.window().activateWindow()
    picker.field.setFocus()
    qtbot.waitUntil(picker.field.hasFocus)
    assert picker.field.text() == "/data/teacher.pt"
    picker.field.selectAll()
    qtbot.keyClicks(picker.field, "/data/other.pt")
    qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    assert seen == ["/data/other.pt"]
    picker.button.setFocus()
    assert picker.field.text() == "other.pt"
    assert seen == ["/data/other.pt"]


def test_the_menu_offers_choices_and_other_recent_paths(picker: PathPicker) -> None:
    seen: list[str] = []
    picker.chosen.connect(seen.append)
    picker.set_path("/a/now.pt")
    picker.offer(
        lambda: [Entry(text("Sample"), lambda: seen.append("sample")), Entry("More", entries=[Entry("inner")])],
        lambda: ["/a/now.pt", "/b/before.pt"],
    )
    menu = picker.menu()
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == ["Browse…", "Sample", "More", "before.pt"]
    menu.actions()[1].trigger()
    menu.actions()[-1].trigger()
    assert seen == ["sample", "/b/before.pt"]


def test_without_choices_the_sign_browses_at_once(
    picker: PathPicker, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: ("/data/found.pt", ""))
    with qtbot.waitSignal(picker.chosen) as chosen:
        qtbot.mouseClick(picker.button, Qt.MouseButton.LeftButton)
    assert chosen.args == ["/data/found.pt"]


def test_a_cancelled_dialog_changes_nothing(picker: PathPicker, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: ("", ""))
    picker.set_path("/data/teacher.pt")
    with qtbot.assertNotEmitted(picker.chosen):
        picker.browse()
    assert picker.path() == "/data/teacher.pt"


def image(file: Path) -> str:
    made = QImage(60, 30, QImage.Format.Format_RGB32)
    made.fill(QColor("red"))
    made.save(str(file))
    return str(file)


def test_a_strip_reads_as_many_images_as_fit(qtbot: QtBot, tmp_path: Path) -> None:
    strip = ThumbnailStrip(text("Images"), side=20, gap=5)
    qtbot.addWidget(strip)
    strip.resize(100, 20)
    strip.show()
    strip.set_files([image(tmp_path / f"{number}.png") for number in range(9)])
    qtbot.waitUntil(lambda: strip.shown() == 4)
    strip.set_files([])
    qtbot.wait(5)
    assert strip.shown() == 0


def test_a_thumbnail_is_square_even_of_a_file_that_is_broken(qapp: QApplication, tmp_path: Path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no image")
    for file in (image(tmp_path / "wide.png"), str(broken), str(tmp_path / "gone.png")):
        made = read_thumbnail(file, 20)
        assert (made.width(), made.height()) == (20, 20)


def test_pair_bars_say_value_and_comparison(qtbot: QtBot) -> None:
    bars = PairBars(text("Parameters"))
    qtbot.addWidget(bars)
    bars.show()
    bars.set_values(5.4e6, 1.5e6, "1.50 M", text("{times:.1f}× fewer", times=ratio(5.4e6, 1.5e6)))
    assert bars.value.text() == "1.50 M"
    assert bars.words.text() == "3.6× fewer"
    bars.set_values(None, 1.5e6, "1.50 M", None)
    assert not bars.words.isVisible()
    assert ratio(None, 1.5e6) != ratio(None, 1.5e6)  # not a number

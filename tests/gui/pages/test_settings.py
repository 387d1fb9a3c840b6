"""Settings: taken and kept at once; the cache loses only what can be made again."""

import json
import os
from pathlib import Path

import platformdirs
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from kdstudio.core import cache, journal, paths
from kdstudio.core import settings as stored_settings
from kdstudio.core.text import UserError
from kdstudio.gui import theme, translate
from kdstudio.gui.pages.settings import SettingsPage
from kdstudio.gui.session import Session
from tests.gui import scenes


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(session)
    qtbot.addWidget(made)
    made.resize(1192, 740)
    made.show()
    return made


def make_sample(name: str = "sample-emoji") -> Path:
    folder = paths.datasets_folder() / name
    (folder / "train").mkdir(parents=True)
    (folder / "train" / "a.png").write_bytes(b"x" * 1000)
    (folder / "sample.json").write_text(json.dumps({"sample": "emoji", "version": 1}), encoding="utf-8")
    return folder


def make_split(source: Path, name: str = "photos-split-0-deadbeef") -> Path:
    source.mkdir(parents=True, exist_ok=True)
    (source / "a.png").write_bytes(b"x" * 500)
    folder = paths.datasets_folder() / name
    (folder / "train" / "a").mkdir(parents=True)
    os.link(source / "a.png", folder / "train" / "a" / "000000-a.png")
    return folder


def test_the_language_changes_at_once_and_is_kept(page: SettingsPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.looks.language.button("vi"), Qt.MouseButton.LeftButton)

    assert translate.language().code == "vi"
    assert stored_settings.read().language == "vi"


def test_the_theme_changes_at_once_and_is_kept(page: SettingsPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.looks.theme.button("dark"), Qt.MouseButton.LeftButton)

    assert theme.theme().colours.is_dark
    assert stored_settings.read().theme == "dark"


def test_device_and_threads_are_kept(page: SettingsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page.session, "warm_up", lambda: None)
    page.defaults.device.setFocus()
    page.defaults.device.lineEdit().selectAll()
    qtbot.keyClicks(page.defaults.device.lineEdit(), "cpu")
    qtbot.keyClick(page.defaults.device.lineEdit(), Qt.Key.Key_Return)
    page.defaults.threads.stepUp()

    assert stored_settings.read().device == "cpu"
    assert stored_settings.read().threads == 1


def test_settings_changed_elsewhere_are_shown(page: SettingsPage) -> None:
    page.session.change_settings(theme="light", device="mps")

    assert page.looks.theme.choice() == "light"
    assert page.defaults.device.currentText() == "mps"


def test_where_the_environment_decides_the_folder_is_not_offered(page: SettingsPage, home: Path) -> None:
    assert page.data.folder.text().replace("\u200b", "") == str(home)
    assert not page.data.choose.isEnabled()
    assert "KDSTUDIO_HOME decides" in page.data.said.text()


def test_another_folder_is_taken_at_the_next_start(
    session: Session, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KDSTUDIO_HOME")
    monkeypatch.setattr(platformdirs, "user_config_path", lambda *_names: tmp_path / "config")
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_names: tmp_path / "usual")
    chosen = tmp_path / "elsewhere"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: str(chosen))
    page = SettingsPage(session)
    qtbot.addWidget(page)
    page.show()

    qtbot.mouseClick(page.data.choose, Qt.MouseButton.LeftButton)

    assert paths.home() == chosen
    assert page.data.said.text().startswith("From the next start on")


def test_a_folder_that_cannot_be_used_is_refused_with_a_sentence(
    page: SettingsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platformdirs, "user_config_path", lambda *_names: tmp_path / "config")
    file = tmp_path / "file"
    file.touch()

    page.data.take(file)

    assert "cannot be kept" in page.data.said.text()


def test_sizes_are_read_in_the_background(page: SettingsPage, qtbot: QtBot) -> None:
    make_sample()
    page.open(None)

    qtbot.waitUntil(lambda: page.space.clear.isEnabled())
    assert page.space.rows["datasets"].value.whole_text() == "1.0\u00a0kB"


def test_clearing_asks_first_and_then_removes(page: SettingsPage, qtbot: QtBot) -> None:
    sample = make_sample()
    page.open(None)
    qtbot.waitUntil(lambda: page.space.clear.isEnabled())

    qtbot.mouseClick(page.space.clear, Qt.MouseButton.LeftButton)
    assert page.space.question.isVisible()
    qtbot.mouseClick(page.space.cancel, Qt.MouseButton.LeftButton)
    assert sample.is_dir()
    assert not page.space.question.isVisible()

    qtbot.mouseClick(page.space.clear, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.space.really, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.space.said.isVisible())
    assert not sample.exists()
    assert "were removed" in page.space.said.text()
    qtbot.waitUntil(lambda: page.space.rows["datasets"].value.whole_text() == "0\u00a0B")


def test_only_what_can_be_made_again_is_cache(home: Path, tmp_path: Path) -> None:
    sample, split = make_sample(), make_split(tmp_path / "photos")
    mine = paths.datasets_folder() / "sample-of-mine"
    mine.mkdir()
    downloaded = paths.datasets_folder() / "mnist160"
    downloaded.mkdir()

    assert cache.clearable() == [sample, split]


def test_a_split_that_holds_the_last_copy_of_an_image_stays(home: Path, tmp_path: Path) -> None:
    make_split(tmp_path / "photos")
    (tmp_path / "photos" / "a.png").unlink()

    assert cache.clearable() == []


def test_a_split_that_a_run_shows_stays(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    split = make_split(tmp_path / "photos")
    image = split / "train" / "a" / "000000-a.png"
    monkeypatch.setattr(scenes.Story, "_images", lambda self, count=None: [image] * (count or self.scene.probes))
    scenes.finished("mine")

    assert cache.clearable() == []


def test_nothing_is_cleared_while_a_run_works(home: Path) -> None:
    sample = make_sample()
    story = scenes.running("busy")
    with journal.lock_of(story.folder), pytest.raises(UserError, match="at work"):
        cache.clear()
    story.close()

    assert sample.is_dir()


@pytest.mark.parametrize(
    ("name", "words"),
    [("program", "AFFERO"), ("samples", "Twemoji"), ("font", "SIL Open Font"), ("icons", "ISC")],
)
def test_licences_and_credits_open_in_the_page(page: SettingsPage, qtbot: QtBot, name: str, words: str) -> None:
    qtbot.mouseClick(page.about.document.button(name), Qt.MouseButton.LeftButton)

    assert page.about.text.isVisible()
    assert words in page.about.text.toPlainText()

from pathlib import Path

import pytest

from kdstudio.core import settings
from kdstudio.core.settings import Settings, with_recent
from kdstudio.core.text import UserError


def test_what_is_written_is_read_again(home: Path) -> None:
    given = Settings(
        language="vi",
        theme="dark",
        device="cpu",
        threads=2,
        recent_models=["/m/Giáo viên.pt"],
        window_geometry="AdnQywADAAA=",
        splitters={"runs": "AAAA/w=="},
        places={"run/tab": "curves"},
    )
    settings.write(given)
    assert settings.read() == given
    assert settings.settings_file() == home / "settings.toml"


def test_without_a_file_there_are_defaults(home: Path) -> None:
    assert settings.read() == Settings()
    assert not home.exists()


@pytest.mark.parametrize("content", [b"theme = ", b"theme = 'blue'", b"recent_models = 'x'", b"\xff\xfe"])
def test_a_broken_file_gives_defaults_and_is_kept_aside(
    home: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    home.mkdir()
    settings.settings_file().write_bytes(content)
    assert settings.read() == Settings()
    assert (home / "settings.toml.broken").read_bytes() == content
    assert not settings.settings_file().exists()
    assert "settings.toml.broken" in caplog.text
    settings.write(Settings(theme="light"))
    assert settings.read().theme == "light"


def test_a_setting_of_a_later_version_is_passed_over(home: Path) -> None:
    home.mkdir()
    settings.settings_file().write_text('theme = "dark"\ncolour = "red"\n', encoding="utf-8")
    assert settings.read() == Settings(theme="dark")


def test_settings_that_cannot_be_read_are_left_alone(home: Path, caplog: pytest.LogCaptureFixture) -> None:
    settings.settings_file().mkdir(parents=True)
    assert settings.read() == Settings()
    assert settings.settings_file().is_dir()
    assert "cannot be read" in caplog.text


def test_settings_that_cannot_be_written_are_one_sentence(home: Path) -> None:
    home.write_text("")
    with pytest.raises(UserError, match=r"settings\.toml"):
        settings.write(Settings())


def test_the_most_recent_stands_first_and_once() -> None:
    found = Settings()
    for name in ("a", "b", "a"):
        found = with_recent(found, model=name)
    found = with_recent(found, dataset="d")
    assert (found.recent_models, found.recent_datasets) == (["a", "b"], ["d"])


def test_at_most_ten_recent_names_are_kept() -> None:
    found = Settings()
    for number in range(12):
        found = with_recent(found, dataset=str(number))
    assert found.recent_datasets == [str(number) for number in range(11, 1, -1)]

from pathlib import Path

import platformdirs
import pytest

from kdstudio.core import paths
from kdstudio.core.text import UserError


@pytest.fixture(autouse=True)
def usual_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.HOME_VARIABLE)
    monkeypatch.setattr(platformdirs, "user_config_path", lambda *_: tmp_path / "config")
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_: tmp_path / "data")


def test_data_lies_in_the_usual_place_unless_told_otherwise(tmp_path: Path) -> None:
    assert paths.home() == tmp_path / "data"


def test_another_folder_can_be_set_and_given_up(tmp_path: Path) -> None:
    paths.set_home(tmp_path / "Ổ đĩa")
    assert paths.home() == tmp_path / "Ổ đĩa"
    assert paths.runs_folder() == tmp_path / "Ổ đĩa" / "runs"
    assert list(paths.home().iterdir()) == []
    paths.set_home(None)
    assert paths.home() == tmp_path / "data"


def test_the_environment_wins_over_the_folder_that_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths.set_home(tmp_path / "set")
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "environment"))
    assert paths.home() == tmp_path / "environment"


@pytest.mark.parametrize("content", [b"", b"relative/folder\n", b"\xff\xfe"])
def test_a_pointer_that_points_nowhere_is_passed_over(tmp_path: Path, content: bytes) -> None:
    paths.home_file().parent.mkdir()
    paths.home_file().write_bytes(content)
    assert paths.home() == tmp_path / "data"


def test_a_folder_that_cannot_be_made_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="can be written to"):
        paths.set_home(tmp_path / "file" / "home")
    assert paths.home() == tmp_path / "data"

from pathlib import Path

import pytest

from kdstudio.core import files


def test_a_file_is_whole_or_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "file.txt"
    files.write_text(target, "first\n")
    with pytest.raises(RuntimeError):
        _write_half(target)

    assert target.read_text() == "first\n"
    assert list(target.parent.iterdir()) == [target]


def test_nothing_appears_under_the_name_before_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "file.txt"
    with files.part_of(target) as part:
        part.write_text("all")
        assert not target.exists()
    assert target.read_text() == "all"


def _write_half(target: Path) -> None:
    with files.part_of(target) as part:
        part.write_text("half of the sec")
        raise RuntimeError

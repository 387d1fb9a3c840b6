from pathlib import Path

import pytest

from kdstudio.core import about
from kdstudio.core.about import About


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    said = About(name="Hoa hồng", tags=["a", "b"], note='two\nlines "quoted"', group="1f2e", place=3)
    about.write(said, tmp_path)
    assert about.read(tmp_path) == said


def test_without_a_file_nothing_is_said(tmp_path: Path) -> None:
    assert about.read(tmp_path) == About()


@pytest.mark.parametrize("content", [b"name = ", b"name = 3", b"tags = 'x'", b"\xff\xfe"])
def test_a_broken_file_says_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / about.ABOUT_FILE).write_bytes(content)
    assert about.read(tmp_path) == About()


def test_a_field_of_a_later_version_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / about.ABOUT_FILE).write_text('name = "x"\ncolour = "red"\n', encoding="utf-8")
    assert about.read(tmp_path) == About(name="x")

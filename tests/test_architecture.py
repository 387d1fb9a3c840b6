"""The house rules that a machine can check: who imports whom, types, style, and what stays out of a repository."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
CHECKS = {
    "import rules": ["lint-imports", "--no-cache"],
    "types": ["mypy"],
    "lint": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
}


@pytest.mark.parametrize("check", CHECKS)
def test_the_code_keeps(check: str) -> None:
    program, *arguments = CHECKS[check]
    path = shutil.which(program, path=str(Path(sys.executable).parent)) or program
    result = subprocess.run([path, *arguments], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_command_line_starts_without_torch() -> None:
    script = (
        "import sys, kdstudio.cli; print(sorted({'torch', 'ultralytics', 'cv2', 'scipy', 'onnx'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_no_file_names_a_registry_or_a_path_of_a_machine() -> None:
    forbidden = re.compile(r"/(root|home/\w+|work|opt)/|pypi\.(org|io)|pythonhosted|download\.pytorch")
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    if listing.returncode:
        pytest.skip("this is not a checkout")
    for name in filter(None, listing.stdout.split("\0")):
        path = REPOSITORY / name
        if path.suffix in {".py", ".md", ".toml", ".txt", ".json", ".yml", ""} and path != Path(__file__):
            found = forbidden.search(path.read_text(encoding="utf-8"))
            assert not found, f"{name}: {found.group() if found else ''}"


def test_every_module_says_in_one_sentence_what_it_is_for() -> None:
    for path in (REPOSITORY / "kdstudio").rglob("*.py"):
        assert re.match(r'"""[A-Z“`].+', path.read_text(encoding="utf-8")), path.name

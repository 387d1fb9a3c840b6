"""What README says is what the program does."""

import re
from pathlib import Path

from kdstudio.core import system_libraries

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def test_it_names_every_system_package_that_the_program_would_ask_for() -> None:
    line = next(line for line in README.splitlines() if line.startswith("sudo apt-get install"))
    assert set(system_libraries.APT_LINE.split()) <= set(line.split())


def test_every_command_that_it_shows_exists() -> None:
    from kdstudio.cli.commands import COMMANDS

    shown = re.findall(r"^(?:.*&& )?(?:\.venv/bin/)?kdstudio ([a-z-]+(?: show)?)", README, re.MULTILINE)
    assert shown
    assert {name for name in shown if name not in COMMANDS} == set()

"""What a person says about a run: its name, tags and note, and which runs it belongs with."""

import tomllib
from pathlib import Path

import msgspec
import tomli_w

from kdstudio.core import files

ABOUT_FILE = "about.toml"


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What window and command line know of a run beside its job; the worker only reads it.

    Runs of one `group` are seeds of one experiment. `place` is the one in the queue of waiting runs.
    """

    name: str = ""
    tags: list[str] = []
    note: str = ""
    group: str | None = None
    place: int | None = None


def read(folder: Path) -> About:
    """Return what is said about a run; nothing, where the file is missing or broken."""
    try:
        mapping = tomllib.loads((folder / ABOUT_FILE).read_text(encoding="utf-8"))
        return msgspec.convert(mapping, About)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError):
        return About()


def write(about: About, folder: Path) -> None:
    """Write what is said about a run, whole or not at all."""
    mapping = msgspec.to_builtins(about)
    said = {key: value for key, value in mapping.items() if value is not None}  # TOML has no null
    files.write_text(folder / ABOUT_FILE, tomli_w.dumps(said))

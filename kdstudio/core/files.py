"""Files that are either whole or absent: written under a temporary name, flushed, then renamed."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PART_SUFFIX = ".part"
_PATIENCE_SECONDS = 2.0


def replace(source: Path, target: Path) -> None:
    """Rename `source` over `target`; on Windows, wait up to 2 s for somebody who is reading `target`."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            source.replace(target)
            return
        except PermissionError:
            if os.name != "nt" or time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def flush(path: Path) -> None:
    """Ask the system to write a file that has been closed to its disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def part_of(target: Path) -> Iterator[Path]:
    """Give the temporary name for `target`; on leaving, flush what was written there and rename it.

    If the body raises, the temporary file is removed and `target` is as it was.
    """
    part = target.with_name(target.name + PART_SUFFIX)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield part
        flush(part)
        replace(part, target)
    finally:
        part.unlink(missing_ok=True)


def write_text(target: Path, content: str) -> None:
    """Write a text file in UTF-8, whole or not at all."""
    with part_of(target) as part:
        part.write_text(content, encoding="utf-8", newline="\n")


def make_folder(parent: Path, name: str) -> Path:
    """Make a folder that no other process has made: `name`, or with -2, -3 … where that is taken; return it."""
    number = 1
    while True:
        folder = parent / (name if number == 1 else f"{name}-{number}")
        try:
            os.mkdir(folder)  # noqa: PTH102  (the one call that says who was first)
        except FileExistsError:
            number += 1
        else:
            return folder

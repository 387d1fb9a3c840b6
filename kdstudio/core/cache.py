"""What the data folder keeps only to save time: how large it is, and taking away what can be made again.

Made again are the composed samples, and the splits of a user's dataset that no run has used and whose images are all
still in that dataset. Runs, downloads and a user's own files are no cache.
"""

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kdstudio.core import journal, paths
from kdstudio.core.live_run import LiveRun
from kdstudio.core.text import UserError, text

_SAMPLE_RECORD = "sample.json"
_SAMPLE_PREFIX = "sample-"
_SPLIT_MARK = "-split-"


class Sizes(NamedTuple):
    """Bytes in the data folder: runs, datasets made or downloaded, weights, and the datasets that `clear` removes."""

    runs: int
    datasets: int
    weights: int
    clearable: int


def sizes() -> Sizes:
    """Return how large everything is; it reads every file's entry, so ask for it in the background."""
    return Sizes(
        _size(paths.runs_folder()),
        _size(paths.datasets_folder()),
        _size(paths.weights_folder()),
        sum(_size(folder) for folder in clearable()),
    )


def clearable() -> list[Path]:
    """Return the folders that can be made again."""
    folders = [folder for folder in _subfolders(paths.datasets_folder()) if not folder.is_symlink()]
    samples = [folder for folder in folders if _is_sample(folder)]
    splits = [folder for folder in folders if _SPLIT_MARK in folder.name and _is_linked(folder)]
    if not splits:
        return samples
    used = _probe_files()
    return samples + [folder for folder in splits if not any(Path(file).is_relative_to(folder) for file in used)]


def clear() -> int:
    """Remove what can be made again and return how many bytes that were.

    Raises:
        UserError: A run is at work, or a folder cannot be removed.
    """
    if any(journal.is_writer_alive(folder) for folder in _subfolders(paths.runs_folder())):
        raise UserError(text("A run is at work and may read these files: clear them when it is done."))
    removed = 0
    for folder in clearable():
        size = _size(folder)
        try:
            shutil.rmtree(folder)
        except OSError as error:
            raise UserError(
                text(
                    "{folder} cannot be removed ({reason}): close what uses it and clear again.",
                    folder=str(folder),
                    reason=error.strerror or str(error),
                )
            ) from error
        removed += size
    return removed


def _is_sample(folder: Path) -> bool:
    """Return whether a folder is a sample that the engine composed, by the record that it writes last."""
    if not folder.name.startswith(_SAMPLE_PREFIX):
        return False
    try:
        record = json.loads((folder / _SAMPLE_RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(record, dict) and "sample" in record and "version" in record


def _is_linked(folder: Path) -> bool:
    """Return whether all images of a split are hard links, of which others are left."""
    counts = [file.stat().st_nlink for file in _files(folder) if file.suffix != ".cache"]
    return bool(counts) and min(counts) > 1


def _probe_files() -> Sequence[str]:
    """Return the images that runs show; they would lose them with their split."""
    found: list[str] = []
    for folder in _subfolders(paths.runs_folder()):
        try:
            live = LiveRun.replay(folder)
        except UserError:
            continue
        found += live.prepared.probe_files if live.prepared else []
    return found


def _subfolders(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _size(folder: Path) -> int:
    """Return the bytes of a folder; a file that goes away meanwhile counts nothing."""
    total = 0
    for file in _files(folder) if folder.is_dir() else ():
        try:
            total += file.stat().st_size
        except OSError:
            continue
    return total

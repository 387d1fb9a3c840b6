"""What is in a dataset, and what is wrong with it."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

import numpy as np

from kdstudio.core.cards import DatasetCard, DatasetProblem
from kdstudio.core.text import text
from kdstudio.engine import cost
from kdstudio.engine.datasets import Dataset, Samples
from kdstudio.engine.distill import readable

_FEW_IMAGES = 10
_IMBALANCE = 10
_SHOWN_CLASSES = 3
_SHOWN_FILES = 50
_THUMBNAILS = 12
_HASHED_WHOLE = 20_000
_HASHED_BYTES = 64 * 2**10


def describe(dataset: Dataset, name: str, was_split: bool) -> DatasetCard:
    """Return the card of a dataset; `was_split` says that its validation images were split off for it."""
    splits = {"train": dataset.train}
    if dataset.val_folder.name != "test":
        splits["val"] = dataset.val
    if dataset.judged_on == "test":
        splits["test"] = dataset.judged
    return DatasetCard(
        name=name,
        folder=str(dataset.folder),
        task="classify",
        classes=list(readable(dataset.classes)),
        display_order=list(dataset.display_order),
        splits={split: _images_a_class(images, len(dataset.classes)) for split, images in splits.items()},
        judged_on=dataset.judged_on,
        was_split=was_split,
        thumbnails=_thumbnails(dataset),
        typical_size=round(float(np.median([max(size) for size in cost.sizes(dataset.train)]))),
        problems=_problems(dataset, was_split),
    )


def _images_a_class(images: Samples, classes: int) -> list[int]:
    counts = Counter(label for _, label in images)
    return [counts[label] for label in range(classes)]


def _thumbnails(dataset: Dataset) -> list[str]:
    """Return the first training image of up to 12 classes, evenly chosen in display order."""
    first = {label: path for path, label in reversed(dataset.train)}
    shown = [(first[label], label) for label in dataset.display_order if label in first]
    return [str(path) for path, _ in cost.evenly(shown, _THUMBNAILS)]


def _problems(dataset: Dataset, was_split: bool) -> list[DatasetProblem]:
    names = readable(dataset.classes)
    counts = dict(zip(names, _images_a_class(dataset.train, len(names)), strict=True))
    found = chain(
        _split_off(dataset, was_split),
        _unreadable(dataset),
        _empty(counts),
        _few(counts),
        _uneven(counts),
        _unknown(dataset),
        _duplicates(dataset),
    )
    return list(found)


def _split_off(dataset: Dataset, was_split: bool) -> Iterable[DatasetProblem]:
    if was_split:
        yield DatasetProblem(
            kind="split",
            sentence=text(
                "There were no validation images: {count} of {total}, a fifth of each class, were set apart for "
                "validation. Your own folder is as it was.",
                count=len(dataset.val),
                total=len(dataset.val) + len(dataset.train),
            ),
        )
    elif dataset.val_folder.name == "test":
        yield DatasetProblem(
            kind="no-validation",
            sentence=text(
                "There is no validation split: the test images choose the best epoch and judge it as well, which "
                "flatters every network. Make a val folder beside train and test."
            ),
        )


def _unreadable(dataset: Dataset) -> Iterable[DatasetProblem]:
    if dataset.skipped:
        yield DatasetProblem(
            kind="unreadable",
            sentence=text(
                "{count} images cannot be read, or are smaller than 10 pixels, and are left out.",
                count=len(dataset.skipped),
            ),
            files=[str(path) for path in dataset.skipped[:_SHOWN_FILES]],
        )


def _empty(counts: dict[str, int]) -> Iterable[DatasetProblem]:
    empty = [name for name, count in counts.items() if count == 0]
    if empty:
        yield DatasetProblem(
            kind="empty-class",
            sentence=text(
                "{count} classes have no training image and cannot be learned: {names}. Add images, or remove their "
                "folders.",
                count=len(empty),
                names=_listed(empty),
            ),
        )


def _few(counts: dict[str, int]) -> Iterable[DatasetProblem]:
    few = sorted((count, name) for name, count in counts.items() if 0 < count < _FEW_IMAGES)
    if few:
        yield DatasetProblem(
            kind="few-images",
            sentence=text(
                "{count} classes have fewer than {limit} training images each: {names}.",
                count=len(few),
                limit=_FEW_IMAGES,
                names=_listed([name for _, name in few]),
            ),
        )


def _uneven(counts: dict[str, int]) -> Iterable[DatasetProblem]:
    filled = {name: count for name, count in counts.items() if count}
    least, most = min(filled, key=filled.__getitem__), max(filled, key=filled.__getitem__)
    if filled[most] > _IMBALANCE * filled[least]:
        yield DatasetProblem(
            kind="imbalance",
            sentence=text(
                "The classes are uneven: {most} has {most_images} training images, {least} has {least_images}. A "
                "network may neglect the rare ones.",
                most=most,
                most_images=filled[most],
                least=least,
                least_images=filled[least],
            ),
        )


def _unknown(dataset: Dataset) -> Iterable[DatasetProblem]:
    if (dataset.folder / ".ndjson.yaml").is_file():  # its folders are numbers
        return
    held_out = [dataset.val_folder] + ([dataset.folder / "test"] if dataset.judged_on == "test" else [])
    for split in dict.fromkeys(held_out):
        folders = [path.name for path in sorted(split.iterdir()) if path.is_dir()]
        unknown = [name for name in folders if name not in dataset.classes]
        if unknown:
            yield DatasetProblem(
                kind="unknown-class",
                sentence=text(
                    "{count} class folders in {split} are left out, because train has none of that name: {names}.",
                    count=len(unknown),
                    split=split.name,
                    names=_listed(unknown),
                ),
            )


def _duplicates(dataset: Dataset) -> Iterable[DatasetProblem]:
    held_out = dataset.val if dataset.judged is dataset.val else dataset.val + dataset.judged
    twins = _also_in([path for path, _ in dataset.train], [path for path, _ in held_out])
    if twins:
        yield DatasetProblem(
            kind="duplicates",
            sentence=text(
                "{count} training images are also among the validation or test images, file for file: every network "
                "will look better there than it is. Remove them from train.",
                count=len(twins),
            ),
            files=[str(path) for path in twins[:_SHOWN_FILES]],
        )


def _also_in(images: Sequence[Path], others: Sequence[Path]) -> list[Path]:
    """Return the images whose content is also that of one of the others.

    Only files of equal size are read; in a large dataset, only their beginnings.
    """
    limit = None if len(images) + len(others) <= _HASHED_WHOLE else _HASHED_BYTES
    by_size: dict[int, list[Path]] = defaultdict(list)
    for path in others:
        by_size[path.stat().st_size].append(path)
    digests: dict[int, set[bytes]] = {}
    twins = []
    for path in images:
        size = path.stat().st_size
        if size not in by_size:
            continue
        if size not in digests:
            digests[size] = {_digest(other, limit) for other in by_size[size]}
        if _digest(path, limit) in digests[size]:
            twins.append(path)
    return twins


def _digest(path: Path, limit: int | None) -> bytes:
    with path.open("rb") as file:
        return hashlib.blake2b(file.read(limit), digest_size=16).digest()


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN_CLASSES]) + (", …" if len(names) > _SHOWN_CLASSES else "")

"""Datasets for classification: found, checked, split where they are not, and their images in batches."""

import os
import shutil
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.pool import ThreadPool
from pathlib import Path
from types import SimpleNamespace
from typing import Literal

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from ultralytics.cfg import get_cfg
from ultralytics.data import ClassificationDataset
from ultralytics.data.utils import IMG_FORMATS, check_cls_dataset, verify_image

from kdstudio.core import paths
from kdstudio.core.recipe import Augmentation
from kdstudio.core.text import UserError, text
from kdstudio.engine import samples

Samples = list[tuple[Path, int]]
SAMPLE_PREFIX = "sample:"
SAMPLES = ("emoji", "emoji-hard")
VALIDATION_SHARE = 0.2
_SPLIT_NAMES = {"train", "training", "val", "valid", "validation", "test", "testing"}
_SHOWN_FILES = 3
_AUGMENTATIONS: dict[str, dict[str, object]] = {
    "none": {"scale": 0.0, "hsv_h": 0.0, "hsv_s": 0.0, "hsv_v": 0.0, "erasing": 0.0, "auto_augment": None},
    "light": {"scale": 0.2, "hsv_h": 0.0, "hsv_s": 0.0, "hsv_v": 0.0, "erasing": 0.0, "auto_augment": None},
    "standard": {"scale": 0.5, "erasing": 0.4, "auto_augment": "randaugment"},
}


@dataclass(frozen=True)
class Dataset:
    """A classification dataset on disk, every image of it checked.

    `val` chooses the best epoch; `judged` are the images of the verdict: `test` where there is one, else `val`.
    """

    folder: Path
    classes: tuple[str, ...]
    display_order: tuple[int, ...]
    train: Samples
    val: Samples
    judged: Samples
    judged_on: Literal["test", "val"]
    val_folder: Path
    skipped: tuple[Path, ...]


def open_dataset(name: str, seed: int = 0) -> Dataset:
    """Find, complete and check a dataset.

    Raises:
        UserError: There is none, it cannot be downloaded, or nothing usable is in it.
    """
    folder = _complete(_find(name), seed)
    classes = _class_names(folder)
    if len(classes) < 2:
        raise UserError(
            text(
                "{folder} has images of one class only: a classifier needs at least two class folders in train.",
                folder=str(folder / "train"),
            )
        )
    skipped: list[Path] = []
    val_folder = _first_folder(folder, "val", "validation", "valid") or folder / "test"
    train = _scan(folder / "train", classes, skipped)
    val = _scan(val_folder, classes, skipped)
    has_test = (folder / "test").is_dir() and _has_class_folders(folder / "test")
    judged = _scan(folder / "test", classes, skipped) if has_test else val
    return Dataset(
        folder=folder,
        classes=classes,
        display_order=_display_order(name, classes),
        train=train,
        val=val,
        judged=judged,
        judged_on="test" if has_test else "val",
        val_folder=val_folder,
        skipped=tuple(dict.fromkeys(skipped)),
    )


def open_unlabelled(name: str) -> tuple[list[Path], tuple[Path, ...]]:
    """Return the readable images anywhere below a folder, sorted, and those that cannot be read.

    Raises:
        UserError: The folder is missing, or holds no readable image.
    """
    if name.startswith(SAMPLE_PREFIX):
        name = str(_find(name) / "unlabelled")
    folder = Path(name)
    if not folder.is_dir():
        raise UserError(text("The folder of unlabelled images {folder} is not there: check its name.", folder=name))
    good, bad = _verify([(path, -1) for path in _images_below(folder)])
    if not good:
        raise UserError(text("The folder of unlabelled images {folder} holds no readable image.", folder=str(folder)))
    return [path for path, _ in good], tuple(bad)


def without(images: Sequence[Path], others: Samples) -> list[Path]:
    """Return those images that are not also among others, by the files that they are, not by their names."""
    taken = {_identity(path) for path, _ in others}
    return [path for path in images if _identity(path) not in taken]


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def skipped_note(skipped: Sequence[Path]) -> tuple[int, str]:
    """Return how many images are left out, and the names of the first few."""
    shown = ", ".join(str(path) for path in skipped[:_SHOWN_FILES])
    return len(skipped), shown + (", …" if len(skipped) > _SHOWN_FILES else "")


def _find(name: str) -> Path:
    if name.startswith(SAMPLE_PREFIX):
        return _open_sample(name.removeprefix(SAMPLE_PREFIX))
    path = Path(name).expanduser()
    if path.is_dir():
        return path
    if path.suffix.lower() == ".ndjson" and path.is_file():
        return _from_ndjson(path)
    if path.exists():
        raise UserError(
            text(
                "{path} is a file, but a classification dataset is a folder of class folders (or an .ndjson file).",
                path=name,
            )
        )
    if path.parent != Path():
        raise UserError(text("The dataset {path} is not there: check its name.", path=name))
    return _download(name)


def _open_sample(name: str) -> Path:
    """Return the folder of a bundled sample, composed at its first use."""
    if name not in SAMPLES:
        raise UserError(
            text("There is no sample {name}: the samples are {known}.", name=name, known=", ".join(SAMPLES))
        )
    cutouts = paths.resources() / "samples" / "emoji" / "cutouts"
    return samples.compose_emoji(cutouts, paths.datasets_folder() / f"sample-{name}", hard=name == "emoji-hard")


def _from_ndjson(path: Path) -> Path:
    from ultralytics.data.utils import convert_ndjson_to_yolo_if_needed

    try:
        return Path(convert_ndjson_to_yolo_if_needed(str(path)))
    except Exception as error:
        raise UserError(
            text(
                "{path} cannot be turned into a dataset ({reason}): check the file and the network.",
                path=str(path),
                reason=_first_line(error),
            )
        ) from error


def _download(name: str) -> Path:
    known = paths.datasets_folder() / name
    try:
        check_cls_dataset(name)
    except Exception as error:
        shutil.rmtree(known, ignore_errors=True) if not any(_images_below(known)) else None
        raise UserError(
            text(
                "There is no dataset folder {name} here, and no dataset of that name could be downloaded ({reason}): "
                "check its name, or the network.",
                name=name,
                reason=_first_line(error),
            )
        ) from error
    return known


def _first_line(error: Exception) -> str:
    line = (str(error).strip() or type(error).__name__).splitlines()[0][:200]
    return line.strip("❌️ .")


def _complete(folder: Path, seed: int) -> Path:
    """Return a folder with train and val (or test): the given one, or a split copy of it in the data folder."""
    has_train = (folder / "train").is_dir()
    has_val = _first_folder(folder, "val", "validation", "valid", "test") is not None
    if has_train and has_val:
        return folder
    source = folder / "train" if has_train else folder
    classes = [path for path in sorted(source.iterdir()) if path.is_dir() and any(_images_below(path))]
    split_like = [path.name for path in classes if path.name.casefold() in _SPLIT_NAMES and _has_class_folders(path)]
    if split_like:
        raise UserError(
            text(
                "{folder} has folders named {names}, which Ultralytics does not know as splits: call them train, val "
                "and test, in small letters, with at least train and val or test.",
                folder=str(source),
                names=", ".join(split_like),
            )
        )
    if not classes:
        raise UserError(
            text(
                "{folder} holds no images in class folders: put train and val folders of class folders there.",
                folder=str(folder),
            )
        )
    return _split(folder, classes, seed)


def _split(folder: Path, class_folders: list[Path], seed: int) -> Path:
    """Split each class reproducibly into train and val; the files are linked where possible, else copied."""
    files = {path.name: sorted(_images_below(path)) for path in class_folders}
    listing = "\n".join(str(path.relative_to(folder)) for paths_ in files.values() for path in paths_)
    fingerprint = zlib.crc32(f"{folder.resolve()}\n{listing}".encode())
    target = paths.datasets_folder() / f"{folder.name}-split-{seed}-{fingerprint:08x}"
    if target.is_dir():
        return target
    part = target.with_name(f"{target.name}.part-{os.getpid()}")
    try:
        for number, (name, images) in enumerate(files.items()):
            order = np.random.default_rng((seed, number)).permutation(len(images))
            held_out = (
                set(order[: max(1, round(len(images) * VALIDATION_SHARE))].tolist()) if len(images) > 1 else set()
            )
            for index, image in enumerate(images):
                split = "val" if index in held_out else "train"
                place = part / split / name / f"{index:06d}-{image.name}"
                place.parent.mkdir(parents=True, exist_ok=True)
                _link(image, place)
        try:
            part.rename(target)
        except OSError:  # another process was first
            if not target.is_dir():
                raise
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return target


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:  # another disk, or a file system without links
        shutil.copy2(source, target)


def _first_folder(folder: Path, *names: str) -> Path | None:
    return next((folder / name for name in names if (folder / name).is_dir()), None)


def _class_names(folder: Path) -> tuple[str, ...]:
    """Return the classes in Ultralytics' order: alphabetical by folder, or as an NDJSON dataset says."""
    if (folder / ".ndjson.yaml").is_file():
        from ultralytics.utils import YAML

        return tuple(YAML.load(folder / ".ndjson.yaml")["names"].values())
    return tuple(sorted(path.name for path in (folder / "train").iterdir() if path.is_dir()))


def _display_order(name: str, classes: tuple[str, ...]) -> tuple[int, ...]:
    if name.startswith(SAMPLE_PREFIX):
        order = [member for _, family in samples.FAMILIES for member in family]
        return tuple(classes.index(member) for member in order)
    return tuple(range(len(classes)))


def _images_below(folder: Path) -> Iterator[Path]:
    """Yield the images below a folder in a stable order, links followed as Ultralytics' loader does."""
    for parent, folders, names in os.walk(folder, followlinks=True):
        folders.sort()
        for name in sorted(names):
            if name.rpartition(".")[-1].lower() in IMG_FORMATS:
                yield Path(parent, name)


def _has_class_folders(folder: Path) -> bool:
    return any(any(_images_below(path)) for path in folder.iterdir() if path.is_dir())


def _scan(folder: Path, classes: tuple[str, ...], skipped: list[Path]) -> Samples:
    if not _has_class_folders(folder):
        raise UserError(
            text("{folder} holds no images in class folders: put some there, named as in train.", folder=str(folder))
        )
    names = dict(enumerate(classes))
    found = ClassificationDataset(folder, _arguments(cache=False), augment=False, prefix="check", names=names)
    every = {Path(path) for path, _ in found.base.imgs}
    good = [(Path(sample[0]), int(sample[1])) for sample in found.samples]
    unknown = {Path(path) for path, index in found.base.imgs if found.base.classes[index] not in classes}
    skipped += sorted(every - unknown - {path for path, _ in good})
    if not good:
        raise UserError(
            text(
                "{folder} holds no readable image of the classes in train: each split needs folders named like those.",
                folder=str(folder),
            )
        )
    return good


def _verify(files: Samples) -> tuple[Samples, list[Path]]:
    with ThreadPool(min(8, os.cpu_count() or 1)) as pool:
        results = pool.map(verify_image, [((str(path), label), "") for path, label in files], chunksize=32)
    good = [(Path(path), label) for (path, label), found, _, _ in results if found]
    return good, [Path(path) for (path, _), found, _, _ in results if not found]


def _arguments(**changes: object) -> SimpleNamespace:
    arguments: SimpleNamespace = get_cfg(overrides={"task": "classify", "mode": "train"} | changes)
    return arguments


def augmentation(name: Augmentation, flip: float) -> dict[str, object]:
    """Return Ultralytics' settings for one of our augmentations."""
    return {**_AUGMENTATIONS[name], "fliplr": flip, "flipud": 0.0}


def evaluation_batches(images: Samples, image_size: int, batch: int) -> Iterator[Tensor]:
    """Yield the pixels (N, 3, S, S) of images, RGB in 0..1, in order, as Ultralytics' validator would see them."""
    from ultralytics.data.augment import classify_transforms

    transform = classify_transforms(size=image_size)
    for start in range(0, len(images), batch):
        yield torch.stack([transform(_read(path)) for path, _ in images[start : start + batch]])


def _read(path: Path) -> object:
    import cv2
    from PIL import Image

    pixels = ClassificationDataset.imread(str(path))
    return Image.fromarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB))


class TrainingImages(ClassificationDataset):
    """The training images of one epoch: the labelled ones, the unlabelled ones (class -1), in a given length.

    A baseline has no unlabelled images: its labelled ones are repeated until its epoch is as long as the
    student's, so that both see equally many images in equally many steps.
    """

    def __init__(
        self,
        root: Path,
        arguments: SimpleNamespace,
        classes: tuple[str, ...],
        unlabelled: Sequence[Path],
        length: int,
    ) -> None:
        plain = SimpleNamespace(**{**vars(arguments), "cache": False})
        super().__init__(root, plain, augment=True, prefix="train", names=dict(enumerate(classes)))
        self.samples += [[str(path), -1, path.with_suffix(".npy"), None] for path in unlabelled]
        self._order = epoch_order(len(self.samples), length, arguments.seed)
        self.cache_ram = str(arguments.cache).lower() in ("ram", "true")
        self.cache_disk = str(arguments.cache).lower() == "disk"
        if self.cache_ram:
            self.cache_images()

    def __len__(self) -> int:
        return len(self._order)

    def __getitem__(self, index: int) -> dict[str, object]:
        item: dict[str, object] = super().__getitem__(int(self._order[index]))
        return item


def epoch_order(count: int, length: int, seed: int) -> NDArray[np.int64]:
    """Return which of `count` images make an epoch of `length`: all, equally often, the last time a random part."""
    whole, rest = divmod(length, count)
    part = np.random.default_rng(seed).permutation(count)[:rest]
    return np.concatenate([np.tile(np.arange(count), whole), np.sort(part)])


def cache_mode(wish: str, images: Sequence[Path]) -> str | bool:
    """Return Ultralytics' cache setting; `auto` means memory where the decoded images take less than 1 GB."""
    if wish != "auto":
        return False if wish == "off" else wish
    from PIL import Image

    step = max(1, len(images) // 100)
    sizes = []
    for path in images[::step]:
        with Image.open(path) as image:
            sizes.append(image.width * image.height * 3)
    return "ram" if np.mean(sizes) * len(images) < 2**30 else False


def choose_probes(images: Samples, count: int, seed: int) -> Samples:
    """Return up to `count` images, the same for a seed, as evenly over the classes as they allow, by class."""
    generator = np.random.default_rng(seed)
    queues: dict[int, list[tuple[Path, int]]] = {}
    for index in generator.permutation(len(images)):
        queues.setdefault(images[index][1], []).append(images[index])
    chosen: Samples = []
    while len(chosen) < min(count, len(images)):
        for label in sorted(queues):
            if queues[label] and len(chosen) < count:
                chosen.append(queues[label].pop())
    return sorted(chosen, key=lambda sample: (sample[1], str(sample[0])))

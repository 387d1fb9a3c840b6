"""The sample that ships with KD Studio: emoji cut-outs, composed into a classification dataset."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

import numpy as np
from PIL import Image

VERSION = 1
"""Raised whenever the same call would draw other pixels, so that old and new samples are told apart."""

FAMILIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("canines", ("dog", "wolf", "fox")),
    ("cats", ("cat", "lion", "tiger")),
    ("bears", ("bear", "panda")),
    ("farm", ("pig", "cow")),
    ("small animals", ("rabbit", "mouse")),
    ("fruit", ("apple", "tomato", "peach", "cherries", "tangerine", "lemon")),
    ("vehicles", ("car", "taxi", "bus", "truck", "ambulance", "fire_engine")),
)
"""Families and their classes in the order in which charts show them, relatives side by side."""

CLASSES: tuple[str, ...] = tuple(sorted(label for _, labels in FAMILIES for label in labels))
"""The classes in the order in which Ultralytics numbers them: its folders, sorted."""

DESIGNS: tuple[str, ...] = (
    "emojione",
    "fluent-emoji",
    "fluent-emoji-flat",
    "fxemoji",
    "noto",
    "noto-v1",
    "streamline-emojis",
    "twemoji",
)
"""The sets of cut-outs. `fxemoji` and `streamline-emojis` lack some classes."""

# Both draw all classes, and neither has a sister design (as the two Fluents and the two Notos are to
# each other) that would give its drawings away during training.
HARD_TEST_DESIGNS: tuple[str, ...] = ("emojione", "twemoji")
"""The designs that the hard variant keeps for its test images alone."""

IMAGE_PX = 40
TRAIN_PER_CLASS, VAL_PER_CLASS, TEST_PER_CLASS = 96, 10, 25
LABELLED_PER_CLASS = 4

_RECORD = "sample.json"
_SPLITS = ("train", "val", "test")
_PER_CLASS = {"train": TRAIN_PER_CLASS, "val": VAL_PER_CLASS, "test": TEST_PER_CLASS}
_CUTOUT_PX = 2 * IMAGE_PX  # turning is most of the work: at twice the final size it is cheap and still smooth
_SCALES = (0.7, 0.98)
_TURN_DEGREES = 20.0
_PASTEL = (185, 256)
_STALE_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class _Picture:
    """One image to draw: what is on it and where it belongs."""

    split: str
    label: str
    design: str
    number: int

    def random(self, seed: int) -> np.random.Generator:
        """A stream of its own for every image, so that no image depends on how many came before it."""
        return np.random.default_rng([seed, _SPLITS.index(self.split), CLASSES.index(self.label), self.number])


def compose_emoji(
    cutouts: Path, folder: Path, *, hard: bool = False, all_labelled: bool = False, seed: int = 0
) -> Path:
    """Compose the emoji sample from `cutouts` (DESIGN/CLASS.png) into `folder`, and return `folder`.

    `train/CLASS` holds 4 images a class and the flat `unlabelled` the other 92; `val/CLASS` and
    `test/CLASS` hold 10 and 25. The same arguments give the same bytes on every run.

    With `hard`, the test images come from two designs (`HARD_TEST_DESIGNS`) that are nowhere else.
    With `all_labelled`, all 96 images keep their label in `train` and there is no `unlabelled`: the
    same pixels, as a teacher is trained on them.

    A folder that this call had completed before is returned untouched.

    Raises:
        FileExistsError: `folder` holds something else; it is left alone.
        FileNotFoundError: `cutouts` lacks a class altogether.
    """
    record = _record(hard=hard, all_labelled=all_labelled, seed=seed)
    if _is_complete(folder, record):
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    _remove_stale_drafts(folder)
    # Everything is drawn aside and then renamed: whoever sees `folder` sees all of it.
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=_draft_prefix(folder)) as aside:
        draft = Path(aside) / folder.name
        _draw(cutouts, draft, hard=hard, all_labelled=all_labelled, seed=seed)
        (draft / _RECORD).write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
        try:
            if folder.is_dir():  # Windows renames onto nothing, not even onto an empty folder
                folder.rmdir()
            draft.rename(folder)
        except OSError:
            # Another process may have completed the very same sample in the meantime.
            if not _is_complete(folder, record):
                raise
    return folder


def designs_for(split: str, *, hard: bool = False) -> tuple[str, ...]:
    """The designs that may appear in `split` (`unlabelled` images are training images)."""
    if not hard:
        return DESIGNS
    if split == "test":
        return HARD_TEST_DESIGNS
    return tuple(design for design in DESIGNS if design not in HARD_TEST_DESIGNS)


def _record(*, hard: bool, all_labelled: bool, seed: int) -> dict[str, object]:
    return {
        "sample": "emoji",
        "version": VERSION,
        "seed": seed,
        "hard": hard,
        "all_labelled": all_labelled,
        "train_designs": list(designs_for("train", hard=hard)),
        "test_designs": list(designs_for("test", hard=hard)),
    }


def _is_complete(folder: Path, record: dict[str, object]) -> bool:
    """Whether `folder` is the finished sample of `record`; raises where it is something else."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return False
    try:
        found = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        found = None
    if found != record:
        raise FileExistsError(f"{folder} exists and is not this sample; choose another folder or remove it")
    return True


def _draft_prefix(folder: Path) -> str:
    return f".{folder.name}.draft-"


def _remove_stale_drafts(folder: Path) -> None:
    """Remove what killed runs left behind; a younger draft may belong to a process at work."""
    for draft in folder.parent.glob(f"{_draft_prefix(folder)}*"):
        if time.time() - draft.stat().st_mtime > _STALE_SECONDS:
            rmtree(draft, ignore_errors=True)


def _draw(cutouts: Path, folder: Path, *, hard: bool, all_labelled: bool, seed: int) -> None:
    loaded = _load(cutouts)
    pictures = list(_plan(set(loaded), hard=hard))
    for picture, place in _places(pictures, all_labelled=all_labelled, seed=seed):
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        _paste(loaded[picture.design, picture.label], picture.random(seed)).save(path)


def _places(pictures: list[_Picture], *, all_labelled: bool, seed: int) -> Iterator[tuple[_Picture, Path]]:
    """Where in the sample each picture goes."""
    kept = TRAIN_PER_CLASS if all_labelled else LABELLED_PER_CLASS
    unlabelled = []
    for picture in pictures:
        if picture.split == "train" and picture.number >= kept:
            unlabelled.append(picture)
        else:
            name = f"{picture.design}-{picture.number:02}.png"
            yield picture, Path(picture.split, picture.label, name)
    # Numbered in shuffled order: neither the name nor its neighbours tell the class.
    order = np.random.default_rng([seed, len(_SPLITS)]).permutation(len(unlabelled))
    for number, position in enumerate(order):
        yield unlabelled[position], Path("unlabelled", f"{number:04}.png")


def _load(cutouts: Path) -> dict[tuple[str, str], Image.Image]:
    loaded = {}
    for design in DESIGNS:
        for label in CLASSES:
            path = cutouts / design / f"{label}.png"
            if path.is_file():  # not every design draws every class
                with Image.open(path) as cutout:
                    loaded[design, label] = cutout.convert("RGBA").resize(
                        (_CUTOUT_PX, _CUTOUT_PX), Image.Resampling.LANCZOS
                    )
    return loaded


def _plan(drawn: set[tuple[str, str]], *, hard: bool) -> Iterator[_Picture]:
    """All pictures, the designs taking turns; each class starts the round with another design."""
    for split in _SPLITS:
        for turn, label in enumerate(CLASSES):
            designs = [design for design in designs_for(split, hard=hard) if (design, label) in drawn]
            if not designs:
                raise FileNotFoundError(f"no cut-out of {label} for {split}")
            for number in range(_PER_CLASS[split]):
                yield _Picture(split, label, designs[(turn + number) % len(designs)], number)


def _paste(cutout: Image.Image, random: np.random.Generator) -> Image.Image:
    """Paste a cut-out, scaled, turned, perhaps mirrored and somewhere, on a pastel ground."""
    ground = tuple(int(channel) for channel in random.integers(*_PASTEL, size=3))
    side = round(IMAGE_PX * random.uniform(*_SCALES))
    degrees = random.uniform(-_TURN_DEGREES, _TURN_DEGREES)
    is_mirrored = random.random() < 0.5
    left, top = (int(offset) for offset in random.integers(0, IMAGE_PX - side + 1, size=2))

    if is_mirrored:
        cutout = cutout.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    cutout = cutout.rotate(degrees, Image.Resampling.BILINEAR).resize((side, side), Image.Resampling.LANCZOS)
    image = Image.new("RGB", (IMAGE_PX, IMAGE_PX), ground)
    image.paste(cutout, (left, top), cutout)
    return image

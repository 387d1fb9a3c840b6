"""The things at hand while an export is made: the plan, the checkpoint, the images, and whom to report to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from kdstudio.core.events import ExportPrepared, FileFailed, Noted, Progress, Stage
from kdstudio.core.export_plan import ExportPlan, Precision
from kdstudio.core.proof import BlockGain, Try
from kdstudio.core.text import Text
from kdstudio.engine import datasets, measure
from kdstudio.engine.datasets import Samples
from kdstudio.engine.export.source import NO_LABEL, Images, Source
from kdstudio.engine.networks import Teacher
from kdstudio.engine.supervisor import Supervisor, raise_if_stopped
from kdstudio.engine.workshop import labels_of

_BATCH = 64
_KEPT_BYTES = 2**30


@dataclass
class File:
    """A model that was built; `float_blocks` stay in float, `is_choice` unless repair has a better one."""

    key: str
    precision: Precision
    path: Path
    float_blocks: list[str] = field(default_factory=list)
    is_choice: bool = True


@dataclass
class Bench:
    """The things at hand while an export is made."""

    plan: ExportPlan
    folder: Path
    supervisor: Supervisor
    source: Source
    images: Images
    prepared: ExportPrepared
    tries: list[Try] = field(default_factory=list)
    gains: list[BlockGain] = field(default_factory=list)
    quantized_blocks: int = 0
    float_ends: list[str] = field(default_factory=list)
    missing: dict[str, Text] = field(default_factory=dict)

    def note(self, level: Literal["info", "warning"], note: Text) -> None:
        """Tell a person something."""
        self.supervisor.report(Noted(level=level, note=note))

    def progress(self, stage: Stage, item: str, done: int = 0, total: int = 1) -> None:
        """Say where the export is, and stop where that is asked."""
        self.supervisor.report(Progress(stage=stage, done=done, total=total, item=item))
        raise_if_stopped(self.supervisor)

    def pixels(self, images: Samples) -> "Pixels":
        """Return the pixels of images, as a validation sees them."""
        return Pixels([path for path, _ in images], self.source.image_size)

    def fail(self, key: str, precision: Precision, sentence: Text) -> None:
        """Say why a file is not there; the others go on."""
        self.missing[key] = sentence
        self.supervisor.report(FileFailed(key=key, precision=precision, sentence=sentence))

    def check_stop(self) -> None:
        """Stop where that is asked."""
        raise_if_stopped(self.supervisor)

    def logits(self, network: Teacher, item: str) -> NDArray[np.float32]:
        """Return a network's logits (N, C) of the judged images."""
        images = self.images.judged
        total = -(-len(images) // _BATCH)
        done = iter(range(1, total + 1))
        batches = datasets.evaluation_batches(images, self.source.image_size, _BATCH)
        return measure.logits_of(
            network.logits, batches, lambda: self.progress("prove", item, next(done, total), total)
        )


class Pixels:
    """Prepared images (1, 3, S, S), float32, RGB in 0..1, read at their first use and kept as bytes while they fit."""

    def __init__(self, images: Sequence[Path], size: int) -> None:
        self._images = images
        self._size = size
        self._keeps = 3 * size * size * len(images) <= _KEPT_BYTES
        self._kept: dict[int, NDArray[np.uint8]] = {}

    def __len__(self) -> int:
        return len(self._images)

    def __getitem__(self, index: int) -> NDArray[np.float32]:
        if index in self._kept:
            return self._kept[index].astype(np.float32) / np.float32(255)
        image = (self._images[index], NO_LABEL)  # IndexError ends an iteration
        pixels: NDArray[np.float32] = next(datasets.evaluation_batches([image], self._size, 1)).numpy()
        if self._keeps:
            self._kept[index] = np.rint(pixels * 255).astype(np.uint8)
        return pixels


def soften(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return probabilities (N, C) at T = 1 in float32; classes that are not known (-inf) have 0."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float32)


def known_labels(images: Samples) -> NDArray[np.int64] | None:
    """Return the classes (N,) of images, None where no image has one."""
    labels = labels_of(images)
    return None if (labels == NO_LABEL).all() else labels

"""What every part of a job needs at hand: the recipe, the run's folder, the data, the device, whom to report to."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from kdstudio.core import files
from kdstudio.core.events import Network, Noted, Progress, SoftLabels
from kdstudio.core.recipe import Training
from kdstudio.core.text import Text, UserError, text
from kdstudio.engine import datasets, libraries
from kdstudio.engine.datasets import Dataset, Samples
from kdstudio.engine.supervisor import Supervisor, raise_if_stopped

MIN_FREE_BYTES = 200 * 2**20
EVALUATION_BATCH = 128


@dataclass(frozen=True)
class Workshop:
    """The things at hand while a job is done."""

    recipe: Training
    folder: Path
    supervisor: Supervisor
    device: torch.device
    dataset: Dataset
    probes: Samples

    def note(self, level: Literal["info", "warning"], note: Text) -> None:
        """Tell a person something."""
        self.supervisor.report(Noted(level=level, note=note))

    def note_skipped(self, skipped: Sequence[Path]) -> None:
        """Say which images are left out, if any."""
        if skipped:
            count, names = datasets.skipped_note(skipped)
            self.note(
                "warning",
                text(
                    "{count} images cannot be read, or are smaller than 10 pixels, and are left out: {names}.",
                    count=count,
                    names=names,
                ),
            )

    def batches(self, images: Samples) -> Iterator[Tensor]:
        """Yield the pixels (N, 3, S, S) of images on the device, in order, as a validation sees them."""
        pieces = datasets.evaluation_batches(images, self.recipe.image_size, EVALUATION_BATCH)
        return (piece.to(self.device) for piece in pieces)

    def reporter(self, network: Network, images: int) -> Callable[[], None]:
        """Return what to call after each batch of a measurement: it reports, and stops where that is asked."""
        total = -(-images // EVALUATION_BATCH)
        done = iter(range(1, total + 1))

        def report() -> None:
            self.supervisor.report(Progress(stage="measure", network=network, done=next(done, total), total=total))
            raise_if_stopped(self.supervisor)

        return report

    def write_soft_labels(self, network: Network, epoch: int | None, logits: NDArray[np.float32]) -> None:
        """Keep the probes' logits (P, C) as float16: those of an epoch, or of a frozen teacher (None) once."""
        name = f"{network}.npy" if epoch is None else f"{network}-{epoch:04d}.npy"
        path = self.folder / "soft_labels" / name
        with files.part_of(path) as part, part.open("wb") as file:
            np.save(file, logits.astype(np.float16))
        self.supervisor.report(SoftLabels(network=network, epoch=epoch or 0, file=f"soft_labels/{name}"))


def labels_of(images: Samples) -> NDArray[np.int64]:
    """Return the class indices (N,) of images."""
    return np.array([label for _, label in images], dtype=np.int64)


def open_workshop(recipe: Training, folder: Path, supervisor: Supervisor, probes: int) -> Workshop:
    """Check the disk and the device, open the dataset and choose the probes.

    Raises:
        UserError: There is no space, no such device, or no usable dataset.
    """
    libraries.set_up_ultralytics()
    check_disk(folder)
    device = find_device(recipe.device)
    supervisor.report(Progress(stage="prepare", done=0, total=1))
    dataset = datasets.open_dataset(recipe.dataset, recipe.seed)
    chosen = datasets.choose_probes(dataset.val, probes, recipe.seed)
    shop = Workshop(recipe, folder, supervisor, device, dataset, chosen)
    shop.note_skipped(dataset.skipped)
    return shop


def check_disk(folder: Path) -> None:
    """Check that a run has room to begin.

    Raises:
        UserError: Less than `MIN_FREE_BYTES` are left.
    """
    free = shutil.disk_usage(folder).free
    if free < MIN_FREE_BYTES:
        raise UserError(
            text(
                "The disk that holds {folder} has only {free:.0f} MB left, and a run needs at least {need:.0f} MB: "
                "free some space, or set KDSTUDIO_HOME to a folder on another disk.",
                folder=str(folder),
                free=free / 2**20,
                need=MIN_FREE_BYTES / 2**20,
            )
        )


def find_device(wish: str) -> torch.device:
    """Return the device that a recipe means.

    Raises:
        UserError: There is no such device here, or several are named.
    """
    gpus = torch.cuda.device_count() if torch.cuda.is_available() else 0
    has_mps = torch.backends.mps.is_available()
    if wish == "auto":
        return torch.device("cuda:0" if gpus else "mps" if has_mps else "cpu")
    if wish.isdigit() and int(wish) < gpus:
        return torch.device(f"cuda:{wish}")
    if wish == "cpu" or (wish == "mps" and has_mps):
        return torch.device(wish)
    raise UserError(
        text(
            "The device {name} is not here (this machine has {count} NVIDIA GPUs): choose auto, cpu, mps or the "
            "number of one GPU.",
            name=wish,
            count=gpus,
        )
    )

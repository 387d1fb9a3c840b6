"""What a job would take on this machine, from a few batches that are really computed."""

import shutil
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import psutil
import torch
from torch import Tensor, nn
from torch.nn import functional
from ultralytics.cfg import get_cfg
from ultralytics.utils.torch_utils import ModelEMA

from kdstudio.core import paths
from kdstudio.core.cards import Cost
from kdstudio.core.recipe import Training
from kdstudio.engine import datasets
from kdstudio.engine.datasets import Dataset, Samples, TrainingImages
from kdstudio.engine.networks import Teacher, native_low_precision

_FIRST_COUNT = 2
_GROWTH = 4
_LONG_ENOUGH_SECONDS = 0.15  # a batch that takes less may be tried in a larger size
_BUDGET_SECONDS = 0.6  # for the repeats of one timing
_REPEATS = 4
_LOADED_IMAGES = 48
_SAMPLED_SIZES = 50
_CHECKPOINT_BYTES = 6  # for one parameter: it and two of the optimizer's numbers, in fp16
_TRAINED_BYTES = 20  # in memory, fp32: it, its gradient, two of the optimizer's numbers, and its average
_BACKWARD_SHARE = 1.1  # beside what is kept for it, the backward pass holds the gradients of a layer or two
_WEIGHT_BYTES = 2
_FILES = 2  # last.pt and best.pt
_LIBRARIES_BYTES = int(psutil.Process().memory_info().rss)  # of a process that has just loaded the engine


@dataclass(frozen=True)
class Work:
    """What is to be estimated: one network, its baseline where one is wanted, and the teacher that guides it."""

    recipe: Training
    dataset: Dataset
    unlabelled: Sequence[Path]
    network: nn.Module
    teacher: Teacher | None
    probes: int
    has_baseline: bool
    device: torch.device


class _Pace(NamedTuple):
    """Seconds for one image."""

    decode: float
    augment: float
    look: float
    step: float
    forward: float
    teacher: float


def estimate(work: Work) -> Cost:
    """Return what a job would take: its seconds from timed batches, its memory and disk from what these used."""
    sample = _sample(work)
    is_cached = datasets.cache_mode(work.recipe.cache, [path for path, _ in sample]) == "ram"
    trial = _Trial(work)
    decode, augment = _loading(work, sample)
    pace = _Pace(
        decode=decode,
        augment=augment,
        look=_looking(work),
        step=trial.seconds(trial.step),
        forward=trial.seconds(trial.forward),
        teacher=trial.seconds(trial.ask_teacher) if work.teacher else 0.0,
    )
    images = len(work.dataset.train) + len(work.unlabelled)
    cache_bytes = images * decoded_bytes(sample) if is_cached else 0
    is_gpu = work.device.type == "cuda"
    return Cost(
        device=str(work.device),
        student_seconds=_seconds(work, pace, is_cached, work.teacher is not None),
        baseline_seconds=_seconds(work, pace, is_cached, False) if work.has_baseline else 0.0,
        memory_bytes=trial.memory_bytes() + (0 if is_gpu else _LIBRARIES_BYTES + cache_bytes),
        memory_total_bytes=_total_memory(work.device),
        disk_bytes=_disk_bytes(work, images * decoded_bytes(sample) if work.recipe.cache == "disk" else 0),
        disk_free_bytes=shutil.disk_usage(_existing(paths.runs_folder())).free,
    )


def decoded_bytes(images: Samples) -> int:
    """Return the mean size of images in memory, in bytes, from up to 50 of them."""
    return round(float(np.mean([3 * width * height for width, height in sizes(images)])))


def sizes(images: Samples) -> list[tuple[int, int]]:
    """Return (width, height) in pixels of up to 50 images, evenly chosen."""
    from PIL import Image

    found = []
    for path, _ in evenly(images, _SAMPLED_SIZES):
        with Image.open(path) as image:
            found.append(image.size)
    return found


def evenly(images: Samples, count: int) -> Samples:
    """Return up to `count` images, evenly spaced in their order (which is by class)."""
    chosen = np.linspace(0, len(images) - 1, min(count, len(images)))
    return [images[round(float(index))] for index in chosen]


class _Trial:
    """One network trained for a few steps on random pixels, and the memory that this took."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._network = work.network.to(work.device).to(memory_format=torch.channels_last).requires_grad_(True)
        self._average = ModelEMA(self._network)
        self._optimizer = torch.optim.AdamW(self._network.parameters())
        # As in training: bf16 or fp16 where the GPU has it, else fp32.
        self._precision = native_low_precision(work.device) if work.device.type == "cuda" else None

    def seconds(self, action: Callable[[Tensor], Tensor]) -> float:
        """Return the seconds for one image, timed on the largest batch that does not take long."""
        count = min(_FIRST_COUNT, self._work.recipe.batch)
        while True:
            pixels = self._pixels(count)
            _timed(action, pixels)  # the first call of a size sets it up
            taken = [_timed(action, pixels)]
            if count == self._work.recipe.batch or taken[0] > _LONG_ENOUGH_SECONDS:
                break
            count = min(count * _GROWTH, self._work.recipe.batch)
        while len(taken) < _REPEATS and sum(taken) < _BUDGET_SECONDS:
            taken.append(_timed(action, pixels))
        return statistics.median(taken) / count

    def step(self, pixels: Tensor) -> Tensor:
        """Take one step of training."""
        self._network.train()
        loss = self._loss(pixels)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self._network.parameters(), max_norm=10.0)
        self._optimizer.step()
        self._optimizer.zero_grad()
        self._average.update(self._network)
        return loss.detach()

    def forward(self, pixels: Tensor) -> Tensor:
        """Look at images without learning."""
        self._network.eval()
        with torch.no_grad(), self._autocast():
            output: Tensor = self._network(pixels)[1]
        return output

    def ask_teacher(self, pixels: Tensor) -> Tensor:
        """Ask the teacher about images."""
        if self._work.teacher is None:
            raise ValueError("there is no teacher to be asked")
        return self._work.teacher.logits(pixels)

    def memory_bytes(self) -> int:
        """Return the memory of a step of the whole batch: what is kept for its backward pass, and the network.

        What the process takes already does not blur this: the kept tensors are counted one by one.
        """
        kept: dict[int, int] = {}

        def note(tensor: Tensor) -> Tensor:
            kept[tensor.untyped_storage().data_ptr()] = tensor.untyped_storage().nbytes()
            return tensor

        self._network.train()
        with torch.autograd.graph.saved_tensors_hooks(note, lambda tensor: tensor):
            loss = self._loss(self._pixels(_FIRST_COUNT))
        del loss
        network = sum(parameter.numel() for parameter in self._network.parameters()) * _TRAINED_BYTES
        return round(sum(kept.values()) / _FIRST_COUNT * self._work.recipe.batch * _BACKWARD_SHARE) + network

    def _pixels(self, count: int) -> Tensor:
        side = self._work.recipe.image_size
        pixels = torch.rand(count, 3, side, side, device=self._work.device)
        return pixels.contiguous(memory_format=torch.channels_last)

    def _autocast(self) -> torch.autocast:
        return torch.autocast(self._work.device.type, self._precision, enabled=self._precision is not None)

    def _loss(self, pixels: Tensor) -> Tensor:
        labels = torch.arange(len(pixels), device=pixels.device) % len(self._work.dataset.classes)
        with self._autocast():
            return functional.cross_entropy(self._network(pixels), labels)


def _timed(action: Callable[[Tensor], Tensor], pixels: Tensor) -> float:
    began = time.perf_counter()
    action(pixels).cpu()  # the copy waits for the device
    return time.perf_counter() - began


def _total_memory(device: torch.device) -> int:
    if device.type == "cuda":
        return int(torch.cuda.get_device_properties(device).total_memory)
    return int(psutil.virtual_memory().total)


def _sample(work: Work) -> Samples:
    every = work.dataset.train + [(path, -1) for path in work.unlabelled]
    return evenly(every, 2 * _LOADED_IMAGES)


def _loading(work: Work, sample: Samples) -> tuple[float, float]:
    """Return the seconds to decode and to augment one training image."""
    from PIL import Image

    recipe = work.recipe
    settings = {"task": "classify", "imgsz": recipe.image_size, "seed": recipe.seed, "cache": False}
    arguments = get_cfg(overrides=settings | datasets.augmentation(recipe.augmentation, recipe.flip))
    images = TrainingImages(work.dataset.folder / "train", arguments, work.dataset.classes, [], 1)
    chosen = evenly(sample, _LOADED_IMAGES)
    began = time.perf_counter()
    decoded = [images.imread(str(path)) for path, _ in chosen]
    decoding = time.perf_counter() - began
    images.torch_transforms(Image.fromarray(decoded[0]))
    began = time.perf_counter()
    for pixels in decoded:
        images.torch_transforms(Image.fromarray(pixels))
    return decoding / len(chosen), (time.perf_counter() - began) / len(chosen)


def _looking(work: Work) -> float:
    """Return the seconds to decode and resize one image as a validation does."""
    chosen = evenly(work.dataset.val, _LOADED_IMAGES)
    began = time.perf_counter()
    next(datasets.evaluation_batches(chosen, work.recipe.image_size, len(chosen)))
    return (time.perf_counter() - began) / len(chosen)


def _seconds(work: Work, pace: _Pace, is_cached: bool, is_guided: bool) -> float:
    """Return the seconds to train and to measure one network; a guided one's teacher is measured with it."""
    recipe, dataset = work.recipe, work.dataset
    images = len(dataset.train) + len(work.unlabelled)
    teacher = pace.teacher if is_guided else 0.0
    load = pace.augment + (0.0 if is_cached else pace.decode)
    compute = pace.step + teacher
    has_loaders = work.device.type == "cuda" and recipe.workers > 0
    training = images * (max(compute, load / recipe.workers) if has_loaders else compute + load)
    looked_at = len(dataset.val) + min(work.probes, len(dataset.val))
    validation = looked_at * (pace.look + pace.forward)
    measuring = len(dataset.judged) * (pace.look + pace.forward)
    if is_guided:
        measuring += len(dataset.judged) * (pace.look + teacher)
    caching = images * pace.decode if is_cached else 0.0
    return caching + recipe.epochs * (training + validation) + measuring


def _disk_bytes(work: Work, cached: int) -> int:
    """Return what a run writes at most: checkpoints, soft labels, results of the measurement, cached images."""
    recipe, classes = work.recipe, len(work.dataset.classes)
    parameters = sum(parameter.numel() for parameter in work.network.parameters())
    networks = 2 if work.has_baseline else 1
    checkpoints = parameters * (_FILES + 1) * _CHECKPOINT_BYTES  # while one trains, with the one being written
    checkpoints += (networks - 1) * parameters * _FILES * _WEIGHT_BYTES
    logits = 2 * classes  # float16
    soft_labels = (networks * (recipe.epochs + 1) + 1) * min(work.probes, len(work.dataset.val)) * logits
    results = (networks + 1) * len(work.dataset.judged) * logits
    return checkpoints + soft_labels + results + cached


def _existing(folder: Path) -> Path:
    """Return the folder, or the nearest one above it that is there."""
    return next(place for place in (folder, *folder.parents) if place.is_dir())

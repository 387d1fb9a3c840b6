"""Training of one network: planned, started or resumed, its soft labels kept epoch by epoch."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from msgspec.structs import replace
from numpy.typing import NDArray
from torch import nn

from kdstudio.core import journal, soft_labels
from kdstudio.core.events import EpochDone, Network, NetworkDone
from kdstudio.core.text import text
from kdstudio.engine import datasets
from kdstudio.engine.tasks import classify
from kdstudio.engine.tasks.classify import Guidance, GuidedTrainer, TrainingPlan
from kdstudio.engine.workshop import Workshop, labels_of

WEIGHTS = Path("weights") / "best.pt"


def train(
    shop: Workshop,
    network: Network,
    model: str,
    unlabelled: Sequence[Path],
    guidance: Guidance | None,
    teacher_probes: NDArray[np.float32] | None,
) -> Path:
    """Train a network, or go on where an earlier attempt left off; return its best checkpoint.

    A student learns from all images, labelled or not; a network without guidance from the labelled ones,
    repeated until its epoch is as long as the student's.
    """
    plan = TrainingPlan(
        network=network,
        folder=shop.folder / network,
        dataset=shop.dataset,
        unlabelled=unlabelled if guidance else (),
        epoch_length=_epoch_length(shop, len(unlabelled)),
        guidance=guidance,
    )
    weights = plan.folder / WEIGHTS
    if not _is_done(shop.folder, network):
        last = weights.with_name("last.pt")
        epochs = classify.epochs_done(last) if last.is_file() else 0
        if epochs is not None and epochs < shop.recipe.epochs:
            overrides = _overrides(shop, plan, model) | ({"resume": str(last)} if epochs else {})
            recorder = _Recorder(shop, teacher_probes)
            GuidedTrainer(overrides, plan, shop.supervisor, recorder).train()
        classify.strip_checkpoints(weights.parent)
        shop.supervisor.report(NetworkDone(network=network, weights=f"{network}/{WEIGHTS.as_posix()}"))
    if guidance is not None:
        shop.note(
            "info",
            text("The teacher was asked in {precision}.", precision=guidance.teacher.precision),
        )
    return weights


def _is_done(folder: Path, network: Network) -> bool:
    events = (entry.event for entry in journal.read(folder))
    return any(isinstance(event, NetworkDone) and event.network == network for event in events)


def _epoch_length(shop: Workshop, unlabelled: int) -> int:
    """Return how many images make an epoch: all of them, less one where the last batch would be a lone image.

    BatchNorm cannot train on one image of one pixel, which is what a 32 px image becomes.
    """
    length = len(shop.dataset.train) + unlabelled
    return length - 1 if length % shop.recipe.batch == 1 else length


def _overrides(shop: Workshop, plan: TrainingPlan, model: str) -> dict[str, Any]:
    """Return Ultralytics' settings for a recipe; the same for a student and its baseline, but for the folder."""
    recipe = shop.recipe
    on_cpu = shop.device.type in ("cpu", "mps")
    images = [path for path, _ in shop.dataset.train] + list(plan.unlabelled)
    return {
        "model": model,
        "data": str(shop.dataset.folder),
        "save_dir": str(plan.folder),
        "exist_ok": True,
        "epochs": recipe.epochs,
        "batch": recipe.batch,
        "nbs": recipe.batch,  # no hidden accumulation: a batch is a step
        "imgsz": recipe.image_size,
        "optimizer": recipe.optimizer,
        "lr0": recipe.learning_rate,
        "lrf": 0.01,
        "cos_lr": True,
        "weight_decay": recipe.weight_decay,
        "warmup_epochs": recipe.warmup_epochs,
        "warmup_bias_lr": 0.0,
        "patience": 0,  # an equal budget for student and baseline: none stops early
        "seed": recipe.seed,
        "device": str(shop.device.index) if shop.device.type == "cuda" else shop.device.type,
        "workers": 0 if on_cpu else recipe.workers,
        "cache": datasets.cache_mode(recipe.cache, images),
        "amp": _amp(shop.device),
        "plots": False,
        "verbose": False,
        **datasets.augmentation(recipe.augmentation, recipe.flip),
    }


def _amp(device: torch.device) -> bool | str:
    """Return Ultralytics' precision setting: bf16 needs no loss scaling and no downloaded network to check it."""
    if device.type != "cuda":
        return False
    return "bf16" if torch.cuda.is_bf16_supported(including_emulation=False) else True


class _Recorder:
    """Keeps the soft labels of the probes after an epoch, then journals the epoch with what they say."""

    def __init__(self, shop: Workshop, teacher_probes: NDArray[np.float32] | None) -> None:
        self._shop = shop
        self._teacher = teacher_probes
        self._labels = labels_of(shop.probes)

    def __call__(self, network: nn.Module, done: EpochDone) -> None:
        shop = self._shop
        logits = classify.probe_logits(network, shop.batches(shop.probes))
        shop.write_soft_labels(done.network, done.epoch, logits)
        probabilities = soft_labels.soften(logits, 1.0)
        ece = soft_labels.expected_calibration_error(probabilities, self._labels)
        agreement = kl_bits = None
        if self._teacher is not None:
            known = np.isfinite(self._teacher[0])
            agreement = 100.0 * soft_labels.agreement(self._teacher[:, known], logits[:, known])
            kl_bits = float(soft_labels.kl_bits(self._teacher[:, known], logits[:, known]).mean())
        shop.supervisor.report(
            replace(
                done,
                top1=100.0 * soft_labels.top1(logits, self._labels),
                ece=ece if np.isfinite(ece) else None,
                agreement=agreement,
                kl_bits=kl_bits if kl_bits is not None and np.isfinite(kl_bits) else None,
            )
        )

"""Classification: Ultralytics' trainer with a teacher at its side."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from ultralytics.models.yolo.classify import ClassificationTrainer
from ultralytics.utils.torch_utils import strip_optimizer, unwrap_model

from kdstudio.core import files
from kdstudio.core.class_map import ClassMap
from kdstudio.core.events import (
    CheckpointSaved,
    EpochDone,
    Network,
    NetworkStarted,
    Progress,
)
from kdstudio.core.text import UserError, text
from kdstudio.engine.datasets import Dataset, TrainingImages
from kdstudio.engine.losses import SOFT_LOSSES, LossParts, LossSettings, distillation_loss
from kdstudio.engine.networks import Teacher
from kdstudio.engine.supervisor import Supervisor, raise_if_stopped

TEACHER_LOGITS = "teacher_logits"
MIN_REACH = 1e-5  # a gradient's sum below this is rounding


@dataclass(frozen=True)
class Guidance:
    """A teacher at a student's side: whom it asks, by which loss, and which classes both know."""

    teacher: Teacher
    class_map: ClassMap
    method: str
    settings: LossSettings


@dataclass(frozen=True)
class TrainingPlan:
    """What one network is trained on, and by whom it is guided; the same for a student and its baseline."""

    network: Network
    folder: Path
    dataset: Dataset
    unlabelled: Sequence[Path]
    epoch_length: int
    guidance: Guidance | None


@dataclass
class LossMeans:
    """Running means of a loss's parts over an epoch, weighted by images, kept on the device until asked for."""

    _sums: dict[str, Tensor] = field(default_factory=dict)
    _images: int = 0

    def add(self, parts: dict[str, Tensor], images: int) -> None:
        """Add the means of a batch of so many images."""
        for name, value in parts.items():
            self._sums[name] = self._sums.get(name, torch.zeros_like(value)) + value.detach() * images
        self._images += images

    def take(self) -> dict[str, float]:
        """Return the means so far and begin anew."""
        means = {name: float(value) / max(self._images, 1) for name, value in self._sums.items()}
        self._sums, self._images = {}, 0
        return means


class DistillationCriterion:
    """Ultralytics' criterion of a student, with the teacher's soft labels beside the hard ones.

    It wraps the criterion that is there and asks only that one where no teacher has spoken (validation, a
    baseline). It is a plain object and never reaches a checkpoint. The first guided batch tests itself:
    a distillation that is silently off ends with the reason.
    """

    def __init__(self, inner: Any, guidance: Guidance | None, means: LossMeans) -> None:
        self._inner = inner
        self._guidance = guidance
        self._means = means
        self._is_tested = False
        self.progress = 0.0

    def __call__(self, preds: Any, batch: dict[str, Tensor]) -> tuple[Tensor, dict[str, Tensor]]:
        """Return the loss and `{"loss": …}`, the one key that Ultralytics' validator sums as well."""
        if TEACHER_LOGITS not in batch or self._guidance is None:
            loss, items = self._inner(preds, batch)
            if isinstance(preds, Tensor):  # in training; validation has (probabilities, logits)
                self._means.add({"hard": loss}, len(preds))
            return loss, items
        logits = preds[1] if isinstance(preds, list | tuple) else preds
        parts = self._guided(logits, batch, self._guidance)
        if not self._is_tested and self._takes_part(batch["cls"], self._guidance):
            self._test(parts, logits, self._guidance)
        self._means.add({"total": parts.total, "hard": parts.hard, "soft": parts.soft}, len(logits))
        return parts.total, {"loss": parts.total.detach()}

    def _guided(self, logits: Tensor, batch: dict[str, Tensor], guidance: Guidance) -> LossParts:
        columns = guidance.class_map.dataset_columns
        is_whole = columns == tuple(range(logits.shape[1]))
        return distillation_loss(
            guidance.method,
            logits,
            batch[TEACHER_LOGITS],
            batch["cls"],
            guidance.settings,
            classes=None if is_whole else torch.tensor(columns, device=logits.device),
            progress=self.progress,
        )

    def _takes_part(self, labels: Tensor, guidance: Guidance) -> bool:
        """Return whether any image of a batch takes part in the soft loss."""
        known = torch.tensor(guidance.class_map.dataset_columns, device=labels.device)
        return bool(((labels < 0) | torch.isin(labels, known)).any())

    def check_tested(self) -> None:
        """Check at the end of an epoch that some batch of it could be tested.

        Raises:
            UserError: No image took part in the soft loss.
        """
        if self._guidance is not None and not self._is_tested:
            raise UserError(
                text("The teacher knows the class of no training image: it teaches nothing. Check the class map.")
            )

    def _test(self, parts: LossParts, logits: Tensor, guidance: Guidance) -> None:
        """Check on the first batch that the teacher teaches.

        Raises:
            UserError: The soft loss is not finite, not positive, or does not reach the student.
        """
        _, weight = SOFT_LOSSES[guidance.method].weights(guidance.settings)  # as it is after a warm-up
        (gradient,) = torch.autograd.grad(weight * parts.soft, logits, retain_graph=True, allow_unused=True)
        reach = 0.0 if gradient is None else float(gradient.abs().sum())
        soft = weight * float(parts.soft.detach())
        if not np.isfinite(soft) or not np.isfinite(reach):
            raise UserError(
                text(
                    "The soft loss of the first batch is not a finite number: the teacher's outputs are broken, or "
                    "the temperature is extreme."
                )
            )
        if soft <= 0 or reach < MIN_REACH:
            raise UserError(
                text(
                    "The soft loss of the first batch is {soft:.3g} and its gradient {reach:.3g}: the teacher teaches "
                    "this student nothing. Is the weight of the soft loss 0, or is the student its own teacher?",
                    soft=soft,
                    reach=reach,
                )
            )
        self._is_tested = True

    def __deepcopy__(self, memo: dict[int, Any]) -> None:
        """Leave no copy: a copied network builds Ultralytics' own criterion when it needs one."""
        return


EpochRecorder = Callable[[nn.Module, EpochDone], None]


class GuidedTrainer(ClassificationTrainer):
    """Trains one network as Ultralytics does, asks the teacher about the same pixels, and reports.

    `record_epoch` is given the EMA network and what is known of the epoch; it adds the soft labels of the
    probes and journals both, before the checkpoint of that epoch is written.
    """

    model: Any
    last: Path
    best: Path

    def __init__(
        self,
        overrides: dict[str, Any],
        plan: TrainingPlan,
        supervisor: Supervisor,
        record_epoch: EpochRecorder,
    ) -> None:
        self._plan = plan
        self._supervisor = supervisor
        self._record_epoch = record_epoch
        self._means = LossMeans()
        self._epoch_began = 0.0
        self._images_per_second = 0.0
        self._images_seen = 0
        self._batches_done = 0
        threads = torch.get_num_threads()
        super().__init__(overrides=overrides)
        torch.set_num_threads(threads)  # Ultralytics keeps one core idle: half of a small machine
        self.add_callback("on_train_start", GuidedTrainer._report_start)
        self.add_callback("on_train_epoch_start", GuidedTrainer._begin_epoch)
        self.add_callback("on_train_batch_end", GuidedTrainer._end_batch)
        self.add_callback("on_val_batch_start", lambda _: raise_if_stopped(supervisor))
        self.add_callback("on_fit_epoch_end", GuidedTrainer._finish_early_if_asked)

    def get_dataset(self) -> dict[str, Any]:
        """Return the dataset in Ultralytics' terms; it has been found and checked already."""
        dataset = self._plan.dataset
        return {
            "train": dataset.folder / "train",
            "val": dataset.val_folder,
            "test": None,
            "nc": len(dataset.classes),
            "names": dict(enumerate(dataset.classes)),
            "channels": 3,
        }

    def build_dataset(self, img_path: Path, mode: str = "train", batch: int | None = None) -> Any:
        """Return the training images with the unlabelled ones among them, or Ultralytics' own for validation."""
        if mode != "train":
            return super().build_dataset(img_path, mode, batch)
        plan = self._plan
        return TrainingImages(img_path, self.args, plan.dataset.classes, plan.unlabelled, plan.epoch_length)

    def _setup_train(self) -> None:
        super()._setup_train()
        network = unwrap_model(self.model)
        if self.device.type == "cpu":  # Ultralytics keeps channels-last for CUDA; it is faster here as well
            self.model = self.model.to(memory_format=torch.channels_last)
        self.criterion = DistillationCriterion(network.init_criterion(), self._plan.guidance, self._means)
        network.criterion = self.criterion

    def preprocess_batch(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Add the teacher's logits for exactly the pixels that the student is about to see."""
        batch = super().preprocess_batch(batch)
        if self.device.type == "cpu":
            batch["img"] = batch["img"].contiguous(memory_format=torch.channels_last)
        guidance = self._plan.guidance
        if guidance is not None:
            logits = guidance.teacher.logits(batch["img"])
            batch[TEACHER_LOGITS] = logits[:, list(guidance.class_map.teacher_columns)]
            done = self.epoch + self._batches_done / max(len(self.train_loader), 1)
            self.criterion.progress = done / self.epochs
        return batch

    def save_model(self) -> bool:
        """Journal the epoch, then write its checkpoints: whole, or as they were before."""
        self.criterion.check_tested()
        self._record_epoch(self.ema.ema, self._epoch_done())
        last, best = self.last, self.best
        self.last, self.best = last.with_name("last.pt.part"), best.with_name("best.pt.part")
        try:
            super().save_model()
            is_best = self.best.exists()
            for part, target in ((self.best, best), (self.last, last)):  # the place moves on last
                if part.exists():
                    files.flush(part)
                    files.replace(part, target)
        finally:
            for part in (self.last, self.best):
                part.unlink(missing_ok=True)
            self.last, self.best = last, best
        saved = CheckpointSaved(network=self._plan.network, epoch=self.epoch + 1, is_best=is_best)
        self._supervisor.report(saved)
        return True

    def final_eval(self) -> None:
        """Strip the checkpoints of what only training needs; the networks are measured afterwards, by us."""
        strip_checkpoints(self.wdir)

    def _report_start(self) -> None:
        self._supervisor.report(
            NetworkStarted(
                network=self._plan.network,
                from_epoch=self.start_epoch,
                epochs=self.epochs,
                batches=len(self.train_loader),
            )
        )
        if self.start_epoch == 0:
            before = EpochDone(network=self._plan.network, epoch=0, epochs=self.epochs, losses={}, top1=0.0)
            self._record_epoch(self.ema.ema, before)

    def _begin_epoch(self) -> None:
        self._means.take()
        # Out of memory is said, not mended: with a halved batch, student and baseline would train differently.
        self._oom_retries = 3
        self._epoch_began = time.monotonic()
        self._images_seen = self._batches_done = 0

    def _end_batch(self) -> None:
        self._batches_done += 1
        self._images_seen += min(self.batch_size, self._plan.epoch_length)
        self._images_per_second = self._images_seen / max(time.monotonic() - self._epoch_began, 1e-9)
        self._supervisor.report(
            Progress(
                stage="train",
                network=self._plan.network,
                epoch=self.epoch + 1,
                done=self._batches_done,
                total=len(self.train_loader),
                images_per_second=self._images_per_second,
            )
        )
        raise_if_stopped(self._supervisor)

    def _finish_early_if_asked(self) -> None:
        """End after this epoch: its checkpoint is written, so Ultralytics may be told to stop here."""
        if self._supervisor.stop_wish() == "finish":
            self.stop = True

    def _epoch_done(self) -> EpochDone:
        return EpochDone(
            network=self._plan.network,
            epoch=self.epoch + 1,
            epochs=self.epochs,
            losses={name: mean for name, mean in self._means.take().items() if np.isfinite(mean)},
            top1=0.0,
            validation_top1=100.0 * float(self.metrics["metrics/accuracy_top1"]),
            learning_rate=max(group["lr"] for group in self.optimizer.param_groups),
            images_per_second=self._images_per_second,
            seconds=time.monotonic() - self._epoch_began,
        )


def strip_checkpoints(weights: Path) -> None:
    """Take optimizer and EMA bookkeeping out of `best.pt`, then `last.pt`, each whole or as it was."""
    for name in ("best.pt", "last.pt"):
        path = weights / name
        if path.exists() and not is_stripped(path):
            with files.part_of(path) as part:
                strip_optimizer(str(path), str(part))


def is_stripped(checkpoint: Path) -> bool:
    """Return whether a checkpoint is that of a finished training."""
    return epochs_done(checkpoint) is None


def epochs_done(checkpoint: Path) -> int | None:
    """Return after how many epochs a checkpoint can be resumed, None for a finished training's."""
    from ultralytics.nn.tasks import torch_safe_load

    epoch = int(torch_safe_load(str(checkpoint))[0].get("epoch", -1))
    return None if epoch < 0 else epoch + 1


def probe_logits(network: nn.Module, batches: Iterable[Tensor]) -> NDArray[np.float32]:
    """Return the logits (N, C) of a YOLO classifier in eval mode for batches of images (n, 3, S, S)."""
    was_training = network.training
    network.eval()
    with torch.no_grad():
        outputs = [network(images)[1].float().cpu() for images in batches]
    network.train(was_training)
    return torch.cat(outputs).numpy()

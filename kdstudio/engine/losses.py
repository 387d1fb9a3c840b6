"""Distillation losses for classification: one function a loss, and the one function that the criterion calls.

To add a loss: write its function, its line in `SOFT_LOSSES`, and its words and defaults in `core/methods.py`.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from kdstudio.core.methods import METHODS

# Deviations from the mean smaller than this share of the values are rounding, not variance (fp32 keeps 6e-8).
RELATIVE_VARIATION = 1e-6
# Softened probabilities smaller than this have squares that vanish in fp32.
ABSOLUTE_VARIATION = 1e-12


@dataclass(frozen=True, slots=True)
class LossSettings:
    """The numbers of a distillation loss; `core.methods` says which of them a method has and what they mean.

    A setting that the method does not have is ignored. Raises `ValueError` for values that make no loss.
    """

    temperature: float = 1.0
    alpha: float = 1.0
    beta: float = 1.0
    gamma: float = 1.0
    soft_weight: float = 1.0
    warm_up: float = 0.0

    def __post_init__(self) -> None:
        if not 0 < self.temperature < math.inf:
            raise ValueError(f"temperature must be above 0, not {self.temperature}")
        for name in ("alpha", "beta", "gamma", "soft_weight"):
            if not 0 <= getattr(self, name) < math.inf:
                raise ValueError(f"{name} must be 0 or more, not {getattr(self, name)}")
        if not 0 <= self.warm_up <= 1:
            raise ValueError(f"warm_up is a share of training, from 0 to 1, not {self.warm_up}")

    @classmethod
    def for_method(
        cls,
        method: str,
        *,
        temperature: float | None = None,
        alpha: float | None = None,
        beta: float | None = None,
        gamma: float | None = None,
        soft_weight: float | None = None,
        warm_up: float | None = None,
    ) -> "LossSettings":
        """The given settings, and the method's own defaults where None is given.

        Raises `KeyError` for an unknown method and `ValueError` for values that make no loss, as an alpha
        above 1 where it shares the loss out between hard and soft.
        """
        defaults = METHODS[method]

        def first(given: float | None, default: float | None, neutral: float) -> float:
            value = given if given is not None else default
            return neutral if value is None else value

        chosen = cls(
            temperature=first(temperature, defaults.temperature, 1.0),
            alpha=first(alpha, defaults.alpha, 1.0),
            beta=first(beta, defaults.beta, 1.0),
            gamma=first(gamma, defaults.gamma, 1.0),
            soft_weight=first(soft_weight, defaults.soft_weight, 1.0),
            warm_up=first(warm_up, defaults.warm_up, 0.0),
        )
        if min(SOFT_LOSSES[method].weights(chosen)) < 0:
            raise ValueError(f"alpha is a share with {method}, from 0 to 1, not {alpha}")
        return chosen


class LossParts(NamedTuple):
    """A batch's loss as scalars: `total` to be minimised, `hard` and `soft` its parts before weighting."""

    total: Tensor
    hard: Tensor
    soft: Tensor


def kd(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """T²·KL(teacher ‖ student) of the softened class probabilities, in nats.

    Logits (N, C) → (N,). T² keeps the gradient on the scale of the hard loss when T changes.
    Hinton, Vinyals, Dean 2015, arXiv 1503.02531.
    """
    return temperature**2 * _divergence(_log_soften(student, temperature), _log_soften(teacher, temperature))


def dkd(student: Tensor, teacher: Tensor, target: Tensor, temperature: float, alpha: float, beta: float) -> Tensor:
    """T²·(α·TCKD + β·NCKD): the divergence of `kd`, decoupled at the target class and weighted anew, in nats.

    TCKD is the KL divergence of (target, all the rest), NCKD that among the rest, renormalised; with p the
    teacher's softened probability of the target, TCKD + (1 - p)·NCKD = KL(teacher ‖ student). Logits (N, C)
    and target (N,), the label or where there is none the teacher's top class → (N,). Zero where C = 1.
    Zhao et al. 2022, arXiv 2203.08679.
    """
    if student.shape[1] < 2:
        return kd(student, teacher, temperature)
    student_target, student_rest = _decoupled(_log_soften(student, temperature), target)
    teacher_target, teacher_rest = _decoupled(_log_soften(teacher, temperature), target)
    tckd = _divergence(student_target, teacher_target)
    nckd = _divergence(student_rest, teacher_rest)
    return temperature**2 * (alpha * tckd + beta * nckd)


def logit_std(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """`kd` on logits that are standardised image by image, (z - mean) / standard deviation, in nats.

    Logits (N, C) → (N,). The deviation is that of the C logits themselves (divided by C, not by C - 1); logits
    that are all equal stay 0. Sun et al. 2024, arXiv 2403.01427.
    """
    return kd(_standardised(student), _standardised(teacher), temperature)


def dist(student: Tensor, teacher: Tensor, temperature: float, beta: float, gamma: float) -> Tensor:
    """T²·(β·(1 - row Pearson) + γ·(1 - mean column Pearson)) of the softened class probabilities.

    Logits (N, C) → (N,): the row term belongs to the image; the column term, how one class varies over the
    N images, to the batch, and is added to each. Pass only the images that take part. Where the teacher does
    not vary (a batch of one, a class that is always 0) there is nothing to correlate with and the term is 0;
    where it varies and the student does not, the correlation is 0. Two images correlate at 1 or -1 only, so
    the column term has a gradient from three on. Huang et al. 2022, arXiv 2205.10536.
    """
    student_p = _log_soften(student, temperature).exp()
    teacher_p = _log_soften(teacher, temperature).exp()
    rows, _ = _uncorrelated(student_p, teacher_p, dim=1)
    columns, is_taught = _uncorrelated(student_p, teacher_p, dim=0)
    column_mean = columns.sum() / is_taught.sum().clamp(min=1)
    return temperature**2 * (beta * rows + gamma * column_mean)


def hard_teacher(student: Tensor, teacher: Tensor) -> Tensor:
    """Cross-entropy of the student with the teacher's top class, in nats: logits (N, C) → (N,).

    Touvron et al. 2021, arXiv 2012.12877.
    """
    return functional.cross_entropy(_at_least_fp32(student), teacher.argmax(dim=1), reduction="none")


def hard_label(student: Tensor, labels: Tensor) -> Tensor:
    """Mean cross-entropy over the labelled images, in nats; 0, with a gradient of 0, when there is none.

    Logits (N, C) and labels (N,), below 0 where an image has none → scalar.
    """
    is_labelled = labels >= 0
    targets = labels.long().masked_fill(~is_labelled, -100)
    summed = functional.cross_entropy(_at_least_fp32(student), targets, ignore_index=-100, reduction="sum")
    return summed / is_labelled.sum().clamp(min=1)


class SoftLoss(NamedTuple):
    """A method's soft term, (student, teacher, target, settings) → (N,), and the weights of hard and soft."""

    function: Callable[[Tensor, Tensor, Tensor, LossSettings], Tensor]
    weights: Callable[[LossSettings], tuple[float, float]]


def _shared(settings: LossSettings) -> tuple[float, float]:
    return 1 - settings.alpha, settings.alpha


def _added(settings: LossSettings) -> tuple[float, float]:
    return 1.0, settings.soft_weight


def _overweighted(settings: LossSettings) -> tuple[float, float]:
    return 1 - settings.alpha, settings.soft_weight


SOFT_LOSSES: dict[str, SoftLoss] = {
    "kd": SoftLoss(lambda s, t, _, o: kd(s, t, o.temperature), _shared),
    "dkd": SoftLoss(lambda s, t, y, o: dkd(s, t, y, o.temperature, o.alpha, o.beta), _added),
    "dist": SoftLoss(lambda s, t, _, o: dist(s, t, o.temperature, o.beta, o.gamma), _added),
    "logit-std": SoftLoss(lambda s, t, _, o: logit_std(s, t, o.temperature), _overweighted),
    "hard": SoftLoss(lambda s, t, _, __: hard_teacher(s, t), _shared),
}


def distillation_loss(
    method: str,
    student: Tensor,
    teacher: Tensor,
    labels: Tensor,
    settings: LossSettings,
    *,
    classes: Tensor | None = None,
    soft_mask: Tensor | None = None,
    progress: float = 1.0,
) -> LossParts:
    """The whole loss of a batch, weighted as the method asks and computed in fp32 even under autocast.

    `student` (N, C) and `teacher` (N, M) are logits, `labels` (N,) class indices of the student, below 0
    where an image has none. `classes` (M,) are the student's classes that the teacher's columns stand for;
    without it M = C, in one order. The hard term is the mean over the labelled images, over all C classes.
    The soft term is the mean over the images that take part, over the M classes: those labelled with a class
    that the teacher lacks are left out, and those where `soft_mask` (N,) is true. Either term is 0, not NaN,
    when no image is left. `progress` (0 to 1) is the share of training done; it moves only the soft term of
    a method that warms up.

    Raises `KeyError` for an unknown method and `ValueError` for shapes that do not match.
    """
    loss = SOFT_LOSSES[method]
    with torch.autocast(student.device.type, enabled=False):
        student, teacher = _at_least_fp32(student), _at_least_fp32(teacher.detach())
        hard = hard_label(student, labels)
        soft = _soft_mean(loss, student, teacher, labels, settings, classes, soft_mask)
        hard_weight, soft_weight = loss.weights(settings)
        total = hard_weight * hard + soft_weight * _warmth(settings.warm_up, progress) * soft
    return LossParts(total, hard, soft)


def _soft_mean(
    loss: SoftLoss,
    student: Tensor,
    teacher: Tensor,
    labels: Tensor,
    settings: LossSettings,
    classes: Tensor | None,
    soft_mask: Tensor | None,
) -> Tensor:
    target = labels.long()
    if classes is not None:
        target = _positions(target, classes, student.shape[1])
        student = student[:, classes]
    if student.shape != teacher.shape:
        raise ValueError(f"student {tuple(student.shape)} and teacher {tuple(teacher.shape)} must match")
    is_out = (labels >= 0) & (target < 0)
    if soft_mask is not None:
        is_out = is_out | soft_mask
    # Selecting rows waits for the GPU, and is needed only where an image can be left out.
    if classes is not None or soft_mask is not None:
        student, teacher, target = student[~is_out], teacher[~is_out], target[~is_out]
    target = torch.where(target >= 0, target, teacher.argmax(dim=1))
    return loss.function(student, teacher, target, settings).sum() / max(1, len(student))


def _positions(labels: Tensor, classes: Tensor, class_count: int) -> Tensor:
    """Where each label stands among the teacher's columns; -1 for a class it lacks and for no label."""
    table = torch.full((class_count + 1,), -1, dtype=torch.long, device=labels.device)
    table[classes] = torch.arange(len(classes), device=labels.device)
    # The last place of the table, which no class has, serves the images without a label.
    return table[torch.where(labels >= 0, labels, class_count)]


def _warmth(warm_up: float, progress: float) -> float:
    return min(1.0, max(0.0, progress / warm_up)) if warm_up > 0 else 1.0


def _at_least_fp32(values: Tensor) -> Tensor:
    return values.float() if values.dtype in (torch.float16, torch.bfloat16) else values


def _log_soften(logits: Tensor, temperature: float) -> Tensor:
    return functional.log_softmax(_at_least_fp32(logits) / temperature, dim=1)


def _divergence(student_log_p: Tensor, teacher_log_p: Tensor) -> Tensor:
    return (teacher_log_p.exp() * (teacher_log_p - student_log_p)).sum(dim=1)


def _decoupled(log_p: Tensor, target: Tensor) -> tuple[Tensor, Tensor]:
    """Log-probabilities (N, 2) of target and all the rest, and (N, C - 1) among the rest."""
    column = target.unsqueeze(1)
    rest = torch.arange(log_p.shape[1] - 1, device=log_p.device).expand(len(log_p), -1)
    others = log_p.gather(1, rest + (rest >= column))
    # The log of 1 - p, without the cancellation that would turn a sure teacher's rest into 0.
    others_sum = others.logsumexp(dim=1, keepdim=True)
    return torch.cat([log_p.gather(1, column), others_sum], dim=1), others - others_sum


def _standardised(logits: Tensor) -> Tensor:
    unit, _ = _unit_deviation(_at_least_fp32(logits), dim=1)
    return unit * math.sqrt(logits.shape[1])


def _uncorrelated(student_p: Tensor, teacher_p: Tensor, dim: int) -> tuple[Tensor, Tensor]:
    """1 - Pearson along `dim`, 0 where the teacher does not vary, and where it does vary."""
    student_unit, _ = _unit_deviation(student_p, dim)
    teacher_unit, is_taught = _unit_deviation(teacher_p, dim)
    return (1 - (student_unit * teacher_unit).sum(dim)) * is_taught, is_taught


def _unit_deviation(values: Tensor, dim: int) -> tuple[Tensor, Tensor]:
    """Deviations from the mean along `dim`, scaled to length 1 or left at 0, and where they are not 0."""
    centred = values - values.mean(dim, keepdim=True)
    # A norm, unlike Tensor.std, has a gradient of 0 rather than NaN where all values are equal.
    length = torch.linalg.vector_norm(centred, dim=dim, keepdim=True)
    scale = torch.linalg.vector_norm(values.detach(), dim=dim, keepdim=True)
    varies = length > RELATIVE_VARIATION * scale + ABSOLUTE_VARIATION
    # Dividing by 1 where nothing varies lets a gradient through, but not one of 1e7 that fp16 cannot hold.
    return centred / torch.where(varies, length, 1.0), varies.squeeze(dim)

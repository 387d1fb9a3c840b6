from collections.abc import Callable

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special, stats
from torch import Tensor
from torch.nn import functional

from kdstudio.core.methods import METHODS
from kdstudio.engine.losses import (
    SOFT_LOSSES,
    LossSettings,
    dist,
    distillation_loss,
    dkd,
    hard_label,
    hard_teacher,
    kd,
    logit_std,
)

ALL_METHODS = pytest.mark.parametrize("method", list(METHODS))
# How long an example takes says nothing on a busy machine.
unhurried = settings(deadline=None)
SHAPES = st.tuples(st.integers(1, 6), st.integers(2, 7))
SEEDS = st.integers(0, 10_000)
TEMPERATURES = st.floats(0.5, 20)


def random_logits(*shape: int, seed: int = 0, scale: float = 3.0) -> Tensor:
    return torch.from_numpy(np.random.default_rng(seed).normal(size=shape, scale=scale))


def pair(shape: tuple[int, int], seed: int) -> tuple[Tensor, Tensor]:
    return random_logits(*shape, seed=seed), random_logits(*shape, seed=seed + 1)


def close(value: Tensor | float) -> object:
    values = value.detach().numpy() if isinstance(value, Tensor) else value
    return pytest.approx(values, rel=1e-5, abs=1e-6)


def kl_of(p: np.ndarray, q: np.ndarray) -> np.ndarray:
    summed: np.ndarray = special.rel_entr(p, q).sum(axis=-1)
    return summed


# Known answers


def test_kd_by_hand() -> None:
    # (1/2, 1/2) against (1/4, 3/4), softened from its square (1/10, 9/10) at T = 2.
    teacher, student = torch.zeros(1, 2), torch.log(torch.tensor([[0.1, 0.9]]))
    expected = 4 * (0.5 * np.log(2) + 0.5 * np.log(2 / 3))
    assert kd(student, teacher, 2.0).tolist() == pytest.approx([expected])


def test_kd_agrees_with_scipy() -> None:
    student, teacher = pair((16, 9), 0)
    p, q = special.softmax(teacher.numpy() / 4, axis=1), special.softmax(student.numpy() / 4, axis=1)
    assert kd(student, teacher, 4.0).numpy() == close(16 * kl_of(p, q))


def test_dkd_agrees_with_scipy() -> None:
    student, teacher = pair((16, 9), 0)
    target = torch.arange(16) % 9
    p, q = special.softmax(teacher.numpy() / 4, axis=1), special.softmax(student.numpy() / 4, axis=1)
    is_target = np.eye(9, dtype=bool)[target]
    p_target, q_target = p[is_target][:, None], q[is_target][:, None]
    p_rest, q_rest = p[~is_target].reshape(16, 8), q[~is_target].reshape(16, 8)
    tckd = kl_of(np.hstack([p_target, 1 - p_target]), np.hstack([q_target, 1 - q_target]))
    nckd = kl_of(p_rest / (1 - p_target), q_rest / (1 - q_target))
    assert dkd(student, teacher, target, 4.0, 1.0, 8.0).numpy() == close(16 * (tckd + 8 * nckd))


def test_logit_std_agrees_with_scipy() -> None:
    student, teacher = pair((16, 9), 0)
    p = special.softmax(stats.zscore(teacher.numpy(), axis=1) / 2, axis=1)
    q = special.softmax(stats.zscore(student.numpy(), axis=1) / 2, axis=1)
    assert logit_std(student, teacher, 2.0).numpy() == close(4 * kl_of(p, q))


def test_dist_agrees_with_scipy() -> None:
    student, teacher = pair((16, 9), 0)
    p, q = special.softmax(teacher.numpy() / 4, axis=1), special.softmax(student.numpy() / 4, axis=1)
    rows = np.array([1 - stats.pearsonr(a, b).statistic for a, b in zip(p, q, strict=True)])
    columns = np.mean([1 - stats.pearsonr(a, b).statistic for a, b in zip(p.T, q.T, strict=True)])
    assert dist(student, teacher, 4.0, 2.0, 3.0).numpy() == close(16 * (2 * rows + 3 * columns))


def test_hard_losses_by_hand() -> None:
    student = torch.log(torch.tensor([[0.25, 0.75], [0.5, 0.5], [0.9, 0.1]]))
    teacher = torch.tensor([[3.0, 1.0], [0.0, 9.0], [0.0, 1.0]])
    assert hard_teacher(student, teacher).tolist() == pytest.approx([-np.log(0.25), -np.log(0.5), -np.log(0.1)])
    labels = torch.tensor([1, -1, 0])
    assert hard_label(student, labels).item() == pytest.approx(-(np.log(0.75) + np.log(0.9)) / 2)


# Properties


@unhurried
@given(SHAPES, SEEDS, TEMPERATURES)
def test_divergences_are_never_negative_and_0_at_equality(
    shape: tuple[int, int], seed: int, temperature: float
) -> None:
    student, teacher = pair(shape, seed)
    target = torch.zeros(shape[0], dtype=torch.long)
    functions: list[Callable[[Tensor, Tensor], Tensor]] = [
        lambda s, t: kd(s, t, temperature),
        lambda s, t: dkd(s, t, target, temperature, 1.0, 8.0),
        lambda s, t: logit_std(s, t, temperature),
        lambda s, t: dist(s, t, temperature, 2.0, 2.0),
    ]
    for function in functions:
        assert function(student, teacher).shape == (shape[0],)
        assert (function(student, teacher) >= -1e-9).all()
        assert function(teacher, teacher).numpy() == pytest.approx(0, abs=1e-6)


@unhurried
@given(SHAPES, SEEDS, TEMPERATURES, st.floats(-20, 20))
def test_a_constant_added_to_the_logits_changes_nothing(
    shape: tuple[int, int], seed: int, temperature: float, constant: float
) -> None:
    student, teacher = pair(shape, seed)
    assert kd(student + constant, teacher - constant, temperature).numpy() == close(kd(student, teacher, temperature))


@unhurried
@given(SHAPES, SEEDS, TEMPERATURES, st.floats(-20, 20), st.floats(0.1, 10))
def test_logit_std_knows_neither_shift_nor_scale(
    shape: tuple[int, int], seed: int, temperature: float, shift: float, scale: float
) -> None:
    student, teacher = pair(shape, seed)
    assert logit_std(student * scale + shift, teacher, temperature).numpy() == pytest.approx(
        logit_std(student, teacher, temperature).numpy(), rel=1e-3, abs=1e-4
    )


@unhurried
@given(st.integers(1, 5), SEEDS, st.floats(0.05, 1.0))
def test_the_row_term_of_dist_lets_the_student_be_less_sure(rows: int, seed: int, sharpness: float) -> None:
    # Mixing with the uniform label is a positive affine map of the probabilities: correlations stay.
    teacher = random_logits(rows, 5, seed=seed)
    softer = torch.log(sharpness * teacher.softmax(1) + (1 - sharpness) / 5)
    assert dist(softer, teacher, 1.0, 2.0, 0.0).numpy() == pytest.approx(0, abs=1e-5)
    assert dist(softer, teacher, 1.0, 0.0, 2.0).numpy() == pytest.approx(0, abs=1e-5)
    assert sharpness > 0.9 or kd(softer, teacher, 1.0).sum() > 0


@unhurried
@given(SHAPES, SEEDS, TEMPERATURES)
def test_decoupling_is_exact(shape: tuple[int, int], seed: int, temperature: float) -> None:
    student, teacher = pair(shape, seed)
    target = torch.from_numpy(np.random.default_rng(seed).integers(0, shape[1], shape[0]))
    p_target = (teacher / temperature).softmax(1).gather(1, target[:, None])[:, 0]
    tckd = dkd(student, teacher, target, temperature, 1.0, 0.0)
    nckd = dkd(student, teacher, target, temperature, 0.0, 1.0)
    assert (tckd + (1 - p_target) * nckd).numpy() == pytest.approx(
        kd(student, teacher, temperature).numpy(), rel=1e-9, abs=1e-12
    )


def test_decoupling_is_exact_for_a_sure_teacher_in_fp32() -> None:
    # 1 - p rounds to 0 here; its logarithm must not.
    teacher, student = torch.tensor([[60.0, 1.0, 0.0]]), torch.tensor([[3.0, 0.0, 1.0]])
    p, q = special.softmax([1.0, 0.0]), special.softmax([0.0, 1.0])
    nckd = dkd(student, teacher, torch.tensor([0]), 1.0, 0.0, 1.0)
    assert nckd.item() == pytest.approx(float(kl_of(p, q)), rel=1e-5)


def test_t_squared_keeps_the_gradient_of_kd_on_one_scale() -> None:
    def gradient_norm(temperature: float) -> float:
        student, teacher = (logits.requires_grad_() for logits in pair((32, 10), 0))
        (gradient,) = torch.autograd.grad(kd(student * 0.1, teacher * 0.1, temperature).mean(), student)
        return float(gradient.norm())

    norms = [gradient_norm(temperature) for temperature in (4.0, 8.0, 16.0)]
    assert max(norms) / min(norms) < 1.05


@ALL_METHODS
@settings(deadline=None, max_examples=25)
@given(st.tuples(st.integers(3, 5), st.integers(3, 5)), SEEDS)
def test_a_step_against_the_gradient_lowers_the_loss(method: str, shape: tuple[int, int], seed: int) -> None:
    student, teacher = pair(shape, seed)
    labels = teacher.argmax(1)
    chosen = LossSettings.for_method(method)
    student.requires_grad_()
    before = distillation_loss(method, student, teacher, labels, chosen).total
    (gradient,) = torch.autograd.grad(before, student)
    if gradient.norm() > 1e-6:
        step = 1e-4 * gradient / gradient.norm()
        after = distillation_loss(method, student - step, teacher, labels, chosen).total
        assert after < before


@ALL_METHODS
def test_the_gradient_is_the_derivative(method: str) -> None:
    student, teacher = pair((4, 5), 0)
    labels = torch.tensor([0, -1, 3, 4])
    chosen = LossSettings.for_method(method)
    assert torch.autograd.gradcheck(
        lambda z: distillation_loss(method, z, teacher, labels, chosen).total, student.requires_grad_()
    )


# What each method adds up


def parts_of(method: str, **given: float) -> tuple[float, float, float]:
    student, teacher = pair((6, 4), 0)
    labels = torch.tensor([0, 1, 2, 3, -1, -1])
    parts = distillation_loss(method, student, teacher, labels, LossSettings.for_method(method, **given))
    return parts.total.item(), parts.hard.item(), parts.soft.item()


def test_the_sums_are_those_of_the_methods() -> None:
    for method, hard_weight, soft_weight in [
        ("kd", 0.1, 0.9),
        ("dkd", 1.0, 1.0),
        ("dist", 1.0, 1.0),
        ("logit-std", 0.1, 9.0),
        ("hard", 0.5, 0.5),
    ]:
        total, hard, soft = parts_of(method)
        assert total == pytest.approx(hard_weight * hard + soft_weight * soft)
    total, hard, soft = parts_of("kd", alpha=0.25)
    assert total == pytest.approx(0.75 * hard + 0.25 * soft)
    assert parts_of("hard", alpha=1.0)[0] == pytest.approx(parts_of("hard", alpha=1.0)[2])
    assert parts_of("logit-std", soft_weight=2.0, alpha=0.0)[0] == pytest.approx(
        parts_of("logit-std")[1] + 2 * parts_of("logit-std")[2]
    )


def test_the_parts_are_plain_means() -> None:
    student, teacher = pair((6, 4), 0)
    labels = torch.tensor([0, 1, 2, 3, -1, -1])
    parts = distillation_loss("kd", student, teacher, labels, LossSettings.for_method("kd"))
    assert parts.hard.item() == pytest.approx(functional.cross_entropy(student[:4], labels[:4]).item())
    assert parts.soft.item() == pytest.approx(kd(student, teacher, 4.0).mean().item())
    assert all(part.shape == () for part in parts)


def test_dkd_takes_the_teachers_top_class_where_there_is_no_label() -> None:
    student, teacher = pair((6, 4), 0)
    labels = torch.tensor([3, -1, -1, 0, -1, 1])
    target = torch.where(labels >= 0, labels, teacher.argmax(1))
    parts = distillation_loss("dkd", student, teacher, labels, LossSettings.for_method("dkd"))
    assert parts.soft.item() == pytest.approx(dkd(student, teacher, target, 4.0, 1.0, 8.0).mean().item())


@pytest.mark.parametrize(
    ("warm_up", "progress", "share"),
    [(0.2, 0.0, 0.0), (0.2, 0.1, 0.5), (0.2, 0.2, 1.0), (0.2, 0.7, 1.0), (0.0, 0.0, 1.0), (1.0, 0.25, 0.25)],
)
def test_the_soft_term_warms_up(warm_up: float, progress: float, share: float) -> None:
    student, teacher = pair((6, 4), 0)
    chosen = LossSettings.for_method("dkd", warm_up=warm_up)
    parts = distillation_loss("dkd", student, teacher, torch.zeros(6), chosen, progress=progress)
    assert parts.total.item() == pytest.approx((parts.hard + share * parts.soft).item())


# Mixed batches


@ALL_METHODS
def test_no_label_leaves_the_soft_term(method: str) -> None:
    student, teacher = pair((5, 4), 0)
    student.requires_grad_()
    chosen = LossSettings.for_method(method)
    parts = distillation_loss(method, student, teacher, torch.full((5,), -1), chosen)
    (gradient,) = torch.autograd.grad(parts.total, student, retain_graph=True)
    assert parts.hard.item() == 0
    assert gradient.abs().sum() > 0
    (gradient,) = torch.autograd.grad(parts.hard, student)
    assert gradient.abs().sum() == 0


@ALL_METHODS
def test_a_mask_over_all_leaves_the_hard_term(method: str) -> None:
    student, teacher = pair((5, 4), 0)
    student.requires_grad_()
    labels, everybody = torch.arange(5) % 4, torch.ones(5, dtype=torch.bool)
    chosen = LossSettings.for_method(method)
    parts = distillation_loss(method, student, teacher, labels, chosen, soft_mask=everybody)
    (gradient,) = torch.autograd.grad(parts.total, student)
    assert parts.soft.item() == 0
    assert parts.hard.item() == pytest.approx(functional.cross_entropy(student, labels).item())
    assert torch.isfinite(gradient).all()


@ALL_METHODS
def test_neither_label_nor_teacher_is_0_with_a_gradient(method: str) -> None:
    student, teacher = pair((5, 4), 0)
    student.requires_grad_()
    chosen, everybody = LossSettings.for_method(method), torch.ones(5, dtype=torch.bool)
    parts = distillation_loss(method, student, teacher, torch.full((5,), -1), chosen, soft_mask=everybody)
    (gradient,) = torch.autograd.grad(parts.total, student)
    assert [part.item() for part in parts] == [0, 0, 0]
    assert gradient.abs().sum() == 0


@ALL_METHODS
def test_masked_images_have_no_part_in_the_soft_term(method: str) -> None:
    student, teacher = pair((6, 4), 0)
    labels = torch.tensor([0, 1, 2, 3, -1, 0])
    mask = torch.tensor([False, True, False, False, False, True])
    chosen = LossSettings.for_method(method)
    masked = distillation_loss(method, student, teacher, labels, chosen, soft_mask=mask)
    alone = distillation_loss(method, student[~mask], teacher[~mask], labels[~mask], chosen)
    everybody = distillation_loss(method, student, teacher, labels, chosen)
    assert masked.soft.item() == pytest.approx(alone.soft.item())
    assert masked.hard.item() == pytest.approx(everybody.hard.item())


@ALL_METHODS
def test_a_teacher_of_fewer_classes_in_another_order(method: str) -> None:
    student, teacher = random_logits(6, 5), random_logits(6, 3, seed=1)
    classes = torch.tensor([4, 0, 2])
    labels = torch.tensor([4, 0, 2, 1, -1, 3])  # the teacher knows neither 1 nor 3
    chosen = LossSettings.for_method(method)
    parts = distillation_loss(method, student, teacher, labels, chosen, classes=classes)
    taught = torch.tensor([0, 1, 2, 4])
    alone = distillation_loss(method, student[taught][:, classes], teacher[taught], torch.tensor([0, 1, 2, -1]), chosen)
    assert parts.soft.item() == pytest.approx(alone.soft.item())
    assert parts.hard.item() == pytest.approx(hard_label(student, labels).item())


@ALL_METHODS
def test_the_teacher_is_not_taught(method: str) -> None:
    student, teacher = pair((5, 4), 0)
    chosen = LossSettings.for_method(method)
    parts = distillation_loss(method, student.requires_grad_(), teacher.requires_grad_(), torch.arange(5) % 4, chosen)
    parts.total.backward()
    assert teacher.grad is None
    assert student.grad is not None


# Numbers at the edge


@ALL_METHODS
@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32])
def test_half_precision_is_computed_in_fp32(method: str, dtype: torch.dtype) -> None:
    student, teacher = (logits.to(dtype) for logits in pair((8, 6), 0))
    labels, chosen = torch.arange(8) % 6, LossSettings.for_method(method)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        parts = distillation_loss(method, student, teacher, labels, chosen)
    exact = distillation_loss(method, student.double(), teacher.double(), labels, chosen)
    assert parts.total.dtype == torch.float32
    assert [part.item() for part in parts] == pytest.approx([part.item() for part in exact], rel=1e-4)


@ALL_METHODS
@pytest.mark.parametrize("batch", [1, 2, 7])
@pytest.mark.parametrize("classes", [1, 2, 9])
@pytest.mark.parametrize("scale", [0.0, 1e-30, 1.0, 1e4])
@pytest.mark.parametrize("dtype", [torch.float16, torch.float32])
def test_loss_and_gradient_stay_finite(method: str, batch: int, classes: int, scale: float, dtype: torch.dtype) -> None:
    signs = torch.from_numpy(np.random.default_rng(0).choice([-1.0, 0.0, 1.0], (2, batch, classes)))
    one, other = (scale * signs).to(dtype)
    labels, chosen = torch.arange(batch) % classes, LossSettings.for_method(method)
    for student, teacher in [(one, other), (one, one), (one, torch.zeros_like(one)), (one * 0, other)]:
        student = student.clone().requires_grad_()
        parts = distillation_loss(method, student, teacher, labels, chosen)
        parts.total.backward()
        assert torch.isfinite(torch.stack(parts)).all()
        assert student.grad is not None
        assert torch.isfinite(student.grad).all()


def test_dist_has_nothing_to_learn_from_a_teacher_that_does_not_vary() -> None:
    student = random_logits(1, 5).float()
    assert dist(student, random_logits(1, 5, seed=1).float(), 1.0, 0.0, 2.0).item() == 0  # a batch of one
    same_for_all = random_logits(1, 5, seed=1).float().expand(6, -1)
    assert dist(random_logits(6, 5).float(), same_for_all, 1.0, 0.0, 2.0).sum() == 0
    assert dist(student, torch.full((1, 5), 0.3), 1.0, 2.0, 0.0).item() == 0


def test_dist_counts_a_student_that_does_not_vary_as_uncorrelated() -> None:
    assert dist(torch.zeros(4, 5), random_logits(4, 5).float(), 1.0, 2.0, 0.0).tolist() == [2.0] * 4
    assert dist(torch.zeros(4, 5), random_logits(4, 5).float(), 1.0, 0.0, 3.0).tolist() == [3.0] * 4


def test_dist_leaves_a_column_without_variance_out_of_its_mean() -> None:
    student, teacher = pair((8, 4), 0)
    never_student = torch.cat([student, torch.full((8, 1), -1e4)], dim=1).float()
    never_teacher = torch.cat([teacher, torch.full((8, 1), -1e4)], dim=1).float()
    assert dist(never_student, never_teacher, 4.0, 0.0, 2.0).numpy() == close(dist(student, teacher, 4.0, 0.0, 2.0))


# The table and its settings


def test_every_method_has_a_loss_and_every_loss_a_method() -> None:
    assert list(SOFT_LOSSES) == list(METHODS)


@ALL_METHODS
def test_settings_are_the_methods_defaults_unless_given(method: str) -> None:
    chosen, defaults = LossSettings.for_method(method), METHODS[method]
    for name in ("temperature", "alpha", "beta", "gamma", "soft_weight", "warm_up"):
        default = getattr(defaults, name)
        assert default is None or getattr(chosen, name) == default
    assert LossSettings.for_method(method, temperature=7.0).temperature == 7.0
    assert LossSettings.for_method(method, alpha=0.0).alpha == 0.0


@pytest.mark.parametrize(
    "given",
    [
        {"temperature": 0.0},
        {"temperature": float("nan")},
        {"temperature": float("inf")},
        {"alpha": -0.1},
        {"alpha": 1.1},
        {"beta": float("nan")},
        {"soft_weight": -1.0},
        {"warm_up": 1.5},
    ],
)
def test_settings_that_make_no_loss_are_refused(given: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=next(iter(given))):
        LossSettings.for_method("kd", **given)


def test_alpha_may_be_above_1_where_it_is_a_weight() -> None:
    assert LossSettings.for_method("dkd", alpha=2.0).alpha == 2.0


def test_unknown_methods_and_shapes_that_do_not_match_are_refused() -> None:
    with pytest.raises(KeyError):
        LossSettings.for_method("magic")
    with pytest.raises(KeyError):
        distillation_loss("magic", torch.zeros(2, 3), torch.zeros(2, 3), torch.zeros(2), LossSettings())
    with pytest.raises(ValueError, match="must match"):
        distillation_loss("kd", torch.zeros(2, 3), torch.zeros(2, 4), torch.zeros(2), LossSettings())

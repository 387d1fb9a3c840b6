import re

import msgspec
import pytest

from kdstudio.core.methods import METHODS, Method


def test_the_names_are_the_keys() -> None:
    assert list(METHODS) == ["kd", "dkd", "dist", "logit-std", "hard"]
    assert all(name == method.name for name, method in METHODS.items())


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
def test_a_method_is_described_and_has_a_paper(method: Method) -> None:
    assert str(method.title)
    assert str(method.description).endswith(".")
    assert re.fullmatch(r"\d{4}\.\d{5}", method.source.arxiv)
    assert 2015 <= method.source.year <= 2026


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
def test_a_formula_names_the_settings_that_the_method_has(method: Method) -> None:
    settings = {
        "T²": method.temperature,
        "α": method.alpha,
        "β": method.beta,
        "γ": method.gamma,
        "weight": method.soft_weight,
    }
    assert {name for name in settings if name in method.formula} == {
        name for name, default in settings.items() if default is not None
    }


def test_the_defaults_are_those_of_the_papers() -> None:
    kd, dkd, dist, logit_std, hard = METHODS.values()
    assert (kd.temperature, kd.alpha) == (4.0, 0.9)
    assert (dkd.temperature, dkd.alpha, dkd.beta) == (4.0, 1.0, 8.0)
    assert dkd.warm_up == pytest.approx(1 / 12)
    assert (dist.temperature, dist.beta, dist.gamma) == (4.0, 2.0, 2.0)
    assert (logit_std.temperature, logit_std.soft_weight) == (2.0, 9.0)
    assert (hard.temperature, hard.alpha) == (None, 0.5)


def test_methods_are_plain_data() -> None:
    assert msgspec.json.decode(msgspec.json.encode(METHODS), type=dict[str, Method]) == METHODS

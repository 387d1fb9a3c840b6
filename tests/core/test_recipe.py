import math
from pathlib import Path
from typing import Any

import pytest

from kdstudio.core.methods import METHODS
from kdstudio.core.recipe import Recipe, TeacherRecipe, check, settings, with_absolute_paths
from kdstudio.core.text import Text, UserError


def recipe(**changes: Any) -> Recipe:
    return Recipe(**{"dataset": "data", "teacher": "teacher.pt", **changes})


def test_a_recipe_with_its_defaults_is_within_its_limits() -> None:
    for method in METHODS:
        check(recipe(method=method).completed())
    check(TeacherRecipe(dataset="data"))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"temperature": 0.0}, "temperature is 0, outside its limits: choose a number from 0.1 to 100"),
        ({"temperature": math.nan}, "temperature is not a finite number"),
        ({"alpha": 1.5}, "alpha is 1.5, but with the method kd it is a share: choose a number from 0 to 1"),
        ({"alpha": -0.1}, "alpha is -0.1, outside its limits"),
        ({"epochs": 0}, "epochs is 0, outside its limits: choose a number from 1 to 10000"),
        ({"image_size": 40}, "image_size is 40, but must be a multiple of 32: 32 and 64 are the nearest"),
        ({"learning_rate": 0.0}, "learning_rate is 0: it must be more than 0"),
        ({"batch": 1}, "batch is 1, outside its limits"),
    ],
)
def test_a_setting_out_of_its_limits_is_named_with_them(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(UserError) as refused:
        check(recipe(**changes))
    assert reason in str(refused.value)


@pytest.mark.parametrize(
    ("method", "changes"),
    [("kd", {"alpha": 0.0}), ("logit-std", {"soft_weight": 0.0}), ("dist", {"beta": 0.0, "gamma": 0.0})],
)
def test_a_distillation_whose_soft_labels_count_nothing_is_refused(method: str, changes: dict[str, Any]) -> None:
    with pytest.raises(UserError, match="count nothing"):
        check(recipe(method=method, **changes))


def test_alpha_above_one_is_a_weight_where_the_method_has_it_as_one() -> None:
    check(recipe(method="dkd", alpha=2.0))


def test_a_completed_recipe_has_the_methods_own_numbers_and_keeps_what_was_given() -> None:
    completed = recipe(method="dkd", beta=3.0).completed()
    assert (completed.temperature, completed.alpha, completed.beta) == (4.0, 1.0, 3.0)
    assert completed.gamma is None, "dkd has none"
    assert completed.completed() == completed


def test_every_setting_has_a_name_a_reason_and_a_default_that_fits() -> None:
    names = []
    for name, meta, _, _ in settings(Recipe):
        names.append(name)
        assert meta.title
        assert meta.description
        assert meta.description.endswith(".")
    assert {"dataset", "teacher", "student", "temperature", "class_map", "seed"} <= set(names)


def test_the_words_of_a_setting_are_whole_sentences_of_their_own_that_can_be_looked_up_for_translation() -> None:
    for kind in (Recipe, TeacherRecipe):
        for _, meta, _, _ in settings(kind):
            for words in (meta.title, meta.description, (meta.extra or {})["unit"]):
                assert Text(words or "").english() == words


def test_files_that_exist_get_absolute_paths_and_names_stay_names(tmp_path: Path) -> None:
    (tmp_path / "teacher.pt").touch()
    chosen = with_absolute_paths(recipe(dataset="mnist160", student="yolo11n-cls.yaml"), tmp_path)
    assert chosen.teacher == str(tmp_path / "teacher.pt")
    assert chosen.dataset == "mnist160"
    assert chosen.student == "yolo11n-cls.yaml"

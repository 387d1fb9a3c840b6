import pytest

from kdstudio.core.presets import PRESETS, PresetName, apply, preset_of
from kdstudio.core.recipe import TeacherRecipe, check
from kdstudio.core.samples import demo_recipe
from tests.core import replays

RECIPE = replays.distillation(method="dkd", seed=3, epochs=17).recipe


@pytest.mark.parametrize("name", PRESETS)
def test_a_recipe_with_a_preset_is_known_as_it_and_within_its_limits(name: PresetName) -> None:
    recipe = apply(RECIPE, name)
    check(recipe)
    assert preset_of(recipe) == name


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_keeps_method_networks_data_and_seed(name: PresetName) -> None:
    recipe = apply(RECIPE, name)
    kept = ("method", "temperature", "teacher", "student", "dataset", "seed", "baseline", "image_size")
    assert [getattr(recipe, field) for field in kept] == [getattr(RECIPE, field) for field in kept]


def test_a_recipe_of_ones_own_is_no_preset() -> None:
    assert preset_of(RECIPE) is None


def test_the_sample_is_a_quick_look_and_a_new_recipe_is_balanced() -> None:
    assert preset_of(demo_recipe()) == "quick-look"
    assert preset_of(TeacherRecipe(dataset="pets")) == "balanced"


def test_each_preset_takes_longer_than_the_one_before() -> None:
    epochs = [preset.changes["epochs"] for preset in PRESETS.values()]
    assert epochs == sorted(set(epochs))

"""Three presets of a recipe: how much time to spend, and how hard to vary the images."""

from typing import Any, Literal, TypeVar

import msgspec

from kdstudio.core.recipe import Training
from kdstudio.core.text import Text, text

PresetName = Literal["quick-look", "balanced", "best-accuracy"]
AnyRecipe = TypeVar("AnyRecipe", bound=Training)


class Preset(msgspec.Struct, frozen=True, kw_only=True):
    """A few settings that belong together; the method, the networks and the data stay as they were."""

    title: Text
    why: Text
    changes: dict[str, Any]


PRESETS: dict[PresetName, Preset] = {
    "quick-look": Preset(
        title=text("Quick look"),
        why=text("6 epochs: enough to see whether the student follows its teacher."),
        changes={"epochs": 6, "warmup_epochs": 1.0, "augmentation": "light"},
    ),
    "balanced": Preset(
        title=text("Balanced"),
        why=text("30 epochs: most of what there is to gain, in a fair time."),
        changes={"epochs": 30, "warmup_epochs": 1.0, "augmentation": "light"},
    ),
    "best-accuracy": Preset(
        title=text("Best accuracy"),
        why=text("120 epochs with strongly varied images: a long lesson from a patient teacher."),
        changes={"epochs": 120, "warmup_epochs": 3.0, "augmentation": "standard"},
    ),
}


def apply(recipe: AnyRecipe, name: PresetName) -> AnyRecipe:
    """Return the recipe with a preset's settings.

    A student gains for far longer from soft labels than from hard ones, and strong augmentation does not spoil
    them, because the teacher sees the very same view (Beyer et al. 2022, "Knowledge distillation: a good teacher
    is patient and consistent"). So time is what the presets vary, and only the longest varies the images more:
    in a few epochs a student would not get over it. The cosine always ends at the last epoch.
    """
    return msgspec.structs.replace(recipe, **PRESETS[name].changes)


def preset_of(recipe: Training) -> PresetName | None:
    """Return the preset that the recipe equals in all that presets set; None for one of the user's own."""
    for name in PRESETS:
        if apply(recipe, name) == recipe:
            return name
    return None

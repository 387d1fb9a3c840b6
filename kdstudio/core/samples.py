"""The recipe of the sample that ships with KD Studio: what `kdstudio demo` does."""

from kdstudio.core.recipe import Recipe

EMOJI = "sample:emoji"  # the engine composes the dataset, finds the teacher, and knows the unlabelled images


def demo_recipe(seed: int = 0) -> Recipe:
    """Return the recipe of the demonstration: 96 labelled drawings, and a teacher for 2,208 unlabelled ones."""
    return Recipe(
        dataset=EMOJI,
        teacher=EMOJI,
        student="yolo11n-cls.yaml",
        unlabelled=EMOJI,
        baseline=True,
        image_size=64,
        epochs=6,
        batch=64,
        learning_rate=0.002,
        augmentation="light",
        seed=seed,
    ).completed()

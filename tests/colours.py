"""A small dataset that can be learned in seconds, recipes for it, and a supervisor that takes notes."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

from kdstudio.core.events import Event, StopWish
from kdstudio.core.recipe import Recipe, TeacherRecipe

COLOURS = {"amber": (230, 170, 40), "green": (60, 160, 80), "plum": (140, 60, 130), "slate": (90, 110, 130)}
TRAIN, VAL, TEST = 16, 6, 10


class Notebook:
    """A supervisor that keeps all events and asks to stop when told so."""

    def __init__(self, stop_when: Callable[[Event], StopWish | None] = lambda _: None) -> None:
        self.events: list[Event] = []
        self._stop_when = stop_when
        self._wish: StopWish | None = None

    def report(self, event: Event) -> None:
        self.events.append(event)
        self._wish = self._wish or self._stop_when(event)

    def stop_wish(self) -> StopWish | None:
        return self._wish

    def of(self, kind: type[Event]) -> list[Event]:
        return [event for event in self.events if isinstance(event, kind)]


def draw(folder: Path, colour: tuple[int, int, int], count: int, seed: int) -> None:
    """Draw noisy patches of a colour, each brighter or darker than the other."""
    folder.mkdir(parents=True)
    generator = np.random.default_rng(seed)
    for number in range(count):
        noise = generator.normal(0, 25, (32, 32, 3))
        pixels = np.clip(np.array(colour) * generator.uniform(0.7, 1.2) + noise, 0, 255).astype(np.uint8)
        Image.fromarray(pixels).save(folder / f"{number:03d}.png")


def teacher_recipe(dataset: Path, **changes: object) -> TeacherRecipe:
    settings = {"model": "yolo11n-cls.yaml", "epochs": 2, "batch": 16, "image_size": 32, **changes}
    return TeacherRecipe(dataset=str(dataset), **settings)  # type: ignore[arg-type]


def recipe(dataset: Path, teacher: Path | str, **changes: object) -> Recipe:
    settings = {"epochs": 2, "batch": 16, "image_size": 32, "probes": 12, **changes}
    return Recipe(dataset=str(dataset), teacher=str(teacher), **settings)  # type: ignore[arg-type]

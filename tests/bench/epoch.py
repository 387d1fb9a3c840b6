"""How much longer an epoch takes with a teacher at the student's side: `python -m tests.bench.epoch [ROUNDS]`.

Plain Ultralytics and our trainer train the same student on the same images by turns (A B C A B C) in one process;
the ratios of the medians are what counts, not the times. Ultralytics by itself leaves one core of a processor idle
(half of a small machine), so it is timed as it comes and with all cores.
"""

import logging
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from kdstudio import worker

worker.set_up_libraries(0)

import torch  # noqa: E402
from ultralytics import YOLO  # noqa: E402
from ultralytics.models.yolo.classify import ClassificationTrainer  # noqa: E402

from kdstudio.core import class_map  # noqa: E402
from kdstudio.core.events import EpochDone, Event  # noqa: E402
from kdstudio.core.recipe import Recipe  # noqa: E402
from kdstudio.engine import libraries, teachers, training  # noqa: E402
from kdstudio.engine.losses import LossSettings  # noqa: E402
from kdstudio.engine.tasks.classify import Guidance, GuidedTrainer, TrainingPlan  # noqa: E402
from kdstudio.engine.workshop import open_workshop  # noqa: E402
from tests.colours import COLOURS, draw  # noqa: E402

IMAGES_A_CLASS = {64: 160, 224: 48}
LIMITS = {64: 1.3, 224: 1.5}
ALL_CORES = torch.get_num_threads()


class Deaf:
    """A supervisor that does not listen."""

    def report(self, event: Event) -> None:
        """Forget the event."""

    def stop_wish(self) -> None:
        """Wish nothing."""


def _time_epochs(trainer: Any) -> float:
    times: list[float] = []
    trainer.add_callback("on_train_epoch_start", lambda _: times.append(time.perf_counter()))
    trainer.add_callback("on_train_epoch_end", lambda _: times.append(time.perf_counter()))
    trainer.final_eval = lambda: None
    trainer.train()
    return times[3] - times[2]  # the second epoch; the first one warms up


def compare(size: int, rounds: int, folder: Path) -> tuple[float, float]:
    """Return how many plain epochs one with a yolo11s teacher takes: plain as it comes, and with all cores."""
    data = folder / f"data-{size}"
    for number, (name, colour) in enumerate(COLOURS.items()):
        draw(data / "train" / name, colour, IMAGES_A_CLASS[size], seed=number)
        draw(data / "val" / name, colour, 4, seed=100 + number)
    path = folder / f"teacher-{size}.pt"
    network = YOLO("yolo11s-cls.yaml")
    network.model.names = dict(enumerate(COLOURS))
    type(network.model).reshape_outputs(network.model, len(COLOURS))
    network.ckpt = {"train_args": {"imgsz": size}}
    network.save(path)
    recipe = Recipe(
        dataset=str(data), teacher=str(path), epochs=2, batch=64 if size == 64 else 32, image_size=size
    ).completed()
    shop = open_workshop(recipe, folder, Deaf(), 8)
    teacher = teachers.load(recipe, shop.dataset.classes, shop.device)
    pairs = class_map.match(shop.dataset.classes, teacher.classes, {})
    guidance = Guidance(teacher, pairs, "kd", LossSettings.for_method("kd"))
    plain, all_cores, guided = [], [], []
    for number in range(rounds):
        plan = TrainingPlan(
            "student", folder / f"run-{size}-{number}", shop.dataset, (), len(shop.dataset.train), guidance
        )
        overrides = training._overrides(shop, plan, "yolo11n-cls.yaml")
        plain.append(_time_epochs(_plain(overrides, uses_all_cores=False)))
        all_cores.append(_time_epochs(_plain(overrides, uses_all_cores=True)))
        torch.set_num_threads(ALL_CORES)
        guided.append(_time_epochs(GuidedTrainer(dict(overrides), plan, Deaf(), _record_nothing)))
        times = f"plain {plain[-1]:.2f} s, with all cores {all_cores[-1]:.2f} s, with a teacher {guided[-1]:.2f} s"
        print(f"{size} px, round {number + 1}: {times}", flush=True)
    ours = statistics.median(guided)
    return ours / statistics.median(plain), ours / statistics.median(all_cores)


def _plain(overrides: dict[str, Any], *, uses_all_cores: bool) -> ClassificationTrainer:
    """Return Ultralytics' own trainer, with the threads that it chooses or with those of all cores."""
    torch.set_num_threads(ALL_CORES)
    trainer = ClassificationTrainer(overrides=dict(overrides))
    if uses_all_cores:
        torch.set_num_threads(ALL_CORES)
    return trainer


def _record_nothing(network: torch.nn.Module, done: EpochDone) -> None:
    """Leave the probes out: they are no part of an epoch's training."""


def main() -> None:
    """Print the ratios beside their limits."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 4
    libraries.set_up_ultralytics()
    logging.disable(logging.INFO)
    with tempfile.TemporaryDirectory() as folder:
        ratios = {size: compare(size, rounds, Path(folder)) for size in LIMITS}
    for size, (plain, all_cores) in ratios.items():
        print(
            f"{size} px: an epoch with a teacher takes {plain:.2f} plain epochs (limit {LIMITS[size]}), "
            f"{all_cores:.2f} of those with all cores"
        )


if __name__ == "__main__":
    main()

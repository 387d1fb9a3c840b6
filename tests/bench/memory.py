"""How much memory a worker takes at its peak, against plain training: `python -m tests.bench.memory`.

Each of the two runs in a process of its own, on the same images: Ultralytics' trainer, and a whole distillation.
"""

import multiprocessing
import resource
import sys
import tempfile
from pathlib import Path

import msgspec

from kdstudio import launcher, worker
from kdstudio.core.events import Finished, Started
from kdstudio.core.jobs import Distill
from kdstudio.core.samples import demo_recipe

ALLOWED_MB = 100


def _plain(dataset: str, queue: "multiprocessing.Queue[float]", folder: str) -> None:
    worker.set_up_libraries(0)
    from kdstudio.engine import libraries

    libraries.set_up_ultralytics()
    from ultralytics.models.yolo.classify import ClassificationTrainer

    overrides = {"model": "yolo11n-cls.yaml", "data": dataset, "epochs": 1, "batch": 64, "imgsz": 64, "plots": False}
    overrides |= {"save_dir": folder, "cache": "ram", "optimizer": "AdamW", "device": "cpu", "verbose": False}
    ClassificationTrainer(overrides=overrides).train()
    queue.put(_peak_mb(resource.RUSAGE_SELF))


def _peak_mb(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / (1 if sys.platform == "darwin" else 1024)


def _distilled(folder: Path) -> float:
    """Return the peak in MB of the worker of a whole distillation (Linux)."""
    recipe = msgspec.structs.replace(demo_recipe(), epochs=1, baseline=False)
    peak = 0.0
    launched = launcher.launch(Distill(recipe=recipe), folder)
    process = 0
    for entry in launched.watch():
        if isinstance(entry.event, Started):
            process = entry.event.process
        status = Path(f"/proc/{process}/status")
        if process and status.exists():
            lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
            peak = max(peak, int(lines.get("VmHWM", "0 kB").split()[0]) / 1024)
    assert isinstance(entry.event, Finished), entry
    return peak


def main() -> None:
    """Print both peaks and the difference beside what is allowed."""
    from kdstudio.core import paths

    teacher_mb = paths.resources().joinpath("samples/emoji/teacher.pt").stat().st_size / 2**20 * 2  # fp16 on disk
    with tempfile.TemporaryDirectory() as folder:
        ours = _distilled(Path(folder) / "run")
        context = multiprocessing.get_context("spawn")
        queue: multiprocessing.Queue[float] = context.Queue()
        dataset = str(paths.datasets_folder() / "sample-emoji")
        process = context.Process(target=_plain, args=(dataset, queue, folder))
        process.start()
        plain = queue.get()
        process.join()
    allowed = plain + teacher_mb + ALLOWED_MB
    print(f"plain {plain:.0f} MB, worker {ours:.0f} MB, teacher {teacher_mb:.0f} MB, allowed {allowed:.0f} MB")


if __name__ == "__main__":
    main()

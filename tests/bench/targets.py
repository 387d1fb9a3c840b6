"""What each target's files are worth: `python -m tests.bench.targets CHECKPOINT DATASET SIZE [TARGET ...]`.

Every target whose packages are here (or the named ones) is built in each precision and run as it is handed over:
the runtime file, in a process of its own, on all validation images, against the checkpoint in PyTorch. Times are CPU
time of one thread, by turns with ONNX Runtime in FP32 (A B A B); their ratio is what counts.
"""

import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kdstudio import worker

worker.set_up_libraries(0)

import torch  # noqa: E402

from kdstudio.core.export_plan import TARGETS, ExportPlan, Precision, availability  # noqa: E402
from kdstudio.core.text import UserError  # noqa: E402
from kdstudio.engine import libraries, teachers  # noqa: E402
from kdstudio.engine.export import build, source, targets  # noqa: E402
from kdstudio.engine.export.bench import Pixels  # noqa: E402
from kdstudio.engine.export.handover import facts_of  # noqa: E402
from kdstudio.engine.export.proof import size_of  # noqa: E402
from kdstudio.engine.export.runtime_process import RuntimeProcess  # noqa: E402

ROUNDS, CALLS = 8, 40
ROW = "{:12} {:13} {:22} {:24} {:>9} {:>6} {:>6} {:>8} {:>6} {:>6} {:>6}"


class Setting:
    """A checkpoint, its images, and what PyTorch says of them."""

    def __init__(self, checkpoint: str, dataset: str, size: int, place: Path) -> None:
        self.plan = ExportPlan(source=checkpoint, dataset=dataset, image_size=size)
        self.student = source.open_source(self.plan)
        self.images = source.open_images(self.student, self.plan, lambda _level, note: print(note))
        self.paths = [path for path, _ in self.images.val]
        self.labels = np.array([label for _, label in self.images.val])
        network = teachers.load_classifier(self.student.weights, size)
        pixels = Pixels(self.paths, size)
        with torch.inference_mode():
            logits = [network.logits(torch.from_numpy(pixels[index])) for index in range(len(self.paths))]
        self.expected: NDArray[np.float32] = torch.cat(logits).softmax(1).numpy()
        self.network = network.network
        self.facts = facts_of("classify", self.student.classes, (size, size))
        self.place = place
        self.onnx = place / "fp32.onnx"
        build.student_to_onnx(self.student.weights, size, self.onnx)

    def built(self, target: str, precision: Precision) -> Path:
        """Build a file of a target."""
        calibration = [path for path, _ in self.images.calibration]
        return targets.build(
            target,
            checkpoint=self.student.weights,
            network=self.network,
            onnx=self.onnx,
            precision=precision,
            images=Pixels(calibration, self.student.image_size),
            image_size=self.student.image_size,
            out=self.place / target,
        )

    def running(self, target: str, path: Path) -> RuntimeProcess:
        """Return a file in a process of its own, with one thread."""
        return RuntimeProcess(path, targets.runtime_file(target), self.facts, threads=1)


def cpu_ratio(model: RuntimeProcess, reference: RuntimeProcess, image: Path) -> float:
    """Return a model's median CPU time over the reference's, taken by turns."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for process, taken in zip((model, reference), times, strict=True):
            taken.extend(process.time(image, CALLS).cpu.tolist())
    return float(np.median(times[0]) / np.median(times[1]))


def row(setting: Setting, target: str, precision: Precision) -> str:
    """Build, run and time one file; return its line of the table."""
    began = time.monotonic()
    path = setting.built(target, precision)
    seconds = time.monotonic() - began
    with setting.running(target, path) as model, setting.running("onnx", setting.onnx) as reference:
        loaded = model.loaded()
        found = model.predict(setting.paths)
        ratio = cpu_ratio(model, reference, setting.paths[0])
    chosen = found.probabilities.argmax(1)
    return ROW.format(
        target,
        precision,
        loaded.runtime,
        loaded.precision,
        f"{int((chosen == setting.labels).sum())}/{len(chosen)}",
        f"{100 * (chosen == setting.expected.argmax(1)).mean():.1f}",
        "yes" if found.is_repeatable else "NO",
        f"{np.abs(found.probabilities - setting.expected).max():.1e}",
        f"{size_of(path) / 1e6:.2f}",
        f"{ratio:.2f}",
        f"{seconds:.0f}",
    )


def main(checkpoint: str, dataset: str, size: str, *wanted: str) -> None:
    """Print the table."""
    libraries.set_up_ultralytics()
    with tempfile.TemporaryDirectory() as place:
        setting = Setting(checkpoint, dataset, int(size), Path(place))
        correct = int((setting.expected.argmax(1) == setting.labels).sum())
        print(f"PyTorch, float32: {correct}/{len(setting.labels)} correct")
        print(
            ROW.format(
                "target", "file", "runtime", "computes in", "top-1", "agree", "same", "max|dp|", "MB", "CPU", "s"
            )
        )
        for target in TARGETS.values():
            is_wanted = target.id in wanted if wanted else availability(target).state == "ready"
            if not is_wanted or target.tier != "proven":
                continue
            for precision in target.precisions:
                try:
                    print(row(setting, target.id, precision), flush=True)
                except UserError as error:
                    print(f"{target.id:12} {precision:13} {error}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

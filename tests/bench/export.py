"""Our exports beside Ultralytics' own INT8, on one checkpoint: accuracy, KL, size and time, by turns in one run.

`python -m tests.bench.export CHECKPOINT DATASET [IMAGE_SIZE]`
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from kdstudio import worker

worker.set_up_libraries(1)

from kdstudio.core.export_plan import ExportPlan  # noqa: E402 - the environment is read when torch is imported
from kdstudio.core.proof import ProofRow, Try  # noqa: E402
from kdstudio.engine import libraries  # noqa: E402
from kdstudio.engine.export import build, handover, proof, quantize, repair, source, targets  # noqa: E402
from kdstudio.engine.export.bench import Pixels, known_labels  # noqa: E402
from kdstudio.engine.export.source import Images, Source  # noqa: E402


def main(checkpoint: str, dataset: str, image_size: int | None) -> None:
    """Build all files in a temporary folder, prove them side by side and print the table."""
    libraries.set_up_ultralytics()
    plan = ExportPlan(source=checkpoint, dataset=dataset, image_size=image_size)
    found = source.open_source(plan)
    images = source.open_images(found, plan, lambda _level, note: print(note))
    with tempfile.TemporaryDirectory() as place:
        files = build_all(found, images, Path(place))
        facts = handover.facts_of(found.task, found.classes, (found.image_size, found.image_size))
        runtime = targets.runtime_file("onnx")
        candidates = [proof.Candidate("student", "student", "fp32", files["FP32"], runtime, facts)]
        candidates += [proof.Candidate(name, "file", name, path, runtime, facts) for name, path in files.items()]
        labels = known_labels(images.judged)
        rows = proof.prove(
            candidates,
            [path for path, _ in images.judged],
            None if labels is None else [int(label) for label in labels],
            budget=plan.budget,
            report=lambda _row: None,
            fail=lambda key, why: print(f"{key}: {why}"),
            progress=lambda _done, _total, _key: None,
            check_stop=lambda: None,
        )
    show(rows)


def build_all(found: Source, images: Images, place: Path) -> dict[str, Path]:
    """Return all files by their names in the table."""
    pixels = {
        name: Pixels([path for path, _ in chosen], found.image_size)
        for name, chosen in (("calibration", images.calibration), ("ranking", images.ranking), ("val", images.val))
    }
    fp32 = place / "fp32.onnx"
    build.student_to_onnx(found.weights, found.image_size, fp32)
    files = {"FP32": fp32, "FP16": place / "fp16.onnx", "INT8 dynamic": place / "dynamic.onnx"}
    quantize.to_fp16(fp32, files["FP16"])
    quantize.to_dynamic(fp32, files["INT8 dynamic"])
    files["Ultralytics quantize=8"] = theirs(found, place)
    ours = repair.search(
        fp32,
        place,
        calibration=pixels["calibration"],
        ranking=pixels["ranking"],
        validation=(pixels["val"], known_labels(images.val)),
        budget_points=0.5,
        signed=False,
        report=tell,
        progress=lambda _stage, _done, _total: None,
        check_stop=lambda: None,
    )
    files["INT8 ours"] = place / ours.best.file
    return files


def theirs(found: Source, place: Path) -> Path:
    """Return Ultralytics' own INT8, calibrated with training images as ours is."""
    from ultralytics import YOLO

    copy = place / "theirs" / "student.pt"
    copy.parent.mkdir()
    shutil.copyfile(found.weights, copy)
    model = YOLO(copy)
    return Path(
        model.export(
            format="onnx", quantize=8, imgsz=found.image_size, data=str(found.dataset), split="train", device="cpu"
        )
    )


def tell(attempt: Try) -> None:
    """Print a try at INT8."""
    blocks = f", in float: {', '.join(attempt.float_blocks)}" if attempt.float_blocks else ""
    print(f"try {attempt.number}, {attempt.step}: {attempt.lost_points} points, KL {attempt.kl_bits:.4f}{blocks}")


def show(rows: list[ProofRow]) -> None:
    """Print the rows; size and processor time as ratios to FP32."""
    base = next(row for row in rows if row.key == "FP32")
    print(f"\n{'':24}{'right':>10}{'lost':>8}{'KL bits':>10}{'size':>8}{'CPU':>8}{'wall':>8}")
    for row in rows:
        if row.timing is None or base.timing is None or row.role == "student":
            continue
        print(
            f"{row.key:24}{row.correct or 0:>5}/{row.images:<4}{row.loss.points if row.loss else 0:>8.2f}"
            f"{row.kl_bits or 0:>10.4f}{row.size_bytes / base.size_bytes:>8.3f}"
            f"{row.timing.cpu_median_ms / base.timing.cpu_median_ms:>8.2f}"
            f"{row.timing.median_ms / base.timing.median_ms:>8.2f}"
        )
    print(f"FP32: {base.timing.cpu_median_ms if base.timing else 0:.2f} ms CPU, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else None)

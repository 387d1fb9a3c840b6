"""Train the teacher that ships with the emoji sample, and write down how good it is and where it came from.

    python packaging/make_sample_teacher.py

About ten minutes on two CPU cores. Writes `resources/samples/emoji/teacher.pt` and `teacher.json`.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[1]
SAMPLE = REPOSITORY / "resources" / "samples" / "emoji"
sys.path.append(str(REPOSITORY))

ARCHITECTURE = "yolo11s-cls.yaml"
SEED = 0
TRAINING: dict[str, Any] = {
    "imgsz": 64,
    "epochs": 25,
    "batch": 64,
    "optimizer": "AdamW",
    "lr0": 2e-3,
    "cos_lr": True,
    "warmup_epochs": 1,
    "seed": SEED,
    "deterministic": True,
    "workers": 0,
    "cache": "ram",
    "pretrained": False,
    "amp": False,
    # Gentle, because a teacher is asked about whole, clean pictures: what is left of a class in its soft
    # labels for another should come from how alike they look, not from crops and erased patches.
    "erasing": 0.0,
    "auto_augment": None,
    "scale": 0.2,
    "hsv_s": 0.3,  # much of what tells a lemon from a tangerine is colour
    "hsv_v": 0.2,
    "fliplr": 0.5,
}


def main() -> None:
    """Compose, train, strip, measure, and put the results into the resources."""
    with tempfile.TemporaryDirectory(prefix="kdstudio-teacher-") as name:
        work = Path(name)
        _isolate(work)
        data, hard_data = _compose(work)
        checkpoint = work / "teacher.pt"
        _strip(_train(data, work), checkpoint)
        report = _describe(checkpoint, data, hard_data, work)
        shutil.copyfile(checkpoint, SAMPLE / "teacher.pt")
        text = json.dumps(report, indent=2) + "\n"
        (SAMPLE / "teacher.json").write_text(text, encoding="utf-8")
        print(text)


def _isolate(work: Path) -> None:
    """Keep Ultralytics from the user's settings and from the network; it reads these when imported."""
    (work / "settings").mkdir()
    os.environ["YOLO_CONFIG_DIR"] = str(work / "settings")
    os.environ["YOLO_AUTOINSTALL"] = "false"
    os.environ["YOLO_OFFLINE"] = "true"
    os.environ["ULTRALYTICS_SAFE_LOAD"] = "1"


def _compose(work: Path) -> tuple[Path, Path]:
    from kdstudio.engine.samples import compose_emoji

    cutouts = SAMPLE / "cutouts"
    data = compose_emoji(cutouts, work / "emoji", all_labelled=True, seed=SEED)
    return data, compose_emoji(cutouts, work / "emoji-hard", hard=True, seed=SEED)


def _train(data: Path, work: Path) -> Path:
    """Train from scratch and return the last checkpoint: the schedule ends there, nothing was picked."""
    from ultralytics import YOLO

    YOLO(ARCHITECTURE).train(data=str(data), project=str(work / "runs"), name="teacher", plots=False, **TRAINING)
    return work / "runs" / "teacher" / "weights" / "last.pt"


def _strip(trained: Path, stripped: Path) -> None:
    """Write the checkpoint (fp16 and without optimizer already) without any path of this machine."""
    import torch

    checkpoint = torch.load(trained, map_location="cpu", weights_only=False)
    checkpoint.pop("git", None)  # names the folder and the commit of whatever repository was around
    checkpoint.pop("train_results", None)  # the epochs' wall-clock times, of no use to anyone
    checkpoint["train_args"] |= {"data": "emoji", "project": None, "save_dir": None}
    torch.save(checkpoint, stripped)
    written = stripped.read_bytes()
    if found := [path for path in (REPOSITORY, stripped.parent) if str(path).encode() in written]:
        raise SystemExit(f"the checkpoint still names {found}")


def _describe(checkpoint: Path, data: Path, hard_data: Path, work: Path) -> dict[str, Any]:
    import torch
    import ultralytics

    from kdstudio.engine import samples

    return {
        "architecture": ARCHITECTURE,
        "task": "classify",
        "imgsz": TRAINING["imgsz"],
        "sample_version": samples.VERSION,
        "seed": SEED,
        "trained_on_images": samples.TRAIN_PER_CLASS * len(samples.CLASSES),
        # All eight, the hard variant's test designs among them: against the hard variant this teacher
        # has seen (other pictures of) what its student never does.
        "trained_on_designs": list(samples.designs_for("train")),
        "hard_test_designs": list(samples.HARD_TEST_DESIGNS),
        "top1": {
            "val": _top1(checkpoint, data, "val", work),
            "test": _top1(checkpoint, data, "test", work),
            "hard_test": _top1(checkpoint, hard_data, "test", work),
        },
        "training": TRAINING,
        "versions": {
            "python": platform.python_version(),
            "torch": torch.__version__,
            "ultralytics": ultralytics.__version__,
        },
        "size_bytes": checkpoint.stat().st_size,
        "sha256": hashlib.sha256(checkpoint.read_bytes()).hexdigest(),
    }


def _top1(checkpoint: Path, data: Path, split: str, work: Path) -> float:
    from ultralytics import YOLO

    result = YOLO(str(checkpoint)).val(
        data=str(data),
        split=split,
        imgsz=TRAINING["imgsz"],
        batch=64,
        workers=0,
        plots=False,
        project=str(work / "runs"),
        name=f"{data.name}-{split}",
    )
    return round(float(result.top1), 4)


if __name__ == "__main__":
    main()

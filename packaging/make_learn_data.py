"""Keep a little of a finished sample run for Home and Learn: its soft labels, some of its images, its figures.

    python -m kdstudio demo
    python packaging/make_learn_data.py RUN_FOLDER

A second. Writes `resources/samples/emoji/learn/`: `soft_labels.npz` (logits of all test images), `NN.png` (the images
of its first rows, two of each class), `run.json` (what was measured, epoch by epoch and at the end) and `example.json`
(the soft label that Home shows).
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

REPOSITORY = Path(__file__).resolve().parents[1]
TARGET = REPOSITORY / "resources" / "samples" / "emoji" / "learn"
sys.path.append(str(REPOSITORY))

from kdstudio.core import learn_data, soft_labels  # noqa: E402
from kdstudio.core.example import EXAMPLE_FILE  # noqa: E402
from kdstudio.core.live_run import NETWORKS, LiveRun  # noqa: E402

IMAGES_PER_CLASS = 2


def main(run: Path) -> None:
    """Write the resource from a run's folder."""
    live = LiveRun.replay(run)
    if (
        live.state != "finished"
        or live.prepared is None
        or any(live.networks[name].measurement is None for name in NETWORKS)
    ):
        raise SystemExit(f"{run} is no finished run with a teacher, a student and a baseline.")
    measured = {name: np.load(run / "measured" / f"{name}.npz") for name in NETWORKS}
    labels = measured["teacher"]["labels"]
    shown = _shown(measured["teacher"]["logits"], labels)
    rows = np.concatenate([shown, np.setdiff1d(np.arange(len(labels)), shown)])
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir()
    logits = {name: file["logits"][rows] for name, file in measured.items()}
    np.savez_compressed(TARGET / "soft_labels.npz", labels=labels[rows].astype(np.int16), **logits)
    dataset = run.parents[1] / "datasets" / "sample-emoji"
    for number, row in enumerate(shown):
        shutil.copyfile(dataset / str(measured["teacher"]["images"][row]), TARGET / f"{number:02}.png")
    probes = np.load(run / live.networks["teacher"].soft_labels[0])
    stored = learn_data.Stored(
        classes=live.prepared.classes,
        display_order=live.prepared.display_order,
        teacher_top1=100 * soft_labels.top1(probes, np.array(live.prepared.probe_labels)),
        measured={name: found for name in NETWORKS if (found := live.networks[name].measurement)},
        epochs={name: list(live.networks[name].epochs.values()) for name in ("student", "baseline")},
    )
    _write("run.json", stored)
    _write(EXAMPLE_FILE, learn_data.example(learn_data.sample(), live.job.recipe.temperature))
    print(f"{sum(file.stat().st_size for file in TARGET.iterdir()) / 1000:.0f} kB, {len(shown)} images")


def _write(name: str, what: msgspec.Struct) -> None:
    (TARGET / name).write_bytes(msgspec.json.format(msgspec.json.encode(what), indent=1) + b"\n")


def _shown(teacher: NDArray[np.float16], labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """Of each class, the image that the teacher gets right and is least sure of, and its median image."""
    entropy = soft_labels.entropy_bits(soft_labels.soften(teacher))
    chosen = []
    for label in np.unique(labels):
        own = np.flatnonzero((labels == label) & (teacher.argmax(1) == labels))
        by_doubt = own[np.argsort(-entropy[own], kind="stable")]
        chosen += [by_doubt[0], by_doubt[len(by_doubt) // 2]][:IMAGES_PER_CLASS]
    return np.array(chosen, dtype=np.int64)


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute())

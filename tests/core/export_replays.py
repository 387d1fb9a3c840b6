"""Exports as they would be after a real job, made from events in no time."""

from collections.abc import Iterable
from pathlib import Path

from kdstudio.core import journal
from kdstudio.core.events import (
    Event,
    ExportPrepared,
    FileBuilt,
    FileFailed,
    Finished,
    Progress,
    ProofDone,
    RowProven,
    Started,
    Tried,
)
from kdstudio.core.proof import Loss, Machine, Proof, ProofRow, Timing, Try
from kdstudio.core.text import text


def timing(milliseconds: float) -> Timing:
    return Timing(
        median_ms=milliseconds,
        p90_ms=milliseconds * 1.1,
        p95_ms=milliseconds * 1.2,
        cpu_median_ms=milliseconds,
        cpu_share=1.0,
        threads=1,
        calls=200,
    )


def row(key: str, correct: int, milliseconds: float, *, loss: Loss | None = None) -> ProofRow:
    role = key if key in ("teacher", "student") else "file"
    return ProofRow(
        key=key,
        role=role,  # type: ignore[arg-type]
        precision="int8" if key.startswith("int8") else "fp32",
        precision_used="float32",
        runtime="ONNX Runtime 1.32.0",
        file=None if role != "file" else f"models/{key}.onnx",
        images=400,
        correct=correct,
        accuracy=correct / 4,
        accuracy_low=correct / 4 - 1,
        accuracy_high=correct / 4 + 1,
        agreement=99.0,
        kl_bits=0.01,
        loss=loss,
        timing=timing(milliseconds),
        memory_bytes=30_000_000,
        size_bytes=6_000_000,
    )


LOST = Loss(points=0.25, low=-0.25, high=0.75, verdict="unproven", images=400, images_needed=2_500)
TRY = Try(
    number=1,
    step="full",
    file="models/int8.onnx",
    lost_points=0.25,
    lost_images=1,
    kl_bits=0.01,
    agreement=99.0,
    size_bytes=1_700_000,
    is_within=True,
)
ROWS = [
    row("teacher", 398, 1.0),
    row("student", 396, 0.35),
    row("fp32", 396, 0.35, loss=Loss(points=0.0, low=0.0, high=0.0, verdict="within", images=400)),
    row("int8", 395, 0.2, loss=LOST),
]
PROOF = Proof(
    task="classify",
    metric="top1",
    target="onnx",
    dataset="pets",
    judged_on="val",
    was_used_to_choose=True,
    images=400,
    budget=0.5,
    calibration_images=256,
    image_size=64,
    machine=Machine(processor="CPU", cores=2, system="Linux", flags=["avx2", "avx512_vnni"], load=0.1, versions={}),
    rows=ROWS,
    tries=[TRY],
)


def beginning(attempt: int = 1) -> list[Event]:
    return [
        Started(attempt=attempt, process=1, host="here", versions={}),
        ExportPrepared(
            task="classify",
            source="run",
            classes=["cat", "dog"],
            image_size=64,
            images={"calibration": 256, "val": 400, "judged": 400},
            judged_on="val",
        ),
        Progress(stage="build", done=0, total=3, item="fp32"),
        FileBuilt(key="fp32", precision="fp32", file="models/fp32.onnx", size_bytes=6_000_000, seconds=1.0),
        FileFailed(key="fp16", precision="fp16", sentence=text("The runtime refused the model.")),
        Tried(attempt=TRY),
        FileBuilt(key="int8", precision="int8", file="models/int8.onnx", size_bytes=1_700_000, seconds=9.0),
    ]


def whole(attempt: int = 1) -> list[Event]:
    return [*beginning(attempt), *(RowProven(row=row) for row in ROWS), ProofDone(proof=PROOF), Finished(seconds=30)]


def write(folder: Path, events: Iterable[Event]) -> None:
    writer = journal.JournalWriter(folder)
    for event in events:
        writer.append(event)
    writer.close()

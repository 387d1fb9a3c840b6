"""Exports to look at: whole export folders with believable figures, journalled in no time, without torch."""

import itertools
import time
from collections.abc import Iterable
from pathlib import Path
from unittest import mock

import msgspec

from kdstudio.core import exports, journal, paths
from kdstudio.core.events import (
    Event,
    ExportPrepared,
    Failed,
    FileBuilt,
    FileFailed,
    Finished,
    Noted,
    Progress,
    ProofDone,
    RowProven,
    Started,
    Stopped,
    Tried,
)
from kdstudio.core.export_plan import ExportPlan, Precision
from kdstudio.core.proof import BlockGain, Machine, Proof, ProofRow, Step, Try
from kdstudio.core.text import text
from tests.gui import proof_rows
from tests.gui.proof_rows import BUDGET, IMAGES, REPAIRED, loss

RUN = "emoji-s-n"
SECONDS_AN_EVENT = 2.0
LONGEST = 40  # events
_made = itertools.count()
SIZES = {"fp32": 6_200_000, "fp16": 3_100_000, "int8-first": 1_700_000, "int8": 1_900_000}
GAINS = [
    BlockGain(block=REPAIRED[0], images=2, kl_bits=0.012, size_bytes=90_000),
    BlockGain(block=REPAIRED[1], images=1, kl_bits=0.004, size_bytes=110_000),
]


def attempt(number: int, step: Step, lost: float | None, layers: int = 0, *, is_within: bool = False) -> Try:
    return Try(
        number=number,
        step=step,
        file=f"models/try-{number}.onnx",
        lost_points=lost,
        lost_images=None if lost is None else round(lost * IMAGES / 100),
        kl_bits=0.02 / number,
        agreement=98.7 + 0.3 * number,
        size_bytes=1_700_000 + 100_000 * layers,
        time_ratio=0.55 + 0.03 * layers,
        float_blocks=[*REPAIRED, *(f"model.{block}" for block in range(1, 40))][:layers],
        is_within=is_within,
    )


TRIES = [
    attempt(1, "full", 0.9),
    attempt(2, "weighted", 0.7),
    attempt(3, "blocks", 0.7, 1),
    attempt(4, "blocks", 0.2, 2, is_within=True),
]
PROOF = Proof(
    task="classify",
    metric="top1",
    target="onnx",
    dataset="emoji",
    judged_on="val",
    was_used_to_choose=False,
    images=IMAGES,
    budget=BUDGET,
    calibration_images=256,
    image_size=64,
    machine=Machine(processor="CPU", cores=2, system="Linux", flags=["avx2", "avx512_vnni"], load=0.1, versions={}),
    rows=proof_rows.ROWS,
    tries=TRIES,
    gains=GAINS,
    quantized_blocks=37,
)


def plan(run: str | None = RUN, **changes: object) -> ExportPlan:
    made = ExportPlan(source=f"run:{run}" if run else "student.pt", budget=BUDGET)
    return msgspec.structs.replace(made, **changes)


def finished(proof: Proof = PROOF, **changes: object) -> Path:
    """Make the folder of an export that was proven (repaired, as in the mock-up, by default)."""
    there = [*beginning(), *built(*SIZES), *tried(proof.tries), *proven(proof.rows)]
    return written(plan(**changes), [*there, ProofDone(proof=proof), Finished(seconds=52.0)])


def not_paying(**changes: object) -> Path:
    """Make one whose INT8 stayed over the budget in every try."""
    over = [attempt(1, "full", 1.8), attempt(2, "weighted", 1.6), attempt(3, "weighted-head-float", 1.3)]
    over += [attempt(3 + number, "blocks", 1.3 - 0.1 * number, 2**number) for number in range(1, 5)]
    rows = proof_rows.changed("int8", accuracy=98.4, loss=loss(0.9, "over"), float_blocks=[])
    rows = [row for row in rows if row.key != "int8-first"]
    return finished(msgspec.structs.replace(PROOF, rows=rows, tries=over, gains=[], was_used_to_choose=True), **changes)


def unproven(**changes: object) -> Path:
    """Make one whose images were too few to prove the budget."""
    rows = proof_rows.changed("int8", loss=loss(0.2, "unproven", 2_500), float_blocks=[])
    rows = [row for row in rows if row.key != "int8-first"]
    first = [attempt(1, "full", 0.2, is_within=True)]
    return finished(msgspec.structs.replace(PROOF, rows=rows, tries=first, gains=[]), **changes)


def quantized_elsewhere(**changes: object) -> Path:
    """Make one for a target that quantizes by its own means and lost too much."""
    rows = proof_rows.changed("int8", accuracy=97.6, loss=loss(1.7, "over"), float_blocks=[])
    rows = [row for row in rows if row.key != "int8-first"]
    proof = msgspec.structs.replace(PROOF, target="openvino", rows=rows, tries=[], gains=[])
    return finished(proof, target="openvino", **changes)


def unlabelled(**changes: object) -> Path:
    """Make one that was proven on images without labels."""
    first = [attempt(1, "full", None, is_within=True)]
    rows = [msgspec.structs.replace(row, float_blocks=[]) for row in proof_rows.without_labels()]
    rows = [row for row in rows if row.key != "int8-first"]
    return finished(msgspec.structs.replace(PROOF, rows=rows, tries=first, gains=[], judged_on="unlabelled"), **changes)


def partly_failed(**changes: object) -> Path:
    """Make one where a precision could not be built, and the others were."""
    sentence = text("The runtime refused the model: {reason}.", reason="unsupported operator Resize")
    rows = [row for row in proof_rows.ROWS if row.key != "fp16"]
    proof = msgspec.structs.replace(PROOF, rows=rows, missing={"fp16": sentence})
    there = [*beginning(), *built("fp32"), FileFailed(key="fp16", precision="fp16", sentence=sentence)]
    there += [*built("int8-first", "int8"), *tried(TRIES), *proven(rows)]
    return written(plan(**changes), [*there, ProofDone(proof=proof), Finished(seconds=48.0)])


def building(**changes: object) -> Path:
    """Make one that tries to repair INT8 now; whoever uses it holds its lock, or it is lost."""
    there = [*beginning(), *built("fp32", "fp16"), *tried(TRIES[:3])]
    return written(plan(**changes), [*there, Progress(stage="repair", done=3, total=9, item="int8")])


def failed(**changes: object) -> Path:
    """Make one that failed as a whole."""
    sentence = text("The disk is full: free some space, then build again.")
    folder = written(plan(**changes), [*beginning(), *built("fp32"), Failed(reason="resources", sentence=sentence)])
    log = "".join(f"line {number} of what the libraries printed\n" for number in range(40))
    (folder / journal.LOG_FILE).write_text(log + "OSError: No space left on device\n", encoding="utf-8")
    return folder


def stopped(**changes: object) -> Path:
    """Make one that was stopped."""
    return written(plan(**changes), [*beginning(), *built("fp32", "fp16"), Stopped()])


def lost(**changes: object) -> Path:
    """Make one whose process died without a word."""
    folder = written(plan(**changes), [*beginning(), *built("fp32")])
    (folder / journal.LOG_FILE).write_text("Building FP16\nKilled\n", encoding="utf-8")
    return folder


def beginning() -> list[Event]:
    cutouts = paths.resources() / "samples" / "emoji" / "cutouts" / "noto"
    return [
        Started(attempt=1, process=1, host="desk", versions={"kdstudio": "0.1"}),
        Progress(stage="prepare", done=0, total=1),
        ExportPrepared(
            task="classify",
            source=RUN,
            classes=["cat", "dog"],
            image_size=64,
            images={"calibration": 256, "val": IMAGES, "judged": IMAGES},
            judged_on="val",
            calibration_files=[str(path) for path in sorted(cutouts.glob("*.png"))[:12]],
        ),
        Noted(level="info", note=text("Times are taken on {count:d} processor cores.", count=2)),
    ]


def built(*keys: str) -> list[Event]:
    made: list[Event] = []
    for key in keys:
        precision: Precision = key.removesuffix("-first")  # type: ignore[assignment]
        file = f"models/{key}.onnx"
        made.append(Progress(stage="build", done=0, total=3, item=key))
        made.append(FileBuilt(key=key, precision=precision, file=file, size_bytes=SIZES[key], seconds=6.0))
    return made


def tried(tries: Iterable[Try]) -> list[Event]:
    return [Tried(attempt=attempt) for attempt in tries]


def proven(rows: Iterable[ProofRow]) -> list[Event]:
    return [RowProven(row=row) for row in rows]


def written(plan: ExportPlan, events: Iterable[Event]) -> Path:
    """Make an export's folder with these events in its journal."""
    folder = exports.create(plan).absolute()
    made = list(events)
    began = time.time() - SECONDS_AN_EVENT * LONGEST + next(_made) * 0.01  # a later one began later
    times = iter(began + SECONDS_AN_EVENT * number for number in range(len(made)))
    with mock.patch.object(journal.time, "time", side_effect=times):
        writer = journal.JournalWriter(folder)
        for event in made:
            writer.append(event)
    writer.close()
    return folder

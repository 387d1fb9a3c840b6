"""The export, from top to bottom: open, ask the student, build, repair, prove, hand over."""

import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray

from kdstudio.core import class_map, files
from kdstudio.core.events import (
    ExportPrepared,
    FileBuilt,
    HandedOver,
    Noted,
    Progress,
    ProofDone,
    RowProven,
    Stopped,
    Tried,
)
from kdstudio.core.export_plan import TARGETS, ExportPlan, Precision
from kdstudio.core.live_export import PROOF_FILE, LiveExport
from kdstudio.core.proof import Proof, ProofRow
from kdstudio.core.recipe import RUN_PREFIX
from kdstudio.core.text import Text, UserError, text
from kdstudio.engine import libraries, measure, teachers
from kdstudio.engine.cost import evenly
from kdstudio.engine.distill import readable
from kdstudio.engine.export import build, handover, repair, shipping, source, targets
from kdstudio.engine.export import proof as proof_of
from kdstudio.engine.export.bench import Bench, File, known_labels, soften
from kdstudio.engine.supervisor import StopRequested, Supervisor, raise_if_stopped
from kdstudio.engine.workshop import check_disk

ONNX_RUNTIME = TARGETS["onnx"].runtime
MODELS, REFERENCE = "models", "reference"
_BATCH = 64
_FEW_IMAGES = 50
_SHOWN_IMAGES = 12
_SAMPLES = 64
_CPU = torch.device("cpu")


def export(plan: ExportPlan, folder: Path, supervisor: Supervisor) -> Stopped | None:
    """Make all models of a plan and prove them; return `Stopped` if it was asked to stop, else None.

    Raises:
        UserError: The checkpoint or the images are wrong, or nothing could be built.
    """
    libraries.set_up_ultralytics()
    try:
        _export(plan, folder, supervisor)
    except StopRequested:
        return Stopped()
    return None


def _export(plan: ExportPlan, folder: Path, supervisor: Supervisor) -> None:
    check_disk(folder)
    if plan.hand_over is not None and plan.out is not None:  # before the work, not after it
        out = Path(plan.out)
        handover.check_place(out, out.with_name(f"{out.name}.zip") if plan.zip else None)
    for name in (MODELS, REFERENCE):  # an attempt begins anew: half of a model is of no use
        shutil.rmtree(folder / name, ignore_errors=True)
    supervisor.report(Progress(stage="prepare", done=0, total=1))
    bench = _open(plan, folder, supervisor)
    built = _build_all(bench)
    if not built:
        raise UserError(next(iter(bench.missing.values())))
    proof = _prove(bench, built)
    files.write_text(folder / PROOF_FILE, msgspec.json.format(msgspec.json.encode(proof)).decode())
    supervisor.report(ProofDone(proof=proof))
    if plan.hand_over is not None and TARGETS[plan.target].tier == "proven":
        bench.progress("hand-over", "")
        keys = plan.hand_over or shipping.best_keys(proof)
        live = LiveExport(folder, plan)
        live.prepared, live.proof = bench.prepared, proof
        made = shipping.hand_over(live, keys, plan.out, as_zip=plan.zip, between=bench.check_stop)
        supervisor.report(HandedOver(folder=made.folder, files=made.files, archive=made.archive))


def _open(plan: ExportPlan, folder: Path, supervisor: Supervisor) -> Bench:
    """Find the checkpoint and its images, and say what was found."""

    def note(level: Literal["info", "warning"], sentence: Text) -> None:
        supervisor.report(Noted(level=level, note=sentence))

    found = source.open_source(plan)
    raise_if_stopped(supervisor)
    images = source.open_images(found, plan, note)
    prepared = ExportPrepared(
        task=found.task,
        source=found.name,
        classes=list(found.classes),
        image_size=found.image_size,
        images={
            "calibration": len(images.calibration),
            "val": len(images.val),
            "judged": len(images.judged),
        },
        judged_on=images.judged_on,
        calibration_files=[str(path) for path, _ in images.calibration[:_SHOWN_IMAGES]],
        sample_files=[str(path) for path, _ in evenly(images.judged, _SAMPLES)],
        student=_called(found.recipe.student) if found.recipe is not None else found.weights.stem,
        teacher=_called(found.recipe.teacher) if found.recipe and found.network == "student" else None,
        private_folders=[str(place) for place in (folder, images.folder, found.weights.parent)],
    )
    supervisor.report(prepared)
    if "int8" in plan.precisions and len(images.calibration) < _FEW_IMAGES:
        note(
            "warning",
            text(
                "Only {count} images calibrate INT8: the ranges of its layers may be wrong. 200 or more are better.",
                count=len(images.calibration),
            ),
        )
    return Bench(plan, folder, supervisor, found, images, prepared)


def _called(name: str) -> str:
    """Return what a recipe's network is called, without where it lies: `yolo11n-cls`, or a run's id."""
    return name.removeprefix(RUN_PREFIX) if name.startswith(RUN_PREFIX) else Path(name).stem


# Building


def _build_all(bench: Bench) -> list[File]:
    """Build every file of the plan; one that fails says why, and the others go on."""
    bench.progress("build", "fp32")
    wants_float = "fp32" in bench.plan.precisions and TARGETS[bench.plan.target].runtime == ONNX_RUNTIME
    onnx = bench.folder / (MODELS if wants_float else REFERENCE) / "fp32.onnx"
    began = time.monotonic()
    build.student_to_onnx(bench.source.weights, bench.source.image_size, onnx)
    built: list[File] = []
    for number, precision in enumerate(bench.plan.precisions):
        bench.progress("build", precision, number, len(bench.plan.precisions))
        try:
            made = _build(bench, precision, onnx)
        except UserError as error:
            bench.fail(precision, precision, error.text)
        else:
            for file in made:
                _report_built(bench, file, time.monotonic() - began)
            built += made
        began = time.monotonic()
    return built


def _build(bench: Bench, precision: Precision, onnx: Path) -> list[File]:
    """Build one precision; static INT8 for ONNX Runtime is searched for, and may come with its first try.

    Raises:
        UserError: It cannot be built.
    """
    if precision == "int8" and TARGETS[bench.plan.target].runtime == ONNX_RUNTIME:
        with targets.refusals(ONNX_RUNTIME):
            return _search_int8(bench, onnx)
    network = teachers.load_classifier(bench.source.weights, bench.source.image_size).network
    path = targets.build(
        bench.plan.target,
        checkpoint=bench.source.weights,
        network=network,
        onnx=onnx,
        precision=precision,
        images=bench.pixels(bench.images.calibration),
        image_size=bench.source.image_size,
        out=bench.folder / MODELS,
    )
    return [File(precision, precision, path)]


def _search_int8(bench: Bench, onnx: Path) -> list[File]:
    """Look for the INT8 file that keeps the budget; keep the first try beside it where repair changed it."""
    bench.progress("calibrate", "int8")
    place = bench.folder / MODELS / "tries"
    labels = known_labels(bench.images.val)
    found = repair.search(
        onnx,
        place,
        calibration=bench.pixels(bench.images.calibration),
        ranking=bench.pixels(bench.images.ranking),
        validation=(bench.pixels(bench.images.val), labels),
        budget_points=bench.plan.budget,
        signed=bench.plan.target == "onnx-arm",
        report=lambda attempt: bench.supervisor.report(Tried(attempt=attempt)),
        progress=lambda stage, done, total: bench.progress(stage, "int8", done, total),
        check_stop=bench.check_stop,
    )
    bench.tries, bench.gains = found.tries, found.gains
    bench.quantized_blocks, bench.float_ends = found.quantized_blocks, found.float_ends
    best = found.best
    made = [File("int8", "int8", _keep(place / best.file, "int8", bench), list(best.float_blocks))]
    if best.number != found.first.number:
        first = _keep(place / found.first.file, "int8-first", bench)
        made.insert(0, File("int8-first", "int8", first, list(found.first.float_blocks), is_choice=False))
    shutil.rmtree(place, ignore_errors=True)
    return made


def _keep(tried: Path, key: str, bench: Bench) -> Path:
    return tried.replace(bench.folder / MODELS / f"{key}.onnx")


def _report_built(bench: Bench, file: File, seconds: float) -> None:
    bench.supervisor.report(
        FileBuilt(
            key=file.key,
            precision=file.precision,
            file=file.path.relative_to(bench.folder).as_posix(),
            size_bytes=proof_of.size_of(file.path),
            seconds=seconds,
        )
    )


# Proving


def _prove(bench: Bench, built: Sequence[File]) -> Proof:
    """Measure teacher, student and every file on the judged images, each on its runtime."""
    bench.progress("prove", "student")
    student = _ask_student(bench)
    is_run_here = TARGETS[bench.plan.target].tier == "proven"
    files_to_run = [_candidate(bench, file) for file in built] if is_run_here else []
    candidates = [*_teacher(bench), _student(bench, student), *files_to_run]
    labels = known_labels(bench.images.judged)
    precisions = {file.key: file.precision for file in built}
    rows = proof_of.prove(
        candidates,
        [path for path, _ in bench.images.judged],
        None if labels is None else [int(label) for label in labels],
        budget=bench.plan.budget,
        report=lambda row: bench.supervisor.report(RowProven(row=row)),
        fail=lambda key, sentence: bench.fail(key, precisions.get(key, "fp32"), sentence),
        progress=lambda done, total, key: bench.progress("prove", key, done, total),
        check_stop=bench.check_stop,
        calibration=[path for path, _ in (*bench.images.calibration, *bench.images.ranking)],
        threads=bench.plan.timing_threads,
    )
    if not is_run_here:
        rows += [_not_run(bench, file) for file in built]
    if not any(row.role == "file" for row in rows):
        raise UserError(next(iter(bench.missing.values())))
    return Proof(
        task=bench.source.task,
        metric="top1",
        target=bench.plan.target,
        dataset=bench.images.name,
        judged_on=bench.images.judged_on,
        was_used_to_choose=bool(bench.tries) and bench.images.judged_on == "val",
        images=len(bench.images.judged),
        budget=bench.plan.budget,
        calibration_images=len(bench.images.calibration) if "int8" in bench.plan.precisions else 0,
        image_size=bench.source.image_size,
        seed=bench.source.seed,
        machine=proof_of.machine(sorted({row.runtime for row in rows if row.runtime})),
        rows=rows,
        tries=bench.tries,
        gains=bench.gains,
        missing=bench.missing,
        quantized_blocks=bench.quantized_blocks,
        float_ends=bench.float_ends,
    )


def _ask_student(bench: Bench) -> NDArray[np.float32]:
    """Return the checkpoint's probabilities (N, C) of the judged images, by PyTorch in fp32."""
    network = teachers.load_classifier(bench.source.weights, bench.source.image_size).to(_CPU).exact()
    return soften(bench.logits(network, "student"))


def _teacher(bench: Bench) -> list[proof_of.Candidate]:
    """Return the teacher of the run, if there is one, with its probabilities in the student's classes."""
    recipe = bench.source.recipe
    if recipe is None or bench.source.network == "teacher":
        return []
    try:
        teacher = teachers.load(recipe, bench.source.classes, _CPU).exact()
        pairs = class_map.match(bench.source.classes, readable(teacher.classes), recipe.class_map)
    except UserError as error:  # it may have been moved since; the student can still be proven
        bench.note("warning", error.text)
        return []
    logits = measure.in_dataset_classes(bench.logits(teacher, "teacher"), pairs, len(bench.source.classes))
    onnx = bench.folder / REFERENCE / "teacher.onnx"
    is_onnx = recipe.teacher.lower().endswith(".onnx")
    build.teacher_to_onnx(teacher, teachers.find_weights(recipe.teacher) if is_onnx else None, onnx)
    given = teacher.input_format
    facts = handover.facts_of("classify", teacher.classes, given.size, given.mean, given.std)
    return [
        proof_of.Candidate(
            key="teacher",
            role="teacher",
            precision="fp32",
            path=onnx,
            runtime=targets.runtime_file("onnx"),
            facts=facts,
            given=soften(logits),
        )
    ]


def _student(bench: Bench, given: NDArray[np.float32]) -> proof_of.Candidate:
    """Return the checkpoint, timed as the FP32 file that it becomes, in the teacher's runtime."""
    places = [bench.folder / name / "fp32.onnx" for name in (MODELS, REFERENCE)]
    return proof_of.Candidate(
        key="student",
        role="student",
        precision="fp32",
        path=next(path for path in places if path.is_file()),
        runtime=targets.runtime_file("onnx"),
        facts=_facts(bench),
        given=given,
    )


def _candidate(bench: Bench, file: File) -> proof_of.Candidate:
    return proof_of.Candidate(
        key=file.key,
        role="file",
        precision=file.precision,
        path=file.path,
        runtime=targets.runtime_file(bench.plan.target),
        facts=_facts(bench),
        file=file.path.relative_to(bench.folder).as_posix(),
        float_blocks=tuple(file.float_blocks),
        is_choice=file.is_choice,
    )


def _not_run(bench: Bench, file: File) -> ProofRow:
    """Return the row of a file that is written here, but runs on other systems only."""
    runtime = TARGETS[bench.plan.target].runtime
    return ProofRow(
        key=file.key,
        role="file",
        precision=file.precision,
        precision_used="",
        runtime=runtime,
        file=file.path.relative_to(bench.folder).as_posix(),
        size_bytes=proof_of.size_of(file.path),
        zipped_bytes=proof_of.zipped_size_of(file.path),
        note=text("Exported, not run here: {runtime} runs on other systems only.", runtime=runtime),
    )


def _facts(bench: Bench) -> dict[str, Any]:
    side = bench.source.image_size
    return handover.facts_of(bench.source.task, bench.source.classes, (side, side))

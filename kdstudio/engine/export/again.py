"""A hand-over folder proven again: its checksums, its samples, and with a dataset all its figures."""

from pathlib import Path
from typing import Any

import msgspec

from kdstudio.core.events import FileFailed, Noted, Progress, ProofDone, RowProven, Stopped
from kdstudio.core.export_plan import TARGETS, ExportPlan
from kdstudio.core.jobs import Prove
from kdstudio.core.live_export import PROOF_FILE
from kdstudio.core.proof import Proof, ProofRow
from kdstudio.core.text import Text, UserError, text
from kdstudio.engine import libraries
from kdstudio.engine.export import handover, targets
from kdstudio.engine.export import proof as proof_of
from kdstudio.engine.export.bench import known_labels
from kdstudio.engine.export.runtime_process import infer_file
from kdstudio.engine.export.source import Images, Source, open_images
from kdstudio.engine.supervisor import StopRequested, Supervisor, raise_if_stopped


def prove_again(job: Prove, supervisor: Supervisor) -> Stopped | None:
    """Prove the models of a hand-over folder once more; return `Stopped` if it was asked to stop, else None.

    Raises:
        UserError: A file was changed or is missing, the samples come out otherwise, or the dataset is wrong.
    """
    libraries.set_up_ultralytics()
    try:
        _prove_again(job, supervisor)
    except StopRequested:
        return Stopped()
    return None


def _prove_again(job: Prove, supervisor: Supervisor) -> None:
    folder = Path(job.handover)
    supervisor.report(Progress(stage="prepare", done=0, total=1))
    facts = handover.read_facts(folder)
    before = _stated(folder)
    if _is_our_code(folder, before):
        handover.let_it_check_itself(folder)
        note = text("All checksums are right, and the samples come out as expected.")
    else:
        note = text("All checksums are right. The samples were not run: the folder's code is not this version's.")
    supervisor.report(Noted(level="info", note=note))
    if not job.dataset:
        note = text("Without a dataset (--data) the accuracy is not measured again.")
        supervisor.report(Noted(level="info", note=note))
        return
    source = _source(facts, before, job.dataset)
    plan = ExportPlan(source=str(folder), seed=before.seed)
    images = open_images(source, plan, lambda level, note: supervisor.report(Noted(level=level, note=note)))
    proof = _measured(job, supervisor, facts, before, images)
    supervisor.report(ProofDone(proof=proof))
    _compare(before, proof, supervisor)


def _is_our_code(folder: Path, before: Proof) -> bool:
    """Return whether the code of a folder, which may come from anywhere, is what this version hands over."""
    ours = {"infer.py": infer_file(), "runtime.py": targets.runtime_file(before.target)}
    return all((folder / name).read_bytes() == file.read_bytes() for name, file in ours.items())


def _stated(folder: Path) -> Proof:
    try:
        proof = msgspec.json.decode((folder / PROOF_FILE).read_bytes(), type=Proof)
    except (OSError, msgspec.MsgspecError) as error:
        raise UserError(
            text("The proof in {folder} cannot be read: hand the models over again.", folder=str(folder))
        ) from error
    if proof.target not in TARGETS:
        raise UserError(
            text(
                "The models in {folder} are for {target}, which this version does not know: use a newer KD Studio.",
                folder=str(folder),
                target=proof.target,
            )
        )
    return proof


def _source(facts: dict[str, Any], before: Proof, dataset: str) -> Source:
    return Source(
        name=str(facts["title"]),
        weights=Path(),
        task=before.task,
        classes=tuple(facts["names"]),
        image_size=before.image_size,
        dataset=dataset,
        seed=before.seed,
    )


def _measured(job: Prove, supervisor: Supervisor, facts: dict[str, Any], before: Proof, images: Images) -> Proof:
    folder = Path(job.handover)
    runtime = targets.runtime_file(before.target)
    models = {model["key"]: (folder / name, model["precision"]) for name, model in facts["models"].items()}
    candidates = [
        proof_of.Candidate(key, "file", precision, path, runtime, facts, file=path.name)
        for key, (path, precision) in models.items()
    ]
    if "fp32" in models:  # an exact copy of the student, whose checkpoint is not here
        path, precision = models["fp32"]
        candidates.insert(0, proof_of.Candidate("student", "student", precision, path, runtime, facts))
    labels = known_labels(images.judged)
    missing: dict[str, Text] = {}

    def fail(key: str, sentence: Text) -> None:
        missing[key] = sentence
        supervisor.report(FileFailed(key=key, precision=models[key][1], sentence=sentence))

    def progress(done: int, total: int, item: str) -> None:
        supervisor.report(Progress(stage="prove", done=done, total=total, item=item))

    rows = proof_of.prove(
        candidates,
        [path for path, _ in images.judged],
        None if labels is None else [int(label) for label in labels],
        budget=before.budget,
        report=lambda row: supervisor.report(RowProven(row=row)),
        fail=fail,
        progress=progress,
        check_stop=lambda: raise_if_stopped(supervisor),
        threads=job.timing_threads,
    )
    return msgspec.structs.replace(
        before,
        dataset=images.name,
        judged_on=images.judged_on,
        images=len(images.judged),
        machine=proof_of.machine(sorted({row.runtime for row in rows if row.runtime})),
        rows=rows,
        missing=missing,
    )


def _compare(before: Proof, now: Proof, supervisor: Supervisor) -> None:
    """Say which accuracies are not as they were stated, or that all are."""
    stated = {row.key: row for row in before.rows if row.role == "file"}
    other = [row for row in now.rows if row.key in stated and not _is_same(stated[row.key], row)]
    for row in other:
        note = text(
            "{key} was stated to be right on {stated} of {images} images, and is on {found} of {now}.",
            key=row.key,
            stated=stated[row.key].correct or 0,
            images=before.images,
            found=row.correct or 0,
            now=now.images,
        )
        supervisor.report(Noted(level="warning", note=note))
    if not other:
        note = text("Every file is right on exactly as many images as was stated.")
        supervisor.report(Noted(level="info", note=note))


def _is_same(stated: ProofRow, found: ProofRow) -> bool:
    return (stated.images, stated.correct) == (found.images, found.correct)

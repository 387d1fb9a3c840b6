"""The commands of exports: build and prove models for a target, prove a hand-over folder again, list the targets."""

import json
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import tyro
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from tyro.conf import FlagCreatePairsOff, Positional, arg

from kdstudio import launcher
from kdstudio.cli import BAD_INPUT, FAILED, FINISHED, INTERRUPTED
from kdstudio.cli.follow import on_interrupt
from kdstudio.cli.words import ABSENT, make_console, percent, size_words
from kdstudio.core import export_plan, export_verdict, exports, jobs, journal, paths, runs
from kdstudio.core.events import (
    Event,
    ExportPrepared,
    FileBuilt,
    FileFailed,
    HandedOver,
    Noted,
    Progress,
    RowProven,
    Stage,
    Tried,
)
from kdstudio.core.export_plan import PRECISION_WORDS, TARGETS, ExportPlan, Precision, availability
from kdstudio.core.jobs import Export, Prove
from kdstudio.core.live_export import HANDOVER, LiveExport
from kdstudio.core.proof import Proof, ProofRow, verdict_words
from kdstudio.core.recipe import RUN_PREFIX
from kdstudio.core.text import UserError, text

_STAGES: dict[Stage, str] = {
    "prepare": "Preparing",
    "build": "Building",
    "calibrate": "Calibrating",
    "measure": "Measuring",
    "repair": "Looking for what loses accuracy",
    "prove": "Proving",
    "hand-over": "Handing over",
}
_Json = Annotated[bool, FlagCreatePairsOff, arg(help="Print JSON, for scripts.", help_behavior_hint="")]


@dataclass(frozen=True)
class ExportOptions:
    """What `kdstudio export` takes."""

    source: Annotated[
        str,
        Positional,
        arg(metavar="RUN_OR_CHECKPOINT", help="A run's id, the beginning of one, `last`, or a .pt file."),
    ]
    target: Annotated[str, arg(help="Where it will run: see `kdstudio targets`.")] = "onnx"
    precision: Annotated[
        str | None,
        arg(help="How small, with commas: fp32, fp16, int8-dynamic, int8.", help_behavior_hint="(default: what pays)"),
    ] = None
    budget: Annotated[float, arg(help="Points of accuracy that a file may lose.")] = 0.5
    data: Annotated[
        str | None, arg(help="The dataset that calibrates and proves.", help_behavior_hint="(default: the run's own)")
    ] = None
    out: Annotated[
        Path | None,
        arg(help="Where the hand-over folder goes.", help_behavior_hint="(default: into the export's folder)"),
    ] = None
    zip: Annotated[bool, FlagCreatePairsOff, arg(help="Also write it as a zip file.", help_behavior_hint="")] = False
    calibration: Annotated[int, arg(help="Training images that show INT8 the range of each layer.")] = 256
    image_size: Annotated[
        int | None, arg(help="Side of the image, px.", help_behavior_hint="(default: the checkpoint's own)")
    ] = None
    network: Annotated[Literal["student", "baseline", "teacher"], arg(help="Which network of the run.")] = "student"
    checkpoint: Annotated[Literal["best", "last"], arg(help="Which of its checkpoints.")] = "best"
    seed: Annotated[int, arg(help="Chooses the images of a dataset that has to be split.")] = 0
    threads: Annotated[int, arg(help="Processor threads; 0 takes all cores.")] = 0
    timing_threads: Annotated[int, arg(help="Threads that a model is timed with.")] = 1
    json: _Json = False


def export(given: list[str]) -> int:
    """Turn a checkpoint into quantized models for a target, prove them, and hand them over."""
    options = tyro.cli(
        ExportOptions,
        prog="kdstudio export",
        description=(export.__doc__ or "").strip(),
        args=given,
        config=(tyro.conf.DisallowNone,),
    )
    plan = _plan(options)
    export_plan.check(plan)
    export_plan.check_available(TARGETS[plan.target])
    folder = exports.create(plan)
    console = make_console(to_stderr=options.json)
    live, was_interrupted = _carry_out(Export(plan=plan), folder, LiveExport(folder, plan), console)
    code = _code(live, was_interrupted)
    exports.sweep(live)
    if code == BAD_INPUT:
        exports.remove_failed(folder)
    if options.json:
        print(json.dumps(_summary(live), indent=2, ensure_ascii=False))
    elif live.proof is not None:
        print_proof(make_console(), live.proof)
        if live.handed_over is not None:
            make_console().print(f"Hand-over folder: {live.handed_over.folder}", soft_wrap=True)
    return _say_problem(live, code)


def prove(given: list[str]) -> int:
    """Prove the models of a hand-over folder again: checksums, samples, and with a dataset all figures."""

    @dataclass(frozen=True)
    class Options:
        folder: Annotated[Path, Positional, arg(metavar="FOLDER", help="A hand-over folder, or an export's.")]
        data: Annotated[str | None, arg(help="The dataset to measure on.", help_behavior_hint="")] = None
        threads: Annotated[int, arg(help="Processor threads; 0 takes all cores.")] = 0
        json: _Json = False

    options = tyro.cli(
        Options,
        prog="kdstudio prove",
        description=(prove.__doc__ or "").strip(),
        args=given,
        config=(tyro.conf.DisallowNone,),
    )
    handover, known = _handover(options.folder)
    job = Prove(handover=str(handover), dataset=options.data or known or "", threads=options.threads)
    folder = exports.create_proof(job)
    try:
        live, was_interrupted = _carry_out(
            job, folder, LiveExport(folder, ExportPlan(source=str(handover))), make_console(to_stderr=options.json)
        )
    finally:
        exports.forget_proof(folder)
    if options.json:
        print(json.dumps(_summary(live), indent=2, ensure_ascii=False))
    elif live.proof is not None:
        print_proof(make_console(), live.proof)
    return _say_problem(live, _code(live, was_interrupted))


def targets(given: list[str]) -> int:
    """Say for which devices models can be built, and what each needs."""

    @dataclass(frozen=True)
    class Options:
        json: _Json = False

    options = tyro.cli(Options, prog="kdstudio targets", description=(targets.__doc__ or "").strip(), args=given)
    if options.json:
        print(json.dumps([_target_facts(name) for name in TARGETS], indent=2, ensure_ascii=False))
        return FINISHED
    table = Table("Target", "Device", "Runtime", "Precisions", "Here", box=SIMPLE)
    for target in TARGETS.values():
        found = availability(target)
        here = found.command or str(found.word)
        table.add_row(target.id, str(target.title), target.runtime, ", ".join(target.precisions), here)
    make_console().print(table)
    return FINISHED


def _target_facts(name: str) -> dict[str, Any]:
    target, found = TARGETS[name], availability(TARGETS[name])
    return {
        "id": target.id,
        "title": str(target.title),
        "runtime": target.runtime,
        "tier": target.tier,
        "precisions": list(target.precisions),
        "state": found.state,
        "reason": str(found.reason) if found.reason else None,
        "command": found.command,
    }


def _plan(options: ExportOptions) -> ExportPlan:
    target = TARGETS.get(options.target)
    wanted = tuple(options.precision.split(",")) if options.precision is not None else ()
    if target is not None and options.precision is None:
        wanted = tuple(export_plan.default_precisions(target))
    is_file = Path(options.source).expanduser().is_file() or options.source.endswith(".pt")
    source = str(Path(options.source).expanduser().absolute()) if is_file else _run_source(options.source)
    data = options.data
    if data is not None and (path := Path(data).expanduser()).exists():
        data = str(path.absolute())
    return ExportPlan(
        source=source,
        network=options.network,
        checkpoint=options.checkpoint,
        target=options.target,
        precisions=_precisions(wanted),
        budget=options.budget,
        calibration_images=options.calibration,
        dataset=data,
        image_size=options.image_size,
        seed=options.seed,
        threads=options.threads,
        timing_threads=options.timing_threads,
        hand_over=[],
        out=str(options.out.expanduser().absolute()) if options.out is not None else None,
        zip=options.zip,
    )


def _precisions(names: Sequence[str]) -> tuple[Precision, ...]:
    known = list(PRECISION_WORDS)
    for name in names:
        if name not in known:
            raise UserError(text("There is no precision {name}: there are {known}.", name=name, known=", ".join(known)))
    return tuple(precision for precision in known if precision in names)


def _run_source(reference: str) -> str:
    folder = runs.find(reference)
    return RUN_PREFIX + folder.name if folder.parent == paths.runs_folder() else str(folder)


def _handover(folder: Path) -> tuple[Path, str | None]:
    """Return the hand-over folder that is meant, and the dataset of its export where that is known."""
    folder = folder.expanduser().absolute()
    export_folder = folder if (folder / jobs.JOB_FILE).is_file() else folder.parent
    if (export_folder / jobs.JOB_FILE).is_file():
        live = LiveExport.replay(export_folder)
        dataset = exports.dataset_of(live)
        inside = export_folder / HANDOVER
        return (inside if folder == export_folder else folder), dataset
    return folder, None


def _carry_out(job: Export | Prove, folder: Path, live: LiveExport, console: Console) -> tuple[LiveExport, bool]:
    """Launch a job and show it until its process is gone; Ctrl-C stops it, a second one ends it."""
    with on_interrupt(signal.SIG_IGN):  # in a terminal Ctrl-C reaches the whole group, the worker too
        launched = launcher.launch(job, folder)
    presses = 0

    def stop(_number: int, _frame: object) -> None:
        nonlocal presses
        presses += 1
        if presses == 1:
            launched.stop()
            console.print("Stopping: what is built stays; Ctrl-C once more ends it at once.")
        else:
            launched.end_now()

    show = _lines(console)
    with on_interrupt(stop):
        try:
            for entry in launched.watch():
                live.take(entry)
                show(entry.event)
        except BaseException:  # such as a closed pipe: nobody is left to show it to
            launched.end_now()
            raise
    return live, presses > 0


def _lines(console: Console) -> Callable[[Event], None]:
    """Return what prints a line for each event that is worth one."""
    phase: tuple[str, str] | None = None

    def show(event: Event) -> None:
        nonlocal phase
        if isinstance(event, Progress):
            found = (_STAGES.get(event.stage, event.stage), event.item)
            if found != phase:
                phase = found
                console.print(f"{found[0]}: {found[1]}" if found[1] else found[0], soft_wrap=True)
        elif line := _line(event):
            console.print(line, soft_wrap=True)

    return show


def _line(event: Event) -> str:
    match event:
        case ExportPrepared():
            images = ", ".join(f"{count:,} {name}" for name, count in event.images.items() if count)
            return f"{len(event.classes)} classes at {event.image_size} px; images: {images}"
        case FileBuilt():
            return f"{event.key}: {size_words(event.size_bytes)}, built in {event.seconds:.1f} s"
        case FileFailed():
            return f"{event.key}: not built. {event.sentence}"
        case Tried(attempt=attempt):
            lost = "" if attempt.lost_points is None else f"{attempt.lost_points:+.2f} points lost, "
            kept = f", in float: {', '.join(attempt.float_blocks)}" if attempt.float_blocks else ""
            figures = f"KL {attempt.kl_bits:.4f} bits, {size_words(attempt.size_bytes)}"
            return f"INT8, try {attempt.number}: {lost}{figures}{kept}"
        case RowProven(row=row):
            return f"{row.key}: {percent(row.accuracy)}" if row.accuracy is not None and row.timing is not None else ""
        case HandedOver():
            return f"Handed over: {', '.join(event.files)}"
        case Noted(level="warning"):
            return f"Warning: {event.note}"
        case Noted():
            return str(event.note)
        case _:
            return ""


def print_proof(console: Console, proof: Proof) -> None:
    """Print a proof: its table, what was tried, and its verdict in one sentence."""
    table = Table("Model", "Accuracy", "Lost", "Agreement", "KL, bits", "Time", "p95", "Size", "Memory", "", box=SIMPLE)
    for row in proof.rows:
        table.add_row(*_cells(row))
    console.print(table)
    _, sentence, detail = export_verdict.headline(proof)
    console.print(str(sentence), style="bold", soft_wrap=True)
    console.print(str(detail), soft_wrap=True)


def _cells(row: ProofRow) -> tuple[str, ...]:
    timing, loss = row.timing, row.loss
    return (
        row.key,
        percent(row.accuracy),
        ABSENT if loss is None else f"{loss.points:+.2f}",
        percent(row.agreement),
        ABSENT if row.kl_bits is None else f"{row.kl_bits:.4f}",
        ABSENT if timing is None else f"{timing.stated_ms:.2f} ms" + (" CPU" if timing.is_disturbed else ""),
        ABSENT if timing is None else f"{timing.p95_ms:.2f} ms",
        size_words(row.size_bytes),
        ABSENT if row.memory_bytes is None else f"{row.memory_bytes / 1e6:.0f} MB",
        "" if loss is None else str(verdict_words(loss)),
    )


def _code(live: LiveExport, was_interrupted: bool) -> int:
    if live.state == "finished":
        return FINISHED
    if was_interrupted or live.state == "stopped":
        return INTERRUPTED
    return BAD_INPUT if live.failed is not None and live.failed.reason == "input" else FAILED


def _summary(live: LiveExport) -> dict[str, Any]:
    """Return what scripts want to know of an export, as plain values for JSON."""
    proof = live.proof
    return {
        "id": live.id,
        "state": live.state,
        "folder": str(live.folder),
        "handover": live.handed_over.folder if live.handed_over else None,
        "archive": live.handed_over.archive if live.handed_over else None,
        "verdict": str(export_verdict.headline(proof)[1]) if proof else None,
        "not_built": {key: str(failed.sentence) for key, failed in live.missing.items()},
        "proof": msgspec.to_builtins(proof) if proof else None,
        "error": str(live.failed.sentence) if live.failed else None,
    }


def _say_problem(live: LiveExport, code: int) -> int:
    """Say on standard error why an export has not finished; return the exit code."""
    if live.failed is not None:
        make_console(to_stderr=True).print(f"kdstudio: {live.failed.sentence}", soft_wrap=True)
    elif live.lost is not None and code != INTERRUPTED:  # else a second Ctrl-C ended it
        lines = [f"kdstudio: The process ended without a word (exit code {live.lost.exit_code}).", live.lost.log_tail]
        make_console(to_stderr=True).print(
            "\n".join([*lines, f"Its log: {live.folder / journal.LOG_FILE}"]), soft_wrap=True
        )
    elif code == INTERRUPTED:
        make_console(to_stderr=True).print("kdstudio: Stopped. Export again: it begins anew.", soft_wrap=True)
    return code

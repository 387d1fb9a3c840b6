"""The commands: what each takes, does and returns."""

import json
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import FrameType
from typing import Annotated, Any, NamedTuple, TypeVar

import msgspec
import tyro
from tyro.conf import FlagCreatePairsOff, Positional, arg

from kdstudio import launcher
from kdstudio.cli import BAD_INPUT, FAILED, FINISHED, INTERRUPTED, exporting, flags, follow, report, show
from kdstudio.cli.flags import DistillOptions, TrainOptions
from kdstudio.cli.words import make_console, reference
from kdstudio.core import advice, jobs, runs
from kdstudio.core.jobs import Distill, TrainingJob
from kdstudio.core.live_run import LiveRun, judged, summary
from kdstudio.core.recipe import Recipe, TeacherRecipe, Training
from kdstudio.core.samples import demo_recipe
from kdstudio.core.seeds import new_group, series
from kdstudio.core.text import UserError, text

Parsed = TypeVar("Parsed")
_Json = Annotated[bool, FlagCreatePairsOff, arg(help="Print JSON, for scripts.", help_behavior_hint="")]
_Reference = Annotated[
    str, Positional, arg(metavar="RUN", help="An id, the beginning of one, `last`, or a run's folder.")
]
_Folder = Annotated[str, Positional, arg(metavar="FOLDER", help="A run's folder, or its id.")]


def run(arguments: list[str]) -> int:
    """Run the command that the arguments begin with; without any, say which there are.

    Raises:
        UserError: There is no such command, or what was given is wrong.
    """
    if not arguments or arguments[0] in ("-h", "--help"):
        print(_help())
        return FINISHED
    for words in (2, 1):
        command = COMMANDS.get(" ".join(arguments[:words]))
        if command is not None:
            return command.act(arguments[words:])
    known = ", ".join(COMMANDS)
    raise UserError(text("There is no command {name}: there are {known}.", name=arguments[0], known=known))


def demo(given: list[str]) -> int:
    """Distil the sample and print what the teacher was worth."""

    @dataclass(frozen=True)
    class Options:
        seed: Annotated[int, arg(help="Fixes weights, order and crops.")] = 0
        seeds: Annotated[int, arg(help="How many runs to make, each with the next seed, and to judge together.")] = 1
        json: _Json = False

    options = _parse(Options, "demo", given)
    return _run_seeds(Distill(recipe=demo_recipe(options.seed)), options.seeds, "Demo", as_json=options.json)


def distill(given: list[str]) -> int:
    """Teach a student with a teacher's soft labels."""
    options = _parse_training(DistillOptions, Recipe, "distill", given)
    if options.resume is not None:
        return _resume(options, Recipe)
    job = flags.job_of(options, Recipe)
    if options.print_job:
        return _print_job(job)
    return _run_seeds(job, options.seeds, options.name, as_json=options.json)


def train_teacher(given: list[str]) -> int:
    """Train a teacher of your own on labels alone."""
    options = _parse_training(TrainOptions, TeacherRecipe, "train-teacher", given)
    if options.resume is not None:
        return _resume(options, TeacherRecipe)
    job = flags.job_of(options, TeacherRecipe)
    if options.print_job:
        return _print_job(job)
    return _run_seeds(job, 1, options.name, as_json=options.json)


def list_runs(given: list[str]) -> int:
    """List all runs, the newest first."""

    @dataclass(frozen=True)
    class Options:
        json: _Json = False

    options = _parse(Options, "runs", given)
    rows = runs.all_runs()
    if options.json:
        _print_json(msgspec.to_builtins(rows))
    elif rows:
        make_console().print(report.runs_table(rows))
    else:
        print("There is no run yet: make one with `kdstudio demo`.")
    return FINISHED


def show_run(given: list[str]) -> int:
    """Show a run: settings, curves, the soft labels of a probe, result."""

    @dataclass(frozen=True)
    class Options:
        run: _Reference
        probe: Annotated[
            int | None,
            arg(help="Which probe image, counted from 1.", help_behavior_hint="(default: the teacher's least sure)"),
        ] = None
        json: _Json = False

    options = _parse(Options, "runs show", given)
    live = LiveRun.replay(runs.find(options.run))
    if options.json:
        _print_json(summary(live))
    else:
        show.print_run(make_console(), live, options.probe)
    return FINISHED


def rescan(given: list[str]) -> int:
    """Build the catalogue of runs anew from their folders."""

    @dataclass(frozen=True)
    class Options:
        pass

    _parse(Options, "runs rescan", given)
    print(f"Runs found: {runs.rescan()}")
    return FINISHED


def methods(given: list[str]) -> int:
    """Say what the distillation methods do, and where they come from."""

    @dataclass(frozen=True)
    class Options:
        pass

    _parse(Options, "methods", given)
    make_console().print(report.methods_table())
    return FINISHED


def worker_run(given: list[str]) -> int:
    """Run the job of a run's folder in this very process (over SSH, under Slurm)."""

    @dataclass(frozen=True)
    class Options:
        folder: _Folder

    from kdstudio import worker

    folder = runs.find(_parse(Options, "worker run", given).folder)

    def stop(_number: int, _frame: FrameType | None) -> None:
        launcher.stop(folder)

    for number in (signal.SIGINT, signal.SIGTERM):  # Ctrl-C, and a scheduler whose time is up
        signal.signal(number, stop)
    code = worker.run(folder, output_to_log=False)
    if code == worker.EXIT_REFUSED:
        raise UserError(text("{folder} is being written by another process.", folder=str(folder)))
    failed = LiveRun.replay(folder).failed
    if code and failed is not None and failed.reason == "input":
        raise UserError(failed.sentence)
    if code and failed is not None:
        print(f"kdstudio: {failed.sentence}", file=sys.stderr)
    return code


def worker_watch(given: list[str]) -> int:
    """Print what happens in a run as JSON, one event a line, until its worker is gone."""

    @dataclass(frozen=True)
    class Options:
        folder: _Folder
        after: Annotated[int, arg(help="Leave out the events up to this number.")] = 0

    options = _parse(Options, "worker watch", given)
    for entry in launcher.watch(runs.find(options.folder), options.after):
        print(msgspec.json.encode(entry).decode(), flush=True)
    return FINISHED


def worker_stop(given: list[str]) -> int:
    """Ask a working run to stop and keep its place."""

    @dataclass(frozen=True)
    class Options:
        folder: _Folder
        finish: Annotated[
            bool, FlagCreatePairsOff, arg(help="End after this epoch, measure and judge.", help_behavior_hint="")
        ] = False

    options = _parse(Options, "worker stop", given)
    folder = runs.find(options.folder)
    if launcher.stop(folder, "finish" if options.finish else "keep"):
        print(f"{folder.name} has been asked to stop.")
        return FINISHED
    print(f"Nobody is working on {folder.name}.")
    return FAILED


class Command(NamedTuple):
    """A command: what it does with what follows its name, and whether the list of commands shows it."""

    act: Callable[[list[str]], int]
    usage: str = ""


COMMANDS: dict[str, Command] = {
    "demo": Command(demo),
    "distill": Command(distill, "[JOB.toml]"),
    "train-teacher": Command(train_teacher, "[JOB.toml]"),
    "export": Command(exporting.export, "RUN_OR_CHECKPOINT"),
    "prove": Command(exporting.prove, "FOLDER"),
    "targets": Command(exporting.targets),
    "runs": Command(list_runs),
    "runs show": Command(show_run, "RUN"),
    "runs rescan": Command(rescan),
    "methods": Command(methods),
    "worker run": Command(worker_run, "FOLDER"),
    "worker watch": Command(worker_watch, "FOLDER"),
    "worker stop": Command(worker_stop, "FOLDER"),
}


def _help() -> str:
    names = {f"{name} {command.usage}".strip(): command for name, command in COMMANDS.items()}
    width = max(map(len, names))
    lines = [f"  {name:{width}}  {(command.act.__doc__ or '').strip()}" for name, command in names.items()]
    return "\n".join(
        (
            "KD Studio: teach a small student with a large teacher's soft labels.",
            "",
            "usage: kdstudio COMMAND [flags]",
            "",
            *lines,
            "",
            "`kdstudio COMMAND --help` says which flags it takes. Everywhere: --debug shows where an error arose;",
            "`kdstudio --version` says which version this is.",
        )
    )


def _parse(options: type[Parsed], name: str, given: list[str]) -> Parsed:
    description = (COMMANDS[name].act.__doc__ or "").strip()
    prog = f"kdstudio {name}"
    parsed: Parsed = tyro.cli(options, prog=prog, description=description, args=given, config=(tyro.conf.DisallowNone,))
    return parsed


def _parse_training(options: type[flags.Options], kind: type[Training], name: str, given: list[str]) -> flags.Options:
    description = (COMMANDS[name].act.__doc__ or "").strip()
    return flags.parse(options, kind, prog=f"kdstudio {name}", description=description, given=given)


def _print_job(job: TrainingJob) -> int:
    print(jobs.to_toml(job), end="")
    return FINISHED


def _print_json(value: Any) -> None:
    print(json.dumps(value, indent=2, ensure_ascii=False))


class _Ended(NamedTuple):
    """A run that this command has carried out."""

    live: LiveRun
    was_interrupted: bool

    @property
    def code(self) -> int:
        """The exit code that it makes."""
        if self.live.state == "finished":
            return FINISHED
        if self.was_interrupted or self.live.state == "stopped":
            return INTERRUPTED
        return BAD_INPUT if _is_bad_input(self.live) else FAILED


def _is_bad_input(live: LiveRun) -> bool:
    return live.failed is not None and live.failed.reason == "input"


def _run_seeds(job: TrainingJob, seeds: int, name: str | None, *, as_json: bool) -> int:
    """Make a run for each seed, one after another, and report what they came to."""
    members = series(job, seeds)
    group = new_group() if seeds > 1 else None
    ended: list[_Ended] = []
    for member in members:
        ended.append(_run_new(member, name, group, as_json=as_json))
        if ended[-1].code != FINISHED:
            break
    return _report(ended, group, as_json=as_json)


def _run_new(job: TrainingJob, name: str | None, group: str | None, *, as_json: bool) -> _Ended:
    """Make a run and carry it out; one that is refused for what was given leaves nothing behind."""
    folder = runs.create(job, name, group)
    try:
        ended = _Ended(*follow.carry_out(job, folder, make_console(to_stderr=as_json)))
    except UserError:
        runs.remove_failed(folder)
        raise
    if _is_bad_input(ended.live) or advice.missing_library(ended.live):
        runs.remove_failed(folder)
    runs.update(folder)
    return ended


def _resume(options: TrainOptions, kind: type[Training]) -> int:
    """Go on with a run in its own folder, exactly as it was begun."""
    folder = runs.find(options.resume or "")
    _check_only_resume(options, kind)
    live = LiveRun.replay(folder)
    if live.state == "finished":
        if options.json:
            _print_json(summary(live))
        else:
            print(f"{live.id} is already finished: see it with `kdstudio runs show {reference(live)}`.")
        return FINISHED
    ended = _Ended(*follow.carry_out(live.job, folder, make_console(to_stderr=options.json)))
    runs.update(folder)
    return _report([ended], None, as_json=options.json)


def _check_only_resume(options: TrainOptions, kind: type[Training]) -> None:
    others = [flags.flag(name) for name in flags.given_settings(options, kind)]
    others += ["--print-job"] if options.print_job else []
    others += ["--name"] if options.name else []
    others += ["--seeds"] if isinstance(options, DistillOptions) and options.seeds != 1 else []
    others += [str(options.job_file)] if options.job_file else []
    if others:
        raise UserError(
            text("--resume goes on with a run exactly as it was begun: leave out {flags}.", flags=", ".join(others))
        )


def _report(ended: Sequence[_Ended], group: str | None, *, as_json: bool) -> int:
    """Print what the runs came to, and what went wrong with the last one."""
    lives = [entry.live for entry in ended]
    if ended[-1].code == BAD_INPUT:
        return _say_problem(ended[-1])
    if as_json:
        _print_json(_group_summary(lives, group) if group else summary(lives[0]))
    else:
        console = make_console()
        finished = [live for live in lives if live.state == "finished"]
        if group and finished:
            report.print_seeds(console, finished)
        elif finished:
            report.print_result(console, finished[0])
    return _say_problem(ended[-1])


def _group_summary(lives: Sequence[LiveRun], group: str) -> dict[str, Any]:
    verdicts = [live.group_verdict for live in lives if live.group_verdict is not None]
    return {
        "group": group,
        "verdict": judged(verdicts[-1]) if verdicts else None,
        "runs": [summary(live) for live in lives],
    }


def _say_problem(ended: _Ended) -> int:
    """Say on standard error why a run has not finished; return the exit code."""
    live = ended.live
    lines: list[str] = []
    missing = advice.missing_library(live)
    if missing is not None:
        lines = [missing.english()]
    elif _is_bad_input(live) and live.failed is not None:
        lines = [live.failed.sentence.english()]
    elif ended.code == INTERRUPTED:
        lines = [f"Stopped. {line}" for line in report.problem(live)[-1:]]
    elif ended.code == FAILED:
        lines = report.problem(live)
    if lines:
        print("kdstudio: " + "\n".join(lines), file=sys.stderr)
    return ended.code

"""The flags of a job, derived from the recipe's settings, and the job that flags and a TOML file make together."""

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec
import tyro
from msgspec import Meta
from tyro.conf import FlagCreatePairsOff, Positional, arg

from kdstudio.core import jobs
from kdstudio.core.jobs import Distill, TrainingJob, TrainTeacher
from kdstudio.core.methods import METHODS
from kdstudio.core.recipe import Recipe, TeacherRecipe, Training, settings, with_absolute_paths
from kdstudio.core.text import UserError, text

_NO = "no_"
_METAVARS = {"class_map": "OURS TEACHERS …", "teacher_mean": "R G B", "teacher_std": "R G B"}
_METHODS_OWN = ("temperature", "alpha", "beta", "gamma", "soft_weight")
_NEEDED = {
    "dataset": text("No dataset is given: name a folder with --dataset, or see `kdstudio demo` first."),
    "teacher": text("No teacher is given: name its file with --teacher, or make one with `kdstudio train-teacher`."),
}


@dataclass(frozen=True, kw_only=True)
class TrainOptions:
    """What the command line says beside the recipe."""

    job_file: Annotated[
        Path | None,
        Positional,
        arg(
            metavar="[JOB.toml]",
            help="A job's file, as --print-job makes it; flags win over it.",
            help_behavior_hint="",
        ),
    ] = None
    print_job: Annotated[
        bool,
        FlagCreatePairsOff,
        arg(help="Print the job with every setting instead of running it.", help_behavior_hint=""),
    ] = False
    resume: Annotated[
        str | None,
        arg(
            metavar="RUN",
            help="Go on with a run that stopped: its id, the beginning of it, `last`, or its folder.",
            help_behavior_hint="",
        ),
    ] = None
    name: Annotated[str | None, arg(help="What to call the run.", help_behavior_hint="")] = None
    json: Annotated[
        bool,
        FlagCreatePairsOff,
        arg(help="Print the result as JSON; progress goes to standard error.", help_behavior_hint=""),
    ] = False


@dataclass(frozen=True, kw_only=True)
class DistillOptions(TrainOptions):
    """What the command line says beside the recipe of a distillation."""

    seeds: Annotated[int, arg(help="How many runs to make, each with the next seed, and to judge together.")] = 1


Options = TypeVar("Options", bound=TrainOptions)


def parse(options: type[Options], kind: type[Training], *, prog: str, description: str, given: list[str]) -> Options:
    """Parse a command's options and the recipe's flags; what was not given is None."""
    needed_first = sorted(settings(kind), key=lambda setting: setting[-1] is not msgspec.NODEFAULT)
    fields = [field for setting in needed_first for field in _fields(*setting)]
    namespace = {"__doc__": description}
    combined = dataclasses.make_dataclass(
        "Flags", fields, bases=(options,), frozen=True, kw_only=True, namespace=namespace
    )
    parsed: Options = tyro.cli(
        combined, prog=prog, description=description, args=given, config=(tyro.conf.DisallowNone,)
    )
    return parsed


def given_settings(options: TrainOptions, kind: type[Training]) -> dict[str, Any]:
    """Return the recipe's settings that flags gave."""
    found = {}
    for name, _, plain, _ in settings(kind):
        value = getattr(options, name)
        if plain is bool:
            value = True if value else False if getattr(options, _NO + name) else None
        if value is not None:
            found[name] = value
    return found


def job_of(options: TrainOptions, kind: type[Recipe] | type[TeacherRecipe]) -> TrainingJob:
    """Return the job that the file and the flags, which win, describe, with every setting filled in.

    Raises:
        UserError: The file cannot be read, or a setting is missing, unknown or out of its limits.
    """
    tag = "distill" if kind is Recipe else "train-teacher"
    given = given_settings(options, kind)
    mapping: dict[str, Any] = {"job": tag, "recipe": {}}
    if options.job_file is not None:
        mapping |= jobs.read_mapping(options.job_file)
        _check_kind(mapping, tag, options.job_file)
    if isinstance(mapping["recipe"], dict):
        mapping["recipe"] = {**mapping["recipe"], **given}
        _check_needed(mapping["recipe"], kind)
    job = jobs.from_mapping(mapping, str(options.job_file or "The command line"))
    if isinstance(job, Distill):
        return Distill(recipe=with_absolute_paths(job.recipe.completed(), Path.cwd()))
    assert isinstance(job, TrainTeacher)  # of another kind it would have been refused above
    return TrainTeacher(recipe=with_absolute_paths(job.recipe, Path.cwd()))


def flag(name: str) -> str:
    """Return a setting's flag as one types it."""
    return "--" + name.replace("_", "-")


def _check_kind(mapping: dict[str, Any], tag: str, file: Path) -> None:
    if mapping["job"] != tag and mapping["job"] in ("distill", "train-teacher", "export", "prove"):
        raise UserError(
            text(
                "{file} is a job of another kind: run it with `kdstudio {kind} {file}`.",
                file=str(file),
                kind=str(mapping["job"]),
            )
        )


def _check_needed(recipe: dict[str, Any], kind: type[Training]) -> None:
    for name, sentence in _NEEDED.items():
        if name in kind.__struct_fields__ and name not in recipe:
            raise UserError(sentence)


def _fields(name: str, meta: Meta, plain: Any, default: Any) -> list[tuple[str, Any, Any]]:
    """Return the dataclass field of a setting; a switch has two, on and off, for it may also be left alone."""
    help_text = _help(meta)
    if plain is bool:
        off = arg(help=f"Not so{', the default' if default is False else ''}.", help_behavior_hint="")
        on = arg(help=help_text, help_behavior_hint="")
        return [
            (name, Annotated[bool, on, FlagCreatePairsOff], dataclasses.field(default=False)),
            (_NO + name, Annotated[bool, off, FlagCreatePairsOff], dataclasses.field(default=False)),
        ]
    words = arg(help=help_text, help_behavior_hint=_hint(name, default), metavar=_METAVARS.get(name))
    return [(name, Annotated[plain | None, words], dataclasses.field(default=None))]


def _help(meta: Meta) -> str:
    limits = _limits(meta)
    unit = (meta.extra or {}).get("unit", "")
    measure = " ".join(part for part in (limits, unit) if part)
    return f"{meta.description} [{measure}]" if measure else str(meta.description)


def _limits(meta: Meta) -> str:
    low, above, high = ((meta.extra or {}).get(key) for key in ("ge", "gt", "le"))
    begin = f"{low:g}" if low is not None else f"above {above:g}" if above is not None else ""
    return f"{begin} to {high:g}" if begin and high is not None else begin


def _hint(name: str, default: Any) -> str:
    if default is msgspec.NODEFAULT:
        return "(needed)"
    if name in _METHODS_OWN:
        own = [
            f"{method.name} {value:g}" for method in METHODS.values() if (value := getattr(method, name)) is not None
        ]
        return f"(default: {', '.join(own)})"
    return f"(default: {default})" if default not in (None, {}) else ""

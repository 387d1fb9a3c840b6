"""One run in a terminal: its settings, its curves as sparklines, the soft labels of a probe as bars."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text as Styled

from kdstudio.cli import report
from kdstudio.cli.words import COLOURS, NETWORKS, bar, resume_command, sparkline
from kdstudio.core import about, soft_labels
from kdstudio.core.events import EpochDone, Network
from kdstudio.core.live_run import LiveRun
from kdstudio.core.recipe import Recipe, settings
from kdstudio.core.text import UserError, text

_TOP_CLASSES = 6
_BAR_WIDTH = 32
_METRICS: tuple[tuple[str, str, Callable[[EpochDone], float | None]], ...] = (
    ("Top-1", "%", lambda done: done.top1),
    ("Agreement", "%", lambda done: done.agreement),
    ("KL", "bits", lambda done: done.kl_bits),
)
Logits = npt.NDArray[np.float16]


def print_run(console: Console, live: LiveRun, probe: int | None) -> None:
    """Print everything that a terminal can show of a run.

    Raises:
        UserError: There is no such probe.
    """
    said = about.read(live.folder)
    console.print(Styled(f"{live.id}: {live.state}", style="bold"), soft_wrap=True)
    for line in (said.name, ", ".join(said.tags), said.note):
        if line:
            console.print(line, soft_wrap=True)
    console.print(_settings_table(live))
    console.print()
    if any(network.epochs for network in live.networks.values()):
        console.print(_curves(live))
        console.print()
    asked = _asked_of_probe(live, probe)
    if asked is not None:
        _print_probe(console, asked)
    elif probe is not None:
        raise UserError(text("The run {run} has no soft labels yet: wait for its first epoch.", run=live.id))
    report.print_result(console, live)
    if live.state in ("failed", "lost"):
        console.print("\n".join(report.problem(live)), soft_wrap=True)
    elif live.state in ("waiting", "stopped"):
        console.print(f"Go on with: {resume_command(live)}", soft_wrap=True)


def _settings_table(live: LiveRun) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    for name, value in changed_settings(live):
        table.add_row(name, str(value))
    return table


def changed_settings(live: LiveRun) -> Iterator[tuple[str, Any]]:
    """Yield name and value of the settings that are not what they are by default, or have no default."""
    recipe = live.job.recipe
    kind = type(recipe)
    needed = {name: getattr(recipe, name) for name, _, _, default in settings(kind) if default is msgspec.NODEFAULT}
    usual: Any = kind(**needed)
    if isinstance(recipe, Recipe):
        usual = msgspec.structs.replace(usual, method=recipe.method).completed()
    for name, _, _, default in settings(kind):
        value = getattr(recipe, name)
        if name in needed or value != getattr(usual, name) or (name == "method" and value != default):
            yield name, value


def _curves(live: LiveRun) -> Table:
    table = Table(box=SIMPLE, show_edge=False, title="On the probes, epoch by epoch", title_justify="left")
    for title in ("", "", ""):
        table.add_column(title)
    table.add_column("first → last", justify="right")
    networks: tuple[Network, ...] = ("student", "baseline") if isinstance(live.job.recipe, Recipe) else ("teacher",)
    for title, unit, of in _METRICS:
        curves = {network: _curve(live, network, of) for network in networks}
        values = [value for curve in curves.values() for value in curve]
        for network, curve in curves.items():
            if curve:
                line = Styled(sparkline(curve, min(values), max(values)), style=COLOURS[network])
                table.add_row(title, NETWORKS[network], line, f"{curve[0]:.3g} → {curve[-1]:.3g} {unit}")
    return table


def _curve(live: LiveRun, network: Network, of: Callable[[EpochDone], float | None]) -> list[float]:
    epochs = live.networks[network].epochs
    return [value for epoch in sorted(epochs) if (value := of(epochs[epoch])) is not None]


class _Asked(NamedTuple):
    """What the networks make of a probe: probabilities (C,) over the classes that the teacher knows."""

    title: str
    names: list[str]
    label: int
    teacher: soft_labels.Doubles
    student: soft_labels.Doubles | None


def _asked_of_probe(live: LiveRun, probe: int | None) -> _Asked | None:
    """Return what is known of a probe (counted from 1), by default the one that the teacher finds hardest."""
    prepared = live.prepared
    teacher = _logits(live, "teacher")
    if prepared is None or teacher is None:
        return None
    known = np.flatnonzero(np.isfinite(teacher[0]))
    probabilities = soft_labels.soften(teacher[:, known])
    number = int(soft_labels.entropy_bits(probabilities).argmax()) if probe is None else probe - 1
    if not 0 <= number < len(teacher):
        raise UserError(
            text(
                "There is no probe {number}: choose one from 1 to {count}.",
                number=probe or 0,
                count=len(teacher),
            )
        )
    student = _logits(live, "student")
    columns = known.tolist()
    label = prepared.probe_labels[number]
    place = "/".join(Path(prepared.probe_files[number]).parts[-2:])
    return _Asked(
        title=f"Probe {number + 1} of {len(teacher)}: {place} ({prepared.classes[label]}), soft labels at T = 1",
        names=[prepared.classes[column] for column in columns],
        label=columns.index(label) if label in columns else -1,
        teacher=probabilities[number],
        student=None if student is None else soft_labels.soften(student[number, known]),
    )


def _logits(live: LiveRun, network: Network) -> Logits | None:
    """Return a network's latest logits of the probes (P, C), if they are there."""
    files = live.networks[network].soft_labels
    if not files:
        return None
    try:
        logits: Logits = np.load(live.folder / files[max(files)], allow_pickle=False)
    except (OSError, ValueError, EOFError):  # a folder copied in part
        return None
    return logits


def _print_probe(console: Console, asked: _Asked) -> None:
    console.print(asked.title, soft_wrap=True)
    student = asked.teacher if asked.student is None else asked.student
    top = soft_labels.top_classes(asked.teacher, student, _TOP_CLASSES)
    table = Table(box=None, show_header=False, pad_edge=False)
    for place in top.indices.tolist():
        _add_bars(table, asked, asked.names[place], float(asked.teacher[place]), float(student[place]))
    if len(top.indices) < len(asked.names):
        _add_bars(table, asked, "rest", top.teacher_rest, top.student_rest)
    console.print(table)
    if asked.student is not None:
        sentence = soft_labels.reading(asked.teacher, asked.student, asked.names, asked.label)
        console.print(sentence.english(), soft_wrap=True)
    console.print()


def _add_bars(table: Table, asked: _Asked, name: str, teacher: float, student: float) -> None:
    table.add_row(name, "teacher", *_bar("teacher", teacher))
    if asked.student is not None:
        table.add_row("", "student", *_bar("student", student))


def _bar(network: Network, share: float) -> tuple[Styled, Styled]:
    number = Styled(f"{100 * share:.1f} %", justify="right")
    return Styled(bar(share, _BAR_WIDTH), style=COLOURS[network]), number

"""What a run came to, in tables and sentences: one run, the seeds of a group, or a list of runs."""

import datetime
import signal
from collections.abc import Callable, Sequence

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text as Styled

from kdstudio.cli.words import ABSENT, COLOURS, NETWORKS, percent, resume_command, size_words
from kdstudio.core import verdict
from kdstudio.core.catalogue import RunRow
from kdstudio.core.events import Measurement, Network
from kdstudio.core.jobs import Distill
from kdstudio.core.journal import LOG_FILE
from kdstudio.core.live_run import LiveRun
from kdstudio.core.methods import METHODS, Method
from kdstudio.core.verdict import Verdict

_LOG_LINES = 10
_ORDER: tuple[Network, ...] = ("teacher", "baseline", "student")


def print_result(console: Console, live: LiveRun) -> None:
    """Print the table of a run's networks, its verdict, and where everything lies."""
    if any(network.measurement for network in live.networks.values()):
        console.print(comparison(live))
        console.print()
    if live.verdict is not None:
        print_verdict(console, live.verdict)
    print_places(console, live)


def print_places(console: Console, live: LiveRun) -> None:
    """Print where a run and the weights of its network lie."""
    console.print(f"Run: {live.folder}", soft_wrap=True)
    weights = live.networks[live.main_network].weights
    if weights:
        console.print(f"Weights: {live.folder / weights}", soft_wrap=True)


def print_verdict(console: Console, found: Verdict) -> None:
    """Print a verdict's sentence and its explanation."""
    console.print(Styled(verdict.sentence(found).english(), style="bold"), soft_wrap=True)
    console.print(verdict.explanation(found).english(), soft_wrap=True)


def print_seeds(console: Console, lives: Sequence[LiveRun]) -> None:
    """Print one row a seed, the verdict of the group if there is one, and where the runs lie."""
    console.print(seeds_table(lives))
    console.print()
    groups = [live.group_verdict for live in lives if live.group_verdict is not None]
    if groups:
        print_verdict(console, groups[-1])
    for live in lives:
        console.print(f"Run: {live.folder}", soft_wrap=True)


def comparison(live: LiveRun) -> Table:
    """Return the table of a run's networks side by side: what each is worth and what it costs."""
    columns: tuple[Network, ...] = _ORDER if isinstance(live.job, Distill) else (live.main_network,)
    table = Table(box=SIMPLE, show_edge=False)
    table.add_column("")
    for network in columns:
        table.add_column(Styled(NETWORKS[network], style=COLOURS[network]), justify="right")
    found = [live.networks[network].measurement for network in columns]
    rows = _ROWS if len(columns) > 1 else [row for row in _ROWS if row[1] not in _LIKENESS]
    for title, cell in rows:
        table.add_row(title, *(ABSENT if figures is None else cell(figures) for figures in found))
    judged_on = live.prepared.judged_on if live.prepared else ""
    images = next((figures.images for figures in found if figures is not None), None)
    if images is not None:
        table.caption = f"on {images:,} {judged_on} images, at T = 1"
        table.caption_justify = "left"
    return table


def _top1(found: Measurement) -> str:
    return f"{found.top1:.1f} % ({found.top1_low:.1f}–{found.top1_high:.1f})"


def _agreement(found: Measurement) -> str:
    return percent(found.agreement)


def _kl(found: Measurement) -> str:
    return ABSENT if found.kl_bits is None else f"{found.kl_bits:.3f} bits"


_ROWS: tuple[tuple[str, Callable[[Measurement], str]], ...] = (
    ("Top-1 (95 % interval)", _top1),
    ("Agreement with the teacher", _agreement),
    ("Mean KL from the teacher", _kl),
    ("Calibration error (ECE)", lambda found: f"{found.ece:.3f}"),
    ("Parameters", lambda found: f"{found.parameters:,}"),
    ("File size", lambda found: size_words(found.size_bytes)),
    ("Latency, median / 95th percentile", lambda found: f"{found.latency_ms:.2f} / {found.latency_p95_ms:.2f} ms"),
)
_LIKENESS = (_agreement, _kl)  # to the teacher: nothing to say of one that stands alone


def seeds_table(lives: Sequence[LiveRun]) -> Table:
    """Return one row a seed: the student alone, the student taught, and the gain in points."""
    table = Table(box=SIMPLE, show_edge=False)
    for title in ("Seed", NETWORKS["baseline"], NETWORKS["student"], "Gain"):
        table.add_column(title, justify="right")
    for live in lives:
        alone, taught = (_accuracy(live, network) for network in ("baseline", "student"))
        table.add_row(str(live.job.recipe.seed), percent(alone), percent(taught), gain_words(alone, taught))
    return table


def gain_words(alone: float | None, taught: float | None) -> str:
    """Return what the teacher added, in percentage points."""
    return ABSENT if alone is None or taught is None else f"{taught - alone:+.1f}"


def _accuracy(live: LiveRun, network: Network) -> float | None:
    found = live.networks[network].measurement
    return found.top1 if found else None


def problem(live: LiveRun) -> list[str]:
    """Return what to say of a run that failed or was lost: what happened, where the log is, how to go on."""
    lines = []
    if live.failed is not None:
        lines.append(live.failed.sentence.english())
    if live.lost is not None:
        lines.append(f"The process ended without a word, {_exit_words(live.lost.exit_code)}.")
        tail = live.lost.log_tail.splitlines()[-_LOG_LINES:]
        lines += ["The last lines of its log:", *(f"  {line}" for line in tail)] if tail else []
    lines.append(f"Log: {live.folder / LOG_FILE}")
    lines.append(f"Go on with: {resume_command(live)}")
    return lines


def _exit_words(exit_code: int | None) -> str:
    if exit_code is None:
        return "exit code unknown"
    if exit_code < 0:
        try:
            return f"exit code {exit_code} ({signal.Signals(-exit_code).name})"
        except ValueError:
            pass
    return f"exit code {exit_code}"


def runs_table(rows: Sequence[RunRow]) -> Table:
    """Return the list of runs."""
    table = Table(box=SIMPLE, show_edge=False)
    table.add_column("Run", no_wrap=True)
    for title in ("State", "Begun", "Method"):
        table.add_column(title, no_wrap=True)
    for title in ("Seed", "Teacher", "Alone", "Taught", "Gain"):
        table.add_column(title, justify="right", no_wrap=True)
    if any(row.name for row in rows):
        table.add_column("Name")
    for row in rows:
        begun = datetime.datetime.fromtimestamp(row.created_at).strftime("%Y-%m-%d %H:%M")
        accuracies = (row.teacher_top1, row.baseline_top1, row.student_top1)
        gain = gain_words(row.baseline_top1, row.student_top1)
        cells = [row.id, row.state, begun, row.method or row.job, str(row.seed), *map(percent, accuracies), gain]
        table.add_row(*cells, *([row.name] if len(table.columns) > len(cells) else []))
    return table


def methods_table() -> Table:
    """Return what the distillation methods do, with their formulas, settings and sources."""
    table = Table(box=SIMPLE, show_edge=False, show_lines=True)
    table.add_column("Method", no_wrap=True)
    table.add_column("What it does")
    table.add_column("Settings")
    table.add_column("Source")
    for method in METHODS.values():
        source = method.source
        table.add_row(
            method.name,
            f"{method.title}. {method.description}\n{method.formula}",
            _settings_of(method),
            f"{source.authors} {source.year}: {source.title}. https://arxiv.org/abs/{source.arxiv}",
        )
    return table


def _settings_of(method: Method) -> str:
    names = ("temperature", "alpha", "beta", "gamma", "soft_weight", "warm_up")
    given = ((name, getattr(method, name)) for name in names)
    return "\n".join(f"{name.replace('_', ' ')} {value:.3g}" for name, value in given if value is not None)

"""Words and numbers as the command line prints them."""

import shlex
from collections.abc import Sequence
from itertools import pairwise

from rich.console import Console

from kdstudio.core import paths
from kdstudio.core.events import Network
from kdstudio.core.jobs import Distill
from kdstudio.core.live_run import LiveRun

ABSENT = "–"
NETWORKS: dict[Network, str] = {"teacher": "Teacher", "student": "Student taught", "baseline": "Student alone"}
COLOURS: dict[Network, str] = {"teacher": "#3B82F6", "student": "#E08A00", "baseline": "#8A8F98"}
_BLOCKS = "▁▂▃▄▅▆▇█"
_EIGHTHS = " ▏▎▍▌▋▊▉"
_PLAIN_WIDTH = 160


def make_console(*, to_stderr: bool = False) -> Console:
    """Return a console that prints what it is given as it is: no markup, no emoji codes, no colours of its own."""
    console = Console(stderr=to_stderr, markup=False, emoji=False, highlight=False)
    if not console.is_terminal:
        console.width = _PLAIN_WIDTH
    return console


def resume_command(live: LiveRun) -> str:
    """Return what to type to go on with a run."""
    command = "distill" if isinstance(live.job, Distill) else "train-teacher"
    return f"kdstudio {command} --resume {reference(live)}"


def reference(live: LiveRun) -> str:
    """Return how to name a run: its id, or its folder where it does not lie among the others."""
    is_at_home = live.folder.parent == paths.runs_folder()
    return live.id if is_at_home else shlex.quote(str(live.folder))


def sparkline(values: Sequence[float], low: float, high: float, width: int = 40) -> str:
    """Return numbers as a row of blocks between `low` and `high`; more than fit are drawn by their means."""
    if len(values) > width:
        edges = [len(values) * place // width for place in range(width + 1)]
        values = [sum(values[a:b]) / (b - a) for a, b in pairwise(edges)]
    span = high - low
    top = len(_BLOCKS) - 1
    shares = [(value - low) / span if span > 0 else 0.0 for value in values]
    return "".join(_BLOCKS[round(min(max(share, 0.0), 1.0) * top)] for share in shares)


def bar(share: float, width: int = 40) -> str:
    """Return a share from 0 to 1 as a bar in eighths of a sign."""
    eighths = round(min(max(share, 0.0), 1.0) * width * 8)
    return ("█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()).ljust(width)


def size_words(size_bytes: int) -> str:
    """Return a file's size."""
    return f"{size_bytes / 1e6:.1f} MB" if size_bytes >= 100_000 else f"{size_bytes / 1e3:.1f} kB"


def percent(value: float | None) -> str:
    """Return a percentage, or a dash where there is none."""
    return ABSENT if value is None else f"{value:.1f} %"

"""How long a run still takes: estimated from its own epochs and batches."""

from statistics import fmean
from typing import NamedTuple

from kdstudio.core.jobs import Distill
from kdstudio.core.live_run import LiveNetwork, LiveRun

_RECENT_EPOCHS = 5


class TimeLeft(NamedTuple):
    """Seconds until the network in training is done, and for the baseline that comes after it (0 for none)."""

    network_seconds: float
    then_baseline_seconds: float


def time_left(live: LiveRun, now: float) -> TimeLeft | None:
    """Estimate the time left at `now` (seconds, UTC); None while no network trains or nothing is known yet.

    An epoch takes the mean of the last five; in the first one, what its batches have taken so far. A baseline
    that has not begun is expected to take the student's time: an upper bound, as no teacher is asked for it.
    """
    if live.network_now is None:
        return None
    epoch_seconds = _epoch_seconds(live, live.networks[live.network_now])
    if epoch_seconds is None:
        return None
    network = live.networks[live.network_now]
    epochs_left = network.epochs_planned - network.epochs_done() - _share_of_epoch(live)
    since = max(now - live.moved_at, 0.0)  # the clock goes on between two events
    has_baseline = isinstance(live.job, Distill) and live.job.recipe.baseline and live.network_now == "student"
    return TimeLeft(
        network_seconds=max(epochs_left * epoch_seconds - since, 0.0),
        then_baseline_seconds=network.epochs_planned * epoch_seconds if has_baseline else 0.0,
    )


def _epoch_seconds(live: LiveRun, network: LiveNetwork) -> float | None:
    """Return what an epoch takes: by this attempt's epochs, the batches of this one, or what went before."""
    recent = _mean_seconds(network, after=network.from_epoch)
    if recent is not None:
        return recent
    share = _share_of_epoch(live)
    if share > 0:
        return (live.moved_at - live.epoch_began_at) / share
    return _mean_seconds(network, after=0) or _mean_seconds(live.networks["student"], after=0)


def _mean_seconds(network: LiveNetwork, after: int) -> float | None:
    times = [network.epochs[epoch].seconds for epoch in sorted(network.epochs) if epoch > after]
    return fmean(times[-_RECENT_EPOCHS:]) if times else None


def _share_of_epoch(live: LiveRun) -> float:
    return min(live.batch / live.batches, 1.0) if live.batches else 0.0

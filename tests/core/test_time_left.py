from pathlib import Path

import msgspec

from kdstudio.core.events import Entry, Event, NetworkDone, NetworkStarted, Progress, Stopped
from kdstudio.core.live_run import LiveRun
from kdstudio.core.time_left import TimeLeft, time_left
from tests.core import replays

EPOCHS = 10


def live_run(*timed: tuple[float, Event], baseline: bool = True) -> LiveRun:
    live = LiveRun(Path("/runs/r"), replays.distillation(epochs=EPOCHS, baseline=baseline))
    for seq, (at, event) in enumerate(timed, 1):
        live.take(Entry(seq=seq, at=at, event=event))
    return live


def started(network: str = "student", from_epoch: int = 0) -> NetworkStarted:
    return NetworkStarted(network=network, from_epoch=from_epoch, epochs=EPOCHS, batches=4)  # type: ignore[arg-type]


def batch(done: int, epoch: int = 1, network: str = "student") -> Progress:
    return Progress(stage="train", network=network, epoch=epoch, done=done, total=4)  # type: ignore[arg-type]


def epoch(number: int, seconds: float = 20.0, network: str = "student") -> Event:
    return msgspec.structs.replace(replays.epoch(network, number, 50.0), seconds=seconds)  # type: ignore[arg-type]


def test_before_anything_trains_nothing_is_known() -> None:
    assert time_left(live_run(), 0.0) is None
    assert time_left(live_run((0.0, replays.beginning()[0])), 5.0) is None


def test_before_the_first_batch_nothing_is_known() -> None:
    assert time_left(live_run((0.0, started()), (1.0, epoch(0, 0.0))), 2.0) is None


def test_in_the_first_epoch_its_batches_say_how_long_it_takes() -> None:
    live = live_run((0.0, started()), (10.0, epoch(0, 0.0)), (15.0, batch(1)))
    assert time_left(live, 15.0) == TimeLeft(9.75 * 20.0, 10 * 20.0)


def test_later_the_epochs_say_it_and_the_clock_goes_on_between_events() -> None:
    live = live_run((0.0, started()), (20.0, epoch(1)), (30.0, batch(2, epoch=2)), baseline=False)
    assert time_left(live, 30.0) == TimeLeft(8.5 * 20.0, 0.0)
    assert time_left(live, 33.0) == TimeLeft(8.5 * 20.0 - 3.0, 0.0)
    assert time_left(live, 10_000.0) == TimeLeft(0.0, 0.0)


def test_the_batches_of_the_epoch_before_do_not_count_again() -> None:
    live = live_run((0.0, started()), (19.0, batch(4)), (20.0, epoch(1)), baseline=False)
    assert time_left(live, 20.0) == TimeLeft(9 * 20.0, 0.0)


def test_only_the_last_five_epochs_count() -> None:
    epochs = [(float(number), epoch(number, 1000.0 if number == 1 else 10.0)) for number in range(1, 7)]
    found = time_left(live_run((0.0, started()), *epochs, baseline=False), 6.0)
    assert found == TimeLeft(4 * 10.0, 0.0)


def test_a_resume_on_another_machine_soon_goes_by_its_own_epochs() -> None:
    before = [(0.0, started()), (20.0, epoch(1)), (21.0, Stopped())]
    resumed = live_run(*before, (500.0, started(from_epoch=1)), baseline=False)
    assert time_left(resumed, 500.0) == TimeLeft(9 * 20.0, 0.0)
    faster = live_run(*before, (500.0, started(from_epoch=1)), (501.0, batch(1, epoch=2)), baseline=False)
    assert time_left(faster, 501.0) == TimeLeft(8.75 * 4.0, 0.0)
    own = live_run(*before, (500.0, started(from_epoch=1)), (505.0, epoch(2, 5.0)), baseline=False)
    assert time_left(own, 505.0) == TimeLeft(8 * 5.0, 0.0)


def test_a_baseline_that_begins_is_expected_to_take_the_students_time_and_nothing_comes_after() -> None:
    student = [(0.0, started()), (20.0, epoch(1)), (30.0, NetworkDone(network="student", weights="w"))]
    assert time_left(live_run(*student), 31.0) is None
    live = live_run(*student, (40.0, started("baseline")))
    assert time_left(live, 40.0) == TimeLeft(10 * 20.0, 0.0)
    own = live_run(*student, (40.0, started("baseline")), (45.0, batch(2, network="baseline")))
    assert time_left(own, 45.0) == TimeLeft(9.5 * 10.0, 0.0)

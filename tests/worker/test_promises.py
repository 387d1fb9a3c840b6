"""The seven promises of a job (core/events.py), each with real processes."""

import itertools
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kdstudio import launcher, worker
from kdstudio.core import journal
from kdstudio.core.events import (
    LAST_EVENTS,
    Entry,
    Failed,
    Finished,
    Lost,
    Noted,
    Progress,
    Started,
    Stopped,
)
from kdstudio.core.jobs import Distill
from kdstudio.core.live_run import LiveRun
from kdstudio.core.recipe import Recipe
from kdstudio.core.text import UserError
from tests.worker import misbehaving_engine

REPOSITORY = Path(__file__).parents[2]


def job(behaviour: str) -> Distill:
    return Distill(recipe=Recipe(dataset=behaviour, teacher="none"))


@pytest.fixture(autouse=True)
def _misbehaving_engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setattr(worker, "run_in_process", misbehaving_engine.run_in_process)
    monkeypatch.setenv("KDSTUDIO_HOME", str(tmp_path / "home"))
    yield
    assert multiprocessing.active_children() == []


def finish(launched: launcher.Launched) -> list[Entry]:
    entries = list(launched.watch())
    assert not launched.is_alive()
    return entries


def check_promises(entries: list[Entry]) -> None:
    """Started first, exactly one last event, at the end, and no gap in the numbers."""
    assert isinstance(entries[0].event, Started)
    assert [isinstance(entry.event, LAST_EVENTS) for entry in entries].count(True) == 1
    assert isinstance(entries[-1].event, LAST_EVENTS)
    assert [entry.seq for entry in entries] == list(range(entries[0].seq, entries[0].seq + len(entries)))


def wait_until_working(folder: Path) -> None:
    deadline = time.monotonic() + 20
    while not any(isinstance(entry.event, Noted) for entry in journal.read(folder)):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_normal_job_tells_everything_in_order_and_its_process_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    entries = finish(launcher.launch(job("normal"), folder))

    check_promises(entries)
    assert isinstance(entries[-1].event, Finished)
    assert len(entries) == 1 + 1 + misbehaving_engine.NOTES + 1
    assert [entry.event for entry in journal.read(folder)] == [entry.event for entry in entries]
    assert not journal.is_writer_alive(folder)


def test_what_python_and_c_libraries_print_goes_to_the_log(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    finish(launcher.launch(job("normal"), folder))
    log = (folder / journal.LOG_FILE).read_text()
    assert "the engine prints this" in log
    assert "a C library prints this" in log


def test_progress_is_journalled_at_most_four_times_a_second(tmp_path: Path) -> None:
    entries = finish(launcher.launch(job("flood"), tmp_path / "run"))
    times = [entry.at for entry in entries if isinstance(entry.event, Progress)]
    assert 5 <= len(times) <= 9
    assert min(later - earlier for earlier, later in itertools.pairwise(times)) > 0.2


def test_a_stop_is_honoured_and_the_run_goes_on_in_a_second_attempt(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    launched = launcher.launch(job("until-stopped"), folder)
    wait_until_working(folder)
    launched.stop()
    entries = finish(launched)

    check_promises(entries)
    assert entries[-1].event == Stopped(network="student", epoch=3)
    again = launcher.launch(job("until-stopped"), folder)
    time.sleep(1.0)
    assert again.is_alive(), "the first attempt's stop file must not stop the second"
    assert launcher.stop(folder)
    resumed = finish(again)
    check_promises(resumed)
    assert resumed[0].event.attempt == 2  # type: ignore[union-attr]
    assert resumed[0].seq == entries[-1].seq + 1


def test_stopping_a_run_that_nobody_works_on_says_so(tmp_path: Path) -> None:
    assert not launcher.stop(tmp_path)


def test_a_job_that_hangs_can_be_ended_and_is_lost(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    launched = launcher.launch(job("hang"), folder)
    wait_until_working(folder)
    launched.end_now()
    entries = finish(launched)

    check_promises(entries)
    assert isinstance(entries[-1].event, Lost)
    assert entries[-1].event.exit_code == -signal.SIGTERM


def test_a_process_that_exits_without_a_word_is_lost_with_its_code_and_log(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    entries = finish(launcher.launch(job("exit"), folder))

    check_promises(entries)
    last = entries[-1].event
    assert isinstance(last, Lost)
    assert last.exit_code == 7
    assert "a C library prints this" in last.log_tail
    assert not any(isinstance(entry.event, Lost) for entry in journal.read(folder)), "never journalled"


def test_a_process_that_dies_before_its_first_word_is_lost_for_every_reader_and_the_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "run"
    with monkeypatch.context() as patch:
        patch.setattr(worker, "run_in_process", misbehaving_engine.die_at_once)
        entries = finish(launcher.launch(job("normal"), folder))

    assert [type(entry.event) for entry in entries] == [Lost]
    assert LiveRun.replay(folder).state == "lost"
    again = finish(launcher.launch(job("normal"), folder))
    check_promises(again)
    assert again[0].event.attempt == 2  # type: ignore[union-attr]
    assert LiveRun.replay(folder).state == "finished"


def test_a_wish_to_stop_does_not_outlive_the_process_that_never_heard_it(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    worker.stop_file(folder, 1).write_text("keep")
    launched = launcher.launch(job("hang"), folder)
    assert not worker.stop_file(folder, 1).exists()
    launched.end_now()


def test_a_journal_that_cannot_be_read_for_a_moment_does_not_end_the_watch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    launched = launcher.launch(job("normal"), tmp_path / "run")
    read, refusals = journal.JournalReader._read_lines, iter(range(2))

    def refuse_twice(self: journal.JournalReader, path: Path) -> list[Entry]:
        if next(refusals, None) is not None:
            raise PermissionError(13, "Permission denied", str(path))
        return read(self, path)

    monkeypatch.setattr(journal.JournalReader, "_read_lines", refuse_twice)
    entries = finish(launched)
    check_promises(entries)
    assert isinstance(entries[-1].event, Finished)


def test_a_process_is_gone_although_a_child_that_it_forked_lives_on(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    launched = launcher.launch(job("fork-and-hang"), folder)
    wait_until_working(folder)
    time.sleep(0.2)
    began = time.monotonic()
    launched.end_now()
    assert time.monotonic() - began < launcher._TERMINATE_SECONDS - 0.5
    assert not journal.is_writer_alive(folder), "the child does not hold the lock"


def test_a_killed_worker_is_lost_and_another_reader_agrees(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    launched = launcher.launch(job("busy"), folder)
    wait_until_working(folder)
    started = journal.read(folder)[0].event
    assert isinstance(started, Started)
    os.kill(started.process, signal.SIGKILL)
    last = finish(launched)[-1].event

    assert isinstance(last, Lost)
    assert last.exit_code == -signal.SIGKILL
    elsewhere = list(launcher.watch(folder))[-1].event
    assert isinstance(elsewhere, Lost)
    assert elsewhere.exit_code is None, "only the parent knows the exit code"


def test_an_exception_is_a_failure_in_one_sentence_and_its_story_is_in_the_log(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    entries = finish(launcher.launch(job("raise"), folder))

    check_promises(entries)
    last = entries[-1].event
    assert isinstance(last, Failed)
    assert last.reason == "program"
    assert "ValueError: the engine's own mistake" in str(last.sentence).replace(" with", ":").replace("failed: ", "")
    assert "Traceback" not in str(last.sentence)
    assert "Traceback" in journal.log_tail(folder)


def test_bad_input_is_a_failure_with_the_engines_own_sentence(tmp_path: Path) -> None:
    last = finish(launcher.launch(job("bad-input"), tmp_path / "run"))[-1].event
    assert isinstance(last, Failed)
    assert last.reason == "input"
    assert str(last.sentence) == "The file x.pt is not there: check it."


def test_a_full_disk_is_said_in_one_sentence(tmp_path: Path) -> None:
    entries = finish(launcher.launch(job("disk-full"), tmp_path / "run"))
    check_promises(entries)
    last = entries[-1].event
    assert isinstance(last, Failed)
    assert last.reason == "resources"
    assert "full" in str(last.sentence)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"mounting a small disk is not allowed here: {mounted.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_disk_that_fills_up_still_takes_the_last_word(small_disk: Path) -> None:
    folder = small_disk / "run"
    entries = finish(launcher.launch(job("fill-the-disk"), folder))
    check_promises(entries)
    last = entries[-1].event
    assert isinstance(last, Failed)
    assert last.reason == "resources"
    assert not (folder / "big.part").exists()
    assert journal.read(folder)[-1].event == last


def test_a_second_worker_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    launched = launcher.launch(job("hang"), folder)
    wait_until_working(folder)
    with pytest.raises(UserError, match="another process"):
        launcher.launch(job("hang"), folder)
    assert worker.run(folder, output_to_log=False) == worker.EXIT_REFUSED
    assert journal.attempts(folder) == 1
    launched.end_now()


def test_a_folder_of_another_job_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    finish(launcher.launch(job("normal"), folder))
    with pytest.raises(UserError, match="another job"):
        launcher.launch(job("flood"), folder)


PARENT = """
import sys, time
from pathlib import Path
from kdstudio import launcher, worker
from tests.worker import misbehaving_engine
from tests.worker.test_promises import job
if __name__ == "__main__":
    worker.run_in_process = misbehaving_engine.run_in_process
    launcher.launch(job(sys.argv[2]), Path(sys.argv[1]))
    time.sleep(60)
"""


@pytest.mark.parametrize("behaviour", ["hang", "busy"])
def test_a_killed_parent_takes_its_worker_along_within_ten_seconds(tmp_path: Path, behaviour: str) -> None:
    folder = tmp_path / "run"
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    parent = subprocess.Popen([sys.executable, script, folder, behaviour], env=environment)
    wait_until_working(folder)
    parent.kill()
    parent.wait()
    began = time.monotonic()
    while journal.is_writer_alive(folder):
        assert time.monotonic() - began < 10
        time.sleep(0.02)


def test_ctrl_c_in_the_terminal_does_not_reach_the_worker(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    launched = launcher.launch(job("until-stopped"), folder)
    wait_until_working(folder)
    started = journal.read(folder)[0].event
    assert isinstance(started, Started)
    os.kill(started.process, signal.SIGINT)
    time.sleep(0.3)
    assert launched.is_alive()
    launched.stop()
    assert isinstance(finish(launched)[-1].event, Stopped)


def test_the_worker_runs_at_a_lower_priority_than_its_parent(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    launched = launcher.launch(job("hang"), folder)
    wait_until_working(folder)
    started = journal.read(folder)[0].event
    assert isinstance(started, Started)
    assert os.getpriority(os.PRIO_PROCESS, started.process) > os.getpriority(os.PRIO_PROCESS, 0)
    launched.end_now()


def test_watching_an_old_run_replays_it(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    entries = finish(launcher.launch(job("normal"), folder))
    assert list(launcher.watch(folder)) == entries
    assert list(launcher.watch(folder, after=entries[-2].seq)) == entries[-1:]


def test_watching_a_run_that_never_started_yields_nothing(tmp_path: Path) -> None:
    assert list(launcher.watch(tmp_path)) == []

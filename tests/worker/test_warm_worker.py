"""The idle worker, with real processes: its answers, its deaths, and the runs that it takes over."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from multiprocessing.context import SpawnProcess
from pathlib import Path

import pytest

from kdstudio import launcher, worker
from kdstudio.core import journal, paths
from kdstudio.core.cards import (
    Answer,
    Cost,
    EstimateCost,
    InspectStudent,
    ModelCard,
    Refused,
    TeacherHere,
    TryTeacher,
)
from kdstudio.core.events import EpochDone, Finished, Lost, Measured, Started, Stopped
from kdstudio.core.jobs import Distill
from kdstudio.core.recipe import Recipe
from tests.colours import recipe
from tests.hand_made import write_teacher
from tests.worker import answering_engine, misbehaving_engine
from tests.worker.test_promises import check_promises, finish, job, wait_until_working

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _no_process_is_left(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("KDSTUDIO_HOME", str(tmp_path / "home"))
    yield
    assert multiprocessing.active_children() == []
    assert threading.active_count() == 1


@pytest.fixture
def warm(monkeypatch: pytest.MonkeyPatch) -> Iterator[launcher.WarmWorker]:
    monkeypatch.setattr(worker, "serve_in_process", answering_engine.serve_in_process)
    monkeypatch.setattr(worker, "run_in_process", misbehaving_engine.run_in_process)
    idle = launcher.WarmWorker()
    yield idle
    idle.close()


def question(name: str) -> InspectStudent:
    return InspectStudent(name=name, classes=2, image_size=32)


def process_of(answer: Answer) -> int:
    """Return the process that gave an answer."""
    assert isinstance(answer, ModelCard), answer
    return answer.parameters


def started_in(folder: Path) -> int:
    event = journal.read(folder)[0].event
    assert isinstance(event, Started)
    return event.process


def wait_until_ready(warm: launcher.WarmWorker) -> None:
    deadline = time.monotonic() + 20
    while not warm.is_ready():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_it_answers_one_question_after_another_in_one_process(warm: launcher.WarmWorker) -> None:
    wait_until_ready(warm)
    first, second = warm.ask(question("a")), warm.ask(question("b"))
    assert isinstance(second, ModelCard)
    assert second.name == "b"
    assert process_of(first) == process_of(second) != os.getpid()
    assert os.getpriority(os.PRIO_PROCESS, process_of(first)) > os.getpriority(os.PRIO_PROCESS, 0)


def test_what_it_prints_goes_to_its_log_and_never_to_the_terminal(
    warm: launcher.WarmWorker, capfd: pytest.CaptureFixture[str]
) -> None:
    warm.ask(question("a"))
    warm.close()
    log = (paths.home() / worker.IDLE_LOG_FILE).read_text()
    assert "so does a C library" in log
    assert capfd.readouterr() == ("", "")


def test_a_question_that_kills_it_is_refused_in_a_sentence_and_the_next_is_answered(warm: launcher.WarmWorker) -> None:
    before = process_of(warm.ask(question("a")))
    refused = warm.ask(question("die"))
    assert isinstance(refused, Refused)
    assert "exit code 7" in str(refused.sentence)
    assert process_of(warm.ask(question("a"))) != before


def test_a_question_without_an_answer_is_given_up_and_the_next_is_answered(
    warm: launcher.WarmWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = process_of(warm.ask(question("a")))
    monkeypatch.setattr(launcher, "_SILENCE_SECONDS", 0.3)
    refused = warm.ask(question("hang"))
    monkeypatch.undo()
    monkeypatch.setattr(worker, "serve_in_process", answering_engine.serve_in_process)
    assert isinstance(refused, Refused)
    assert "too long" in str(refused.sentence)
    assert process_of(warm.ask(question("a"))) != before


def test_an_exception_is_a_refusal_and_the_process_stays(warm: launcher.WarmWorker) -> None:
    before = process_of(warm.ask(question("a")))
    refused = warm.ask(question("raise"))
    assert isinstance(refused, Refused)
    assert "the engine's own mistake" in str(refused.sentence)
    assert process_of(warm.ask(question("a"))) == before
    assert "Traceback" in (paths.home() / worker.IDLE_LOG_FILE).read_text()


def test_it_is_replaced_after_loading_a_large_model(warm: launcher.WarmWorker) -> None:
    large = process_of(warm.ask(question("large")))
    wait_until_ready(warm)
    assert process_of(warm.ask(question("a"))) != large


def test_it_takes_over_a_run_as_a_fresh_process_would(warm: launcher.WarmWorker, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    idle = process_of(warm.ask(question("a")))
    entries = finish(warm.launch(job("normal"), folder))

    check_promises(entries)
    assert isinstance(entries[-1].event, Finished)
    assert started_in(folder) == idle
    log = (folder / journal.LOG_FILE).read_text()
    assert "a C library prints this" in log
    assert "the libraries print this" not in log
    assert "forgotten" in (paths.home() / worker.IDLE_LOG_FILE).read_text(), "what a question left is dropped"
    assert not warm.is_ready()
    assert process_of(warm.ask(question("a"))) != idle


def test_a_run_may_be_launched_before_it_is_ready(warm: launcher.WarmWorker, tmp_path: Path) -> None:
    entries = finish(warm.launch(job("normal"), tmp_path / "run"))
    check_promises(entries)
    assert isinstance(entries[-1].event, Finished)


def test_a_run_that_it_took_over_can_be_stopped_and_ended(warm: launcher.WarmWorker, tmp_path: Path) -> None:
    launched = warm.launch(job("until-stopped"), tmp_path / "stopped")
    wait_until_working(tmp_path / "stopped")
    launched.stop()
    assert isinstance(finish(launched)[-1].event, Stopped)

    warm.ask(question("a"))
    launched = warm.launch(job("hang"), tmp_path / "ended")
    wait_until_working(tmp_path / "ended")
    assert launched.is_alive()
    launched.end_now()
    last = finish(launched)[-1].event
    assert isinstance(last, Lost)
    assert last.exit_code == -signal.SIGTERM


def test_a_run_with_other_threads_gets_a_process_of_its_own(warm: launcher.WarmWorker, tmp_path: Path) -> None:
    idle = process_of(warm.ask(question("a")))
    other = Distill(recipe=Recipe(dataset="normal", teacher="none", threads=1))
    entries = finish(warm.launch(other, tmp_path / "run"))
    check_promises(entries)
    assert started_in(tmp_path / "run") != idle
    assert process_of(warm.ask(question("a"))) == idle


def test_a_run_does_not_wait_for_a_question_and_closing_does_not_either(
    warm: launcher.WarmWorker, tmp_path: Path
) -> None:
    warm.ask(question("a"))
    answers: list[Answer] = []
    asking = threading.Thread(target=lambda: answers.append(warm.ask(question("hang"))))
    asking.start()
    while not warm._lock.locked():
        time.sleep(0.01)
    entries = finish(warm.launch(job("normal"), tmp_path / "run"))
    assert isinstance(entries[-1].event, Finished)
    assert not answers, "the question is still open"
    warm.close()
    asking.join(10)
    assert isinstance(answers[0], Refused)


def test_a_dead_one_is_passed_over(warm: launcher.WarmWorker, tmp_path: Path) -> None:
    idle = process_of(warm.ask(question("a")))
    os.kill(idle, signal.SIGKILL)
    while warm.is_ready():
        time.sleep(0.01)
    entries = finish(warm.launch(job("normal"), tmp_path / "run"))
    assert isinstance(entries[-1].event, Finished)
    assert started_in(tmp_path / "run") != idle


def test_a_process_that_cannot_be_started_is_tried_again_at_the_next_question(
    warm: launcher.WarmWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    with monkeypatch.context() as patch:
        patch.setattr(SpawnProcess, "start", refuse)
        other = launcher.WarmWorker()
        other.warm_up()
        with pytest.raises(OSError, match="unavailable"):
            other.ask(question("a"))
    assert process_of(other.ask(question("a")))
    other.close()


def test_closing_while_its_process_is_being_started_ends_that_too(
    warm: launcher.WarmWorker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish(warm.launch(job("normal"), tmp_path / "run"))
    start, begun, may_go_on = SpawnProcess.start, threading.Event(), threading.Event()

    def start_slowly(self: SpawnProcess) -> None:
        begun.set()
        may_go_on.wait(20)
        start(self)

    monkeypatch.setattr(SpawnProcess, "start", start_slowly)
    answers: list[Answer] = []
    asking = threading.Thread(target=lambda: answers.append(warm.ask(question("hang"))))
    asking.start()
    assert begun.wait(20)
    closing = threading.Thread(target=warm.close)
    closing.start()
    assert warm._closed.wait(20)
    may_go_on.set()
    for thread in (asking, closing):
        thread.join(20)
    assert isinstance(answers[0], Refused)
    assert warm._process is None


def test_once_closed_it_refuses(warm: launcher.WarmWorker) -> None:
    warm.close()
    assert isinstance(warm.ask(question("a")), Refused)


PARENT = """
import sys, time
from kdstudio import launcher, worker
from tests.hand_made import write_teacher
from tests.worker import answering_engine
from tests.worker.test_warm_worker import question
if __name__ == "__main__":
    worker.serve_in_process = answering_engine.serve_in_process
    warm = launcher.WarmWorker()
    print(warm.ask(question("a")).parameters, flush=True)
    time.sleep(60)
"""


def test_it_ends_with_its_parent(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    parent = subprocess.Popen([sys.executable, script], env=environment, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    idle = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    began = time.monotonic()
    while Path(f"/proc/{idle}").exists() and "Z" not in Path(f"/proc/{idle}/stat").read_text().split():
        assert time.monotonic() - began < 10
        time.sleep(0.02)


def figures(folder: Path) -> list[tuple[object, ...]]:
    """Return what a run measured, without the times."""
    events = [entry.event for entry in journal.read(folder)]
    epochs = [(e.network, e.epoch, e.top1, e.kl_bits, e.validation_top1) for e in events if isinstance(e, EpochDone)]
    ends = [(e.network, e.measurement) for e in events if isinstance(e, Measured)]
    return [*epochs, *((network, m.correct, m.ece, m.kl_bits, m.flops) for network, m in ends)]


def test_a_run_gives_the_same_numbers_in_a_warm_process_as_in_a_cold_one(colours: Path, tmp_path: Path) -> None:
    teacher = write_teacher(tmp_path / "teacher.onnx")
    settings = recipe(colours, teacher, teacher_classes="dataset", batch=32, probes=8, seed=3)
    distillation = Distill(recipe=settings.completed())
    cold = finish(launcher.launch(distillation, tmp_path / "cold"))
    warm = launcher.WarmWorker()
    assert isinstance(warm.ask(TryTeacher(recipe=distillation.recipe)), TeacherHere)
    assert isinstance(warm.ask(EstimateCost(job=distillation)), Cost)
    entries = finish(warm.launch(distillation, tmp_path / "warm"))
    warm.close()

    assert isinstance(cold[-1].event, Finished)
    assert isinstance(entries[-1].event, Finished)
    assert figures(tmp_path / "warm") == figures(tmp_path / "cold")
    assert len(figures(tmp_path / "cold")) == 3 + 2

from pathlib import Path

import pytest

from kdstudio.core import about, jobs, journal, queue, runs
from kdstudio.core.events import Event, Failed, Lost, Stopped
from kdstudio.core.text import UserError, text
from tests.core import replays


def three(home: Path) -> list[str]:
    return [queue.enqueue(replays.distillation(dataset=name)).name for name in ("apples", "pears", "plums")]


def ids() -> list[str]:
    return [folder.name for folder in queue.waiting()]


def test_runs_wait_in_the_order_in_which_they_came(home: Path) -> None:
    names = three(home)
    assert ids() == names
    assert queue.next_ready() == runs.find(names[0])


def test_name_and_group_of_a_waiting_run_are_kept(home: Path) -> None:
    said = about.read(queue.enqueue(replays.distillation(), "Try", "7f"))
    assert (said.name, said.group, said.place) == ("Try", "7f", 0)


def test_a_run_that_has_begun_waits_no_more(home: Path) -> None:
    names = three(home)
    replays.write(runs.find(names[0]), replays.beginning())
    assert ids() == names[1:]
    assert {row.id: row.place for row in runs.all_runs()}[names[0]] is None
    with journal.lock_of(runs.find(names[1])):
        assert ids() == names[2:]


def test_a_run_that_the_command_line_is_about_to_start_is_not_in_the_queue(home: Path) -> None:
    runs.create(replays.distillation())
    assert ids() == []
    assert queue.next_ready() is None


def test_a_new_run_waits_behind_all_others_even_after_moves(home: Path) -> None:
    names = three(home)
    queue.move(names[0], 2)
    last = queue.enqueue(replays.distillation(dataset="nuts")).name
    assert ids() == [names[1], names[2], names[0], last]


@pytest.mark.parametrize(
    ("which", "to", "order"),
    [
        (2, "up", [0, 2, 1]),
        (0, "down", [1, 0, 2]),
        (0, "up", [0, 1, 2]),
        (2, "down", [0, 1, 2]),
        (2, 0, [2, 0, 1]),
        (0, 2, [1, 2, 0]),
        (0, 99, [1, 2, 0]),
        (1, -5, [1, 0, 2]),
    ],
)
def test_a_waiting_run_can_be_moved(home: Path, which: int, to: object, order: list[int]) -> None:
    names = three(home)
    queue.move(names[which], to)  # type: ignore[arg-type]
    assert ids() == [names[index] for index in order]


def test_a_run_that_does_not_wait_cannot_be_moved(home: Path) -> None:
    names = three(home)
    replays.write(runs.find(names[0]), replays.whole_run())
    with pytest.raises(UserError, match="does not wait"):
        queue.move(names[0], "down")


def test_a_removed_run_leaves_the_queue(home: Path) -> None:
    names = three(home)
    folder = runs.find(names[1])
    runs.delete(folder, lambda path: path.rename(home / "trash") and None)
    assert ids() == [names[0], names[2]]


def wait_for_teacher(events: list[Event]) -> Path:
    teacher = queue.enqueue(replays.teacher_training())
    student = queue.enqueue(replays.distillation(teacher=f"run:{teacher.name}"))
    if events:
        replays.write(teacher, events)
    return student


def test_a_run_waits_until_its_teacher_is_trained_and_others_pass_it(home: Path) -> None:
    student = wait_for_teacher(replays.beginning())
    teacher = runs.find(next(row.id for row in runs.all_runs() if row.job == "train-teacher"))
    other = queue.enqueue(replays.distillation(dataset="nuts"))
    with journal.lock_of(teacher):
        assert str(queue.reason(student)) == f"It waits until the run {teacher.name} has trained its teacher."
    assert queue.reason(other) is None
    assert queue.next_ready() == other


def test_a_run_whose_teacher_waits_too_comes_after_it(home: Path) -> None:
    student = wait_for_teacher([])
    assert "has trained its teacher" in str(queue.reason(student))
    ready = queue.next_ready()
    assert ready is not None
    assert jobs.read(ready / jobs.JOB_FILE) == replays.teacher_training()


def test_a_run_whose_teacher_is_trained_waits_for_nothing(home: Path) -> None:
    student = wait_for_teacher(replays.whole_run())
    assert queue.reason(student) is None
    assert queue.next_ready() == student


@pytest.mark.parametrize(
    ("last", "words"),
    [
        ([Failed(reason="program", sentence=text("It broke."))], "failed"),
        ([Stopped()], "is paused"),
        ([], "was interrupted"),
    ],
)
def test_a_teacher_that_is_not_finished_says_why(home: Path, last: list[Event | Lost], words: str) -> None:
    student = wait_for_teacher([*replays.beginning(), *last])
    assert words in str(queue.reason(student))
    assert queue.next_ready() is None


def test_a_teacher_that_was_removed_says_so(home: Path) -> None:
    student = queue.enqueue(replays.distillation(teacher="run:2026-01-01-gone"))
    assert "2026-01-01-gone was removed" in str(queue.reason(student))


def test_a_run_is_repeated_with_the_next_seeds_in_one_group(home: Path) -> None:
    first = runs.create(replays.distillation(seed=4), name="Pets")
    replays.write(first, replays.whole_run())
    folders = queue.enqueue_seeds(first, 2)
    group = about.read(first).group
    assert group
    assert [jobs.read(folder / jobs.JOB_FILE) for folder in folders] == [
        replays.distillation(seed=5),
        replays.distillation(seed=6),
    ]
    assert {(about.read(folder).name, about.read(folder).group) for folder in folders} == {("Pets", group)}
    assert queue.waiting() == folders


def test_a_run_that_had_its_turn_is_passed_over(home: Path) -> None:
    names = three(home)
    assert queue.next_ready(names[:1]) == runs.find(names[1])
    assert queue.next_ready(names) is None

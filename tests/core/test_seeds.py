from pathlib import Path

import pytest

from kdstudio.core import about, runs, seeds
from kdstudio.core.about import About
from kdstudio.core.text import UserError
from tests.core import replays


def test_a_series_differs_in_its_seeds_alone() -> None:
    assert seeds.series(replays.distillation(seed=4), 3) == [replays.distillation(seed=seed) for seed in (4, 5, 6)]


def test_a_teachers_training_has_seeds_too() -> None:
    assert [job.recipe.seed for job in seeds.series(replays.teacher_training(), 2)] == [0, 1]


@pytest.mark.parametrize("count", [0, -1, 101])
def test_a_count_out_of_its_limits_is_refused(count: int) -> None:
    with pytest.raises(UserError, match=f"seeds is {count}"):
        seeds.series(replays.distillation(), count)


def test_a_seed_out_of_its_limits_is_refused() -> None:
    with pytest.raises(UserError, match="seed"):
        seeds.series(replays.distillation(seed=2**31), 2)


def test_more_seeds_come_after_all_that_the_group_has(home: Path) -> None:
    first = runs.create(replays.distillation(seed=1), group="7f")
    runs.create(replays.distillation(seed=6), group="7f")
    runs.create(replays.distillation(seed=40), group="other")
    assert [job.recipe.seed for job in seeds.more_seeds(first, 2)] == [7, 8]
    assert about.read(first).group == "7f"


def test_a_run_without_a_group_gets_one_and_keeps_its_name(home: Path) -> None:
    lone, other = runs.create(replays.distillation(), name="Pets"), runs.create(replays.distillation(seed=9))
    assert [job.recipe.seed for job in seeds.more_seeds(lone, 1)] == [1]
    said = about.read(lone)
    assert said.group
    assert said.name == "Pets"
    assert about.read(other) == About()
    assert {row.id: row.group for row in runs.all_runs()}[lone.name] == said.group


def test_what_is_refused_makes_no_group(home: Path) -> None:
    folder = runs.create(replays.distillation())
    with pytest.raises(UserError):
        seeds.more_seeds(folder, 0)
    assert about.read(folder).group is None

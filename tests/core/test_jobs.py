from pathlib import Path

import pytest

from kdstudio.core import jobs
from kdstudio.core.jobs import Distill, TrainTeacher
from kdstudio.core.recipe import Recipe, TeacherRecipe
from kdstudio.core.text import UserError


@pytest.mark.parametrize(
    "job",
    [
        Distill(recipe=Recipe(dataset="d", teacher="t.pt", class_map={"zero": "0"}, teacher_mean=(0.5, 0.5, 0.5))),
        Distill(recipe=Recipe(dataset='a "quoted" \\ path', teacher="giáo viên.pt", baseline=True).completed()),
        TrainTeacher(recipe=TeacherRecipe(dataset="d", epochs=3)),
    ],
)
def test_a_job_comes_back_from_its_file_as_it_was(job: jobs.Job, tmp_path: Path) -> None:
    path = tmp_path / "job.toml"
    jobs.write(job, path)
    assert jobs.read(path) == job


def test_the_file_holds_every_setting_defaults_included(tmp_path: Path) -> None:
    content = jobs.to_toml(Distill(recipe=Recipe(dataset="d", teacher="t.pt").completed()))
    for line in ("epochs = 30", 'method = "kd"', "temperature = 4.0", "alpha = 0.9", "seed = 0"):
        assert line in content


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('job = "distill"\n[recipe]\ndataset = "d"\nteacher = "t"\ntemprature = 3\n', "temprature"),
        ('job = "distill"\n[recipe]\ndataset = "d"\n', "teacher"),
        ('job = "distill"\n[recipe]\ndataset = "d"\nteacher = "t"\nepochs = "many"\n', "epochs"),
        ('job = "distill"\n[recipe]\ndataset = "d"\nteacher = "t"\nmethod = "magic"\n', "magic"),
        ('job = "distill"\n[recipe]\ndataset = "d"\nteacher = "t"\ntemperature = 0.0\n', "temperature is 0"),
        ('job = "conquer"\n', "conquer"),
        ("this is not TOML", "cannot be read as TOML"),
    ],
)
def test_a_file_that_is_no_job_is_one_sentence_naming_the_place(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "job.toml"
    path.write_text(content)
    with pytest.raises(UserError) as refused:
        jobs.read(path)
    assert reason in str(refused.value)
    assert "\n" not in str(refused.value)
    assert "$." not in str(refused.value)


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is not there"):
        jobs.read(tmp_path / "none.toml")

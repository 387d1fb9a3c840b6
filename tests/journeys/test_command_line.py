"""The command line as a person uses it, with real processes and the real engine."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.colours import COLOURS, draw

SMALL = ("--image-size", "32", "--batch", "8")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a dataset; runs go to `home` in it."""
    folder = tmp_path_factory.mktemp("desk")
    for number, (name, colour) in enumerate(COLOURS.items()):
        for split, count in (("train", 16), ("val", 6)):
            draw(folder / "photos" / split / name, colour, count, seed=number * 10 + count)
    return folder


def kdstudio(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "KDSTUDIO_HOME": str(place / "home"), "COLUMNS": "120"}
    command = [sys.executable, "-m", "kdstudio", *arguments]
    root = Path(__file__).parents[2]
    environment["PYTHONPATH"] = str(root)
    return subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, timeout=240, check=False)


def runs_of(place: Path) -> list[str]:
    folder = place / "home" / "runs"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_from_no_teacher_to_a_verdict(place: Path) -> None:
    trained = kdstudio(
        place, "train-teacher", "--dataset", "photos", "--model", "yolo11n-cls.yaml", "--epochs", "20", *SMALL
    )
    assert trained.returncode == 0, trained.stderr
    teacher = runs_of(place)[0]

    distilled = kdstudio(
        place, "distill", "--dataset", "photos", "--teacher", f"run:{teacher}", "--epochs", "3", "--baseline", *SMALL
    )
    assert distilled.returncode == 0, distilled.stderr
    for words in ("Top-1", "Mean KL", "Latency", "Student taught", "Run: ", "with it,"):
        assert words in distilled.stdout
    assert distilled.stderr == ""

    shown = kdstudio(place, "runs", "show", "last", "--json")
    result = json.loads(shown.stdout)
    expected = {"id", "state", "task", "recipe", "teacher", "student", "baseline"}
    assert expected | {"agreement", "kl_bits", "verdict", "weights"} <= set(result)
    assert set(result["student"]) == {"top1", "ece", "parameters", "size_bytes", "latency_ms"}
    assert result["state"] == "finished"
    assert Path(result["weights"]).is_file()
    pictured = kdstudio(place, "runs", "show", result["id"])
    assert pictured.returncode == 0
    assert "▁" in pictured.stdout or "█" in pictured.stdout

    again = kdstudio(place, "distill", "--resume", "last")
    assert again.returncode == 0
    assert "already finished" in again.stdout


HOSTILE = {
    "missing": ["--dataset", "photos", "--teacher", "nowhere.pt"],
    "damaged": ["--dataset", "photos", "--teacher", "damaged.pt"],
    "no dataset": ["--dataset", "nothing/here", "--teacher", "damaged.pt"],
    "limits": ["--dataset", "photos", "--teacher", "damaged.pt", "--temperature", "0"],
    "unknown field": ["bad.toml"],
    "device": ["--dataset", "photos", "--teacher", "damaged.pt", "--device", "7"],
}


@pytest.mark.parametrize("case", HOSTILE)
def test_bad_input_is_one_sentence_exit_code_2_and_nothing_left_behind(place: Path, case: str) -> None:
    (place / "damaged.pt").write_bytes(b"PK\x03\x04 half of a checkpoint")
    (place / "bad.toml").write_text('job = "distill"\n[recipe]\ndataset = "photos"\nteacher = "t.pt"\ntemprature = 2\n')
    before = runs_of(place)
    result = kdstudio(place, "distill", *HOSTILE[case])

    assert result.returncode == 2, result.stdout + result.stderr
    assert result.stderr.startswith("kdstudio: ")
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr + result.stdout
    assert runs_of(place) == before


def test_a_home_that_cannot_be_written_is_one_sentence(place: Path) -> None:
    (place / "a-file").touch()
    environment = {
        **os.environ,
        "KDSTUDIO_HOME": str(place / "a-file" / "home"),
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    command = [sys.executable, "-m", "kdstudio", "distill", "--dataset", "photos", "--teacher", "damaged.pt"]
    result = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert "KDSTUDIO_HOME" in result.stderr
    assert result.stderr.count("\n") == 1

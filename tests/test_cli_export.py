import json
from pathlib import Path

import msgspec
import pytest

from kdstudio import cli, launcher
from kdstudio.core import exports, runs
from kdstudio.core.events import Failed, HandedOver, Lost, Stopped
from kdstudio.core.jobs import Export, Prove
from kdstudio.core.text import text
from tests.core import export_replays, replays
from tests.fake_launcher import FakeLauncher


@pytest.fixture
def fake(home: Path, monkeypatch: pytest.MonkeyPatch) -> FakeLauncher:
    fake = FakeLauncher()
    monkeypatch.setattr(launcher, "launch", fake.launch)
    return fake


@pytest.fixture
def run(home: Path) -> Path:
    return runs.create(replays.distillation())


def test_a_run_is_exported_and_its_proof_is_printed(
    fake: FakeLauncher, run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = export_replays.whole()
    fake.attempts = [[*whole[:-1], HandedOver(folder="out", files=["model.onnx"]), whole[-1]]]
    assert cli.main(["export", "last", "--precision", "int8,fp32", "--budget", "1"]) == 0
    job, folder = fake.launched[0]
    assert isinstance(job, Export)
    assert folder.parent == run / "exports"
    assert (job.plan.source, job.plan.precisions, job.plan.budget) == (f"run:{run.name}", ("fp32", "int8"), 1.0)
    assert job.plan.hand_over is not None
    shown = capsys.readouterr().out
    for words in (
        "fp16: not built. The runtime refused the model.",
        "INT8, try 1: +0.25 points lost, KL 0.0100 bits, 1.7 MB",
        "not proven with 400 images, about 2,500 would do",
        "Hand-over folder: out",
    ):
        assert words in shown, words


def test_a_checkpoint_is_exported_with_the_data_that_is_named(
    fake: FakeLauncher, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "best.pt").write_bytes(b"weights")
    (tmp_path / "pets").mkdir()
    fake.attempts = [export_replays.whole()]
    assert cli.main(["export", "best.pt", "--data", "pets", "--target", "onnx-arm", "--out", "here"]) == 0
    job, folder = fake.launched[0]
    assert isinstance(job, Export)
    assert (job.plan.source, job.plan.dataset) == (str(tmp_path / "best.pt"), str(tmp_path / "pets"))
    assert (job.plan.out, job.plan.precisions) == (str(tmp_path / "here"), ("fp32", "fp16", "int8"))
    assert folder.parent == home / "exports"


def test_json_holds_the_whole_proof(fake: FakeLauncher, run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fake.attempts = [export_replays.whole()]
    assert cli.main(["export", run.name, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["proof"] == msgspec.to_builtins(export_replays.PROOF)
    assert found["not_built"] == {"fp16": "The runtime refused the model."}
    assert found["state"] == "finished"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--target", "toaster"], "There is no target toaster"),
        (["--precision", "int4"], "There is no precision int4"),
        (["--target", "ncnn", "--precision", "int8"], "NCNN has no int8"),
        (["--budget", "-1"], "The budget is -1 points"),
        (["--target", "tensorrt"], "TensorRT builds its engine on the very GPU that runs it"),
    ],
)
def test_what_cannot_be_exported_is_one_sentence_and_leaves_nothing(
    fake: FakeLauncher, run: Path, arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["export", run.name, *arguments]) == 2
    assert sentence in capsys.readouterr().err
    assert exports.of_run(run) == []
    assert fake.launched == []


def test_an_export_that_is_refused_leaves_no_folder(
    fake: FakeLauncher, run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sentence = text("The run has no trained student yet.")
    fake.attempts = [[export_replays.beginning()[0], Failed(reason="input", sentence=sentence)]]
    assert cli.main(["export", run.name]) == 2
    assert capsys.readouterr().err == f"kdstudio: {sentence}\n"
    assert exports.of_run(run) == []


def test_an_export_that_fails_or_dies_stays_and_says_where_its_log_is(
    fake: FakeLauncher, run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.attempts = [[*export_replays.beginning(), Lost(exit_code=-9, log_tail="Killed")]]
    assert cli.main(["export", run.name]) == 1
    assert "exit code -9" in capsys.readouterr().err
    assert len(exports.of_run(run)) == 1


def test_ctrl_c_stops_an_export(fake: FakeLauncher, run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fake.presses = 1
    fake.attempts = [[*export_replays.beginning(), Stopped()]]
    assert cli.main(["export", run.name]) == 130
    assert fake.asked == ["keep"]


def test_a_second_ctrl_c_ends_it_without_a_log(
    fake: FakeLauncher, run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.attempts = [[*export_replays.beginning(), Lost(exit_code=-15, log_tail="what a library said")]]
    fake.presses = 2
    assert cli.main(["export", run.name]) == 130
    assert fake.asked == ["keep", "end"]
    said = capsys.readouterr().err
    assert said.strip().endswith("Stopped. Export again: it begins anew.")
    assert "what a library said" not in said


def test_a_hand_over_folder_is_proven_again_and_leaves_nothing_behind(
    fake: FakeLauncher, run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.attempts = [export_replays.whole(), export_replays.whole()]
    assert cli.main(["export", run.name]) == 0
    folder = fake.launched[0][1]
    assert cli.main(["prove", str(folder)]) == 0
    job, place = fake.launched[1]
    assert job == Prove(handover=str(folder / "handover"), dataset="pets")
    assert not place.exists()
    assert "int8" in capsys.readouterr().out


def test_the_targets_are_listed_with_what_they_need(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["targets"]) == 0
    assert "TensorRT" in capsys.readouterr().out
    assert cli.main(["targets", "--json"]) == 0
    found = {entry["id"]: entry for entry in json.loads(capsys.readouterr().out)}
    assert found["onnx"]["state"] == "ready"
    assert found["tensorrt"]["state"] == "impossible"

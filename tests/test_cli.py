import json
import re
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest

from kdstudio import __main__, __version__, cli, launcher
from kdstudio.cli.words import bar, sparkline
from kdstudio.core import about, jobs, journal, paths, runs, samples, system_libraries
from kdstudio.core.events import Failed, Finished, Judged, Lost, Stopped
from kdstudio.core.jobs import Job
from kdstudio.core.text import text
from kdstudio.core.verdict import Verdict
from tests.core import replays
from tests.fake_launcher import FakeLauncher

JOB = ["--dataset", "pets", "--teacher", "teacher.pt"]


@pytest.fixture
def fake(home: Path, monkeypatch: pytest.MonkeyPatch) -> FakeLauncher:
    fake = FakeLauncher()
    monkeypatch.setattr(launcher, "launch", fake.launch)
    return fake


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "work"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


def run_folders() -> list[Path]:
    return sorted(paths.runs_folder().iterdir()) if paths.runs_folder().exists() else []


def print_job(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> Job:
    assert cli.main([*arguments, "--print-job"]) == 0
    return jobs.from_mapping(tomllib.loads(capsys.readouterr().out), "printed")


def test_without_arguments_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 0
    shown = capsys.readouterr().out
    for command in ("demo", "distill", "train-teacher", "runs show RUN", "methods", "worker watch FOLDER"):
        assert f"  {command} " in shown


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"kdstudio {__version__}\n"


def test_the_help_of_distill_has_the_words_limits_and_defaults_of_the_settings(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["distill", "--help"]) == 0
    shown = " ".join(re.sub(r"[│╭╮╰╯─]", " ", capsys.readouterr().out).split())
    assert "Images in one step. [2 to 4096 images] (default: 64)" in shown
    assert "(default: kd 4, dkd 4, dist 4, logit-std 2)" in shown
    assert "--no-baseline" in shown


@pytest.mark.parametrize(
    "arguments", [["distill", "--epochs", "many"], ["runs", "--colour"], ["distill", "--tmp", "3"]]
)
def test_a_flag_that_is_not_understood_ends_with_2(home: Path, arguments: list[str]) -> None:
    assert cli.main(arguments) == 2


def test_flags_win_over_the_file(home: Path, work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = work / "job.toml"
    jobs.write(replays.distillation(epochs=9, batch=16, baseline=True, unlabelled="more"), file)
    job = print_job(["distill", "job.toml", "--epochs", "3", "--no-baseline", "--teacher", "other.pt"], capsys)
    assert job == replays.distillation(epochs=3, batch=16, baseline=False, unlabelled="more", teacher="other.pt")


def test_a_printed_job_is_the_same_job_when_it_is_read(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["distill", *JOB, "--class-map", "Zero", "0", "--teacher-mean", "0.1", "0.2", "0.3", "--baseline"]
    job = print_job(arguments, capsys)
    jobs.write(job, work / "job.toml")
    assert job == print_job(["distill", "job.toml"], capsys)
    assert job.recipe.class_map == {"Zero": "0"}  # type: ignore[union-attr]
    assert job.recipe.temperature == 4.0  # type: ignore[union-attr]


def test_a_method_brings_its_own_numbers(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    job = print_job(["distill", *JOB, "--method", "dkd", "--alpha", "0.5"], capsys)
    assert (job.recipe.alpha, job.recipe.beta) == (0.5, 8.0)  # type: ignore[union-attr]


def test_files_are_named_by_their_whole_path(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (work / "pets").mkdir()
    job = print_job(["train-teacher", "--dataset", "pets"], capsys)
    assert job.recipe.dataset == str(work / "pets")


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Return the one line that a command is refused with; nothing of a run stays."""
    assert cli.main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("kdstudio: ")
    assert captured.err.count("\n") == 1
    assert run_folders() == []
    return captured.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["distill", *JOB, "--temperature", "0"], "temperature is 0"),
        (["distill", *JOB, "--temperature", "1000"], "temperature is 1000"),
        (["distill", *JOB, "--temperature", "nan"], "temperature is not a finite number"),
        (["distill", *JOB, "--alpha", "1.5"], "alpha is 1.5"),
        (["distill", *JOB, "--alpha", "-1"], "alpha is -1"),
        (["distill", *JOB, "--image-size", "100"], "image_size is 100"),
        (["distill", *JOB, "--seeds", "0"], "seeds is 0"),
        (["distill", "--teacher", "t.pt"], "--dataset"),
        (["distill", "--dataset", "pets"], "--teacher"),
        (["train-teacher"], "--dataset"),
        (["distill", "nowhere.toml"], "nowhere.toml is not there"),
        (["distill", "--resume", "nothing"], "There is no run nothing"),
        (["distil"], "There is no command distil"),
        (["worker", "run", "nothing"], "There is no run nothing"),
    ],
)
def test_bad_input_is_one_sentence(
    fake: FakeLauncher, work: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert words in refused(arguments, capsys)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('job = "distill"\n[recipe]\ndataset = "a"\nteacher = "b"\ntemprature = 3', "temprature"),
        ('job = "distill"\nrecipe = 3', "job.toml"),
        ('[recipe]\ndataset = "a"\nteacher = "b"\nepochs = "many"', "epochs"),
        ("job = ", "TOML"),
        ('job = "train-teacher"\n[recipe]\ndataset = "a"', "kdstudio train-teacher"),
    ],
)
def test_a_job_file_that_is_wrong_is_one_sentence(
    fake: FakeLauncher, work: Path, capsys: pytest.CaptureFixture[str], content: str, words: str
) -> None:
    (work / "job.toml").write_text(content)
    assert words in refused(["distill", "job.toml"], capsys)


def test_what_the_worker_refuses_is_one_sentence_and_leaves_nothing(
    fake: FakeLauncher, work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sentence = text("The file {path} is not there: check it.", path="teacher.pt")
    fake.attempts = [[replays.beginning()[0], Failed(reason="input", sentence=sentence)]]
    assert refused(["distill", *JOB], capsys) == "kdstudio: The file teacher.pt is not there: check it.\n"


def test_a_finished_distillation_prints_lines_a_table_and_the_verdict(
    fake: FakeLauncher, work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.attempts = [replays.whole_run()]
    assert cli.main(["distill", *JOB, "--baseline", "--name", "Try"]) == 0
    captured = capsys.readouterr()
    (folder,) = run_folders()
    assert "\x1b" not in captured.out
    assert "Warning: 2 images are left out." in captured.out
    assert "Student taught: epoch 1/2, 512 images/s, 0:03 left, top-1 60.0 %, agreement 59.0 %" in captured.out
    rows = [line.split("  ") for line in captured.out.splitlines() if "Top-1 (95" in line]
    assert [cell.strip() for cell in rows[0] if cell.strip()][1:] == [
        "97.5 % (92.5–100.0)",
        "60.0 % (55.0–65.0)",
        "90.0 % (85.0–95.0)",
    ]
    assert re.search(r"Agreement with the teacher +– +88\.0 % +88\.0 %", captured.out)
    assert "The teacher helped: 90.0 % with it, 60.0 % without." in captured.out
    assert f"Run: {folder}" in captured.out
    assert f"Weights: {folder / 'student' / 'weights' / 'best.pt'}" in captured.out
    assert captured.err == ""
    assert about.read(folder).name == "Try"


def test_a_terminal_gets_bars(
    fake: FakeLauncher, work: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "140")
    fake.attempts = [replays.whole_run()]
    assert cli.main(["distill", *JOB]) == 0
    shown = capsys.readouterr().out
    assert "━" in shown
    assert "epoch 2/2" in shown
    assert "Warning: 2 images are left out." in shown


def test_json_stands_alone_on_standard_output(
    fake: FakeLauncher, work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.attempts = [replays.whole_run()]
    assert cli.main(["distill", *JOB, "--json"]) == 0
    captured = capsys.readouterr()
    found = json.loads(captured.out)
    (folder,) = run_folders()
    assert (found["id"], found["state"], found["student"]["top1"]) == (folder.name, "finished", 90.0)
    assert "epoch 1/2" in captured.err


def test_several_seeds_are_runs_of_one_group_judged_together(
    fake: FakeLauncher, work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    group = Verdict(
        grade="helped",
        images=40,
        student_top1=90.0,
        baseline_top1=60.0,
        p_value=0.0002,
        seeds=2,
        gain_low=28.0,
        gain_high=32.0,
    )
    last = [*replays.whole_run()[:-1], Judged(verdict=group, runs=["a", "b"]), Finished(seconds=1.0)]
    fake.attempts = [replays.whole_run(), last]
    assert cli.main(["distill", *JOB, "--seed", "4", "--seeds", "2"]) == 0
    shown = capsys.readouterr().out
    assert [job.recipe.seed for job, _ in fake.launched] == [4, 5]
    first, second = (about.read(folder).group for folder in run_folders())
    assert first is not None
    assert first == second
    assert re.search(r"4 +60\.0 % +90\.0 % +\+30\.0", shown)
    assert "as the mean of 2 seeds, from +28.0 to +32.0" in shown


def test_seeds_as_json_are_one_object(fake: FakeLauncher, work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fake.attempts = [replays.whole_run(), replays.whole_run()]
    assert cli.main(["distill", *JOB, "--seeds", "2", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["group", "verdict", "runs"]
    assert [run["recipe"]["seed"] for run in found["runs"]] == [0, 1]


def test_a_seed_that_fails_ends_the_row(fake: FakeLauncher, work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    failed = Failed(reason="resources", sentence=text("The memory is used up."))
    fake.attempts = [replays.whole_run(), [*replays.beginning(), failed]]
    assert cli.main(["distill", *JOB, "--seeds", "3"]) == 1
    captured = capsys.readouterr()
    assert len(fake.launched) == 2
    assert "90.0 %" in captured.out
    assert "The memory is used up." in captured.err


def test_a_failure_says_where_the_log_is_and_how_to_go_on(
    fake: FakeLauncher, work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    failed = Failed(reason="program", sentence=text("The job failed with ValueError."))
    fake.attempts = [[*replays.beginning(), failed]]
    assert cli.main(["distill", *JOB]) == 1
    (folder,) = run_folders()
    errors = capsys.readouterr().err
    assert errors.startswith("kdstudio: The job failed with ValueError.\n")
    assert str(folder / journal.LOG_FILE) in errors
    assert f"kdstudio distill --resume {folder.name}" in errors


def test_a_lost_run_shows_exit_code_and_the_end_of_its_log(
    fake: FakeLauncher, work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.attempts = [[*replays.beginning(), Lost(exit_code=-9, log_tail="line 1\nKilled")]]
    assert cli.main(["distill", *JOB]) == 1
    errors = capsys.readouterr().err
    assert "exit code -9 (SIGKILL)" in errors
    assert "  Killed\n" in errors
    assert "--resume" in errors


def test_a_missing_system_library_ends_with_what_to_install(
    fake: FakeLauncher, work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sentence = text(
        "The job failed with {kind}: {message}.",
        kind="ImportError",
        message="libGL.so.1: cannot open shared object file: No such file or directory",
    )
    fake.attempts = [[replays.beginning()[0], Failed(reason="program", sentence=sentence)]]
    assert cli.main(["distill", *JOB]) == 1
    errors = capsys.readouterr().err
    assert errors == f"kdstudio: The system's library libGL.so.1 is missing: {system_libraries.APT_LINE}\n"
    assert run_folders() == []


def test_the_entry_says_what_to_install_where_the_command_line_cannot_be_loaded(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class NoCli:
        @staticmethod
        def find_spec(name: str, *_: object) -> None:
            if name == "kdstudio.cli":
                raise ImportError("libgthread-2.0.so.0: cannot open shared object file")

    for name in [name for name in sys.modules if name.startswith("kdstudio.cli")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr(sys.modules["kdstudio"], "cli")
    monkeypatch.setattr(sys, "meta_path", [NoCli, *sys.meta_path])
    monkeypatch.setattr(sys, "argv", ["kdstudio", "env"])
    assert __main__.main() == 1
    assert system_libraries.APT_LINE in capsys.readouterr().err


def test_ctrl_c_once_stops_and_says_how_to_go_on(
    fake: FakeLauncher, work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = signal.getsignal(signal.SIGINT)
    fake.presses = 1
    fake.attempts = [[*replays.beginning(), *replays.training("student", until=1), Stopped(network="student", epoch=1)]]
    assert cli.main(["distill", *JOB, "--seeds", "3"]) == 130
    (folder,) = run_folders()
    captured = capsys.readouterr()
    assert fake.asked == ["keep"]
    assert "keeps its place" in captured.out
    assert f"kdstudio distill --resume {folder.name}" in captured.err
    assert signal.getsignal(signal.SIGINT) is before


def test_ctrl_c_twice_ends_it_at_once(fake: FakeLauncher, work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fake.presses = 2
    fake.attempts = [[*replays.beginning(), Lost(exit_code=-15, log_tail="")]]
    assert cli.main(["distill", *JOB]) == 130
    assert fake.asked == ["keep", "end"]


def test_a_stopped_run_is_resumed_in_its_own_folder(
    fake: FakeLauncher, work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.attempts = [
        [*replays.beginning(), *replays.asked_teacher(), *replays.training("student", until=1), Stopped()],
        [
            *replays.beginning(attempt=2),
            *replays.training("student", from_epoch=1),
            *replays.ending(),
            Finished(seconds=1.0),
        ],
    ]
    assert cli.main(["distill", *JOB]) == 130
    capsys.readouterr()
    assert cli.main(["distill", "--resume", "last"]) == 0
    assert fake.launched[0] == fake.launched[1]
    shown = capsys.readouterr().out
    assert "goes on after epoch 1" in shown
    assert "The teacher helped" in shown


def test_a_finished_run_is_not_resumed(fake: FakeLauncher, work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = runs.create(replays.distillation())
    replays.write(folder, replays.whole_run())
    assert cli.main(["distill", "--resume", "last"]) == 0
    assert (
        capsys.readouterr().out
        == f"{folder.name} is already finished: see it with `kdstudio runs show {folder.name}`.\n"
    )
    assert fake.launched == []


def test_a_resumed_run_takes_no_other_settings(
    fake: FakeLauncher, work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    runs.create(replays.distillation())
    assert cli.main(["distill", "--resume", "last", "--epochs", "50"]) == 2
    assert "leave out --epochs" in capsys.readouterr().err


def test_the_demo_distils_the_sample(fake: FakeLauncher, work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fake.attempts = [replays.whole_run()]
    assert cli.main(["demo", "--seed", "7"]) == 0
    (job, folder) = fake.launched[0]
    assert job == jobs.Distill(recipe=samples.demo_recipe(7))
    assert folder.name.endswith("-emoji-yolo11n")


def test_a_trained_teacher_is_shown_alone(fake: FakeLauncher, work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    events = [
        *replays.beginning(),
        *replays.training("teacher"),
        replays.measured("teacher", 97.5),
        Finished(seconds=1.0),
    ]
    fake.attempts = [events]
    assert cli.main(["train-teacher", "--dataset", "pets"]) == 0
    shown = capsys.readouterr().out
    assert "97.5 % (92.5–100.0)" in shown
    assert "Student" not in shown


@pytest.fixture
def finished(home: Path) -> Path:
    folder = runs.create(replays.distillation(temperature=3.0))
    replays.write(folder, replays.whole_run())
    return folder


def test_runs_are_listed(finished: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["runs"]) == 0
    assert re.search(
        rf"{finished.name} +finished .* kd +0 +97\.5 % +60\.0 % +90\.0 % +\+30\.0", capsys.readouterr().out
    )
    assert cli.main(["runs", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["id"] == finished.name


def test_no_runs_are_said_to_be_none(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["runs"]) == 0
    assert "no run yet" in capsys.readouterr().out
    assert cli.main(["runs", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_a_run_is_shown_with_settings_curves_and_the_probe_that_the_teacher_finds_hardest(
    finished: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["runs", "show", "last"]) == 0
    shown = capsys.readouterr().out
    assert re.search(r"^temperature +3\.0", shown, re.MULTILINE)
    assert "learning_rate" not in shown
    assert re.search(r"Top-1 +Student taught +▁▅█ +30 → 90 %", shown)
    assert "Probe 3 of 4: fox/2.png (fox), soft labels at T = 1" in shown
    fox = next(line for line in shown.splitlines() if line.startswith("fox"))
    assert re.search(r"fox +teacher +█{17}\S? +54\.7 %", fox)
    assert "The teacher sees some dog in this fox" in shown
    assert "The teacher helped" in shown


def test_another_probe_is_shown_when_asked_for(finished: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["runs", "show", finished.name, "--probe", "1"]) == 0
    assert "Probe 1 of 4: cat/0.png (cat)" in capsys.readouterr().out
    assert cli.main(["runs", "show", finished.name, "--probe", "5"]) == 2
    assert "choose one from 1 to 4" in capsys.readouterr().err


def test_classes_that_the_teacher_lacks_have_no_bars(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = runs.create(replays.distillation())
    replays.write(folder, replays.whole_run())
    logits = np.load(folder / "soft_labels" / "teacher.npy")
    logits[:, 0] = -np.inf
    np.save(folder / "soft_labels" / "teacher.npy", logits)
    assert cli.main(["runs", "show", "last", "--probe", "1"]) == 0
    shown = capsys.readouterr().out
    assert not re.search(r"^cat +teacher", shown, re.MULTILINE)
    assert "nan" not in shown


@pytest.mark.parametrize("count", [0, 1, 3, 9])
def test_a_run_can_be_shown_at_any_moment(home: Path, capsys: pytest.CaptureFixture[str], count: int) -> None:
    folder = runs.create(replays.distillation())
    if count:
        replays.write(folder, replays.whole_run()[:count])
    assert cli.main(["runs", "show", "last"]) == 0
    assert ("waiting" if count == 0 else "lost") in capsys.readouterr().out


def test_a_run_as_json_is_one_object(finished: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["runs", "show", "last", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"]["gained"] == 13


def test_a_rescan_says_how_many_runs_there_are(finished: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["runs", "rescan"]) == 0
    assert capsys.readouterr().out == "Runs found: 1\n"


def test_the_methods_are_named_with_their_sources(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["methods"]) == 0
    shown = capsys.readouterr().out
    assert all(word in shown for word in ("logit-std", "arxiv.org/abs/1503.02531", "temperature 4"))


def test_watching_prints_every_event_as_a_line_of_json(finished: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["worker", "watch", str(finished), "--after", "3"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["seq"] for line in lines] == list(range(4, len(replays.whole_run()) + 1))
    assert lines[-1]["event"]["event"] == "Finished"


def test_stopping_a_run_that_nobody_works_on_says_so(finished: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["worker", "stop", finished.name]) == 1
    assert "Nobody is working" in capsys.readouterr().out


def test_a_run_is_asked_to_stop_by_its_stop_file(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = runs.create(replays.distillation())
    replays.write(folder, replays.beginning())
    with journal.lock_of(folder):
        assert cli.main(["worker", "stop", "last", "--finish"]) == 0
    assert (folder / "stop-1").read_text() == "finish"


def test_a_mistake_of_the_program_is_one_line_unless_debugging(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise ValueError("what a surprise")

    monkeypatch.setattr(runs, "all_runs", fail)
    assert cli.main(["runs"]) == 1
    assert capsys.readouterr().err == "kdstudio: ValueError: what a surprise. Add --debug to see where.\n"
    assert cli.main(["runs", "--debug"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_the_command_line_brings_no_torch(home: Path) -> None:
    script = (
        "import sys; from kdstudio import cli; cli.main(['runs']); cli.main(['distill', '--help']);"
        "sys.exit(any(name in sys.modules for name in ('torch', 'ultralytics', 'onnxruntime', 'scipy')))"
    )
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)


def test_a_sparkline_goes_from_the_lowest_to_the_highest_block() -> None:
    assert sparkline([0, 1, 2, 3, 4, 5, 6, 7], 0, 7) == "▁▂▃▄▅▆▇█"
    assert sparkline([5.0, 5.0], 5.0, 5.0) == "▁▁"
    assert sparkline([], 0.0, 1.0) == ""


def test_a_long_curve_is_drawn_by_its_means() -> None:
    assert sparkline([float(value) for value in range(80)], 0, 79, width=8) == "▁▂▃▄▅▆▇█"


def test_a_bar_counts_in_eighths() -> None:
    assert bar(0.5, 4) == "██  "
    assert bar(1.0, 4) == "████"
    assert bar(1 / 32, 4) == "▏   "
    assert bar(float("0"), 2) == "  "

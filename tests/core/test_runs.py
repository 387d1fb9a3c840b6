import logging
import sqlite3
import threading
from pathlib import Path

import pytest

from kdstudio.core import about, catalogue, jobs, journal, paths, runs
from kdstudio.core.about import About
from kdstudio.core.text import UserError
from tests.core import replays


def test_a_run_is_named_by_day_dataset_and_student(home: Path) -> None:
    folder = runs.create(replays.distillation(dataset="/data/Sign digits/", student="zoo/yolo11n-cls.yaml"))
    assert folder.parent == paths.runs_folder()
    assert folder.name[10:] == "-sign-digits-yolo11n"
    assert jobs.read(folder / jobs.JOB_FILE).recipe.dataset == "/data/Sign digits/"


@pytest.mark.parametrize(
    ("dataset", "student", "end"),
    [
        ("sample:emoji", "yolo11n-cls.yaml", "-emoji-yolo11n"),
        ("C:\\Bilder\\Äpfel", "best.pt", "-apfel-best"),
        ("Đồ ăn", "yolo26s-cls.pt", "-do-an-yolo26s"),
        ("pets.ndjson", "漢字.pt", "-pets-student"),
    ],
)
def test_the_id_is_plain_whatever_the_names_are(home: Path, dataset: str, student: str, end: str) -> None:
    assert runs.create(replays.distillation(dataset=dataset, student=student)).name[10:] == end


def test_a_second_run_of_the_day_gets_a_number(home: Path) -> None:
    first, second, third = (runs.create(replays.distillation()) for _ in range(3))
    assert second.name == f"{first.name}-2"
    assert third.name == f"{first.name}-3"


def test_runs_made_at_the_same_moment_never_share_a_folder(home: Path) -> None:
    folders: list[Path] = []
    threads = [threading.Thread(target=lambda: folders.append(runs.create(replays.distillation()))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(folders)) == 8


def test_name_and_group_are_kept(home: Path) -> None:
    assert about.read(runs.create(replays.distillation(), name="Try", group="7f")) == About(name="Try", group="7f")


def test_a_run_that_cannot_be_written_leaves_nothing_behind(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(jobs, "write", fail)
    with pytest.raises(UserError, match="No space left on device"):
        runs.create(replays.distillation())
    assert list(paths.runs_folder().iterdir()) == []


def test_a_home_that_is_a_file_is_one_sentence(home: Path) -> None:
    home.write_text("")
    with pytest.raises(UserError, match="KDSTUDIO_HOME"):
        runs.create(replays.distillation())


def test_runs_are_listed_the_newest_first_with_what_was_measured(home: Path) -> None:
    old, new = runs.create(replays.distillation()), runs.create(replays.distillation(seed=3))
    replays.write(old, replays.whole_run())
    rows = runs.all_runs()
    assert [row.id for row in rows] == [new.name, old.name]
    assert [row.state for row in rows] == ["waiting", "finished"]
    assert (rows[1].teacher_top1, rows[1].student_top1, rows[1].baseline_top1) == (97.5, 90.0, 60.0)
    assert (rows[1].grade, rows[0].seed) == ("helped", 3)


def test_the_list_follows_the_folders_without_being_told(home: Path) -> None:
    folder, other = runs.create(replays.distillation()), runs.create(replays.distillation())
    runs.all_runs()
    about.write(About(name="Renamed", tags=["x"], note="n"), folder)
    replays.write(folder, replays.whole_run())
    (other / jobs.JOB_FILE).unlink()
    (row,) = runs.all_runs()
    assert (row.name, row.tags, row.note, row.state) == ("Renamed", ["x"], "n", "finished")


def test_what_has_not_changed_is_not_read_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replays.write(runs.create(replays.distillation()), replays.whole_run())
    first = runs.all_runs()
    monkeypatch.setattr(runs, "_describe", lambda _: pytest.fail("read again"))
    assert runs.all_runs() == first


def test_a_run_that_was_killed_is_listed_as_lost(home: Path) -> None:
    folder = runs.create(replays.distillation())
    with journal.lock_of(folder):
        writer = journal.JournalWriter(folder)
        writer.append(replays.beginning()[0])
        assert runs.all_runs()[0].state == "running"
        writer.close()
    assert runs.all_runs()[0].state == "lost"


def test_a_rescan_rebuilds_everything_from_the_folders(home: Path) -> None:
    folder = runs.create(replays.distillation(), name="Try", group="7f")
    about.write(About(name="Try", tags=["a"], note="n", group="7f"), folder)
    before = runs.all_runs()
    catalogue.catalogue_file().unlink()
    assert runs.rescan() == 1
    assert runs.all_runs() == before


def test_a_broken_database_is_set_aside_and_made_anew(home: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder = runs.create(replays.distillation())
    catalogue.catalogue_file().write_bytes(b"this is no database, but it is long enough to look like one" * 20)
    assert [row.id for row in runs.all_runs()] == [folder.name]
    assert (home / "catalogue.broken-1.sqlite").read_bytes().startswith(b"this is no database")
    assert "broken" in caplog.text
    assert list(catalogue.stored()) == [folder.name]


def test_a_database_with_another_shape_is_set_aside(home: Path) -> None:
    folder = runs.create(replays.distillation())
    with sqlite3.connect(catalogue.catalogue_file()) as connection:
        connection.execute("alter table runs drop column note")
    runs.update(folder)
    assert [row.id for row in runs.all_runs()] == [folder.name]
    assert (home / "catalogue.broken-1.sqlite").exists()


def test_a_locked_database_stops_nobody(
    home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(catalogue, "_LOCK_SECONDS", 0.05)
    runs.create(replays.distillation())
    connection = sqlite3.connect(catalogue.catalogue_file())
    connection.execute("begin exclusive")
    try:
        folder = runs.create(replays.distillation())
        assert len(runs.all_runs()) == 2
        assert runs.find("last") == folder
    finally:
        connection.close()
    assert caplog.records[0].levelno == logging.WARNING
    assert len(runs.all_runs()) == 2


def test_a_run_with_a_broken_job_is_left_out_and_named(home: Path, caplog: pytest.LogCaptureFixture) -> None:
    good, broken = runs.create(replays.distillation()), runs.create(replays.distillation())
    (broken / jobs.JOB_FILE).write_text("job = ")
    assert [row.id for row in runs.all_runs()] == [good.name]
    assert broken.name in caplog.text


def test_a_run_is_found_by_id_beginning_last_and_path(home: Path, tmp_path: Path) -> None:
    first = runs.create(replays.distillation(dataset="apples"))
    second = runs.create(replays.distillation(dataset="pears"))
    elsewhere = tmp_path / "copied"
    elsewhere.mkdir()
    jobs.write(replays.distillation(), elsewhere / jobs.JOB_FILE)
    assert runs.find(first.name) == first
    assert runs.find(first.name[:-3]) == first
    assert runs.find("last") == second
    assert runs.find(str(elsewhere)) == elsewhere


def test_an_id_wins_over_longer_ones_that_begin_with_it(home: Path) -> None:
    first, _ = runs.create(replays.distillation()), runs.create(replays.distillation())
    assert runs.find(first.name) == first


def test_a_reference_that_fits_several_names_up_to_five(home: Path) -> None:
    folders = [runs.create(replays.distillation()) for _ in range(7)]
    with pytest.raises(UserError, match="and 2 more") as refused:
        runs.find(folders[0].name[:12])
    assert str(refused.value).count("-pets-") == 5


@pytest.mark.parametrize("reference", ["nothing", "last", "", "no/such/folder"])
def test_a_reference_to_nothing_is_one_sentence(home: Path, reference: str) -> None:
    with pytest.raises(UserError, match="There is no run"):
        runs.find(reference)


def test_a_folder_that_is_no_run_is_refused(home: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"no job\.toml"):
        runs.find(str(tmp_path))


def test_a_run_that_was_refused_at_once_can_be_removed(home: Path) -> None:
    folder = runs.create(replays.distillation())
    replays.write(folder, replays.beginning())
    assert runs.remove_failed(folder)
    assert not folder.exists()
    assert runs.all_runs() == []
    assert catalogue.stored() == {}


def test_a_run_with_an_epoch_behind_it_is_never_removed(home: Path) -> None:
    folder = runs.create(replays.distillation())
    replays.write(folder, [*replays.beginning(), *replays.training("student", until=1)])
    assert not runs.remove_failed(folder)
    assert folder.exists()


def test_a_run_with_a_checkpoint_is_never_removed(home: Path) -> None:
    folder = runs.create(replays.distillation())
    (folder / "student" / "weights").mkdir(parents=True)
    (folder / "student" / "weights" / "last.pt").touch()
    assert not runs.remove_failed(folder)


def test_a_folder_that_is_no_run_is_never_removed(home: Path, tmp_path: Path) -> None:
    assert not runs.remove_failed(tmp_path)
    assert tmp_path.exists()


def test_a_run_that_somebody_works_on_is_never_removed(home: Path) -> None:
    folder = runs.create(replays.distillation())
    with journal.lock_of(folder):
        assert not runs.remove_failed(folder)

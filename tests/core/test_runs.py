import logging
import shutil
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


def test_a_list_shows_what_came_out_and_how_far_it_got(home: Path) -> None:
    waiting, working, done = (runs.create(replays.distillation(epochs=30)) for _ in range(3))
    replays.write(working, [*replays.beginning(), *replays.training("student", until=1)])
    replays.write(done, replays.whole_run())
    rows = {row.id: row for row in runs.all_runs()}
    assert (rows[waiting.name].epochs_done, rows[waiting.name].epochs_planned) == (0, 30)
    assert (rows[working.name].epochs_done, rows[working.name].epochs_planned) == (1, 2)
    found = rows[done.name]
    assert (found.size_bytes, found.agreement, found.ece, found.best_epoch) == (3_200_000, 88.0, 0.031, 2)
    assert rows[waiting.name].size_bytes is None


def test_a_catalogue_of_the_first_version_is_filled_anew(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = runs.create(replays.distillation())
    replays.write(folder, replays.whole_run())
    (row,) = runs.all_runs()
    stamp = catalogue.stored()[folder.name].stamp
    catalogue.catalogue_file().unlink()
    old = {name: migrate for name, migrate in catalogue.MIGRATIONS.items() if name == "create_runs"}
    monkeypatch.setattr(catalogue, "MIGRATIONS", old)
    catalogue.clear()
    with sqlite3.connect(catalogue.catalogue_file()) as connection:
        connection.execute(
            "insert into runs (id, stamp, state, job, name, tags, note, created_at, dataset, seed) values "
            "(?, ?, 'finished', 'distill', '', '[]', '', 0, 'pets', 0)",
            (folder.name, stamp),
        )
    connection.close()
    monkeypatch.undo()
    monkeypatch.setenv("KDSTUDIO_HOME", str(home))
    assert runs.all_runs() == [row]


def test_a_run_is_renamed_tagged_and_noted_without_losing_the_rest(home: Path) -> None:
    folder = runs.create(replays.distillation(), name="Try", group="7f")
    runs.rename(folder, " Hoa hồng ")
    runs.set_tags(folder, ["new", " good ", "", "new"])
    runs.set_note(folder, "two\nlines")
    assert about.read(folder) == About(name="Hoa hồng", tags=["new", "good"], note="two\nlines", group="7f")
    (row,) = catalogue.stored().values()
    assert (row.row.name, row.row.tags, row.row.note) == ("Hoa hồng", ["new", "good"], "two\nlines")


def test_a_run_that_is_gone_cannot_be_named_and_does_not_come_back(home: Path) -> None:
    folder = runs.create(replays.distillation())
    shutil.rmtree(folder)
    with pytest.raises(UserError, match="no run any more"):
        runs.rename(folder, "x")
    assert not folder.exists()


def test_a_name_that_cannot_be_written_is_one_sentence(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    folder = runs.create(replays.distillation())
    monkeypatch.setattr(about, "write", fail)
    with pytest.raises(UserError, match="No space left on device"):
        runs.rename(folder, "x")


def test_a_duplicate_is_the_job_with_every_setting(home: Path) -> None:
    job = replays.distillation(epochs=7, class_map={"a": "b"})
    assert runs.duplicate(runs.create(job)) == job


def test_a_deleted_run_is_in_the_trash_and_forgotten(home: Path, tmp_path: Path) -> None:
    folder, other = runs.create(replays.distillation()), runs.create(replays.distillation())
    replays.write(folder, replays.whole_run())
    runs.delete(folder, lambda path: shutil.move(path, tmp_path / "trash"))
    assert (tmp_path / "trash" / jobs.JOB_FILE).exists()
    assert list(catalogue.stored()) == [other.name]


def test_a_run_at_work_is_not_deleted(home: Path) -> None:
    folder = runs.create(replays.distillation())
    with journal.lock_of(folder), pytest.raises(UserError, match="pause it first"):
        runs.delete(folder, shutil.rmtree)
    assert folder.exists()


def test_a_run_with_an_export_at_work_is_not_deleted(home: Path) -> None:
    folder = runs.create(replays.distillation())
    export = folder / "exports" / "phone"
    export.mkdir(parents=True)
    with journal.lock_of(export), pytest.raises(UserError, match="export"):
        runs.delete(folder, shutil.rmtree)
    assert folder.exists()


def test_a_trash_that_refuses_leaves_the_run_in_the_list(home: Path) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    folder = runs.create(replays.distillation())
    with pytest.raises(UserError, match="Permission denied"):
        runs.delete(folder, refuse)
    assert [row.id for row in runs.all_runs()] == [folder.name]


def test_what_is_no_run_is_never_put_into_the_trash(home: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no run"):
        runs.delete(tmp_path, shutil.rmtree)
    assert tmp_path.exists()


def foreign_run(folder: Path) -> Path:
    folder.mkdir(parents=True)
    jobs.write(replays.distillation(), folder / jobs.JOB_FILE)
    about.write(About(name="From afar", tags=["gpu"]), folder)
    replays.write(folder, replays.whole_run())
    return folder


def test_a_run_from_another_machine_is_copied_with_all_that_it_says(home: Path, tmp_path: Path) -> None:
    source = foreign_run(tmp_path / "stick" / "2026-01-02-pets-yolo11n")
    (source / "student.pt.part").write_text("half")
    (source / "link").symlink_to(tmp_path)
    folder = runs.import_run(source)
    assert folder == paths.runs_folder() / source.name
    (row,) = runs.all_runs()
    assert (row.id, row.name, row.tags, row.state, row.student_top1) == (
        folder.name,
        "From afar",
        ["gpu"],
        "finished",
        90.0,
    )
    assert {path.name for path in source.iterdir()} - {path.name for path in folder.iterdir()} == {
        "lock",
        "student.pt.part",
        "link",
    }
    assert (folder / "soft_labels" / "teacher.npy").exists()


def test_a_second_import_gets_a_number(home: Path, tmp_path: Path) -> None:
    source = foreign_run(tmp_path / "a-run")
    assert [runs.import_run(source).name for _ in range(2)] == ["a-run", "a-run-2"]


@pytest.mark.parametrize(("content", "sentence"), [(None, r"no job\.toml"), ("job = ", "TOML"), ("", "not a job")])
def test_a_folder_without_a_job_is_not_imported(home: Path, tmp_path: Path, content: str | None, sentence: str) -> None:
    source = tmp_path / "run"
    source.mkdir()
    if content is not None:
        (source / jobs.JOB_FILE).write_text(content)
    with pytest.raises(UserError, match=sentence):
        runs.import_run(source)
    assert not paths.runs_folder().exists()


def test_a_run_that_has_not_begun_is_not_imported(home: Path, tmp_path: Path) -> None:
    jobs.write(replays.distillation(), tmp_path / jobs.JOB_FILE)
    with pytest.raises(UserError, match="no journal"):
        runs.import_run(tmp_path)


def test_a_run_that_lies_here_already_or_holds_the_others_is_not_imported(home: Path) -> None:
    folder = runs.create(replays.distillation())
    replays.write(folder, replays.whole_run())
    with pytest.raises(UserError, match="among the runs already"):
        runs.import_run(folder)
    foreign_run(home / "x").rename(home / "y")
    for path in (home / "y").iterdir():
        path.rename(home / path.name)
    with pytest.raises(UserError, match="among the runs already"):
        runs.import_run(home)


def test_a_run_that_is_being_written_is_not_imported(home: Path, tmp_path: Path) -> None:
    source = foreign_run(tmp_path / "run")
    with journal.lock_of(source), pytest.raises(UserError, match="being written"):
        runs.import_run(source)


def test_an_import_that_fails_leaves_nothing_behind(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise shutil.Error([("a", "b", "No space left on device")])

    source = foreign_run(tmp_path / "run")
    monkeypatch.setattr(shutil, "copytree", fail)
    with pytest.raises(UserError, match="No space left on device"):
        runs.import_run(source)
    assert list(paths.runs_folder().iterdir()) == []


def test_the_bytes_of_a_run_are_those_of_its_files(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    (folder / "deep").mkdir(parents=True)
    (folder / "a").write_bytes(b"12345")
    (folder / "deep" / "b").write_bytes(b"1234567")
    assert runs.disk_bytes(folder) == 12
    assert runs.disk_bytes(tmp_path / "gone") == 0

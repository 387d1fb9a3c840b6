from pathlib import Path

import pytest

from kdstudio.core import exports, jobs, journal, runs
from kdstudio.core.events import Stopped
from kdstudio.core.export_plan import ExportPlan
from kdstudio.core.live_export import LiveExport
from kdstudio.core.text import UserError
from tests.core import export_replays, replays


@pytest.fixture
def run(home: Path) -> Path:
    return runs.create(replays.distillation())


def plan(run: Path, **changes: object) -> ExportPlan:
    return ExportPlan(source=f"run:{run.name}", **changes)  # type: ignore[arg-type]


def test_an_export_lies_below_its_run_and_each_in_a_folder_of_its_own(run: Path) -> None:
    first, second = exports.create(plan(run)), exports.create(plan(run))
    assert first.parent == second.parent == run / "exports"
    assert second.name == f"{first.name}-2"
    assert first.name.endswith("-onnx")


def test_the_export_of_a_lone_checkpoint_lies_in_the_data_folder(home: Path) -> None:
    folder = exports.create(ExportPlan(source="best.pt"))
    assert folder.parent == home / "exports"
    assert [live.id for live in exports.lone()] == [folder.name]


def test_an_export_of_a_run_that_is_gone_is_refused(home: Path) -> None:
    with pytest.raises(UserError, match="no run"):
        exports.create(ExportPlan(source="run:gone"))


def test_the_exports_of_a_run_are_listed_newest_first_and_a_broken_one_is_left_out(run: Path) -> None:
    folders = [exports.create(plan(run)) for _ in range(3)]
    for folder in folders[:2]:
        export_replays.write(folder, export_replays.whole())
    (folders[2] / jobs.JOB_FILE).write_text("nonsense", encoding="utf-8")
    assert [live.id for live in exports.of_run(run)] == [folders[1].name, folders[0].name]


def test_an_export_does_not_touch_its_run(run: Path) -> None:
    before = runs.all_runs()
    export_replays.write(exports.create(plan(run)), export_replays.whole())
    assert runs.all_runs() == before


def test_a_whole_export_is_known_from_its_journal(run: Path) -> None:
    folder = exports.create(plan(run))
    assert LiveExport.replay(folder).state == "waiting"
    export_replays.write(folder, export_replays.whole())
    live = LiveExport.replay(folder)
    assert live.state == "finished"
    assert list(live.built) == ["fp32", "int8"]
    assert list(live.missing) == ["fp16"]
    assert list(live.rows) == ["teacher", "student", "fp32", "int8"]
    assert live.proof == export_replays.PROOF
    assert live.tries == [export_replays.TRY]


def test_a_second_attempt_begins_again(run: Path) -> None:
    folder = exports.create(plan(run))
    export_replays.write(folder, [*export_replays.beginning(), Stopped()])
    assert LiveExport.replay(folder).state == "stopped"
    export_replays.write(folder, export_replays.beginning(2)[:2])
    live = LiveExport.replay(folder)
    assert (live.built, live.tries, live.attempt) == ({}, [], 2)


def test_an_export_whose_process_is_gone_without_a_word_is_lost(run: Path) -> None:
    folder = exports.create(plan(run))
    export_replays.write(folder, export_replays.beginning())
    live = LiveExport.replay(folder)
    assert live.state == "lost"
    assert live.lost is not None


def test_an_export_at_work_is_not_deleted_another_goes_to_the_trash(run: Path) -> None:
    folder = exports.create(plan(run))
    gone: list[Path] = []
    with journal.lock_of(folder), pytest.raises(UserError, match="is at work"):
        exports.delete(folder, gone.append)
    exports.delete(folder, gone.append)
    assert gone == [folder]

"""A journey from a finished run to a folder that runs elsewhere, through the real window and the real engine."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kdstudio.core import jobs, paths
from kdstudio.core.events import Finished, NetworkDone
from kdstudio.core.jobs import Distill
from kdstudio.gui import theme, translate
from kdstudio.gui.export_wizard.page import ExportPage
from kdstudio.gui.pages.run import RunPage
from tests.colours import recipe
from tests.core import export_replays, replays
from tests.journeys.desktop import Desk, Desks


@pytest.fixture
def run(home: Path, colours: Path, teacher: Path) -> str:
    """A finished distillation whose student is the teacher's twin."""
    folder = paths.runs_folder() / "a-run"
    (folder / "student" / "weights").mkdir(parents=True)
    shutil.copyfile(teacher, folder / "student" / "weights" / "best.pt")
    jobs.write(Distill(recipe=recipe(colours, teacher).completed()), folder / jobs.JOB_FILE)
    whole = [
        *export_replays.beginning()[:1],
        NetworkDone(network="student", weights="student/weights/best.pt"),
        *(replays.measured(network, 100.0) for network in ("teacher", "student")),
        Finished(seconds=9),
    ]
    export_replays.write(folder, whole)
    return folder.name


def build(desk: Desk, run: str) -> ExportPage:
    """Press *Export…* on the run's page, choose FP32 and INT8, and press *Build and prove*."""
    desk.session.open_run(run)
    desk.click(desk.page(RunPage).header.buttons["export"])
    page = desk.page(ExportPage)
    assert page.now == "where"
    desk.click(page.where.precisions.rows["fp16"].box)
    desk.click(page.where.build)
    assert page.now == "build"
    return page


def test_a_student_is_built_proven_handed_over_and_runs_elsewhere(desks: Desks, run: str, tmp_path: Path) -> None:
    with desks.open() as desk:
        page = build(desk, run)
        translate.language().apply("vi")  # in the middle of the work
        theme.theme().apply("dark")
        desk.see(lambda: page.now == "proof")
        translate.language().apply("en")
        assert page.live is not None
        assert page.live.proof is not None
        assert [row.key for row in page.live.proof.rows if row.is_choice] == ["teacher", "student", "fp32", "int8"]
        assert "INT8" in page.proof.verdict.text()

        desk.click(page.proof.on)
        assert page.now == "hand_over"
        page.hand_over.picker.set_path(str(tmp_path / "shipped"))
        desk.click(page.hand_over.make)
        desk.see(lambda: page.hand_over.made is not None)
        assert "own check passed" in page.hand_over.result.text()
    checked = subprocess.run(
        [sys.executable, "infer.py", "--check"], cwd=tmp_path / "shipped", capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_stopped_build_is_built_again_and_found_on_the_runs_page(desks: Desks, run: str) -> None:
    with desks.open() as desk:
        page = build(desk, run)
        desk.see(lambda: page.live is not None and page.live.prepared is not None)
        desk.click(page.build.stop)
        desk.see(lambda: page.live is not None and page.live.state == "stopped")
        folder = page.live.folder if page.live is not None else Path()
        assert not (folder / "handover").exists()
        desk.click(page.build.again)
        desk.see(lambda: page.now == "proof")

        desk.session.open_run(run, "result")
        shown = desk.page(RunPage)
        desk.see(lambda: "INT8" in " ".join(words(shown)))


def words(page: RunPage) -> list[str]:
    from PySide6.QtWidgets import QLabel

    return [made.text() for made in page.findChildren(QLabel) if made.isVisible()]

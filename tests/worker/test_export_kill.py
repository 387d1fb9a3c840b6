"""A real export, killed without warning: no half hand-over, nothing left at work, and the next attempt is whole."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil

from kdstudio import launcher
from kdstudio.core import exports
from kdstudio.core.events import Finished, Lost, ProofDone, RowProven, Started
from kdstudio.core.export_plan import ExportPlan
from kdstudio.core.jobs import Export
from kdstudio.core.live_export import LiveExport


def _kill_at(folder: Path, job: Export, kind: type[RowProven] | type[ProofDone]) -> None:
    launched = launcher.launch(job, folder)
    children: list[psutil.Process] = []
    for entry in launched.watch():
        if isinstance(entry.event, Started):
            process = entry.event.process
        if isinstance(entry.event, kind):
            children = psutil.Process(process).children(recursive=True)
            os.kill(process, signal.SIGKILL)
            break
    assert isinstance(list(launched.watch())[-1].event, Lost)
    _, alive = psutil.wait_procs(children, timeout=10)
    assert not alive, "a runtime outlived the export that it was proven for"


def test_a_killed_export_leaves_no_half_folder_and_can_be_made_again(
    colours: Path, teacher: Path, tmp_path: Path
) -> None:
    folder, out = tmp_path / "export", tmp_path / "shipped" / "model"
    plan = ExportPlan(
        source=str(teacher), dataset=str(colours), precisions=("fp32", "int8"), hand_over=[], out=str(out), zip=True
    )
    for kind in (RowProven, ProofDone):
        _kill_at(folder, Export(plan=plan), kind)
        assert not out.exists()
        assert not out.with_name("model.zip").exists()
        exports.sweep(LiveExport.replay(folder))
        assert not list(tmp_path.rglob("*.part"))
        assert not out.parent.exists() or not list(out.parent.iterdir())
    entries = list(launcher.launch(Export(plan=plan), folder).watch())
    assert isinstance(entries[-1].event, Finished)
    checked = subprocess.run([sys.executable, "infer.py", "--check"], cwd=out, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert out.with_name("model.zip").is_file()

import contextlib
import multiprocessing
import subprocess
import sys
from pathlib import Path

import numpy as np
import psutil
import pytest

from kdstudio.core.text import UserError
from kdstudio.engine.export import runtime_process
from kdstudio.engine.export.runtime_process import RuntimeProcess
from kdstudio.engine.supervisor import StopRequested
from tests.engine.export import tiny


@pytest.fixture
def images(tmp_path: Path) -> list[Path]:
    return tiny.draw(tmp_path / "images", 6)[0]


def test_a_model_runs_in_a_process_of_its_own(tmp_path: Path, images: list[Path]) -> None:
    with RuntimeProcess(tiny.write_model(tmp_path / "m.onnx"), tiny.ONNX_RUNTIME, tiny.FACTS) as process:
        loaded = process.loaded()
        found = process.predict(images)
        times = process.time(images[0], 7)
        around = process.time_around(images[0], 3)
    assert (loaded.runtime.split()[0], loaded.precision) == ("ONNX", "float32")
    assert 0 < loaded.memory_bytes < 500_000_000
    assert found.probabilities.argmax(1).tolist() == [0, 1, 2, 0, 1, 2]
    assert found.is_repeatable
    assert times.wall.shape == times.cpu.shape == (7,)
    assert (times.wall > 0).all()
    assert around.before > around.after


def test_no_torch_is_in_that_process(tmp_path: Path, images: list[Path]) -> None:
    has_torch = 'return np.array([["torch" in sys.modules, "ultralytics" in sys.modules, 1]], dtype=np.float32)'
    runtime = tiny.write_runtime(tmp_path / "r.py", call=has_torch)
    with RuntimeProcess(tiny.write_model(tmp_path / "m.onnx"), runtime, tiny.FACTS) as process:
        assert process.predict(images[:1]).probabilities.tolist() == [[0, 0, 1]]


def test_a_file_that_is_no_model_is_refused_by_name_without_its_folder(tmp_path: Path) -> None:
    model = tmp_path / "m.onnx"
    model.write_bytes(b"nothing that ONNX Runtime knows")
    with (
        RuntimeProcess(model, tiny.ONNX_RUNTIME, tiny.FACTS) as process,
        pytest.raises(UserError, match=r"The runtime refused the model m\.onnx: .+") as refusal,
    ):
        process.loaded()
    assert str(tmp_path) not in str(refusal.value)


@pytest.mark.parametrize("where", ["load", "call"])
def test_a_runtime_that_dies_is_a_sentence(tmp_path: Path, where: str) -> None:
    runtime = tiny.write_runtime(tmp_path / "r.py", **{where: "os._exit(9)"})
    with (
        RuntimeProcess(tiny.write_model(tmp_path / "m.onnx"), runtime, tiny.FACTS) as process,
        pytest.raises(UserError, match=r"refused the model m\.onnx: its process died of it \(exit code 9\)"),
    ):
        process.loaded()


def test_a_silent_runtime_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime_process, "LOAD_SECONDS", 0.1)
    runtime = tiny.write_runtime(tmp_path / "r.py", load="threading.Event().wait()")
    with (
        RuntimeProcess(tiny.write_model(tmp_path / "m.onnx"), runtime, tiny.FACTS) as process,
        pytest.raises(UserError, match="it did not answer within 0 seconds"),
    ):
        process.loaded()
    assert not multiprocessing.active_children()


def test_waiting_ends_where_a_stop_is_asked(tmp_path: Path) -> None:
    def stop() -> None:
        raise StopRequested

    runtime = tiny.write_runtime(tmp_path / "r.py", load="threading.Event().wait()")
    model = tiny.write_model(tmp_path / "m.onnx")
    with pytest.raises(StopRequested), RuntimeProcess(model, runtime, tiny.FACTS, between=stop) as process:
        process.loaded()
    assert not multiprocessing.active_children()


def test_answers_that_change_are_noticed(tmp_path: Path, images: list[Path]) -> None:
    runtime = tiny.write_runtime(tmp_path / "r.py", call="return np.array([[self.calls, 0, 0]], dtype=np.float32)")
    with RuntimeProcess(tiny.write_model(tmp_path / "m.onnx"), runtime, tiny.FACTS) as process:
        assert not process.predict(images).is_repeatable


def test_nothing_is_written_beside_the_code_that_it_runs(tmp_path: Path, images: list[Path]) -> None:
    runtime = tiny.write_runtime(tmp_path / "r.py")
    with RuntimeProcess(tiny.write_model(tmp_path / "m.onnx"), runtime, tiny.FACTS) as process:
        assert np.isfinite(process.predict(images).probabilities).all()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["images", "m.onnx", "r.py"]


def test_it_ends_with_its_parent_whatever_it_is_doing(tmp_path: Path) -> None:
    runtime = tiny.write_runtime(tmp_path / "r.py", load="threading.Event().wait()")
    model = tiny.write_model(tmp_path / "m.onnx")
    script = tmp_path / "parent.py"
    script.write_text(
        f"""
import multiprocessing, os, sys
sys.path.insert(0, {str(Path(runtime_process.__file__).parents[3])!r})
from pathlib import Path
from kdstudio.engine.export.runtime_process import RuntimeProcess

if __name__ == "__main__":
    process = RuntimeProcess(Path({str(model)!r}), Path({str(runtime)!r}), {tiny.FACTS!r})
    print(multiprocessing.active_children()[0].pid, flush=True)
    os._exit(0)
"""
    )
    done = subprocess.run(
        [sys.executable, "-B", str(script)], stdout=subprocess.PIPE, text=True, check=True, timeout=60
    )
    with contextlib.suppress(psutil.NoSuchProcess):
        psutil.Process(int(done.stdout)).wait(timeout=30)

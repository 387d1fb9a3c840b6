import re
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from kdstudio.core import export_plan, paths
from kdstudio.core.export_plan import TARGETS, availability
from kdstudio.core.text import UserError
from kdstudio.engine import libraries
from kdstudio.engine.export import build, targets
from kdstudio.engine.export.handover import facts_of
from kdstudio.engine.export.runtime_process import RuntimeProcess
from kdstudio.engine.export.targets import parts
from tests.colours import draw

SIZE = 32
PROVEN = [target.id for target in TARGETS.values() if target.tier == "proven"]
needs_openvino = pytest.mark.skipif(
    availability(TARGETS["openvino"]).state != "ready", reason="OpenVINO or NNCF is not installed"
)


class Student:
    """An untrained yolo11n-cls, what PyTorch says of some images, and its ONNX file."""

    def __init__(self, place: Path) -> None:
        from ultralytics import YOLO

        libraries.set_up_ultralytics()
        torch.manual_seed(0)
        model: Any = YOLO("yolo11n-cls.yaml")
        self.checkpoint, self.onnx = place / "student.pt", place / "fp32.onnx"
        model.save(self.checkpoint)
        self.network = model.model.eval()
        build.student_to_onnx(self.checkpoint, SIZE, self.onnx)
        self.names = [str(name) for name in model.names.values()]
        self.images = np.random.default_rng(0).random((8, 1, 3, SIZE, SIZE), dtype=np.float32)

    def built(self, target: str, precision: str, out: Path) -> Path:
        """Build a file of a target."""
        return targets.build(
            target,
            checkpoint=self.checkpoint,
            network=self.network,
            onnx=self.onnx,
            precision=precision,
            images=self.images,
            image_size=SIZE,
            out=out,
        )


@pytest.fixture(scope="module")
def untrained(tmp_path_factory: pytest.TempPathFactory) -> Student:
    return Student(tmp_path_factory.mktemp("untrained"))


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("images") / "brown"
    draw(folder, (200, 80, 40), 1, seed=1)
    return next(folder.iterdir())


def ran(student: Student, target: str, path: Path, image: Path) -> tuple[NDArray[np.float32], str, str]:
    """Run a file as it is handed over; return its probabilities, its runtime and what it computes in."""
    facts = facts_of("classify", student.names, (SIZE, SIZE))
    with RuntimeProcess(path, targets.runtime_file(target), facts, threads=1) as process:
        loaded, found = process.loaded(), process.predict([image])
    assert found.is_repeatable
    return found.probabilities[0], loaded.runtime, loaded.precision


def expected(student: Student, image: Path) -> NDArray[np.float32]:
    from kdstudio.engine.datasets import evaluation_batches

    pixels = next(evaluation_batches([(image, 0)], SIZE, 1))
    with torch.inference_mode():
        answer: NDArray[np.float32] = student.network(pixels)[0][0].numpy()
    return answer


@pytest.mark.parametrize("target", PROVEN)
def test_a_proven_target_has_a_builder_and_a_runtime_file_with_its_requirements(target: str) -> None:
    module = targets._MODULES.get(target, target)
    assert find_spec(f"{targets.__name__}.{module}") is not None
    runtime = targets.runtime_file(target)
    code = runtime.read_text(encoding="utf-8")
    assert "class Runtime:" in code
    assert not re.search(r"^\s*(from|import) (\.|kdstudio|PIL)", code, re.MULTILINE)
    packages = runtime.with_suffix(".txt").read_text(encoding="utf-8").split()
    assert {"numpy", "pillow"} < set(packages)


def test_no_runtime_file_is_left_over() -> None:
    folder = paths.resources() / "handover" / "runtimes"
    wanted = {targets.runtime_file(target).stem for target in PROVEN}
    assert {file.stem for file in folder.iterdir() if file.is_file()} == wanted


@pytest.mark.parametrize("target", [name for name in PROVEN if TARGETS[name].packages])
def test_a_missing_package_is_named_with_how_to_get_it(
    target: str, untrained: Student, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_plan, "find_spec", lambda _name: None)
    with pytest.raises(UserError, match=rf"{TARGETS[target].runtime} is not installed here: get it with `pip inst"):
        untrained.built(target, "fp32", tmp_path)
    assert not list(tmp_path.iterdir())


@needs_openvino
@pytest.mark.parametrize(
    ("precision", "tolerance", "computed"),
    [("fp32", 1e-5, "float32"), ("fp16", 1e-2, "float32"), ("int8", 0.2, "int8")],
)
def test_openvino_says_what_the_network_says_and_what_it_computes_in(
    precision: str, tolerance: float, computed: str, untrained: Student, image: Path, tmp_path: Path
) -> None:
    path = untrained.built("openvino", precision, tmp_path)
    assert sorted(file.name for file in path.iterdir()) == ["model.bin", "model.xml"]
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    answer, runtime, precision_used = ran(untrained, "openvino", path, image)
    assert np.abs(answer - expected(untrained, image)).max() < tolerance
    assert runtime.startswith("OpenVINO 20")
    assert computed in precision_used.split(", ")


@needs_openvino
def test_openvino_reports_its_use_to_nobody(untrained: Student, tmp_path: Path) -> None:
    untrained.built("openvino", "fp32", tmp_path)
    assert sys.modules["openvino_telemetry"] is None


def test_torchscript_says_what_the_network_says_and_holds_no_path(
    untrained: Student, image: Path, tmp_path: Path
) -> None:
    path = untrained.built("torchscript", "fp32", tmp_path)
    answer, runtime, precision_used = ran(untrained, "torchscript", path, image)
    assert np.abs(answer - expected(untrained, image)).max() < 1e-5
    assert runtime.startswith("TorchScript, PyTorch 2.")
    assert precision_used == "float32"
    with zipfile.ZipFile(path) as packed:
        everything = b"".join(packed.read(name) for name in packed.namelist())
    for place in (Path(torch.__file__).parent, tmp_path, Path.home()):
        assert str(place).encode() not in everything


def test_building_leaves_the_network_as_it_was(untrained: Student, tmp_path: Path) -> None:
    untrained.built("torchscript", "fp32", tmp_path)
    with torch.inference_mode():
        assert isinstance(untrained.network(torch.zeros(1, 3, SIZE, SIZE)), tuple)


def test_what_a_converter_raises_becomes_one_sentence_and_leaves_nothing(
    untrained: Student, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError("Unsupported operator aten::frobnicate.\nTraceback of theirs")

    monkeypatch.setattr(torch.jit, "trace", refuse)
    with pytest.raises(UserError) as caught:
        untrained.built("torchscript", "fp32", tmp_path)
    assert str(caught.value) == (
        "The converter for TorchScript refused the network: Unsupported operator aten::frobnicate."
    )
    assert not list(tmp_path.iterdir())


def test_a_converter_that_claims_success_and_writes_nothing_is_found_out(
    untrained: Student, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    converter = ModuleType("_tools")
    converter.mnnconvert = lambda _arguments: True  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "MNN", ModuleType("MNN"))
    monkeypatch.setitem(sys.modules, "_tools", converter)
    monkeypatch.setattr(export_plan, "find_spec", lambda _name: True)
    with pytest.raises(UserError, match="for MNN refused the network: its converter wrote nothing"):
        untrained.built("mnn", "fp32", tmp_path)


def test_mnn_is_never_asked_by_the_way_that_runs_pip() -> None:
    code = (Path(targets.__file__).parent / "mnn.py").read_text(encoding="utf-8")
    assert not re.search(r"^\s*(import|from) MNN|import_module\(\"MNN\.", code, re.MULTILINE)


def test_a_folder_is_replaced_as_a_whole_and_survives_a_failure(tmp_path: Path) -> None:
    target = tmp_path / "model"
    for content in ("one", "two"):
        with parts.whole(target) as part:
            part.mkdir()
            (part / content).write_text(content)
            part.with_name("scratch").write_text("not to be kept")

    def fail() -> None:
        with parts.whole(target) as part:
            part.mkdir()
            (part / "three").write_text("three")
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        fail()
    assert [file.relative_to(tmp_path).as_posix() for file in sorted(tmp_path.rglob("*"))] == ["model", "model/two"]

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from kdstudio.core import paths
from kdstudio.engine import datasets
from kdstudio.engine.export.runtime_process import infer_file, load_module
from tests.engine.export import tiny

SIZES = [(64, 64), (37, 91), (201, 63), (1, 500), (65, 64), (640, 480)]


@pytest.fixture(scope="module")
def infer() -> Any:
    return load_module("infer", infer_file())


def noise(size: tuple[int, int], channels: int = 3) -> Image.Image:
    shape = (size[1], size[0]) if channels == 1 else (size[1], size[0], channels)
    return Image.fromarray(np.random.default_rng(sum(size)).integers(0, 256, shape, dtype=np.uint8))


def assert_same_pixels(infer: Any, path: Path, size: int = 64) -> None:
    facts = {"names": [], "input": {"height": size, "width": size, "mean": [0, 0, 0], "std": [1, 1, 1]}}
    ours = infer.Classify(facts).prepare(infer.load_image(path))
    theirs = next(datasets.evaluation_batches([(path, 0)], size, 1)).numpy()
    assert ours.dtype == np.float32
    assert ours.flags["C_CONTIGUOUS"]
    np.testing.assert_array_equal(ours, theirs)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("ending", ["png", "jpg", "bmp"])
def test_pixels_are_those_that_the_engine_measured(
    infer: Any, tmp_path: Path, size: tuple[int, int], ending: str
) -> None:
    path = tmp_path / f"image.{ending}"
    noise(size).save(path)
    assert_same_pixels(infer, path)
    assert_same_pixels(infer, path, 224)


@pytest.mark.parametrize("mode", ["L", "LA", "RGBA", "1", "P", "transparent", "grey16", "colour16"])
def test_so_they_are_for_every_kind_of_image(infer: Any, tmp_path: Path, mode: str) -> None:
    path = tmp_path / "image.png"
    size = (90, 71)
    match mode:
        case "LA":
            noise(size, 2).save(path)
        case "RGBA":
            noise(size, 4).save(path)
        case "P":
            noise(size).quantize(32).save(path)
        case "transparent":
            noise(size).quantize(32).save(path, transparency=bytes(range(0, 256, 8)))
        case "grey16":
            Image.fromarray(np.arange(90 * 71, dtype=np.uint16).reshape(71, 90) * 10).save(path)
        case "colour16":
            import cv2

            deep = np.random.default_rng(0).integers(0, 65536, (71, 90, 3), dtype=np.uint16)
            assert cv2.imwrite(str(path), deep)
        case _:
            noise(size).convert(mode).save(path)
    assert_same_pixels(infer, path)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_so_they_are_however_the_camera_was_held(infer: Any, tmp_path: Path, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / "photo.jpg"
    noise((83, 119)).save(path, exif=exif, quality=90)
    assert_same_pixels(infer, path)


def test_mean_and_deviation_are_those_of_the_facts(infer: Any) -> None:
    facts = {"names": [], "input": {"height": 4, "width": 6, "mean": [0.5, 0, 0], "std": [0.5, 1, 2]}}
    pixels = infer.Classify(facts).prepare(Image.new("RGB", (30, 30), (255, 255, 255)))
    assert pixels.shape == (1, 3, 4, 6)
    assert pixels[0, :, 0, 0].tolist() == [1.0, 1.0, 0.5]


@pytest.mark.parametrize(
    ("operations", "precision"),
    [
        ({"Conv": "float", "Cast": "float16"}, "float32"),
        ({"Conv": "float16"}, "float16"),
        ({"QLinearConv": "uint8", "Softmax": "float"}, "int8 (QDQ)"),
        ({"QLinearConv": "uint8", "Gemm": "float"}, "int8 (QDQ), float32"),
        ({"ConvInteger": "uint8", "Gemm": "float"}, "int8 (dynamic)"),
    ],
)
def test_precision_is_what_the_runtime_ran(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, operations: dict[str, str], precision: str
) -> None:
    module = load_module("runtime", tiny.ONNX_RUNTIME)
    events = [{"op_name": name, "input_type_shape": [{kind: [1]}]} for name, kind in operations.items()]
    monkeypatch.setattr(module.Runtime, "_operations", lambda _: events)
    assert module.Runtime(str(tiny.write_model(tmp_path / "m.onnx"))).precision == precision


def test_neither_imports_more_than_it_says(tmp_path: Path) -> None:
    model = tiny.write_model(tmp_path / "m.onnx")
    code = f"""
import sys
sys.dont_write_bytecode = True
sys.path.insert(0, {str(infer_file().parent)!r})
from pathlib import Path
from infer import Model, load_module
runtime = load_module("runtime", Path({str(tiny.ONNX_RUNTIME)!r})).Runtime({str(model)!r})
others = ("torch", "ultralytics", "cv2", "kdstudio", "onnx", "scipy")
print(runtime.precision, [name for name in others if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.stdout.strip() == "float32 []", done.stderr


def test_the_licence_that_travels_is_that_of_the_program() -> None:
    ours = Path(__file__).parents[3] / "LICENSE"
    assert infer_file().with_name("LICENSE").read_bytes() == ours.read_bytes()


def test_a_missing_package_is_named(infer: Any, tmp_path: Path) -> None:
    (tmp_path / "runtime.py").write_text("import a_package_that_nobody_has\n")
    with pytest.raises(infer.Refused, match=r"a_package_that_nobody_has.+pip install -r requirements\.txt"):
        infer.load_module("runtime", tmp_path / "runtime.py")


def test_every_runtime_says_what_it_needs() -> None:
    runtimes = sorted((paths.resources() / "handover" / "runtimes").glob("*.py"))
    assert tiny.ONNX_RUNTIME in runtimes
    for runtime in runtimes:
        assert {"numpy", "pillow"} <= set(runtime.with_suffix(".txt").read_text().split()), runtime

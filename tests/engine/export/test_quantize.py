from collections.abc import Callable
from pathlib import Path
from typing import get_args

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from kdstudio.core.text import UserError
from kdstudio.engine import datasets
from kdstudio.engine.export import quantize
from kdstudio.engine.export.quantize import Calibrated
from tests.colours import COLOURS

Array = NDArray[np.float32]
HEAD = {"model.10.conv", "model.10.linear"}


def run(model: Path | bytes, images: Array) -> Array:
    session = onnxruntime.InferenceSession(model if isinstance(model, bytes) else str(model))
    name = session.get_inputs()[0].name
    return np.concatenate([session.run(None, {name: image[None]})[0] for image in images])


def agrees(model: Path, other: Path, images: Array) -> bool:
    return bool((run(model, images).argmax(1) == run(other, images).argmax(1)).mean() > 0.9)


def share(file: Path, of: Path) -> float:
    return file.stat().st_size / of.stat().st_size


def weights(path: Path) -> dict[str, str]:
    """The type of each learned layer's weights, by the layer's name."""
    model = onnx.load(path)
    types = {tensor.name: TensorProto.DataType.Name(tensor.data_type) for tensor in model.graph.initializer}
    reads = {node.output[0]: node.input[0] for node in model.graph.node if node.op_type == "DequantizeLinear"}
    return {
        node.name: types[reads.get(node.input[1], node.input[1])]
        for node in model.graph.node
        if node.op_type in ("Conv", "Gemm")
    }


def is_quantized(path: Path, operator: str) -> bool:
    """Whether any node of a kind reads a quantized tensor and writes one."""
    model = onnx.load(path)
    made = {name: node.op_type for node in model.graph.node for name in node.output}
    read = {name: node.op_type for node in model.graph.node for name in node.input}
    return any(
        made.get(node.input[0]) == "DequantizeLinear" and read.get(node.output[0]) == "QuantizeLinear"
        for node in model.graph.node
        if node.op_type == operator
    )


@pytest.fixture(scope="session")
def images(colours: Path) -> Array:
    found = [(path, 0) for name in COLOURS for path in sorted((colours / "train" / name).glob("*.png"))[:6]]
    return np.concatenate([batch.numpy() for batch in datasets.evaluation_batches(found, 32, 64)])


@pytest.fixture(scope="session")
def calibrated(student_onnx: Path, images: Array) -> Calibrated:
    return quantize.calibrate(student_onnx, images)


def test_fp16_halves_the_file_and_takes_and_gives_fp32(student_onnx: Path, images: Array, tmp_path: Path) -> None:
    quantize.to_fp16(student_onnx, tmp_path / "fp16.onnx")
    assert 0.45 < share(tmp_path / "fp16.onnx", student_onnx) < 0.55
    outputs = run(tmp_path / "fp16.onnx", images)
    assert outputs.dtype == np.float32
    assert np.abs(outputs - run(student_onnx, images)).max() < 0.02


def test_dynamic_int8_quarters_the_file_without_images(student_onnx: Path, images: Array, tmp_path: Path) -> None:
    quantize.to_dynamic(student_onnx, tmp_path / "dynamic.onnx")
    assert share(tmp_path / "dynamic.onnx", student_onnx) < 0.31
    assert agrees(tmp_path / "dynamic.onnx", student_onnx, images)


@pytest.mark.parametrize("signed", [False, True])
def test_static_int8_is_small_and_says_what_the_float_model_says(
    student_onnx: Path, images: Array, tmp_path: Path, signed: bool
) -> None:
    out = tmp_path / "int8.onnx"
    quantize.static(student_onnx, out, images, signed_activations=signed, step="full")
    assert share(out, student_onnx) <= 0.31
    assert agrees(out, student_onnx, images)
    assert set(weights(out).values()) == {"INT8"}
    assert [path.name for path in tmp_path.iterdir()] == ["int8.onnx"]


def test_unsigned_activations_come_with_weights_of_7_bits_so_that_no_processor_saturates(
    calibrated: Calibrated, tmp_path: Path
) -> None:
    def largest(name: str, **choice: bool) -> tuple[int, set[str]]:
        calibrated.write(tmp_path / name, step="weighted", **choice)  # type: ignore[arg-type]
        tensors = {tensor.name: tensor for tensor in onnx.load(tmp_path / name).graph.initializer}
        layers = [numpy_helper.to_array(tensor) for key, tensor in tensors.items() if key.endswith("_quantized")]
        points = {
            str(numpy_helper.to_array(t).dtype)
            for key, t in tensors.items()
            if key.endswith("Conv_output_0_zero_point")
        }
        return max(int(np.abs(layer.astype(np.int32)).max()) for layer in layers if layer.dtype == np.int8), points

    assert largest("unsigned.onnx", signed_activations=False) == (64, {"uint8"})
    assert largest("signed.onnx", signed_activations=True) == (127, {"int8"})
    assert largest("chosen.onnx", signed_activations=False, reduce_range=False) == (127, {"uint8"})


def test_the_steps_quantize_less_and_less(calibrated: Calibrated, tmp_path: Path) -> None:
    for step in get_args(quantize.Rung):
        calibrated.write(tmp_path / step, signed_activations=False, step=step)
    assert is_quantized(tmp_path / "full", "Sigmoid")
    assert not is_quantized(tmp_path / "weighted", "Sigmoid")
    assert set(weights(tmp_path / "weighted").values()) == {"INT8"}
    in_float = {name for name, kind in weights(tmp_path / "weighted-head-float").items() if kind == "FLOAT"}
    assert in_float == {"/model.10/conv/conv/Conv", "/model.10/linear/Gemm"}
    assert set(calibrated.head()) == HEAD


def test_the_last_softmax_is_never_quantized(calibrated: Calibrated, tmp_path: Path) -> None:
    calibrated.write(tmp_path / "int8.onnx", signed_activations=False, step="full")
    graph = onnx.load(tmp_path / "int8.onnx").graph
    assert [node.op_type for node in graph.node if graph.output[0].name in node.output] == ["Softmax"]


def test_a_block_stays_in_float_when_asked(calibrated: Calibrated, tmp_path: Path) -> None:
    calibrated.write(tmp_path / "int8.onnx", signed_activations=False, step="full", float_blocks=["model.4.cv1"])
    in_float = [name for name, kind in weights(tmp_path / "int8.onnx").items() if kind == "FLOAT"]
    assert in_float == ["/model.4/cv1/conv/Conv"]


def test_blocks_are_named_as_the_networks_modules_are(student_onnx: Path, calibrated: Calibrated) -> None:
    names = quantize.blocks(onnx.load(student_onnx))
    assert names == calibrated.blocks()
    assert names[:6] == ["model.0", "model.1", "model.2.cv1", "model.2.m.0", "model.2.cv2", "model.3"]
    assert set(names[-2:]) == HEAD
    assert len(names) == 22
    counts = calibrated.weights()
    assert list(counts) == names
    assert counts["model.0"] == 16 * 3 * 3 * 3 + 16


def test_what_learns_nothing_belongs_to_the_block_that_reads_it(student_onnx: Path) -> None:
    found = quantize.block_of(onnx.load(student_onnx))
    assert found["/model.2/Split"] == "model.2.m.0"
    assert found["/model.2/Concat"] == "model.2.cv2"
    assert found["/model.10/Flatten"] == "model.10.linear"
    assert found["/model.10/conv/act/Mul"] == "model.10.conv"


def test_the_ends_are_the_layers_that_nothing_learned_comes_before_or_after(calibrated: Calibrated) -> None:
    assert calibrated.ends() == ["model.0", "model.10.linear"]
    rest = calibrated.without(calibrated.ends())
    assert rest.blocks() == calibrated.blocks()[1:-1]
    assert rest.head() == ["model.10.conv"]


def test_a_node_whose_name_tells_no_module_is_its_own_block() -> None:
    weight = numpy_helper.from_array(np.eye(4, dtype=np.float32) * 3, "w")
    nodes = [
        helper.make_node("MatMul", ["x", "w"], ["a"], name="first"),
        helper.make_node("Relu", ["a"], ["b"], name="bend"),
        helper.make_node("MatMul", ["b", "w"], ["y"], name="second"),
    ]
    ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, 4]) for name in ("x", "y")]
    model = helper.make_model(helper.make_graph(nodes, "g", ends[:1], ends[1:], [weight]))
    assert quantize.blocks(model) == ["first", "second"]
    assert quantize.block_of(model)["bend"] == "second"


def test_the_same_images_give_the_same_bytes(
    student_onnx: Path, images: Array, calibrated: Calibrated, tmp_path: Path
) -> None:
    quantize.static(student_onnx, tmp_path / "a.onnx", images, signed_activations=False, step="full")
    calibrated.write(tmp_path / "b.onnx", signed_activations=False, step="weighted")
    calibrated.write(tmp_path / "b.onnx", signed_activations=False, step="full")
    assert (tmp_path / "a.onnx").read_bytes() == (tmp_path / "b.onnx").read_bytes()


def test_the_metadata_stays_as_it_was(student_onnx: Path, calibrated: Calibrated, tmp_path: Path) -> None:
    def metadata(path: Path) -> list[tuple[str, str]]:
        return [(entry.key, entry.value) for entry in onnx.load(path).metadata_props]

    quantize.to_fp16(student_onnx, tmp_path / "fp16.onnx")
    quantize.to_dynamic(student_onnx, tmp_path / "dynamic.onnx")
    calibrated.write(tmp_path / "int8.onnx", signed_activations=False, step="full")
    for path in tmp_path.iterdir():
        assert metadata(path) == metadata(student_onnx)


def test_weights_may_lie_beside_the_file(student_onnx: Path, images: Array, tmp_path: Path) -> None:
    apart = tmp_path / "apart" / "fp32.onnx"
    apart.parent.mkdir()
    onnx.save(onnx.load(student_onnx), apart, save_as_external_data=True, location="fp32.data", size_threshold=0)
    for name, path in (("apart.onnx", apart), ("whole.onnx", student_onnx)):
        quantize.static(path, tmp_path / name, images[:6], signed_activations=False, step="full")
    assert (run(tmp_path / "apart.onnx", images) == run(tmp_path / "whole.onnx", images)).all()
    assert share(tmp_path / "apart.onnx", student_onnx) <= 0.31
    assert sorted(path.name for path in apart.parent.iterdir()) == ["fp32.data", "fp32.onnx"]


def test_each_image_calibrates_once_and_the_caller_may_stop_after_any(
    student_onnx: Path, images: Array, tmp_path: Path
) -> None:
    seen: list[tuple[int, int]] = []
    quantize.calibrate(student_onnx, images[:5], lambda done, total: seen.append((done, total)))
    assert seen == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        quantize.static(
            student_onnx, tmp_path / "int8.onnx", images, signed_activations=False, step="full", after_image=stop
        )
    assert not list(tmp_path.iterdir())


def test_images_outside_the_calibration_do_not_matter_and_those_within_do(student_onnx: Path, images: Array) -> None:
    dark, bright = (quantize.calibrate(student_onnx, images[:2] * factor).ranges for factor in (0.1, 1.0))
    assert float(np.max(dark["images"].range_value[1])) < float(np.max(bright["images"].range_value[1]))


def test_without_images_there_is_no_static_int8(student_onnx: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="INT8 needs images to calibrate"):
        quantize.calibrate(student_onnx, np.empty((0, 3, 32, 32), dtype=np.float32))


def test_a_half_written_file_does_not_stay(
    calibrated: Calibrated, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "int8.onnx"
    out.write_bytes(b"before")

    def full_disk(path: Path, content: bytes) -> None:
        path.open("wb").write(content[:100])
        raise OSError("the disk is full")

    monkeypatch.setattr(Path, "write_bytes", full_disk)
    with pytest.raises(OSError, match="full"):
        calibrated.write(out, signed_activations=False, step="full")
    assert [path.name for path in tmp_path.iterdir()] == ["int8.onnx"]
    assert out.read_bytes() == b"before"


@pytest.fixture(scope="session")
def detector(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """An untrained detector as ONNX whose statistics are those of its images, so that its outputs differ."""
    made: dict[str, Path] = {}

    def build(name: str) -> Path:
        if name not in made:
            from ultralytics import YOLO

            torch.manual_seed(1)
            model = YOLO(name)
            network = model.model.train()
            for _ in range(30):
                network(torch.rand(4, 3, 96, 96))
            for layer in network.model[-1].modules():
                if isinstance(layer, torch.nn.Conv2d) and layer.bias is not None and layer.weight.requires_grad:
                    torch.nn.init.normal_(layer.weight, std=0.3)
                    torch.nn.init.zeros_(layer.bias)
            place = tmp_path_factory.mktemp("detector")
            model.ckpt_path = str(place / "detector.pt")
            written = model.export(format="onnx", imgsz=96, device="cpu", verbose=False)
            made[name] = Path(written).replace(place / "fp32.onnx")
        return made[name]

    return build


@pytest.mark.parametrize(("name", "bins"), [("yolo11n.yaml", True), ("yolo26n.yaml", False)])
def test_a_detectors_decode_stays_in_float_and_its_branches_do_not(
    detector: Callable[[str], Path], tmp_path: Path, name: str, bins: bool
) -> None:
    fp32 = detector(name)
    model = onnx.load(fp32)
    decode = quantize.decode(model)
    head = {node.name for node in model.graph.node if node.name.startswith("/model.23/")}
    assert decode == {node for node in head if not node.startswith(("/model.23/cv2", "/model.23/cv3"))}
    assert ("/model.23/dfl/conv/Conv" in decode) is bins
    assert len(quantize.blocks(model)) == 42

    images = np.random.default_rng(0).random((12, 3, 96, 96), dtype=np.float32)
    calibrated = quantize.calibrate(fp32, images)
    assert {block.rpartition(".")[0] for block in calibrated.head()} == {"model.23.cv2", "model.23.cv3"}
    calibrated.write(tmp_path / "int8.onnx", signed_activations=False, step="full")
    expected, found = run(fp32, images[:4]), run(tmp_path / "int8.onnx", images[:4])
    calibrated.decode.clear()
    calibrated.write(tmp_path / "naive.onnx", signed_activations=False, step="full")
    naive = run(tmp_path / "naive.onnx", images[:4])

    assert np.isfinite(found).all()
    assert np.abs(found[:, :4] - expected[:, :4]).mean() < 2.0  # pixels of 96
    assert np.corrcoef(found[:, 4:].ravel(), expected[:, 4:].ravel())[0, 1] > 0.9
    # One scale over pixels and scores leaves a score only a handful of values.
    assert len(np.unique(naive[:, 4:])) < 8 < len(np.unique(found[:, 4:]))

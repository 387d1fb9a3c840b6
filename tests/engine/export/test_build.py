from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch

from kdstudio.engine import teachers
from kdstudio.engine.export import build
from kdstudio.engine.export.source import Source
from kdstudio.engine.networks import InputFormat, TorchTeacher


def run(path: Path, pixels: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
    session = onnxruntime.InferenceSession(str(path))
    return session.run(None, {session.get_inputs()[0].name: pixels})[0]  # type: ignore[no-any-return]


def test_the_onnx_file_says_what_the_checkpoint_says(student: Source, student_onnx: Path) -> None:
    network = teachers.load_classifier(student.weights, student.image_size)
    pixels = torch.rand(1, 3, 32, 32, generator=torch.Generator().manual_seed(3))
    expected = network.logits(pixels).softmax(1).numpy()
    assert np.abs(run(student_onnx, pixels.numpy()) - expected).max() < 1e-5


def test_no_path_is_left_in_the_file_and_no_file_beside_it(student: Source, student_onnx: Path, colours: Path) -> None:
    content = student_onnx.read_bytes()
    for path in (student.weights.parent, colours, Path.home()):
        assert str(path).encode() not in content
    keys = {entry.key for entry in onnx.load(student_onnx).metadata_props}
    assert {"task", "names", "imgsz"} <= keys <= set(build.KEPT_METADATA)
    assert [path.name for path in student_onnx.parent.iterdir()] == ["fp32.onnx"]
    assert not list(student.weights.parent.glob("*.onnx"))


def test_a_teacher_becomes_probabilities_at_its_own_size(tmp_path: Path) -> None:
    network = torch.nn.Sequential(torch.nn.AdaptiveAvgPool2d(1), torch.nn.Flatten(), torch.nn.Linear(3, 4)).eval()
    teacher = TorchTeacher(network, ("a", "b", "c", "d"), InputFormat((20, 24)), 16, 64)
    build.teacher_to_onnx(teacher, None, tmp_path / "reference" / "teacher.onnx")
    pixels = np.random.default_rng(0).random((1, 3, 20, 24), dtype=np.float32)
    expected = network(torch.from_numpy(pixels)).softmax(1).detach().numpy()
    assert np.abs(run(tmp_path / "reference" / "teacher.onnx", pixels) - expected).max() < 1e-6


def test_a_teacher_that_is_onnx_is_copied(student_onnx: Path, tmp_path: Path) -> None:
    class OnnxLike:
        pass

    build.teacher_to_onnx(OnnxLike(), student_onnx, tmp_path / "teacher.onnx")  # type: ignore[arg-type]
    assert (tmp_path / "teacher.onnx").read_bytes() == student_onnx.read_bytes()

"""A classifier of a few bytes that knows red, green and blue, images for it, and runtimes that misbehave."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

from kdstudio.core import paths
from kdstudio.engine.export import handover

NAMES = ("red", "green", "blue")
SIZE = 8
FACTS = handover.facts_of("classify", NAMES, (SIZE, SIZE))
ONNX_RUNTIME = paths.resources() / "handover" / "runtimes" / "onnx_runtime.py"


def write_model(path: Path, sharpness: float = 20.0, order: Sequence[int] = (0, 1, 2), note: str = "") -> Path:
    """Write softmax(sharpness · mean colour) as ONNX; in another order it mistakes the colours."""
    weights = (sharpness * np.eye(3, dtype=np.float32))[list(order)].T
    nodes = [
        helper.make_node("GlobalAveragePool", ["images"], ["mean"], doc_string=note),
        helper.make_node("Flatten", ["mean"], ["flat"]),
        helper.make_node("Gemm", ["flat", "weights"], ["logits"]),
        helper.make_node("Softmax", ["logits"], ["probabilities"]),
    ]
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info("images", TensorProto.FLOAT, (1, 3, SIZE, SIZE))],
        [helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, (1, 3))],
        [numpy_helper.from_array(np.ascontiguousarray(weights), "weights")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=8)
    if note:
        helper.set_model_props(model, {"description": note, "args": note, "task": "classify"})
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, path)
    return path


def draw(folder: Path, count: int, odd: int = 0) -> tuple[list[Path], list[int]]:
    """Draw `count` images of one colour each, in turn, and return them with their labels; `odd` of them are wrong."""
    folder.mkdir(parents=True, exist_ok=True)
    images, labels = [], []
    for number in range(count):
        label = number % 3
        colour = [0, 0, 0]
        colour[label] = 200 + number % 50
        images.append(folder / f"{number:03d}.png")
        Image.new("RGB", (10 + number % 5, 12), tuple(colour)).save(images[-1])
        labels.append((label + 1) % 3 if number < odd else label)
    return images, labels


def write_runtime(path: Path, *, load: str = "", call: str = "return np.full((1, 3), 1 / 3, dtype=np.float32)") -> Path:
    """Write a runtime file whose loading and whose calls do what is wanted."""
    path.write_text(
        "import os, sys, threading\nimport numpy as np\n\n\nclass Runtime:\n"
        '    name = "Fake 1.0"\n    precision = "float32"\n    calls = 0\n\n'
        f"    def __init__(self, path, threads=0):\n        {load or 'pass'}\n\n"
        f"    def __call__(self, pixels):\n        self.calls += 1\n        {call}\n",
        encoding="utf-8",
    )
    return path

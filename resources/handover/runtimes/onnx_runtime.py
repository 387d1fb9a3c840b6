"""Runs an ONNX model with ONNX Runtime on the processor."""

import json
import tempfile
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

# The operations that multiply; what they compute in is what the model computes in.
_FLOAT_OPERATIONS = {"Conv", "FusedConv", "Gemm", "FusedGemm", "MatMul", "FusedMatMul"}
_STATIC_OPERATIONS = {"QLinearConv", "QLinearMatMul", "QGemm"}
_DYNAMIC_OPERATIONS = {"ConvInteger", "MatMulInteger", "MatMulIntegerToFloat", "DynamicQuantizeMatMul"}


class Runtime:
    """A loaded model; `threads` is how many processor cores it may use, 0 for all."""

    def __init__(self, path: str, threads: int = 0) -> None:
        self._path = path
        self._session = _open(path, _options(threads))
        self._input = self._session.get_inputs()[0].name
        self.name = f"ONNX Runtime {onnxruntime.__version__}"

    def __call__(self, pixels: np.ndarray) -> np.ndarray:
        """Return the first output (1, C) in float32 for pixels (1, 3, height, width)."""
        output: np.ndarray = self._session.run(None, {self._input: pixels})[0]
        return output.astype(np.float32, copy=False)

    @cached_property
    def precision(self) -> str:
        """What is really computed in: ONNX Runtime is asked which operations it ran, on what kind of numbers.

        A float16 file is computed in float32 where the processor has no float16 kernels, and says so here.
        """
        kinds = {event["op_name"]: _first_type(event) for event in self._operations()}
        if _STATIC_OPERATIONS & kinds.keys():
            return "int8 (QDQ), float32" if _FLOAT_OPERATIONS & kinds.keys() else "int8 (QDQ)"
        if _DYNAMIC_OPERATIONS & kinds.keys():
            return "int8 (dynamic)"
        of_floats = {kinds[name] for name in _FLOAT_OPERATIONS & kinds.keys()} or set(kinds.values())
        return "float16" if "float16" in of_floats else "float32"

    def _operations(self) -> list[dict[str, Any]]:
        """Return the operations of one run, as the profiler of a second session wrote them down."""
        with tempfile.TemporaryDirectory() as folder:
            options = _options(1)
            options.enable_profiling = True
            options.profile_file_prefix = str(Path(folder) / "run")
            session = _open(self._path, options)
            size = [side if isinstance(side, int) else 1 for side in session.get_inputs()[0].shape]
            session.run(None, {self._input: np.zeros(size, dtype=np.float32)})
            events = json.loads(Path(session.end_profiling()).read_text(encoding="utf-8"))
        return [event["args"] for event in events if event.get("cat") == "Node" and "op_name" in event["args"]]


def _options(threads: int) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return options


def _open(path: str, options: Any) -> Any:
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def _first_type(event: dict[str, Any]) -> str:
    return next((kind for shape in event.get("input_type_shape", []) for kind in shape), "")

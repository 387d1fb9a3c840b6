"""Runs an OpenVINO model (a folder) on the processor."""

import sys
from pathlib import Path

import numpy as np

# OpenVINO reports its use to its makers unless this package is hidden; it runs as well without.
sys.modules.setdefault("openvino_telemetry", None)

import openvino  # noqa: E402

# The operations that multiply; what they compute in is what the model computes in.
_MULTIPLYING = ("Convolution", "GroupConvolution", "FullyConnected", "MatMul")
_KINDS = {"f32": "float32", "f16": "float16", "bf16": "bfloat16", "i8": "int8", "u8": "int8"}


class Runtime:
    """A loaded model; `threads` is how many processor cores it may use, 0 for all."""

    def __init__(self, path: str, threads: int = 0) -> None:
        # Without the first hint some processors compute in bfloat16, and nothing says so.
        settings = {"INFERENCE_PRECISION_HINT": "f32", "PERFORMANCE_HINT": "LATENCY", "NUM_STREAMS": "1"}
        if threads:
            settings["INFERENCE_NUM_THREADS"] = str(threads)
        self._model = openvino.Core().compile_model(str(Path(path) / "model.xml"), "CPU", settings)
        self._request = self._model.create_infer_request()
        self.name = f"OpenVINO {openvino.__version__.split('-')[0]}"
        self.precision = self._precision()

    def __call__(self, pixels: np.ndarray) -> np.ndarray:
        """Return the first output (1, C) in float32 for pixels (1, 3, height, width)."""
        self._request.infer({0: pixels})
        return np.array(self._request.get_output_tensor(0).data, dtype=np.float32)

    def _precision(self) -> str:
        """Return what is computed in: kernels have names that end with their kind of number."""
        endings = {kernel.rsplit("_", 1)[-1].lower() for kind, kernel in self._kernels() if kind in _MULTIPLYING}
        return ", ".join(sorted({_KINDS.get(ending, ending) for ending in endings}, reverse=True))

    def _kernels(self) -> list[tuple[str, str]]:
        facts = [operation.get_rt_info() for operation in self._model.get_runtime_model().get_ordered_ops()]
        return [(fact["layerType"].astype(str), fact["primitiveType"].astype(str)) for fact in facts]

"""Runs a LiteRT (TensorFlow Lite) model on the processor."""

import os
from collections import Counter
from importlib.metadata import version

import numpy as np
from ai_edge_litert.interpreter import Interpreter


class Runtime:
    """A loaded model; `threads` is how many processor cores it may use, 0 for all."""

    def __init__(self, path: str, threads: int = 0) -> None:
        self._interpreter = Interpreter(path, num_threads=threads or os.cpu_count())
        self._interpreter.allocate_tensors()
        self._input = self._interpreter.get_input_details()[0]["index"]
        self._output = self._interpreter.get_output_details()[0]["index"]
        self.name = f"LiteRT {version('ai-edge-litert')}"
        self.precision = self._precision()

    def __call__(self, pixels: np.ndarray) -> np.ndarray:
        """Return the first output (1, C) in float32 for pixels (1, 3, height, width)."""
        self._interpreter.set_tensor(self._input, pixels)
        self._interpreter.invoke()
        output: np.ndarray = self._interpreter.get_tensor(self._output)
        return output.astype(np.float32, copy=False)

    def _precision(self) -> str:
        """Return what is computed in: the kind of number of nearly all weights and activations."""
        kinds = Counter(np.dtype(tensor["dtype"]).name for tensor in self._interpreter.get_tensor_details())
        return max(("float32", "float16", "int8", "int16"), key=lambda kind: kinds[kind])

"""Runs an ExecuTorch program on the processor."""

from importlib.metadata import version

import numpy as np
import torch
from executorch.extension.pybindings import portable_lib
from executorch.runtime import Runtime as ExecuTorch


class Runtime:
    """A loaded program; `threads` is how many processor cores it may use, 0 for all."""

    def __init__(self, path: str, threads: int = 0) -> None:
        if threads:
            portable_lib._unsafe_reset_threadpool(threads)
        self._program = ExecuTorch.get().load_program(path)  # has to live as long as its method
        self._method = self._program.load_method("forward")
        output = self._method.execute([torch.zeros(self._method.metadata.input_tensor_meta(0).sizes())])[0]
        self.name = f"ExecuTorch {version('executorch')}"
        self.precision = str(output.dtype).removeprefix("torch.")

    def __call__(self, pixels: np.ndarray) -> np.ndarray:
        """Return the first output (1, C) in float32 for pixels (1, 3, height, width)."""
        output: np.ndarray = self._method.execute([torch.from_numpy(pixels)])[0].float().numpy()
        return output.copy()

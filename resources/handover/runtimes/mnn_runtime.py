"""Runs an MNN model on the processor."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np


@contextmanager
def _chatter_aside() -> Iterator[None]:
    """Send what MNN prints while it starts to the error output: the results go to the other one."""
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


with _chatter_aside():
    import MNN


class Runtime:
    """A loaded model; `threads` is how many processor cores it may use, 0 for all."""

    def __init__(self, path: str, threads: int = 0) -> None:
        settings = {"backend": "CPU", "precision": "high", "numThread": threads or os.cpu_count() or 1}
        with _chatter_aside():
            manager = MNN.nn.create_runtime_manager((settings,))
            self._net = MNN.nn.load_module_from_file(path, [], [], runtime_manager=manager, rearrange=True)
        self.name = f"MNN {MNN.version()}"
        # Weights of fewer bits are unpacked; MNN tells nobody what it computes in, but obeys this on a processor.
        self.precision = "float32 (as asked for)"

    def __call__(self, pixels: np.ndarray) -> np.ndarray:
        """Return the first output (1, C) in float32 for pixels (1, 3, height, width)."""
        pixels = np.ascontiguousarray(pixels, dtype=np.float32)
        given = MNN.expr.const(pixels.ctypes.data, list(pixels.shape))
        return np.array(self._net.onForward([given])[0].read(), dtype=np.float32)

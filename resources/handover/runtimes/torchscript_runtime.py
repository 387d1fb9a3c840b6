"""Runs a TorchScript network with PyTorch on the processor."""

import numpy as np
import torch


class Runtime:
    """A loaded network; `threads` is how many processor cores it may use, 0 for all."""

    def __init__(self, path: str, threads: int = 0) -> None:
        if threads:
            torch.set_num_threads(threads)
        self._network = torch.jit.load(path, map_location="cpu").eval()
        self.name = f"TorchScript, PyTorch {torch.__version__.split('+')[0]}"
        kinds = {str(weights.dtype).removeprefix("torch.") for weights in self._network.parameters()}
        self.precision = ", ".join(sorted(kinds))

    def __call__(self, pixels: np.ndarray) -> np.ndarray:
        """Return the first output (1, C) in float32 for pixels (1, 3, height, width)."""
        with torch.inference_mode():
            output: np.ndarray = self._network(torch.from_numpy(pixels)).float().numpy()
        return output

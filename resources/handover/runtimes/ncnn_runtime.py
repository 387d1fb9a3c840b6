"""Runs an NCNN model (a folder) on the processor."""

from pathlib import Path

import ncnn
import numpy as np

# The first weights of a file in half precision begin with this mark.
_HALF_MARK = bytes.fromhex("476b3001")


class Runtime:
    """A loaded model; `threads` is how many processor cores it may use, 0 for all."""

    def __init__(self, path: str, threads: int = 0) -> None:
        weights = Path(path) / "model.ncnn.bin"
        with weights.open("rb") as file:
            is_half = file.read(len(_HALF_MARK)) == _HALF_MARK
        self._net = ncnn.Net()
        if threads:
            self._net.opt.num_threads = threads
        self._net.opt.use_vulkan_compute = False
        self._net.opt.use_bf16_storage = False
        # NCNN computes a float32 file in float16 where the processor can, unless it is told not to.
        self._net.opt.use_fp16_packed = self._net.opt.use_fp16_storage = is_half
        self._net.opt.use_fp16_arithmetic = is_half
        if self._net.load_param(str(weights.with_suffix(".param"))) or self._net.load_model(str(weights)):
            raise RuntimeError("NCNN cannot load it")
        self._input, self._output = self._net.input_names()[0], sorted(self._net.output_names())[0]
        self.name = f"NCNN {ncnn.__version__}"
        # Of the processors that NCNN knows, ARM's with half-precision arithmetic compute in it.
        self.precision = "float16" if is_half and ncnn.cpu_support_arm_asimdhp() else "float32"

    def __call__(self, pixels: np.ndarray) -> np.ndarray:
        """Return the first output (1, C) in float32 for pixels (1, 3, height, width)."""
        with self._net.create_extractor() as extractor:
            extractor.input(self._input, ncnn.Mat(np.ascontiguousarray(pixels[0])))
            state, output = extractor.extract(self._output)
            if state:
                raise RuntimeError(f"NCNN cannot run it ({state})")
            return np.array(output, dtype=np.float32)[None]

"""Networks that give logits for a batch, each with the input that it wants; what a teacher is made of."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

Triple = tuple[float, float, float]
PROBABILITY_FLOOR = 1e-12
LOW_PRECISION_TOLERANCE = 0.01


@dataclass(frozen=True)
class InputFormat:
    """How a network wants its images: (height, width) in pixels, and what is done to RGB in 0..1."""

    size: tuple[int, int]
    mean: Triple = (0.0, 0.0, 0.0)
    std: Triple = (1.0, 1.0, 1.0)
    is_bgr: bool = False

    def prepare(self, images: Tensor) -> Tensor:
        """Return images (N, 3, H, W), RGB in 0..1, as the network wants them; the same pixels, only resized."""
        if tuple(images.shape[-2:]) != self.size:
            images = functional.interpolate(images, self.size, mode="bilinear", antialias=True)
        if self.is_bgr:
            images = images.flip(1)
        if self.mean != (0.0, 0.0, 0.0) or self.std != (1.0, 1.0, 1.0):
            mean, std = (images.new_tensor(triple).view(1, 3, 1, 1) for triple in (self.mean, self.std))
            images = (images - mean) / std
        return images


class Teacher(Protocol):
    """A frozen network: it never learns, and nothing of it reaches the student's checkpoint."""

    classes: tuple[str, ...]
    input_format: InputFormat
    parameters: int
    size_bytes: int
    precision: str

    def logits(self, images: Tensor) -> Tensor:
        """Return logits (N, C) in fp32 for images (N, 3, H, W), RGB in 0..1, on the images' device."""

    def exact(self) -> "Teacher":
        """Return the same network, computed in fp32: what is measured, and what others are measured against."""


@dataclass
class TorchTeacher:
    """A PyTorch network in eval mode, in channels-last order, in low precision where that changes nothing.

    Low precision is used where the device computes it natively; the first batch decides whether it will do.
    """

    network: nn.Module
    classes: tuple[str, ...]
    input_format: InputFormat
    parameters: int
    size_bytes: int
    take_logits: Callable[[Any], Tensor] = lambda output: output
    precision: str = "fp32"
    _low_precision: torch.dtype | None = field(init=False, default=None)
    _is_checked: bool = field(init=False, default=False)

    def to(self, device: torch.device) -> "TorchTeacher":
        """Move to a device, in the memory order and precision that are fast there."""
        self.network = self.network.to(device)
        if device.type != "mps":  # Ultralytics found channels-last to be numerically wrong there
            self.network = self.network.to(memory_format=torch.channels_last)
        self._low_precision = native_low_precision(device)
        self._is_checked = False
        return self

    def exact(self) -> "TorchTeacher":
        """Return the same network, computed in fp32."""
        return replace(self, precision="fp32")

    @torch.no_grad()
    def logits(self, images: Tensor) -> Tensor:
        """Return logits (N, C) in fp32; the first batch decides whether low precision is good enough."""
        prepared = self.input_format.prepare(images.float())
        if images.device.type != "mps":
            prepared = prepared.contiguous(memory_format=torch.channels_last)
        if self._low_precision is not None and not self._is_checked:
            self._check_low_precision(prepared, self._low_precision)
        return self._forward(prepared, self._low_precision)

    def _forward(self, prepared: Tensor, dtype: torch.dtype | None) -> Tensor:
        with torch.autocast(prepared.device.type, dtype=dtype, enabled=dtype is not None):
            return self.take_logits(self.network(prepared)).float()

    def _check_low_precision(self, prepared: Tensor, dtype: torch.dtype) -> None:
        exact, fast = (self._forward(prepared, kind).softmax(1) for kind in (None, dtype))
        if bool((exact - fast).abs().max() <= LOW_PRECISION_TOLERANCE):
            self.precision = str(dtype).removeprefix("torch.")
        else:
            self._low_precision = None
        self._is_checked = True


class OnnxTeacher:
    """An ONNX network run by ONNX Runtime; whether it gives logits or probabilities is measured."""

    precision = "fp32"

    def __init__(self, path: Path, classes: tuple[str, ...], input_format: InputFormat, session: Any) -> None:
        self.classes = classes
        self.size_bytes = path.stat().st_size
        self.parameters = _onnx_parameters(path)
        self._session = session
        self._input = session.get_inputs()[0]
        self.input_format = input_format
        self._gives_probabilities: bool | None = None
        batch = self._input.shape[0]
        self._batch = batch if isinstance(batch, int) and batch > 0 else None

    def logits(self, images: Tensor) -> Tensor:
        """Return logits (N, C) in fp32; probabilities become logits by their logarithm."""
        prepared = self.input_format.prepare(images.float()).cpu().numpy()
        outputs = np.concatenate([self._run(part) for part in self._parts(prepared)])[: len(prepared)]
        if self._gives_probabilities is None:
            self._gives_probabilities = are_probabilities(outputs)
        if self._gives_probabilities:
            outputs = np.log(np.maximum(outputs, PROBABILITY_FLOOR))
        return torch.from_numpy(outputs).to(images.device)

    def exact(self) -> "OnnxTeacher":
        """Return the same network: ONNX Runtime computes it in its file's own precision."""
        return self

    def _parts(self, prepared: np.ndarray[Any, Any]) -> list[np.ndarray[Any, Any]]:
        """Cut a batch into the network's own batch size, the last part filled up with its last image."""
        if self._batch is None:
            return [prepared]
        missing = -len(prepared) % self._batch
        filled = np.concatenate([prepared, np.repeat(prepared[-1:], missing, axis=0)])
        return np.split(filled, len(filled) // self._batch)

    def _run(self, part: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        kind = np.float16 if "float16" in self._input.type else np.float32
        output = self._session.run(None, {self._input.name: part.astype(kind)})[0]
        return output.reshape(len(output), -1).astype(np.float32)  # type: ignore[no-any-return]


def _onnx_parameters(path: Path) -> int:
    import onnx

    graph = onnx.load(path, load_external_data=False).graph
    return int(sum(np.prod(tensor.dims, dtype=np.int64) for tensor in graph.initializer))


def are_probabilities(outputs: np.ndarray[Any, Any]) -> bool:
    """Return whether rows (N, C) are distributions: not negative, and each sums to 1 within 0.1 %."""
    return bool(outputs.min() >= 0 and np.abs(outputs.sum(axis=1) - 1).max() < 1e-3)


def native_low_precision(device: torch.device) -> torch.dtype | None:
    """Return the low-precision type that a device computes natively, None where there is none."""
    if device.type == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float16
    if device.type == "mps":
        return torch.float16
    has_bf16 = torch.cpu._is_avx512_bf16_supported()
    return torch.bfloat16 if device.type == "cpu" and has_bf16 else None


def count_parameters(network: nn.Module) -> int:
    """Return how many numbers a network has learned."""
    return sum(parameter.numel() for parameter in network.parameters())


def freeze(network: nn.Module) -> nn.Module:
    """Return the network in eval mode with no parameter that learns."""
    return network.eval().requires_grad_(False)


def session_options() -> Any:
    """Return how ONNX Runtime is to run beside PyTorch: with as many threads, which do not spin while they wait."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = torch.get_num_threads()
    options.log_severity_level = 3
    # Spinning would take the cores from PyTorch, which works by turns with these threads.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options

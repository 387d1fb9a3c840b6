"""FP32 ONNX files made smaller for ONNX Runtime: FP16, INT8 with dynamic ranges, INT8 with calibrated ranges."""

import tempfile
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper
from onnxruntime.quantization import CalibrationDataReader, QuantType, quant_pre_process, quantize_dynamic
from onnxruntime.quantization.calibrate import create_calibrator
from onnxruntime.quantization.qdq_quantizer import QDQQuantizer
from onnxruntime.quantization.quant_utils import load_model_with_shape_infer
from onnxruntime.quantization.registry import QDQRegistry, QLinearOpsRegistry
from onnxruntime.transformers import float16

from kdstudio.core import files
from kdstudio.core.text import UserError, text

Pixels = NDArray[np.float32]
Rung = Literal["full", "weighted", "weighted-head-float"]
_WEIGHTED = ("Conv", "ConvTranspose", "Gemm", "MatMul")
_OPERATORS = sorted({*QLinearOpsRegistry, *QDQRegistry})
_PARTS_OF_A_LAYER = ("conv", "act", "bn")


class Images(Protocol):
    """Prepared images, read one by one, as often as wanted: each (1, 3, H, W) or (3, H, W), float32, RGB in 0..1."""

    def __len__(self) -> int: ...

    def __getitem__(self, index: int, /) -> Pixels: ...


def one(images: Images, index: int) -> Pixels:
    """Return one of the images as a batch (1, 3, H, W)."""
    image = images[index]
    return image.reshape(1, *image.shape[-3:])


def _nothing_between(_done: int, _total: int) -> None:
    """Go on."""


def to_fp16(fp32: Path, out: Path) -> None:
    """Write a file with weights and arithmetic in half precision; inputs, outputs and the decode stay FP32.

    (Half precision knows pixels above 512 only to the half, so boxes are decoded in FP32.)
    """
    model = _load(fp32)
    metadata = _metadata(model)
    half = float16.convert_float_to_float16(model, keep_io_types=True, node_block_list=sorted(decode(model)))
    _save(half, metadata, out)


def to_dynamic(fp32: Path, out: Path) -> None:
    """Write a file with unsigned INT8 weights; the ranges of activations are found anew for every image."""
    model = _load(fp32)
    metadata = _metadata(model)
    with tempfile.TemporaryDirectory(prefix="dynamic-") as place:
        written = Path(place) / "int8.onnx"
        quantize_dynamic(
            _prepared(model), written, weight_type=QuantType.QUInt8, nodes_to_exclude=sorted(decode(model))
        )
        _save(onnx.load(written), metadata, out)


def static(
    fp32: Path,
    out: Path,
    images: Images,
    *,
    signed_activations: bool,
    step: Rung,
    float_blocks: Collection[str] = (),
    reduce_range: bool | None = None,
    after_image: Callable[[int, int], None] = _nothing_between,
) -> None:
    """Write an INT8 file (QDQ, weights per channel, MinMax ranges from the images), as `Calibrated.write` says.

    Raises:
        UserError: There are no images.
    """
    calibrated = calibrate(fp32, images, after_image)
    calibrated.write(
        out, signed_activations=signed_activations, step=step, float_blocks=float_blocks, reduce_range=reduce_range
    )


def calibrate(fp32: Path, images: Images, after_image: Callable[[int, int], None] = _nothing_between) -> "Calibrated":
    """Run the images through a network once and keep the range of each of its tensors.

    `after_image(done, total)` is called after each image; what it raises ends the calibration.

    Raises:
        UserError: There are no images.
    """
    if len(images) == 0:
        raise UserError(text("INT8 needs images to calibrate: choose a dataset with images to train on."))
    model = _load(fp32)
    metadata = _metadata(model)
    prepared = _prepared(model)
    with tempfile.TemporaryDirectory(prefix="calibrate-", ignore_cleanup_errors=True) as place:
        path = Path(place) / "prepared.onnx"
        path.write_bytes(prepared.SerializeToString())
        calibrator = create_calibrator(path, _OPERATORS, augmented_model_path=str(path.with_name("ranges.onnx")))
        calibrator.collect_data(_Reader(prepared.graph.input[0].name, images, after_image))
        ranges = calibrator.compute_data()
        del calibrator  # Windows removes no file that a session holds
    return Calibrated(prepared.SerializeToString(), ranges, metadata, block_of(prepared), decode(prepared))


@dataclass(frozen=True)
class Calibrated:
    """A network with the ranges of its tensors: any choice of INT8 nodes is made from it without asking images again.

    `block_of` names each node's block, `decode` the nodes that are never quantized.
    """

    prepared: bytes = field(repr=False)
    ranges: Any = field(repr=False)
    metadata: list[tuple[str, str]]
    block_of: dict[str, str] = field(repr=False)
    decode: set[str] = field(repr=False)

    def write(
        self,
        out: Path,
        *,
        signed_activations: bool,
        step: Rung,
        float_blocks: Collection[str] = (),
        reduce_range: bool | None = None,
    ) -> None:
        """Write an INT8 file. `full` quantizes all that ONNX Runtime can, without the decode; see `Try` for the steps.

        Activations are unsigned for x86 and browsers, where signed ones are slow, and signed for ARM. `reduce_range`
        gives weights 7 of 8 bits: by default where activations are unsigned.
        """
        model = self.quantized(
            signed_activations=signed_activations, step=step, float_blocks=float_blocks, reduce_range=reduce_range
        )
        _save(model, self.metadata, out)

    def quantized(
        self,
        *,
        signed_activations: bool,
        step: Rung,
        float_blocks: Collection[str] = (),
        reduce_range: bool | None = None,
    ) -> Any:
        """Return what `write` writes as an ONNX model."""
        model = onnx.load_from_string(self.prepared)
        quantizer = QDQQuantizer(
            model,
            per_channel=True,
            # Processors without VNNI add pairs of U8 x S8 products in 16 bits: 8-bit weights saturate there, silently
            # (on AVX2: 20 points on sign-digits, 87 on math-symbols). A file travels, so every computer counts.
            reduce_range=not signed_activations if reduce_range is None else reduce_range,
            weight_qType=QuantType.QInt8,
            activation_qType=QuantType.QInt8 if signed_activations else QuantType.QUInt8,
            tensors_range=self.ranges,
            nodes_to_quantize=[],
            nodes_to_exclude=sorted(self._float_nodes(model, step, float_blocks)),
            op_types_to_quantize=_OPERATORS,
            extra_options={},
        )
        quantizer.quantize_model()
        quantizer.model.topological_sort()
        return quantizer.model.model

    def blocks(self, step: Rung = "full") -> list[str]:
        """Return the blocks that a step quantizes, in the order of the graph."""
        model = onnx.load_from_string(self.prepared)
        excluded = self._float_nodes(model, step, ())
        return _ordered(self.block_of[node.name] for node in model.graph.node if node.name not in excluded)

    def head(self) -> list[str]:
        """Return the blocks of the network's head: the module of its last learned layer."""
        model = onnx.load_from_string(self.prepared)
        nodes = [node.name for node in model.graph.node if node.name not in self.decode]
        head = _module(nodes[-1])[:1]
        return _ordered(self.block_of[name] for name in nodes if head and _module(name)[:1] == head)

    def ends(self) -> list[str]:
        """Return the blocks of the learned layers that nothing learned comes before, or after."""
        model = onnx.load_from_string(self.prepared)
        learned = {node.name for node in _learned(model)}
        fresh, wanted = {tensor.name for tensor in model.graph.input}, {tensor.name for tensor in model.graph.output}
        found = set()
        for node in model.graph.node:
            if not fresh.isdisjoint(node.input):
                fresh.update(() if node.name in learned else node.output)
                found.update({node.name} & learned)
        for node in reversed(model.graph.node):
            if not wanted.isdisjoint(node.output):
                wanted.update(() if node.name in learned else node.input)
                found.update({node.name} & learned)
        return _ordered(self.block_of[node.name] for node in model.graph.node if node.name in found)

    def without(self, blocks: Collection[str]) -> "Calibrated":
        """Return the same, with these blocks never quantized either."""
        return replace(self, decode=self.decode | {name for name, block in self.block_of.items() if block in blocks})

    def weights(self) -> dict[str, int]:
        """Return how many weights each block has."""
        model = onnx.load_from_string(self.prepared)
        sizes = {tensor.name: int(np.prod(tensor.dims)) for tensor in model.graph.initializer}
        counts = dict.fromkeys(self.blocks(), 0)
        for node in model.graph.node:
            if node.op_type in _WEIGHTED and node.name not in self.decode:
                counts[self.block_of[node.name]] += sum(sizes.get(name, 0) for name in node.input)
        return counts

    def _float_nodes(self, model: Any, step: Rung, float_blocks: Collection[str]) -> set[str]:
        kept = {*float_blocks, *(self.head() if step == "weighted-head-float" else ())}
        return self.decode | {
            node.name
            for node in model.graph.node
            if self.block_of[node.name] in kept or (step != "full" and node.op_type not in _WEIGHTED)
        }


def blocks(model: Any) -> list[str]:
    """Return the blocks of an ONNX model that hold learned layers, as its modules are named (`model.10.conv`)."""
    names, last = block_of(model), decode(model)
    return _ordered(names[node.name] for node in model.graph.node if node.name not in last)


def block_of(model: Any) -> dict[str, str]:
    """Return each node's block: its module's name, two levels deep (`model.6.m.0`), or its own where it tells none.

    What holds no learned layer, as a Concat between modules, belongs to the block that reads it first.
    """
    learned = {_block(node.name) for node in _learned(model)}
    readers: dict[str, tuple[int, str]] = {}
    found: dict[str, str] = {}
    for place, node in reversed(list(enumerate(model.graph.node))):
        own = _block(node.name)
        _, first = min((readers[name] for name in node.output if name in readers), default=(place, own))
        found[node.name] = own if own in learned else first
        readers.update(dict.fromkeys(node.input, (place, found[node.name])))
    return found


def decode(model: Any) -> set[str]:
    """Return the nodes after the last learned layers: a softmax, or what makes boxes of a detector's head.

    One scale over pixels and scores would round every score to 0, so these are never quantized. The expectation over
    the bins of a box's side (DFL) is written as a convolution with the weights 0, 1, 2 …: it has learned nothing.
    """
    learned = {node.name for node in _learned(model)}
    before: set[str] = set()
    last = set()
    for node in reversed(model.graph.node):
        if node.name in learned or not before.isdisjoint(node.output):
            before.update(node.input)
        else:
            last.add(node.name)
    return last


def _learned(model: Any) -> list[Any]:
    tensors = {tensor.name: tensor for tensor in model.graph.initializer}
    return [
        node
        for node in model.graph.node
        if node.op_type in _WEIGHTED
        and any(name in tensors and not _only_counts(tensors[name]) for name in node.input[:2])
    ]


def _only_counts(tensor: Any) -> bool:
    weights = numpy_helper.to_array(tensor).ravel()
    return np.array_equal(weights, np.arange(len(weights)))


def _module(node: str) -> list[str]:
    parts = node.strip("/").split("/")[:-1]
    return parts[:-1] if len(parts) > 1 and parts[-1] in _PARTS_OF_A_LAYER else parts


def _block(node: str) -> str:
    return ".".join(_module(node)[:2]) or node


def _ordered(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _load(path: Path) -> Any:
    """Return a model with its weights, wherever they lie, and a name of its own for each node."""
    model = onnx.load(path)
    taken: set[str] = set()
    for node in model.graph.node:
        if not node.name or node.name in taken:
            node.name = node.output[0]
        taken.add(node.name)
    return model


def _prepared(model: Any) -> Any:
    """Return the model with its constants folded and its shapes known, as ONNX Runtime's quantizers want it.

    Shapes are inferred by ONNX alone: ONNX Runtime's symbolic inference fails on YOLO26's end-to-end head, takes 60
    times as long, and changes nothing in the files for images of one size.
    """
    with tempfile.TemporaryDirectory(prefix="prepare-") as place:
        given, prepared = Path(place) / "given.onnx", Path(place) / "prepared.onnx"
        given.write_bytes(model.SerializeToString())
        quant_pre_process(given, prepared, skip_symbolic_shape=True)
        return load_model_with_shape_infer(prepared)


def _metadata(model: Any) -> list[tuple[str, str]]:
    return [(entry.key, entry.value) for entry in model.metadata_props]


def _save(model: Any, metadata: list[tuple[str, str]], out: Path) -> None:
    """Write a model whole, with the metadata that it came with and without the shapes that only quantizers need."""
    del model.metadata_props[:]
    for key, value in metadata:
        model.metadata_props.add(key=key, value=value)
    del model.graph.value_info[:]
    with files.part_of(out) as part:
        part.write_bytes(model.SerializeToString(deterministic=True))


class _Reader(CalibrationDataReader):
    """The images, as ONNX Runtime's calibrators ask for them."""

    def __init__(self, name: str, images: Images, after_image: Callable[[int, int], None]) -> None:
        self._name = name
        self._images = images
        self._after_image = after_image
        self._next = 0

    def get_next(self) -> dict[str, Pixels] | None:
        if self._next > 0:
            self._after_image(self._next, len(self._images))
        if self._next == len(self._images):
            return None
        self._next += 1
        return {self._name: one(self._images, self._next - 1)}

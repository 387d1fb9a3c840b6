"""MNN: one file from the FP32 ONNX file; its INT8 is of weights only and needs no images."""

from importlib import import_module
from pathlib import Path

from kdstudio.core.export_plan import Precision
from kdstudio.engine.export.targets.parts import whole

_OPTIONS: dict[str, tuple[str, ...]] = {"fp32": (), "fp16": ("--fp16",), "int8-dynamic": ("--weightQuantBits", "8")}


def build(*, onnx: Path, precision: Precision, out: Path, **_: object) -> Path:
    """Write a model for MNN and return its file.

    Raises:
        RuntimeError: MNN cannot convert the network; what it does not like is in the log.
    """
    import_module("MNN")
    # Never MNN.tools, nor what uses it (Ultralytics' own export): importing that runs pip, and reports its use.
    converter = import_module("_tools")
    target = out / f"{precision}.mnn"
    with whole(target) as part:
        files = ("--modelFile", str(onnx), "--MNNModel", str(part))
        converter.mnnconvert(["", "-f", "ONNX", *files, "--bizCode", "", *_OPTIONS[precision]])
        if not part.is_file():  # the converter says that all went well in any case
            raise RuntimeError("its converter wrote nothing")
    return target

"""ONNX Runtime: the FP32 file as it is, in half precision, or with INT8 weights; static INT8 is searched for."""

import shutil
from pathlib import Path

from torch import nn

from kdstudio.core import files
from kdstudio.core.export_plan import Precision
from kdstudio.engine.export import quantize
from kdstudio.engine.export.quantize import Images


def build(
    *,
    checkpoint: Path,  # noqa: ARG001  (every target is asked alike)
    network: nn.Module,  # noqa: ARG001
    onnx: Path,
    precision: Precision,
    images: Images,
    image_size: int,  # noqa: ARG001
    out: Path,
) -> Path:
    """Write a model for ONNX Runtime on x86 and return its file."""
    path = out / f"{precision}.onnx"
    out.mkdir(parents=True, exist_ok=True)
    match precision:
        case "fp32" if path != onnx:
            with files.part_of(path) as part:
                shutil.copyfile(onnx, part)
        case "fp16":
            quantize.to_fp16(onnx, path)
        case "int8-dynamic":
            quantize.to_dynamic(onnx, path)
        case "int8":
            quantize.static(onnx, path, images, signed_activations=False, step="full")
        case _:
            pass
    return path

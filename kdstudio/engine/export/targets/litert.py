"""LiteRT: one .tflite file; INT8 by Google's quantizer with our calibration images."""

from pathlib import Path

from torch import nn

from kdstudio.core.export_plan import Precision
from kdstudio.engine.export.quantize import Images, one
from kdstudio.engine.export.targets.parts import example, traceable, whole


def build(*, network: nn.Module, precision: Precision, images: Images, image_size: int, out: Path, **_: object) -> Path:
    """Write a model for LiteRT and return its file."""
    import litert_torch

    target = out / f"{precision}.tflite"
    with whole(target) as part:
        in_float = part.with_name("float.tflite") if precision == "int8" else part
        litert_torch.convert(traceable(network), (example(image_size),)).export(str(in_float))
        if precision == "int8":
            _quantize(in_float, images, part)
    return target


def _quantize(in_float: Path, images: Images, out: Path) -> None:
    """Write a model with INT8 weights and activations, whose input and output stay in float."""
    from ai_edge_quantizer import qtyping, quantizer, recipe

    tool = quantizer.Quantizer(str(in_float))
    tool.load_quantization_recipe(recipe.static_wi8_ai8())
    for end in (qtyping.TFLOperationName.INPUT, qtyping.TFLOperationName.OUTPUT):
        tool.update_quantization_recipe(regex=".*", operation_name=end, algorithm_key=recipe.AlgorithmName.NO_QUANTIZE)
    ranges = tool.calibrate({"serving_default": [{"args_0": one(images, index)} for index in range(len(images))]})
    tool.quantize(calibration_result=ranges).export_model(str(out))

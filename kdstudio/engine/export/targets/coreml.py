"""Core ML: an .mlpackage folder, written but not run here; its INT8 is of weights only and needs no images."""

from pathlib import Path

from torch import nn

from kdstudio.core.export_plan import Precision
from kdstudio.engine.export.targets.parts import traced, whole


def build(*, network: nn.Module, precision: Precision, image_size: int, out: Path, **_: object) -> Path:
    """Write a model for Core ML (iOS 16, macOS 13 or later) and return its folder."""
    import coremltools
    from coremltools.optimize import coreml as optimizing

    model = coremltools.convert(
        traced(network, image_size),
        inputs=[coremltools.TensorType("image", shape=(1, 3, image_size, image_size))],
        convert_to="mlprogram",
        # Core ML computes in half precision unless it is told not to.
        compute_precision=coremltools.precision.FLOAT16 if precision == "fp16" else coremltools.precision.FLOAT32,
        minimum_deployment_target=coremltools.target.iOS16,
        skip_model_load=True,
    )
    if precision == "int8-dynamic":
        of_weights = optimizing.OpLinearQuantizerConfig(mode="linear_symmetric")
        model = optimizing.linear_quantize_weights(model, optimizing.OptimizationConfig(global_config=of_weights))
    target = out / f"{precision}.mlpackage"
    with whole(target) as part:
        model.save(str(part))
    return target

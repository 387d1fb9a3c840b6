"""OpenVINO: a folder with its model, from the FP32 ONNX file; INT8 by NNCF with our calibration images."""

import sys
from pathlib import Path
from typing import Any

from kdstudio.core.export_plan import Precision
from kdstudio.engine.export.quantize import Images, one
from kdstudio.engine.export.targets.parts import whole


def build(*, onnx: Path, precision: Precision, images: Images, out: Path, **_: object) -> Path:
    """Write a model for OpenVINO and return its folder (`model.xml`, `model.bin`)."""
    _send_nothing_home()
    import openvino

    model = openvino.convert_model(onnx)
    if precision == "int8":
        model = _quantized(model, images)
    target = out / f"{precision}_openvino_model"
    with whole(target) as part:
        openvino.save_model(model, part / "model.xml", compress_to_fp16=precision == "fp16")
    return target


def _send_nothing_home() -> None:
    """Keep OpenVINO and NNCF from reporting their use: both do without the package that does it."""
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]  # Python's own way to hide one


def _quantized(model: Any, images: Images) -> Any:
    import nncf

    calibration = nncf.Dataset([one(images, index) for index in range(len(images))])
    # MIXED: unsigned activations where they are not symmetric, which SiLU's never are.
    return nncf.quantize(
        model, calibration, preset=nncf.QuantizationPreset.MIXED, subset_size=len(images), fast_bias_correction=True
    )

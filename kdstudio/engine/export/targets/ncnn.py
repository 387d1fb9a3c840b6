"""NCNN: a folder with its model, which pnnx makes from a traced network."""

import subprocess
from pathlib import Path

from torch import nn

from kdstudio.core.export_plan import Precision
from kdstudio.engine.export.targets.parts import traced, whole

_FILES = ("model.ncnn.param", "model.ncnn.bin")
_PATIENCE_SECONDS = 600


def build(*, network: nn.Module, precision: Precision, image_size: int, out: Path, **_: object) -> Path:
    """Write a model for NCNN and return its folder (`model.ncnn.param`, `model.ncnn.bin`).

    Raises:
        RuntimeError: pnnx cannot convert the network.
    """
    import pnnx

    target = out / f"{precision}_ncnn_model"
    with whole(target) as part:
        script = part.with_name("model.pt")
        traced(network, image_size).save(str(script))
        shape = f"inputshape=[1,3,{image_size},{image_size}]f32"
        command = [pnnx.EXEC_PATH, script.name, shape, f"fp16={int(precision == 'fp16')}"]
        done = subprocess.run(command, cwd=part.parent, capture_output=True, timeout=_PATIENCE_SECONDS, check=False)
        part.mkdir()
        for name in _FILES:  # pnnx exits with 0 whatever happens
            if not (part.parent / name).is_file():
                lines = done.stderr.decode(errors="replace").strip().splitlines()
                raise RuntimeError(lines[-1] if lines else f"pnnx wrote no {name}")
            (part.parent / name).rename(part / name)
    return target

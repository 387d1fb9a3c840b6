"""ExecuTorch: one .pte file for XNNPACK, its backend on processors."""

from pathlib import Path

import torch
from torch import nn

from kdstudio.engine.export.targets.parts import example, traceable, whole


def build(*, network: nn.Module, precision: str, image_size: int, out: Path, **_: object) -> Path:
    """Write a program for ExecuTorch and return its file."""
    from executorch.backends.xnnpack.partition.xnnpack_partitioner import XnnpackPartitioner
    from executorch.exir import to_edge_transform_and_lower

    captured = torch.export.export(traceable(network), (example(image_size),))
    program = to_edge_transform_and_lower(captured, partitioner=[XnnpackPartitioner()]).to_executorch()
    target = out / f"{precision}.pte"
    with whole(target) as part:
        part.write_bytes(program.buffer)
    return target

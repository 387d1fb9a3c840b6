"""What the builders of targets share: a network ready to be traced, and files and folders that are whole or absent."""

import copy
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from kdstudio.core import files


def traceable(network: nn.Module) -> nn.Module:
    """Return a copy of an Ultralytics network on the processor that gives one output: what is exported."""
    copied = copy.deepcopy(network).cpu().float().eval()
    module: Any
    for module in copied.modules():
        if hasattr(module, "export"):
            module.export = True
    return copied


def traced(network: nn.Module, image_size: int) -> Any:
    """Return what PyTorch recorded of a network while it saw an image, a script that may be saved."""
    trace: Any = torch.jit.trace
    return trace(traceable(network), example(image_size), check_trace=False)


def example(image_size: int) -> Tensor:
    """Return an image (1, 3, S, S) to trace a network with."""
    return torch.zeros(1, 3, image_size, image_size)


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """Give a temporary path, in a folder of its own, for the file or folder `target`; on leaving, put it there.

    What else was written beside the temporary path is removed. If the body raises, `target` is as it was.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".building-") as place:
        part = Path(place) / target.name
        yield part
        for file in [part] if part.is_file() else [path for path in part.rglob("*") if path.is_file()]:
            files.flush(file)
        if target.is_dir():
            shutil.rmtree(target)
        files.replace(part, target)

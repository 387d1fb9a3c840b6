"""TorchScript: the network as PyTorch traced it, without the names of the source files that it came from."""

import zipfile
from pathlib import Path

from torch import nn

from kdstudio.engine.export.targets.parts import traced, whole

# Where each line of the code came from: paths of this computer, which nobody needs to run it.
_DEBUG_SUFFIX = ".debug_pkl"


def build(*, network: nn.Module, precision: str, image_size: int, out: Path, **_: object) -> Path:
    """Write a traced network and return its file."""
    target = out / f"{precision}.torchscript"
    with whole(target) as part:
        full = part.with_name("full.torchscript")
        traced(network, image_size).save(str(full))
        with zipfile.ZipFile(full) as source, zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as scrubbed:
            for entry in source.infolist():
                if not entry.filename.endswith(_DEBUG_SUFFIX):
                    name = "/".join((target.stem, *entry.filename.split("/")[1:]))
                    scrubbed.writestr(zipfile.ZipInfo(name), source.read(entry))
    return target

"""The places where a model can run: how each one's files are built, and the runtime file that runs them."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast

from torch import nn

from kdstudio.core import paths
from kdstudio.core.export_plan import TARGETS, Precision, check_available
from kdstudio.core.text import UserError, text
from kdstudio.engine.export.quantize import Images
from kdstudio.engine.supervisor import StopRequested

# Targets that share a runtime share its files.
_MODULES = {"onnx-arm": "onnx", "web": "onnx"}
_RUNTIMES = {"onnx": "onnx_runtime"}
_SHOWN_REASON = 300


class _Builder(Protocol):
    def build(
        self,
        *,
        checkpoint: Path,
        network: nn.Module,
        onnx: Path,
        precision: Precision,
        images: Images,
        image_size: int,
        out: Path,
    ) -> Path: ...


def build(target_id: str, **what: Any) -> Path:
    """Write a network for a target in one precision below `out`, and return the file or folder.

    `checkpoint` and `network` are the student's, `onnx` its FP32 file, `images` calibrate.

    Raises:
        UserError: What the target needs is not installed, or cannot be had here; or the network cannot be converted.
    """
    target = TARGETS[target_id]
    check_available(target)
    builder = cast(_Builder, import_module(f"{__name__}.{_MODULES.get(target_id, target_id)}"))
    with refusals(target.runtime):
        return builder.build(**what)


@contextmanager
def refusals(runtime: str) -> Iterator[None]:
    """Turn whatever somebody else's converter raises into one sentence; what is not its fault passes.

    Raises:
        UserError: The network cannot be converted for this runtime.
    """
    try:
        yield
    except (UserError, StopRequested, OSError, MemoryError):
        raise
    except Exception as error:
        lines = str(error).strip().splitlines() or [type(error).__name__]
        raise UserError(
            text(
                "The converter for {runtime} refused the network: {reason}.",
                runtime=runtime,
                reason=lines[0][:_SHOWN_REASON].rstrip(". "),
            )
        ) from error


def runtime_file(target_id: str) -> Path:
    """Return the file that runs a target's models, here in the proof and wherever they are handed over to.

    Raises:
        UserError: Models for this target are written here, but not run.
    """
    name = _MODULES.get(target_id, target_id)
    file = paths.resources() / "handover" / "runtimes" / f"{_RUNTIMES.get(name, f'{name}_runtime')}.py"
    if not file.is_file():
        raise UserError(
            text(
                "{runtime} models are written here, not run: they cannot be proven or handed over with a check of "
                "their own.",
                runtime=TARGETS[target_id].runtime,
            )
        )
    return file

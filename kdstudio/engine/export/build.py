"""Checkpoints as ONNX: the student by Ultralytics' own exporter, a teacher of any kind by PyTorch's."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import onnx
import torch
from torch import Tensor, nn

from kdstudio.core import files
from kdstudio.engine.networks import Teacher, TorchTeacher

# What a runtime needs to know; Ultralytics writes more, the dataset's path and the whole command among it.
KEPT_METADATA = ("task", "names", "imgsz", "stride", "batch", "channels", "end2end", "license", "version")


def student_to_onnx(weights: Path, image_size: int, out: Path) -> None:
    """Write an Ultralytics checkpoint as an FP32 ONNX file for one square image, without the metadata's paths."""
    from ultralytics import YOLO

    with tempfile.TemporaryDirectory(dir=_made(out.parent), prefix="onnx-") as place:
        copy = Path(place) / "student.pt"  # Ultralytics writes beside the checkpoint
        shutil.copyfile(weights, copy)
        written = YOLO(copy).export(format="onnx", imgsz=image_size, simplify=True, device="cpu", verbose=False)
        _scrub(Path(written))
        with files.part_of(out) as part:
            shutil.move(written, part)


def teacher_to_onnx(teacher: Teacher, given: Path | None, out: Path) -> None:
    """Write a teacher as FP32 ONNX, to be timed beside its student; one that is ONNX already is copied."""
    _made(out.parent)
    with files.part_of(out) as part:
        if isinstance(teacher, TorchTeacher):
            _trace(teacher, part)
        elif given is not None:
            shutil.copyfile(given, part)


def _trace(teacher: TorchTeacher, out: Path) -> None:
    from ultralytics.utils.export.engine import best_onnx_opset, torch2onnx

    device = next(teacher.network.parameters()).device
    image = torch.zeros(1, 3, *teacher.input_format.size, device=device)
    torch2onnx(_Probabilities(teacher).eval(), image, out, opset=best_onnx_opset(onnx))


class _Probabilities(nn.Module):
    """A teacher from prepared pixels (1, 3, H, W) to probabilities (1, C)."""

    def __init__(self, teacher: TorchTeacher) -> None:
        super().__init__()
        self.network = teacher.network
        self._take_logits: Any = teacher.take_logits

    def forward(self, prepared: Tensor) -> Tensor:
        logits: Tensor = self._take_logits(self.network(prepared))
        return logits.softmax(1)


def _scrub(path: Path) -> None:
    """Take out of a model's metadata what its runtime does not need: names of folders among it."""
    model = onnx.load(path)
    kept = [entry for entry in model.metadata_props if entry.key in KEPT_METADATA]
    values = [(entry.key, entry.value) for entry in kept]
    del model.metadata_props[:]
    for key, value in values:
        model.metadata_props.add(key=key, value=value)
    onnx.save(model, path)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder

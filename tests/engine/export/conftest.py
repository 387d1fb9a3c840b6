"""What the tests of exports share: a small student as ONNX, and its source."""

from pathlib import Path

import pytest

from kdstudio.core.export_plan import ExportPlan
from kdstudio.engine import libraries
from kdstudio.engine.export import build, source
from kdstudio.engine.export.source import Source


@pytest.fixture(scope="session")
def student(teacher: Path, colours: Path) -> Source:
    """A lone checkpoint that knows the colours."""
    libraries.set_up_ultralytics()
    return source.open_source(ExportPlan(source=str(teacher), dataset=str(colours)))


@pytest.fixture(scope="session")
def student_onnx(student: Source, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as an FP32 ONNX file."""
    out = tmp_path_factory.mktemp("onnx") / "fp32.onnx"
    build.student_to_onnx(student.weights, student.image_size, out)
    return out

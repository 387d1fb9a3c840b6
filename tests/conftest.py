"""What all tests share: a home of their own, and the libraries set up as in a worker."""

import os
import tempfile
from pathlib import Path

import pytest

_HOME = tempfile.TemporaryDirectory(prefix="kdstudio-tests-")
os.environ["KDSTUDIO_HOME"] = _HOME.name

from kdstudio import worker  # noqa: E402 - torch reads the environment when it is first imported

worker.set_up_libraries(0)

SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder of the test's own."""
    place = tmp_path / "home"
    monkeypatch.setenv("KDSTUDIO_HOME", str(place))
    return place


@pytest.fixture
def shared_data() -> Path:
    """The folder of real datasets, where it is laid beside the repository."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the real datasets (../shared/data) are not here")
    return SHARED_DATA

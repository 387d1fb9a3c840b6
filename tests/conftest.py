"""What all tests share: a home of their own, and the libraries set up as in a worker."""

import os
import tempfile
from pathlib import Path

import pytest
from filelock import FileLock

_HOME = tempfile.TemporaryDirectory(prefix="kdstudio-tests-")
os.environ["KDSTUDIO_HOME"] = _HOME.name
# Threads of torch that spin while they wait for each other take ten times as long where cores are shared.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

from kdstudio import worker  # noqa: E402 - torch reads the environment when it is first imported

# Where test processes work side by side, each has a core of its own: threads that share one cost more than they bring.
worker.set_up_libraries(1 if "PYTEST_XDIST_WORKER" in os.environ else 0)

from tests.colours import COLOURS, TEST, TRAIN, VAL, Notebook, draw, teacher_recipe  # noqa: E402

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


@pytest.fixture(scope="session")
def colours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A classification dataset with train, val and test, and a folder of unlabelled images beside them."""
    folder = tmp_path_factory.mktemp("data") / "colours"
    for number, (name, colour) in enumerate(COLOURS.items()):
        for split, count in (("train", TRAIN), ("val", VAL), ("test", TEST)):
            draw(folder / split / name, colour, count, seed=number * 10 + count)
        draw(folder / "unlabelled" / f"lot-{number}", colour, 8, seed=number * 10 + 7)
    return folder


@pytest.fixture(scope="session")
def teacher(colours: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The checkpoint of a teacher that knows the colours; test processes side by side train it once."""
    place = tmp_path_factory.getbasetemp()
    folder = (place if worker_id == "master" else place.parent) / "teacher"
    weights = folder / "teacher" / "weights" / "best.pt"
    with FileLock(folder.with_suffix(".lock")):
        if not (folder / "done").exists():
            _train(colours, folder)
            (folder / "done").touch()
    return weights


def _train(colours: Path, folder: Path) -> None:
    from kdstudio.core.jobs import TrainTeacher
    from kdstudio.engine import run_job

    folder.mkdir()
    run_job(TrainTeacher(recipe=teacher_recipe(colours, epochs=20, batch=8)), folder, Notebook())

from pathlib import Path

import pytest

from kdstudio.core import paths
from kdstudio.core.text import UserError
from kdstudio.engine.students import find_student


def offline(*_: object) -> str:
    raise ConnectionError("no network")


@pytest.mark.parametrize("name", ["yolo11n-cls.yaml", "yolo26n-cls.yaml"])
def test_an_architecture_starts_from_scratch(name: str) -> None:
    assert find_student(name) == name


def test_a_checkpoint_on_disk_starts_from_its_weights(teacher: Path) -> None:
    assert find_student(str(teacher)) == str(teacher)


@pytest.mark.parametrize("name", ["yolo11n-cls.pt", "yolo26n-cls"])
def test_zoo_weights_that_cannot_be_downloaded_are_one_sentence_with_a_way_out(
    name: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ultralytics.utils.downloads.attempt_download_asset", offline)
    with pytest.raises(UserError, match=r"could not be downloaded: check the network, or choose yolo\d+n-cls\.yaml"):
        find_student(name)
    assert not list(paths.weights_folder().iterdir()), "nothing half-downloaded"


def test_zoo_weights_are_downloaded_into_the_data_folder(
    home: Path, teacher: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def download(target: str | Path) -> str:
        if not Path(target).exists():  # Ultralytics asks again when it loads the file
            Path(target).write_bytes(teacher.read_bytes())
        return str(target)

    monkeypatch.setattr("ultralytics.utils.downloads.attempt_download_asset", download)
    assert find_student("yolo11n-cls.pt") == str(paths.weights_folder() / "yolo11n-cls.pt")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("yolo11q-cls.yaml", "no architecture yolo11q-cls.yaml"),
        ("yolo11n.yaml", "task detect, but the dataset is one to classify"),
        ("nowhere.pt", "nowhere.pt is not there"),
        ("student.onnx", "student.onnx is no student"),
    ],
)
def test_what_is_no_student_is_refused_in_one_sentence(name: str, reason: str, home: Path) -> None:
    with pytest.raises(UserError) as refused:
        find_student(name)
    assert reason in str(refused.value)
    assert "\n" not in str(refused.value)

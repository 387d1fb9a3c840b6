import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from kdstudio.core import journal
from kdstudio.core.events import NetworkDone
from kdstudio.core.recipe import Recipe
from kdstudio.core.text import UserError
from kdstudio.engine import networks, teachers
from kdstudio.engine.networks import InputFormat, OnnxTeacher, Teacher, TorchTeacher, are_probabilities
from tests.colours import COLOURS, recipe

CPU = torch.device("cpu")
CLASSES = tuple(COLOURS)


def load(chosen: Recipe) -> Teacher:
    return teachers.load(chosen, CLASSES, CPU)


def soft_labels(teacher: Teacher, images: Tensor) -> Tensor:
    return teacher.logits(images).softmax(1)


@pytest.fixture
def images() -> Tensor:
    return torch.rand(6, 3, 32, 32, generator=torch.Generator().manual_seed(0))


@pytest.fixture(scope="session")
def resnet(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, nn.Module]:
    """The weights of a torchvision ResNet-18 for four classes, in a file, and the network."""
    import torchvision

    torch.manual_seed(0)
    network = torchvision.models.resnet18(num_classes=len(CLASSES)).eval()
    path = tmp_path_factory.mktemp("resnet") / "resnet18.pth"
    torch.save(network.state_dict(), path)
    return path, network


def export(network: nn.Module, path: Path, side: int, batch: int | str = "batch") -> Path:
    """Export with the classic exporter, which needs no further package."""
    size = batch if isinstance(batch, int) else 2
    axes = {} if isinstance(batch, int) else {"images": {0: batch}, "output": {0: batch}}
    torch.onnx.export(
        network,
        (torch.rand(size, 3, side, side),),
        str(path),
        input_names=["images"],
        output_names=["output"],
        dynamic_axes=axes,
        dynamo=False,
    )
    return path


def test_the_same_network_as_onnx_teaches_the_same_soft_labels(
    colours: Path, teacher: Path, images: Tensor, tmp_path: Path
) -> None:
    from ultralytics import YOLO

    copy = tmp_path / "teacher.pt"
    copy.write_bytes(teacher.read_bytes())
    onnx = Path(YOLO(copy).export(format="onnx", imgsz=32, dynamic=True, verbose=False))
    original = load(recipe(colours, teacher))
    exported = load(recipe(colours, onnx))

    assert exported.classes == original.classes == CLASSES
    assert (soft_labels(original, images) - soft_labels(exported, images)).abs().max() < 1e-3


@pytest.mark.parametrize("batch", ["batch", 1, 4])
def test_the_same_network_teaches_alike_as_torchvision_timm_and_onnx(
    colours: Path, resnet: tuple[Path, nn.Module], images: Tensor, tmp_path: Path, batch: int | str
) -> None:
    weights, network = resnet
    onnx = export(network, tmp_path / "resnet.onnx", 64, batch)
    shared = {"teacher_classes": "dataset", "teacher_image_size": 64}
    mean, std = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
    brought = [
        recipe(colours, "torchvision:resnet18", teacher_weights=str(weights), **shared),
        recipe(colours, "timm:resnet18", teacher_weights=str(weights), **shared),
        recipe(colours, onnx, teacher_mean=mean, teacher_std=std, **shared),
    ]
    first, *others = (soft_labels(load(chosen), images) for chosen in brought)
    for other in others:
        assert (first - other).abs().max() < 1e-3


def test_an_ultralytics_teacher_gives_logits_not_probabilities(colours: Path, teacher: Path, images: Tensor) -> None:
    logits = load(recipe(colours, teacher)).logits(images)
    assert not are_probabilities(logits.numpy())
    assert logits.dtype == torch.float32
    assert not logits.requires_grad


def test_onnx_probabilities_become_logits_with_the_same_softmax(
    colours: Path, resnet: tuple[Path, nn.Module], images: Tensor, tmp_path: Path
) -> None:
    network = resnet[1]
    logits = export(network, tmp_path / "logits.onnx", 32)
    softmax = export(nn.Sequential(network, nn.Softmax(1)), tmp_path / "softmax.onnx", 32)
    shared: dict[str, Any] = {"teacher_classes": "dataset"}
    expected = soft_labels(load(recipe(colours, logits, **shared)), images)
    assert torch.allclose(soft_labels(load(recipe(colours, softmax, **shared)), images), expected, atol=1e-5)


def test_probabilities_are_told_from_logits_by_their_values() -> None:
    assert are_probabilities(np.array([[0.2, 0.8], [1.0, 0.0]]))
    assert not are_probabilities(np.array([[0.2, 0.7]]))
    assert not are_probabilities(np.array([[-0.5, 1.5]]))


def test_a_teacher_sees_its_own_size_normalisation_and_channel_order() -> None:
    seen = []

    class Spy(nn.Module):
        def forward(self, prepared: Tensor) -> Tensor:
            seen.append(prepared)
            return prepared.mean((2, 3))

    form = InputFormat((8, 16), mean=(0.5, 0.0, 0.0), std=(0.5, 1.0, 2.0), is_bgr=True)
    network = TorchTeacher(Spy(), ("r", "g", "b"), form, parameters=0, size_bytes=0)
    images = torch.tensor([0.1, 0.2, 0.4]).view(1, 3, 1, 1).expand(1, 3, 32, 32)
    network.logits(images)
    assert seen[0].shape == (1, 3, 8, 16)
    expected = [(0.4 - 0.5) / 0.5, 0.2, 0.1 / 2]
    assert torch.allclose(seen[0].mean((0, 2, 3)), torch.tensor(expected), atol=1e-6)


def test_images_of_the_right_size_are_not_touched() -> None:
    images = torch.rand(2, 3, 32, 32)
    assert InputFormat((32, 32)).prepare(images) is images


@pytest.mark.parametrize(("error", "precision"), [(0.0, "bfloat16"), (1.0, "fp32")])
def test_low_precision_is_used_only_where_the_soft_labels_stay_the_same(error: float, precision: str) -> None:
    class Network(nn.Module):
        def forward(self, images: Tensor) -> Tensor:
            logits = images.mean((2, 3))
            return logits + error * logits.argsort() if torch.is_autocast_enabled("cpu") else logits

    teacher = TorchTeacher(Network(), ("a", "b", "c"), InputFormat((4, 4)), parameters=0, size_bytes=0)
    teacher._low_precision = torch.bfloat16
    teacher.logits(torch.rand(5, 3, 4, 4))
    assert teacher.precision == precision
    assert teacher.exact().precision == "fp32"


@pytest.mark.parametrize("dtype", [torch.bfloat16])
def test_native_low_precision_is_within_a_hundredth_or_not_used(
    colours: Path, teacher: Path, images: Tensor, monkeypatch: pytest.MonkeyPatch, dtype: torch.dtype
) -> None:
    monkeypatch.setattr(networks, "native_low_precision", lambda _: dtype)
    low = load(recipe(colours, teacher))
    assert (soft_labels(low, images) - soft_labels(low.exact(), images)).abs().max() <= 0.01
    assert low.precision in ("bfloat16", "fp32")


class Payload:
    """What a hostile checkpoint does when it is unpickled carelessly."""

    def __init__(self, target: Path) -> None:
        self._target = target

    def __reduce__(self) -> tuple[Any, ...]:
        return (Path.touch, (self._target,))


@pytest.mark.parametrize("name", ["model.pt", "weights.pth"])
def test_a_hostile_pickle_does_not_execute(colours: Path, tmp_path: Path, name: str) -> None:
    proof = tmp_path / "executed"
    path = tmp_path / name
    torch.save({"model": Payload(proof), "epoch": 1}, path)
    if name.endswith(".pt"):
        chosen = recipe(colours, path)
    else:
        chosen = recipe(colours, "torchvision:resnet18", teacher_weights=str(path), teacher_classes="dataset")
    with pytest.raises(UserError, match=name):
        load(chosen)
    assert not proof.exists()
    pickle.loads(pickle.dumps(Payload(proof)))
    assert proof.exists(), "the payload itself works"


def _truncated(teacher: Path, folder: Path) -> Path:
    path = folder / "half.pt"
    path.write_bytes(teacher.read_bytes()[:100_000])
    return path


def test_a_truncated_checkpoint_is_one_sentence(colours: Path, teacher: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"half\.pt cannot be loaded as an Ultralytics checkpoint"):
        load(recipe(colours, _truncated(teacher, tmp_path)))


def test_a_missing_teacher_is_one_sentence(colours: Path) -> None:
    with pytest.raises(UserError, match=r"The network nowhere\.pt is not there"):
        load(recipe(colours, "nowhere.pt"))


def test_an_onnx_file_that_is_none_is_one_sentence(colours: Path, tmp_path: Path) -> None:
    path = tmp_path / "fake.onnx"
    path.write_bytes(b"this is no protobuf")
    with pytest.raises(UserError, match=r"fake\.onnx is not an ONNX model"):
        load(recipe(colours, path))


def test_an_onnx_detector_is_no_classifier(colours: Path, shared_data: Path) -> None:
    path = shared_data / "fastestdet-coco" / "fastestdet-coco.onnx"
    with pytest.raises(UserError, match="no classifier of images"):
        load(recipe(colours, path))


def test_a_detect_teacher_for_a_classify_dataset_is_refused(colours: Path, tmp_path: Path) -> None:
    from ultralytics import YOLO

    path = tmp_path / "detector.pt"
    YOLO("yolo11n.yaml").save(path)
    with pytest.raises(UserError, match="task detect, but the dataset is one to classify"):
        load(recipe(colours, path))


def test_a_file_of_another_kind_is_refused(colours: Path, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.touch()
    with pytest.raises(UserError, match="no teacher that KD Studio knows"):
        load(recipe(colours, path))


def test_a_teacher_without_class_names_asks_for_them(
    colours: Path, resnet: tuple[Path, nn.Module], tmp_path: Path
) -> None:
    path = export(resnet[1], tmp_path / "nameless.onnx", 32)
    with pytest.raises(UserError, match=r"the teacher.s classes"):
        load(recipe(colours, path))
    names = tmp_path / "names.txt"
    names.write_text("slate\nplum\ngreen\namber\n")
    assert load(recipe(colours, path, teacher_classes=str(names))).classes == ("slate", "plum", "green", "amber")
    names.write_text("only\ntwo\n")
    with pytest.raises(UserError, match="gives 4 numbers an image, but 2 class names"):
        load(recipe(colours, path, teacher_classes=str(names)))


@pytest.mark.parametrize("library", ["torchvision", "timm"])
def test_an_architecture_that_does_not_exist_or_fit_is_refused(
    colours: Path, resnet: tuple[Path, nn.Module], library: str
) -> None:
    shared: dict[str, Any] = {"teacher_weights": str(resnet[0]), "teacher_classes": "dataset"}
    with pytest.raises(UserError, match="resnet9000"):
        load(recipe(colours, f"{library}:resnet9000", **shared))
    with pytest.raises(UserError, match="does not fit"):
        load(recipe(colours, f"{library}:resnet34", **shared))
    with pytest.raises(UserError, match="needs a file of weights"):
        load(recipe(colours, f"{library}:resnet18"))


def test_a_run_that_has_trained_nothing_yet_is_no_teacher(colours: Path, home: Path) -> None:
    with pytest.raises(UserError, match="has no trained network yet"):
        load(recipe(colours, "run:2026-01-01-none"))


def test_a_run_is_a_teacher_by_its_id(colours: Path, teacher: Path, home: Path) -> None:
    weights = home / "runs" / "my-run" / "teacher" / "weights" / "best.pt"
    weights.parent.mkdir(parents=True)
    weights.write_bytes(teacher.read_bytes())
    with pytest.raises(UserError, match="wait until it has finished"):
        load(recipe(colours, "run:my-run"))
    journal.JournalWriter(home / "runs" / "my-run").append(
        NetworkDone(network="teacher", weights="teacher/weights/best.pt")
    )
    assert load(recipe(colours, "run:my-run")).classes == CLASSES


def test_an_onnx_teacher_sees_the_size_that_it_was_trained_at(colours: Path, teacher: Path, tmp_path: Path) -> None:
    from ultralytics import YOLO

    copy = tmp_path / "teacher.pt"
    copy.write_bytes(teacher.read_bytes())
    onnx = Path(YOLO(copy).export(format="onnx", imgsz=64, dynamic=True, verbose=False))
    loaded = load(recipe(colours, onnx))
    assert isinstance(loaded, OnnxTeacher)
    assert loaded.input_format.size == (64, 64)


def test_an_onnx_network_with_channels_last_is_refused(colours: Path, tmp_path: Path) -> None:
    class ChannelsLast(nn.Module):
        def forward(self, images: Tensor) -> Tensor:
            return images.mean((1, 2))

    path = tmp_path / "nhwc.onnx"
    torch.onnx.export(ChannelsLast(), (torch.rand(2, 16, 16, 3),), str(path), dynamo=False)
    with pytest.raises(UserError, match="no classifier of images"):
        load(recipe(colours, path, teacher_classes="dataset"))

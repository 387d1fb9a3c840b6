"""A teacher is anything that gives logits for a batch: an Ultralytics, ONNX, torchvision or timm network."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from kdstudio.core import paths
from kdstudio.core.recipe import Recipe
from kdstudio.core.text import UserError, text
from kdstudio.engine.datasets import SAMPLE_PREFIX

Triple = tuple[float, float, float]
RUN_PREFIX = "run:"
PROBABILITY_FLOOR = 1e-12
LOW_PRECISION_TOLERANCE = 0.01
_IMAGENET_MEAN: Triple = (0.485, 0.456, 0.406)
_IMAGENET_STD: Triple = (0.229, 0.224, 0.225)


@dataclass(frozen=True)
class InputFormat:
    """How a network wants its images: (height, width) in pixels, and what is done to RGB in 0..1."""

    size: tuple[int, int]
    mean: Triple = (0.0, 0.0, 0.0)
    std: Triple = (1.0, 1.0, 1.0)
    is_bgr: bool = False

    def prepare(self, images: Tensor) -> Tensor:
        """Return images (N, 3, H, W), RGB in 0..1, as the network wants them; the same pixels, only resized."""
        if tuple(images.shape[-2:]) != self.size:
            images = functional.interpolate(images, self.size, mode="bilinear", antialias=True)
        if self.is_bgr:
            images = images.flip(1)
        if self.mean != (0.0, 0.0, 0.0) or self.std != (1.0, 1.0, 1.0):
            mean, std = (images.new_tensor(triple).view(1, 3, 1, 1) for triple in (self.mean, self.std))
            images = (images - mean) / std
        return images


class Teacher(Protocol):
    """A frozen network: it never learns, and nothing of it reaches the student's checkpoint."""

    classes: tuple[str, ...]
    parameters: int
    size_bytes: int
    precision: str

    def logits(self, images: Tensor) -> Tensor:
        """Return logits (N, C) in fp32 for images (N, 3, H, W), RGB in 0..1, on the images' device."""

    def exact(self) -> "Teacher":
        """Return the same network, computed in fp32: what is measured, and what others are measured against."""


@dataclass
class TorchTeacher:
    """A PyTorch network in eval mode, in channels-last order, in low precision where that changes nothing.

    Low precision is used where the device computes it natively; the first batch decides whether it will do.
    """

    network: nn.Module
    classes: tuple[str, ...]
    input_format: InputFormat
    parameters: int
    size_bytes: int
    take_logits: Callable[[Any], Tensor] = lambda output: output
    precision: str = "fp32"
    _low_precision: torch.dtype | None = field(init=False, default=None)
    _is_checked: bool = field(init=False, default=False)

    def to(self, device: torch.device) -> "TorchTeacher":
        """Move to a device, in the memory order and precision that are fast there."""
        self.network = self.network.to(device)
        if device.type != "mps":  # Ultralytics found channels-last to be numerically wrong there
            self.network = self.network.to(memory_format=torch.channels_last)
        self._low_precision = native_low_precision(device)
        self._is_checked = False
        return self

    def exact(self) -> "TorchTeacher":
        """Return the same network, computed in fp32."""
        return replace(self, precision="fp32")

    @torch.no_grad()
    def logits(self, images: Tensor) -> Tensor:
        """Return logits (N, C) in fp32; the first batch decides whether low precision is good enough."""
        prepared = self.input_format.prepare(images.float())
        if images.device.type != "mps":
            prepared = prepared.contiguous(memory_format=torch.channels_last)
        if self._low_precision is not None and not self._is_checked:
            self._check_low_precision(prepared, self._low_precision)
        return self._forward(prepared, self._low_precision)

    def _forward(self, prepared: Tensor, dtype: torch.dtype | None) -> Tensor:
        with torch.autocast(prepared.device.type, dtype=dtype, enabled=dtype is not None):
            return self.take_logits(self.network(prepared)).float()

    def _check_low_precision(self, prepared: Tensor, dtype: torch.dtype) -> None:
        exact, fast = (self._forward(prepared, kind).softmax(1) for kind in (None, dtype))
        if bool((exact - fast).abs().max() <= LOW_PRECISION_TOLERANCE):
            self.precision = str(dtype).removeprefix("torch.")
        else:
            self._low_precision = None
        self._is_checked = True


class OnnxTeacher:
    """An ONNX network run by ONNX Runtime; whether it gives logits or probabilities is measured."""

    precision = "fp32"

    def __init__(self, path: Path, classes: tuple[str, ...], input_format: InputFormat, session: Any) -> None:
        self.classes = classes
        self.size_bytes = path.stat().st_size
        self.parameters = _onnx_parameters(path)
        self._session = session
        self._input = session.get_inputs()[0]
        self._format = input_format
        self._gives_probabilities: bool | None = None
        batch = self._input.shape[0]
        self._batch = batch if isinstance(batch, int) and batch > 0 else None

    def logits(self, images: Tensor) -> Tensor:
        """Return logits (N, C) in fp32; probabilities become logits by their logarithm."""
        prepared = self._format.prepare(images.float()).cpu().numpy()
        outputs = np.concatenate([self._run(part) for part in self._parts(prepared)])[: len(prepared)]
        if self._gives_probabilities is None:
            self._gives_probabilities = are_probabilities(outputs)
        if self._gives_probabilities:
            outputs = np.log(np.maximum(outputs, PROBABILITY_FLOOR))
        return torch.from_numpy(outputs).to(images.device)

    def exact(self) -> "OnnxTeacher":
        """Return the same network: ONNX Runtime computes it in its file's own precision."""
        return self

    def _parts(self, prepared: np.ndarray[Any, Any]) -> list[np.ndarray[Any, Any]]:
        """Cut a batch into the network's own batch size, the last part filled up with its last image."""
        if self._batch is None:
            return [prepared]
        missing = -len(prepared) % self._batch
        filled = np.concatenate([prepared, np.repeat(prepared[-1:], missing, axis=0)])
        return np.split(filled, len(filled) // self._batch)

    def _run(self, part: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        kind = np.float16 if "float16" in self._input.type else np.float32
        output = self._session.run(None, {self._input.name: part.astype(kind)})[0]
        return output.reshape(len(output), -1).astype(np.float32)  # type: ignore[no-any-return]


def are_probabilities(outputs: np.ndarray[Any, Any]) -> bool:
    """Return whether rows (N, C) are distributions: not negative, and each sums to 1 within 0.1 %."""
    return bool(outputs.min() >= 0 and np.abs(outputs.sum(axis=1) - 1).max() < 1e-3)


def native_low_precision(device: torch.device) -> torch.dtype | None:
    """Return the low-precision type that a device computes natively, None where there is none."""
    if device.type == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float16
    if device.type == "mps":
        return torch.float16
    has_bf16 = torch.cpu._is_avx512_bf16_supported()
    return torch.bfloat16 if device.type == "cpu" and has_bf16 else None


def load(recipe: Recipe, dataset_classes: Sequence[str], device: torch.device) -> Teacher:
    """Load the recipe's teacher, frozen, in eval mode, ready on a device.

    Raises:
        UserError: There is none, it is not a classifier, or what it needs to be understood is missing.
    """
    name = recipe.teacher
    if name.startswith(("torchvision:", "timm:")):
        return _load_architecture(recipe, dataset_classes).to(device)
    path = find_weights(name)
    if path.suffix.lower() == ".onnx":
        return _load_onnx(recipe, path, dataset_classes)
    if path.suffix.lower() == ".pt":
        return _load_ultralytics(recipe, path).to(device)
    raise UserError(
        text(
            "{path} is no teacher that KD Studio knows: it must be an Ultralytics .pt or an .onnx file, or "
            "torchvision:NAME or timm:NAME with --teacher-weights.",
            path=str(path),
        )
    )


def find_weights(name: str) -> Path:
    """Return the file that a teacher's name means: a path, a bundled sample's, or that of a finished run.

    Raises:
        UserError: It is not there.
    """
    if name.startswith(SAMPLE_PREFIX):
        return paths.resources() / "samples" / name.removeprefix(SAMPLE_PREFIX).removesuffix("-hard") / "teacher.pt"
    if name.startswith(RUN_PREFIX):
        return _weights_of_run(name.removeprefix(RUN_PREFIX))
    path = Path(name).expanduser()
    if not path.is_file():
        raise UserError(text("The teacher {path} is not there: check --teacher.", path=name))
    return path


def _weights_of_run(run_id: str) -> Path:
    folder = paths.runs_folder() / run_id
    for network in ("teacher", "student"):
        path = folder / network / "weights" / "best.pt"
        if path.is_file():
            return path
    raise UserError(
        text(
            "The run {run} has no trained network yet: wait until it has finished, or check its name.",
            run=run_id,
        )
    )


def load_ultralytics(path: Path) -> tuple[nn.Module, dict[str, Any]]:
    """Load an Ultralytics checkpoint of a classifier as data: no code runs from it.

    Raises:
        UserError: The file is damaged, no Ultralytics checkpoint, or of another task.
    """
    from ultralytics.nn.tasks import load_checkpoint

    try:
        network, checkpoint = load_checkpoint(str(path))
    except Exception as error:  # whatever a broken or hostile file raises, it is the file's fault
        raise UserError(
            text(
                "{path} cannot be loaded as an Ultralytics checkpoint: it is damaged, or holds something else. "
                "Train or download it again.",
                path=str(path),
            )
        ) from error
    if network.task != "classify":
        raise UserError(
            text(
                "{path} is a network for the task {task}, but the dataset is one to classify: choose a classifier "
                "(for example yolo11s-cls).",
                path=str(path),
                task=str(network.task),
            )
        )
    return network, checkpoint


def load_classifier(path: Path, image_size: int) -> TorchTeacher:
    """Load an Ultralytics classifier, fused and frozen, to be asked at an image size.

    Raises:
        UserError: The file is damaged, no Ultralytics checkpoint, or of another task.
    """
    network, _ = load_ultralytics(path)
    return _ultralytics_teacher(network, path, InputFormat((image_size, image_size)))


def _load_ultralytics(recipe: Recipe, path: Path) -> TorchTeacher:
    network, checkpoint = load_ultralytics(path)
    side = int((checkpoint.get("train_args") or {}).get("imgsz") or recipe.image_size)
    return _ultralytics_teacher(network, path, _input_format(recipe, (side, side)))


def _ultralytics_teacher(network: Any, path: Path, input_format: InputFormat) -> TorchTeacher:
    parameters = count_parameters(network)  # before fusing, which folds BatchNorm's away
    return TorchTeacher(
        network=freeze(network.fuse(verbose=False)),
        classes=tuple(network.names.values()),
        input_format=input_format,
        parameters=parameters,
        size_bytes=path.stat().st_size,
        take_logits=lambda output: output[1],  # in eval mode: (probabilities, logits)
    )


def count_parameters(network: nn.Module) -> int:
    """Return how many numbers a network has learned."""
    return sum(parameter.numel() for parameter in network.parameters())


def freeze(network: nn.Module) -> nn.Module:
    """Return the network in eval mode with no parameter that learns."""
    return network.eval().requires_grad_(False)


def _input_format(
    recipe: Recipe,
    size: tuple[int, int],
    mean: Triple = (0.0, 0.0, 0.0),
    std: Triple = (1.0, 1.0, 1.0),
) -> InputFormat:
    """Return the network's own format, changed where the recipe says so."""
    if recipe.teacher_image_size:
        size = (recipe.teacher_image_size, recipe.teacher_image_size)
    return InputFormat(size, recipe.teacher_mean or mean, recipe.teacher_std or std, recipe.teacher_bgr)


def _load_onnx(recipe: Recipe, path: Path, dataset_classes: Sequence[str]) -> OnnxTeacher:
    import onnxruntime

    try:
        session = onnxruntime.InferenceSession(
            str(path), _session_options(), providers=onnxruntime.get_available_providers()
        )
    except Exception as error:  # ONNX Runtime has a class of its own for each reason
        raise UserError(
            text("{path} is not an ONNX model that ONNX Runtime can load: export it again.", path=str(path))
        ) from error
    shape = session.get_inputs()[0].shape
    outputs = session.get_outputs()[0].shape
    if len(shape) != 4 or len([side for side in outputs[1:] if side != 1]) > 1:
        raise UserError(
            text(
                "{path} is no classifier of images: its input is {shape} and its output {outputs}, but (batch, 3, "
                "height, width) and (batch, classes) are needed.",
                path=str(path),
                shape=str(shape),
                outputs=str(outputs),
            )
        )
    side = recipe.teacher_image_size or recipe.image_size
    height, width = (value if isinstance(value, int) else side for value in shape[2:])
    names = _onnx_names(session) or _named_classes(recipe, dataset_classes, path.name)
    no_mean, no_std = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)
    input_format = InputFormat(
        (height, width), recipe.teacher_mean or no_mean, recipe.teacher_std or no_std, recipe.teacher_bgr
    )
    teacher = OnnxTeacher(path, names, input_format, session)
    _check_class_count(teacher, path.name)
    return teacher


def _session_options() -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = torch.get_num_threads()
    options.log_severity_level = 3
    # Threads that spin while they wait would take the cores from PyTorch, which works by turns with these.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options


def _check_class_count(teacher: Teacher, name: str) -> None:
    count = teacher.logits(torch.rand(2, 3, 64, 64)).shape[1]
    if count != len(teacher.classes):
        raise UserError(
            text(
                "The teacher {name} gives {count} numbers an image, but {named} class names were given: "
                "check --teacher-classes.",
                name=name,
                count=count,
                named=len(teacher.classes),
            )
        )


def _onnx_names(session: Any) -> tuple[str, ...]:
    """Return the class names that Ultralytics writes into an ONNX file's metadata, none where there are none."""
    import ast

    try:
        names = ast.literal_eval(session.get_modelmeta().custom_metadata_map["names"])
        return tuple(str(names[index]) for index in range(len(names)))
    except (KeyError, ValueError, SyntaxError, TypeError):
        return ()


def _onnx_parameters(path: Path) -> int:
    import onnx

    graph = onnx.load(path, load_external_data=False).graph
    return int(sum(np.prod(tensor.dims, dtype=np.int64) for tensor in graph.initializer))


def _named_classes(recipe: Recipe, dataset_classes: Sequence[str], name: str) -> tuple[str, ...]:
    """Return the teacher's classes as the recipe names them.

    Raises:
        UserError: The recipe does not, or the file cannot be read.
    """
    given = recipe.teacher_classes
    if given is None:
        raise UserError(
            text(
                "The teacher {name} does not say what its classes are: give --teacher-classes FILE with a name a "
                "line, or --teacher-classes dataset where they are the dataset's in alphabetical order.",
                name=name,
            )
        )
    if given == "dataset":
        return tuple(dataset_classes)
    try:
        lines = Path(given).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(text("The class names {path} cannot be read: check --teacher-classes.", path=given)) from error
    return tuple(line.strip() for line in lines if line.strip())


def _load_architecture(recipe: Recipe, dataset_classes: Sequence[str]) -> TorchTeacher:
    """Load a torchvision or timm architecture with weights from a file (a state dict, read as data)."""
    library, _, architecture = recipe.teacher.partition(":")
    if recipe.teacher_weights is None:
        raise UserError(text("The teacher {name} needs --teacher-weights FILE.", name=recipe.teacher))
    path = Path(recipe.teacher_weights).expanduser()
    weights = _state_dict(path)
    classes = _named_classes(recipe, dataset_classes, recipe.teacher)
    build = _build_torchvision if library == "torchvision" else _build_timm
    network, size, mean, std = build(architecture, len(classes))
    try:
        network.load_state_dict(weights)
    except RuntimeError as error:
        raise UserError(
            text(
                "{path} does not fit {name} with {count} classes: check the architecture and --teacher-classes.",
                path=str(path),
                name=recipe.teacher,
                count=len(classes),
            )
        ) from error
    return TorchTeacher(
        network=freeze(network),
        classes=classes,
        input_format=_input_format(recipe, size, mean, std),
        parameters=count_parameters(network),
        size_bytes=path.stat().st_size,
    )


def _state_dict(path: Path) -> dict[str, Tensor]:
    try:
        if path.suffix == ".safetensors":
            from safetensors.torch import load_file

            return load_file(path)  # type: ignore[no-any-return]
        content = torch.load(path, map_location="cpu", weights_only=True)
        content = content.get("state_dict", content.get("model", content))
        return {str(key).removeprefix("module."): value for key, value in content.items()}
    except FileNotFoundError as error:
        raise UserError(text("The weights {path} are not there: check --teacher-weights.", path=str(path))) from error
    except Exception as error:  # whatever a broken or hostile file raises, it is the file's fault
        raise UserError(
            text("{path} is not a file of weights (a saved state dict): save it again.", path=str(path))
        ) from error


_Built = tuple[nn.Module, tuple[int, int], Triple, Triple]


def _build_torchvision(architecture: str, classes: int) -> _Built:
    import torchvision

    if architecture not in torchvision.models.list_models(module=torchvision.models):
        raise UserError(text("torchvision has no classifier {name}: check its spelling.", name=architecture))
    network = torchvision.models.get_model(architecture, weights=None, num_classes=classes)
    return network, (224, 224), _IMAGENET_MEAN, _IMAGENET_STD


def _build_timm(architecture: str, classes: int) -> _Built:
    try:
        import timm
    except ImportError as error:
        raise UserError(text("A timm teacher needs timm: pip install 'kdstudio[timm]'.")) from error
    try:
        network = timm.create_model(architecture, pretrained=False, num_classes=classes)
    except (RuntimeError, ValueError, KeyError) as error:
        raise UserError(text("timm has no model {name}: check its spelling.", name=architecture)) from error
    settings = network.pretrained_cfg
    _, height, width = settings["input_size"]
    return network, (height, width), tuple(settings["mean"]), tuple(settings["std"])

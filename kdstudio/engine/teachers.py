"""A teacher is anything that gives logits for a batch: an Ultralytics, ONNX, torchvision or timm network."""

import ast
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from kdstudio.core import journal, paths
from kdstudio.core.events import NetworkDone
from kdstudio.core.recipe import Recipe
from kdstudio.core.text import UserError, text
from kdstudio.engine.checkpoints import find_checkpoint, load_ultralytics
from kdstudio.engine.datasets import SAMPLE_PREFIX
from kdstudio.engine.networks import (
    InputFormat,
    OnnxTeacher,
    Teacher,
    TorchTeacher,
    Triple,
    count_parameters,
    freeze,
    session_options,
)

RUN_PREFIX = "run:"
_IMAGENET_MEAN: Triple = (0.485, 0.456, 0.406)
_IMAGENET_STD: Triple = (0.229, 0.224, 0.225)


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
            "torchvision:NAME or timm:NAME with a file of weights.",
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
    if not Path(name).expanduser().is_file() and Path(name).suffix.lower() != ".pt":
        raise UserError(text("The teacher {path} is not there: check its name.", path=name))
    return find_checkpoint(name)


def _weights_of_run(run_id: str) -> Path:
    folder = paths.runs_folder() / run_id
    done = [entry.event for entry in journal.read(folder) if isinstance(entry.event, NetworkDone)]
    for event in done:
        if event.network != "baseline" and (folder / event.weights).is_file():
            return folder / event.weights
    raise UserError(
        text(
            "The run {run} has no trained network yet: wait until it has finished, or check its name.",
            run=run_id,
        )
    )


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
            str(path), session_options(), providers=onnxruntime.get_available_providers()
        )
    except Exception as error:  # ONNX Runtime has a class of its own for each reason
        raise UserError(
            text("{path} is not an ONNX model that ONNX Runtime can load: export it again.", path=str(path))
        ) from error
    shape = session.get_inputs()[0].shape
    outputs = session.get_outputs()[0].shape
    channels = shape[1] if len(shape) == 4 else 0
    is_image = channels == 3 or not isinstance(channels, int)
    if not is_image or len([side for side in outputs[1:] if side != 1]) > 1:
        raise UserError(
            text(
                "{path} is no classifier of images: its input is {shape} and its output {outputs}, but (batch, 3, "
                "height, width) and (batch, classes) are needed.",
                path=str(path),
                shape=str(shape),
                outputs=str(outputs),
            )
        )
    own = _from_metadata(session, "imgsz") or (recipe.image_size, recipe.image_size)
    sides = (recipe.teacher_image_size, recipe.teacher_image_size) if recipe.teacher_image_size else own
    height, width = (
        value if isinstance(value, int) else int(side) for value, side in zip(shape[2:], sides, strict=True)
    )
    names = _onnx_names(session) or _named_classes(recipe, dataset_classes, path.name)
    no_mean, no_std = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)
    input_format = InputFormat(
        (height, width), recipe.teacher_mean or no_mean, recipe.teacher_std or no_std, recipe.teacher_bgr
    )
    teacher = OnnxTeacher(path, names, input_format, session)
    _check_class_count(teacher, path.name)
    return teacher


def _check_class_count(teacher: Teacher, name: str) -> None:
    try:
        count = teacher.logits(torch.rand(2, 3, 64, 64)).shape[1]
    except Exception as error:  # ONNX Runtime has a class of its own for each reason
        raise UserError(
            text("The teacher {name} cannot be run on images: export it again as a classifier.", name=name)
        ) from error
    if count != len(teacher.classes):
        raise UserError(
            text(
                "The teacher {name} gives {count} numbers an image, but {named} class names were given: "
                "check the file of the teacher's classes.",
                name=name,
                count=count,
                named=len(teacher.classes),
            )
        )


def _onnx_names(session: Any) -> tuple[str, ...]:
    """Return the class names that Ultralytics writes into an ONNX file's metadata, none where there are none."""
    names = _from_metadata(session, "names")
    if not isinstance(names, dict) or sorted(names) != list(range(len(names))):
        return ()
    return tuple(str(names[index]) for index in range(len(names)))


def _from_metadata(session: Any, key: str) -> Any:
    """Return a value that Ultralytics wrote into an ONNX file as a Python literal, None where there is none."""
    try:
        return ast.literal_eval(session.get_modelmeta().custom_metadata_map[key])
    except (KeyError, ValueError, SyntaxError):
        return None


def _named_classes(recipe: Recipe, dataset_classes: Sequence[str], name: str) -> tuple[str, ...]:
    """Return the teacher's classes as the recipe names them.

    Raises:
        UserError: The recipe does not, or the file cannot be read.
    """
    given = recipe.teacher_classes
    if given is None:
        raise UserError(
            text(
                "The teacher {name} does not say what its classes are: give the teacher's classes, a file with a name "
                "a line, or `dataset` where they are the dataset's in alphabetical order.",
                name=name,
            )
        )
    if given == "dataset":
        return tuple(dataset_classes)
    try:
        lines = Path(given).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            text("The class names {path} cannot be read: check the file of the teacher's classes.", path=given)
        ) from error
    return tuple(line.strip() for line in lines if line.strip())


def _load_architecture(recipe: Recipe, dataset_classes: Sequence[str]) -> TorchTeacher:
    """Load a torchvision or timm architecture with weights from a file (a state dict, read as data)."""
    library, _, architecture = recipe.teacher.partition(":")
    if recipe.teacher_weights is None:
        raise UserError(
            text("The teacher {name} needs a file of weights: give the teacher's weights.", name=recipe.teacher)
        )
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
                "{path} does not fit {name} with {count} classes: check the architecture and the teacher's classes.",
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
        raise UserError(
            text("The weights {path} are not there: check the name of the file.", path=str(path))
        ) from error
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

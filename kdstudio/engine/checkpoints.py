"""Ultralytics checkpoints: found on this disk or downloaded from the zoo, and loaded as data."""

from pathlib import Path
from typing import Any

from torch import nn

from kdstudio.core import paths
from kdstudio.core.text import UserError, text


def load_ultralytics(path: Path) -> tuple[nn.Module, dict[str, Any]]:
    """Load an Ultralytics checkpoint of a classifier as data: no code runs from it.

    Raises:
        UserError: The file is damaged, no Ultralytics checkpoint, or of another task.
    """
    network, checkpoint = load_any(path)
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


def load_any(path: Path) -> tuple[nn.Module, dict[str, Any]]:
    """Load an Ultralytics checkpoint of any task as data: no code runs from it.

    Raises:
        UserError: The file is damaged, or no Ultralytics checkpoint.
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
    return network, checkpoint


def find_checkpoint(name: str) -> Path:
    """Return a checkpoint's file; weights of the Ultralytics zoo that are not on this disk are downloaded.

    Raises:
        UserError: It is not there, or cannot be downloaded.
    """
    path = Path(name).expanduser()
    if path.is_file():
        return path
    from ultralytics.utils.downloads import GITHUB_ASSETS_NAMES, attempt_download_asset

    if name not in GITHUB_ASSETS_NAMES:
        raise UserError(text("The network {path} is not there: check its name.", path=name))
    target = paths.weights_folder() / name
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        attempt_download_asset(target)
    except Exception as error:  # Ultralytics raises what its downloader raised
        target.unlink(missing_ok=True)
        raise UserError(
            text(
                "{name} is not on this disk and could not be downloaded: check the network, or choose {fallback} to "
                "start from scratch.",
                name=name,
                fallback=name.replace(".pt", ".yaml"),
            )
        ) from error
    return target

"""What may be trained: a named or given network, from scratch or from its weights."""

from pathlib import Path

from kdstudio.core.text import UserError, text
from kdstudio.engine.checkpoints import find_checkpoint, load_ultralytics


def find_student(name: str) -> str:
    """Return what Ultralytics can train: an architecture's name, a YAML file, or a checkpoint on this disk.

    Weights of the Ultralytics zoo that are not on disk are downloaded.

    Raises:
        UserError: There is no such network, it is no classifier, or it cannot be downloaded.
    """
    suffix = Path(name).suffix.lower()
    if suffix in (".yaml", ".yml"):
        return _architecture(name)
    if suffix in ("", ".pt"):
        path = find_checkpoint(name if suffix else f"{name}.pt")
        load_ultralytics(path)
        return str(path)
    raise UserError(
        text(
            "{name} is no student: give an Ultralytics .yaml (from scratch) or .pt (from its weights).",
            name=name,
        )
    )


def _architecture(name: str) -> str:
    from ultralytics.nn.tasks import guess_model_task, yaml_model_load

    try:
        description = yaml_model_load(name)
    except Exception as error:  # a missing file, a YAML error, or an unknown name
        raise UserError(
            text(
                "There is no architecture {name}: check its spelling, for example yolo11n-cls.yaml.",
                name=name,
            )
        ) from error
    task = guess_model_task(description)
    if task != "classify":
        raise UserError(
            text(
                "{name} is a network for the task {task}, but the dataset is one to classify: choose a classifier "
                "(for example yolo11n-cls.yaml).",
                name=name,
                task=str(task),
            )
        )
    return name

"""Ultralytics, brought up quietly: its settings in our folder, nothing sent home, no package installed."""

import warnings

_INTEGRATIONS = ("clearml", "comet", "dvc", "mlflow", "neptune", "raytune", "tensorboard", "wandb")


def set_up_ultralytics() -> None:
    """Turn off everything in Ultralytics that talks to others; its environment was set before (worker.py)."""
    from ultralytics import utils
    from ultralytics.data import utils as data_utils
    from ultralytics.utils import SETTINGS

    from kdstudio.core import paths

    wanted = {"sync": False, "vscode_msg": False, "weights_dir": str(paths.weights_folder())}
    wanted |= {name: False for name in _INTEGRATIONS if name in SETTINGS}
    wanted |= {"datasets_dir": str(paths.datasets_folder())}
    if any(SETTINGS.get(name) != value for name, value in wanted.items()):
        SETTINGS.update(wanted)
    # WORKAROUND: read once, at import, before our settings were there. Until Ultralytics reads it when it is used.
    utils.DATASETS_DIR = data_utils.DATASETS_DIR = paths.datasets_folder()
    # Ultralytics trains deterministically only as far as torch can; each operator that cannot says so once.
    warnings.filterwarnings("ignore", message=".*does not have a deterministic implementation.*")

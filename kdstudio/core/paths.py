"""Where things are: the user's data folder, its rooms, and the resources that travel with the program."""

import os
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).parents[1]


def home() -> Path:
    """Return the folder that holds all of the user's data: `KDSTUDIO_HOME`, else the system's usual place."""
    chosen = os.environ.get("KDSTUDIO_HOME")
    return Path(chosen).expanduser().absolute() if chosen else platformdirs.user_data_path("kdstudio", False)


def runs_folder() -> Path:
    """Return the folder that holds one folder for each run."""
    return home() / "runs"


def datasets_folder() -> Path:
    """Return the folder of the datasets that the app composes or splits itself."""
    return home() / "datasets"


def weights_folder() -> Path:
    """Return the folder that downloaded zoo weights go to."""
    return home() / "weights"


def resources() -> Path:
    """Return the folder of bundled resources, the same from source, from a wheel and in an installed build.

    Raises:
        FileNotFoundError: The installation is incomplete.
    """
    for place in (_PACKAGE / "resources", _PACKAGE.parent / "resources"):
        if (place / "samples").is_dir():
            return place
    raise FileNotFoundError("The resources of KD Studio are missing: install it again.")

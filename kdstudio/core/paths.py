"""Where things are: the user's data folder, its rooms, and the resources that travel with the program."""

import os
import tempfile
from pathlib import Path

import platformdirs

from kdstudio.core import files
from kdstudio.core.text import UserError, text

HOME_VARIABLE = "KDSTUDIO_HOME"
_PACKAGE = Path(__file__).parents[1]


def home() -> Path:
    """Return the folder of the user's data: `KDSTUDIO_HOME`, else the one set, else the system's usual place."""
    chosen = os.environ.get(HOME_VARIABLE)
    if chosen:
        return Path(chosen).expanduser().absolute()
    return _wished_home() or usual_home()


def usual_home() -> Path:
    """Return the system's usual place for the user's data."""
    return platformdirs.user_data_path("kdstudio", False)


def home_file() -> Path:
    """Return the file that names the data folder where the user wants another than the usual one."""
    return platformdirs.user_config_path("kdstudio", False) / "home.txt"


def set_home(folder: Path | None) -> None:
    """Keep all data in this folder from now on (it is made), in the usual place for None; nothing is moved.

    Processes that are started later follow; `KDSTUDIO_HOME` still wins.

    Raises:
        UserError: The folder cannot be made or written to; nothing has changed.
    """
    try:
        if folder is None:
            home_file().unlink(missing_ok=True)
            return
        folder = folder.expanduser().absolute()
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):  # a folder can exist and still refuse
            pass
        files.write_text(home_file(), f"{folder}\n")
    except OSError as error:
        raise UserError(
            text(
                "The data cannot be kept in {folder} ({reason}): choose a folder that can be written to.",
                folder=str(folder or usual_home()),
                reason=error.strerror or str(error),
            )
        ) from error


def _wished_home() -> Path | None:
    try:
        line = home_file().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    folder = Path(line)
    return folder if folder.is_absolute() else None


def runs_folder() -> Path:
    """Return the folder that holds one folder for each run."""
    return home() / "runs"


def datasets_folder() -> Path:
    """Return the folder of the datasets that the app composes or splits itself."""
    return home() / "datasets"


def weights_folder() -> Path:
    """Return the folder that downloaded zoo weights go to."""
    return home() / "weights"


def learn_folder() -> Path:
    """Return the folder of what is kept of a run of the sample, for Home and Learn."""
    return resources() / "samples" / "emoji" / "learn"


def resources() -> Path:
    """Return the folder of bundled resources, the same from source, from a wheel and in an installed build.

    Raises:
        FileNotFoundError: The installation is incomplete.
    """
    for place in (_PACKAGE / "resources", _PACKAGE.parent / "resources"):
        if (place / "samples").is_dir():
            return place
    raise FileNotFoundError("The resources of KD Studio are missing: install it again.")

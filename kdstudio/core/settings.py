"""The app's own settings: language, theme, device, what was used recently, and how the window stood."""

import logging
import tomllib
from pathlib import Path
from typing import Literal

import msgspec
import tomli_w

from kdstudio.core import files, paths
from kdstudio.core.text import UserError, text

RECENT = 10
_log = logging.getLogger(__name__)


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the app remembers; `device` and `threads` (0: all cores) are the defaults of new recipes.

    Recent names stand newest first. What Qt says of the window and its splitters is kept as base64;
    `places` says where the user was: the last tab of a page, a folded section.
    """

    language: Literal["system", "en", "vi"] = "system"
    theme: Literal["system", "light", "dark"] = "system"
    device: str = "auto"
    threads: int = 0
    recent_models: list[str] = []
    recent_datasets: list[str] = []
    window_geometry: str = ""
    window_state: str = ""
    splitters: dict[str, str] = {}
    places: dict[str, str] = {}


def settings_file() -> Path:
    """Return the file of the settings."""
    return paths.home() / "settings.toml"


def read() -> Settings:
    """Return the settings; the defaults where there are none, or where they are broken (the file is set aside)."""
    path = settings_file()
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Settings)
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        _log.warning("The settings cannot be read (%s): the defaults are used.", error)
        return Settings()
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        _set_aside(path, error)
        return Settings()


def write(settings: Settings) -> None:
    """Write the settings, whole or not at all.

    Raises:
        UserError: They cannot be written; the file is as it was.
    """
    path = settings_file()
    try:
        files.write_text(path, tomli_w.dumps(msgspec.to_builtins(settings)))
    except OSError as error:
        raise UserError(
            text(
                "The settings cannot be kept in {file} ({reason}): make room or allow it.",
                file=str(path),
                reason=error.strerror or str(error),
            )
        ) from error


def with_recent(settings: Settings, *, model: str | None = None, dataset: str | None = None) -> Settings:
    """Return the settings with a model or a dataset as the most recent one, of at most ten."""
    return msgspec.structs.replace(
        settings,
        recent_models=_newest_first(model, settings.recent_models),
        recent_datasets=_newest_first(dataset, settings.recent_datasets),
    )


def _newest_first(name: str | None, names: list[str]) -> list[str]:
    if not name:
        return names
    return [name, *(other for other in names if other != name)][:RECENT]


def _set_aside(path: Path, error: Exception) -> None:
    aside = path.with_name(f"{path.name}.broken")
    try:
        files.replace(path, aside)
    except OSError as reason:
        _log.warning("The settings are broken (%s) and cannot be set aside (%s).", error, reason)
        return
    _log.warning("The settings were broken (%s): they are now %s, and the defaults are used.", error, aside)

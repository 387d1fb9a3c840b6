"""Photographs of every page, in both themes and both languages, at 1280×800: `python -m tests.pictures DIR [NAME…]`.

The runs are replayed journals and the cards are given, so that it takes seconds and needs neither torch nor a person.
Names given after the folder choose the pages whose names begin so.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_LOGGING_RULES"] = "qt.qpa.*=false"

from kdstudio.gui import theme, translate
from kdstudio.gui.app import make_application
from tests.gui.studio import FIRST, Studio, settle

THEMES = ("light", "dark")
LANGUAGES = ("en", "vi")


def main(folder: Path, names: list[str]) -> None:
    """Photograph the pages into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    make_application(["kdstudio"])
    theme.theme().apply("light")
    studio = Studio()
    for with_runs in (False, True):
        with ExitStack() as stack:
            studio.open(stack, with_runs=with_runs)
            for name, prepare in studio.shots.items():
                wanted = not names or any(name.startswith(begin) for begin in names)
                if wanted and (name == FIRST) == (not with_runs):
                    _photograph(studio, name, prepare, folder)
            studio.close()


def _photograph(studio: Studio, name: str, prepare: Callable[[], Any], folder: Path) -> None:
    prepare()
    settle()
    for language in LANGUAGES:
        translate.language().apply(language)
        for look in THEMES:
            theme.theme().apply(look)
            settle(120)
            suffix = ("" if look == "light" else "-dark") + ("" if language == "en" else "-vi")
            studio.window.grab().save(str(folder / f"{name}{suffix}.png"))
    translate.language().apply("en")
    theme.theme().apply("light")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="kdstudio-pictures-") as home:
        os.environ["KDSTUDIO_HOME"] = home
        main(Path(sys.argv[1]), sys.argv[2:])

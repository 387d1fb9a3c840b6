"""Photographs of every page, in both themes and both languages, at 1280×800: `python -m tests.pictures DIR [NAME…]`.

The runs are replayed journals and the cards are given, so that it takes seconds and needs neither torch nor a person.
Names given after the folder choose the pages whose names begin so.
"""

import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Literal

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_LOGGING_RULES"] = "qt.qpa.*=false"

from kdstudio.gui import theme, translate
from kdstudio.gui.app import make_application
from tests.gui.studio import FIRST, Studio, settle

THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LANGUAGES: tuple[Literal["en", "vi"], ...] = ("en", "vi")


def main(folder: Path, names: list[str]) -> None:
    """Photograph the pages into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    make_application(["kdstudio"])
    theme.theme().apply("light")
    studio = Studio()
    for with_runs in (False, True):
        with ExitStack() as stack:
            studio.open(stack, with_runs=with_runs)
            wanted = [name for name in studio.shots if (name == FIRST) != with_runs and is_wanted(name, names)]
            for language in LANGUAGES:  # a look is put on once for all pages: that takes longer than a page does
                for look in THEMES:
                    translate.language().apply(language)
                    theme.theme().apply(look)
                    for name in wanted:
                        _photograph(studio, name, folder, look, language)
            studio.close()


def is_wanted(name: str, names: list[str]) -> bool:
    """Return whether a page is among those that were chosen."""
    return not names or any(name.startswith(begin) for begin in names)


def _photograph(studio: Studio, name: str, folder: Path, look: str, language: str) -> None:
    studio.shots[name]()
    settle()
    suffix = ("" if look == "light" else "-dark") + ("" if language == "en" else "-vi")
    studio.window.grab().save(str(folder / f"{name}{suffix}.png"))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="kdstudio-pictures-") as home:
        os.environ["KDSTUDIO_HOME"] = home
        main(Path(sys.argv[1]), sys.argv[2:])

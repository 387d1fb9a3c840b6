"""What the journeys through the window share: a window on a data folder of the test's own."""

import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kdstudio.gui import theme, translate
from tests.journeys.desktop import Desks


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["kdstudio"]


@pytest.fixture
def desks(qtbot: QtBot, qapp: QApplication, home: Path) -> Iterator[Desks]:
    """Opens windows on a data folder of the test's own."""
    if qapp.property("themed") is None:
        theme.set_up(qapp)
        qapp.setProperty("themed", True)
    made = Desks(qtbot)
    yield made
    translate.language().apply("en")
    theme.theme().apply("light")
    made.check_nothing_is_left()

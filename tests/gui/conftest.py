"""What the tests of the window share: a screen without a screen, a home of their own, a session, a theme."""

import os
from collections.abc import Iterator
from pathlib import Path

if "DISPLAY" not in os.environ:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from kdstudio.gui import theme, translate
from kdstudio.gui.session import Session


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["kdstudio"]


@pytest.fixture(autouse=True)
def looks(qapp: QApplication) -> None:
    """Start each test in English and in light, whatever the one before it did."""
    if qapp.property("themed") is None:
        theme.set_up(qapp)
        qapp.setProperty("themed", True)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # else all widgets of all tests stay
    if translate.language().code != "en":
        translate.language().apply("en")
    if theme.theme().colours is not theme.LIGHT or qapp.styleSheet() == "":
        theme.theme().apply("light")


@pytest.fixture(autouse=True)
def no_warnings(qtlog: object) -> None:
    """A message of Qt's fails a test (see `qt_log_level_fail` in pyproject.toml)."""


@pytest.fixture
def session(home: Path, qapp: QApplication) -> Iterator[Session]:
    """A session on an empty data folder of the test's own."""
    made = Session()
    yield made
    made.close()

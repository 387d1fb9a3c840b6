"""The page on a session that answers when the test says so."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from kdstudio.gui.pages.distil import DistilPage
from kdstudio.gui.pages.distil.draft import Draft
from kdstudio.gui.session import Session
from tests.gui.pages.distil.stand_in import StandIn


@pytest.fixture
def stand_in(home: Path, qtbot: QtBot) -> StandIn:
    return StandIn()


@pytest.fixture
def draft(stand_in: StandIn) -> Iterator[Draft]:
    made = Draft(cast(Session, stand_in))
    made._debounce.setInterval(0)
    yield made
    made.deleteLater()


@pytest.fixture
def page(stand_in: StandIn, qtbot: QtBot) -> DistilPage:
    made = DistilPage(cast(Session, stand_in))
    made.draft._debounce.setInterval(0)
    qtbot.addWidget(made)
    made.resize(1192, 740)
    made.show()
    return made

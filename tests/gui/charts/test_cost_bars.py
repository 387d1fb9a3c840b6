import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from kdstudio.core.text import text
from kdstudio.gui import theme, translate
from kdstudio.gui.charts.cost_bars import Cost, CostBars

SIZE = Cost(
    text("Size of the weights file"), 21.8e6, 6.2e6, translate.data_size, text("{times:.1f}× smaller", times=3.5)
)
ALONE = Cost(text("Parameters"), 5.4e6, None, translate.parameters)


@pytest.fixture
def bars(qtbot: QtBot) -> CostBars:
    made = CostBars(text("What the networks cost"))
    qtbot.addWidget(made)
    made.resize(400, 60)
    made.show_costs([SIZE])
    return made


def length(bars: CostBars, token: str) -> int:
    """Return the longest run of pixels in a colour of the theme, in one row."""
    image: QImage = bars.grab().toImage()
    colour = QColor(getattr(theme.theme().colours, token)).rgb()
    rows = range(image.height())
    return max(sum(image.pixel(x, y) == colour for x in range(image.width())) for y in rows)


@pytest.mark.parametrize("wish", ["light", "dark"])
def test_the_bars_are_as_long_as_what_they_stand_for(bars: CostBars, wish: theme.Wish) -> None:
    theme.theme().apply(wish)
    assert length(bars, "student") / length(bars, "teacher") == pytest.approx(6.2 / 21.8, abs=0.01)


def test_a_network_that_stands_alone_has_one_bar(bars: CostBars) -> None:
    bars.show_costs([ALONE])
    assert length(bars, "teacher") > 200
    assert length(bars, "student") == 0


def test_the_costs_are_said_for_a_screen_reader_and_kept_for_a_table(bars: CostBars) -> None:
    assert bars.accessibleDescription() == "Size of the weights file: 21.8\u00a0MB / 6.2\u00a0MB, 3.5× smaller"
    assert bars.table().rows == [("Size of the weights file", 21.8e6, 6.2e6)]


def test_nothing_is_drawn_without_costs(bars: CostBars) -> None:
    bars.show_costs([])
    assert length(bars, "teacher") == 0

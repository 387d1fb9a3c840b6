"""The theme: two sets of colours that can be told apart and read, and that reach everything that is on the screen."""

from itertools import combinations

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from kdstudio.core import paths
from kdstudio.gui import theme
from kdstudio.gui.theme import DARK, LIGHT, Colours


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in QColor(colour).getRgbF()]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read_on_every_ground(colours: Colours) -> None:
    for ground in (colours.surface, colours.window, colours.sunken, colours.rail, colours.select):
        assert contrast(colours.ink, ground) >= 4.5
    for ground in (colours.surface, colours.window, colours.sunken, colours.rail):
        assert contrast(colours.ink2, ground) >= 4.5
    for state in ("ok", "warn", "error"):
        assert contrast(getattr(colours, state), getattr(colours, f"{state}_fill")) >= 4.5
        assert contrast(getattr(colours, state), colours.surface) >= 4.5
    assert contrast(colours.on_accent, colours.accent) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_and_edges_stand_out_from_the_surface(colours: Colours) -> None:
    for mark in (colours.teacher, colours.student, colours.hard, colours.teal, colours.rose, colours.control):
        assert contrast(mark, colours.surface) >= 3.0


def test_compared_runs_differ_in_marker_and_dash_as_well_as_in_colour() -> None:
    for one, other in combinations(range(len(theme.SERIES_TOKENS)), 2):
        assert theme.SERIES_SYMBOLS[one] != theme.SERIES_SYMBOLS[other]
        assert theme.SERIES_DASHES[one] != theme.SERIES_DASHES[other]


def test_the_palette_has_every_colour_in_all_three_groups(qapp: QApplication) -> None:
    theme.theme().apply("dark")

    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
        assert qapp.palette().color(group, QPalette.ColorRole.Window).name().upper() == DARK.window
        assert qapp.palette().color(group, QPalette.ColorRole.Base).name().upper() == DARK.surface


def test_an_icon_follows_the_theme(qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    theme.set_icon(button, "play")
    light = button.icon().pixmap(16, 16).toImage()
    theme.theme().apply("dark")

    assert button.icon().pixmap(16, 16).toImage() != light


def test_an_icon_is_drawn_once_a_look(qapp: QApplication) -> None:
    light = theme.pixmap("loader", "ink2", 14)
    assert theme.pixmap("loader", "ink2", 14).cacheKey() == light.cacheKey()
    theme.theme().apply("dark")
    assert theme.pixmap("loader", "ink2", 14).toImage() != light.toImage()


def test_every_icon_that_ships_can_be_drawn(qapp: QApplication) -> None:
    for file in sorted((paths.resources() / "icons").glob("*.svg")):
        image = theme.pixmap(file.stem, "ink", 20).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(20) for y in range(20)), file.stem


def test_the_interface_is_set_in_the_font_that_ships(qapp: QApplication) -> None:
    from PySide6.QtGui import QFontInfo

    assert QFontInfo(theme.font(13)).family() == "Inter"

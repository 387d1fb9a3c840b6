"""What holds on every page, in both languages: nothing is clipped, and all can be reached and named."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import NamedTuple

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QToolButton,
    QWidget,
)

from kdstudio.gui import theme, translate
from kdstudio.gui.charts.plot import Plot
from kdstudio.gui.translate import said_by
from kdstudio.gui.widgets.basics import ElidedLabel
from tests.gui.studio import FIRST, Studio, settle

NAMES = list(Studio().shots)
LAYOUT_PASSES = 5  # a label whose height follows from its width asks its parents again, one after the other
OPERABLE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    Plot,
)


class Flashes(QObject):
    """Notes every widget but the main window that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        is_shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if is_shown and not isinstance(watched, QMainWindow):
            self.seen.append(f"{type(watched).__name__} {getattr(watched, 'text', str)()}")
        return False


@pytest.fixture(scope="module")
def flashes(qapp: QApplication) -> Iterator[Flashes]:
    """What flashes up while the pages are made and visited."""
    made = Flashes()
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)


@pytest.fixture(scope="module")
def studio(qapp: QApplication, flashes: Flashes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """One window with all its pages, for the whole module."""
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
        patch.setenv("KDSTUDIO_HOME", str(tmp_path_factory.mktemp("studio")))
        theme.set_up(qapp)
        theme.theme().apply("light")
        made = Studio()
        made.open(stack, with_runs=True)
        yield made
        made.close()


class Seen(NamedTuple):
    """What was found wrong, as page: widget."""

    clipped: dict[str, list[str]]
    cut_tabs: list[str]
    nameless: list[str]
    unreachable: list[str]
    unexplained: list[str]
    primaries: dict[str, int]
    small: list[str]
    sideways: list[str]


@pytest.fixture(scope="module")
def seen(studio: Studio) -> Seen:
    """Visit every page once in each language and look at all that is visible."""
    found = Seen({"en": [], "vi": []}, [], [], [], [], {}, [], [])
    for name in NAMES:
        if name != FIRST:
            studio.shots[name]()
            settle()
            look_at(name, studio.window, found)
    return found


def look_at(name: str, page: QWidget, found: Seen) -> None:
    for code in ("en", "vi"):
        translate.language().apply(code)  # type: ignore[arg-type]
        settle(40)
        for _ in range(LAYOUT_PASSES):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        texts = visible(page, QLabel, QAbstractButton, QComboBox)
        found.clipped[code].extend(f"{name}: {told(widget)}" for widget in texts if is_clipped(widget))
        found.cut_tabs.extend(f"{name}: {words}" for words in cut_tabs(page))
    translate.language().apply("en")
    operable = [widget for widget in visible(page, *OPERABLE) if not is_part_of_another(widget)]
    buttons = [widget for widget in operable if isinstance(widget, QAbstractButton)]
    found.nameless.extend(f"{name}: {told(widget)}" for widget in operable if is_nameless(widget))
    found.unreachable.extend(f"{name}: {told(widget)}" for widget in operable if is_unreachable(widget))
    found.unexplained.extend(f"{name}: {told(widget)}" for widget in buttons if not widget.toolTip())
    found.primaries[name] = sum(made.property("role") == "primary" and made.isEnabled() for made in buttons)
    found.small.extend(f"{name}: {told(widget)}" for widget in operable if is_too_small(widget))
    found.sideways.extend(f"{name}: {told(area)}" for area in page.findChildren(QScrollArea) if scrolls_sideways(area))


def cut_tabs(page: QWidget) -> list[str]:
    cut = []
    for bar in page.findChildren(QTabBar):
        for index in range(bar.count()):
            if bar.fontMetrics().horizontalAdvance(bar.tabText(index)) > bar.tabRect(index).width():
                cut.append(bar.tabText(index))
    return cut


def is_unreachable(widget: QWidget) -> bool:
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    if group is not None and group.exclusive():  # the arrow keys go through it, from the one that is checked
        return all(member.focusPolicy() == Qt.FocusPolicy.NoFocus for member in group.buttons())
    return widget.isEnabled() and widget.focusPolicy() == Qt.FocusPolicy.NoFocus


def is_nameless(widget: QWidget) -> bool:
    words = widget.text() if isinstance(widget, QAbstractButton) else ""  # which a screen reader reads
    return not (widget.accessibleName() or words)


def is_too_small(widget: QWidget) -> bool:
    is_target = isinstance(widget, QAbstractButton | QComboBox | QAbstractSlider)
    return is_target and widget.property("role") != "link" and min(widget.width(), widget.height()) < 24


def scrolls_sideways(area: QScrollArea) -> bool:
    return area.isVisible() and area.horizontalScrollBar().maximum() > 0


def visible(page: QWidget, *kinds: type) -> list[QWidget]:
    found = [widget for widget in page.findChildren(QWidget) if isinstance(widget, kinds) and widget.isVisible()]
    return [widget for widget in found if not widget.visibleRegion().isEmpty()]


def is_part_of_another(widget: QWidget) -> bool:
    """Return whether a widget only is a part that Qt made of a larger one: a spin box's field, a view's scroll bar."""
    parent = widget.parent()
    inner = isinstance(parent, QAbstractSpinBox | QComboBox | QTabBar)
    of_a_view = isinstance(widget, QScrollBar) or (isinstance(parent, QLineEdit) and isinstance(widget, QToolButton))
    corner = isinstance(widget, QAbstractButton) and isinstance(parent, QAbstractItemView)
    return inner or of_a_view or corner or isinstance(widget, QHeaderView)


def told(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName() or getattr(widget, 'text', lambda: '')()!r}"


def is_clipped(widget: QWidget) -> bool:
    if isinstance(widget, ElidedLabel):  # a name may be cut, a sentence of ours may not
        return bool(said_by(widget).get("setText")) and widget.text() != widget.whole_text()
    if isinstance(widget, QLabel):
        if not widget.text():
            return False
        if widget.wordWrap():
            return widget.heightForWidth(widget.width()) > widget.height() + 2
        return widget.sizeHint().width() > widget.width() + 1 or widget.sizeHint().height() > widget.height() + 2
    if isinstance(widget, QComboBox):
        room = widget.width() - 38
        return widget.fontMetrics().horizontalAdvance(widget.currentText()) > room + 1
    if isinstance(widget, QAbstractButton) and widget.text():
        words = widget.fontMetrics().horizontalAdvance(widget.text())
        icon = 0 if widget.icon().isNull() or is_icon_above(widget) else widget.iconSize().width()
        is_bare = is_icon_above(widget) or widget.property("role") == "link"
        return words + icon > widget.width() - (-1 if is_bare else 4)
    return False


def is_icon_above(widget: QAbstractButton) -> bool:
    return isinstance(widget, QToolButton) and widget.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextUnderIcon


def test_no_part_of_a_page_is_shown_as_a_window_of_its_own(seen: Seen, flashes: Flashes) -> None:
    assert flashes.seen == []


@pytest.mark.parametrize("code", ["en", "vi"])
def test_no_text_is_clipped(seen: Seen, code: str) -> None:
    assert seen.clipped[code] == []


def test_no_tab_is_cut(seen: Seen) -> None:
    assert seen.cut_tabs == []


def test_everything_operable_has_a_name(seen: Seen) -> None:
    assert seen.nameless == []


def test_everything_operable_takes_the_keyboard(seen: Seen) -> None:
    assert seen.unreachable == []


def test_every_button_explains_itself(seen: Seen) -> None:
    assert seen.unexplained == []


def test_a_page_has_at_most_one_primary_button(seen: Seen) -> None:
    assert {name: count for name, count in seen.primaries.items() if count > 1} == {}


def test_targets_are_large_enough_to_hit(seen: Seen) -> None:
    assert seen.small == []


def test_no_page_scrolls_sideways_in_the_usual_window(seen: Seen) -> None:
    assert seen.sideways == []

"""The visual system in one place: colours, type, icons, palette and style sheet, in a light and a dark theme.

Colour belongs to the data: blue is the teacher, orange the student, green, yellow and red are states; all else is grey.
Colours are named by meaning and exist here only. Whoever paints asks `theme().colours` when it paints; what
cannot (icons, pyqtgraph items) is told by `theme().changed`.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template
from typing import Literal, cast

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QAction, QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget

from kdstudio.core import paths

Wish = Literal["system", "light", "dark"]
Token = Literal[
    "ink", "ink2", "on_accent", "disabled", "teacher", "student", "hard", "ok", "warn", "error", "control", "accent"
]
Side = Literal["left", "right"]
SPACE = 8
MARGIN = 24
GAP = 16
_ICON_PROPERTY = "kdIcon"


@dataclass(frozen=True)
class Colours:
    """The colours of one theme, as #RRGGBB, by what they mean."""

    window: str
    surface: str
    sunken: str
    rail: str
    line: str
    control: str
    ink: str
    ink2: str
    accent: str
    on_accent: str
    select: str
    disabled: str
    teacher: str
    student: str
    hard: str
    ok: str
    warn: str
    error: str
    ok_fill: str
    warn_fill: str
    error_fill: str
    teal: str
    rose: str
    is_dark: bool


LIGHT = Colours(
    window="#F3F4F6",
    surface="#FFFFFF",
    sunken="#ECEEF2",
    rail="#E9EBEF",
    line="#DADEE5",
    control="#7E8592",
    ink="#1A1E26",
    ink2="#525A68",
    accent="#1A1E26",
    on_accent="#FFFFFF",
    select="#E1E5EC",
    disabled="#9AA1AD",
    teacher="#2A4FB0",
    student="#D2600A",
    hard="#666D7B",
    ok="#1B7A45",
    warn="#8A6100",
    error="#B3261E",
    ok_fill="#E8F5EC",
    warn_fill="#FFF5D6",
    error_fill="#FDECEA",
    teal="#0E8A82",
    rose="#B3156B",
    is_dark=False,
)
DARK = Colours(
    window="#14161A",
    surface="#1C1F25",
    sunken="#282C35",
    rail="#101216",
    line="#343A45",
    control="#7B8392",
    ink="#ECEEF2",
    ink2="#A9B0BD",
    accent="#ECEEF2",
    on_accent="#14161A",
    select="#313743",
    disabled="#666D7A",
    teacher="#9BB5FF",
    student="#EE7D2B",
    hard="#A2A9B5",
    ok="#62C98C",
    warn="#E5C04F",
    error="#FF8B80",
    ok_fill="#1B3326",
    warn_fill="#3A3116",
    error_fill="#43211F",
    teal="#2FA79E",
    rose="#F06FB0",
    is_dark=True,
)

# Runs side by side: never by colour alone, so each has a marker (pyqtgraph's symbols) and a dash of its own.
SERIES_TOKENS = ("student", "ink", "teal", "rose")
SERIES_SYMBOLS = ("o", "s", "t1", "t")
SERIES_DASHES = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.DashDotLine,
)


class Theme(QObject):
    """The theme that is shown; `changed` says that every colour may be another."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.colours = LIGHT
        self._wish: Wish = "system"
        self._images = QTemporaryDir()

    def apply(self, wish: Wish) -> None:
        """Show the light or the dark theme, or the one that the system has now and whenever it changes."""
        app = _app()
        hints = app.styleHints()
        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "system": Qt.ColorScheme.Unknown}
        self._wish = wish
        hints.setColorScheme(schemes[wish])
        hints.colorSchemeChanged.connect(self._follow, Qt.ConnectionType.UniqueConnection)
        self._show(self._wished())

    def qcolor(self, token: str, alpha: float = 1.0) -> QColor:
        """Return the colour of a token, with an opacity from 0 to 1."""
        colour = QColor(str(getattr(self.colours, token)))
        colour.setAlphaF(alpha)
        return colour

    def _wished(self) -> Colours:
        if self._wish == "system":
            return DARK if _app().styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
        return DARK if self._wish == "dark" else LIGHT

    def _follow(self) -> None:
        if self._wish == "system" and self._wished() is not self.colours:
            self._show(self._wished())

    def _show(self, colours: Colours) -> None:
        self.colours = colours
        icon.cache_clear()
        app = _app()
        app.setStyleSheet("")  # to replace one takes Qt four times as long as to take it off and put another on
        app.setPalette(_palette(colours))
        app.setStyleSheet(_style_sheet(colours, Path(self._images.path())))
        for widget in app.allWidgets():
            _refresh_icons(widget)
        self.changed.emit()


@cache
def theme() -> Theme:
    """Return the theme of this process."""
    return Theme()


def set_up(app: QApplication) -> None:
    """Give the application its style and its font, before any widget is made."""
    app.setStyle("Fusion")
    for file in sorted((paths.resources() / "fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(file))
    app.setFont(font(13))


def font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the interface's font with tabular figures, at a size in px."""
    chosen = QFont("Inter")
    chosen.setPixelSize(pixels)
    chosen.setWeight(weight)
    if hasattr(QFont, "Tag"):
        chosen.setFeature(QFont.Tag("tnum"), 1)
    return chosen


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget the look that the style sheet has for a role (`card`, `primary`, `quiet`, `title` …)."""
    widget.setProperty("role", role)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def set_icon(target: QAbstractButton | QAction, name: str, token: Token = "ink") -> None:
    """Show a Lucide icon on a button or an action, in the colour of a token, also after the theme changes."""
    target.setProperty(_ICON_PROPERTY, f"{name}/{token}")
    target.setIcon(icon(name, token, word=_side_of_word(target)))


@cache
def icon(name: str, token: Token = "ink", *, word: Side | None = None) -> QIcon:
    """Return a Lucide icon in the colour of a token, grey where disabled, with room at the side of its `word`."""
    made = QIcon()
    for size in (16, 20, 32, 40) if word is None else (18, 36):
        for shown, mode in ((token, QIcon.Mode.Normal), ("disabled", QIcon.Mode.Disabled)):
            drawn = pixmap(name, shown, size, 1.0)
            made.addPixmap(drawn if word is None else _with_room(drawn, word), mode)
    return made


def _side_of_word(target: QAbstractButton | QAction) -> Side | None:
    if not isinstance(target, QPushButton):
        return None
    return "left" if target.layoutDirection() == Qt.LayoutDirection.RightToLeft else "right"


def _with_room(drawn: QPixmap, word: Side) -> QPixmap:
    """Return an icon of 18 px as one of 24 px: a button puts its word too close to it."""
    wide = QPixmap(drawn.width() * 4 // 3, drawn.height())
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(0 if word == "right" else wide.width() - drawn.width(), 0, drawn)
    painter.end()
    return wide


def pixmap(name: str, token: Token = "ink", size: int = 20, ratio: float | None = None) -> QPixmap:
    """Return a Lucide icon as a pixmap of `size` px, at a device pixel ratio (the screen's by default)."""
    return _drawn(name, str(getattr(theme().colours, token)), size, ratio or _app().devicePixelRatio())


@cache  # Qt keeps a copy of each new pixmap that a label shows, 10 MB of them
def _drawn(name: str, colour: str, size: int, scale: float) -> QPixmap:
    image = QPixmap(QSize(round(size * scale), round(size * scale)))
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(_svg(name, colour).encode())).render(painter, QRectF(image.rect()))
    painter.end()
    image.setDevicePixelRatio(scale)
    return image


def _app() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("The theme needs a QApplication.")
    return app


def _refresh_icons(widget: QWidget) -> None:
    for target in (widget, *widget.actions()):
        wish = target.property(_ICON_PROPERTY)
        if isinstance(wish, str) and isinstance(target, QAbstractButton | QAction):
            name, token = wish.split("/")
            target.setIcon(icon(name, cast(Token, token), word=_side_of_word(target)))


@cache
def _svg_source(name: str) -> str:
    source = (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return re.sub(r'stroke-width="[\d.]+"', 'stroke-width="1.75"', source)


def _svg(name: str, colour: str) -> str:
    return _svg_source(name).replace("currentColor", colour)


def _palette(colours: Colours) -> QPalette:
    """Fill every role in all three groups: Fusion would mix in the platform's colours for a missing one."""
    roles = {
        QPalette.ColorRole.Window: colours.window,
        QPalette.ColorRole.WindowText: colours.ink,
        QPalette.ColorRole.Base: colours.surface,
        QPalette.ColorRole.AlternateBase: colours.sunken,
        QPalette.ColorRole.ToolTipBase: colours.surface,
        QPalette.ColorRole.ToolTipText: colours.ink,
        QPalette.ColorRole.PlaceholderText: colours.ink2,
        QPalette.ColorRole.Text: colours.ink,
        QPalette.ColorRole.Button: colours.surface,
        QPalette.ColorRole.ButtonText: colours.ink,
        QPalette.ColorRole.BrightText: colours.error,
        QPalette.ColorRole.Light: colours.surface,
        QPalette.ColorRole.Midlight: colours.sunken,
        QPalette.ColorRole.Mid: colours.line,
        QPalette.ColorRole.Dark: colours.control,
        QPalette.ColorRole.Shadow: colours.line,
        QPalette.ColorRole.Highlight: colours.select,
        QPalette.ColorRole.HighlightedText: colours.ink,
        QPalette.ColorRole.Link: colours.ink,
        QPalette.ColorRole.LinkVisited: colours.ink2,
        QPalette.ColorRole.Accent: colours.accent,
    }
    palette = QPalette()
    for role, colour in roles.items():
        palette.setColor(QPalette.ColorGroup.All, role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.disabled))
    return palette


def _style_sheet(colours: Colours, folder: Path) -> str:
    """Fill the style sheet with colours, and with the few icons that it can only take from files."""
    images = {}
    for key, name, colour in (
        ("down", "chevron-down", colours.ink2),
        ("up", "chevron-up", colours.ink2),
        ("check", "check", colours.on_accent),
    ):
        file = folder / f"{key}-{'dark' if colours.is_dark else 'light'}.svg"
        file.write_text(_svg(name, colour), encoding="utf-8")
        images[key] = file.as_posix()
    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
    return Template(_STYLE_SHEET).substitute(vars(colours), **images, fixed=fixed)


_STYLE_SHEET = """
QToolTip { background: $surface; color: $ink; border: 1px solid $line; padding: 4px 8px; }
QFrame[role="card"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[role="card"][over="true"] { border: 1px dashed $accent; }
QFrame[role="panel-error"] { background: $error_fill; border: none; border-radius: 6px; }
QFrame[role="panel-warn"] { background: $warn_fill; border: none; border-radius: 6px; }
QFrame[role="panel-ok"] { background: $ok_fill; border: none; border-radius: 6px; }
QFrame[role="line"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[role="rule"] { background: $line; border: none; max-width: 1px; min-width: 1px; }
QFrame[role="line-strong"] { background: $control; border: none; max-height: 1px; min-height: 1px; }
QFrame[role="rail"] { background: $rail; border: none; border-right: 1px solid $line; }
QFrame[role="strip"] { background: $rail; border: none; border-top: 1px solid $line; }
QFrame[role="choice"] { background: transparent; border: none; border-radius: 6px; }
QFrame[role="choice"][chosen="true"] { background: $select; }
QFrame[role="drop"] { background: transparent; border: 1px dashed $control; border-radius: 6px; }
QFrame[role="drop"][over="true"] { background: $select; border: 1px dashed $accent; }
QScrollArea, QScrollArea > QWidget > QWidget[role="page"] { background: transparent; border: none; }

QLabel { background: transparent; }
QLabel[role="notice"] { background: $warn_fill; color: $ink; padding: 8px 24px; }
QLabel[role="verdict"] { font-size: 24px; font-weight: 600; }
QLabel[role="page-title"] { font-size: 20px; font-weight: 600; }
QLabel[role="hero"] { font-size: 24px; font-weight: 600; }
QLabel[role="section"] { font-size: 15px; font-weight: 600; }
QLabel[role="card-title"] { font-size: 15px; font-weight: 600; }
QLabel[role="chart-title"] { font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="medium"] { font-weight: 500; }
QLabel[role="medium-secondary"] { color: $ink2; font-weight: 500; }
QLabel[role="secondary"] { color: $ink2; }
QLabel[role="caption"] { color: $ink2; font-size: 12px; }
QLabel[role="value"] { font-size: 12px; }
QLabel[role="error-text"] { color: $error; }
QLabel[role="warn-text"] { color: $warn; }
QLabel[role="ok-text"] { color: $ok; }
QFrame[role="chip-plain"] { background: $sunken; border: none; border-radius: 12px; }
QFrame[role="chip-ok"] { background: $ok_fill; border: none; border-radius: 12px; }
QFrame[role="chip-warn"] { background: $warn_fill; border: none; border-radius: 12px; }
QFrame[role="chip-error"] { background: $error_fill; border: none; border-radius: 12px; }
QLabel[role="chip-plain"] { color: $ink; font-size: 12px; font-weight: 500; background: transparent; }
QLabel[role="chip-ok"] { color: $ok; font-size: 12px; font-weight: 500; background: transparent; }
QLabel[role="chip-warn"] { color: $warn; font-size: 12px; font-weight: 500; background: transparent; }
QLabel[role="chip-error"] { color: $error; font-size: 12px; font-weight: 500; background: transparent; }

QPushButton, QToolButton[role="button"] {
  background: $surface; color: $ink; border: 1px solid $control; border-radius: 6px; padding: 0 12px;
  min-height: 30px; font-weight: 500;
}
QPushButton:hover, QToolButton[role="button"]:hover { background: $sunken; }
QPushButton:pressed, QToolButton[role="button"]:pressed { background: $select; }
QPushButton:disabled, QToolButton[role="button"]:disabled {
  background: $sunken; color: $disabled; border-color: $line;
}
QToolButton[role="button"]::menu-indicator { image: none; width: 0; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; }
QPushButton[role="primary"]:hover { background: $ink2; border-color: $ink2; color: $surface; }
QPushButton[role="primary"]:pressed { background: $control; border-color: $control; }
QPushButton[role="primary"]:disabled { background: $sunken; color: $disabled; border-color: $line; }
QPushButton[role="primary"][tall="true"] { min-height: 38px; padding: 0 20px; }
QPushButton[tall="true"] { min-height: 38px; padding: 0 20px; }
QPushButton[role="quiet"], QToolButton[role="quiet"] {
  background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 0 8px; min-height: 28px;
  font-weight: 500;
}
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover { background: $sunken; }
QPushButton[role="quiet"]:disabled, QToolButton[role="quiet"]:disabled { color: $disabled; }
QPushButton[role="link"] {
  background: transparent; border: none; padding: 0; min-height: 20px; font-size: 12px; text-decoration: underline;
}
QPushButton[role="link"]:hover { color: $ink2; }
QPushButton[role="name"] {
  background: transparent; border: 1px solid transparent; padding: 0 4px; min-height: 28px; text-align: left;
}
QPushButton[role="name"]:hover { text-decoration: underline; }
QToolButton[role="rail"] {
  background: transparent; border: none; border-radius: 8px; color: $ink2; font-size: 12px; font-weight: 500;
  min-height: 48px; max-height: 48px; min-width: 72px; max-width: 72px; padding: 6px 0 2px 0;
}
QToolButton[role="rail"]:hover { background: $select; }
QToolButton[role="rail"]:checked { background: $surface; color: $ink; }

QToolButton[role="segment"] {
  background: $surface; color: $ink2; border: 1px solid $control; border-right: none; border-radius: 0;
  min-height: 30px; padding: 0 12px; font-weight: 500;
}
QToolButton[role="segment"][at="first"] { border-top-left-radius: 6px; border-bottom-left-radius: 6px; }
QToolButton[role="segment"][at="last"] {
  border-top-right-radius: 6px; border-bottom-right-radius: 6px; border-right: 1px solid $control;
}
QToolButton[role="segment"][at="only"] { border-radius: 6px; border-right: 1px solid $control; }
QToolButton[role="segment"][dense="true"] { padding: 0 2px; }
QToolButton[role="segment"]:hover { background: $sunken; }
QToolButton[role="segment"]:checked { background: $accent; color: $on_accent; border-color: $accent; }
QToolButton[role="segment"]:disabled { background: $sunken; color: $disabled; }
QToolButton[role="segment"]:checked:disabled { background: $disabled; color: $surface; border-color: $disabled; }

QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QPlainTextEdit, QTextEdit, QTextBrowser {
  background: $surface; color: $ink; border: 1px solid $control; border-radius: 6px;
  selection-background-color: $select; selection-color: $ink;
}
QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox { min-height: 30px; padding: 0 10px; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled {
  background: $sunken; color: $disabled; border-color: $line;
}
QLineEdit[state="error"], QComboBox[state="error"] { border: 1px solid $error; }
QPlainTextEdit[role="log"] {
  background: $surface; border: 1px solid $line; padding: 8px; font-family: "$fixed"; font-size: 12px;
}
QTextBrowser[role="article"] { background: transparent; border: none; }
QComboBox { padding-right: 28px; }
QComboBox[dense="true"] { padding: 0 2px 0 8px; }
QComboBox::drop-down { border: none; width: 28px; subcontrol-position: right center; }
QComboBox::down-arrow { image: url($down); width: 16px; height: 16px; }
QComboBox QAbstractItemView {
  background: $surface; color: $ink; border: 1px solid $control; selection-background-color: $select;
  selection-color: $ink; outline: none; padding: 4px;
}
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 6px; }
QLineEdit[role="cell"] { min-height: 22px; border-radius: 4px; padding: 0 6px; }
QComboBox[role="cell"] { min-height: 22px; border-color: $line; padding: 0 6px; }
QSpinBox, QDoubleSpinBox { padding-right: 24px; }
QSpinBox::up-button, QDoubleSpinBox::up-button {
  subcontrol-origin: border; subcontrol-position: top right; width: 24px; border: none; background: transparent;
}
QSpinBox::down-button, QDoubleSpinBox::down-button {
  subcontrol-origin: border; subcontrol-position: bottom right; width: 24px; border: none; background: transparent;
}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url($up); width: 12px; height: 12px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url($down); width: 12px; height: 12px; }
QDoubleSpinBox[role="plain-number"] { padding-right: 8px; }
QDoubleSpinBox[role="plain-number"]::up-arrow, QDoubleSpinBox[role="plain-number"]::down-arrow {
  image: none; width: 0;
}
QDoubleSpinBox[role="plain-number"]::up-button, QDoubleSpinBox[role="plain-number"]::down-button { width: 0; }

QCheckBox, QRadioButton { spacing: 8px; background: transparent; min-height: 28px; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QCheckBox::indicator, QRadioButton::indicator {
  width: 16px; height: 16px; border: 1px solid $control; background: $surface;
}
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($check); }
QRadioButton::indicator:checked { background: $surface; border: 5px solid $accent; width: 8px; height: 8px; }
QCheckBox::indicator:disabled { background: $sunken; border-color: $line; }
QCheckBox::indicator:checked:disabled { background: $disabled; border-color: $disabled; }

QSlider { min-height: 28px; background: transparent; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $line; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: $accent; }
QSlider::handle:horizontal {
  width: 12px; height: 12px; margin: -6px 0; border-radius: 8px; border: 2px solid $accent; background: $surface;
}
QSlider::sub-page:horizontal:disabled { background: $disabled; }
QSlider::handle:horizontal:disabled { border-color: $disabled; }

QProgressBar { background: $line; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }

QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab {
  background: transparent; color: $ink2; font-weight: 500; padding: 0 0 8px 0; margin-right: 24px; min-height: 22px;
  border: none; border-bottom: 2px solid transparent;
}
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:selected { color: $ink; border-bottom: 2px solid $accent; }
QTabBar::tab:disabled { color: $disabled; }

QTableView, QTreeView, QListView {
  background: $surface; color: $ink; border: none; outline: none; gridline-color: $line;
  selection-background-color: $select; selection-color: $ink; alternate-background-color: $surface;
}
QListView[role="articles"] { background: transparent; font-weight: 500; }
QListView[role="articles"]::item { padding: 0 12px; border-radius: 6px; }
QListView[role="articles"]::item:hover { background: $select; }
QListView[role="articles"]::item:selected { background: $surface; color: $ink; border: 1px solid $line; }
QTableView[role="clear"], QTableView[role="clear"] QHeaderView { background: transparent; }
QTableView[role="clear"]::item:focus { background: transparent; }
QTableView[role="framed"] { border: 1px solid $line; border-radius: 6px; }
QTableView::item { border: none; border-bottom: 1px solid $line; padding: 0 8px; }
QTableView::item:selected { background: $select; color: $ink; }
QTableView::item:focus { background: $select; color: $ink; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section {
  background: $surface; color: $ink2; border: none; border-bottom: 1px solid $control; padding: 0 8px;
  min-height: 28px; font-size: 12px; font-weight: 500;
}
QTableView[role="framed"] QHeaderView::section { background: $sunken; border-bottom: 1px solid $line; }
QHeaderView::up-arrow { image: url($up); width: 12px; height: 12px; }
QHeaderView::down-arrow { image: url($down); width: 12px; height: 12px; }

QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $control; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $ink2; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; background: transparent; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
QMenu { background: $surface; color: $ink; border: 1px solid $control; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $select; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
"""

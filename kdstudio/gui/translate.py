"""Languages: a sentence is data (`Text`) until it is shown here, in the chosen language, with its numbers.

`say(widget, setText=text("Pause"))` shows a sentence and remembers it; after a change of language, every widget says
again what it said, and those with a `retranslate` method (charts, tables) are asked to draw their words again.
Texts are translated by the files in `resources/translations`, made by `packaging/translations.py`.
"""

import math
import re
import string
from functools import cache
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication, QWidget

from kdstudio.core import paths
from kdstudio.core.text import Text, text

Wish = Literal["system", "en", "vi"]
CONTEXT = "kdstudio"  # one for all: a template means the same wherever it is said
NONE = "—"
_NBSP = "\u00a0"
_MINUS = "\u2212"
_SAID = "_kdstudio_said"
_BEFORE_UNIT = re.compile(r"(?<=[\d×]) (?=(?:%|px|s|ms|min|h|kB|MB|GB|bit|FLOPs|[kMG]FLOPs|images/s|ảnh/s)(?![\w]))")


class Language(QObject):
    """The language that is shown; `changed` says that every sentence and number may look different."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.code: Literal["en", "vi"] = "en"
        self.locale = _locale("en")
        self._ours: QTranslator | None = None
        self._qts: QTranslator | None = None

    def apply(self, wish: Wish) -> None:
        """Show a language, or the system's where it is one of ours (else English)."""
        code: Literal["en", "vi"] = "vi" if _is_vietnamese(wish) else "en"
        app = QApplication.instance()
        for old in (self._ours, self._qts):
            if app is not None and old is not None:
                app.removeTranslator(old)
        self.code, self.locale = code, _locale(code)
        QLocale.setDefault(self.locale)
        self._ours = _translator(f"kdstudio_{code}", paths.resources() / "translations")
        self._qts = _translator(f"qtbase_{code}", Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)))
        for new in (self._qts, self._ours):
            if app is not None and new is not None:
                app.installTranslator(new)
        if isinstance(app, QApplication):
            for window in app.topLevelWidgets():
                retranslate(window)
        self.changed.emit()

    def template(self, template: str) -> str:
        """Return a template in this language; the English one where there is no translation."""
        found = self._ours.translate(CONTEXT, template) if self._ours is not None else None
        return found or template


@cache
def language() -> Language:
    """Return the language of this process."""
    return Language()


def show(what: Text) -> str:
    """Return a sentence in the current language, its numbers as that language writes them."""
    filled = _Numbers().vformat(language().template(what.template), (), what.arguments)
    return _BEFORE_UNIT.sub(_NBSP, filled)


def say(target: QObject, **sentences: Text | None) -> None:
    """Call the target's setters (`setText`, `setToolTip` …) with sentences, now and after a change of language.

    None takes a sentence back: that setter is called with nothing.
    """
    said: dict[str, Text] = dict(getattr(target, _SAID, {}))
    for setter, sentence in sentences.items():
        if sentence is None:
            said.pop(setter, None)
            getattr(target, setter)("")
        else:
            said[setter] = sentence
            getattr(target, setter)(show(sentence))
    setattr(target, _SAID, said)


def said_by(target: QObject) -> dict[str, Text]:
    """Return the sentences that a widget says, by setter."""
    return dict(getattr(target, _SAID, {}))


def retranslate(root: QObject) -> None:
    """Let a widget and all below it say in the current language what they said."""
    for target in (root, *root.findChildren(QObject)):
        for setter, sentence in said_by(target).items():
            getattr(target, setter)(show(sentence))
    for target in (root, *root.findChildren(QWidget)):
        again = getattr(target, "retranslate", None)
        if callable(again):
            again()


def number(value: float | None, decimals: int = 0) -> str:
    """Return a number in the current language, "—" where there is none."""
    if value is None or not math.isfinite(value):
        return NONE
    return localised(f"{value:,.{decimals}f}")


def percent(value: float | None, decimals: int = 1) -> str:
    """Return a percentage from a number of 0 to 100."""
    return NONE if value is None or not math.isfinite(value) else f"{number(value, decimals)}{_NBSP}%"


def signed(value: float | None, decimals: int = 1) -> str:
    """Return a difference with its sign."""
    return NONE if value is None or not math.isfinite(value) else localised(f"{value:+,.{decimals}f}")


def data_size(count: float | None) -> str:
    """Return a number of bytes in MB or GB, of 1000s as disks count."""
    if count is None:
        return NONE
    for unit, size in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if count >= size:
            return f"{number(count / size, 1 if count < 100 * size else 0)}{_NBSP}{unit}"
    return f"{number(count)}{_NBSP}B"


def flops(count: float | None) -> str:
    """Return a number of floating-point operations in MFLOPs or GFLOPs."""
    if count is None:
        return NONE
    unit, size = ("GFLOPs", 1e9) if count >= 1e9 else ("MFLOPs", 1e6)
    return f"{number(count / size, 1 if count < 10 * size else 0)}{_NBSP}{unit}"


def parameters(count: float | None) -> str:
    """Return a number of parameters in millions."""
    return NONE if count is None else show(text("{millions:.2f} M", millions=count / 1e6))


def clock(seconds: float | None) -> str:
    """Return a duration as minutes and seconds, 0:48, or hours, 1:02:48."""
    if seconds is None or not math.isfinite(seconds):
        return NONE
    whole = max(0, round(seconds))
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def about_duration(seconds: float) -> Text:
    """Return a rough duration for people."""
    if seconds < 55:
        return text("about {seconds:d} s", seconds=max(5, 5 * round(seconds / 5)))
    if seconds < 600:
        tens = round(seconds / 10) * 10
        if tens % 60 == 0:
            return text("about {minutes:d} min", minutes=tens // 60)
        return text("about {minutes:d} min {seconds:d} s", minutes=tens // 60, seconds=tens % 60)
    if seconds < 5400:
        return text("about {minutes:d} min", minutes=round(seconds / 60))
    return text("about {hours:.1f} h", hours=seconds / 3600)


def localised(plain: str) -> str:
    """Return a formatted English number with the language's separators and a true minus sign."""
    locale = language().locale
    signs = {".": locale.decimalPoint(), ",": locale.groupSeparator(), "-": _MINUS}
    return "".join(signs.get(sign, sign) for sign in plain)


class _Numbers(string.Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        plain: str = super().format_field(value, format_spec)
        return localised(plain) if isinstance(value, int | float) and not isinstance(value, bool) else plain


def _is_vietnamese(wish: Wish) -> bool:
    return wish == "vi" or (wish == "system" and QLocale.system().language() == QLocale.Language.Vietnamese)


def _locale(code: str) -> QLocale:
    country = QLocale.Country.Vietnam if code == "vi" else QLocale.Country.UnitedStates
    return QLocale(QLocale.Language.Vietnamese if code == "vi" else QLocale.Language.English, country)


def _translator(name: str, folder: Path) -> QTranslator | None:
    translator = QTranslator()
    return translator if translator.load(name, str(folder)) else None

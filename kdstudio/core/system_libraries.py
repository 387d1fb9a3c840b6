"""The system's own libraries that a bare machine may lack, and what to do about it."""

import re

from kdstudio.core.text import Text, text

APT_LINE = (
    "sudo apt-get install -y libgl1 libglib2.0-0 libxcb1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 "
    "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0"
)
_MISSING = re.compile(
    r"\b(lib(?:GL|EGL|gthread|glib|gobject|xcb|X11|Xext|SM|ICE|xkbcommon|dbus|fontconfig)[\w-]*[\w.-]*\.so[.\d]*)"
)


def explain(import_error: str) -> Text | None:
    """Return what to install where the message of an `ImportError` names such a library, else None."""
    found = _MISSING.search(import_error)
    if found is None:
        return None
    return text("The system's library {library} is missing: {command}", library=found[1].rstrip("."), command=APT_LINE)

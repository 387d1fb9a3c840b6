"""Keep the translations up to date: `python packaging/translations.py` (needs PySide6, in a checkout).

Every `text("…")` of the package is extracted by lupdate, put into one context (a template means the same wherever it
is said), joined with what is translated already in `resources/translations/kdstudio_vi.ts`, and compiled by lrelease.
A template that is gone from the code goes from the file; a new one stands there as unfinished.
"""

import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("vi",)
CONTEXT = "kdstudio"


def main() -> int:
    """Update and compile each language; return how many templates lack a translation."""
    templates = extract()
    missing = 0
    for code in LANGUAGES:
        file = FOLDER / f"kdstudio_{code}.ts"
        translated = read(file)
        missing += sum(template not in translated for template in templates)
        write(file, code, templates, translated)
        _run("pyside6-lrelease", "-silent", str(file), "-qm", str(file.with_suffix(".qm")))
    print(f"{len(templates)} templates, {missing} without a translation")
    return 1 if missing else 0


def extract() -> list[str]:
    """Return every template that the package marks by `text`, in the order of the code."""
    sources = [str(path) for path in sorted((ROOT / "kdstudio").rglob("*.py"))]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "all.ts"
        listing = Path(folder) / "sources.lst"
        listing.write_text("\n".join(sources), encoding="utf-8")
        alias = "QT_TR_NOOP+=text"
        _run("pyside6-lupdate", "-silent", "-tr-function-alias", alias, f"@{listing}", "-ts", str(file))
        found = ET.parse(file).getroot().iter("message")
        return list(dict.fromkeys(message.findtext("source") or "" for message in found))


def read(file: Path) -> dict[str, str]:
    """Return what a .ts file translates, by template; unfinished ones are left out."""
    if not file.is_file():
        return {}
    translated = {}
    for message in ET.parse(file).getroot().iter("message"):
        translation = message.find("translation")
        if translation is not None and translation.get("type") != "unfinished" and translation.text:
            translated[message.findtext("source") or ""] = translation.text
    return translated


def write(file: Path, code: str, templates: list[str], translated: dict[str, str]) -> None:
    """Write a .ts file with one context."""
    root = ET.Element("TS", version="2.1", language=code, sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for template in templates:
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = template
        translation = ET.SubElement(message, "translation")
        if template in translated:
            translation.text = translated[template]
        else:
            translation.set("type", "unfinished")
    ET.indent(root, " ")
    content = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n' + ET.tostring(root, encoding="unicode") + "\n"
    file.write_text(content, encoding="utf-8")


def _run(tool: str, *arguments: str) -> None:
    program = Path(sys.executable).with_name(tool)
    subprocess.run([str(program), *arguments], check=True)


if __name__ == "__main__":
    sys.exit(main())

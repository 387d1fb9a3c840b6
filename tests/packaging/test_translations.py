"""Translations: every sentence of the code has one, with the same placeholders, and the compiled file is up to date."""

import ast
import importlib.util
import string
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QTranslator

from kdstudio.gui.translate import CONTEXT

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "resources" / "translations"
# Calls that show words: these must be said by `say`, or the language could not be changed.
SHOWS = {"setText", "setToolTip", "setWindowTitle", "setPlaceholderText", "setAccessibleName", "setTitle", "addTab"}
SHOWS_BY_MAKING = {"QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QToolButton", "QAction", "QGroupBox"}
# The language's own name stands in it, whatever is chosen.
ITS_OWN_NAME = {"Tiếng Việt", "English"}


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def translated() -> dict[str, str]:
    found: dict[str, str] = script().read(FOLDER / "kdstudio_vi.ts")
    return found


def calls() -> Iterator[tuple[Path, ast.Call, str]]:
    for path in sorted((ROOT / "kdstudio").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                yield path, node, name


def templates() -> set[str]:
    found = set()
    for path, node, name in calls():
        if name == "text" and isinstance(node.func, ast.Name) and node.args:
            literal = node.args[0]
            assert isinstance(literal, ast.Constant), f"{path}:{node.lineno}: a template is a string literal"
            found.add(str(literal.value))
    return found


def placeholders(template: str) -> Counter[tuple[str | None, str | None]]:
    parsed = string.Formatter().parse(template)
    return Counter((name, spec) for _, name, spec, _ in parsed if name is not None)


def test_every_template_of_the_code_is_translated(translated: dict[str, str]) -> None:
    assert sorted(templates() - translated.keys()) == []


def test_nothing_is_translated_that_the_code_no_longer_says(translated: dict[str, str]) -> None:
    assert sorted(translated.keys() - templates()) == []


def test_lupdate_finds_every_template_that_python_sees() -> None:
    assert set(script().extract()) == templates()


def test_a_translation_has_the_placeholders_of_its_template(translated: dict[str, str]) -> None:
    differing = [template for template, words in translated.items() if placeholders(template) != placeholders(words)]

    assert differing == []


def test_the_compiled_file_says_what_the_source_says(translated: dict[str, str]) -> None:
    translator = QTranslator()
    assert translator.load("kdstudio_vi", str(FOLDER))

    assert [words for words in translated if translator.translate(CONTEXT, words) != translated[words]] == []


def test_no_widget_is_given_english_words_that_could_not_be_translated() -> None:
    bare = []
    for path, node, name in calls():
        if path.is_relative_to(ROOT / "kdstudio" / "gui") and name in SHOWS | SHOWS_BY_MAKING:
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    words = argument.value
                    if any(sign.isalpha() for sign in words) and words not in ITS_OWN_NAME and words != "KD Studio":
                        bare.append(f"{path.name}:{node.lineno}: {words!r}")
    assert bare == []

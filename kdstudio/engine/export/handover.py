"""The folder that runs elsewhere: models, the code that runs them, what was proven of them, and a card to read."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, nullcontext
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import onnx
from numpy.typing import NDArray
from PIL import Image

import kdstudio
from kdstudio.core import files, paths
from kdstudio.core.cards import HandoverMade
from kdstudio.core.live_export import PROOF_FILE, UNFINISHED_SUFFIX
from kdstudio.core.text import Text, UserError, text
from kdstudio.engine.export import card
from kdstudio.engine.export.build import KEPT_METADATA
from kdstudio.engine.export.card import About, HandoverFile
from kdstudio.engine.export.runtime_process import RuntimeProcess, infer_file, load_module

FACTS_FILE, EXPECTED_FILE, CARD_FILE = "model.json", "expected.json", "README.md"
SAMPLES_FOLDER = "samples"
SAMPLES = 8
_MADE_BY = "KD Studio"
_POOL = 64  # images that the samples are chosen from
_LONGEST_SIDE = 640
_CHECK_SECONDS = 600.0
# What another processor may make of the same file: float32 differs in the order of sums, INT8 in whole steps.
_TOLERANCES = {"fp32": 1e-3, "fp16": 1e-2, "int8-dynamic": 0.1, "int8": 0.1}


def facts_of(
    task: str,
    names: Sequence[str],
    size: tuple[int, int],
    mean: Sequence[float] = (0.0, 0.0, 0.0),
    std: Sequence[float] = (1.0, 1.0, 1.0),
) -> dict[str, Any]:
    """Return what `model.json` says of a network: task, class names, and its input, (height, width) in pixels."""
    return {
        "task": task,
        "names": list(names),
        "input": {"height": size[0], "width": size[1], "mean": list(mean), "std": list(std)},
    }


def write(
    models: Sequence[HandoverFile],
    about: About,
    out: Path,
    *,
    as_zip: bool = False,
    between: Callable[[], None] = lambda: None,
) -> HandoverMade:
    """Write a hand-over folder with these models, the main one first, whole or not at all, and let it check itself.

    An earlier hand-over of ours at `out` is replaced. `between` is called while waiting, and may raise.

    Raises:
        UserError: `out` holds something else or cannot be written to, a model or the images are gone, or the folder
            does not pass its own check.
    """
    out = out.expanduser().absolute()
    archive = out.with_name(f"{out.name}.zip") if as_zip else None
    check_place(out, archive)
    _check_sources(models, about)
    unfinished = out.with_name(f"{out.name}{UNFINISHED_SUFFIX}")
    try:
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        _fill(unfinished, models, about, between)
        let_it_check_itself(unfinished)
        with files.part_of(archive) if archive else nullcontext() as packed:
            if packed is not None:
                _pack(unfinished, out.name, packed)
            _swap(unfinished, out)
    except OSError as error:
        raise UserError(
            text(
                "The hand-over folder {folder} cannot be written ({reason}): make room or allow it, or choose another "
                "place.",
                folder=str(out),
                reason=error.strerror or str(error),
            )
        ) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    names = _names_below(out)
    return HandoverMade(
        folder=str(out),
        files=names,
        size_bytes=sum((out / name).stat().st_size for name in names),
        archive=str(archive) if archive else None,
    )


def check(folder: Path) -> None:
    """Check all files of a hand-over folder against their checksums.

    Raises:
        UserError: It is no hand-over folder, or a file is missing, empty, truncated or changed.
    """
    infer = load_module("infer", infer_file())
    try:
        damage = infer.find_damage(folder)
    except (infer.Refused, KeyError, TypeError, AttributeError) as error:
        raise UserError(
            text(
                "{folder} is no hand-over folder, or its {file} is damaged: choose another, or hand over again.",
                folder=str(folder),
                file=FACTS_FILE,
            )
        ) from error
    if damage is not None:
        raise UserError(_sentence(damage.kind, damage.file, folder))


def read_facts(folder: Path) -> dict[str, Any]:
    """Return what the `model.json` of a hand-over folder says, after a check of all its files.

    Raises:
        UserError: It is no hand-over folder, or a file is missing, empty, truncated or changed.
    """
    check(folder)
    found: dict[str, Any] = json.loads((folder / FACTS_FILE).read_text(encoding="utf-8"))
    return found


def _sentence(kind: str, file: str, folder: Path) -> Text:
    match kind:
        case "missing":
            return text("{file} is missing in {folder}: copy the folder again.", file=file, folder=str(folder))
        case "empty":
            return text("{file} in {folder} is empty: copy the folder again.", file=file, folder=str(folder))
        case "truncated":
            return text(
                "{file} in {folder} is truncated, only its beginning is there: copy the folder again.",
                file=file,
                folder=str(folder),
            )
        case _:
            return text(
                "{file} in {folder} was changed after it was written, its checksum is another one: copy it again.",
                file=file,
                folder=str(folder),
            )


# --- Where it goes ----------------------------------------------------------------------------------------------------


def check_place(out: Path, archive: Path | None) -> None:
    """Check that nothing but an earlier hand-over would be replaced.

    Raises:
        UserError: Something else is there, or the place cannot be looked at.
    """
    try:
        is_free = not out.exists() or (out.is_dir() and (_is_ours(out) or not any(out.iterdir())))
        is_archive_free = archive is None or not archive.exists() or _is_our_archive(archive)
    except OSError as error:
        raise UserError(
            text(
                "The hand-over folder {folder} cannot be written ({reason}): make room or allow it, or choose another "
                "place.",
                folder=str(out),
                reason=error.strerror or str(error),
            )
        ) from error
    if not is_free or not is_archive_free:
        raise UserError(
            text(
                "{place} is there already and is no earlier hand-over: choose another place.",
                place=str(out if not is_free else archive),
            )
        )


def _check_sources(models: Sequence[HandoverFile], about: About) -> None:
    for model in models:
        if not model.path.exists():
            raise UserError(text("The model {file} is not there any more: export again.", file=str(model.path)))
    if not any(image.is_file() for image in about.images):
        raise UserError(
            text("None of the images of the proof is there any more: put the dataset back, or export again.")
        )


def _is_ours(folder: Path) -> bool:
    try:
        return _says_ours((folder / FACTS_FILE).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return False


def _is_our_archive(archive: Path) -> bool:
    try:
        with zipfile.ZipFile(archive) as packed:
            return _says_ours(packed.read(f"{archive.stem}/{FACTS_FILE}"))
    except (zipfile.BadZipFile, KeyError):
        return False


def _says_ours(facts: bytes) -> bool:
    try:
        made_by = str(json.loads(facts)["made_by"])
    except (ValueError, KeyError, TypeError):
        return False
    return made_by.startswith(_MADE_BY)


def _swap(unfinished: Path, out: Path) -> None:
    """Put the finished folder in its place; an earlier one is back there if that fails."""
    if not out.exists():
        unfinished.rename(out)
        return
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as attic:
        earlier = Path(attic) / out.name
        out.rename(earlier)
        try:
            unfinished.rename(out)
        except OSError:
            earlier.rename(out)
            raise


def _pack(folder: Path, name: str, archive: Path) -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in _names_below(folder):
            packed.write(folder / file, f"{name}/{file}")


def _names_below(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def let_it_check_itself(folder: Path) -> None:
    """Run `infer.py --check` as whoever receives the folder would."""
    command = [sys.executable, "-B", str(folder / "infer.py"), "--check"]
    try:
        done = subprocess.run(
            command,
            cwd=tempfile.gettempdir(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_CHECK_SECONDS,
            check=False,
        )
        reason = (done.stderr.strip() or "no reason given").splitlines()[-1] if done.returncode else None
    except subprocess.TimeoutExpired:
        reason = "it took too long"
    if reason is not None:
        raise UserError(
            text("The hand-over folder does not pass its own check ({reason}).", reason=reason.rstrip(". "))
        )


# --- What is in it ----------------------------------------------------------------------------------------------------


def _fill(folder: Path, models: Sequence[HandoverFile], about: About, between: Callable[[], None]) -> None:
    placed = {_name_of(model, is_main=model is models[0]): model for model in models}
    for name, model in placed.items():
        _copy_model(model.path, folder / name)
        between()
    shutil.copyfile(infer_file(), folder / "infer.py")
    shutil.copyfile(about.runtime, folder / "runtime.py")
    shutil.copyfile(infer_file().with_name("LICENSE"), folder / "LICENSE")
    _write(folder / "requirements.txt", _requirements(about.runtime))
    _write(folder / EXPECTED_FILE, _json(_sample(folder, placed, about, between)))
    private = _private(about.private)
    _write(folder / PROOF_FILE, _without(private, msgspec.json.format(msgspec.json.encode(about.proof)).decode()))
    template = infer_file().with_name(CARD_FILE).read_text(encoding="utf-8")
    _write(folder / CARD_FILE, _without(private, card.fill(template, placed, about)))
    _write(folder / FACTS_FILE, _without(private, _json(_facts(folder, placed, about))))


def _name_of(model: HandoverFile, *, is_main: bool) -> str:
    ending = model.path.suffix if model.path.is_file() else ""
    return f"model{ending}" if is_main else f"model-{model.key}{ending}"


def _copy_model(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target)
    elif source.suffix != ".onnx" or not _write_scrubbed(source, target):
        shutil.copyfile(source, target)


def _write_scrubbed(source: Path, target: Path) -> bool:
    """Write an ONNX model without the texts that a runtime does not need; return False where it has none."""
    model = onnx.load(source)
    before = model.SerializeToString()
    kept = {entry.key: entry.value for entry in model.metadata_props if entry.key in KEPT_METADATA}
    del model.metadata_props[:]
    for key, value in kept.items():
        model.metadata_props.add(key=key, value=value)
    model.ClearField("doc_string")
    model.graph.ClearField("doc_string")
    parts = [*model.graph.node, *model.graph.initializer, *model.graph.input, *model.graph.output]
    for part in [*parts, *model.graph.value_info]:
        part.ClearField("doc_string")
        if hasattr(part, "metadata_props"):
            del part.metadata_props[:]
    scrubbed = model.SerializeToString()
    if scrubbed != before:
        target.write_bytes(scrubbed)
    return bool(scrubbed != before)


def _requirements(runtime: Path) -> str:
    """Return the packages that a runtime file needs, each with the version that the proof ran on."""
    lines = []
    for name in runtime.with_suffix(".txt").read_text(encoding="utf-8").split():
        try:
            lines.append(f"{name}  # proven with {version(name)}")
        except PackageNotFoundError:
            lines.append(name)
    return "\n".join(lines) + "\n"


def _facts(folder: Path, placed: Mapping[str, HandoverFile], about: About) -> dict[str, Any]:
    rows = {row.key: row for row in about.proof.rows}
    return {
        "made_by": f"{_MADE_BY} {kdstudio.__version__}",
        **about.facts,
        "title": about.title,
        "student": about.student,
        "teacher": about.teacher,
        "dataset": about.proof.dataset,
        "target": about.proof.target,
        "licence": "AGPL-3.0",
        "default": next(iter(placed)),
        "models": {
            name: {
                "key": model.key,
                "precision": model.precision,
                "computes_in": rows[model.key].precision_used if model.key in rows else "",
                "runtime": rows[model.key].runtime if model.key in rows else "",
            }
            for name, model in placed.items()
        },
        "files": {
            name: {"bytes": (folder / name).stat().st_size, "sha256": _sha256(folder / name)}
            for name in _names_below(folder)
            if name != CARD_FILE  # it is there to be read, and written on
        },
    }


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# --- Samples, and what is expected of them ----------------------------------------------------------------------------


def _sample(
    folder: Path, placed: Mapping[str, HandoverFile], about: About, between: Callable[[], None]
) -> dict[str, Any]:
    """Copy a few images, and return what each model of the folder says of the copies."""
    pool = _evenly([image for image in about.images if image.is_file()], _POOL)
    with ExitStack() as stack:
        running = {
            name: stack.enter_context(
                RuntimeProcess(folder / name, folder / "runtime.py", about.facts, between=between)
            )
            for name in placed
        }
        said = np.stack([process.predict(pool).probabilities for process in running.values()])
        copies = _copy_samples([pool[index] for index in choose_samples(said, SAMPLES)], folder / SAMPLES_FOLDER)
        names = [copy.relative_to(folder).as_posix() for copy in copies]
        return {
            "about": "What each model says of the samples; another computer may differ by the tolerance.",
            "models": {
                name: {
                    "tolerance": _TOLERANCES.get(placed[name].precision, max(_TOLERANCES.values())),
                    "results": {
                        image: [round(float(value), 7) for value in probabilities]
                        for image, probabilities in zip(names, process.predict(copies).probabilities, strict=True)
                    },
                }
                for name, process in running.items()
            },
        }


def choose_samples(said: NDArray[np.float32], count: int) -> list[int]:
    """Return images spread over the classes whose top class is clear to all models: (models, images, classes).

    A check on another computer is to find what is broken, not which image is a close call. Classes are those that the
    first model sees; they take turns, those far apart first.
    """
    first = said[0].argmax(1)
    ordered = np.sort(said, axis=2)
    margins = np.where(said.argmax(2) == first, ordered[:, :, -1] - ordered[:, :, -2], -1.0).min(0)
    queues = {
        int(label): sorted(np.flatnonzero(first == label).tolist(), key=lambda index: margins[index])
        for label in np.unique(first)
    }
    classes = _evenly(sorted(queues), count)
    chosen: list[int] = []
    while len(chosen) < min(count, len(first)):
        turn = [label for label in classes if queues[label]] or [label for label in queues if queues[label]]
        chosen += [queues[label].pop() for label in turn][: count - len(chosen)]
    return sorted(chosen)


def _copy_samples(images: Sequence[Path], folder: Path) -> list[Path]:
    """Copy images under neutral names, upright, at most 640 px long, and without all that a camera wrote into them."""
    infer = load_module("infer", infer_file())
    folder.mkdir()
    copies = []
    for number, path in enumerate(images, start=1):
        image: Image.Image = infer.load_image(path)
        image.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
        bare = Image.fromarray(np.asarray(image))
        copies.append(folder / f"{number}.png")
        bare.save(copies[-1], optimize=True)
    return copies


def _evenly(items: Sequence[Any], count: int) -> list[Any]:
    if len(items) <= count:
        return list(items)
    return [items[int(index)] for index in np.linspace(0, len(items) - 1, count)]


# --- Words that stay here ---------------------------------------------------------------------------------------------


def _private(more: Sequence[Path]) -> list[Path]:
    """Return the folders whose names are nobody's business, the longest first."""
    folders = {path.absolute() for path in (Path.home(), paths.home(), *more)}
    return sorted((path for path in folders if len(path.parts) > 1), key=lambda path: -len(str(path)))


def _without(private: Sequence[Path], content: str) -> str:
    """Return a text in which every path below these folders is its last name only."""
    for path in private:
        for form in {str(path), path.as_posix(), json.dumps(str(path))[1:-1]}:
            below = re.compile(re.escape(form) + r"""(?:[/\\][^\s"'`<>|]*)?(?![\w-])""")
            content = below.sub(lambda found: re.split(r"[/\\]", found[0].rstrip("/\\"))[-1], content)
    return content


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _write(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8", newline="\n")

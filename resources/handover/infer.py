#!/usr/bin/env python3
"""Runs the models of this folder on images; it needs NumPy, Pillow and what `runtime.py` imports, nothing else.

    python infer.py IMAGE...      what the model sees in these images
    python infer.py --check       is this folder complete, and does this computer get the expected results?
    python infer.py --benchmark   how long does one image take here?

From a program: `from infer import Model`, then `Model()("photo.jpg")` gives the probabilities in the order of
`Model().names`. Pixels are prepared exactly as they were when the model was trained and measured.
"""

import argparse
import hashlib
import importlib.util
import json
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from PIL import Image, ImageOps

HERE = Path(__file__).resolve().parent
FACTS_FILE = "model.json"
EXPECTED_FILE = "expected.json"
SHOWN_CLASSES = 5
WARM_UP_RUNS = 20
BENCHMARK_RUNS = 200


class Refused(Exception):  # noqa: N818 - said to a person, in one sentence
    """Something is wrong with what was given, or with this folder."""


# --- Images -----------------------------------------------------------------------------------------------------------


def load_image(path: str | Path) -> Image.Image:
    """Return an image file as 8-bit RGB, upright.

    Cameras store how they were held, and OpenCV, which read the training images, obeys; Pillow has to be told.
    Transparency is dropped, not blended, and of 16 bits the upper 8 are kept: both as OpenCV does.

    Raises:
        Refused: The file is missing, or is no image.
    """
    try:
        with Image.open(path) as image:
            return _to_rgb(ImageOps.exif_transpose(image))
    except FileNotFoundError:
        raise Refused(f"{path} is not there: check its name.") from None
    except (OSError, EOFError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise Refused(f"{path} cannot be read as an image: {error}.") from error


def _to_rgb(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):  # 16 bits of grey, which Pillow would clip at 255
        image = Image.fromarray((np.asarray(image).astype(np.int64) >> 8).clip(0, 255).astype(np.uint8))
    if image.mode in ("P", "PA"):
        image = image.convert("RGBA")
    return image.convert("RGB")


# --- Tasks: what is done before and after the network -----------------------------------------------------------------


class Classify:
    """A classifier: the centre of the image goes in, one probability for each class comes out."""

    def __init__(self, facts: dict[str, Any]) -> None:
        self.names: list[str] = facts["names"]
        self.height, self.width = facts["input"]["height"], facts["input"]["width"]
        self._mean, self._std = (
            np.array(facts["input"][key], dtype=np.float32).reshape(3, 1, 1) for key in ("mean", "std")
        )

    def prepare(self, image: Image.Image) -> np.ndarray:
        """Return what the network takes, (1, 3, height, width) float32: resized, the centre cut out, 0..1."""
        size = self._resized(*image.size)
        if size != image.size:
            image = image.resize(size, Image.Resampling.BILINEAR)  # Pillow smooths where it makes smaller
        # Python rounds halves to even, and so did the training.
        left, top = round((size[0] - self.width) / 2), round((size[1] - self.height) / 2)
        image = image.crop((left, top, left + self.width, top + self.height))
        pixels = np.asarray(image, dtype=np.float32).transpose(2, 0, 1) / np.float32(255)
        return np.ascontiguousarray((pixels - self._mean) / self._std)[None]

    def _resized(self, width: int, height: int) -> tuple[int, int]:
        """Return (width, height) where the short edge is the network's; the long one is cut to whole pixels."""
        if self.width != self.height:
            return self.width, self.height
        if width <= height:
            return self.width, int(self.width * height / width)
        return int(self.height * width / height), self.height

    def finish(self, output: np.ndarray) -> np.ndarray:
        """Return the probabilities (classes,) from the network's output (1, classes); softmax is part of the model."""
        return output.reshape(-1)

    def top(self, probabilities: np.ndarray) -> list[dict[str, Any]]:
        """Return the likeliest classes with their probabilities, best first."""
        order = np.argsort(-probabilities, kind="stable")[:SHOWN_CLASSES]
        return [{"name": self.names[index], "probability": float(probabilities[index])} for index in order]

    def show(self, result: np.ndarray) -> str:
        """Return a result as lines to print."""
        return "\n".join(f"  {100 * found['probability']:5.1f} %  {found['name']}" for found in self.top(result))

    def differs(self, result: np.ndarray, expected: list[float], tolerance: float) -> str | None:
        """Return how a result differs from the expected one, None where it is the same within the tolerance."""
        wanted = np.array(expected, dtype=np.float32)
        if wanted.shape != result.shape:
            return f"{len(result)} classes came out instead of {len(wanted)}"
        seen, meant = self.names[int(result.argmax())], self.names[int(wanted.argmax())]
        if seen != meant:
            return f"it says “{seen}” instead of “{meant}”"
        largest = float(np.abs(result - wanted).max())
        if not largest <= tolerance:  # not a number is no match either
            return f"a probability is {largest:.2g} off, and {tolerance:.2g} is allowed"
        return None


TASKS = {"classify": Classify}


# --- A model ----------------------------------------------------------------------------------------------------------


class Model:
    """A model of this folder: call it with an image file, or with a Pillow image.

    `file` is one of those in model.json (the main one where it is None). `threads` is how many processor cores to
    use, 0 for all.

    Raises:
        Refused: The folder lacks a file, or has no such model.
    """

    def __init__(self, file: str | None = None, threads: int = 0, folder: str | Path = HERE) -> None:
        folder = Path(folder)
        facts = read_json(folder / FACTS_FILE)
        self.file = file or facts["default"]
        if self.file not in facts["models"]:
            raise Refused(f"There is no model {self.file} here: there are {', '.join(facts['models'])}.")
        self.task = TASKS[facts["task"]](facts)
        self.names = self.task.names
        runtime = load_module("runtime", folder / "runtime.py")
        try:
            self.runtime = runtime.Runtime(str(folder / self.file), threads)
        except Exception as error:
            raise Refused(f"{self.file} cannot be run here: {error}") from error

    def __call__(self, image: str | Path | Image.Image) -> np.ndarray:
        """Return what the model says of an image: for a classifier the probabilities, in the order of `names`."""
        upright = image if isinstance(image, Image.Image) else load_image(image)
        return self.task.finish(self.runtime(self.task.prepare(upright)))


def load_module(name: str, path: Path) -> Any:
    """Return a Python file as a module, wherever it lies.

    Raises:
        Refused: It is missing, or needs a package that is not installed.
    """
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None or not path.is_file():
        raise Refused(f"{path.name} is missing: copy the whole folder again.")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except ImportError as error:
        raise Refused(f"A package is missing ({error}): run pip install -r requirements.txt.") from error
    return module


def read_json(path: Path) -> dict[str, Any]:
    """Return what a JSON file holds.

    Raises:
        Refused: It is missing or damaged.
    """
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Refused(f"{path.name} is missing: copy the whole folder again.") from None
    except (OSError, ValueError) as error:
        raise Refused(f"{path.name} is damaged ({error}): copy the whole folder again.") from error
    return found


# --- Is everything as it was? -----------------------------------------------------------------------------------------


class Damage(NamedTuple):
    """A file that is not as it was written: `kind` is missing, empty, truncated or changed."""

    file: str
    kind: str

    def __str__(self) -> str:
        return {
            "missing": f"{self.file} is missing: copy the whole folder again.",
            "empty": f"{self.file} is empty: copy the whole folder again.",
            "truncated": f"{self.file} is truncated, only its beginning is here: copy the whole folder again.",
            "changed": f"{self.file} was changed after it was written, its checksum is another one: copy it again.",
        }[self.kind]


def find_damage(folder: Path) -> Damage | None:
    """Return the first file that is not as model.json says, None where all are.

    Raises:
        Refused: model.json itself is missing or damaged.
    """
    for name, wanted in read_json(folder / FACTS_FILE)["files"].items():
        path = folder / name
        if not path.is_file():
            return Damage(name, "missing")
        size = path.stat().st_size
        if size == 0 and wanted["bytes"]:
            return Damage(name, "empty")
        if size < wanted["bytes"]:
            return Damage(name, "truncated")
        if sha256(path) != wanted["sha256"]:
            return Damage(name, "changed")
    return None


def sha256(path: Path) -> str:
    """Return a file's checksum."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def check(folder: Path, threads: int) -> list[str]:
    """Check all files, then every model on the sample images; return the models that were checked.

    Raises:
        Refused: A file is damaged, or a model says something else than it did when it was proven.
    """
    damage = find_damage(folder)
    if damage is not None:
        raise Refused(str(damage))
    expected = read_json(folder / EXPECTED_FILE)
    for file, wanted in expected["models"].items():
        model = Model(file, threads, folder)
        for name, result in wanted["results"].items():
            difference = model.task.differs(model(folder / name), result, wanted["tolerance"])
            if difference is not None:
                raise Refused(f"{file} does not give the expected result for {name} on this computer: {difference}.")
    return list(expected["models"])


# --- How fast is it here? ---------------------------------------------------------------------------------------------


def benchmark(model: Model, image: str | Path) -> dict[str, Any]:
    """Return times for one image in milliseconds: of reading and preparing it, and of the model alone."""
    pixels = model.task.prepare(load_image(image))
    for _ in range(WARM_UP_RUNS):
        model.runtime(pixels)
    return {
        "prepare": _times(lambda: model.task.prepare(load_image(image)), WARM_UP_RUNS),
        "model": _times(lambda: model.runtime(pixels), BENCHMARK_RUNS),
    }


def _times(call: Any, runs: int) -> dict[str, float]:
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        call()
        times.append(1e3 * (time.perf_counter() - began))
    median, p90, p95 = np.percentile(times, (50, 90, 95))
    return {"runs": runs, "median_ms": float(median), "p90_ms": float(p90), "p95_ms": float(p95)}


# --- The command line -------------------------------------------------------------------------------------------------


def main(arguments: list[str] | None = None) -> int:
    """Do what was typed; return 0, or 1 after one sentence that says what is wrong."""
    wish = _parser().parse_args(arguments)
    try:
        if wish.check:
            _print_check(wish)
        elif wish.benchmark:
            _print_benchmark(wish)
        else:
            _print_results(wish)
    except Refused as reason:
        print(json.dumps({"error": str(reason)}, ensure_ascii=False) if wish.json else reason, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Run the models of this folder on images.")
    parser.add_argument("images", nargs="*", metavar="IMAGE", help="image files")
    parser.add_argument("--model", metavar="FILE", help="another model of this folder than the main one")
    parser.add_argument("--check", action="store_true", help="check the files and the results on the sample images")
    parser.add_argument("--benchmark", action="store_true", help=f"time {BENCHMARK_RUNS} runs on one image")
    parser.add_argument("--threads", type=int, default=0, metavar="N", help="processor cores to use (0: all)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _print_results(wish: argparse.Namespace) -> None:
    if not wish.images:
        raise Refused("Name one or more images, or use --check or --benchmark (--help says more).")
    model = Model(wish.model, wish.threads)
    found = []
    for path in wish.images:
        result = model(path)
        if wish.json:
            found.append({"image": path, "top": model.task.top(result)})
        else:
            print(path, model.task.show(result), sep="\n")
    if wish.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))


def _print_check(wish: argparse.Namespace) -> None:
    models = check(HERE, wish.threads)
    if wish.json:
        print(json.dumps({"checked": models}))
    else:
        print(f"All files are as they were written, and the sample images give the expected results: {len(models)} ok.")


def _print_benchmark(wish: argparse.Namespace) -> None:
    model = Model(wish.model, wish.threads)
    samples = sorted((HERE / "samples").iterdir()) if (HERE / "samples").is_dir() else []
    if not wish.images and not samples:
        raise Refused("Name an image to time: there are no samples here.")
    times = benchmark(model, wish.images[0] if wish.images else samples[0])
    about = {
        "model": model.file,
        "runtime": model.runtime.name,
        "precision": model.runtime.precision,
        "threads": wish.threads,
    }
    if wish.json:
        print(json.dumps({**about, "times": times}, ensure_ascii=False, indent=1))
        return
    threads = {0: "all cores", 1: "1 thread"}.get(wish.threads, f"{wish.threads} threads")
    print(f"{about['model']}, {about['runtime']}, computes in {about['precision']}, {threads}")
    for title, part in (("reading and preparing an image", "prepare"), ("the model", "model")):
        figures = times[part]
        print(
            f"  {title:30}  median {figures['median_ms']:.2f} ms, p90 {figures['p90_ms']:.2f} ms,"
            f" p95 {figures['p95_ms']:.2f} ms ({figures['runs']} runs)"
        )


if __name__ == "__main__":
    sys.exit(main())

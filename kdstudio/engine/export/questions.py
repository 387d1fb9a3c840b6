"""The quick questions about exports: what a checkpoint is, and what a run's networks and an export's files say."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, assert_never

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from kdstudio.core import class_map, jobs, journal
from kdstudio.core.cards import Answer, HandOver, ImageTried, InspectCheckpoint, ModelCard, ModelSays, TryImage
from kdstudio.core.export_plan import ExportPlan
from kdstudio.core.live_export import LiveExport
from kdstudio.core.recipe import Recipe
from kdstudio.core.text import Text, UserError, text
from kdstudio.engine import datasets, measure, teachers
from kdstudio.engine.distill import readable
from kdstudio.engine.export.bench import soften
from kdstudio.engine.export.proof import size_of
from kdstudio.engine.export.runtime_process import load_module
from kdstudio.engine.export.source import Source, open_source
from kdstudio.engine.networks import Teacher

_WARM_UP, _CALLS = 2, 5
_ORDER = ("fp32", "fp16", "int8-dynamic", "int8-first", "int8")
Probabilities = NDArray[np.float32]


@dataclass(frozen=True)
class _Model:
    """A model that can be asked: probabilities (C,) over the classes, for the pixels (1, 3, S, S) of an image."""

    key: str
    ask: Callable[[Tensor], Probabilities]
    size_bytes: int


@dataclass(frozen=True)
class _Panel:
    """The models that are asked about the same image, and why others cannot be."""

    classes: tuple[str, ...]
    image_size: int
    threads: int
    models: list[_Model] = field(default_factory=list)
    failed: dict[str, Text] = field(default_factory=dict)

    def take(self, key: str, load: Callable[[], _Model]) -> None:
        """Let a model in, or note why it cannot be."""
        try:
            self.models.append(load())
        except UserError as error:
            self.failed[key] = error.text
        except Exception as error:  # whatever a runtime raises at a file that it does not like
            self.failed[key] = text("It cannot be run here: {reason}.", reason=_first_line(error))


_held: dict[str, _Panel] = {}


def answer(question: InspectCheckpoint | TryImage | HandOver) -> Answer:
    """Answer a question.

    Raises:
        UserError: Something that it names is wrong, or not there any more.
    """
    match question:
        case InspectCheckpoint(name=name):
            return _inspect(name)
        case TryImage():
            return _try(question)
        case HandOver(export=folder, keys=keys, out=out, zip=as_zip):
            from kdstudio.engine.export.shipping import hand_over  # all of quantization stands behind it

            return hand_over(LiveExport.replay(Path(folder)), keys, out, as_zip=as_zip)
        case _:
            assert_never(question)


def held_bytes() -> int:
    """Return the size in bytes of the models that are kept for the next question."""
    return sum(model.size_bytes for panel in _held.values() for model in panel.models)


def forget() -> None:
    """Let go of the models that are kept for the next question."""
    _held.clear()


def _inspect(name: str) -> ModelCard:
    """Describe a checkpoint on this disk; one that is only named is not downloaded."""
    path = Path(name).expanduser()
    if not path.is_file():
        raise UserError(text("The checkpoint {path} is not there: check its name.", path=name))
    source = open_source(ExportPlan(source=name))
    network = teachers.load_classifier(path, source.image_size)
    return ModelCard(
        name=path.name,
        task=source.task,
        classes=list(source.classes),
        parameters=network.parameters,
        flops=measure.flops(network),
        input_size=source.image_size,
        size_bytes=network.size_bytes,
    )


def _try(question: TryImage) -> ImageTried:
    panel = _panel(question)
    pixels = _pixels(question.image, panel.image_size)
    said, failed = [], dict(panel.failed)
    for model in panel.models:
        try:
            said.append(_ask(model, pixels, panel.threads))
        except Exception as error:  # whatever a runtime raises: the other models have an answer
            failed[model.key] = text("It failed on this image: {reason}.", reason=_first_line(error))
    return ImageTried(classes=list(panel.classes), models=said, failed=failed)


def _ask(model: _Model, pixels: Tensor, threads: int) -> ModelSays:
    """Ask a model several times; say its soft label and the median time in ms."""
    times = []
    with _torch_threads(threads):
        for _ in range(_WARM_UP):
            probabilities = model.ask(pixels)
        for _ in range(_CALLS):
            began = time.perf_counter()
            probabilities = model.ask(pixels)
            times.append(time.perf_counter() - began)
    return ModelSays(
        key=model.key,
        probabilities=[float(value) for value in probabilities],
        milliseconds=1000 * float(np.median(times)),
    )


def _pixels(image: str, size: int) -> Tensor:
    path = Path(image)
    if not path.is_file():
        raise UserError(text("The image {path} is not there any more: choose another.", path=image))
    try:
        return next(datasets.evaluation_batches([(path, 0)], size, 1))
    except Exception as error:  # OpenCV and Pillow have a reason each
        raise UserError(text("{path} cannot be read as an image: choose another.", path=image)) from error


def _panel(question: TryImage) -> _Panel:
    """Load all models that a question is about, or take them from the last one if they are the same."""
    key = repr([(folder, _stamp(Path(folder))) for folder in (question.run, question.export) if folder is not None])
    if key not in _held:
        _held.clear()
        _held[key] = _load(question)
    return _held[key]


def _stamp(folder: Path) -> list[int]:
    """Return what changes when a run or an export does."""
    files = [journal.journal_file(folder, attempt) for attempt in range(1, journal.attempts(folder) + 1)]
    return [file.stat().st_mtime_ns for file in files if file.is_file()]


def _load(question: TryImage) -> _Panel:
    live = LiveExport.replay(Path(question.export)) if question.export is not None else None
    if live is None:
        if question.run is None:
            raise UserError(text("There is no model to be asked: choose a run or an export."))
        return _panel_of_run(Path(question.run))
    if live.prepared is None:
        raise UserError(text("The export {name} has no files yet: build it first.", name=live.id))
    try:
        panel = _networks(open_source(live.plan), "student", live.plan.timing_threads)
    except UserError as error:  # the files can still be asked
        panel = _Panel(tuple(live.prepared.classes), live.prepared.image_size, live.plan.timing_threads)
        panel.failed["student"] = error.text
    for key in sorted(live.built, key=_place):
        file = live.folder / live.built[key].file
        panel.take(key, partial(_file, key, file, live.plan))
    return panel


def _place(key: str) -> int:
    return _ORDER.index(key) if key in _ORDER else len(_ORDER)


def _panel_of_run(run: Path) -> _Panel:
    jobs.read_training(run / jobs.JOB_FILE)
    source = open_source(ExportPlan(source=str(run)))
    return _networks(source, "student" if source.recipe is not None else "teacher", 1)


def _networks(source: Source, key: str, threads: int) -> _Panel:
    """Load the teacher, where there is one, and the network itself under a key."""
    panel = _Panel(source.classes, source.image_size, threads)
    if source.recipe is not None and source.network != "teacher":
        panel.take("teacher", partial(_teacher, source.recipe, source.classes))
    panel.take(key, partial(_network, key, source))
    return panel


def _teacher(recipe: Recipe, classes: Sequence[str]) -> _Model:
    teacher = teachers.load(recipe, classes, torch.device("cpu")).exact()
    pairs = class_map.match(classes, readable(teacher.classes), recipe.class_map)

    def ask(pixels: Tensor) -> Probabilities:
        logits = teacher.logits(pixels).numpy()
        return np.asarray(soften(measure.in_dataset_classes(logits, pairs, len(classes)))[0], dtype=np.float32)

    return _Model("teacher", ask, teacher.size_bytes)


def _network(key: str, source: Source) -> _Model:
    network: Teacher = teachers.load_classifier(source.weights, source.image_size).to(torch.device("cpu")).exact()

    def ask(pixels: Tensor) -> Probabilities:
        return np.asarray(soften(network.logits(pixels).numpy())[0], dtype=np.float32)

    return _Model(key, ask, network.size_bytes)


def _file(key: str, file: Path, plan: ExportPlan) -> _Model:
    """Load an exported file with the runtime that is handed over with it."""
    if not file.exists():
        raise UserError(text("{file} is not there any more: build the export again.", file=file.name))
    runtime = _runtime(plan.target).Runtime(str(file), plan.timing_threads)

    def ask(pixels: Tensor) -> Probabilities:
        output: Probabilities = runtime(pixels.numpy())
        return output.reshape(-1)

    return _Model(key, ask, size_of(file))


def _runtime(target: str) -> Any:
    """Return the runtime of a target, as its file is handed over."""
    from kdstudio.engine.export.targets import runtime_file  # all of quantization stands behind it

    file = runtime_file(target)
    return load_module(f"kdstudio_{file.stem}", file)


@contextmanager
def _torch_threads(count: int) -> Iterator[None]:
    """Let PyTorch use as many threads as the files' runtime does, so that times can be compared."""
    before = torch.get_num_threads()
    torch.set_num_threads(count or before)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__).rstrip(".")

"""The quick questions about exports: a checkpoint's card, and one image through every model."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
import pytest
from PIL import Image

from kdstudio.core import jobs, journal
from kdstudio.core.cards import (
    Answer,
    HandOver,
    HandoverMade,
    ImageTried,
    InspectCheckpoint,
    ModelCard,
    Refused,
    TryImage,
)
from kdstudio.core.events import Event, ExportPrepared, FileBuilt, Finished, NetworkDone, Started
from kdstudio.core.export_plan import ExportPlan
from kdstudio.core.jobs import Distill, Export, Job, TrainTeacher
from kdstudio.core.live_export import LiveExport
from kdstudio.engine import inspection
from kdstudio.engine.export import questions
from kdstudio.engine.export.source import Source
from tests.colours import COLOURS, recipe, teacher_recipe


@pytest.fixture(autouse=True)
def _nothing_is_kept() -> Iterator[None]:
    yield
    inspection.forget()


@pytest.fixture
def image(colours: Path) -> str:
    """A plum one, which both know."""
    return str(next((colours / "test" / "plum").glob("*.png")))


@pytest.fixture
def run(colours: Path, teacher: Path, tmp_path: Path) -> Path:
    """A finished run whose student is as good as its teacher: the same checkpoint."""
    folder = tmp_path / "run"
    _copy(teacher, folder / "student" / "weights" / "best.pt")
    write(folder, Distill(recipe=recipe(colours, teacher).completed()), done("student"))
    return folder


@pytest.fixture
def export(student: Source, student_onnx: Path, tmp_path: Path) -> Path:
    """An export of the checkpoint with one file."""
    folder = tmp_path / "export"
    _copy(student_onnx, folder / "models" / "fp32.onnx")
    write(folder, Export(plan=ExportPlan(source=str(student.weights))), prepared(student), built("fp32"))
    return folder


def done(network: str) -> NetworkDone:
    return NetworkDone(network=network, weights=f"{network}/weights/best.pt")  # type: ignore[arg-type]


def prepared(source: Source) -> ExportPrepared:
    return ExportPrepared(
        task="classify",
        source=source.name,
        classes=list(source.classes),
        image_size=source.image_size,
        images={"judged": 4},
        judged_on="val",
    )


def built(key: str) -> FileBuilt:
    return FileBuilt(key=key, precision="fp32", file=f"models/{key}.onnx", size_bytes=1, seconds=1.0)


def write(folder: Path, job: Job, *events: Event) -> None:
    jobs.write(job, folder / jobs.JOB_FILE)
    writer = journal.JournalWriter(folder)
    for event in (Started(attempt=1, process=1, host="", versions={}), *events, Finished(seconds=1.0)):
        writer.append(event)
    writer.close()


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True)
    shutil.copy(source, target)


def tried(answer: Answer) -> ImageTried:
    assert isinstance(answer, ImageTried), answer
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(answer), type=ImageTried) == answer
    return answer


def refusal(answer: Answer) -> str:
    assert isinstance(answer, Refused), answer
    return str(answer.sentence)


def try_image(image: str, run: Path | None = None, export: Path | None = None) -> Answer:
    folders = [str(folder) if folder is not None else None for folder in (run, export)]
    return inspection.answer(TryImage(image=image, run=folders[0], export=folders[1]))


def test_teacher_and_student_of_a_run_say_what_they_see_and_how_long_it_took(run: Path, image: str) -> None:
    found = tried(try_image(image, run))
    assert [model.key for model in found.models] == ["teacher", "student"]
    assert found.classes == list(COLOURS)
    assert not found.failed
    for model in found.models:
        assert found.classes[int(np.argmax(model.probabilities))] == "plum"
        assert sum(model.probabilities) == pytest.approx(1.0, abs=1e-5)
        assert model.milliseconds > 0


def test_an_exported_file_runs_on_its_own_runtime_and_agrees_with_its_checkpoint(export: Path, image: str) -> None:
    found = {model.key: model.probabilities for model in tried(try_image(image, export=export)).models}
    assert list(found) == ["student", "fp32"]
    assert found["fp32"] == pytest.approx(found["student"], abs=1e-4)


def test_models_are_loaded_once_for_many_images(run: Path, image: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = tried(try_image(image, run))
    assert inspection.held_bytes() > 1_000_000
    monkeypatch.setattr(questions, "_load", lambda _: pytest.fail("loaded again"))
    again = tried(try_image(image, run))
    assert again.models[0].probabilities == first.models[0].probabilities
    inspection.forget()
    assert inspection.held_bytes() == 0


def test_models_that_changed_are_loaded_again(export: Path, student: Source, image: str) -> None:
    tried(try_image(image, export=export))
    _copy_beside(export, "int8")
    writer = journal.JournalWriter(export)
    for event in (Started(attempt=2, process=1, host="", versions={}), prepared(student), built("int8")):
        writer.append(event)
    writer.append(Finished(seconds=1.0))
    writer.close()
    assert [model.key for model in tried(try_image(image, export=export)).models] == ["student", "int8"]


def _copy_beside(export: Path, key: str) -> None:
    shutil.copy(export / "models" / "fp32.onnx", export / "models" / f"{key}.onnx")


def test_classes_that_the_teacher_lacks_have_nothing(
    run: Path, colours: Path, teacher: Path, image: str, tmp_path: Path
) -> None:
    pairs = {"amber": "slate", "slate": "amber"}
    crossed = tmp_path / "crossed"
    _copy(teacher, crossed / "student" / "weights" / "best.pt")
    write(crossed, Distill(recipe=recipe(colours, teacher, class_map=pairs).completed()), done("student"))
    straight, other = (tried(try_image(image, folder)).models[0].probabilities for folder in (run, crossed))
    assert other == pytest.approx([straight[3], straight[1], straight[2], straight[0]])


def test_a_training_of_a_teacher_has_a_teacher_alone(teacher: Path, colours: Path, image: str, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    _copy(teacher, folder / "teacher" / "weights" / "best.pt")
    write(folder, TrainTeacher(recipe=teacher_recipe(colours)), done("teacher"))
    assert [model.key for model in tried(try_image(image, folder)).models] == ["teacher"]


def test_a_model_that_fails_says_why_and_the_others_answer(export: Path, run: Path, image: str) -> None:
    (export / "models" / "fp32.onnx").write_bytes(b"no model")
    found = tried(try_image(image, export=export))
    assert [model.key for model in found.models] == ["student"]
    assert str(found.failed["fp32"]).startswith("It cannot be run here: ")
    (export / "models" / "fp32.onnx").unlink()
    inspection.forget()
    assert "not there any more" in str(tried(try_image(image, export=export)).failed["fp32"])


def test_files_can_be_asked_when_their_checkpoint_is_gone(
    export: Path, student: Source, image: str, tmp_path: Path
) -> None:
    write_plan = Export(plan=ExportPlan(source=str(tmp_path / "gone.pt")))
    jobs.write(write_plan, export / jobs.JOB_FILE)
    found = tried(try_image(image, export=export))
    assert [model.key for model in found.models] == ["fp32"]
    assert "is not there" in str(found.failed["student"])


def test_what_is_no_image_is_said_in_a_sentence(run: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.png").write_text("no image")
    assert "cannot be read as an image: choose another." in refusal(try_image(str(tmp_path / "notes.png"), run))
    assert "is not there any more" in refusal(try_image(str(tmp_path / "gone.png"), run))


def test_a_run_or_an_export_without_models_says_so(colours: Path, teacher: Path, image: str, tmp_path: Path) -> None:
    write(tmp_path / "early", Distill(recipe=recipe(colours, teacher).completed()))
    write(tmp_path / "empty", Export(plan=ExportPlan(source=str(teacher))))
    assert "not finished training this network" in refusal(try_image(image, tmp_path / "early"))
    assert "has no files yet" in refusal(try_image(image, export=tmp_path / "empty"))
    assert "choose a run or an export" in refusal(try_image(image))


def test_any_size_of_image_and_grey_ones_can_be_tried(run: Path, tmp_path: Path) -> None:
    for name, shape in (("tall.png", (90, 20)), ("wide.jpg", (24, 200))):
        Image.fromarray(np.full(shape, 90, dtype=np.uint8)).save(tmp_path / name)
        assert len(tried(try_image(str(tmp_path / name), run)).models) == 2


def test_a_checkpoint_has_a_card(teacher: Path) -> None:
    card = inspection.answer(InspectCheckpoint(name=str(teacher)))
    assert isinstance(card, ModelCard), card
    assert (card.name, card.task, card.classes, card.input_size) == ("best.pt", "classify", list(COLOURS), 32)
    assert card.parameters > 1_000_000
    assert card.flops
    assert card.size_bytes == teacher.stat().st_size


def test_a_checkpoint_that_cannot_be_exported_says_why(student_onnx: Path, tmp_path: Path) -> None:
    (tmp_path / "other.pt").write_bytes(b"of another library")
    assert "cannot be loaded" in refusal(inspection.answer(InspectCheckpoint(name=str(tmp_path / "other.pt"))))
    assert "no Ultralytics checkpoint" in refusal(inspection.answer(InspectCheckpoint(name=str(student_onnx))))
    assert "is not there" in refusal(inspection.answer(InspectCheckpoint(name="yolo11n-cls.pt")))


def test_the_runtime_is_the_one_that_is_handed_over() -> None:
    module = questions._runtime("web")
    assert module.Runtime.__module__ == "kdstudio_onnx_runtime"


def test_handing_over_asks_the_export_for_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked = []

    def hand_over(live: LiveExport, keys: list[str], out: str | None, *, as_zip: bool) -> HandoverMade:
        asked.append((live.folder, keys, out, as_zip))
        return HandoverMade(folder=str(live.folder), files=[], size_bytes=0)

    jobs.write(Export(plan=ExportPlan(source="best.pt")), tmp_path / jobs.JOB_FILE)
    monkeypatch.setattr("kdstudio.engine.export.shipping.hand_over", hand_over)
    answer = inspection.answer(HandOver(export=str(tmp_path), keys=["int8"], out="out", zip=True))
    assert isinstance(answer, HandoverMade)
    assert asked == [(tmp_path, ["int8"], "out", True)]

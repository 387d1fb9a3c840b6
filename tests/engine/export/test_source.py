from dataclasses import replace
from pathlib import Path

import pytest

from kdstudio.core import jobs, paths
from kdstudio.core.events import NetworkDone
from kdstudio.core.export_plan import ExportPlan
from kdstudio.core.text import Text, UserError
from kdstudio.engine.export import source
from kdstudio.engine.export.source import Images, Source
from tests.colours import COLOURS, TEST, TRAIN, VAL
from tests.core import export_replays, replays


class Notes(list[Text]):
    def __call__(self, _level: str, note: Text) -> None:
        self.append(note)


def opened(student: Source, **changes: object) -> tuple[Images, Notes]:
    notes = Notes()
    plan = ExportPlan(source="checkpoint.pt", calibration_images=20)
    return source.open_images(replace(student, **changes), plan, notes), notes  # type: ignore[arg-type]


def test_a_lone_checkpoint_says_its_size_and_its_classes(student: Source) -> None:
    assert (student.task, student.classes, student.image_size) == ("classify", tuple(COLOURS), 32)


def test_calibration_comes_from_train_evenly_and_never_meets_the_images_that_prove(student: Source) -> None:
    images, _ = opened(student)
    assert (len(images.calibration), len(images.judged), images.judged_on) == (20, TEST * len(COLOURS), "test")
    assert len(images.val) == VAL * len(COLOURS)
    chosen = [path for path, _ in images.calibration]
    assert {path.parent.name for path in chosen} == set(COLOURS)
    assert all(path.parts[-3] == "train" for path in chosen)
    assert not set(chosen) & {path for path, _ in images.ranking}


def test_where_train_is_small_ranking_shares_its_images(student: Source) -> None:
    notes = Notes()
    plan = ExportPlan(source="checkpoint.pt", calibration_images=2000)
    images = source.open_images(student, plan, notes)
    assert len(images.calibration) == TRAIN * len(COLOURS)
    assert len(images.ranking) == source.RANKING_IMAGES


def test_labels_are_in_the_checkpoints_order(student: Source) -> None:
    names = tuple(reversed(student.classes))
    images, _ = opened(student, classes=names)
    assert all(names[label] == path.parent.name for path, label in images.judged)


def test_a_class_that_the_checkpoint_does_not_know_is_left_out_and_named(student: Source) -> None:
    images, notes = opened(student, classes=student.classes[1:])
    assert len(images.judged) == TEST * (len(COLOURS) - 1)
    assert "does not know amber" in str(notes[0])


def test_a_dataset_of_other_classes_is_refused(student: Source, colours: Path) -> None:
    with pytest.raises(UserError, match=r"The dataset's classes \(lot-0, .*\) are not the checkpoint's \(amber"):
        opened(student, dataset=str(colours / "unlabelled"))


def test_images_without_labels_can_prove_agreement_only(student: Source, colours: Path) -> None:
    images, notes = opened(student, dataset=str(colours / "train" / "plum"))
    assert images.judged_on == "unlabelled"
    assert {label for _, label in images.judged} == {source.NO_LABEL}
    assert not {path for path, _ in images.judged} & {path for path, _ in images.calibration}
    assert "not that they are right" in str(notes[0])


def test_without_images_nothing_can_be_proven(student: Source) -> None:
    with pytest.raises(UserError, match="Nothing can be proven without images"):
        opened(student, dataset=None)


def test_a_folder_without_images_is_refused_as_a_dataset(student: Source, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=tmp_path.name):
        opened(student, dataset=str(tmp_path))


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("gone.pt", None, "is not there"),
        ("other.pt", b"something else", "cannot be loaded as an Ultralytics checkpoint"),
        ("model.onnx", b"an ONNX file", "is no Ultralytics checkpoint"),
    ],
)
def test_what_is_no_checkpoint_is_refused(tmp_path: Path, name: str, content: bytes | None, sentence: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(UserError, match=sentence):
        source.open_source(ExportPlan(source=str(tmp_path / name)))


def run_with(home: Path, weights: Path | None) -> Path:
    folder = paths.runs_folder() / "a-run"
    folder.mkdir(parents=True)
    jobs.write(replays.distillation(dataset="pets", image_size=64), folder / jobs.JOB_FILE)
    if weights is not None:
        place = folder / "student" / "weights"
        place.mkdir(parents=True)
        for name in ("best.pt", "last.pt"):
            (place / name).write_bytes(weights.read_bytes())
        export_replays.write(folder, [NetworkDone(network="student", weights="student/weights/best.pt")])
    return folder


def test_a_run_gives_its_checkpoint_its_dataset_and_its_image_size(home: Path, teacher: Path) -> None:
    folder = run_with(home, teacher)
    found = source.open_source(ExportPlan(source="run:a-run"))
    assert (found.weights, found.dataset, found.image_size) == (folder / "student/weights/best.pt", "pets", 64)
    last = source.open_source(ExportPlan(source=str(folder), checkpoint="last", image_size=32))
    assert (last.weights.name, last.image_size) == ("last.pt", 32)


def test_a_run_that_has_trained_nothing_yet_is_refused(home: Path) -> None:
    run_with(home, None)
    with pytest.raises(UserError, match="The run a-run has not finished training this network yet"):
        source.open_source(ExportPlan(source="run:a-run"))


def test_a_checkpoint_that_was_removed_is_refused(home: Path, teacher: Path) -> None:
    (run_with(home, teacher) / "student" / "weights" / "best.pt").unlink()
    with pytest.raises(UserError, match="is not there any more"):
        source.open_source(ExportPlan(source="run:a-run"))

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
import pytest
import torch
from PIL import Image

from kdstudio.core import journal, paths
from kdstudio.core.cards import (
    Answer,
    Cost,
    DatasetCard,
    DatasetProblem,
    EstimateCost,
    InspectDataset,
    InspectStudent,
    InspectTeacher,
    InspectUnlabelled,
    ModelCard,
    Refused,
    TeacherHere,
    TryTeacher,
    UnlabelledCard,
)
from kdstudio.core.events import NetworkDone
from kdstudio.core.jobs import Distill, TrainTeacher
from kdstudio.core.recipe import Recipe
from kdstudio.engine import inspection, measure, teachers
from tests.colours import COLOURS, TEST, TRAIN, VAL, draw, recipe, teacher_recipe
from tests.hand_made import write_teacher

SAMPLE = "sample:emoji"


@pytest.fixture(autouse=True)
def _nothing_is_downloaded_or_kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def download(name: str | Path, *_: object) -> str:
        assert Path(name).exists(), "a look must not download anything"
        return str(name)  # Ultralytics asks for a file that is there as well, when it loads it

    monkeypatch.setattr("ultralytics.utils.downloads.attempt_download_asset", download)
    monkeypatch.setattr("kdstudio.engine.datasets.check_cls_dataset", download)
    yield
    inspection.forget()


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A teacher in an ONNX file that names no classes."""
    return write_teacher(tmp_path_factory.mktemp("teacher") / "nearest.onnx")


@pytest.fixture
def own(colours: Path, tmp_path: Path) -> Path:
    """A copy of the dataset that a test may spoil."""
    return Path(shutil.copytree(colours, tmp_path / "own", ignore=shutil.ignore_patterns("*.cache")))


def knowing(colours: Path, by_hand: Path, **changes: object) -> Recipe:
    return recipe(colours, by_hand, teacher_classes="dataset", **changes).completed()


def refusal(answer: Answer) -> str:
    assert isinstance(answer, Refused), answer
    return str(answer.sentence)


def model_card(answer: Answer) -> ModelCard:
    assert isinstance(answer, ModelCard), answer
    return answer


def dataset_card(folder: Path) -> DatasetCard:
    answer = inspection.answer(InspectDataset(name=str(folder)))
    assert isinstance(answer, DatasetCard), answer
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(answer), type=DatasetCard) == answer
    return answer


def problem(folder: Path, kind: str) -> DatasetProblem:
    (found,) = [each for each in dataset_card(folder).problems if each.kind == kind]
    return found


# Teachers


def test_a_teachers_card_says_what_its_file_holds(colours: Path) -> None:
    card = model_card(inspection.answer(InspectTeacher(recipe=recipe(colours, SAMPLE))))
    file = teachers.find_weights(SAMPLE)
    assert (card.name, card.task, card.size_bytes) == (SAMPLE, "classify", file.stat().st_size)
    assert len(card.classes) == 24
    assert "fox" in card.classes
    assert card.input_size == 64
    assert not card.is_estimate
    assert card.parameters > 5_000_000


def test_a_runs_network_is_a_teacher(colours: Path, home: Path) -> None:
    folder = paths.runs_folder() / "finished"
    (folder / "teacher").mkdir(parents=True)
    shutil.copy(teachers.find_weights(SAMPLE), folder / "teacher" / "best.pt")
    writer = journal.JournalWriter(folder)
    writer.append(NetworkDone(network="teacher", weights="teacher/best.pt"))
    writer.close()
    card = model_card(inspection.answer(InspectTeacher(recipe=recipe(colours, "run:finished"))))
    assert (card.name, len(card.classes)) == ("run:finished", 24)
    assert "no trained network yet" in refusal(inspection.answer(InspectTeacher(recipe=recipe(colours, "run:none"))))


def test_an_onnx_teacher_may_have_the_datasets_classes_and_no_operations_are_made_up(
    colours: Path, by_hand: Path
) -> None:
    card = model_card(inspection.answer(InspectTeacher(recipe=knowing(colours, by_hand))))
    assert card.classes == list(COLOURS)
    assert card.flops is None
    assert card.name == by_hand.name


def test_a_teacher_that_is_not_there_is_refused_in_its_own_sentence(colours: Path) -> None:
    assert "is not there" in refusal(inspection.answer(InspectTeacher(recipe=recipe(colours, "nowhere.pt"))))


def test_a_zoo_teacher_that_is_not_on_this_disk_is_described_and_not_downloaded(colours: Path, home: Path) -> None:
    chosen = recipe(colours, "yolo11n-cls.pt")
    card = model_card(inspection.answer(InspectTeacher(recipe=chosen)))
    assert card.is_estimate
    assert card.input_size == 224
    assert card.classes[:2] == ["tench", "goldfish"]
    assert len(card.classes) == 1000
    assert "not on this disk" in refusal(inspection.answer(TryTeacher(recipe=chosen)))


def test_the_last_teacher_is_kept_until_its_file_changes(
    colours: Path, by_hand: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loads = []
    load = teachers.load
    monkeypatch.setattr(teachers, "load", lambda *given: loads.append(given) or load(*given))  # type: ignore[func-returns-value]
    file = Path(shutil.copy(by_hand, tmp_path / "changing.onnx"))
    for _ in range(2):
        inspection.answer(InspectTeacher(recipe=knowing(colours, file)))
        inspection.answer(TryTeacher(recipe=knowing(colours, file)))
    assert len(loads) == 1
    assert inspection.held_bytes() == file.stat().st_size
    shutil.copy(by_hand, file)
    inspection.answer(TryTeacher(recipe=knowing(colours, file)))
    assert len(loads) == 2
    inspection.forget()
    assert inspection.held_bytes() == 0


# Students


def test_operations_are_counted_with_a_multiply_add_as_two() -> None:
    network = torch.nn.Sequential(torch.nn.Conv2d(3, 8, 3, padding=1), torch.nn.BatchNorm2d(8)).eval()
    assert measure.count_flops(network, (10, 20)) == 2 * 3 * 3 * 3 * 8 * 10 * 20


def test_attention_is_counted_as_well() -> None:
    class Attention(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.attention = torch.nn.MultiheadAttention(4, 1, bias=False, batch_first=True)

        def forward(self, image: torch.Tensor) -> torch.Tensor:
            tokens = image.flatten(2).transpose(1, 2).repeat(1, 1, 2)[..., :4]
            return self.attention(tokens, tokens, tokens, need_weights=False)[0]  # type: ignore[no-any-return]

    tokens = 6
    projections, products = 4 * tokens * 4 * 4, 2 * tokens * tokens * 4
    assert measure.count_flops(Attention().eval(), (2, 3)) == 2 * (projections + products)
    assert torch.backends.mha.get_fastpath_enabled()


@pytest.mark.parametrize("name", ["yolo11n-cls.yaml", "yolo11n-cls.pt", "yolo11n-cls"])
def test_a_student_is_described_without_its_weights(name: str, home: Path) -> None:
    card = model_card(inspection.answer(InspectStudent(name=name, classes=4, image_size=64)))
    more = model_card(inspection.answer(InspectStudent(name=name, classes=14, image_size=128)))
    assert (card.name, card.input_size, card.is_estimate) == (name, 64, True)
    assert card.size_bytes == 2 * card.parameters
    assert more.parameters - card.parameters == 10 * (1280 + 1), "ten rows more in the last layer"
    assert card.flops is not None
    assert more.flops is not None
    assert more.flops / card.flops == pytest.approx(4, rel=0.05)


def test_a_checkpoint_as_a_student_is_described_for_the_datasets_classes(home: Path) -> None:
    name = str(teachers.find_weights(SAMPLE))
    card = model_card(inspection.answer(InspectStudent(name=name, classes=4, image_size=64)))
    same = model_card(inspection.answer(InspectStudent(name="yolo11s-cls.yaml", classes=4, image_size=64)))
    assert (card.parameters, card.flops) == (same.parameters, same.flops)


@pytest.mark.parametrize(
    ("name", "reason"),
    [("yolo11n.pt", "task detect"), ("yolo99n-cls.yaml", "no architecture"), ("student.onnx", "no student")],
)
def test_what_is_no_student_is_refused(name: str, reason: str) -> None:
    assert reason in refusal(inspection.answer(InspectStudent(name=name, classes=4, image_size=64)))


def test_a_description_with_a_mistake_is_refused_in_a_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "broken-cls.yaml"
    broken.write_text("nc: 4\nbackbone:\n  - [-1, 1, Conv, [16, 3, 2]]\nhead:\n  - [-1, 1, Classify, [nc, nonsense]]\n")
    answer = inspection.answer(InspectStudent(name=str(broken), classes=4, image_size=64))
    assert "cannot be built" in refusal(answer)


# Datasets


def test_a_datasets_card_counts_the_images_of_each_class_and_split(colours: Path) -> None:
    card = dataset_card(colours)
    assert card.classes == list(COLOURS)
    assert card.splits == {"train": [TRAIN] * 4, "val": [VAL] * 4, "test": [TEST] * 4}
    assert (card.judged_on, card.was_split, card.typical_size) == ("test", False, 32)
    assert [Path(file).parent.name for file in card.thumbnails] == list(COLOURS)
    assert card.problems == []
    assert card.folder == str(colours)


def test_split_off_validation_images_are_told_of(own: Path, home: Path) -> None:
    card = dataset_card(own / "train")
    assert card.was_split
    assert card.splits == {"train": [TRAIN - 3] * 4, "val": [3] * 4}
    sentence = str(problem(own / "train", "split").sentence)
    assert "12 of 64" in sentence


def test_a_test_split_that_also_validates_is_told_of(own: Path) -> None:
    shutil.rmtree(own / "val")
    assert "no validation split" in str(problem(own, "no-validation").sentence)
    assert set(dataset_card(own).splits) == {"train", "test"}


def test_unreadable_images_are_counted_and_named(own: Path) -> None:
    broken = own / "train" / "amber" / "000.png"
    broken.write_bytes(b"no image")
    found = problem(own, "unreadable")
    assert found.files == [str(broken)]
    assert "1 images" in str(found.sentence)
    assert dataset_card(own).splits["train"] == [TRAIN - 1, TRAIN, TRAIN, TRAIN]


def test_empty_and_small_and_uneven_classes_are_told_of(own: Path) -> None:
    for name, kept in (("amber", 0), ("green", 1), ("plum", 9)):
        for file in sorted((own / "train" / name).iterdir())[kept:]:
            file.unlink()
    assert "amber" in str(problem(own, "empty-class").sentence)
    few = str(problem(own, "few-images").sentence)
    assert "2 classes" in few
    assert "green, plum" in few
    assert "slate has 16 training images, green has 1" in str(problem(own, "imbalance").sentence)
    assert "amber" not in {Path(file).parent.name for file in dataset_card(own).thumbnails}


def test_classes_that_training_lacks_are_told_of(own: Path) -> None:
    draw(own / "val" / "white", (255, 255, 255), 2, seed=1)
    found = str(problem(own, "unknown-class").sentence)
    assert "white" in found
    assert "val" in found


def test_a_copy_of_a_validation_image_in_train_is_found_and_a_near_miss_is_not(own: Path) -> None:
    twin = own / "train" / "amber" / "copy.png"
    shutil.copy(own / "val" / "green" / "001.png", twin)
    other = bytearray(twin.read_bytes())
    other[-20] ^= 1
    (own / "train" / "amber" / "other.bmp").write_bytes(other)
    assert problem(own, "duplicates").files == [str(twin)]


def test_at_most_twelve_thumbnails_are_shown_over_all_classes(tmp_path: Path) -> None:
    for number in range(30):
        for split in ("train", "val"):
            draw(tmp_path / split / f"class-{number:02d}", (number * 8, 0, 0), 1, seed=number)
    shown = [Path(file).parent.name for file in dataset_card(tmp_path).thumbnails]
    assert len(shown) == 12
    assert (shown[0], shown[-1]) == ("class-00", "class-29")


def test_a_dataset_that_is_not_here_is_refused_and_not_downloaded(home: Path) -> None:
    assert "not on this disk" in refusal(inspection.answer(InspectDataset(name="imagenet")))


def test_unlabelled_images_are_counted(colours: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(colours / "unlabelled", tmp_path / "lot"))
    (folder / "broken.png").write_bytes(b"no image")
    answer = inspection.answer(InspectUnlabelled(name=str(folder)))
    assert answer == UnlabelledCard(name="lot", images=32, unreadable=1)
    assert "is not there" in refusal(inspection.answer(InspectUnlabelled(name=str(tmp_path / "none"))))


# A teacher on a dataset, and the cost of a job


def test_a_teacher_is_tried_on_the_validation_images(colours: Path, by_hand: Path) -> None:
    answer = inspection.answer(TryTeacher(recipe=knowing(colours, by_hand)))
    assert isinstance(answer, TeacherHere)
    assert answer.images == 4 * VAL
    assert VAL < answer.correct <= answer.images
    assert Path(answer.example_file).parent.name == list(COLOURS)[answer.example_label]
    logits = np.array(answer.example_logits)
    assert logits.argmax() == answer.example_label
    assert np.exp(logits - logits.max()).sum() <= 2, "at least half sure"


def test_a_class_that_the_teacher_lacks_has_a_finite_logit_and_counts_as_wrong(
    colours: Path, by_hand: Path, tmp_path: Path
) -> None:
    names = tmp_path / "names.txt"
    names.write_text("\n".join(["amber", "verdigris", "plum", "slate"]))
    chosen = knowing(colours, by_hand)
    partly = msgspec.structs.replace(chosen, teacher_classes=str(names))
    answer, whole = (inspection.answer(TryTeacher(recipe=each)) for each in (partly, chosen))
    assert isinstance(answer, TeacherHere)
    assert isinstance(whole, TeacherHere)
    assert answer.example_logits[1] == -1e4
    assert answer.correct <= answer.images - VAL
    mapped = msgspec.structs.replace(partly, class_map={"green": "verdigris"})
    assert inspection.answer(TryTeacher(recipe=mapped)) == whole


def test_a_teacher_of_other_classes_is_refused_with_the_reason(colours: Path) -> None:
    assert "share 0 class names" in refusal(inspection.answer(TryTeacher(recipe=recipe(colours, SAMPLE))))


def cost_of(job: Distill | TrainTeacher) -> Cost:
    answer = inspection.answer(EstimateCost(job=job))
    assert isinstance(answer, Cost), answer
    return answer


def test_the_cost_of_a_distillation_grows_with_its_epochs_and_its_batch(colours: Path, by_hand: Path) -> None:
    short = knowing(colours, by_hand, baseline=True, unlabelled=str(colours / "unlabelled"))
    long = msgspec.structs.replace(short, epochs=200, batch=64)
    cost, more = cost_of(Distill(recipe=short)), cost_of(Distill(recipe=long))
    assert cost.baseline_seconds > 0
    assert 0 < cost.student_seconds < more.student_seconds
    assert cost.memory_bytes < more.memory_bytes < more.memory_total_bytes
    assert 1_500_000 * 2 * 2 < cost.disk_bytes < cost.disk_free_bytes
    assert cost.disk_bytes < more.disk_bytes


def test_the_cost_of_a_teachers_training_has_no_baseline(colours: Path) -> None:
    cost = cost_of(TrainTeacher(recipe=teacher_recipe(colours, batch=8)))
    assert cost.student_seconds > 0
    assert cost.baseline_seconds == 0


def test_an_image_cache_on_disk_is_part_of_the_disk_space(own: Path) -> None:
    Image.new("RGB", (640, 480)).save(own / "train" / "amber" / "large.png")
    without, on_disk = (
        cost_of(TrainTeacher(recipe=teacher_recipe(own, batch=4, cache=cache))) for cache in ("off", "disk")
    )
    assert on_disk.disk_bytes - without.disk_bytes > 640 * 480 * 3

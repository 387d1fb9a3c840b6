import shutil
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image
from ultralytics.cfg import get_cfg

from kdstudio.core.text import UserError
from kdstudio.engine import datasets
from kdstudio.engine.datasets import TrainingImages, choose_probes, epoch_order, open_dataset, open_unlabelled
from tests.colours import COLOURS, TEST, TRAIN, VAL, draw


@pytest.fixture
def own(colours: Path, tmp_path: Path) -> Path:
    """A copy of the dataset that a test may spoil."""
    return Path(shutil.copytree(colours, tmp_path / "own"))


def arguments(**changes: object) -> SimpleNamespace:
    plain = {"task": "classify", "imgsz": 32, "auto_augment": None, "erasing": 0.0, "cache": False}
    return get_cfg(overrides=plain | changes)  # type: ignore[no-any-return]


def test_a_dataset_with_a_test_split_is_judged_on_it(colours: Path) -> None:
    found = open_dataset(str(colours))
    assert found.classes == tuple(COLOURS)
    assert (len(found.train), len(found.val), len(found.judged)) == (4 * TRAIN, 4 * VAL, 4 * TEST)
    assert found.judged_on == "test"
    assert found.skipped == ()


def test_without_a_test_split_it_is_judged_on_validation(own: Path) -> None:
    shutil.rmtree(own / "test")
    found = open_dataset(str(own))
    assert found.judged_on == "val"
    assert found.judged == found.val


def test_a_folder_without_splits_is_split_reproducibly_and_left_as_it_was(own: Path, home: Path) -> None:
    before = sorted(own.rglob("*.png"))
    first = open_dataset(str(own / "train"))
    second = open_dataset(str(own / "train"))

    assert sorted(own.rglob("*.png")) == before
    assert home in first.folder.parents
    assert first.train == second.train
    assert len(first.train) + len(first.val) == 4 * TRAIN
    assert [label for _, label in first.val] == sorted(list(range(4)) * 3), "a fifth of each class"
    assert not {path.read_bytes() for path, _ in first.train} & {path.read_bytes() for path, _ in first.val}


def test_train_without_validation_is_split(own: Path, home: Path) -> None:
    shutil.rmtree(own / "val")
    shutil.rmtree(own / "test")
    assert len(open_dataset(str(own)).val) == 12


def test_corrupt_and_too_small_images_are_left_out_counted_and_named(own: Path) -> None:
    (own / "train" / "amber" / "000.png").write_bytes(b"no image")
    Image.new("RGB", (8, 8)).save(own / "val" / "plum" / "000.png")
    found = open_dataset(str(own))
    assert {path.name for path in found.skipped} == {"000.png"}
    assert len(found.skipped) == 2
    assert (len(found.train), len(found.val)) == (4 * TRAIN - 1, 4 * VAL - 1)
    count, names = datasets.skipped_note(found.skipped)
    assert count == 2
    assert "amber" in names


def test_a_split_with_nothing_readable_is_an_error(own: Path) -> None:
    for path in (own / "val").rglob("*.png"):
        path.write_bytes(b"no image")
    with pytest.raises(UserError, match=r"val holds no readable image"):
        open_dataset(str(own))


def test_an_empty_split_is_an_error(own: Path) -> None:
    for path in (own / "val").rglob("*.png"):
        path.unlink()
    with pytest.raises(UserError, match=r"val holds no images in class folders"):
        open_dataset(str(own))


def test_one_class_alone_is_an_error(own: Path) -> None:
    for name in list(COLOURS)[1:]:
        shutil.rmtree(own / "train" / name)
    with pytest.raises(UserError, match="one class only"):
        open_dataset(str(own))


def test_a_missing_folder_a_file_and_an_empty_folder_are_one_sentence_each(tmp_path: Path, home: Path) -> None:
    with pytest.raises(UserError, match="is not there: check its name"):
        open_dataset(str(tmp_path / "nowhere"))
    (tmp_path / "file.csv").touch()
    with pytest.raises(UserError, match="is a file, but a classification dataset is a folder"):
        open_dataset(str(tmp_path / "file.csv"))
    (tmp_path / "empty").mkdir()
    with pytest.raises(UserError, match="holds no images in class folders"):
        open_dataset(str(tmp_path / "empty"))


def test_a_named_dataset_that_cannot_be_downloaded_is_one_sentence(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def offline(name: str) -> None:
        raise ConnectionError("no network")

    monkeypatch.setattr(datasets, "check_cls_dataset", offline)
    with pytest.raises(UserError, match=r"no dataset of that name could be downloaded \(no network\)"):
        open_dataset("mnist160")


def test_unlabelled_images_are_found_anywhere_below_a_folder(own: Path) -> None:
    (own / "unlabelled" / "lot-0" / "bad.png").write_bytes(b"no image")
    good, bad = open_unlabelled(str(own / "unlabelled"))
    assert len(good) == 32
    assert [path.name for path in bad] == ["bad.png"]


def test_an_unlabelled_folder_that_is_missing_or_empty_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is not there: check its name"):
        open_unlabelled(str(tmp_path / "nowhere"))
    with pytest.raises(UserError, match="holds no readable image"):
        open_unlabelled(str(tmp_path))


def test_probes_are_balanced_and_the_same_for_a_seed(colours: Path) -> None:
    images = open_dataset(str(colours)).val
    chosen = choose_probes(images, 10, seed=1)
    assert chosen == choose_probes(images, 10, seed=1) != choose_probes(images, 10, seed=2)
    counts = np.bincount([label for _, label in chosen])
    assert counts.max() - counts.min() <= 1
    assert len(choose_probes(images, 1000, seed=0)) == len(images)


def test_a_baselines_epoch_repeats_its_labels_equally_often() -> None:
    order = epoch_order(count=10, length=34, seed=0)
    counts = np.bincount(order, minlength=10)
    assert len(order) == 34
    assert counts.min() == 3
    assert counts.max() == 4


@pytest.mark.parametrize("cache", [False, "ram"])
def test_unlabelled_images_are_among_the_training_images_also_in_the_cache(colours: Path, cache: bool | str) -> None:
    unlabelled, _ = open_unlabelled(str(colours / "unlabelled"))
    chosen = arguments(cache=cache)
    images = TrainingImages(colours / "train", chosen, tuple(COLOURS), unlabelled, 4 * TRAIN + 32)
    labels = [images[index]["cls"] for index in range(len(images))]
    assert labels.count(-1) == 32
    assert all(labels.count(label) == TRAIN for label in range(4))
    assert images[len(images) - 1]["img"].shape == (3, 32, 32)  # type: ignore[attr-defined]


def test_class_folders_that_training_lacks_are_ignored_in_validation(own: Path) -> None:
    draw(own / "val" / "violet", (200, 100, 250), 3, seed=0)
    assert len(open_dataset(str(own)).val) == 4 * VAL


def test_a_cache_in_memory_is_chosen_only_for_small_data(colours: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    images = [path for path, _ in open_dataset(str(colours)).train]
    assert datasets.cache_mode("auto", images) == "ram"
    assert datasets.cache_mode("auto", images * 10_000) is False
    assert datasets.cache_mode("off", images) is False
    assert datasets.cache_mode("disk", images) == "disk"


def test_a_split_keeps_images_apart_that_share_a_name_and_leaves_the_originals_alone(own: Path, home: Path) -> None:
    flat = own / "flat"
    for number, name in enumerate(COLOURS):
        for lot in ("p", "q"):
            draw(flat / name / lot / "x", COLOURS[name], 4, seed=number * 2 + (lot == "q"))
    before = {path: path.read_bytes() for path in flat.rglob("*.png")}
    found = open_dataset(str(flat))
    assert len(found.train) + len(found.val) == len(before) == 32
    assert {path: path.read_bytes() for path in flat.rglob("*.png")} == before
    assert {path.read_bytes() for path, _ in found.train + found.val} == set(before.values())


def test_a_split_without_class_folders_is_an_error_and_a_flat_test_folder_is_ignored(own: Path) -> None:
    shutil.rmtree(own / "test")
    (own / "test").mkdir()
    shutil.copy2(own / "val" / "amber" / "000.png", own / "test" / "000.png")
    assert open_dataset(str(own)).judged_on == "val"
    shutil.rmtree(own / "val")
    (own / "val").mkdir()
    with pytest.raises(UserError, match="val holds no images in class folders"):
        open_dataset(str(own))


def test_splits_by_other_names_are_not_taken_for_classes(own: Path) -> None:
    shutil.rmtree(own / "test")
    shutil.rmtree(own / "unlabelled")
    (own / "train").rename(own / "Training")
    (own / "val").rename(own / "Testing")
    with pytest.raises(UserError, match="folders named Testing, Training, which Ultralytics does not know"):
        open_dataset(str(own))


def test_images_of_the_judges_are_found_among_the_unlabelled_by_what_they_are(own: Path, tmp_path: Path) -> None:
    found = open_dataset(str(own))
    linked = tmp_path / "linked.png"
    linked.hardlink_to(found.judged[0][0])
    other = found.train[0][0]
    assert datasets.without([linked, other], found.judged) == [other]

"""The emoji sample: what is composed, that it is always the same, and that nothing gets in its way."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from kdstudio.engine import samples
from kdstudio.engine.samples import CLASSES, DESIGNS, FAMILIES, HARD_TEST_DESIGNS, compose_emoji

SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "emoji"
CUTOUTS = SAMPLE / "cutouts"


def contents(folder: Path) -> dict[str, str]:
    """The hash of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def images(folder: Path, split: str) -> list[str]:
    """The hashes of a split's images, sorted."""
    return sorted(contents(folder / split).values())


def counts(folder: Path, split: str) -> dict[str, int]:
    return {entry.name: len(list(entry.glob("*.png"))) for entry in (folder / split).iterdir()}


@pytest.fixture(scope="module")
def ordinary(tmp_path_factory):
    return compose_emoji(CUTOUTS, tmp_path_factory.mktemp("ordinary") / "emoji")


@pytest.fixture(scope="module")
def labelled(tmp_path_factory):
    return compose_emoji(CUTOUTS, tmp_path_factory.mktemp("labelled") / "emoji", all_labelled=True)


@pytest.fixture(scope="module")
def hard(tmp_path_factory):
    return compose_emoji(CUTOUTS, tmp_path_factory.mktemp("hard") / "emoji", hard=True)


@pytest.fixture
def few_images(monkeypatch):
    """A tenth of the images, every design of a class still among them, for tests that count none."""
    monkeypatch.setattr(samples, "TRAIN_PER_CLASS", 10)
    monkeypatch.setattr(samples, "_PER_CLASS", {"train": 10, "val": 1, "test": 2})


def test_the_same_seed_draws_the_same_bytes_and_another_seed_other_images(few_images, tmp_path):
    once, again, other = (
        contents(compose_emoji(CUTOUTS, tmp_path / name, seed=seed))
        for name, seed in (("once", 0), ("again", 0), ("other", 1))
    )
    assert once == again
    assert len(once) == 24 * (10 + 1 + 2) + 1
    assert once.keys() == other.keys()
    assert not set(once.values()) & set(other.values())


@pytest.mark.parametrize("variant", ["ordinary", "hard"])
def test_every_class_has_as_many_images_as_the_others(variant, request):
    folder = request.getfixturevalue(variant)
    assert counts(folder, "train") == dict.fromkeys(CLASSES, 4)
    assert counts(folder, "val") == dict.fromkeys(CLASSES, 10)
    assert counts(folder, "test") == dict.fromkeys(CLASSES, 25)
    assert len(list((folder / "unlabelled").iterdir())) == 24 * 92


def test_images_are_40_pixels_of_plain_rgb(ordinary):
    for path in [*(ordinary / "unlabelled").glob("00[0-4]*.png"), *(ordinary / "train").rglob("*.png")]:
        with Image.open(path) as image:
            assert (image.size, image.mode) == ((40, 40), "RGB")


def test_no_image_is_drawn_twice(ordinary):
    pictures = [digest for path, digest in contents(ordinary).items() if path.endswith(".png")]
    assert len(set(pictures)) == len(pictures) == 24 * (96 + 10 + 25)


def test_labelled_and_unlabelled_images_add_up_to_what_the_teacher_is_trained_on(ordinary, labelled):
    together = sorted(images(ordinary, "train") + images(ordinary, "unlabelled"))
    assert images(labelled, "train") == together
    assert counts(labelled, "train") == dict.fromkeys(CLASSES, 96)
    assert images(labelled, "val") == images(ordinary, "val")
    assert images(labelled, "test") == images(ordinary, "test")
    assert not (labelled / "unlabelled").exists()


def test_the_labelled_images_of_a_class_show_four_designs(ordinary, hard):
    for folder in (ordinary, hard):
        for label in CLASSES:
            names = [path.stem for path in (folder / "train" / label).iterdir()]
            assert len({name.rsplit("-", 1)[0] for name in names}) == 4


def test_unlabelled_names_reveal_nothing(ordinary, labelled):
    names = sorted(path.name for path in (ordinary / "unlabelled").iterdir())
    assert names == [f"{number:04}.png" for number in range(24 * 92)]

    label_of = {digest: path.split("/")[0] for path, digest in contents(labelled / "train").items()}
    digests = contents(ordinary / "unlabelled")
    labels = [label_of[digests[name]] for name in names]
    # In shuffled order a neighbour is of the same class as often as chance has it: once in 24.
    alike = sum(one == following for one, following in pairwise(labels))
    assert alike / len(labels) == pytest.approx(1 / 24, abs=0.02)
    assert len(set(labels[: len(labels) // 12])) == 24


def test_the_hard_variant_draws_its_test_designs_nowhere_but_in_test(few_images, tmp_path):
    """Repaint the test designs' cut-outs: every test image changes, and no other image does."""
    repainted = tmp_path / "cutouts"
    shutil.copytree(CUTOUTS, repainted)
    for design in HARD_TEST_DESIGNS:
        for path in (repainted / design).iterdir():
            Image.new("RGBA", (128, 128), "magenta").save(path)

    before = contents(compose_emoji(CUTOUTS, tmp_path / "before", hard=True))
    after = contents(compose_emoji(repainted, tmp_path / "after", hard=True))

    assert before.keys() == after.keys()
    changed = {path for path in before if before[path] != after[path]}
    assert changed == {path for path in before if path.startswith("test/")}


def test_the_hard_variant_tests_both_unseen_designs_equally(hard):
    designs = Counter(path.stem.rsplit("-", 1)[0] for path in (hard / "test").rglob("*.png"))
    assert designs == dict.fromkeys(HARD_TEST_DESIGNS, 300)
    for design in HARD_TEST_DESIGNS:
        assert {path.stem for path in (CUTOUTS / design).iterdir()} == set(CLASSES)


def test_a_complete_sample_is_returned_untouched(labelled):
    def times():
        return {path: path.stat().st_mtime_ns for path in labelled.parent.rglob("*")}

    before = times()
    assert compose_emoji(CUTOUTS, labelled, all_labelled=True) == labelled
    assert times() == before


def test_half_written_leftovers_are_ignored_and_old_ones_removed(few_images, tmp_path):
    young, old = tmp_path / ".emoji.draft-young", tmp_path / ".emoji.draft-old"
    for leftover in (young, old):
        (leftover / "emoji" / "train" / "dog").mkdir(parents=True)
        (leftover / "emoji" / "train" / "dog" / "half.png").write_bytes(b"\x89PNG")
    os.utime(old, (time.time() - 86_400,) * 2)
    (tmp_path / "emoji").mkdir()

    folder = compose_emoji(CUTOUTS, tmp_path / "emoji")

    assert not list(folder.rglob("half.png"))
    assert json.loads((folder / "sample.json").read_text())["seed"] == 0
    # The young one may be another process at work: it is not ours to remove.
    assert {path.name for path in tmp_path.iterdir()} == {"emoji", young.name}


def test_a_composition_that_fails_leaves_nothing_behind(tmp_path):
    with pytest.raises(FileNotFoundError, match="no cut-out of ambulance"):
        compose_emoji(tmp_path / "nowhere", tmp_path / "emoji")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("found", [None, "{", '{"seed": 1}'])
def test_a_folder_that_is_something_else_is_refused_and_left_alone(found, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    if found is not None:
        (tmp_path / "sample.json").write_text(found)
    before = contents(tmp_path)
    with pytest.raises(FileExistsError, match="is not this sample"):
        compose_emoji(CUTOUTS, tmp_path)
    assert contents(tmp_path) == before


def test_the_families_cover_the_24_classes_exactly_once():
    labels = [label for _, family in FAMILIES for label in family]
    drawn = {path.stem for path in CUTOUTS.glob("*/*.png")}
    assert len(labels) == len(set(labels)) == 24
    assert set(labels) == drawn
    assert list(CLASSES) == sorted(labels)
    assert {path.name for path in CUTOUTS.iterdir()} == set(DESIGNS)


def test_the_credits_name_every_design():
    text = (SAMPLE.parent / "CREDITS.md").read_text(encoding="utf-8")
    assert all(f"`{design}`" in text for design in DESIGNS)


def test_the_teacher_is_small_and_the_one_that_teacher_json_describes():
    teacher, report = SAMPLE / "teacher.pt", json.loads((SAMPLE / "teacher.json").read_text())
    assert teacher.stat().st_size < 12_000_000
    assert report["size_bytes"] == teacher.stat().st_size
    assert report["sha256"] == hashlib.sha256(teacher.read_bytes()).hexdigest()
    assert report["trained_on_designs"] == list(DESIGNS)
    assert report["top1"]["test"] > 0.98


LOAD_AND_PREDICT = """
import json, sys
from ultralytics import YOLO
model = YOLO(sys.argv[1])
found = [model.names[model.predict(path, imgsz=64, verbose=False)[0].probs.top1] for path in sys.argv[2:]]
train_args = {name: value for name, value in model.ckpt["train_args"].items() if isinstance(value, str)}
print(json.dumps([list(model.names.values()), found, train_args]))
"""


def test_the_teacher_loads_without_running_code_and_knows_its_classes(ordinary, tmp_path):
    one_of_each = [sorted((ordinary / "train" / label).iterdir())[0] for label in CLASSES]
    finished = subprocess.run(
        [sys.executable, "-c", LOAD_AND_PREDICT, str(SAMPLE / "teacher.pt"), *map(str, one_of_each)],
        env={
            **os.environ,
            "YOLO_CONFIG_DIR": str(tmp_path),
            "YOLO_AUTOINSTALL": "false",
            "YOLO_OFFLINE": "true",
            "ULTRALYTICS_SAFE_LOAD": "1",  # weights_only and an allow-list
        },
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    names, found, train_args = json.loads(finished.stdout.splitlines()[-1])
    assert names == list(CLASSES)
    assert sum(one == other for one, other in zip(found, CLASSES, strict=True)) >= 23
    assert not [value for value in train_args.values() if "/" in value or "\\" in value]

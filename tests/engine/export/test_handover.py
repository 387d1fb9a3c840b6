import dataclasses
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import msgspec
import numpy as np
import onnx
import pytest
from PIL import Image

from kdstudio.core.cards import HandoverMade
from kdstudio.core.proof import Loss, Machine, Proof, ProofRow, Timing
from kdstudio.core.text import UserError, text
from kdstudio.engine.export import handover
from kdstudio.engine.export.card import About, HandoverFile
from tests.engine.export import tiny

SECRET = "secret-project"


def row(key: str, *, verdict: str | None = None) -> ProofRow:
    loss = Loss(points=0.2, low=-0.1, high=0.4, verdict=verdict, images=120)  # type: ignore[arg-type]
    timing = Timing(
        median_ms=0.35,
        p90_ms=0.4,
        p95_ms=0.5,
        cpu_median_ms=0.34,
        cpu_share=1.0,
        threads=1,
        calls=200,
        preprocess_ms=0.2,
    )
    return ProofRow(
        key=key,
        role=key if key in ("teacher", "student") else "file",  # type: ignore[arg-type]
        precision="int8" if key == "int8" else "fp32",
        precision_used="float32",
        runtime="ONNX Runtime 1.32.0",
        images=120,
        correct=118,
        accuracy=98.3,
        accuracy_low=94.1,
        accuracy_high=99.5,
        loss=loss if verdict else None,
        agreement=99.2,
        kl_bits=0.001,
        timing=timing,
        memory_bytes=30_000_000,
        size_bytes=6_200_000,
        zipped_bytes=5_400_000,
    )


class Desk:
    """A place with models, images and a proof, in a folder whose name is nobody's business."""

    def __init__(self, folder: Path) -> None:
        self.private = folder / SECRET
        self.out = folder / "given" / "handover"
        path = self.private / "dataset"
        images, _ = tiny.draw(path, 12)
        self.images = images
        self.models = [
            HandoverFile("int8", "int8", tiny.write_model(self.private / "int8.onnx", 18.0, note=f"from {path}")),
            HandoverFile("fp32", "fp32", tiny.write_model(self.private / "fp32.onnx")),
        ]
        rows = [row("teacher"), row("student"), row("fp32", verdict="within"), row("int8", verdict="unproven")]
        self.proof = Proof(
            task="classify",
            metric="top1",
            target="onnx",
            dataset="colours",
            judged_on="val",
            was_used_to_choose=True,
            images=120,
            budget=0.5,
            calibration_images=64,
            image_size=tiny.SIZE,
            machine=Machine(processor="A CPU", cores=2, system="Linux", flags=["avx2"], load=0.1, versions={}),
            rows=rows,
            missing={"fp16": text("The runtime refused {file}.", file=str(path / "fp16.onnx"))},
        )

    def about(self) -> About:
        return About(
            title="colours-yolo11n",
            student="yolo11n-cls",
            teacher="yolo11s-cls",
            facts=tiny.FACTS,
            runtime=tiny.ONNX_RUNTIME,
            proof=self.proof,
            images=self.images,
            private=(self.private, self.private / "dataset"),
        )

    def write(self, *, as_zip: bool = False) -> HandoverMade:
        return handover.write(self.models, self.about(), self.out, as_zip=as_zip)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, HandoverMade]:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    return desk, desk.write(as_zip=True)


@pytest.fixture
def copied(written: tuple[Desk, HandoverMade], tmp_path: Path) -> Path:
    """A copy of a hand-over folder elsewhere, which may be damaged."""
    return Path(shutil.copytree(written[1].folder, tmp_path / "else where"))


def infer(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-B", str(folder / "infer.py"), *arguments]
    return subprocess.run(command, cwd=folder.parent, capture_output=True, text=True, check=False)


def test_the_folder_holds_all_that_it_takes_elsewhere(written: tuple[Desk, HandoverMade]) -> None:
    desk, made = written
    assert made.folder == str(desk.out)
    models = ["model-fp32.onnx", "model.json", "model.onnx"]
    code = ["infer.py", "requirements.txt", "runtime.py"]
    words = ["LICENSE", "README.md", "expected.json", "proof.json"]
    samples = [f"samples/{number}.png" for number in range(1, 9)]
    assert made.files == sorted([*models, *code, *words, *samples])
    assert made.size_bytes == sum((desk.out / name).stat().st_size for name in made.files)
    assert [path.name for path in desk.out.parent.iterdir()] in (
        ["handover", "handover.zip"],
        ["handover.zip", "handover"],
    )


def test_the_archive_holds_the_same(written: tuple[Desk, HandoverMade]) -> None:
    _, made = written
    assert made.archive is not None
    with zipfile.ZipFile(made.archive) as archive:
        assert archive.testzip() is None
        assert sorted(archive.namelist()) == [f"handover/{name}" for name in made.files]


def test_what_is_said_of_the_model(written: tuple[Desk, HandoverMade]) -> None:
    facts = handover.read_facts(Path(written[1].folder))
    assert (facts["task"], facts["names"], facts["default"]) == ("classify", list(tiny.NAMES), "model.onnx")
    assert facts["input"] == {"height": 8, "width": 8, "mean": [0.0, 0.0, 0.0], "std": [1.0, 1.0, 1.0]}
    assert {name: about["key"] for name, about in facts["models"].items()} == {
        "model.onnx": "int8",
        "model-fp32.onnx": "fp32",
    }
    assert set(facts["files"]) == set(written[1].files) - {"README.md", "model.json"}


def test_the_proof_travels_with_it(written: tuple[Desk, HandoverMade]) -> None:
    desk, made = written
    found = msgspec.json.decode((Path(made.folder) / "proof.json").read_bytes(), type=Proof)
    assert found.rows == desk.proof.rows
    assert found.missing["fp16"].english() == "The runtime refused fp16.onnx."


def test_no_path_of_this_machine_travels(written: tuple[Desk, HandoverMade]) -> None:
    desk, made = written
    for name in made.files:
        content = (desk.out / name).read_bytes()
        assert SECRET.encode() not in content, name
        assert str(Path.home()).encode() + b"/" not in content, name
    model = onnx.load(desk.out / "model.onnx")
    assert [entry.key for entry in model.metadata_props] == ["task"]


def test_a_model_without_such_words_is_handed_over_as_it_was_proven(written: tuple[Desk, HandoverMade]) -> None:
    desk, _ = written
    assert (desk.out / "model-fp32.onnx").read_bytes() == desk.models[1].path.read_bytes()


def test_the_card_says_what_how_good_and_how_fast(written: tuple[Desk, HandoverMade]) -> None:
    card = (written[0].out / "README.md").read_text(encoding="utf-8")
    for words in (
        "# colours-yolo11n",
        "yolo11n-cls, a student that learned from the teacher yolo11s-cls, trained on the dataset colours",
        "3 classes: red, green, blue.",
        "Measured on 120 validation images of colours",
        "They were also used to choose",
        "| `model.onnx` | 98.3 % | 94.1 to 99.5 % | 0.20 (up to 0.40) | not proven with 120 images | 99.2 % |",
        "| `model-fp32.onnx` | 0.35 ms | 0.50 ms | float32 | 30.0 MB | 6.2 MB | 5.4 MB |",
        "Measured on A CPU (2 cores, Linux; instructions: avx2) with ONNX Runtime 1.32.0, 1 thread",
        "“Not proven” means that there were too few images",
        "AGPL-3.0",
        "python infer.py --check",
    ):
        assert words in card, words
    assert "$" not in card


def test_samples_are_bare_images(written: tuple[Desk, HandoverMade]) -> None:
    for path in sorted((written[0].out / "samples").iterdir()):
        with Image.open(path) as image:
            assert (image.mode, image.info, dict(image.getexif())) == ("RGB", {}, {})


def test_large_photos_become_small_upright_samples(desk: Desk) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "A camera"
    for path in desk.images:
        Image.new("RGB", (1600, 800), (0, 250, 0)).save(path.with_suffix(".jpg"), exif=exif)
    desk.images = [path.with_suffix(".jpg") for path in desk.images]
    desk.write()
    with Image.open(desk.out / "samples" / "1.png") as image:
        assert (image.size, dict(image.getexif())) == ((320, 640), {})


def test_an_intact_copy_passes_its_check_from_anywhere(copied: Path) -> None:
    done = infer(copied, "--check")
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 ok" in done.stdout
    assert json.loads(infer(copied, "--check", "--json").stdout) == {"checked": ["model.onnx", "model-fp32.onnx"]}


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda path: path.write_bytes(path.read_bytes()[:50]), "is truncated"),
        (lambda path: path.write_bytes(b""), "is empty"),
        (lambda path: path.write_bytes(path.read_bytes()[:-1] + b"?"), "was changed after it was written"),
        (lambda path: path.unlink(), "is missing"),
    ],
)
@pytest.mark.parametrize("file", ["model.onnx", "model-fp32.onnx", "samples/2.png"])
def test_damage_is_found_and_named(copied: Path, file: str, damage: object, words: str) -> None:
    assert callable(damage)
    damage(copied / file)
    with pytest.raises(UserError, match=words) as found:
        handover.check(copied)
    assert file in str(found.value)
    if file == "model.onnx":
        done = infer(copied, "--check")
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1
        assert done.stderr.startswith("model.onnx ")
        assert words in done.stderr


def test_another_model_with_a_matching_checksum_is_found_by_what_it_says(copied: Path) -> None:
    tiny.write_model(copied / "model.onnx", order=(1, 0, 2))
    facts = json.loads((copied / "model.json").read_text())
    facts["files"].pop("model.onnx")
    (copied / "model.json").write_text(json.dumps(facts))
    done = infer(copied, "--check")
    assert done.returncode == 1
    assert "model.onnx does not give the expected result for samples/" in done.stderr
    assert "it says “" in done.stderr


def test_a_probability_beyond_the_tolerance_is_found(copied: Path) -> None:
    tiny.write_model(copied / "model-fp32.onnx", sharpness=6.0)
    facts = json.loads((copied / "model.json").read_text())
    facts["files"].pop("model-fp32.onnx")
    (copied / "model.json").write_text(json.dumps(facts))
    done = infer(copied, "--check")
    assert done.returncode == 1
    assert "off, and 0.001 is allowed" in done.stderr


def test_a_card_may_be_written_on(copied: Path) -> None:
    (copied / "README.md").write_text("Mine.")
    handover.check(copied)


@pytest.mark.parametrize("content", [None, "{", "[]", "{}"])
def test_no_hand_over_folder_is_a_sentence(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "model.json").write_text(content)
    with pytest.raises(UserError, match=r"is no hand-over folder, or its model\.json is damaged"):
        handover.check(tmp_path)


def test_images_are_named_with_their_likeliest_classes(copied: Path) -> None:
    sample = str(copied / "samples" / "1.png")
    done = infer(copied, sample)
    lines = done.stdout.splitlines()
    assert lines[0] == sample
    assert [line.split()[1] for line in lines[1:]] == ["%"] * 3
    found = json.loads(infer(copied, sample, "--json", "--model", "model-fp32.onnx", "--threads", "1").stdout)
    assert found[0]["top"][0]["name"] == lines[1].split()[2]


def test_a_benchmark_says_what_was_timed(copied: Path) -> None:
    found = json.loads(infer(copied, "--benchmark", "--json", "--threads", "1").stdout)
    assert (found["model"], found["precision"], found["threads"]) == ("model.onnx", "float32", 1)
    assert found["times"]["model"]["runs"] == 200
    assert "computes in float32, 1 thread" in infer(copied, "--benchmark", "--threads", "1").stdout


def test_what_is_wrong_with_an_image_or_a_wish_is_one_sentence(copied: Path) -> None:
    (copied / "broken.png").write_bytes(b"no image")
    for arguments, words in (
        (["absent.png"], "absent.png is not there"),
        ([str(copied / "broken.png")], "broken.png cannot be read as an image"),
        (
            ["--model", "other.onnx", "x.png"],
            "There is no model other.onnx here: there are model.onnx, model-fp32.onnx",
        ),
        ([], "Name one or more images"),
    ):
        done = infer(copied, *arguments)
        assert done.returncode == 1
        assert words in done.stderr
        assert done.stderr.count("\n") == 1


def test_it_can_be_imported(copied: Path) -> None:
    code = 'from infer import Model; m = Model(); p = m("samples/1.png"); print(m.names[p.argmax()], len(p))'
    done = subprocess.run([sys.executable, "-B", "-c", code], cwd=copied, capture_output=True, text=True, check=False)
    assert done.stdout.split()[1:] == ["3"], done.stderr


def test_an_earlier_hand_over_is_replaced_whole(desk: Desk) -> None:
    desk.write(as_zip=True)
    (desk.out / "old.txt").write_text("left over")
    desk.models = desk.models[:1]
    made = desk.write(as_zip=True)
    assert "old.txt" not in made.files
    assert "model-fp32.onnx" not in made.files
    assert sorted(path.name for path in desk.out.parent.iterdir()) == ["handover", "handover.zip"]


@pytest.mark.parametrize("name", ["handover", "handover.zip"])
def test_something_else_is_never_replaced(desk: Desk, name: str) -> None:
    place = desk.out.parent / name
    place.parent.mkdir()
    if name == "handover":
        place.mkdir()
        (place / "thesis.txt").write_text("years of work")
    else:
        place.write_text("years of work")
    with pytest.raises(UserError, match="is there already and is no earlier hand-over") as refusal:
        desk.write(as_zip=True)
    assert str(place) in str(refusal.value)
    assert place.exists()
    assert [path.name for path in desk.out.parent.iterdir()] == [name]


def test_an_empty_folder_is_filled(desk: Desk) -> None:
    desk.out.mkdir(parents=True)
    assert "model.onnx" in desk.write().files


def test_a_place_that_cannot_be_written_is_a_sentence(desk: Desk) -> None:
    desk.out.parent.write_text("a file, where a folder would have to be")
    with pytest.raises(UserError, match="cannot be written"):
        desk.write()


def test_a_model_that_is_gone_is_named(desk: Desk) -> None:
    desk.models[1].path.unlink()
    with pytest.raises(UserError, match=r"fp32\.onnx is not there any more: export again"):
        desk.write()
    assert not desk.out.parent.exists()


def test_without_an_image_there_is_nothing_to_check(desk: Desk) -> None:
    shutil.rmtree(desk.private / "dataset")
    with pytest.raises(UserError, match="None of the images of the proof is there any more"):
        desk.write()


def test_a_full_disk_leaves_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "write", full)
    with pytest.raises(UserError, match="No space left on device"):
        desk.write(as_zip=True)
    assert not list(desk.out.parent.iterdir())


def test_an_earlier_hand_over_survives_a_failure(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.write().files

    def fail(*_: object) -> None:
        raise UserError(text("No."))

    monkeypatch.setattr(handover, "let_it_check_itself", fail)
    with pytest.raises(UserError, match="No"):
        desk.write()
    assert [path.name for path in desk.out.parent.iterdir()] == ["handover"]
    handover.check(desk.out)
    assert sorted(path.relative_to(desk.out).as_posix() for path in desk.out.rglob("*") if path.is_file()) == before


def test_a_folder_that_fails_its_own_check_is_not_handed_over(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handover, "_sha256", lambda _: "0" * 64)
    with pytest.raises(UserError, match=r"does not pass its own check \(.+ was changed"):
        desk.write()
    assert not list(desk.out.parent.iterdir())


def test_a_model_that_is_a_folder_is_handed_over_as_one(desk: Desk) -> None:
    folder = desk.private / "int8-model"
    (folder / "deep").mkdir(parents=True)
    shutil.copyfile(desk.models[1].path, folder / "deep" / "weights.bin")
    runtime = desk.private / "runtime.py"
    tiny.write_runtime(runtime, load="open(os.path.join(path, 'deep', 'weights.bin')).close()")
    runtime.with_suffix(".txt").write_text("numpy\npillow\n")
    desk.models = [HandoverFile("int8", "int8", folder), HandoverFile("fp32", "fp32", folder)]
    made = handover.write(desk.models, dataclasses.replace(desk.about(), runtime=runtime), desk.out)
    assert {"model/deep/weights.bin", "model-fp32/deep/weights.bin"} <= set(made.files)
    (desk.out / "model" / "deep" / "weights.bin").write_bytes(b"")
    with pytest.raises(UserError, match=r"model/deep/weights\.bin in .+ is empty"):
        handover.check(desk.out)


def test_samples_are_spread_over_the_classes_and_clear_to_all() -> None:
    said = np.zeros((2, 9, 3), dtype=np.float32)
    for image in range(9):
        said[:, image, image % 3] = 0.5 + 0.05 * image
    said[1, 8] = (1, 0, 0)  # the second model disagrees
    assert handover.choose_samples(said, 3) == [5, 6, 7]
    assert handover.choose_samples(said, 8) == list(range(8))
    assert len(handover.choose_samples(said, 50)) == 9

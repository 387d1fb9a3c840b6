from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray
from onnx import numpy_helper

from kdstudio.core.proof import Try
from kdstudio.core.text import UserError
from kdstudio.engine import datasets
from kdstudio.engine.export import repair
from kdstudio.engine.export.repair import Found
from tests.colours import COLOURS

Array = NDArray[np.float32]
HEAD = ["model.10.conv", "model.10.linear"]


class Pictures:
    """The images of the colours, as an export has them."""

    def __init__(self, folder: Path) -> None:
        self.calibration, _ = self._read(folder / "train", slice(0, 8))
        self.ranking, _ = self._read(folder / "train", slice(8, 14))
        self.validation = self._read(folder / "test", slice(None))

    def _read(self, folder: Path, part: slice) -> tuple[Array, NDArray[np.int64]]:
        found = [
            (path, label) for label, name in enumerate(COLOURS) for path in sorted((folder / name).iterdir())[part]
        ]
        pixels = [batch.numpy() for batch in datasets.evaluation_batches(found, 32, 64)]
        return np.concatenate(pixels), np.array([label for _, label in found])


@pytest.fixture(scope="session")
def pictures(colours: Path) -> Pictures:
    return Pictures(colours)


@pytest.fixture
def time_ratio(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """What the clock says of every file, so that no test depends on how busy the computer is."""
    said = {"ratio": 0.8}
    monkeypatch.setattr(repair._Judge, "time_ratio", lambda *_: said["ratio"])
    return said


def search(pictures: Pictures, fp32: Path, folder: Path, **changes: Any) -> Found:
    """Search with the colours; what is given replaces what a search is usually given."""
    settings: dict[str, Any] = {
        "calibration": pictures.calibration,
        "ranking": pictures.ranking,
        "validation": pictures.validation,
        "budget_points": 5.0,
        "signed": False,
        "report": lambda _: None,
        "progress": lambda *_: None,
        "check_stop": lambda: None,
    }
    return repair.search(fp32, folder, **{**settings, **changes})


@pytest.fixture
def look(pictures: Pictures, tmp_path: Path, time_ratio: dict[str, float]) -> Callable[..., Found]:
    """Search within the test's own folder, with a clock that is told what to say."""
    return lambda fp32, **changes: search(pictures, fp32, tmp_path / "tries", **changes)


@dataclass
class Repaired:
    """A search that had to repair, with all that it told."""

    fp32: Path
    folder: Path
    found: Found
    reported: list[Try]
    progress: dict[str, list[tuple[int, int]]]


@pytest.fixture(scope="session")
def repaired(deep_outlier: Path, pictures: Pictures, tmp_path_factory: pytest.TempPathFactory) -> Repaired:
    folder = tmp_path_factory.mktemp("repaired")
    reported: list[Try] = []
    seen: dict[str, list[tuple[int, int]]] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(repair._Judge, "time_ratio", lambda *_: 0.8)
        found = search(
            pictures,
            deep_outlier,
            folder,
            report=reported.append,
            progress=lambda stage, done, total: seen.setdefault(stage, []).append((done, total)),
        )
    return Repaired(deep_outlier, folder, found, reported, seen)


def with_outlier(fp32: Path, out: Path, writer: str, reader: str, pixels: Array, factor: float = 1000) -> Path:
    """Make the loudest channel between two layers `factor` times as loud and let the second hear it as before.

    The float model says what it said (but for SiLU, which a factor turns into a ReLU): one scale for the whole tensor
    now leaves the other channels nothing.
    """
    model = onnx.load(fp32)
    tensors = {tensor.name: tensor for tensor in model.graph.initializer}
    nodes = {node.name: node for node in model.graph.node}
    channel = loudest(model, nodes[writer].output[0], pixels)

    def scale(name: str, place: tuple[Any, ...], by: float) -> None:
        values = numpy_helper.to_array(tensors[name]).copy()
        values[place] *= by
        tensors[name].CopyFrom(numpy_helper.from_array(values, name))

    for name in nodes[writer].input[1:]:
        scale(name, (channel,), factor)
    scale(nodes[reader].input[1], (slice(None), channel), 1 / factor)
    onnx.save(model, out)
    return out


def loudest(model: Any, tensor: str, pixels: Array) -> int:
    import onnxruntime

    probed = onnx.ModelProto()
    probed.CopyFrom(model)
    probed.graph.output.append(onnx.helper.make_tensor_value_info(tensor, onnx.TensorProto.FLOAT, None))
    session = onnxruntime.InferenceSession(probed.SerializeToString())
    said = [session.run([tensor], {session.get_inputs()[0].name: image[None]})[0] for image in pixels]
    return int(np.concatenate(said).mean(axis=(0, 2, 3)).argmax())


@pytest.fixture(scope="session")
def deep_outlier(student_onnx: Path, pictures: Pictures, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A student made to fail in INT8, by a tensor between model.3 and model.4.cv1."""
    out = tmp_path_factory.mktemp("deep") / "fp32.onnx"
    return with_outlier(student_onnx, out, "/model.3/conv/Conv", "/model.4/cv1/conv/Conv", pictures.ranking)


@pytest.fixture(scope="session")
def head_outlier(student_onnx: Path, pictures: Pictures, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A student made to fail in INT8, by a tensor within its head."""
    out = tmp_path_factory.mktemp("head") / "fp32.onnx"
    return with_outlier(student_onnx, out, "/model.10/conv/conv/Conv", "/model.10/linear/Gemm", pictures.ranking)


def test_a_student_that_takes_int8_well_is_done_after_one_try(
    student_onnx: Path, look: Callable[..., Found], tmp_path: Path
) -> None:
    found = look(student_onnx)
    assert found.tries == [found.first]
    assert found.best is found.first
    assert (found.first.step, found.first.float_blocks, found.first.is_within) == ("full", [], True)
    assert (found.pays, found.gains, found.quantized_blocks) == (True, [], 22)
    file = tmp_path / "tries" / found.first.file
    assert file.stat().st_size == found.first.size_bytes < 0.31 * student_onnx.stat().st_size


def test_a_student_made_to_fail_is_repaired_and_the_blocks_are_named(repaired: Repaired) -> None:
    found = repaired.found
    assert [attempt.step for attempt in found.tries[:4]] == ["full", "weighted", "weighted-head-float", "blocks"]
    assert not any(attempt.is_within for attempt in found.tries[:3])
    assert found.first.lost_points is not None
    assert found.first.lost_points > 20
    assert set(found.best.float_blocks) == {"model.3", "model.4.cv1"}
    assert found.best.is_within
    assert found.pays
    assert found.best.size_bytes < 0.4 * repaired.fp32.stat().st_size


def test_every_try_is_told_and_kept(repaired: Repaired) -> None:
    found = repaired.found
    assert repaired.reported == found.tries
    assert [attempt.number for attempt in found.tries] == list(range(1, len(found.tries) + 1))
    assert {path.name for path in repaired.folder.iterdir()} == {attempt.file for attempt in found.tries}


def test_each_block_in_float_says_what_it_won_back_and_what_it_costs(repaired: Repaired) -> None:
    found = repaired.found
    assert {gain.block for gain in found.gains} == set(found.best.float_blocks)
    for gain in found.gains:
        [without] = [
            attempt
            for attempt in found.tries
            if attempt.step == "blocks" and set(attempt.float_blocks) == set(found.best.float_blocks) - {gain.block}
        ]
        assert without.lost_images is not None
        assert found.best.lost_images is not None
        assert gain.images == without.lost_images - found.best.lost_images
        assert gain.kl_bits == without.kl_bits - found.best.kl_bits > 0
        assert gain.size_bytes == found.best.size_bytes - without.size_bytes > 0
        assert gain.time_share == 0


def test_two_neighbours_that_only_together_win_anything_back_are_found(
    head_outlier: Path, look: Callable[..., Found], monkeypatch: pytest.MonkeyPatch
) -> None:
    # The rung with the head in float would do: without it, the ranking has to find both.
    monkeypatch.setattr("kdstudio.engine.export.quantize.Calibrated.head", lambda _: [])
    found = look(head_outlier)
    assert sorted(found.best.float_blocks) == HEAD
    assert (found.best.step, found.best.is_within) == ("blocks", True)


def test_a_head_in_float_is_a_rung_and_its_blocks_are_weighed_too(
    head_outlier: Path, look: Callable[..., Found]
) -> None:
    found = look(head_outlier)
    assert found.best.step == "weighted-head-float"
    assert sorted(found.best.float_blocks) == HEAD
    assert sorted(gain.block for gain in found.gains) == HEAD


def test_a_rung_that_is_slower_than_the_float_model_is_not_taken(
    head_outlier: Path, look: Callable[..., Found], monkeypatch: pytest.MonkeyPatch
) -> None:
    def of_weighted(_: object, path: Path) -> float:
        return 1.1 if path.name in ("int8-try-2.onnx", "int8-try-3.onnx") else 0.9

    monkeypatch.setattr(repair._Judge, "time_ratio", of_weighted)
    found = look(head_outlier)
    assert found.tries[2].is_within
    assert found.best.step == "blocks"
    assert sorted(found.best.float_blocks) == HEAD
    assert found.pays


def test_where_plain_int8_is_no_faster_on_this_processor_the_budget_decides(
    student_onnx: Path, deep_outlier: Path, look: Callable[..., Found], time_ratio: dict[str, float]
) -> None:
    time_ratio["ratio"] = 1.1
    plain = look(student_onnx)
    assert [attempt.step for attempt in plain.tries] == ["full"]
    assert plain.pays
    repaired = look(deep_outlier)
    assert repaired.best.is_within
    assert repaired.best.float_blocks
    assert repaired.pays


def test_first_and_last_layers_stay_in_float_where_that_is_faster(
    student_onnx: Path, look: Callable[..., Found], monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = ["model.0", "model.10.linear"]

    def faster(_: object, path: Path) -> float:
        convolutions = [node for node in onnx.load(path).graph.node if node.op_type == "Conv"]
        return 0.9 if convolutions[0].input[0] == "images" else 1.0

    monkeypatch.setattr(repair._Judge, "time_ratio", faster)
    found = look(student_onnx)
    assert found.float_ends == ends
    assert (found.best.step, found.best.float_blocks, found.best.time_ratio) == ("full", [], 0.9)
    assert found.quantized_blocks == 20
    assert look(student_onnx, signed=True).float_ends == []  # for another processor


def test_the_time_here_of_a_file_for_arm_counts_on_arm_only(
    student_onnx: Path, look: Callable[..., Found], time_ratio: dict[str, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    time_ratio["ratio"] = 2.5
    for is_arm in (False, True):
        monkeypatch.setattr(repair, "_IS_ARM", is_arm)
        assert look(student_onnx, signed=True).pays is not is_arm


def test_a_budget_that_nothing_keeps_ends_at_half_of_the_weights_with_the_best_measured_file(
    deep_outlier: Path, look: Callable[..., Found], calibrated_weights: dict[str, int]
) -> None:
    found = look(deep_outlier, budget_points=-1000.0)
    assert not found.pays
    assert found.gains == []
    assert found.best.lost_points == min(attempt.lost_points or 0 for attempt in found.tries)
    for attempt in found.tries:
        in_float = sum(calibrated_weights[block] for block in attempt.float_blocks)
        assert in_float <= sum(calibrated_weights.values()) / 2
    assert len(found.tries) < 12


@pytest.fixture(scope="session")
def calibrated_weights(student_onnx: Path, pictures: Pictures) -> dict[str, int]:
    from kdstudio.engine.export import quantize

    return quantize.calibrate(student_onnx, pictures.calibration[:1]).weights()


@pytest.mark.parametrize("labels", [None, [-1] * 40])
def test_without_labels_lost_agreement_is_what_the_budget_allows(
    deep_outlier: Path, pictures: Pictures, look: Callable[..., Found], labels: list[int] | None
) -> None:
    found = look(deep_outlier, validation=(pictures.validation[0], labels))
    assert {attempt.lost_points for attempt in found.tries} == {None}
    assert all(attempt.is_within == (100 - attempt.agreement <= 5.0) for attempt in found.tries)
    assert found.best.is_within
    assert {gain.images for gain in found.gains} == {None}


def test_images_without_a_label_do_not_count_among_those_lost(
    deep_outlier: Path, pictures: Pictures, look: Callable[..., Found]
) -> None:
    pixels, labels = pictures.validation
    few = np.where(np.arange(len(labels)) % 4 == 0, labels, -1)
    first = look(deep_outlier, validation=(pixels, few)).first
    assert first.lost_points is not None
    assert first.lost_images is not None
    assert first.lost_points == 100 * first.lost_images / 10


def test_another_metric_may_decide(student_onnx: Path, look: Callable[..., Found]) -> None:
    asked: list[tuple[int, ...]] = []

    def score(outputs: Array) -> NDArray[np.bool_]:
        asked.append(outputs.shape)
        return np.arange(len(outputs)) < (30 if len(asked) == 1 else 10)

    found = look(student_onnx, score=score, budget_points=60.0)
    assert asked == [(40, 4), (40, 4)]
    assert (found.first.lost_images, found.first.lost_points, found.pays) == (20, 50.0, True)


@pytest.mark.parametrize("stage", ["calibrate", "measure", "repair"])
def test_a_search_stops_where_asked_and_leaves_no_half_file(
    deep_outlier: Path, look: Callable[..., Found], tmp_path: Path, stage: str
) -> None:
    reached: list[str] = []

    def stop() -> None:
        if reached[-1:] == [stage]:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        look(deep_outlier, progress=lambda name, _done, _total: reached.append(name), check_stop=stop)
    assert not list(tmp_path.rglob("*.part"))


def test_progress_counts_up_to_its_total(repaired: Repaired) -> None:
    seen = repaired.progress
    assert seen["calibrate"] == [(done, 32) for done in range(1, 33)]
    assert seen["repair"] == [(done, 23 * 24) for done in range(1, 23 * 24 + 1)]
    assert seen["measure"][39] == (40, 40)


def test_without_images_to_calibrate_the_search_says_so(student_onnx: Path, look: Callable[..., Found]) -> None:
    with pytest.raises(UserError, match="INT8 needs images to calibrate"):
        look(student_onnx, calibration=np.empty((0, 3, 32, 32), dtype=np.float32))


def test_a_file_is_timed_by_turns_against_the_float_model(
    student_onnx: Path, pictures: Pictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = repair._Judge(student_onnx, pictures.ranking[:2], None, 1.0, lambda *_: None)
    turns: list[bool] = []

    def seconds(session: object, _image: object, calls: int) -> float:
        turns.append(session is judge._timed)
        return calls * (2.0 if turns[-1] else 0.5)

    monkeypatch.setattr(repair, "_seconds", seconds)
    assert judge.time_ratio(student_onnx) == 0.25
    assert turns[0::2] == [True] * (len(turns) // 2)
    assert not any(turns[1::2])

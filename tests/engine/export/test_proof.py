import multiprocessing
from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np
import pytest

from kdstudio.core.proof import Machine, ProofRow
from kdstudio.core.text import Text, UserError
from kdstudio.engine import datasets
from kdstudio.engine.export import handover, proof
from kdstudio.engine.export.proof import Candidate, Probabilities
from kdstudio.engine.export.source import Source
from kdstudio.engine.supervisor import StopRequested
from tests.engine.export import tiny


class Prover:
    """Proves models on tiny images, and keeps what it heard."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.reported: list[ProofRow] = []
        self.failed: dict[str, str] = {}
        self.progress: list[tuple[int, int]] = []

    def candidate(self, key: str, path: Path, **more: object) -> Candidate:
        role = key if key in ("teacher", "student") else "file"
        fields = {"role": role, "precision": "fp32", "runtime": tiny.ONNX_RUNTIME, "facts": tiny.FACTS, **more}
        return Candidate(key=key, path=path, **fields)  # type: ignore[arg-type]

    def prove(
        self,
        models: list[Candidate],
        images: list[Path],
        labels: list[int] | None,
        *,
        budget: float = 0.5,
        check_stop: Callable[[], None] = lambda: None,
        calibration: list[Path] | None = None,
    ) -> dict[str, ProofRow]:
        def fail(key: str, sentence: Text) -> None:
            self.failed[key] = str(sentence)

        rows = proof.prove(
            models,
            images,
            labels,
            budget=budget,
            report=self.reported.append,
            fail=fail,
            progress=lambda done, total, _: self.progress.append((done, total)),
            check_stop=check_stop,
            calibration=calibration or [],
            rounds=2,
        )
        return {row.key: row for row in rows}


@pytest.fixture
def prover(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Prover:
    monkeypatch.setattr(proof, "CALLS", 6)
    monkeypatch.setattr(proof, "WARM_UP_CALLS", 2)
    return Prover(tmp_path)


def one_hot(labels: list[int]) -> Probabilities:
    return np.eye(3, dtype=np.float32)[labels]


def test_every_model_is_measured_against_the_student(prover: Prover) -> None:
    images, labels = tiny.draw(prover.folder / "images", 36, odd=3)
    good = tiny.write_model(prover.folder / "fp32.onnx")
    flat = tiny.write_model(prover.folder / "int8.onnx", sharpness=1.0)
    said = one_hot([number % 3 for number in range(36)])
    rows = prover.prove(
        [
            prover.candidate("teacher", flat, given=one_hot(labels)),
            prover.candidate("student", good, given=said),
            prover.candidate("fp32", good, file="models/fp32.onnx"),
            prover.candidate("int8", flat, file="models/int8.onnx", float_blocks=("model.0",)),
        ],
        images,
        labels,
    )
    assert list(rows) == ["teacher", "student", "fp32", "int8"]
    assert [row.correct for row in rows.values()] == [36, 33, 33, 33]
    student, fp32, int8 = rows["student"], rows["fp32"], rows["int8"]
    assert (rows["teacher"].loss, student.loss) == (None, None)
    assert (student.agreement, student.kl_bits) == (100.0, 0.0)
    assert rows["teacher"].agreement == pytest.approx(100 * 33 / 36)
    assert student.accuracy == pytest.approx(100 * 33 / 36)
    assert student.accuracy_low is not None
    assert student.accuracy_low < 90 < 95 < (student.accuracy_high or 0)
    assert (fp32.file, fp32.images, fp32.runtime.split()[0]) == ("models/fp32.onnx", 36, "ONNX")
    assert fp32.kl_bits is not None
    assert int8.kl_bits is not None
    assert fp32.kl_bits < 0.01 < 0.5 < int8.kl_bits
    assert int8.float_blocks == ["model.0"]
    assert fp32.size_bytes == good.stat().st_size
    assert fp32.zipped_bytes is not None
    assert all(row.is_repeatable and row.precision_used == "float32" and row.memory_bytes for row in rows.values())


def test_the_student_is_timed_by_its_float_file(prover: Prover) -> None:
    images, labels = tiny.draw(prover.folder / "images", 6)
    model = tiny.write_model(prover.folder / "fp32.onnx")
    rows = prover.prove(
        [prover.candidate("student", model, given=one_hot(labels)), prover.candidate("fp32", model)], images, labels
    )
    assert rows["student"].timing == rows["fp32"].timing
    timing = rows["fp32"].timing
    assert timing is not None
    assert (timing.calls, timing.threads) == (6, 1)
    assert 0 < timing.median_ms <= timing.p90_ms <= timing.p95_ms
    assert timing.preprocess_ms > timing.postprocess_ms > 0


def test_a_row_is_reported_before_and_after_it_is_timed(prover: Prover) -> None:
    images, labels = tiny.draw(prover.folder / "images", 40)
    model = tiny.write_model(prover.folder / "fp32.onnx")
    prover.prove([prover.candidate("fp32", model)], images, labels)
    assert [(row.key, row.timing is not None) for row in prover.reported] == [("fp32", False), ("fp32", True)]
    total = 2 + 2  # batches and rounds
    assert prover.progress == [(done, total) for done in range(total + 1)]


def test_a_model_that_is_refused_says_why_and_the_others_go_on(prover: Prover) -> None:
    images, labels = tiny.draw(prover.folder / "images", 6)
    broken = prover.folder / "int8.onnx"
    broken.write_bytes(b"")
    deadly = tiny.write_runtime(
        prover.folder / "r.py", call="os._exit(3) if self.calls > 8 else None; return pixels[:, :, 0, 0]"
    )
    nan = tiny.write_runtime(prover.folder / "n.py", call="return np.full((1, 3), np.nan, dtype=np.float32)")
    model = tiny.write_model(prover.folder / "fp32.onnx")
    rows = prover.prove(
        [
            prover.candidate("student", broken, given=one_hot(labels)),
            prover.candidate("fp32", model),
            prover.candidate("fp16", model, runtime=deadly),
            prover.candidate("int8", broken),
            prover.candidate("int8-dynamic", model, runtime=nan),
        ],
        images,
        labels,
    )
    assert list(rows) == ["student", "fp32"]
    assert (rows["student"].correct, rows["student"].timing) == (6, None)
    assert "refused the model int8.onnx" in str(rows["student"].note)
    assert "refused the model int8.onnx" in prover.failed["int8"]
    assert "died of it (exit code 3)" in prover.failed["fp16"]
    assert "answers with what is no number" in prover.failed["int8-dynamic"]
    assert not multiprocessing.active_children()


def test_the_budget_has_three_verdicts(prover: Prover) -> None:
    images, labels = tiny.draw(prover.folder / "images", 60)
    good = tiny.write_model(prover.folder / "good.onnx")
    bad = tiny.write_model(prover.folder / "bad.onnx", order=(0, 2, 1))
    models = [
        prover.candidate("student", good, given=one_hot(labels)),
        prover.candidate("good", good),
        prover.candidate("bad", bad),
    ]
    rows = prover.prove(models, images, labels, budget=10.0)
    good_loss, bad_loss = rows["good"].loss, rows["bad"].loss
    assert good_loss is not None
    assert bad_loss is not None
    assert (good_loss.verdict, good_loss.points, good_loss.images_needed) == ("within", 0.0, None)
    assert (bad_loss.verdict, bad_loss.images_needed) == ("over", None)
    assert bad_loss.points == pytest.approx(100 * 40 / 60)
    models[0] = prover.candidate("student", good, given=one_hot(labels[:6]))
    few = prover.prove(models, images[:6], labels[:6], budget=10.0)["good"].loss
    assert few is not None
    assert (few.verdict, few.points, few.images) == ("unproven", 0.0, 6)
    assert few.images_needed is not None
    assert few.images_needed > 6


def test_without_labels_only_agreement_is_proven(prover: Prover) -> None:
    images, labels = tiny.draw(prover.folder / "images", 6)
    model = tiny.write_model(prover.folder / "fp32.onnx")
    models = [prover.candidate("student", model, given=one_hot(labels)), prover.candidate("fp32", model)]
    for unknown in (None, [-1] * 6):
        row = prover.prove(models, images, unknown)["fp32"]
        assert (row.accuracy, row.correct, row.loss) == (None, None, None)
        assert row.agreement == 100.0


def test_a_model_that_changes_its_mind_is_marked(prover: Prover) -> None:
    images, labels = tiny.draw(prover.folder / "images", 6)
    fickle = tiny.write_runtime(prover.folder / "r.py", call="return np.array([[self.calls, 0, 0]], dtype=np.float32)")
    row = prover.prove(
        [prover.candidate("fp32", tiny.write_model(prover.folder / "m.onnx"), runtime=fickle)], images, labels
    )
    assert not row["fp32"].is_repeatable
    assert "did not say the very same" in str(row["fp32"].note)


def test_a_slow_model_is_timed_less_often_and_says_so(prover: Prover, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "MOST_SECONDS", 1e-9)
    images, labels = tiny.draw(prover.folder / "images", 3)
    row = prover.prove([prover.candidate("fp32", tiny.write_model(prover.folder / "m.onnx"))], images, labels)["fp32"]
    assert row.timing is not None
    assert row.timing.calls == 2  # one a round
    assert "Timed with 2 calls only" in str(row.note)


def test_images_that_calibrated_prove_nothing(prover: Prover) -> None:
    images, labels = tiny.draw(prover.folder / "images", 6)
    linked = prover.folder / "linked.png"
    linked.hardlink_to(images[2])
    with pytest.raises(UserError, match="1 of the images that are to prove the models also calibrated them"):
        prover.prove([], images, labels, calibration=[linked])


def test_a_stop_leaves_no_process(prover: Prover) -> None:
    def stop() -> None:
        raise StopRequested

    images, labels = tiny.draw(prover.folder / "images", 3)
    with pytest.raises(StopRequested):
        prover.prove(
            [
                prover.candidate(
                    "fp32",
                    tiny.write_model(prover.folder / "m.onnx"),
                    runtime=tiny.write_runtime(prover.folder / "r.py", load="threading.Event().wait()"),
                )
            ],
            images,
            labels,
            check_stop=stop,
        )
    assert not multiprocessing.active_children()


def test_a_real_student_says_in_onnx_runtime_what_it_says_in_pytorch(
    prover: Prover, student: Source, student_onnx: Path, colours: Path
) -> None:
    from kdstudio.engine.checkpoints import load_any

    found = datasets.open_dataset(str(colours))
    network, _ = load_any(student.weights)
    pixels = next(datasets.evaluation_batches(found.judged, student.image_size, len(found.judged)))
    given = network.float().eval()(pixels)[0].detach().numpy()
    facts = handover.facts_of("classify", student.classes, (student.image_size, student.image_size))
    images, labels = [path for path, _ in found.judged], [label for _, label in found.judged]
    rows = prover.prove(
        [
            prover.candidate("student", student_onnx, given=given, facts=facts),
            prover.candidate("fp32", student_onnx, facts=facts),
        ],
        images,
        labels,
    )
    assert rows["fp32"].correct == rows["student"].correct
    assert rows["fp32"].agreement == 100.0
    assert rows["fp32"].kl_bits == pytest.approx(0, abs=1e-6)


def test_kl_by_hand() -> None:
    half, sure = np.array([[0.5, 0.5]], dtype=np.float32), np.array([[0.25, 0.75]], dtype=np.float32)
    assert proof.kl_bits(half, half) == 0
    assert proof.kl_bits(half, sure) == pytest.approx(0.5 * np.log2(2) + 0.5 * np.log2(0.5 / 0.75))


def test_a_folder_is_as_large_as_its_files(tmp_path: Path) -> None:
    (tmp_path / "model" / "deep").mkdir(parents=True)
    (tmp_path / "model" / "a").write_bytes(bytes(1000))
    (tmp_path / "model" / "deep" / "b").write_bytes(bytes(500))
    assert proof.size_of(tmp_path / "model") == 1500
    assert 0 < proof.zipped_size_of(tmp_path / "model") < 100


def test_a_machine_names_no_host_and_survives_json() -> None:
    import platform

    here = proof.machine(["ONNX Runtime 1.32.0"])
    assert here.versions["ONNX Runtime"] == "1.32.0"
    assert here.processor
    assert here.cores >= 1
    assert platform.node() not in here.system.split()
    assert msgspec.json.decode(msgspec.json.encode(here), type=Machine) == here

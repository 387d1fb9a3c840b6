import hashlib
import shutil
from pathlib import Path

import msgspec
import numpy as np
import pytest

from kdstudio.core.events import (
    Event,
    ExportPrepared,
    FileBuilt,
    FileFailed,
    HandedOver,
    Noted,
    Progress,
    ProofDone,
    RowProven,
    Stopped,
    Tried,
)
from kdstudio.core.export_plan import ExportPlan
from kdstudio.core.jobs import Prove
from kdstudio.core.live_export import LiveExport
from kdstudio.core.proof import Proof, ProofRow
from kdstudio.core.text import UserError, text
from kdstudio.engine.export import export, repair, shipping, targets
from kdstudio.engine.export.again import prove_again
from tests.colours import COLOURS, TEST, Notebook


def plan_of(teacher: Path, colours: Path, **changes: object) -> ExportPlan:
    settings = {"precisions": ("fp32", "int8"), "budget": 5.0, "hand_over": [], **changes}
    return ExportPlan(source=str(teacher), dataset=str(colours), **settings)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def whole(teacher: Path, colours: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Notebook]:
    """An export of all precisions, with its hand-over folder, and what it reported."""
    folder, notebook = tmp_path_factory.mktemp("export"), Notebook()
    plan = plan_of(teacher, colours, precisions=("fp32", "fp16", "int8-dynamic", "int8"), zip=True)
    assert export.export(plan, folder, notebook) is None
    return folder, notebook


def proof_in(notebook: Notebook) -> Proof:
    (event,) = notebook.of(ProofDone)
    assert isinstance(event, ProofDone)
    return event.proof


def rows_of(proof: Proof) -> dict[str, ProofRow]:
    return {row.key: row for row in proof.rows}


def test_an_export_builds_proves_and_hands_over_in_this_order(whole: tuple[Path, Notebook]) -> None:
    _, notebook = whole
    kinds = [type(event) for event in notebook.events if not isinstance(event, Progress | Noted)]
    assert kinds[0] is ExportPrepared
    assert [kinds.index(kind) for kind in (FileBuilt, Tried, RowProven, ProofDone, HandedOver)] == sorted(
        kinds.index(kind) for kind in (FileBuilt, Tried, RowProven, ProofDone, HandedOver)
    )
    assert [event.key for event in notebook.of(FileBuilt)][:3] == ["fp32", "fp16", "int8-dynamic"]  # type: ignore[union-attr]


def test_the_float_file_is_the_student_and_int8_is_small_and_near(whole: tuple[Path, Notebook]) -> None:
    folder, notebook = whole
    rows = rows_of(proof_in(notebook))
    student, fp32, int8 = rows["student"], rows["fp32"], rows["int8"]
    assert (fp32.correct, fp32.agreement, fp32.images) == (student.correct, 100.0, TEST * len(COLOURS))
    assert fp32.kl_bits is not None
    assert fp32.kl_bits < 1e-6
    assert int8.loss is not None
    assert int8.loss.points <= 5.0
    assert int8.size_bytes < 0.35 * fp32.size_bytes
    assert all(row.is_repeatable and row.timing is not None and row.memory_bytes for row in rows.values())
    assert int8.size_bytes == (folder / str(int8.file)).stat().st_size


def test_the_proof_says_where_it_was_made_and_what_chose(whole: tuple[Path, Notebook]) -> None:
    folder, notebook = whole
    proof = proof_in(notebook)
    assert (proof.judged_on, proof.was_used_to_choose, proof.dataset) == ("test", False, "colours")
    assert proof.machine.processor
    assert msgspec.json.decode((folder / "proof.json").read_bytes(), type=Proof) == proof
    assert not (folder / "models" / "tries").exists()


def test_the_same_folder_is_proven_again_to_the_image(
    whole: tuple[Path, Notebook], colours: Path, tmp_path: Path
) -> None:
    shutil.copytree(whole[0] / "handover", tmp_path / "moved")
    notebook = Notebook()
    assert prove_again(Prove(handover=str(tmp_path / "moved"), dataset=str(colours)), notebook) is None
    before, now = rows_of(proof_in(whole[1])), rows_of(proof_in(notebook))
    assert {key: now[key].correct for key in ("fp32", "fp16", "int8")} == {
        key: before[key].correct for key in ("fp32", "fp16", "int8")
    }
    assert any("exactly as many images" in str(event.note) for event in notebook.of(Noted))  # type: ignore[union-attr]


def test_without_a_dataset_checksums_and_samples_are_proven(whole: tuple[Path, Notebook], tmp_path: Path) -> None:
    shutil.copytree(whole[0] / "handover", tmp_path / "moved")
    job, notebook = Prove(handover=str(tmp_path / "moved"), dataset=""), Notebook()
    assert prove_again(job, notebook) is None
    assert "the samples come out as expected" in str(notebook.of(Noted)[0].note)  # type: ignore[union-attr]
    with (tmp_path / "moved" / "model.onnx").open("r+b") as model:
        model.truncate(1000)
    with pytest.raises(UserError, match=r"model\.onnx .* is truncated"):
        prove_again(job, Notebook())


def test_code_that_is_not_ours_is_never_run(whole: tuple[Path, Notebook], tmp_path: Path) -> None:
    folder = tmp_path / "moved"
    shutil.copytree(whole[0] / "handover", folder)
    code = "raise SystemExit('run')"
    (folder / "infer.py").write_text(code, encoding="utf-8")
    facts = msgspec.json.decode((folder / "model.json").read_bytes())
    facts["files"]["infer.py"] = {"bytes": len(code), "sha256": hashlib.sha256(code.encode()).hexdigest()}
    (folder / "model.json").write_bytes(msgspec.json.encode(facts))
    notebook = Notebook()
    assert prove_again(Prove(handover=str(folder), dataset=""), notebook) is None
    assert "were not run" in str(notebook.of(Noted)[0].note)  # type: ignore[union-attr]


def test_chosen_files_are_handed_over_later(
    teacher: Path, colours: Path, home: Path, whole: tuple[Path, Notebook], tmp_path: Path
) -> None:
    from kdstudio.core import jobs
    from kdstudio.core.jobs import Export
    from tests.core import export_replays

    folder = tmp_path / "export"
    shutil.copytree(whole[0] / "models", folder / "models")
    jobs.write(Export(plan=plan_of(teacher, colours)), folder / jobs.JOB_FILE)
    export_replays.write(folder, [whole[1].of(ExportPrepared)[0], ProofDone(proof=proof_in(whole[1]))])
    live = LiveExport.replay(folder)
    made = shipping.hand_over(live, ["fp16", "fp32"], str(tmp_path / "out"), as_zip=False)
    assert {"model.onnx", "model-fp32.onnx", "infer.py", "README.md"} <= set(made.files)
    assert "model-int8.onnx" not in made.files
    assert (tmp_path / "out" / "model.onnx").stat().st_size == (folder / "models" / "fp16.onnx").stat().st_size
    (folder / "models" / "fp32.onnx").unlink()
    with pytest.raises(UserError, match=r"not there any more \(fp32\.onnx\): build it again"):
        shipping.hand_over(live, ["fp32"], str(tmp_path / "out"), as_zip=False)


def test_a_file_that_was_changed_after_its_proof_is_not_handed_over(
    teacher: Path, colours: Path, whole: tuple[Path, Notebook], tmp_path: Path
) -> None:
    shutil.copytree(whole[0] / "models", tmp_path / "models")
    live = LiveExport(tmp_path, plan_of(teacher, colours))
    prepared = whole[1].of(ExportPrepared)[0]
    assert isinstance(prepared, ExportPrepared)
    live.prepared, live.proof = prepared, proof_in(whole[1])
    model = tmp_path / "models" / "fp32.onnx"
    content = bytearray(model.read_bytes())
    content[len(content) // 2] ^= 1
    model.write_bytes(content)
    with pytest.raises(UserError, match=r"fp32\.onnx .* was changed after it was proven"):
        shipping.hand_over(live, ["fp32"], None, as_zip=False)


def test_a_place_that_is_taken_is_refused_before_the_work(teacher: Path, colours: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "thesis.txt").write_text("mine", encoding="utf-8")
    notebook = Notebook()
    with pytest.raises(UserError, match="is there already and is no earlier hand-over"):
        export.export(plan_of(teacher, colours, out=str(tmp_path / "taken")), tmp_path, notebook)
    assert notebook.of(FileBuilt) == []


def test_an_export_that_is_not_proven_is_not_handed_over(teacher: Path, colours: Path, tmp_path: Path) -> None:
    live = LiveExport(tmp_path, plan_of(teacher, colours))
    with pytest.raises(UserError, match="is not proven yet"):
        shipping.hand_over(live, ["fp32"], None, as_zip=False)


def test_a_file_that_fails_says_why_and_the_others_go_on(
    teacher: Path, colours: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = targets.build

    def fail(target: str, **what: object) -> Path:
        if what["precision"] == "fp16":
            raise UserError(text("Half a number is not enough."))
        return build(target, **what)

    monkeypatch.setattr(targets, "build", fail)
    notebook = Notebook()
    plan = plan_of(teacher, colours, precisions=("fp32", "fp16"), hand_over=None)
    assert export.export(plan, tmp_path, notebook) is None
    (failed,) = notebook.of(FileFailed)
    assert isinstance(failed, FileFailed)
    assert (failed.key, str(failed.sentence)) == ("fp16", "Half a number is not enough.")
    proof = proof_in(notebook)
    assert [row.key for row in proof.rows] == ["student", "fp32"]
    assert list(proof.missing) == ["fp16"]
    assert not (tmp_path / "handover").exists()


def test_where_nothing_can_be_built_the_reason_is_the_end(
    teacher: Path, colours: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(target: str, **what: object) -> Path:
        raise UserError(text("Half a number is not enough."))

    monkeypatch.setattr(targets, "build", fail)
    with pytest.raises(UserError, match="Half a number"):
        export.export(plan_of(teacher, colours, precisions=("fp16",)), tmp_path, Notebook())


def test_a_search_that_its_library_breaks_off_is_one_sentence_and_the_others_go_on(
    teacher: Path, colours: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> object:
        raise ValueError("an operator that nobody knows\nand much more")

    monkeypatch.setattr(repair, "search", fail)
    notebook = Notebook()
    assert export.export(plan_of(teacher, colours, hand_over=None), tmp_path, notebook) is None
    proof = proof_in(notebook)
    assert [row.key for row in proof.rows] == ["student", "fp32"]
    assert str(proof.missing["int8"]) == (
        "The converter for ONNX Runtime refused the network: an operator that nobody knows."
    )


def test_where_the_best_file_was_refused_another_is_handed_over(whole: tuple[Path, Notebook]) -> None:
    proof = proof_in(whole[1])
    first = msgspec.structs.replace(rows_of(proof)["int8"], key="int8-first", is_choice=False)
    assert shipping.best_keys(msgspec.structs.replace(proof, rows=[first])) == ["int8-first"]


def test_a_folder_for_a_target_of_the_future_is_refused(whole: tuple[Path, Notebook], tmp_path: Path) -> None:
    folder = tmp_path / "moved"
    shutil.copytree(whole[0] / "handover", folder)
    content = (folder / "proof.json").read_bytes().replace(b'"target": "onnx"', b'"target": "warp"')
    (folder / "proof.json").write_bytes(content)
    facts = msgspec.json.decode((folder / "model.json").read_bytes())
    facts["files"]["proof.json"] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    (folder / "model.json").write_bytes(msgspec.json.encode(facts))
    with pytest.raises(UserError, match="are for warp, which this version does not know"):
        prove_again(Prove(handover=str(folder), dataset=""), Notebook())


def test_a_file_that_its_runtime_refuses_is_named_and_the_others_are_proven(
    teacher: Path, colours: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = targets.build

    def spoil(target: str, **what: object) -> Path:
        path = build(target, **what)
        if what["precision"] == "fp16":
            path.write_bytes(b"no model")
        return path

    monkeypatch.setattr(targets, "build", spoil)
    notebook = Notebook()
    plan = plan_of(teacher, colours, precisions=("fp32", "fp16"), hand_over=None)
    assert export.export(plan, tmp_path, notebook) is None
    assert list(proof_in(notebook).missing) == ["fp16"]
    assert "fp16.onnx" in str(proof_in(notebook).missing["fp16"])
    assert "fp32" in rows_of(proof_in(notebook))


def test_without_labels_agreement_alone_is_proven(teacher: Path, colours: Path, tmp_path: Path) -> None:
    notebook = Notebook()
    plan = plan_of(teacher, colours / "unlabelled" / "lot-1", precisions=("int8",), hand_over=None)
    assert export.export(plan, tmp_path, notebook) is None
    proof = proof_in(notebook)
    int8 = rows_of(proof)["int8"]
    assert (proof.judged_on, int8.accuracy, int8.loss) == ("unlabelled", None, None)
    assert int8.agreement is not None
    assert "Only 4 images calibrate INT8" in " ".join(str(event.note) for event in notebook.of(Noted))  # type: ignore[union-attr]


@pytest.mark.parametrize("stage", ["build", "calibrate", "measure", "prove", "hand-over"])
def test_a_stop_is_honoured_at_every_stage_and_leaves_no_half_hand_over(
    teacher: Path, colours: Path, tmp_path: Path, stage: str
) -> None:
    def when(event: Event) -> str | None:
        return "keep" if isinstance(event, Progress) and event.stage == stage else None

    notebook = Notebook(when)  # type: ignore[arg-type]
    stopped = export.export(plan_of(teacher, colours), tmp_path, notebook)
    assert stopped == Stopped()
    assert not list(tmp_path.glob("handover*"))
    assert not list(tmp_path.rglob("*.part"))


def test_an_export_that_is_made_again_begins_anew(teacher: Path, colours: Path, tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "int8.onnx").write_bytes(b"half a model")
    assert export.export(plan_of(teacher, colours, precisions=("fp32",), hand_over=None), tmp_path, Notebook()) is None
    assert [path.name for path in (tmp_path / "models").iterdir()] == ["fp32.onnx"]


def test_the_teacher_of_a_run_is_proven_beside_its_student(
    teacher: Path, colours: Path, home: Path, tmp_path: Path
) -> None:
    from kdstudio.core import jobs, paths
    from kdstudio.core.events import NetworkDone
    from kdstudio.core.jobs import Distill
    from tests.colours import recipe
    from tests.core import export_replays

    run = paths.runs_folder() / "a-run"
    (run / "student" / "weights").mkdir(parents=True)
    shutil.copyfile(teacher, run / "student" / "weights" / "best.pt")
    jobs.write(Distill(recipe=recipe(colours, teacher)), run / jobs.JOB_FILE)
    export_replays.write(run, [NetworkDone(network="student", weights="student/weights/best.pt")])
    notebook = Notebook()
    plan = ExportPlan(source="run:a-run", precisions=("fp32",))
    assert export.export(plan, tmp_path, notebook) is None
    rows = rows_of(proof_in(notebook))
    assert list(rows) == ["teacher", "student", "fp32"]
    assert rows["teacher"].agreement == 100.0
    assert rows["teacher"].timing is not None
    assert np.isclose(rows["teacher"].kl_bits or 0.0, 0.0, atol=1e-6)

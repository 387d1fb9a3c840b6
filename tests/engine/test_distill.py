from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from kdstudio.core import journal
from kdstudio.core.events import (
    CheckpointSaved,
    EpochDone,
    Event,
    Judged,
    Measured,
    NetworkDone,
    NetworkStarted,
    Noted,
    Prepared,
    Progress,
    SoftLabels,
    Stopped,
)
from kdstudio.core.jobs import Distill, TrainTeacher
from kdstudio.core.recipe import Recipe
from kdstudio.core.text import UserError
from kdstudio.engine import run_job, teachers
from kdstudio.engine.checkpoints import load_ultralytics
from kdstudio.engine.tasks.classify import epochs_done
from tests.colours import COLOURS, TEST, TRAIN, VAL, Notebook, recipe, teacher_recipe


def distil(folder: Path, chosen: Recipe, notebook: Notebook | None = None) -> Notebook:
    notebook = notebook or Notebook()
    folder.mkdir(exist_ok=True)
    run_job(Distill(recipe=chosen), folder, notebook)
    return notebook


@pytest.fixture(scope="module")
def pair(colours: Path, teacher: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Notebook]:
    """A student with unlabelled images and its baseline, distilled once for all tests of this module."""
    folder = tmp_path_factory.mktemp("pair")
    chosen = recipe(colours, teacher, baseline=True, unlabelled=str(colours / "unlabelled"), epochs=8, batch=8)
    return folder, distil(folder, chosen)


def test_it_tells_what_it_does_in_order(pair: tuple[Path, Notebook]) -> None:
    kinds = [type(event) for event in pair[1].events if not isinstance(event, Progress | Noted)]
    epoch = [SoftLabels, EpochDone, CheckpointSaved]
    training = [NetworkStarted, SoftLabels, EpochDone, *epoch * 8, NetworkDone]
    assert kinds == [Prepared, SoftLabels, *training, *training, Measured, Measured, Measured, Judged]


def test_student_and_baseline_start_equal_and_see_equally_many_images(pair: tuple[Path, Notebook]) -> None:
    folder, notebook = pair
    starts = notebook.of(NetworkStarted)
    assert [(event.network, event.epochs, event.batches) for event in starts] == [  # type: ignore[union-attr]
        ("student", 8, 12),
        ("baseline", 8, 12),
    ]
    before = [np.load(folder / "soft_labels" / f"{name}-0000.npy") for name in ("student", "baseline")]
    assert (before[0] == before[1]).all()


def test_the_soft_labels_of_the_probes_are_kept_for_every_epoch(pair: tuple[Path, Notebook]) -> None:
    folder, notebook = pair
    prepared = notebook.of(Prepared)[0]
    assert isinstance(prepared, Prepared)
    assert [prepared.probe_labels.count(label) for label in range(4)] == [3, 3, 3, 3], "balanced"
    files = sorted(path.name for path in (folder / "soft_labels").iterdir())
    epochs = [f"{name}-{epoch:04d}.npy" for name in ("baseline", "student") for epoch in range(9)]
    assert files == [*epochs, "teacher.npy"]
    for name in files:
        logits = np.load(folder / "soft_labels" / name)
        assert logits.shape == (12, len(COLOURS))
        assert logits.dtype == np.float16


def test_what_the_student_learns_of_the_teacher_grows(pair: tuple[Path, Notebook]) -> None:
    epochs = [event for event in pair[1].of(EpochDone) if event.network == "student"]  # type: ignore[union-attr]
    first, last = epochs[0], epochs[-1]
    assert isinstance(first, EpochDone)
    assert isinstance(last, EpochDone)
    assert last.kl_bits is not None
    assert first.kl_bits is not None
    assert last.kl_bits < first.kl_bits
    assert set(last.losses) == {"total", "hard", "soft"}
    assert last.losses["total"] == pytest.approx(0.1 * last.losses["hard"] + 0.9 * last.losses["soft"], rel=1e-4)


def test_everything_is_measured_on_the_test_images_and_judged_in_pairs(pair: tuple[Path, Notebook]) -> None:
    folder, notebook = pair
    prepared = notebook.of(Prepared)[0]
    assert isinstance(prepared, Prepared)
    assert prepared.judged_on == "test"
    assert prepared.images == {"train": 4 * TRAIN, "unlabelled": 32, "val": 4 * VAL, "test": 4 * TEST}
    right = {}
    for event in notebook.of(Measured):
        assert isinstance(event, Measured)
        content = np.load(folder / event.file)
        right[event.network] = content["correct"]
        assert event.measurement.images == len(content["labels"]) == 4 * TEST
        assert event.measurement.correct == content["correct"].sum()
        assert event.measurement.top1_low <= event.measurement.top1 <= event.measurement.top1_high
        assert (content["logits"].argmax(1) == content["labels"]).sum() == event.measurement.correct
    verdict = notebook.of(Judged)[0].verdict  # type: ignore[union-attr]
    assert verdict.gained == (right["student"] & ~right["baseline"]).sum()
    assert verdict.lost == (right["baseline"] & ~right["student"]).sum()


def test_the_checkpoint_is_a_plain_one_of_the_same_size_with_and_without_a_teacher(
    pair: tuple[Path, Notebook],
) -> None:
    folder, _ = pair
    taught, alone = (folder / name / "weights" / "best.pt" for name in ("student", "baseline"))
    assert taught.stat().st_size == pytest.approx(alone.stat().st_size, rel=0.01)
    network, checkpoint = load_ultralytics(taught)
    assert network.names == dict(enumerate(COLOURS))
    assert "kdstudio" not in str(sorted(checkpoint))
    assert checkpoint["optimizer"] is None
    assert list(network.state_dict()) == list(load_ultralytics(alone)[0].state_dict())
    assert b"kdstudio" not in taught.read_bytes()


def test_a_checkpoint_opens_in_plain_ultralytics_with_the_same_accuracy(
    pair: tuple[Path, Notebook], colours: Path, tmp_path: Path
) -> None:
    from ultralytics import YOLO

    folder, notebook = pair
    measured = {event.network: event.measurement for event in notebook.of(Measured)}  # type: ignore[union-attr]
    result = YOLO(folder / "student" / "weights" / "best.pt").val(
        data=str(colours), split="test", imgsz=32, plots=False, verbose=False, save_dir=str(tmp_path)
    )
    assert 100 * result.top1 == pytest.approx(measured["student"].top1, abs=0.01)


def test_the_teacher_is_bit_identical_after_a_run(
    colours: Path, teacher: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[Any] = []
    load = teachers.load

    def remember(*arguments: Any) -> Any:
        loaded.append(load(*arguments))
        loaded.append({name: value.clone() for name, value in loaded[0].network.state_dict().items()})
        return loaded[0]

    monkeypatch.setattr(teachers, "load", remember)
    distil(tmp_path, recipe(colours, teacher, epochs=1))
    network, before = loaded[0].network, loaded[1]
    assert not network.training
    assert not any(parameter.requires_grad for parameter in network.parameters())
    assert all(torch.equal(value, before[name]) for name, value in network.state_dict().items())


def test_a_stopped_run_resumes_to_the_planned_epoch_with_its_schedule(
    colours: Path, teacher: Path, tmp_path: Path
) -> None:
    def in_third_epoch(event: Event) -> Any:
        return "keep" if isinstance(event, Progress) and event.epoch == 3 and event.done == 2 else None

    chosen = recipe(colours, teacher, epochs=5)
    whole = distil(tmp_path / "whole", chosen)
    folder = tmp_path / "stopped"
    folder.mkdir()
    writer = journal.JournalWriter(folder)
    first = Notebook(in_third_epoch)
    first.report = _both(first.report, writer.append)  # type: ignore[method-assign]
    place = run_job(Distill(recipe=chosen), folder, first)
    assert place == Stopped(network="student", epoch=2)
    assert epochs_done(folder / "student" / "weights" / "last.pt") == 2
    assert not list(folder.rglob("*.part"))

    second = distil(folder, chosen)
    start = second.of(NetworkStarted)[0]
    assert isinstance(start, NetworkStarted)
    assert start.from_epoch == 2
    rates = {
        run: [(event.epoch, event.learning_rate) for event in run.of(EpochDone) if event.epoch > 2]  # type: ignore[union-attr]
        for run in (whole, second)
    }
    assert [epoch for epoch, _ in rates[second]] == [3, 4, 5]
    for (_, expected), (_, rate) in zip(rates[whole], rates[second], strict=True):
        assert rate == pytest.approx(expected)
    assert epochs_done(folder / "student" / "weights" / "last.pt") is None, "finished"


def _both(first: Any, second: Any) -> Any:
    def report(event: Event) -> None:
        first(event)
        second(event)

    return report


def test_a_network_that_has_finished_is_not_trained_again(colours: Path, teacher: Path, tmp_path: Path) -> None:
    def in_baseline(event: Event) -> Any:
        return "keep" if isinstance(event, Progress) and event.network == "baseline" else None

    chosen = recipe(colours, teacher, baseline=True)
    writer = journal.JournalWriter(tmp_path)
    first = Notebook(in_baseline)
    first.report = _both(first.report, writer.append)  # type: ignore[method-assign]
    run_job(Distill(recipe=chosen), tmp_path, first)

    second = distil(tmp_path, chosen)
    assert [event.network for event in second.of(NetworkStarted)] == ["baseline"]  # type: ignore[union-attr]
    assert len(second.of(Measured)) == 3


def test_finishing_early_ends_after_the_epoch_then_measures_and_judges(
    colours: Path, teacher: Path, tmp_path: Path
) -> None:
    def in_second_epoch(event: Event) -> Any:
        return "finish" if isinstance(event, Progress) and event.epoch == 2 else None

    notebook = Notebook(in_second_epoch)
    stopped = run_job(Distill(recipe=recipe(colours, teacher, epochs=6, baseline=True)), tmp_path, notebook)
    assert stopped is None
    epochs = notebook.of(EpochDone)
    assert epochs[-1].epoch == 2  # type: ignore[union-attr]
    assert [event.network for event in notebook.of(Measured)] == ["teacher", "student"]  # type: ignore[union-attr]
    assert notebook.of(Judged)[0].verdict.grade == "unknown"  # type: ignore[union-attr]


def test_a_kill_while_a_checkpoint_is_written_leaves_the_one_before(
    colours: Path, teacher: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kdstudio.core import files

    replaced: list[Path] = []
    replace = files.replace

    def die_in_second_epoch(source: Path, target: Path) -> None:
        if target.name == "last.pt" and replaced.count(target) == 1:
            raise KeyboardInterrupt
        replaced.append(target)
        replace(source, target)

    monkeypatch.setattr(files, "replace", die_in_second_epoch)
    with pytest.raises(KeyboardInterrupt):
        distil(tmp_path, recipe(colours, teacher, epochs=3))
    assert epochs_done(tmp_path / "student" / "weights" / "last.pt") == 1


def test_a_teacher_with_shuffled_class_names_is_found_out_before_training(
    colours: Path, teacher: Path, tmp_path: Path
) -> None:
    names = list(COLOURS)
    wrong = dict(zip(names, [*names[1:], names[0]], strict=True))
    notebook = Notebook()
    with pytest.raises(UserError, match="classes look mismatched"):
        distil(tmp_path, recipe(colours, teacher, class_map=wrong), notebook)
    assert not notebook.of(NetworkStarted)


def test_a_first_batch_of_classes_that_the_teacher_lacks_is_not_taken_for_a_silent_teacher(
    colours: Path, teacher: Path
) -> None:
    from kdstudio.core.class_map import ClassMap
    from kdstudio.engine.losses import LossSettings
    from kdstudio.engine.tasks.classify import TEACHER_LOGITS, DistillationCriterion, Guidance, LossMeans

    guidance = Guidance(
        teacher=None,  # type: ignore[arg-type]
        class_map=ClassMap((0, 1), (0, 1), ("plum", "slate")),
        method="kd",
        settings=LossSettings.for_method("kd"),
    )
    criterion = DistillationCriterion(None, guidance, LossMeans())
    logits = torch.randn(4, 4, requires_grad=True)
    asked = torch.randn(4, 2)
    criterion(logits, {TEACHER_LOGITS: asked, "cls": torch.tensor([2, 3, 3, 2])})
    with pytest.raises(UserError, match="the class of no training image"):
        criterion.check_tested()
    criterion(logits, {TEACHER_LOGITS: asked, "cls": torch.tensor([0, 3, -1, 2])})
    criterion.check_tested()


def test_images_that_judge_are_left_out_of_the_unlabelled(colours: Path, teacher: Path, tmp_path: Path) -> None:
    notebook = distil(tmp_path, recipe(colours, teacher, epochs=1, unlabelled=str(colours)))
    prepared = notebook.of(Prepared)[0]
    assert isinstance(prepared, Prepared)
    assert prepared.images["unlabelled"] == 4 * TRAIN + 32
    assert any("belong to the validation or test split" in str(event.note) for event in notebook.of(Noted))  # type: ignore[union-attr]


def test_a_student_that_is_its_own_teacher_is_found_out_on_the_first_batch(
    colours: Path, teacher: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kdstudio.engine.tasks import classify

    def own_logits(self: Any, logits: torch.Tensor, batch: Any, guidance: Any) -> Any:
        return classify.LossParts(logits.sum(), logits.sum(), logits.sum() * 0.0)

    monkeypatch.setattr(classify.DistillationCriterion, "_guided", own_logits)
    with pytest.raises(UserError, match="teaches this student nothing"):
        distil(tmp_path, recipe(colours, teacher))


@pytest.mark.parametrize("method", ["kd", "dkd", "dist", "logit-std", "hard"])
def test_every_method_teaches(colours: Path, teacher: Path, tmp_path: Path, method: str) -> None:
    notebook = distil(tmp_path, recipe(colours, teacher, method=method, epochs=2))
    student = [event for event in notebook.of(EpochDone) if event.epoch]  # type: ignore[union-attr]
    assert student[-1].losses["soft"] < student[0].losses["soft"]  # type: ignore[union-attr]


def test_a_student_learns_from_unlabelled_images_with_two_labels_a_class(
    colours: Path, teacher: Path, tmp_path: Path
) -> None:
    few = tmp_path / "few"
    for name in COLOURS:
        for split, count in (("train", 2), ("val", VAL), ("test", TEST)):
            (few / split / name).mkdir(parents=True)
            for path in sorted((colours / split / name).iterdir())[:count]:
                (few / split / name / path.name).write_bytes(path.read_bytes())
    folder = tmp_path / "run"
    chosen = recipe(few, teacher, unlabelled=str(colours / "train"), epochs=16, batch=8)
    measured = distil(folder, chosen).of(Measured)[-1]
    assert isinstance(measured, Measured)
    assert measured.network == "student"
    assert measured.measurement.top1 > 70


def test_a_class_that_the_teacher_lacks_is_named_and_learned_from_hard_labels(colours: Path, tmp_path: Path) -> None:
    known = tmp_path / "known"
    for split in ("train", "val", "test"):
        for name in list(COLOURS)[:3]:
            (known / split / name).mkdir(parents=True)
            for path in (colours / split / name).iterdir():
                (known / split / name / path.name).write_bytes(path.read_bytes())
    (tmp_path / "teacher").mkdir()
    run_job(TrainTeacher(recipe=teacher_recipe(known, epochs=24, batch=8)), tmp_path / "teacher", Notebook())
    weights = tmp_path / "teacher" / "teacher" / "weights" / "best.pt"
    notebook = distil(tmp_path / "run", recipe(colours, weights, epochs=5, batch=8))
    assert any("does not know slate" in str(event.note) for event in notebook.of(Noted))  # type: ignore[union-attr]
    asked = np.load(tmp_path / "run" / "soft_labels" / "teacher.npy")
    assert np.isneginf(asked[:, 3]).all()
    measured = {event.network: event.measurement for event in notebook.of(Measured)}  # type: ignore[union-attr]
    assert np.isfinite(measured["student"].kl_bits or np.nan)


def test_a_teacher_to_be_is_trained_and_measured_without_a_verdict(colours: Path, tmp_path: Path) -> None:
    notebook = Notebook()
    run_job(TrainTeacher(recipe=teacher_recipe(colours)), tmp_path, notebook)
    assert [event.network for event in notebook.of(Measured)] == ["teacher"]  # type: ignore[union-attr]
    assert not notebook.of(Judged)
    assert (tmp_path / "teacher" / "weights" / "best.pt").exists()

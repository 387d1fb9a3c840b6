from pathlib import Path

import msgspec
import pytest

from kdstudio.core.events import Entry, Event
from kdstudio.core.export_plan import ExportPlan
from kdstudio.core.export_verdict import cautions, circumstances, does_not_pay, headline, in_one_line
from kdstudio.core.live_export import LiveExport
from kdstudio.core.proof import BudgetVerdict, Loss, Proof, ProofRow
from tests.core.export_replays import PROOF, TRY, beginning, row, timing, whole


def loss(points: float, verdict: BudgetVerdict, needed: int | None = None) -> Loss:
    return Loss(points=points, low=points - 0.5, high=points + 0.5, verdict=verdict, images=400, images_needed=needed)


def proof(int8: ProofRow | None = None, **changes: object) -> Proof:
    rows = [found for found in PROOF.rows if found.key != "int8"] + ([int8] if int8 else [])
    return msgspec.structs.replace(PROOF, rows=rows, **changes)


def int8(points: float, verdict: BudgetVerdict, needed: int | None = None, **changes: object) -> ProofRow:
    made = row("int8", 395, 0.2, loss=loss(points, verdict, needed))
    return msgspec.structs.replace(made, size_bytes=2_000_000, **changes)


def test_a_proven_file_passes_and_says_what_it_buys() -> None:
    found = headline(proof(int8(0.2, "within")))
    assert found.state == "ok"
    assert found.sentence.english() == "INT8 passes: 0.2 points lost of the 0.5 allowed."
    assert found.gain.english() == "3.0× smaller and 5.0× faster than the teacher."


def test_what_was_won_is_no_loss() -> None:
    assert "0.0 points lost" in headline(proof(int8(-0.4, "within"))).sentence.english()


@pytest.mark.parametrize(
    ("points", "needed", "sentence"),
    [
        (
            0.25,
            2_500,
            "Not proven: INT8 lost 0.2 points of the 0.5 allowed; about 2,500 images would do.",
        ),
        (0.25, None, "Not proven: INT8 lost 0.2 points of the 0.5 allowed, on too few images."),
        (
            0.75,
            None,
            "Not proven: INT8 lost 0.8 points, more than the 0.5 allowed, on too few images.",
        ),
    ],
)
def test_too_few_images_are_said(points: float, needed: int | None, sentence: str) -> None:
    found = headline(proof(int8(points, "unproven", needed)))
    assert (found.state, found.sentence.english()) == ("warn", sentence)


def test_a_file_over_the_budget_names_what_is_left() -> None:
    found = headline(proof(int8(0.9, "over")))
    assert (found.state, found.sentence.english()) == ("error", "INT8 lost 0.9 points, more than the 0.5 allowed.")
    assert found.gain.english() == "FP32 is left: 0.0 points lost, 6.0 MB instead of 2.0 MB."


def test_int8_that_no_try_brought_within_the_budget_does_not_pay() -> None:
    found = headline(proof(int8(0.9, "over"), tries=[TRY, TRY, TRY]))
    assert found.state == "warn"
    assert found.sentence.english().startswith("INT8 does not pay for this model: at best it lost 0.9 points")


def test_repaired_int8_that_is_no_faster_does_not_pay_where_its_time_counts() -> None:
    slow = int8(0.2, "within", float_blocks=["model.0", "model.1"], timing=timing(0.4))
    assert "with 2 layers in float it is no faster" in headline(proof(slow)).sentence.english()
    assert not does_not_pay(proof(slow, target="onnx-arm"))
    assert not does_not_pay(proof(msgspec.structs.replace(slow, float_blocks=[])))


def test_without_labels_only_agreement_is_said() -> None:
    unlabelled = msgspec.structs.replace(int8(0.2, "within"), loss=None)
    found = headline(proof(unlabelled, judged_on="unlabelled"))
    assert found.state == "warn"
    assert found.sentence.english() == "INT8 says what the student says on 99.0 % of 400 images."
    assert "not accuracy" in cautions(proof(unlabelled, judged_on="unlabelled"))[0].english()


def test_without_int8_the_smallest_other_file_is_judged() -> None:
    assert headline(proof()).sentence.english() == "FP32 passes: 0.0 points lost of the 0.5 allowed."


def test_a_first_try_is_not_what_the_proof_is_about() -> None:
    first = int8(0.9, "over", key="int8-first", is_choice=False)
    assert headline(proof(first)).sentence.english().startswith("FP32 passes")


def test_a_proof_without_any_file_says_so() -> None:
    found = headline(msgspec.structs.replace(PROOF, rows=PROOF.rows[:2]))
    assert (found.state, found.sentence.english()) == ("error", "No file could be proven.")


def test_without_a_teacher_the_student_is_what_it_is_compared_with() -> None:
    alone = proof(int8(0.2, "within"))
    alone = msgspec.structs.replace(alone, rows=[found for found in alone.rows if found.key != "teacher"])
    assert headline(alone).gain.english() == "3.0× smaller and 1.7× faster than the student."


@pytest.mark.parametrize(
    ("judged_on", "words"),
    [
        ("val", "400 validation images, ONNX Runtime, this CPU, 1 thread."),
        ("test", "400 test images, ONNX Runtime, this CPU, 1 thread."),
        ("unlabelled", "400 images without labels, ONNX Runtime, this CPU, 1 thread."),
    ],
)
def test_a_proof_says_on_what_it_was_made(judged_on: str, words: str) -> None:
    assert circumstances(proof(judged_on=judged_on)).english() == words


def test_what_limits_a_proof_is_said() -> None:
    assert cautions(proof(judged_on="test", was_used_to_choose=False)) == []
    busy = int8(0.2, "within", timing=msgspec.structs.replace(timing(0.2), cpu_share=0.5), is_repeatable=False)
    limited = cautions(proof(busy, target="onnx-arm", tries=[TRY, TRY]))
    words = [caution.english() for caution in limited]
    assert [sentence.split(" ")[0] for sentence in words] == ["The", "Other", "A", "Accuracy"]


def live(events: list[Event]) -> LiveExport:
    made = LiveExport(Path("/exports/e"), ExportPlan(source="run:r"))
    for number, event in enumerate(events, start=1):
        made.take(Entry(seq=number, at=0.0, event=event))
    return made


def test_a_list_says_of_an_export_what_it_came_to_or_where_it_is() -> None:
    assert in_one_line(live([]))[1].english() == "It was not built yet."
    assert in_one_line(live(beginning()))[1].english() == "It is being built."
    assert in_one_line(live(whole()))[0] == "warn"
    assert in_one_line(live(whole()))[1].english().startswith("Not proven: INT8 lost 0.2 points")


def test_a_processor_without_int8_instructions_is_named_as_the_limit_of_the_times() -> None:
    plain = msgspec.structs.replace(PROOF, machine=msgspec.structs.replace(PROOF.machine, flags=["avx2"]))
    assert any("no instructions for INT8" in str(caution) for caution in cautions(plain))
    assert not any("no instructions for INT8" in str(caution) for caution in cautions(PROOF))


def test_layers_that_are_faster_in_float_are_named() -> None:
    found = cautions(proof(int8(0.2, "within"), float_ends=["model.0", "model.10.linear"]))
    assert any("faster: model.0, model.10.linear." in str(caution) for caution in found)

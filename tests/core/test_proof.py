import msgspec
import pytest

from kdstudio.core.proof import Loss, Proof, model_words, recommended, verdict_words
from tests.core.export_replays import LOST, PROOF, ROWS, row, timing


def test_a_proof_survives_json() -> None:
    assert msgspec.json.decode(msgspec.json.encode(PROOF), type=Proof) == PROOF


@pytest.mark.parametrize(
    ("loss", "words"),
    [
        (msgspec.structs.replace(LOST, verdict="within"), "within budget: proven"),
        (LOST, "not proven with 400 images, about 2,500 would do"),
        (msgspec.structs.replace(LOST, images_needed=None), "not proven with 400 images"),
        (msgspec.structs.replace(LOST, verdict="over"), "over budget"),
    ],
)
def test_a_verdict_says_what_was_proven(loss: Loss, words: str) -> None:
    assert str(verdict_words(loss)) == words


def test_on_a_busy_machine_processor_time_is_stated() -> None:
    quiet = timing(2.0)
    busy = msgspec.structs.replace(quiet, cpu_share=0.5, cpu_median_ms=1.5)
    several_threads = msgspec.structs.replace(busy, threads=4)
    assert (quiet.stated_ms, busy.stated_ms, several_threads.stated_ms) == (2.0, 1.5, 2.0)


@pytest.mark.parametrize(
    ("key", "keys", "words"),
    [
        ("teacher", (), "Teacher"),
        ("fp16", (), "FP16"),
        ("int8-dynamic", (), "INT8, dynamic"),
        ("int8", ("int8",), "INT8"),
        ("int8", ("int8-first", "int8"), "INT8, repaired"),
        ("int8-first", ("int8-first", "int8"), "INT8, first try"),
        ("int4", (), "int4"),
    ],
)
def test_a_model_is_called_by_what_became_of_it(key: str, keys: tuple[str, ...], words: str) -> None:
    assert str(model_words(key, keys)) == words


@pytest.mark.parametrize(("budget", "key"), [(0.5, "int8"), (0.25, "int8"), (0.1, "fp32")])
def test_the_least_precision_that_keeps_the_budget_is_recommended(budget: float, key: str) -> None:
    found = recommended(ROWS, budget)
    assert found is not None
    assert found.key == key


def test_a_replaced_try_or_a_network_is_never_recommended() -> None:
    first = msgspec.structs.replace(row("int8-first", 396, 0.1, loss=LOST), is_choice=False)
    assert recommended([*ROWS[:2], first], 0.5) is None


def test_without_labels_the_least_precision_is_recommended() -> None:
    unlabelled = [msgspec.structs.replace(one, loss=None) for one in ROWS]
    found = recommended(unlabelled, 0.0)
    assert found is not None
    assert found.key == "int8"

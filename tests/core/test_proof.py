import msgspec
import pytest

from kdstudio.core.proof import Loss, Proof, verdict_words
from tests.core.export_replays import LOST, PROOF, timing


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

import msgspec
import pytest

from kdstudio.core import events
from kdstudio.core.events import Entry, Event, Failed, Finished, Judged, Noted
from kdstudio.core.text import text
from kdstudio.core.verdict import Verdict

EXAMPLES: list[Event] = [
    Noted(level="info", note=text("{count} images.", count=3)),
    Judged(verdict=Verdict(grade="helped", images=3, student_top1=1.0, p_value=0.01)),
    Failed(reason="input", sentence=text("No.")),
    Finished(seconds=1.5),
]


@pytest.mark.parametrize("event", EXAMPLES)
def test_an_event_comes_back_from_json_as_it_was(event: Event) -> None:
    entry = Entry(seq=1, at=2.0, event=event)
    assert msgspec.json.decode(msgspec.json.encode(entry), type=Entry) == entry


def test_a_sentence_travels_as_template_and_arguments() -> None:
    content = msgspec.json.decode(msgspec.json.encode(EXAMPLES[0]))
    assert content["note"] == {"template": "{count} images.", "arguments": {"count": 3}}


def test_events_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        EXAMPLES[-1].seconds = 2.0  # type: ignore[union-attr, misc]


def test_exactly_the_last_events_end_an_attempt() -> None:
    assert {kind.__name__ for kind in events.LAST_EVENTS} == {"Finished", "Stopped", "Failed", "Lost"}

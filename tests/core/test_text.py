import copy
import pickle

import msgspec
import pytest

from kdstudio.core.text import Text, UserError, text


def test_a_template_is_filled_with_its_arguments_and_their_format() -> None:
    sentence = text("{name}: {top1:.1f} % over {images:,} images.", name="Nano", top1=98.04, images=12345)
    assert sentence.english() == "Nano: 98.0 % over 12,345 images."
    assert str(sentence) == sentence.english()


def test_a_template_without_fields_is_the_sentence() -> None:
    assert str(text("Nothing is wrong.")) == "Nothing is wrong."
    assert Text("Nothing is wrong.").arguments == {}


def test_literal_braces_are_doubled() -> None:
    assert str(text("Write {{name}} as it stands.")) == "Write {name} as it stands."


def test_a_field_may_be_called_template() -> None:
    assert str(text("The template {template}.", template="x")) == "The template x."


def test_a_missing_argument_is_an_error() -> None:
    with pytest.raises(KeyError):
        text("{missing} is missing.").english()


@pytest.mark.parametrize("codec", [msgspec.json, msgspec.msgpack])
def test_a_text_survives_the_wire_with_the_types_of_its_arguments(codec: object) -> None:
    sentence = text("{a} {b} {c:.2f}", a="x", b=3, c=0.5)
    back = codec.decode(codec.encode(sentence), type=Text)  # type: ignore[attr-defined]
    assert back == sentence
    assert [type(value) for value in back.arguments.values()] == [str, int, float]


def test_a_text_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        text("One.").template = "Two."  # type: ignore[misc]


def test_texts_do_not_share_their_default_arguments() -> None:
    assert Text("One.").arguments is not Text("Two.").arguments


def test_a_user_error_speaks_english_and_carries_the_text() -> None:
    sentence = text("{path} is not a model: choose a .pt or .onnx file.", path="a.txt")
    error = UserError(sentence)
    assert str(error) == "a.txt is not a model: choose a .pt or .onnx file."
    assert error.text is sentence


def test_a_user_error_can_be_copied_and_pickled() -> None:
    error = UserError(text("{path} is gone.", path="a.txt"))
    for twin in (copy.copy(error), pickle.loads(pickle.dumps(error))):
        assert isinstance(twin, UserError)
        assert twin.text == error.text
        assert str(twin) == str(error)

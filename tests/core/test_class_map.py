import pytest

from kdstudio.core.class_map import match, suggest
from kdstudio.core.text import UserError


def test_equal_names_match_whatever_their_order() -> None:
    found = match(["car", "cat", "dog"], ["dog", "cat", "car"], {})

    assert list(zip(found.dataset_columns, found.teacher_columns, strict=True)) == [(0, 2), (1, 1), (2, 0)]
    assert found.unmatched == ()


def test_teacher_classes_that_the_dataset_lacks_are_dropped() -> None:
    found = match(["cat", "dog"], ["bird", "cat", "dog", "eel"], {})
    assert found.teacher_columns == (1, 2)


def test_dataset_classes_that_the_teacher_lacks_are_named() -> None:
    found = match(["cat", "dog", "eel"], ["cat", "dog"], {})
    assert found.unmatched == ("eel",)
    assert found.dataset_columns == (0, 1)


def test_a_chosen_pair_wins_over_equal_names() -> None:
    found = match(["cat", "dog", "eel"], ["cat", "dog", "eel"], {"cat": "dog", "dog": "cat"})
    assert found.teacher_columns == (1, 0, 2)


def test_a_teacher_class_is_never_taken_twice() -> None:
    found = match(["a", "b", "c"], ["a", "b", "c"], {"a": "b"})
    assert found.teacher_columns == (1, 2)
    assert found.unmatched == ("b",)


def test_near_misses_are_suggested_and_never_assumed() -> None:
    with pytest.raises(UserError, match="class map: Zero 0 One 1"):
        match(["Zero", "One"], ["0", "1"], {})


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Zero", "0"),
        ("fire_engine", "Fire Engine"),
        ("polar bear", "bear-polar"),
        ("007", "7"),
        ("DogHouse", "dog house"),
    ],
)
def test_case_signs_order_and_number_words_are_near(ours: str, theirs: str) -> None:
    assert suggest([ours, "other"], [theirs, "something"]) == {ours: theirs}


def test_nothing_is_suggested_where_two_teacher_classes_are_equally_near() -> None:
    assert suggest(["cat"], ["Cat", "CAT"]) == {}


def test_no_shared_names_end_with_both_sides_named() -> None:
    with pytest.raises(UserError, match=r"the teacher knows dog, eel; the dataset has ant, bee"):
        match(["ant", "bee"], ["dog", "eel"], {})


@pytest.mark.parametrize("chosen", [{"bat": "cat"}, {"cat": "bat"}, {"cat": "dog", "dog": "dog"}])
def test_a_chosen_pair_that_cannot_be_is_refused(chosen: dict[str, str]) -> None:
    with pytest.raises(UserError, match="class_map"):
        match(["cat", "dog"], ["cat", "dog"], chosen)

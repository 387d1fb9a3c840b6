"""The teacher's classes and the dataset's, matched by name."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kdstudio.core.text import Text, UserError, text

_NUMBER_WORDS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_SHOWN = 5


class ClassMap(NamedTuple):
    """Which class of the teacher each class of the dataset is.

    `dataset_columns[i]` and `teacher_columns[i]` are the same class; both softmaxes run over these.
    `unmatched` are the dataset's classes that the teacher lacks: they are learned from hard labels alone.
    """

    dataset_columns: tuple[int, ...]
    teacher_columns: tuple[int, ...]
    unmatched: tuple[str, ...]


def match(dataset: Sequence[str], teacher: Sequence[str], chosen: Mapping[str, str]) -> ClassMap:
    """Match classes by equal names; a pair that was chosen (dataset class to teacher class) wins.

    Raises:
        UserError: A chosen class does not exist, is chosen twice, or fewer than two classes match.
    """
    _check_chosen(dataset, teacher, chosen)
    taken = set(chosen.values())
    pairs = []
    for index, name in enumerate(dataset):
        partner = chosen.get(name, name)
        if partner in teacher and (name in chosen or partner not in taken):
            pairs.append((index, list(teacher).index(partner)))
    if len(pairs) < 2:
        raise UserError(_too_few(dataset, teacher, len(pairs)))
    matched = {index for index, _ in pairs}
    return ClassMap(
        dataset_columns=tuple(index for index, _ in pairs),
        teacher_columns=tuple(column for _, column in pairs),
        unmatched=tuple(name for index, name in enumerate(dataset) if index not in matched),
    )


def suggest(dataset: Sequence[str], teacher: Sequence[str]) -> dict[str, str]:
    """Suggest a teacher class for each dataset class without one of its name: near misses, never assumed.

    Near are names that differ in case, in signs between words, in the order of words, or by a number's word.
    """
    ours, theirs = set(dataset), set(teacher)
    by_form: dict[str, list[str]] = {}
    for name in (name for name in teacher if name not in ours):
        by_form.setdefault(_form(name), []).append(name)
    pairs = {}
    for name in dataset:
        near = [] if name in theirs else by_form.get(_form(name), [])
        if len(near) == 1:
            pairs[name] = near[0]
    return pairs if len(set(pairs.values())) == len(pairs) else {}


def _form(name: str) -> str:
    words = re.findall(r"[^\W\d_]+|\d+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name))
    plain = [word.casefold() for word in words]
    numbers = [str(_NUMBER_WORDS.index(word)) if word in _NUMBER_WORDS else word.lstrip("0") or word for word in plain]
    return " ".join(sorted(numbers))


def _check_chosen(dataset: Sequence[str], teacher: Sequence[str], chosen: Mapping[str, str]) -> None:
    for ours, theirs in chosen.items():
        if ours not in dataset:
            raise UserError(
                text(
                    "class_map names {name}, which is no class of the dataset: {known}.",
                    name=ours,
                    known=_few(dataset),
                )
            )
        if theirs not in teacher:
            raise UserError(
                text(
                    "class_map names {name}, which is no class of the teacher: {known}.",
                    name=theirs,
                    known=_few(teacher),
                )
            )
    if len(set(chosen.values())) < len(chosen):
        raise UserError(text("class_map gives the same teacher class to two classes: each may be taken once."))


def _too_few(dataset: Sequence[str], teacher: Sequence[str], count: int) -> Text:
    pairs = suggest(dataset, teacher)
    if pairs:
        return text(
            "The teacher and the dataset share {count} class names, at least 2 are needed. Are these the same? "
            "Then pair them in the class map: {pairs}.",
            count=count,
            pairs=" ".join(f"{ours} {theirs}" for ours, theirs in pairs.items()),
        )
    return text(
        "The teacher and the dataset share {count} class names, at least 2 are needed: the teacher knows {teacher}; "
        "the dataset has {dataset}. Name the pairs in the class map, or choose another teacher.",
        count=count,
        teacher=_few(teacher),
        dataset=_few(dataset),
    )


def _few(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (f", … ({len(names)})" if len(names) > _SHOWN else "")

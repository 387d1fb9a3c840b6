"""The teacher's classes beside the dataset's, as findings: what matches, what is suggested, what is left over."""

from collections.abc import Sequence
from typing import NamedTuple

from kdstudio.core import class_map
from kdstudio.core.cards import DatasetCard, ModelCard
from kdstudio.core.findings import Finding, Fix, Pair
from kdstudio.core.recipe import Recipe
from kdstudio.core.text import text

_SHOWN = 6
_METHODS_OWN = ("temperature", "alpha", "beta", "gamma", "soft_weight", "soft_warm_up")
_OTHER_TEACHER = Fix(kind="choose-teacher", label=text("Other teacher…"))
_OTHER_DATASET = Fix(kind="choose-dataset", label=text("Other dataset…"))


class Pairing(NamedTuple):
    """The class table, and what is to say about it."""

    pairs: list[Pair]
    findings: list[Finding]

    def matched(self) -> list[str]:
        """Return the dataset's classes that have a teacher class for certain, not as a suggestion."""
        return [pair.dataset_class for pair in self.pairs if pair.origin in ("name", "chosen")]


def pair_classes(recipe: Recipe, teacher: ModelCard, dataset: DatasetCard) -> Pairing:
    """Pair the classes as the job would, add suggestions for the rest, and say what that means."""
    chosen = _valid(recipe.class_map, dataset.classes, teacher.classes)
    pairs = _pairs(chosen, teacher.classes, dataset)
    findings = []
    if chosen != recipe.class_map:
        findings.append(_wrong_pairs(recipe.class_map, chosen))
    pairing = Pairing(pairs, findings)
    matched = pairing.matched()
    if len(matched) < 2:
        findings.append(_too_few(pairing, chosen, teacher.classes, dataset.classes))
        alone = [pair.dataset_class for pair in pairs if pair.origin == "none"]
        if alone and _suggestions(pairs):  # what accepting the suggestions would leave over
            findings.append(_left_over(alone))
    elif recipe.method == "logit-std" and len(matched) < 3:
        findings.append(_too_few_for_logit_std())
    else:
        findings += _enough(pairing, chosen, teacher.classes)
    return pairing


def _valid(chosen: dict[str, str], dataset: Sequence[str], teacher: Sequence[str]) -> dict[str, str]:
    """Return the chosen pairs whose classes exist, each teacher class once."""
    known, free = set(dataset), set(teacher)
    kept: dict[str, str] = {}
    for ours, theirs in chosen.items():
        if ours in known and theirs in free:
            kept[ours] = theirs
            free.discard(theirs)
    return kept


def _pairs(chosen: dict[str, str], teacher: Sequence[str], dataset: DatasetCard) -> list[Pair]:
    by_name = set(teacher) - set(chosen.values())
    unmatched = [name for name in dataset.classes if name not in chosen and name not in by_name]
    ours = set(dataset.classes)
    free = [name for name in teacher if name in by_name and name not in ours]
    suggested = class_map.suggest(unmatched, free)
    found = []
    for index in dataset.display_order or range(len(dataset.classes)):
        name = dataset.classes[index]
        if name in chosen:
            found.append(Pair(dataset_class=name, teacher_class=chosen[name], origin="chosen"))
        elif name in by_name:
            found.append(Pair(dataset_class=name, teacher_class=name, origin="name"))
        elif name in suggested:
            found.append(Pair(dataset_class=name, teacher_class=suggested[name], origin="suggested"))
        else:
            found.append(Pair(dataset_class=name))
    return found


def _wrong_pairs(given: dict[str, str], valid: dict[str, str]) -> Finding:
    wrong = [f"{ours} → {theirs}" for ours, theirs in given.items() if ours not in valid]
    return Finding(
        name="class-map",
        level="error",
        about="recipe",
        title=text("Some chosen pairs do not fit"),
        sentence=text(
            "These pairs name a class that is not there, or one that is taken already: {pairs}. Leave them out, or "
            "pair the classes again.",
            pairs=_few(wrong),
        ),
        fixes=[Fix(kind="set-setting", label=text("Leave them out"), changes={"class_map": valid})],
        blocks=text("Correct the pairs of classes."),
    )


def _too_few(pairing: Pairing, chosen: dict[str, str], teacher: Sequence[str], dataset: Sequence[str]) -> Finding:
    accept = _accept(pairing.pairs, chosen)
    can_pair = bool(accept) and len(pairing.matched()) + len(_suggestions(pairing.pairs)) >= 2
    return Finding(
        name="classes",
        level="error",
        about="dataset",
        title=text("Only one class name matches") if pairing.matched() else text("No class names match"),
        sentence=text(
            "The teacher calls its classes {teacher}; the dataset calls its own {dataset}. At least 2 must be the "
            "same: pair them in the table, or choose another teacher or dataset.",
            teacher=_few(teacher),
            dataset=_few(dataset),
        ),
        fixes=[*accept, _OTHER_DATASET, _OTHER_TEACHER],
        blocks=text("Pair the classes first.") if can_pair else text("Pair at least 2 classes, or choose others."),
    )


def _too_few_for_logit_std() -> Finding:
    changes = {"method": "kd", **dict.fromkeys(_METHODS_OWN)}
    return Finding(
        name="classes",
        level="error",
        about="recipe",
        title=text("Too few classes for this method"),
        sentence=text(
            "The method logit-std needs at least 3 classes that the teacher knows: two standardised logits are always "
            "the same. Choose another method."
        ),
        fixes=[Fix(kind="set-setting", label=text("Use soft labels (KD)"), changes=changes)],
        blocks=text("Choose another method."),
    )


def _enough(pairing: Pairing, chosen: dict[str, str], teacher: Sequence[str]) -> list[Finding]:
    matched, total = pairing.matched(), len(pairing.pairs)
    findings = [_matched(len(matched), total, has_chosen=bool(chosen))]
    if _suggestions(pairing.pairs):
        findings.append(_suggested(pairing.pairs, chosen))
    left_over = [pair.dataset_class for pair in pairing.pairs if pair.origin in ("none", "suggested")]
    if left_over:
        findings.append(_left_over(left_over))
    unused = len(teacher) - len(matched)
    if unused > 0 and not left_over:
        findings.append(_unused(unused, len(teacher)))
    return findings


def _matched(count: int, total: int, *, has_chosen: bool) -> Finding:
    return Finding(
        name="classes",
        level="ok",
        about="teacher",
        title=(
            text("{count:,} of {total:,} classes paired", count=count, total=total)
            if has_chosen
            else text("{count:,} of {total:,} classes matched by name", count=count, total=total)
        ),
        sentence=text("The student learns the teacher's soft labels over these classes."),
    )


def _suggested(pairs: Sequence[Pair], chosen: dict[str, str]) -> Finding:
    suggestions = [f"{pair.dataset_class} → {pair.teacher_class}" for pair in _suggestions(pairs)]
    return Finding(
        name="suggestions",
        level="warning",
        about="dataset",
        title=text("Are these the same classes?"),
        sentence=text(
            "Their names are alike, but not equal: {pairs}. Accept them, or correct them in the table.",
            pairs=_few(suggestions),
        ),
        fixes=_accept(pairs, chosen),
    )


def _left_over(names: Sequence[str]) -> Finding:
    return Finding(
        name="left-over",
        level="note",
        about="dataset",
        title=text("The teacher does not know every class"),
        sentence=text(
            "Learned from hard labels alone, because the teacher does not know them: {names}.", names=_few(names)
        ),
    )


def _unused(count: int, total: int) -> Finding:
    return Finding(
        name="unused",
        level="ok",
        about="teacher",
        title=text("The teacher knows more classes"),
        sentence=text(
            "{count:,} of its {total:,} classes are not in the dataset: its soft labels are taken over the others.",
            count=count,
            total=total,
        ),
    )


def _suggestions(pairs: Sequence[Pair]) -> list[Pair]:
    return [pair for pair in pairs if pair.origin == "suggested"]


def _accept(pairs: Sequence[Pair], chosen: dict[str, str]) -> list[Fix]:
    """Return the fix that takes all suggestions, none where there are none."""
    suggested = {pair.dataset_class: pair.teacher_class for pair in _suggestions(pairs)}
    if not suggested:
        return []
    label = text("Use this pair") if len(suggested) == 1 else text("Use these {count:,} pairs", count=len(suggested))
    return [Fix(kind="accept-pairs", label=label, changes={"class_map": {**chosen, **suggested}})]


def _few(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (f", … ({len(names)})" if len(names) > _SHOWN else "")

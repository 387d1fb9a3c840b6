"""What an export came to, in sentences: for the head of its proof, and in one line for lists."""

from typing import Literal, NamedTuple

from kdstudio.core.export_plan import TARGETS
from kdstudio.core.live_export import LiveExport
from kdstudio.core.proof import Loss, Proof, ProofRow
from kdstudio.core.text import Text, text

State = Literal["ok", "warn", "error", "plain"]
_Change = Literal["less", "same", "more"]
NAMES: dict[str, str] = {"fp32": "FP32", "fp16": "FP16", "int8-dynamic": "INT8", "int8": "INT8"}
_SMALLEST_FIRST = ("int8", "int8-dynamic", "fp16", "fp32")
_INT8_INSTRUCTIONS = {"avx512_vnni", "avx_vnni", "amx_int8", "neon_dot", "arm_i8mm"}
_TIMED_ELSEWHERE = ("onnx-arm", "web")  # targets whose times here say nothing of theirs
_WHERE_NOTHING_IS = text("No file could be proven.")


class Headline(NamedTuple):
    """A proof in short: its state, the sentence that decides, and what the export buys (or what is left)."""

    state: State
    sentence: Text
    gain: Text


def headline(proof: Proof) -> Headline:
    """Return what a proof came to, judged by its smallest precision."""
    row = main_row(proof)
    if row is None:
        return Headline("error", _WHERE_NOTHING_IS, text("Go back, see what each file says, and build again."))
    name = NAMES.get(row.precision, row.precision)
    if row.loss is None:
        return Headline("warn", _agreement(row, name), _gain(proof, row))
    if does_not_pay(proof):
        return Headline("warn", _no_gain(proof, row, row.loss), _what_is_left(proof, row))
    match row.loss.verdict:
        case "within":
            sentence = text(
                "{name} passes: {lost:.1f} points lost of the {budget:g} allowed.",
                name=name,
                lost=_points(row.loss),
                budget=proof.budget,
            )
            return Headline("ok", sentence, _gain(proof, row))
        case "unproven":
            return Headline("warn", _unproven(proof, row.loss, name), _gain(proof, row))
        case "over":
            return Headline("error", _over(proof, row.loss, name), _what_is_left(proof, row))


def main_row(proof: Proof) -> ProofRow | None:
    """Return the row that a proof is about: the chosen file of its smallest precision."""
    files = {row.precision: row for row in proof.rows if row.role == "file" and row.is_choice}
    return next((files[precision] for precision in _SMALLEST_FIRST if precision in files), None)


def does_not_pay(proof: Proof) -> bool:
    """Return whether static INT8, after repair, is outside the budget or no faster than the float student."""
    row = main_row(proof)
    if row is None or row.precision != "int8" or row.loss is None:
        return False
    if row.loss.points > proof.budget:
        return len(proof.tries) > 1
    is_timed_here = proof.target not in _TIMED_ELSEWHERE and _can_int8(proof)
    return bool(row.float_blocks) and is_timed_here and _is_slower(row, _row(proof, "student"))


def _can_int8(proof: Proof) -> bool:
    """Return whether the processor of a proof multiplies INT8 in one instruction, as fast devices do."""
    return bool(_INT8_INSTRUCTIONS & set(proof.machine.flags))


def circumstances(proof: Proof) -> Text:
    """Return on how many images, on which runtime and with how many threads a proof was made."""
    target = TARGETS.get(proof.target)
    runtime = target.runtime if target is not None else proof.target
    threads = next((row.timing.threads for row in proof.rows if row.timing is not None), 0)
    given: dict[str, str | int | float] = {"images": proof.images, "runtime": runtime, "threads": threads}
    match proof.judged_on, threads:
        case "test", 1:
            return text("{images:,} test images, {runtime}, this CPU, 1 thread.", **given)
        case "test", _:
            return text("{images:,} test images, {runtime}, this CPU, {threads:d} threads.", **given)
        case "val", 1:
            return text("{images:,} validation images, {runtime}, this CPU, 1 thread.", **given)
        case "val", _:
            return text("{images:,} validation images, {runtime}, this CPU, {threads:d} threads.", **given)
        case _, 1:
            return text("{images:,} images without labels, {runtime}, this CPU, 1 thread.", **given)
        case _:
            return text("{images:,} images without labels, {runtime}, this CPU, {threads:d} threads.", **given)


def cautions(proof: Proof) -> list[Text]:
    """Return what limits a proof: no labels, images that also chose, a busy machine, times not the target's."""
    found = []
    if proof.judged_on == "unlabelled":
        found.append(text("Without labels only agreement is proven, not accuracy."))
    if proof.was_used_to_choose and proof.judged_on == "val":
        found.append(text("The same validation images also chose the INT8 file: a test split would tell more."))
    if any(row.timing is not None and row.timing.is_disturbed for row in proof.rows):
        found.append(text("Other programs were at work: the times are those of the processor, not of the clock."))
    if any(not row.is_repeatable for row in proof.rows):
        found.append(text("A model did not answer the same twice: its row is not repeatable."))
    target = TARGETS.get(proof.target)
    if proof.float_ends:
        ends = ", ".join(proof.float_ends)
        found.append(text("First and last layers stay in float, where they are faster: {layers}.", layers=ends))
    is_timed_here = proof.target not in _TIMED_ELSEWHERE
    if any(row.precision == "int8" for row in proof.rows) and is_timed_here and not _can_int8(proof):
        found.append(
            text(
                "This processor has no instructions for INT8 (such as VNNI): here the file is smaller, but hardly "
                "faster; on one that has them it is faster as well."
            )
        )
    if target is not None and target.caution is not None:
        found.append(target.caution)
    return found


def in_one_line(live: LiveExport) -> tuple[State, Text]:
    """Return an export's state and what it came to, for a list."""
    if live.proof is not None:
        found = headline(live.proof)
        return found.state, found.sentence
    match live.state:
        case "waiting":
            return "plain", text("It was not built yet.")
        case "running":
            return "plain", text("It is being built.")
        case "stopped":
            return "plain", text("It was stopped before it was proven.")
        case "failed" if live.failed is not None:
            return "error", live.failed.sentence
        case "lost":
            return "warn", text("It ended without a word before it was proven.")
        case _:
            return "error", _WHERE_NOTHING_IS


def _agreement(row: ProofRow, name: str) -> Text:
    if row.agreement is None:
        return text("{name} is built, but it could not be compared with the student.", name=name)
    return text(
        "{name} says what the student says on {agreement:.1f} % of {images:,} images.",
        name=name,
        agreement=row.agreement,
        images=row.images,
    )


def _unproven(proof: Proof, loss: Loss, name: str) -> Text:
    given: dict[str, str | int | float] = {"name": name, "lost": _points(loss), "budget": proof.budget}
    if loss.points > proof.budget:
        return text(
            "Not proven: {name} lost {lost:.1f} points, more than the {budget:g} allowed, on too few images.", **given
        )
    if loss.images_needed is None:
        return text("Not proven: {name} lost {lost:.1f} points of the {budget:g} allowed, on too few images.", **given)
    return text(
        "Not proven: {name} lost {lost:.1f} points of the {budget:g} allowed; about {needed:,} images would do.",
        needed=loss.images_needed,
        **given,
    )


def _over(proof: Proof, loss: Loss, name: str) -> Text:
    return text(
        "{name} lost {lost:.1f} points, more than the {budget:g} allowed.",
        name=name,
        lost=_points(loss),
        budget=proof.budget,
    )


def _no_gain(proof: Proof, row: ProofRow, loss: Loss) -> Text:
    if loss.points > proof.budget:
        return text(
            "INT8 does not pay for this model: at best it lost {lost:.1f} points, more than the {budget:g} allowed.",
            lost=_points(loss),
            budget=proof.budget,
        )
    return text(
        "INT8 does not pay for this model: with {layers:d} layers in float it is no faster than the student.",
        layers=len(row.float_blocks),
    )


def _what_is_left(proof: Proof, failed: ProofRow) -> Text:
    """Name the smallest file that is within the budget."""
    files = {row.precision: row for row in proof.rows if row.role == "file" and row.is_choice}
    for precision in _SMALLEST_FIRST:
        row = files.get(precision)
        if row is None or row is failed or row.loss is None or row.loss.verdict == "over" or not row.size_bytes:
            continue
        return text(
            "{name} is left: {lost:.1f} points lost, {size:.1f} MB instead of {failed:.1f} MB.",
            name=NAMES.get(precision, precision),
            lost=_points(row.loss),
            size=row.size_bytes / 1e6,
            failed=failed.size_bytes / 1e6,
        )
    return text("Allow more loss, or distil the student for longer, then build again.")


def _gain(proof: Proof, row: ProofRow) -> Text:
    teacher, student = _row(proof, "teacher"), _row(proof, "student")
    if teacher is not None:
        return _against_teacher(*_changes(row, teacher))
    if student is not None:
        return _against_student(*_changes(row, student))
    return text("It takes {size:.1f} MB.", size=row.size_bytes / 1e6)


def _against_teacher(size_change: _Change, size: float, time_change: _Change, speed: float) -> Text:
    match size_change, time_change:
        case "less", "less":
            return text("{size:.1f}× smaller and {speed:.1f}× faster than the teacher.", size=size, speed=speed)
        case "less", "more":
            return text("{size:.1f}× smaller than the teacher, but {speed:.1f}× slower.", size=size, speed=speed)
        case "less", _:
            return text("{size:.1f}× smaller than the teacher.", size=size)
        case _, "less":
            return text("{speed:.1f}× faster than the teacher, but not smaller.", speed=speed)
        case _:
            return text("Neither smaller nor faster than the teacher.")


def _against_student(size_change: _Change, size: float, time_change: _Change, speed: float) -> Text:
    match size_change, time_change:
        case "less", "less":
            return text("{size:.1f}× smaller and {speed:.1f}× faster than the student.", size=size, speed=speed)
        case "less", "more":
            return text("{size:.1f}× smaller than the student, but {speed:.1f}× slower.", size=size, speed=speed)
        case "less", _:
            return text("{size:.1f}× smaller than the student.", size=size)
        case _, "less":
            return text("{speed:.1f}× faster than the student, but not smaller.", speed=speed)
        case _:
            return text("Neither smaller nor faster than the student.")


def _changes(row: ProofRow, other: ProofRow) -> tuple[_Change, float, _Change, float]:
    size_change, size = _ratio(row.size_bytes, other.size_bytes)
    ours = row.timing.stated_ms if row.timing is not None else 0.0
    theirs = other.timing.stated_ms if other.timing is not None else 0.0
    return (size_change, size, *_ratio(ours, theirs))


def _ratio(ours: float, theirs: float) -> tuple[_Change, float]:
    """Return whether ours is less or more, and how many times (at least 1); "same" where that would read 1.0."""
    if ours <= 0 or theirs <= 0:
        return "same", 1.0
    times = max(ours, theirs) / min(ours, theirs)
    if round(times, 1) == 1.0:
        return "same", 1.0
    return ("less" if ours < theirs else "more"), times


def _row(proof: Proof, key: str) -> ProofRow | None:
    return next((row for row in proof.rows if row.key == key), None)


def _is_slower(row: ProofRow, other: ProofRow | None) -> bool:
    if other is None or row.timing is None or other.timing is None:
        return False
    return row.timing.stated_ms >= other.timing.stated_ms


def _points(loss: Loss) -> float:
    """Return the points lost as they are said: what was won is no loss."""
    return max(loss.points, 0.0)

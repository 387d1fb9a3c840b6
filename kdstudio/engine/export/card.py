"""The model card of a hand-over folder: what it is, how good and how fast, for whoever receives it, in English."""

import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import kdstudio
from kdstudio.core.export_plan import TARGETS
from kdstudio.core.proof import BUSY_SHARE, Proof, ProofRow, verdict_words

_SHOWN_NAMES = 100


@dataclass(frozen=True)
class HandoverFile:
    """A model of an export, a file or a folder, that is to be handed over."""

    key: str
    precision: str
    path: Path


@dataclass(frozen=True)
class About:
    """What a hand-over folder says of itself.

    `facts` are task, names and input as in `model.json`; `runtime` is the runtime file of the target. The samples are
    chosen from `images`. `private` are folders of this machine whose names stay here, the user's home always.
    """

    title: str
    student: str
    teacher: str | None
    facts: Mapping[str, Any]
    runtime: Path
    proof: Proof
    images: Sequence[Path]
    private: Sequence[Path] = ()


def fill(template: str, placed: Mapping[str, HandoverFile], about: About) -> str:
    """Return the card of a folder with these models, by their names in it, the main one first."""
    proof = about.proof
    rows = _shown_rows(placed, proof)
    names = about.facts["names"]
    shown = ", ".join(names[:_SHOWN_NAMES])
    return string.Template(template).substitute(
        title=about.title,
        what=_what(about),
        classes=f"{len(names)} classes: {shown}{', …' if len(names) > _SHOWN_NAMES else ''}.",
        size=f"{about.facts['input']['width']} × {about.facts['input']['height']}",
        judged=_judged(proof),
        accuracy=_table(
            ("Model", "Accuracy", "95 % interval", "Points lost", f"Budget of {proof.budget:g} points", "Agreement"),
            [
                (
                    title,
                    _percent(row.accuracy),
                    f"{row.accuracy_low:.1f} to {row.accuracy_high:.1f} %"
                    if row.accuracy_low is not None and row.accuracy_high is not None
                    else "–",
                    f"{row.loss.points:.2f} (up to {row.loss.high:.2f})" if row.loss else "–",
                    str(verdict_words(row.loss)) if row.loss else "–",
                    _percent(row.agreement),
                )
                for title, row in rows
            ],
        ),
        accuracy_words=(
            "Points lost are against the student on the same images; in brackets the one-sided 95 % bound of a paired "
            "bootstrap. Agreement is how often a model names the same class as the student."
        ),
        speed=_table(
            ("Model", "Median", "p95", "Computes in", "Peak memory", "Size", "Zipped"),
            [
                (
                    title,
                    f"{row.timing.stated_ms:.2f} ms" if row.timing else "–",
                    f"{row.timing.p95_ms:.2f} ms" if row.timing and not row.timing.is_disturbed else "–",
                    row.precision_used or "–",
                    _megabytes(row.memory_bytes),
                    _megabytes(row.size_bytes),
                    _megabytes(row.zipped_bytes),
                )
                for title, row in rows
            ],
        ),
        speed_words=_speed_words(proof, [row for _, row in rows]),
        limits="\n".join(f"- {limit}" for limit in _limits(proof, [row for _, row in rows])),
        files=_table(("File", "What it is"), _file_words(placed)),
        dataset=proof.dataset,
    )


def _shown_rows(placed: Mapping[str, HandoverFile], proof: Proof) -> list[tuple[str, ProofRow]]:
    """Return the rows of teacher, student and the models of the folder, each with its title."""
    titles = {model.key: f"`{name}`" for name, model in placed.items()}
    return [
        (titles.get(row.key) or str(row.role), row)
        for row in proof.rows
        if row.role in ("teacher", "student") or row.key in titles
    ]


def _what(about: About) -> str:
    taught = f", a student that learned from the teacher {about.teacher}" if about.teacher else ""
    return (
        f"A classifier of images into {len(about.facts['names'])} classes: {about.student}{taught}, trained on the "
        f"dataset {about.proof.dataset}, and exported with KD Studio {kdstudio.__version__} for "
        f"{TARGETS[about.proof.target].runtime}."
    )


def _judged(proof: Proof) -> str:
    if proof.judged_on == "unlabelled":
        return (
            f"Measured on {proof.images:,} images without labels: how often the models agree with the student is "
            "known, how often they are right is not."
        )
    split = {"test": "test", "val": "validation"}[proof.judged_on]
    used = (
        " They were also used to choose, which makes the figures a little too good." if proof.was_used_to_choose else ""
    )
    return f"Measured on {proof.images:,} {split} images of {proof.dataset}, none of which was trained on.{used}"


def _speed_words(proof: Proof, rows: Sequence[ProofRow]) -> str:
    timings = [row.timing for row in rows if row.timing]
    flags = ", ".join(proof.machine.flags) or "none noted"
    where = (
        f"Measured on {proof.machine.processor} ({proof.machine.cores} cores, {proof.machine.system}; instructions: "
        f"{flags}) with {', '.join(sorted({row.runtime for row in rows if row.runtime})) or 'no runtime'}"
    )
    if not timings:
        return f"{where}. Times were not taken."
    threads = "1 thread" if timings[0].threads == 1 else f"{timings[0].threads} threads"
    busy = (
        " Other programs were busy: where no p95 is given, the median is of processor time "
        f"(less than {100 * BUSY_SHARE:.0f} % of a core was free)."
        if any(timing.is_disturbed for timing in timings)
        else ""
    )
    return (
        f"{where}, {threads}, one image at a time, by turns, the model alone. Preparing an image takes "
        f"{timings[-1].preprocess_ms:.2f} ms more. Peak memory is over that of the bare runtime.{busy} Times on your "
        "computer are others: `--benchmark` measures them."
    )


def _limits(proof: Proof, rows: Sequence[ProofRow]) -> list[str]:
    limits = ["The figures hold for images like those of the dataset; for others nothing was measured."]
    if any(row.loss is not None and row.loss.verdict == "unproven" for row in rows):
        limits.append("“Not proven” means that there were too few images to tell, not that the model is worse.")
    if any(row.precision.startswith("int8") for row in rows):
        limits.append(
            "INT8 is computed differently by different processors, so that single probabilities may differ from those "
            "measured here."
        )
    if any(not row.is_repeatable for row in rows):
        limits.append("A model did not say the very same when it was asked twice.")
    caution = TARGETS[proof.target].caution
    return [*limits, str(caution)] if caution is not None else limits


def _file_words(placed: Mapping[str, HandoverFile]) -> list[tuple[str, str]]:
    models = [
        (f"`{name}`", f"{'the main model' if index == 0 else 'another model'}, {model.precision}")
        for index, (name, model) in enumerate(placed.items())
    ]
    return [
        *models,
        ("`infer.py`", "prepares images, runs a model, checks and times it"),
        ("`runtime.py`", "loads a model"),
        ("`requirements.txt`", "the packages that these two need"),
        ("`model.json`", "task, class names, input size, normalisation, checksums"),
        ("`proof.json`", "all that was measured, for programs"),
        ("`samples`, `expected.json`", "a few images, and what the models say of them"),
    ]


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f} %"


def _megabytes(value: int | None) -> str:
    return "–" if value is None else f"{value / 1e6:.1f} MB"

"""The rows of the proof in the mock-up: a first try over the budget, and the repaired file within it."""

import msgspec

from kdstudio.core.proof import BudgetVerdict, Loss, ProofRow, Timing

IMAGES = 450
STUDENT = 99.3
BUDGET = 0.5
REPAIRED = ["model.0.conv", "model.10.linear"]


def timing(median: float, p95: float, **changes: object) -> Timing:
    quiet = Timing(
        median_ms=median,
        p90_ms=(median + p95) / 2,
        p95_ms=p95,
        cpu_median_ms=median,
        cpu_share=1.0,
        threads=1,
        calls=200,
    )
    return msgspec.structs.replace(quiet, **changes)


def loss(points: float, verdict: BudgetVerdict, needed: int | None = None) -> Loss:
    return Loss(
        points=points, low=points - 0.4, high=points + 0.4, verdict=verdict, images=IMAGES, images_needed=needed
    )


def row(
    key: str, accuracy: float, agreement: float, time: Timing, size: float, memory: int, **rest: object
) -> ProofRow:
    return ProofRow(
        key=key,
        role="file" if key not in ("teacher", "student") else key,  # type: ignore[arg-type]
        precision=key.removesuffix("-first") if key not in ("teacher", "student") else "fp32",
        precision_used="int8 (QDQ)" if key.startswith("int8") else "float32",
        runtime="ONNX Runtime 1.32.0",
        images=IMAGES,
        correct=round(accuracy * IMAGES / 100),
        accuracy=accuracy,
        accuracy_low=accuracy - 1.2,
        accuracy_high=min(100.0, accuracy + 0.5),
        agreement=agreement,
        kl_bits=(100 - agreement) / 200,
        timing=time,
        memory_bytes=memory * 1_000_000,
        size_bytes=round(size * 1_000_000),
        **rest,  # type: ignore[arg-type]
    )


ROWS = [
    row("teacher", 99.8, 99.1, timing(1.02, 1.24), 21.8, 58),
    row("student", 99.3, 100.0, timing(0.35, 0.42), 6.2, 34),
    row("fp32", 99.3, 100.0, timing(0.352, 0.42), 6.2, 34, file="models/fp32.onnx", loss=loss(0.0, "within")),
    row("fp16", 99.3, 100.0, timing(0.37, 0.45), 3.1, 31, file="models/fp16.onnx", loss=loss(0.0, "within")),
    row(
        "int8-first",
        98.4,
        98.7,
        timing(0.19, 0.23),
        1.7,
        26,
        file="models/int8-first.onnx",
        loss=loss(0.9, "over"),
        is_choice=False,
    ),
    row(
        "int8",
        99.1,
        99.6,
        timing(0.21, 0.26),
        1.9,
        27,
        file="models/int8.onnx",
        loss=loss(0.2, "within"),
        float_blocks=REPAIRED,
    ),
]


def without_labels() -> list[ProofRow]:
    nothing = dict.fromkeys(("correct", "accuracy", "accuracy_low", "accuracy_high", "loss"))
    return [msgspec.structs.replace(one, **nothing) for one in ROWS]


def changed(key: str, **changes: object) -> list[ProofRow]:
    return [msgspec.structs.replace(one, **changes) if one.key == key else one for one in ROWS]

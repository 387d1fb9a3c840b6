"""What an export will come to, before it is built: the size of its files, and about how long it takes."""

from kdstudio.core.export_plan import SIZE_SHARES, ExportPlan, Precision

EXACT: tuple[Precision, ...] = ("fp32", "fp16")  # all but a few bytes of theirs are parameters
_FLOAT_BYTES = 4
_START_SECONDS = 6.0
_FILE_SECONDS: dict[Precision, float] = {"fp32": 3.0, "fp16": 2.0, "int8-dynamic": 3.0, "int8": 8.0}
_RUNS_PER_CALIBRATION_IMAGE = 3.0  # once float to measure its ranges, and again to rank and to try
_PARAMETERS, _SIDE, _RUN_SECONDS = 1.5e6, 64, 0.002  # what one run of a small classifier takes


def file_bytes(precision: Precision, parameters: int) -> int:
    """Return about how many bytes a file takes: exactly its parameters for floats, a measured share for INT8."""
    return round(_FLOAT_BYTES * parameters * SIZE_SHARES[precision])


def build_seconds(plan: ExportPlan, parameters: int, image_size: int) -> float:
    """Return about how many seconds the files of a plan take to build, before they are proven."""
    seconds = _START_SECONDS + sum(_FILE_SECONDS[precision] for precision in plan.precisions)
    if "int8" in plan.precisions:
        share = max(1.0, parameters / _PARAMETERS) * max(1.0, (image_size / _SIDE) ** 2)
        seconds += plan.calibration_images * _RUNS_PER_CALIBRATION_IMAGE * _RUN_SECONDS * share
    return seconds

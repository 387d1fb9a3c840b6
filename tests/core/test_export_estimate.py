import msgspec

from kdstudio.core.export_estimate import build_seconds, file_bytes
from kdstudio.core.export_plan import ExportPlan

PLAN = ExportPlan(source="run:r")


def test_a_float_file_is_as_large_as_its_parameters() -> None:
    assert file_bytes("fp32", 1_500_000) == 6_000_000
    assert file_bytes("fp16", 1_500_000) == 3_000_000
    assert file_bytes("int8", 1_500_000) < 0.31 * 6_000_000


def test_more_files_more_images_and_a_larger_network_take_longer() -> None:
    seconds = build_seconds(PLAN, 1_500_000, 64)
    assert build_seconds(msgspec.structs.replace(PLAN, precisions=("fp32",)), 1_500_000, 64) < seconds
    assert build_seconds(msgspec.structs.replace(PLAN, calibration_images=1_000), 1_500_000, 64) > seconds
    assert build_seconds(PLAN, 1_500_000, 224) > seconds
    assert build_seconds(PLAN, 10_000_000, 64) > seconds


def test_images_cost_nothing_where_nothing_is_calibrated() -> None:
    float_only = msgspec.structs.replace(PLAN, precisions=("fp32", "fp16"))
    many = msgspec.structs.replace(float_only, calibration_images=2_000)
    assert build_seconds(many, 1_500_000, 64) == build_seconds(float_only, 1_500_000, 64)

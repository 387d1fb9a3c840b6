import platform
from pathlib import Path

import msgspec
import pytest

from kdstudio.core import export_plan, jobs, paths
from kdstudio.core.export_plan import (
    PRECISIONS,
    STEPS,
    TARGETS,
    ExportPlan,
    availability,
    check,
    default_precisions,
    reachable,
)
from kdstudio.core.jobs import Export
from kdstudio.core.text import UserError

PLAN = ExportPlan(source="run:ID")


def test_a_plan_survives_its_file(tmp_path: Path) -> None:
    job = Export(plan=msgspec.structs.replace(PLAN, dataset="data", precisions=("int8",), hand_over=["int8"]))
    jobs.write(job, tmp_path / jobs.JOB_FILE)
    assert jobs.read(tmp_path / jobs.JOB_FILE) == job


def test_an_export_is_no_run(tmp_path: Path) -> None:
    jobs.write(Export(plan=PLAN), tmp_path / jobs.JOB_FILE)
    with pytest.raises(UserError, match="describes an export, not a run"):
        jobs.read_training(tmp_path / jobs.JOB_FILE)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"target": "toaster"}, "There is no target toaster: there are onnx, "),
        ({"precisions": ()}, "Nothing is to be exported"),
        ({"target": "ncnn", "precisions": ("int8",)}, "NCNN has no int8: it has fp32, fp16."),
        ({"budget": -0.1}, "The budget is -0.1 points"),
        ({"budget": float("nan")}, "The budget is nan points"),
        ({"calibration_images": 0}, "The calibration takes 0 images"),
    ],
)
def test_what_a_plan_cannot_mean_is_one_sentence(changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        check(msgspec.structs.replace(PLAN, **changes))


def test_every_target_can_be_drawn_and_built_for_or_says_why_not() -> None:
    for target in TARGETS.values():
        check(msgspec.structs.replace(PLAN, target=target.id, precisions=target.precisions))
        found = availability(target)
        assert (paths.resources() / "icons" / f"{target.icon}.svg").is_file(), target.icon
        assert (found.state == "ready") == (found.reason is None)
        if target.tier in ("machine", "vendor"):
            assert found.state == "impossible"


def test_a_target_whose_packages_are_missing_says_how_to_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_plan, "find_spec", lambda _name: None)
    found = availability(TARGETS["openvino"])
    assert found.state == "missing"
    assert found.command == "pip install 'kdstudio[openvino]'"
    assert "openvino, nncf" in str(found.reason)


def test_a_target_of_another_system_is_impossible_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    monkeypatch.setattr(export_plan, "find_spec", lambda _name: None)
    assert availability(TARGETS["coreml"]).state == "impossible"


def test_dynamic_int8_is_offered_where_there_is_no_better_one() -> None:
    assert default_precisions(TARGETS["onnx"]) == ["fp32", "fp16", "int8"]
    assert default_precisions(TARGETS["mnn"]) == ["fp32", "fp16", "int8-dynamic"]
    assert set(PRECISIONS) == set(export_plan.PRECISION_WORDS) == set(export_plan.SIZE_SHARES)


def test_the_wizard_goes_as_far_as_there_is_something_to_see() -> None:
    assert reachable(None, is_building=False, is_proven=False) == {"what"}
    assert reachable(PLAN, is_building=False, is_proven=False) == {"what", "where"}
    assert reachable(PLAN, is_building=True, is_proven=False) == {"build"}
    assert reachable(PLAN, is_building=False, is_proven=True) == set(STEPS)

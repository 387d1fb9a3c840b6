"""What to export, for which target, how small and within which budget; and the order of the wizard's steps."""

import math
import platform
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Literal

import msgspec

from kdstudio.core.text import Text, UserError, text

Precision = Literal["fp32", "fp16", "int8-dynamic", "int8"]
Tier = Literal["proven", "exported", "machine", "vendor"]
State = Literal["ready", "missing", "impossible"]
PRECISIONS: tuple[Precision, ...] = ("fp32", "fp16", "int8-dynamic", "int8")
PRECISION_WORDS: dict[Precision, tuple[Text, Text]] = {
    "fp32": (text("FP32"), text("Exact copy of the student.")),
    "fp16": (text("FP16"), text("Half the size. Not faster on a CPU.")),
    "int8-dynamic": (text("INT8, dynamic"), text("Weights only. No images needed.")),
    "int8": (text("INT8, static"), text("Smallest and fastest. Needs images.")),
}
# Measured on YOLO11n in EXPORT.md §1.2: bytes of a file over those of its FP32 twin.
SIZE_SHARES: dict[Precision, float] = {"fp32": 1.0, "fp16": 0.5, "int8-dynamic": 0.28, "int8": 0.29}
MAX_CALIBRATION_IMAGES = 2000
MAX_BUDGET = 100.0


class ExportPlan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to export and how. `source` is `run:ID`, a run's folder, or an Ultralytics checkpoint.

    `network` and `checkpoint` choose within a run. `dataset` is the run's own where it is None; a lone checkpoint
    without one can only be proven to agree with itself on `images`. `budget` is in points of accuracy. `out` is where
    the hand-over folder goes; None keeps it in the export's folder.
    """

    source: str
    network: Literal["student", "baseline", "teacher"] = "student"
    checkpoint: Literal["best", "last"] = "best"
    target: str = "onnx"
    precisions: tuple[Precision, ...] = ("fp32", "fp16", "int8")
    budget: float = 0.5
    calibration_images: int = 256
    dataset: str | None = None
    image_size: int | None = None
    seed: int = 0
    threads: int = 0
    timing_threads: int = 1
    hand_over: list[str] | None = None
    out: str | None = None
    zip: bool = False


@dataclass(frozen=True)
class Target:
    """A place where a model can run: its runtime, its precisions, and what building for it needs.

    `modules` are the importable names that must be here, `packages` what pip would install for them, `extra` the
    extra of KD Studio that brings them; where they conflict with the rest, there is none but a `command` instead, for a
    virtual environment that has only this target.
    `systems` limits where it can be built (`platform.system()` names), `needs` says what else is missing.
    """

    id: str
    title: Text
    words: Text
    icon: str
    tier: Tier
    runtime: str
    precisions: tuple[Precision, ...]
    modules: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    extra: str | None = None
    command: str | None = None
    systems: tuple[str, ...] = ()
    needs: Text | None = None
    caution: Text | None = None


@dataclass(frozen=True)
class Availability:
    """Whether a target can be built for here: a word for the list, why not, and how to get what is missing."""

    state: State
    word: Text
    reason: Text | None = None
    command: str | None = None


TARGETS: dict[str, Target] = {
    target.id: target
    for target in (
        Target(
            id="onnx",
            title=text("CPU, any computer"),
            words=text("ONNX Runtime. Linux, Windows, macOS."),
            icon="cpu",
            tier="proven",
            runtime="ONNX Runtime",
            precisions=PRECISIONS,
            modules=("onnxruntime",),
        ),
        Target(
            id="onnx-arm",
            title=text("Raspberry Pi, ARM"),
            words=text("ONNX Runtime, signed INT8."),
            icon="circuit-board",
            tier="proven",
            runtime="ONNX Runtime",
            precisions=PRECISIONS,
            modules=("onnxruntime",),
            caution=text(
                "Accuracy is proven here; times are this computer's, and signed INT8 is slow on an Intel or AMD "
                "processor."
            ),
        ),
        Target(
            id="openvino",
            title=text("Intel CPU, GPU, NPU"),
            words=text("OpenVINO."),
            icon="microchip",
            tier="proven",
            runtime="OpenVINO",
            precisions=("fp32", "fp16", "int8"),
            modules=("openvino", "nncf"),
            packages=("openvino", "nncf"),
            extra="openvino",
        ),
        Target(
            id="tensorrt",
            title=text("NVIDIA GPU, Jetson"),
            words=text("TensorRT, built on the device."),
            icon="gpu",
            tier="machine",
            runtime="TensorRT",
            precisions=("fp32", "fp16", "int8"),
            needs=text("Needs NVIDIA"),
            caution=text(
                "TensorRT builds its engine on the very GPU that runs it: export ONNX here, copy the folder, and build "
                "with trtexec there."
            ),
        ),
        Target(
            id="litert",
            title=text("Android"),
            words=text("LiteRT."),
            icon="smartphone",
            tier="proven",
            runtime="LiteRT",
            precisions=("fp32", "int8"),
            modules=("litert_torch", "ai_edge_litert", "ai_edge_quantizer"),
            packages=("litert-torch", "ai-edge-litert", "ai-edge-quantizer"),
            command="pip install litert-torch ai-edge-litert ai-edge-quantizer && pip install -U typing_extensions",
        ),
        Target(
            id="coreml",
            title=text("iPhone, iPad, Mac"),
            words=text("Core ML. Its INT8 is of weights only."),
            icon="tablet-smartphone",
            tier="exported",
            runtime="Core ML",
            precisions=("fp32", "fp16", "int8-dynamic"),
            modules=("coremltools",),
            packages=("coremltools",),
            extra="coreml",
            systems=("Darwin",),
            needs=text("Needs a Mac"),
            caution=text("Core ML runs on Apple's systems only: there a model can be proven, elsewhere only written."),
        ),
        Target(
            id="web",
            title=text("Browser"),
            words=text("ONNX Runtime Web."),
            icon="globe",
            tier="proven",
            runtime="ONNX Runtime",
            precisions=("fp32", "int8-dynamic", "int8"),
            modules=("onnxruntime",),
            caution=text(
                "Proven here with ONNX Runtime, whose web build runs the same file; times are not a browser's."
            ),
        ),
        Target(
            id="ncnn",
            title=text("Phones and small boards"),
            words=text("NCNN."),
            icon="smartphone",
            tier="proven",
            runtime="NCNN",
            precisions=("fp32", "fp16"),
            modules=("ncnn", "pnnx"),
            packages=("ncnn", "pnnx"),
            extra="ncnn",
        ),
        Target(
            id="mnn",
            title=text("Phones, with MNN"),
            words=text("MNN. Its INT8 is of weights only."),
            icon="smartphone",
            tier="proven",
            runtime="MNN",
            precisions=("fp32", "fp16", "int8-dynamic"),
            modules=("MNN",),
            packages=("MNN",),
            extra="mnn",
        ),
        Target(
            id="executorch",
            title=text("Phones, with PyTorch"),
            words=text("ExecuTorch."),
            icon="smartphone",
            tier="proven",
            runtime="ExecuTorch",
            precisions=("fp32",),
            modules=("executorch",),
            packages=("executorch",),
            extra="executorch",
        ),
        Target(
            id="torchscript",
            title=text("Servers with PyTorch"),
            words=text("TorchScript."),
            icon="server",
            tier="proven",
            runtime="TorchScript",
            precisions=("fp32",),
        ),
        Target(
            id="rknn",
            title=text("Rockchip NPU"),
            words=text("RKNN, built with Rockchip's kit."),
            icon="circuit-board",
            tier="vendor",
            runtime="RKNN",
            precisions=("fp16", "int8"),
            needs=text("Needs Rockchip's kit"),
            caution=text("Export ONNX here, then convert it with RKNN-Toolkit2 in an environment of its own."),
        ),
        Target(
            id="hailo",
            title=text("Hailo NPU"),
            words=text("HEF, built with Hailo's compiler."),
            icon="circuit-board",
            tier="vendor",
            runtime="Hailo",
            precisions=("int8",),
            needs=text("Needs Hailo's kit"),
            caution=text("Export ONNX here, then compile it with Hailo's Dataflow Compiler, which needs an account."),
        ),
        Target(
            id="imx",
            title=text("Sony IMX500"),
            words=text("Built with Sony's converter."),
            icon="camera",
            tier="vendor",
            runtime="IMX500",
            precisions=("int8",),
            needs=text("Needs Sony's kit"),
            caution=text(
                "The camera's converter needs an older PyTorch: use Ultralytics in an environment of its own."
            ),
        ),
    )
}


def availability(target: Target) -> Availability:
    """Return whether a target can be built for on this computer, and what to do where it cannot."""
    if target.tier in ("machine", "vendor"):
        return Availability("impossible", target.needs or target.words, target.caution)
    missing = [name for name in target.modules if find_spec(name) is None]
    if not missing:
        return Availability("ready", text("Ready"))
    if target.systems and platform.system() not in target.systems:
        return Availability("impossible", target.needs or target.words, target.caution)
    if target.command is not None:
        return Availability(
            "missing",
            text("How to get it"),
            text(
                "{runtime} is not installed: its packages are {packages}. One of them asks for an "
                "older typing_extensions than KD Studio: install them in a virtual environment of their own.",
                runtime=target.runtime,
                packages=", ".join(target.packages),
            ),
            target.command,
        )
    return Availability(
        "missing",
        text("How to get it"),
        text(
            "{runtime} is not installed: its packages are {packages}.",
            runtime=target.runtime,
            packages=", ".join(target.packages),
        ),
        f"pip install 'kdstudio[{target.extra}]'",
    )


def check_available(target: Target) -> None:
    """Check that a target can be built for on this computer.

    Raises:
        UserError: What it needs is not installed, or cannot be had here.
    """
    found = availability(target)
    if found.state == "missing":
        raise UserError(
            text(
                "{runtime} is not installed here: get it with `{command}`.",
                runtime=target.runtime,
                command=found.command or "",
            )
        )
    if found.state == "impossible":
        raise UserError(found.reason or found.word)


WizardStep = Literal["what", "where", "build", "proof", "hand_over"]
STEPS: tuple[WizardStep, ...] = ("what", "where", "build", "proof", "hand_over")
STEP_TITLES: dict[WizardStep, Text] = {
    "what": text("What"),
    "where": text("Where and how small"),
    "build": text("Build"),
    "proof": text("Proof"),
    "hand_over": text("Hand over"),
}


def reachable(plan: ExportPlan | None, *, is_building: bool, is_proven: bool) -> set[WizardStep]:
    """Return the steps that a person may go to: what was chosen may be changed until it is being built."""
    if plan is None:
        return {"what"}
    if is_building:
        return {"build"}
    return set(STEPS) if is_proven else {"what", "where"}


def check(plan: ExportPlan) -> None:
    """Check a plan against its target and its limits.

    Raises:
        UserError: The target or a precision is unknown, the target does not have it, or a number is out of its limits.
    """
    target = TARGETS.get(plan.target)
    if target is None:
        raise UserError(
            text("There is no target {name}: there are {known}.", name=plan.target, known=", ".join(TARGETS))
        )
    if not plan.precisions:
        raise UserError(text("Nothing is to be exported: choose at least one precision."))
    for precision in plan.precisions:
        if precision not in target.precisions:
            raise UserError(
                text(
                    "{runtime} has no {precision}: it has {known}.",
                    runtime=target.runtime,
                    precision=precision,
                    known=", ".join(target.precisions),
                )
            )
    if not math.isfinite(plan.budget) or not 0 <= plan.budget <= MAX_BUDGET:
        raise UserError(
            text(
                "The budget is {value:g} points: choose a number from 0 to {high:g}.",
                value=plan.budget,
                high=MAX_BUDGET,
            )
        )
    if not 1 <= plan.calibration_images <= MAX_CALIBRATION_IMAGES:
        raise UserError(
            text(
                "The calibration takes {value} images: choose a number from 1 to {high}.",
                value=plan.calibration_images,
                high=MAX_CALIBRATION_IMAGES,
            )
        )


def default_precisions(target: Target) -> list[Precision]:
    """Return what is worth building for a target: all but dynamic INT8 where there is a static one."""
    return [name for name in target.precisions if name != "int8-dynamic" or "int8" not in target.precisions]

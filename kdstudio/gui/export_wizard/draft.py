"""What the wizard is about to export: the plan, and what is known of its model and its images."""

from pathlib import PurePath
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal

from kdstudio.core import export_estimate, export_plan
from kdstudio.core.cards import (
    Answer,
    DatasetCard,
    InspectCheckpoint,
    InspectDataset,
    InspectUnlabelled,
    ModelCard,
    Question,
    Refused,
    UnlabelledCard,
)
from kdstudio.core.events import Measurement, Network
from kdstudio.core.export_plan import TARGETS, ExportPlan, Precision, Target
from kdstudio.core.export_words import precision_names
from kdstudio.core.jobs import Distill
from kdstudio.core.live_run import NETWORKS, LiveRun
from kdstudio.core.recipe import RUN_PREFIX
from kdstudio.core.text import Text, UserError, text
from kdstudio.gui.session import Session
from kdstudio.gui.translate import show

_NO_CHECKPOINT = (".onnx",)  # teachers that Ultralytics cannot export
_NO_CHECKPOINT_PREFIXES = ("torchvision:", "timm:")
Images = DatasetCard | UnlabelledCard | Refused


class Draft(QObject):
    """The plan while it is made; `changed` says that something of it, or of what is known, is another."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.plan = ExportPlan(source="", threads=session.settings.threads)
        self.run: LiveRun | None = None
        self.model: ModelCard | Refused | None = None
        self.images: Images | None = None
        self._wished: tuple[Precision, ...] = self.plan.precisions
        self._images_of: tuple[str, int] | None = None
        self._questions: dict[str, int] = {}

    # What is chosen

    def choose_run(self, run_id: str) -> None:
        """Export a network of a run: its student, or the teacher that it trained."""
        try:
            run = self._session.live(run_id)
        except UserError as error:
            self._session.said.emit(error.text)
            return
        self._choose(f"{RUN_PREFIX}{run_id}", run, dataset=None)

    def choose_checkpoint(self, path: str) -> None:
        """Export a lone checkpoint."""
        self._choose(path, None, dataset=self.plan.dataset if self.run is None else None)

    def take(self, plan: ExportPlan) -> None:
        """Take over the choices of an export."""
        if plan.source != self.plan.source:
            self._forget("model")
            self.model = None
        self.plan, self._wished = plan, plan.precisions
        try:
            run_id = plan.source.removeprefix(RUN_PREFIX)
            self.run = self._session.live(run_id) if run_id != plan.source else None
        except UserError:
            self.run = None
        self._learn()

    def change(self, **changes: Any) -> None:
        """Change fields of the plan."""
        plan = msgspec.structs.replace(self.plan, **changes)
        if plan != self.plan:
            self.plan = plan
            self._learn()

    def choose_target(self, target: Target) -> None:
        """Export for a target; precisions that it does not have are left out, and come back with one that has them."""
        if target.id == self.plan.target:
            return
        kept = tuple(name for name in self._wished if name in target.precisions)
        self.change(target=target.id, precisions=kept or tuple(export_plan.default_precisions(target)))

    def choose_precision(self, precision: Precision, *, is_wanted: bool) -> None:
        """Build a precision, or do not; they keep their order."""
        wanted = {*self.plan.precisions, precision} if is_wanted else {*self.plan.precisions} - {precision}
        self._wished = tuple(name for name in export_plan.PRECISIONS if name in wanted)
        self.change(precisions=self._wished)

    # What is known

    def target(self) -> Target:
        """Return the target that is chosen."""
        return TARGETS.get(self.plan.target, TARGETS["onnx"])

    def chosen(self) -> ExportPlan | None:
        """Return the plan once the model and its images are chosen; see `lacks`."""
        return self.plan if self.lacks() is None else None

    def lacks(self) -> Text | None:
        """Return what is still to be chosen before it can be said where the model is to run; None where nothing is."""
        if not self.plan.source:
            return text("Choose a run, or a checkpoint.")
        if self.run is not None:
            return None
        if isinstance(self.model, Refused):
            return self.model.sentence
        if self.model is None:
            return text("The checkpoint is being read.")
        if not self.plan.dataset:
            return text("Choose the images that calibrate and prove.")
        return self.images.sentence if isinstance(self.images, Refused) else None

    def name(self) -> str:
        """Return what the model is called: by its run's name, or its file's."""
        if self.run is not None:
            return self._session.name_of(self.run.id)
        return PurePath(self.plan.source.removeprefix(RUN_PREFIX)).name

    def networks(self) -> list[Network]:
        """Return the networks of the run that can be exported."""
        if self.run is None:
            return []
        found = [name for name in NETWORKS if self.run.networks[name].weights]
        if isinstance(self.run.job, Distill) and _is_checkpoint(self.run.job.recipe.teacher):
            found = [*found, "teacher"] if "teacher" not in found else found
        return sorted(found, key=("student", "baseline", "teacher").index)

    def network(self) -> Network:
        """Return the network that is exported: a run that trained a teacher has no other."""
        if self.run is not None and not isinstance(self.run.job, Distill):
            return "teacher"
        return self.plan.network

    def measured(self, network: Network | None = None) -> Measurement | None:
        """Return what was measured of a network of the run, by default the one that is exported."""
        return self.run.networks[network or self.network()].measurement if self.run is not None else None

    def parameters(self) -> int | None:
        """Return how many parameters the model has."""
        figures = self.measured()
        if figures is not None:
            return figures.parameters or None
        return self.model.parameters or None if isinstance(self.model, ModelCard) else None

    def image_size(self) -> int:
        """Return the side of the model's images, px."""
        if self.plan.image_size:
            return self.plan.image_size
        if self.run is not None and self.run.job.recipe.image_size:
            return self.run.job.recipe.image_size
        return (isinstance(self.model, ModelCard) and self.model.input_size) or 224

    def dataset(self) -> str | None:
        """Return the name of the images that calibrate and prove."""
        return self.plan.dataset or (self.run.job.recipe.dataset if self.run is not None else None)

    def is_labelled(self) -> bool:
        """Return whether accuracy can be proven; taken for granted until the images are known."""
        return not isinstance(self.images, UnlabelledCard)

    def is_repaired(self) -> bool:
        """Return whether layers that lose too much in INT8 are kept in float: only for ONNX Runtime they are found."""
        return self.target().runtime == TARGETS["onnx"].runtime

    def calibration_limit(self) -> int:
        """Return how many images there are at most to calibrate with."""
        if isinstance(self.images, DatasetCard):
            there = sum(self.images.splits.get("train", []))
        elif isinstance(self.images, UnlabelledCard):
            there = self.images.images // 2
        else:
            there = self.run.prepared.images.get("train", 0) if self.run is not None and self.run.prepared else 0
        return min(there, export_plan.MAX_CALIBRATION_IMAGES) or export_plan.MAX_CALIBRATION_IMAGES

    def file_bytes(self, precision: Precision) -> int | None:
        """Return about how many bytes a file takes."""
        parameters = self.parameters()
        return export_estimate.file_bytes(precision, parameters) if parameters else None

    def teacher_bytes(self) -> int | None:
        """Return how many bytes the run's teacher takes in FP32; None where it is what is exported."""
        figures = self.measured("teacher") if self.network() != "teacher" else None
        return export_estimate.file_bytes("fp32", figures.parameters) if figures and figures.parameters else None

    def build_seconds(self) -> float:
        """Return about how many seconds building takes."""
        return export_estimate.build_seconds(self.plan, self.parameters() or 0, self.image_size())

    # In words

    def what(self) -> Text:
        """Return in a few words what is exported."""
        name = self.name()
        if self.run is None:
            return text("{name}", name=name)
        epoch = self.run.networks[self.network()].best_epoch() if self.network() in self.run.networks else None
        match self.network(), self.plan.checkpoint, epoch:
            case "baseline", "best", int():
                return text("{name}, baseline, epoch {epoch:d}", name=name, epoch=epoch)
            case "baseline", _, _:
                return text("{name}, baseline, last epoch", name=name)
            case "teacher", _, _:
                return text("{name}, teacher", name=name)
            case _, "best", int():
                return text("{name}, epoch {epoch:d}", name=name, epoch=epoch)
            case _, "last", _:
                return text("{name}, last epoch", name=name)
            case _:
                return text("{name}", name=name)

    def where(self) -> Text:
        """Return in a few words where it is to run, and how small."""
        short = show(self.target().title).partition(",")[0]
        return text("{target} · {precisions}", target=short, precisions=precision_names(self.plan))

    # Questions

    def look_at_images(self) -> None:
        """Ask what is in the dataset, once; reading it may take a while."""
        name, seed = self.dataset(), self._seed()
        if not name or self._images_of == (name, seed):
            return
        self._images_of, self.images = (name, seed), None
        self._ask("images", InspectDataset(name=name, seed=seed), self._take_images)

    def close(self) -> None:
        """Take all questions back."""
        for kind in list(self._questions):
            self._forget(kind)

    def _choose(self, source: str, run: LiveRun | None, dataset: str | None) -> None:
        if source == self.plan.source:
            return
        self._forget("model")
        self.run, self.model = run, None
        changes = {"source": source, "dataset": dataset, "network": "student", "checkpoint": "best"}
        self.plan = msgspec.structs.replace(self.plan, image_size=None, **changes)
        self._learn()

    def _learn(self) -> None:
        """Ask for what is not known yet of the choices, and tell everybody."""
        name = self.dataset()
        if self._images_of is not None and self._images_of != (name, self._seed()):
            self._forget("images")
            self._images_of = self.images = None
        if self.plan.source and self.run is None and self.model is None and "model" not in self._questions:
            self._ask("model", InspectCheckpoint(name=self.plan.source), self._take_model)
        if self.run is None and name:
            self.look_at_images()
        self.changed.emit()

    def _seed(self) -> int:
        of_run = self.run is not None and self.plan.dataset is None
        return self.run.job.recipe.seed if self.run is not None and of_run else self.plan.seed

    def _ask(self, kind: str, question: Question, answered: Any) -> None:
        self._forget(kind)
        self._questions[kind] = -1
        number = self._session.ask(question, answered)
        if kind in self._questions:  # else it was answered at once
            self._questions[kind] = number

    def _forget(self, kind: str) -> None:
        number = self._questions.pop(kind, None)
        if number is not None and number >= 0:
            self._session.forget(number)

    def _take_model(self, answer: Answer) -> None:
        self._questions.pop("model", None)
        self.model = answer if isinstance(answer, ModelCard | Refused) else None
        self.changed.emit()

    def _take_images(self, answer: Answer) -> None:
        self._questions.pop("images", None)
        if isinstance(answer, Refused) and self._images_of is not None:
            self._ask(
                "images", InspectUnlabelled(name=self._images_of[0]), lambda found: self._take_other(found, answer)
            )
            return
        self.images = answer if isinstance(answer, DatasetCard | Refused) else None
        self.changed.emit()

    def _take_other(self, answer: Answer, refused: Refused) -> None:
        """Take images without labels; where there are none either, what is wrong with it as a dataset counts."""
        self._questions.pop("images", None)
        self.images = answer if isinstance(answer, UnlabelledCard) and answer.images > 1 else refused
        self.changed.emit()


def _is_checkpoint(teacher: str) -> bool:
    return not teacher.lower().endswith(_NO_CHECKPOINT) and not teacher.startswith(_NO_CHECKPOINT_PREFIXES)

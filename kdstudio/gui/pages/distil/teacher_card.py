"""The teacher: a file, the sample's, the network of a run, or one that is trained on this dataset first."""

from functools import partial

from PySide6.QtWidgets import QWidget

from kdstudio.core.cards import ModelCard, Refused, TeacherHere
from kdstudio.core.recipe import RUN_PREFIX
from kdstudio.core.samples import EMOJI
from kdstudio.core.text import Text, text
from kdstudio.gui import translate
from kdstudio.gui.pages.distil.draft import Draft, TeacherFirst, refusal
from kdstudio.gui.pages.distil.part import SAMPLE, PartCard
from kdstudio.gui.session import Session
from kdstudio.gui.translate import NONE, say, show
from kdstudio.gui.widgets.basics import FactRow, button, column, label, line, row
from kdstudio.gui.widgets.number_field import Choice, WholeNumber
from kdstudio.gui.widgets.path_picker import Entry, PathPicker

FILTERS = "*.pt *.onnx (*.pt *.onnx)"
_RUNS_SHOWN = 10
_FAMILIES = (("yolo11", "YOLO11"), ("yolo26", "YOLO26"))
_SCALES = "smlx"
_OF_TRAINED = ("task", "classes", "file", "here")  # facts that a teacher has once it is trained


class TeacherCard(PartCard):
    """Chooses the teacher and shows what is known of it."""

    def __init__(self, session: Session, draft: Draft) -> None:
        super().__init__(draft, "teacher", text("Teacher"), "teacher")
        self._session = session
        self.picker = PathPicker(
            text("Teacher"),
            text("A .pt or .onnx file"),
            text("A trained classifier, .pt or .onnx: type its path, drop it here, or choose it with the folder sign."),
            FILTERS,
        )
        self.picker.chosen.connect(self._choose)
        self.picker.offer(self._entries, lambda: session.settings.recent_models)
        self.caption = label(role="caption", wrap=True)
        self.first = button(
            text("Train one first"),
            role="link",
            tip=text("Trains a larger network on this dataset, and then teaches the student with it."),
            on_click=self._train_first,
        )
        self.refused = label(role="error-text", wrap=True)
        self.plan = _Plan(draft)
        self.facts = {
            "task": FactRow(text("Task")),
            "classes": FactRow(text("Classes")),
            "parameters": FactRow(text("Parameters")),
            "flops": FactRow(text("Compute per image")),
            "input": FactRow(text("Input")),
            "file": FactRow(text("File")),
            "here": FactRow(text("Accuracy here")),
        }
        say(
            self.facts["here"],
            setToolTip=text(
                "How often the teacher is right on validation images of the dataset, over the paired classes."
            ),
        )
        say(
            self.facts["flops"],
            setToolTip=text(
                "Floating-point operations for one image; a multiplication with its addition counts as two."
            ),
        )
        self.body.setSpacing(0)
        self.body.addWidget(self.picker)
        self.body.addSpacing(2)
        below = row(self.caption, self.first, spacing=8)
        below.setStretch(0, 1)
        self.body.addLayout(below)
        self.body.addWidget(self.refused)
        self.body.addWidget(self.plan)
        self.body.addSpacing(4)
        self._lines: dict[str, QWidget] = {}
        for name, fact in self.facts.items():
            self.body.addWidget(fact)
            if name != "here":  # the last one
                self._lines[name] = line()
                self.body.addWidget(self._lines[name])
        self.body.addStretch(1)
        draft.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the draft's teacher."""
        draft = self.draft
        first = draft.teacher_first
        card = draft.known.teacher
        self.picker.set_wrong(self.is_wrong())
        if first is not None:
            self.picker.set_path("", text("Trained first"))
        else:
            self.picker.set_path(draft.recipe.teacher, self._words(draft.recipe.teacher))
        say(self.caption, setText=self._caption(card))
        self.first.setVisible(first is None)
        self.plan.setVisible(first is not None)
        self.plan.refresh()
        sentence = refusal(card)
        self.refused.setVisible(sentence is not None)
        say(self.refused, setText=sentence)
        for name in self.facts:
            is_shown = sentence is None and (first is None or name not in _OF_TRAINED)
            self.facts[name].setVisible(is_shown)
            if name in self._lines:
                self._lines[name].setVisible(is_shown)
        self._show_facts(card if isinstance(card, ModelCard) else None)

    def retranslate(self) -> None:
        """Write the numbers in the current language."""
        self.refresh()

    def _show_facts(self, card: ModelCard | None) -> None:
        facts = self.facts
        facts["task"].set_value(text("Classify") if card and card.task == "classify" else card.task if card else NONE)
        facts["classes"].set_value(translate.number(len(card.classes)) if card and card.classes else NONE)
        facts["parameters"].set_value(translate.parameters(card.parameters if card else None))
        facts["flops"].set_value(translate.flops(card.flops if card else None))
        size = card.input_size if card else None
        facts["input"].set_value(text("{size} × {size} px", size=size) if size else NONE)
        facts["file"].set_value(translate.data_size(card.size_bytes) if card and card.size_bytes else NONE)
        facts["here"].set_value(self._accuracy())

    def _accuracy(self) -> Text | str:
        here = self.draft.known.teacher_here
        if isinstance(here, TeacherHere) and here.images:
            return text(
                "{share:.1f} % · {correct:,} of {images:,}",
                share=100 * here.correct / here.images,
                correct=here.correct,
                images=here.images,
            )
        if self.draft.is_reading("here"):
            return text("trying it…")
        if any(pair.origin == "suggested" for pair in self.draft.preflight.pairs):
            return text("known after pairing")
        return NONE

    def _caption(self, card: object) -> Text:
        draft = self.draft
        teacher = draft.recipe.teacher
        if draft.is_reading("teacher"):
            return text("Reading the model…")
        if isinstance(card, Refused):
            return text("Cannot be used")
        if draft.teacher_first is not None:
            return text("Trained on this dataset before the student.")
        if not teacher:
            return text("Or drop a file here.")
        if teacher.startswith(SAMPLE):
            return text("Bundled with the sample")
        if teacher.startswith(RUN_PREFIX):
            return text("The network that this run trained")
        return text("From a file")

    def _words(self, teacher: str) -> Text | None:
        if teacher.startswith(SAMPLE):
            return text("Sample {name}", name=teacher.removeprefix(SAMPLE))
        if teacher.startswith(RUN_PREFIX):
            return text("Run {name}", name=self._session.name_of(teacher.removeprefix(RUN_PREFIX)))
        return None

    def _entries(self) -> list[Entry]:
        finished = [run for run in self._session.rows() if run.state == "finished"][:_RUNS_SHOWN]
        runs = [Entry(run.name or run.id, partial(self._choose, f"{RUN_PREFIX}{run.id}")) for run in finished]
        entries = [Entry(text("Bundled sample: {name}", name="emoji"), lambda: self._choose(EMOJI))]
        if runs:
            entries.append(Entry(text("The network of a run"), entries=runs))
        names = [f"{family}{scale}-cls.pt" for family, _ in _FAMILIES for scale in _SCALES]
        zoo = [Entry(name, partial(self._choose, name)) for name in names]
        entries.append(Entry(text("Pretrained on ImageNet (is downloaded)"), entries=zoo))
        return [*entries, Entry(text("Train one first"), self._train_first)]

    def _choose(self, teacher: str) -> None:
        self.draft.train_teacher_first(None)
        self.draft.change(teacher=teacher)

    def _train_first(self) -> None:
        self.draft.train_teacher_first(TeacherFirst(epochs=self.draft.recipe.epochs))
        self.plan.model.setFocus()


class _Plan(QWidget):
    """The network and the epochs of a teacher that is trained first."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft
        self.model = Choice(text("Teacher's network"))
        for family, words in _FAMILIES:
            for scale in _SCALES:
                self.model.addItem(f"{words} {scale}", f"{family}{scale}-cls.yaml")
                self.model.addItem("", f"{family}{scale}-cls.pt")
        say(
            self.model,
            setToolTip=text("A larger network than the student; pretrained weights are downloaded when it starts."),
        )
        self.epochs = WholeNumber(text("Teacher's epochs"), 1, 10_000)
        say(self.epochs, setToolTip=text("How often the teacher's training goes through all images."))
        self.model.activated.connect(self._change)
        self.epochs.valueChanged.connect(self._change)
        self.setLayout(column(self.model, row(label(text("Epochs"), "secondary"), None, self.epochs), spacing=8))
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(0, 8, 0, 0)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the networks in the current language."""
        for index in range(1, self.model.count(), 2):
            name = self.model.itemText(index - 1)
            self.model.setItemText(index, show(text("{network}, pretrained", network=name)))

    def refresh(self) -> None:
        """Show the draft's plan."""
        plan = self._draft.teacher_first
        if plan is None:
            return
        index = self.model.findData(plan.model)
        if index < 0:
            self.model.addItem(plan.model, plan.model)
            index = self.model.count() - 1
        self.model.setCurrentIndex(index)
        self.epochs.set_number(plan.epochs)

    def _change(self) -> None:
        self._draft.train_teacher_first(TeacherFirst(model=self.model.currentData(), epochs=self.epochs.value()))

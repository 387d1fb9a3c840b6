"""The student: family, scale and start, or a file of one's own, and what it costs against the teacher."""

import re
from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from kdstudio.core.cards import ModelCard
from kdstudio.core.text import Text, text
from kdstudio.gui import translate
from kdstudio.gui.pages.distil.catalogue import Catalogue
from kdstudio.gui.pages.distil.draft import Draft, refusal
from kdstudio.gui.pages.distil.part import PartCard
from kdstudio.gui.translate import NONE, say, show
from kdstudio.gui.widgets.basics import Segment, button, column, label
from kdstudio.gui.widgets.number_field import Choice
from kdstudio.gui.widgets.pair_bars import PairBars, ratio
from kdstudio.gui.widgets.path_picker import PathPicker

FILTERS = "*.yaml *.yml *.pt (*.yaml *.yml *.pt)"
SCALES = ("n", "s", "m", "l", "x")
FAMILIES = {"yolo11": "YOLO11", "yolo26": "YOLO26", "yolov8": "YOLOv8"}
OWN = "own"
_NAME = re.compile(r"^(yolo11|yolo26|yolov8)([nsmlx])-cls\.(yaml|pt)$")
_SCALE_WORDS: dict[str, Text] = {
    "n": text("nano, the smallest"),
    "s": text("small"),
    "m": text("medium"),
    "l": text("large"),
    "x": text("extra large"),
}


class StudentCard(PartCard):
    """Chooses the student and shows it beside its teacher."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft, "student", text("Student"), "student")
        self.family = Choice(text("Family"))
        say(self.family, setToolTip=text("A family of networks of the Ultralytics catalogue, or a file of your own."))
        for key in (*FAMILIES, OWN):
            self.family.addItem("", key)
        self.scale = Segment(text("Scale"), [(key, Text(key)) for key in SCALES], _SCALE_WORDS)
        self.start = Segment(
            text("Start from"),
            [("yaml", text("Scratch")), ("pt", text("Pretrained"))],
            {
                "yaml": text("The student begins with random weights: nothing is downloaded."),
                "pt": text(
                    "The student begins with weights trained on ImageNet; they are downloaded when the run begins."
                ),
            },
        )
        for segment, keys in ((self.scale, SCALES), (self.start, ("yaml", "pt"))):
            for key in keys:
                segment.button(key).setProperty("dense", True)
        self.own = PathPicker(
            text("Student"),
            text("A .yaml or .pt file"),
            text("An Ultralytics classification model: a .yaml starts from scratch, a .pt from its weights."),
            FILTERS,
        )
        self.sizes = button(
            text("Sizes…"),
            role="link",
            tip=text("Shows what every scale of the family costs with this dataset."),
            on_click=self._show_sizes,
        )
        self.title_row.insertWidget(self.title_row.count() - 1, self.sizes)
        self.bars = {
            "parameters": PairBars(text("Parameters")),
            "flops": PairBars(text("Compute")),
            "file": PairBars(text("File")),
        }
        self.caption = label(role="caption", wrap=True)
        self._form = _Form(
            [
                (text("Family"), self.family),
                (text("Scale"), self.scale),
                (text("Start from"), self.start),
                (text("File"), self.own),
            ]
        )
        self.body.setSpacing(6)
        self.body.addWidget(self._form)
        self.body.addWidget(self.caption)
        self.body.addLayout(column(*self.bars.values(), spacing=6))
        self.body.addStretch(1)
        self.family.activated.connect(self._choose_family)
        self.scale.chosen.connect(self._choose)
        self.start.chosen.connect(self._choose)
        self.own.chosen.connect(self._choose_own)
        draft.changed.connect(self.refresh)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the families in the current language."""
        for index in range(self.family.count()):
            family = FAMILIES.get(self.family.itemData(index))
            words = text("{family} classify", family=family) if family else text("Own file…")
            self.family.setItemText(index, show(words))
        self.refresh()

    def refresh(self) -> None:
        """Show the draft's student."""
        name = self.draft.recipe.student
        found = _NAME.match(name)
        self.own.set_wrong(self.is_wrong())
        self.own.set_path(name if found is None else "")
        self.family.setCurrentIndex(self.family.findData(found.group(1) if found else OWN))
        if found is not None:
            self.scale.set_choice(found.group(2))
            self.start.set_choice(found.group(3))
        self._form.show_rows({1: found is not None, 2: found is not None, 3: found is None})
        self.sizes.setVisible(found is not None)
        card = self.draft.known.student
        say(self.caption, setText=self._caption(card))
        self._compare(card if isinstance(card, ModelCard) else None)

    def _caption(self, card: object) -> Text:
        if self.draft.is_reading("student"):
            return text("Reading the model…")
        if isinstance(self.draft.known.teacher, ModelCard):
            return refusal(card) or text("Against the teacher")
        return refusal(card) or text("What it costs")

    def _compare(self, student: ModelCard | None) -> None:
        known = self.draft.known.teacher
        teacher = known if isinstance(known, ModelCard) else None
        for name, (theirs, ours, shown) in _quantities(teacher, student).items():
            self.bars[name].set_values(theirs, ours, shown, _words(name, ratio(theirs, ours)))

    def _choose(self, _key: str) -> None:
        family = self.family.currentData()
        scale, start = self.scale.choice() or "n", self.start.choice() or "yaml"
        self.draft.change(student=f"{family}{scale}-cls.{start}")

    def _choose_own(self, path: str) -> None:
        self.draft.change(student=path)

    def _choose_family(self) -> None:
        if self.family.currentData() != OWN:
            self._choose("")
            return
        self.own.browse()
        self.refresh()

    def _show_sizes(self) -> None:
        popup = Catalogue(self.draft, str(self.family.currentData()), SCALES, self.start.choice() or "yaml", self)
        popup.open_below(self.sizes)


class _Form(QWidget):
    """Names at the left, controls at the right, in rows that can be hidden."""

    def __init__(self, rows: Sequence[tuple[Text, QWidget]]) -> None:
        super().__init__()
        self._rows = [(label(name, "secondary"), control) for name, control in rows]
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(8)
        layout.setColumnStretch(1, 1)
        for index, (name, control) in enumerate(self._rows):
            layout.addWidget(name, index, 0)
            layout.addWidget(control, index, 1)

    def show_rows(self, wishes: dict[int, bool]) -> None:
        """Show or hide rows by their number."""
        for index, wish in wishes.items():
            for widget in self._rows[index]:
                widget.setVisible(wish)


def _quantities(
    teacher: ModelCard | None, student: ModelCard | None
) -> dict[str, tuple[float | None, float | None, str]]:
    """Return, for each pair of bars, the teacher's number, the student's, and the latter as it is written."""
    nothing = (None, None, NONE)
    if student is None:
        return {"parameters": nothing, "flops": nothing, "file": nothing}
    return {
        "parameters": (
            teacher.parameters if teacher else None,
            student.parameters,
            translate.parameters(student.parameters),
        ),
        "flops": (teacher.flops if teacher else None, student.flops, translate.flops(student.flops)),
        "file": (
            teacher.size_bytes if teacher else None,
            student.size_bytes,
            translate.data_size(student.size_bytes or None),
        ),
    }


def _words(name: str, times: float) -> Text | None:
    if times != times:  # not known
        return None
    if times < 1:
        return text("{times:.1f}× more", times=1 / times)
    match name:
        case "parameters":
            return text("{times:.1f}× fewer", times=times)
        case "flops":
            return text("{times:.1f}× less", times=times)
        case _:
            return text("{times:.1f}× smaller", times=times)

"""The gallery of a run's probe images: filtered, hardest first, with a dot where two networks differ."""

from typing import Literal

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from kdstudio.core.events import Network
from kdstudio.core.text import Text, text
from kdstudio.gui.pages.run.probes import Probes
from kdstudio.gui.translate import number, say, show
from kdstudio.gui.widgets.basics import Card, Mark, Segment, column, label, row
from kdstudio.gui.widgets.gallery import Gallery, ImageLoader

ALL, DIFFERENT = "all", "different"
_WIDTH = 216
_PADDING = 16


class ProbeList(Card):
    """Chooses a probe; `chosen` has its number. Also chooses which network is held against the teacher."""

    chosen = Signal(int)
    play_wished = Signal()
    network_wished = Signal(str)

    def __init__(self, loader: ImageLoader) -> None:
        super().__init__(text("Probe images"))
        self._probes: Probes | None = None
        self._files: list[str] = []
        self._is_late = False
        self.setFixedWidth(_WIDTH)
        self.count = label(role="secondary")
        self.title_row.addWidget(self.count)
        self.filter = QComboBox()
        self.filter.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.filter.setMinimumContentsLength(6)
        self.filter.currentIndexChanged.connect(self._filtered)
        say(
            self.filter,
            setAccessibleName=text("Which probe images to show"),
            setToolTip=text(
                "All probe images, those on which the two disagree at the latest epoch, or those of one class; "
                "the highest KL divergence first (Ctrl+F)."
            ),
        )
        self.networks = Segment(
            text("Which network to hold against the teacher"),
            [("student", text("Student")), ("baseline", text("Baseline"))],
            {
                "student": text("Shows what the student, taught by the teacher, thinks."),
                "baseline": text("Shows what the same student thinks that was trained without the teacher."),
            },
        )
        self.networks.chosen.connect(self.network_wished)
        self.gallery = Gallery(text("Probe images"), loader)
        self.gallery.chosen.connect(self.chosen)
        self.gallery.play_wished.connect(self.play_wished)
        self.gallery.left.connect(self._catch_up)
        say(
            self.gallery,
            setAccessibleDescription=text(
                "Arrow keys choose an image, Home and End the first and the last; Space plays the epochs."
            ),
        )
        self.footer = label(role="caption", wrap=True)
        self.dot = Mark("student", 10)
        self._lay_out()

    def show_run(self, probes: Probes) -> None:
        """Show the probes of another run."""
        self._probes, self._files = probes, []
        self.networks.set_choice(probes.shown)
        self.filter.blockSignals(True)
        self.filter.clear()
        self.filter.blockSignals(False)
        self.update_list()

    def update_list(self) -> None:
        """Show what is known now; the order stays as it is while somebody looks for an image here."""
        probes = self._probes
        if probes is None or probes.live.prepared is None:
            return
        prepared = probes.live.prepared
        if self._files != prepared.probe_files:
            self._files = list(prepared.probe_files)
            self.gallery.set_images(self._files, self._names())
            self._fill_filter()
            self._is_late = False
        self.networks.setVisible(probes.has_baseline() and not probes.trains_teacher)
        if self.gallery.is_in_use() and self.gallery.shown():
            self._is_late = True
        else:
            self._arrange()

    def set_marks(self, differs: npt.NDArray[np.bool_]) -> None:
        """Mark where the two differ, and say how often."""
        assert self._probes is not None
        whose: Literal["teacher", "student"] = "teacher" if self._probes.trains_teacher else "student"
        self.gallery.set_marks(differs, whose)
        self.dot.set_shape(whose)
        say(self.footer, setText=self._footer(int(differs.sum()), len(differs)))

    def first(self) -> int | None:
        """Return the first probe of the list."""
        return next(iter(self.gallery.shown()), None)

    def filter_by(self, key: str | int) -> None:
        """Show all (`all`), those that differ (`different`) or the probes of a class, by its index."""
        self.filter.setCurrentIndex(self.filter.findData(key))

    def retranslate(self) -> None:
        """Say the choices and the images' names in the current language."""
        for place, words in enumerate((show(_ALL), show(self._different()))):
            self.filter.setItemText(place, words)
        if self._files:
            self.gallery.set_names(self._names())
        self._say_count()

    def _lay_out(self) -> None:
        # The scroll bar lies in the card's padding, so that four thumbnails fit beside it.
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(_PADDING, 12, 2, 12)
        inset = _PADDING - 2
        self.title_row.setContentsMargins(0, 0, inset, 0)
        foot: QWidget = QWidget()
        foot.setLayout(row(self.dot, self.footer))
        self.footer.setMinimumWidth(0)
        head = column(self.filter, self.networks)
        head.setContentsMargins(0, 0, inset, 0)
        self.body.addLayout(head)
        self.body.addWidget(self.gallery, 1)
        self.body.addWidget(foot)
        foot.layout().setStretch(1, 1)  # type: ignore[union-attr]

    def _fill_filter(self) -> None:
        assert self._probes is not None
        assert self._probes.live.prepared is not None
        present = set(self._probes.labels.tolist())
        names = self._probes.live.prepared.classes
        self.filter.blockSignals(True)
        self.filter.clear()
        self.filter.addItem(show(_ALL), ALL)
        self.filter.addItem(show(self._different()), DIFFERENT)
        for index in sorted(present, key=lambda index: names[index].lower() if index >= 0 else ""):
            if index >= 0:
                self.filter.addItem(names[index], index)
        self.filter.insertSeparator(2)
        self.filter.blockSignals(False)

    def _names(self) -> list[str]:
        assert self._probes is not None
        assert self._probes.live.prepared is not None
        classes, count = self._probes.live.prepared.classes, len(self._files)
        return [
            show(text("Probe {number:d} of {count:d}: {label}", number=place + 1, count=count, label=classes[index]))
            if index >= 0
            else show(text("Probe {number:d} of {count:d}", number=place + 1, count=count))
            for place, index in enumerate(self._probes.labels.tolist())
        ]

    def _filtered(self) -> None:
        self._arrange()
        shown = self.gallery.shown()
        if shown and self.gallery.choice() is None:
            self.gallery.choose(shown[0])
            self.chosen.emit(shown[0])

    def _catch_up(self) -> None:
        if self._is_late and not self.gallery.is_in_use():
            self._arrange()

    def _arrange(self) -> None:
        if self._probes is None:
            return
        self._is_late = False
        order = self._probes.hardest_first()
        wanted = self.filter.currentData()
        if wanted == DIFFERENT:
            order = order[self._probes.differs_now()[order]]
        elif isinstance(wanted, int):
            order = order[self._probes.labels[order] == wanted]
        self.gallery.show_images(order.tolist())
        self._say_count()

    def _say_count(self) -> None:
        self.count.setText(number(len(self.gallery.shown())))

    def _different(self) -> Text:
        is_teacher = self._probes is not None and self._probes.trains_teacher
        return text("Wrong, hardest first") if is_teacher else text("Disagree, hardest first")

    def _footer(self, differ: int, count: int) -> Text:
        assert self._probes is not None
        shown: Network = self._probes.shown
        if shown == "teacher":
            return text("Teacher is wrong: {differ:d} of {count:d}", differ=differ, count=count)
        if shown == "baseline":
            return text("Baseline disagrees: {differ:d} of {count:d}", differ=differ, count=count)
        return text("Student disagrees: {differ:d} of {count:d}", differ=differ, count=count)


_ALL = text("All, hardest first")

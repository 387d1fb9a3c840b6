"""The dataset: a folder or the sample, its images of each class, what is wrong with it, and unlabelled images."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFileDialog, QWidget

from kdstudio.core.cards import DatasetCard as Answer
from kdstudio.core.cards import UnlabelledCard
from kdstudio.core.findings import Finding
from kdstudio.core.samples import EMOJI
from kdstudio.core.text import Text, text
from kdstudio.gui.charts.class_counts import ClassCounts
from kdstudio.gui.pages.distil.draft import Draft, refusal
from kdstudio.gui.pages.distil.part import SAMPLE, PartCard, Swatch
from kdstudio.gui.session import Session
from kdstudio.gui.theme import Token, set_role
from kdstudio.gui.translate import say, show
from kdstudio.gui.widgets.basics import ElidedLabel, IconLabel, button, label, row
from kdstudio.gui.widgets.path_picker import Entry, PathPicker
from kdstudio.gui.widgets.thumbnails import ThumbnailStrip

_RANKS = {"error": 0, "warning": 1, "note": 2, "ok": 3}
_LOOKS: dict[str, tuple[str, Token, str]] = {
    "error": ("circle-x", "error", "error-text"),
    "warning": ("triangle-alert", "warn", "warn-text"),
    "note": ("info", "ink2", "caption"),
    "ok": ("circle-check", "ok", "ok-text"),
}


class DatasetCard(PartCard):
    """Chooses the dataset and shows what is in it."""

    def __init__(self, session: Session, draft: Draft) -> None:
        super().__init__(draft, "dataset", text("Dataset"), "label")
        self.picker = PathPicker(
            text("Dataset"),
            text("A folder of class folders"),
            text("A folder with a folder of images for each class: type its path, drop it here, or choose it."),
        )
        self.picker.chosen.connect(self._choose)
        sample = Entry(text("Bundled sample: {name}", name="emoji"), lambda: self._choose(EMOJI))
        self.picker.offer(lambda: [sample], lambda: session.settings.recent_datasets)
        self.caption = ElidedLabel("caption")
        self.add = button(
            text("Add unlabelled…"),
            role="link",
            tip=text("Adds a folder of images without labels: the teacher's soft labels teach them."),
            on_click=self.add_unlabelled,
        )
        self.unlabelled = ElidedLabel("caption")
        self.remove = button(
            text("Remove"), role="link", tip=text("Leaves the unlabelled images out."), on_click=self._remove_unlabelled
        )
        self.thumbnails = ThumbnailStrip(text("An image of each class"))
        self.chart = ClassCounts()
        say(
            self.chart,
            setToolTip=text(
                "Images of each class. The arrow keys go through the classes; where they are many, they stand from the "
                "largest to the smallest."
            ),
        )
        self.chart.pointed.connect(self._point)
        self.train, self.val = label(role="value"), label(role="value")
        self.pointed = ElidedLabel("value")
        self._signs = [Swatch("hard", "filled"), Swatch("hard", "outline")]
        self.sign = IconLabel("info", "ink2", 16)
        self.problem = ElidedLabel("caption")
        self.body.setSpacing(4)
        self.body.addWidget(self.picker)
        for words, action in ((self.caption, self.add), (self.unlabelled, self.remove)):
            layout = row(words, action, spacing=8)
            layout.setStretch(0, 1)
            self.body.addLayout(layout)
        self.body.addWidget(self.thumbnails)
        self.body.addWidget(self.chart, 1)
        self.body.addLayout(row(self._signs[0], self.train, 2, self._signs[1], self.val, None, spacing=4))
        self.body.addWidget(self.pointed)
        last = row(self.sign, self.problem, spacing=8)
        last.setStretch(1, 1)
        self.body.addLayout(last)
        self.body.addStretch(0)
        draft.changed.connect(self.refresh)
        self.refresh()

    def add_unlabelled(self) -> None:
        """Ask for a folder of unlabelled images."""
        title = show(text("A folder of images without labels"))
        folder = QFileDialog.getExistingDirectory(self.window(), title)
        if folder:
            self.draft.change(unlabelled=folder)

    def refresh(self) -> None:
        """Show the draft's dataset."""
        recipe, known = self.draft.recipe, self.draft.known
        card = known.dataset if isinstance(known.dataset, Answer) else None
        self.picker.set_wrong(self.is_wrong())
        is_sample = recipe.dataset.startswith(SAMPLE)
        words = text("Sample {name}", name=recipe.dataset.removeprefix(SAMPLE)) if is_sample else None
        self.picker.set_path(recipe.dataset, words)
        self._show_counts(card)
        self._show_unlabelled(known.unlabelled)
        self._show_problems()

    def retranslate(self) -> None:
        """Write the numbers in the current language."""
        self.refresh()

    def _show_counts(self, card: Answer | None) -> None:
        parts: tuple[QWidget, ...] = (self.thumbnails, self.chart, *self._signs, self.train, self.val)
        for widget in parts:
            widget.setVisible(card is not None)
        self.pointed.setVisible(False)
        if card is None:
            say(self.caption, setText=self._waiting_words())
            return
        order = card.display_order or list(range(len(card.classes)))
        train, val = card.splits.get("train", []), card.splits.get("val", card.splits.get("test", []))
        say(self.caption, setText=None)
        self.caption.setText(
            show(text("{count:,} · {classes:,} classes", count=sum(train) + sum(val), classes=len(card.classes)))
        )
        say(self.train, setText=text("Training {count:,}", count=sum(train)))
        say(self.val, setText=text("Validation {count:,}", count=sum(val)))
        self.thumbnails.set_files(card.thumbnails)
        shown = ([card.classes[i] for i in order], _in_order(train, order), _in_order(val, order))
        if self.chart.property("shown") != repr(shown):
            self.chart.setProperty("shown", repr(shown))
            self.chart.set_counts(*shown)

    def _waiting_words(self) -> Text:
        if self.draft.is_reading("dataset"):
            return text("Reading the dataset…")
        return refusal(self.draft.known.dataset) or text("Or drop a folder here.")

    def _show_unlabelled(self, card: object) -> None:
        is_given = self.draft.recipe.unlabelled is not None
        self.add.setVisible(not is_given)
        self.unlabelled.setVisible(is_given)
        self.remove.setVisible(is_given)
        if isinstance(card, UnlabelledCard):
            say(self.unlabelled, setText=text("+ {count:,} unlabelled images", count=card.images))
        elif is_given:
            say(self.unlabelled, setText=refusal(card) or text("Counting the unlabelled images…"))

    def _show_problems(self) -> None:
        """Show the worst of what is to say about the data; all of it stands in the tooltip."""
        found = [
            finding
            for finding in self.draft.preflight.findings
            if finding.about == "dataset" and finding.level in _RANKS and not self.draft.is_missing(finding)
            if finding.name not in ("unlabelled", "left-over", "suggestions", "classes") and self.draft.recipe.dataset
        ]
        found.sort(key=lambda finding: _RANKS[finding.level])
        self.sign.setVisible(bool(found))
        self.problem.setVisible(bool(found))
        if not found:
            return
        sign, token, role = _LOOKS[found[0].level]
        self.sign.set_icon(sign, token)
        set_role(self.problem, role)
        say(self.problem, setText=_first_words(found))
        self.problem.setToolTip("\n".join(show(finding.sentence) for finding in found))
        self.problem.setAccessibleDescription(self.problem.toolTip())

    def _point(self, index: int) -> None:
        """Say the numbers of the class that the chart points at, in place of the sums."""
        card = self.draft.known.dataset
        is_at = index >= 0 and isinstance(card, Answer)
        for widget in (*self._signs, self.train, self.val):
            widget.setVisible(not is_at)
        self.pointed.setVisible(is_at)
        if not isinstance(card, Answer) or not is_at:
            return
        order = card.display_order or list(range(len(card.classes)))
        number = order[index]
        val = card.splits.get("val", card.splits.get("test", []))
        say(
            self.pointed,
            setText=text(
                "{name}: training {train:,}, validation {val:,}",
                name=card.classes[number],
                train=card.splits["train"][number],
                val=val[number] if val else 0,
            ),
        )

    def _choose(self, dataset: str) -> None:
        if dataset == EMOJI:
            self.draft.change(dataset=EMOJI, unlabelled=EMOJI)
        elif self.draft.recipe.unlabelled == EMOJI:
            self.draft.change(dataset=dataset, unlabelled=None)
        else:
            self.draft.change(dataset=dataset)

    def _remove_unlabelled(self) -> None:
        self.draft.change(unlabelled=None)


def _in_order(counts: Sequence[int], order: Sequence[int]) -> list[int]:
    return [counts[index] for index in order] if counts else [0] * len(order)


def _first_words(found: Sequence[Finding]) -> Text:
    if found[0].level == "ok":
        return found[0].title
    worst = found[0].sentence
    others = sum(finding.level != "ok" for finding in found) - 1
    if others == 0:
        return worst
    return text("{count} things to know: {first}", count=others + 1, first=show(worst))

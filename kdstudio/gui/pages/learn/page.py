"""The Learn page: the articles at the left, and the one that is read, with its movable chart, at the right."""

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from kdstudio.core import learn_data
from kdstudio.core.learn_data import LearnData
from kdstudio.core.methods import Method, Source
from kdstudio.core.text import Text, UserError, text
from kdstudio.gui.charts.plot import Plot
from kdstudio.gui.pages.base import Page
from kdstudio.gui.pages.learn.articles import ARTICLES, WHEN, Article
from kdstudio.gui.pages.learn.exhibits import Exhibit
from kdstudio.gui.pages.saving import ask_and_save
from kdstudio.gui.session import Session
from kdstudio.gui.theme import GAP, MARGIN, set_role
from kdstudio.gui.translate import say, show
from kdstudio.gui.widgets.basics import Segment, column, label, row

_LIST_WIDTH = 216


class LearnPage(Page):
    """Short articles with charts, fed by the sample's stored soft labels or by the user's last finished run."""

    minimum = QSize(940, 560)

    def __init__(self, session: Session) -> None:
        super().__init__(session, text("Learn"))
        self.source = Segment(
            text("Where the numbers of the charts are from"),
            [("sample", text("From the sample")), ("run", text("Your last run"))],
            {
                "sample": text("Soft labels of a run of the bundled sample, stored with the program."),
                "run": text("Soft labels of the probe images of your last finished run."),
            },
        )
        self.source.set_choice("sample")
        self.source.chosen.connect(self._show_article)
        self.head.addStretch(1)
        self.head.addWidget(self.source)
        self.articles = QListWidget()
        set_role(self.articles, "articles")
        say(
            self.articles,
            setAccessibleName=text("Articles"),
            setToolTip=text("The up and down keys choose an article."),
        )
        self.articles.setWordWrap(True)
        self.articles.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.articles.setMinimumWidth(_LIST_WIDTH)
        for _article in ARTICLES:
            QListWidgetItem(self.articles)
        self.view = _ArticleView()
        body = row(self.articles, self.view, spacing=GAP)
        body.setStretch(1, 1)
        self.body.addLayout(body, 1)
        self._run: tuple[str, LearnData | None] = ("", None)
        self._write_titles()
        self._find_run()
        self.articles.setCurrentRow(0)
        self.articles.currentRowChanged.connect(self._show_article)
        self._show_article()
        session.runs_changed.connect(self._find_run)

    def open(self, argument: Any) -> None:
        """Show the article of a number from 0, if one is asked for."""
        if isinstance(argument, int) and 0 <= argument < len(ARTICLES):
            self.articles.setCurrentRow(argument)

    def exhibit(self) -> Exhibit:
        """Return the chart of the article that is shown."""
        return self.view.exhibit

    def retranslate(self) -> None:
        """Write the titles in the words of the language."""
        self._write_titles()

    def _write_titles(self) -> None:
        for number, article in enumerate(ARTICLES):
            item = self.articles.item(number)
            item.setText(show(article.title))
            item.setSizeHint(QSize(0, 40))

    def _find_run(self) -> None:
        """Look for the last finished run that has soft labels; without one there is no choice to make."""
        rows = self.session.rows()
        newest = next((found.id for found in rows if found.state == "finished" and found.job == "distill"), "")
        if newest != self._run[0]:
            self._run = (newest, self._data_of(newest))
        self.source.setVisible(self._run[1] is not None)
        if self._run[1] is None and self.source.choice() == "run":
            self.source.set_choice("sample")
            self._show_article()

    def _data_of(self, run_id: str) -> LearnData | None:
        if not run_id:
            return None
        try:
            return learn_data.of_run(self.session.live(run_id))
        except UserError:
            return None

    def _show_article(self, *_chosen: object) -> None:
        run = self._run[1]
        data = run if run is not None and self.source.choice() == "run" else learn_data.sample()
        before = self.view.exhibit
        self.view.show_article(ARTICLES[max(0, self.articles.currentRow())], data)
        if self.view.exhibit is not before:
            for chart in self.view.exhibit.findChildren(Plot):
                chart.wants_saving.connect(self._save)

    def _save(self, chart: Plot) -> None:
        ask_and_save(self.session, chart, chart.table(), "learn")


class _ArticleView(QScrollArea):
    """One article: its words at the left, its chart at the right; it scrolls by itself where it is long."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        say(self, setAccessibleName=text("Article"))
        self.exhibit = Exhibit()
        self._article: Article | None = None

    def show_article(self, article: Article, data: LearnData) -> None:
        """Show an article; its chart keeps what the reader has moved as long as the article stays."""
        if article is not self._article:
            self._article = article
            self.exhibit = article.exhibit()
            self.setWidget(_content(article, self.exhibit))
        self.exhibit.show_data(data)


def _content(article: Article, exhibit: Exhibit) -> QWidget:
    content = QWidget()
    set_role(content, "page")
    words = column(label(article.title, "page-title", wrap=True), spacing=12)
    for paragraph in article.paragraphs:
        words.addWidget(_selectable(label(paragraph, wrap=True)))
    for method in article.methods:
        words.addLayout(_method(method))
    if article.sources:
        words.addLayout(_sources(article.sources))
    words.addStretch(1)
    layout = row(words, column(exhibit, None), spacing=MARGIN)
    layout.setStretch(0, 1)
    layout.setStretch(1, 1)
    layout.setContentsMargins(8, 0, 4, 8)
    content.setLayout(layout)
    return content


def _method(method: Method) -> QVBoxLayout:
    formula = QLabel(method.formula)
    set_role(formula, "medium")
    formula.setTextFormat(Qt.TextFormat.PlainText)
    formula.setWordWrap(True)
    return column(
        label(method.title, "strong", wrap=True),
        _selectable(formula),
        _selectable(label(method.description, wrap=True)),
        _selectable(label(WHEN[method.name], wrap=True)),
        _selectable(label(_source(method.source), "caption", wrap=True)),
        spacing=4,
    )


def _sources(sources: tuple[Source, ...]) -> QVBoxLayout:
    made = column(label(text("Sources"), "strong"), spacing=4)
    for source in sources:
        made.addWidget(_selectable(label(_source(source), "caption", wrap=True)))
    return made


def _source(source: Source) -> Text:
    return text(
        "{authors} {year}, “{title}”, arXiv {arxiv}",
        authors=source.authors,
        year=str(source.year),
        title=source.title,
        arxiv=source.arxiv,
    )


def _selectable(made: QLabel) -> QLabel:
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made

"""What can be done with runs: one action each for menu, keys and buttons; what is refused is said on the page."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from PySide6.QtCore import QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from kdstudio.core import paths, runs
from kdstudio.core.text import Text, UserError, text
from kdstudio.gui.pages.runs.summary import Summary
from kdstudio.gui.pages.runs.view import RunsView
from kdstudio.gui.session import Session
from kdstudio.gui.tables.runs import HEADS, Column, title_of
from kdstudio.gui.theme import set_icon
from kdstudio.gui.translate import say, show
from kdstudio.gui.widgets.notice import Notice

_RESUMABLE = ("stopped", "lost", "failed")
_SELECT_FIRST = text("Select a run first.")


class RunActions(QObject):
    """The actions on the run that has the keyboard, or on those that are compared, and the menu that offers them."""

    def __init__(self, session: Session, page: QWidget, view: RunsView, notice: Notice, summary: Summary) -> None:
        super().__init__(page)
        self._session, self._page, self._view, self._notice, self._summary = session, page, view, notice, summary
        self._table = view.table
        self._make_menu()
        self._table.renamed.connect(self._change_name)
        self._summary.changed.connect(self._change_about)
        view.opened.connect(self._open_run)
        view.moved.connect(self._move_to)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._open_menu_at)

    def _make_menu(self) -> None:
        self.menu = QMenu(self._page)
        self.menu.setToolTipsVisible(True)
        self.actions = {act.key: self._action(act) for act in self._acts()}
        for key, action in self.actions.items():
            if key in ("import", "resume"):
                self.menu.addSeparator()
            self.menu.addAction(action)
        self.menu.addSeparator()
        self._sort_menu = self.menu.addMenu("")
        say(self._sort_menu, setTitle=text("Sort by"))
        self._sort_actions = {one: self._sort_action(one) for one in Column if one != Column.CHECK}
        self.menu.aboutToShow.connect(self._offer_what_applies)
        self.menu.aboutToHide.connect(self._offer_all)

    def _acts(self) -> Sequence["_Act"]:
        return (
            _Act("open", text("Open"), text("Show the run's page (Return)."), "eye", "", self._open_one),
            _Act("rename", text("Rename"), text("Change the run's name, in the table."), "pencil", "F2", self._rename),
            _Act(
                "describe",
                text("Tags and note"),
                text("Change the run's tags and note, below the table."),
                "tag",
                "Ctrl+T",
                self._describe,
            ),
            _Act(
                "folder",
                text("Open folder"),
                text("Show the run's files in the system's file manager."),
                "folder-open",
                "Ctrl+Shift+O",
                self._open_folder,
            ),
            _Act(
                "import",
                text("Import a run…"),
                text("Copy the folder of a run from elsewhere; you can also drop it on this page."),
                "folder-input",
                "Ctrl+I",
                self._ask_to_import,
            ),
            _Act(
                "resume",
                text("Resume"),
                text("Go on with the run from its last whole epoch."),
                "play",
                "Ctrl+R",
                self._resume,
            ),
            _Act(
                "pause",
                text("Pause"),
                text("Stop at the next batch and keep the place."),
                "pause",
                "Ctrl+P",
                self._pause,
            ),
            _Act(
                "up",
                text("Move up"),
                text("Let the waiting run start earlier."),
                "arrow-up",
                "Alt+Up",
                lambda: self._move("up"),
            ),
            _Act(
                "down",
                text("Move down"),
                text("Let the waiting run start later."),
                "arrow-down",
                "Alt+Down",
                lambda: self._move("down"),
            ),
            _Act(
                "unqueue",
                text("Remove from queue"),
                text("Take the waiting run out; its settings go to the system's trash."),
                "x",
                "",
                self._unqueue,
            ),
            _Act("delete", text("Delete…"), text("Move to the system's trash."), "trash-2", "Del", self.ask_to_delete),
        )

    def _action(self, act: "_Act") -> QAction:
        made = QAction(self)
        say(made, setText=act.words, setToolTip=act.tip)
        set_icon(made, act.icon)
        if act.keys:
            made.setShortcut(QKeySequence(act.keys))
        made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.triggered.connect(lambda: act.does())
        holder = self._view if act.keys in ("Del", "Alt+Up", "Alt+Down") else self._page
        holder.addAction(made)
        return made

    def _sort_action(self, one: Column) -> QAction:
        made = QAction(self)
        made.setCheckable(True)
        say(made, setText=HEADS[one].words)
        made.triggered.connect(lambda: self._view.sort_or_turn(one))
        self._sort_menu.addAction(made)
        return made

    # Acting

    def meant(self) -> str | None:
        """Return the run that an action on one run means: that with the keyboard, else the first one compared."""
        return self._view.current_run() or next(iter(self._table.compared()), None)

    def _state_of(self, run_id: str | None) -> str:
        known = self._table.row_of(run_id) if run_id else None
        return known.state if known else ""

    def do(self, act: Callable[[], object]) -> bool:
        """Do something that may be refused; say on the page why it was."""
        try:
            act()
        except UserError as error:
            self._notice.tell("error", error.text)
            return False
        return True

    def _with_one(self, act: Callable[[str], object], states: Sequence[str], otherwise: Text) -> None:
        """Act on the run that is meant if it is in one of these states (any for none), else say why not."""
        one = self.meant()
        if one is None:
            self._notice.tell("warn", _SELECT_FIRST)
        elif states and self._state_of(one) not in states:
            self._notice.tell("warn", otherwise)
        else:
            self.do(lambda: act(one))

    def _open_run(self, run_id: str) -> None:
        self._session.open_run(run_id)

    def _open_one(self) -> None:
        self._with_one(self._open_run, (), _SELECT_FIRST)

    def duplicate(self) -> None:
        """Set up a new run with the settings of the one that is meant."""
        self._with_one(
            lambda one: self._session.set_up(job=runs.duplicate(self._session.folder(one))),
            (),
            _SELECT_FIRST,
        )

    def _rename(self) -> None:
        self._with_one(self._view.edit_name, (), _SELECT_FIRST)

    def _change_name(self, run_id: str, name: str) -> None:
        self._change_about(run_id, {"name": name})

    def _change_about(self, run_id: str, changes: dict[str, object]) -> None:
        self.do(lambda: self._session.change_about(run_id, **changes))

    def _describe(self) -> None:
        def show_fields(one: str) -> None:
            self._table.choose(one)
            self._summary.tags.setFocus(Qt.FocusReason.ShortcutFocusReason)

        self._with_one(show_fields, (), _SELECT_FIRST)

    def _open_folder(self) -> None:
        def show_files(one: str) -> None:
            folder = self._session.folder(one)
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
                self._notice.tell(
                    "warn", text("No program opens folders here: the run lies in {folder}.", folder=str(folder))
                )

        self._with_one(show_files, (), _SELECT_FIRST)

    def _resume(self) -> None:
        self._with_one(
            self._session.resume, _RESUMABLE, text("Only a run that was paused, interrupted or failed can be resumed.")
        )

    def _pause(self) -> None:
        self._with_one(
            lambda one: self._session.stop(one, "keep"), ("running",), text("Only the run at work can be paused.")
        )

    def _move(self, way: Literal["up", "down"]) -> None:
        self._with_one(
            lambda one: self._session.move(one, way),
            ("waiting",),
            text("Only runs that wait can be moved."),
        )

    def _move_to(self, run_id: str, place: int) -> None:
        self.do(lambda: self._session.move(run_id, place))

    def _unqueue(self) -> None:
        def remove(one: str) -> None:
            self._session.delete(one)
            self._notice.tell("ok", text("The run was taken out of the queue: its settings are in the system's trash."))

        self._with_one(remove, ("waiting",), text("Only runs that wait can be taken out of the queue."))

    def ask_to_delete(self) -> None:
        """Ask, on the page, whether to move the runs that are meant to the trash; one at work is refused."""
        meant = self._table.compared() or [one for one in (self.meant(),) if one]
        known = [found for run_id in meant if (found := self._table.row_of(run_id)) is not None]
        if not known:
            self._notice.tell("warn", _SELECT_FIRST)
            return
        at_work = next((one for one in known if one.state == "running"), None)
        if at_work is not None:
            self._notice.tell(
                "error", text("{name} is at work: pause it first, then delete it.", name=title_of(at_work))
            )
            return
        ids = [one.id for one in known]
        megabytes = sum(runs.disk_bytes(self._session.folder(run_id)) for run_id in ids) / 1e6
        question = (
            text("Move {name} ({size:.1f} MB) to the trash?", name=title_of(known[0]), size=megabytes)
            if len(ids) == 1
            else text("Move {count:d} runs ({size:.1f} MB) to the trash?", count=len(ids), size=megabytes)
        )
        self._notice.ask(
            "warn",
            question,
            text("Move to the trash"),
            text("The system's trash takes them: they can be restored from there."),
            lambda: self._delete(ids),
        )

    def _delete(self, ids: list[str]) -> None:
        if all(self.do(lambda run_id=run_id: self._session.delete(run_id)) for run_id in ids):  # type: ignore[misc]
            folder = str(paths.runs_folder())
            self._notice.tell(
                "ok",
                text(
                    "{count:d} in the system's trash: restore to {folder} what you miss.", count=len(ids), folder=folder
                ),
            )
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_to_import(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self._page, show(text("Import a run's folder")))
        if chosen:
            self.bring_in(Path(chosen))

    def bring_in(self, source: Path) -> None:
        """Import the folder of a run, and choose the copy."""

        def copy() -> None:
            run_id = self._session.import_run(source)  # the page has it in its table before this returns
            self._table.choose(run_id)
            self._view.set_current_run(run_id)

        self.do(copy)

    # The menu

    def open_menu(self, below: QWidget) -> None:
        """Show the menu below a button."""
        self.menu.popup(below.mapToGlobal(QPoint(0, below.height())))

    def _open_menu_at(self, place: QPoint) -> None:
        self.menu.popup(self._view.viewport().mapToGlobal(place))

    def _offer_what_applies(self) -> None:
        state = self._state_of(self.meant())
        applies = {
            "import": True,
            "resume": state in _RESUMABLE,
            "pause": state == "running",
            **dict.fromkeys(("up", "down", "unqueue"), state == "waiting"),
        }
        for key, action in self.actions.items():
            action.setVisible(applies.get(key, bool(state)))
        for one, action in self._sort_actions.items():
            action.setChecked(one == self._view.sorted_by()[0])

    def _offer_all(self) -> None:
        for action in self.actions.values():
            action.setVisible(True)


class _Act(NamedTuple):
    """Something that the menu offers."""

    key: str
    words: Text
    tip: Text
    icon: str
    keys: str
    does: Callable[[], None]

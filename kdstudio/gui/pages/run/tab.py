"""What the tabs of the Run page share."""

from PySide6.QtWidgets import QWidget

from kdstudio.core.live_run import LiveRun
from kdstudio.gui.session import Session


class RunTab(QWidget):
    """A tab of the Run page: it shows one run, and draws again when that run has changed.

    `show_run` brings another run; `update_run` is called at most 15 times a second while the tab is visible, and
    once when it becomes visible after something has changed.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.live: LiveRun | None = None

    def show_run(self, live: LiveRun) -> None:
        """Show another run."""
        self.live = live
        self.update_run()

    def update_run(self) -> None:
        """Draw what is known of the run now."""

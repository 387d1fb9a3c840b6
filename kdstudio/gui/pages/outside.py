"""What leaves a page: text for the clipboard, a folder for the system's file manager."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from kdstudio.core.text import text
from kdstudio.gui.session import Session


def copy(session: Session, words: str) -> None:
    """Put text on the clipboard and say so."""
    QGuiApplication.clipboard().setText(words)
    session.said.emit(text("Copied to the clipboard."))


def open_folder(session: Session, folder: Path) -> None:
    """Show a folder in the system's file manager, or say why it cannot be shown."""
    if not folder.is_dir():
        session.said.emit(text("The folder {folder} is not there any more.", folder=str(folder)))
    elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        session.said.emit(text("No program opens folders here: the folder is {folder}.", folder=str(folder)))

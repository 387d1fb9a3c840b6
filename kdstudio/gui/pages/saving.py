"""Where a chart goes when it is saved: asked once, written whole, and said in the status strip."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from kdstudio.core.text import text
from kdstudio.gui.charts.plot import SUFFIXES, Table, save
from kdstudio.gui.session import Session
from kdstudio.gui.translate import show

_FILTERS = "PNG (*.png);;SVG (*.svg);;CSV (*.csv)"


def ask_and_save(session: Session, chart: QWidget, table: Table, name: str) -> Path | None:
    """Ask for a file and save a chart to it, as PNG, SVG or (its numbers) CSV; return the file, if any."""
    chosen, kind = QFileDialog.getSaveFileName(chart.window(), show(text("Save the chart")), f"{name}.png", _FILTERS)
    if not chosen:
        return None
    target = Path(chosen)
    if target.suffix.lower() not in SUFFIXES:
        target = target.with_name(target.name + f".{kind[:3].lower() or 'png'}")
    try:
        save(chart, table, target)
    except OSError as error:
        reason = error.strerror or str(error)
        session.said.emit(
            text("{file} cannot be written ({reason}): choose another folder.", file=str(target), reason=reason)
        )
        return None
    session.said.emit(text("Saved as {file}.", file=str(target)))
    return target

"""The window: PySide6 and pyqtgraph over `core` and `launcher`; never torch."""

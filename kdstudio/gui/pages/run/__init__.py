"""The Run page, live and afterwards."""

from kdstudio.gui.pages.run.page import RunPage

__all__ = ["RunPage"]

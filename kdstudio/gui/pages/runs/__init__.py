"""The Runs page: all runs in a table, up to four of them compared below it."""

from kdstudio.gui.pages.runs.page import RunsPage

__all__ = ["RunsPage"]

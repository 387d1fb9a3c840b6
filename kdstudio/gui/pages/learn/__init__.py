"""Learn: the ideas behind soft labels, each with a chart that the reader can move."""

from kdstudio.gui.pages.learn.page import LearnPage

__all__ = ["LearnPage"]

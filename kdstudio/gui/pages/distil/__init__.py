"""The Distil page: teacher, student, dataset and recipe of a run, judged while they are chosen."""

from kdstudio.gui.pages.distil.page import DistilPage

__all__ = ["DistilPage"]

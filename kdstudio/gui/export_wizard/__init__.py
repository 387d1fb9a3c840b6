"""The Export page: a wizard from a trained network to a folder that runs elsewhere."""

from kdstudio.gui.export_wizard.page import ExportPage

__all__ = ["ExportPage"]

"""The Qt item models of tables."""

"""The charts: each takes arrays and knows no page."""

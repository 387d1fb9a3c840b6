"""KD Studio: distil large vision models into small ones, and watch their soft labels on the way."""

__version__ = "0.1.0"

"""Plain data and rules of KD Studio: no Qt, no torch."""

"""One module a task: its trainer with a teacher at its side, its probes, its metrics."""

"""The one that the engine reports to, without knowing who it is."""

from typing import Protocol

from kdstudio.core.events import Event, StopWish


class StopRequested(Exception):  # noqa: N818 - an order that was given, not an error
    """The job was asked to stop and to keep its place."""


class Supervisor(Protocol):
    """Whoever wants to know what happens in a job, and may ask it to stop."""

    def report(self, event: Event) -> None:
        """Take note of an event."""

    def stop_wish(self) -> StopWish | None:
        """Return whether to stop now and keep the place, to finish after this epoch, or neither."""


def raise_if_stopped(supervisor: Supervisor) -> None:
    """Raise `StopRequested` where the supervisor wants the job to stop now."""
    if supervisor.stop_wish() == "keep":
        raise StopRequested

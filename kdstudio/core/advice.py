"""What to do next with a run that did not finish."""

import signal

from kdstudio.core import system_libraries
from kdstudio.core.events import Failed, Network
from kdstudio.core.live_run import LiveRun
from kdstudio.core.text import Text, text

_KILLED = -int(getattr(signal, "SIGKILL", 9))


def next_step(live: LiveRun) -> Text | None:
    """Return the next step after a failure, a loss or a stop; None for a run that waits, works or has finished."""
    match live.state:
        case "failed":
            return _after_failure(live, live.failed) if live.failed else None
        case "lost":
            return _after_loss(live)
        case "stopped":
            return _after_stop(live)
        case _:
            return None


def missing_library(live: LiveRun) -> Text | None:
    """Return what to install where the worker could not load one of the system's own libraries, else None."""
    if live.failed is None or live.failed.reason != "program":
        return None
    arguments = live.failed.sentence.arguments
    if arguments.get("kind") not in ("ImportError", "OSError"):
        return None
    return system_libraries.explain(str(arguments.get("message", "")))


def kept_place(live: LiveRun) -> tuple[Network, int] | None:
    """Return the network and the epoch after which a resume goes on; None where it begins anew."""
    for name in ("baseline", "student", "teacher"):
        epoch = live.networks[name].checkpoint_epoch
        if epoch:
            return name, epoch
    return None


def _after_failure(live: LiveRun, failed: Failed) -> Text:
    match failed.reason:
        case "input":
            return text("Duplicate the run, correct what is named here, and start the duplicate.")
        case "resources":
            return text(
                "Close other programs or free disk space, then resume. If the memory still is not enough, duplicate "
                "the run with a smaller batch or image size."
            )
        case "program":
            return missing_library(live) or text(
                "This is a fault in the program, not in what you gave. Resume once; if it fails again, copy the "
                "details and report them."
            )


def _after_loss(live: LiveRun) -> Text:
    was_killed = live.lost is not None and live.lost.exit_code == _KILLED
    place = kept_place(live)
    if was_killed and place is not None:
        return text(
            "The system ended the process, most often because the memory was used up. Close other programs, then "
            "resume: it goes on after epoch {epoch}.",
            epoch=place[1],
        )
    if was_killed:
        return text(
            "The system ended the process, most often because the memory was used up. Close other programs, then "
            "resume: it begins anew, as no epoch was over."
        )
    if place is not None:
        return text(
            "Resume: it goes on after epoch {epoch}; if it is lost again, copy the details and report them.",
            epoch=place[1],
        )
    return text("Resume: it begins anew, as no epoch was over; if it is lost again, copy the details and report them.")


def _after_stop(live: LiveRun) -> Text:
    place = kept_place(live)
    if place is None:
        return text("Resume: it begins anew, as no epoch was over.")
    if place[0] == "baseline":
        return text("Resume: the student is done, and its baseline goes on after epoch {epoch}.", epoch=place[1])
    return text("Resume: it goes on after epoch {epoch}.", epoch=place[1])

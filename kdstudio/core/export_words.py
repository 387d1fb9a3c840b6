"""What an export is called, what it is doing, and how one that did not finish ended, in words."""

import signal

from kdstudio.core import jobs, journal
from kdstudio.core.export_plan import TARGETS, ExportPlan
from kdstudio.core.export_verdict import NAMES
from kdstudio.core.jobs import Export
from kdstudio.core.live_export import LiveExport
from kdstudio.core.text import Text, text

_KILLED = (-int(getattr(signal, "SIGKILL", 9)), 137)
_PREPARED, _BUILT = 0.1, 0.6  # of the time that an export of a small classifier takes
_KEPT_LINES = 200  # of the log in what is copied


def export_name(plan: ExportPlan) -> Text:
    """Return what an export is called where there is no room for more."""
    target = TARGETS.get(plan.target)
    return text("Export for {runtime}", runtime=target.runtime if target is not None else plan.target)


def precision_names(plan: ExportPlan) -> str:
    """Return the precisions of a plan, each once: `FP32, FP16, INT8`."""
    return ", ".join(dict.fromkeys(NAMES[precision] for precision in plan.precisions))


def stage_words(live: LiveExport) -> Text:
    """Return what an export is doing now."""
    progress = live.progress
    if progress is None:
        return text("Preparing")
    model = NAMES.get(progress.item.removesuffix("-first"), progress.item)
    match progress.stage, progress.item:
        case "build", "":
            return text("Building")
        case "build", _:
            return text("Building {model}", model=model)
        case "calibrate", _:
            return text("Measuring the range of each layer for INT8")
        case "measure", "student":
            return text("Measuring the student")
        case "measure", _:
            return text("Measuring {model}", model=model)
        case "repair", _:
            return text("Looking for the layers that lose accuracy")
        case "prove", "teacher":
            return text("Proving the teacher")
        case "prove", "student":
            return text("Proving the student")
        case "prove", "":
            return text("Proving")
        case "prove", _:
            return text("Proving {model}", model=model)
        case "hand-over", _:
            return text("Writing the hand-over folder")
        case _:
            return text("Preparing")


def share_done(live: LiveExport) -> float:
    """Return about how much of an export is done, from 0 to 1; it never goes back."""
    progress = live.progress
    if live.proof is not None:
        return 1.0
    if live.prepared is None or progress is None:
        return 0.0
    if progress.stage == "hand-over":
        return 0.98
    if progress.stage != "prove":
        done = len({*live.built, *live.missing} & {*live.plan.precisions})
        return _PREPARED + (_BUILT - _PREPARED) * done / len(live.plan.precisions)
    if progress.item:  # the references first, then all models in rounds
        return _BUILT
    return _BUILT + (0.97 - _BUILT) * min(1.0, progress.done / max(progress.total, 1))


def what_happened(live: LiveExport) -> Text | None:
    """Return in one sentence why an export ended without its proof; None for all others."""
    if live.state == "failed" and live.failed is not None:
        return live.failed.sentence
    if live.state == "stopped":
        return text("The export was stopped before its models were proven.")
    if live.state != "lost" or live.lost is None:
        return None
    code = live.lost.exit_code
    if code is None:
        return text("The export ended without a word, while no window watched it: nobody knows its exit code.")
    if code in _KILLED:
        return text("The export ended without a word (exit code {code:d}): the system killed its process.", code=code)
    return text("The export ended without a word (exit code {code:d}).", code=code)


def next_step(live: LiveExport) -> Text | None:
    """Return what to do about an export that ended without its proof; None for all others."""
    match live.state:
        case "stopped":
            return text("Build again: it begins anew, with the same choices.")
        case "lost" if live.lost is not None and live.lost.exit_code in _KILLED:
            return text("Most often the memory was used up: close other programs, then build again.")
        case "lost":
            return text("Build again; if it is lost again, copy the details and report them.")
        case "failed" if live.failed is not None:
            match live.failed.reason:
                case "input":
                    return text("Go back, correct what is named here, and build again.")
                case "resources":
                    return text("Close other programs or free disk space, then build again.")
                case "program":
                    return text(
                        "This is a fault in the program, not in what you gave. Build again; if it fails again, copy "
                        "the details and report them."
                    )
        case _:
            return None


def log_tail(live: LiveExport, lines: int) -> str:
    """Return the last lines of an export's log: from its folder or, where that is gone, as it was when it was lost."""
    tail = journal.log_tail(live.folder, lines)
    if tail or live.lost is None:
        return tail
    return "\n".join(live.lost.log_tail.splitlines()[-lines:])


def details(live: LiveExport) -> str:
    """Return what to send to somebody who can help: plain text, in English whatever the window speaks."""
    said = [words.english() for words in (what_happened(live), next_step(live)) if words is not None]
    said += [f"{key}: {failed.sentence.english()}" for key, failed in live.missing.items()]
    blocks = [
        "\n".join(said),
        f"export: {live.id}\nattempt: {live.attempt}",
        f"{jobs.JOB_FILE}\n{jobs.to_toml(Export(plan=live.plan)).rstrip()}",
        f"{journal.LOG_FILE}\n{log_tail(live, _KEPT_LINES)}".rstrip(),
    ]
    return "\n\n".join(blocks) + "\n"

"""The other side of the launcher: a process that answers quick questions, or runs one job and keeps its journal."""

import contextlib
import errno
import os
import platform
import signal
import sys
import threading
import time
import traceback
from multiprocessing import connection, parent_process
from pathlib import Path
from typing import Literal

import msgspec
from filelock import Timeout

from kdstudio.core import files, jobs, journal, paths
from kdstudio.core.cards import Answer, Question, Refused
from kdstudio.core.events import (
    PROGRESS_SECONDS,
    Event,
    Failed,
    Finished,
    Progress,
    Started,
    Stopped,
    StopWish,
)
from kdstudio.core.jobs import Job
from kdstudio.core.text import Text, UserError, text

IDLE_LOG_FILE = "idle-worker.log"
EXIT_REFUSED = 75  # EX_TEMPFAIL: somebody else writes this run
_NICENESS = 5
_LARGE_BYTES = 200 * 2**20  # an idle worker that holds more makes room for a new one
_LOCK_SECONDS = 1.0
_SHOWN_VERSIONS = ("kdstudio", "torch", "torchvision", "ultralytics", "onnxruntime", "numpy")


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What an idle worker is told: answer a question, or run the job of a folder and be idle no more."""

    question: Question | None = None
    folder: str | None = None


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """What an idle worker says: an answer, and whether it was the last one; without an answer, that it is ready."""

    answer: Answer | None = None
    is_last: bool = False


class JournalSupervisor:
    """What the engine reports to: the journal, and the file that asks to stop."""

    def __init__(self, writer: journal.JournalWriter, folder: Path) -> None:
        self._writer = writer
        self._stop_file = stop_file(folder, writer.attempt)
        self._progress_at = 0.0

    def report(self, event: Event) -> None:
        """Write the event down; progress at most 4 times a second."""
        if isinstance(event, Progress):
            now = time.monotonic()
            if now - self._progress_at < PROGRESS_SECONDS:
                return
            self._progress_at = now
        self._writer.append(event)

    def stop_wish(self) -> StopWish | None:
        """Return whether to stop now and keep the place, to finish after this epoch, or neither."""
        try:
            wish = self._stop_file.read_text(encoding="utf-8")
        except OSError:
            return None
        return "finish" if wish == "finish" else "keep"


def stop_file(folder: Path, attempt: int) -> Path:
    """Return the file whose presence asks an attempt to stop."""
    return folder / f"stop-{attempt}"


def run_in_process(folder: Path) -> None:
    """Run a folder's job in this process, made for it: apart from the terminal, its output in the log."""
    _stand_apart()
    sys.exit(run(folder, output_to_log=True))


def serve_in_process(pipe: "connection.Connection", threads: int) -> None:
    """Be an idle worker in this process, made for it: load the libraries, answer questions, then run one job.

    It ends without a job when the other end of the pipe is closed, or when it has grown large.
    """
    _stand_apart()
    set_up_libraries(threads)
    log = paths.home() / IDLE_LOG_FILE
    with contextlib.suppress(OSError):  # it may be another window's
        log.unlink(missing_ok=True)
    _send_output_to(log)
    folder = _serve(pipe)
    pipe.close()
    if folder is not None:
        sys.exit(run(folder, output_to_log=True))


def _serve(pipe: "connection.Connection") -> Path | None:
    """Answer questions one after another until told to run a job; return its folder, None where there is none."""
    try:
        from kdstudio.engine import warm_up

        warm_up()
    except Exception:  # it is said where it matters: in the answers, or in the journal
        traceback.print_exc()
    with contextlib.suppress(OSError):  # who could not wait for it has left an order, and gone
        pipe.send_bytes(msgspec.msgpack.encode(Reply()))
    try:
        while True:
            order = msgspec.msgpack.decode(pipe.recv_bytes(), type=Order)
            if order.question is None:
                return _taken_over(order)
            reply = _reply(order.question)
            pipe.send_bytes(msgspec.msgpack.encode(reply))
            if reply.is_last:
                return None
    except (EOFError, OSError):  # nobody is there any more
        return None


def _taken_over(order: Order) -> Path | None:
    """Get ready for a job as a fresh process would be."""
    with contextlib.suppress(ImportError):
        from kdstudio.engine import forget

        forget()
    return Path(order.folder) if order.folder else None


def _reply(question: Question) -> Reply:
    try:
        from kdstudio.engine import answer, held_bytes

        return Reply(answer=answer(question), is_last=held_bytes() > _LARGE_BYTES)
    except Exception as error:
        traceback.print_exc()
        sentence = text(
            "This could not be found out: {kind}: {message}. The whole story stands in {log}.",
            kind=type(error).__name__,
            message=_first_line(error),
            log=str(paths.home() / IDLE_LOG_FILE),
        )
        return Reply(answer=Refused(sentence=sentence))


def _stand_apart() -> None:
    """Set this process apart from the terminal, behind the window, and at its parent's side."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who watches; he asks us to stop
    _yield_to_the_window()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def run(folder: Path, *, output_to_log: bool) -> int:
    """Run the job of a folder and journal it; return the process's exit code (0, also when stopped).

    Raises:
        UserError: The folder holds no job.
    """
    job = jobs.read(folder / jobs.JOB_FILE)
    lock = journal.lock_of(folder)
    try:
        lock.acquire(timeout=_LOCK_SECONDS)  # a reader who asks whether we are alive holds it for an instant
    except Timeout:
        return EXIT_REFUSED
    with lock:
        if output_to_log:
            _send_output_to(folder / journal.LOG_FILE)
        writer = journal.JournalWriter(folder)
        supervisor = JournalSupervisor(writer, folder)
        last = _last_event(job, folder, writer, supervisor)
        _write_last(writer, last, folder)
    return 1 if isinstance(last, Failed) else 0


def _last_event(
    job: Job, folder: Path, writer: journal.JournalWriter, supervisor: JournalSupervisor
) -> Finished | Stopped | Failed:
    """Run the job and say in one event how it ended."""
    began = time.monotonic()
    try:
        started = Started(attempt=writer.attempt, process=os.getpid(), host=platform.node(), versions=_versions())
        writer.append(started)
        set_up_libraries(jobs.threads_of(job))
        from kdstudio.engine import run_job  # torch: seconds, and only in this process

        stopped = run_job(job, folder, supervisor)
        return stopped or Finished(seconds=time.monotonic() - began)
    except UserError as error:
        return Failed(reason="input", sentence=error.text)
    except Exception as error:
        traceback.print_exc()
        return Failed(reason=_reason(error), sentence=_sentence(error, folder))


def _reason(error: Exception) -> Literal["resources", "program"]:
    is_resource = isinstance(error, MemoryError) or _is_out_of_memory(error) or _is_disk_full(error)
    return "resources" if is_resource else "program"


def _is_out_of_memory(error: Exception) -> bool:
    return "out of memory" in str(error).lower() or "can't allocate memory" in str(error).lower()


def _is_disk_full(error: BaseException) -> bool:
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return True
    # torch wraps a failed write in its own error
    return "No space left" in str(error) or "file write failed" in str(error)


def _sentence(error: Exception, folder: Path) -> Text:
    if _is_disk_full(error):
        return text("The disk that holds {folder} is full: free some space, then resume.", folder=str(folder))
    if isinstance(error, MemoryError) or _is_out_of_memory(error):
        return text("The memory is used up: choose a smaller batch or image size, then start again.")
    return text(
        "The job failed with {kind}: {message}. The whole story stands in {log}; the run can be resumed.",
        kind=type(error).__name__,
        message=_first_line(error),
        log=str(folder / journal.LOG_FILE),
    )


def _first_line(error: Exception) -> str:
    return (str(error).strip() or "no message").splitlines()[0][:300].rstrip(".")


def _write_last(writer: journal.JournalWriter, last: Finished | Stopped | Failed, folder: Path) -> None:
    """Write the last word, after making room for it: nothing half-written is of use any more."""
    for part in folder.rglob(f"*{files.PART_SUFFIX}"):
        part.unlink(missing_ok=True)
    writer.append(last)
    writer.close()


def _versions() -> dict[str, str]:
    from importlib.metadata import PackageNotFoundError, version  # the window imports this module, and is in a hurry

    found = {"python": platform.python_version(), "system": platform.platform()}
    for name in _SHOWN_VERSIONS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def set_up_libraries(wanted_threads: int) -> None:
    """Set what torch and Ultralytics read once, when they are imported; 0 threads means all cores."""
    threads = str(wanted_threads or os.cpu_count() or 1)
    config = paths.home() / "ultralytics"
    config.mkdir(parents=True, exist_ok=True)
    os.environ |= {
        "OMP_NUM_THREADS": threads,  # Ultralytics would set 1 where nothing is set
        "MKL_NUM_THREADS": threads,
        "ULTRALYTICS_SAFE_LOAD": "1",  # a checkpoint is data: no code runs from it
        "YOLO_CONFIG_DIR": str(config),
        "YOLO_AUTOINSTALL": "false",
        "YOLO_OFFLINE": "true",  # no statistics sent, no version asked for; downloads by name still work
    }


def _send_output_to(log: Path) -> None:
    """Point the process's standard output and error, C libraries' too, to the end of a log file."""
    sys.stdout.flush()
    sys.stderr.flush()
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    os.close(descriptor)


def _yield_to_the_window() -> None:
    """Run at a lower priority than the window and everything else that a person works with."""
    if sys.platform == "win32":
        import ctypes

        below_normal = 0x4000
        ctypes.windll.kernel32.SetPriorityClass(ctypes.windll.kernel32.GetCurrentProcess(), below_normal)
    else:
        os.nice(_NICENESS)


def _end_with_parent() -> None:
    """End this process, whatever it is doing, when the one that launched it is gone."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)

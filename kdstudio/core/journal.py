"""The journal of a run: appended by one writer, read live, later or elsewhere by anybody."""

import contextlib
import errno
import os
import re
import time
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from kdstudio.core.events import CheckpointSaved, Entry, Event, Failed, Finished, NetworkDone, Stopped

LOCK_FILE = "lock"
LOG_FILE = "worker.log"
_PROBE_SECONDS = 0.004  # another reader who asks the same holds the lock for less
_PROBE_AGAIN_SECONDS = 0.001
_TAIL_BYTES = 16_384
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_DURABLE = (CheckpointSaved, NetworkDone, Finished, Stopped, Failed)
_decoder = msgspec.json.Decoder(Entry)
_encoder = msgspec.json.Encoder()


def journal_file(folder: Path, attempt: int) -> Path:
    """Return the journal's file of one attempt."""
    return folder / f"journal-{attempt}.jsonl"


def attempts(folder: Path) -> int:
    """Return how many attempts of a run there have been."""
    numbers = [path.stem.removeprefix("journal-") for path in folder.glob("journal-*.jsonl")]
    return max((int(number) for number in numbers if number.isdigit()), default=0)


def lock_of(folder: Path) -> FileLock:
    """Return the lock that the writer of a run holds; the file itself means nothing."""
    return FileLock(folder / LOCK_FILE, thread_local=False)


def is_writer_alive(folder: Path) -> bool:
    """Return whether somebody holds the lock of a run."""
    if not (folder / LOCK_FILE).exists():
        return False
    lock = lock_of(folder)
    try:
        lock.acquire(timeout=_PROBE_SECONDS, poll_interval=_PROBE_AGAIN_SECONDS)
    except Timeout:
        return True
    except OSError:  # a copy that cannot be written to: nobody does
        return False
    lock.release()
    return False


def mark_silent(folder: Path, attempt: int) -> None:
    """Give an attempt whose process died before it wrote anything an empty journal: now every reader knows of it.

    Without one, a first attempt would be a run that waits. Nothing is done where somebody works on the folder, or
    where it was removed.
    """
    if not folder.is_dir():
        return  # taking the lock would make it anew
    with contextlib.suppress(OSError, Timeout), lock_of(folder).acquire(blocking=False):
        if attempts(folder) < attempt:
            journal_file(folder, attempt).touch(exist_ok=False)


class JournalWriter:
    """Appends events to the journal of a new attempt; the caller holds the run's lock.

    Raises:
        FileExistsError: Somebody else made this attempt's journal.
    """

    def __init__(self, folder: Path) -> None:
        self.attempt = attempts(folder) + 1
        self._seq = max((entry.seq for entry in read(folder)), default=0)
        self._file = journal_file(folder, self.attempt).open("xb", buffering=0)

    def append(self, event: Event) -> None:
        """Write an event down; at checkpoints and ends, also to the disk.

        Raises:
            OSError: The disk is full; the journal is as it was, without a torn line.
        """
        line = _encoder.encode(Entry(seq=self._seq + 1, at=time.time(), event=event)) + b"\n"
        position = self._file.tell()
        written = 0
        try:
            written = self._file.write(line) or 0
        finally:
            if written < len(line):
                self._file.truncate(position)
                self._file.seek(position)
        if written < len(line):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), self._file.name)
        self._seq += 1
        if isinstance(event, _DURABLE):
            os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close the journal's file."""
        self._file.close()


class JournalReader:
    """Reads what has been added to the journal of a run since the last time, over all attempts."""

    def __init__(self, folder: Path, after: int = 0) -> None:
        self._folder = folder
        self._after = after
        self._attempt = 1
        self._position = 0

    def poll(self) -> list[Entry]:
        """Return the entries that are new; a torn last line waits until it is whole or is passed over.

        Raises:
            OSError: The journal cannot be read now; what is new in it comes when it can.
        """
        before = self._attempt, self._position
        try:
            return self._read_attempts()
        except OSError:
            self._attempt, self._position = before
            raise

    def follow(self) -> list[Entry]:
        """Return the entries that are new, for who asks again: none as long as the journal cannot be read."""
        try:
            return self.poll()
        except OSError:  # a drive that is away for a moment, a scanner that holds the file
            return []

    def _read_attempts(self) -> list[Entry]:
        entries: list[Entry] = []
        while True:
            path = journal_file(self._folder, self._attempt)
            is_old = journal_file(self._folder, self._attempt + 1).exists()  # asked first: a new attempt is later
            entries += self._read_lines(path)
            if not is_old:
                return entries
            self._attempt += 1
            self._position = 0

    def _read_lines(self, path: Path) -> list[Entry]:
        try:
            with path.open("rb") as file:
                file.seek(self._position)
                content = file.read()
        except FileNotFoundError:
            return []
        whole = content[: content.rfind(b"\n") + 1]
        self._position += len(whole)
        entries = []
        for line in whole.splitlines():
            try:
                entry = _decoder.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError):
                continue  # a line that a crash has torn, or an event of a later version
            if entry.seq > self._after:
                entries.append(entry)
        return entries


def read(folder: Path, after: int = 0) -> list[Entry]:
    """Return all entries of a run's journal whose number is above `after`."""
    return JournalReader(folder, after).poll()


def log_tail(folder: Path, lines: int = 20) -> str:
    """Return the last lines of what the libraries printed in a run, without colours and other codes of a terminal."""
    try:
        with (folder / LOG_FILE).open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL_BYTES))
            content = file.read()
    except OSError:
        return ""
    return "\n".join(_ESCAPES.sub("", content.decode("utf-8", "replace")).splitlines()[-lines:])

from pathlib import Path

import pytest

from kdstudio.core import journal
from kdstudio.core.events import Entry, Finished, Noted, Started, Stopped
from kdstudio.core.text import text


def _started(attempt: int = 1) -> Started:
    return Started(attempt=attempt, process=1, host="here", versions={})


def _note(number: int) -> Noted:
    return Noted(level="info", note=text("Number {number}.", number=number))


def test_what_is_appended_is_read_back_in_order_with_gapless_numbers(tmp_path: Path) -> None:
    writer = journal.JournalWriter(tmp_path)
    events = [_started(), *(_note(number) for number in range(5)), Finished(seconds=1.0)]
    for event in events:
        writer.append(event)

    entries = journal.read(tmp_path)

    assert [entry.event for entry in entries] == events
    assert [entry.seq for entry in entries] == list(range(1, 8))


def test_a_second_attempt_gets_its_own_file_and_goes_on_counting(tmp_path: Path) -> None:
    first = journal.JournalWriter(tmp_path)
    first.append(_started())
    first.append(Stopped())
    first.close()
    second = journal.JournalWriter(tmp_path)
    second.append(_started(2))

    assert second.attempt == 2
    assert [entry.seq for entry in journal.read(tmp_path)] == [1, 2, 3]
    assert (tmp_path / "journal-2.jsonl").exists()


def test_a_torn_last_line_is_ignored_and_the_next_attempt_reuses_its_number(tmp_path: Path) -> None:
    writer = journal.JournalWriter(tmp_path)
    writer.append(_started())
    writer.append(_note(1))
    writer.close()
    path = tmp_path / "journal-1.jsonl"
    path.write_bytes(path.read_bytes()[:-7])

    assert [entry.seq for entry in journal.read(tmp_path)] == [1]
    resumed = journal.JournalWriter(tmp_path)
    resumed.append(_started(2))
    assert [entry.seq for entry in journal.read(tmp_path)] == [1, 2]


def test_a_reader_sees_a_line_only_when_it_is_whole(tmp_path: Path) -> None:
    writer = journal.JournalWriter(tmp_path)
    writer.append(_started())
    path = tmp_path / "journal-1.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole[:10])
    reader = journal.JournalReader(tmp_path)

    assert reader.poll() == []
    path.write_bytes(whole)
    assert [entry.event for entry in reader.poll()] == [_started()]
    assert reader.poll() == []


def test_a_line_that_is_no_event_is_passed_over(tmp_path: Path) -> None:
    writer = journal.JournalWriter(tmp_path)
    writer.append(_started())
    with (tmp_path / "journal-1.jsonl").open("ab") as file:
        file.write(b"\xff\xfe not json\n")
    writer.append(_note(1))

    assert [entry.event for entry in journal.read(tmp_path)] == [_started(), _note(1)]


def test_a_reader_starts_after_a_given_number(tmp_path: Path) -> None:
    writer = journal.JournalWriter(tmp_path)
    for number in range(4):
        writer.append(_note(number))

    assert [entry.seq for entry in journal.read(tmp_path, after=2)] == [3, 4]


def test_the_writer_is_alive_as_long_as_the_lock_is_held_and_the_file_alone_means_nothing(
    tmp_path: Path,
) -> None:
    assert not journal.is_writer_alive(tmp_path)
    with journal.lock_of(tmp_path):
        assert journal.is_writer_alive(tmp_path)
    (tmp_path / journal.LOCK_FILE).touch()
    assert not journal.is_writer_alive(tmp_path)


def test_two_writers_cannot_make_the_same_attempt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal.JournalWriter(tmp_path)
    monkeypatch.setattr(journal, "attempts", lambda _: 0)
    with pytest.raises(FileExistsError):
        journal.JournalWriter(tmp_path)


def test_the_log_tail_is_the_last_lines_and_empty_without_a_log(tmp_path: Path) -> None:
    assert journal.log_tail(tmp_path) == ""
    (tmp_path / journal.LOG_FILE).write_text("\n".join(f"line {number}" for number in range(50)))
    assert journal.log_tail(tmp_path, lines=2) == "line 48\nline 49"
    (tmp_path / journal.LOG_FILE).write_text("\x1b[K\x1b[34m\x1b[1mONNX:\x1b[0m done\n")
    assert journal.log_tail(tmp_path) == "ONNX: done"


def test_what_cannot_be_read_for_a_moment_comes_whole_when_it_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for attempt in (1, 2):
        writer = journal.JournalWriter(tmp_path)
        writer.append(_started(attempt))
        writer.close()
    reader = journal.JournalReader(tmp_path)

    read = journal.JournalReader._read_lines

    def refuse(self: journal.JournalReader, path: Path) -> list[Entry]:
        if path.name == "journal-2.jsonl":
            raise PermissionError(13, "Permission denied", str(path))
        return read(self, path)

    with monkeypatch.context() as patch:
        patch.setattr(journal.JournalReader, "_read_lines", refuse)
        assert reader.follow() == []
        with pytest.raises(PermissionError):
            reader.poll()
    assert [entry.seq for entry in reader.follow()] == [1, 2]


def test_an_attempt_that_died_without_a_word_is_known_by_its_empty_journal(tmp_path: Path) -> None:
    with journal.lock_of(tmp_path):
        journal.mark_silent(tmp_path, 1)
    assert journal.attempts(tmp_path) == 0, "somebody works there: it is his to write"
    journal.mark_silent(tmp_path, 1)
    assert (journal.attempts(tmp_path), journal.read(tmp_path)) == (1, [])
    journal.mark_silent(tmp_path, 1)
    journal.mark_silent(tmp_path / "gone", 1)
    assert journal.attempts(tmp_path) == 1
    assert not (tmp_path / "gone").exists()

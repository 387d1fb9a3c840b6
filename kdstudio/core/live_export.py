"""What is known of an export, one event at a time: the only place where its events become state."""

from pathlib import Path
from typing import Literal

from kdstudio.core import jobs, journal
from kdstudio.core.events import (
    Entry,
    ExportPrepared,
    Failed,
    FileBuilt,
    FileFailed,
    Finished,
    HandedOver,
    Lost,
    Noted,
    Progress,
    ProofDone,
    RowProven,
    Started,
    Stopped,
    Tried,
)
from kdstudio.core.export_plan import ExportPlan
from kdstudio.core.jobs import Export
from kdstudio.core.proof import Proof, ProofRow, Try
from kdstudio.core.text import UserError, text

PROOF_FILE = "proof.json"
HANDOVER = "handover"
UNFINISHED_SUFFIX = ".unfinished"  # of a hand-over folder, until it is whole
State = Literal["waiting", "running", "stopped", "finished", "failed", "lost"]


class LiveExport:
    """The state of an export, built from its events alone; reading files is left to `replay`."""

    def __init__(self, folder: Path, plan: ExportPlan) -> None:
        self.folder = folder
        self.plan = plan
        self.state: State = "waiting"
        self.seq = 0
        self.attempt = 0
        self.process = 0
        self.started_at: float | None = None
        self.ended_at: float | None = None
        self.prepared: ExportPrepared | None = None
        self.progress: Progress | None = None
        self.built: dict[str, FileBuilt] = {}
        self.missing: dict[str, FileFailed] = {}
        self.tries: list[Try] = []
        self.rows: dict[str, ProofRow] = {}
        self.proof: Proof | None = None
        self.handed_over: HandedOver | None = None
        self.notes: list[Noted] = []
        self.failed: Failed | None = None
        self.lost: Lost | None = None

    @classmethod
    def replay(cls, folder: Path) -> "LiveExport":
        """Return what is known of an export's folder now; without a last word and a writer, it is lost.

        Raises:
            UserError: The folder holds no export that this version can read.
        """
        job = jobs.read(folder / jobs.JOB_FILE)
        if not isinstance(job, Export):
            raise UserError(text("{folder} holds no export: choose the folder of one.", folder=str(folder)))
        live = cls(folder.absolute(), job.plan)
        reader = journal.JournalReader(folder)
        live._take_all(reader.poll())
        if live._may_be_lost() and not journal.is_writer_alive(folder):
            live._take_all(reader.poll())  # what it wrote between the two questions
            if live._may_be_lost():
                lost = Lost(exit_code=None, log_tail=journal.log_tail(folder))
                live.take(Entry(seq=live.seq + 1, at=live.started_at or 0.0, event=lost))
        return live

    @property
    def id(self) -> str:
        """The export's id: its folder's name."""
        return self.folder.name

    def is_over(self) -> bool:
        """Return whether nobody works on the export any more."""
        return self.state not in ("waiting", "running")

    def take(self, entry: Entry) -> None:
        """Take in one event; a later attempt begins again."""
        self.seq = entry.seq
        event = entry.event
        match event:
            case Started():
                self._start(event, entry.at)
            case ExportPrepared():
                self.prepared = event
            case Progress():
                self.progress = event
            case FileBuilt():
                self.built[event.key] = event
            case FileFailed():
                self.missing[event.key] = event
            case Tried():
                self.tries.append(event.attempt)
            case RowProven():
                self.rows[event.row.key] = event.row
            case ProofDone():
                self.proof = event.proof
            case HandedOver():
                self.handed_over = event
            case Noted():
                if event not in self.notes:
                    self.notes.append(event)
            case Finished() | Stopped() | Failed() | Lost():
                self._end(event, entry.at)
            case _:
                pass  # of a training: `LiveRun` takes it

    def _take_all(self, entries: list[Entry]) -> None:
        for entry in entries:
            self.take(entry)

    def _may_be_lost(self) -> bool:
        return self.state == "running" or (self.state == "waiting" and journal.attempts(self.folder) > 0)

    def _start(self, event: Started, at: float) -> None:
        fresh = LiveExport(self.folder, self.plan)
        fresh.seq, fresh.state, fresh.started_at = self.seq, "running", at
        fresh.attempt, fresh.process = event.attempt, event.process
        self.__dict__.update(fresh.__dict__)

    def _end(self, event: Finished | Stopped | Failed | Lost, at: float) -> None:
        self.ended_at, self.progress = at, None
        match event:
            case Finished():
                self.state = "finished"
            case Stopped():
                self.state = "stopped"
            case Failed():
                self.state, self.failed = "failed", event
            case Lost():
                self.state, self.lost = "lost", event

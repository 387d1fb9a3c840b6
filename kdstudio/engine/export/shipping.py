"""What of a proven export is handed over, and how it is called there; nothing but the export's folder is needed."""

from collections.abc import Callable, Sequence
from pathlib import Path

from kdstudio.core.cards import HandoverMade
from kdstudio.core.live_export import HANDOVER, LiveExport
from kdstudio.core.proof import Proof, recommended
from kdstudio.core.text import UserError, text
from kdstudio.engine.export import handover, targets
from kdstudio.engine.export.card import About, HandoverFile
from kdstudio.engine.export.proof import fingerprint


def best_keys(proof: Proof) -> list[str]:
    """Return the files that are worth handing over, the recommended one first, none that is over the budget."""
    files = [row for row in proof.rows if row.role == "file"]
    rows = [row for row in files if row.is_choice] or files  # the choice itself may have been refused by its runtime
    good = [row for row in rows if row.loss is None or row.loss.verdict != "over"] or rows
    first = recommended(good, proof.budget) or good[0]
    return [first.key, *(row.key for row in good if row is not first)]


def hand_over(
    live: LiveExport,
    keys: Sequence[str],
    out: str | None,
    *,
    as_zip: bool,
    between: Callable[[], None] = lambda: None,
) -> HandoverMade:
    """Write the hand-over folder of an export with the files of these keys, the main one first; see `handover.write`.

    It goes to `out`, else into the export's folder.

    Raises:
        UserError: The export is not proven, a file or the sample images are gone, or the folder cannot be written.
    """
    proof, known = live.proof, live.prepared
    if proof is None or known is None:
        raise UserError(text("The export {name} is not proven yet: build and prove it first.", name=live.id))
    about = About(
        title=known.source,
        student=known.student,
        teacher=known.teacher,
        facts=handover.facts_of(known.task, known.classes, (known.image_size, known.image_size)),
        runtime=targets.runtime_file(proof.target),
        proof=proof,
        images=_samples(known.sample_files),
        private=[Path(folder) for folder in known.private_folders],
    )
    place = Path(out) if out is not None else live.folder / HANDOVER
    return handover.write(_files(live, proof, keys), about, place, as_zip=as_zip, between=between)


def _files(live: LiveExport, proof: Proof, keys: Sequence[str]) -> list[HandoverFile]:
    rows = {row.key: row for row in proof.rows if row.file is not None}
    files = [HandoverFile(key, rows[key].precision, live.folder / str(rows[key].file)) for key in keys if key in rows]
    gone = [file.path.name for file in files if not file.path.exists()]
    if gone or not files:
        raise UserError(
            text(
                "The files of the export {name} are not there any more ({files}): build it again.",
                name=live.id,
                files=", ".join(gone) or ", ".join(keys),
            )
        )
    for file in files:
        if rows[file.key].sha256 not in ("", fingerprint(file.path)):
            raise UserError(
                text(
                    "{file} of the export {name} was changed after it was proven: build it again.",
                    file=file.path.name,
                    name=live.id,
                )
            )
    return files


def _samples(names: Sequence[str]) -> list[Path]:
    found = [path for path in map(Path, names) if path.is_file()]
    if not found:
        raise UserError(
            text(
                "The images of the proof are not there any more, and a hand-over needs some to check itself with: put "
                "the dataset back, or build the export again.",
            )
        )
    return found

"""The stored logits of a run's probes, read when they are asked for and kept while they are of use."""

import os
from collections import OrderedDict
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kdstudio.core.events import Network
from kdstudio.core.live_run import LiveRun

Logits = npt.NDArray[np.float32]
_KEPT_BYTES = 64 * 2**20


class ProbeLogits:
    """Logits (probes, classes) of a run, in the dataset's class order; -inf where the teacher lacks a class."""

    def __init__(self, live: LiveRun) -> None:
        self._live = live
        self._kept: OrderedDict[str, Logits] = OrderedDict()

    def epochs(self, network: Network) -> list[int]:
        """Return the epochs of which a network's logits are stored, in order."""
        return sorted(self._live.networks[network].soft_labels)

    def teacher(self) -> Logits | None:
        """Return the teacher's logits, None as long as there are none."""
        epochs = self.epochs("teacher")
        return self.of("teacher", epochs[-1]) if epochs else None

    def of(self, network: Network, epoch: int) -> Logits | None:
        """Return a network's logits after an epoch, None where they are missing or cannot be read."""
        name = self._live.networks[network].soft_labels.get(epoch)
        if name is None:
            return None
        if name not in self._kept:
            found = self._read(name)
            if found is None:
                return None
            self._kept[name] = found
            self._make_room()
        self._kept.move_to_end(name)
        return self._kept[name]

    def row(self, network: Network, epoch: int, probe: int) -> Logits | None:
        """Return the logits (classes,) of one probe, read alone; None where they are missing or cannot be read."""
        name = self._live.networks[network].soft_labels.get(epoch)
        prepared = self._live.prepared
        if name is None or prepared is None:
            return None
        if name in self._kept:
            row: Logits = self._kept[name][probe]
            return row
        try:
            return _read_row(self._live.folder / name, probe, len(prepared.probe_files), len(prepared.classes))
        except (OSError, ValueError, EOFError):
            return None

    def forget(self) -> None:
        """Forget what was read: after a resume the same files hold other numbers."""
        self._kept.clear()

    def _read(self, name: str) -> Logits | None:
        try:
            logits = np.load(self._live.folder / name, allow_pickle=False)
        except (OSError, ValueError, EOFError):
            return None
        prepared = self._live.prepared
        if prepared is None or logits.shape != (len(prepared.probe_files), len(prepared.classes)):
            return None
        read: Logits = logits.astype(np.float32)
        return read

    def _make_room(self) -> None:
        while len(self._kept) > 2 and sum(logits.nbytes for logits in self._kept.values()) > _KEPT_BYTES:
            self._kept.popitem(last=False)


def _read_row(path: Path, probe: int, probes: int, classes: int) -> Logits:
    """Read one row of a file of logits, and leave the rest: with many classes and epochs that is what makes it quick.

    Raises:
        OSError: The file is missing or cannot be read.
        ValueError: It holds something else.
    """
    with path.open("rb") as file:
        if np.lib.format.read_magic(file) != (1, 0):
            raise ValueError(f"{path} is not of the format that the engine writes")
        shape, is_fortran, kind = np.lib.format.read_array_header_1_0(file)
        if shape != (probes, classes) or is_fortran:
            raise ValueError(f"{path} holds other probes")
        file.seek(probe * classes * kind.itemsize, os.SEEK_CUR)
        read: Logits = np.frombuffer(file.read(classes * kind.itemsize), kind, classes).astype(np.float32)
    return read

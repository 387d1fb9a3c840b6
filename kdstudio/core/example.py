"""The soft label that Home shows, stored apart: the first page has to stand at once, and waits for no NumPy."""

import msgspec

from kdstudio.core import paths

EXAMPLE_FILE = "example.json"


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """What teacher and student say of one of the sample's images, in percent at a temperature, by its top classes."""

    image: str
    label: str
    temperature: float
    classes: list[str]
    teacher: list[float]
    student: list[float]


def stored() -> Example:
    """Return the example that is stored with the program; its image is a file in `paths.learn_folder()`.

    Raises:
        OSError: The installation is incomplete.
    """
    return msgspec.json.decode((paths.learn_folder() / EXAMPLE_FILE).read_bytes(), type=Example)

"""The headless twin of the window: the same jobs from a terminal."""

import contextlib
import io
import os
import sys
import traceback
from collections.abc import Sequence

from kdstudio import __version__
from kdstudio.core import system_libraries
from kdstudio.core.text import UserError

FINISHED, FAILED, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130
_DEBUG = "--debug"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name and return its exit code.

    0: done; 1: it failed; 2: what was given is wrong; 130: stopped by Ctrl-C.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    is_debugging = _DEBUG in given
    _allow_any_sign()
    try:
        return _run([argument for argument in given if argument != _DEBUG])
    except SystemExit as leaving:  # tyro's way to end after --help (0) or a flag that it does not know (2)
        return leaving.code if isinstance(leaving.code, int) else FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # `kdstudio … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:
        if is_debugging:
            traceback.print_exc()
        return _say_error(error)


def _run(arguments: list[str]) -> int:
    if arguments[:1] == ["--version"]:
        print(f"kdstudio {__version__}")
        return FINISHED
    from kdstudio.cli import commands

    return commands.run(arguments)


def _say_error(error: Exception) -> int:
    """Say on standard error in one sentence what went wrong."""
    if isinstance(error, UserError):
        print(f"kdstudio: {error}", file=sys.stderr)
        return BAD_INPUT
    advice = system_libraries.explain(str(error)) if isinstance(error, ImportError) else None
    reason = (str(error).strip() or "no message").splitlines()[0].rstrip(".")
    sentence = advice or f"{type(error).__name__}: {reason}. Add {_DEBUG} to see where."
    print(f"kdstudio: {sentence}", file=sys.stderr)
    return FAILED


def _allow_any_sign() -> None:
    """Print a question mark for a sign that the terminal's encoding lacks, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(OSError, ValueError):
                stream.reconfigure(errors="replace")

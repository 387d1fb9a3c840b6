"""The one entry of KD Studio: the window without arguments, else the command line; nothing heavy at the top."""

import multiprocessing
import sys


def main() -> int:
    """Open the window, or run the command that was typed, and return the exit code."""
    multiprocessing.freeze_support()
    try:
        if len(sys.argv) == 1:
            from kdstudio.gui import app

            return app.main()
        from kdstudio import cli
    except ImportError as error:
        return _say_missing(error)
    return cli.main(sys.argv[1:])


def _say_missing(error: ImportError) -> int:
    """Say what to install where one of the system's own libraries is missing.

    Raises:
        ImportError: Something else is missing: the installation is broken, and the traceback says where.
    """
    from kdstudio.core import system_libraries

    advice = system_libraries.explain(str(error))
    if advice is None:
        raise error
    print(f"kdstudio: {advice}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())

"""Where the program `fuhe` is, which the wheel carries: second reader, worker, and command line."""

from __future__ import annotations

import os
from pathlib import Path

from ._errors import Error

#: Names another program than that of the wheel.
VARIABLE = "FUHE_PROGRAM"


def program() -> Path:
    """The path of the program `fuhe`.

    It is the one in this package, or the one that the environment variable ``FUHE_PROGRAM`` names. Documents are read a second time by it, and in
    runs also the first time, so that none of them can harm this process.

    Raises:
        Error: there is none, as in a source folder that was never built.
    """
    if named := os.environ.get(VARIABLE):
        return Path(named)
    own = Path(__file__).parent / "bin" / ("fuhe.exe" if os.name == "nt" else "fuhe")
    if not own.is_file():
        raise Error(f"the program is not at {own}: install the package with `pip install ./python`, or name it in {VARIABLE}")
    return own

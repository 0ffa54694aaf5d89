"""`python -m fuhe`: the command line, which is the program of the wheel."""

import os
import subprocess
import sys

from ._program import program


def main() -> None:
    """Becomes the program, with the arguments of this process."""
    command = [str(program()), *sys.argv[1:]]
    if os.name == "nt":  # No process becomes another one there.
        raise SystemExit(subprocess.run(command).returncode)
    os.execv(command[0], command)


if __name__ == "__main__":
    main()

"""Builds the wheel: the program `fuhe` first, which is put into the package, then the module around it, by maturin.

maturin builds a module or a program, not both. Here one build of the library serves both: the program is built as a dependency of
the module's crate, with its lock file, features and profile.

`MATURIN_PEP517_ARGS="--profile dev"` builds quickly what runs slowly.
"""

import argparse
import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import maturin
from maturin import (  # noqa: F401  (hooks that are taken as they are)
    build_sdist,
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
    get_requires_for_build_wheel,
    prepare_metadata_for_build_editable,
    prepare_metadata_for_build_wheel,
)

HERE = Path(__file__).resolve().parent.parent
PROGRAMS = HERE / "fuhe" / "bin"


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    _put_program()
    return maturin.build_wheel(wheel_directory, config_settings, metadata_directory)


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    _put_program()
    return maturin.build_editable(wheel_directory, config_settings, metadata_directory)


def _put_program():
    """Builds the program, and copies it into the package."""
    command = ["cargo", "build", "--package", "fuhe", "--bin", "fuhe", "--message-format", "json-render-diagnostics"]
    command += ["--manifest-path", str(HERE / "Cargo.toml"), *_arguments_for_cargo()]
    print("$", shlex.join(command), file=sys.stderr, flush=True)
    built = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=HERE)
    messages = map(json.loads, built.stdout.splitlines())
    programs = [message["executable"] for message in messages if message.get("executable")]
    PROGRAMS.mkdir(exist_ok=True)
    for program in map(Path, programs):
        # A copy in use cannot be overwritten, but it can be replaced.
        fresh = PROGRAMS / f".{program.name}.new"
        shutil.copy2(program, fresh)
        os.replace(fresh, PROGRAMS / program.name)


def _arguments_for_cargo():
    """What maturin is told and cargo has to know too; maturin builds for release where nothing else is said."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--profile", default="release")
    parser.add_argument("--target")
    parser.add_argument("--target-dir")
    for flag in ("--locked", "--frozen", "--offline"):
        parser.add_argument(flag, action="store_true")
    known, _ = parser.parse_known_args(shlex.split(os.environ.get("MATURIN_PEP517_ARGS", "")))
    arguments = ["--profile", known.profile]
    for name in ("target", "target_dir"):
        if value := getattr(known, name):
            arguments += [f"--{name.replace('_', '-')}", value]
    return arguments + [f"--{flag}" for flag in ("locked", "frozen", "offline") if getattr(known, flag)]

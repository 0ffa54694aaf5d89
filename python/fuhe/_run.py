"""Many documents: their tables as Arrow."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import _native
from ._document import native_errors
from ._errors import RunError, SettingsError
from ._records import Form
from ._settings import asked

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas
    import polars
    import pyarrow
    from typing_extensions import Unpack

    from ._settings import Settings


class ArrowTable:
    """A table in memory, in the layout of Apache Arrow. Whatever speaks the PyCapsule interface takes it without a copy: `pyarrow.table(it)`,
    `polars.DataFrame(it)`, DuckDB (``from it`` in a query), pandas through `to_pandas`.

    Figures as printed are strings, recomputed ones decimals, counts and page numbers 64-bit integers, edges of boxes 64-bit floats in points.
    """

    def __init__(self, columns: Any) -> None:
        self._columns = columns

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._columns.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self._columns.__arrow_c_schema__()

    def __len__(self) -> int:
        return int(self._columns.num_rows)

    @property
    def column_names(self) -> list[str]:
        """In the order of the contract."""
        return list(self._columns.column_names)

    def to_arrow(self) -> pyarrow.Table:
        """A `pyarrow.Table`."""
        import pyarrow

        return pyarrow.table(self)

    def to_pandas(self) -> pandas.DataFrame:
        """A `pandas.DataFrame`; it needs pyarrow."""
        return self.to_arrow().to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """A `polars.DataFrame`."""
        import polars

        return polars.DataFrame(self)

    def __repr__(self) -> str:
        return f"ArrowTable({len(self)} rows: {', '.join(self.column_names)})"


class Run:
    """A finished run. Each table is read when it is first asked for.

    Attributes:
        folder: where its tables are, as `fuhe check` writes them. Where none was named it is a temporary one, gone with this object.
    """

    def __init__(self, folder: Path, temporary: tempfile.TemporaryDirectory[str] | None = None) -> None:
        self.folder = folder
        self._temporary = temporary

    @cached_property
    def files(self) -> ArrowTable:
        """A row for each document, whatever became of it: file, sha256, bytes, pages, forms, status, detail."""
        return self._table("files")

    @cached_property
    def forms(self) -> ArrowTable:
        """A row for each form; ``file`` and ``form_no`` join all tables."""
        return self._table("forms")

    @cached_property
    def funds(self) -> ArrowTable:
        """A row for each row of the funds of a form."""
        return self._table("funds")

    @cached_property
    def indicators(self) -> ArrowTable:
        """A row for each indicator of a form."""
        return self._table("indicators")

    @cached_property
    def findings(self) -> ArrowTable:
        """A row for each figure, or blank, that does not agree with the rest of its form."""
        return self._table("findings")

    @cached_property
    def cross(self) -> ArrowTable:
        """What only many forms together show, where it was asked for."""
        return self._table("cross")

    def records(self) -> Iterator[Form]:
        """The forms as typed objects, one after the other, with the places of all values and all doubts."""
        import json

        with open(self.folder / "forms.jsonl", encoding="utf-8") as lines:
            for line in lines:
                yield Form.of(json.loads(line))

    def _table(self, name: str) -> ArrowTable:
        return ArrowTable(_native.columns(str(self.folder), name))

    def __repr__(self) -> str:
        return f"Run({str(self.folder)!r})"


def check(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    out: str | os.PathLike[str] | None = None,
    *,
    threads: int | None = None,
    cross: bool = False,
    parquet: bool = False,
    shard: tuple[int, int] | None = None,
    resume: bool = False,
    progress: Callable[..., Any] | None = None,
    **settings: Unpack[Settings],
) -> Run:
    """Checks every PDF below the paths, as `fuhe check` does: each in a process of its own, many at once. Other threads run meanwhile, and Ctrl-C ends it
    once the documents in hand are finished.

    Args:
        paths: a file, a folder (with all below it) or an archive, or several of them.
        out: the folder for the tables. Without one they are in memory, and in a temporary folder that goes with the result.
        threads: how many documents at once; as many as the machine has processors where nothing is said.
        cross: whether the forms are compared with each other too: `Run.cross`, and cross.csv in the folder.
        parquet: whether the folder gets the tables as Parquet too.
        shard: which part of the documents is checked, from 0, and how many parts there are; ``fuhe merge`` puts the folders of all parts together.
        resume: whether to go on with a run that was broken off in this folder.
        progress: `tqdm.tqdm`, or anything that is called like it: it gets ``total=`` and ``unit=``, and what it returns has ``total``,
            ``update(n)``, ``set_postfix(findings=n)`` and ``close()``.
        **settings: see `fuhe.Settings`.

    Returns:
        The run. What is wrong with a document is a row of `Run.files`.

    Raises:
        RunError: the folder cannot be written, no worker can be started, or what is to be resumed is another run.
        SettingsError: a setting that there is not.
        KeyboardInterrupt: it was interrupted; with a folder of its own, it can be resumed.

    Example:
        >>> run = fuhe.check("fixtures/planted", lang="en")
        >>> sorted(set(run.findings.to_pandas()["severity"]))
        ['error', 'notice', 'warning']
    """
    if isinstance(paths, (str, os.PathLike)):
        paths = [paths]
    wanted = asked(settings)
    temporary = None
    if out is None:
        temporary = tempfile.TemporaryDirectory(prefix="fuhe-")
        out = temporary.name
    folder = Path(out)
    if shard is not None and not 0 <= shard[0] < shard[1]:
        raise SettingsError(f"a part of {shard[1]} is from 0 to {shard[1] - 1}, and not {shard[0]}")
    manner = {"threads": threads or _processors(), "cross": cross, "parquet": parquet, "shard": shard, "resume": resume}
    bar = _Bar(progress)
    try:
        with native_errors():
            wrong = _native.check([os.fspath(path) for path in paths], str(folder), manner, wanted, bar.show)
    finally:
        bar.close()
    if wrong:
        raise RunError(": ".join(filter(None, wrong)))
    return Run(folder, temporary)


def _processors() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Bar:
    """What is told to whoever draws a bar."""

    def __init__(self, make: Callable[..., Any] | None) -> None:
        self._make = make
        self._bar: Any = None
        self._shown = 0

    def show(self, phase: str, done: int, total: int, findings: int) -> None:
        if self._make is None or phase != "reading":
            return
        if self._bar is None:
            self._bar = self._make(total=total, unit="file")
        self._bar.total = total
        self._bar.set_postfix(findings=findings)
        self._bar.update(done - self._shown)
        self._shown = done

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()

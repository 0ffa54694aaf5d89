"""The tables of any PDF."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from . import _native
from ._document import READ, Source, named, native_errors
from ._errors import NotReadWhole, not_read
from ._settings import asked

if TYPE_CHECKING:
    import pandas
    import polars
    from typing_extensions import Unpack

    from ._records import Box
    from ._settings import Settings


@dataclass(frozen=True)
class Cell:
    """A cell of a table; a merged cell stands once."""

    row: int
    """From 0."""
    col: int
    """From 0."""
    row_span: int
    col_span: int
    text: str
    """On one line."""
    page: int
    """From 1; of a cell that a page break cuts, that of its first part with text."""
    box: Box
    """Its borders, in points."""


@dataclass(frozen=True)
class Table:
    """A table with row and column spans; it may go on over pages.

    Attributes:
        pages: those that it stands on, from 1.
        shape: how many rows and columns.
        cells: by first row, then first column; a merged cell stands once.
    """

    pages: list[int]
    shape: tuple[int, int]
    cells: list[Cell] = field(repr=False)

    @property
    def rows(self) -> list[list[str | None]]:
        """The texts, row by row: that of a merged cell in its first row and column, None where it goes on."""
        return self._grid(fill=False)

    def filled_rows(self) -> list[list[str | None]]:
        """The same, with the text of a merged cell in each row and column that it covers."""
        return self._grid(fill=True)

    def to_dict(self) -> dict[str, Any]:
        """The table as `fuhe tables --format json` writes it."""
        rows, cols = self.shape
        cells = []
        for cell in self.cells:
            flat = asdict(cell)
            x0, y0, x1, y1 = flat.pop("box")
            cells.append({**flat, "x0": x0, "y0": y0, "x1": x1, "y1": y1})
        return {"pages": list(self.pages), "rows": rows, "cols": cols, "cells": cells}

    def to_pandas(self, *, header: int | None = None, fill: bool = False) -> pandas.DataFrame:
        """A `pandas.DataFrame` of texts, a column for each of the table.

        Args:
            header: the row whose texts name the columns; 0, 1, 2 ... name them where there is none. The rows above it are left out.
            fill: whether the text of a merged cell stands in all rows and columns that it covers.
        """
        import pandas

        names, rows = self._named(header, fill)
        return pandas.DataFrame(rows, columns=names)

    def to_polars(self, *, header: int | None = None, fill: bool = False) -> polars.DataFrame:
        """A `polars.DataFrame` of texts; see `to_pandas`. Columns are named ``column_0`` ... where no row names them."""
        import polars

        names, rows = self._named(header, fill)
        names = [f"column_{name}" if isinstance(name, int) else name for name in _told_apart(names)]
        return polars.DataFrame(rows, schema=[(name, polars.String) for name in names], orient="row")

    def _grid(self, *, fill: bool) -> list[list[str | None]]:
        rows, cols = self.shape
        grid: list[list[str | None]] = [[None] * cols for _ in range(rows)]
        for cell in self.cells:
            covered = [(cell.row, cell.col)]
            if fill:
                down, across = range(cell.row, cell.row + cell.row_span), range(cell.col, cell.col + cell.col_span)
                covered = [(row, col) for row in down for col in across]
            for row, col in covered:
                grid[row][col] = cell.text
        return grid

    def _named(self, header: int | None, fill: bool) -> tuple[list[Any], list[list[str | None]]]:
        rows = self._grid(fill=fill)
        if header is None:
            return list(range(self.shape[1])), rows
        return [name or "" for name in self._grid(fill=True)[header]], rows[header + 1 :]

    def _repr_html_(self) -> str:
        import html

        lines = []
        for row in range(self.shape[0]):
            cells = (cell for cell in self.cells if cell.row == row)
            shown = (
                f'<td rowspan="{cell.row_span}" colspan="{cell.col_span}">{html.escape(cell.text)}</td>' for cell in cells
            )
            lines.append(f"<tr>{''.join(shown)}</tr>")
        return f"<table>{''.join(lines)}</table>"


def tables(
    source: Source,
    pages: str | Iterable[int] | None = None,
    *,
    name: str | None = None,
    **settings: Unpack[Settings],
) -> list[Table]:
    """Every table of a PDF, form or not, in reading order; a table that goes on over pages is one.

    Args:
        source: the bytes of a PDF, or its path.
        pages: those that are asked for, from 1: ``"1-3,7,9-"``, or numbers. Pages that follow each other are read as one, others by themselves. All
            where none are asked for.
        name: what the document is called in errors.
        **settings: of these only ``password``, ``passwords``, ``limits``, ``words`` and ``lang`` matter.

    Returns:
        The tables. Where only some of the document could be read, the warning `NotReadWhole` says so.

    Raises:
        NotRead: nothing could be read, and there is no table.
        IndexError: a page that the document does not have.

    Example:
        >>> [table.shape for table in fuhe.tables("fixtures/planted/grade.pdf")]
        [(31, 8)]
    """
    wanted = asked(settings)
    with native_errors():
        row, found = _native.tables(*named(source, name), _ranges(pages), wanted)
    file, _, _, _, _, status, detail = row
    made = [Table(pages, (rows, cols), [Cell(*cell) for cell in cells]) for pages, rows, cols, cells in found]
    if status not in READ:
        if not made:
            raise not_read(file, status, detail)
        warnings.warn(f"{file}: {status}: {detail}", NotReadWhole, stacklevel=2)
    return made


def _ranges(pages: str | Iterable[int] | None) -> list[tuple[int, int | None]] | None:
    """Pages in order, as ranges; those that touch are one. None for the end of one that goes on to the last page."""
    if pages is None:
        return None
    try:
        asked_for = [_range(part) for part in pages.split(",")] if isinstance(pages, str) else [(int(n), int(n)) for n in pages]
    except ValueError:
        raise ValueError(f"pages are numbers, or a text such as '1-3,7,9-', and not {pages!r}") from None
    if any(first < 1 or (last is not None and last < first) for first, last in asked_for):
        raise ValueError(f"pages are counted from 1, and upwards: {pages!r}")
    joined: list[tuple[int, int | None]] = []
    for first, last in sorted(asked_for, key=lambda pair: pair[0]):
        if joined and (joined[-1][1] is None or first <= joined[-1][1] + 1):
            begun, before = joined.pop()
            first, last = begun, None if before is None or last is None else max(before, last)
        joined.append((first, last))
    return joined


def _range(part: str) -> tuple[int, int | None]:
    first, dash, last = part.strip().partition("-")
    if not dash:
        return int(first), int(first)
    return int(first), int(last) if last.strip() else None


def _told_apart(names: list[Any]) -> list[Any]:
    """Names of which each stands once: polars takes no other."""
    seen: dict[Any, int] = {}
    apart = []
    for name in names:
        times = seen[name] = seen.get(name, -1) + 1
        apart.append(f"{name}_{times}" if times or name == "" else name)
    return apart

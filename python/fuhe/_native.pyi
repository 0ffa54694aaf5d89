"""What is compiled: plain values, which the package turns into objects."""

from collections.abc import Callable
from typing import Any, TypeAlias

_FileRow: TypeAlias = tuple[str, str, int | None, int | None, int, str, str]
_CellRow: TypeAlias = tuple[int, int, int, int, str, int, tuple[float, float, float, float]]
_TableRow: TypeAlias = tuple[list[int], int, int, list[_CellRow]]

def audit(name: str, source: bytes | str, asked: dict[str, Any]) -> tuple[_FileRow, bytes, list[tuple[str, bytes]]]: ...
def tables(
    name: str, source: bytes | str, ranges: list[tuple[int, int | None]] | None, asked: dict[str, Any]
) -> tuple[_FileRow, list[_TableRow]]: ...
def page_picture(bytes: bytes, page: int, passwords: list[str]) -> tuple[str, bytes, int, int] | None: ...
def columns(folder: str, table: str) -> Any: ...
def check(
    paths: list[str],
    folder: str,
    manner: dict[str, Any],
    asked: dict[str, Any],
    tell: Callable[[str, int, int, int], None] | None,
) -> tuple[str, str] | None: ...

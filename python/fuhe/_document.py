"""One document: its forms, their figures, and where they do not agree."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Union

from . import _native
from ._errors import SettingsError, not_read
from ._records import Finding, Form
from ._settings import asked

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ._settings import Settings

Source = Union[bytes, bytearray, memoryview, str, "os.PathLike[str]"]
"""The bytes of a PDF, or the path of one."""

_Bytes = bytes  # A document has a field of that name.

#: The name of a document that is given by its bytes.
UNNAMED = "document.pdf"

#: Statuses of documents that were read whole.
READ = frozenset({"ok", "no-form"})


@dataclass(frozen=True)
class Attachment:
    """A PDF that is attached to another one: a document of its own, for `audit`."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Document:
    """What came of one document: its row of files.csv, and its forms."""

    file: str
    sha256: str
    """Of its bytes, in lower-case hexadecimal."""
    bytes: int | None
    pages: int | None
    """How many; None where they could not be counted."""
    status: str
    """``"ok"``, ``"no-form"``, or, where some of it could not be read, ``"damaged"`` or ``"partial"``."""
    detail: str
    """What is to be known about that, and what to do."""
    forms: list[Form] = field(repr=False)
    attachments: list[Attachment] = field(repr=False)
    _source: Source = field(repr=False, compare=False)
    _passwords: list[str] = field(repr=False, compare=False)

    @property
    def findings(self) -> list[Finding]:
        """Those of all forms."""
        return [finding for form in self.forms for finding in form.findings]

    def to_dict(self) -> dict[str, Any]:
        """The row of files.csv, with the records of the forms in the place of their number. Fit for JSON."""
        row = {name: getattr(self, name) for name in ("file", "sha256", "bytes", "pages", "status", "detail")}
        return {**row, "forms": [form.to_dict() for form in self.forms]}

    @cached_property
    def _data(self) -> _Bytes:
        return Path(self._source).read_bytes() if isinstance(self._source, (str, os.PathLike)) else _Bytes(self._source)

    def page_picture(self, page: int) -> tuple[str, _Bytes, int, int] | None:
        """A page, numbered from 1, as a picture.

        Returns:
            ``"png"``, or ``"svg"`` where a font of the page is not in the file and it is drawn again from what was read; the bytes; width and
            height of the page in points, by which boxes are placed. None where it cannot be painted.
        """
        return _native.page_picture(self._data, page, self._passwords)


def audit(source: Source, *, name: str | None = None, **settings: Unpack[Settings]) -> Document:
    """Reads one PDF, rebuilds its tables and forms, and says where a figure does not follow from the others.

    Other threads run meanwhile. The document is read in this process, with a second reader in a process of its own; `check` reads all in processes of
    their own, for files from just anywhere.

    Args:
        source: the bytes of a PDF, or its path.
        name: what it is called in the results; the path, or ``"document.pdf"``, where nothing else is said.
        **settings: see `fuhe.Settings`.

    Returns:
        The document. Where only some of it could be read, `Document.status` and `Document.detail` say so.

    Raises:
        NotRead: there is nothing to give, as for `Encrypted` documents; its type, status and text say why, and what to do.
        SettingsError: a setting that there is not.

    Example:
        >>> document = fuhe.audit("fixtures/planted/grade.pdf", lang="en")
        >>> [(finding.field, finding.stated, finding.expected) for finding in document.findings]
        [('grade', '优', '良')]
    """
    wanted = asked(settings)
    with native_errors():
        row, lines, attached = _native.audit(*named(source, name), wanted)
    file, sha256, size, pages, _, status, detail = row
    records = [json.loads(line) for line in lines.splitlines()]
    if status not in READ and not records:
        raise not_read(file, status, detail)
    attachments = [Attachment(*each) for each in attached]
    document = Document(file, sha256, size, pages, status, detail, [], attachments, source, wanted["passwords"])
    document.forms.extend(Form.of(record, document) for record in records)
    return document


def named(source: Source, name: str | None) -> tuple[str, bytes | str]:
    """The name of a document, and what the native module reads it from."""
    if isinstance(source, (str, os.PathLike)):
        return name or os.fspath(source), os.fspath(source)
    return name or UNNAMED, bytes(source)


class native_errors:
    """Says what the native module finds wrong with settings in our own words."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, ValueError) and not isinstance(error, SettingsError):
            raise SettingsError(str(error)) from error

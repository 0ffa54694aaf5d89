"""What can go wrong, with its status and what to do about it."""

from __future__ import annotations


class Error(Exception):
    """Whatever fuhe cannot do."""


class SettingsError(Error, ValueError):
    """A setting that there is not, or a value that it cannot have."""


class RunError(Error):
    """A run that could not be done: its folder cannot be written, no worker can be started, or what is to be resumed is another run.

    What is wrong with a single document is never the end of a run: it is a row of `Run.files`.
    """


class NotRead(Error):
    """A document of which there is nothing to give.

    Attributes:
        file: its name.
        status: the word in the column `status` of files.csv, such as ``"encrypted"``.
        detail: what is to be known about it, and what to do, in the language that was asked for.
    """

    status: str = ""

    def __init__(self, file: str, status: str, detail: str) -> None:
        super().__init__(file, status, detail)
        self.file = file
        self.status = status
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.file}: {self.status}: {self.detail}"


class Encrypted(NotRead):
    """A password is needed: give it as ``password=``, or several as ``passwords=``."""

    status = "encrypted"


class ImageOnly(NotRead):
    """Scanned, or drawn as outlines: no page has text."""

    status = "image-only"


class Partial(NotRead):
    """Some pages are such pictures, a form may stand on them, and the others hold none."""

    status = "partial"


class NoTextMapping(NotRead):
    """The file does not say which characters its glyphs are."""

    status = "no-text-mapping"


class Damaged(NotRead):
    """Content is lost, or this is no PDF at all."""

    status = "damaged"


class TooLarge(NotRead):
    """It is above a limit: see ``limits=``."""

    status = "too-large"


class Timeout(NotRead):
    """Its time was up before it was read."""

    status = "timeout"


class Unreadable(NotRead):
    """It cannot be opened."""

    status = "unreadable"


class NotReadWhole(UserWarning):
    """Some of a document could not be read; what could be is given."""


_BY_STATUS = {
    kind.status: kind for kind in (Encrypted, ImageOnly, Partial, NoTextMapping, Damaged, TooLarge, Timeout, Unreadable)
}


def not_read(file: str, status: str, detail: str) -> NotRead:
    """The error of a status."""
    return _BY_STATUS.get(status, NotRead)(file, status, detail)

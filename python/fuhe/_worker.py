"""A `fuhe worker` below this process: documents in, rows out. docs/worker.md has the protocol."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from ._errors import Error, SettingsError
from ._program import program

#: The column of Spark that holds documents.
BYTES = "content"

#: In the place of the bytes of a document that is read from its path.
READ_FROM_PATH = None

#: Rows that are handed on together.
ROWS_AT_ONCE = 2_000

#: How often a document is asked for whose worker was ended: by what it holds it ends any, by an accident only one.
TRIES = 2

Row = tuple[str, str, int, list[str]]
"""A table, the input, the number of the row among those of its request and table, and its cells."""


@dataclass(frozen=True)
class Greeting:
    """What a worker says first."""

    columns: Mapping[str, list[str]]
    joint: str
    remark: str


@dataclass(frozen=True)
class Job:
    """How documents are read: the same for all of a job, wherever it runs."""

    lang: str
    #: What each request has besides its document.
    request: Mapping[str, Any] = field(hash=False)

    @classmethod
    def of(cls, wanted: Mapping[str, Any]) -> Job:
        request = {"settings": json.loads(wanted["settings"]), "passwords": wanted["passwords"], "records": False}
        return cls("zh" if wanted["chinese"] else "en", request)

    def greeting(self) -> Greeting:
        """What a worker says first; the settings are shown to it, so that a mistake in them is heard of before the job."""
        worker = Worker(self)
        try:
            for answer in worker.ask({"file": "settings.pdf"}, b""):
                if answer["status"] == "bad-request":
                    raise SettingsError(answer["detail"])
        finally:
            worker.end()
        return worker.greeting


def read_documents(job: Job, documents: Iterable[tuple[str, str, Any]]) -> Iterator[list[Row]]:
    """The rows of documents: each has a path, the name that it gets in the tables, and its bytes, or `READ_FROM_PATH`."""
    rows: list[Row] = []
    for path, name, content in documents:
        rows += _rows_of(job, path, name, content)
        if len(rows) >= ROWS_AT_ONCE:
            yield rows
            rows = []
    if rows:
        yield rows


def _rows_of(job: Job, path: str, name: str, content: Any) -> list[Row]:
    reason = ""
    for _ in range(TRIES):
        try:
            with worker_of(job) as worker, _request(path, content) as asked_for:
                return _answers_to_rows(worker.ask({**asked_for, "file": name}, content))
        except _Ended as ended:
            reason = str(ended)
        except _NotFetched as error:
            return _row_of_none(name, "unreadable", str(error))
    return _row_of_none(name, "damaged", reason)


def _answers_to_rows(answers: Iterable[Mapping[str, Any]]) -> list[Row]:
    rows: list[Row] = []
    numbers: dict[str, int] = {}
    for answer in answers:
        if answer["status"] == "bad-request":
            raise Error(answer["detail"])
        for table, cells in answer["rows"].items():
            for row in cells:
                number = numbers[table] = numbers.get(table, -1) + 1
                rows.append((table, answer["input"], number, row))
    return rows


def _row_of_none(name: str, status: str, detail: str) -> list[Row]:
    """file, sha256, bytes, pages, forms, status, detail"""
    return [("files", name, 0, [name, "", "", "", "0", status, detail])]


class _NotFetched(Exception):
    """A large file that the executor cannot reach."""


@contextmanager
def _request(path: str, content: Any) -> Iterator[dict[str, Any]]:
    """What a request says of a document: nothing where its bytes follow, else a path, of a copy where this machine has none."""
    if content is not READ_FROM_PATH:
        yield {}
        return
    parts = urlsplit(path, allow_fragments=False)
    if parts.scheme in ("", "file"):
        # Spark writes paths as they are, nothing in them is quoted.
        yield {"path": "/" + path.removeprefix("file:").lstrip("/")}
        return
    from pyarrow import fs

    with tempfile.NamedTemporaryFile(prefix="fuhe-") as copy:
        try:
            system, within = fs.FileSystem.from_uri(path)
            with system.open_input_stream(within) as stream:
                shutil.copyfileobj(stream, copy)
            copy.flush()
        except (OSError, ValueError) as error:  # What file systems say; Arrow's own errors are both.
            raise _NotFetched(f"{path}: {error}") from error
        yield {"path": copy.name}


class _Ended(Exception):
    """The worker is gone."""


class Worker:
    """A `fuhe worker` that answers one request after the other."""

    def __init__(self, job: Job) -> None:
        command = [str(program()), "worker", "--jsonl", "--lang", job.lang]
        # Apart from the terminal, so that Ctrl-C there is heard by whoever runs the job alone.
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)
        self._job = job
        greeting = self._read()
        self.greeting = Greeting(greeting["columns"], greeting["copy"]["joint"], greeting["copy"]["remark"])

    def ask(self, request: Mapping[str, Any], content: Any) -> Iterator[Mapping[str, Any]]:
        """Has a document read, and gives an object for each that is in it."""
        if content is not READ_FROM_PATH:
            request = {**request, "bytes": len(content)}
        line = json.dumps({**self._job.request, **request}, ensure_ascii=False)
        try:
            self._input.write(line.encode() + b"\n")
            if content is not READ_FROM_PATH:
                self._input.write(content)
            self._input.flush()
        except OSError as error:
            raise self._ended() from error
        while True:
            answer = self._read()
            yield answer
            if answer.get("last"):
                return

    def end(self) -> None:
        """Ends the process, which leaves none behind."""
        self._process.kill()
        self._process.communicate()

    @property
    def _input(self) -> Any:
        return self._process.stdin

    @property
    def _output(self) -> Any:
        return self._process.stdout

    def _read(self) -> dict[str, Any]:
        line = self._output.readline()
        if not line.endswith(b"\n"):
            raise self._ended()
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _ended(self) -> _Ended:
        self._process.kill()
        return _Ended(f"the worker ended with status {self._process.wait()}")


#: Workers that wait for the next task of this process, by their program and job: Spark keeps Python workers for many tasks.
_waiting: dict[str, Worker] = {}


@contextmanager
def worker_of(job: Job) -> Iterator[Worker]:
    """A worker of this job, kept for the next one who asks; where what is done with it fails, it is ended, and with it whatever it was about to
    say."""
    key = json.dumps([str(program()), job.lang, job.request], sort_keys=True)
    worker = _waiting.pop(key, None) or Worker(job)
    done = False
    try:
        yield worker
        done = True
    finally:
        if not done:
            worker.end()
        elif (other := _waiting.get(key)) is None:
            _waiting[key] = worker
        elif other is not worker:
            worker.end()

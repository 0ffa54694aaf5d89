"""Forms from wherever Spark reads files: `read_forms` gives the tables of the contract as DataFrames.

Needs pyspark and pyarrow, here and on the executors, and this package on the executors too. Each Python worker has its documents read by a `fuhe worker`, a process of
its own below it; a document that ends that process is a row, as is any other that cannot be read, and never a task that fails.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pyarrow as pa
from pyspark import StorageLevel
from pyspark.sql import Column, DataFrame, SparkSession, Window
from pyspark.sql import functions as F

from ._settings import asked
from ._worker import BYTES, READ_FROM_PATH, Greeting, Job, read_documents

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ._settings import Settings

#: What Spark is to list below a folder: names of PDFs and archives, in any case.
_NAMES = "{*.[pP][dD][fF],*.[zZ][iI][pP],*.7[zZ]}"

#: Files up to this size travel as a row of Spark, in bytes; the others are read from their path. A row may have 2 GiB at most, and an executor
#: holds some of them at once.
LARGEST_ROW = 64 << 20

#: What the tables are made of: rows of all of them, each with the input that it came from and its number there.
_ROWS = "table string, input string, number bigint, cells array<string>"

_COUNTS = frozenset(["form_no", "first_page", "last_page", "errors", "warnings", "notices", "row", "page", "pages", "forms", "bytes"])
_DECIMALS = frozenset(["total_score_recomputed", "rate_recomputed", "score_recomputed"])
_LENGTHS = frozenset(["x0", "y0", "x1", "y1"])


@dataclass(frozen=True)
class Forms:
    """The tables of all documents. Nothing is read before the first of them is asked for; what was read then is kept, in memory and on disk, until
    `unpersist`.

    In each, figures as printed are strings, recomputed ones decimal(38, 4), counts and pages bigint, edges of boxes double, in points. A blank is
    null where the type is a number, and the empty text elsewhere.
    """

    _rows: DataFrame
    _greeting: Greeting

    @property
    def files(self) -> DataFrame:
        """A row for each document, whatever became of it: file, sha256, bytes, pages, forms, status, detail."""
        return self.table("files")

    @property
    def forms(self) -> DataFrame:
        """A row for each form; ``file`` and ``form_no`` join all tables."""
        return self.table("forms")

    @property
    def funds(self) -> DataFrame:
        """A row for each row of the funds of a form."""
        return self.table("funds")

    @property
    def indicators(self) -> DataFrame:
        """A row for each indicator of a form."""
        return self.table("indicators")

    @property
    def findings(self) -> DataFrame:
        """A row for each figure, or blank, that does not agree with the rest of its form."""
        return self.table("findings")

    def table(self, name: str, *, ordered: bool = False) -> DataFrame:
        """One of them by its name; with `ordered`, its rows stand as in the table that `fuhe check` writes, which costs a sort."""
        columns = self._greeting.columns[name]
        rows = self._rows.where(F.col("table") == name)
        cells = {column: F.col("cells")[number] for number, column in enumerate(columns)}
        if name == "files":
            rows = self._with_originals(rows, cells)
            cells["detail"] = self._detail_of_copy(cells["detail"])
        if ordered:
            rows = rows.orderBy(_key(F.col("input")), "number")
        return rows.select(*(_typed(column, cell).alias(column) for column, cell in cells.items()))

    def write(self, folder: str, format: str = "parquet", mode: str = "errorifexists") -> None:
        """Writes each table to a folder of its name below the folder: any format and mode of `DataFrameWriter`."""
        for name in self._greeting.columns:
            self.table(name).write.format(format).mode(mode).save(f"{folder.rstrip('/')}/{name}")

    def unpersist(self) -> None:
        """Gives up what was kept."""
        self._rows.unpersist()

    def _with_originals(self, rows: DataFrame, cells: dict[str, Column]) -> DataFrame:
        """Beside each document the first one of the same bytes, in the order of the tables; none beside that one itself."""
        inputs = rows.where((cells["file"] == F.col("input")) & (cells["sha256"] != ""))
        same = Window.partitionBy("sha256").orderBy(_key(F.col("input")))
        first = F.first("input").over(same)
        inputs = inputs.select("input", cells["sha256"].alias("sha256"))
        copies = inputs.withColumn("original", first).where(F.col("original") != F.col("input")).drop("sha256")
        return rows.join(copies, "input", "left")

    def _detail_of_copy(self, detail: Column) -> Column:
        joint, remark = self._greeting.joint, self._greeting.remark
        said = F.replace(F.lit(remark), F.lit("{file}"), F.col("original"))
        behind = F.when(detail == "", said).otherwise(F.concat(detail, F.lit(joint), said))
        return F.when(F.col("original").isNull(), detail).otherwise(behind)


def read_forms(
    spark: SparkSession,
    path: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    largest_row: int = LARGEST_ROW,
    **settings: Unpack[Settings],
) -> Forms:
    """Has Spark read every PDF below the paths, and the members of every archive. The names of all are listed at once, what is in them is read later.

    Spark itself does not see files whose names begin with ``_`` or ``.``.

    Args:
        spark: the session.
        path: a file, a folder (with all below it) or a pattern, or several of them, on whatever file system Spark reads. The column ``file`` is the path
            as given here, then what is below it.
        largest_row: larger files, in bytes, are not handed on by Spark but read from their path, where the executors have it as a file; where they
            have not, they are fetched with `pyarrow.fs`.
        **settings: see `fuhe.Settings`.

    Returns:
        The tables, as DataFrames.

    Raises:
        SettingsError: a setting that there is not.
    """
    wanted = asked(settings)
    job = Job.of(wanted)
    greeting = job.greeting()
    paths = [path] if isinstance(path, (str, os.PathLike)) else list(path)
    named = [os.fspath(one) for one in paths]
    found = spark.read.format("binaryFile").option("recursiveFileLookup", True).option("pathGlobFilter", _NAMES).load(named)
    roots = [(_qualified(spark, name), name.rstrip("/") or "/") for name in named]
    rows = _documents(spark, found, largest_row).mapInArrow(_Reading(job, roots), _ROWS)
    return Forms(rows.persist(StorageLevel.MEMORY_AND_DISK), greeting)


@dataclass(frozen=True)
class _Reading:
    """What a task does: batches of files -> batches of rows."""

    job: Job
    roots: list[tuple[str, str]]

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for rows in read_documents(self.job, self._requests(batches)):
            names = ("table", "input", "number", "cells")
            types = (pa.string(), pa.string(), pa.int64(), pa.list_(pa.string()))
            columns = zip(*rows) if rows else ((), (), (), ())
            yield pa.RecordBatch.from_arrays([pa.array(column, kind) for column, kind in zip(columns, types)], names)

    def _requests(self, batches: Iterable[pa.RecordBatch]) -> Iterator[tuple[str, str, Any]]:
        for batch in batches:
            for path, content in zip(batch.column("path"), batch.column(BYTES)):
                path = path.as_py()
                yield path, self._name(path), content.as_buffer() if content.is_valid else READ_FROM_PATH

    def _name(self, path: str) -> str:
        """The column `file`: the path as given, then what is below it."""
        for root, given in self.roots:
            if path == root:
                return given
            if path.startswith(root.rstrip("/") + "/"):
                return given.rstrip("/") + path[len(root.rstrip("/")) :]
        return path  # What a pattern found.


def _documents(spark: SparkSession, found: DataFrame, largest_row: int) -> DataFrame:
    """All files, each with its path and its bytes; with null where it is too large for a row."""
    listed = found.inputFiles()
    counted = found.select(F.count("length"), F.max("length")).first()
    documents = found.where(F.col("length") <= largest_row).select("path", BYTES)
    if counted and (counted[1] or 0) > largest_row:
        large = found.where(F.col("length") > largest_row)
        documents = documents.unionAll(large.select("path", F.lit(None).cast("binary").alias(BYTES)))
    if counted and counted[0] < len(listed):
        # Files without a byte: Spark lists them, as addresses, and hands on no row of them.
        seen = {row.path for row in found.select("path").toLocalIterator()}
        names = (re.sub("^file:/+", "file:/", unquote(address)) for address in listed)
        empty = [(name, bytearray()) for name in names if name not in seen]
        documents = documents.unionAll(spark.createDataFrame(empty, f"path string, {BYTES} binary"))
    return documents


def _qualified(spark: SparkSession, path: str) -> str:
    """The path as Spark will name it: with the scheme of its file system."""
    jvm: Any = spark._jvm
    hadoop = jvm.org.apache.hadoop.fs.Path(path)
    system = hadoop.getFileSystem(spark._jsc.hadoopConfiguration())
    return str(system.makeQualified(hadoop).toString())


def _key(name: Column) -> Column:
    """By what the tables are ordered: the bytes of the name; an archive itself stands where its members do."""
    is_archive = F.lower(name).rlike(r"\.(zip|7z)$")
    return F.when(is_archive, F.concat(name, F.lit("!/"))).otherwise(name)


def _typed(column: str, cell: Column) -> Column:
    blank_is_null = F.nullif(cell, F.lit(""))
    if column in _COUNTS:
        return blank_is_null.cast("bigint")
    if column in _DECIMALS:
        return blank_is_null.cast("decimal(38,4)")
    if column in _LENGTHS:
        return blank_is_null.cast("double")
    return cell

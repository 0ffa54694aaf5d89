import csv
import os
import signal
import subprocess
import sys
import threading
import time
from decimal import Decimal
from pathlib import Path

import duckdb
import polars
import pyarrow
import pytest

import fuhe

TABLES = ("files", "forms", "funds", "indicators", "findings")


def test_tables_are_those_of_the_program(run, tmp_path):
    command = [fuhe.program(), "check", "fixtures", "--out", tmp_path, "--lang", "en", "--quiet"]
    assert subprocess.run(command).returncode == 3, "some fixtures cannot be read"
    for name in (*(f"{table}.csv" for table in TABLES), "forms.jsonl"):
        assert (run.folder / name).read_bytes() == (tmp_path / name).read_bytes(), name


@pytest.mark.parametrize("table", TABLES)
def test_columns_hold_what_the_rows_of_the_csv_hold(run, table):
    with open(run.folder / f"{table}.csv", encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    arrow = getattr(run, table)
    assert arrow.column_names == header and len(arrow) == len(rows)
    for row, made in zip(rows, pyarrow.table(arrow).to_pylist()):
        for printed, value in zip(row, made.values()):
            if value is None or isinstance(value, str):
                assert (value or "") == printed.removeprefix("'") or value == printed
            else:
                assert Decimal(str(value)) == Decimal(printed)


def test_whatever_speaks_arrow_takes_the_tables(run):
    findings = run.findings
    gravest = polars.DataFrame(findings).filter(polars.col("severity") == "error").height
    assert gravest == (run.findings.to_pandas()["severity"] == "error").sum() > 0
    assert duckdb.sql("select count(*) from findings where severity = 'error'").fetchall() == [(gravest,)]
    assert pyarrow.table(run.funds).schema.field("rate_recomputed").type == pyarrow.decimal128(38, 4)


def test_records_are_typed(run):
    forms = list(run.records())
    assert len(forms) == len(run.forms)
    assert sum(len(form.findings) for form in forms) == len(run.findings)


def test_a_folder_of_its_own_stays(planted, tmp_path):
    run = fuhe.check([planted / "grade.pdf"], tmp_path / "out", cross=True, parquet=True)
    assert (tmp_path / "out" / "cross.csv").is_file() and run.cross.column_names[0] == "kind"
    assert polars.read_parquet(tmp_path / "out" / "findings.parquet").height == len(run.findings) == 1


def test_a_temporary_folder_goes_with_the_run(planted):
    run = fuhe.check(planted / "grade.pdf")
    folder = run.folder
    assert folder.is_dir()
    del run
    assert not folder.exists()


def test_parts_make_the_whole(planted, tmp_path):
    parts = [fuhe.check(planted, tmp_path / str(part), shard=(part, 2)).files for part in range(2)]
    files = {row["file"] for part in parts for row in part.to_arrow().to_pylist()}
    assert len(files) == sum(map(len, parts)) == len(list(Path(planted).glob("*.pdf")))
    with pytest.raises(fuhe.SettingsError):
        fuhe.check(planted, tmp_path / "x", shard=(2, 2))


def test_progress_is_told_to_whatever_is_called_like_tqdm(run):
    class Bar:
        def __init__(self, total, unit):
            self.total, self.done, self.findings, self.open = total, 0, 0, True
            bars.append(self)

        def update(self, n):
            self.done += n

        def set_postfix(self, findings):
            self.findings = findings

        def close(self):
            self.open = False

    bars = []
    fuhe.check("fixtures", progress=Bar)
    (bar,) = bars
    assert (bar.done, bar.total, bar.findings, bar.open) == (len(run.files), len(run.files), len(run.findings), False)


def test_what_a_progress_bar_raises_ends_the_run(planted):
    def bar(**_):
        raise RuntimeError("no screen")

    with pytest.raises(RuntimeError, match="no screen"):
        fuhe.check(planted, progress=bar)


def test_other_threads_run_meanwhile():
    done, turns = threading.Event(), 0

    def count():
        nonlocal turns
        while not done.wait(0.001):
            turns += 1

    counting = threading.Thread(target=count)
    counting.start()
    began = time.monotonic()
    fuhe.check("fixtures", threads=1)
    took = time.monotonic() - began
    done.set()
    counting.join()
    assert turns > took / 0.1, f"{turns} turns in {took:.2f} s"


@pytest.mark.skipif(os.name == "nt", reason="signals are others there")
def test_ctrl_c_ends_a_run_that_can_be_resumed(tmp_path):
    script = "import sys, fuhe; print(flush=True); fuhe.check([sys.argv[1]], sys.argv[2], threads=1, confirm='all')"
    many = tmp_path / "many"
    many.mkdir()
    form = Path("fixtures/layouts/many-pages.pdf").read_bytes()
    for number in range(300):
        # What follows the end of a PDF changes nothing, and makes it no copy.
        (many / f"{number}.pdf").write_bytes(form + b"\n%%%d\n" % number)
    process = subprocess.Popen([sys.executable, "-c", script, many, tmp_path / "out"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.readline()
    while not (tmp_path / "out").is_dir():
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert b"KeyboardInterrupt" in said
    assert not (tmp_path / "out" / "files.csv").exists()
    assert len(fuhe.check(many, tmp_path / "out", threads=2, confirm="all", resume=True).files) == 300


def test_what_is_no_folder_is_an_error(planted, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(fuhe.RunError):
        fuhe.check(planted, tmp_path / "file")

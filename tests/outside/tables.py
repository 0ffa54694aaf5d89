"""What other programs make of the tables: Parquet in polars and DuckDB beside the CSV, and the worker's objects against their schema.

    python tests/outside/tables.py FUHE INPUT...      FUHE is built with the feature `parquet`
"""

import csv
import json
import os
import subprocess
import sys
import tempfile
from decimal import Decimal

import duckdb
import jsonschema
import polars

TABLES = ["files", "forms", "funds", "indicators", "findings", "cross"]
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def printed(value):
    """A value as the CSV prints it."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, float):
        return format(value, ".3f").rstrip("0").rstrip(".")
    return str(value)


def without_guard(cell, value):
    """A formula has an apostrophe in CSV, and none elsewhere."""
    return cell[1:] if cell.startswith("'") and cell[1:] == value else cell


def compare(table, reader, columns, rows, head, expected):
    assert columns == head, f"{table} in {reader}: {columns}"
    assert len(rows) == len(expected), f"{table} in {reader}: {len(rows)} rows, {len(expected)} in CSV"
    for number, (row, cells) in enumerate(zip(rows, expected)):
        found = [printed(value) for value in row]
        wanted = [without_guard(cell, value) for cell, value in zip(cells, found)]
        assert found == wanted, f"{table} in {reader}, row {number}: {found} is not {wanted}"


def tables(fuhe, inputs, out):
    command = [fuhe, "check", *inputs, "--out", out, "--quiet", "--cross", "--parquet"]
    assert subprocess.run(command).returncode in (0, 3)
    cells = 0
    for table in TABLES:
        with open(f"{out}/{table}.csv", encoding="utf-8-sig", newline="") as file:
            head, *expected = csv.reader(file)
        path = f"{out}/{table}.parquet"
        frame = polars.read_parquet(path)
        compare(table, "polars", frame.columns, frame.rows(), head, expected)
        result = duckdb.sql(f"select * from read_parquet('{path}')")
        compare(table, "DuckDB", result.columns, result.fetchall(), head, expected)
        for name, kind in zip(result.columns, result.types):
            is_figure = name in ("total_score_recomputed", "rate_recomputed", "score_recomputed")
            assert is_figure == str(kind).startswith("DECIMAL"), f"{table}.{name} is {kind}"
        cells += len(expected) * len(head)
    print(f"{cells} cells are the same in CSV, polars and DuckDB")


def worker(fuhe, inputs):
    with open(f"{ROOT}/docs/worker.schema.json", encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    paths = [os.path.join(folder, name) for top in inputs for folder, _, names in os.walk(top) for name in sorted(names)]
    requests = [{"id": number, "path": path} for number, path in enumerate(paths)]
    requests += [{"id": "x", "paths": 1}, {"path": "no such.pdf", "records": False}, {"path": paths[0], "rows": False}]
    text = "".join(json.dumps(request) + "\n" for request in requests)
    run = subprocess.run([fuhe, "worker", "--jsonl"], input=text, capture_output=True, text=True, check=True)
    lines = run.stdout.splitlines()
    for line in lines:
        validator.validate(json.loads(line))
    assert sum(json.loads(line).get("last", False) for line in lines) == len(requests)
    for broken in ({}, {"schema": "fuhe-worker/1", "id": 1, "last": True}, dict(json.loads(lines[1]), status="fine")):
        assert not validator.is_valid(broken), "the schema says nothing"
    print(f"{len(lines)} objects are as the schema has them")


if __name__ == "__main__":
    program, *given = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        tables(program, given, folder)
    worker(program, given)

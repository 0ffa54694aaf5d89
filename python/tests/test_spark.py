"""A job on two executors, in processes of their own: `local-cluster`, with real serialisation."""

import os
import shutil
import signal
import sys
import threading
import time
import zipfile
from pathlib import Path

import pytest

import fuhe

pyspark = pytest.importorskip("pyspark")
pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java")
TABLES = ("files", "forms", "funds", "indicators", "findings")

#: Published forms in more layouts than the fixtures have, where they are.
CORPUS = Path(__file__).resolve().parents[3] / "shared/corpus/forms"


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("SPARK_HOME", os.path.dirname(pyspark.__file__))
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    os.environ.setdefault("SPARK_WORKER_DIR", str(tmp_path_factory.mktemp("workers")))
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("fuhe")
    for name, value in {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "2",
        # A few files a task, so that there are enough of them to be in the middle of.
        "spark.sql.files.maxPartitionBytes": str(24 << 20),
    }.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


def collected(forms, table):
    return [row.asDict() for row in forms.table(table, ordered=True).collect()]


def assert_same(forms, run):
    for table in TABLES:
        assert collected(forms, table) == getattr(run, table).to_arrow().to_pylist(), table
    forms.unpersist()


def test_tables_are_those_of_check_row_for_row(spark, run):
    from fuhe.spark import read_forms

    assert_same(read_forms(spark, "fixtures", lang="en"), run)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
def test_tables_of_the_corpus_are_those_of_check(spark):
    from fuhe.spark import read_forms

    assert_same(read_forms(spark, CORPUS), fuhe.check(CORPUS))


def test_archives_copies_empty_and_large_files_and_odd_names_are_as_in_check(spark, tmp_path):
    from fuhe.spark import read_forms

    folder = tmp_path / "档案 2023 %41"
    (folder / "b").mkdir(parents=True)
    shutil.copy("fixtures/planted/grade.pdf", folder / "b" / "等级 #1.pdf")
    shutil.copy("fixtures/planted/grade.pdf", folder / "copy.PDF")
    shutil.copy("fixtures/unreadable/truncated.pdf", folder / "a.pdf")
    shutil.copy("fixtures/unreadable/truncated.pdf", folder / "c.pdf")
    (folder / "empty.pdf").touch()
    (folder / "broken.zip").write_bytes(b"PK\3\4 and no more")
    with zipfile.ZipFile(folder / "b.zip", "w") as archive:
        for name in ("grade", "fund-sum"):
            archive.write(f"fixtures/planted/{name}.pdf", f"里/{name}.pdf")
    for largest in (1 << 20, 10_000):  # With the other one, most are read from their path.
        assert_same(read_forms(spark, folder, lang="en", largest_row=largest), fuhe.check(folder, lang="en"))
    several = [folder / "b", folder / "a.pdf", folder / "copy.PDF"]
    assert_same(read_forms(spark, several), fuhe.check(several))


def test_written_tables_are_read_back(spark, run, tmp_path, planted):
    from fuhe.spark import read_forms

    forms = read_forms(spark, planted, lang="en")
    forms.write(str(tmp_path / "tables"))
    found = spark.read.parquet(str(tmp_path / "tables" / "findings"))
    assert found.count() == forms.findings.count() > 0
    assert found.schema["x0"].dataType.simpleString() == "double"
    funds = spark.read.parquet(str(tmp_path / "tables" / "funds"))
    assert funds.schema["rate_recomputed"].dataType.simpleString() == "decimal(38,4)"


def test_a_setting_that_there_is_not_is_an_error_before_the_job(spark):
    from fuhe.spark import read_forms

    with pytest.raises(fuhe.SettingsError):
        read_forms(spark, "fixtures", confrm="all")


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are found in /proc")
@pytest.mark.parametrize("killed", ["worker --jsonl", "pyspark.daemon", "CoarseGrainedExecutorBackend"])
def test_tables_are_the_same_where_a_process_is_killed_during_the_job(spark, run, killed):
    """Of the three that a task runs in: the worker of fuhe, the Python around it, and the executor around that."""
    from fuhe.spark import read_forms

    forms = read_forms(spark, "fixtures", lang="en")
    outcome = []
    job = threading.Thread(target=lambda: outcome.append(forms.files.count()))
    job.start()
    status = spark.sparkContext.statusTracker()
    deadline = time.monotonic() + 120
    done = 0
    while done < 2 and job.is_alive() and time.monotonic() < deadline:
        stages = [status.getStageInfo(stage) for stage in status.getActiveStageIds()]
        done = max((stage.numCompletedTasks for stage in stages if stage), default=0)
        time.sleep(0.01)
    victims = [pid for pid, command in descendants() if killed in command]
    assert victims and job.is_alive(), "the job was still at work"
    os.kill(victims[0], signal.SIGKILL)
    job.join()
    assert outcome == [len(run.files)]
    assert_same(forms, run)


def descendants():
    """The processes below this one, and what they run."""
    parents, commands = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                commands[int(entry.name)] = (entry / "cmdline").read_text(errors="replace").replace("\0", " ")
            except (OSError, ValueError):
                continue  # It has just ended.
    below = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in below} - below:
        below |= more
    return [(pid, commands[pid]) for pid in sorted(below - {os.getpid()})]

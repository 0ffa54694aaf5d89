"""What the wheel and Spark cost beside `fuhe check`, in seconds of processors: `python python/bench.py FOLDER`.

A machine that does other things at the same time makes clocks useless, so the time of processors is counted, of all processes below. Start of Python and of the session are
left out.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import fuhe

#: Rounds, of which the least counts.
ROUNDS = 3


def spent():
    """Seconds of processors of this process and of those that it waited for."""
    return sum(use.ru_utime + use.ru_stime for use in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def least(work):
    costs = []
    for _ in range(ROUNDS):
        before = spent()
        work()
        costs.append(spent() - before)
    return min(costs)


def program(paths):
    with tempfile.TemporaryDirectory() as out:
        subprocess.run([fuhe.program(), "check", *paths, "--out", out, "--quiet"], check=False)


def spark_costs(folder):
    """The seconds of an identity function and of fuhe, in the same job."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    import fuhe.spark
    from fuhe._settings import asked
    from fuhe._worker import Job
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false").getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    found = spark.read.format("binaryFile").option("recursiveFileLookup", True).load(folder)
    documents = fuhe.spark._documents(spark, found, fuhe.spark.LARGEST_ROW)
    reading = fuhe.spark._Reading(Job.of(asked({})), [(fuhe.spark._qualified(spark, folder), folder)])
    jobs = {
        "identity": documents.mapInArrow(lambda batches: batches, documents.schema),
        "fuhe": documents.mapInArrow(reading, fuhe.spark._ROWS),
    }
    costs = {}
    for name, job in jobs.items():
        rounds = []
        for _ in range(ROUNDS + 1):  # The first one compiles, and is not counted.
            before = spent_below()
            job.write.format("noop").mode("overwrite").save()
            time.sleep(1)  # What is told at the end of tasks.
            rounds.append(spent_below() - before)
        costs[name] = min(rounds[1:])
    spark.stop()
    return costs


def spent_below():
    """Seconds of processors of all processes below this one, and of those that they waited for."""
    tick, parents, spent = os.sysconf("SC_CLK_TCK"), {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue  # It has just ended.
            parents[int(entry.name)] = int(stat[1])
            spent[int(entry.name)] = sum(map(int, stat[11:15])) / tick
    below = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in below} - below:
        below |= more
    return sum(spent[pid] for pid in below)


def main(folder):
    documents = len(fuhe.check(folder).files)
    check = least(lambda: program([folder]))
    wheel = least(lambda: fuhe.check(folder).findings.to_arrow())
    print(f"{documents} documents: check {check:.2f} s, wheel {wheel:.2f} s: {check / wheel:.0%} of its throughput")
    costs = spark_costs(folder)
    ideal = costs["identity"] + check
    print(f"Spark: identity {costs['identity']:.2f} s, fuhe {costs['fuhe']:.2f} s: {ideal / costs['fuhe']:.0%} of identity and check together")


if __name__ == "__main__":
    main(sys.argv[1])

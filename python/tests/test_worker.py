import sys

import pytest

import fuhe
from fuhe._settings import asked
from fuhe._worker import READ_FROM_PATH, Job, read_documents


def job(**settings):
    return Job.of(asked({"lang": "en", **settings}))


def rows(job, *documents):
    return [row for some in read_documents(job, documents) for row in some]


def test_bytes_and_paths_give_the_same_rows(planted):
    path = planted.absolute() / "grade.pdf"
    by_bytes = rows(job(), ("", "a.pdf", path.read_bytes()))
    for known_as in (str(path), f"file:{path}", f"file://{path}"):
        assert rows(job(), (known_as, "a.pdf", READ_FROM_PATH)) == by_bytes
    assert [row[0] for row in by_bytes].count("files") == 1


def test_what_cannot_be_fetched_is_a_row():
    ((table, name, number, cells),) = rows(job(), ("nowhere://there/a.pdf", "a.pdf", READ_FROM_PATH))
    assert (table, name, number, cells[0], cells[5]) == ("files", "a.pdf", 0, "a.pdf", "unreadable")
    assert "nowhere" in cells[6]


def test_a_setting_that_there_is_not_is_heard_of_before_the_job():
    with pytest.raises(fuhe.SettingsError):
        job(confrm="all").greeting()


@pytest.mark.parametrize("ends_always", [True, False])
def test_a_document_that_ends_the_worker_is_a_row_and_the_next_one_is_read(planted, tmp_path, monkeypatch, ends_always):
    """The worker here ends at the document "fatal.pdf": whenever it comes, or the first time only."""
    stub = tmp_path / "stub"
    stub.write_text(
        f"""#!{sys.executable}
import json, os, subprocess, sys
real = subprocess.Popen([{str(fuhe.program())!r}, *sys.argv[1:]], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
print(real.stdout.readline().decode(), end="", flush=True)
while line := sys.stdin.buffer.readline():
    request = json.loads(line)
    content = sys.stdin.buffer.read(request["bytes"])
    mark = {str(tmp_path / "ended")!r}
    if request["file"] == "fatal.pdf" and ({ends_always} or not os.path.exists(mark)):
        open(mark, "w").close()
        sys.exit(7)
    real.stdin.write(line + content)
    real.stdin.flush()
    answer = real.stdout.readline()
    print(answer.decode(), end="", flush=True)
"""
    )
    stub.chmod(0o755)
    expected = rows(job(), ("", "fatal.pdf", (planted / "grade.pdf").read_bytes()))
    monkeypatch.setenv("FUHE_PROGRAM", str(stub))
    content = (planted / "grade.pdf").read_bytes()
    made = rows(job(unknown_words=False), ("", "fatal.pdf", content), ("", "next.pdf", content))
    of_fatal = [row for row in made if row[1] == "fatal.pdf"]
    if ends_always:
        ((_, _, _, cells),) = of_fatal
        assert cells[:6] == ["fatal.pdf", "", "", "", "0", "damaged"] and "status 7" in cells[6]
    else:
        assert of_fatal == expected, "an accident, and no fault of the document"
    assert any(row[0] == "findings" for row in made if row[1] == "next.pdf")

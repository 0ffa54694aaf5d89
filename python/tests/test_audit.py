import json
import subprocess
from decimal import Decimal

import pytest

import fuhe


def test_a_document_is_what_the_program_writes_of_it(run, planted):
    lines = (run.folder / "forms.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    for name in ("fixtures/layouts/three-forms.pdf", "fixtures/planted/fund-sum.pdf"):
        document = fuhe.audit(name, lang="en")
        assert [form.to_dict() for form in document.forms] == [record for record in records if record["file"] == name]
        files = {row["file"]: row for row in run.files.to_arrow().to_pylist()}
        row = {**files[name], "forms": [form.to_dict() for form in document.forms]}
        assert document.to_dict() == row


def test_every_planted_error_is_found_where_it_was_planted(planted):
    document = fuhe.audit(planted / "fund-sum.pdf", lang="en")
    (form,) = document.forms
    (finding,) = [finding for finding in document.findings if finding.rule == "fund-sum"]
    assert (finding.field, finding.stated, finding.expected) == ("funds[0].budget", "2373.51", "2412.67")
    value = form.values[finding.field]
    assert (value.text, value.page) == (finding.stated, finding.page)
    x0, y0, x1, y1 = value.box
    assert x0 < x1 and y0 < y1
    assert finding.confirmed in ("yes", "text-only"), "the program of the wheel read it a second time"


def test_figures_as_printed_are_strings_and_recomputed_ones_decimals(planted):
    fund = fuhe.audit(planted / "grade.pdf").forms[0].funds[0]
    assert (fund.rate, fund.rate_recomputed) == ("96.3%", Decimal("96.2731"))


def test_bytes_and_paths_give_the_same(planted):
    path = planted / "grade.pdf"
    by_path, by_bytes = fuhe.audit(path), fuhe.audit(path.read_bytes(), name=str(path))
    assert by_path.to_dict() == by_bytes.to_dict()
    assert fuhe.audit(memoryview(path.read_bytes())).file == "document.pdf"


def test_texts_are_in_the_language_that_is_asked_for(planted):
    said = {lang: fuhe.audit(planted / "grade.pdf", lang=lang).findings[0].explanation for lang in ("zh", "en")}
    assert said["zh"].startswith("总分 89") and said["en"].startswith("a total of 89"), said
    assert fuhe.audit(planted / "grade.pdf").findings[0].explanation == said["zh"]


def test_settings_reach_the_rules(planted):
    rules = {"off": ["grade"]}
    assert fuhe.audit(planted / "grade.pdf", rules=rules).findings == []
    mild = fuhe.audit(planted / "grade.pdf", rules={"severity": {"grade": "notice"}})
    assert [finding.severity for finding in mild.findings] == ["notice"]
    assert fuhe.audit(planted / "fund-sum.pdf", rules={"tolerance": Decimal("50.00")}).findings == []


@pytest.mark.parametrize(
    "settings",
    [{"confrm": "all"}, {"confirm": "some"}, {"rules": {"off": ["grad"]}}, {"limits": {"seconds": "long"}}, {"lang": "fr"}],
)
def test_a_setting_that_there_is_not_is_said_to_be_none(planted, settings):
    with pytest.raises(fuhe.SettingsError):
        fuhe.audit(planted / "grade.pdf", **settings)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("password", fuhe.Encrypted),
        ("scan", fuhe.ImageOnly),
        ("empty", fuhe.Damaged),
        ("private-use", fuhe.NoTextMapping),
        ("not-there", fuhe.Unreadable),
    ],
)
def test_where_there_is_nothing_to_give_the_error_carries_status_and_what_to_do(name, kind):
    path = f"fixtures/unreadable/{name}.pdf"
    with pytest.raises(kind) as raised:
        fuhe.audit(path, lang="en")
    assert (raised.value.file, raised.value.status) == (path, kind.status)
    assert raised.value.detail
    assert isinstance(raised.value, fuhe.NotRead) and str(raised.value).startswith(path)


def test_an_encrypted_document_opens_with_one_of_its_passwords():
    assert fuhe.audit("fixtures/unreadable/password.pdf", passwords=["wrong", "geheim"]).status == "ok"


def test_what_could_be_read_of_a_damaged_document_is_given_and_said_to_be_damaged():
    document = fuhe.audit("fixtures/unreadable/truncated.pdf", lang="en")
    assert document.status == "damaged" and document.detail and document.forms


def test_a_finding_shows_itself_on_its_page(planted):
    (finding,) = fuhe.audit(planted / "grade.pdf", lang="en").findings
    shown = finding._repr_html_()
    assert "data:image/png;base64," in shown and "a total of 89" in shown and "position:absolute" in shown


def test_the_command_line_is_that_of_the_program():
    import sys

    said = subprocess.run([sys.executable, "-m", "fuhe", "--version"], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == f"fuhe {fuhe.__version__}"
    assert subprocess.run([sys.executable, "-m", "fuhe", "no-such-command"], capture_output=True).returncode == 2

import json
import subprocess

import pytest

import fuhe


def test_tables_are_those_of_the_program(planted):
    for path in ("fixtures/layouts/many-pages.pdf", "fixtures/other/notice.pdf", str(planted / "grade.pdf")):
        for pages in (None, "1"):
            command = [fuhe.program(), "tables", path, "--format", "json"] + (["--pages", pages] if pages else [])
            printed = subprocess.run(command, capture_output=True, check=True)
            assert [table.to_dict() for table in fuhe.tables(path, pages)] == json.loads(printed.stdout)


def test_a_merged_cell_stands_once_or_everywhere(planted):
    (table,) = fuhe.tables(planted / "grade.pdf")
    rows, filled = table.rows, table.filled_rows()
    assert table.shape == (len(rows), len(rows[0]))
    assert rows[0][:3] == ["项目名称", rows[0][1], None]
    assert filled[0][1] == filled[0][2] == rows[0][1]


def test_data_frames_have_the_texts_of_the_table(planted):
    (table,) = fuhe.tables(planted / "grade.pdf")
    assert table.to_pandas().shape == table.to_polars().shape == table.shape
    named = table.to_pandas(header=2, fill=True)
    assert list(named.columns[2:5]) == ["年初预算数", "全年预算数", "全年执行数"]
    assert list(named.iloc[0, 2:5]) == ["2488.7040", "2488.7040", "2395.9525"]
    assert len(set(table.to_polars(header=2, fill=True).columns)) == table.shape[1], "polars wants names that differ"


def test_pages_are_numbers_or_ranges():
    path = "fixtures/layouts/three-forms.pdf"

    def on(pages):
        return [table.pages for table in fuhe.tables(path, pages)]

    assert on("1-2") == on([1, 2]) == on([2, 1]) == on("2,1")
    assert on("2-") == on(range(2, 1 + max(page for table in fuhe.tables(path) for page in table.pages)))
    for wrong in ("0", "2-1", "x", [0]):
        with pytest.raises(ValueError):
            fuhe.tables(path, wrong)
    with pytest.raises(IndexError, match="no page 999"):
        fuhe.tables(path, [999])


def test_a_document_that_cannot_be_read_is_an_error_and_one_that_is_read_in_part_a_warning():
    with pytest.raises(fuhe.Encrypted):
        fuhe.tables("fixtures/unreadable/password.pdf")
    with pytest.warns(fuhe.NotReadWhole, match="damaged"):
        assert fuhe.tables("fixtures/unreadable/truncated.pdf")

from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def test_the_notebook_runs_and_shows_a_page_with_its_box():
    notebook = nbformat.read(EXAMPLES / "findings.ipynb", as_version=4)
    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(EXAMPLES)}}).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    shown = [output.data.get("text/html", "") for output in outputs if "data" in output]
    assert any("fuhe-finding" in html and "data:image/" in html and "position:absolute" in html for html in shown)
    assert any("<th>stated</th>" in html for html in shown), "the findings as a table"

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True, scope="session")
def _at_the_root():
    """Names of documents are paths as given: all tests give them from the folder that holds `fixtures`."""
    os.chdir(ROOT)


@pytest.fixture(scope="session")
def planted():
    """Forms with one figure that was made wrong, each under the name of the rule that finds it."""
    return Path("fixtures/planted")


@pytest.fixture(scope="session")
def run(_at_the_root):
    """All fixtures, checked once."""
    import fuhe

    return fuhe.check("fixtures", lang="en")

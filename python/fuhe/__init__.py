"""fuhe (复核) re-checks archived 财政项目支出绩效自评表: it reads the forms from PDFs, recomputes what they state, and says where a figure does not
follow from the others.

- `audit`: one document, as typed objects.
- `check`: many documents, as tables in memory and in a folder.
- `tables`: every table of any PDF.
- `fuhe.spark`: many more documents, on a cluster.

Lengths are in points (1/72 inch) from the top left of the page as it is shown; pages are counted from 1, rows and columns from 0. Figures stand
as printed, as strings; recomputed ones are decimals.
"""

from importlib.metadata import version as _version

from ._document import Attachment, Document, audit
from ._errors import (
    Damaged,
    Encrypted,
    Error,
    ImageOnly,
    NoTextMapping,
    NotRead,
    NotReadWhole,
    Partial,
    RunError,
    SettingsError,
    Timeout,
    TooLarge,
    Unreadable,
)
from ._program import program
from ._records import Finding, Form, Fund, Indicator, NotJudged, Value, Warning
from ._run import ArrowTable, Run, check
from ._settings import Limits, RuleSettings, Settings
from ._tables import Cell, Table, tables

__version__ = _version("fuhe")

__all__ = [
    "ArrowTable",
    "Attachment",
    "Cell",
    "Damaged",
    "Document",
    "Encrypted",
    "Error",
    "Finding",
    "Form",
    "Fund",
    "ImageOnly",
    "Indicator",
    "Limits",
    "NoTextMapping",
    "NotJudged",
    "NotRead",
    "NotReadWhole",
    "Partial",
    "RuleSettings",
    "Run",
    "RunError",
    "Settings",
    "SettingsError",
    "Table",
    "Timeout",
    "TooLarge",
    "Unreadable",
    "Value",
    "Warning",
    "audit",
    "check",
    "program",
    "tables",
]

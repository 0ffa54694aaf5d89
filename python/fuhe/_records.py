"""What a document holds, as typed objects: the records of forms.jsonl, field by field."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing_extensions import Self

    from ._document import Document

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in points (1/72 inch) from the top left of the page as it is shown."""


@cache
def _names(kind: Any) -> frozenset[str]:
    return frozenset(known.name for known in fields(kind))


def decimal(text: str | None) -> Decimal | None:
    """A recomputed figure; None where there was nothing to compute it from."""
    return Decimal(text) if text else None


@dataclass(frozen=True, repr=False)
class Record:
    """What all of them have."""

    _record: Mapping[str, Any] = dataclasses.field(kw_only=True, compare=False)

    @classmethod
    def _of(cls, record: Mapping[str, Any], **made: Any) -> Self:
        kind: Any = cls  # Types are hashable, whatever the checker makes of this one.
        names = _names(kind)
        plain = {name: value for name, value in record.items() if name in names}
        return cls(**{**plain, **made}, _record=record)

    def to_dict(self) -> dict[str, Any]:
        """The record as forms.jsonl has it: text, whole numbers and lists, fit for JSON."""
        return copy.deepcopy(dict(self._record))

    def __repr__(self) -> str:
        shown = (known.name for known in fields(self) if known.repr and not known.name.startswith("_"))
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"


@dataclass(frozen=True, repr=False)
class Value(Record):
    """A value of the form, and where it stands. A blank cell has a place too; a cell that is not on the form has none, and no value."""

    text: str
    """As printed."""
    page: int
    """From 1."""
    box: Box
    """In points."""


@dataclass(frozen=True, repr=False)
class Warning(Record):
    """A value, or a part of the form, that may have been misread or lost."""

    field: str
    """Such as ``"funds[0].rate"``; a part, such as ``"indicators"``; or ``""`` for the whole form."""
    kind: str
    message: str
    page: int


@dataclass(frozen=True, repr=False)
class NotJudged(Record):
    """A rule that kept silent on a field, and why."""

    rule: str
    field: str
    reason: str


@dataclass(frozen=True, repr=False)
class Fund(Record):
    """A row of the funds: figures as printed are strings, recomputed ones decimals."""

    row: int
    """From 0."""
    item: str
    initial: str
    budget: str
    executed: str
    weight: str
    rate: str
    score: str
    rate_recomputed: Decimal | None
    """In percent, to 4 decimals."""
    score_recomputed: Decimal | None


@dataclass(frozen=True, repr=False)
class Indicator(Record):
    """A row of the indicators, as printed."""

    row: int
    """From 0."""
    level1: str
    level2: str
    level3: str
    target: str
    actual: str
    weight: str
    score: str
    deviation: str


@dataclass(frozen=True, repr=False)
class Finding(Record):
    """A figure, or a blank, that does not agree with the rest of its form. In a notebook it shows itself on its page."""

    page: int | None
    """From 1; None where nothing of it is printed."""
    rule: str
    severity: str
    """``"error"``, ``"warning"`` or ``"notice"``."""
    field: str
    """Such as ``"funds[0].rate"``."""
    stated: str
    """As printed."""
    expected: str
    """What would be right."""
    explanation: str
    """The recomputation, in words that can be checked by hand."""
    confirmed: str
    """``"yes"``, ``"text-only"``, ``"no"``, ``"unavailable"``, or ``""`` where no second reader was asked."""
    box: Box | None
    """Where the stated value stands, in points."""
    group: int | None = None
    """The number, in its form, of the finding that is the likely cause of this one."""
    uses: list[str] = dataclasses.field(default_factory=list, repr=False)
    """The fields that it rests on."""
    _document: Document | None = dataclasses.field(default=None, repr=False, compare=False)

    @classmethod
    def _of(cls, record: Mapping[str, Any], **made: Any) -> Self:
        edges = [record.get(edge) for edge in ("x0", "y0", "x1", "y1")]
        return super()._of(record, box=None if None in edges else tuple(edges), **made)

    def _repr_html_(self) -> str:
        from ._picture import finding_to_html

        return finding_to_html(self, self._document)


@dataclass(frozen=True, repr=False)
class Form(Record):
    """One form of a document: the columns of forms.csv, its rows, its findings, and the place of every value."""

    file: str
    form_no: int
    """From 1."""
    first_page: int
    last_page: int
    title: str
    year: str
    amount_unit: str
    project_name: str
    department: str
    unit: str
    expected_goal: str = dataclasses.field(repr=False)
    actual_result: str = dataclasses.field(repr=False)
    total_weight: str
    total_score: str
    total_score_recomputed: Decimal | None
    """The sum of the stated scores."""
    grade: str
    grade_recomputed: str
    """The grade of the stated total."""
    rounding: str
    """The rounding that explains all stated rates and scores: ``"exact"``, ``"half-up"`` ..."""
    confirmed: str
    errors: int
    """How many findings of that severity."""
    notices: int
    layout: str
    """``"form"``, or ``"listing"`` for a project in a row of a summary table."""
    funds: list[Fund] = dataclasses.field(repr=False)
    indicators: list[Indicator] = dataclasses.field(repr=False)
    findings: list[Finding] = dataclasses.field(repr=False)
    values: dict[str, Value] = dataclasses.field(repr=False)
    """By field: ``form.values["funds[0].rate"].box``."""
    warnings: list[Warning] = dataclasses.field(repr=False)
    """What may have been misread or lost. A value with such a warning is to be looked at before it is used."""
    not_judged: list[NotJudged] = dataclasses.field(repr=False)

    @classmethod
    def of(cls, record: Mapping[str, Any], document: Document | None = None) -> Self:
        """A line of forms.jsonl."""

        def fund(row: Mapping[str, Any]) -> Fund:
            recomputed = {name: decimal(row[name]) for name in ("rate_recomputed", "score_recomputed")}
            return Fund._of(row, **recomputed)

        return cls._of(
            record,
            total_score_recomputed=decimal(record["total_score_recomputed"]),
            funds=[fund(row) for row in record["funds"]],
            indicators=[Indicator._of(row) for row in record["indicators"]],
            findings=[Finding._of(row, _document=document) for row in record["findings"]],
            values={name: Value._of(value, box=tuple(value["box"])) for name, value in record["values"].items()},
            warnings=[Warning._of(row) for row in record["warnings"]],
            not_judged=[NotJudged._of(row) for row in record["not_judged"]],
        )

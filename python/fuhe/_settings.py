"""Keyword arguments -> the settings of the library."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, TypedDict

from ._errors import SettingsError
from ._program import program

Language = Literal["zh", "en"]


class RuleSettings(TypedDict, total=False):
    """Which rules are checked, and how strictly; ``fuhe rules`` lists them."""

    off: list[str]
    """Rules that are not checked."""
    tolerance: str | int | Decimal
    """A figure no farther than this from what would be right is not flagged; in the unit of the figure."""
    severity: dict[str, Literal["error", "warning", "notice"]]
    """Severities other than the rules' own."""


class Limits(TypedDict, total=False):
    """What one document may cost."""

    bytes: int
    """Largest file, in bytes."""
    pages: int
    """Most pages."""
    seconds: int
    """Longest time for one file, in seconds, in runs."""
    memory_bytes: int
    """Most memory of a process that reads documents, in bytes, in runs."""
    glyphs_per_page: int
    strokes_per_page: int
    nesting: int
    content_bytes: int
    """Longest content of a page, in bytes."""
    second_reader_seconds: int
    """Longest time of the second reader for a page, in seconds."""
    archive: dict[str, int]


class Settings(TypedDict, total=False):
    """The settings of one document: the names are those of ``fuhe config --print``, with ``_`` for ``-``."""

    confirm: Literal["flagged", "all", "none"]
    """What a second reader is asked to confirm: figures behind errors and warnings (the default), all, or none."""
    witness: Literal["picture", "text"]
    """Whether the page as painted bears witness, or the second reader of the text alone."""
    rules: RuleSettings
    limits: Limits
    parameters: list[dict[str, Any]]
    """What the measures in force prescribe, by the year since which they hold."""
    words: dict[str, dict[str, list[str]]]
    """Words that are added to the vocabulary of labels: part, label, words."""
    unknown_words: bool
    password: str
    passwords: list[str]
    """Each is tried where a document needs one."""
    lang: Language
    """The language of what fuhe itself says, as in the program: ``"zh"`` where nothing else is asked for."""


def asked(settings: Mapping[str, Any]) -> dict[str, Any]:
    """What the native module takes.

    Raises:
        SettingsError: the language is none of the two, or a value cannot be written down.
    """
    rest = dict(settings)
    passwords = [*rest.pop("passwords", [])]
    if (one := rest.pop("password", None)) is not None:
        passwords.insert(0, one)
    language = rest.pop("lang", "zh")
    if language not in ("zh", "en"):
        raise SettingsError(f"lang is 'zh' or 'en', and not {language!r}")
    return {
        "settings": settings_to_json(rest),
        "passwords": passwords,
        "program": program(),
        "chinese": language == "zh",
    }


def settings_to_json(settings: Mapping[str, Any]) -> str:
    """Settings as the library and the program read them."""
    try:
        return json.dumps(_written(settings), ensure_ascii=False)
    except TypeError as error:
        raise SettingsError(str(error)) from error


def _written(value: Any, within: str = "") -> Any:
    if isinstance(value, Mapping) and within in ("severity", "words"):
        return {name: value[name] for name in value}  # What they hold is named by users.
    if isinstance(value, Mapping):
        return {name.replace("_", "-"): _written(item, name) for name, item in value.items()}
    if within == "parameters":
        return [_written(item) for item in value]
    if within == "tolerance":
        return str(value)  # A decimal: no digit of it gets lost.
    if isinstance(value, Path):
        return str(value)
    return value

"""A finding on its page, for notebooks."""

from __future__ import annotations

import base64
import html
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._document import Document
    from ._records import Finding

#: The colour of the box, by severity.
_COLORS = {"error": "#c62828", "warning": "#e68a00", "notice": "#1565c0"}

#: Room around the box, in points: the lines of the cell itself stay visible.
_MARGIN = 2

_MEDIA = {"png": "image/png", "svg": "image/svg+xml"}


def finding_to_html(finding: Finding, document: Document | None) -> str:
    """What was found, in words, above its page with a box around the stated value."""
    said = [finding.rule, finding.severity, finding.field, f"{finding.stated or '∅'} → {finding.expected}"]
    words = "<br>".join((" · ".join(map(html.escape, said)), html.escape(finding.explanation)))
    return f'<div class="fuhe-finding"><p>{words}</p>{_page_to_html(finding, document)}</div>'


def _page_to_html(finding: Finding, document: Document | None) -> str:
    if document is None or finding.page is None or finding.box is None:
        return ""
    picture = document.page_picture(finding.page)
    if picture is None:
        return ""
    kind, data, width, height = picture
    x0, y0, x1, y1 = finding.box
    left, top = 100 * (x0 - _MARGIN) / width, 100 * (y0 - _MARGIN) / height
    across, down = 100 * (x1 - x0 + 2 * _MARGIN) / width, 100 * (y1 - y0 + 2 * _MARGIN) / height
    color = _COLORS.get(finding.severity, _COLORS["notice"])
    place = f"left:{left:.3f}%;top:{top:.3f}%;width:{across:.3f}%;height:{down:.3f}%"
    page = base64.b64encode(data).decode("ascii")
    return (
        f'<div style="position:relative;width:{width}px;max-width:100%">'
        f'<img style="width:100%" alt="{html.escape(document.file)}, {finding.page}" src="data:{_MEDIA[kind]};base64,{page}">'
        f'<div style="position:absolute;box-sizing:border-box;border:2px solid {color};{place}"></div></div>'
    )

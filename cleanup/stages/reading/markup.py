"""Whether a text is no text yet: a page in HTML, or data in JSON, which somebody has to extract the text from first."""

from __future__ import annotations

import re

from cleanup.text.lazy import Lazy

_TAG = Lazy(
    r"</?(?:html|head|body|title|meta|link|script|style|div|span|p|a|br|hr|img|ul|ol|li|table|tbody|thead|tr|td|th|h[1-6]|b|i|em|"
    r"strong|blockquote|section|article|aside|nav|header|footer|main|form|input|button|figure|figcaption|iframe|font|center)"
    r"(?:[\s/][^<>]*)?>",
    re.IGNORECASE,
)
_PAGE = Lazy(r"\s*+(?>(?:<\?xml[^>]*+>|(?><!--.*?-->))\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_SAMPLE = 200_000
"""Code points in which tags are counted."""

_JSON = Lazy(r'\s*+(?>\[\s*+)?+\{\s*+"(?>[^"\\\n]|\\.)*+"\s*+:')


def is_html(text: str, *, fragments: bool = True) -> bool:
    """Whether `text` is a page that nobody extracted the text from. Prose that mentions a tag is not.

    With `fragments`, text that consists of tags to a good part counts too, or that begins and ends with one; Markdown may hold
    so much and should be asked about the page's frame (doctype, html, head, body at the start) only.
    """
    if "<" not in text[:_SAMPLE]:
        return False
    sample = text[:_SAMPLE]
    tags, marked = 0, 0
    for tag in _TAG.finditer(sample):
        tags += 1
        marked += tag.end() - tag.start()
    if tags >= 3 and _PAGE.match(text[:4096]):
        return True
    if not fragments or tags < 4:
        return False
    trimmed = sample.strip()
    framed = _TAG.match(trimmed) is not None and trimmed.endswith(">") and len(text) <= _SAMPLE
    return framed or (tags >= 10 and marked * 10 >= len(trimmed))


def is_json(text: str) -> bool:
    """Whether `text` is data: one JSON object, an array of them, or an object a line. An article below the data of its page is
    none, and neither is one that shows some."""
    if not _JSON.match(text):
        return False
    if all(_JSON.match(line) for line in text.split("\n") if line and not line.isspace()):
        return True
    import json

    try:
        json.loads(text, parse_int=float)
    except (ValueError, RecursionError):
        return False
    return True

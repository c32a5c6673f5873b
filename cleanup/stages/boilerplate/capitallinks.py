"""Links to other articles that are nothing but a headline in capitals between two paragraphs.

Headings of an article may be set so as well. But where the page sets a link in capitals that rules name ("CLICK HERE TO GET OUR
APP"), a whole headline in capitals is a link of the same kind.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from cleanup.rules.company import is_paragraph
from cleanup.rules.hit import LONGEST, Hit
from cleanup.rules.rule import Rule
from cleanup.text.document import Document
from cleanup.text.lazy import Lazy

CODE = "BP545"

_FEWEST_WORDS = 6
"""Words of a headline; headings of parts are shorter."""

_FEWEST_SIGNS = 40
"""Code points of a headline; the shortest of 31 that were read had 48."""

_QUOTED = Lazy(r"[\"“”„«‘'].*[\"“”»’']")

_CALL = Lazy(r"\b(?:CLICK|TAP)(?:ING)?\b")


def capital_links(document: Document, hits: Collection[Hit], rules: Mapping[str, Rule]) -> Iterator[Hit]:
    """The headlines in capitals, as hits of the rule if it may act. `hits` are lines that others name."""
    rule = rules.get(CODE)
    if not rule or not any(_is_call(document.line(hit.line)) for hit in hits):
        return
    named = {hit.line for hit in hits}
    lines = [line for line in document.filled if line not in named]
    texts = [document.line(line).strip() for line in lines]
    for place in range(1, len(lines) - 1):
        if _is_headline(texts[place]) and _is_above(texts[place - 1]) and _goes_on(texts, place + 1):
            yield Hit(lines[place], rule, CODE)


def _is_call(text: str) -> bool:
    return text.isupper() and _CALL.search(text) is not None


def _is_headline(text: str) -> bool:
    return (
        _FEWEST_SIGNS <= len(text) <= LONGEST
        and text.isupper()
        and not text.endswith(".")
        and len(text.split()) >= _FEWEST_WORDS
        and not _QUOTED.fullmatch(text)
    )


def _is_above(text: str) -> bool:
    """Whether it is a paragraph that does not announce what stands below it: a telegram, the front page of a newspaper."""
    return is_paragraph(text) and not text.endswith(":")


def _goes_on(texts: Sequence[str], place: int) -> bool:
    """Whether a paragraph stands there, or behind other headlines in capitals."""
    while place < len(texts) and _is_headline(texts[place]):
        place += 1
    return place < len(texts) and is_paragraph(texts[place])

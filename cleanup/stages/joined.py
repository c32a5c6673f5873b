"""A text that runs together on one line: the ends of its sentences are all that is left to tell its parts by."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from cleanup.stages.shape import JOINED
from cleanup.text.document import Document
from cleanup.text.edit import Span

_ABBREVIATIONS = (
    "Rep Sen Gov Dr Mr Mrs Ms St Lt Gen Col Sgt Capt Prof Rev Hon No vs Jan Feb Mar Apr Aug Sept Oct Nov Dec Nr Hr bzw".split()
)

SENTENCE = re.compile(
    r"(?<=[.!?…])"
    + "".join(rf"(?<!\b{word}\.)" for word in ("[A-Z]", *_ABBREVIATIONS))
    + r"[\"”’»)]*\s+(?=[\"“‘«„(¿¡]*[^\W\d_a-zß-öø-ÿ])"
)
"""What stands between two sentences; the last character of it is white space. Behind an initial or an abbreviation no sentence
ends, for all that is known: half a caption is worse than all of it or nothing."""

_MOST = 0.5
"""Share of a text that stands in lines of several paragraphs where its line ends are lost."""

_FEW, _ALONE = 2, 500
"""Lines, and code points of one of them, that may be a short article without its line ends."""


_LARGEST = 1_000_000
"""Code points of the longest text that is an article: sentences of more would cost twenty times their size in memory."""


def is_joined(document: Document) -> bool:
    """Whether most of the text stands in lines too long for paragraphs."""
    if len(document.text) > _LARGEST:
        return False
    long = _ALONE if len(document.filled) <= _FEW else JOINED
    return 0 < _MOST * len(document.text) <= sum(len(line) for line in document.texts if len(line) >= long)


def ends(document: Document, line: Span) -> Iterable[int]:
    """Of a line the places of the white space behind its sentences."""
    return (match.end() - 1 for match in SENTENCE.finditer(document.text, line.start, line.end))


def in_sentences(document: Document, places: Callable[[Document, Span], Iterable[int]] = ends) -> Document:
    """The document with a line end at `places` of its lines, those behind their sentences.

    For judging only: the text is as long as before, and every offset means the same place in both.
    """
    text = document.text
    pieces: list[str] = []
    done = 0
    for line in document.lines:
        for place in sorted(set(places(document, line))):
            pieces += (text[done:place], "\n")
            done = place + 1
    return document.with_text("".join((*pieces, text[done:])))

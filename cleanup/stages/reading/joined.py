"""A text that runs together on one line: the ends of its sentences are all that is left to tell its parts by."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from cleanup.stages.reading.shape import JOINED
from cleanup.text.document import Document
from cleanup.text.language import SMALL
from cleanup.text.lazy import Lazy

_ABBREVIATIONS = (
    "[A-Z]",
    "Dr|Mr|Ms|St|Lt|No|vs|Nr|Hr",
    "Rep|Sen|Gov|Mrs|Gen|Col|Sgt|Rev|Hon|Jan|Feb|Mar|Apr|Aug|Oct|Nov|Dec|bzw",
    "Capt|Prof|Sept",
)
"""By their length, as what `re` looks back at must have one."""

# The mark is read and not only looked back at, so that `re` skips to the next one in its fastest loop.
_END = Lazy(
    r"[.!?…](?=[\"”’»)]*\s)"
    + "".join(rf"(?<!\b(?:{words})\.)" for words in _ABBREVIATIONS)
    + rf"([\"”’»)]*\s+)(?=[\"“‘«„(¿¡]*[^\W\d_{SMALL}])"
)

_JOINED_SHARE = 0.5
"""Share of a text in lines too long for paragraphs from which on its line ends count as lost."""

_FEW_LINES, _LONG_FOR_FEW = 2, 500
"""Lines, and code points of one of them, that may be a short article without its line ends."""


_LARGEST_ARTICLE = 1_000_000
"""Code points of the longest text that is an article: sentences of more would cost twenty times their size in memory."""


def is_joined(document: Document) -> bool:
    """Whether most of the text stands in lines too long for paragraphs."""
    return document.once(_is_joined)


def _is_joined(document: Document) -> bool:
    if len(document.text) > _LARGEST_ARTICLE:
        return False
    long = _LONG_FOR_FEW if len(document.filled) <= _FEW_LINES else JOINED
    return 0 < _JOINED_SHARE * len(document.text) <= sum([size for size in map(len, document.texts) if size >= long])


def sentence_breaks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Start and end of what stands between two sentences of `text[start:end]`; the last character of it is white space.

    No sentence is taken to end behind an initial or an abbreviation: half a caption is worse than all of it or nothing.
    """
    return (match.span(1) for match in _END.finditer(text, start, end))


def first_sentence(text: str) -> str | None:
    """The first sentence of a text, without the white space behind it; None if there is no second one."""
    match = _END.search(text)
    return text[: match.start(1)] if match else None


def sentence_starts(document: Document) -> list[list[int]]:
    """For each line where its sentences begin, except for the first; call it as `document.once(sentence_starts)`."""
    text = document.text
    return [[start for _, start in sentence_breaks(text, line.start, line.end)] for line in document.lines]


def in_sentences(document: Document, more: Iterable[int] = (), whole: Container[int] = ()) -> Document:
    """The document with a line end in place of the white space before each sentence, and of that at `more` code points; lines
    that are `whole` stay so.

    For judging only: the text is as long as before, and every offset means the same place in both.
    """
    text = document.text
    pieces: list[str] = []
    done = 0
    cut = (starts for line, starts in enumerate(document.once(sentence_starts)) if line not in whole)
    for place in sorted({start - 1 for starts in cut for start in starts}.union(more)):
        pieces += (text[done:place], "\n")
        done = place + 1
    return document.with_text("".join((*pieces, text[done:])))

"""What is counted over many pages: lines, and the sentences of a line in which a whole text runs together."""

from __future__ import annotations

from collections.abc import Iterator

from cleanup.text.language import SMALL
from cleanup.text.lazy import Lazy

JOINED = 1_500
"""Characters of a line that is cut into sentences: 1 of 100 lines of extracted articles is longer, and so is the line of a text
that lost its line ends."""

_SENTENCE = Lazy(rf"[.!?…][\"”’»)]*(\s+)(?=[\"“‘«„(¿¡©-]*\s?[^\W_{SMALL}])|[。！？](?=\S)()")


def units(text: str) -> list[str]:
    """The lines of `text` that hold more than white space, stripped, in order; sentences where a line is longer than JOINED."""
    lines = [stripped for line in text.split("\n") if (stripped := line.strip())]
    if len(text) <= JOINED or max(map(len, lines), default=0) <= JOINED:
        return lines
    found: list[str] = []
    for line in lines:
        if len(line) > JOINED:
            found += [line[start:end] for start, end in sentences(line)]
        else:
            found.append(line)
    return found


def sentences(line: str) -> Iterator[tuple[int, int]]:
    """First code point and end of each sentence of `line`, without the white space between them."""
    start = len(line) - len(line.lstrip())
    for match in _SENTENCE.finditer(line):
        end = match.start(1) if match.group(1) else match.end()
        yield start, end
        start = match.end()
    end = len(line.rstrip())
    if start < end:
        yield start, end

"""Whether a line is a paragraph of prose: what tells a body from the labels, lists and headlines around it."""

from __future__ import annotations

from cleanup.text.language import UNSPACED
from cleanup.text.lazy import Lazy

_CLOSED = Lazy(r"[.!?…։؟।।॥。！？][\"'”’»«“)\]）」』]*\s*(?:\[\d+\]\s*)*$")
_OPENED = Lazy(r"[\s\"'“”‘’«»„‚(\[（「『¿¡—–-]*")
_INNER = Lazy(r"[.!?][\"”’»)]*\s+[\"“‘«„(¿¡]*[^\W\d_]")


def is_prose(line: str) -> bool:
    """Whether a line of at least 80 characters and 12 words (half of it in scripts without spaces) holds a closed sentence."""
    if len(line) < 40:
        return False
    start = line[:400]
    if len(line) >= 80 and len(start.split(maxsplit=12)) > 12:
        return bool(_CLOSED.search(line[-40:]) or _INNER.search(start, 30))
    return len(UNSPACED.findall(start)) >= 30 and bool(_CLOSED.search(line[-40:]) or "。" in start)


def is_sentence(line: str) -> bool:
    """Whether a line begins like a sentence and ends like one, so that it is a whole paragraph and no part of a wrapped one."""
    first = line[_OPENED.match(line).end() :][:1]  # type: ignore[union-attr]  # the pattern matches the empty string
    return first != "" and not first.islower() and bool(_CLOSED.search(line[-40:]))

"""A very long line without most of what is clean in it: ftfy comes to the same result in a fraction of the time.

ftfy judges a line of up to a million characters as a whole, several times over. But it can re-decode the whole only if all of
it could be mojibake; one "é" between plain letters rules that out in each of its encodings, and then all its steps are local.
So stretches far from anything suspicious can be left out, if what they say about the whole is kept.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from cleanup.text.edit import Span
from cleanup.text.lazy import Lazy
from cleanup.text.namedtuple import NamedTuple

LONG = 10_000
"""Code points of a segment from which on it is worth the effort."""

_PLAIN = Lazy(r"[0-9A-Za-z.,]+(?: [0-9A-Za-z.,]+)*")
_WALL = 8
"""So many plain characters on both sides of a space part what stands around them: no entity reaches across the space, and no
step looks further than 7 characters."""

_WITNESS = Lazy(r"[A-Za-z]{2}[^\x00-\x9f\ufffd][A-Za-z]")


_MARK = "hereastretchwasleftout "


class Condensed(NamedTuple):
    """What was kept of a text: `spans` of it, put together in `text`. An empty span stands for what is no stretch of it."""

    text: str
    spans: list[Span]

    def parts(self, fixed: str) -> list[tuple[Span, str]] | None:
        """Each span with what became of it, when `text` became `fixed`; None if that cannot be told."""
        parts = fixed.split(_MARK)
        if len(parts) != len(self.spans):
            return None
        return [(span, part) for span, part in zip(self.spans, parts, strict=True) if len(span)]


def condense(text: str, suspect: re.Pattern[str]) -> Condensed | None:
    """`text` around what `suspect` finds (all that a step could change).

    None when terminal escapes stand in it, which may be of any length; when most would be kept; and when what would be
    left out has non-ASCII characters, but none that proves that the whole cannot be re-decoded.
    """
    if "\x1b" in text or _MARK in text:
        return None
    plain = (text.rfind(" ", start + _WALL, end - _WALL) + 1 for start, end in map(re.Match.span, _PLAIN.finditer(text)))
    kept = _around((hit.start() for hit in suspect.finditer(text)), [0, *filter(None, plain), len(text)])
    if sum(map(len, kept)) > len(text) // 2:
        return None
    gaps = zip([0, *(span.end for span in kept)], [*(span.start for span in kept), len(text)], strict=True)
    rest = [text[start:end] for start, end in gaps]
    others = sorted({sign for part in rest if not part.isascii() for sign in set(part) if sign > "\x7f"})
    if others and not any(map(_WITNESS.search, rest)):
        return None
    # The characters that were left out decide which encodings fit: each once, between plain letters, where a gap is.
    parts, gap = [span.of(text) for span in kept], 1 if kept and not kept[0].start else 0
    parts.insert(gap, "".join(f"aa{sign}a " for sign in others))
    kept.insert(gap, Span(0, 0))
    return Condensed(_MARK.join(parts), kept)


def _around(hits: Iterable[int], cuts: list[int]) -> list[Span]:
    """The stretches between two cuts that hold a hit; neighbours as one."""
    spans: list[Span] = []
    for hit in hits:
        if spans and hit < spans[-1].end:
            continue
        index = min(bisect_right(cuts, hit), len(cuts) - 1)
        start, end = cuts[index - 1], cuts[index]
        if spans and spans[-1].end == start:
            start = spans.pop().start
        spans.append(Span(start, end))
    return spans

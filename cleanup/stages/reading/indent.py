"""Paragraphs told by the indent of their first line alone, as typewriters, wire services and books set them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cleanup.text.blocks import consecutive
from cleanup.text.lazy import Lazy

ITEM = Lazy(r"\s*(?:[-+*•#>|]|\d{1,3}[.)]\s|\[\d+\]:)")
"""What begins a new item or block wherever the line before it ends."""

_INDENT = 2
"""Columns further in than the lines around it from which a line begins a paragraph."""


def blocks(texts: Sequence[str], filled: Sequence[int]) -> Iterator[range]:
    """The lines of each paragraph, among the `filled` lines of a text: no blank line stands between them, and none but the first
    is set further in."""
    for block in consecutive(filled):
        if len(block) == 1 or not [line for line in block if texts[line][0].isspace()]:
            yield block  # as in most texts
            continue
        starts = [block.start, *_indented(texts, block), block.stop]
        yield from map(range, starts, starts[1:])


def _indented(texts: Sequence[str], block: range) -> Iterable[int]:
    """The lines of a block, but for its first, that are set further in than most others; none where items of a list hang over."""
    indents = {line: len(texts[line]) - len(texts[line].lstrip()) for line in block}
    least = min(indents.values()) + _INDENT
    inside = [line for line, indent in indents.items() if indent >= least]
    if not inside or 2 * len(inside) > len(block) or len({indents[line] for line in inside}) > 1:
        return ()
    if any(indent < least and ITEM.match(texts[line]) for line, indent in indents.items()):
        return ()
    return [line for line in inside if line > block.start]

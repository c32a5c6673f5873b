"""Takes out the marks of links that an extractor listed below the text: "[the ferry][2]" there, "[2]: https://..." at the end.

So write html2text (of Rust, which dom_smoothie uses, and of Python with `inline_links = False`) and its like, with the words of
an image in brackets without a number. Only with `keep="body"`: a reader may want the addresses.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleanup.stages.stage import Context, Promise
from cleanup.text.blocks import removals
from cleanup.text.document import Document
from cleanup.text.edit import Edit, Reason
from cleanup.text.lazy import Lazy

LISTED, MARK, IMAGE = "LY105", "LY106", "LY107"

_LIST_SIGN = "]: "

_TARGET = Lazy(r"\s{0,3}\[(\d{1,4})\]: <?(?:[a-z][a-z\d+.-]*:|[/#.?])\S*(?: \S+){0,9}\s*")
_REST = Lazy(r"\S+\s*")
"""What is left of an address that was broken at the width of a line."""

_WIDTH = 60
"""Code points of a line that may have been broken at a width."""

_BRACKET = Lazy(r"\[|\](?:\[(\d{1,4})\])?|\n[ \t\r>]*\n")
_IMAGE = Lazy(r"(?:(?<=\n)|^)(?P<lead>[ \t]*+(?>(?:[*+>-]|#+)[ \t]++)*+)\[(?P<words>[^\[\]]*[^\W\d_][^\[\]]*)\][ \t]*+(?=\n|$)")
_MARGIN = " \t\r>"

_REACH = 200
"""Code points on either side in which a blank line is looked for."""

_LONGEST_IMAGE = 600
"""Code points of the longest words of an image."""

_SENTENCE_ENDS = (".", "!", "?", "…", "。", ":")
"""A note of the editors in brackets ends like a sentence, the words of an image seldom do."""


class ListedLinks:
    """Family LY. Removes the listed addresses as whole lines, the brackets in the text one by one, and the words of images."""

    name = "listedlinks"
    family = "LY"
    promise = Promise.REMOVES

    def __init__(self, context: Context) -> None:
        self._context = context
        self._active = context.allows(LISTED)
        self._marks, self._images = context.allows(MARK), context.allows(IMAGE)

    def propose(self, document: Document) -> Iterator[Edit]:
        if not self._active or document.curated or _LIST_SIGN not in document.text:
            return
        listed = _listed(document)
        if not listed:
            return
        end = document.start(min(listed))
        pairs = [*_pairs(document.text[:end], {*listed.values()})]
        if 2 * len({number for _, _, number in pairs}) < len({*listed.values()} - {""}):
            return  # the text says something else with these numbers
        for line, span in removals(document, listed).items():
            because = f"The address of link {listed[line]}" if listed[line] else "The rest of the address above it"
            yield Edit(span.start, span.of(document.text), "", self._reason(LISTED, f"{because}, listed below the text."))
        if self._marks:
            yield from self._brackets(pairs)
        if self._images:
            yield from self._of_images(document.text, end)

    def _brackets(self, pairs: list[tuple[int, int, str]]) -> Iterator[Edit]:
        for start, close, number in pairs:
            reasons = self._reason(MARK, f"The mark of link {number}, whose address is listed below the text.")
            mark = f"][{number}]"
            if close == start + 1:
                yield Edit(start, f"[{mark}", "", reasons)
            else:
                yield Edit(start, "[", "", reasons)
                yield Edit(close, mark, "", reasons)

    def _of_images(self, text: str, end: int) -> Iterator[Edit]:
        """Paragraphs that are the words of an image; `end` is where the list of addresses begins."""
        for match in _IMAGE.finditer(text, 0, end):
            start, stop = match.start("lead"), match.end()
            words = match["words"]
            if len(words) > _LONGEST_IMAGE or words.rstrip().endswith(_SENTENCE_ENDS) or not _is_apart(text, start, stop):
                continue
            because = "The words of an image, in brackets without a link, as the extractor writes them."
            yield Edit(start, text[start:stop], "", self._reason(IMAGE, because))

    def _reason(self, code: str, because: str) -> tuple[Reason, ...]:
        return self._context.reason(code, self.name, because)


def _listed(document: Document) -> dict[int, str]:
    """The lines of the list of addresses at the end of the text, each with its number; "" for the rest of an address."""
    found: dict[int, str] = {}
    rests: list[int] = []
    for line in reversed(document.filled):
        text = document.texts[line]
        if target := _TARGET.fullmatch(text):
            found |= dict.fromkeys(rests, "") | {line: target[1]}
            rests = []
        elif _REST.fullmatch(text) and line and len(document.texts[line - 1]) >= _WIDTH:
            rests.append(line)
        else:
            break
    return found


def _pairs(text: str, numbers: set[str]) -> Iterator[tuple[int, int, str]]:
    """Where the brackets around the words of a listed link begin and end, and its number. They close within a paragraph."""
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        if match[0] == "[":
            opened.append(match.start())
        elif match[0][0] == "\n":
            opened = []
        elif opened:
            start = opened.pop()
            if match[1] in numbers:
                yield start, match.start(), match[1]


def _is_apart(text: str, start: int, stop: int) -> bool:
    """Whether blank lines part a stretch of whole lines from the rest of the text."""
    above, below = text[max(0, start - _REACH) : start].rstrip(_MARGIN), text[stop : stop + _REACH].lstrip(_MARGIN)
    parted_above = not above or above.removesuffix("\n").rstrip(_MARGIN).endswith("\n")
    return parted_above and below.removeprefix("\n").lstrip(_MARGIN).startswith("\n")  # the addresses follow

"""What speaks for a line of a raw page being the headline of its article, where nobody named it: its form, place and words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence, Set
from functools import cache
from itertools import accumulate, pairwise
from urllib.parse import unquote, urlsplit

from cleanup.rules.rule import CREDITS, SHARING
from cleanup.stages.boilerplate.page.linefacts import Line
from cleanup.stages.headline.match import BETWEEN_PARTS, BULLET
from cleanup.text.dataclass import dataclass
from cleanup.text.document import Document
from cleanup.text.fold import fold
from cleanup.text.language import SMALL, UNSPACED
from cleanup.text.lazy import Lazy

WEIGHTS = {
    "heading 1": 2.5,
    "heading 2": 1.5,
    "one word": -1.5,
    "words of a headline": 1.5,
    "words of a paragraph": -1,
    "full stop": -2,
    "colon": -1.5,
    "bar": -1.5,
    "list entry": -2.5,
    "caption": -4,
    "stamp": -1,
    "rule": -1,
    "title of the page": 2.5,
    "words of the title": 1,
    "words of the address": 2,
    "words of the article": 1.5,
    "words of its beginning": 1.5,
    "inside": 1.5,
    "far": -1,
    "stamp below": 1.5,
    "buttons below": 1,
    "paragraph above": -2.5,
    "titles above": -0.5,
}
"""What each sign counts for or against a line: rounded weights of a choice among the lines of a page (conditional logit, McFadden
1974), fitted on 1,791 texts of whole pages by four converters; those fitted on half of the sites choose as well on the others.
What "caption" weighs was set: none of these texts has a caption on a line of its own below such a label."""

ENOUGH = 3.0
"""The least score of a headline: where no line has one, none is told."""

_WORD = Lazy(r"[^\W\d_]{4,}")
_STEM = 5
"""Letters by which inflected words are recognised."""

_SAMPLE, _BEGINNING = 6_000, 1_200
"""Code points of the article, and of its beginning, whose words are looked at."""

_MARK = Lazy(r"\s*(#{1,6})\s+")
_DATE = Lazy(
    r"\d(?:(?<!\d\d)(?:"
    r"\d?\D{1,15}(?:19|20)\d\d(?!\d)"
    r"|(?:(?<=1)9|(?<=2)0)\d\d\D{1,3}\d{1,2}\D{1,3}\d{1,2}(?!\d)"
    r")| \w+ ago\b)"
)
"""Day and year, year and day, or how long ago. One class in front, so that `re` skips in its fastest loop: that takes a sixth."""

_BYLINE = Lazy(rf"\W*(?i:(?:posted |written |verfasst )?by|von|par|por|di|door|av|af|text|autor|author):?\s+[^\W\d_{SMALL}]")
_STAMP = 120
"""Code points of the longest line that names author or date, and little else."""

_TITLE, _SHARE, _PARTS = 300, 0.4, 8
"""Code points of the longest first line that is a title; the share of it that the headline is at least; parts that are read."""

_QUOTES = "\"'”»’)"
_NEAR, _BUTTONS = 5, 8
"""Lines below a headline in which author and date stand, and the buttons that share it."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the words of a headline stand in as well, as stems; and what the title of the page and its longer parts fold to."""

    article: Set[str]
    beginning: Set[str]
    title: Set[str]
    address: Set[str]
    parts: Set[str]

    @classmethod
    def of(cls, document: Document, article: Sequence[str], top: str) -> Words:
        """The words of the lines of an article, of the title that is given or else stands at the top, and of the address."""
        title = (document.title or top)[:_TITLE]
        text = "\n".join(article)
        return cls(_stems(text[:_SAMPLE]), _stems(text[:_BEGINNING]), _stems(title), _address(document.url), title_parts(title))


def title_parts(title: str) -> Set[str]:
    """What a title and its longer parts fold to: "Storm hits the coast - The Harbour Post" holds the headline and its site."""
    parts = BETWEEN_PARTS.split(title.strip())[:_PARTS]
    heads = [list(accumulate(parts[start:], "{} {}".format)) for start in range(len(parts))]
    least = max(1, _SHARE * len(fold(title)))
    return {folded for joined in heads for part in joined if len(folded := fold(part)) >= least}


class HeadlineSigns:
    """The `texts` of a page's lines without white space around them, of which those from `first` on are its article."""

    def __init__(self, texts: Sequence[str], lines: Sequence[Line], first: int, words: Words) -> None:
        self._texts, self._lines, self._first, self._words = texts, lines, first, words
        self._counts = cache(lambda place: _count(texts[place]))
        self._is_stamp = cache(lambda place: is_stamp(texts[place]))

    def score(self, place: int) -> float:
        """How much speaks for the line being the headline."""
        return sum(map(WEIGHTS.__getitem__, self.of(place)))

    def of(self, place: int) -> Iterator[str]:
        """The names of what speaks for the line, and against it."""
        line = self._texts[place]
        mark = _MARK.match(line)
        text = line[mark.end() :] if mark else line
        if mark and len(mark[1]) < 3:
            yield f"heading {len(mark[1])}"
        yield from self._form(text)
        if self._lines[place].topics:
            yield "rule"
        yield from self._shared(place, _stems(text))
        yield from self._around(place)

    def _form(self, text: str) -> Iterator[str]:
        words = _count(text)
        if words < 2 or words >= 5:
            yield "one word" if words < 2 else "words of a headline" if words <= 20 else "words of a paragraph"
        end = text.rstrip(_QUOTES)
        if end.endswith((".", ":", ";", ",")) and not end.endswith(".."):
            yield "full stop" if end.endswith(".") else "colon"
        if "|" in text or "»" in text or ">" in text:
            yield "bar"
        if is_stamp(text):
            yield "stamp"

    def _shared(self, place: int, stems: Set[str]) -> Iterator[str]:
        words = self._words
        if place and self._lines[place].folded in words.parts:
            yield "title of the page"
        if place and len(stems) > 1 and 2 * len(stems & words.title) >= len(stems):
            yield "words of the title"
        if words.address and 2 * len(stems & words.address) >= len(words.address):
            yield "words of the address"
        if place >= self._first or not stems:
            return
        if 2 * len(stems & words.article) >= len(stems):
            yield "words of the article"
        if len(stems & words.beginning) > 1:
            yield "words of its beginning"

    def _around(self, place: int) -> Iterator[str]:
        texts, lines = self._texts, self._lines
        if BULLET.match(texts[place]):
            yield "list entry"
        if place and CREDITS in lines[place - 1].topics and texts[place - 1].endswith((",", ":")):
            yield "caption"
        if place >= self._first:
            yield "inside"
        elif self._first - place > 3:
            yield "far"
        if any(map(self._is_stamp, range(place + 1, min(place + 1 + _NEAR, len(texts))))):
            yield "stamp below"
        if _buttons(lines[place + 1 : min(place + 1 + _BUTTONS, self._first)]) > 1:
            yield "buttons below"
        if place and lines[place - 1].words > 25:
            yield "paragraph above"
        if place > 1 and all(4 <= self._counts(other) <= 25 for other in (place - 1, place - 2)):
            yield "titles above"


def is_stamp(line: str) -> bool:
    """Whether a line names the author or the date and little else."""
    return len(line) <= _STAMP and (_DATE.search(line) is not None or _BYLINE.match(line) is not None)


def _buttons(lines: Collection[Line]) -> int:
    """How many lines share the article, or are pictures."""
    return sum(len(line.folded) < 3 or SHARING in line.topics for line in lines)


def _count(text: str) -> int:
    words = len(text.split())
    return words if text.isascii() else max(words, len(UNSPACED.findall(text)) // 2)


def _stems(text: str) -> Set[str]:
    """The beginnings of the words; of scripts that put no space between them, all pairs of letters."""
    letters = "" if text.isascii() else "".join(UNSPACED.findall(text))
    words = _WORD.findall(UNSPACED.sub(" ", text).casefold() if letters else text.casefold())
    return {word[:_STEM] for word in words} | {"".join(pair) for pair in pairwise(letters)}


def _address(url: str | None) -> Set[str]:
    """The stems of the words in the path of an address."""
    try:
        return _stems(unquote(urlsplit(url or "").path).replace("_", " "))
    except ValueError:
        return set()

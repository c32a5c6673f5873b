"""What counts as a known title, and how a line of a text matches it.

A title as scrapers know it carries the site ("Storm hits coast - The Harbour Post"), the section ("Opinion | ..."), HTML
entities, or is cut ("Storm hits co..."). All of it is decided on folded text, so that case, quotes and punctuation do not count.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate, islice

from cleanup.corpus.site import name_in_address
from cleanup.stages.reading.likeness import Line, likeness
from cleanup.text.dataclass import dataclass
from cleanup.text.fold import fold
from cleanup.text.language import UNSPACED
from cleanup.text.lazy import Lazy

LONGEST_TITLE = 400
"""Characters above which a title is no headline but a mistake of its field."""

ENOUGH_WORDS = 4
"""Words a title needs to be evidence by itself: shorter ones are names of sections, sites and people as often as headlines."""

_SHARE = 0.4
"""Share of the title that its beginning needs to stand for it: of "Tide Tables 4 - What is new in the autumn edition" the first
part names a product."""

CUTOFF = 0.9
"""Share of equal characters from which an edited headline counts as a copy."""

BETWEEN_PARTS = Lazy(r"\s+[-–—|•·:»«›<>~]+\s+|\s*[|»›]\s*")
"""What stands between the parts of a title: a headline, a section and a site."""

_MARKS = frozenset("–—|•·:»«›<>~")
"""Characters of which each BETWEEN_PARTS and `_KICKER` holds one, unless it is a hyphen behind a space."""

_DOTS = ("…", "...")
_CUT = Lazy(r"\s*(?:…|\.\.\.)\s*$")
_KICKER = Lazy(r"^\W*[^\W_][^:|–—]{0,30}?\s*(?::|[|–—])\s+(?=\S)")
_HOME = frozenset(("home", "startseite", "start", "inicio", "início", "accueil", "homepage"))
BULLET = Lazy(r"\s*(?:[-*+•·▪◦‣»›>|←→◄►]|\d{1,3}[.)])\s")
"""What a list entry starts with."""


@dataclass(frozen=True, slots=True)
class Title:
    """The forms under which one title may stand in a text; all but `text` and `stem` are folded.

    text    without entities and surrounding white space
    whole   the title, and it without what follows: evidence anywhere
    parts   parts of it that may be a site, a section or a product as well: evidence at the head only
    short   the title where it has fewer than ENOUGH_WORDS words
    spoken  the long ones of `whole` as lines
    stem    what stands of a title that was cut, folded; empty if it was not
    sure    whether a cut is marked, by dots
    """

    text: str
    whole: frozenset[str]
    parts: frozenset[str]
    short: frozenset[str]
    spoken: tuple[Line, ...]
    stem: str
    sure: bool

    def nearness(self, line: str) -> float:
        """How near a line comes to one of the `spoken` forms, 0 where it is another one."""
        return max((near(Line(line), spoken) for spoken in self.spoken), default=0.0)


def _has_letter(word: str) -> bool:
    return word.isalnum() or any(map(str.isalnum, word))


def long_enough(text: str) -> bool:
    """Whether a line has words enough to be told from a label; scripts without spaces count two characters a word."""
    words = filter(_has_letter, text[: 8 * LONGEST_TITLE].split())
    return len(list(islice(words, ENOUGH_WORDS))) == ENOUGH_WORDS or (
        not text.isascii() and len(UNSPACED.findall(text)) >= 2 * ENOUGH_WORDS
    )


@lru_cache(maxsize=256)
def read_title(title: str | None, url: str | None) -> Title | None:
    """The forms of a title, or None where there is nothing to go by (empty, endless, or without letters)."""
    if not title or len(title) > 2 * LONGEST_TITLE:
        return None
    if "&" in title:
        from html import unescape

        title = unescape(title)
    text = " ".join(title.split())
    folded = fold(text)
    if not folded or len(text) > LONGEST_TITLE:
        return None
    stem, cut = "", text.endswith(_DOTS)
    if cut:
        stem = fold(_CUT.sub("", text)) if long_enough(_CUT.sub("", text)) else ""
    elif len(text) >= 40 and text.count(" ") >= ENOUGH_WORDS:
        stem = folded
    segments, tails, forms = [text], set[str](), {text: folded}
    if " -" in text or not _MARKS.isdisjoint(text):  # as in no title without a site or a section
        segments = [segment for segment in BETWEEN_PARTS.split(text) if fold(segment)][:8]
        tails = {
            " ".join(segments[start:end]) for start in range(1, len(segments)) for end in range(start + 1, len(segments) + 1)
        }
        tails.add(_KICKER.sub("", text, count=1))
        forms |= {head: fold(head) for head in accumulate(segments, "{} {}".format)}
    long = [part for part in forms if long_enough(part)]
    begins = {forms[part] for part in long}
    whole = {form for form in begins if len(form) >= _SHARE * len(folded)}
    parts = {fold(part) for part in tails if long_enough(part)}
    if parts and (site := name_in_address(url)):
        parts = {part for part in parts if site not in part}
    parts = (parts | begins) - whole
    short = set() if text in long else {folded}
    spoken = tuple(map(Line, sorted(part for part, form in forms.items() if form in whole)))
    return Title(text, frozenset(whole), frozenset(parts), frozenset(short), spoken, stem, cut)


def is_framed(line: str, folded: str, whole: frozenset[str]) -> bool:
    """Whether a line is a known title with the site's name behind it or a path before it ("Home > News > Title")."""
    if len(line) > LONGEST_TITLE:
        return False
    for form in whole:
        if folded.startswith(form) and len(folded) - len(form) <= 40:
            rests = [line[mark.end() :] for mark in BETWEEN_PARTS.finditer(line) if fold(line[: mark.start()]) == form]
            if rests and len(rests[0].split()) <= 5 and not rests[0].rstrip().endswith((".", ":")):
                return True
        if folded.endswith(form) and len(folded) - len(form) <= 60:
            if any(fold(line[mark.end() :]) == form for mark in BETWEEN_PARTS.finditer(line)):
                return True
            if line.split(maxsplit=1)[0].casefold() in _HOME:
                return True
    return False


def is_cut(line: str, folded: str, title: Title) -> bool:
    """Whether the line is a shortened copy of the title: it ends in dots, and the title goes on."""
    if len(folded) < 20 or not line.rstrip().endswith(_DOTS) or not long_enough(_CUT.sub("", line)):
        return False
    return any(form.startswith(folded) for form in title.whole)


def is_longer(line: str, folded: str, title: Title) -> bool:
    """Whether the title is a shortened copy of the line, cut by dots or within a word."""
    stem = title.stem
    if not stem or not folded.startswith(stem) or len(line) > min(200, 3 * len(title.text)):
        return False
    if line.rstrip().endswith((".", ":", ",")):
        return False
    return title.sure or _within_word(line, stem)


def _within_word(line: str, stem: str) -> bool:
    """Whether the stem ends inside a word of the line."""
    so_far = 0
    for word in line.split():
        size = len(fold(word))
        if so_far < len(stem) < so_far + size:
            return True
        so_far += size
    return False


def near(line: Line, headline: Line) -> float:
    """How near a line is to a headline, 0 where it is another one (see `likeness`)."""
    if not 0.75 < len(line.text.strip()) / max(1, len(headline.text)) < 1.34 or not long_enough(line.text):
        return 0.0
    return likeness(line, headline, CUTOFF)

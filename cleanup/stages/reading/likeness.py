"""Whether two lines say the same although a few characters differ: copies of one text, not two statements.

A high ratio of equal characters is not enough: "10 dead" and "12 dead", "will" and "will not", "Iran" and "Iraq" are news.
So what differs is looked at first, and only spelling, inflection of a name and small words may.
"""

from __future__ import annotations

import unicodedata
from collections import Counter

from cleanup.text.cached import cached_property
from cleanup.text.fold import fold
from cleanup.text.lazy import Lazy

_WORD = Lazy(r"[^\W_]+(?:['’][^\W_]+)*")

_SMALL = frozenset(
    # Words that carry grammar only. Prepositions of direction ("for", "from", "to") are not among them: they reverse the sense.
    """
    a an the of and that which is are was were be been has have had it its as so der die das den dem des ein eine einen einem
    und dass ist sind war waren le la les un une et que est sont el los las una y es son il lo gli i di e che è o os um uma het
    een en van 's ’s s
    """.split()
)

_NEGATIONS = frozenset(
    """
    no not never none nor neither without cannot nicht kein keine keinen nie niemals ohne ne pas jamais sans non ni nunca jamás
    sin tampoco mai senza não sem niet geen nooit nigdy bez не ни без нет
    """.split()
)

_NEGATIVE_PREFIX = ("un", "in", "im", "il", "ir", "dis", "non", "anti", "de", "mis", "a")

_NUMERALS = frozenset(
    """
    one two three four five six seven eight nine ten eleven twelve dozen hundred thousand million billion first second third
    zwei drei vier fünf sechs sieben acht neun zehn deux trois quatre cinq sept huit neuf dix dos tres cuatro cinco
    """.split()
)


class Line:
    """A line and what it is compared by, found when first asked for: most are compared with several others."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def fold(self) -> str:
        return fold(self.text)

    @cached_property
    def said(self) -> str:
        return self.text.casefold().replace("’", "'")

    @cached_property
    def words(self) -> list[str]:
        return _WORD.findall(self.said)


def likeness(left: Line, right: Line, cutoff: float) -> float:
    """How alike two lines are (0 to 1), or 0 where it is less than `cutoff` or what differs is more than spelling.

    The ratio is rapidfuzz's normalized Indel similarity of the folded lines.
    """
    a, b = left.fold, right.fold
    if a == b:
        return 1.0
    if not as_long(len(a), len(b), cutoff) or not _same_sense(left, right, len(a)):
        return 0.0
    from rapidfuzz.fuzz import ratio

    return ratio(a, b, score_cutoff=100 * cutoff) / 100


def as_long(length: int, other: int, cutoff: float) -> bool:
    """Whether two folded lines are of about the same length, as they must be to be alike."""
    return min(length, other) >= cutoff * max(length, other) * 0.95


def _same_sense(left: Line, right: Line, length: int) -> bool:
    """Whether the words that only one side has are small ones, or other spellings of words that only the other side has."""
    most = 4 + length // 30
    if len([word for word in {*right.words} if word not in left.said]) > most:
        return False  # the exact counts below would come to the same, and take ten times as long
    if len(set(left.words).symmetric_difference(right.words)) > most:
        return False
    words, others = Counter(left.words), Counter(right.words)
    mine, theirs = list((words - others).elements()), list((others - words).elements())
    if len(mine) + len(theirs) > most:
        return False
    if any(_decides(word) for word in (*mine, *theirs)):
        return False
    if fold("".join(mine)) == fold("".join(theirs)):
        return True
    for word in list(mine):
        twin = next((other for other in theirs if _spelling(word, other)), None)
        if twin is not None:
            mine.remove(word)
            theirs.remove(twin)
    return all(word in _SMALL for word in (*mine, *theirs))


def _decides(word: str) -> bool:
    """Whether a word turns one statement into another: a number, a negation."""
    return word in _NEGATIONS or word in _NUMERALS or word.endswith("n't") or any(char.isdigit() for char in word)


def _spelling(word: str, other: str) -> bool:
    """Whether two words are one word spelt in two ways: accents, plural or possessive s, ise and ize, a slip in a long word."""
    a, b = sorted((_plain(word), _plain(other)), key=len)
    if a == b or b in (a + "s", a + "es"):
        return True
    if b.endswith(a) and b[: len(b) - len(a)] in _NEGATIVE_PREFIX:
        return False
    if len(a) < 7 or a[0] != b[0]:
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(a, b, score_cutoff=1) <= 1


def _plain(word: str) -> str:
    """Without accents and apostrophes."""
    return "".join(char for char in unicodedata.normalize("NFKD", word) if char.isalnum())

"""What a line of a raw page shows by itself: its words, marks, end, and the rules that name it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cleanup.stages.boilerplate.page.columns import Kind
from cleanup.stages.reading.navigation import menu_words
from cleanup.text.language import COMMON, SMALL, UNSPACED
from cleanup.text.lazy import Lazy
from cleanup.text.namedtuple import NamedTuple
from cleanup.text.onebyte import TYPOGRAPHY

MOST = 80
"""Words after which a longer paragraph counts no more: one endless line must not outweigh the article."""

_SAMPLE = 1_000
"""Characters of a line that are read: enough to tell prose."""

_WORD = Lazy(r"\w+")

_IN_WORDS = [code if chr(code).isalnum() or code in b"_\n" else 32 for code in range(128)]
_SMALL = bytes(_IN_WORDS).lower() + bytes(128)
_SHAPE = bytes(65 if chr(code).isupper() else 97 if code not in b" \n" else code for code in _IN_WORDS) + bytes(128)
_NO_DIGITS = bytes(code for code in range(256) if code not in b"0123456789\n")
_UNLISTED = Lazy("[\u0370-\u03ff\u0530-\u06ff\u0900-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Scripts whose common words are not known here: prose is recognised by its length and its end."""

_ENDS = frozenset(".!?…։؟।。！？")
_CLOSING = "\"'”’»«“)]）」』"
_BULLETS = frozenset("*+•·>-#")
_BULLET = Lazy(r"(?:[*+•·>-]|\d+[.)]|#+)\s")
_INNER = Lazy(rf"[.!?…。\n](?:(?<=[。\n])|(?<![。\n])[\"”’»)]*[^\S\n]+[\"“‘«„(¿¡]*[^\W\d_{SMALL}])")
"""Where a sentence begins in a line, and where a line ends. One class in front, so that `re` skips in its fastest loop."""

_QUOTE = Lazy("[“”„»«]")
_COLUMNS = Lazy(r"\w\s{3,}\S")


def band(value: int, bounds: Sequence[int]) -> str:
    """The first of `bounds` that `value` does not pass."""
    return next((str(bound) for bound in bounds if value <= bound), "more")


_SIZES = [f"words:{band(count, (1, 2, 3, 4, 6, 8, 12, 18, 28, 45, 80))}" for count in range(MOST + 2)]

Traits = int
"""What a line shows to those beside it: its words, with a bit for each of the flags below that holds. Each of its neighbours
looks its weights up by it, and a number is found in half of the time that a tuple takes."""

PROSE, RULE, CLOSED, BULLET, COLON = 128, 256, 512, 1024, 2048
"""A line is prose, is named by a rule, ends like a sentence, has a bullet, ends in a colon. All are more than MOST words."""

MEASURES = ("common words", "lower case", "capitals", "digits", "commas", "inner sentences")
"""Facts that are numbers."""

_Words = tuple[int, float, float, float]
"""How many words a line has, and the shares of them that are common ones, begin with a capital, and are digits."""


class Line(NamedTuple):
    """One line (or piece of a line) of a raw page.

    words      as many as count, at most MOST
    prose      whether it is a paragraph of prose
    kind       what it is, in the words that facts of the page are crossed with
    traits     what it shows to those beside it
    names      the names of facts that hold
    shares     its MEASURES
    topics     what the rules that name it are about
    """

    words: int
    prose: bool
    kind: Kind
    traits: Traits
    names: tuple[str, ...]
    shares: tuple[float, ...]
    topics: tuple[str, ...]
    folded: str
    indent: int
    is_title: bool

    def known(self, topics: tuple[str, ...], is_title: bool) -> Line:
        """The same line as rules about these topics and the title of its page tell it."""
        words, prose, kind, traits, names, shares, _, folded, indent, _ = self
        if topics:
            traits |= RULE
            names = (*names, "rule", *[f"rule:{topic}" for topic in topics])
        return Line(words, prose, kind, traits, names, shares, topics, folded, indent, is_title)


def named(names: Iterable[str]) -> Mapping[str, float]:
    """Facts by their names."""
    return dict.fromkeys(names, 1.0)


def read_lines(lines: Sequence[str], folds: Sequence[str]) -> Iterator[Line]:
    """What filled lines, given with their folds, show, were none of them named by a rule nor the title."""
    texts = [line.strip() for line in lines]
    samples = [text[:_SAMPLE] for text in texts]
    return map(_line, lines, folds, texts, samples, _words(samples), _inner(samples))


def _line(line: str, folded: str, text: str, sample: str, words_of_it: _Words, inner: int) -> Line:
    """What one line shows: `text` is the line without white space around it, `sample` the beginning of that."""
    count, common, capitals, digits = words_of_it
    is_closed = text[-6:].rstrip(_CLOSING)[-1:] in _ENDS
    prose = count >= 12 and (is_closed or inner > 0) and common > 0.12
    kind = "prose" if prose else "short" if count < 8 else "medium"
    names = [_SIZES[count] if count <= MOST else _SIZES[-1]]
    if is_closed:
        names.append("ends like a sentence")
        if not prose:
            names.append(f"{kind} & ends like a sentence")
    if prose:
        names.append("prose")
    elif count >= 12:
        names.append("long, no prose")
    if folded in menu_words():
        names.append("menu word")
    bullet = (text[0] in _BULLETS or text[0].isdecimal()) and _BULLET.match(text) is not None
    if bullet:
        names.append("bullet")
    _signs(names, text, sample)
    commas = sample.count(", ")
    shares = (
        (common if common < 0.5 else 0.5) * 2 if count >= 4 else 0.0,
        max(0.0, 1 - capitals - digits) if count >= 3 else 0.0,
        capitals if count >= 3 else 0.0,
        digits,
        (commas if commas < 3 else 3) / 3,
        (inner if inner < 3 else 3) / 3,
    )
    words = count if count < MOST else MOST
    traits = words + PROSE * prose + CLOSED * is_closed + BULLET * bullet + COLON * text.endswith(":")
    kind = f"{kind} bullet" if bullet else kind
    indent = 0 if line == text else min(len(line) - len(line.lstrip()), 99)
    return Line(words, prose, kind, traits, tuple(names), shares, (), folded, indent, False)


def _words(samples: Sequence[str]) -> Iterator[_Words]:
    """The words of each sample."""
    bare = "\n".join(samples)
    for mark in "" if bare.isascii() else TYPOGRAPHY:
        bare = bare.replace(mark, " ")
    data = bare.encode("ascii", "replace")
    smalls, shapes = data.translate(_SMALL).decode().split("\n"), data.translate(_SHAPE).replace(b"\n", b"\n ").split(b"\n")
    shapes[0] = b" " + shapes[0]
    columns = zip(samples, bare.split("\n"), smalls, shapes, data.translate(None, _NO_DIGITS).split(b"\n"), strict=True)
    for sample, line, small, shape, digits in columns:
        if not line.isascii():
            yield _words_of(sample)
            continue
        words = small.split()
        some = len(words) or 1
        common = sum(map(COMMON.__contains__, words))
        yield len(words), common / some, shape.count(b" A") / some, sum(map(str.isdigit, words)) / some if digits else 0.0


def _words_of(sample: str) -> _Words:
    """The words of a sample in any script."""
    words = _WORD.findall(sample)
    some = len(words) or 1
    capitals, digits = sum([word[0].isupper() for word in words]), sum(map(str.isdigit, words))
    common = sum(map(COMMON.__contains__, map(str.lower, words))) / some
    count = max(len(words), len(UNSPACED.findall(sample)) // 2)
    return count, max(common, 0.3) if _UNLISTED.search(sample) else common, capitals / some, digits / some


def _inner(samples: Sequence[str]) -> list[int]:
    """How many sentences begin inside each sample."""
    inner = [0]
    for found in _INNER.findall("\n".join(samples)):
        if found == "\n":
            inner.append(0)
        else:
            inner[-1] += 1
    return inner


def _signs(names: list[str], text: str, sample: str) -> None:
    """The names of facts of case and of the marks that stand in a line."""
    if sample.isupper():
        names.append("all capitals")
    if sample[:1].islower():
        names.append("starts in lower case")
    if text.endswith((":", ",")):
        names.append("ends in a colon or comma")
    if '"' in sample or (not sample.isascii() and _QUOTE.search(sample)):
        names.append("quotation")
    if "http" in sample or "www." in sample or "@" in sample:
        names.append("address")
    if "|" in sample or "»" in sample or "›" in sample:
        names.append("bar")
    if "©" in sample:
        names.append("copyright")
    if text.endswith("?"):
        names.append("question")
    if "   " in sample and _COLUMNS.search(sample):
        names.append("columns")
    if "](" in sample or text.startswith("!["):
        names.append("link")

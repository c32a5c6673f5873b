"""Furniture written as sentences: where a text runs together on one line, and in paragraphs that are nothing but notices.

A joined text is judged with every sentence on a line of its own. A paragraph of any other text goes only if rules name each of
its sentences.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence, Set
from itertools import groupby
from operator import itemgetter

from cleanup.rules.finder import Beginning, Finder
from cleanup.rules.hit import Hit
from cleanup.rules.rule import Rule
from cleanup.stages.boilerplate.titles import title_forms
from cleanup.stages.reading.joined import first_sentence, in_sentences, sentence_breaks, sentence_starts
from cleanup.stages.reading.shape import JOINED
from cleanup.text.document import Document
from cleanup.text.fold import fold
from cleanup.text.language import COMMON, SMALL
from cleanup.text.lazy import Lazy
from cleanup.text.namedtuple import NamedTuple

_HEAD, _TAIL = 3, 12
"""Paragraphs at both ends that may be notices; in between stands the article."""


_ENDLESS = frozenset({"photo-credit", "photo-credit-label", "photo-caption"})
"""Rules whose finds have no end of their own: where the ends of lines are lost, nobody can tell where a credit stops."""


_IN_NAMES = frozenset({"advertising"})
"""Labels with which names begin as well ("Advertising Age"), folded."""

_WORD = Lazy(r"\w+")

_CAPITAL = rf"[^\W\d_{SMALL}]"


class Seams:
    """Where a joined text is cut. `labels` are rules whose phrases may stand alone between two sentences, as "Advertisement",
    `openings` those whose phrases begin a sentence even where the one before it has no end."""

    def __init__(self, labels: Collection[Rule], openings: Collection[Rule]) -> None:
        self._label = _of_phrases(r"(?i:%s)[:.]?(\s)\s*(?=[\"“‘«„]?" + _CAPITAL + ")", labels)
        self._opening = _of_phrases(rf"\s(?<![«“„‹]\s)(?={_CAPITAL})(?=(?i:%s)\b)", openings)

    def laid_out(self, document: Document, start: int = 0, whole: Container[int] = ()) -> Document:
        """The joined document with every piece on a line of its own, one from `start` on; see `in_sentences`."""
        return in_sentences(document, (*self._places(document, whole), *([start - 1] if start else ())), whole)

    def _places(self, document: Document, whole: Container[int]) -> Iterator[int]:
        """White space behind labels and before openings."""
        text = document.text
        for number, (line, starts) in enumerate(zip(document.lines, document.once(sentence_starts), strict=True)):
            if number in whole:
                continue
            for start in (line.start, *starts):
                label = self._label.match(text, start, line.end)
                if label and not _begins_name(label):
                    yield label.start(1)
            yield from (match.start() for match in self._opening.finditer(text, line.start, line.end))


def _begins_name(label: re.Match[str]) -> bool:
    """Whether a label is the first word of a name rather than a marker before a sentence."""
    following = _WORD.search(label.string, label.end())
    return fold(label[0]) in _IN_NAMES and following is not None and following[0].lower() not in COMMON


def _of_phrases(around: str, rules: Collection[Rule]) -> Lazy:
    """A pattern `around` any of the phrases of `rules`. What these say tells it from others: to put it together takes 10 ms."""
    return Lazy(lambda: around % _any_of(rules), key=" ".join([around, *(rule.digest for rule in rules)]))


def _any_of(rules: Iterable[Rule]) -> str:
    """A pattern for the phrases of `rules`, of two the longer one.

    It goes by letters as a trie does: `re` tries the branches of a pattern one by one, and hundreds of whole phrases take it ten
    times as long.
    """
    phrases = {_small(" ".join(phrase.split())) for rule in rules for phrase in rule.phrases}
    return _branches(sorted(phrases)) or r"(?!)"  # in each process the same: it is precompiled


def _small(text: str) -> str:
    """The text in lower case, except for characters that would become several."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)


def _branches(texts: Sequence[str]) -> str:
    """A pattern for one of the `texts`, which are sorted: what all of them begin with, and a branch for each letter behind."""
    if not texts:
        return ""
    size = 0
    for one, other in zip(texts[0], texts[-1], strict=False):
        if one != other:
            break
        size += 1
    begun = re.escape(texts[0][:size]).replace(r"\ ", r"\s+")
    rests = [text[size:] for text in texts]
    found = [_branches(list(several)) for _, several in groupby(filter(None, rests), key=itemgetter(0))]
    if not rests[0]:
        return f"{begun}(?:{'|'.join(found)})?" if found else begun
    return f"{begun}(?:{'|'.join(found)})"


def has_end(hit: Hit) -> bool:
    """Whether what a rule names ends where its sentence does."""
    return hit.rule.name not in _ENDLESS


class _Notice(NamedTuple):
    """A paragraph each of whose sentences a rule names: what they are recognised by, and the sentences folded."""

    rule: Rule
    phrase: str
    folds: Set[str]


class Notices:
    """Finds paragraphs near the ends of a document each of whose sentences rules name; a rule for lines need not fit them."""

    def __init__(self, finder: Finder, find: Callable[[Document], list[Hit]]) -> None:
        """`find` gives the lines of a document that rules name, whatever its title."""
        self._finder, self._find = finder, find

    def find(self, document: Document, hits: Iterable[Hit]) -> Iterator[Hit]:
        """The paragraphs of which no sentence is the known title, except those that go anyway as one of the `hits`."""
        filled, begun = document.filled, self._finder.may_begin(document)
        near = filled if len(filled) <= _HEAD + _TAIL else (*filled[:_HEAD], *filled[-_TAIL:])
        going = {hit.line for hit in hits if hit.rule.where == "anywhere" and not hit.rule.weak}
        lines = [line for line in near if line in begun and line not in going]
        read = document.of_texts(self._read, [(document.line(line), begun[line]) for line in lines])
        for line, notice in zip(lines, read, strict=True):
            if notice and document.once(title_forms).isdisjoint(notice.folds):
                yield Hit(line, notice.rule, notice.phrase)

    def _read(self, paragraphs: Iterable[tuple[str, Beginning]]) -> Iterator[_Notice | None]:
        """What is known of each paragraph. Hardly any begins with a sentence that rules name, and only those are read on."""
        for paragraph, begins in paragraphs:
            text = paragraph.strip()
            sentence = first_sentence(text) if len(text) < JOINED else None
            yield self._notice(text) if sentence and self._finder.may_name(sentence, begins) else None

    def _notice(self, paragraph: str) -> _Notice | None:
        sentences = list(sentences_of(paragraph))
        named: dict[int, Hit] = {}
        document = Document("\n".join(sentences))
        for hit in self._find(document):
            known = named.get(hit.line)
            if known is None or (known.rule.weak and not hit.rule.weak):
                named[hit.line] = hit
        strong = next((hit for hit in named.values() if not hit.rule.weak and not hit.follows), None)
        return _Notice(strong.rule, strong.phrase, {*document.folds}) if strong and len(named) == len(sentences) else None


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of a text, without the white space between them."""
    start = 0
    for end, following in sentence_breaks(text, 0, len(text)):
        yield text[start:end]
        start = following
    yield text[start:]

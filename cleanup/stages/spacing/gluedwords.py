"""Words of a text that are two or three, run together in one case: where to part them, and why (see words.py)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cleanup.stages.spacing.evidence import Evidence
from cleanup.stages.spacing.gaps import LOWER, UPPER
from cleanup.stages.spacing.guards import is_spared_word
from cleanup.stages.spacing.judge import PLAIN
from cleanup.stages.spacing.model import Model
from cleanup.stages.spacing.words import IN_A_LIST, WORD, around, beside_common, cut, cut_facts, is_derived, linked, stands_free
from cleanup.text.namedtuple import NamedTuple

_SHORTEST = 5
"""Letters of a word that is looked at."""

_LOWER, _UPPER = frozenset(LOWER), frozenset(UPPER)
_LETTERS = _LOWER | _UPPER

_FEW = 32
"""Words that are looked for one by one: for more of them all words of the text are looked at."""

_STRANGE = 0.45
"""Share of a text's longer words that its language does not know, from which on a part of it is in another language, whose words
would be parted: 0.2 to 0.3 of those of a text that runs together are unknown."""


class Parting(NamedTuple):
    """A space that is missing inside a word, at code point `at`, with the evidence in words and its probability."""

    at: int
    because: str
    probability: float


def partings(text: str, evidence: Evidence, model: Model) -> Iterator[Parting]:
    """The spaces that are missing in words, from left to right. `evidence` is that of the text."""
    lexicon, language = evidence.lexicon, evidence.language
    long = [word for word in evidence.atoms if len(word) >= _SHORTEST]
    lexicon.want(long)
    unknown = [word for word in long if evidence.zipf(word) < IN_A_LIST]
    if len(unknown) > _STRANGE * len(long):
        return
    lexicon.want(half for word in unknown for half in beside_common(word, lexicon))
    found = {word: each for word in unknown if (each := cut(word, lexicon))}
    links = {word: ends for word in unknown if word not in found and (ends := linked(word, lexicon))}
    cuts = {word: each for word, each in found.items() if not is_derived(word, each, language)}
    facts = {word: list(cut_facts(word, each, evidence.zipf, evidence.atoms, language)) for word, each in cuts.items()}
    for start, word in _places(text, {*cuts, *links}):
        end = start + len(word)
        if is_spared_word(text, start, end):
            continue
        if word in cuts:
            left, right = cuts[word].left, cuts[word].right
            probability = model.word([*facts[word], *around(text, start, end)])
            if probability >= model.words_threshold or cuts[word].is_plain:
                because = f"“{word}” is no word; “{left}” and “{right}” are"
                yield Parting(start + len(left), because, max(probability, PLAIN))
        elif stands_free(text, start, end):
            one, other = links[word]
            because = f"“{word}” is no word; “{word[:one]}”, “{word[one:other]}” and “{word[other:]}” are"
            yield from (Parting(start + at, because, PLAIN) for at in (one, other))


def _places(text: str, words: set[str]) -> Iterable[tuple[int, str]]:
    """Where some words (see `WORD`) stand in a text, from left to right, each with the word."""
    if len(words) > _FEW:
        return ((match.start(), match[0]) for match in WORD.finditer(text) if match[0] in words)
    return sorted((start, word) for word in words for start in _places_of(text, word))


def _places_of(text: str, word: str) -> Iterator[int]:
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if text[end : end + 1] not in _LOWER and (word[0] in _UPPER or text[start - 1 : start] not in _LETTERS):
            yield start
        start = text.find(word, end)

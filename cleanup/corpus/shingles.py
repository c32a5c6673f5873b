"""Shingles: every run of three folded words as a stable 48-bit number, and the sample of them that stands for a document.

The numbers are arithmetic of our own over BLAKE2b, the same under any hash seed, Python version and machine: files may hold them.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import compress

from cleanup.corpus.words import folded
from cleanup.text.dataclass import dataclass

VERSION = 1
"""Of folding and numbering together: files that hold numbers of another version cannot be compared with ours."""

WIDTH = 3
"""Words in a shingle."""

SHORT = 20
"""Words below which two documents are the same only if all their words are: three common words in a row are chance there."""

SAMPLED = 16
"""One shingle in so many stands in a sample (recall .999 of planted copies, measured; one in 64: .943)."""

FINE, FINE_BELOW = 4, 160
"""Of documents with fewer words, so that a sample is hardly ever empty, one shingle in so many."""

_LANE = 8
"""Bytes of the hash of a word, and of the number of a shingle."""

_WINDOW = 1 << 14
"""Shingles numbered at once."""

_CLEAN = int.from_bytes(b"\xff\xff\xff\xff\xff\xff\0\0" * (_WINDOW + WIDTH), "little")
_VOCABULARY = 1 << 18
"""Words from which on the memory of hashes is emptied."""

_MARKS = {modulus: bytes(byte % modulus == 0 for byte in range(256)) for modulus in (FINE, SAMPLED)}


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of one text, some 500 bytes of 6,000.

    digest  16 bytes of the folded words: equal for texts that differ in case, accents, punctuation and layout only
    words   their number
    sample  numbers of the sampled shingles, ascending
    lines   CRC-32 of each distinct folded line, ascending
    """

    digest: bytes
    words: int
    sample: array[int]
    lines: array[int]


def modulus_of(words: int) -> int:
    """What divides the numbers of the sampled shingles of a text of so many words."""
    return FINE if words < FINE_BELOW else SAMPLED


def sketch(text: str) -> Sketch:
    """The sketch of `text`."""
    data = folded(text)
    words = data.split()
    numbers = sampled(words, modulus_of(len(words)))
    return Sketch(digest_of(words), len(words), array("Q", sorted(numbers)), array("I", sorted(lines_of(data))))


def digest_of(words: list[bytes]) -> bytes:
    """16 bytes that stand for all words of a text."""
    return blake2b(b" ".join(words), digest_size=16, person=b"cleanup-text").digest()


def lines_of(data: bytes) -> set[int]:
    """The CRC-32 of each line of a folded text that has words."""
    return set(map(zlib.crc32, filter(None, map(bytes.strip, data.split(b"\n")))))


def sampled(words: list[bytes], modulus: int) -> set[int]:
    """The numbers of the shingles of `words` that `modulus`, FINE or SAMPLED, divides; none of texts that are too short."""
    found: set[int] = set()
    if len(words) < SHORT:
        return found
    for lanes in _lanes(words):
        found.update(compress(_numbers(lanes), lanes[::_LANE].translate(_MARKS[modulus])))
    return found


def shingles(words: list[bytes]) -> set[int]:
    """The numbers of all shingles of `words`, which are folded (see `folded`)."""
    found: set[int] = set()
    for lanes in _lanes(words):
        found.update(_numbers(lanes))
    return found


def _lanes(words: list[bytes]) -> Iterator[bytes]:
    """Windows of the text with the number of a shingle in every 8 bytes, the lowest byte first.

    A word's hash has 64 bits. The number of words a, b, c is bits 0..47 of a, 8..55 of b and 16..63 of c, exclusive or:
    tabulation hashing, and with one long integer for the whole text there is no step per shingle in Python.
    """
    known = _vocabulary()
    for start in range(0, len(words) - WIDTH + 1, _WINDOW):
        joined = b"".join(map(known.__getitem__, words[start : start + _WINDOW + WIDTH - 1]))
        number = int.from_bytes(joined, "little")
        number ^= (number >> 8 * (_LANE + 1)) ^ (number >> 16 * (_LANE + 1))
        yield (number & _CLEAN).to_bytes(len(joined), "little")[: -_LANE * (WIDTH - 1)]
    if len(known) > _VOCABULARY:
        known.clear()


def _numbers(lanes: bytes) -> array[int]:
    numbers = array("Q", lanes)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


class _Vocabulary(dict[bytes, bytes]):
    """The hash of each word, made when it is first asked for."""

    def __missing__(self, word: bytes) -> bytes:
        known = self[word] = blake2b(word, digest_size=_LANE, person=b"cleanup-word").digest()
        return known


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    """A memory of hashes, 200 bytes a word and emptied when it is full: hashing a word costs 20 times its look-up."""
    return _Vocabulary()

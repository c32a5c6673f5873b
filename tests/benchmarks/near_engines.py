"""Ways to find candidates for near-duplicates: ours, and what people would run instead, fed as their documentation says.

Each takes texts one by one and gives pairs of their numbers in the end. Where they take such numbers they get 126 hashes in 42
bands of 3: a pair of Jaccard .5 meets in a band with a chance of .996.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import Any, Protocol

from cleanup.corpus.index import Sketches, Thresholds
from cleanup.corpus.words import folded

BANDS, ROWS = 42, 3
HASHES = BANDS * ROWS
Pair = tuple[int, int]


class Engine(Protocol):
    def add(self, text: str) -> None: ...

    def pairs(self) -> Iterable[Pair]: ...


def shingles(text: str) -> list[bytes]:
    """Runs of three of our folded words, which are faster to make than a pattern finds words: none may lose by that."""
    found = folded(text).split()
    return [b" ".join(three) for three in zip(found, found[1:], found[2:], strict=False)]


class Ours:
    """The sample of stable shingles. Its sketches are made by the benchmark, which measures every engine's pairs by them."""

    def __init__(self, sketches: Sketches) -> None:
        self.sketches = sketches

    def add(self, text: str) -> None: ...

    def pairs(self) -> Iterable[Pair]:
        return self.sketches.candidates(Thresholds())


class Rensa:
    def __init__(self, sketches: Sketches) -> None:
        import rensa

        self.kind, self.index = rensa.RMinHash, rensa.RMinHashLSH(0.5, HASHES, BANDS)
        self.waiting: list[list[bytes]] = []
        self.made: list[Any] = []

    def add(self, text: str) -> None:
        self.waiting.append(shingles(text))
        if len(self.waiting) == 256:
            self.flush()

    def flush(self) -> None:
        new = self.kind.from_token_sets(self.waiting, HASHES, 42)
        self.index.insert_many(new, len(self.made))
        self.made += new
        self.waiting = []

    def pairs(self) -> Iterable[Pair]:
        self.flush()
        for start in range(0, len(self.made), 256):
            for number, found in enumerate(self.index.query_all(self.made[start : start + 256]), start):
                yield from ((number, other) for other in found if other < number)


class Gaoya:
    def __init__(self, sketches: Sketches) -> None:
        from gaoya.minhash import MinHashStringIndex

        self.index = MinHashStringIndex(32, 0.3, BANDS, ROWS, None, lambda made: made, True, (1, 1))
        self.count = 0
        self.found: list[Pair] = []

    def add(self, text: str) -> None:
        made = [each.decode("utf-8", "replace") for each in shingles(text)]
        self.found += ((self.count, other) for other in self.index.query(made))
        self.index.insert_document(self.count, made)
        self.count += 1

    def pairs(self) -> Iterable[Pair]:
        return self.found


class Datasketch:
    def __init__(self, sketches: Sketches) -> None:
        from datasketch import MinHash, MinHashLSH

        self.kind, self.index = MinHash, MinHashLSH(num_perm=HASHES, params=(BANDS, ROWS))
        self.count = 0
        self.found: list[Pair] = []

    def add(self, text: str) -> None:
        made = self.kind(num_perm=HASHES)
        made.update_batch(shingles(text))
        self.found += ((self.count, other) for other in self.index.query(made))
        self.index.insert(self.count, made)
        self.count += 1

    def pairs(self) -> Iterable[Pair]:
        return self.found


class TextDedup:
    """Its own function for signatures, which finds the words too, and buckets of bands as its command has them."""

    def __init__(self, sketches: Sketches) -> None:
        import numpy as np
        from text_dedup.minhash import RNG, embed_func
        from text_dedup.utils import xxh3_32hash

        prime = np.uint32((1 << 32) - 5)
        self.embed: Callable[..., Any] = embed_func
        self.options = {
            "num_perm": HASHES, "ngram_size": 3, "min_length": 5, "dtype": np.uint32, "hash_func": xxh3_32hash,
            "hashranges": [(start, start + ROWS) for start in range(0, HASHES, ROWS)],
            "permutations": (RNG.randint(1, prime, HASHES, np.uint32), RNG.randint(0, prime, HASHES, np.uint32)),
            "max_hash": np.uint32((1 << 32) - 1), "modulo_prime": prime,
        }  # fmt: skip
        self.tables: list[dict[bytes, list[int]]] = [defaultdict(list) for _ in range(BANDS)]
        self.count = 0

    def add(self, text: str) -> None:
        signature = self.embed(text, self.count, **self.options)["__signatures__"]
        for table, band in zip(self.tables, signature, strict=True):
            table[band].append(self.count)
        self.count += 1

    def pairs(self) -> Iterator[Pair]:
        seen: set[Pair] = set()
        for table in self.tables:
            for members in table.values():
                for pair in combinations(members, 2):
                    if pair not in seen:
                        seen.add(pair)
                        yield pair


ENGINES: dict[str, tuple[str, Callable[[Sketches], Engine]]] = {
    "cleanup": ("cleanup", Ours),
    "rensa": ("rensa", Rensa),
    "gaoya": ("gaoya", Gaoya),
    "datasketch": ("datasketch", Datasketch),
    "text-dedup": ("text_dedup", TextDedup),
}
"""By name: the module that must be there, and the engine."""

"""Recall, precision and false changes of the spacing stage beside word splitters and the two patterns people write themselves.

    uv venv peers && uv pip install --python peers/bin/python -e . wordninja symspellpy wordsegment "setuptools<81"
    peers/bin/python -m tests.benchmarks.spacing_peers [--lang en]

Needs ../shared/bench/spacing: articles damaged as careless extraction does, and clean ones. What is not installed has no row.
The splitters know English only and split whatever they are given: they get one word of ASCII letters at a time, and no mark.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from cleanup import Cleaner
from tests.benchmarks.metric import metric

DATA = Path(__file__).parents[3] / "shared/bench/spacing"
WORD = re.compile(r"(?<![^\W_])[A-Za-z]{2,}(?![^\W_])")
Repair = Callable[[str], str]
Split = Callable[[str], list[str]]


def by_words(split: Split) -> Repair:
    """A repair of texts from a function that splits one word; what changes letters is left as it was, but for their case."""

    @lru_cache(None)
    def spaced(word: str) -> str:
        parts = [part for part in split(word) if part]
        if "".join(parts).lower() != word.lower():
            return word
        ends = [sum(map(len, parts[: count + 1])) for count in range(len(parts))]
        return " ".join(word[start:end] for start, end in zip([0, *ends], ends, strict=False))

    return lambda text: WORD.sub(lambda match: spaced(match[0]), text)


def wordninja() -> Repair:
    import wordninja as peer

    return by_words(peer.split)


def symspellpy() -> Repair:
    """Its word segmentation with its own English list, without the spelling corrections, which would change letters."""
    from importlib.resources import files

    from symspellpy import SymSpell

    speller = SymSpell(max_dictionary_edit_distance=0, prefix_length=7)
    speller.load_dictionary(str(files("symspellpy") / "frequency_dictionary_en_82_765.txt"), term_index=0, count_index=1)
    return by_words(lambda word: speller.word_segmentation(word.lower(), max_edit_distance=0).segmented_string.split())


def wordsegment() -> Repair:
    import wordsegment as peer

    peer.load()
    return by_words(peer.segment)


def lower_to_upper() -> Repair:
    return lambda text: re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)


def sentence_marks() -> Repair:
    return lambda text: re.sub(r"(?<=[.!?])(?=[A-Z])", " ", text)


PEERS: dict[str, tuple[str, Callable[[], Repair]]] = {
    "`cleanup --select SP`": ("cleanup", lambda: Cleaner(select=["SP"]).clean),
    "a space between lower and upper case": ("re", lower_to_upper),
    "a space after `.!?` before upper case": ("re", sentence_marks),
    "wordninja": ("wordninja", wordninja),
    "symspellpy": ("symspellpy", symspellpy),
    "wordsegment": ("wordsegment", wordsegment),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lang", help="en, de, or other: only texts in that language")
    given = parser.parse_args()
    if not DATA.exists():
        sys.exit(f"{DATA} is not here")
    score = metric(DATA)
    print("| | recall, % | precision, % | false changes in 100,000 clean words |\n|---|---|---|---|")
    for name, (package, build) in PEERS.items():
        if find_spec(package) is None:
            print(f"{name} is not installed", file=sys.stderr)
            continue
        figures = score.summary(score.score(build(), DATA, given.lang))
        print(f"| {name} | {figures['recall']:.1f} | {figures['precision']:.1f} | {figures['false_per_100k']:,.1f} |", flush=True)


if __name__ == "__main__":
    main()

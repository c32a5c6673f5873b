"""Folded words and numbered shingles: the same everywhere, because files hold the numbers."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.corpus import words as module
from cleanup.corpus.shingles import SHORT, shingles, sketch
from tests.corpus.prose import article

TEXT = "The river took the books, and the reading room in Dunmore has its shelves back after fourteen long months."


def words(text: str) -> list[bytes]:
    return module.folded(text).split()


def test_numbers_are_pinned() -> None:
    """Another number here means another version of every stored index."""
    assert sorted(shingles(words("one two three four"))) == [40821682317369, 113465569798172]
    assert sketch(TEXT).digest.hex() == "a823f9d14483942c361af2fffab34c10"
    assert list(sketch(TEXT).lines) == [3190686770]
    assert list(sketch(f"{TEXT} {TEXT}").sample)[:2] == [106642807539472, 141564611713232]


def test_numbers_do_not_depend_on_the_hash_seed() -> None:
    show = "made.digest.hex(), list(made.sample), list(made.lines)"
    program = f"from cleanup.corpus.shingles import sketch; made = sketch({article(1)!r}); print({show})"
    environment = {**os.environ, "PYTHONHASHSEED": "4711"}  # this process has another one
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    made = sketch(article(1))
    assert done.stdout == f"{made.digest.hex()} {list(made.sample)} {list(made.lines)}\n"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“Don’t,” she said — twice.", "don't she said: TWICE"),
        ("Café naïve", "Cafe\u0301 nai\u0308ve"),
        ("ﬁnal offi\u00adce", "final office"),
        ("ＡＢＣ １２", "abc 12"),
        ("İstanbul", "istanbul"),
    ],
)
def test_copies_fold_alike(one: str, other: str) -> None:
    assert words(one) == words(other)


def test_scripts_without_spaces_give_characters() -> None:
    assert words("東京で雨") == [char.encode() for char in "東京で雨".replace("で", "て")]
    assert words("서울에 비가") == [unicodedata.normalize("NFKD", part).encode() for part in ("서울에", "비가")]


@given(st.text(max_size=60))
def test_both_ways_of_folding_agree(text: str) -> None:
    before = module._FEW_DISTINCT
    usual = words(text)
    try:
        module._FEW_DISTINCT = -1
        assert words(text) == usual
    finally:
        module._FEW_DISTINCT = before


@given(st.text(alphabet="ab \n", max_size=200))
def test_a_shingle_is_three_words(text: str) -> None:
    found = words(text)
    assert len(shingles(found)) == len(set(zip(found, found[1:], found[2:], strict=False)))


def test_a_long_text_is_worked_in_windows() -> None:
    long = " ".join(str(number) for number in range(40_000))
    found = words(long)
    assert len(shingles(found)) == len(found) - 2
    assert 2_200 < len(sketch(long).sample) < 2_800


def test_short_texts_have_no_sample() -> None:
    assert not sketch(" ".join("abcdefghijklmnopqrst"[: SHORT - 1])).sample
    assert len(sketch("").lines) == 0

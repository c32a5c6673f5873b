"""Checksums of lines: the same for lines that fold to the same text, by whichever way they were found."""

from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st

from cleanup.corpus.checksum import LONGEST, ODD, checksums
from cleanup.text.fold import fold

SPELLINGS = "Straße STRASSE leave-a REPLY reply’s reply's İstanbul ﬁnd FIND читайте … \ud800 7".split()
lines = st.lists(st.sampled_from(SPELLINGS), max_size=5).map(" ".join) | st.text(max_size=30)


@given(lines, lines, st.integers(0, 2**64 - 1))
def test_lines_that_fold_alike_have_one_checksum(one: str, other: str, site: int) -> None:
    if fold(one) == fold(other):
        assert checksums([one], site, one) == checksums([other], site, other) == checksums([fold(one)], site)


@given(st.lists(lines, max_size=5), st.integers(0, 2**64 - 1))
def test_the_text_beside_it_changes_nothing(units: list[str], site: int) -> None:
    assert checksums(units, site, "\n".join(units)) == checksums(units, site)


def test_what_says_nothing_or_too_much_is_not_counted() -> None:
    assert list(checksums(["…", "", "a" * (LONGEST + 1)], 7)) == [0, 0, 0]
    assert all(checksums(["a", "é", "А", "a" * LONGEST], 7))


def test_only_the_odd_characters_hide_letters_of_ascii() -> None:
    found = {char for char in map(chr, range(128, sys.maxunicode + 1)) if any(part.isascii() for part in fold(char))}
    assert found == set(ODD)

"""Checksums of lines: the same for lines that fold to the same text, whichever way they were computed."""

from __future__ import annotations

import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from cleanup.corpus.checksum import LETTERS, LONGEST, checksum, counted
from cleanup.text.fold import fold

SPELLINGS = "Straße STRASSE leave-a REPLY reply’s reply's İstanbul ﬁnd FIND читайте … \ud800 7".split()
lines = st.lists(st.sampled_from(SPELLINGS), max_size=5).map(" ".join) | st.text(max_size=30)


@given(lines, lines, st.integers(0, 2**64 - 1))
def test_lines_that_fold_alike_have_one_checksum(one: str, other: str, site: int) -> None:
    if fold(one) == fold(other):
        assert checksum(one, site) == checksum(other, site) == checksum(fold(one), site)


@given(st.lists(lines, max_size=5), st.integers(0, 2**64 - 1))
def test_lines_of_a_page_have_the_checksums_they_have_alone(some: list[str], site: int) -> None:
    text = "\n".join(some)
    checks, data = counted(text, site)
    assert list(checks) == [checksum(line, site) for line in text.split("\n")]
    assert data.decode("utf-8", "surrogatepass") == text


def test_of_a_page_that_runs_together_sentences_are_counted() -> None:
    text = "The crew went ashore at noon. " * 60 + "Share this."
    checks, data = counted(text + "\n\nShort line", 7)
    assert data.decode().split("\n") == ["The crew went ashore at noon."] * 60 + ["Share this.", "Short line"]
    assert list(checks)[-2:] == [checksum("Share this", 7), checksum("Short line", 7)]


def test_what_says_nothing_or_too_much_is_not_counted() -> None:
    assert list(counted("…\n\n \n" + "a" * LONGEST, 7)[0])[:3] == [0, 0, 0]
    assert checksum("a" * (LONGEST + 1), 7) == counted("é" * (LONGEST + 1), 7)[0][0] == 0
    assert all(map(checksum, ["a", "é", "А", "a" * LONGEST], [7] * 4))


def test_no_other_character_folds_to_one_of_the_letters() -> None:
    assigned = (char for char in map(chr, range(128, sys.maxunicode + 1)) if unicodedata.category(char) not in ("Cn", "Co", "Cs"))
    found = {part for char in assigned for part in fold(char) if part.isascii()}
    assert found
    assert not found & set(LETTERS.decode())

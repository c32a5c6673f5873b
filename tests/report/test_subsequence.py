"""The longest common subsequence is the one that RapidFuzz finds, which patches of earlier versions were made by."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from cleanup.report.subsequence import common_subsequence

NUMBERS = st.lists(st.integers(0, 4), max_size=40)


def by_rapidfuzz(a: list[int], b: list[int]) -> list[tuple[int, int]]:
    equal = [step for step in LCSseq.opcodes(a, b) if step.tag == "equal"]
    return [(step.src_start + n, step.dest_start + n) for step in equal for n in range(step.src_end - step.src_start)]


@given(NUMBERS, NUMBERS)
def test_it_is_the_one_that_rapidfuzz_finds(a: list[int], b: list[int]) -> None:
    assert common_subsequence(a, b) == by_rapidfuzz(a, b)


def test_so_it_is_in_long_lists_and_in_lists_of_very_different_length() -> None:
    random = Random(1)
    for left, right in ((500, 400), (3, 20_000), (20_000, 3)):
        a, b = ([random.randrange(30) for _ in range(size)] for size in (left, right))
        assert common_subsequence(a, b) == by_rapidfuzz(a, b)

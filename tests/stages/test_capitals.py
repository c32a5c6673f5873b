"""Runs of words that do not begin in lower case."""

from __future__ import annotations

import re
from itertools import groupby

from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup.stages.reading.capitals import RUN, capital_runs

PIECES = st.sampled_from(
    ["A", "Cd ", " Foo", " Bar Baz", " “Qu", ' "x', " ‘él", "b b", " É", "1 ", "- ", "(", "[", '"', " ", "\n", "\xa0"]
)


def test_a_menu_is_a_run_and_a_sentence_is_none() -> None:
    menu = "Home News Sports Weather Jobs Contact"
    assert list(capital_runs(f"They went home. {menu} and so on, as Ann Berg of St. Olav said.")) == [(16, 46, 53)]


@settings(max_examples=500)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_runs_are_those_found_word_by_word(text: str) -> None:
    words = groupby(re.finditer(r"\S+", text), lambda word: word[0].lstrip("\"'“”„‘’«»([¿¡")[:1].islower())
    runs = [run for is_lower, run in ((is_lower, list(run)) for is_lower, run in words) if not is_lower and len(run) >= RUN]
    assert list(capital_runs(text)) == [(run[0].start(), run[-1].start(), run[-1].end()) for run in runs]

"""Headlines in capitals between paragraphs, on a page that sets its calls to click so."""

from __future__ import annotations

import pytest

from cleanup import Cleaner

CLEANER = Cleaner(select=["BP545", "BP341"])
FIRST = "The crane that fell on Monday stood for ninety years, and nobody in the harbour office thought to ask it how it felt."
SECOND = "The old one had been painted every spring, and in the end the paint was all that held it, said the man who painted it."
CALL = "CLICK HERE TO GET THE HARBOUR POST APP"
HEADLINE = "SIX TOWNS ON THE COAST LOOK UP AT NOON AND HEAR NOTHING"


@pytest.mark.parametrize(
    "lines",
    [(FIRST, HEADLINE, SECOND, CALL), (FIRST, HEADLINE, CALL, SECOND), (FIRST, CALL, SECOND, HEADLINE, FIRST)],
    ids=["call at the end", "call beside", "call above"],
)
def test_a_headline_in_capitals_goes_where_calls_to_click_are_set_so(lines: tuple[str, ...]) -> None:
    left = [line for line in lines if line not in (CALL, HEADLINE)]
    assert CLEANER.clean("\n\n".join(lines)) == "\n\n".join(left)


@pytest.mark.parametrize(
    "lines",
    [
        (FIRST, HEADLINE, SECOND),
        (FIRST, "WHAT THE TOWNS HEARD", SECOND, CALL),
        (FIRST, HEADLINE, "Nothing", "They heard nothing", SECOND, CALL),
        (HEADLINE, FIRST, SECOND, CALL),
        (f"{FIRST} The front page of Tuesday was one line:", HEADLINE, SECOND, CALL),
        (FIRST, f"“{HEADLINE}”", SECOND, CALL),
    ],
    ids=["no call", "a heading", "a heading of a list", "a headline of its own", "announced", "quoted"],
)
def test_other_lines_in_capitals_stay(lines: tuple[str, ...]) -> None:
    assert CLEANER.clean("\n\n".join(lines)) == "\n\n".join(line for line in lines if line != CALL)

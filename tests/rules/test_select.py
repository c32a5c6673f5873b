"""Selection by prefix: the longest that fits decides, and of equally long ones the one that ignores."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.rules.select import Selection


@pytest.mark.parametrize(
    ("select", "ignore", "code", "expected"),
    [
        ((), (), "SP101", False),
        (("",), (), "SP101", True),
        (("SP",), (), "SP101", True),
        (("SP",), (), "BP101", False),
        (("",), ("SP",), "SP101", False),
        (("SP1",), ("SP",), "SP101", True),
        (("SP1",), ("SP",), "SP201", False),
        (("SP",), ("SP1",), "SP101", False),
        (("SP",), ("SP",), "SP101", False),
        (("SP101",), ("SP1",), "SP101", True),
        (("", "BP"), ("B",), "BP101", True),
    ],
)
def test_the_longest_prefix_decides(select: tuple[str, ...], ignore: tuple[str, ...], code: str, expected: bool) -> None:
    assert Selection(select, ignore).allows(code) is expected


PREFIXES = st.lists(st.sampled_from(["", "S", "SP", "SP1", "SP10", "SP101", "SP2", "B", "BP", "BP101"])).map(tuple)
CODES = [f"{family}{number}" for family in ("BP", "SL", "SP") for number in (101, 102, 201)]


@given(select=PREFIXES, ignore=PREFIXES, family=st.sampled_from(["BP", "SL", "SP"]))
def test_a_family_may_act_if_a_rule_of_it_may(select: tuple[str, ...], ignore: tuple[str, ...], family: str) -> None:
    selection = Selection(select, ignore)
    assert selection.may_allow(family) or not any(selection.allows(code) for code in CODES if code.startswith(family))


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [(("",), (), True), (("LY",), (), False), (("",), ("SP",), False), (("",), ("SP101",), True), (("SP1",), ("SP",), True)],
)
def test_a_family_that_is_not_selected_may_not_act(select: tuple[str, ...], ignore: tuple[str, ...], expected: bool) -> None:
    assert Selection(select, ignore).may_allow("SP") is expected

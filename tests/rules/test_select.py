"""Selection by prefix: the longest that fits decides, and of equally long ones the one that ignores."""

from __future__ import annotations

import pytest

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

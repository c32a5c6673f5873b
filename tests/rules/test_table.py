"""Tables give the same however much of them was made."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleanup.rules.table import Table, by_letters


@given(st.dictionaries(st.text("abé", min_size=2, max_size=4), st.integers()), st.lists(st.text("abé", max_size=4)))
def test_a_table_gives_the_same_however_much_of_it_is_made(values: dict[str, int], keys: list[str]) -> None:
    lines: dict[str, list[str]] = {}
    for key in values:
        lines.setdefault(key[:2], []).append(key)
    asked, whole = (Table(by_letters(lines), lambda keys: {key: values[key] for key in keys}) for _ in range(2))
    assert whole.whole() == values
    assert not whole.rest
    for key in keys:
        asked.want((key[:2],))
        assert asked.known.get(key) == values.get(key)
    assert asked.rest == lines.keys() - {key[:2] for key in keys}


def test_after_many_lookups_all_keys_are_made() -> None:
    table = Table(by_letters({"ab": ["abc"], "bc": ["bcd"]}), dict.fromkeys)
    table.want(["ab"] * 25_000)
    assert table.known.keys() == {"abc"}
    table.want(["ab"])
    assert table.known.keys() == {"abc", "bcd"}

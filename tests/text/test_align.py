"""Where two versions of a text differ."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.text.align import align
from tests.cost import costs_at_most

HOSTILE = "ab é&;\u0301\u0327\u200d\U0001f3fd\U0001f469\ud83d\udca9\udc80\r\n\x00\x1f\x85\xa0\u2028’â€™漢字한"
texts = st.text(alphabet=HOSTILE, max_size=60) | st.text(alphabet=st.characters(), max_size=40)
changes = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 6), st.text(alphabet=HOSTILE, max_size=4)), max_size=6)


def apply(old: str, pieces: list[tuple[int, str, str]], start: int = 0) -> str:
    out, position = [], 0
    for at, before, after in pieces:
        assert at - start >= position, "stretches overlap or are out of order"
        assert old.startswith(before, at - start)
        assert before != after
        out += [old[position : at - start], after]
        position = at - start + len(before)
    return "".join([*out, old[position:]])


@given(texts, texts, st.integers(0, 50))
def test_replacing_the_stretches_gives_the_new_text(old: str, new: str, start: int) -> None:
    assert apply(old, list(align(old, new, start)), start) == new


@given(
    st.lists(st.sampled_from(["a word", "漢字", "naïve", "a&amp;b", "e\u0301", "\ud83d\udca9", "x" * 70]), max_size=300), changes
)
def test_the_law_holds_for_long_lines_changed_in_places(words: list[str], edits: list[tuple[int, int, str]]) -> None:
    for glue in (" ", ""):
        old = new = glue.join(words)
        for at, length, text in edits:
            new = new[:at] + text + new[at + length :]
        pieces = list(align(old, new))
        assert apply(old, pieces) == new
        assert not pieces or old != new


@given(texts, texts)
def test_no_stretch_parts_a_combining_sequence_or_a_surrogate_pair(old: str, new: str) -> None:
    shift = 0
    for at, before, after in align(old, new):
        for text, low, high in ((old, at, at + len(before)), (new, at + shift, at + shift + len(after))):
            for cut in (low, high):
                if 0 < cut < len(text) and text[cut - 1] != "\n":
                    assert not unicodedata.category(text[cut]).startswith("M")
                    assert not ("\ud800" <= text[cut - 1] <= "\udbff" and "\udc00" <= text[cut] <= "\udfff")
        shift += len(after) - len(before)


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("I donâ€™t know", "I don’t know", [(5, "â€™", "’")]),
        ("one\ntwo &amp; three\nfour", "one\ntwo & three\nfour", [(9, "amp;", "")]),
        ("“a” â€œbâ€\x9d c â€œd", "“a” “b” c “d", [(4, "â€œ", "“"), (8, "â€\x9d", "”"), (14, "â€œ", "“")]),
        ("cafe\x00\u0301s", "cafe\u0301s", [(3, "e\x00\u0301", "e\u0301")]),
        ("Ã©-Ã©x", "é-éx", [(0, "Ã©-Ã©", "é-é")]),  # one sign between two repairs may be the same by chance
        ("same", "same", []),
        ("", "new", [(0, "", "new")]),
        ("old", "", [(0, "old", "")]),
        ("one two", "one\ntwo", [(3, " ", "\n")]),
        ("\ud83d\udca9", "\ud83d\udcaa", [(0, "\ud83d\udca9", "\ud83d\udcaa")]),
        ("👩\u200d🔧 here", "👨\u200d🔧 here", [(0, "👩\u200d🔧", "👨\u200d🔧")]),
        ("👩\u200d🔧 here", "👩-🔧 here", [(0, "👩\u200d🔧", "👩-🔧")]),
        ("👍🏽", "👎🏽", [(0, "👍🏽", "👎🏽")]),
        ("one", "one!", [(3, "", "!")]),
        ("xone two", "one two", [(0, "x", "")]),
        ("one two", "two one", [(0, "one", "two"), (4, "two", "one")]),
        ("é漢é", "èéé", [(0, "é漢", "èé")]),
        ("èéé", "é漢é", [(0, "èé", "é漢")]),
        ("one\ntwo\nthr&ee\nfo&ur", "one\ntwo\nthree\nfour", [(11, "&", ""), (17, "&", "")]),
        (  # signs that the same marks belong to, so that what changed before and behind them is one stretch
            "a\u0301\u0302\u0303\u0304 x",
            "b\u0301\u0302\u0303\u0305 x",
            [(0, "a\u0301\u0302\u0303\u0304", "b\u0301\u0302\u0303\u0305")],
        ),
        (
            "a\u0301\u0302\u0303\u0304 x one",
            "b\u0301\u0302\u0303\u0305 x two",
            [(0, "a\u0301\u0302\u0303\u0304", "b\u0301\u0302\u0303\u0305"), (8, "one", "two")],
        ),
        ("one", " one", [(0, "", " ")]),
        ("naïve one", "naïve  one", [(6, "", " ")]),
        ("two", "one two three", [(0, "", "one "), (3, "", " three")]),  # one word is found among several as any
        ("one two three", "two", [(0, "one ", ""), (7, " three", "")]),
        ("ab\u200d", "b\u200d", [(0, "a", "")]),  # how a text ends says nothing of where it begins
    ],
)
def test_a_reader_sees_what_changed_and_no_more(old: str, new: str, pieces: list[tuple[int, str, str]]) -> None:
    assert list(align(old, new)) == pieces


def test_surrogates_go_in_pairs_and_half_a_pair_belongs_to_nothing() -> None:
    assert list(align("\ud800\udc00", "\ud801\udc00")) == [(0, "\ud800\udc00", "\ud801\udc00")]
    assert list(align("\udbff\udfff", "\udbfe\udfff")) == [(0, "\udbff\udfff", "\udbfe\udfff")]
    assert list(align("\ud800\udc00", "\ud800\udc01")) == [(0, "\ud800\udc00", "\ud800\udc01")]
    assert list(align("\udbff\udffe", "\udbff\udfff")) == [(0, "\udbff\udffe", "\udbff\udfff")]
    assert list(align("a\udc00", "b\udc00")) == [(0, "a", "b")]
    assert list(align("\ud83dé", "\ud83dà")) == [(1, "é", "à")]


def test_a_script_without_spaces_shows_its_changes_apart() -> None:
    line = "今日はとても良い天気ですね" * 10
    old, new = "&ldquo;" + line + "&rdquo;" + line, "“" + line + "”" + line
    assert list(align(old, new)) == [(0, "&ldquo;", "“"), (7 + len(line), "&rdquo;", "”")]


def test_changes_of_a_long_line_are_told_apart_wherever_they_stand() -> None:
    old = [f"word{number}" for number in range(3_000)]
    new = list(old)
    new[5], new[700], new[1_500] = "five", "seven", "x"
    new[2_600:2_600] = ["some", "more"]
    del new[2_000:2_010]
    at = {number: len(" ".join(old[:number])) + 1 for number in (5, 700, 1_500, 2_000, 2_600)}
    gone = " ".join(old[2_000:2_010])
    expected = [
        (at[5], "word5", "five"),
        (at[700], "word700", "seven"),
        (at[1_500], "word1500", "x"),
        (at[2_000], gone + " ", ""),
        (at[2_600] - 1, "", " some more"),
    ]
    assert list(align(" ".join(old), " ".join(new))) == expected


def test_what_is_put_in_at_the_edge_of_a_window_is_not_mixed_with_what_follows() -> None:
    """Four signs of it stand behind it as well, which may be chance: a window ends after its last sure match."""
    signs = "".join(map(chr, range(0x4E00, 0x4E00 + 600)))
    before, follows, other = signs[:200], signs[200:400], signs[400:500]
    put_in = other[:20] + follows[20:24] + other[24:]
    assert list(align("a" + before + follows + "z", "b" + before + put_in + follows + "y")) == [
        (0, "a", "b"),
        (201, "", put_in),
        (401, "z", "y"),
    ]


def test_windows_without_a_word_in_common_are_replaced_whole() -> None:
    old, new = " ".join(map(str, range(600))), " ".join(f"w{n}" for n in range(500))
    for one, other in ((old, new), (new, old)):
        assert apply(one, list(align(one, other))) == other
    assert list(align("a" + "é" * 600, "a" + "漢" * 300)) == [(1, "é" * 600, "漢" * 300)]
    old, new = " ".join(f"a{number}" for number in range(600)), "\u2003".join(f"b{number}" for number in range(500))
    assert list(align(old, new)) == [(0, old, new)]


@pytest.mark.parametrize("word", ["plain words here ", pytest.param("漢", marks=pytest.mark.slow), "x"])
def test_a_line_of_a_million_characters_takes_no_long_time(word: str) -> None:
    line = word * (1_000_000 // len(word))
    old = "".join(line[at : at + 9_000] + "&amp;" for at in range(0, len(line), 9_000))
    with costs_at_most(500):
        pieces = list(align(old, old.replace("&amp;", "&")))
    assert apply(old, pieces) == old.replace("&amp;", "&")
    assert apply(old, list(align(old, line))) == line


def test_two_long_texts_that_share_nothing_take_no_long_time() -> None:
    old, new = " ".join(map(str, range(30_000))), " ".join(f"w{n}" for n in range(27_000))
    with costs_at_most(1000):
        assert apply(old, list(align(old, new))) == new

"""Folding: what two lines must share to say the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.text.fold import fold, fold_lines, fold_with_offsets
from tests.laws.strategies import texts


@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts, texts)
def test_glue_folds_like_its_parts(left: str, right: str) -> None:
    assert fold(left + right) == fold(left) + fold(right) == fold(left + " \n" + right)


@given(texts)
def test_offsets_lead_back_to_the_characters(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert folded == fold(text)
    assert offsets == sorted(offsets)
    assert all(char in fold(text[offset]) for char, offset in zip(folded, offsets, strict=True))


@given(st.text(st.characters(max_codepoint=127)))
def test_the_fast_way_for_ascii_folds_like_the_other(text: str) -> None:
    assert fold(text) == fold(text + "é")[:-1]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Leave a ReplyYour email", "LEAVE A REPLY / Your e-mail"),
        ("  Read_more … ", "read more"),
        ("Bir cevap yazın", "BİR CEVAP YAZIN"),
        ("STRASSE", "Straße"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
    ],
)
def test_lines_that_say_the_same_fold_alike(a: str, b: str) -> None:
    assert fold(a) == fold(b)


def test_a_long_text_folds_to_all_of_its_letters() -> None:
    assert fold("É, a1 – ß\n" * 20_000) == "éa1ss" * 20_000


def test_signs_alone_fold_to_nothing() -> None:
    assert fold("* * * — … \ud800\0") == ""


@given(st.text(st.sampled_from("aZ9_ \n\r’“—…\xa0ßıİñ\ud83d\udca9\U0001f600\x00\x85漢ﬁ")) | st.text())
def test_lines_folded_together_are_the_lines_folded(text: str) -> None:
    assert fold_lines(text) == [fold(line) for line in text.split("\n")]


def test_lines_of_plain_letters_are_folded_one_by_one() -> None:
    assert fold_lines("One, two\n\nThree") == ["onetwo", "", "three"]
    assert fold_lines("One’s – two\nThree…") == ["onestwo", "three"]


def test_signs_that_are_taken_for_punctuation_fold_to_nothing_and_their_neighbours_do_not() -> None:
    signs = "".join(map(chr, range(0x2000, 0x2040)))
    assert fold(signs) == ""
    assert fold_lines(f"a{signs}b\n\u1fffé\u2071©\n{signs}ⅷ\xa0") == ["ab", "éⁱ", "ⅷ"]

"""A text in one byte per character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleanup.text.document import Document
from cleanup.text.onebyte import CHARACTERS, MARKS, PIECE

TEXTS = st.text(st.sampled_from([*"aé?!ÿ\x00\xa0żш日\ud800\U0001f600", *MARKS, *MARKS.values()]))


@given(TEXTS)
def test_each_byte_tells_its_character_or_that_it_has_none(text: str) -> None:
    (piece,) = Document(text).pieces()
    assert len(piece.data) == len(text)
    others = 0
    for byte, char in zip(piece.data, text, strict=True):
        if CHARACTERS[byte] != char:
            others += char != "?"
            assert char not in CHARACTERS or char == "?"
            assert chr(byte) == ("!" if char == "?" else "?")
    assert piece.others == others


def test_pieces_of_a_long_text_overlap_by_a_character() -> None:
    text = "ab“c" * PIECE
    found = list(Document(text).pieces())
    assert [piece.start for piece in found] == list(range(0, len(text), PIECE))
    assert {len(piece.data) for piece in found[:-1]} == {PIECE + 1}
    assert b"".join(piece.data[:PIECE] for piece in found) == "ab\x93c".encode("latin-1") * PIECE


def test_what_is_made_of_a_short_text_is_kept() -> None:
    document = Document("a short text")
    assert next(iter(document.pieces())) is next(iter(document.pieces()))
    assert next(iter(Document("").pieces())).data == b""

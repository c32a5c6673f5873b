"""JSON inside the page: nothing in it can break out, and a text is written as `json` would write it."""

from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from cleanup.report.embedded import encode, encode_document
from tests.report.test_html import HOSTILE

TEXTS = st.text(st.sampled_from('a"\\/\n\r\t\x00\x1f\x7f<>&\u2028\u2029é“🎶\ud800\udcff') | st.characters(), max_size=40)


def test_data_cannot_end_the_element_it_stands_in() -> None:
    data = encode({HOSTILE: [HOSTILE]})
    assert not re.search(rb"[<>]", data)
    assert b"\xe2\x80\xa8" not in data
    assert json.loads(data) == {HOSTILE: [HOSTILE]}


@given(st.none() | st.lists(TEXTS | st.integers(0, 9) | st.lists(st.integers(), min_size=1, max_size=1)), TEXTS)
def test_a_document_is_encoded_as_any_data(parts: list[str | int | list[int]] | None, text: str) -> None:
    edits = [{"before": text, "why": [[0, text, text, 0.5]]}]
    assert encode_document(edits, parts, text) == encode({"edits": edits, "parts": parts, "why": text})

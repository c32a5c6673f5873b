"""The promise in full: from the cleaned file and its account come the original bytes, and a second run changes nothing."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cleanup.run.fix import account_of
from cleanup.run.results.undo import undo
from tests.laws.strategies import articles, hostile_text
from tests.run.runs import contents, in_place, into, put

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252", "cp1251", "latin-1", "shift_jis", "gb18030", "utf-7", "iso2022_jp")


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A file's bytes: an article or hostile text in some encoding, with CRLF, strange bytes in it; or anything at all."""
    if draw(st.integers(0, 4)) == 0:
        return draw(st.binary(max_size=200))
    text = draw(articles(max_lines=8) | hostile_text())
    if draw(st.booleans()):
        text = text.replace("\n", draw(st.sampled_from(("\r\n", "\r", "\n"))))
    data = text.encode(draw(st.sampled_from(ENCODINGS[:1] * 4 + ENCODINGS)), draw(st.sampled_from(("replace", "ignore"))))
    for _ in range(draw(st.integers(0, 2))):
        place = draw(st.integers(0, len(data)))
        data = data[:place] + draw(st.binary(max_size=3)) + data[place:]
    return data


@given(st.lists(files(), min_size=1, max_size=2), st.booleans())
@example([b"\xef\xbb\xbf\xef\xbb\xbfx", b"\r", b"\x00"], True)
@example([b"\xc3\xa9\xc3\xa9\xc3\xa9 \xc3\xe2\x80\x8b\xa9"], False)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_every_byte_comes_back_and_a_second_run_changes_nothing(datas: list[bytes], named: bool) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        source = put(folder / "in", {f"{number}.{'md' if named else 'txt'}": data for number, data in enumerate(datas)})
        before = contents(source)

        into(source, folder / "out")
        assert contents(source) == before
        assert [done.status for done in undo(account_of(folder / "out"), folder / "back")] == ["restored"] * len(datas)
        assert contents(folder / "back") == before

        into(folder / "out", folder / "again")
        assert contents(folder / "again") == contents(folder / "out")

        copy = Path(shutil.copytree(source, folder / "copy"))
        summary, _ = in_place(copy, folder / "reports")
        assert not summary.edits or all(done.status == "restored" for done in undo(folder / "reports" / "1"))
        assert contents(copy) == before

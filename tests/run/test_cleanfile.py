"""One file: whatever its bytes are, it comes out clean or as it was, with a reason."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

import pytest

from cleanup.pipeline.config import Config
from cleanup.run.results.replay import original
from cleanup.run.workers.cleanfile import clean_bytes, clean_file, clean_together
from cleanup.run.workers.job import Job, Outcome
from tests.run.runs import CLEAN, DIRTY

SPANISH = (
    "El pueblo que compró su estación\n\nEl pueblo que compró su estación\n\n"
    "Los vecinos celebraron la noticia con música y una comida en la plaza mayor, y la alcaldesa lloró de emoción.\n"
)


def cleaned(data: bytes, name: str = "a.txt", **options: object) -> Outcome:
    return clean_bytes(data, name, Job(Config().with_options(options)))


def assert_returns(outcome: Outcome, data: bytes) -> None:
    assert outcome.data is not None
    assert original(outcome.entry, outcome.data) == data


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_cleaned_in_its_own_encoding_with_its_mark(encoding: str) -> None:
    data = DIRTY.encode(encoding)
    outcome = cleaned(data)
    assert outcome.entry.status == "changed"
    assert outcome.data == CLEAN.encode(encoding)
    assert_returns(outcome, data)


def test_utf_16_of_the_other_byte_order() -> None:
    data = codecs.BOM_UTF16_BE + DIRTY.encode("utf-16-be")
    outcome = cleaned(data)
    assert outcome.data == codecs.BOM_UTF16_BE + CLEAN.encode("utf-16-be")
    assert_returns(outcome, data)


def test_an_old_encoding_is_found_and_kept() -> None:
    data = SPANISH.encode("cp1252")
    outcome = cleaned(data)
    assert outcome.entry.codec == ("cp1252", "", "strict")
    assert outcome.data == SPANISH.encode("cp1252").replace("El pueblo que compró su estación\n\n".encode("cp1252"), b"", 1)
    assert_returns(outcome, data)


def test_a_given_encoding_is_taken() -> None:
    data = SPANISH.encode("cp850")
    outcome = cleaned(data, encoding="cp850")
    assert outcome.entry.codec[0] == "cp850"
    assert outcome.entry.status == "changed"
    assert_returns(outcome, data)


def test_what_no_encoding_explains_stays_as_it_was_and_says_why() -> None:
    data = bytes(range(128, 256)) * 4 + b"\n\x81\x8d\x8f\n"
    outcome = cleaned(data)
    assert outcome.entry.status == "undecodable"
    assert "--encoding" in outcome.entry.why
    assert outcome.data == data


def test_a_few_bad_bytes_in_utf_8_survive() -> None:
    data = DIRTY.replace("seven on", "sévèn ön").encode().replace(b"swe", b"s\xffwe")
    outcome = cleaned(data)
    assert outcome.entry.status == "changed"
    assert outcome.entry.codec == ("utf-8", "", "surrogateescape")
    assert outcome.data is not None
    assert b"s\xffwe" in outcome.data
    assert_returns(outcome, data)


@pytest.mark.parametrize("end", ["\r\n", "\n"])
@pytest.mark.parametrize("final", [True, False])
def test_line_ends_and_the_end_of_the_file_stay(end: str, final: bool) -> None:
    text = DIRTY if final else DIRTY.rstrip("\n")
    data = text.replace("\n", end).encode()
    outcome = cleaned(data)
    assert outcome.data == (CLEAN if final else CLEAN.rstrip("\n")).replace("\n", end).encode()
    assert_returns(outcome, data)


@pytest.mark.parametrize("data", [b"", b"\n", b" \n\t\n", b"\xef\xbb\xbf", b"\r", b"one line"])
def test_hardly_a_text_is_hardly_changed(data: bytes) -> None:
    outcome = cleaned(data)
    assert outcome.entry.status in ("clean", "changed")
    assert_returns(outcome, data)


def test_a_binary_file_is_left_alone() -> None:
    outcome = cleaned(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n" + DIRTY.encode())
    assert outcome.entry.status == "binary"
    assert outcome.entry.before == outcome.entry.after


def test_a_page_is_left_alone_with_advice() -> None:
    outcome = cleaned(b"<!DOCTYPE html><html><head><title>x</title></head><body><p>Prose.</p></body></html>\n")
    assert outcome.entry.status == "html"
    assert any("extract" in remark for remark in outcome.entry.remarks)


def test_repairs_that_the_encoding_cannot_hold_are_left_and_the_rest_is_done() -> None:
    latin = SPANISH + "\nEl cartel decía &#9731; y nadie entendió por qué estaba allí &aacute; todas horas.\n"
    data = latin.encode("cp1252")
    outcome = cleaned(data)
    if outcome.entry.status == "clean" or "EN" not in {code[:2] for code in map(_code, cleaned(latin.encode()).entry.edits)}:
        pytest.skip("entities are not repaired here")
    assert outcome.data is not None
    assert "&#9731;" in outcome.data.decode("cp1252")
    assert outcome.data.decode("cp1252").count("El pueblo que compró") == 1
    assert "cp1252" in outcome.entry.why
    assert_returns(outcome, data)
    assert cleaned(outcome.data).data == outcome.data


def _code(record: object) -> str:
    return record["reasons"][0]["code"]  # type: ignore[index]


def test_codes_are_ignored_for_the_files_named() -> None:
    job = Job(Config().with_options({"per-file-ignores": {"drafts/*.txt": ["HL"]}}))
    for path, count in {"drafts/a.txt": 2, "/home/me/drafts/a.txt": 2, "a.txt": 1, "drafts.txt": 1}.items():
        outcome = clean_bytes(DIRTY.encode(), "a.txt", job, path)
        assert outcome.data is not None
        assert outcome.data.count(b"Harbour town opens") == count


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_or_a_device_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    for path in (tmp_path / "pipe.txt", Path("/dev/zero"), tmp_path):
        outcome = clean_file(path, "pipe.txt", Job(Config()))
        assert outcome.entry.status == "failed"
        assert outcome.entry.why.startswith("cannot be read: is a ")


def test_a_missing_file_or_a_dangling_link_is_a_failure_and_no_error(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere")
    for name in ("missing.txt", "link.txt"):
        outcome = clean_file(tmp_path / name, name, Job(Config()))
        assert outcome.entry.status == "failed"
        assert outcome.entry.why == "cannot be read: No such file or directory"


def test_removing_what_kept_two_bytes_apart_does_not_make_a_letter_of_them() -> None:
    """C3 and A9 on both sides of a removed stretch would be read as é by undo."""
    good = "é" * 8
    for gap in ("\u200b", " \n\n\n\n", "&#8203;", "Leave a Reply"):
        data = f"{good} left the harbour".encode() + b"\xc3" + gap.encode() + b"\xa9 shortly before seven.\n"
        outcome = cleaned(data)
        assert_returns(outcome, data)


def test_files_that_are_cleaned_together_come_out_as_each_alone(tmp_path: Path) -> None:
    contents = [DIRTY.encode(), b"", b"a\0b", CLEAN.encode(), b"\x81\x8d" * 9, b"Long ago . " * 30_000, SPANISH.encode("cp1252")]
    files = [(tmp_path / f"{number}.txt", f"{number}.txt", "") for number in range(len(contents))]
    for (path, _, _), data in zip(files, contents, strict=True):
        path.write_bytes(data)
    files.insert(3, (tmp_path / "none.txt", "none.txt", "the missing one"))
    groups = list(clean_together(files, Job(Config())))
    assert [outcome for group in groups for outcome in group] == [
        clean_file(path, name, Job(Config()), shown) for path, name, shown in files
    ]
    assert [len(group) for group in groups] == [7, 1]  # a long file is the last of its group: the texts of all are in memory

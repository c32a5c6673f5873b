"""Record files through a run: only the tokens of texts change, every byte comes back, and one bad record costs nobody else."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleanup.pipeline.config import Config
from cleanup.report.record import Entry
from cleanup.report.summary import Summary
from cleanup.run.fix import account_of, fix_file, fix_into
from cleanup.run.inplace import fix_in_place
from cleanup.run.request import Request
from cleanup.run.results.account import EDITS, AccountError, read_entries
from cleanup.run.results.report import write_report
from cleanup.run.results.undo import Undone, undo
from cleanup.run.sources.source import Source, Sources
from cleanup.run.sources.walk import walk
from cleanup.run.workers.job import Job
from tests.run.runs import CLEAN, DIRTY, contents, put

HOSTILE = "".join(
    [
        "\ufeff" + json.dumps({"text": DIRTY, "n": 1}) + "\r\n",
        '{"n": 1.10, "huge": ' + "9" * 5000 + ', "nan": NaN, "inf": 1E400, "text": ' + json.dumps(DIRTY + "café \ud800") + "}\n",
        "\n",
        '{"text": "first", "url": "https:\\/\\/a.com", "text": ' + json.dumps(DIRTY + "a/b").replace("a/b", "a\\/b") + "}\n",
        '{"text": '
        + json.dumps(DIRTY + "é", ensure_ascii=False).replace("Leave", "\\u004Ceave").replace("a", "\\u0061", 1)
        + "}\n",
        '{"text": ' + json.dumps(CLEAN) + ', "l": [1, {"text": "Leave a Reply"}]}\n',
        '{"text": null}\n',
        "[]\n",
        '{"text": "cut',
    ]
).encode("utf-8", "surrogatepass")


def job(**options: object) -> Job:
    return Job(Config().with_options(options))


def into(source: Path, out: Path, **options: object) -> Summary:
    found = walk([source])
    if out.suffix:
        return fix_file(found.sources[0], out, Request(job(**options)))
    return fix_into(found.sources, found.root, out, Request(job(**options)))


def undone(account: Path, to: Path | None = None, force: bool = False) -> list[Undone]:
    return list(undo(account, to, force))


def entries(account: Path) -> dict[str, Entry]:
    return {entry.doc: entry for entry in read_entries(account)}


def test_hostile_records_come_out_clean_and_come_back(tmp_path: Path) -> None:
    source = put(tmp_path, {"in.jsonl": HOSTILE}) / "in.jsonl"
    summary = into(source, tmp_path / "out.jsonl")
    lines, cleaned = HOSTILE.split(b"\n"), (tmp_path / "out.jsonl").read_bytes().split(b"\n")
    assert len(lines) == len(cleaned)
    changed = [number for number, (old, new) in enumerate(zip(lines, cleaned, strict=True), 1) if old != new]
    assert changed == [1, 2, 4, 5]
    for number in changed:
        new = json.loads(cleaned[number - 1].decode("utf-8-sig"), parse_int=str)
        assert "Leave a Reply" not in new["text"]
    assert b'{"n": 1.10, "huge": ' + b"9" * 5000 + b', "nan": NaN, "inf": 1E400, "text": "' in cleaned[1]
    assert cleaned[1].endswith(b'caf\\u00e9 \\ufffd"}')
    assert cleaned[3].startswith(b'{"text": "first", "url": "https:\\/\\/a.com", "text": "')
    assert summary.documents == {"changed": 4, "clean": 1, "failed": 2}
    assert [doc for doc, _ in summary.problems] == ["in.jsonl#8", "in.jsonl#9"]
    assert [done.status for done in undone(tmp_path / "out.jsonl.report", tmp_path / "back")] == ["restored"]
    assert contents(tmp_path / "back") == {"in.jsonl": HOSTILE}
    again = into(tmp_path / "out.jsonl", tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "out.jsonl").read_bytes()
    assert again.edits == 0


def test_what_writing_anew_would_not_give_back_is_kept(tmp_path: Path) -> None:
    source = put(tmp_path, {"in.jsonl": HOSTILE}) / "in.jsonl"
    into(source, tmp_path / "out.jsonl")
    spliced = {doc for doc, entry in entries(tmp_path / "out.jsonl.report").items() if entry.part and entry.part.splice}
    assert spliced == {"in.jsonl#5"}  # an "L" and an "a" that somebody escaped


def test_edits_name_document_file_record_and_field(tmp_path: Path) -> None:
    records = [{"id": "x/7", "title": CLEAN, "text": DIRTY}, {"text": DIRTY}]
    source = put(tmp_path, {"in.jsonl": "".join(json.dumps(record) + "\n" for record in records)}) / "in.jsonl"
    into(source, tmp_path / "out", id_field="id", field=["title", "text"])
    found = entries(tmp_path / "out.report")
    assert list(found) == ["in.jsonl#x/7:title", "in.jsonl#x/7:text", "in.jsonl#2:text", "in.jsonl"]
    part = found["in.jsonl#x/7:text"].part
    assert part
    assert (part.file, part.format, part.record, part.field) == ("in.jsonl", "jsonl", 1, "text")
    assert {edit["doc"] for edit in found["in.jsonl#x/7:text"].edits} == {"in.jsonl#x/7:text"}
    line = json.loads((tmp_path / "out.report" / EDITS).read_bytes().split(b"\n")[0])
    assert line["v"] == 2  # what knows only version 1 must not take a record for a file


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    lines = "".join(
        json.dumps({"text": (DIRTY if number % 3 else CLEAN).replace("nine", str(number))}) + "\n" for number in range(150)
    )
    source = put(tmp_path / "in", {"in.jsonl": lines + "broken\n" + lines, "a.txt": DIRTY, "z.txt": DIRTY})
    for jobs in (1, 2):
        found = walk([source], records=True)
        fix_into(found.sources, found.root, tmp_path / f"{jobs}" / "out", Request(job(jobs=jobs)))
    one, two = contents(tmp_path / "1"), contents(tmp_path / "2")
    assert [name for name in one.keys() | two.keys() if one.get(name) != two.get(name)] == ["out.report/run.json"]
    assert one["out/z.txt"] == CLEAN.encode()
    assert one["out/in.jsonl"].count(b"Leave a Reply") == 0


def in_place(source: Path, reports: Path) -> tuple[Summary, Path]:
    found = walk([source])
    return fix_in_place(found.sources, found.root, Request(job()), reports)


def test_every_byte_comes_back_after_a_run_in_place(tmp_path: Path) -> None:
    source = put(tmp_path / "in", {"in.jsonl": HOSTILE}) / "in.jsonl"
    _, account = in_place(source, tmp_path / "reports")
    assert source.read_bytes() != HOSTILE
    assert [done.status for done in undone(account)] == ["restored"]
    assert contents(tmp_path / "in") == {"in.jsonl": HOSTILE}
    with pytest.raises(AccountError, match="already undone"):
        undone(account)


def test_in_place_nothing_is_written_where_nothing_changes(tmp_path: Path) -> None:
    source = put(tmp_path / "in", {"in.jsonl.gz": gzip.compress(json.dumps({"text": CLEAN}).encode(), 1)}) / "in.jsonl.gz"
    before = source.read_bytes(), source.stat().st_ino
    in_place(source, tmp_path / "reports")
    assert (source.read_bytes(), source.stat().st_ino) == before
    assert len(contents(tmp_path / "in")) == 1


@pytest.mark.parametrize("level", [1, 9])
def test_in_place_compressed_files_come_back_as_they_were_compressed(tmp_path: Path, level: int) -> None:
    data = gzip.compress(HOSTILE, level, mtime=7) + gzip.compress(b'{"text": "x"}\n', level)
    source = put(tmp_path / "in", {"in.jsonl.gz": data}) / "in.jsonl.gz"
    _, account = in_place(source, tmp_path / "reports")
    assert account
    assert gzip.decompress(source.read_bytes()) != gzip.decompress(data)
    assert [done.status for done in undone(account, tmp_path / "back")] == ["restored"]
    assert contents(tmp_path / "back") == {"in.jsonl.gz": data}
    assert [done.status for done in undone(account)] == ["restored"]
    assert contents(tmp_path / "in") == {"in.jsonl.gz": data}


def test_a_kept_original_that_is_none_is_not_believed(tmp_path: Path) -> None:
    source = put(tmp_path / "in", {"in.jsonl.gz": gzip.compress(HOSTILE)}) / "in.jsonl.gz"
    _, account = in_place(source, tmp_path / "reports")
    assert account
    for kept in (account / "originals").iterdir():
        kept.write_bytes(b"other")
    assert [done.status for done in undone(account)] == ["restored"]
    assert gzip.decompress(source.read_bytes()) == HOSTILE


def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    put(tmp_path / "in", {"real": json.dumps({"text": DIRTY})})
    (tmp_path / "in" / "link.jsonl").symlink_to("real")
    summary, _ = in_place(tmp_path / "in" / "link.jsonl", tmp_path / "reports")
    assert "symbolic link" in dict(summary.problems)["link.jsonl"]
    assert contents(tmp_path / "in")["real"] == json.dumps({"text": DIRTY}).encode()


def test_a_source_that_changes_during_the_run_is_left_alone(tmp_path: Path) -> None:
    source = put(tmp_path / "in", {"in.jsonl": HOSTILE}) / "in.jsonl"
    found = walk([source])

    def meddle(outcome: object) -> None:
        source.write_bytes(b"mine")

    summary, account = fix_in_place(found.sources, found.root, Request(job(), meddle), tmp_path / "reports")
    assert "it was changed while it was read" in dict(summary.problems)["in.jsonl"]
    assert contents(tmp_path / "in") == {"in.jsonl": b"mine"}
    assert not [*undone(account)]


def test_undo_leaves_a_file_alone_that_was_edited_since(tmp_path: Path) -> None:
    source = put(tmp_path, {"in.jsonl": HOSTILE}) / "in.jsonl"
    into(source, tmp_path / "out.jsonl")
    cleaned = (tmp_path / "out.jsonl").read_bytes()
    lines = cleaned.split(b"\n")
    for edited in (b"\n".join(lines[1:]), cleaned + b"\n{}", cleaned.replace(b"harbour", b"port"), b""):
        (tmp_path / "out.jsonl").write_bytes(edited)
        done = undone(tmp_path / "out.jsonl.report", tmp_path / "back")
        assert [(one.status, one.why) for one in done] == [("failed", "it was edited since; left alone")]
        assert contents(tmp_path / "back") == {}


def test_undo_does_not_overwrite_without_force(tmp_path: Path) -> None:
    source = put(tmp_path, {"in.jsonl": HOSTILE, "back/in.jsonl": "mine"}) / "in.jsonl"
    into(source, tmp_path / "out.jsonl")
    account, back = tmp_path / "out.jsonl.report", tmp_path / "back"
    assert [done.status for done in undone(account, back)] == ["failed"]
    assert [done.status for done in undone(account, back, force=True)] == ["restored"]
    assert [done.status for done in undone(account, back)] == ["unchanged"]
    assert contents(back) == {"in.jsonl": HOSTILE}


def test_compressed_files_hold_the_same_again(tmp_path: Path) -> None:
    source = put(tmp_path / "in", {"in.jsonl.gz": gzip.compress(HOSTILE)}) / "in.jsonl.gz"
    into(source, tmp_path / "out")
    into(source, tmp_path / "out.jsonl")
    assert gzip.decompress((tmp_path / "out" / "in.jsonl.gz").read_bytes()) == (tmp_path / "out.jsonl").read_bytes()
    for account in ("out.report", "out.jsonl.report"):
        assert [done.status for done in undone(tmp_path / account, tmp_path / account / "back")] == ["restored"]
        assert gzip.decompress((tmp_path / account / "back" / "in.jsonl.gz").read_bytes()) == HOSTILE


def test_files_cut_short_or_without_texts_fail_whole_and_leave_nothing(tmp_path: Path) -> None:
    source = put(
        tmp_path / "in",
        {
            "a.jsonl.gz": gzip.compress(HOSTILE * 50)[:-20],
            "b.jsonl": '{"txt": "x"}\n',
            "c.jsonl": "",
            "d.jsonl": "\n\n",
            "e.jsonl": json.dumps({"text": DIRTY}),
        },
    )
    found = walk([source], records=True)
    summary = fix_into(found.sources, found.root, tmp_path / "out", Request(job()))
    assert contents(tmp_path / "out").keys() == {"c.jsonl", "d.jsonl", "e.jsonl"}
    problems = dict(summary.problems)
    assert problems["a.jsonl.gz"].startswith("cannot be read to its end: ")
    assert problems["b.jsonl"].startswith("none of the fields 'text', ")
    assert {(done.doc, done.status) for done in undone(tmp_path / "out.report", tmp_path / "back")} == {
        ("c.jsonl", "restored"), ("d.jsonl", "restored"), ("e.jsonl", "restored"),
    }  # fmt: skip
    assert all(
        (tmp_path / "back" / name).read_bytes() == (source / name).read_bytes() for name in ("c.jsonl", "d.jsonl", "e.jsonl")
    )


def test_what_was_removed_can_go_to_a_field(tmp_path: Path) -> None:
    records = [{"text": DIRTY, "gone": "mine"}, {"text": CLEAN}, {"text": DIRTY}]
    data = "".join(json.dumps(record) + "\n" for record in records)
    source = put(tmp_path, {"in.jsonl": data}) / "in.jsonl"
    into(source, tmp_path / "out.jsonl", removed_field="gone")
    found = [json.loads(line) for line in (tmp_path / "out.jsonl").read_bytes().splitlines()]
    gone = "Harbour town opens its longest pier after nine years\nLeave a Reply\nYour email address will not be published."
    assert [record.get("gone") for record in found] == [gone, None, gone]
    undone(tmp_path / "out.jsonl.report", tmp_path / "back")
    assert (tmp_path / "back" / "in.jsonl").read_text() == data


def test_a_column_for_what_was_removed_comes_and_goes_with_its_header(tmp_path: Path) -> None:
    flat = [text.replace("\n", "\r\n") for text in (DIRTY, CLEAN)]
    data = '"id",text\r\n' + "".join(f'{number},"{text}"\r\n' for number, text in enumerate(flat))
    source = put(tmp_path, {"in.csv": data}) / "in.csv"
    into(source, tmp_path / "out.csv", removed_field="gone")
    assert (tmp_path / "out.csv").read_bytes().startswith(b'"id",text,gone\r\n0,"')
    undone(tmp_path / "out.csv.report", tmp_path / "back")
    assert (tmp_path / "back" / "in.csv").read_bytes() == data.encode()


def test_the_page_shows_records(tmp_path: Path) -> None:
    source = put(tmp_path, {"in.jsonl": HOSTILE}) / "in.jsonl"
    into(source, tmp_path / "out.jsonl")
    page = (tmp_path / "out.jsonl.report" / "index.html").read_text()
    assert '"in.jsonl#2"' in page
    assert page.count("She told the radio station") == 4
    (tmp_path / "out.jsonl").write_bytes(b'{"text": "other"}\n')
    assert "the cleaned file was edited since" in write_report(tmp_path / "out.jsonl.report").read_text()


def test_halves_of_a_character_that_would_meet_leave_their_record_alone(tmp_path: Path) -> None:
    text = CLEAN + "x\ud83d\n\nLeave a Reply\n\nYour email address will not be published.\n\n\ude00"
    data = json.dumps({"text": text.replace("\n\nLeave", "Leave")}) + "\n"
    source = put(tmp_path, {"in.jsonl": data}) / "in.jsonl"
    into(source, tmp_path / "out.jsonl")
    undone(tmp_path / "out.jsonl.report", tmp_path / "back")
    assert (tmp_path / "back" / "in.jsonl").read_text() == data


PARTS = st.sampled_from(
    ["Leave a Reply\n\n", "It rained.\n", "PLAthe ", "é", "/", "\\", '"', "\ud800", "\n\n", CLEAN, "\u2028", "\t"]
)


@given(
    st.lists(st.lists(PARTS, max_size=8).map("".join), min_size=1, max_size=4),
    st.randoms(use_true_random=False),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undo_gives_every_byte_back(tmp_path: Path, texts: list[str], chance: object) -> None:
    import random

    assert isinstance(chance, random.Random)
    lines = []
    for text in texts:
        token = json.dumps(text, ensure_ascii=chance.random() < 0.5 or "\ud800" in text)
        for old, new in (("/", "\\/"), ("R", "\\u0052"), ("\\u00e9", "\\u00E9"), ("\\n", "\\u000a")):
            if chance.random() < 0.3 and not (old.startswith("\\") and "\\\\" in token):
                token = token.replace(old, new, chance.choice([1, -1]))
        lines.append(f'{{"text":{chance.choice(["", " "])}{token}, "n": 1.0}}')
    data = chance.choice(["\n", "\r\n"]).join(lines).encode()
    source = put(tmp_path / "in", {"in.jsonl": data}) / "in.jsonl"
    into(source, tmp_path / "out.jsonl")
    assert all(done.status != "failed" for done in undone(account_of(tmp_path / "out.jsonl"), tmp_path / "back", force=True))
    assert (tmp_path / "back" / "in.jsonl").read_bytes() == data


def test_a_format_can_be_forced_on_a_file_named_outright(tmp_path: Path) -> None:
    path = put(tmp_path, {"in.txt": json.dumps({"text": DIRTY})}) / "in.txt"
    source = Source("in.txt", str(path), given=True)
    for given_outright in (True, False):
        out = tmp_path / str(given_outright)
        fix_into(Sources([replace(source, given=given_outright)]), tmp_path, out, Request(job(format="jsonl")))
        assert (out / "in.txt").read_bytes().startswith(b'{"text": "Harbour')
        assert ("in.txt#1" in entries(account_of(out))) == given_outright
    undone(account_of(tmp_path / "True"), tmp_path / "back")
    assert (tmp_path / "back" / "in.txt").read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lines: lines[0].update(format="xyz"),
        lambda lines: lines[0].update(record=99),
        lambda lines: lines[0].update(field="title"),
        lambda lines: lines[0].update(splice=[-5, 10**12, "AAAA"]),
        lambda lines: lines[0].update(file="other.jsonl"),
    ],
)
def test_an_account_that_does_not_fit_is_reported_and_nothing_is_written(tmp_path: Path, spoil: Callable[[Any], None]) -> None:
    source = put(tmp_path, {"in.jsonl": HOSTILE}) / "in.jsonl"
    into(source, tmp_path / "out.jsonl")
    account = tmp_path / "out.jsonl.report"
    lines = [json.loads(line) for line in (account / EDITS).read_bytes().splitlines()]
    spoil(lines)
    (account / EDITS).write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert {done.status for done in undone(account, tmp_path / "back")} == {"failed"}
    assert contents(tmp_path / "back") == {}


def test_an_account_that_leads_out_is_refused(tmp_path: Path) -> None:
    source = put(tmp_path, {"in.jsonl": HOSTILE}) / "in.jsonl"
    into(source, tmp_path / "out.jsonl")
    account = tmp_path / "out.jsonl.report"
    (account / EDITS).write_bytes((account / EDITS).read_bytes().replace(b'"file": "in.jsonl"', b'"file": "../in.jsonl"'))
    with pytest.raises(AccountError, match="leads out"):
        undone(account, tmp_path / "back")

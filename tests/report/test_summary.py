"""The summary: the same numbers whatever the order, and lines that a reader can take in."""

from __future__ import annotations

from itertools import permutations

from cleanup.report.record import Entry
from cleanup.report.summary import Summary


def edits(*codes: str) -> tuple[dict[str, object], ...]:
    return tuple({"before": "abc", "after": "d", "reasons": [{"code": code}, {"code": "ZZ999"}]} for code in codes)


ENTRIES = (
    Entry("a", "changed", edits=edits("BP101", "BP101", "HL101")),
    Entry("b", "changed", edits=edits("BP102")),
    Entry("c", "clean"),
    Entry("d", "failed", why="cannot be read: Permission denied"),
    Entry("e", "guarded", edits=edits("EN101"), remarks=("GU101 too much",)),
    Entry("f", "binary"),
)


def summary(*entries: Entry) -> Summary:
    made = Summary()
    for entry in entries:
        made.add(entry)
    return made


def test_numbers_do_not_depend_on_the_order() -> None:
    expected = {key: value for key, value in summary(*ENTRIES).to_json().items() if key != "problems"}
    for order in permutations(ENTRIES):
        assert {key: value for key, value in summary(*order).to_json().items() if key != "problems"} == expected
    assert expected["documents"] == {"binary": 1, "changed": 2, "clean": 1, "failed": 1, "guarded": 1}
    assert expected["rules"] == {"BP101": 2, "BP102": 1, "EN101": 1, "HL101": 1}
    assert expected["stages"] == {"boilerplate": 3, "headline": 1, "mojibake": 1}
    assert expected["characters"] == {"removed": 15, "added": 5}


def test_lines_for_people() -> None:
    names = {"BP101": "comment-form-title", "BP102": "comment-form-notice", "EN101": "mojibake", "HL101": "repeated-headline"}
    assert summary(*ENTRIES).lines(names) == [
        "6 documents: 2 changed, 1 already clean, 1 guarded, 1 binary (left alone), 1 failed",
        "5 edits, 15 characters removed, 5 added",
        "  boilerplate                        3",
        "    BP101  comment-form-title        2",
        "    BP102  comment-form-notice       1",
        "  headline                           1",
        "    HL101  repeated-headline         1",
        "  mojibake                           1",
        "    EN101  mojibake                  1",
    ]
    assert Summary().lines(names) == ["no documents"]
    assert summary(ENTRIES[1]).lines({}, "would change")[:2] == [
        "1 document: 1 would change",
        "1 edit, 3 characters removed, 1 added",
    ]


def test_problems_are_named_with_a_reason() -> None:
    assert summary(*ENTRIES).problems == [
        ("d", "cannot be read: Permission denied"),
        ("e", "GU101 too much"),
        ("f", "binary (left alone)"),
    ]
    assert summary(Entry("g", "changed", why="not wholly")).problems == [("g", "not wholly")]


def test_an_entry_that_could_not_be_written_after_all() -> None:
    made = summary(*ENTRIES)
    made.failed(ENTRIES[1], "it was edited since")
    expected = summary(*(entry for entry in ENTRIES if entry.doc != "b"), Entry("b", "failed", why="it was edited since"))
    assert made.to_json() == expected.to_json()
    assert made.lines({}) == expected.lines({})


def test_large_numbers_can_be_read() -> None:
    made = summary(*[ENTRIES[2]] * 1234)
    made.others.update({".jpg": 1500, ".png": 1})
    assert made.lines({}) == ["1,234 documents: 1,234 already clean", "skipped, other kinds of files: 1,500 .jpg, 1 .png"]

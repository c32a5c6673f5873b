"""Place and company: which hits go."""

from __future__ import annotations

from cleanup.rules.company import decide, is_prose
from cleanup.rules.line import Lines
from cleanup.rules.rule import Rule
from cleanup.text.document import Document

PROSE = "The harbour was quiet when she came back, and nobody on the long pier knew what the fog had taken."
RULES = Lines(
    [
        Rule("BP601", "marker", "line", "An ad.", phrases=("advertisement",)),
        Rule("BP101", "form", "line", "A form.", where="tail", phrases=("leave a reply", "post comment")),
        Rule("BP801", "byline", "line", "A byline.", where="head", phrases=("by mara aas",)),
        Rule("BP203", "button", "line", "A button.", weak=True, phrases=("facebook", "twitter", "email", "name")),
    ]
)


def gone(*lines: str) -> list[str]:
    document = Document("\n".join(lines))
    return [document.line(each.line) for each in decide(document, RULES.find(document))]


def test_prose() -> None:
    assert is_prose(PROSE)
    assert is_prose("港口很安静，她回来的时候，长长的码头上没有人知道雾带走了什么。")
    assert not is_prose("The long way to the new bridge")


def test_a_marker_goes_anywhere() -> None:
    assert gone(PROSE, "Advertisement", PROSE) == ["Advertisement"]


def test_an_edge_is_measured_by_prose() -> None:
    assert gone(PROSE, "Leave a reply") == ["Leave a reply"]
    assert gone(PROSE, "Leave a reply", "A short line") == ["Leave a reply"]
    assert gone("Leave a reply", PROSE) == []
    assert gone("The headline", "By Mara Aas", PROSE) == ["By Mara Aas"]
    assert gone(PROSE, "By Mara Aas", PROSE) == []


def test_without_prose_there_is_no_edge() -> None:
    assert gone("Leave a reply", "A short line") == []


def test_company_makes_a_phrase_strong() -> None:
    assert gone(PROSE, "Leave a reply", "Post comment", PROSE) == ["Leave a reply", "Post comment"]
    assert gone(PROSE, "Leave a reply", PROSE) == []


def test_a_weak_phrase_counts_beside_others_only() -> None:
    assert gone(PROSE, "Name") == []
    assert gone(PROSE, "Leave a reply", "Name") == ["Leave a reply", "Name"]
    assert gone(PROSE, "Name", "A short line", "Leave a reply") == ["Leave a reply"]
    assert gone(PROSE, "Facebook", "Twitter", "Email") == ["Facebook", "Twitter", "Email"]
    assert gone(PROSE, "Facebook", "Twitter", "Email", PROSE) == []
    assert gone(PROSE, "Facebook", "Facebook", "Facebook") == []


def test_signs_go_between_and_behind_what_goes() -> None:
    assert gone(PROSE, "Leave a reply", "..", "Post comment", "..") == ["Leave a reply", "..", "Post comment", ".."]
    assert gone(PROSE, "***") == []
    assert gone(PROSE, "Advertisement", "***", PROSE) == ["Advertisement"]


def test_the_reason_tells_place_and_company() -> None:
    document = Document("\n".join((PROSE, "Leave a reply", "Post comment", "Name")))
    first = decide(document, RULES.find(document))[0]
    assert first.because == "A form; it stands after the last paragraph, beside 1 other line of a comment form."


def test_many_lines_take_linear_time() -> None:
    document = Document("\n".join(["Advertisement", "Facebook"] * 10_000))
    assert len(decide(document, RULES.find(document))) == 20_000

"""Comments in Markdown that switch rules off: from where to where, for which rules, and when they do nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.files.switches import switches
from cleanup.pipeline.config import Config
from cleanup.run.workers.cleanfile import clean_bytes
from cleanup.run.workers.job import Job, Outcome
from tests.run.runs import HEADLINE, PROSE

FORM = "Leave a Reply\n\nYour email address will not be published.\n"
ARTICLE = HEADLINE + PROSE + "\n"


def outcome(text: str, name: str = "a.md", **options: object) -> Outcome:
    return clean_bytes(text.encode(), name, Job(Config().with_options(options)))


def found(text: str, name: str = "a.md", **options: object) -> list[str]:
    return [finding.code for finding in outcome(text, name, **options).findings]


def offs(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(switch.off.of(text), switch.codes) for switch in switches(text) if not switch.misread]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a<!-- cleanup: off -->b<!-- cleanup: on -->c", [("b", ())]),
        ("<!--cleanup:off BP101,sp-->b", [("b", ("BP101", "SP"))]),
        (
            "<!-- cleanup: off BP -->b<!-- cleanup: off -->c<!-- cleanup: on -->d",
            [("b<!-- cleanup: off -->c", ("BP",)), ("c", ())],
        ),
        ("<!-- cleanup: off BP -->b<!-- cleanup: on HL -->c<!-- cleanup: on BP -->", [("b<!-- cleanup: on HL -->c", ("BP",))]),
        ("<!-- cleanup: off-next-line HL -->\n\nb\nc", [("\n\nb", ("HL",))]),
        ("<!-- cleanup: off-next-line -->", [("", ())]),
        ("<!-- cleanup: on -->b<!-- cleanup: offside -->", []),
        ("```\n<!-- cleanup: off -->\n```\n`<!-- cleanup: off -->`", []),
        ("```\n```\n<!-- cleanup: off -->b", [("b", ())]),
    ],
)
def test_rules_are_off_from_off_to_on_or_the_end(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert offs(text) == expected


@given(
    st.lists(
        st.sampled_from(["<!-- cleanup: off -->", "<!-- cleanup: on SP -->", "<!-- cleanup: off SP -->", "`", "\n", "```", "x"])
    )
)
def test_every_stretch_lies_in_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    for switch in switches(text):
        assert switch.comment.of(text).startswith("<!--")
        assert switch.comment.end <= switch.off.start <= switch.off.end <= len(text)


def test_only_what_is_switched_off_stays() -> None:
    assert found(ARTICLE + FORM) == ["BP101", "BP102"]
    assert found(f"{ARTICLE}<!-- cleanup: off BP -->\n\n{FORM}\n<!-- cleanup: on -->\n") == []
    assert found(f"{ARTICLE}<!-- cleanup: off -->\n\n{FORM}") == []
    assert found(f"{ARTICLE}<!-- cleanup: off-next-line BP101 -->\n\n{FORM}") == ["BP102"]
    assert found(f"<!-- cleanup: off HL -->\n{HEADLINE}{HEADLINE}<!-- cleanup: on -->\n\n{PROSE}\n{FORM}") == ["BP101", "BP102"]


def test_a_second_run_changes_nothing_and_the_comment_stays() -> None:
    text = f"{ARTICLE}<!-- cleanup: off BP101 -->\n\n{FORM}"
    cleaned = outcome(text).data
    assert cleaned == f"{ARTICLE}<!-- cleanup: off BP101 -->\n\nLeave a Reply\n".encode()
    assert outcome(cleaned.decode()).data == cleaned


def test_other_texts_know_no_comments() -> None:
    assert found(f"{ARTICLE}<!-- cleanup: off -->\n\n{FORM}", "a.txt") != []


def test_a_comment_that_switches_nothing_off_is_shown_and_fails_nothing() -> None:
    text = f"{ARTICLE}<!-- cleanup: off SP101 -->\n"
    (finding,) = outcome(text).findings
    assert (finding.code, finding.status, finding.line) == ("GU105", "shown", 9)
    assert finding.reasons[0].because == "The comment can go: nothing of SP101 is found where it switches rules off."
    assert outcome(text).entry.status == "clean"


@pytest.mark.parametrize("curated", [False, True])
def test_a_comment_without_which_a_line_would_go_is_not_called_unused(curated: bool) -> None:
    off, on = "<!-- cleanup: off BP101 -->\n\n", "<!-- cleanup: on -->\n\n"
    title, notice = FORM.split("\n\n")
    assert found(f"{ARTICLE}{off}{title}\n\n{on}{notice}", curated=curated) == ["BP102"]
    assert found(f"{ARTICLE}{title}\n\n{notice}", curated=curated) == ["BP101", "BP102"]
    assert found(f"{ARTICLE}{off}The mill is open.\n\n{on}{FORM}", curated=curated) == ["GU105", "BP101", "BP102"]


@given(
    st.lists(
        st.sampled_from(
            [
                "<!-- cleanup: off BP101 -->",
                "<!-- cleanup: on -->",
                "<!-- cleanup: off-next-line -->",
                "\n\n",
                "`",
                PROSE,
                *FORM.split("\n\n"),
            ]
        ),
        max_size=9,
    )
)
def test_whatever_comments_stand_there_the_text_is_cleaned_and_comes_back(pieces: list[str]) -> None:
    made = outcome("".join(pieces))
    assert made.entry.status in ("clean", "changed", "guarded"), made.entry.why
    changed = made.entry.changes() if made.entry.edits else None
    assert made.data is not None
    assert changed is None or changed.invert().apply(made.data.decode()) == made.original


def test_rules_that_are_not_at_work_say_nothing_of_a_comment() -> None:
    text = f"{ARTICLE}<!-- cleanup: off SP101 -->\n"
    assert found(text, ignore=["SP"]) == []
    assert found(text, ignore=["GU105"]) == []


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- cleanup: of BP101 -->",
        "<!-- cleanup: disable BP101 -->",
        "<!-- cleanup:disable-next-line BP101 -->",
        "<!-- cleanup-disable BP101 -->",
        "<!-- cleanup off BP101 -->",
        "<!-- Cleanup off-next-line -->",
        "<!-- cleanup: off comment-form-title -->",
        "<!-- cleanup: off BP 101 -->",
        "<!-- cleanup: off_next_line BP101 -->",
        "<!-- cleanup: offf -->",
        "<!-- cleanup: ignore BP -->",
        "<!-- cleanup: BP101 -->",
        "<!-- cleanup: on BP101 -->",
    ],
)
def test_a_comment_that_is_not_understood_is_shown(comment: str) -> None:
    text = f"{ARTICLE}{comment}\n\n{FORM}"
    first, *others = outcome(text).findings
    assert (first.code, first.status, first.line, first.before) == ("GU107", "shown", 9, comment)
    assert "cleanup: off-next-line" in first.reasons[0].because
    assert [finding.code for finding in others] == ["BP101", "BP102"]


@pytest.mark.parametrize("codes", ["XX", "BP1999", "BP999"])
def test_a_code_that_no_rule_has_is_named(codes: str) -> None:
    (first, *_) = outcome(f"{ARTICLE}<!-- cleanup: off {codes[:5]} -->\n\n{FORM}").findings
    assert (first.code, first.reasons[0].because) == (
        "GU107",
        f"No rule's code begins with {codes[:5]}; `cleanup rules` lists them.",
    )


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- cleanup this before the release -->",
        "<!-- cleanup: remove the old table -->",
        "<!-- clean up on Friday -->",
        "<!-- off -->",
    ],
)
def test_a_writer_s_note_is_no_comment_of_ours(comment: str) -> None:
    assert found(f"{ARTICLE}{comment}\n") == []


def test_on_with_other_codes_ends_nothing_and_is_shown() -> None:
    text = f"{ARTICLE}<!-- cleanup: off BP101 -->\n\n<!-- cleanup: on BP -->\n\n{FORM}"
    assert found(text) == ["GU107", "BP102"]
    assert found(f"{ARTICLE}`<!-- cleanup: of BP101 -->`\n") == []


@pytest.mark.parametrize("behind", ["<!-- foo", "<!-- foo -->", "<!-- cleanup: on", "<!-- cleanup: on -->", "<!--", ""])
def test_what_stands_right_behind_a_comment_may_be_another_one_or_half_of_one(behind: str) -> None:
    for what in ("off-next-line", "off"):
        assert "GU105" in found(f"{ARTICLE}\n<!-- cleanup: {what} -->{behind}")

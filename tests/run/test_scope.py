"""Only some of the edits: what the account says was made is what was made, and the rest is on record."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleanup.pipeline.config import Config
from cleanup.run.sources.changed import WHOLE
from cleanup.run.workers.cleanfile import clean_bytes
from cleanup.run.workers.job import Job, Outcome
from cleanup.run.workers.scope import UNCHANGED, Scope
from tests.run.runs import DIRTY, HEADLINE, PROSE

PIECES = (
    HEADLINE,
    PROSE,
    "\nLeave a Reply\n",
    "\n\n\n\n",
    "The RWAthe board met ,and left.\n",
    "x \n",
    "\r\nShare this article\r\n",
    "Ã©t\n",
)


def outcome(text: str, *lines: tuple[int, int]) -> Outcome:
    scope = Scope({"a.txt": tuple(lines)})
    return clean_bytes(text.encode(), "a.txt", Job(Config(), scope=scope))


def places(found: Outcome) -> list[tuple[int, str]]:
    return [(finding.line, finding.code) for finding in found.findings]


def test_an_edit_counts_if_one_of_its_lines_has_changed() -> None:
    assert places(outcome(DIRTY, (11, 11))) == [(11, "BP101")]
    assert places(outcome(DIRTY, (12, 12))) == []  # the blank line before a block that goes is not asked
    assert places(outcome(DIRTY, *WHOLE)) == [(3, "HL101"), (11, "BP101"), (13, "BP102")]
    twice = PROSE + "\n" + "\n".join(PROSE.split("\n\n")[:2]) + "\n"
    everything = places(outcome(twice, *WHOLE))
    assert {line for line, _ in everything} == {
        line for first in range(1, 20) for line, _ in places(outcome(twice, (first, first)))
    }


def test_git_sees_one_line_where_carriage_returns_end_them() -> None:
    mac = DIRTY.replace("\n", "\r")
    assert places(outcome(mac, (1, 1))) == [(3, "HL101"), (11, "BP101"), (13, "BP102")]
    assert places(outcome(mac, (3, 3))) == []


def test_the_others_are_on_record() -> None:
    found = outcome(DIRTY, (11, 11))
    assert [(finding.line, finding.why) for finding in found.declined] == [(3, UNCHANGED), (13, UNCHANGED)]
    assert found.data == DIRTY.replace("\nLeave a Reply\n", "").encode()


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join), st.sets(st.integers(1, 30), max_size=6))
def test_what_the_account_says_was_made_is_what_was_made(text: str, chosen: set[int]) -> None:
    lines = tuple((line, line) for line in sorted(chosen))
    found = outcome(text, *lines)
    assert found.data is not None
    after = found.data.decode()
    assert found.entry.changes().apply(text) == after
    assert found.entry.changes().invert().apply(after) == text
    before = clean_bytes(text.encode(), "a.txt", Job(Config()))
    assert {(finding.start, finding.end, finding.after) for finding in found.findings} <= {
        (finding.start, finding.end, finding.after) for finding in before.findings
    }

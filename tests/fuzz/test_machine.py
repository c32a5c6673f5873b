"""A folder that lives: files come, change and go between runs, edits are rejected, runs are made and undone, in any order.

After each run the sources are intact or come back to the byte, the account says what happened, a run with a cache leaves what a
first one would, and a second run changes nothing.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from cleanup.files.text import decode
from cleanup.pipeline.config import Config
from cleanup.report.record import Entry
from cleanup.run.fix import account_of, fix_into
from cleanup.run.inplace import fix_in_place
from cleanup.run.request import Request
from cleanup.run.results.account import read_entries, read_run
from cleanup.run.results.undo import undo
from cleanup.run.sources.walk import walk
from cleanup.run.workers.job import Job, Outcome
from cleanup.text.anchor import Anchor
from tests.run.runs import CLEAN, DIRTY, contents, put

LATIN = "Der Bürgermeister sprach von einem guten Tag für die Stadt, größer als früher.\n\nLeave a Reply\n".encode("cp1252")
CONTENTS = (
    *(DIRTY.encode(), CLEAN.encode(), DIRTY.replace("\n", "\r\n").encode(), b"\xef\xbb\xbf" + DIRTY.encode().rstrip()),
    *(LATIN, b"", b"\0\1", DIRTY.encode() + b"\nbad \xff byte , he said\n", DIRTY.replace("pier", "quay").encode()),
    *(
        b"# One\n\n```\na  , b\n```\n\nText , here\n\nLeave a Reply\n",
        DIRTY.encode("utf-16"),
        b"PLAthe town &amp; port  \n\n\n\nend",
    ),
)
NAMES = ("a.txt", "b.txt", "c/d.md", "c/e.txt", "ä ö.txt")
TIMED = ("run.json", "cache.jsonl")

names, bodies = st.sampled_from(NAMES), st.sampled_from(CONTENTS)


class Folder(RuleBasedStateMachine):
    """`standing` holds what each run in place that was not undone replaced: its account, and bytes before and after by name."""

    def __init__(self) -> None:
        super().__init__()
        self.base = Path(tempfile.mkdtemp())
        self.source, self.out, self.reports = self.base / "in", self.base / "out", self.base / "cleanup-report"
        self.rejected = self.base / "rejected.jsonl"
        self.rejected.write_bytes(b"")
        self.config = Config(rejected=(str(self.rejected),))
        self.standing: list[tuple[Path, dict[str, tuple[bytes, bytes]]]] = []
        self.fresh = 0
        put(self.source, {"a.txt": DIRTY, "c/d.md": DIRTY})

    def teardown(self) -> None:
        shutil.rmtree(self.base)

    @rule(name=names, body=bodies)
    def write(self, name: str, body: bytes) -> None:
        put(self.source, {name: body})

    @precondition(lambda self: len(contents(self.source)) > 1)
    @rule(choice=st.integers(0, 9))
    def delete(self, choice: int) -> None:
        there = sorted(contents(self.source))
        (self.source / there[choice % len(there)]).unlink()

    @rule(choice=st.integers(0, 9), new=names)
    def rename(self, choice: int, new: str) -> None:
        there = sorted(contents(self.source))
        (self.source / new).parent.mkdir(exist_ok=True)
        (self.source / there[choice % len(there)]).replace(self.source / new)

    @precondition(lambda self: self.out.is_dir() and contents(self.out))
    @rule(choice=st.integers(0, 9), gone=st.booleans())
    def spoil_a_result(self, choice: int, gone: bool) -> None:
        there = sorted(contents(self.out))
        file = self.out / there[choice % len(there)]
        file.unlink() if gone else file.write_bytes(b"Somebody wrote here.")

    @precondition(lambda self: account_of(self.out).is_dir())
    @rule(choice=st.integers(0, 99), everywhere=st.booleans())
    def reject(self, choice: int, everywhere: bool) -> None:
        edits = [(entry, edit) for entry in read_entries(account_of(self.out)) for edit in entry.edits]
        there = [(entry, edit) for entry, edit in edits if (self.source / entry.doc).is_file()]
        if not there:
            return
        entry, edit = there[choice % len(there)]
        data = (self.source / entry.doc).read_bytes()
        if _digested(entry, data):
            anchor = Anchor.of(decode(data).text, edit["start"], edit["end"])
            line = {"v": 1, "doc": entry.doc, "before": anchor.before, "left": anchor.left, "right": anchor.right}
            with self.rejected.open("a") as lines:
                lines.write(json.dumps(line | {"everywhere": everywhere}) + "\n")
            self.fix_into_a_folder()
            made = next(each for each in read_entries(account_of(self.out)) if each.doc == entry.doc)
            assert edit["id"] not in [each["id"] for each in made.edits]

    @rule(choice=st.integers(0, 9), body=bodies)
    def change_between_two_runs(self, choice: int, body: bytes) -> None:
        self.fix_into_a_folder()
        there = sorted(contents(self.source))
        put(self.source, {there[choice % len(there)]: body})
        self.fix_into_a_folder()

    @rule()
    def fix_into_a_folder(self) -> None:
        before = contents(self.source)
        self._into(self.out)
        assert contents(self.source) == before
        self._account_holds(before)
        self._cache_is_no_other_than_a_fresh_run()
        made = contents(self.base / "out") | contents(account_of(self.out))
        assert all(outcome.kept for outcome in self._into(self.out))
        assert contents(self.base / "out") | contents(account_of(self.out)) == made
        self._undo_gives(before)
        self._second_run_changes_nothing(before)

    @rule()
    def fix_in_place(self) -> None:
        before = contents(self.source)
        found = walk([self.source])
        job = Job(self.config, curated=True)
        _, folder = fix_in_place(found.sources, found.root, Request(job), self.reports)
        after = contents(self.source)
        assert before.keys() == after.keys()
        changed = {name: (before[name], after[name]) for name in before if before[name] != after[name]}
        assert bool(folder) == bool(changed)
        if folder:
            assert {entry.doc for entry in read_entries(folder) if entry.altered} == changed.keys()
            self.standing.append((folder, changed))
        assert fix_in_place(found.sources, found.root, Request(job), self.reports)[1] is None
        assert contents(self.source) == after

    @precondition(lambda self: self.standing)
    @rule()
    def undo_in_place(self) -> None:
        folder, changed = self.standing[-1]
        before = contents(self.source)
        told = {done.doc: done.status for done in undo(self.reports)}
        expected, all_there = dict(before), True
        for name, (old, new) in changed.items():
            if before.get(name) in (old, new):
                expected[name] = old
                assert told[name] == ("unchanged" if before[name] == old else "restored")
            else:
                all_there = False
                assert told[name] == "failed"
        assert contents(self.source) == expected
        assert bool(read_run(folder).get("undone")) == all_there
        if all_there:
            self.standing.pop()

    def _into(self, out: Path, source: Path | None = None) -> list[Outcome]:
        told: list[Outcome] = []
        found = walk([source or self.source])
        fix_into(found.sources, found.root, out, Request(Job(self.config), told.append))
        return told

    def _new(self, name: str) -> Path:
        self.fresh += 1
        return self.base / f"{self.fresh}-{name}"

    def _account_holds(self, before: dict[str, bytes]) -> None:
        entries = list(read_entries(account_of(self.out)))
        assert sorted(entry.doc for entry in entries) == sorted(before)
        assert read_run(account_of(self.out))["documents"] == len(entries)
        for entry in entries:
            assert _digested(entry, before[entry.doc])
            assert entry.altered == ((self.out / entry.doc).read_bytes() != before[entry.doc])

    def _cache_is_no_other_than_a_fresh_run(self) -> None:
        fresh = self._new("fresh") / "out"
        assert not any(outcome.kept for outcome in self._into(fresh))
        made = contents(self.out)
        assert contents(fresh) == {name: made[name] for name in contents(fresh)}
        assert contents(fresh).keys() == contents(self.source).keys()
        one, other = contents(account_of(self.out)), contents(account_of(fresh))
        for timed in TIMED:
            del one[timed], other[timed]
        assert one == other

    def _undo_gives(self, before: dict[str, bytes]) -> None:
        back = self._new("back")
        assert {done.status for done in undo(account_of(self.out), back)} == {"restored"}
        assert contents(back) == before

    def _second_run_changes_nothing(self, before: dict[str, bytes]) -> None:
        cleaned, again = self._new("cleaned"), self._new("again")
        for name in before:
            put(cleaned, {name: (self.out / name).read_bytes()})
        self._into(again, cleaned)
        assert contents(again) == contents(cleaned)


def _digested(entry: Entry, data: bytes) -> bool:
    return entry.before == hashlib.sha256(data).hexdigest()


QUIET = settings(deadline=None, suppress_health_check=list(HealthCheck))


def test_a_folder_lives() -> None:
    run_state_machine_as_test(Folder, settings=settings(QUIET, max_examples=3, stateful_step_count=10, derandomize=True))


@pytest.mark.slow
def test_a_folder_lives_long() -> None:
    run_state_machine_as_test(Folder, settings=settings(QUIET, max_examples=20, stateful_step_count=20))

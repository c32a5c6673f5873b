"""Whole files given to workers elsewhere: the result of a run is that of one process, to the byte."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from cleanup.pipeline.config import Config
from cleanup.run.corpus import read
from cleanup.run.dedup import Wanted, decide
from cleanup.run.fix import account_of, fix_into
from cleanup.run.learn import Lesson, learn
from cleanup.run.outcomes import CleanWholeFile
from cleanup.run.remotefiles import RemoteFiles
from cleanup.run.request import Request
from cleanup.run.sources.walk import walk
from cleanup.run.workers.batches import Executor, weightless
from cleanup.run.workers.fetching import FetchingExecutor
from cleanup.run.workers.job import Job
from tests.run.runs import contents

Item = TypeVar("Item")
Done = TypeVar("Done")


class Away:
    """What an engine does for machines that share the files: everything is pickled on its way, and record files are handed over
    whole."""

    whole_files = True

    def __call__(
        self, work: Callable[[Item], Done], items: Iterable[Item], weight: Callable[[Item], int] = weightless
    ) -> Iterator[Done]:
        for item in items:
            there, what = pickle.loads(pickle.dumps((work, item)))
            if isinstance(there, CleanWholeFile):  # as if a process had been killed in the middle of a file
                (there.out / ".cleanup-1-00.tmp").write_bytes(b"half of a f")
            yield pickle.loads(pickle.dumps(there(what)))


@pytest.fixture
def records(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    prose = "The council met on Monday and spoke of the bridge until late at night, while {} people waited outside for news."
    for part in range(3):
        lines = []
        for number in range(8):
            story = "\n\n".join(prose.format(count) for count in range(number * 7, number * 7 + 4))
            title = f"A bridge for town {number}"
            text = f"{title}\n\n{title}\n\n{story}\n\nFollow the example desk wherever you read"
            lines.append(json.dumps({"url": f"https://example.org/{part}/{number}", "text": text}) + "\n")
        lines[part] = "no record\n" if part else lines[part]
        (folder / f"{part}.jsonl").write_text("".join(lines))
    (folder / "broken.jsonl").write_bytes(b"\x1f\x8b no gzip at all")
    (folder / "d.txt").write_text("Leave a Reply\n")
    return folder


@pytest.mark.parametrize("removed", [None, "gone"])
def test_fix_gives_the_same_with_another_executor(records: Path, tmp_path: Path, removed: str | None) -> None:
    found, made = walk([records], records=True), {}
    job = Job(Config(removed_field=removed))
    for name, executor in (("here", None), ("away", Away())):
        fix_into(found.sources, found.root, tmp_path / name / "out", Request(job, executor=executor))
        made[name] = contents(tmp_path / name)
        del made[name]["out.report/run.json"]
    assert made["here"] == made["away"]
    assert len(made["here"]) == 9  # a tree of four, without the broken one, and an account of four files and a marker


def test_learn_gives_the_same_with_another_executor(records: Path) -> None:
    found = walk([records], records=True)
    lessons = {}
    for executor in (None, Away()):
        failures: dict[str, str] = {}
        learned = learn(found.sources, Config(), Lesson(), failures.__setitem__, executor=executor)
        lessons[executor is None] = (learned.profile.to_bytes(), learned.pages, failures)
    assert lessons[True] == lessons[False]
    pages, failures = lessons[True][1:]
    assert pages == 23
    assert set(failures) == {"1.jsonl#2", "2.jsonl#3", "broken.jsonl"}


def test_dedup_gives_the_same_with_another_executor(records: Path) -> None:
    found = walk([records], records=True)

    def gone(executor: Executor | None) -> object:
        failures: list[tuple[str, str]] = []
        corpus = read(found.sources, Config(), lambda name, why: failures.append((name, why)), executor=executor)
        duplicates = decide(corpus, Wanted())
        corpus.close()
        return duplicates, failures, corpus.broken

    here = gone(None)
    assert here == gone(Away())
    assert here != ([], [], set())


def test_workers_that_fetch_their_files_give_the_same(records: Path, tmp_path: Path) -> None:
    (records / "d.txt").unlink()
    found = walk([records], records=True)
    fix_into(found.sources, found.root, tmp_path / "here" / "out", Request(Job(Config())))
    with RemoteFiles() as remote_files:
        remote_files.names_only = True
        [path] = remote_files.fetched([records.as_uri()])
        assert not any(contents(Path(path)).values())
        out = remote_files.output((tmp_path / "there" / "out").as_uri())
        found = remote_files.called(walk([path], records=True))
        executor = FetchingExecutor(Away(), out, remote_files.name(out))
        fix_into(found.sources, found.root, out, Request(Job(Config()), executor=executor))
        assert not contents(out)
        assert not contents(Path(path))
        remote_files.send(account_of(out))
    here, there = contents(tmp_path / "here"), contents(tmp_path / "there")
    pages = {"out.report/run.json", "out.report/index.html"}  # the page has no texts: they are not where it is made
    assert {name: here[name] for name in here.keys() - pages} == {name: there[name] for name in there.keys() - pages}

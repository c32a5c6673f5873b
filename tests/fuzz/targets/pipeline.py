"""A whole file: it never fails, the original comes back from its entry by the bytes, and a second run changes nothing."""

from __future__ import annotations

from cleanup.pipeline.config import Config
from cleanup.report import jsonl
from cleanup.run.results.replay import original
from cleanup.run.workers.cleanfile import clean_bytes
from cleanup.run.workers.job import Job
from tests.fuzz.draw import Draw

JOBS = (Job(Config()), Job(Config(keep="body")), Job(Config(), curated=True))


def check(data: bytes) -> None:
    draw = Draw(data)
    job, kind = JOBS[draw.number(len(JOBS))], draw.number(4)
    name = "a.md" if kind == 0 else "a.txt"
    data = draw.rest() if kind < 2 else draw.article().encode("utf-8", "surrogatepass")
    outcome = clean_bytes(data, name, job)
    assert outcome.entry.status != "failed", outcome.entry.why
    assert outcome.data is not None
    (entry,) = jsonl.read(jsonl.write(outcome.entry).splitlines(keepends=True))
    assert entry == outcome.entry
    assert original(entry, outcome.data) == data
    assert clean_bytes(outcome.data, name, job).data == outcome.data

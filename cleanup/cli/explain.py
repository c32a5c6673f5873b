"""`cleanup explain`: which edits one line of a file gets, which were declined, and why."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cleanup.cli import declared
from cleanup.cli import options as o
from cleanup.cli.configuration import settings as settings_of
from cleanup.cli.escape import show, show_all
from cleanup.cli.given import Given, explaining
from cleanup.cli.output import sentence
from cleanup.cli.sources import start
from cleanup.report.summary import counted
from cleanup.rules.load import load
from cleanup.rules.rule import Rule
from cleanup.text.carriage import with_newlines

if TYPE_CHECKING:
    from cleanup.pipeline.result import Finding
    from cleanup.run.sources.source import Source
    from cleanup.run.workers.job import Job, Outcome

Place = Annotated[
    str,
    declared.Argument(help="A file and the number of a line; in a record file, of the line of a record.", metavar="FILE:LINE"),
]


@explaining
def explain(
    place: Place,
    given: Given,
) -> None:
    """Say what happens to one line of a file, and why.

    Shows every edit that touches it, with its rule and reason, and what was proposed there but not made. Writes nothing.
    """
    from cleanup.run.sources.source import Source
    from cleanup.run.workers.cleanfile import clean_file
    from cleanup.run.workers.items import is_records
    from cleanup.run.workers.job import Job

    file, number = _parted(place)
    if not file or not (number.isascii() and number.isdecimal() and int(number)):
        o.stop(f"{show_all(place)}: name a file and a line, as articles/a.txt:12")
    with o.clear_errors():
        settings = settings_of(**given)
        job = Job(settings.config, patch=False)
        start(job)
        known = {rule.code: rule for rule in load(settings.config.rules, settings.config.plugins)}
    source = Source(file, str(Path(file)), given=True)
    if is_records(source, job):
        print("\n".join(_record(source, int(number), job, known)))
        return
    outcome = clean_file(Path(file), Path(file).as_posix(), job)
    if outcome.entry.status in ("failed", "binary", "undecodable"):
        o.stop(f"{show_all(file)}: {outcome.entry.status}: {show_all(outcome.entry.why)}".rstrip(": "), 1)
    lines = with_newlines(outcome.original).split("\n")
    if int(number) > len(lines):
        o.stop(f"{show_all(file)}: it has {counted(len(lines), 'line')}, so there is no line {number}")
    print("\n".join(_lines(file, int(number), lines, outcome, known)))


def _parted(place: str) -> tuple[str, str]:
    """The file and the number of the line; a place as findings and accounts have it, `a.txt:12:3:`, `a.jsonl:1:text:3:1` or
    `a.jsonl#1:3:1`, says more."""
    for found in re.finditer(r"[:#]([0-9]+)(?=:|\Z)", place):
        if os.path.lexists(file := place[: found.start()]):
            return file, found[1]
    file, _, number = place.rpartition(":")
    return file, number


def _record(source: Source, number: int, job: Job, known: dict[str, Rule]) -> Iterator[str]:
    """What happens to the texts of the record at line `number`."""
    from cleanup.run.sources.recordfile import BROKEN, why
    from cleanup.run.workers.cleanrecord import clean_at_line

    place = f"{show_all(source.shown)}:{number}"
    try:
        record, outcomes = clean_at_line(source, job, number)
    except BROKEN as error:
        o.stop(f"{show_all(source.shown)}: {show_all(why(error))}", 1)
    if record is None:
        o.stop(f"{place}: there is no such line")
    if not outcomes:
        yield f"{place}: {show_all(record.error) or 'no text to clean'}"
    for outcome in outcomes:
        field = outcome.entry.part.field if outcome.entry.part else ""
        found = [finding for finding in (*outcome.findings, *outcome.declined) if finding.status != "note"]
        yield f"{place}:{show_all(field)}: {'' if found else 'nothing is changed in this text'}".rstrip(": ")
        for finding in sorted(found, key=lambda finding: finding.start):
            yield f"\n{finding.line}:{finding.column}: " + "\n".join(_about(finding, outcome.original, known))
        for remark in outcome.entry.remarks:
            yield f"\nof the whole text: {show_all(remark)}"


def _lines(file: str, number: int, lines: list[str], outcome: Outcome, known: dict[str, Rule]) -> Iterator[str]:
    start = sum(len(line) + 1 for line in lines[: number - 1])
    end = start + len(lines[number - 1])
    yield f'{show_all(file)}:{number}: "{show(lines[number - 1])}"'
    changes = outcome.entry.changes()
    left = changes.apply(outcome.original)[changes.map_position(start, 1) : changes.map_position(end, -1)] if changes else ""
    touching = [finding for finding in (*outcome.findings, *outcome.declined) if _touches(finding, start, end)]
    made = [finding for finding in touching if finding.status == "applied"]
    yield f'now: "{show(left)}"' if made and left.strip() else "now: gone" if made else "nothing is changed on this line"
    for finding in touching:
        yield ""
        yield from _about(finding, outcome.original, known)
    for remark in (*outcome.entry.remarks, *filter(None, (outcome.entry.why,))):
        yield f"\nof the whole file: {show_all(remark)}"


def _touches(finding: Finding, start: int, end: int) -> bool:
    """Whether a finding changes something of the line; the white space that is removed with a block does not count."""
    if finding.status == "note":
        return False
    bare = finding.before.strip()
    first = finding.start + (len(finding.before) - len(finding.before.lstrip()) if bare else 0)
    last = first + len(bare or finding.before)
    return first < end and last > start if last > first else start <= first <= end


def _about(finding: Finding, text: str, known: dict[str, Rule]) -> Iterator[str]:
    declined = finding.status != "applied"
    yield f"{'not made: ' if declined else ''}{sentence(finding, text)}"
    if declined:
        yield f"  because {finding.why}"
    for reason in finding.reasons:
        rule = known.get(reason.code)
        yield f"  {reason.code} {rule.name if rule else ''}, {reason.stage} stage, {reason.certainty:.0%} certain"
        yield f"    {show_all(reason.because)}"

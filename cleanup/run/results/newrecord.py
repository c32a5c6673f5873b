"""The bytes of a record once its texts are cleaned, and what undo needs to get the old ones back.

What undo will do is tried at once: where writing the old texts again would not give back every byte of the record, its entry
keeps a splice, which does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from cleanup.files.records import RecordError
from cleanup.report.record import Entry, Part
from cleanup.run.workers.items import RecordItem
from cleanup.run.workers.job import Outcome
from cleanup.text.dataclass import replace
from cleanup.text.namedtuple import NamedTuple

Splice = tuple[int, int, bytes]
"""See `splice_of`."""


class NewRecord(NamedTuple):
    """A record's bytes as they will be, and the outcomes of its texts with what undo needs.

    error  why no file can be made of records like this one, if so: of a file whose records have the same fields, one cannot be
           left without a field that all others get
    """

    raw: bytes
    outcomes: tuple[Outcome, ...]
    error: RecordError | None = None


def new_record(item: RecordItem, outcomes: tuple[Outcome, ...], removed: str | None) -> NewRecord:
    """The record with its cleaned texts, and what was removed from them in the field `removed`, if there is to be one.

    A record that could not be read, or that cannot hold its cleaned texts, stays as it was, and its outcomes are failed ones.
    """
    record = item.record
    if record.error:
        raw, splice, error = _left_alone(item, removed)
        part = Part(item.file.source.name, item.file.format_name, record.number, "", splice)
        why = f"line {record.line}: {record.error}"
        return NewRecord(raw, (Outcome.failed(f"{part.file}#{record.number}", why, part=part),), error)
    try:
        return _cleaned(item, outcomes, removed)
    except RecordError as unfit:
        raw, splice, error = _left_alone(item, removed)
        why = f"line {record.line}: left as it was: {unfit}"
        last = len(outcomes) - 1
        left = (_undone(outcome, why, splice if place == last else None) for place, outcome in enumerate(outcomes))
        return NewRecord(raw, tuple(left), error)


def _cleaned(item: RecordItem, outcomes: tuple[Outcome, ...], removed: str | None) -> NewRecord:
    """Raises RecordError if the record cannot hold its new values."""
    file, record = item.file, item.record
    new = {
        part.field: outcome.cleaned
        for (part, _), outcome in zip(item.texts, outcomes, strict=True)
        if outcome.cleaned is not None
    }
    if removed and (new or file.format.uniform):
        new[removed] = "\n".join(_removed(outcomes))
    if not new:
        return NewRecord(record.raw, outcomes)
    raw = file.format.replaced(record, new)
    old = {name: record.values[name] for name in new if name in record.values and name != removed}
    back = file.format.replaced(replace(record, raw=raw, values={**record.values, **new}), old)
    if back == record.raw:
        return NewRecord(raw, outcomes)
    splice = splice_of(back, record.raw)
    if not outcomes:
        part = Part(file.source.name, file.format_name, record.number, "", splice)
        return NewRecord(raw, (Outcome(Entry(f"{part.file}#{record.number}", "records", part=part)),))
    last = outcomes[-1]
    part = replace(last.entry.part or item.texts[-1][0], splice=splice)
    return NewRecord(raw, (*outcomes[:-1], replace(last, entry=replace(last.entry, part=part))))


def _left_alone(item: RecordItem, removed: str | None) -> tuple[bytes, Splice | None, RecordError | None]:
    """The bytes of a record that is left as it was, and what undoes them: where each has a field more, it has an empty one."""
    file, record = item.file, item.record
    if not removed or not file.format.uniform:
        return record.raw, None, None
    try:
        raw = file.format.replaced(record, {removed: ""})
    except RecordError as error:
        return record.raw, None, error
    return raw, splice_of(raw, record.raw) if raw != record.raw else None, None


def _undone(outcome: Outcome, why: str, splice: Splice | None) -> Outcome:
    """The outcome of a text that was cleaned in vain."""
    part = replace(outcome.entry.part, splice=splice) if outcome.entry.part else None
    entry = replace(outcome.entry, status="failed", after=outcome.entry.before, edits=(), why=why, part=part)
    return replace(outcome, entry=entry, cleaned=None, patch=b"", findings=(), declined=())


def _removed(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """What went for good, edit by edit."""
    for outcome in outcomes:
        edits: Iterable[Mapping[str, str]] = outcome.entry.edits
        yield from (edit["before"].strip() for edit in edits if edit["before"].strip() and not edit["after"].strip())


def splice_of(have: bytes, want: bytes) -> Splice:
    """Bytes `start` to `end` of `have`, and what makes it `want` in their place: the middle, where heads and tails agree."""
    start = _common(have, want, lambda size: have[:size] == want[:size])
    left = min(len(have), len(want)) - start
    tail = _common(have, want, lambda size: size <= left and have[len(have) - size :] == want[len(want) - size :])
    return start, len(have) - tail, want[start : len(want) - tail]


def _common(one: bytes, other: bytes, agree: Callable[[int], bool]) -> int:
    """The largest size at which they agree."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if agree(middle):
            low = middle
        else:
            high = middle - 1
    return low

"""`cleanup dedup`: near-duplicate documents of folders and record files, and which one of each cluster stays."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence, Sized
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cleanup.cli import declared
from cleanup.cli import options as o
from cleanup.cli.configuration import settings as settings_of
from cleanup.cli.engine import Engine, Named, RayAddress, engine
from cleanup.cli.escape import show_all
from cleanup.cli.fixplan import is_file, refuse_other_format, refuse_strangers
from cleanup.cli.given import Given, reading
from cleanup.cli.progress import bar, called
from cleanup.cli.sources import collect_garbage, only_here, search, shown
from cleanup.report.summary import counted
from cleanup.run.fix import account_of
from cleanup.run.results.account import DUPLICATES, RUN
from cleanup.run.results.lock import account_locked
from cleanup.run.sources.collisions import refuse_collisions
from cleanup.run.sources.source import Source
from cleanup.text.dataclass import dataclass, replace

if TYPE_CHECKING:
    from cleanup.pipeline.config import Config
    from cleanup.run.corpus import Corpus
    from cleanup.run.dedup import Duplicate, Wanted
    from cleanup.run.sources.walk import Found
    from cleanup.run.workers.batches import Executor

KEEPERS = ("longest", "earliest", "newest")

Out = Annotated[
    Path | None, declared.Option("--output", "-o", help="Write what stays to DIR and the account to DIR.report.", metavar="DIR")
]
Threshold = Annotated[
    float, declared.Option(help="Jaccard index of 3-word shingles from which two documents are duplicates.", metavar="0..1")
]
Containment = Annotated[
    float, declared.Option(help="Or the share of the smaller one's shingles that the other has.", metavar="0..1")
]
Keeper = Annotated[str, declared.Option("--keeper", help="Which document of a cluster stays.", metavar="|".join(KEEPERS))]
Sites = Annotated[
    list[str] | None,
    declared.Option("--keep-from", help="A site whose documents are kept first; may be repeated.", metavar="SITE"),
]
To = Annotated[Path | None, declared.Option("--duplicates-to", help="Write what goes to DIR.", metavar="DIR")]
KnownIndex = Annotated[
    Path | None, declared.Option("--known", help="Index of documents seen before; what stays is added to it.", metavar="INDEX")
]
Dry = Annotated[bool, declared.Option("--dry-run", help="Print the duplicates; write nothing.")]
Force = Annotated[bool, declared.Option("--force", help="Write into a folder that holds other files.")]


@reading
def dedup(
    paths: o.Files,
    given: Given,
    output: Out = None,
    threshold: Threshold = 0.5,
    containment: Containment = 0.8,
    keeper: Keeper = "longest",
    keep_from: Sites = None,
    duplicates_to: To = None,
    known: KnownIndex = None,
    dry_run: Dry = False,
    force: Force = False,
    engine_named: Named = Engine.LOCAL,
    ray_address: RayAddress = None,
    limit: o.Limit = None,
    quiet: o.Quiet = False,
) -> None:
    """Find near-duplicate documents and write one of each cluster.

    Nothing is lost: sources stay as they are, DIR.report/duplicates.jsonl names each document that went, the one kept in its
    place and how near they are, and --duplicates-to writes what went.
    """
    wanted = _wanted(threshold, containment, keeper, keep_from, known)
    _check_places(output, duplicates_to, known, dry_run)
    with o.clear_errors():
        settings = settings_of(**given)
        executor = engine(engine_named, ray_address, settings.config)
        collect_garbage()
        found = search(paths, settings, output)
        sources = found.sources[:limit]
        if output is not None and not dry_run:
            _refuse_overwriting(sources, output, duplicates_to, settings.config, force)
        corpus, failures = _read(found, sources, settings.config, quiet, executor)
        duplicates = _decided(corpus, wanted, dry_run)
        if output is not None and not dry_run:
            run = _Run(sources, settings.config, corpus, duplicates, failures)
            _write(run, paths, wanted, output, duplicates_to)
        corpus.close()
    for doc, why in failures:
        print(f"{show_all(called(doc, shown(found)))}: {show_all(why)}", file=sys.stderr)
    if not quiet:
        _say(corpus, duplicates, wanted, output if not dry_run else None, duplicates_to)
    if failures:
        raise declared.Exit(1)


@dataclass(frozen=True)
class _Run:
    """What was read and decided: the `failures` are those of documents that could not be read, by their names."""

    sources: Sequence[Source]
    config: Config
    corpus: Corpus
    duplicates: list[Duplicate]
    failures: list[tuple[str, str]]


def _read(
    found: Found, sources: Sequence[Source], config: Config, quiet: bool, executor: Executor | None
) -> tuple[Corpus, list[tuple[str, str]]]:
    """The documents of the `sources` that were `found`, and what could not be read."""
    from cleanup.run.corpus import read  # no other command has a need of it

    failures = [(failure.path.as_posix(), failure.why) for failure in found.failures]
    with bar(len(sources), quiet) as advance:
        corpus = read(sources, config, lambda doc, why: failures.append((doc, why)), advance, executor)
    return corpus, failures


def _decided(corpus: Corpus, wanted: Wanted, dry: bool) -> list[Duplicate]:
    """The documents that go; they are printed if nothing is to be written."""
    from cleanup.run.dedup import begun, decide
    from cleanup.run.unique import lines_of

    if dry and wanted.known and not begun(wanted.known):
        wanted = replace(wanted, known=None)  # opening an index makes it
    duplicates = decide(corpus, wanted, lambda message: print(show_all(message), file=sys.stderr))
    if dry:
        sys.stdout.buffer.write(lines_of(duplicates))
    return duplicates


def _check_places(output: Path | None, duplicates_to: Path | None, known: Path | None, dry_run: bool) -> None:
    """End the program unless there is one place for what stays and another one for what goes."""
    if output is None and not dry_run:
        o.stop("say where the unique documents go: -o DIR, or --dry-run")
    if output is not None and duplicates_to is not None and os.path.abspath(output) == os.path.abspath(duplicates_to):
        o.stop("-o and --duplicates-to name the same folder; choose another one")
    only_here(output, known, duplicates_to)


def _refuse_overwriting(sources: Sequence[Source], output: Path, duplicates_to: Path | None, config: Config, force: bool) -> None:
    """End the program where something would be written over that no run of ours wrote, or two sources over each other."""
    if is_file(output, sources):
        refuse_other_format(output, sources[0], config)
    for place in filter(None, (output, duplicates_to)):
        refuse_strangers(place, account_of(output), to_file := is_file(place, sources), force)
        if not to_file:
            refuse_collisions(sources, place)


def _write(run: _Run, paths: Sequence[str], wanted: Wanted, output: Path, duplicates_to: Path | None) -> None:
    """Write what stays, what goes if that is wanted, and the account of both."""
    from cleanup.run.dedup import remember
    from cleanup.run.unique import account_written

    summary = _summary(run.corpus, run.duplicates, run.failures)
    with account_written(account_of(output), run.duplicates, summary, wanted, paths):
        _write_documents(run, output, duplicates_to)
    # Behind the account: a run that is made again because it did not end would find its documents known.
    remember(run.corpus, run.duplicates, wanted)


def _write_documents(run: _Run, output: Path, duplicates_to: Path | None) -> None:
    from cleanup.run.results.samefolder import same_folder
    from cleanup.run.unique import write_dropped, write_unique

    gone, unread = {each.place for each in run.duplicates}, {doc for doc, _ in run.failures}
    to_file = is_file(output, run.sources)
    with nullcontext() if to_file else same_folder(output):
        write_unique(run.sources, output, gone, run.config, to_file, unread)
    if duplicates_to is not None:
        with same_folder(duplicates_to):
            write_dropped(run.sources, duplicates_to, gone, run.config)


def _summary(corpus: Corpus, duplicates: Sized, failures: Sized) -> dict[str, int]:
    """What summary.json says."""
    total = len(corpus.places)
    return {"documents": total, "unique": total - len(duplicates), "duplicates": len(duplicates), "failed": len(failures)}


def dedup_cleaned(
    sources: Sequence[Source], output: Path, config: Config, to_file: bool, quiet: bool, executor: Executor | None = None
) -> None:
    """Take near-duplicates out of what was cleaned of `sources` to `output`; the account has them, and who they went for."""
    from cleanup.run.corpus import read
    from cleanup.run.dedup import Wanted, decide
    from cleanup.run.unique import set_aside, take_out

    cleaned = [source.at(output if to_file else output / source.name) for source in sources]
    cleaned = [source for source in cleaned if source.path.is_file()]  # failures were told
    corpus = read(cleaned, config, lambda doc, why: None, executor=executor)
    duplicates = decide(corpus, Wanted())
    corpus.close()
    with account_locked(account_of(output)), set_aside(account_of(output) / RUN):
        take_out(cleaned, account_of(output), duplicates, config)
    if not quiet:
        _say(corpus, duplicates, Wanted(), None, None)
        print(f"the duplicates are listed in {show_all(str(account_of(output) / DUPLICATES))}", file=sys.stderr)


def _wanted(threshold: float, containment: float, keeper: str, sites: list[str] | None, known: Path | None) -> Wanted:
    from cleanup.corpus.index import Thresholds
    from cleanup.run.dedup import Wanted

    for name, value in (("threshold", threshold), ("containment", containment)):
        if not 0 < value <= 1:
            o.stop(f"--{name} {value:g}: expected a share above 0 and up to 1")
    if keeper not in KEEPERS:
        o.stop(f"--keeper {keeper}: expected one of {', '.join(KEEPERS)}")
    return Wanted(Thresholds(threshold, containment), keeper, tuple(sites or ()), known)


def _say(corpus: Corpus, duplicates: list[Duplicate], wanted: Wanted, output: Path | None, dropped: Path | None) -> None:
    """What was found, and where it is."""
    from cleanup.run.dedup import is_of_any

    total, known = len(corpus.places), sum(each.known for each in duplicates)
    near, clusters = len(duplicates) - known, len({each.keeper for each in duplicates if not each.known})
    parts = [f"{total - len(duplicates):,} unique"]
    parts.append(f"{counted(near, 'near-duplicate')} in {counted(clusters, 'cluster')}" if near else "no near-duplicates")
    if wanted.known is not None:
        parts.append(f"{known:,} known before")
    print(f"{counted(total, 'document')}: {', '.join(parts)}", file=sys.stderr)
    if known and known == sum(map(bool, corpus.sketches.words)):
        print("all were known before: a run that is made again finds its own documents in the index", file=sys.stderr)
    if wanted.keeper != "longest" and total and all(day == float("inf") for day in corpus.days):
        print(f"no document has a date: instead of the {wanted.keeper}, the longest of each cluster stays", file=sys.stderr)
    for site in wanted.sites:
        if total and not is_of_any(corpus, site):
            print(f"no document is from {show_all(site)}: --keep-from {show_all(site)} has no effect", file=sys.stderr)
    if output is not None:
        listed = account_of(output) / DUPLICATES
        where = f"what stays is in {show_all(str(output))}, the duplicates are listed in {show_all(str(listed))}"
        print(where + (f" and written to {show_all(str(dropped))}" if dropped else ""), file=sys.stderr)

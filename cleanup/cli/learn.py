"""`cleanup learn`: which lines repeat on the pages of a site, into a profile that a person can review."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cleanup.cli import declared
from cleanup.cli import options as o
from cleanup.cli.configuration import settings as settings_of
from cleanup.cli.engine import Engine, Named, RayAddress, engine
from cleanup.cli.escape import show_all
from cleanup.cli.given import Given, reading
from cleanup.cli.progress import bar, called
from cleanup.cli.sources import collect_garbage, only_here, search, shown

if TYPE_CHECKING:
    from cleanup.corpus.profile import SiteProfile
    from cleanup.run.learn import Learned
    from cleanup.run.sources.source import Source
    from cleanup.run.workers.batches import Executor
    from cleanup.run.workers.job import Job

Out = Annotated[
    Path | None, declared.Option("--output", "-o", help="Write the profile to FILE; else to standard output.", metavar="FILE")
]
Merge = Annotated[
    Path | None,
    declared.Option("--merge", help="A profile of other pages to continue, with its counts and decisions.", metavar="FILE"),
]
Since = Annotated[
    str | None,
    declared.Option(
        "--since", help="Only pages of this month and later, also of --merge; pages without a date count.", metavar="YYYY-MM"
    ),
]
MinPages = Annotated[int, declared.Option("--min-pages", help="Fewest pages that a line must stand on.", metavar="N", min=2)]
MinShare = Annotated[
    float,
    declared.Option(
        "--min-share", help="Smallest share of its site's pages that a line must stand on.", metavar="0..1", min=0, max=1
    ),
]
_SHOWN, _WIDTH = 10, 100
"""Lines that are shown, and characters of each."""


@reading
def learn(
    paths: o.Files,
    given: Given,
    output: Out = None,
    merge: Merge = None,
    since: Since = None,
    min_pages: MinPages = 5,
    min_share: MinShare = 0.05,
    engine_named: Named = Engine.LOCAL,
    ray_address: RayAddress = None,
    limit: o.Limit = None,
    quiet: o.Quiet = False,
) -> None:
    """Learn which lines repeat on the pages of each site.

    The profile lists what `fix --profile` would remove, with counts, and what repeats but stays. Set "keep" to true for a line
    that must stay, to false for one that may go. Decisions in a profile that -o replaces are kept.
    """
    from cleanup.corpus.learn import Bar
    from cleanup.run.learn import Lesson
    from cleanup.run.learn import learn as learn_from

    if since is not None and not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])(-\d\d)?", since):
        o.stop(f"--since {since}: expected a month, as 2026-03")
    only_here(output, merge)
    o.refuse_nowhere(output)
    failures: dict[str, str] = {}
    with o.clear_errors():
        settings = settings_of(**given)
        executor = engine(engine_named, ray_address, settings.config)
        lesson = Lesson(Bar(min_pages, min_share), _before(output, merge), since[:7] if since else "")
        collect_garbage()
        found = search(paths, settings)
        failures.update({failure.path.as_posix(): failure.why for failure in found.failures})
        sources = found.sources[:limit]
        with bar(len(sources), quiet) as advance:
            learned = learn_from(sources, settings.config, lesson, failures.__setitem__, advance, executor)
        _write(learned.profile, output)
    for name, why in sorted(failures.items()):
        print(f"{show_all(called(name, shown(found)))}: {show_all(why)}", file=sys.stderr)
    if not quiet:
        _tell(learned, output)
    if failures:
        raise declared.Exit(1)


def _before(output: Path | None, merge: Path | None) -> SiteProfile | None:
    """The profile to go on from: that of --merge, with what was decided by hand in the one that is replaced."""
    from cleanup.corpus.profile import SiteProfile

    before = SiteProfile.load(merge) if merge else None
    if output is None or not output.exists() or (merge and output.samefile(merge)):
        return before
    replaced = SiteProfile.load(output).decisions()  # also the proof that no file of another kind is overwritten
    return before.merge(replaced) if before else replaced


def _write(profile: SiteProfile, output: Path | None) -> None:
    from cleanup.text.atomic import write_atomic

    if output is None:
        sys.stdout.buffer.write(profile.to_bytes())
    else:
        write_atomic(output, profile.to_bytes())


def _tell(learned: Learned, output: Path | None) -> None:
    """What was learned, in a few lines for review: on stdout, unless the profile went there."""
    lines = [(name, site, line) for name, site in learned.profile.sites.items() for line in site.lines]
    gone = sorted((each for each in lines if not each[2].keep), key=lambda each: (-each[2].pages, each[0], each[2].text))
    stream = sys.stderr if output is None else sys.stdout
    for name, site, line in gone[:_SHOWN]:
        text = show_all(line.text)
        print(
            f"{line.pages:,} of {site.pages:,} pages of {show_all(name)}: {text[:_WIDTH]}{'...' * (len(text) > _WIDTH)}",
            file=stream,
        )
    if len(gone) > _SHOWN:
        print(f"... and {len(gone) - _SHOWN:,} more", file=stream)
    sys.stdout.flush()
    print(learned, file=sys.stderr)
    if learned.homeless:
        which, were = ("record has", "was") if learned.homeless == 1 else ("records have", "were")
        print(
            f"{learned.homeless:,} {which} no URL and no site, and {were} not counted: name a site with --site", file=sys.stderr
        )
    if output is not None and gone:
        file = show_all(str(output))
        print(
            f'review {file} ("keep": true lets a line stay), then: cleanup fix PATH... --profile {file} -o DIR', file=sys.stderr
        )


@contextmanager
def learn_first(sources: Sequence[Source], job: Job, quiet: bool, executor: Executor | None = None) -> Iterator[Job]:
    """The job with a profile of what repeats on the sites of the sources, for `fix --learn`."""
    from cleanup.run.learn import with_learned

    with with_learned(job, sources, executor) as (job, learned):
        if not quiet:
            print(f"learned from {learned}; see profile.json in the account", file=sys.stderr)
        yield job

"""The hint behind `cleanup fix` that lines repeat on a site, where nobody has asked for that and looking costs little."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.cli.escape import show_all
from cleanup.report.summary import counted
from cleanup.run.sources.recordfile import format_for
from cleanup.run.sources.source import Source

if TYPE_CHECKING:
    from cleanup.pipeline.config import Config
    from cleanup.run.workers.job import Job

_FEWEST_TEXTS, _SAMPLED_TEXTS = 20, 20
"""Texts in a folder from which on a run looks for lines that repeat in them, and how many of them it looks at, at most half:
counting costs 4 % of cleaning, and a hint is worth half of that."""


def hint(sources: Sequence[Source], output: Path | None, job: Job, paths: Sequence[str]) -> None:
    """Say what still repeats on the sites of the files of `paths` that were cleaned to `output`, or in place."""
    from cleanup.run.learn import Lesson
    from cleanup.run.learn import learn as learn_from

    config = job.config
    if config.profile or config.jobs != 1 or "SL101" not in job.cleaner("").rules:
        return
    some = list(_sample(sources, config))
    if not some:
        return
    cleaned = [source.at(output / source.name) for source in some] if output else some
    profile = learn_from(cleaned, config, Lesson(), lambda name, why: None).profile
    found = [name for name, site in profile.sites.items() for line in site.lines if not line.keep]
    if found:
        sites = len(set(found))
        lines = "1 line repeats" if len(found) == 1 else f"{len(found):,} lines repeat"
        which = " ".join(map(show_all, paths[:3])) + " ..." * (len(paths) > 3)
        print(f"{lines} on {counted(sites, 'site')}: cleanup learn {which} -o profile.json", file=sys.stderr)


def _sample(sources: Sequence[Source], config: Config) -> Iterator[Source]:
    """Some of the texts of each folder that has many."""
    counts = Counter(_folder(source) for source in sources if not format_for(source.file, config, source.given))
    seen: Counter[str] = Counter()
    for source in sources:
        if format_for(source.file, config, source.given) or (count := counts[folder := _folder(source)]) < _FEWEST_TEXTS:
            continue
        if seen[folder] % max(2, count // _SAMPLED_TEXTS) == 0:
            yield source
        seen[folder] += 1


def _folder(source: Source) -> str:
    return source.name.rpartition("/")[0]

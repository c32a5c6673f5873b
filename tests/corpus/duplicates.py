"""Deduplication in memory from end to end: texts in; out which go, and in favour of which others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cleanup.corpus.clusters import Clusters
from cleanup.corpus.index import Sketches, Thresholds
from cleanup.corpus.measure import Measure
from cleanup.corpus.shingles import sketch


def dropped(texts: Mapping[str, str], sites: Mapping[str, str] | None = None, rank: Any = None) -> dict[str, str]:
    """The keeper of each text that goes, by their names."""
    sketches, names, thresholds = Sketches(), list(texts), Thresholds()
    for name, text in texts.items():
        sketches.add(sketch(text), name, (sites or {}).get(name, ""))
    measure = Measure(sketches, lambda number: texts[names[number]], thresholds)
    matches = measure.matches(sketches.candidates(thresholds))
    longest = rank or (lambda number: (-sketches.words[number], names[number]))
    found = Clusters(sketches.same(), longest, measure, thresholds).dropped(matches)
    return {names[each.number]: names[each.keeper] for each in found}

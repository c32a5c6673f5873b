"""What cleaning costs, as ratios to what people run already; fails when one that is kept in ratios.json is missed.

    make bench                                          (with the peers, in a virtual environment of their own under scratch/)
    python -m tests.benchmarks.bench [--turns 9] [--only PART] [--json scratch/bench.json] [--keep]

CPU time of this process and its children, never the clock; everything that is compared runs in turns. A ratio is missed when it
is more than its limit by more than its noise (half the distance between the quartiles of the turns). `--keep` writes what was
measured as the new limits. Peers that are not installed have no row.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.inputs import inputs, size
from tests.benchmarks.interleave import Ratio, in_turns
from tests.benchmarks.programs import again, folders, hooks
from tests.benchmarks.subjects import PIPELINE, UNIT, ours, peers

LIMITS = Path(__file__).with_name("ratios.json")
Table = dict[str, dict[str, Ratio]]


def texts(turns: int) -> Table:
    """Everything that reads one text, over ftfy on the same texts; and the pipeline over each peer."""
    others, absent = peers()
    for name in absent:
        print(f"{name} is not installed: no row", file=sys.stderr)
    subjects = others | ours()
    table: Table = {}
    for about, given in inputs().items():
        print(f"{about}: {len(given)} texts, {size(given):,} characters", file=sys.stderr)
        spent = in_turns({name: [build(each) for each in given] for name, build in subjects.items()}, turns)
        for name in subjects:
            table.setdefault(f"{name} / {UNIT}", {})[about] = Ratio.of(spent[name], spent[UNIT])
        for name in others:
            if name != UNIT:
                table.setdefault(f"{PIPELINE} / {name}", {})[about] = Ratio.of(spent[PIPELINE], spent[name])
    del table[f"{UNIT} / {UNIT}"]
    return table


PARTS: dict[str, Callable[[int], Table]] = {"texts": texts, "hooks": hooks, "folders": folders, "again": again}


def printed(table: Table) -> str:
    """One table in Markdown, a row for each comparison and a column for each input."""
    columns = list(dict.fromkeys(column for row in table.values() for column in row))
    lines = [f"| CPU | {' | '.join(columns)} |", f"|---|{'---:|' * len(columns)}"]
    for name, row in table.items():
        cells = [f"{row[column].value:.3f} ± {row[column].noise:.3f}" if column in row else "" for column in columns]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def missed(table: Table, limits: dict[str, dict[str, float]]) -> list[str]:
    """A sentence for each ratio over its limit by more than its noise."""
    return [
        f"{name}, {column}: {ratio.value:.3f}, and at most {limit:.3f} was expected (noise {ratio.noise:.3f})"
        for name, row in table.items()
        for column, ratio in row.items()
        if (limit := limits.get(name, {}).get(column)) is not None and ratio.value - ratio.noise > limit
    ]


def keep(table: Table, limits: dict[str, dict[str, float]]) -> None:
    """Write what was measured, a twentieth and its noise above, as the limits of the comparisons that have some already."""
    for name, row in table.items():
        if name in limits:
            limits[name] |= {column: round(ratio.value * 1.05 + ratio.noise, 3) for column, ratio in row.items()}
    LIMITS.write_text(json.dumps(limits, indent=1) + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--turns", type=int, default=9)
    parser.add_argument("--only", action="append", choices=PARTS, help="which part; may be given again (default: all)")
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    parser.add_argument("--keep", action="store_true", help="make what is measured the new limits")
    given = parser.parse_args()
    table: Table = {}
    for part in given.only or PARTS:
        table |= PARTS[part](given.turns)
    print(printed(table))
    if given.json:
        given.json.parent.mkdir(parents=True, exist_ok=True)
        figures = {name: {column: ratio.to_json() for column, ratio in row.items()} for name, row in table.items()}
        given.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    limits = json.loads(LIMITS.read_text("utf-8"))
    if given.keep:
        keep(table, limits)
        return 0
    failures = missed(table, limits)
    for failure in failures:
        print(f"MISSED  {failure}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

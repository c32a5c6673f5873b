"""`cleanup compare`: what an upgrade or another rule changed, from the accounts of two runs over the same documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cleanup.cli import declared
from cleanup.cli import options as o
from cleanup.cli.escape import show, show_all
from cleanup.report.summary import counted

if TYPE_CHECKING:
    from cleanup.run.compare import Comparison, Example, Sides

Earlier = Annotated[Path, declared.Argument(help="The account of the earlier run.", metavar="ACCOUNT1")]
Later = Annotated[Path, declared.Argument(help="The account of the later run.", metavar="ACCOUNT2")]
Examples = Annotated[int, declared.Option("--examples", help="Edits shown for each rule and side.", metavar="N", min=0)]


@declared.command
def compare(earlier: Earlier, later: Later, examples: Examples = 3, rules: o.Rules = None, config: o.ConfigFile = None) -> None:
    """Say what two runs over the same documents did differently.

    Lists documents that came out differently, and by rule the edits that only one run made: + the later, - the earlier.
    """
    from cleanup.cli.configuration import settings
    from cleanup.rules.load import load
    from cleanup.run.compare import compare as compare_accounts
    from cleanup.run.results.places import newest

    with o.clear_errors():
        known = settings(config, rules=rules).config
        names = {rule.code: rule.name for rule in load(known.rules, known.plugins)}
        comparison = compare_accounts(newest(earlier), newest(later), examples)
    print("\n".join([*_documents(comparison), *_rules(comparison, names)]))


def _documents(comparison: Comparison) -> list[str]:
    lines = [f"{counted(comparison.both, 'document')} in both runs, {len(comparison.different):,} came out differently"]
    for (old, new), count in sorted(comparison.statuses.items()):
        lines.append(f"  {count:,} {old}, now {new}")
    named = {
        "with another original, not compared": comparison.others,
        "in the earlier run only": comparison.gone,
        "in the later run only": comparison.new,
    }
    for what, documents in named.items():
        if documents:
            shown = ", ".join(map(show_all, documents[:3])) + (", ..." if len(documents) > 3 else "")
            lines.append(f"{len(documents):,} {what}: {shown}")
    return lines


def _rules(comparison: Comparison, names: dict[str, str]) -> list[str]:
    gained, lost = comparison.gained, comparison.lost
    lines = [f"edits: {gained.counts.total():,} gained, {lost.counts.total():,} lost"]
    for code in comparison.codes:
        lines.append(f"  {show_all(code)}  {names.get(code, ''):<34} +{gained.counts[code]:,} -{lost.counts[code]:,}")
        lines += [*_examples(gained, code, "+"), *_examples(lost, code, "-")]
    return lines


def _examples(sides: Sides, code: str, sign: str) -> list[str]:
    return [f"    {sign} {_shown(example)}" for example in sides.examples.get(code, ())]


def _shown(example: Example) -> str:
    record = example.record
    before, after = record["before"], record["after"]
    change = f'removed "{show(before.strip())}"' if before.strip() and not after else f'"{show(before)}" -> "{show(after)}"'
    return f"{show_all(example.doc)}:{record['line']}:{record['col']}: {change}"

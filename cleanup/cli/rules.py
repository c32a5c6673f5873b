"""`cleanup rules`: every rule with its reason and its examples; `--test` runs the examples."""

from __future__ import annotations

from typing import Annotated

from cleanup.cli import declared
from cleanup.cli import options as o
from cleanup.cli.configuration import settings as settings_of
from cleanup.cli.escape import show_all
from cleanup.pipeline.checks import spelt_out
from cleanup.pipeline.examples import failures, is_complete
from cleanup.pipeline.rejected import load_rejected
from cleanup.report.summary import counted
from cleanup.rules.load import load
from cleanup.rules.plugins import installed, stage_of
from cleanup.rules.rule import Rule


@declared.command
def rules(
    codes: Annotated[
        list[str] | None, declared.Argument(metavar="CODE", help="Codes or their beginnings.", show_default=False)
    ] = None,
    rules: o.Rules = None,
    rejected: o.Rejected = None,
    config: o.ConfigFile = None,
    test: Annotated[bool, declared.Option("--test", help="Run the examples of the rules.")] = False,
) -> None:
    """List the rules, or say all about some.

    --test runs the examples of the built-in rules and of your own. With files of rejected edits, given or configured, it also
    says how often each rule was rejected.
    """
    with o.clear_errors():
        settings = settings_of(config, rules=rules, rejected=rejected).config
        known = load(settings.rules, settings.plugins)
        counts = load_rejected(settings.rejected).counts
    given = spelt_out(codes or ())
    if missing := next((code for code in given if not any(rule.code.startswith(code) for rule in known)), None):
        named = next((f"{rule.name} is the name of {rule.code}" for rule in known if rule.name.upper() == missing), "")
        families = ", ".join(installed(settings.plugins).families)
        o.stop(f"no rule begins with {show_all(missing)}; {named or f'families are {families}'}")
    wanted = [rule for rule in known if not given or rule.code.startswith(tuple(given))]
    if test:
        _test(wanted, settings.rules)
    elif codes and len(wanted) <= 3:
        print("\n\n".join(page(rule, counts[rule.code]) for rule in wanted))
    else:
        print("\n".join(_line(rule, counts[rule.code]) for rule in wanted))


def _line(rule: Rule, rejected: int) -> str:
    return f"{rule.code}  {rule.name:<34} {rule.safety:<7} {show_all(rule.why)}{f' [rejected {rejected:,}×]' if rejected else ''}"


def _test(wanted: list[Rule], files: tuple[str, ...]) -> None:
    failed = list(failures(wanted, files))
    for failure in failed:
        print(str(failure))
    incomplete = [rule for rule in wanted if not is_complete(rule)]
    for rule in incomplete:
        print(f"{rule.code} {rule.name}: needs examples of what it removes or changes, and of what it keeps ({rule.source})")
    wrong = len(failed) + len(incomplete)
    print(f"{counted(len(wanted), 'rule')}, {counted(wrong, 'failure')}")
    if failed or incomplete:
        raise declared.Exit(1)


_WHERE = {
    "head": "at the head",
    "below": "below the first paragraph",
    "tail": "at the end",
    "edges": "at the head or the end",
    "anywhere": "anywhere",
}


def page(rule: Rule, rejected: int = 0) -> str:
    """All about one rule, for the terminal; `rejected` times a reader found an edit of it wrong."""
    lines = [f"{rule.code} {rule.name}", "", f"  {rule.why}", ""]
    facts = {
        "stage": stage_of(rule.code),
        "fix": {"safe": "applied", "unsafe": "only with --unsafe", "show": "reported, never applied"}[rule.safety],
        "where": _WHERE[rule.where],
        "with": "keep=body only" if rule.depth == "body" else "",
        "company": "only beside other boilerplate" if rule.weak else "",
        "curated": {"all": "", "prose": "not in manuals", "none": "not in texts kept by hand"}[rule.curated],
        "languages": ", ".join(rule.languages),
        "rejected": f"{rejected:,}×" if rejected else "",
        "file": rule.source,
    }
    lines += [f"  {name:<10} {value}" for name, value in facts.items() if value]
    if rule.phrases:
        lines += ["", f"  phrases    {'; '.join(map(show_all, rule.phrases))}"]
    if rule.patterns:
        lines += ["", *(f"  pattern    {show_all(pattern)}" for pattern in rule.patterns)]
    lines += ["", *(f"  removes    {show_all(example)}" for example in rule.removes)]
    lines += [f"  keeps      {show_all(example)}" for example in rule.keeps]
    for change in rule.changes:
        same = change.before == change.after
        lines.append(f"  {'keeps' if same else 'changes':<10} {show_all(change.before)}")
        if not same:
            lines.append(f"  to         {show_all(change.after)}")
    return "\n".join(lines)

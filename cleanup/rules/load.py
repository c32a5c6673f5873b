"""All rules there are: those shipped with the package, those of plugins and those of the user's files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.rules.extend import Extension, extended
from cleanup.rules.plugins import PluginError, Plugins, installed, left_out
from cleanup.rules.read import RuleError, read
from cleanup.rules.ready import RULES, STRINGS, TEXTS, Row, Texts, packed_rules, ready, ready_content, unpacked_rules
from cleanup.rules.rule import Rule
from cleanup.text.unending import unending

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


class RuleClash(RuleError):
    """Two rules with one code or one name; the message names both."""


@cache
def built_in() -> tuple[Rule, ...]:
    """The rules shipped with the package, sorted by code."""
    return unpacked_rules(ready(RULES, lambda: _packed()[0]), _texts, _strings)


@cache
def _texts() -> Texts:
    texts: Texts = ready(TEXTS, lambda: _packed()[1])
    return texts


@cache
def _strings() -> memoryview:
    return ready_content(STRINGS, lambda: _packed()[2])


@cache
def _packed() -> tuple[tuple[Row, ...], Texts, bytes]:
    return packed_rules(of_files())


def of_files() -> tuple[Rule, ...]:
    """The same rules, read from their files."""
    from importlib.resources import files

    folder = files("cleanup.rules") / "data"
    return _together(read(file.read_text("utf-8"), source, tested=True) for source, file in _files(folder))


def _files(folder: Traversable, above: str = "") -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files(entry, f"{above}{entry.name}/")
        elif entry.name.endswith(".toml"):
            yield above + entry.name, entry


def load(paths: Iterable[str | Path] = (), plugins: Iterable[str] | None = None) -> tuple[Rule, ...]:
    """The built-in rules, those of plugins (all that are installed, or those named) and those of the user's files.

    Raises RuleError; OSError if a file cannot be read. A plugin with a bad rule file is left out with a PluginWarning.
    """
    try:
        found = installed(plugins)
    except PluginError as error:
        raise RuleError(str(error)) from None
    files = [(list(built_in()), list[Extension]()), *_packs(found)]
    once: dict[str, str | Path] = {}
    for path in paths:
        once.setdefault(os.path.realpath(path), path)  # a file of the configuration may be named on the command line as well
    for path in once.values():
        if what := unending(path):
            raise RuleError(f"{path}: is {what}, and rules are read again by every process; give a file")
        try:
            text = Path(path).read_text("utf-8-sig")
        except UnicodeDecodeError as error:
            raise RuleError(f"{path}: not UTF-8 (byte {error.start})") from None
        files.append(read(text, str(path), found.families))
    return _together(files)


def _packs(plugins: Plugins) -> Iterator[tuple[list[Rule], list[Extension]]]:
    for plugin in plugins.packs:
        try:
            pack = [read(text, f"{plugin}: {name}", plugins.families) for name, text in plugin.files]
            _together([(list(built_in()), []), *pack])
        except RuleClash:
            raise
        except RuleError as error:
            left_out(plugin, str(error))
        else:
            yield from pack


def digest(rules: Iterable[Rule], versions: Iterable[str] = ()) -> str:
    """A short digest of a set of rules: the same rules give the same digest on every machine.

    `versions` are those of plugins, whose code decides as well.
    """
    import hashlib

    lines = "\n".join((*sorted(rule.digest for rule in rules), *versions))
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _together(files: Iterable[tuple[list[Rule], list[Extension]]]) -> tuple[Rule, ...]:
    """All rules, each with what other files add to it, sorted by code."""
    codes: dict[str, Rule] = {}
    names: dict[str, Rule] = {}
    extensions: list[Extension] = []
    for rules, more in files:
        extensions += more
        for rule in rules:
            if other := codes.get(rule.code):
                raise RuleClash(f"{rule.source}: rule {rule.code}: the code is taken by {other.name!r} in {other.source}")
            if other := names.get(rule.name):
                raise RuleClash(
                    f"{rule.source}: rule {rule.code}: the name {rule.name!r} is taken by {other.code} in {other.source}"
                )
            codes[rule.code] = names[rule.name] = rule
    for extension in extensions:
        if extension.name not in names:
            from cleanup.text.hint import did_you_mean

            hint = did_you_mean(extension.name, names, "`cleanup rules` lists them")
            raise RuleError(f"{extension.source}: {extension.name!r}: no rule has this name; {hint}")
    return tuple(sorted(extended(codes.values(), extensions), key=lambda rule: rule.code))

"""The configuration: what a file says, overridden by the command line."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cleanup.files.text import UnknownEncoding, codec_name
from cleanup.pipeline.checks import spelt_out
from cleanup.pipeline.config import Config, ConfigError
from cleanup.rules.load import load
from cleanup.rules.plugins import PluginError, installed
from cleanup.rules.rule import FAMILIES
from cleanup.rules.select import unknown
from cleanup.text.dataclass import dataclass, field, replace
from cleanup.text.unending import unending

FILES = ("cleanup.toml", "pyproject.toml")
_CODES = ("select", "ignore", "extend_select")
_NAMING = ("rules", "rejected", "profile")
"""Keys that name files."""

_ADDED = ("protect", "rules", "rejected", "exclude")


@dataclass(frozen=True)
class Settings:
    """A configuration, and the folder that its `exclude` patterns are anchored in."""

    config: Config
    base: Path = field(default_factory=Path.cwd)


def settings(config: Path | None, **given: Any) -> Settings:
    """What the file `config` says (without one, the nearest file here or above) and what was `given` as options, None where
    nothing was.

    Raises ConfigError, RuleError, UnknownEncoding; OSError for a file that cannot be read.
    """
    here = Path.cwd()
    found = config or next(_candidates(here), None)
    stands = _from_file(found) if found else Config()
    folder = Path(os.path.abspath(_folder(found))) if found else here
    base = folder if here.is_relative_to(folder) else here
    options = {name: value for name, value in given.items() if value not in (None, [])}
    if "exclude" in options:
        options["exclude"] = [_anchored(pattern, here.relative_to(base).as_posix()) for pattern in options["exclude"]]
    for name in _ADDED:
        if name in options:
            options[name] = [*getattr(stands, name), *options[name]]
    for name in _CODES:
        if name in options:
            options[name] = spelt_out(options[name])
    chosen = _select(stands, options)
    used = [name for name in _NAMING if name == "rules" or name in given]  # other commands do without the files
    _refuse_missing(chosen, stands, used, f"{found}: ")
    _check(chosen, stands, f"{found}: " if found else "")
    return Settings(chosen, base)


def _select(config: Config, options: Mapping[str, Any]) -> Config:
    """`config` with `options`, whose codes beat those of the file: a selection replaces theirs, the other options take away or
    add."""
    codes = {name: list(options[name]) for name in _CODES if name in options}
    line = Config().with_options(
        {f"--{name.replace('_', '-')}": value for name, value in options.items()}
    )  # names options in errors
    values = {name: getattr(line, name) for name in options}
    if codes.get("select"):
        values = {"ignore": (), "extend_select": (), **values}
    elif codes:
        ignored, added = line.ignore, line.extend_select
        select = _without(config.select, ignored)
        if config.select and not (select or added):
            raise ConfigError(f"--ignore {','.join(ignored)} leaves nothing of select = {list(config.select)}")
        values["select"] = select
        values["ignore"] = (*_without(config.ignore, added), *ignored)
        values["extend_select"] = (*_without(config.extend_select, ignored), *added)
    return replace(config, **values)


def _without(prefixes: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """`prefixes` except those that lie within one of the `others`."""
    others = tuple(others)
    return tuple(prefix for prefix in prefixes if not (others and prefix.startswith(others)))


def _anchored(pattern: str, here: str) -> str:
    """A pattern of the command line, which means the working folder, for one above it; `here` is the way down."""
    negated, rest = ("!", pattern[1:]) if pattern.startswith("!") else ("", pattern)
    if here == "." or "/" not in rest.rstrip("/") or rest.startswith("**/"):
        return pattern
    return f"{negated}/{here}/{rest.lstrip('/')}"


def _check(config: Config, stands: Config, file: str) -> None:
    """Raises ConfigError for a code that no rule has, a plugin that is not there or an unknown encoding, which would show only at
    the first file. A mistake that `stands` in a configuration file is reported with the file's name."""
    try:
        if config.encoding is not None:
            codec_name(config.encoding)
        installed(config.plugins)
    except (UnknownEncoding, PluginError) as error:
        standing = isinstance(error, PluginError) or config.encoding == stands.encoding
        raise ConfigError(f"{file if standing else ''}{error.args[0]}") from None
    codes = [rule.code for rule in load(config.rules, config.plugins)]
    named = [(name.replace("_", "-"), getattr(config, name), getattr(stands, name)) for name in _CODES]
    named += [("per-file-ignores", prefixes, prefixes) for _, prefixes in config.per_file_ignores]
    for name, prefixes, standing in named:
        for prefix, fault in unknown(prefixes, codes):
            if not (prefix in FAMILIES and name.endswith(("ignore", "ignores"))):
                raise ConfigError(f"{file if prefix in standing else ''}{name}: {fault}")


def _refuse_missing(config: Config, stands: Config, used: Iterable[str], file: str) -> None:
    """Raises ConfigError for a file that is not there, though a key among those `used` names it where the configuration `stands`,
    in a file: its own name alone would not say who asked for it."""
    for name in used:
        wanted, named = (_listed(getattr(each, name)) for each in (config, stands))
        for path in filter(wanted.__contains__, named):
            try:
                os.stat(path)
            except FileNotFoundError:
                raise ConfigError(f"{file}{name}: {path}: no such file") from None
            except (OSError, ValueError):  # reported by whoever reads it
                pass


def _listed(value: str | Sequence[str] | None) -> Sequence[str]:
    return (value,) if isinstance(value, str) else value or ()


def _from_file(file: Path) -> Config:
    import tomllib

    try:
        table = tomllib.loads(_content(file))
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file}: not UTF-8 (byte {error.start})") from None
    except (ValueError, RecursionError) as error:  # ValueError also for numbers of thousands of digits
        raise ConfigError(f"{file}: not TOML: {error}") from None
    if file.name == "pyproject.toml":
        table = dict(_ours(table) or {})
    elif _ours(table) is not None:
        raise ConfigError(f"{file}: [tool.cleanup] is for pyproject.toml; here the keys stand at the top, without a table")
    config, folder = Config.from_mapping(table, str(file)), _folder(file)
    return replace(
        config,
        rules=tuple(str(folder / path) for path in config.rules),
        rejected=tuple(str(folder / path) for path in config.rejected),
        profile=str(folder / config.profile) if config.profile else None,
    )


def _content(file: Path) -> str:
    """The text of `file`, or of a pipe, which is read this once."""
    if not file.is_fifo():
        if what := unending(file):
            raise ConfigError(f"{file}: is {what}; give a file")
        return file.read_text("utf-8-sig")  # some editors put a mark before it
    handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))  # else opening would wait for somebody to write
    os.set_blocking(handle, True)
    with open(handle, encoding="utf-8-sig") as pipe:
        content = pipe.read()
    if not content:
        raise ConfigError(f"{file}: is a pipe, and nothing came out of it")
    return content


def _folder(file: Path) -> Path:
    """What paths in the configuration `file` are relative to: its folder, or the working folder if it is a pipe."""
    return Path() if file.is_fifo() else file.parent


def _candidates(folder: Path) -> Iterator[Path]:
    """Configuration files here and above; a pyproject.toml counts if it has a table for us. Nearest first."""
    for place in (folder, *folder.parents):
        for name in FILES:
            path = place / name
            if path.is_file() and (name != "pyproject.toml" or speaks_of_us(path)):
                yield path


def speaks_of_us(pyproject: Path) -> bool:
    """Whether a pyproject.toml has a table for us, or would if it were not broken."""
    data = pyproject.read_bytes()
    if b"cleanup" not in data:  # most: no need to parse them
        return False
    import tomllib

    try:
        return _ours(tomllib.loads(data.decode("utf-8-sig"))) is not None
    except (ValueError, RecursionError):
        return b"tool.cleanup" in data  # broken: an error if it is meant for us


def _ours(pyproject: Mapping[str, Any]) -> Mapping[str, Any] | None:
    tool = pyproject.get("tool")
    table = tool.get("cleanup") if isinstance(tool, Mapping) else None
    return table if isinstance(table, Mapping) else None

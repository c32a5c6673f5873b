"""The options that several commands share, and the configuration they make together with a file.

The command line beats the file. A mistake in either ends the program with status 2 and one line.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from cleanup.pipeline.config import Config, ConfigError
from cleanup.rules.load import RuleError

FILES = ("cleanup.toml", "pyproject.toml")

Paths = Annotated[list[str], typer.Argument(help="Files and folders; - for standard input.", show_default=False)]


class Keep(StrEnum):
    ARTICLE = "article"
    BODY = "body"


class Format(StrEnum):
    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"


def _list(help: str, *names: str) -> Any:
    return typer.Option(*names, help=help, metavar="CODES", show_default=False)


KeepOption = Annotated[
    Keep | None, typer.Option("--keep", help="article: one headline, byline and body stay; body: the body alone.")
]
Select = Annotated[list[str] | None, _list("Only rules whose code begins so, as BP or HL101; commas separate.", "--select")]
Ignore = Annotated[list[str] | None, _list("Not these rules; the longest prefix that fits decides.", "--ignore")]
ExtendSelect = Annotated[list[str] | None, _list("These rules as well.", "--extend-select")]
Unsafe = Annotated[bool | None, typer.Option("--unsafe", help="Apply rules marked unsafe, too.", show_default=False)]
Protect = Annotated[list[str] | None, typer.Option(help="A phrase no edit may touch.", metavar="PHRASE", show_default=False)]
Rules = Annotated[list[str] | None, typer.Option(help="A rule file of your own.", metavar="FILE", show_default=False)]
MaxRemoved = Annotated[
    float | None, typer.Option(help="Share of a text that may go for good.", metavar="0..1", show_default=False)
]
Shape = Annotated[str | None, typer.Option(help="The shape of the texts: extracted, raw, joined, ...", show_default=False)]
Language = Annotated[str | None, typer.Option(help="Their language, as en.", metavar="CODE", show_default=False)]
Profile = Annotated[str | None, typer.Option(help="A site profile.", metavar="FILE", show_default=False)]
Encoding = Annotated[str | None, typer.Option(help="Encoding of files that are not UTF-8.", metavar="NAME", show_default=False)]
Exclude = Annotated[list[str] | None, typer.Option(help="Files walks pass by.", metavar="PATTERN", show_default=False)]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", help="Processes; 0: one for each processor.", show_default=False)]
ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", help="Configuration; else cleanup.toml or pyproject.toml here or above.", show_default=False),
]
Limit = Annotated[int | None, typer.Option(help="Only the first N documents.", metavar="N", min=1, show_default=False)]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No summary, no progress.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Also what was declined, and why.")]
OutputFormat = Annotated[Format, typer.Option("--output-format", help="How findings are printed.")]
StdinFilename = Annotated[str, typer.Option("--stdin-filename", help="Name that standard input goes by.", metavar="NAME")]
Diff = Annotated[bool, typer.Option("--diff", help="Print a unified diff and write nothing.")]


def stop(message: str, status: int = 2) -> NoReturn:
    """End the program with one line on stderr."""
    print(f"cleanup: {message}", file=sys.stderr)
    raise typer.Exit(status)


@contextmanager
def clear_errors() -> Iterator[None]:
    """Turn mistakes in the configuration, the rules or the paths into one line and status 2."""
    from cleanup.corpus.profile import ProfileError
    from cleanup.files.text import UnknownEncoding
    from cleanup.run.account import AccountError
    from cleanup.run.walk import WalkError

    try:
        yield
    except (ConfigError, RuleError, ProfileError, AccountError, WalkError, UnknownEncoding) as error:
        stop(str(error.args[0]) if isinstance(error, LookupError) else str(error))


def configuration(file: Path | None, **given: Any) -> Config:
    """The configuration of the file and what was given on the command line. Raises ConfigError."""
    config = _from_file(file)
    options = {name: value for name, value in given.items() if value not in (None, [])}
    for name in ("select", "ignore", "extend_select"):
        if name in options:
            options[name] = [code for part in options[name] for code in re.split(r"[,\s]+", part) if code]
    if "keep" in options:
        options["keep"] = str(options["keep"])
    for name in ("protect", "rules", "exclude", "extend_select"):  # what adds up, adds up
        if name in options:
            options[name] = [*getattr(config, name), *options[name]]
    return config.with_options({f"--{name.replace('_', '-')}": value for name, value in options.items()})


def _from_file(file: Path | None) -> Config:
    found = file or next(_candidates(Path.cwd()), None)
    if found is None:
        return Config()
    try:
        table = tomllib.loads(found.read_text("utf-8"))
    except FileNotFoundError:
        raise ConfigError(f"{found}: no such file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{found}: cannot be read: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{found}: not TOML: {error}") from None
    if found.name == "pyproject.toml":
        table = table.get("tool", {}).get("cleanup", {})
    config = Config.from_mapping(table, str(found))
    beside = {name: tuple(str(found.parent / path) for path in getattr(config, name)) for name in ("rules",)}
    profile = str(found.parent / config.profile) if config.profile else None
    return config.with_options({**beside, "profile": profile})


def _candidates(folder: Path) -> Iterator[Path]:
    """Configuration files here and above; a pyproject.toml counts if it has a table for us. Nearest first."""
    for place in (folder, *folder.parents):
        for name in FILES:
            path = place / name
            if path.is_file() and (name != "pyproject.toml" or b"[tool.cleanup" in path.read_bytes()):
                yield path

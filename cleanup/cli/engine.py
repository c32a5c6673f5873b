"""Where the work of a command is done: `--engine` and `--ray-address`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cleanup.cli import declared
from cleanup.cli.escape import show_all
from cleanup.cli.options import stop
from cleanup.files.remote import is_remote
from cleanup.text.dataclass import replace

if TYPE_CHECKING:
    from cleanup.pipeline.config import Config
    from cleanup.run.batches import Spread
    from cleanup.run.elsewhere import Elsewhere


class Engine(StrEnum):
    LOCAL = "local"
    DAFT = "daft"


Named = Annotated[Engine, declared.Option("--engine", help="Who does the work: this program, or Daft on many processors.")]
RayAddress = Annotated[
    str | None,
    declared.Option("--ray-address", help="With --engine daft: the Ray cluster, as host:port, auto or local.", metavar="ADDRESS"),
]


def engine(named: Engine, address: str | None, config: Config, streams: bool = False) -> Spread | None:
    """The engine asked for; None for this program. One that is not there, or has nothing to do with streams, ends the program."""
    if named is Engine.LOCAL:
        if address is not None:
            stop("--ray-address goes with --engine daft")
        return None
    if streams:
        stop(f"--engine {named} is for files and folders: standard input (-) is worked on by this program alone")
    from cleanup.adapters.daft import Daft, EngineError

    try:
        return Daft.at(address, config.jobs if config.jobs > 1 else 0)
    except EngineError as error:
        stop(show_all(str(error)))


def carrying(spread: Spread | None, config: Config) -> Spread | None:
    """The engine with the files that cleaning reads, for machines that do not have them."""
    if spread is None:
        return None
    from cleanup.adapters.daft import Daft
    from cleanup.run.visit import Visited

    if isinstance(spread, Visited):
        return replace(spread, spread=carrying(spread.spread, config) or spread.spread)
    names = [*config.rules, *config.rejected, *([config.profile] if config.profile else [])]
    carried = {name: Path(name).read_bytes() for name in names if Path(name).is_file()}
    return replace(spread, carried=carried) if isinstance(spread, Daft) else spread


def visited(spread: Spread | None, elsewhere: Elsewhere, out: Path | None) -> Spread | None:
    """The engine for record files whose workers fetch and send them, where they are to be here `later`."""
    if spread is None or not elsewhere.later or out is None:
        return spread
    from cleanup.run.visit import Visited

    address = elsewhere.name(out)
    return Visited(spread, out, address if is_remote(address) else "")

"""Which engine does the work of a command: `--engine` and `--ray-address`."""

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
    from cleanup.run.remotefiles import RemoteFiles
    from cleanup.run.workers.batches import Executor


class Engine(StrEnum):
    """Values of --engine."""

    LOCAL = "local"
    DAFT = "daft"


Named = Annotated[Engine, declared.Option("--engine", help="What does the work: this program, or Daft on many processors.")]
RayAddress = Annotated[
    str | None,
    declared.Option("--ray-address", help="With --engine daft: the Ray cluster, as host:port, auto or local.", metavar="ADDRESS"),
]


def engine(named: Engine, address: str | None, config: Config, streams: bool = False) -> Executor | None:
    """The engine asked for; None for this program. One that is not there, or has nothing to do with streams, ends the program."""
    if named is Engine.LOCAL:
        if address is not None:
            stop("--ray-address needs --engine daft")
        return None
    if streams:
        stop(f"--engine {named} works on files and folders, not on standard input (-)")
    from cleanup.adapters.daft import Daft, EngineError

    try:
        return Daft.at(address, config.jobs if config.jobs > 1 else 0)
    except EngineError as error:
        stop(show_all(str(error)))


def carrying(executor: Executor | None, config: Config) -> Executor | None:
    """The engine with the files that cleaning reads, for machines that do not have them."""
    if executor is None:
        return None
    from cleanup.adapters.daft import Daft
    from cleanup.run.workers.fetching import FetchingExecutor

    if isinstance(executor, FetchingExecutor):
        return replace(executor, executor=carrying(executor.executor, config) or executor.executor)
    names = [*config.rules, *config.rejected, *([config.profile] if config.profile else [])]
    carried = {name: Path(name).read_bytes() for name in names if Path(name).is_file()}
    return replace(executor, carried=carried) if isinstance(executor, Daft) else executor


def fetching(executor: Executor | None, remote_files: RemoteFiles, out: Path | None) -> Executor | None:
    """The engine, with workers that fetch and send record files themselves where only their names were fetched here."""
    if executor is None or not remote_files.names_only or out is None:
        return executor
    from cleanup.run.workers.fetching import FetchingExecutor

    address = remote_files.name(out)
    return FetchingExecutor(executor, out, address if is_remote(address) else "")

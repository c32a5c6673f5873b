"""Record files at addresses: each worker fetches a file, works on it, sends what it wrote, and keeps nothing.

So the content of a file passes through one worker alone, and not through the machine that started the run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from cleanup.files.remote import fetch, is_remote, send
from cleanup.run.sources.source import Source
from cleanup.run.workers.batches import Executor, weightless
from cleanup.text.dataclass import dataclass

Item = TypeVar("Item")
Done = TypeVar("Done")


@dataclass(frozen=True)
class Fetching:
    """Does `work` on a source, or on several, whose files are fetched before and removed after. Picklable, for other machines.

    out, address  the folder the work writes below, and the address of what is below it, if it is to go to one
    """

    work: Callable[[Any], Any]
    out: Path | None = None
    address: str = ""

    def __call__(self, item: Source | Sequence[Source]) -> Any:
        """Raises RemoteError. What was sent before a failure is sent once more by whoever tries again."""
        sources = [item] if isinstance(item, Source) else item
        remote = [source for source in sources if is_remote(source.called)]
        try:
            for source in remote:
                fetch(source.called, source.path.parent)
            done = self.work(item)
            for source in sources:
                if self.out is not None and self.address and (made := self.out / source.name).exists():
                    send(made, f"{self.address}/{source.name}")
                    made.unlink()
        finally:
            for source in remote:
                source.path.unlink(missing_ok=True)
        return done


@dataclass(frozen=True)
class FetchingExecutor:
    """Hands work on sources at addresses to another `executor`, wrapped in `Fetching`."""

    executor: Executor
    out: Path | None = None
    address: str = ""
    whole_files: bool = True

    def __call__(
        self, work: Callable[[Item], Done], items: Iterable[Item], weight: Callable[[Item], int] = weightless
    ) -> Iterator[Done]:
        """See Executor."""
        return self.executor(Fetching(work, self.out, self.address), items, weight)  # type: ignore[arg-type]

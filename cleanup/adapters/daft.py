"""Work spread by Daft, with the extra `cluster`: over the processors of this machine, or over all machines of a Ray cluster.

Daft gets batches of work as a column of bytes and gives what came of them as another. What is done to a document is what a run on
one machine does, and so are its results, to the byte: it does not matter which worker did which batch, or whether one was done
twice.
"""

from __future__ import annotations

import logging
import os
import pickle
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, Self, TypeVar

from cleanup.run.workers.batches import batches, weightless
from cleanup.run.workers.worker import WorkerDied
from cleanup.text.dataclass import dataclass, field

Item = TypeVar("Item")
Done = TypeVar("Done")

WINDOW_BYTES = 64_000_000
"""Bytes given to one Daft job: starting its processes takes seconds, and this machine holds the texts until they are back."""

WINDOW_BATCHES = 20_000
"""Batches in one job, of files whose names alone travel."""

PARTS_PER_PROCESS = 4
"""Parts of a job for each process."""

BATCH_SIZE = 32
"""Items that a process is handed at once."""

TRIES = 3
"""Times a job is started. Ray restarts what was lost; Daft on one machine gives up a job of which a process is killed."""

_QUIET = {"DAFT_ANALYTICS_ENABLED": "0", "RAY_USAGE_STATS_ENABLED": "0", "RAY_TQDM": "0"}
"""Environment for libraries that would report a run to their makers, or draw over what it prints."""


class EngineError(ValueError):
    """An engine that is not there or cannot be reached; the message is one line for the user."""


@dataclass(frozen=True)
class Daft:
    """Spreads work as `cleanup.run.workers.batches.in_order` does; record files go whole to a worker, if there are several.

    ray      None: over this machine; else the address of a Ray cluster, whose machines have cleanup installed
    jobs     processes; 0: one for each processor
    carried  what files that the work reads hold, by their paths, for machines that do not have them
    """

    ray: str | None = None
    jobs: int = 0
    carried: Mapping[str, bytes] = field(default_factory=dict)
    whole_files: ClassVar[bool] = True

    @classmethod
    def at(cls, address: str | None = None, jobs: int = 0) -> Self:
        """The engine, connected; a process has one runner of Daft for good. Raises EngineError without libraries or cluster."""
        os.environ.update({name: value for name, value in _QUIET.items() if name not in os.environ})
        try:
            import daft

            if address is not None:
                import ray
        except ImportError:
            raise EngineError("to work with Daft: pip install 'cleanup-articles[cluster]'") from None
        try:
            if address is None:
                daft.set_runner_native()
            else:
                if not ray.is_initialized():
                    ray.init(address, log_to_driver=False, logging_level=logging.ERROR, runtime_env={"env_vars": _QUIET})
                daft.set_runner_ray(noop_if_initialized=True)
        except Exception as error:  # each version has errors of its own
            said = str(error).strip().partition("\n")[0] or type(error).__name__
            raise EngineError(f"no Ray cluster at {address}: {said}" if address else f"Daft does not start: {said}") from None
        return cls(address, jobs)

    def __call__(
        self, work: Callable[[Item], Done], items: Iterable[Item], weight: Callable[[Item], int] = weightless
    ) -> Iterator[Done]:
        """`work(item)` for each item, in the order of the items. `work`, items and results must be picklable.

        Raises WorkerDied if processes die again and again, and what `work` raises.
        """
        for window in _windows(items, weight):
            for came in self._came(work, window):
                if isinstance(came, Exception):
                    raise came
                yield from came

    def _came(self, work: Callable[[Item], Done], window: list[bytes]) -> Iterator[list[Done] | Exception]:
        """The results of the batches of a window, in order. A job that died is started again with the batches that are left."""
        task = pickle.dumps((work, os.getcwd(), dict(self.carried)))
        left, early, count = dict(enumerate(window)), dict[int, bytes](), 0
        failed = ""
        for _ in range(TRIES):
            try:
                for row in self._rows(task, left):
                    if left.pop(place := row["place"], None) is not None:
                        early[place] = row["data"]
                    while count in early:
                        yield pickle.loads(zlib.decompress(early.pop(count)))
                        count += 1
            except Exception as error:  # what Daft and Ray raise when processes die has no common name
                failed = str(error).strip().partition("\n")[0] or type(error).__name__
            if not left:
                return
        lost = f"{len(left):,} batches were lost"  # Daft can end without an error
        raise WorkerDied(f"a job of Daft failed {TRIES} times: {failed or lost}")

    def _rows(self, task: bytes, left: Mapping[int, bytes]) -> Iterator[Mapping[str, Any]]:
        """A Daft job: the place and the result of each batch, as they come."""
        import daft

        processes = min(self._processes(), len(left))
        worker = daft.cls(Worker, use_process=True, max_concurrency=processes)(task)
        frame = daft.from_pydict({"place": list(left), "data": list(left.values())})
        frame = (
            frame.into_batches(1) if self.ray is None else frame.into_partitions(min(len(left), processes * PARTS_PER_PROCESS))
        )
        rows: Iterator[Mapping[str, Any]] = frame.select(daft.col("place"), worker(daft.col("data")).alias("data")).iter_rows()
        return rows

    def _processes(self) -> int:
        if self.jobs > 1:
            return self.jobs
        if self.ray is None:
            return os.cpu_count() or 1
        import ray

        resources: dict[str, float] = ray.cluster_resources()  # type: ignore[no-untyped-call, unused-ignore]
        return max(1, int(resources.get("CPU", 1)))


class Worker:
    """In a process of its own: does batches of work. `task` is the pickled work, the folder it begins in, and files carried."""

    def __init__(self, task: bytes) -> None:
        self._work, folder, carried = pickle.loads(task)
        try:
            os.chdir(folder)  # paths of a run are relative to it
        except OSError:
            os.chdir(tempfile.mkdtemp(prefix="cleanup-"))
        for name, data in carried.items():
            if not (path := Path(name)).exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)

    def __call__(self, data: bytes) -> bytes:
        return zlib.compress(pickle.dumps(self._do(data)), 1)  # what waits in the memory of a cluster is a fifth then

    def _do(self, batch: bytes) -> list[Any] | Exception:
        try:
            return [self._work(item) for item in pickle.loads(batch)]
        except Exception as error:  # the run's own, not Daft's: no reason to try again
            return error


def _windows(items: Iterable[Item], weight: Callable[[Item], int]) -> Iterator[list[bytes]]:
    """Batches, pickled, for one job after the other."""
    window, load = list[bytes](), 0
    for batch in batches(items, weight, BATCH_SIZE):
        window.append(pickle.dumps(batch))
        load += len(window[-1])
        if load >= WINDOW_BYTES or len(window) == WINDOW_BATCHES:
            yield window
            window, load = [], 0
    if window:
        yield window

"""Work in a thread of its own, for which a crawl waits whichever loop it runs on: asyncio, or a reactor of Twisted without it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from twisted.internet.defer import Deferred

T = TypeVar("T")


def one_thread() -> ThreadPoolExecutor:
    """Two threads would not clean faster, as they share one interpreter, and would keep it from the crawl for longer."""
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(1, thread_name_prefix="cleanup")


async def in_thread(pool: ThreadPoolExecutor, work: Callable[..., T], *arguments: Any) -> T:
    """`work(*arguments)` in the pool, for asyncio and for reactors of Twisted that know nothing of it."""
    import asyncio

    future = pool.submit(work, *arguments)
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        done: T = await _deferred(future)
        return done
    return await asyncio.wrap_future(future)


def _deferred(future: Future[T]) -> Deferred[T]:
    """A future as Twisted waits for it."""
    from twisted.internet import reactor
    from twisted.internet.defer import Deferred

    deferred: Deferred[T] = Deferred()

    def tell() -> None:
        error = future.exception()
        if error is None:
            deferred.callback(future.result())
        else:
            deferred.errback(error)

    future.add_done_callback(lambda _: reactor.callFromThread(tell))  # type: ignore[attr-defined, unused-ignore]
    return deferred

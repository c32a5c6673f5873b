"""What is asked of a run that writes, beside its sources and the place of their results."""

from __future__ import annotations

from collections.abc import Callable

from cleanup.report.summary import Summary
from cleanup.run.workers.batches import Executor
from cleanup.run.workers.job import Job, Outcome
from cleanup.text.dataclass import dataclass, field

Watch = Callable[[Outcome], None]
"""Called with each outcome as it comes."""


def ignore(outcome: Outcome) -> None:
    """The watch of a run that nobody watches."""


@dataclass(frozen=True)
class Request:
    """How to clean, and who hears of it.

    summary     what is known before the first outcome, as files that a walk could not read; the run adds to it
    executor    who does the work; else the processes that the configuration asks for
    force       write over cleaned files that somebody edited since the last run
    watch_kept  `watch` hears of every file also where all are as they were, which takes as long as to find that out
    """

    job: Job
    watch: Watch = ignore
    summary: Summary = field(default_factory=Summary)
    executor: Executor | None = None
    force: bool = True
    watch_kept: bool = True

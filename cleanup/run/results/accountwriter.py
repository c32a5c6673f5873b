"""Writing the account of a run, while it is under way."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from cleanup import __version__
from cleanup.pipeline.config import Config
from cleanup.report import jsonl
from cleanup.report.summary import Summary
from cleanup.rules.load import digest, load
from cleanup.rules.plugins import installed
from cleanup.run.results.account import (
    EDITS,
    MARKED,
    PATCH,
    PROFILE,
    RUN,
    SUMMARY,
    VERSION,
    clear,
    now,
    refuse_strangers,
    write_json,
)
from cleanup.run.sources.recordfile import names_for
from cleanup.run.sources.search import MARKER
from cleanup.run.workers.job import Outcome
from cleanup.text.atomic import write_atomic
from cleanup.text.namedfile import new_file


class AccountWriter:
    """Writes an account, outcome by outcome, in the order given. An account of an earlier run in the same folder is replaced.

    folder   the account's folder, made if need be
    root     the folder that the documents' names are relative to: where the cleaned files lie
    summary  what is known before the first outcome: files that a walk could not read or left alone
    files    names of cleaned files that are not those of their documents
    altered  number of documents whose bytes have changed

    Raises OSError if the configuration's profile cannot be read.
    """

    def __init__(
        self,
        folder: Path,
        root: Path,
        mode: str,
        config: Config,
        summary: Summary | None = None,
        files: Mapping[str, str] | None = None,
    ) -> None:
        self.folder, self.summary = folder, summary or Summary()
        self._documents = self.altered = 0
        versions = installed(config.plugins).versions
        self._run: dict[str, Any] = {
            "v": VERSION,
            "cleanup": __version__,
            "mode": mode,
            "root": Path(os.path.relpath(root, folder)).as_posix(),
            "started": now(),
            "rules": digest(load(config.rules, config.plugins), versions),
            "plugins": list(versions),
            "configuration": {name: getattr(config, name) for name in Config.__annotations__},
            "fields": names_for(config),
            **({"files": dict(files)} if files else {}),
        }
        self._profile = Path(config.profile).read_bytes() if config.profile else None
        if self._profile is not None:
            self._run["configuration"]["profile"] = PROFILE  # the one used may be gone: it was learned for this run
            self._run["profile"] = {"file": PROFILE, "sha256": hashlib.sha256(self._profile).hexdigest()}

    @property
    def run(self) -> Mapping[str, Any]:
        """What run.json will say, except for what is only known at the end."""
        return self._run

    @property
    def identity(self) -> dict[str, Any]:
        """What run.json says of the run that decides its results: all but times, and the number of processes."""
        run = {name: value for name, value in self._run.items() if name != "started"}
        return run | {"configuration": {name: value for name, value in run["configuration"].items() if name != "jobs"}}

    def __enter__(self) -> Self:
        """Raises AccountError if the folder holds other files than an account's."""
        refuse_strangers(self.folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        clear(self.folder)
        if not os.path.lexists(self.folder / MARKER):
            write_atomic(self.folder / MARKER, MARKED.encode())
        if self._profile is not None:
            write_atomic(self.folder / PROFILE, self._profile)
        self._edits = new_file(self.folder / EDITS)
        self._patch = new_file(self.folder / PATCH)
        return self

    def add(self, outcome: Outcome) -> None:
        """Write down what became of one document."""
        self._documents += 1
        self.altered += outcome.entry.altered
        self._edits.write(jsonl.write(outcome.entry))
        if not outcome.entry.part:  # a patch of record files would show whole records, and no tool of theirs takes one
            self._patch.write(outcome.patch)
        self.summary.add(outcome.entry)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._edits.close()
        self._patch.close()
        if kind is None:
            self.write_summary()
            write_json(self.folder / RUN, {**self._run, "finished": now(), "documents": self._documents})

    def write_summary(self) -> None:
        """Write summary.json, again if something happened since."""
        write_json(self.folder / SUMMARY, self.summary.to_json())

"""The remote files of a run, at addresses like s3://bucket/a.jsonl.

They are fetched into a temporary folder first, and what the run writes is sent at its end. So a run has whole files to work on,
and what stands at an address is never half written.
"""

from __future__ import annotations

import itertools
import posixpath
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from cleanup.files.inside import stays_inside
from cleanup.files.remote import RemoteError, exists, fetch, is_remote, name_of, send
from cleanup.run.sources.source import Source, Sources
from cleanup.run.sources.walk import Found
from cleanup.text.dataclass import replace

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory


class RemoteFiles:
    """The files of one run that lie at addresses, or will; leaving the context removes the temporary folder.

    Its methods raise RemoteError for an address that cannot be reached, OSError where there is no room here.

    names_only  files are fetched without their content: the workers fetch that themselves (see `FetchingExecutor`)
    """

    names_only = False

    def __init__(self) -> None:
        self._folder: TemporaryDirectory[str] | None = None
        self._called: dict[Path, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._folder:
            self._folder.cleanup()

    def fetched(self, paths: Iterable[str]) -> list[str]:
        """The paths, with local ones in place of addresses, from which the files were fetched. Raises RemoteError."""
        paths = list(paths)
        remote = [path for path in paths if is_remote(path)]
        if remote and len(remote) < len(paths):
            raise RemoteError(f"{remote[0]}: remote and local files need separate runs")
        return [str(self._bring(path)) for path in remote] or paths

    def called(self, found: Found) -> Found:
        """What a walk found, with files called by the addresses they came from."""
        if not self._called:
            return found
        sources = Sources(replace(source, called=self.name(source.path)) for source in found.sources)
        return replace(found, sources=sources)

    def name(self, path: Path) -> str:
        """How people call a file or folder here: by its address, if it came from one or is to go there."""
        for here, address in self._called.items():
            if path.is_relative_to(here):
                below = path.relative_to(here).as_posix()
                return address if below == "." else f"{address.rstrip('/')}/{below}"
        return str(path)

    def output(self, out: str) -> Path:
        """Where to write what shall be at `out` in the end: there itself, if that is no address."""
        if not is_remote(out):
            return Path(out)
        path = self._folder_for(name_of(out)) / name_of(out)
        self._called[path] = out.rstrip("/")
        self._called[path.with_name(path.name + ".report")] = f"{out.rstrip('/')}.report"
        return path

    def fetch_contents(self, sources: Iterable[Source]) -> None:
        """Fetch the content of sources whose names alone were fetched."""
        for source in sources if self.names_only else ():
            if is_remote(source.called):
                fetch(source.called, source.path.parent)
        self.names_only = False

    def is_taken(self, path: Path) -> bool:
        """Whether something is at the address that this path is to go to; no if it goes nowhere."""
        name = self.name(path)
        return is_remote(name) and exists(name)

    def send(self, *paths: Path) -> None:
        """Send what was written for an address; all else stays where it is."""
        for path in paths:
            if path in self._called:
                send(path, self._called[path])

    def account(self, address: str) -> Path:
        """The account at an address brought here, with the cleaned files that it speaks of where it expects them.

        Raises AccountError too.
        """
        from cleanup.run.results.account import read_entries, read_run
        from cleanup.run.results.places import cleaned_path, file_of

        account = self._bring(address)
        run = read_run(account)
        root = posixpath.normpath(posixpath.join(account.name, run["root"]))
        if root != "." and not stays_inside(root):
            raise RemoteError(f"{address}: its cleaned files are not beside it")
        here, beside = account.parent / root, address.rstrip("/").rpartition("/")[0]
        here.mkdir(parents=True, exist_ok=True)
        for name in dict.fromkeys(map(file_of, read_entries(account))):
            path = cleaned_path(run, here, name)
            if not path.exists():
                fetch(f"{beside}/{path.relative_to(account.parent).as_posix()}", path.parent)
        return account

    def _bring(self, address: str) -> Path:
        path = fetch(address, self._folder_for(name_of(address)), empty=self.names_only)
        self._called[path] = address.rstrip("/")
        return path

    def _folder_for(self, name: str) -> Path:
        """The folder of one place; another one for a second file of a name, and for its account."""
        from tempfile import TemporaryDirectory

        self._folder = self._folder or TemporaryDirectory(prefix="cleanup-")
        for number in itertools.count(1):
            folder = Path(self._folder.name, str(number))
            if folder / name not in self._called:
                folder.mkdir(exist_ok=True)
                return folder
        raise AssertionError

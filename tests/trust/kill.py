"""Killing one command again and again: what it starts from, and what must hold afterwards."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from cleanup.run.results.account import RUN, AccountError, read_entries, read_run
from cleanup.text.atomic import TEMPORARY
from tests.conftest import Tally
from tests.trust.commands import fresh, moments
from tests.trust.forking import Ended, Forking

KILLS = int(os.environ.get("CLEANUP_KILLS", "40"))
FINISHED = 5
"""After one kill in so many the command is run again and undone; the files are looked at after every kill."""


@dataclass
class Case:
    """One command: what it starts from, what it makes of it, and what must hold after each kill.

    `holds` takes the folder and gives how many files were compared; `ends` runs it to its end, and back.
    `dear` commands take so many times longer than others and are killed so much less often.
    """

    program: Forking
    model: Path
    command: list[str]
    holds: Callable[[Path], int]
    ends: Callable[[Path], None]
    dear: int = 1

    def kills(self, place: Path, tally: Tally) -> None:
        """Kill it at moments spread over the time that an undisturbed run takes."""
        self.ends(fresh(place, self.model))
        whole = [self.program.run(*self.command, cwd=fresh(place, self.model)) for _ in range(3)]
        assert [run.status for run in whole] == [0, 0, 0], whole
        took = sorted(run.took for run in whole)[1]
        survived = compared = finished = ended = 0
        for number, after in enumerate(moments(KILLS // self.dear, 0, took * 1.05, seed=1)):
            fresh(place, self.model)
            done = self.program.run(*self.command, cwd=place, after=after)
            assert done.status in (0, -9), done.said
            compared += self.holds(place)
            ended += done.status == 0
            survived += done.status != 0
            if number % FINISHED == 0:
                self.ends(place)
                finished += 1
        assert survived, "no run was killed while it ran"
        name = " ".join(self.command)
        tally.line(
            f"{name}: {survived} kills within {took:.2f} s survived, {ended} runs ended before, {finished} taken to their end"
        )
        tally.add("kills survived", survived)
        tally.add("files compared", compared)

    def well(self, *args: str, cwd: Path) -> Ended:
        """Another command, which must succeed."""
        done = self.program.run(*args, "-q", cwd=cwd)
        assert done.status == 0, done.said
        return done


def without_temporaries(found: dict[str, bytes]) -> dict[str, bytes]:
    """What a walk could take: the files but those being written when the run was killed."""
    return {name: data for name, data in found.items() if not re.fullmatch(TEMPORARY, name.rpartition("/")[2])}


def complete(account: Path) -> bool:
    """Whether the account says it is whole, and then it is; one that is not says so."""
    if not (account / RUN).exists():
        with pytest.raises(AccountError):
            read_run(account)
        return False
    announced = read_run(account)["documents"]
    assert len(list(read_entries(account))) == announced
    return True


def old_or_new(found: dict[str, bytes], old: dict[str, bytes], new: dict[str, bytes]) -> int:
    """Each file is as it was or as it shall be, none is gone, none came; how many were compared."""
    found = without_temporaries(found)
    assert found.keys() == old.keys()
    for name, data in found.items():
        assert data in (old[name], new[name]), f"{name} is half written"
    return len(found)


def made(found: dict[str, bytes], *new: dict[str, bytes]) -> int:
    """Of what shall be there each file is whole or missing, and nothing else is there. Of several states each may be."""
    found = without_temporaries(found)
    for name, data in found.items():
        assert data in [state.get(name) for state in new], f"{name} is half written"
    return len(found)

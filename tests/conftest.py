"""What every test may ask for: the shared material beside the repository, if it is there, and one profile of hypothesis."""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

ROOT = Path(__file__).resolve().parents[1]

# No deadline: the first example of a test pays for imports. Derandomized: a quick suite that fails must fail again.
settings.register_profile("quick", max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", max_examples=3_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("mutation", settings.get_profile("quick"), phases=(Phase.explicit, Phase.generate))

settings.load_profile("quick")


def pytest_configure() -> None:
    """In a process of mutmut: it holds what the unchanged code has made of rules and patterns, so all of it is made anew. And
    that a test fails is enough to know there; the smallest text for which it does takes long to find."""
    if "MUTANT_UNDER_TEST" in os.environ:
        settings.load_profile("mutation")
        sys.pycache_prefix = tempfile.mkdtemp()  # what a checkout keeps there is what unchanged code has made
        for name in list(sys.modules):
            if name.startswith(("cleanup", "tests.")) and name != __name__:
                del sys.modules[name]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of benchmark data and samples; tests that need it are skipped where it is missing."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the shared data is not here")
    return folder


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """The repository's own samples."""
    return ROOT / "fixtures"


class Tally:
    """What a test tried, for the end of the run, where the counts of all processes come together."""

    def __init__(self, properties: list[tuple[str, object]]) -> None:
        self._properties = properties

    def add(self, what: str, count: int) -> None:
        """Count something that was tried."""
        self._properties.append(("count", [what, count]))

    def line(self, text: str) -> None:
        """Say something of this test."""
        self._properties.append(("line", text))


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Tally:
    """Counts of this test for the end of the run."""
    return Tally(request.node.user_properties)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what was tried, also by the processes of pytest-xdist: reports bring it here."""
    passed = [report for report in terminalreporter.getreports("passed") if report.when == "call"]
    said = [said for report in passed for said in report.user_properties]
    counts: Counter[str] = Counter()
    for kind, value in said:
        if kind == "count":
            counts[value[0]] += value[1]
    if not counts:
        return
    terminalreporter.section("faults and hostile input")
    for kind, value in sorted(said, key=str):
        if kind == "line":
            terminalreporter.write_line(value)
    tried = ", ".join(f"{count:,} {what}" for what, count in sorted(counts.items()))
    lost = len(terminalreporter.getreports("failed")) + len(terminalreporter.getreports("error"))
    terminalreporter.write_line(f"{tried}: " + (f"{lost} tests failed" if lost else "nothing lost"))

"""What every test may ask for: the shared material beside the repository, if it is there, and one profile of hypothesis."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]

# No deadline: the first example of a test pays for imports. Derandomized: a quick suite that fails must fail again.
settings.register_profile("quick", max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", max_examples=3_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("quick")


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

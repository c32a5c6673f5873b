"""A hint for whoever wrote a name that is not known. Imported where there is such a name."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(name: str, known: Iterable[str], otherwise: str) -> str:
    """The nearest of the `known` names as a question; `otherwise` where none is near."""
    near = get_close_matches(name, known, 1)
    return f"did you mean {near[0]!r}?" if near else otherwise

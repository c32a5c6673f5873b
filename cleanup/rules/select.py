"""Which codes apply: selected and ignored by prefix, the longest prefix wins."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from cleanup.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Selection:
    """Prefixes of codes. The longest prefix of a code that is named decides; of equally long ones, `ignore` does."""

    select: tuple[str, ...] = ("",)
    ignore: tuple[str, ...] = ()

    def allows(self, code: str) -> bool:
        """Whether the rule with this code may act."""
        return _longest(self.select, code) > _longest(self.ignore, code)

    def may_allow(self, family: str) -> bool:
        """Whether a rule may act whose code begins so."""
        named = [len(prefix) for prefix in self.select if prefix.startswith(family) or family.startswith(prefix)]
        return max(named, default=-1) > _longest(self.ignore, family)


def unknown(prefixes: Iterable[str], codes: Collection[str]) -> Iterator[tuple[str, str]]:
    """The prefixes that no code begins with, each with a message about it."""
    for prefix in prefixes:
        if not any(code.startswith(prefix) for code in codes):
            yield prefix, f"no rule's code begins with {prefix!r}; `cleanup rules` lists them"


def _longest(prefixes: Iterable[str], code: str) -> int:
    return max((len(prefix) for prefix in prefixes if code.startswith(prefix)), default=-1)

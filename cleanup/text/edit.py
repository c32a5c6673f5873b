"""An edit: one stretch of text, what replaces it, and why.

An edit holds the text it replaces, so it is its own evidence: it can be checked, shown and undone with no document at hand.
"""

from __future__ import annotations

from typing import Any

from cleanup.text.dataclass import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch `[start, end)` of a text, in code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether both share a character, or one is empty and lies strictly inside the other. Touching is not overlapping."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The stretch itself."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an edit is made: the rule's code, the stage that proposed it, a sentence for readers, a certainty from 0 to 1."""

    code: str
    stage: str
    because: str
    certainty: float = 1.0

    def to_json(self) -> dict[str, Any]:
        """Plain data, as accounts have it."""
        return {"code": self.code, "stage": self.stage, "because": self.because, "certainty": self.certainty}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Reason:
        """Raises KeyError, TypeError or ValueError on data that is no reason."""
        return cls(data["code"], data["stage"], data["because"], float(data["certainty"]))


@dataclass(frozen=True, slots=True)
class Edit:
    """`old` at code point `start` becomes `new`. The first reason is the primary one."""

    start: int
    old: str
    new: str
    reasons: tuple[Reason, ...] = field(default=())

    @property
    def end(self) -> int:
        """The code point after the replaced text."""
        return self.start + len(self.old)

    @property
    def span(self) -> Span:
        """The stretch that is replaced."""
        return Span(self.start, self.end)

    @property
    def code(self) -> str:
        """The primary reason's code; empty for an edit without reasons."""
        return self.reasons[0].code if self.reasons else ""

    @property
    def certainty(self) -> float:
        """The primary reason's certainty, from 0 to 1; 0 for an edit without reasons."""
        return self.reasons[0].certainty if self.reasons else 0.0

    def to_json(self) -> dict[str, Any]:
        """Plain data. Law: `Edit.from_json(a.to_json()) == a`."""
        return {
            "start": self.start,
            "old": self.old,
            "new": self.new,
            "reasons": [reason.to_json() for reason in self.reasons],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Edit:
        """Raises KeyError, TypeError or ValueError on data that is no edit."""
        return cls(data["start"], data["old"], data["new"], tuple(map(Reason.from_json, data["reasons"])))

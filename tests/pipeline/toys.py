"""Toy stages, small enough to see what the engine makes of their proposals."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from cleanup.pipeline.engine import Engine
from cleanup.rules.rule import Rule
from cleanup.stages.stage import Promise, Stage
from cleanup.text.blocks import removals
from cleanup.text.document import Document
from cleanup.text.edit import Edit, Reason

GUARDS = ("GU101", "GU102", "GU103", "GU106")


def rule(code: str, **values: Any) -> Rule:
    return Rule(code, f"toy-{code}", "stage", "For the test.", **values)


@dataclass(frozen=True)
class Swap:
    """Proposes to replace every match of a pattern."""

    pattern: str
    new: str
    code: str = "EN901"
    promise: Promise = Promise.REWRITES
    certainty: float = 0.9
    name: str = "swap"
    family: str = "EN"

    def propose(self, document: Document) -> Iterator[Edit]:
        for match in re.finditer(self.pattern, document.text):
            reasons = (Reason(self.code, self.name, "It matches.", self.certainty),)
            yield Edit(match.start(), match[0], match.expand(self.new), reasons)


@dataclass(frozen=True)
class Drop:
    """Proposes to remove every line that matches a pattern."""

    pattern: str
    code: str = "BP901"
    certainty: float = 0.9
    promise: Promise = Promise.REMOVES
    name: str = "drop"
    family: str = "BP"

    def propose(self, document: Document) -> Iterator[Edit]:
        lines = [index for index in document.filled if re.fullmatch(self.pattern, document.line(index))]
        for span in removals(document, lines).values():
            yield Edit(span.start, span.of(document.text), "", (Reason(self.code, self.name, "It matches.", self.certainty),))


@dataclass(frozen=True)
class Fixed:
    """Proposes given edits of one text, and nothing of any other."""

    text: str
    edits: tuple[Edit, ...]
    promise: Promise = Promise.REWRITES
    name: str = "fixed"
    family: str = "EN"

    def propose(self, document: Document) -> Iterable[Edit]:
        return self.edits if document.text == self.text else ()


@dataclass(frozen=True)
class Chance:
    """Proposes edits drawn by a generator that the text and `seed` alone determine; often none, so that texts settle.

    Some overlap, some break the promise, some hold evidence that stands nowhere.
    """

    seed: int
    promise: Promise
    name: str
    family: str = "EN"

    def propose(self, document: Document) -> Iterator[Edit]:
        text = document.text
        draw = random.Random(zlib.crc32(f"{self.seed} {text}".encode("utf-8", "surrogatepass")))
        if draw.random() < 0.55:
            return
        for _ in range(draw.randint(1, 4)):
            start = draw.randint(0, len(text))
            end = min(len(text), start + draw.randint(0, 40))
            news = [""] * 4 + [" ", "\n", "x", " ".join(text[start:end].split())]
            old = text[start:end] if draw.random() < 0.9 else "no such text"
            code = draw.choice(("BP901", "EN901", "SP901", "RP901", "LY901"))
            yield Edit(start, old, draw.choice(news), (Reason(code, self.name, "By chance.", draw.choice((0.5, 0.9))),))


def engine(*stages: Stage, rules: Iterable[Rule] = (), **options: Any) -> Engine:
    """An engine of toy stages; every code they use is a safe rule unless `rules` says otherwise."""
    known = {code: rule(code) for code in ("BP901", "BP902", "EN901", "EN902", *GUARDS)}
    return Engine(stages, known | {each.code: each for each in rules}, **options)

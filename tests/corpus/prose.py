"""Made-up articles for tests of duplicates: of any length, no two alike by chance, the same for the same seed."""

from __future__ import annotations

import random

_PARTS = ("ba ke lo mi nu ra se ti vo da fe go hi ju ka le mo ni pu ro su te va wi ze bo cu di fa ge").split()


def word(chance: random.Random) -> str:
    return "".join(chance.choice(_PARTS) for _ in range(chance.randint(1, 3)))


def sentence(chance: random.Random) -> str:
    words = [word(chance) for _ in range(chance.randint(8, 18))]
    return " ".join(words).capitalize() + "."


def article(seed: int, sentences: int = 20) -> str:
    """Sentences in paragraphs of three."""
    chance = random.Random(seed)
    made = [sentence(chance) for _ in range(sentences)]
    return "\n\n".join(" ".join(made[start : start + 3]) for start in range(0, sentences, 3))


def changed(text: str, share: float, seed: int) -> str:
    """`text` with a share of its words replaced."""
    chance = random.Random(seed)
    return "\n\n".join(
        " ".join(word(chance) if chance.random() < share else each for each in part.split()) for part in text.split("\n\n")
    )

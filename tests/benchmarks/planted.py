"""A corpus with near-duplicates planted in it: as large as wanted, from the articles of ../shared/corpora/sites.jsonl.gz.

Text to any length comes from splicing: after most words the text goes on at another place of the corpus where the same word
stands, and names and numbers are exchanged for others. So words and their neighbours are those of real articles, and no two
documents share a sentence by accident. Its shingles repeat about as those of real text do: 8, 16 and 30 % of them stand in more
than 8 of 1,700, 8,000 and 30,000 documents; of 1,700 real ones it is 10 %.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

SOURCE = Path(__file__).parents[3] / "shared/corpora/sites.jsonl.gz"
SPLICED = 0.7
CLUSTER, TEMPLATE = 300, 600
RENAMED = 0.5
_NAME = re.compile(r"[A-Z0-9][\w-]*[^.!?]?$")
_END = re.compile(r"[.!?]”?$")


class Splicer:
    """Endless prose from real articles."""

    def __init__(self, articles: list[str], chance: random.Random) -> None:
        self.words = [word for text in articles for word in text.split()]
        self.places: dict[str, list[int]] = {}
        for place, word in enumerate(self.words):
            self.places.setdefault(word, []).append(place)
        self.names = sorted({word for word in self.words if _NAME.match(word)})
        self.chance = chance

    def sentence(self) -> str:
        """About 8 to 40 words, with an end."""
        draw, words, place = self.chance.random, [], self.chance.randrange(len(self.words))
        while len(words) < 40:
            word = self.words[place]
            words.append(self.names[int(draw() * len(self.names))] if _NAME.match(word) and draw() < RENAMED else word)
            if len(words) > 7 and _END.search(word):
                break
            if draw() < SPLICED:
                places = self.places[word]
                place = places[int(draw() * len(places))]
            place = (place + 1) % len(self.words)
        words[-1] = words[-1].rstrip(",;:") + ("" if _END.search(words[-1]) else ".")
        return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])

    def phrase(self, words: int) -> str:
        return " ".join(self.sentence().rstrip(".").split()[:words])


@dataclass
class Page:
    """One document: a headline, paragraphs of sentences, and its site, whose furniture stands around it."""

    headline: str
    paragraphs: list[list[str]]
    site: str
    cut: float = 1.0
    family: int = -1
    kind: str = ""
    bare: bool = field(default=False)


@dataclass
class Corpus:
    """Pages in a shuffled order, and what is planted: (number, number of its source, kind)."""

    size: int
    seed: int = 20261124

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        with gzip.open(SOURCE, "rt", encoding="utf-8") as lines:
            self.articles = [json.loads(line)["text"] for line in lines]
        self.splicer = Splicer(self.articles, self.chance)
        count = max(20, self.size // 80)
        self.sites = {
            f"site{n}.example": [self.splicer.phrase(self.chance.randint(2, 14)) for _ in range(6)] for n in range(count)
        }
        self.names = list(self.sites)
        self.sites["template.example"] = [self.splicer.phrase(self.chance.randint(6, 18)) for _ in range(12)]

    def pages(self) -> Iterator[tuple[Page, int, str]]:
        """Each page with the number of the family it belongs to (-1: alone) and how it came about."""
        planted = self.size // 20
        quotes = self.size // 50
        alone = max(planted + quotes, self.size - planted - quotes - CLUSTER - TEMPLATE)
        kinds = [*KINDS]
        for number in range(alone):
            page = self.page()
            copied = number < planted
            yield page, number if copied else -1, "source" if copied else "alone"
            if copied:
                kind = kinds[number % len(kinds)]
                yield KINDS[kind](self, page), number, kind
            elif number < planted + quotes:
                yield self.quoting(page), -1, "quotes"
        source = self.page()
        yield source, alone, "cluster"
        for _ in range(CLUSTER - 1):
            yield self.changed(source, self.chance.uniform(0.01, 0.08)), alone, "cluster"
        for _ in range(TEMPLATE):
            yield (
                Page(self.splicer.phrase(6), [[self.splicer.sentence()], [self.splicer.sentence()]], "template.example"),
                -1,
                "template",
            )

    def page(self) -> Page:
        """A page of some 300 to 800 words, as articles are."""
        count = max(3, int(self.chance.lognormvariate(2.2, 0.5)))
        paragraphs = [[self.splicer.sentence() for _ in range(self.chance.randint(1, 4))] for _ in range(count)]
        return Page(self.splicer.phrase(9), paragraphs, self.site())

    def site(self) -> str:
        return self.names[int(self.chance.paretovariate(0.6)) % len(self.names)]

    def text(self, page: Page) -> str:
        """The page as scraped: what a truncated copy lost, it lost from the end."""
        furniture = self.sites[page.site]
        half = len(furniture) // 2
        body = [" ".join(sentences) for sentences in page.paragraphs]
        if page.cut < 1:
            text = "\n\n".join([page.headline, *body])
            return text[: int(len(text) * page.cut)]
        return "\n\n".join([*furniture[:half], page.headline, *body, *furniture[half:]])

    def changed(self, page: Page, share: float) -> Page:
        """Other words in the place of a share of them, on any site."""

        def other(sentence: str) -> str:
            words = sentence.split()
            return " ".join(self.chance.choice(self.splicer.words) if self.chance.random() < share else word for word in words)

        return Page(page.headline, [[other(each) for each in part] for part in page.paragraphs], self.site())

    def dropped(self, page: Page) -> Page:
        kept = [[each for each in part if self.chance.random() > 0.15] for part in page.paragraphs]
        return Page(page.headline, [part for part in kept if part], page.site)

    def moved(self, page: Page) -> Page:
        paragraphs = [list(part) for part in page.paragraphs]
        for _ in range(3):
            part = self.chance.choice(paragraphs)
            if part:
                self.chance.choice(paragraphs).append(part.pop(self.chance.randrange(len(part))))
        return Page(page.headline, [part for part in paragraphs if part], page.site)

    def quoting(self, page: Page) -> Page:
        """Another article with a paragraph of `page` in it."""
        host = self.page()
        host.paragraphs.insert(len(host.paragraphs) // 2, list(self.chance.choice(page.paragraphs)))
        return host


KINDS: dict[str, Callable[[Corpus, Page], Page]] = {
    "1 % of words": lambda corpus, page: corpus.changed(page, 0.01),
    "3 % of words": lambda corpus, page: corpus.changed(page, 0.03),
    "5 % of words": lambda corpus, page: corpus.changed(page, 0.05),
    "10 % of words": lambda corpus, page: corpus.changed(page, 0.10),
    "sentences dropped": Corpus.dropped,
    "sentences moved": Corpus.moved,
    "furniture swapped": lambda corpus, page: Page(corpus.splicer.phrase(9), page.paragraphs, corpus.site()),
    "half": lambda corpus, page: Page(page.headline, page.paragraphs, page.site, cut=0.5),
    "quarter": lambda corpus, page: Page(page.headline, page.paragraphs, page.site, cut=0.25),
}


def write(path: Path, size: int) -> None:
    """JSON lines with id, site, text, and the truth (family, kind) beside them, in an order that says nothing."""
    corpus = Corpus(size)
    lines = []
    for page, family, kind in corpus.pages():
        text = corpus.text(page)
        lines.append(json.dumps({"site": page.site, "family": family, "kind": kind, "text": text}, ensure_ascii=False).encode())
    corpus.chance.shuffle(lines)
    path.write_bytes(b"\n".join(lines) + b"\n")

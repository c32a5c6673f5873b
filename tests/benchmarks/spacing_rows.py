"""What the spacing stage is fitted on: every gap and every word of the benchmark with its facts, and whether it is an error."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

from cleanup.stages.spacing.candidates import candidates
from cleanup.stages.spacing.evidence import Evidence
from cleanup.stages.spacing.guards import follows_opening_quote, is_spared, is_spared_word, is_usual
from cleanup.stages.spacing.judge import is_plain
from cleanup.stages.spacing.lexicon import lexicon
from cleanup.stages.spacing.model import GATE
from cleanup.stages.spacing.pairs import places
from cleanup.stages.spacing.words import WORD, around, cut, cut_facts, is_derived
from cleanup.text.document import Document
from cleanup.text.language import detect
from tests.stages.facts import of_gap

GLUED = {"nosep", "strip", "nl"}
FEW = (1, 1, 1, 3)
"""How many errors remain in each further text made of an article: most texts that hold any hold few."""

UNNOTED = (
    "mother…It", "Calvo,directora", "angebliche,Trans-", "time.\"Next", "3.Charlotte", "8.LoriKelly",
    "(2.Weltkrieg)",
)  # fmt: skip
"""Errors of the pages themselves, read by eye, that the benchmark does not know of."""


def texts(folder: Path, scorer: Any):
    """(article, mode, text, {gap: error}) of every damaged and every clean text."""
    for name in ("glued", "clean"):
        for article in scorer.load(folder, f"{name}.jsonl.gz"):
            article["unsure"] = set(article["unsure"])
            if name == "clean":
                yield article, "clean", article["text"], {}
                continue
            for mode in scorer.MODES:
                damaged = scorer.damage(article, mode)
                if damaged and mode in GLUED:
                    yield article, mode, *damaged
            errors, draw = [error for error in article["errors"] if GLUED.intersection(error["modes"])], Random(article["id"])
            for count in FEW:
                chosen = [error | {"modes": ["few"]} for error in draw.sample(errors, min(count, len(errors)))]
                if chosen:
                    yield article, "few", *scorer.damage(article | {"errors": chosen}, "few")


def clean_words(folder: Path, scorer: Any) -> int:
    """How many words stand in the texts where every change is an error, traps aside."""
    return sum(len(article["text"].split()) for article in scorer.load(folder, "clean.jsonl.gz") if article["domain"] != "trap")


class Labels:
    """Whether a space belongs at a code point: 1, 0, or -1 where nobody can tell."""

    def __init__(self, article, text, errors, wild) -> None:
        self.errors, self.unsure, self.wild = errors, article["unsure"], wild[article["id"]]
        self.chars = "".join(text.split())
        self.gap, count = {}, 0
        for place, char in enumerate(text):
            if not char.isspace():
                self.gap[place] = count
                count += 1

    def at(self, place: int) -> int:
        gap = self.gap[place]
        if gap in self.errors:
            return 1
        around_gap = self.chars[max(0, gap - 60) : gap + 60]
        return -1 if gap in self.unsure or any(word in around_gap for word in (*self.wild, *UNNOTED)) else 0


def rows_of(folder: Path, scorer: Any):
    """Gaps of every text, with their facts and labels; and the number of errors."""
    rows, total, wild = [], Counter(), scorer.wild_tokens(folder)
    for number, (article, mode, text, errors) in enumerate(texts(folder, scorer)):
        total.update((mode == "few", error["kind"]) for error in errors.values())
        language, labels = detect(text), Labels(article, text, errors, wild)
        found = [each for each in candidates(text, places(Document(text)).gaps) if not is_spared(each)]
        found = [each for each in found if not is_usual(each, language) and not follows_opening_quote(text, each)]
        evidence = Evidence(text, found, lexicon(language), language) if found else None
        for candidate in found:
            rows.append({
                "document": number, "mode": mode, "site": article["domain"] if article["domain"] != "trap" else article["id"],
                "trap": article["domain"] == "trap", "kind": candidate.kind, "facts": of_gap(candidate, evidence),
                "candidate": candidate, "token": candidate.token, "label": labels.at(candidate.at), "lang": article["lang"],
                "plain": is_plain(candidate, evidence),
            })  # fmt: skip
    return rows, total


def word_rows(folder, scorer, words_of):
    """Words that may be two, in documents with sure errors enough."""
    rows, wild = [], scorer.wild_tokens(folder)
    for number, (article, mode, text, errors) in enumerate(texts(folder, scorer)):
        if mode == "few" or len(words_of[number]) < GATE:
            continue
        language, labels = detect(text), Labels(article, text, errors, wild)
        evidence = Evidence(text, [], lexicon(language), language)
        words = evidence.atoms
        cuts = {word: found for word in words if len(word) > 4 and (found := cut(word, evidence.lexicon))}
        if not evidence.lexicon.known:
            continue
        known = {word: (found, list(cut_facts(word, found, evidence.zipf, words, language))) for word, found in cuts.items()}
        for match in WORD.finditer(text):
            if match[0] in known and not is_spared_word(text, *match.span()):
                found, names = known[match[0]]
                place = match.start() + len(found.left)
                rows.append({
                    "mode": mode, "site": article["domain"], "facts": [*names, *around(text, *match.span())],
                    "lang": article["lang"], "label": labels.at(place), "context": text[place - 9 : place + 9],
                    "plain": found.is_plain, "spared": is_derived(match[0], found, language),
                })  # fmt: skip
    return rows

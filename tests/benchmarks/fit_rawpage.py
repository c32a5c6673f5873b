"""Fits the model of raw pages: which lines are the article (cleanup/stages/boilerplate/page/linemodel.json).

    python -m tests.benchmarks.fit_rawpage [--shared ../shared] [--check]

Needs numpy, scipy and scikit-learn beside the project; `rawpages.py` says which data. Prints figures of sites never fitted on: by
cross-validation over sites (what the second pass learns of the first is cross-validated again, inside the sites fitted on),
and fitted on one half of the sites and scored on the other, and turned about. Then fits on everything and writes the
weights; with --check it writes nothing.

The thresholds that are shipped for lines are those that are chosen. The weights for pieces are of an earlier fit: made anew, with
the facts that were added since or without them, they find no more on held-out sites, and the F1 of beautifulsoup is .4 lower on
those that they were fitted on.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from cleanup.stages.boilerplate.page.linemodel import LineModel
from tests.benchmarks.metric import metric
from tests.benchmarks.rawpages import Page, load
from tests.stages.facts import of_guesses

ROOT = Path(__file__).parents[2]
WEIGHTS = ROOT / "cleanup/stages/boilerplate/page/linemodel.json"
FOLDS, INNER = 5, 4
C = 0.3
WEIGHT, SEGMENT_WEIGHT = 60, 0.5
"""What a page counts, in lines, and a part of that where an extractor labelled it. All pages count the same, as they do when they
are scored, and so do the words of each."""
MARKED = 4
"""What a line counts that holds a string people marked as article, since no extractor decided about it."""
THRESHOLDS, INNERS, SHARES = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5), (0.1, 0.2, 0.3), (0.0, 0.6, 0.7, 0.8)
CEILINGS = {"lines": (3.0, 6.0), "pieces": (5.5, 12.0)}
"""Points of recall and per cent of marked strings that may be lost on held-out sites, with a margin for unseen ones."""


class Matrix:
    """The facts of all lines of pages of one kind, and what each line is."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = pages
        self.names = DictVectorizer(dtype=np.float32)
        self.facts = self.names.fit_transform([row for page in pages for row in page.facts])
        self.is_article = np.array([share >= 0.5 for page in pages for share in page.share])
        self.words = [[max(1, line.words) for line in page.lines] for page in pages]
        self.weights = np.concatenate([self._weights(page, words) for page, words in zip(pages, self.words, strict=True)])
        self.site = np.concatenate([np.full(len(page.lines), zlib.crc32(page.site.encode()) % 1_000_003) for page in pages])
        ends = np.cumsum([len(page.lines) for page in pages])
        self.bounds = list(zip(ends - [len(page.lines) for page in pages], ends, strict=True))
        self.more = DictVectorizer(dtype=np.float32)
        self.more.fit(self._around(np.random.default_rng(1).random(len(self.site)), range(min(200, len(pages)))))

    def _weights(self, page: Page, words: Sequence[int]) -> Any:
        of_page = WEIGHT * (1.0 if page.gold else SEGMENT_WEIGHT) / sum(words)
        marked = [MARKED if any(mark in text for mark in page.marked[0]) else 1.0 for text in page.texts]
        return np.array(words) * np.array(marked) * of_page

    def _around(self, guesses: Any, places: Sequence[int]) -> list[dict[str, float]]:
        told: list[dict[str, float]] = []
        for place in places:
            first, last = self.bounds[place]
            told += of_guesses(guesses[first:last].tolist(), self.words[place])
        return told

    def told(self, guesses: Any) -> Any:
        """All facts of the second pass."""
        return hstack([self.facts, self.more.transform(self._around(guesses, range(len(self.pages))))], format="csr")

    def train(self, facts: Any, mask: Any) -> LogisticRegression:
        model = LogisticRegression(C=C, solver="lbfgs", max_iter=400)
        return model.fit(facts[mask], self.is_article[mask], sample_weight=self.weights[mask])

    def fit(self, mask: Any) -> tuple[Any, Any, Any]:
        """Both passes fitted on the lines of `mask`, and the probabilities they give to all lines."""
        first = self.train(self.facts, mask)
        own = first.decision_function(self.facts)
        guesses = sigmoid(own)
        for turn in range(INNER):
            held = mask & (self.site // 7 % INNER == turn)
            if held.any():
                guesses[held] = self.train(self.facts, mask & ~held).predict_proba(self.facts[held])[:, 1]
        second = self.train(told := self.told(guesses), mask)
        return first, second, sigmoid((own + second.decision_function(told)) / 2)

    def held_out(self, groups: Any) -> Any:
        """Probabilities of all lines, each fitted on the sites of the other groups."""
        sure = np.zeros(len(self.site))
        for group in np.unique(groups):
            sure[groups == group] = self.fit(groups != group)[2][groups == group]
        return sure

    def weights_of(self, model: LogisticRegression, names: Sequence[str]) -> dict[str, float]:
        """Rounded weights by fact; those next to nothing are left out."""
        found = {"": round(float(model.intercept_[0]), 2)}
        found |= {name: round(float(value), 2) for name, value in zip(names, model.coef_[0], strict=True) if abs(value) >= 0.05}
        return dict(sorted(found.items()))


def sigmoid(odds: Any) -> Any:
    return 1 / (1 + np.exp(-odds))


class Scorer:
    """F1 and recall lost by extractor, and marked strings lost and left, of decoded pages; keep="body" only, as the boards do."""

    def __init__(self, pages: Sequence[Page], shared: Path) -> None:
        self.score = metric(shared / "bench/quality")
        self.pages = [(place, page) for place, page in enumerate(pages) if page.keep == "body"]
        self.raw = {place: self.score.page_scores(page.raw, page.gold) for place, page in self.pages if page.gold}

    def figures(self, matrix: Matrix, sure: Any, model: LineModel) -> dict[str, tuple[float, float]]:
        """By extractor F1 and recall lost; under "marked" the share of strings lost and left."""
        before: dict[str, list[Any]] = {}
        after: dict[str, list[Any]] = {}
        lost = left = kept = other = 0
        for place, page in self.pages:
            first, last = matrix.bounds[place]
            stays = model.decode(sure[first:last].tolist(), matrix.words[place]) if page.seen else []
            texts = [page.texts[index] for index in stays] or page.texts
            if page.gold:
                before.setdefault(page.extractor, []).append(self.raw[place])
                after.setdefault(page.extractor, []).append(self.score.page_scores("\n".join(texts), page.gold))
            elif page.extractor in ("inscriptis", "beautifulsoup"):
                was, now = squeeze(page.texts), squeeze(texts)
                kept, other = kept + len(page.marked[0]), other + len(page.marked[1])
                lost += sum(squeeze([text]) in was and squeeze([text]) not in now for text in page.marked[0])
                left += sum(squeeze([text]) in now for text in page.marked[1])
        found = {}
        for name in sorted(after):
            was, now = self.score.summary(before[name]), self.score.summary(after[name])
            found[name] = (now["F1"], was["R"] - now["R"])
        return found | {"marked": (100 * lost / max(1, kept), 100 * left / max(1, other))}


def squeeze(texts: Sequence[str]) -> str:
    return "".join("".join(texts).split())


def choose(scorer: Scorer, matrix: Matrix, sure: Any, bare: LineModel) -> LineModel:
    """The thresholds of greatest F1, less what recall and marked strings lose beyond the ceilings, on held-out probabilities."""
    recall, strings = CEILINGS[matrix.pages[0].kind]

    def worth(model: LineModel) -> float:
        found = scorer.figures(matrix, sure, model)
        lost, left = found.pop("marked")
        excess = sum(max(0.0, loss - recall) for _, loss in found.values()) / len(found)
        return sum(f1 for f1, _ in found.values()) / len(found) - 1.5 * excess - 0.25 * left - 1.5 * max(0.0, lost - strings)

    start = replace(bare, share=0.6)
    best = max((replace(start, threshold=one, inner=other) for one in THRESHOLDS for other in INNERS if other < one), key=worth)
    return max((replace(best, share=share) for share in SHARES), key=worth)


def told(name: str, found: dict[str, tuple[float, float]]) -> str:
    return f"{name:<18}" + "  ".join(f"{key} {one:.1f} {other:+.1f}" for key, (one, other) in found.items())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args()
    pages = [page for page in load(options.shared) if page.lines]
    models: dict[str, Any] = {}
    for kind in ("lines", "pieces"):
        matrix = Matrix([page for page in pages if page.kind == kind])
        scorer = Scorer(matrix.pages, options.shared)
        sure = matrix.held_out(matrix.site % FOLDS)
        model = choose(scorer, matrix, sure, LineModel({}, {}, 0.5, 0.5, 0.0))
        print(kind, "thresholds", model.threshold, model.inner, model.share)
        print(told("cross-validated", scorer.figures(matrix, sure, model)))
        print(told("half on half", scorer.figures(matrix, matrix.held_out(matrix.site // 5 % 2), model)))
        first, second, fitted = matrix.fit(np.ones(len(matrix.site), dtype=bool))
        print(told("fitted on all", scorer.figures(matrix, fitted, model)))
        names = list(matrix.names.get_feature_names_out())
        models[kind] = asdict(model) | {
            "first": matrix.weights_of(first, names),
            "second": matrix.weights_of(second, names + list(matrix.more.get_feature_names_out())),
        }
    if not options.check:
        WEIGHTS.write_text(json.dumps(models, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

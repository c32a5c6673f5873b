"""Fits the weights and thresholds of the spacing stage and writes cleanup/stages/spacing/weights.json.

    python -m tests.benchmarks.fit_spacing BENCH_FOLDER [--write] [--show]

BENCH_FOLDER holds score.py, glued.jsonl.gz and clean.jsonl.gz. Needs scikit-learn, which is no dependency of the project.
Figures printed are held out: every gap is scored by weights fitted on other sites (8 folds by domain);
thresholds are chosen on these scores, all sites together. Beside the articles as careless extraction leaves them stand texts
of the same articles with one or three of the errors ("few"), as most texts are that hold any.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from cleanup.stages.spacing import model as spacing_model
from cleanup.stages.spacing.judge import are_rivals
from tests.benchmarks.metric import metric
from tests.benchmarks.spacing_rows import clean_words, rows_of, word_rows

OUT = Path(__file__).parents[2] / "cleanup/stages/spacing/weights.json"
CLEAN_WEIGHT = 3.0  # a false split in a clean text costs more than one among many errors
FEW_WEIGHT = 0.25  # what is right in a text with few errors stands in several of them
SMOOTH, DOCUMENT_SMOOTH = 0.3, 0.5
PRICE, PRICE_CLEAN = 20, 200  # right repairs that a wrong one costs, in a text with errors and in one without any
GRID = tuple(np.round(np.arange(0.6, 0.995, 0.01), 2).tolist())
STRICT, MARGIN = (0.8, 0.85, 0.9, 0.92, 0.95, 0.97, 0.98, 0.99), 0.25
LEAST_ALONE = {"case": 0.997}  # names with a capital inside stand in a third of all texts: with 0.99 an article takes 3 % longer
SEEN = 5  # facts of fewer gaps are left out


def held_out(features, labels, sites, weights, smooth, seed):
    """(held-out log odds, the model fitted on everything, the vectorizer)"""
    seen = Counter(name for row in features for name in row)
    features = [{name: value for name, value in row.items() if seen[name] >= SEEN} for row in features]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(features)
    scores, usable = np.zeros(len(labels)), labels >= 0

    def fit(chosen):
        regression = LogisticRegression(C=smooth, max_iter=600, solver="liblinear")
        return regression.fit(matrix[chosen], labels[chosen], sample_weight=weights[chosen])

    for train, test in GroupKFold(8, shuffle=True, random_state=seed).split(matrix, groups=sites):
        scores[test] = fit(train[usable[train]]).decision_function(matrix[test])
    return scores, fit(np.flatnonzero(usable)), vectorizer


def named_weights(regression, vectorizer, least=0.02):
    names = vectorizer.get_feature_names_out()
    pairs = zip(names, regression.coef_[0], strict=True)
    return {name: round(float(weight), 2) for name, weight in pairs if abs(weight) >= least}


def gap_features(row):
    features = {f"{row['kind']}|": 1}
    for fact in row["facts"]:
        features[fact] = features[f"{row['kind']}|{fact}"] = 1
    return features


def document_features(rows, scores):
    words, kinds = defaultdict(set), defaultdict(set)
    for row, score in zip(rows, scores, strict=True):
        if score > spacing_model.SURE:
            words[row["document"]].add(row["token"])
            kinds[row["document"], row["kind"]].add(row["token"])
    features, others = [], []
    for row, score in zip(rows, scores, strict=True):
        count = len(words[row["document"]] - {row["token"]})
        same = min(3, len(kinds[row["document"], row["kind"]] - {row["token"]}))
        kind = row["kind"]
        others.append(count)
        sure = f"sure:{spacing_model.others_bin(count)}"
        features.append({"score": score, sure: 1, f"same:{same}": 1, f"{kind}|same:{same}": 1, kind: 1})
    return features, np.array(others), words


def without_rivals(rows, chances):
    keep = np.ones(len(rows), bool)
    for index in range(len(rows) - 1):
        first, second = rows[index], rows[index + 1]
        if first["document"] == second["document"] and are_rivals(first["candidate"], second["candidate"]):
            keep[index if chances[index] < chances[index + 1] else index + 1] = False
    return keep


def best_threshold(chances, labels, prices=PRICE, grid=GRID):
    """The threshold with the most right repairs, a wrong one counting against its price of them; the stricter one of equals."""

    def worth(threshold):
        above = chances >= threshold
        return np.sum(above & (labels == 1)) - np.sum(prices * (above & (labels == 0))), threshold

    return max(map(worth, grid))


def threshold_alone(chances, labels, prices):
    """For documents without company, where nearly all gaps are right as they are."""
    worth, threshold = best_threshold(chances, labels, prices, STRICT)
    if worth > 0:
        return threshold
    wrong = chances[labels == 0]
    return next((threshold for threshold in STRICT if not np.any(wrong >= threshold - MARGIN)), 1.1)


@dataclass
class Gaps:
    """Every candidate with its held-out chance, and what was fitted."""

    rows: list[dict[str, Any]]

    def __post_init__(self) -> None:
        rows = self.rows
        self.labels = np.array([row["label"] for row in rows])
        self.kinds = np.array([row["kind"] for row in rows])
        self.clean = np.array([row["mode"] == "clean" for row in rows])
        self.trap = np.array([row["trap"] for row in rows])
        self.few = np.array([row["mode"] == "few" for row in rows])
        sites = np.unique([row["site"] for row in rows], return_inverse=True)[1]
        weights = np.where(self.clean, CLEAN_WEIGHT, np.where(self.few, FEW_WEIGHT, 1.0))
        features = [gap_features(row) for row in rows]
        scores, self.model, self.names = held_out(features, self.labels, sites, weights, SMOOTH, 0)
        features, self.others, self.words_of = document_features(rows, scores)
        lone = np.where(self.few & (self.labels == 1), 1.0, weights)
        odds, self.document, self.document_names = held_out(features, self.labels, sites, lone, DOCUMENT_SMOOTH, 1)
        self.chances = 1 / (1 + np.exp(-odds))
        self.plain = np.array([row["plain"] for row in rows]) & (scores > 0)

    def choose(self) -> tuple[dict[str, float], dict[str, float], Any]:
        """Thresholds by kind in glued documents and in others, and which gaps they accept."""
        keep, gated = without_rivals(self.rows, self.chances), self.others >= spacing_model.GATE
        prices = np.where(self.clean, PRICE_CLEAN, np.where(self.few, FEW_WEIGHT * PRICE, PRICE))
        glued, alone, accepted = {}, {}, np.zeros(len(self.rows), bool)
        for kind in sorted(set(self.kinds)):
            mine = keep & (self.kinds == kind)
            among, lone = mine & gated & ~self.few, mine & ~gated
            glued[kind] = best_threshold(self.chances[among], self.labels[among])[1]
            chosen = threshold_alone(self.chances[lone], self.labels[lone], prices[lone])
            alone[kind] = max(chosen, LEAST_ALONE.get(kind, 0.0))
            accepted |= mine & (self.plain | (self.chances >= np.where(gated, glued[kind], alone[kind])))
            for few in (False, True):
                shown = (self.kinds == kind) & (self.few == few)
                right, wrong = (np.sum(accepted & shown & (self.labels == label)) for label in (1, 0))
                errors = np.sum(shown & (self.labels == 1))
                print(f"{kind if not few else '  in few':<9} {errors:>5} errors  {right:>5} right {wrong:>3} wrong ", end=" ")
            print(glued[kind], alone[kind])
        return glued, alone, accepted

    def weights(self) -> dict[str, Any]:
        shared, own = {}, defaultdict(dict)
        for name, weight in named_weights(self.model, self.names).items():
            kind, bar, fact = name.partition("|")
            (own[kind] if bar else shared)[fact if bar else name] = weight
        for kind in set(self.kinds):
            own[kind][""] = round(own[kind].get("", 0.0) + float(self.model.intercept_[0]), 2)
        document = named_weights(self.document, self.document_names, 0.0)
        return {
            "shared": shared,
            "kinds": {kind: dict(sorted(own[kind].items())) for kind in sorted(own)},
            "document": document | {"bias": round(float(self.document.intercept_[0]), 2)},
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--show", action="store_true", help="list the wrong repairs")
    options = parser.parse_args()
    scorer = metric(options.folder)
    rows, total = rows_of(options.folder, scorer)
    gaps = Gaps(rows)
    glued, alone, accepted = gaps.choose()

    more = word_rows(options.folder, scorer, gaps.words_of)
    labels = np.array([row["label"] for row in more])
    sites = np.unique([row["site"] for row in more], return_inverse=True)[1]
    odds, words, names = held_out([dict.fromkeys(row["facts"], 1) for row in more], labels, sites, np.ones(len(more)), SMOOTH, 0)
    chances = 1 / (1 + np.exp(-odds))
    chances[[row["plain"] for row in more]] = 1
    chances[[row["spared"] for row in more]] = 0
    threshold = best_threshold(chances, labels)[1]
    word_right, word_wrong = (np.sum((chances >= threshold) & (labels == label)) for label in (1, 0))
    print(f"words     {total[False, 'lowerlower']:>5} errors  {word_right:>5} right {word_wrong:>3} wrong ", threshold)

    false = accepted & (gaps.labels == 0)
    for few in (False, True):
        mine = ~gaps.clean & (gaps.few == few)
        right = np.sum(accepted & mine & (gaps.labels == 1)) + (0 if few else word_right)
        wrong, errors = np.sum(false & mine) + (0 if few else word_wrong), sum(total[key] for key in total if key[0] == few)
        print(f"{'few' if few else 'all'} recall {100 * right / errors:.1f}  precision {100 * right / (right + wrong):.2f}")
    clean = np.sum(false & gaps.clean & ~gaps.trap)
    print(
        f"false in 100,000 clean words {1e5 * clean / clean_words(options.folder, scorer):.1f}  traps {np.sum(false & gaps.trap)}"
    )
    for index in np.flatnonzero(false) if options.show else ():
        row, candidate = rows[index], rows[index]["candidate"]
        print(row["mode"], row["lang"], row["kind"], round(gaps.chances[index], 2), end=" ")
        print(candidate.before[-16:], "|", candidate.after[:16])
    for row, chance in zip(more, chances, strict=True) if options.show else ():
        if (row["label"] == 0) == (chance >= threshold) and row["label"] >= 0:
            print("word", row["mode"], row["lang"], row["label"], round(chance, 2), row["context"], row["facts"][-3])
    if options.write:
        data = gaps.weights() | {"glued": glued, "alone": alone, "words_threshold": threshold}
        data["words"] = named_weights(words, names) | {"": round(float(words.intercept_[0]), 2)}
        OUT.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main()

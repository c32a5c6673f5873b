"""Fits the weights and thresholds of the spacing stage and writes cleanup/stages/spacing/weights.json.

    python tests/benchmarks/fit_spacing.py BENCH_FOLDER [--write] [--show N]

BENCH_FOLDER holds score.py, glued.jsonl.gz and clean.jsonl.gz. Needs scikit-learn, which is no dependency of the project.
All figures printed are held out: every gap is scored by weights fitted on other sites (8 folds by domain).
"""

from __future__ import annotations

import argparse
import importlib.util
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
from cleanup.stages.spacing.candidates import candidates
from cleanup.stages.spacing.features import Evidence, facts
from cleanup.stages.spacing.guards import is_spared, lies_in_address
from cleanup.stages.spacing.judge import are_rivals, is_plain
from cleanup.stages.spacing.lexicon import lexicon
from cleanup.stages.spacing.words import WORD, around, cut, cut_facts, is_derived
from cleanup.text.language import detect

OUT = Path(__file__).parents[2] / "cleanup/stages/spacing/weights.json"
GLUED = {"nosep", "strip", "nl"}
CLEAN_WEIGHT = 3.0  # a false split in a clean text costs more than one among many errors
SMOOTH, DOCUMENT_SMOOTH = 0.3, 0.5
PRICE, PRICE_ALONE = 20, 20
GRID = tuple(np.round(np.arange(0.6, 0.995, 0.01), 2).tolist())
STRICT, MARGIN = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.92, 0.95, 0.97, 0.98, 0.99), 0.25
SEEN = 5  # facts of fewer gaps are left out


def load_scorer(folder: Path) -> Any:
    spec = importlib.util.spec_from_file_location("spacing_score", folder / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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
        return -1 if gap in self.unsure or any(word in around_gap for word in self.wild) else 0


def rows_of(folder: Path, scorer: Any):
    """Gaps of every text, with their facts and labels; and the number of errors."""
    rows, total, wild = [], Counter(), scorer.wild_tokens(folder)
    for number, (article, mode, text, errors) in enumerate(texts(folder, scorer)):
        total.update(error["kind"] for error in errors.values())
        language, labels = detect(text), Labels(article, text, errors, wild)
        found = [candidate for candidate in candidates(text) if not is_spared(candidate, language)]
        evidence = Evidence(text, found, lexicon(language), language) if found else None
        for candidate in found:
            rows.append({
                "document": number, "mode": mode, "site": article["domain"] if article["domain"] != "trap" else article["id"],
                "trap": article["domain"] == "trap", "kind": candidate.kind, "facts": facts(candidate, evidence),
                "candidate": candidate, "token": candidate.token, "label": labels.at(candidate.at), "lang": article["lang"],
                "plain": is_plain(candidate, evidence),
            })  # fmt: skip
    return rows, total


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


def best_threshold(chances, labels, price=PRICE, grid=GRID):
    """The threshold with the most right repairs, a wrong one counting against `price` of them; the stricter one of equals."""

    def worth(threshold):
        above = chances >= threshold
        return np.sum(above & (labels == 1)) - price * np.sum(above & (labels == 0)), threshold

    return max(map(worth, grid))


def threshold_alone(chances, labels):
    """For documents without company, where nearly all gaps are right as they are."""
    worth, threshold = best_threshold(chances, labels, PRICE_ALONE, STRICT)
    if worth > 0:
        return threshold
    wrong = chances[labels == 0]
    return next((threshold for threshold in STRICT if not np.any(wrong >= threshold - MARGIN)), 1.1)


def word_rows(folder, scorer, words_of):
    rows, wild = [], scorer.wild_tokens(folder)
    for number, (article, mode, text, errors) in enumerate(texts(folder, scorer)):
        if len(words_of[number]) < spacing_model.GATE:
            continue
        language, labels = detect(text), Labels(article, text, errors, wild)
        evidence = Evidence(text, [], lexicon(language), language)
        words = evidence.atoms
        if not evidence.lexicon.known:
            continue
        known = {}
        for word in words:
            found = cut(word, evidence.lexicon) if len(word) > 4 else None
            if found:
                known[word] = found, list(cut_facts(word, found, evidence.zipf, words, language))
        for match in WORD.finditer(text):
            if match[0] in known and not lies_in_address(text, match.start()):
                found, names = known[match[0]]
                place = match.start() + len(found.left)
                rows.append({
                    "mode": mode, "site": article["domain"], "facts": [*names, *around(text, *match.span())],
                    "lang": article["lang"], "label": labels.at(place), "context": text[place - 9 : place + 9],
                    "plain": found.is_plain, "spared": is_derived(match[0], language),
                })  # fmt: skip
    return rows


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
        sites = np.unique([row["site"] for row in rows], return_inverse=True)[1]
        weights = np.where(self.clean, CLEAN_WEIGHT, 1.0)
        features = [gap_features(row) for row in rows]
        scores, self.model, self.names = held_out(features, self.labels, sites, weights, SMOOTH, 0)
        features, self.others, self.words_of = document_features(rows, scores)
        odds, self.document, self.document_names = held_out(features, self.labels, sites, weights, DOCUMENT_SMOOTH, 1)
        self.chances = 1 / (1 + np.exp(-odds))
        self.plain = np.array([row["plain"] for row in rows]) & (scores > 0)

    def choose(self) -> tuple[dict[str, float], dict[str, float], Any]:
        """Thresholds by kind in glued documents and in others, and which gaps they accept."""
        keep, gated = without_rivals(self.rows, self.chances), self.others >= spacing_model.GATE
        glued, alone, accepted = {}, {}, np.zeros(len(self.rows), bool)
        for kind in sorted(set(self.kinds)):
            mine = keep & (self.kinds == kind)
            glued[kind] = best_threshold(self.chances[mine & gated], self.labels[mine & gated])[1]
            alone[kind] = threshold_alone(self.chances[mine & ~gated], self.labels[mine & ~gated])
            accepted |= mine & (self.plain | (self.chances >= np.where(gated, glued[kind], alone[kind])))
            right, wrong = (np.sum(accepted & mine & (self.labels == label)) for label in (1, 0))
            errors = np.sum((self.kinds == kind) & (self.labels == 1))
            print(f"{kind:<9} {errors:>5} errors  {right:>5} right {wrong:>3} wrong ", glued[kind], alone[kind])
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
    scorer = load_scorer(options.folder)
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
    print(f"words     {total['lowerlower']:>5} errors  {word_right:>5} right {word_wrong:>3} wrong ", threshold)

    right, false = np.sum(accepted & (gaps.labels == 1)) + word_right, accepted & (gaps.labels == 0)
    wrong = np.sum(false & ~gaps.clean) + word_wrong
    print(f"recall {100 * right / sum(total.values()):.1f}  precision {100 * right / (right + wrong):.2f}", end="  ")
    print("false in clean texts", np.sum(false & gaps.clean & ~gaps.trap), " traps", np.sum(false & gaps.trap))
    for index in np.flatnonzero(false) if options.show else ():
        row, candidate = rows[index], rows[index]["candidate"]
        print(
            row["mode"],
            row["lang"],
            row["kind"],
            round(gaps.chances[index], 2),
            candidate.before[-16:],
            "|",
            candidate.after[:16],
        )
    for row, chance in zip(more, chances, strict=True) if options.show else ():
        if (row["label"] == 0) == (chance >= threshold) and row["label"] >= 0:
            print("word", row["mode"], row["lang"], row["label"], round(chance, 2), row["context"], row["facts"][-3])
    if options.write:
        data = gaps.weights() | {"glued": glued, "alone": alone, "words_threshold": threshold}
        data["words"] = named_weights(words, names) | {"": round(float(words.intercept_[0]), 2)}
        OUT.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main()

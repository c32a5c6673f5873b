"""Which gaps are errors: every candidate is scored on its own, then the document is asked how glued it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from cleanup.stages.spacing.candidates import Candidate
from cleanup.stages.spacing.evidence import Evidence
from cleanup.stages.spacing.features import of_quotes, of_words
from cleanup.stages.spacing.lexicon import FUNCTION_WORD
from cleanup.stages.spacing.marks import TIMES, TITLES
from cleanup.stages.spacing.model import SURE, Model
from cleanup.text.namedtuple import NamedTuple

PLAIN = 0.9
"""The least probability of an error that is plain."""

_ENDS = frozenset(("", *" \n,!?’'"))
"""What stands behind a word that no code and no name goes on with."""


class Judgement(NamedTuple):
    """A gap that is an error, and how probable that is."""

    candidate: Candidate
    probability: float


class Doubt(NamedTuple):
    """A gap that may be an error, and its score by what it shows by itself."""

    candidate: Candidate
    shown: float


def judge(doubts: list[Doubt], evidence: Evidence, model: Model) -> tuple[list[Judgement], set[str]]:
    """The gaps to repair, from left to right, and the different words with a sure error."""
    found, scores = [doubt.candidate for doubt in doubts], list(_scores(doubts, evidence, model))
    words: Counter[str] = Counter()
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for candidate, score in zip(found, scores, strict=True):
        if score > SURE:
            words[candidate.token] += 1
            kinds[candidate.kind][candidate.token] += 1
    accepted: list[Judgement] = []
    for candidate, score in zip(found, scores, strict=True):
        word, of_kind = candidate.token, kinds[candidate.kind]
        others, same = len(words) - (word in words), len(of_kind) - (word in of_kind)
        probability = model.probability(candidate.kind, score, others, same)
        if probability >= model.threshold(candidate.kind, others) or (score > 0 and is_plain(candidate, evidence)):
            accepted.append(Judgement(candidate, max(probability, PLAIN)))
    return _without_rivals(accepted), set(words)


def _scores(doubts: list[Doubt], evidence: Evidence, model: Model) -> Iterator[float]:
    known: dict[tuple[str, ...], float] = {}
    for candidate, shown in doubts:
        meeting = candidate.meeting
        if meeting not in known:
            known[meeting] = model.added(candidate.kind, of_words(candidate, evidence))
        yield shown + known[meeting] + model.added(candidate.kind, of_quotes(candidate, evidence))


def is_plain(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether a word of every sentence stands at the gap, with an ordinary word before it: sure without any company.

    "Tuesday.The", "said,but", "PLAthe", "relationsThe"; not "FarmVille", "theSkimm" or "FRITZ!Box".
    """
    if not may_be_plain(candidate):
        return False
    left, right = candidate.left, candidate.right
    common, known = evidence.zipf(right), evidence.zipf(left)
    if candidate.kind == "capitals":
        return common >= FUNCTION_WORD and not evidence.zipf(left + right)
    if candidate.kind == "case":
        return known >= 4 and common >= FUNCTION_WORD and not evidence.zipf(left + right)
    if candidate.kind == "sentence":
        if left in TITLES or candidate.before.endswith(TIMES):
            return True
        if len(left) == 2:
            return left.islower() and min(known, common) >= FUNCTION_WORD
        return (len(left) > 2 and known >= 3 and common >= 5) or (len(left) > 3 and common >= FUNCTION_WORD)
    return known >= 3 and common >= FUNCTION_WORD


def may_be_plain(candidate: Candidate) -> bool:
    """Whether the error can be plain, as far as the gap itself tells."""
    left, right, rest = candidate.left, candidate.right, candidate.after[len(candidate.opening) + len(candidate.right) :]
    if candidate.opening or not left.isalpha() or not right.isalpha() or rest[:1] not in _ENDS:
        return False
    if candidate.kind == "capitals":
        return len(right) > 1
    if candidate.kind == "case":
        return left.islower() and len(left) > 3 and right[1:].islower()
    if candidate.kind == "sentence":
        return candidate.marks.rstrip("”)") in (".", "?", "!") and right[1:].islower()
    if candidate.kind != "comma" or not (left.islower() and len(left) > 2):
        return False
    return candidate.marks.lstrip("”“»«") in (",", ";", ":")


def is_plain_clause(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether a space misses between two clauses, which no name or code could explain: "installed.The", "files,and"."""
    left, right = candidate.left, candidate.right
    if candidate.kind not in ("sentence", "comma") or not is_plain(candidate, evidence):
        return False
    return len(left) > 3 and left.islower() and evidence.zipf(right) >= FUNCTION_WORD


def are_rivals(first: Candidate, second: Candidate) -> bool:
    """ "PL|Athe" and "PLA|the", "said.|“We" and "said.“|We"; but "Image|1|of" are two errors."""
    return second.at - first.at == 1 and not first.after[0].isdigit()


def _without_rivals(accepted: list[Judgement]) -> list[Judgement]:
    """Of two gaps with one letter or quote between them, two readings of one place, the likelier."""
    kept: list[Judgement] = []
    for judgement in accepted:
        if kept and are_rivals(kept[-1].candidate, judgement.candidate):
            if judgement.probability > kept[-1].probability:
                kept[-1] = judgement
        else:
            kept.append(judgement)
    return kept

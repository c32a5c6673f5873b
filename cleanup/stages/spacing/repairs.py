"""What the stage does where something may be wrong with spaces: most articles never get here."""

from __future__ import annotations

from collections.abc import Iterator

from cleanup.stages.reading.technical import holds_code
from cleanup.stages.spacing import closing
from cleanup.stages.spacing.bounds import upper_bounds
from cleanup.stages.spacing.candidates import Candidate
from cleanup.stages.spacing.code import is_in_code, is_in_prose, outside_code
from cleanup.stages.spacing.evidence import AtomCounts, Evidence
from cleanup.stages.spacing.gluedwords import partings
from cleanup.stages.spacing.guards import follows_opening_quote, is_spared, is_usual, lies_in_target
from cleanup.stages.spacing.identifiers import has_form_of_name, numbered
from cleanup.stages.spacing.judge import Doubt, Judgement, is_plain_clause, judge
from cleanup.stages.spacing.lexicon import FUNCTION_WORD, lexicon
from cleanup.stages.spacing.model import GATE, model
from cleanup.stages.stage import Context
from cleanup.text.document import Document
from cleanup.text.edit import Edit, Reason
from cleanup.text.language import language_of

_GLUED = {
    "case": "SP101", "capitals": "SP101", "title": "SP101", "sentence": "SP102", "comma": "SP103", "digits": "SP104",
    "letters": "SP104", "after": "SP105", "opener": "SP105", "bullet": "SP105", "link": "SP107",
}  # fmt: skip
_SURPLUS = {
    "comma": "SP201", "stop": "SP201", "mark": "SP201", "apostrophe": "SP201", "bracket": "SP202", "quote": "SP202",
    "doubled": "SP203", "split": "SP204",
}  # fmt: skip

_UNSPACED = ("ja", "zh", "th")
"""Languages that put no space between words: what stands together there are names and characters of other scripts. Of 90 gaps
found on six pages at most 14 were one."""

_SEVERAL = 4
"""Different names outside of prose that are no coincidence."""


class Repairs:
    """Proposes the edits of one document."""

    def __init__(self, context: Context, name: str) -> None:
        self._context, self._name = context, name
        self._whole_words = context.allows("SP106")

    def of(self, document: Document, doubts: list[Doubt], surplus: list[int]) -> Iterator[Edit]:
        """Edits of the gaps that may lack a space, and of the pairs of characters in which one may be too much.

        In a text about software "readFile" is a name and "pip install ." a command. So there only prose is repaired, and no
        word is parted; of one that is kept by hand only clauses are.
        """
        text = document.text
        if surplus:
            edits = list(self._surplus(document, surplus))
            in_prose = [edit for edit in edits if not document.curated and is_in_prose(text, edit.start)]
            yield from in_prose if len(in_prose) < len(edits) and holds_code(document) else edits
        doubts = [each for each in doubts if not is_spared(each.candidate) and not lies_in_target(text, each.candidate.at)]
        doubts = [each for each in outside_code(text, doubts) if not follows_opening_quote(text, each.candidate)]
        if doubts and (undecided := upper_bounds().undecided(doubts, document.once(_atom_counts))):
            yield from self._judged(document, [doubt.candidate for doubt in doubts], undecided)

    def _judged(self, document: Document, found: list[Candidate], doubts: list[Doubt]) -> Iterator[Edit]:
        """What is wrong among `doubts`, those of the gaps `found` that may be."""
        if document.once(language_of) in _UNSPACED:
            return
        evidence = _evidence(document, found)
        series = numbered(found)
        if document.curated:
            series |= _listed(document.text, doubts, evidence)
        doubts = [
            each for each in doubts if each.candidate.token not in series and not is_usual(each.candidate, evidence.language)
        ]
        judgements, sure = judge(doubts, evidence, model())
        in_prose = [each for each in judgements if _stands_in_prose(document, each.candidate, evidence)]
        words = self._whole_words and evidence.lexicon.known and len(sure) >= GATE
        if (words or len(in_prose) < len(judgements)) and holds_code(document):
            yield from self._glued(in_prose)
            return
        yield from self._glued(judgements)
        if words:
            for at, because, probability in partings(document.text, evidence, model()):
                yield Edit(at, "", " ", self._reason("SP106", because, probability))

    def _glued(self, judgements: list[Judgement]) -> Iterator[Edit]:
        for candidate, probability in judgements:
            code = _code(candidate)
            if self._context.allows(code):
                yield Edit(candidate.at, "", " ", self._reason(code, _because(candidate), probability))

    def _surplus(self, document: Document, pairs: list[int]) -> Iterator[Edit]:
        text = document.text
        found = list(closing.doubled(text)) if any(text.startswith("  ", at) for at in pairs) else []
        if closing.may_hold(text, pairs):
            language = document.once(language_of)
            spaces = [*closing.surplus_before(text, language), *closing.surplus_after(text, language)]
            spaces = [each for each in spaces if not is_in_code(text, each.at)]
            if document.curated:
                spaces = [each for each in spaces if not closing.is_framed(text, each.at)]
            if any(surplus.kind in closing.SURE for surplus in spaces):
                found += (*spaces, *closing.split_words(text, lexicon(language)))
        for surplus in found:
            code = _SURPLUS[surplus.kind]
            if self._context.allows(code):
                yield Edit(surplus.at, " ", "", self._reason(code, closing.because(surplus), surplus.certainty))

    def _reason(self, code: str, because: str, certainty: float) -> tuple[Reason, ...]:
        return self._context.reason(code, self._name, because, min(certainty, 0.99))


def _stands_in_prose(document: Document, candidate: Candidate, evidence: Evidence) -> bool:
    """Whether a gap in a text about software stands at marks in its prose."""
    if is_plain_clause(candidate, evidence):
        return True
    if candidate.kind == "sentence" and candidate.left.istitle() and evidence.zipf(candidate.right) < FUNCTION_WORD:
        return False  # "React.Component"
    has_marks = bool(candidate.marks or candidate.opening)
    return has_marks and not document.curated and is_in_prose(document.text, candidate.at)


def _listed(text: str, doubts: list[Doubt], evidence: Evidence) -> set[str]:
    """Words outside of prose in the form of names of programs, "SystemExit", if there are several. In a text kept by hand they
    are no errors; in a scraped one they may be the names of people and sites that lost the space between them."""
    places = {each.token: each.at for each, _ in doubts if has_form_of_name(each)}
    if len(places) < _SEVERAL:
        return set()
    common = {each.token for each, _ in doubts if max(evidence.zipf(each.left), evidence.zipf(each.right)) >= FUNCTION_WORD}
    names = {token for token, at in places.items() if token not in common and not is_in_prose(text, at)}
    return names if len(names) >= _SEVERAL else set()


def _atom_counts(document: Document) -> AtomCounts:
    return AtomCounts(document.text)


def _evidence(document: Document, found: list[Candidate]) -> Evidence:
    language = document.once(language_of)
    counted = [each for each in found if not is_usual(each, language)]
    return Evidence(document.text, counted, lexicon(language), language, document.once(_atom_counts))


def _code(candidate: Candidate) -> str:
    if candidate.kind == "number":
        return "SP103" if candidate.marks[:1] in ",;:" else "SP102"
    return _GLUED[candidate.kind]


def _because(candidate: Candidate) -> str:
    left, right = candidate.left + candidate.marks, candidate.opening + candidate.right
    left, right = left or candidate.before[-1], right or candidate.after[0]
    if candidate.kind == "sentence":
        return f"a sentence ends with “{left}” and the next begins with “{right}”"
    if candidate.marks or candidate.opening or candidate.kind in ("bullet", "link"):
        return f"a space belongs between “{left}” and “{right}”"
    return f"“{left}{right}” is no word; “{left}” and “{right}” are"

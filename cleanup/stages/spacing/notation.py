"""Notations that put no space behind a mark: moves of a game, verses, formulas of chemistry, cells of a spreadsheet, names of
files in capitals and of clubs."""

from __future__ import annotations

from cleanup.stages.spacing.candidates import Candidate
from cleanup.text.lazy import Lazy

_MOVE = Lazy(r"(?:[A-Z][a-h]?[1-8]?x?[a-h][1-8]|O-O)(?![^\W\d_])")
"""Of chess, behind its number: "5.Nc3", "17.Rxf4", in any language's letters for the pieces."""

_VERSE = Lazy(r"\d{1,3}:\d{1,3}(?![\d:])")
_LONGEST_BOOK = 5
"""Letters of a book's name before a verse: "Thess.5:3". The names of days, behind which a time may stand, are longer."""

_ATOMS = Lazy(r"(?:[A-Z][a-z]?|\d|[()\[\]·.])+")
_GROUP = Lazy(r"[A-Za-z]\d*[(\[](?:[A-Z][a-z]?\d*)+[)\]]\d")
"""Atoms of a formula that stand together more than once: "Fe(NO3)3"."""

_LOCANT = Lazy(r"[A-Z]['’′]?(?:,[A-Z]['’′]?)*-[a-z]")
"""Where something is bound in a molecule: "N,N-dimethylaniline"."""

_CELL, _TO_CELL = Lazy(r"\b[A-Z]{1,3}\$?\d{1,5}:\Z"), Lazy(r"\$?[A-Z]{1,3}\$?\d")
"""Both ends of a range in a spreadsheet: "A1:B2"."""

FILES = "jpe?g|png|gif|svg|pdf|docx?|xlsx?|pptx?|txt|csv|json|xml|html?|exe|zip|mp[34]|md"
"""How names of files end, but for those of programs."""

_ENDING = Lazy(rf"(?:{FILES.upper()})(?![^\W_])")


def is_notation(candidate: Candidate, word: str, rest: str) -> bool:
    """Whether the gap lies in such a notation; `word` stands before it and `rest` behind it, up to the next white space."""
    marks, left, after = candidate.marks, candidate.left, candidate.after
    if marks[:1] in (".", "…") and left.isdigit() and _MOVE.match(after):
        return True
    if marks == ".":
        if left.istitle() and len(left) <= _LONGEST_BOOK and _VERSE.match(after):
            return True
        if left.islower() and _ENDING.match(after):
            return True
        if left == "1" and candidate.right.isupper() and len(candidate.right) > 1:
            return True  # "1.FC Halden"
    if marks == ":" and _TO_CELL.match(after) and _CELL.search(word):
        return True
    if marks == "," and len(left) == 1 and left.isupper() and _LOCANT.match(after):
        return True
    whole = (word + rest).strip(".,;:!?")
    return _GROUP.search(whole) is not None and _ATOMS.fullmatch(whole) is not None

"""Folding: what is left of a text when case, white space and punctuation are taken away.

Two lines that fold to the same string say the same to a reader, and glue folds like the text it came from:
"Leave a ReplyYour email" and "LEAVE A REPLY / Your e-mail" share their letters.
"""

from __future__ import annotations

import re
from functools import cache

from cleanup.text.onebyte import CHARACTERS, Piece, piece

_LOWER = bytes(range(256)).lower()
_NO_WORD = bytes(code for code in range(128) if not chr(code).isalnum())
_NO_WORDS = re.compile(r"[\W_]+")
_WINDOW = 1 << 14  # the words of 50 MB at once would be 800 MB of objects; and most windows of a text are ASCII


def fold(text: str) -> str:
    """The letters and digits of `text`, case-folded. Combining marks are left out, even those of scripts that need them, and the
    dotless ı counts as an i: which of the two a capital "I" stands for depends on the language, which is not known here."""
    if text.isascii():
        return text.encode().translate(_LOWER, _NO_WORD).decode()
    if len(text) > _WINDOW:
        return "".join(fold(text[start : start + _WINDOW]) for start in range(0, len(text), _WINDOW))
    folded = text.casefold().replace("ı", "i")
    return folded if folded.isalnum() else _NO_WORDS.sub("", folded)


def fold_lines(text: str, known: Piece | None = None) -> list[str]:
    """`fold(line)` of every line of a text: in one pass, except for lines with characters that have no byte of their own (see
    `onebyte`). `known` is `piece(text)`, if that was made already."""
    _, data, others = known or piece(text)
    letters, no_letters, longer = _tables()
    data = data.translate(letters, no_letters.replace(b"?", b"") if others else no_letters)
    folded = data.decode("latin-1")
    for letter, fold_of_it in () if data.isascii() else longer:
        folded = folded.replace(letter, fold_of_it)
    lines = folded.split("\n")
    if not others:
        return lines
    return [fold(whole) if "?" in line else line for line, whole in zip(lines, text.split("\n"), strict=True)]


@cache
def _tables() -> tuple[bytes, bytes, tuple[tuple[str, str], ...]]:
    """What each byte of a piece folds to, those that fold to nothing but the line end, and those that fold to no other byte."""
    folds = {byte: fold(char) for byte, char in enumerate(CHARACTERS)}
    longer = tuple((CHARACTERS[byte], folded) for byte, folded in folds.items() if len(folded) > 1 or folded > "\xff")
    letters = bytes(ord(folded) if len(folded) == 1 and folded <= "\xff" else byte for byte, folded in folds.items())
    no_letters = bytes(byte for byte, folded in folds.items() if not folded and byte != ord("\n"))
    return letters, no_letters, longer


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """`fold(text)`, and for each of its characters the code point in `text` it came from.

    Makes several objects for each character: meant for single lines in which something was found, not for whole texts.
    """
    if text.isascii():
        return fold(text), [offset for offset, char in enumerate(text) if char.isalnum()]
    folds = {char: fold(char) for char in set(text)}
    parts = list(map(folds.__getitem__, text))
    return "".join(parts), [offset for offset, part in enumerate(parts) for _ in part]

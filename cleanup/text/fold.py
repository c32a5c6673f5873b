"""Folding: what is left of a text when case, white space and punctuation are taken away.

Two lines that fold to the same string say the same to a reader, and glue folds like the text it came from:
"Leave a ReplyYour email" and "LEAVE A REPLY / Your e-mail" share their letters.
"""

from __future__ import annotations

import re

_LOWER = bytes(range(256)).lower()
_NO_WORD = bytes(code for code in range(128) if not chr(code).isalnum())
_NO_WORD_NOR_LINE_END = _NO_WORD.replace(b"\n", b"")
_PUNCTUATION = b"\xe2\x80"
"""How the signs from U+2000 to U+203F begin in UTF-8, in three bytes: spaces, dashes, quotation marks and dots, which are most of
what prose holds beyond ASCII."""

_SIGNS = tuple(sign.encode() for sign in "\xa0©")
"""Others that many texts hold, and often nothing else."""

_NO_WORDS = re.compile(r"[\W_]+")
_WINDOW = 1 << 14  # the words of 50 MB at once are 800 MB of objects; and most windows of a text are ASCII


def fold(text: str) -> str:
    """The letters and digits of `text`, case-folded. Combining marks of scripts that need them are left out as well, and the
    Turkish letters i are one: what stands behind a capital "I" depends on the language, which a fold does not know."""
    if text.isascii():
        return text.encode().translate(_LOWER, _NO_WORD).decode()
    if len(text) > _WINDOW:
        return "".join(fold(text[start : start + _WINDOW]) for start in range(0, len(text), _WINDOW))
    folded = text.casefold().replace("ı", "i")
    return folded if folded.isalnum() else _NO_WORDS.sub("", folded)


def fold_lines(text: str) -> list[str]:
    """`fold(line)` of every line of a text: what is ASCII in it is folded in one pass over all of them."""
    data = text.encode("utf-8", "surrogatepass").translate(_LOWER, _NO_WORD_NOR_LINE_END)
    if not data.isascii():
        first, *others = data.split(_PUNCTUATION)
        data = first + b"".join([other[1:] for other in others])
    for sign in () if data.isascii() else _SIGNS:
        data = data.replace(sign, b"")
    return [line if line.isascii() else fold(line) for line in data.decode("utf-8", "surrogatepass").split("\n")]


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """`fold(text)`, and for each of its characters the code point in `text` it came from.

    Some objects for each character: for single lines in which something was found, never for whole texts.
    """
    if text.isascii():
        return fold(text), [offset for offset, char in enumerate(text) if char.isalnum()]
    folds = {char: fold(char) for char in set(text)}
    parts = list(map(folds.__getitem__, text))
    return "".join(parts), [offset for offset, part in enumerate(parts) for _ in part]

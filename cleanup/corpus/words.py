"""Folded words: what two copies of an article still share when case, accents, punctuation and layout differ.

A word is a run of letters and digits; a character of a script without spaces between words (Han, Kana, Thai...) is a word alone.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from cleanup.text.lazy import Lazy

_ASCII = bytes(range(128))
_TABLE = bytes(code if code == 0x0A or code >= 128 or chr(code).isalnum() else 0x20 for code in range(256)).lower()
_DROPPED = frozenset({"Mn", "Mc", "Me", "Cf"})
_SPACELESS = Lazy(
    "(?=\\w)[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\U0001b000-\U0001b16f"
    "\U00020000-\U0003ffff]"
)
_FEW_DISTINCT = 16
"""Distinct characters beyond ASCII up to which a replacement of each is cheaper than folding the whole text: an English article
has about six (quotes, dashes)."""


def folded(text: str) -> bytes:
    """`text` as UTF-8 with its words folded, spaces between them and its line ends ("\\n") in place.

    Folding is by compatibility decomposition (NFKD) and case; combining marks and invisible format characters are left out, so
    that copies with lost accents, full-width letters or soft hyphens fold alike.
    """
    data = text.encode("utf-8", "surrogatepass")
    if not text.isascii():
        beyond = _beyond_ascii(data)
        if len(beyond) > _FEW_DISTINCT:
            text = unicodedata.normalize("NFKD", text.casefold()).casefold()
            data = _SPACELESS.sub(" \\g<0> ", text).encode("utf-8", "surrogatepass")
            beyond = {char for char in _beyond_ascii(data) if not char.isalnum()}
            for char in beyond:
                data = data.replace(char.encode("utf-8", "surrogatepass"), _mark(char).encode())
        else:
            for char in beyond:
                old, new = _fold_of(char)
                if new != old:
                    data = data.replace(old, new)
    return data.translate(_TABLE)


def _beyond_ascii(data: bytes) -> set[str]:
    return set(data.translate(None, _ASCII).decode("utf-8", "surrogatepass"))


@lru_cache(maxsize=4096)
def _fold_of(char: str) -> tuple[bytes, bytes]:
    """A character and what it folds to, as UTF-8."""
    parts = unicodedata.normalize("NFKD", char.casefold()).casefold()
    kept = "".join(part if part.isalnum() or part.isascii() else _mark(part) for part in parts)
    return char.encode("utf-8", "surrogatepass"), _SPACELESS.sub(" \\g<0> ", kept).encode("utf-8", "surrogatepass")


@lru_cache(maxsize=4096)
def _mark(char: str) -> str:
    """What stands for a character that is neither letter nor digit."""
    return "" if unicodedata.category(char) in _DROPPED else " "

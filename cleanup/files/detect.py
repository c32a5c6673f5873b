"""Guessing the encoding of bytes that are not UTF-8.

charset-normalizer judges; before it comes a look at Western text, which it takes for cp1250 when only a few letters tell
(measured: 4 of 6 sentences of French, German, Spanish and English). A guess that sounds wrong is worth less than none.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from cleanup.text.lazy import Lazy

CANDIDATES = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874", "cp866", "koi8_r",
    "koi8_u", "iso8859_2", "iso8859_5", "iso8859_7", "mac_roman", "cp932", "shift_jis", "euc_jp", "gb18030", "big5", "cp949",
)  # fmt: skip
"""The encodings of the web (those browsers know), by Python's names."""

_LETTERS = {
    "cp1252": (
        "àâäçéèêëîïôöùûüÿœæ",  # French
        "äöüßé",  # German
        "áéíóúüñªº",  # Spanish
        "áâãàçéêíóôõúüªº",  # Portuguese
        "àèéìíòóùúîº",  # Italian
        "àçéèíïóòúü",  # Catalan
        "áàâäèéêëíïîóòôöúùûü",  # Dutch
        "æøåäöüéèêóòôà",  # Danish, Norwegian, Swedish
        "äöåšž",  # Finnish
    ),
    "cp1254": ("çğıöşüâîûi\u0307",),  # Turkish; the last one is what lower() makes of İ beside the i
}
_INSIDE_WORDS = frozenset("‘’–—\xa0\xad·´")
_BESIDE_WORDS = _INSIDE_WORDS | frozenset("“”„‚…•«»‹›©®™£€¥¢§°¡¿½¼¾²³×±†‡¶")
_INSIDE = Lazy(r"(?<=[A-Za-z])[^\w\s!-~](?=[A-Za-z])|(?<=[A-Za-z])[¹²³¼½¾](?=[A-Za-z])")
_LONG_RUN = Lazy(r"[^\W\x00-\x7f]{3}")
_SAMPLE = 65_536
"""Bytes that are looked at."""

_HIGH = re.compile(rb"[\x80-\xff]")


def guess(data: bytes) -> Iterator[str]:
    """Names of encodings `data` may be in, likeliest first; usually one or none. Costs the same for any size of `data`."""
    sample = _sample(data)
    for encoding, languages in _LETTERS.items():
        if _is_western(sample, encoding, languages):
            yield encoding
    from charset_normalizer import from_bytes

    matches = from_bytes(sample, cp_isolation=list(CANDIDATES), preemptive_behaviour=False, enable_fallback=False)
    for match in matches:
        if _is_plausible(sample.decode(match.encoding, "replace"), match.encoding):
            yield match.encoding


def _sample(data: bytes) -> bytes:
    """Lines around the first byte that is not ASCII, up to 64 KiB, cut at white space, which is no part of any character."""
    first = _HIGH.search(data)
    if not first or len(data) <= _SAMPLE:
        return data
    start = max(data.rfind(b"\n", 0, first.start()) + 1, first.start() - _SAMPLE // 4)
    sample = data[start : start + _SAMPLE]
    end = max(sample.rfind(b"\n"), sample.rfind(b" "))
    return sample[:end] if end > _SAMPLE // 2 else sample


def _is_western(sample: bytes, encoding: str, languages: tuple[str, ...]) -> bool:
    """Whether `encoding` gives words in the letters of one language, with the usual marks around them."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return False
    count = Counter(text)
    high = {char for char in count if char > "\x7f"}
    letters = {char for char in high if char.isalpha()}
    plain = sum(number for char, number in count.items() if char <= "\x7f" and char.isalpha())
    if plain < 3 * sum(count[char] for char in letters) or not high - letters <= _BESIDE_WORDS or _strange_controls(count):
        return False
    folded = set("".join(letters).lower())
    if folded and not any(folded <= set(language) for language in languages):
        return False
    return not _LONG_RUN.search(text) and all(inside[0] in _INSIDE_WORDS for inside in _INSIDE.finditer(text))


def _is_plausible(text: str, encoding: str) -> bool:
    """Whether `text` looks written by someone: no controls or unassigned characters, and the script the encoding was made for."""
    count = Counter(text)
    if _strange_controls(count) or any(unicodedata.category(char) in ("Cn", "Co", "Cs") or char == "�" for char in count):
        return False
    high = sum(number for char, number in count.items() if char > "\x7f")
    letters = sum(number for char, number in count.items() if char > "\x7f" and char.isalpha())
    if 2 * letters < high:
        return False
    if encoding == "cp949":
        return 2 * _between(count, "가", "힣") > high
    if encoding in ("cp932", "shift_jis", "euc_jp"):
        return 10 * _between(count, "ぁ", "ヿ") > high and 2 * _between(count, "｡", "ﾟ") < high
    return True


def _strange_controls(count: Counter[str]) -> bool:
    return any(unicodedata.category(char) == "Cc" and char not in "\t\n\v\f\r\x1b" for char in count)


def _between(count: Counter[str], first: str, last: str) -> int:
    return sum(number for char, number in count.items() if first <= char <= last)

"""What a repair of ftfy's was: which kind of damage, and a sentence that a reader can check.

ftfy gives back a text and no account of single places. A sentence is only written for what reproduces the repair.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from functools import cache

from cleanup.stages.mojibake.scan import CONTROL, CONTROLS, ENTITIES, ENTITY, ESCAPE, ESCAPES, MOJIBAKE
from cleanup.text.lazy import Lazy
from cleanup.text.namedtuple import NamedTuple

ENCODINGS = {
    "sloppy-windows-1252": "Windows-1252",
    "latin-1": "Latin-1",
    "sloppy-windows-1251": "Windows-1251",
    "sloppy-windows-1250": "Windows-1250",
    "sloppy-windows-1253": "Windows-1253",
    "sloppy-windows-1254": "Windows-1254",
    "sloppy-windows-1257": "Windows-1257",
    "iso-8859-2": "ISO 8859-2",
    "macroman": "Mac Roman",
    "cp437": "code page 437",
}
"""The encodings ftfy knows UTF-8 to be read as, the likeliest first, as a reader calls them."""

_TIMES = {1: "", 2: " twice", 3: " three times"}
_CONTROL = Lazy(f"[{CONTROLS}]+")
_ENTITY = Lazy(ENTITIES)
_ESCAPE = Lazy(ESCAPES)
_MARKED = Lazy(f"{ENTITIES}|[{CONTROLS}]")
_REMOVED = (
    (ESCAPE, _ESCAPE, "is a terminal escape: it steers a screen and is no text."),
    (CONTROL, _CONTROL, "shows nothing and does not belong in a text."),
)
_SHOWN = 40
"""Characters of a text that a reason shows."""


class Repair(NamedTuple):
    """`old` at `start` becomes `new`."""

    start: int
    old: str
    new: str


def explained(text: str, repair: Repair, low: int, high: int, codes: frozenset[str]) -> Iterator[tuple[Repair, str, str]]:
    """The repair, its code and its sentence; several where it holds several removals.

    What old and new share has been cut off ("Â£" to "£" comes as "Â" to nothing), which can hide what happened: the repair is
    widened by one character, within `low` and `high`, where only that explains it.
    """
    start, old, new = repair
    for code, pattern, because in _REMOVED:
        if pattern.sub("", old) == new:
            for hit in pattern.finditer(old):
                yield Repair(start + hit.start(), hit.group(), ""), code, f"{shown(hit.group())} {because}"
            return
    candidates = [repair]
    if start > low:
        candidates.append(Repair(start - 1, text[start - 1] + old, text[start - 1] + new))
    if (end := start + len(old)) < high:
        candidates.append(Repair(start, old + text[end], new + text[end]))
    for candidate in candidates:
        if kind := _exact(candidate.old, candidate.new):
            yield candidate, *kind
            return
    yield repair, *_roughly(old, new, codes)


def without(text: str, codes: frozenset[str]) -> str:
    """The text without the characters that the `codes` remove, in the order of ftfy's steps."""
    for code, pattern, _ in _REMOVED:
        if code in codes:
            text = pattern.sub("", text)
    return text


def _exact(old: str, new: str) -> tuple[str, str] | None:
    """The kind of damage whose mending alone makes `new` out of `old`."""
    from cleanup.stages.mojibake.library import import_ftfy

    import_ftfy()
    from ftfy.fixes import fix_surrogates, unescape_html

    if fix_surrogates(old) == new:
        lost = (
            "half a surrogate pair; which character it was is lost" if "\ufffd" in new else f"a surrogate pair for {shown(new)}"
        )
        return MOJIBAKE, f"{shown(old)} is {lost}."
    if "&" in old and new in (once := unescape_html(old), unescape_html(once)):
        return ENTITY, f"{shown(old)} is HTML for {shown(new)}."
    if names := _misread(old, new):
        return MOJIBAKE, f"{shown(old)} is UTF-8 read as {_as(names)}; it was {shown(new)}."
    if old.translate(_c1_read_rightly()) == new:
        return MOJIBAKE, f"{shown(old)} is Windows-1252 read as Latin-1; it was {shown(new)}."
    return None


def _roughly(old: str, new: str, codes: frozenset[str]) -> tuple[str, str]:
    """For damage of several kinds in one place: the kind of `codes` that weighs most."""
    if MOJIBAKE in codes and not (old.isascii() and _MARKED.search(old)):
        if "\ufffd" in new:
            return MOJIBAKE, f"{shown(old)} is UTF-8 read as another encoding, with bytes lost; what is left is {shown(new)}."
        return MOJIBAKE, f"{shown(old)} was decoded as the wrong encoding; it was {shown(new)}."
    if ENTITY in codes and _ENTITY.search(old):
        return ENTITY, f"{shown(old)} is HTML for {shown(new)}."
    code = CONTROL if CONTROL in codes else ESCAPE
    return code, f"{shown(old)} holds characters that are not text; without them it is {shown(new)}."


@cache
def _c1_read_rightly() -> dict[int, str]:
    return {byte: bytes((byte,)).decode("sloppy-windows-1252") for byte in range(0x80, 0xA0)}


def _misread(old: str, new: str, depth: int = 3) -> tuple[str, ...]:
    """The encodings UTF-8 was read as, one after the other, when `new` became `old`; empty if none explain it."""
    for encoding, name in ENCODINGS.items():
        for decoded in _reread(old, encoding):
            if decoded == new:
                return (name,)
            if depth > 1 and decoded != old and (earlier := _misread(decoded, new, depth - 1)):
                return (*earlier, name)
    return ()


def _as(names: tuple[str, ...]) -> str:
    if len({*names}) == 1:
        return names[0] + _TIMES[len(names)]
    return ", and that again as ".join(names)


def _reread(old: str, encoding: str) -> Iterator[str]:
    """`old` decoded rightly; also with spaces for no-break spaces, whose byte is part of other characters."""
    try:
        encoded = old.encode(encoding)
    except UnicodeEncodeError:
        return
    for variant in dict.fromkeys((encoded, encoded + b"\xa0", encoded.replace(b" ", b"\xa0"))):
        with suppress(UnicodeDecodeError):
            yield variant.decode("utf-8")


def shown(text: str) -> str:
    """The text in quotation marks; a lone character that cannot be seen by its number and name."""
    if len(text) == 1 and not text.isprintable():
        name = unicodedata.name(text, "").capitalize()
        return f"U+{ord(text):04X}" + f" ({name})" * bool(name)
    signs = [sign if sign.isprintable() else f"<U+{ord(sign):04X}>" for sign in text[: _SHOWN + 1]]
    return f"“{''.join(signs[:_SHOWN])}{'…' if len(signs) > _SHOWN else ''}”" if text else "nothing"

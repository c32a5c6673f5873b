"""Which stretches of a text ftfy could change, found without ftfy.

ftfy takes long to import (see library.py) and reads 0.8 MB a second; nearly all text passes through it unchanged. What its steps
react to are facts about characters and their neighbours, so one pattern finds the few segments that are worth its time. The
pattern may find too much, never too little; tests hold it against the installed ftfy and notice when a new version looks for
more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cleanup.text.document import Document
from cleanup.text.lazy import Lazy, compiled
from cleanup.text.namedtuple import NamedTuple
from cleanup.text.onebyte import CHARACTERS, TYPOGRAPHY

MOJIBAKE, ENTITY, CONTROL, ESCAPE = CODES = ("EN101", "EN102", "EN103", "EN104")

LIMIT = 1_000_000
"""Code points ftfy looks at together (its `max_decode_length`): a longer line is worked in segments of so many."""

CONTROLS = r"\x00-\x08\x0b\x0e-\x1f\x7f\u206a-\u206f\ufeff\ufff9-\ufffc"
"""What ftfy removes as a control character: those that are no white space, and format characters long deprecated."""

ENTITIES = r"&#?[0-9A-Za-z]{1,24};"
ESCAPES = r"\x1b\[[\d;]*[a-zA-Z]"

# The characters that UTF-8 turns into when it is read as one of ten single-byte encodings, by the company they keep in ordinary
# text. Which of them stand side by side in mojibake only is ftfy's finding (`ftfy.badness`, 6.3).
_UPPER = "À-ÑØÜÝĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĹĻĽŁŃŅŇŒŘŚŞŠŢŤŮŰŸŹŻŽҐ"
_LOWER = "ß-ñüāăąćčďđēėęěğģīįķĺļľłœŕśşšťźżžґﬁﬂ"
_FACES = "°Ò-ÖÙ-Üò-öø-üŌŐŪŲ"
_OTHER_UPPER = "ÞΆΈ-ΊΌΎΏΑ-ΫЁ-Я"
_OTHER_LOWER = "ά-ωа-џ"
_C1 = r"\x80-\x9f"
_RARE = r"¤¦¨ª¬¯¸ºƒˆˇ˘˛˜†‡‰⌐◊\ufffd"
_MONEY = "¢£¥₧€"
_NUMBER = "±-³µ¹¼-¾×÷⁄№∂∆∏∑√∞∩∫≈≠≡≤≥"
_LAW = "§¶"
_OPEN = r"¡©«¿΄΅‘‚“„•‹\uf8ff"
_CLOSE = "®»˝”›™"
_BOX = "│┌┐┘├┤┬┼═-╬▀▄█▌▐-▓"
_COMMON = r"\xa0\xad´·–-―’…"

_ANCHORS = _UPPER + _LOWER + _RARE + _MONEY + _NUMBER + _LAW + _OPEN + _CLOSE + _BOX + "°ÙЂ"
"""One of these stands in everything that looks like mojibake. Letters of Greek and Cyrillic do not count, nor do ’ and –."""

_LETTER = _UPPER + _LOWER
_SIGN = _MONEY + _NUMBER + _BOX
_WITH_RARE = _LETTER + _BOX + _OPEN + _CLOSE + _MONEY + _NUMBER + _LAW
_ARABIC = _COMMON + _MONEY + _RARE + _NUMBER + _OPEN + "ŸŠ®°»"
_BETWEEN_CAPITALS = _C1 + _RARE + _OPEN + _CLOSE + _MONEY + "°µ"

# Every condition looks back at its anchor, the last character of a lookbehind. These need another non-ASCII character before it,
_AFTER_ANOTHER = (
    rf"(?<=[{_LOWER}{_OTHER_LOWER}{_BOX}{_CLOSE}{_MONEY}{_NUMBER}][{_UPPER}])",
    rf"(?<=[{_BOX}{_CLOSE}{_MONEY}{_NUMBER}][{_LOWER}])",
    rf"(?<=[{_WITH_RARE}{_RARE}][{_RARE}])",
    rf"(?<=[a-zA-Z][{_OTHER_LOWER}{_OTHER_UPPER}][{_RARE}])",
    rf"(?<=[{_RARE}][{_WITH_RARE}])",
    rf"(?<=[{_LOWER}{_BOX}{_CLOSE}][{_MONEY}])",
    rf"(?<=[\sa-z][{_UPPER}][{_MONEY}])",
    rf"(?<=[{_UPPER}{_BOX}][{_NUMBER}{_LAW}])",
    rf"(?<=[{_LETTER}{_BOX}{_MONEY}{_CLOSE}][{_OPEN}])(?=[{_NUMBER}])",
    rf"(?<=[{_LETTER}{_SIGN}{_LAW}][{_CLOSE}])(?=[{_OPEN}])",
    rf"(?<=[{_SIGN}][{_OPEN}])",
    rf"(?<=[a-z][{_UPPER}][{_OPEN}])",
    rf"(?<=[{_LETTER}{_MONEY}{_NUMBER}{_OPEN}{_CLOSE}{_LAW}][{_BOX}])",
    rf"(?<=[{_LETTER}][{_OPEN}{_CLOSE}])(?=\w)",
    rf"(?<=[{_UPPER}]°)",
    rf"(?<=[ВГРС][{_BETWEEN_CAPITALS}])(?=[ВГРС])",
    rf"(?<=[ΒΓΞΟ][{_BETWEEN_CAPITALS}])(?=[ΒΓΞΟ])",
    r"(?<=вЂ)",
    r"(?<=ГўВЂ)",
)
# these one after it,
_BEFORE_ANOTHER = (
    rf"(?<=[{_BOX}])(?=[{_FACES}{_CLOSE}])",
    rf"(?<=[ÂÃÎÐ])(?=[€œŠš¢£Ÿž\xa0\xad®©°·»{_OPEN}{_CLOSE}–—´])",
    rf"(?<=[ØÙ])(?=[{_ARABIC}][ØÙ])",
    r"(?<=×)(?=[²³])",
    r"(?<=à)(?=[²µ¹¼½¾])",
    r"(?<=√)(?=[±∂†≠®™´≤≥¥µø])",
    r"(?<=≈)(?=[°¢])",
    r"(?<=‚)(?=Ä[ìîïòôúùû†°¢π]|[âó][àä°ê])",
    r"(?<=β€)(?=[™\xa0Ά\xad®°])",
)
# and these none.
_ALONE = (r"(?<=[Œœ])(?=[^A-Za-z])", r"(?<=[ÂÃ])(?= )")


_ENTITY, _BY_ITSELF = Lazy(ENTITIES), Lazy(rf"[{CONTROLS}\x1b{_C1}ÂÃ]")
_SUSPECT, _BEYOND_ASCII = 2, 1
"""What a byte of a piece may be; see `_kinds`."""

_PAIR, _BESIDE = b"\1\1", bytes(128) + b"\1" * 128
"""Two characters beyond ASCII side by side, and the table that shows bytes as such."""


class Segment(NamedTuple):
    """A stretch that ftfy treats as one, `text[start:end]`, with its line end; `entities` says whether HTML entities count."""

    start: int
    end: int
    entities: bool


def is_harmless(document: Document) -> bool:
    """Whether no step could change the text, which takes a fifth of the time of finding segments and is true of most texts: it
    holds no character that counts by itself, and no two characters beyond ASCII side by side, as all other conditions need, of
    which one is more than typography."""
    if "&" in document.text and _ENTITY.search(document.text):
        return False
    for piece in document.pieces():
        kinds = piece.data.translate(_kinds())
        if piece.others or _SUSPECT in kinds:
            return False
        if _BEYOND_ASCII in kinds and _PAIR in piece.data.translate(_BESIDE):
            return False
    return True


@cache
def _kinds() -> bytes:
    """What each byte of a piece is: a character that counts by itself, another one beyond ASCII and typography, or neither."""
    plain = {*map(chr, range(128)), *TYPOGRAPHY}  # make no mojibake among themselves
    return bytes(_SUSPECT if _BY_ITSELF.match(char) else 0 if char in plain else _BEYOND_ASCII for char in CHARACTERS)


def segments(text: str, codes: frozenset[str]) -> Iterator[Segment]:
    """The segments in which a step of `codes` could change something, in order.

    Entities count until the first line that holds a "<": from there on the text is taken for HTML, whose entities are meant.
    """
    entities_end = len(text)
    if ENTITY in codes:
        tag = text.find("<")
        if tag >= 0:
            entities_end = _segment_start(text, tag)
        yield from _found(text, suspect(codes, text.isascii()), 0, entities_end, True)
    else:
        entities_end = 0
    if entities_end < len(text) and (rest := codes - {ENTITY}):
        yield from _found(text, suspect(rest, text.isascii()), entities_end, len(text), False)


def all_segments(text: str, codes: frozenset[str]) -> Iterator[Segment]:
    """Every segment, as ftfy parts a text."""
    entities, start = ENTITY in codes, 0
    while start < len(text):
        end = text.find("\n", start, start + LIMIT) + 1 or min(start + LIMIT, len(text))
        entities = entities and text.find("<", start, end) < 0
        yield Segment(start, end, entities)
        start = end


def _found(text: str, pattern: re.Pattern[str], position: int, stop: int, entities: bool) -> Iterator[Segment]:
    while hit := pattern.search(text, position, stop):
        start = _segment_start(text, hit.start())
        end = text.find("\n", hit.start(), start + LIMIT) + 1 or min(start + LIMIT, len(text))
        yield Segment(start, end, entities)
        position = end


def _segment_start(text: str, position: int) -> int:
    line = text.rfind("\n", 0, position) + 1
    return line + (position - line) // LIMIT * LIMIT


@cache
def suspect(codes: frozenset[str], ascii_only: bool) -> re.Pattern[str]:
    """Finds a character at which a step of `codes` could begin to change a text (at, or one or two after it)."""
    always, anchors, conditions = "", "", []
    if CONTROL in codes:
        always += CONTROLS
    if ESCAPE in codes:
        anchors += r"\x1b"
        conditions.append(rf"(?<=\x1b)(?={ESCAPES[4:]})")
    if ENTITY in codes:
        anchors += "&"
        conditions.append(f"(?<=&)(?={ENTITIES[1:]})")
    if MOJIBAKE in codes and not ascii_only:
        always += _C1 + r"\ud800-\udfff"
        anchors += _ANCHORS
        conditions += _ALONE
        conditions.append(rf"(?<=[^\x00-\x7f]{{2}})(?:{'|'.join(_AFTER_ANOTHER)})")
        conditions.append(rf"(?=[^\x00-\x7f])(?:{'|'.join(_BEFORE_ANOTHER)})")
    if always:
        anchors += always
        conditions.insert(0, f"(?<=[{always}])")
    # One class in front, so that `re` skips to the next anchor in its fastest loop.
    return compiled(f"[{anchors}](?:{'|'.join(conditions)})" if anchors else r"(?!)")

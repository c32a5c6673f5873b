"""Mojibake: text that was decoded as the wrong encoding, HTML entities, and characters that no reader can see.

ftfy (Robyn Speer) does the repair. Only the segments that it could change are handed to it (see `scan`), and what it
gives back is aligned with what it was given, so that every repair is an edit with a reason of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import starmap
from typing import TYPE_CHECKING

from cleanup.stages.mojibake.scan import (
    CODES,
    CONTROL,
    ENTITY,
    ESCAPE,
    ESCAPES,
    LIMIT,
    MOJIBAKE,
    Segment,
    all_segments,
    is_harmless,
    segments,
    suspect,
)
from cleanup.stages.stage import Context, Promise
from cleanup.text.document import Document
from cleanup.text.edit import Edit
from cleanup.text.lazy import Lazy

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

    from cleanup.stages.mojibake.reason import Repair

_UNDECODED = r"(?<![\ud800-\udbff])[\udc80-\udcff]+"
"""What is left of bytes that were no UTF-8 (Python's surrogateescape, PEP 383)."""

_QUOTED = r"(?:[^“”„«»\nÂÃÎÐ]|[ÂÃÎÐ](?=[A-Za-z ,.!?-])){0,80}?(?<=[A-ZÀ-ÖØ-ÝĂĐŠŽ]{2})[ÂÃÎÐ]"
_MEANT = Lazy(rf"(?<!\w)(?:“{_QUOTED}(?=”(?![\w”]))|„{_QUOTED}(?=[“”](?![\w“”]))|«{_QUOTED}(?=\s?»(?![\w»])))")
"""A quotation in capitals whose last letter is one of these, behind two others, up to the quote that closes it: “MANHÃ”, „VIÐ“,
«HÂLÂ». In damaged text, where the two are one letter, the quote before is damaged as well."""


@cache
def configuration(codes: frozenset[str] = frozenset(CODES), entities: bool | str = "auto") -> TextFixerConfig:
    """The one configuration of ftfy that is used here, with the steps of `codes`.

    All its repairs of encodings; HTML entities up to the first "<"; surrogates, terminal escapes and control characters. It
    leaves typography alone: curly quotes, character width, ligatures, line breaks, normalization.
    """
    from cleanup.stages.mojibake.library import import_ftfy

    import_ftfy()
    from ftfy import TextFixerConfig

    mojibake = MOJIBAKE in codes
    return TextFixerConfig(
        unescape_html=entities if ENTITY in codes else False,
        remove_terminal_escapes=ESCAPE in codes,
        fix_encoding=mojibake,
        restore_byte_a0=mojibake,
        replace_lossy_sequences=mojibake,
        decode_inconsistent_utf8=mojibake,
        fix_c1_controls=mojibake,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=mojibake,
        remove_control_chars=CONTROL in codes,
        normalization=None,
        max_decode_length=LIMIT,
        explain=True,  # without explanations ftfy 6.3.1 ignores the configuration of fix_encoding
    )


class Mojibake:
    """Proposes what `ftfy.fix_text(text, configuration())` does, place by place; with a code left out, ftfy without that step.

    One thing is never touched: an undecodable byte, which reading a file kept as a lone surrogate from U+DC80 to U+DCFF. ftfy
    would make U+FFFD of it, and the byte could not be written back. Such bytes part their line, and ftfy sees the parts. (So
    do terminal escapes that are to stay: their first character is a control character.) And a line is parted between a letter
    and the quote that closes a quotation in capitals (“MANHÃ”), which ftfy takes for one letter. With `plain_ftfy` ftfy is
    asked about every line, and not only about those that `segments` finds, to the same end.
    """

    name = "mojibake"
    family = "EN"
    promise = Promise.REWRITES

    def __init__(self, context: Context) -> None:
        self._context = context
        self._codes = frozenset(filter(context.allows, CODES))
        self._kept = Lazy(_UNDECODED if ESCAPE in self._codes else f"{_UNDECODED}|{ESCAPES}")

    def propose(self, document: Document) -> Iterator[Edit]:
        """Edits of `document.text`, in order, never overlapping."""
        text, plain = document.text, self._context.plain_ftfy
        if not plain and is_harmless(document):
            return
        for segment in (all_segments if plain else segments)(text, self._codes):
            codes = self._codes if segment.entities else self._codes - {ENTITY}
            found = suspect(codes, text.isascii()).search
            for start, end in self._parts(text, segment):
                if plain or found(text, start, end):
                    yield from self._edits(text, start, end, codes)

    def _parts(self, text: str, segment: Segment) -> Iterator[tuple[int, int]]:
        start, within = segment.start, (segment.start, segment.end)
        cuts = [kept.span() for kept in self._kept.finditer(text, *within)]
        cuts += [(meant.end(), meant.end()) for meant in _MEANT.finditer(text, *within)]
        for end, following in sorted(cuts):
            yield start, end
            start = following
        yield start, segment.end

    def _edits(self, text: str, start: int, end: int, codes: frozenset[str]) -> Iterator[Edit]:
        from cleanup.stages.mojibake.reason import explained

        found = repaired(text[start:end], codes, whole=self._context.plain_ftfy)
        repairs = [repair._replace(start=start + repair.start) for repair in found]
        for index, repair in enumerate(repairs):
            high = repairs[index + 1].start if index + 1 < len(repairs) else end
            for part, code, because in explained(text, repair, start, high, codes):
                if code in codes:
                    yield Edit(*part, self._context.reason(code, self.name, because))
                start = part.start + len(part.old)


def repaired(line: str, codes: frozenset[str], whole: bool = False) -> list[Repair]:
    """What ftfy changes in one of its segments, by the steps of `codes`; it sees the whole segment with `whole`."""
    from cleanup.stages.mojibake.reason import Repair
    from cleanup.text.align import align

    if not whole and (bare := _without_controls(line, codes)) is not None:
        return list(starmap(Repair, align(line, bare)))
    from cleanup.stages.mojibake.library import import_ftfy

    import_ftfy()
    from ftfy import fix_and_explain

    from cleanup.stages.mojibake.long import LONG, condense

    steps = configuration(codes, entities=True)
    short = condense(line, suspect(codes, line.isascii())) if len(line) >= LONG and not whole else None
    parts = short.parts(fix_and_explain(short.text, steps).text) if short else None
    if parts is None:
        return list(starmap(Repair, align(line, fix_and_explain(line, steps).text)))
    return [Repair(*piece) for span, fixed in parts for piece in align(span.of(line), fixed, span.start)]


def _without_controls(line: str, codes: frozenset[str]) -> str | None:
    """The segment without control characters and terminal escapes; None if ftfy has something else to do in it, or in what is
    left: it takes long to import, and a lost byte order mark is all that most texts have for it."""
    if suspect(codes & {MOJIBAKE, ENTITY}, line.isascii()).search(line):
        return None
    from cleanup.stages.mojibake.reason import without

    bare = without(line, codes)
    return None if suspect(codes, bare.isascii()).search(bare) else bare

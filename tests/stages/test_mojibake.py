"""The mojibake stage does what ftfy does, place by place, and leaves ftfy alone where nothing can change."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from itertools import product

import pytest
from ftfy import fix_text
from ftfy.badness import BADNESS_RE, MOJIBAKE_CATEGORIES
from ftfy.chardata import CHARMAP_ENCODINGS, CONTROL_CHARS
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup.rules.load import built_in
from cleanup.stages.mojibake import Mojibake
from cleanup.stages.mojibake.scan import CODES, CONTROLS, LIMIT, is_harmless, segments, suspect
from cleanup.stages.mojibake.stage import configuration
from cleanup.stages.stage import Context
from cleanup.text.changeset import ChangeSet
from cleanup.text.document import Document
from cleanup.text.edit import Edit
from cleanup.text.onebyte import CHARACTERS, MARKS
from tests.benchmarks.inputs import inputs
from tests.cost import costs_at_most

RULES = {rule.code: rule for rule in built_in()}
ALL = frozenset(CODES)
UNDECODED = re.compile("(?<![\ud800-\udbff])[\udc80-\udcff]")

WORDS = (
    "naïve|“quoted”|don’t|été à la|Привет|Ελλάδα|日本語|😀|“|”|–|…|\xa0|£5|½|São|œuvre|شكرا|हिन्दी|plain words| and |A|z|. ".split(
        "|"
    )
)
ENTITIES = (
    "&amp; &amp;amp; &lt; < &#39; &rsquo; &acirc; &nbsp; &NewLine; &#13; &bogus; &EACUTE; &#128; &#0; &#xD800; &#27; & ;".split()
)
JUNK = [
    *"\x00\x1b\x7f\ufeff\ufffd\ud83d\udca9\udc80\udcff\x85\x93\u2028\r\n\n\f\t? \u200d\u0301\x1a\x1c",
    "\x1b[31m",
    "\ud83d\udca9",
    "  ",
]
PROSE = (
    "The mayor said on Monday that it was over, and the harbour stayed open. ",
    "Nobody in the town didn’t want to know, and the café stayed open. ",
    "“It’s a naïve plan,” said the captain of the ferry to the islands. ",
)


def stage(codes: frozenset[str] = ALL, plain: bool = False) -> Mojibake:
    return Mojibake(Context({code: RULES[code] for code in codes}, plain_ftfy=plain))


def edits(text: str, codes: frozenset[str] = ALL) -> list[Edit]:
    return list(stage(codes).propose(Document(text)))


def repaired(text: str, codes: frozenset[str] = ALL) -> str:
    return ChangeSet.of(text, edits(text, codes)).apply(text)


def misread(word: str, encodings: list[str]) -> str:
    for encoding in encodings:
        try:
            word = word.encode("utf-8").decode(encoding)
        except UnicodeError:
            return word
    return word


mojibake = st.builds(misread, st.sampled_from(WORDS), st.lists(st.sampled_from(CHARMAP_ENCODINGS), min_size=1, max_size=2))
fragments = st.one_of(st.sampled_from(WORDS), mojibake, st.sampled_from(ENTITIES), st.sampled_from(JUNK), st.characters())
hostile = st.lists(fragments | st.just(" "), max_size=14).map("".join)
some_codes = st.frozensets(st.sampled_from(CODES))


@settings(max_examples=400, deadline=None)
@given(hostile)
def test_the_result_is_ftfys_own(text: str) -> None:
    text = UNDECODED.sub("", text)
    if not UNDECODED.search(text):
        assert repaired(text) == fix_text(text, configuration())


@settings(max_examples=200, deadline=None)
@given(hostile, some_codes)
def test_plain_ftfy_gives_the_same_edits(text: str, codes: frozenset[str]) -> None:
    assert list(stage(codes, plain=True).propose(Document(text))) == edits(text, codes)


CONTEXTS = ("{}", "a{}b", " {} ", "Ã{}", "{}\xa0", "â€{}", "В{}В", "&{};", "é{}é", "{0}{0}")
"""Around a character: letters, spaces, halves of mojibake, an entity, accents that are meant, and itself."""


def in_context(characters: Iterable[str], context: str) -> list[str]:
    """Texts of a thousand lines, each a character in its context; a "<" is alone, for it counts for all lines behind it."""
    lines = [context.format(sign) for sign in characters if not "\udc80" <= sign <= "\udcff"]
    many = [line for line in lines if "<" not in line]
    texts = ["\n".join(many[start : start + 1000]) for start in range(0, len(many), 1000)]
    return [*texts, *(line for line in lines if "<" in line)]


def check(characters: Sequence[str], contexts: Sequence[str]) -> None:
    for context in contexts:
        for text in in_context(characters, context):
            assert repaired(text) == fix_text(text, configuration())


@pytest.mark.parametrize("context", CONTEXTS)
def test_characters_of_all_blocks_come_out_as_ftfy_has_them(context: str) -> None:
    every = [*map(chr, range(0x2700)), *map(chr, range(0x2700, 0x10000, 23)), *map(chr, range(0x10000, 0x110000, 997))]
    check(every[len(context) % 3 :: 3], [context])


@pytest.mark.slow
@pytest.mark.parametrize("context", CONTEXTS)
def test_every_character_comes_out_as_ftfy_has_it(context: str) -> None:
    """All of the Basic Multilingual Plane, and of the planes above it those that mean something and every 50th that does not."""
    astral = (chr(code) for code in range(0x10000, 0x110000))
    check([*map(chr, range(0x10000)), *(sign for sign in astral if sign.isprintable() or ord(sign) % 50 == 0)], [context])


@pytest.mark.slow
@settings(max_examples=20_000, deadline=None)
@given(hostile)
def test_hostile_mixes_come_out_as_ftfy_has_them(text: str) -> None:
    text = UNDECODED.sub("", text)
    if not UNDECODED.search(text):
        assert repaired(text) == fix_text(text, configuration())


@pytest.mark.slow
def test_articles_and_their_misread_selves_come_out_as_ftfy_has_them() -> None:
    for name, texts in inputs().items():
        for each in texts:
            damaged = [misread(each.text, [encoding]) for encoding in CHARMAP_ENCODINGS[:: 3 if name == "fixtures" else 9]]
            for text in (each.text, *damaged):
                if not UNDECODED.search(text):
                    assert repaired(text) == fix_text(text, configuration())


@settings(max_examples=200, deadline=None)
@given(hostile, some_codes)
def test_every_code_can_be_chosen_alone(text: str, codes: frozenset[str]) -> None:
    assert {edit.code for edit in edits(text, codes)} <= codes


@settings(max_examples=200, deadline=None)
@given(hostile, some_codes, st.randoms(use_true_random=False))
def test_it_settles_also_when_some_edits_are_declined(text: str, codes: frozenset[str], chance: random.Random) -> None:
    made = [edit for edit in edits(text, codes) if chance.random() < 0.7]
    text = ChangeSet.of(text, made).apply(text)
    for _ in range(3):
        before, text = text, repaired(text, codes)
    assert text == before


@settings(max_examples=200, deadline=None)
@given(hostile)
def test_undecodable_bytes_stay(text: str) -> None:
    assert UNDECODED.findall(repaired(text)) == UNDECODED.findall(text)


@pytest.mark.parametrize("quoted", ["“MANHÃ”", "„VIÐ“", "„IRMÃ”", "«HÂLÂ»", "« LUMÃ »"])
def test_a_quotation_in_capitals_keeps_its_last_letter(quoted: str) -> None:
    text = f"A word, {quoted}, and no more."
    assert repaired(text) == text != fix_text(text.replace(" »", "»"), configuration())


@pytest.mark.parametrize("word", ["METRÔ", "“METRÔ”", "«PARIS»", "“ГПД”", "KÖLN", "„KÖLN“"])
def test_damage_in_capitals_is_mended_as_ever(word: str) -> None:
    damaged = misread(f"{word} a Ω", ["latin-1"])
    assert repaired(damaged) == fix_text(damaged, configuration()) == f"{word} a Ω"
    for text in ("A word, “METRÃ””, with a letter lost.", "A word, “Ã”, and no more.", "A word, “XÃ”, and no more."):
        assert repaired(text) == fix_text(text, configuration())


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(PROSE), st.integers(1, 40), st.lists(fragments, max_size=3).map("".join)),
        min_size=6,
        max_size=9,
    )
)
def test_a_long_line_comes_out_as_ftfy_has_it(parts: list[tuple[str, int, str]]) -> None:
    text = UNDECODED.sub("", "".join(prose * times + fragment for prose, times, fragment in parts).replace("\n", " ") * 2)
    if not UNDECODED.search(text):
        assert repaired(text) == fix_text(text, configuration())


def test_nothing_that_ftfy_takes_for_mojibake_is_overlooked() -> None:
    """All characters alone, and all pairs of those that occur in mojibake, in several contexts. A new ftfy may look for more."""
    pattern = suspect(ALL, False)
    listed = re.compile("[" + "".join(MOJIBAKE_CATEGORIES.values()) + "ЂЙљ漢Ùœ]")
    signs = [chr(code) for code in range(0x80, 0x10000) if listed.match(chr(code))]
    alone = [chr(code) for code in range(0x80, 0x110000) if code < 0x10000 or code % 97 == 0]
    contexts = (("", ""), ("a", "b"), (" ", " "), ("В", "В"))
    texts = [f"{before}{sign}{after}" for sign in alone for before, after in contexts[:3]]
    texts += [f"{before}{one}{two}{after}" for one in signs for two in signs for before, after in contexts]
    bad, suspected = BADNESS_RE.search, pattern.search
    missed = [text for text in texts if bad(text) and not suspected(text)]
    assert not missed, f"{len(missed)} such as {missed[:20]}"
    needless = sum(1 for text in texts if suspected(text) and not bad(text) and text.isprintable())
    assert needless < len(texts) / 500


def test_the_control_characters_are_ftfys() -> None:
    ours = re.compile(f"[{CONTROLS}]")
    assert {code for code in range(0x110000) if ours.match(chr(code))} == set(CONTROL_CHARS)


@pytest.mark.parametrize(
    "text", ["&amp; <b>&amp;</b>\n&amp;", "&amp;\n&lt;\n&amp;\na < b &amp;\n&amp;", "<\n&amp;", "&amp;amp;lt;b>"]
)
def test_entities_count_until_the_first_tag(text: str) -> None:
    assert repaired(text) == fix_text(text, configuration())


def test_a_text_found_harmless_at_once_has_no_segments() -> None:
    told = 0
    for char in CHARACTERS:
        for before, after in product([*" aZ1.\n“é", ""], [*" aZ1.\n”", "&", "&amp;", ""]):
            text = before + char + after
            if is_harmless(Document(text)):
                told += 1
                assert not list(segments(text, ALL)), text
    assert told > 8_000
    assert not any(is_harmless(Document(text)) for text in ("\x93", "\x85", "œ", "\ufeff", "\ud800", "a&lt;b", "\x1b[0m"))


def test_typography_makes_no_mojibake_of_its_own() -> None:
    for signs in product([*MARKS, *"\xa0 aZ1\n"], repeat=4):
        text = "".join(signs)
        assert is_harmless(Document(text)), text
        assert not list(segments(text, ALL)), text


def test_segments_are_cut_where_ftfy_cuts_them() -> None:
    for text in (
        "x" * (LIMIT - 2) + "&amp; â€™",
        "x" * (LIMIT - 1) + "\n&amp;",
        "x\n" + "y" * LIMIT + "Ã©\n&lt;" + "z" * LIMIT + "<&amp;",
    ):
        assert repaired(text) == fix_text(text, configuration())
    assert [(found.start, found.end) for found in segments("y" * LIMIT + "\x00\n", ALL)] == [(LIMIT, LIMIT + 2)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It wasnâ€™t Â£5", [("EN101", "â€™", "’"), ("EN101", "Â£", "£")]),
        ("\x93Yes\x94", [("EN101", "\x93", "“"), ("EN101", "\x94", "”")]),
        ("a \ud83d\udca9 b", [("EN101", "\ud83d\udca9", "\U0001f4a9")]),
        ("&quot;Yes&quot; &amp;amp;", [("EN102", "&quot;", '"'), ("EN102", "&quot;", '"'), ("EN102", "&amp;amp;", "&")]),
        ("a\x00b\ufeff", [("EN103", "\x00", ""), ("EN103", "\ufeff", "")]),
        ("\x1b[1mred\x1b[0m", [("EN104", "\x1b[1m", ""), ("EN104", "\x1b[0m", "")]),
        ("caf\udce9 &amp; \udc80", [("EN102", "&amp;", "&")]),
        ("“Ärger‘, ﬁne, ＡＢ, e\u0301, x\r\ny\u2028z\f", []),
    ],
)
def test_each_repair_is_an_edit_of_its_own(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(edit.code, edit.old, edit.new) for edit in edits(text)] == expected


def test_escapes_that_may_stay_keep_their_first_sign() -> None:
    assert repaired("\x1b[1mred\x00", frozenset({"EN103"})) == "\x1b[1mred"


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("wasnâ€™t", "“â€™” is UTF-8 read as Windows-1252; it was “’”."),
        ("Ã¢â‚¬â„¢", "“Ã¢â‚¬â„¢” is UTF-8 read as Windows-1252 twice; it was “’”."),
        ("it\x92s", "U+0092 is Windows-1252 read as Latin-1; it was “’”."),
        ("Â\xa0x", "“Â<U+00A0>” is UTF-8 read as Windows-1252; it was U+00A0 (No-break space)."),
        ("R&amp;R", "“&amp;” is HTML for “&”."),
        ("a\x00", "U+0000 shows nothing and does not belong in a text."),
    ],
)
def test_a_reader_is_told_what_happened(text: str, because: str) -> None:
    (edit,) = edits(text)
    assert edit.reasons[0].because == because


ORDINARY = (
    "L’été, à Genève, coûte 5 € de plus; «déjà», dit-on — „Ärger‘ und „Café“ gab es trotzdem… ½ prix, Œuvres, œuf, naïf.",
    "Паром ушёл в шесть. «На час позже», — сказал капитан из СССР. Η γρήγορη αλεπού. 渡し船は六時に出た。😀 👩🏽‍🚀",
    "שלום شكرا हिन्दी",
    "Zażółć gęślą jaźń, İstanbul’da güneşli; São Paulo, AMANHÃ; señor ¿qué?",
    "“£5m”, 20°C, ©2019, café™, naïve’s “‘so’” & AT&T ?a=1&b=2",
    "Plain text, nothing else in it, & a < sign.",
)


@pytest.mark.parametrize(
    ("text", "removed"),
    [("\n".join(ORDINARY), []), ("\ufeffMark\x07, \x1b[31mред\x1b[0m.", ["\ufeff", "\x07", "\x1b[31m", "\x1b[0m"])],
)
def test_ordinary_text_and_signs_alone_do_not_import_ftfy(text: str, removed: list[str]) -> None:
    program = (
        "import sys; from cleanup.stages.mojibake.stage import *; from cleanup.rules.load import built_in;"
        "stage = Mojibake(Context({rule.code: rule for rule in built_in()}));"
        f"found = [each.old for each in stage.propose(Document({text!r}))];"
        f"sys.exit(repr(found) if found != {removed!r} or 'ftfy' in sys.modules else 0)"
    )
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_fifty_megabytes_in_one_line_take_seconds() -> None:
    prose = "".join(PROSE) * 2_500
    text = (prose + "It wasnâ€™t Â£5 &amp; more. ") * (50_000_000 // len(prose))
    with costs_at_most(1500):
        assert len(edits(text)) == 3 * (50_000_000 // len(prose))

"""What the spacing stage repairs and what it leaves alone."""

from __future__ import annotations

import subprocess
import sys
from itertools import chain, pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleanup import Cleaner
from cleanup.stages.spacing.bounds import upper_bounds
from cleanup.stages.spacing.candidates import candidates
from cleanup.stages.spacing.evidence import AtomCounts, Evidence, vocabulary
from cleanup.stages.spacing.features import groups, groups_of_two, is_bare, quote
from cleanup.stages.spacing.gaps import LINK, gap, repertoire
from cleanup.stages.spacing.guards import is_spared
from cleanup.stages.spacing.judge import Doubt, judge
from cleanup.stages.spacing.lexicon import lexicon
from cleanup.stages.spacing.model import GATE, model
from cleanup.stages.spacing.pairs import places
from cleanup.stages.spacing.signs import shape, signs
from cleanup.stages.spacing.words import cut
from cleanup.text.document import Document
from tests.cost import costs_at_most
from tests.stages.facts import of_gap

CLEANER = Cleaner(select=["SP"])

GLUED = (
    "The mayor spoke,but nobody came.It rained all day and the road to the pier was closed.Then they left,and that was it."
    "The hens slept on the lower deck.She said so herself."
)
"""A text with errors enough that doubtful ones are believed too."""

REPAIRED = (
    "The mayor spoke, but nobody came. It rained all day and the road to the pier was closed. Then they left, and that was it. "
    "The hens slept on the lower deck. She said so herself."
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The guards of the PLAthe army were seen here.", "The guards of the PLA the army were seen here."),
        ("The ferry came on Tuesday.The crew went ashore.", "The ferry came on Tuesday. The crew went ashore."),
        ("Was it late?They cannot know, but it was.", "Was it late? They cannot know, but it was."),
        ("Strained relationsThe ministers met again.", "Strained relations The ministers met again."),
        ("The captain , who is fifty, blamed the fog .", "The captain, who is fifty, blamed the fog."),
        ("The hall ( with all its chairs ) was empty.", "The hall (with all its chairs) was empty."),
        ("The fog, said Mr.Halden, would lift by noon.", "The fog, said Mr. Halden, would lift by noon."),
        ("He had nothing to do with it.The crew left.", "He had nothing to do with it. The crew left."),
        ("The bell came in 1931.Many of them had heard it.", "The bell came in 1931. Many of them had heard it."),
        ("The road was closed,which nobody minded.", "The road was closed, which nobody minded."),
        ("Nun heißt es: „Wir bleiben alle hier“,sagt der Lotse.", "Nun heißt es: „Wir bleiben alle hier“, sagt der Lotse."),
        (GLUED, REPAIRED),
        (GLUED + " The cabin(of the captain) was dry.", REPAIRED + " The cabin (of the captain) was dry."),
        (GLUED + " It ran aboutthe island.", REPAIRED + " It ran about the island."),
        (
            GLUED + " One ofthe crew, most ofthe hens and all ofthe fog left.",
            REPAIRED + " One of the crew, most of the hens and all of the fog left.",
        ),
        (
            "The town ’s mayor , they say , doesn ’t sleep , and she’ ll stay .",
            "The town’s mayor, they say, doesn’t sleep, and she’ll stay.",
        ),
        ("N o one came , W hen asked , they were s ilent .", "No one came, When asked, they were silent."),
        ("Dijo , a la vez , que no . Y a la vez , que sí .", "Dijo, a la vez, que no. Y a la vez, que sí."),
        (
            "Der Rat , sagt Weber : „Wir gehen .“ Dazu Roth : „Nein .“ Und Kurz : „Nie .“ Das war es , und so blieb es auch .",
            "Der Rat, sagt Weber: „Wir gehen.“ Dazu Roth: „Nein.“ Und Kurz: „Nie.“ Das war es, und so blieb es auch.",
        ),
        (
            "El barco llegó al muelle.La gente lo esperaba allí.Nadie sabe por qué,pero todos hablan de ello.¿Quién lo vio?Nadie."
            '¡Qué tarde! Dijo «¿quién va?» y abrió (¿o no?) el *¿Qué es?*, "¡Hola!"',
            "El barco llegó al muelle. La gente lo esperaba allí. Nadie sabe por qué, pero todos hablan de ello. ¿Quién lo vio? "
            'Nadie. ¡Qué tarde! Dijo «¿quién va?» y abrió (¿o no?) el *¿Qué es?*, "¡Hola!"',
        ),
        ("They met at 5 a.m.Wednesday on the pier.", "They met at 5 a.m. Wednesday on the pier."),
        (GLUED + " The mayor alsoacknowledgedthat.", REPAIRED + " The mayor also acknowledged that."),
        (
            GLUED + ' "We met," he said. "We leave today."The ferry was late. "Good," she said.',
            REPAIRED + ' "We met," he said. "We leave today." The ferry was late. "Good," she said.',
        ),
        (GLUED + " It calls row()twice. 9 May [reply]Nobody did.", REPAIRED + " It calls row() twice. 9 May [reply] Nobody did."),
        (
            GLUED + " See https://example.org/aboutthe/Ferry.The.html",
            REPAIRED + " See https://example.org/aboutthe/Ferry.The.html",
        ),
    ],
)
def test_spaces_come_where_words_are_glued_and_go_where_none_belongs(before: str, after: str) -> None:
    assert CLEANER.clean(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "She owns a MacBook, reads HuffPost and DeWalt catalogues, and plays FarmVille on YouTube.",
        "The NGOs, CEOs and MPs counted mRNA, pH, kWh and H1N1 in PM2.5 at 10am.",
        "Use ASP.NET, Node.js or os.path.join(a,b); setTimeout(fn,100) calls myVariableName.",
        "Write to JohnSmith.Press@exampleMail.com or @johnDoe99, tag #saveTheFerry, open /usr/localBin/runMe.sh.",
        "J.R.R. Tolkien met Dr.Oetker in St.Gallen, z.B. wegen Art.6 und Nr.5.",
        "Die Bürger:innen, BürgerInnen und Lehrer*innen aus dem (nord)östlichen Viertel kamen zur (Haupt-)Versammlung.",
        "A smile :) or two ;-) at 3 : 2, then .NET and ... nothing more.",
        "Nobody came:P so they laughed:DDD and went home ;PPP.",
        'The act says that "[t]he ferry sails" and that "[n]obody swims", as (t)hey say in commit 7e986fdfe4c49b469d430d420da6.',
        "The table arn:aws:rds:us-east-1:123456789012:db:tideTable and urn:tide:ferryCrew:List are read at night.",
        "La mairie a-t-elle refusé ? Oui : la mer est haute ! « Nous resterons », dit-il ; il a raison.",
        "Footnotes like this,1 or this.2 may stand in a text.[3] They are not errors.",
        "It healed in four of five patients.1,2 Others were not asked (Tidal Med. 92(10)3599).",
        "She sails with [the ferry](http://ferry.example/TheFerry.html?from=Quay%2FNorth%20Pier), the [bell](/bell.The).",
        "[Print](javascript:printThis\\('44613978'\\)) ![](data:image/gif;base64,R0lGODlhAQABAAAAAC1xThe)",
        "Read _«The Ferry»_ and [the log][12] on SailAtHome.com or write to http://ferry.example/" + "a/" * 40 + "log.The.end",
        'The page answers {"title":"The ferry","crew":["Ann","Bo"],"open":true,"image":"http://ferry.example/deck.0.png"}.',
        "An address with its own address: http://bell.example/share?url=http%3A%2F%2Fferry.example%2FThe",
        "...And so it went: “…The fog stays,” she said, and wrote:\n\n…Nobody minded.",
        "A fund, a 401(k)s plan, NYSE:TIDE, Category:Ships, Bell.TV, NORTHCAPE.COM and the FRITZ!Box; they would‘ve known.",
        "'s Avonds kwamen de NS'ers en zo'n VVD'er naar de haven, en het was er koud.",
        "Banyak orang2 datang ke pelabuhan dan anak2 itu tidak pulang untuk makan dengan mereka.",
        "港では静かな朝だった。船は霧のためABC港に一時間おくれて着いた。",
        "Name          Crew   Tons\nWesterness    12     340\nNorthcape     9      120",
        "",
        " ",
        "\x00\ud800\u2028\r",
    ],
)
def test_leaves_alone(text: str) -> None:
    assert CLEANER.clean(text) == text


@pytest.mark.parametrize(
    "right",
    [
        "The challengers are outraising the incumbents.",
        "Buy: $LNKD can wait, and *Note stays.",
        "He went “home.” . Then he slept. .",
        "Nobody guarantee\xadd the ferry, and she;s gone.",
        "Lind and others, Ann Halden Med. 2000 Sep;11(9):1097-104.",
        "Lind and others, Halden Acad Sci. 2000 Apr;906:13-6.",
        "A question of u/TheJackal8 was answered.",
        "The keys harbour_stunnel_key and /etc/stunnel are in ./localCA, see doi: 10.1016/j.vaccine.2010.08.088.",
        "Use localhost:8080, pier.example.com:273, root:x:0:0:root:/root and dpa:220124-99-835563/5.",
        "Nach der AVBWasserV gilt das für alle Wintersportler*Innen.",
        "Share it: or=https%3A%2F%2Fwww.ferry.example%2FThe",
        "Then {{topFerry}} and {* createAccountButton *} are shown.",
        "It was late ;P and nobody spoke of a ,Trans-Ferry‘ any more.",
        "Home » Ferries » Archive, and « Older harbours",
        "So sys.getsizeof is called.",
        'The act says that "[n]obody swims" there.',
        "See tidewatch(8) and tide.conf(5), give /harbour:auto, set $http_gauge for http://tidewww.example on 1d6b:0003.",
        "Those {tide table}s are {grep}ed, and Micro$oft is what the crew called it.",
        "Give the command :control to hand it over, and read SLID[23:20] or TIDE_CLOCK(GAUGE) then.",
        "The pier is long (see the map).[1] It is old.[12]",
        "The tablet MUL.APIN and the class com.tide.gauge.ClockReader are read.",
        "It gives =RATE(A1; 0; 1) and POWERSERIES(A1; 0; 1) there.",
        "Els fitxers són instal·lades i les intel·ligències també.",
        "Then came 11.Nd5 Nxd5 12.Qxd5 O-O 13.O-O Qc7 14.exd5 and 15...Bb7, a draw.",
        "The sermon was on Matt.5:3 and Isa.40:31.",
        "They pour Fe(NO3)3.9H2O and N,N-dimethylaniline into the basin, and Ca(OH)2.",
        "Copy the file settings.JSON to the ferry.",
        "They add A1:B12 there, and 1.FC Halden won.",
    ],
)
def test_leaves_alone_even_in_a_glued_text(right: str) -> None:
    assert CLEANER.clean(f"{GLUED} {right}") == f"{REPAIRED} {right}"


@pytest.mark.parametrize(
    "code",
    [
        "fn draw_border(canvas:i32,width:i32) -> i32;",
        'android:layout_width="match_parent" app:drawBorder="none"',
        "return flagSet == drawBorder;",
        "drawBorder = addFlag(mBorder,topLine);",
        "EXP(Number)",
        "class drawBorder extends Tide.Gauge {",
    ],
)
def test_code_between_paragraphs_is_left_alone_and_its_names_elsewhere(code: str) -> None:
    named = " The attribute drawBorder was new." if "drawBorder" in code else ""
    assert CLEANER.clean(f"{GLUED}\n{code}\n{GLUED}{named}") == f"{REPAIRED}\n{code}\n{REPAIRED}{named}"


@pytest.mark.parametrize("record", ["Quay,Halden,Marl,Old Tarn,Bell", "Zn:30:65.38:Zinc", "name;Ada Quay;crew;twelve;yes"])
def test_the_fields_of_a_record_are_left_alone(record: str) -> None:
    assert CLEANER.clean(f"{GLUED}\n{record}\n{GLUED}") == f"{REPAIRED}\n{record}\n{REPAIRED}"


def test_the_rows_of_a_narrow_table_are_left_alone() -> None:
    rows = "name,town,crew\nQuay,Halden,twelve\nMarl,Old Tarn,nine"
    assert CLEANER.clean(f"{GLUED}\n\n{rows}\n\n{GLUED}") == f"{REPAIRED}\n\n{rows}\n\n{REPAIRED}"
    assert CLEANER.clean(f"{GLUED}\nQuay,Halden,twelve\n{GLUED}") == f"{REPAIRED}\nQuay, Halden, twelve\n{REPAIRED}"


def test_two_names_with_a_full_stop_are_one_in_a_text_about_software() -> None:
    about = "Call gauge.read() and gauge.stop() in the file gauge.py, then run pip install tide."
    text = f"{about}\n\nThe class extends Tide.Component, as the manual of the gauge tells.The rest is prose."
    assert CLEANER.clean(text) == text.replace("tells.The", "tells. The")


def test_entries_of_a_glossary_begin_with_a_colon() -> None:
    entries = ":bell buoy: n.\n\nA buoy with a bell.\n\n:tide table: n.\n\nA table of tides."
    assert CLEANER.clean(f"{GLUED}\n\n{entries}") == f"{REPAIRED}\n\n{entries}"


def test_the_capital_letter_of_the_caucasus_begins_no_word() -> None:
    adyghe = "ЦІыф пстэури шъхьэфитэу зэфэдэу къалъфы. Ахэм акъылрэ зэхэшІыкІ гъуазэрэ яІ, зыр зым зэкъош зэхашІэ азфагу дэлъэу."
    assert CLEANER.clean(adyghe) == adyghe


def test_the_lines_of_a_key_are_left_alone() -> None:
    line = "q7TideHalQ2xBellRopeKEy4GullZ9fogBANKs3moorINGs8pierQuay1NightLog"
    key = "\n".join([line, line[7:] + "Xy4Wind9", line[20:] + "zz8SAILor2Harb0urM"])
    assert CLEANER.clean(f"{GLUED}\n\n{key}\n\n{GLUED}") == f"{REPAIRED}\n\n{key}\n\n{REPAIRED}"


def test_clauses_that_lost_all_spaces_are_no_record() -> None:
    glued = "She rowed to the island,he stayed on the quay,the dog slept below the table,the bell rang twice,and nobody came."
    assert CLEANER.clean(glued) == glued.replace(",", ", ")


def test_a_word_before_a_bracket_at_the_head_of_a_line_is_no_function() -> None:
    assert CLEANER.clean(f"{GLUED}\n\nNATO(the Alliance) said so.") == f"{REPAIRED}\n\nNATO (the Alliance) said so."
    assert CLEANER.clean(f"{GLUED}\n\nNATO(Alliance) said so.") == f"{REPAIRED}\n\nNATO (Alliance) said so."


def test_spaces_in_lines_of_code_are_left_alone() -> None:
    code = "def row (crew) : return [lambda oar : oar for oar in crew ]"
    assert CLEANER.clean(f"The mayor , again .\n{code}") == f"The mayor, again.\n{code}"


def test_a_language_that_parts_no_words_has_none_that_run_together() -> None:
    text = (
        "港の事務所は月曜日、OpenHarbourとiPhone5Sで夜の便を予約できると発表した。"
        "4/16(火)18:30から、iPhone,iPad,Android版が配られる。"
    )
    assert CLEANER.clean(text) == text


def test_a_quote_after_a_comma_opens() -> None:
    text = 'He has said,"The fog will stay" and the crew of the ferry went home.'
    assert CLEANER.clean(text) == text.replace(',"', ', "')


def test_no_quote_that_opens_is_taken_for_one_that_closes() -> None:
    text = 'The ferry was late, and he has said,"I always felt that nobody minded in the least" on the pier.'
    assert '," I' not in CLEANER.clean(text)


def test_reason_names_the_halves_and_the_rule() -> None:
    (finding,) = CLEANER.explain("The guards of the PLAthe army were seen here.").findings
    assert (finding.before, finding.after) == ("", " ")
    assert finding.reasons[0].code == "SP101"
    assert finding.reasons[0].because == "“PLAthe” is no word; “PLA” and “the” are"


def test_edits_are_single_spaces() -> None:
    for finding in CLEANER.explain(GLUED + " The mayor , again .").findings:
        assert {finding.before, finding.after} == {"", " "}


def test_a_rule_can_be_ignored() -> None:
    text = "The ferry came on Tuesday.The crew , all of it, went ashore."
    assert Cleaner(select=["SP"], ignore=["SP102"]).clean(text) == "The ferry came on Tuesday.The crew, all of it, went ashore."


def test_language_given_by_the_caller_wins() -> None:
    text = "Vraiment ? , dit-elle ."
    assert CLEANER.clean(text, language="fr") == "Vraiment ?, dit-elle."
    assert CLEANER.clean(text, language="en") == "Vraiment?, dit-elle."


WORDS = "The the of PLA Tuesday ferry Westerness iPhone und der Die ’s 2019 1 www.x.org a@b.c é ß 港"
MARKS = ". , : ; ? ! ( ) [ ] “ ” „ « » \" ' … – ©"
SPACES = [" ", " ", " ", "  ", "\n", "\n\n", "\r\n", "\t", "\u00a0", "\u200b", "\x00", "\ud800", "😀", "e\u0301"]
PIECES = st.sampled_from([*WORDS.split(), *MARKS.split(), *SPACES])


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join), st.booleans())
def test_only_white_space_changes_and_once_is_enough(text: str, glued: bool) -> None:
    text = f"{GLUED}\n{text}" if glued else text
    cleaned = CLEANER.clean(text)
    assert "".join(cleaned.split()) == "".join(text.split())
    assert CLEANER.clean(cleaned) == cleaned


@pytest.mark.parametrize("piece", ["Ab", "A", "a1", ".", '"a" ', "( a ", "a  b ", "“", ", ", "x)", f"{'a' * 45}.The "])
def test_long_lines_take_linear_time(piece: str) -> None:
    with costs_at_most(250):
        CLEANER.clean(piece * (200_000 // len(piece)))


def test_looking_for_a_word_in_a_long_run_of_its_letters_takes_linear_time() -> None:
    CLEANER.clean("The guards of the PLAthe army were seen here. " + "PLA" * 60_000)


def test_clean_text_imports_no_word_list() -> None:
    code = (
        "import sys; from cleanup import Cleaner; Cleaner(select=['SP']).clean('The ferry left at six.\\n\\nNobody minded.');"
        "sys.exit('wordfreq' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_bytes_of_another_encoding_are_left_alone() -> None:
    """Half repaired, half split, a text like this found something new to mend in every round."""
    sentence = "码头的老人说，渡轮星期二回来，岛上的学校要放假一天，大家都很高兴。"
    garbled = " ".join(sentence[cut:].encode("gb18030").decode("latin-1") for cut in range(12))
    result = Cleaner().explain(garbled)
    assert not result.remarks
    assert not any(finding.code.startswith("SP1") for finding in result.findings)


LIKELY = (
    f"{WORDS} YouTube Mc Call ia De ofthe NATO(Quay) :word =SUM(A [1] {{grep}}ed Micro$oft com.tide.gauge.Type кІэ {MARKS} “ ”"
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from([*LIKELY.split(), " ", " ", "\n"]), max_size=30).map("".join),
    st.sampled_from(["en", "de", "fr", ""]),
)
@example("…The", "en")
@example("US\nNATO(Quay) the", "en")
def test_the_gaps_that_are_left_out_decide_nothing(line: str, language: str) -> None:
    for text in (line, f"{GLUED} {line}", f"{line} {GLUED} {GLUED.replace('.', '.“')}"):
        stretches = places(Document(text)).gaps
        found = [each for each in candidates(text, stretches) if not is_spared(each)]
        evidence = Evidence(text, found, lexicon(language), language)
        doubts = [Doubt(each, model().score(each.kind, signs(each))) for each in found]
        for each, doubt in zip(found, doubts, strict=True):
            told = of_gap(each, evidence)
            added = {*told[len(signs(each)) :]}
            ways = groups_of_two(shape(each.left), shape(each.right))
            (of_two,) = (way for way in ways if all(len(added.intersection(group)) == 1 for group in way))
            known = [*of_two, *groups(each.kind, is_bare(each), quote(each))]
            assert added <= {*chain(*known)}
            assert all(len(added.intersection(group)) <= 1 for group in known)
            assert upper_bounds().highest(doubt) >= model().score(each.kind, told)
            assert upper_bounds().highest(doubt, evidence) >= model().score(each.kind, told)
        undecided = upper_bounds().undecided(doubts, AtomCounts(text))
        worth = [each for each in upper_bounds().worth(text, stretches) if not is_spared(each.candidate)]
        assert set(worth) <= set(doubts)
        less = Evidence(text, [each.candidate for each in worth], lexicon(language), language)
        assert judge(upper_bounds().undecided(worth, AtomCounts(text)), less, model()) == judge(undecided, evidence, model())
        repaired, sure = judge(doubts, evidence, model())
        assert judge(undecided, evidence, model()) == (repaired, sure) or not (undecided or repaired or len(sure) >= GATE)


NEAR_GAPS = st.lists(
    st.sampled_from([*"abAB59 .,:;!)”\"«»(“–—’'%•éÉżŻ£µ©¿¡\\x™\u2028\x85\x93…?/_wr", "http://", "www.", "pic.twitter.com"]),
    max_size=8,
).map("".join)


@settings(max_examples=500)
@given(NEAR_GAPS)
def test_no_gap_stands_outside_the_places_looked_at(line: str) -> None:
    found = [match.span() for match in gap("").finditer(line)]
    assert [match.span() for match in gap(repertoire(line)).finditer(line)] == found
    for text in (line, line + " żółw" * 30):  # of the second, another alphabet, a pattern tells the places
        seen = places(Document(text)).gaps
        for pattern in (gap(""), LINK):
            found = [match.span() for start, end in seen for match in pattern.finditer(text, start, end)]
            assert found == [match.span() for match in pattern.finditer(text)]


@settings(max_examples=300)
@given(st.text(st.sampled_from("abABéÉ .’1"), max_size=25))
def test_an_atom_is_counted_as_the_whole_text_would_be(text: str) -> None:
    counts = vocabulary(text)
    wanted = {*counts, *(text[start : start + 3] for start in range(len(text)))}
    counted = {atom: min(3, counts[atom]) for atom in wanted}
    evidence, many = Evidence(text, [], lexicon("en"), "en"), AtomCounts(text)
    assert {atom: evidence.seen(atom) for atom in wanted} == counted
    for number in range(200):  # so many that all atoms are counted
        many.seen("N" + number * "o")
    assert {atom: many.seen(atom) for atom in wanted} == counted


def test_many_names_in_a_long_text_take_time_in_proportion_to_it() -> None:
    letters = [chr(ord("a") + number) for number in range(26)]
    names = [f"{letters[n % 26]}{letters[n // 26 % 26]}lo{letters[n // 676 % 26]}".title() for n in range(40_000)]
    text = "\n\n".join(f"At the {n}. meeting {one}{other} spoke until noon." for n, (one, other) in enumerate(pairwise(names)))
    with costs_at_most(300):
        CLEANER.explain(text)


def test_words_of_another_language_are_not_parted() -> None:
    italian = " Il tasto normali contrasto panoramica scorciatoia finestre notturno scrivania cartelle modificare tastiera."
    assert CLEANER.clean(GLUED + italian) == REPAIRED + italian


@pytest.mark.parametrize(("language", "word"), [("da", "indfinder"), ("da", "virkeliggøre"), ("tr", "donun"), ("ro", "zidar")])
def test_a_word_that_only_a_long_list_would_hold_is_not_parted(language: str, word: str) -> None:
    """These languages have no long list: a word that no list holds may be any that is used less than once in 1,000,000."""
    assert cut(word, lexicon(language)) is None


def test_words_of_every_sentence_are_parted_where_there_is_no_long_list() -> None:
    found = cut("atdet", lexicon("da"))
    assert found is not None
    assert found.is_plain

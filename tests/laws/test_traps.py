"""Texts built to unsettle: each makes one stage's work the next one's evidence. The laws must hold for them all."""

from __future__ import annotations

import pytest

from cleanup import Cleaner
from cleanup.pipeline.examples import PROSE
from tests.laws.corpus_laws import Item, check

TITLE = "Harbour bridge closes for three weeks of repairs"
ARTICLE = "\n\n".join(PROSE)
FORM = ("Leave a Reply", "Your email address will not be published.")
MENU = (
    "Home",
    "News",
    "Sport",
    "Business",
    "Opinion",
    "Weather",
    "Contact",
    "Subscribe",
    "Log in",
    "Search",
    "Privacy Policy",
    "Jobs",
)


def spoiled(text: str, times: int) -> str:
    """UTF-8 read as Latin-1, so many times."""
    return spoiled(text.encode("utf-8").decode("latin-1"), times - 1) if times else text


TRAPS = {
    "a removal takes the < that kept entities escaped": f"{ARTICLE}\n\nTea &amp; cake isn&#8217;t dear.\n\n< Share on Facebook\n",
    "a tag stands in the boilerplate below entities": f"{ARTICLE}\n\nTea &amp;amp; cake.\n\n<p>Share</p>\n\nLeave a Reply",
    "glue hides boilerplate": f"{ARTICLE}\n\nHe went home.Leave aReply\n\nYour email addresswill not be published.",
    "glue hides a headline": f"{TITLE}\n\nHarbour bridgecloses for three weeks of repairs\n\n{ARTICLE}",
    "mojibake hides a headline": f"The café’s last day\nThe cafÃ©â€™s last day\n\n{ARTICLE}",
    "mojibake twice hides a headline": f"The café is closed for good\nThe cafÃƒÂ© is closed for good\n\n{ARTICLE}",
    "entities hide a repeated paragraph": f"{PROSE[0]} Tea & cake.\n\n{PROSE[0]} Tea &amp; cake.\n\n{ARTICLE}",
    "headlines in a row, each a little other": f"{TITLE}\n{TITLE} |\n{TITLE}!\n{TITLE} - The Post\n{TITLE}, again\n\n{ARTICLE}",
    "many headlines glued in a row": f"{TITLE}\n\n{TITLE * 9}{ARTICLE}",
    "headlines glued with signs in between": f"{TITLE}\n\n" + f"{TITLE} | " * 7 + ARTICLE,
    "the first lines all stand twice": "".join(f"Line number {n} of the head\n" * 2 for n in "abcdef") + f"\n{ARTICLE}",
    "a tail of furniture, line behind line": f"{ARTICLE}\n\n"
    + "\n\n".join(("Share this:", "Read more", "Print", "Email", "Like this:") * 3),
    "furniture inside furniture": f"{ARTICLE}\n\nLeave a Reply\n\nRelated articles\n\nHens\n\nLeave a Reply\n\nShare this:",
    "a raw page that looks extracted once clean": "\n".join(MENU) + f"\n\n{ARTICLE}\n\n" + "\n".join(MENU[6:]),
    "a raw page whose article is a list": "\n".join(MENU)
    + "\n\n"
    + "\n".join(f"{n}. Hill Runners {n} points" for n in range(30)),
    "a page in another language than its navigation": "\n".join(MENU)
    + "\n\nDer Hafen ist zu.\n\nDie Fähre fährt nicht.\n\n"
    + "\n".join(MENU),
    "runs repeated inside repeated runs": "\n\n".join((*PROSE[:2], *PROSE[:2], *PROSE[:3], *PROSE[:2], *PROSE, *PROSE)),
    "nearly the same paragraph again and again": "\n\n".join(
        PROSE[0].replace("six", word) for word in ("six", "six ", "six,", "SIX", "sıx")
    ),
    "a paragraph that is another one's beginning": f"{PROSE[0]}\n\n{PROSE[0]} {PROSE[1]}\n\n{PROSE[0]} {PROSE[1]} {PROSE[2]}",
    "everything on one line": " ".join((TITLE, TITLE, *PROSE, *FORM)),
    "everything on one line without spaces": "".join((TITLE, TITLE, *PROSE, *FORM)),
    "invisible characters in furniture": f"{ARTICLE}\n\nLeave\u200b a\u00a0Reply\n\n\ufeffRequired fields are mar\u00adked *",
    "blank lines that are not blank": f"{TITLE}\n\u200b\n{TITLE}\n\u00a0\n{ARTICLE}\n\u2060\n\ufeff\n",
    "white space that is left when a line goes": f"{ARTICLE}\n \n\t\nLeave a Reply\n \n\u00a0\n",
    "CRLF and LF mixed around what goes": f"{TITLE}\r\n{TITLE}\n\r\n{ARTICLE}\r\n\nLeave a Reply\r\n",
    "lone carriage returns": f"{TITLE}\r{TITLE}\r\r{ARTICLE}\rLeave a Reply\r",
    "surrogates that pair once something between goes": f"{ARTICLE}\n\n\ud83d\u200b\ude00 and \ud83d&amp;\ude00",
    "an entity that makes an entity": f"{ARTICLE}\n\n&amp;amp;amp;amp;amp;amp; and &amp;lt;br&amp;gt;",
    "mojibake that makes mojibake": f"{ARTICLE}\n\n" + spoiled("é", 3),
    "spaces before punctuation before spaces": f"{ARTICLE}\n\nIt was , he said , , late . . . And ,then ,was not .Or was it?No.",
    "words glued to glued words": f"{ARTICLE}\n\nThe end ofthelast day ofthePLAthe army, theend.Then theysaid:No.Or yes,no",
    "a ligature glued to a link": "ﬁhttps://example.org/a?b=c",
    "nothing but furniture": "Leave a Reply\n\nYour email address will not be published.\n\nShare this:\n\nAdvertisement",
    "nothing but the headline": f"{TITLE}\n\n{TITLE}\n\n{TITLE}",
    "a prose paragraph and ten times as much furniture": PROSE[0]
    + "\n\nRead more: another story of the harbour and its bridges" * 30,
}


@pytest.mark.parametrize("name", TRAPS)
@pytest.mark.parametrize("title", [TITLE, None])
def test_the_laws_hold_in_spite_of(name: str, title: str | None) -> None:
    outcome = check(Item(name, TRAPS[name], title))
    assert not outcome.failures, "\n".join(map(str, outcome.failures))


@pytest.mark.parametrize("name", TRAPS)
def test_each_family_alone_settles_in_spite_of(name: str) -> None:
    for family in ("EN", "HL", "BP", "RP", "SP", "LY"):
        cleaner = Cleaner(select=[family], ignore=["GU"], extend_select=["GU102"], unsafe=True)
        result = cleaner.explain(TRAPS[name], title=TITLE)
        assert [remark.code for remark in result.remarks] == [], family
        assert cleaner.clean(result.text, title=TITLE) == result.text, family
        assert result.undo() == TRAPS[name]

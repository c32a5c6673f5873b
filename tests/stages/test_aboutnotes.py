"""Notes about who wrote and who publishes: told by a name the article does not know, and by the name of the site."""

from __future__ import annotations

import pytest

from cleanup import Cleaner

BODY = Cleaner(select=["BP739", "BP540"], keep="body")
ARTICLE = "\n\n".join(
    (
        "The night ferry to Orsa sails again, and the queue on the quay was longer than the harbour office had hoped for.",
        "For two winters the islanders had crossed in the mail boat, when it crossed at all, and the ferry lay at the quay.",
        "The second boat is to follow in spring, once the pier on the smaller island has been mended and lit once more.",
    )
)


@pytest.mark.parametrize(
    "note",
    [
        "Mara Lind is a marine biologist in Halden.",
        "*Mara Lind, 41, is the author of “The Wet Year”, a history of the islands and of those who left them for good.*",
        "Mara Lind and Jon Aas are senior fellows of the Institute for Island Affairs.",
        "Jon Aas van der Meer is redacteur van de havenkrant.",
        "Die Autorin ist Meeresbiologin in Halden.",
        "Mara Lind ist freie Journalistin und lebt auf der Insel.",
        "Mara Lind est journaliste au Port.",
        "Mara Lind es periodista.",
        "Mara Lind è giornalista.",
        "Mara Lind jest dziennikarką.",
        "Jon Aas is a captain.\n\nMara Lind is a marine biologist in Halden.",
        "The Halden Weekly is one of the oldest newspapers of the coast.",
        "Halden Weekly ist die älteste Zeitung der Küste und erscheint auf allen Inseln.",
    ],
)
def test_notes_below_an_article_go(note: str) -> None:
    assert BODY.clean(f"{ARTICLE}\n\n{note}", url="https://news.haldenweekly.co.uk/ferry") == ARTICLE


@pytest.mark.parametrize(
    "last",
    [
        "Mara Lind was a marine biologist in Halden.",
        "The Ferry is a boat that nobody on the island had believed in.",
        "But Mara is a friend of the captain.",
        "Orsa Island is the largest of them.",
        "Mara Lind is leaving on Monday.",
        "Tarn Metal and Sund Boats Inc are the main owners of the pier.",
        "Sund Wadden, at the mouth of the river, is the site of the main lighthouse.",
        "Tarn Metal is a Halden-based producer of bells.",
        "The Orsa News is one of the oldest newspapers of the coast.",
        "Mara Lind is a biologist.\n\nShe left the island when she was nine and came back for one summer, she says now.",
    ],
)
def test_other_last_paragraphs_stay(last: str) -> None:
    assert BODY.clean(text := f"{ARTICLE}\n\n{last}", url="https://news.haldenweekly.co.uk/ferry") == text


def test_whoever_stands_in_the_article_or_its_title_stays() -> None:
    note = "Mara Lind is a marine biologist in Halden."
    for text, title in ((f"{ARTICLE} So says Lind.\n\n{note}", None), (f"{ARTICLE}\n\n{note}", "Lind and the ferry")):
        assert BODY.clean(text, title=title) == text
    assert BODY.clean(f"By Mara Lind\n\n{ARTICLE}\n\n{note}") == f"By Mara Lind\n\n{ARTICLE}"


def test_a_list_of_people_stays() -> None:
    people = "\n\n".join(
        f"{name} is a captain, and has been on board for most of her life." for name in ("Mara Lind", "Ida Aas", "Liv Moe")
    )
    text = f"{ARTICLE}\n\n{people}\n\n{ARTICLE}\n\nJon Berg is a captain."
    assert BODY.clean(text) == text


def test_a_short_text_and_the_article_with_its_notes_stay() -> None:
    note = "Mara Lind is a marine biologist in Halden."
    short = f"{ARTICLE[: ARTICLE.rindex(chr(10))].strip()}\n\n{note}"
    assert BODY.clean(short) == short
    assert Cleaner(select=["BP739"]).clean(f"{ARTICLE}\n\n{note}") == f"{ARTICLE}\n\n{note}"

"""Texts and changes for laws to hold on: article-like lines of our own, text that breaks naive code, random edits of it."""

from __future__ import annotations

from hypothesis import strategies as st

from cleanup.text.changeset import ChangeSet
from cleanup.text.edit import Edit, Reason

HEADLINES = (
    "Harbour town opens its longest pier after nine years",
    "Council votes to keep the night buses running",
    "Rain ends the driest spring in four decades",
    "Why the old cinema on Mill Street will not close",
    "Three schools share a prize for their gardens",
    "Stadt eröffnet neues Hallenbad nach langem Streit",
    "Le marché couvert rouvre ses portes samedi matin",
    "El puente viejo vuelve a abrirse al tráfico",
)

PROSE = (
    "The first ferry of the season left the harbour shortly before seven on Monday morning.",
    "Fewer than two hundred people live on the island in winter, and most of them fish or mend boats.",
    "“We counted every plank twice,” said the engineer, who has worked on the pier since it was a drawing.",
    "The council had set aside four million for the work; in the end it cost a little more than five.",
    "Shopkeepers along the front say they expect a better summer than the last one.",
    "It was, as the mayor put it, “a long wait for a short walk”.",
    "Nobody at the meeting spoke against the plan, although some asked who would sweep the steps.",
    "On the far side of the bay the lighthouse keeper hung out a flag to greet the first passengers.",
    "Engineers drove the last of 312 steel piles in March, two weeks before the spring tide.",
    "A spokesman for the port authority declined to say when the second stage would begin.",
    "The bakery at No. 14 sold out of rolls by half past eight, its owner said with some pride.",
    "Children from the primary school had painted the railings in eleven different colours.",
    "Storms in 2014 and 2018 had torn away so much of the old deck that it was closed for good.",
    "Der Bürgermeister sprach von einem guten Tag für die ganze Stadt und ihre Gäste.",
    "Les habitants attendaient cette ouverture depuis plusieurs années, disent-ils.",
    "Los vecinos celebraron la noticia con música y una comida en la plaza mayor.",
    "She told the radio station that she had followed him on the air for thirty years.",
    "The students log in each day at nine and read more than they used to, their teacher found.",
    "He wrote on Facebook that the comment had been meant as a joke.",
    "Prices start at 3.50 for a day ticket and rise to 42 for the season.",
)

BOILERPLATE = (
    "Leave a Reply",
    "Your email address will not be published.",
    "Required fields are marked *",
    "Share this:",
    "Share on Facebook",
    "Follow us on Twitter",
    "Sign up for our newsletter",
    "Advertisement",
    "Read more",
    "Related articles",
    "Photo: Harbour Gazette",
    "All rights reserved.",
    "Skip to main content",
    "Home » News » Local",
)

LISTS = (
    "* flour, 500 g",
    "* two eggs",
    "- a pinch of salt",
    "1. Hill Runners 31 points",
    "2. Bay Rovers 28 points",
    "Mon 9:00 - 17:00",
    "LONDON",
    "* * *",
)

LINES = HEADLINES + PROSE + BOILERPLATE + LISTS

HOSTILE = (
    *("\r", "\r\n", "\n", "\n\n", " \n", "\0", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c"),
    *("\ufeff", "\u200b", "\u200d", "\u2060", "\u00a0", "\u3000", "\u00ad", "\u202e", "\u200f"),
    *("\ud800", "\udfff", "\udc80", "\udcff", "\ud83d", "\U0001f600", "\U0001f468\u200d\U0001f469", "\U00020000", "\U0010ffff"),
    *("e\u0301", "\u0301", "ǆ", "ß", "İ", "ﬁ", "שלום", "مرحبا", "你好。", "ありがとう", "Ã©", "â€™", "Ã¢â‚¬â„¢"),
    *("&amp;", "&lt;b&gt;", "&#8217;", "&amp;amp;", "<", "<p>", "</div>"),
    *("PLAthe", "ties.Defense", " ,", "[…]", "https://example.org/a?b=c"),
)

SEPARATORS = ("\n\n", "\n", "\n\n\n", "\r\n\r\n", "\n \n", "", " ")

reasons = st.builds(
    lambda code, certainty: (Reason(code, "toy", "for the test", certainty),),
    st.sampled_from(("SP901", "RP901", "BP901")),
    st.sampled_from((0.5, 0.8, 1.0)),
)


def hostile_text(max_size: int = 30) -> st.SearchStrategy[str]:
    """Any code points at all, lone surrogates too, and pieces that are known to break things."""
    anything = st.characters(exclude_categories=())
    return st.lists(st.sampled_from(HOSTILE) | anything | st.sampled_from(" \nabcX.,"), max_size=max_size).map("".join)


@st.composite
def articles(draw: st.DrawFn, max_lines: int = 14) -> str:
    """Lines of prose, headlines, furniture and lists in any order, some of them twice, some of them with something odd inside."""
    lines = draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=max_lines))
    text = ""
    for line in lines:
        if draw(st.integers(0, 9)) == 0:
            cut = draw(st.integers(0, len(line)))
            line = line[:cut] + draw(st.sampled_from(HOSTILE)) + line[cut:]
        text += line + draw(st.sampled_from(SEPARATORS[:2] * 3 + SEPARATORS))
    return text


texts = hostile_text() | articles(max_lines=5)


@st.composite
def changes(draw: st.DrawFn, text: str, max_edits: int = 6) -> ChangeSet:
    """A change set for `text`: insertions, removals, replacements; many of them touch."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=2 * max_edits)))
    edits = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        new = draw(st.sampled_from(("", " ", "\n", "x", "new", "\U0001f600")) | hostile_text(4))
        edits.append(Edit(start, text[start:end], new, draw(reasons)))
    return ChangeSet.of(text, edits)


@st.composite
def histories(draw: st.DrawFn, steps: int = 3) -> tuple[str, list[ChangeSet]]:
    """A text, and change sets made for it one after the other."""
    text = draw(texts)
    trail, current = [], text
    for _ in range(steps):
        trail.append(draw(changes(current)))
        current = trail[-1].apply(current)
    return text, trail

"""Makes a clean text dirty the way scrapers do, several kinds of dirt at once; a seed decides, and nothing else.

What comes out has no known clean form: it is for laws (undo, settling, determinism), not for measuring quality.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from html import escape

Dirt = Callable[[random.Random, str, str], str]

COMMENTS = (
    "Leave a Reply",
    "Your email address will not be published. Required fields are marked *",
    "Comment *",
    "Name *",
    "Email *",
    "Website",
    "Save my name, email, and website in this browser for the next time I comment.",
)
SHARING = (
    "Share this:",
    "Share on Facebook",
    "Share on Twitter",
    "Email this article",
    "Print",
    "Facebook",
    "WhatsApp",
    "Like this:",
)
FRAME = (
    "Home",
    "News",
    "Sport",
    "Business",
    "Opinion",
    "Contact",
    "Privacy Policy",
    "Subscribe",
    "Log in",
    "Menu",
    "Search",
    "Weather",
)
STRAY = (
    "Advertisement",
    "ADVERTISEMENT",
    "Story continues below",
    "Read more",
    "Photo: The Harbour Post",
    "Sign up for our newsletter",
)
INVISIBLE = ("\u200b", "\ufeff", "\u00ad", "\u2060", "\u200d", "\u200e")

# What Windows-1252 leaves undefined, careless decoders read as Latin-1.
CP1252 = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}


def dirty(text: str, title: str | None, seed: int) -> str:
    """`text` with two to five kinds of dirt. The same arguments give the same text."""
    draw = random.Random(seed)
    title = title or text.strip().split("\n")[0][:80] or "Harbour bridge closes for repairs"
    chosen = set(draw.sample(sorted(DIRT), draw.randint(2, 5)))
    for name, make in DIRT.items():
        if name in chosen:
            text = make(draw, text, title)
    return text


def _paragraphs(text: str) -> list[str]:
    return re.split(r"\n\s*\n", text) if "\n\n" in text else text.split("\n")


def _join(draw: random.Random, paragraphs: list[str]) -> str:
    return draw.choice(("\n\n", "\n\n", "\n")).join(paragraphs)


def headline_repeated(draw: random.Random, text: str, title: str) -> str:
    return draw.choice(("\n", "\n\n")).join([title] * draw.randint(1, 3)) + "\n\n" + text


def headline_glued(draw: random.Random, text: str, title: str) -> str:
    return title + draw.choice(("\n\n", "\n")) + title + draw.choice(("", " ", ". ")) + text.lstrip()


def headline_later(draw: random.Random, text: str, title: str) -> str:
    paragraphs = _paragraphs(text)
    paragraphs.insert(draw.randint(0, len(paragraphs)), draw.choice((title, title.upper(), f"{title} | The Harbour Post")))
    return _join(draw, paragraphs)


def comment_form(draw: random.Random, text: str, title: str) -> str:
    lines = COMMENTS[: draw.randint(1, len(COMMENTS))]
    return text.rstrip() + draw.choice(("\n\n", "\n", "")) + draw.choice(("\n\n", "\n", "")).join(lines) + draw.choice(("", "\n"))


def share_bar(draw: random.Random, text: str, title: str) -> str:
    bar = draw.choice(("\n", "\n\n", " ", "")).join(draw.sample(SHARING, draw.randint(1, 6)))
    return draw.choice((bar + "\n\n" + text, text.rstrip() + "\n\n" + bar + "\n"))


def page_frame(draw: random.Random, text: str, title: str) -> str:
    head, foot = draw.sample(FRAME, len(FRAME)), draw.sample(FRAME, draw.randint(1, 6))
    return "\n".join(head) + "\n\n" + text.rstrip() + "\n\n" + "\n".join(foot) + "\n"


def stray_lines(draw: random.Random, text: str, title: str) -> str:
    paragraphs = _paragraphs(text)
    for _ in range(draw.randint(1, 3)):
        paragraphs.insert(draw.randint(0, len(paragraphs)), draw.choice(STRAY))
    return _join(draw, paragraphs)


def repeated_paragraphs(draw: random.Random, text: str, title: str) -> str:
    paragraphs = _paragraphs(text)
    for _ in range(draw.randint(1, 3)):
        at = draw.randrange(len(paragraphs))
        run = paragraphs[at : at + draw.randint(1, 3)]
        to = draw.choice((at, at + len(run), draw.randint(0, len(paragraphs))))
        paragraphs[to:to] = [draw.choice((each, each, each.rstrip(". "), each.upper())) for each in run]
    return _join(draw, paragraphs)


def glue_blocks(draw: random.Random, text: str, title: str) -> str:
    """As from `get_text("")`: some line breaks are lost."""
    share = draw.choice((0.1, 0.5, 1.0))
    return re.sub(r"\n+", lambda match: "" if draw.random() < share else match[0], text)


def glue_words(draw: random.Random, text: str, title: str) -> str:
    """As from `get_text(strip=True)`: spaces beside inline tags are lost."""
    share = draw.choice((0.002, 0.01, 0.05))
    return re.sub(r"(?<=\S) (?=\S)", lambda match: "" if draw.random() < share else match[0], text)


def loose_spaces(draw: random.Random, text: str, title: str) -> str:
    """As from `get_text(" ")`: spaces beside inline tags, and before what follows them."""
    return re.sub(r"(?<=\w)(?=[,.;:!?)])", lambda match: " " if draw.random() < 0.05 else "", text)


def entities(draw: random.Random, text: str, title: str) -> str:
    """Escaped once or twice, apostrophes as numbers, in all lines or some."""
    twice, share = draw.random() < 0.3, draw.choice((0.2, 1.0))

    def spoil(line: str) -> str:
        if draw.random() >= share:
            return line
        line = escape(line).replace("’", "&#8217;").replace("—", "&mdash;")
        return escape(line) if twice else line

    return "\n".join(map(spoil, (text + "\n“Tea & cake” cost 3 < 4, isn’t that so?").split("\n")))


def markup(draw: random.Random, text: str, title: str) -> str:
    at = draw.randint(0, len(text))
    return text[:at] + draw.choice(("<", "<b>", "</p>", "<br/>", "<a href='x'>", "a < b", '<div class="ad">', "-->")) + text[at:]


def mojibake(draw: random.Random, text: str, title: str) -> str:
    """UTF-8 read as Windows-1252 or Latin-1, once or twice, in the whole text or one paragraph of it."""
    table = draw.choice((CP1252, CP1252, {}))

    def spoil(part: str) -> str:
        for _ in range(draw.choice((1, 1, 2))):
            part = part.encode("utf-8", "surrogatepass").decode("latin-1").translate(table)
        return part

    text += draw.choice(("", "\n\nDie Gäste zahlten 5 € – für “nichts”, sagt die Chefin des Cafés."))
    if draw.random() < 0.5:
        return spoil(text)
    paragraphs = text.split("\n")
    at = draw.randrange(len(paragraphs))
    paragraphs[at] = spoil(paragraphs[at])
    return "\n".join(paragraphs)


def invisible(draw: random.Random, text: str, title: str) -> str:
    for _ in range(draw.randint(1, 8)):
        at = draw.randint(0, len(text))
        text = text[:at] + draw.choice(INVISIBLE) + text[at:]
    return text


def no_break_spaces(draw: random.Random, text: str, title: str) -> str:
    return re.sub(" ", lambda match: draw.choice("\u00a0\u2009\u3000\t") if draw.random() < 0.02 else " ", text)


def trailing_blanks(draw: random.Random, text: str, title: str) -> str:
    blanks = (" ", "\t", "  \t ", "\u00a0")
    text = re.sub(r"(?<=.)$", lambda match: draw.choice(blanks) if draw.random() < 0.3 else "", text, flags=re.MULTILINE)
    return text + "\n" * draw.randint(0, 4)


def blank_lines(draw: random.Random, text: str, title: str) -> str:
    return re.sub(r"\n", lambda match: draw.choice(("\n\n\n\n", "\n \n")) if draw.random() < 0.1 else "\n", text)


def odd_characters(draw: random.Random, text: str, title: str) -> str:
    odd = (
        "\0",
        "\r",
        "\u2028",
        "\x85",
        "\x0c",
        "\x1b[31m",
        "\ud83d",
        "\udc80",
        "e\u0301",
        "\U0001f468\u200d\U0001f469",
        "\u202e",
        "ﬁ",
    )
    for _ in range(draw.randint(1, 4)):
        at = draw.randint(0, len(text))
        text = text[:at] + draw.choice(odd) + text[at:]
    return text


def carriage_returns(draw: random.Random, text: str, title: str) -> str:
    return text.replace("\n", "\r\n") if draw.random() < 0.8 else text.replace("\n", "\r\n", text.count("\n") // 2)


def byte_order_mark(draw: random.Random, text: str, title: str) -> str:
    return "\ufeff" + text


DIRT: dict[str, Dirt] = {
    make.__name__: make
    for make in (
        *(
            headline_repeated,
            headline_glued,
            headline_later,
            stray_lines,
            repeated_paragraphs,
            comment_form,
            share_bar,
            page_frame,
        ),
        *(glue_blocks, glue_words, loose_spaces, entities, markup, mojibake, invisible, no_break_spaces, trailing_blanks),
        *(blank_lines, odd_characters, carriage_returns, byte_order_mark),
    )
}
"""In the order in which they happen to a text: what the page adds, what its extraction loses, what its bytes suffer."""

"""Who wrote the article and who publishes it, in a paragraph below it that is too free for a pattern.

A note about the author begins with a name that the article does not know: whoever matters to an article stands in it before its
last paragraph. A note about the publisher begins with the name of the site, which its address tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from cleanup.corpus.site import name_in_address
from cleanup.rules.company import is_paragraph
from cleanup.rules.hit import Hit
from cleanup.rules.rule import Rule
from cleanup.text.document import Document
from cleanup.text.fold import fold
from cleanup.text.language import CAPITALS, COMMON
from cleanup.text.lazy import Lazy

AUTHOR, PUBLISHER = "BP739", "BP540"

_MOST_NOTES = 4
"""Paragraphs at the end that may be notes."""

_FEWEST_PARAGRAPHS = 3
"""Paragraphs of prose of the shortest article that a note is known below."""

_FEWEST_ALIKE = 2
"""Paragraphs that say what somebody is, from which the article is a list of people."""

_LONGEST = 900
"""Code points of the longest note."""

_SHORTEST_NAME = 3
"""Letters of the shortest name of a site that tells anything."""

_NAME = rf"[{CAPITALS}][\w.'’-]*"
_TRADE = (
    r"(?:is|are) (?:an?|the|one|currently|also|(?:co-?)?founders?|authors?|editors?|professors?|senior|chief|directors?)"
    r"|(?:ist|sind) (?:(?:seit \w+ \d{4}|freie[rs]?|leitende[rs]?) )?"
    r"(?:head|vorstand|gründer|\w{3,}(?:in|er|ist|ent|or|eur)(?:n?en)?)"
    r"|est (?:une?|la|le|journaliste|auteure?|professeure?|cherche\w+|direct\w+)"
    r"|es (?:una?|el|la|periodista|escritora?|profesora?|autora?|director\w*|licenciad\w+)"
    r"|è (?:una?|il|la|giornalista|autore|autrice|docente|professor\w*)"
    r"|é (?:uma?|o|a|jornalista|escritora?|professora?|autora?|colunista)"
    r"|is (?:een|de|redacteur|hoogleraar|schrijver)"
    r"|jest (?:dziennikar\w+|autor\w*|redaktor\w*|profesor\w*|publicyst\w+)"
    r"|je (?:novinář\w*|redaktor\w*|autor\w*|spisovatel\w*)"
)
"""What somebody is, in the words of such notes. What somebody was may be the end of a story."""

_BUSINESS = (
    r"(?:is|are) (?:an?|the|one|headquartered|based|committed|dedicated|listed)|was founded"
    r"|(?:ist|sind) (?:eine?r?|der|die|das|teil)|wurde \d{4} gegründet|hat (?:ihren|seinen) sitz"
    r"|(?:est|sont) (?:une?|la|le|les)|(?:es|son) (?:una?|el|la|los|las)|(?:è|sono) (?:una?|il|la|i|le)"
    r"|(?:é|são) (?:uma?|o|a|os|as)|is (?:een|de|het)|jest|je"
)
"""What a publisher is."""

_BETWEEN = r"(?:,[^,.]{2,160},| \([^()]{2,40}\))? "
_AUTHOR = r"(?:die|der|the|el|la|o|de|l['’]) ?(?:author|writer|autor(?:in)?|autora|auteure?|autore|autrice)"
_PARTICLE = r"(?:(?:de|van|von|van der|van den|von der|di|da|del|al|la) )?"
_PEOPLE = rf"{_NAME} {_PARTICLE}{_NAME}(?: {_PARTICLE}{_NAME}|,? (?:and|und|et|y|e) {_NAME}){{0,5}}"
_PERSON = Lazy(rf"(?:(?P<author>(?i:{_AUTHOR}))|(?P<name>{_PEOPLE})){_BETWEEN}(?i:{_TRADE})\b")
_COMPANY = Lazy(rf"(?P<name>[^\s,:(]+(?: [^\s,:(]+){{0,4}}?){_BETWEEN}(?i:{_BUSINESS})\b")
_FIRM = Lazy(r"\b(?:Inc|Corp|Ltd|Co|[Pp]lc|PLC|AG|GmbH|SA|NV|Bank|Group|Holdings?)\Z")
_THING = Lazy(
    r" (?:[\w'’]+[ -]){0,4}(?:site|capital|producer|maker|manufacturer|supplier|exporter|subsidiary|unit)s? (?:of|for|in|and)\b"
)
"""How a company is called, and what companies and places are said to be: both end dispatches of a wire service."""

_LEAD = "*_—–-•  \t"
_ARTICLES = ("the", "die", "der", "das", "le", "la", "les", "el", "il", "de", "het", "o")


def about_notes(document: Document, hits: Iterable[Hit], rules: Mapping[str, Rule]) -> Iterator[Hit]:
    """The notes at the end of a document, as hits of those of the `rules` that may act. `hits` are lines that others name."""
    author, publisher = rules.get(AUTHOR), rules.get(PUBLISHER)
    if not author and not publisher:
        return
    named = {hit.line for hit in hits}
    site = name_in_address(document.url) if publisher else ""
    last = (line for line in reversed(document.filled) if line not in named and document.folds[line])
    for line in islice(last, _MOST_NOTES):
        text = document.texts[line].strip(_LEAD)
        rule = None
        if len(text) <= _LONGEST:
            if publisher and len(site) >= _SHORTEST_NAME and _is_of(text, site):
                rule = publisher
            elif author and (match := _PERSON.match(text)) and _is_new(match, document, line):
                rule = author
        if rule and _has_article(document, line):
            yield Hit(line, rule, rule.name)
        elif is_paragraph(text):
            return


def _is_of(text: str, site: str) -> bool:
    """Whether a paragraph says what the site is."""
    match = _COMPANY.match(text)
    name = fold(match["name"]) if match else ""
    return name == site or any(name == article + site or article + name == site for article in _ARTICLES)


def _has_article(document: Document, line: int) -> bool:
    """Whether enough paragraphs of prose stand above a line."""
    above = (document.texts[each] for each in document.filled if each < line)
    return len([*islice(filter(is_paragraph, above), _FEWEST_PARAGRAPHS)]) == _FEWEST_PARAGRAPHS


def _is_new(match: re.Match[str], document: Document, line: int) -> bool:
    """Whether nothing in the article knows that name, and it does not say of one after the other what they are."""
    if match["name"] and (_FIRM.search(match["name"]) or _THING.match(match.string, match.end())):
        return False
    *first, last = (match["name"] or match["author"]).split()
    if match["name"] and first[0].lower() in COMMON:
        return False
    above = [document.texts[each] for each in document.filled if each < line]
    begin = next((place for place, text in enumerate(above) if is_paragraph(text)), 0)  # above it may stand who wrote it
    known = re.compile(rf"\b{re.escape(last)}\b", re.IGNORECASE)
    if any(map(known.search, above[begin:])) or (document.title and known.search(document.title)):
        return False
    alike = [text for text in above[begin:-_MOST_NOTES] if _PERSON.match(text.strip(_LEAD))]
    return len(alike) < _FEWEST_ALIKE

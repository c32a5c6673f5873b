"""Whether a line that repeats on a site belongs to the site or to its articles, as its words and its length tell.

Section names, bylines and stock sentences of news repeat as well: a line that could be one of them stays.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cleanup.text.fold import fold
from cleanup.text.lazy import Lazy

SHORT = 40
"""Characters of a line that needs a word of page furniture to go: 19 of 100 shorter ones that repeat are the articles' own."""

LONG = 120
"""Characters of a line that needs to speak to the reader to go: a longer one may be an article quoted, or an item of a digest."""

SENTENCE = "reads like a sentence of the articles"
"""Why a sentence stays that speaks to nobody."""

_FIRST = (
    r"play|print|watch|share|follow|listen|join|contact|support|donate|continue|register|reply|related|save|tweet|comments?",
    r"click|tap|scroll|download|terms|privacy|photos?|images?|gallery|more (?:on|from|in)",
    r"mehr zum|teilen|drucken|folgen|partager|lire|suivez|compartir|leer|siga|leia|condividi|leggi|delen|lees|udostępnij|czytaj",
    r"поделиться|читайте|поділитися|dela|paylaş",
)
"""Words that a line of furniture begins with, and that stand elsewhere in other lines."""

_ANYWHERE = (
    r"ads?|advert\w*|sponsored|promoted|newsletters?|subscri\w+|sign[ -]?(?:up|in)|log[ -]?in|inbox|e-?mails?|click here|our app",
    r"download (?:the|our)|(?:like|follow) us|facebook|twitter|instagram|youtube|whatsapp|telegram|linkedin|pinterest|reddit",
    r"(?:post|leave|view) (?:a )?(?:comments?|reply)|copyright|rights reserved|reprints?|terms (?:of|and)|privacy policy",
    r"cookie (?:policy|settings|preferences)|read (?:more|next|also|full)|recommended|trending|most popular|videos?|photos?",
    r"slideshow|podcasts?|story continue[sd]|continue reading|continue[sd] below|link copied|(?:full|complete|our|more) coverage",
    r"see (?:also|more)|also see|memberships?|become a member|contributor",
    r"anzeige|werbung|abonn\w+|anmelden|kommentare?|mehr zum thema|lesen sie|weiterlesen|datenschutz\w*|impressum",
    r"publicité|commentaires?|lire (?:aussi|la suite)|s'inscrire|droits réservés",
    r"publicidad|suscr\w+|comentarios?|lea también|síguenos|derechos reservados|boletín",
    r"publicidade|assine|comentários?|leia (?:mais|também)|direitos reservados",
    r"pubblicità|iscriviti|commenti|leggi anche|seguici|diritti riservati|advertentie|reacties|lees (?:ook|meer)|reklama?",
    r"komentarze|czytaj (?:też|także|więcej)|zapisz się|реклама|подпис\w+|комментари\w+|читайте также|підпис\w+|коментар\w*",
    r"annons|prenumerera|reklame|reklaam|mainos|abone",
)
_SIGNS = "©|広告|シェア|コメント|广告|分享|评论|광고|공유|댓글"
_FURNITURE = Lazy(rf"^\W*(?:{'|'.join(_FIRST)})\b|\b(?:{'|'.join(_ANYWHERE)})\b|{_SIGNS}", re.IGNORECASE)

_TO_READERS = (
    r"yours?|our|newsletters?|subscri\w+|sign[ -]?up|inbox|click here|follow us|join us|support us|download|copyright",
    r"rights reserved|reprint\w*|privacy policy|terms of|cookies? (?:policy|settings)|(?:opinions|views) expressed|donat\w+",
    r"contributors?|recaptcha|read more|continue reading|column|advertis\w+|sponsored|become a member",
    r"ihnen|unser(?:e[mnrs]?)?|vous|votre|vos|notre|usted(?:es)?|nuestr[ao]s?|você|vostr[aio]|nostr[aio]|onze|wasz\w*|nasz\w*",
    r"вас|ваш\w*|наш\w*|abonn\w+|suscr\w+|inscri\w+|iscri\w+",
)
_ADDRESS = Lazy(rf"\b(?:{'|'.join(_TO_READERS)})\b|\byou\b|©|広告", re.IGNORECASE)

_CREDIT = Lazy(
    r"\W*(?:(?:by|von|par|por|di|door|av|autor|(?:posted|written|story|text) by)\b:? +(?-i:[A-ZÀ-ŽА-Я])"
    r"|(?:(?:last )?updated|published|posted|(?:reporting|editing|writing) by|write to|(?:e-?mail|contact) (?-i:[A-Z]))\b"
    r"|.*\bcontribut(?:ed|ing)\b|.*\bcan be (?:reached|contacted)\b|.*\bthis (?:report|story|article|post) (?:has been|was)\b"
    r"|(?:editor|corrections?|clarification|note)\b)",
    re.IGNORECASE,
)
_QUESTION = Lazy(r"\W*(?:what|why|how|who|when|where|which)\b", re.IGNORECASE)
_SENTENCE_END = Lazy(r"[.!?…。！？।][\"'”’»)\]]*$")
_QUOTED = Lazy(r"[“\"«„][^”\"»“]{20,}[”\"»“]")
_LONG_WORD = Lazy(r"[^\W\d_]{4,}")


@lru_cache(maxsize=4096)  # a line is judged before and after its counts are merged with a profile's
def stays(text: str, site: str, at_edge: bool) -> str:
    """Why a line that repeats on its `site` stays in the text; empty if it may go. `at_edge`: it mostly stands at the head or
    the tail of its pages, where articles have less of their own."""
    text = text.strip()
    credit = _CREDIT.match(text)
    if credit and not _FURNITURE.search(text, credit.end()):
        return "may be a credit, a byline or a note on the article"
    if len(text) < SHORT:
        is_furniture = _FURNITURE.search(text) and not _QUESTION.match(text)
        return "" if is_furniture else "short: may be the name of a section, or a byline"
    speaks = _ADDRESS.search(_QUOTED.sub("", text))
    if len(text) >= LONG:
        return (
            ""
            if speaks or (at_edge and _begins_with_site(text, site))
            else "long: may be an article quoted, or an item of a digest"
        )
    if not _FURNITURE.search(text) and _is_name(text):
        return "may be a byline"
    if not at_edge and _SENTENCE_END.search(text) and not speaks:
        return SENTENCE
    return ""


def names_furniture(text: str) -> bool:
    """Whether a word of page furniture stands in a line."""
    return bool(_FURNITURE.search(text))


def _begins_with_site(text: str, site: str) -> bool:
    """Whether a line begins with the name of its site, as one about the site does."""
    label = fold(max(site.split("."), key=len))
    return len(label) >= 5 and fold(text[:80]).removeprefix("the").startswith(label)


def _is_name(text: str) -> bool:
    """Whether nearly every word of four letters or more is capitalized, as in names and their titles."""
    words = _LONG_WORD.findall(text)
    return bool(words) and not _SENTENCE_END.search(text) and sum(word[0].isupper() for word in words) >= 0.9 * len(words)

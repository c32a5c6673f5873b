"""What closes an article on a raw page and is no prose: a farewell and a name, an address with telephone and opening hours.

The footer of a page holds an address as well. That one stands behind links and notices, or names the page's own site.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from cleanup.text.fold import fold
from cleanup.text.lazy import Lazy

_FAREWELL = Lazy(
    r"(?i:(?:(?:mit )?(?:ganz )?(?:vielen?|(?:lieb|herzlich|best|freundlich|schön)e[nr]?) gr(?:ü|u)(?:ß|ss)e?n?"
    r"|alles (?:liebe|gute)|bis (?:bald|dann|demnächst)|mach(?:t|en sie)?['’]?s gut"
    r"|(?:eure?|euer|deine?) (?!(?:vorteile|daten|meinung|suche|region|warenkorb)\b)[^\W\d_]{2,20}"
    r"|(?:(?:best|kind|warm|kindest|warmest) )?(?:regards|wishes)|yours(?: (?:truly|sincerely|faithfully))?|sincerely"
    r"|(?:much |lots of )?love|xo(?:xo)?|cheers|take care|see you (?:soon|there|all)|(?:bien )?(?:cordialement|amicalement)"
    r"|(?:bien )?à (?:vous|bientôt)|(?:grosses )?bises|(?:un )?(?:cordial(?:es)? )?saludos?|(?:un )?(?:fuerte )?abrazos?"
    r"|atentamente|hasta (?:pronto|la próxima)|(?:um )?(?:grande )?abraços?|atenciosamente|beijos|até (?:breve|a próxima|logo)"
    r"|(?:cordiali|cari|tanti) saluti|a presto|(?:met )?(?:hartelijke |vriendelijke )?groet(?:en|jes)?|tot (?:ziens|dan|snel)"
    r"|pozdrawia(?:m|my)|pozdrowienia|do zobaczenia|s pozdravem|na shledanou|(?:med )?(?:vänlig|bästa|venlig|vennlig|kærlig)"
    r" (?:hälsning(?:ar)?|hilsen)|hälsningar|hilsen|vi ses|до встречи|с уважением|всего доброго|sevgiler|saygılar(?:ımızla)?)"
    r"[,!.]*(?: (?:from|your|and|all|von|vom|aus|und|ihre?|eure?|van|het|uit|de|du|la|et|votre|y|do|da|od|från|fra)\b"
    r"[^\d:?]{0,30}|,? [^\W\d_]{2,20})?\Z)"
)
"""How a letter is closed, on a line of its own, and who closes it."""

_NAME = Lazy(r"[^\W\d_][\w.'’-]*(?: [\w.'’&-]+){0,4}\Z")
_NAMES = 2
"""Lines of a name below a farewell, where no others stand there: who it is, and what for."""

_SIGNS = Lazy(
    r"(?P<phone>(?i:\b(?:tele(?:ph|f)on[eo]?|telefoon|phone|t[eé]l[eé]phone|teléfono|t[eé]l|tlf|fax|mobile?|hotline|whatsapp|тел(?:ефон)?)\b)"
    r"[\w. -]{0,12}:?\s*[(+\d][\d ()+/.–-]{5,}|\W{0,3}\+?\(?\d[\d ()/.–-]{7,20}\Z)"
    r"|(?P<address>[\w.+-]{1,60}@[\w-]{1,60}\.[\w.-]{2,40}|\b(?:https?://|www\.)\S{4,100}\Z)"
    r"|(?P<place>\A(?:[A-Z]{1,3}-)?\d{4,6},? [^\W\d_]|\A\d{2}-\d{3} [^\W\d_]|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b"
    r"|\b[A-Z]{2} \d{5}\Z|\A[^\W\d_][^\d\n]{3,35},? (?:n[.º°o]{1,2} ?)?\d{1,3} ?[a-z]?(?:,|\Z)"
    r"|\A\d{1,3},? [^\W\d_][^\d\n]{3,40}\Z)"
    r"|(?P<hours>\d{1,2}(?:[:.]\d\d)? ?(?i:[ap]\.?m\.?|uhr|uur|h\d{0,2})? ?(?:[-–—/]|to|bis|à|a|às|до|tot|do|alle) ?"
    r"\d{1,2}(?:[:.]\d\d| ?(?i:[ap]\.?m|uhr|uur|h)))"
)
"""Signs of an address and of opening hours: two numbers of a telephone or of a day, a street or a town with its number."""

_MOST, _BEFORE = 16, 5
"""Lines of such a block, at most, and those above its first sign: its heading, a company, a name and its post."""

_LONGEST = 80
"""Code points of a line of an address."""


def farewell(texts: Sequence[str]) -> int:
    """How many of the lines a farewell and the name below it are, from the first on."""
    if not texts or not _FAREWELL.match(texts[0]):
        return 0
    below = texts[1:]
    most = _NAMES if len(below) <= _NAMES else 1
    return 1 + sum(1 for _ in takewhile(_NAME.match, below[:most]))


def contact(texts: Sequence[str], site: str) -> int:
    """How many of the lines an address is, from the first on: up to the last of at least two different signs of one. That of the
    page's own `site` is its publisher's."""
    kinds: set[str] = set()
    end, plain = 0, 0
    for place, text in enumerate(texts[:_MOST]):
        kind = found.lastgroup if len(text) <= _LONGEST and (found := _SIGNS.search(text)) else None
        if kind == "address" and site and site in fold(text):
            return 0
        plain = 0 if kind else plain + 1
        if plain > _BEFORE:
            break
        if kind:
            kinds.add(kind)
            end = place + 1
    return end if len(kinds) > 1 else 0

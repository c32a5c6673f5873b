"""What stands above the dateline of a report: "COLUMBIA, S.C. (AP) —" begins the article, whatever a page put before it.

Above it stand a headline, a deck, names, stamps, pictures and what is shown on them: nothing else that a newspaper prints, so
that no rule need know their words. A text with several datelines is a round of reports, which may have an introduction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from cleanup.rules.company import is_paragraph
from cleanup.rules.hit import LONGEST, Hit
from cleanup.rules.rule import Rule
from cleanup.stages.boilerplate.around import introduces
from cleanup.text.document import Document
from cleanup.text.language import CAPITALS
from cleanup.text.lazy import Lazy

CODE = "BP821"

_LONGEST_HEAD = 700
"""Code points above the dateline that are no article, on lines of up to LONGEST; the longest of 28 that were read had 481."""

_LONGEST_JOINED = 1_500
"""The same on one line, where captions stand twice and a stamp or a credit shows what it is."""

_SHORT_JOINED = 200
"""Code points of one line above the dateline that need no such sign: a headline and a name."""

_NO_PLACE = r"(?!(?:AP|AFP|AM|PM|[ECMP][SD]?T|GMT|UTC|BST|CES?T|Associated|Press|Reuters|Image|Images|Photo)\b)"
"""What stands before a dateline where the ends of lines are lost: a stamp or a credit."""

_CAPITALS = rf"[{CAPITALS}][{CAPITALS}.'’-]+(?: [{CAPITALS}][{CAPITALS}.'’-]*){{0,3}}"
_NAMES = rf"[{CAPITALS}][\w.'’-]+(?: [{CAPITALS}][\w.'’-]+){{0,2}}"
_PLACE = rf"(?:, {_NO_PLACE}[{CAPITALS}][\w.'’]*(?: [{CAPITALS}][\w.]+){{0,2}})"
_DAY = r"(?:, (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2}\.? [A-Za-zé]{3,10}\.?)(?:, \d{4})?)"
_AGENCY = (
    r"\((?:AP|Reuters|REUTERS|AFP|UPI|CNN|CNNMoney|Bloomberg|Kyodo|Xinhua|TASS|PTI|ANI|dpa|DPA|ANSA|EFE|"
    r"EUROPA PRESS|Europa Press|PAP|APA|SDA|ATS|TT|NTB|Ritzau|Lusa)\)"
)
_ALONE = (
    "AMSTERDAM|ATHENS|ATLANTA|BAGHDAD|BALTIMORE|BANGKOK|BARCELONA|BEIJING|BEIRUT|BERLIN|BOSTON|BRUSSELS|"
    "BUDAPEST|CAIRO|CHICAGO|CINCINNATI|CLEVELAND|COPENHAGEN|DALLAS|DENVER|DES MOINES|DETROIT|DUBAI|DUBLIN|"
    "GENEVA|GUATEMALA CITY|HAVANA|HELSINKI|HONG KONG|HONOLULU|HOUSTON|INDIANAPOLIS|ISLAMABAD|ISTANBUL|"
    "JERUSALEM|JOHANNESBURG|KABUL|KIEV|KUALA LUMPUR|KYIV|LAS VEGAS|LISBON|LONDON|LOS ANGELES|MADRID|"
    "MANILA|MEXICO CITY|MIAMI|MILAN|MILWAUKEE|MINNEAPOLIS|MONTREAL|MOSCOW|MUMBAI|MUNICH|NAIROBI|NEW DELHI|"
    "NEW ORLEANS|NEW YORK|OKLAHOMA CITY|OSLO|OTTAWA|PARIS|PHILADELPHIA|PHOENIX|PITTSBURGH|PRAGUE|"
    "QUEBEC CITY|RIO DE JANEIRO|ROME|SALT LAKE CITY|SAN ANTONIO|SAN DIEGO|SAN FRANCISCO|SAO PAULO|SEATTLE|"
    "SEOUL|SHANGHAI|SINGAPORE|STOCKHOLM|ST[.] LOUIS|SYDNEY|TAIPEI|TEHRAN|TOKYO|TORONTO|UNITED NATIONS|"
    "VATICAN CITY|VIENNA|WARSAW|WASHINGTON|ZURICH"
)
"""Cities that need no state or country behind them in the datelines of the Associated Press, and some capitals more."""

_STATES = (
    r"Alabama|Alaska|Alberta|Arizona|Arkansas|British Columbia|California|Colorado|Connecticut|Delaware|"
    r"District of Columbia|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Manitoba|"
    r"Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|"
    r"New (?:Brunswick|Hampshire|Jersey|Mexico|York)|Newfoundland|North (?:Carolina|Dakota)|Nova Scotia|Ohio|Oklahoma|"
    r"Ontario|Oregon|Pennsylvania|Quebec|Rhode Island|Saskatchewan|South (?:Carolina|Dakota)|Tennessee|Texas|Utah|Vermont|"
    r"Virginia|Washington|West Virginia|Wisconsin|Wyoming|England|Scotland|Wales|Northern Ireland|West Bank|Gaza Strip|"
    r"Afghanistan|Albania|Algeria|Angola|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahamas|Bahrain|Bangladesh|"
    r"Belarus|Belgium|Belize|Benin|Bolivia|Bosnia(?:[ -]Herzegovina)?|Botswana|Brazil|Bulgaria|Burkina Faso|Burma|Burundi|"
    r"Cambodia|Cameroon|Canada|Central African Republic|Chad|Chile|China|Colombia|Congo|Costa Rica|Croatia|Cuba|Cyprus|"
    r"Czech Republic|Denmark|Dominican Republic|Ecuador|Egypt|El Salvador|Eritrea|Estonia|Ethiopia|Fiji|Finland|France|"
    r"Gabon|Gambia|Germany|Ghana|Greece|Greenland|Guatemala|Guinea|Guyana|Haiti|Honduras|Hungary|Iceland|India|Indonesia|"
    r"Iran|Iraq|Ireland|Israel|Italy|Ivory Coast|Jamaica|Japan|Jordan|Kazakhstan|Kenya|Kosovo|Kuwait|Kyrgyzstan|Laos|"
    r"Latvia|Lebanon|Liberia|Libya|Lithuania|Luxembourg|Macedonia|Madagascar|Malawi|Malaysia|Mali|Malta|Mauritania|"
    r"Mauritius|Mexico|Moldova|Mongolia|Montenegro|Morocco|Mozambique|Myanmar|Namibia|Nepal|Netherlands|New Zealand|"
    r"Nicaragua|Nigeria?|North (?:Korea|Macedonia)|Norway|Oman|Pakistan|Panama|Papua New Guinea|Paraguay|Peru|Philippines|"
    r"Poland|Portugal|Puerto Rico|Qatar|Romania|Russia|Rwanda|Saudi Arabia|Senegal|Serbia|Sierra Leone|Slovakia|Slovenia|"
    r"Somalia|South (?:Africa|Korea|Sudan)|Spain|Sri Lanka|Sudan|Sweden|Switzerland|Syria|Taiwan|Tajikistan|Tanzania|"
    r"Thailand|Togo|Trinidad|Tunisia|Turkey|Turkmenistan|Uganda|Ukraine|United (?:Arab Emirates|Kingdom|States)|Uruguay|"
    r"Uzbekistan|Vanuatu|Venezuela|Vietnam|Yemen|Zambia|Zimbabwe|Gaza|Sicily|Crimea"
)
_STATE = rf"(?:[A-Z][a-z]{{1,5}}\.|(?:[A-Z]\. ?){{2}}|W\.? ?Va\.|[A-Z]{{2}}\b|(?i:{_STATES}))"
"""What stands behind a comma where no agency is named, short or in full: behind a person or a wine stands something else."""

_DATELINE = Lazy(
    rf"(?<!\S){_NO_PLACE}(?:(?:{_CAPITALS}|{_NAMES}){_PLACE}?{_DAY}? {_AGENCY}|{_CAPITALS}, {_NO_PLACE}{_STATE}|(?:{_ALONE}))"
    rf"(?: ?(?:—|–|--|―) ?| [-_] )(?=[\"“”‘’'«„]?[{CAPITALS}\d])"
)
_SIGN = Lazy(
    r"\b(?:Published|Posted|Updated)\b[^!?]{0,12}\d|\b\d{1,2}:\d\d\s?[APap]\.?[Mm]\.?,? (?:[A-Z]{2,4}\b|[A-Z][a-z]{2,8}\.? \d)"
    r"|\b(?:Photos?|Image|Credit):|©|\bGetty Images\b"
    r"|[,/] ?(?:Associated Press|Reuters|AFP|AP)\b(?! [a-z])|[/ ](?:Reuters|AFP|AP)\)"
)
"""A stamp or a credit, and not a time or an agency that a sentence speaks of."""


def dateline(document: Document, rules: Mapping[str, Rule]) -> int:
    """Where the only dateline begins in a text that runs together, if what stands before it can be the head of a page; else 0."""
    text = document.text
    found = _DATELINE.search(text, 0, _LONGEST_JOINED + LONGEST) if CODE in rules else None
    if not found or not 0 < found.start() <= _LONGEST_JOINED or _DATELINE.search(text, found.end()):
        return 0
    is_head = found.start() <= _SHORT_JOINED or _SIGN.search(text, 0, found.start())
    return found.start() if is_head else 0


def above_dateline(document: Document, rules: Mapping[str, Rule]) -> Iterator[Hit]:
    """The lines above the dateline, as hits of the rule if it may act."""
    rule = rules.get(CODE)
    if not rule:
        return
    above: list[int] = []
    size = 0
    for place, line in enumerate(document.filled):
        text = document.line(line).strip()
        if _DATELINE.match(text) and is_paragraph(text):
            rest = islice(document.filled, place + 1, None)
            if not any(_DATELINE.match(document.line(each).strip()) for each in rest):
                yield from (Hit(each, rule, CODE) for each in above)
            return
        size += len(text)
        if len(text) > LONGEST or size > _LONGEST_HEAD or text.endswith(",") or introduces(text):
            return  # a salutation, or a sentence that announces the report
        above.append(line)


def before_dateline(document: Document, start: int, rules: Mapping[str, Rule]) -> Iterator[Hit]:
    """The same in a joined text, laid out by sentences, whose dateline begins at `start`."""
    return (Hit(line, rules[CODE], CODE) for line in document.filled if document.span(line).end <= start)

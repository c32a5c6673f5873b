"""Lines that a rule names and that report what somebody or some page said: "We use cookies, said the sign" tells of a notice.

The line alone tells it, by a clause that says whose words they were, a quotation that goes on, or what happened next; or the
cookies are baked. Each of these was met in articles written to try the rules, in 13 languages; ten more have the clause alone.
"""

from __future__ import annotations

from cleanup.rules.hit import Hit
from cleanup.rules.rule import ADVERTISING, COMMENTS, LEGAL, NEWSLETTERS, RELATED, SHARING
from cleanup.text.document import Document
from cleanup.text.language import CAPITALS
from cleanup.text.lazy import Lazy

TITLES = (RELATED, ADVERTISING)
"""Topics of lines that may be titles of other articles, which report what people say as well as this one does."""

NOTICES = (COMMENTS, NEWSLETTERS, LEGAL)
"""Topics of sentences that a page addresses to its readers: what happened then is no matter of theirs."""

_SPOKEN = (*NOTICES, SHARING)
"""Topics of lines in which the page speaks of its readers as "you"."""

_LABEL = 40
"""Code points of the longest line that may be a label and no sentence."""

_MARK = Lazy('[,?!،と，고"“„«‘”」»]')
"""One of these stands in every report, and in few buttons."""

# One class in front, so that `re` skips in its fastest loop: with branches of their own a line took fifteen times as long.
_TOLD = Lazy(
    r"(?i)[,?!،と，고](?:"
    r"(?<=[,?!])[\"”’»“]*\s(?:"
    r"(?:[\w’'-]+\s){0,4}(?:said|says|wrote|writes|adds|used to say)\b"
    r"|(?:[\w’'-]+\s){0,4}(?:joke[ds]?|recall(?:ed|s)|shouted|told (?:her|him|me|them?|us))\b"
    r"|(?:asks|asked|went|ran) (?:the|a|mrs?|her|his)\b"
    r"|(?:[\w’'-]+\s){1,4}ask(?:s|ed)\W*\Z"
    r"|(?:stand|steht(?! (?:ihnen|dir|euch|allen)\b)|hieß es|heißt es|las man|liest man|sagte?|schreibt|schrieb)\b"
    r"|(?:a |ont |nous |lui )?(?:ajoute|lit-on|lisait-on|dit|disait|disaient|écrit|écrivait|écrivaient|promettait|prévenait)\b"
    r"|(?:nos |me |le |les |se )?(?:decía|decían|dirán|dice|dicen|dijo|dijeron|escribió|escribía|rezaba|ponía|leía)\b"
    r"|(?:si |ci |c[’'])?(?:è scritto|sta scritto|diceva|dicevano|dice|disse|scriveva|scrisse|leggeva|recitava)\b"
    r"|(?:dizia|diziam|disse|escreveu|escrevia|lia-se|lê-se|pediu|pediu-nos)\b"
    r"|(?:stond|zei|zegt|schreef|schrijft|luidde|las men)\b"
    r"|(?:na|od)?pisał\w*|(?:po|od)?wiedział\w*|(?:mówi|głosi)(?:ł\w*)?\b"
    r"|(?:skrev|skriver|stod|sade|säger|sagde|siger|sier|lød|löd|sa)\b"
    r"|(?:на)?писал[аио]?\b|сказал[аио]?\b|говорил[аио]?\b|говорит\b|гласил[аио]?\b|значилось\b"
    r"|(?:на)?писа(?:в|ла|ли)\b|сказа(?:в|ла|ли)\b"
    r"|(?:meint|erklärt|erzählt)e?\b(?! uns)|(?:estim|affirm|expliqu|racont)(?:e|ait|aient)\b|(?:asegura|afirma|sostiene)\b"
    r"|(?:afferma|diz(?!-)|aldus|vertelt|meent|twierdzi|dodaje|czytamy|menar|berättar|mener|fortæller)\b"
    r"|(?:пишет|считает|говорится|каже|пише|вважає|говорить)\b|(?:řekl|napsal|uvedl|tvrdil)[aio]?\b|(?:říká|píše|tvrdí|stálo)\b"
    r"|(?:mondta|mondja(?! el)|írta|közölte)\b|(?:au? spus|spunea?|scri[ea]|zicea?)\b(?!-)"
    r"|(?:sanoi|sanoo|kirjoitti|kirjoittaa|kertoi|kertoo|luki)\b|(?:είπε|λέει|έλεγε|έγραψε|έγραφε|γράφει)\b|(?:kata|ujar)\s"
    r"|(?:[\w’'-]+\s){0,4}nói\b|(?:אמר|אמרה|כתב|כתבה|נכתב)\b|(?:\S+\s){0,3}ने (?:कहा|लिखा|बताया)"
    r"|las (?:er|sie|ich|ze|hij|zij|der|die|das)\b|(?:rief|fragte|antwortete|murmelte|warnte)\b"
    r"|(?:riep|vroeg|antwoordde|grapte|waarschuwde)\b"
    r"|(?:lut|lisait|lança|cria|demanda|répondit|murmura|plaisanta|prévint|avertit)(?:-(?:il|elle|on))?\b"
    r"|(?:leyó|gritó|preguntó|respondió|murmuró|bromeó|advirtió|contestó|pidió|leu|gritou|perguntou|respondeu|brincou|avisou)\b"
    r"|(?:lesse|gridò|chiese|rispose|scherzò|avvertì)\b|(?:ha|aveva) (?:detto|scritto|letto|risposto|gridato)\b"
    r"|(?:przeczytał|zapytał|odparł|rzekł|żartował|ostrzegał|krzykn[ąę]ł|szepn[ąę]ł)\w*|(?:přečetl|zvolal|zeptal|odpověděl|varoval)[aio]?\b"
    r"|(?:прочитал|спросил|ответил|крикнул|шепнул|пошутил|шутил|предупредил)[аио]?\b|проч(?:ла|ли|ёл)\b"
    r"|(?:прочита|спита|відпові|крикну|жартува)(?:в|ла|ли)\b|(?:läste|ropade|frågade|svarade|læste|råbte|spurgte|svarede|leste|spurte)\b"
    r"|au? (?:zis|strigat|întrebat|răspuns|citit|râs)\b|(?:râdea|glumea)\b|(?:kérdezte|felelte|kiáltotta|olvasta|kérte)\b"
    r"|(?:kysyi|huusi|vastasi|varoitti|pyysi|neuvoi)\b|(?:ρώτησε|απάντησε|φώναξε|διάβασε|είπαν|έλεγαν)\b|(?:שאל|שאלה|ענה|ענתה)\b"
    r"|okudu\b|sordu\b|bağırdı\b|(?:canda|begitu bunyi|demikian bunyi)\s"
    r"|diye\s|dedi\b|demişti\b|diyordu\b|diyor\b|yazıyordu\b|yazmıştı\b"
    r")"
    r"|(?<=،)\s*(?:قال|قالت|كتب|كتبت|يقول|تقول|سأل|سألت|أجاب|أجابت|صاح|صاحت)\b|(?<=،)[^،.]{0,30}\s(?:گفت|نوشت|می‌گوید|می‌نویسد)\b"
    r"|(?<=[다라]고)\s[^.]{0,24}(?:말|썼|적|밝혔|전했)"
    r"|(?<=と)[^、。]{0,12}(?:言|書|記|述べ)"
    r"|(?<=[，,])[^，,。]{0,10}(?:写道|寫道|写着|寫著|说。|說。)"
    r")"
)
"""A clause behind a comma that says whose words they were."""

_QUOTED = Lazy(r"\s*[\"“„«‘][^\"”»\n]{3,150}[\"”»“]\s+\w+\s+\w")
"""A quotation that more words follow."""

_SELVES = (
    *("this sentence", "that sentence", "that phrase", "dieser satz", "cette phrase", "esta frase", "questa frase", "è la frase"),
    *("deze zin", "den här meningen", "эта фраза"),
)
_ITSELF = Lazy(rf"\b(?:{'|'.join(_SELVES)})\b")
"""What a sentence calls itself that is spoken of."""

_NARRATED = Lazy(r"(?i)[.!?][\"”’»)]*\s.*\b(?:was|were|had|went|came|became|put|wrote|said|asked|laughed)\b")
"""A second sentence of what happened."""

_SECOND = Lazy(r"[.!?][\"”’)]*\s")
"""Where a second sentence begins."""

_PERSONAL = Lazy(
    r"(?<=\s)(?:"
    r"I(?:['’][a-z]+)?\s(?i:(?!(?:hereby |also )?"
    r"(?:a[cg]|am|authori|can|certify|confirm|consent|do not|have read|may|understand|want|wish|would)))"
    r"|[Mm]y\s(?i:(?!account|address|choice|comment|consent|cookie|data|detail|e-?mail|info|name|password|personal|prefer|subscri))"
    r")"
)
"""Somebody speaks of himself, and not of what he agrees to or orders."""

_GOES_ON = Lazy(rf"[^:]{{3,30}}:\s+(?:I\s|[^\W\d_{CAPITALS}])\S*\s(?:\S+\s){{4}}.*\.\Z")
"""A sentence behind a label: titles begin in upper case, and lists of key words have no full stop."""

_SAID = Lazy(r"[^\"“”„‟«»「」]*[.!?…,。]\s?(?:[”」]|»\s+\w)")
"""The end of a quotation that began before: » alone may be an arrow."""

_ADDRESSED = Lazy(r"(?i)\b(?:you|your|we|our|us|this (?:page|site|article|story))\b")


_FOOD = (
    r"(?:choco|schokolade|cioccolat|choklad|chokolad|sjokolad|suklaa|czekolad|čokolád|ciocolat|šokolad|csoki|csokolád|çikolata|cokelat)\w*",
    r"(?:шоколад|σοκολάτ)\w*|(?:van[iî]ll?|vanilj|wanili|ваніл)\w*|(?:butter|beurre|mantequilla|burro|manteiga|boter|smör|smør|тістом?)",
    r"(?:masł|másl|tereyağ|сливочн)\w*|(?:oats?|haferflocken|avena|aveia|doughs?|teig|deeg|flour|mehl|farine|harina|farinha|farina)",
    r"(?:crusts?|crumbs|croûte|pâte|gâteau|kuchens?|torten?|tarta|torta|taart|tortu|tårtan?|blatul?)",
)
_EATEN = Lazy(rf"(?i)\b(?:{'|'.join(_FOOD)})\b|チョコ|巧克力|饼干|초콜릿|שוקולד|شوكولات|चॉकलेट|sô ?cô ?la")
"""What cookies are baked of, and cakes of these: words that no notice of consent has."""


def unreported(document: Document, hits: list[Hit]) -> list[Hit]:
    """The hits in whose lines nobody reports what a page says."""
    return [hit for hit in hits if not _is_reported(document.line(hit.line), hit)]


def _is_reported(text: str, hit: Hit) -> bool:
    """Whether a line reports what somebody or some page said, or tells a story."""
    if hit.rule.topic in TITLES or hit.follows:
        return hit.rule.topic == RELATED and not hit.follows and ":" in text[:40] and bool(_GOES_ON.match(text.strip()))
    if _MARK.search(text) and (_TOLD.search(text) or _QUOTED.match(text) or _SAID.match(text)):
        return True
    if len(text) > _LABEL and _speaks_of_itself(text.lower()):
        return True
    if hit.rule.topic not in _SPOKEN:
        return False
    if hit.rule.topic == LEGAL and "ookie" in text and _EATEN.search(text):
        return True
    if ("I" in text or "y " in text) and (second := _SECOND.search(text)) and _PERSONAL.search(text, second.end() - 1):
        return True
    told = _NARRATED.search(text) if hit.rule.topic in NOTICES else None
    return told is not None and not _ADDRESSED.search(text, told.start())


def _speaks_of_itself(text: str) -> bool:
    return any(each in text for each in _SELVES) and bool(_ITSELF.search(text))

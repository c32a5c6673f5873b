"""Which language a document is in: a cheap vote of common words, decided by the script where that is enough.

Function words are the most frequent words of a language and the least bound to a topic, so a few dozen of each tell even a
short article (the idea is Grefenstette's, 1995). The lists are few and short enough to stand here.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

from cleanup.text.document import Document
from cleanup.text.lazy import Lazy
from cleanup.text.onebyte import CHARACTERS, piece

_WORDS = {
    "en": "the of and to in is that for it with as was on are by be this from at which or have an they not were but had his her",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass",
    "fr": "de la le et les des en un du une que est pour qui dans par plus pas au sur ne se ce il sont avec aux cette mais ses",
    "es": "de la que el en y a los se del las un por con no una su para es al lo como más pero sus le ha este sí porque esta",
    "it": "di che e la il un a per è in una non sono si da con le dei del della i nel più gli al anche come alla ha delle ma",
    "pt": "de que e o a do da em um para é com não uma os no se na por mais as dos como mas foi ao das tem à seu sua ou são pela",
    "nl": "de van het een en in is dat op te zijn met voor niet aan er die om ook als dan maar bij wordt door naar hij worden",
    "sv": "och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan när år under",
    "da": "og i at det er en til af på for de der med den ikke som har et vi jeg var om men så han sig fra kan blev også efter",
    "no": "og i det er på en til av for de at med den ikke som har et jeg vi var om men så han seg fra kan ble også etter ut",
    "fi": "ja on ei se että oli hän mutta ovat myös kun joka tai niin ole sen mukaan kuin jo vain siitä voi ollut jos vielä nyt",
    "et": "ja on ei see et oli ta aga ka kui oma mis ning või siis välja veel kes seda nii pole olid juba tema üle pärast",
    "pl": "w i na z się nie do to że jest o jak po a za od przez dla są ale ma tym przy jego oraz być tak może ich już które",
    "cs": "a se v na je že s o z do i to k ve pro za by ale si po jako jsou od byl jeho při které nebo který podle už tak",
    "sk": "a sa v na je že s o z do aj to k vo pre za by ale si po ako sú od bol jeho pri ktoré alebo ktorý podľa už tak",
    "sl": "in je v na se da za so pa z ki ne tudi po s ni od kot bi o do ali ob pri še bo iz ter to lahko",
    "sh": "i je u na se da za su od s ne o a što kao iz koji to biti za će ili nije bi samo koja pri više već",
    "hu": "a az és hogy nem is egy ez meg volt csak de mint már még el ki van kell szerint vagy azt ezt után lesz majd",
    "ro": "și de în la a cu pe din că o nu să este pentru care un mai au fost se sunt ce prin dar după sau cel lui al ale",
    "ca": "de la i que el a en les els per un del una amb no és al més ha es són com dels però també seva aquest aquesta pel",
    "tr": "ve bir bu da de için ile çok daha olarak gibi olan ne kadar sonra en var ama olduğu değil her o mi göre ise ki",
    "id": "yang dan di dengan untuk dari ini itu dalam pada tidak akan ke oleh juga adalah sebagai telah bisa ada mereka karena",
    "vi": "và của là có không được cho với các một trong đã những người này khi đến để từ cũng về như tại ra năm",
    "lt": "ir yra kad į iš su tai ne bei kaip buvo apie po dėl jis už pagal nuo taip bet prie metų jau tik dar",
    "lv": "un ir ar no ka par uz kas tas bija kā arī bet pēc nav vai šo to tika līdz gan jau tikai pie lai",
    "ru": "и в не на что с он как это по но к из у за от так же для вы о его мы был бы было все она только",
    "uk": "і в не на що з та як це по але до у за від так для ви про його ми був би було всі вона тільки також є",
    "bg": "и в не на че с за да се от е по но към са до при той това като си ще беше които който още само през",
}

_SCRIPTS = (
    ("ja", Lazy("[\u3040-\u30ff]")),
    ("ko", Lazy("[\uac00-\ud7af]")),
    ("zh", Lazy("[\u4e00-\u9fff]")),
    ("th", Lazy("[\u0e00-\u0e7f]")),
    ("el", Lazy("[\u0370-\u03ff]")),
    ("he", Lazy("[\u0590-\u05ff]")),
    ("fa", Lazy("[\u067e\u0686\u0698\u06a9\u06af\u06cc]")),
    ("ar", Lazy("[\u0600-\u06ff]")),
    ("hi", Lazy("[\u0900-\u097f]")),
    ("bn", Lazy("[\u0980-\u09ff]")),
)
"""Letters that tell a language at once; kana come before the ideographs, Persian before Arabic letters."""

UNSPACED = Lazy("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")
"""Letters of scripts that put no space between words."""

SMALL = "a-zß-öø-ÿΐά-ώа-џґāăąćċčďđēėęěğģġħīįıķĺļľłńņňőœŕřśşšţťūůűųŵŷźżžơưșțạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
"""Small letters of Latin, Greek and Cyrillic, for a class of characters. What is none of them may begin a sentence."""

CAPITALS = "A-ZÀ-ÖØ-ÞΆΈ-ΏΑ-ΫЀ-ЯҐĀĂĄĆĊČĎĐĒĖĘĚĞĠĢĦĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŴŶŸŹŻŽƠƯȘȚẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
"""Capitals of the same. Letters without case are neither: names that only a capital tells are not looked for among them."""

_OTHER_SCRIPTS = Lazy("[\u0370-\u03ff\u0590-\u0e7f\u3040-\ud7af]")
_SAMPLES, _SAMPLE = 4, 1000
"""Stretches of a long text that are looked at, and code points of each."""

_SCRIPT_SHARE = 0.15  # ideographs carry more text a character than letters do
_WORD = Lazy(r"[^\W\d_]+")
_NO_LETTERS = bytes([byte for byte, char in enumerate(CHARACTERS) if not char.isalpha()])
_LOWER = bytes(range(128)).lower() + b"?" * 32 + bytes(range(160, 256)).decode("latin-1").lower().encode("latin-1")
"""The bytes of a text in lower case, with "?" for each mark of typography: in a fraction of the time of `str.lower`."""


_TAG = Lazy(r"\s*([A-Za-z]{2})(?:[-_].*)?\s*")
_SAID = Lazy(r"\s*([a-z]{2,3})(?:[-_].*)?\s*", re.IGNORECASE)


COMMON = frozenset(" ".join(_WORDS.values()).split())
"""The common words of all these languages, in lower case: prose is full of them, menus and lists are not."""


@cache
def _voters() -> dict[str, tuple[tuple[str, float], ...]]:
    """{word: ((language, share of the vote), ...)}: a word of several languages speaks for each a little."""
    languages: dict[str, list[str]] = {}
    for language, words in _WORDS.items():
        for word in dict.fromkeys(words.split()):
            languages.setdefault(word, []).append(language)
    return {word: tuple((name, 1 / len(names)) for name in names) for word, names in languages.items()}


def language_of(document: Document) -> str:
    """ISO 639-1 code of the document's language, "" if nothing tells; what the caller said wins if it is a code, and not a name
    ("English"), which none of our tables would know. Use `document.once`."""
    said = _SAID.fullmatch(document.language) if document.language else None
    return said[1].lower() if said else detect(document.text)


def code_of(tag: Any) -> str | None:
    """The language a tag of somebody's data means ("en", "en-GB", "pt_BR"), as ISO 639-1; None for all that is no such tag.

    Not for a name ("English") nor a code of three letters ("eng_Latn"): the text tells its language better than a guess would.
    """
    found = _TAG.fullmatch(tag) if isinstance(tag, str) else None
    return found[1].lower() if found else None


def detect(text: str) -> str:
    """ISO 639-1 code of the language most of `text` is in, "" if nothing tells. Looks at samples only."""
    sample = _sample(text)
    _, data, others = piece(sample)
    if others and others > _SCRIPT_SHARE * len(data.translate(None, _NO_LETTERS)) and _OTHER_SCRIPTS.search(sample):
        letters = sum(map(len, _WORD.findall(sample)))
        for language, letter in _SCRIPTS:
            if len(letter.findall(sample)) > _SCRIPT_SHARE * letters:
                return language
    lower = sample.lower() if others else data.translate(_LOWER).decode("latin-1")
    words = Counter(filter(COMMON.__contains__, lower.split()))  # most of them stand free of punctuation
    voters, votes = _voters(), dict[str, float]()
    for word, count in words.items():
        for language, share in voters[word]:
            votes[language] = votes.get(language, 0.0) + share * count
    most = max(votes.values(), default=0.0)
    near = [language for language, vote in votes.items() if 1.2 * vote > most]  # a close second leaves the language open
    return near[0] if most >= 2 and len(near) == 1 else ""


def _sample(text: str) -> str:
    """All of a short text; of a long one, stretches from its beginning to its end."""
    if len(text) <= _SAMPLES * _SAMPLE:
        return text
    step = (len(text) - _SAMPLE) // (_SAMPLES - 1)
    return "\n".join(text[index * step : index * step + _SAMPLE] for index in range(_SAMPLES))

"""The vote of common words."""

from __future__ import annotations

import pytest

from cleanup.text.document import Document
from cleanup.text.language import detect, language_of

SENTENCES = {
    "en": ("The ferry that left the quay at six was an hour late, and nobody on it had seen the fog come in from the sea."),
    "de": (
        "Die Fähre, die um sechs ablegte, war eine Stunde zu spät, und niemand auf ihr hatte den Nebel vom Meer her kommen sehen."
    ),
    "fr": (
        "Le bac qui est parti à six heures avait une heure de retard, et personne dans la cabine ne voyait plus les îles du nord."
    ),
    "es": (
        "El barco que salió a las seis llegó con una hora de retraso, y nadie en la cabina había "
        "visto la niebla que venía del mar."
    ),
    "it": (
        "Il traghetto che è partito alle sei era in ritardo di un'ora, e nessuno nella cabina "
        "aveva visto la nebbia che veniva dal mare."
    ),
    "pt": (
        "O barco que saiu às seis chegou com uma hora de atraso, e ninguém na cabine viu o "
        "nevoeiro que vinha do mar, mas não faz mal."
    ),
    "nl": (
        "De boot die om zes uur vertrok was een uur te laat, en niemand aan boord had de mist van "
        "zee zien komen, maar dat is niet erg."
    ),
    "pl": ("Prom, który wypłynął o szóstej, spóźnił się o godzinę i nikt na pokładzie nie widział, że mgła jest już nad morzem."),
    "ru": ("Паром, который вышел в шесть, опоздал на час, и никто на борту не видел, как туман пришёл с моря, но это не важно."),
    "uk": (
        "Пором, який вийшов о шостій, запізнився на годину, і ніхто на борту не бачив, що туман "
        "прийшов із моря, але це не важливо."
    ),
    "ja": "船は霧のため一時間おくれて港に着いた。",
    "zh": "渡轮因雾晚点一小时抵达港口。",
    "th": "เรือเฟอร์รี่มาถึงท่าเรือช้าไปหนึ่งชั่วโมง",
    "el": "Το πλοίο έφτασε στο λιμάνι με μία ώρα καθυστέρηση.",
    "ar": "وصلت العبارة إلى الميناء متأخرة ساعة واحدة.",
}


@pytest.mark.parametrize(("language", "text"), SENTENCES.items())
def test_detects(language: str, text: str) -> None:
    assert detect(text) == language


def test_says_nothing_of_names_and_numbers() -> None:
    assert detect("Westerness 12 340") == ""
    assert detect("") == ""


def test_what_the_caller_says_wins() -> None:
    assert language_of(Document(SENTENCES["en"], language="de-AT")) == "de"
    assert language_of(Document(SENTENCES["en"])) == "en"


def test_a_long_text_is_sampled() -> None:
    assert detect(SENTENCES["de"] * 100_000) == "de"

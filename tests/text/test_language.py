"""The vote of common words."""

from __future__ import annotations

import pytest

from cleanup.text.document import Document
from cleanup.text.language import code_of, detect, language_of

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
def test_a_sentence_tells_its_language(language: str, text: str) -> None:
    assert detect(text) == language


def test_names_and_numbers_tell_no_language() -> None:
    assert detect("Westerness 12 340") == ""
    assert detect("") == ""


def test_signs_of_a_script_tell_it_where_there_are_no_letters() -> None:
    assert detect("12، 34، 56") == "ar"


def test_what_the_caller_says_wins() -> None:
    assert language_of(Document(SENTENCES["en"], language="de-AT")) == "de"
    assert language_of(Document(SENTENCES["en"], language=" FIL ")) == "fil"
    assert language_of(Document(SENTENCES["en"])) == "en"


@pytest.mark.parametrize("name", ["English", "deutsch", "?", "en de"])
def test_what_the_caller_says_is_no_language_if_it_is_no_code(name: str) -> None:
    assert language_of(Document(SENTENCES["fr"], language=name)) == "fr"


@pytest.mark.parametrize(("tag", "code"), [("en", "en"), (" EN-gb ", "en"), ("pt_BR", "pt"), ("zh-Hant-TW", "zh")])
def test_a_tag_of_somebodys_data_is_read(tag: str, code: str) -> None:
    assert code_of(tag) == code


@pytest.mark.parametrize("tag", ["English", "eng_Latn", "", "e", "en GB", "12", None, 7, ["en"]])
def test_what_is_not_a_tag_means_nothing(tag: object) -> None:
    assert code_of(tag) is None


def test_two_common_words_show_a_language_and_one_does_not() -> None:
    assert detect("Westerness the quay") == ""
    assert detect("Westerness the quay the fog") == "en"


def test_languages_that_words_do_not_distinguish_are_not_guessed() -> None:
    assert detect("Og han har et hus til de som er med") == ""  # Danish and Norwegian alike
    assert detect("the fog the quay the sea und Nebel und See und Kai") == ""
    assert detect("the fog the quay the sea the pier und Nebel und See") == "en"


def test_a_word_of_many_languages_speaks_for_each_a_little() -> None:
    assert detect("de de de de de de de de the fog the quay") == "en"


def test_a_few_words_in_another_script_leave_the_text_in_its_language() -> None:
    assert detect(f"{SENTENCES['en']} The sailors called it “ομίχλη”, the fishermen “туман”, and the old maps 霧.") == "en"
    assert detect(f"{SENTENCES['el']} (PDF, the file)") == "el"


@pytest.mark.parametrize("place", [0, 1 / 3, 2 / 3, 1])
def test_a_long_text_is_looked_at_from_its_beginning_to_its_end(place: float) -> None:
    names = "Westerness 12 340\n" * 10_000
    german = (SENTENCES["de"] + "\n") * 8
    start = int(place * (len(names) - len(german)))
    assert len(german) < 1_000
    assert detect(names[:start] + german + names[start + len(german) :]) == "de"


def test_a_long_text_is_sampled() -> None:
    assert detect(SENTENCES["de"] * 100_000) == "de"

"""Texts that run together on one line: what can be recognised there by the ends of sentences alone."""

from __future__ import annotations

from cleanup import Cleaner
from cleanup.stages.reading.joined import in_sentences, is_joined
from cleanup.text.document import Document

ARTICLE = (
    "The ferry to the islands left the quay at six on Tuesday with forty passengers and a crate of hens on board. "
    "By noon the sun had come through, and the pier was full of people who had come to see the crane fall. "
    "“It stood there for a hundred years,” said Mara Lindqvist, who keeps the light. “Nobody asked it to.” "
    "Rep. Jon Aas and Mrs. Berg of St. Olav watched from the roof of the fish market, as they had promised to do. "
    "The council will decide in the autumn whether a new one is built, and who is going to pay for it."
)
CONSENT = (
    "This website uses cookies to improve your experience. We'll assume you're ok with this, but you can opt-out if you wish. "
    "These cookies will be stored in your browser only with your consent."
)


def clean(text: str, keep: str = "article") -> str:
    return Cleaner(keep=keep).clean(text)  # type: ignore[arg-type]


def test_a_consent_notice_goes_from_the_end_of_the_line() -> None:
    assert clean(f"{ARTICLE} {CONSENT}") == ARTICLE


def test_a_consent_notice_goes_where_no_sentence_ends_before_it() -> None:
    assert clean(f"{ARTICLE} Privacy Overview {CONSENT}") == f"{ARTICLE} Privacy Overview"


def test_the_label_of_an_advertisement_goes_from_between_two_sentences() -> None:
    head, tail = ARTICLE.split(" By noon", 1)
    assert clean(f"{head} Advertisement By noon{tail}") == ARTICLE
    assert clean(f"{head} Advertising By noon{tail}") == ARTICLE


def test_a_name_that_begins_as_a_label_does_stays() -> None:
    head, tail = ARTICLE.split(" By noon", 1)
    named = f"{head} Advertising Week has cited a letter of hers. By noon{tail}"
    assert clean(named) == named


def test_a_long_sentence_that_stands_twice_stands_once() -> None:
    last = ARTICLE[ARTICLE.index("The council") :]
    assert clean(f"{ARTICLE} {last}") == ARTICLE


def test_a_credit_takes_no_sentence_along() -> None:
    text = f"Photo: Harbour Post {ARTICLE}"
    assert clean(text, keep="body") == text


def test_a_credit_on_a_line_of_its_own_goes() -> None:
    long = " ".join([ARTICLE] * 4)
    credits = Cleaner(keep="body", select=["BP7"])
    assert is_joined(Document(f"{long}\n\nPhoto: Jon Aas/AP\n\n{long}"))
    assert credits.clean(f"{long}\n\nPhoto: Jon Aas/AP\n\n{long}") == f"{long}\n\n{long}"


def test_a_notice_of_two_sentences_on_a_line_of_its_own_goes_whole() -> None:
    article = " ".join([ARTICLE] * 3)
    notice = "The Harbour Post is glad to bring you news. To help keep this news free, become a member."
    assert Cleaner(select=["BP"]).clean(f"{article}\n\n{notice}\n\n{article}") == f"{article}\n\n{article}"


def test_a_credit_takes_no_sentences_along_from_a_line_of_its_own() -> None:
    article = " ".join([ARTICLE] * 3)
    glued = "© AmazonThe crane came down on Tuesday. First it leaned over the pier, and then the whole of the harbour heard it."
    assert Cleaner(select=["BP"], keep="body").clean(f"{glued}\n\n{article}") == f"{glued}\n\n{article}"


def test_prose_with_the_words_of_notices_stays() -> None:
    prose = ARTICLE + " Visitors were offered cookies, and the school asked parents for their consent to the photographs."
    assert clean(prose) == prose


def test_the_same_places_mean_the_same_in_both() -> None:
    document = Document(ARTICLE)
    laid_out = in_sentences(document)
    assert laid_out.text.replace("\n", " ") == document.text
    assert len(laid_out.lines) == 6  # no sentence ends behind Rep., Mrs. and St.


def test_an_article_in_paragraphs_is_not_joined() -> None:
    assert is_joined(Document(ARTICLE))
    assert not is_joined(Document(ARTICLE.replace(". ", ".\n\n")))
    assert not is_joined(Document(""))


def test_a_paragraph_of_notices_goes_only_as_a_whole() -> None:
    paragraphs = (
        ARTICLE.replace(". ", ".\n\n").replace("Rep.\n\n", "Rep. ").replace("Mrs.\n\n", "Mrs. ").replace("St.\n\n", "St. ")
    )
    disclaimer = (
        "Prices are subject to change without notice and all coupons mentioned in this article are subject to supply in the shop "
        "of the harbour. These statements have not been evaluated by the Food and Drug Administration. The harbour and the crane "
        "are registered trademarks of Harbour Works, Incorporated, in Westerness."
    )
    assert clean(f"{paragraphs}\n\n{disclaimer}") == paragraphs
    mixed = f"{paragraphs}\n\n{disclaimer} The mayor had them read aloud, slowly, on the steps of the hall."
    assert clean(mixed) == mixed


RUSSIAN = (
    "Мост через реку закрыт до весны, сообщили в среду в мэрии города. Причиной стали старые опоры под дорогой, которые давно "
    "пора было заменить. Автобусы едут через шлюз и тратят на двенадцать минут больше, чем раньше. Пешеходы могут пользоваться "
    "паромом, т.е. лодкой мельника. Реклама на мосту запрещена с прошлого года, и никто о ней не жалеет. В четверг депутаты "
    "обсудят расходы, которые, по словам казначея, составят три миллиона рублей, если весна не придёт раньше. Мельник смотрит на "
    "это спокойно: его лодка возила людей и сто лет назад, когда никакого моста здесь ещё не было."
)


def test_a_label_before_a_small_letter_of_any_alphabet_begins_a_sentence() -> None:
    assert clean(RUSSIAN) == RUSSIAN
    head, tail = RUSSIAN.split(" Автобусы", 1)
    assert clean(f"{head} Реклама Автобусы{tail}") == RUSSIAN
    assert in_sentences(Document(RUSSIAN)).text.count("\n") == 6


def test_an_offer_in_quotes_with_spaces_is_no_piece_of_its_own() -> None:
    text = f"{ARTICLE} Le journal propose : « Inscrivez-vous à notre newsletter ». Résultat : douze mille inscrits en un mois."
    assert clean(text) == text

"""Sentences of articles that read like notices of a page, in many languages: somebody reads them out, or cookies are baked."""

from __future__ import annotations

import pytest

from cleanup import Cleaner

PROSE = (
    "The night ferry to Orsa sails again, and the queue on the quay was longer than the harbour office had hoped for.",
    "For two winters the islanders had crossed in the mail boat, when it crossed at all, and the ferry lay at the quay.",
    "The second boat is to follow in spring, once the pier on the smaller island has been mended and lit once more.",
)

READ_OUT = (
    "Dieser Artikel ist nur für Abonnenten lesbar, las sie vor, und legte das Telefon weg.",
    "Cet article est réservé aux abonnés, lut-elle, et elle posa le téléphone.",
    "Este contenido es exclusivo para suscriptores, leyó, y dejó el teléfono.",
    "Conteúdo exclusivo para assinantes, leu ela, e largou o telefone.",
    "Contenuto riservato agli abbonati, lesse, e posò il telefono.",
    "Dit artikel is alleen voor abonnees, las ze voor.",
    "Ten artykuł jest dostępny tylko dla subskrybentów, przeczytała i odłożyła telefon.",
    "Статья доступна только подписчикам, прочла она и отложила телефон.",
    "Folosim cookie-uri, a zis brutăreasa.",
    "Artikeln är låst. Bli prenumerant för att läsa vidare, läste hon högt.",
    "Bu içerik yalnızca abonelere özeldir, diye okudu ve telefonu bıraktı.",
    "هذا المحتوى متاح للمشتركين فقط، قالت اللافتة، فضحك الجميع.",
)

BAKED = (
    "Um diese Seite des Kuchens zu schmücken, verwenden wir Cookies mit Schokolade.",
    "Wir verwenden Cookies, weil Oma sie bäckt.",
    "Nous utilisons des cookies parce que la pâte est déjà sucrée.",
    "Utilizamos cookies con pepitas de chocolate.",
    "Usiamo i cookie al burro per la base della torta.",
    "Usamos cookies de aveia para a base da torta.",
    "We gebruiken cookies met chocolade voor de bodem van de taart.",
    "Używamy cookies z czekoladą na spód tortu.",
    "Folosim cookies cu ciocolată pentru blatul tortului.",
    "Мы используем cookies с шоколадом и немного масла.",
    "Vi använder cookies med mörk choklad till bottnen.",
    "Tabanı için çikolatalı cookie kullanıyoruz.",
)


@pytest.mark.parametrize("keep", ["article", "body"])
@pytest.mark.parametrize("sentence", [*READ_OUT, *BAKED])
@pytest.mark.parametrize("place", range(len(PROSE) + 1))
def test_sentences_of_an_article_stay(sentence: str, place: int, keep: str) -> None:
    text = "\n\n".join((*PROSE[:place], sentence, *PROSE[place:]))
    assert Cleaner(keep=keep).clean(text) == text


@pytest.mark.parametrize(
    "notice",
    [
        "Nous utilisons des cookies pour améliorer votre visite.",
        "Wir verwenden Cookies, um Ihnen das beste Erlebnis zu bieten.",
        "WIR VERWENDEN COOKIES, UM IHNEN DAS BESTE ERLEBNIS ZU BIETEN.",
        "Мы используем cookies, чтобы сделать сайт удобнее.",
        "Cet article est réservé aux abonnés",
    ],
)
def test_notices_go(notice: str) -> None:
    text = "\n\n".join(PROSE)
    assert Cleaner().clean(f"{text}\n\n{notice}") == text

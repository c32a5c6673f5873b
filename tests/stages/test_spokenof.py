"""Lines that a rule names and that the article shows its readers stay; the same lines go where nothing speaks of them."""

from __future__ import annotations

import pytest

from cleanup import Cleaner

LONG = "The ferry to the northern islands left the quay at six on Tuesday, an hour later than the timetable had promised."
MORE = "Nobody on the quay had been told, and the harbour master, who had, was asleep in the cabin of the old pilot boat."


def cleaned(*paragraphs: str) -> list[str]:
    return Cleaner().clean("\n\n".join(paragraphs)).split("\n\n")


@pytest.mark.parametrize(
    ("line", "below"),
    [
        ("Leave a comment", "Those three words have stood below every article."),
        ("Comments are closed.", "That was the sentence under which he hid for the rest of the year."),
        ("Alle akzeptieren", "Dieser Knopf ist grün."),
        ("Newsletter abonnieren", "So hieß die erste Ausgabe, die zwölf Leser hatte."),
        ("Deja un comentario", "Esas tres palabras han estado debajo de cada artículo."),
        ("En poursuivant votre navigation, vous acceptez l'utilisation de cookies.", "Cette phrase n'est plus permise."),
        ("Iscriviti alla nostra newsletter", "Era il titolo dell'ultimo numero."),
        ("Twój adres e-mail nie zostanie opublikowany.", "To zdanie stało tam od 2006 roku."),
        ("Reject all", "A grey button of that name is found on every second page."),
        ("Accept all", "Nine of ten press “Accept all” within two seconds."),
    ],
)
def test_what_the_next_sentence_points_at_stays(line: str, below: str) -> None:
    assert line in cleaned(LONG, MORE, line, below)
    assert line not in cleaned(LONG, MORE, line, "The boats were all in the harbour.")


@pytest.mark.parametrize(
    ("above", "line"),
    [
        ("At the end of each letter stood the same sentence, and nobody read it:", "Subscribe to our newsletter."),
        ("Am Ende stand immer derselbe Satz:", "Abonnieren Sie unseren Newsletter und verpassen Sie keine Ausgabe."),
        ("C'era scritto a matita, sulla porta del forno:", "Iscriviti alla nostra newsletter"),
    ],
)
def test_what_a_sentence_introduces_stays(above: str, line: str) -> None:
    assert line in cleaned(LONG, above, line, MORE)


def test_furniture_between_a_colon_and_its_list_goes() -> None:
    above = "The journalists whose stories are being read on Friday by their colleagues are:"
    assert "Subscribe to our newsletter" not in cleaned(
        LONG, above, "Subscribe to our newsletter", "• Ada Brandt, a reporter.", MORE
    )


def test_a_label_with_a_colon_introduces_nothing() -> None:
    assert "Subscribe to our newsletter" not in cleaned(LONG, "More of this:", "Subscribe to our newsletter", MORE)


POLICIES = ["Privacy policy", "Cookies we use", "Community guidelines | The Halden Weekly", "Terms of service"]


@pytest.mark.parametrize("heading", POLICIES)
def test_the_page_of_a_policy_is_what_it_says(heading: str) -> None:
    policy = (LONG, "We use cookies to count how many people read each page.", "Your email address will not be published.", MORE)
    text = "\n\n".join([*policy, "You can unsubscribe at any time by clicking the link at the bottom of our letters."])
    assert Cleaner().clean(text, title=heading) == text
    assert cleaned(heading, text) == [heading, *text.split("\n\n")]
    assert cleaned(text) == [LONG, MORE]


def test_instructions_how_to_unsubscribe_are_about_unsubscribing() -> None:
    lines = (
        "How to unsubscribe from our letters",
        "You can unsubscribe at any time.",
        "Open any letter and press Unsubscribe.",
        MORE,
    )
    assert cleaned(*lines) == [*lines]


def test_what_an_article_is_about_stays_inside_it_and_goes_below_it() -> None:
    text = [
        "Why we close our comments",
        LONG,
        "There will be no comments from Monday.",
        "Your email address will not be published.",
        MORE,
    ]
    assert cleaned(*text) == text
    assert cleaned(*text, "Leave a comment") == text


def test_a_paragraph_that_begins_with_a_notice_and_speaks_of_it_stays() -> None:
    paragraph = "Sign up for our newsletter! That is what every website says, and nobody does. In Penmorrow they did."
    assert paragraph in cleaned("A village and its paper", paragraph, LONG, MORE)


def test_a_speech_in_quotes_stays() -> None:
    text = ["The ferryman", LONG, "“Read more?”", "“Tomorrow.”", "“Read more?”", "“Tomorrow.”"]
    assert cleaned(*text) == text


@pytest.mark.parametrize(
    "step", ["Share with friends.", "Mit Freunden teilen.", "Compartir con amigos.", "Condividi con gli amici."]
)
def test_a_step_among_short_sentences_stays(step: str) -> None:
    text = ["Soup", LONG, "Stir.", step, "Keep the rest for Monday."]
    assert cleaned(*text) == text
    assert cleaned("Soup", LONG, MORE, step) == ["Soup", LONG, MORE]


def test_what_a_contract_says_stays() -> None:
    notices = ["Ihre E-Mail-Adresse wird nicht veröffentlicht.", "Alle Rechte vorbehalten."]
    text = [
        "AGB",
        "§ 1 Geltung",
        LONG,
        "§ 2 Schutz",
        notices[0],
        "§ 3 Schluss",
        notices[1],
        "Änderungen bedürfen der Schriftform.",
    ]
    assert cleaned(*text) == text
    assert cleaned("Fähre", LONG, notices[0], MORE, notices[1]) == ["Fähre", LONG, MORE]


def test_the_heading_of_a_paragraph_about_advertisements_stays_and_a_marker_goes() -> None:
    below = "1964 gab er in dieser Zeitung eine Anzeige auf. Sie bestand aus einem Wort: Brot."
    assert "Anzeige" in cleaned("Zum Tod von Karl Achter", LONG, "Anzeige", below, MORE)
    assert "Anzeige" not in cleaned("Zum Tod von Karl Achter", LONG, "Anzeige", below, MORE, "Anzeige", LONG.upper())
    assert "Advertisement" in cleaned("The shortest advertisement in the world", LONG, "Advertisement", MORE)
    assert "Advertisement" not in cleaned("The shortest poem in the world", LONG, "Advertisement", MORE)


def test_what_a_text_on_one_line_shows_stays() -> None:
    fill = " ".join([LONG, MORE] * 7)
    notice = "Your email address will not be published."
    told = "This sentence has stood below every article since the paper had a page of its own."
    text = f"{fill} {notice} {told} {fill}"
    assert Cleaner(select=["BP"]).clean(text) == text
    assert Cleaner(select=["BP"]).clean(f"{fill} {notice} {fill}") == f"{fill} {fill}"


def test_buttons_below_a_label_go_where_a_text_runs_together() -> None:
    fill = " ".join([LONG, MORE] * 7)
    text = f"{fill} Nobody minded it at all, and they all went home Share this: Click to share on Facebook (Opens in new window)"
    assert "Click to share" not in Cleaner(select=["BP"]).clean(text)


@pytest.mark.parametrize(("begun", "end"), [('"', '"'), ("“", "”")])
def test_the_end_of_a_quotation_does_not_go_without_its_beginning(begun: str, end: str) -> None:
    text = f"{LONG} The sign said: {begun}Nobody is here. You have reached your limit of free articles.{end}"
    assert cleaned(text) == [text]
    assert cleaned(f"{LONG} Nobody is here. You have reached your limit of free articles.") == [f"{LONG} Nobody is here."]

"""Lines that a rule matches: the article's own words stay, and what only looks like them is removed."""

from __future__ import annotations

import pytest

from cleanup import Cleaner

LONG = "The ferry to the northern islands left the quay at six on Tuesday, an hour later than the timetable had promised."


def cleaned(text: str, keep: str = "article") -> str:
    return Cleaner(keep=keep).clean(text)


@pytest.mark.parametrize("separator", ["\n\n", "\n"])
def test_an_ad_marker_inside_a_sentence_goes(separator: str) -> None:
    before = "The captain, who has crossed the sound for twenty-two years and more, said that the fog"
    text = separator.join([LONG, before, "Advertisement", "had been thicker than in any October she could remember."])
    assert "Advertisement" not in cleaned(text)


def test_an_ad_marker_among_headings_goes_where_the_parts_are_long() -> None:
    part = [LONG, "Nobody minded.", "The hens were quiet.", "So was the choir.", "Tea was served.", "It was late."]
    text = "\n\n".join(["First", *part, "Second", *part, "Advertisement", *part, "Third", *part])
    assert cleaned(text) == text.replace("Advertisement\n\n", "")


def test_ad_markers_that_come_again_go_however_short_the_parts_are() -> None:
    text = "\n\n".join(["First", LONG, "Advertisement", "It sailed.", "Second", LONG, "Advertisement", "It sank.", "Third", LONG])
    assert "Advertisement" not in cleaned(text)


@pytest.mark.parametrize(
    "line",
    [
        "We use cookies to give you the best experience on our site.",
        "By continuing to use this site, you agree to our use of cookies. You can read more in our policy.",
        "Comments are moderated, and what we have not asked for will be removed.",
    ],
)
def test_a_notice_that_nobody_reports_goes(line: str) -> None:
    assert cleaned(f"{LONG}\n\nNobody minded.\n\n{line}") == f"{LONG}\n\nNobody minded."


@pytest.mark.parametrize(
    "line",
    [
        "We use cookies to give you the best experience on our site, the poster said.",
        "“We use cookies to improve your visit.” Nobody ever saw it improve.",
        "Comments are moderated, wrote the weekly, and printed none.",
    ],
)
def test_a_notice_that_is_reported_stays(line: str) -> None:
    text = f"{LONG}\n\n{line}"
    assert cleaned(text) == text


@pytest.mark.parametrize(
    "line",
    [
        "Nous utilisons des cookies. Nulle phrase n’est plus lue, estime la doyenne.",
        "Questo sito utilizza cookie. Nessuna frase è più letta, sostiene la ricercatrice.",
        "Tento web používá soubory cookie. Žádná věta není čtenější, tvrdí knihovnice.",
        "Tämä sivusto käyttää evästeitä. Mitään lausetta ei lueta useammin, sanoo tutkija.",
        "Ez a weboldal sütiket használ. Nincs mondat, amelyet többször olvasnánk, mondja a kutató.",
        "Acest site folosește cookie-uri. Nicio frază nu e citită mai des, spune bibliotecara.",
        "Ми використовуємо файли cookie. Жодного речення не читають частіше, каже дослідниця.",
        "Situs ini menggunakan cookie. Tak ada kalimat yang lebih sering dibaca, kata pustakawan.",
        "이 웹사이트는 쿠키를 사용합니다. 우리는 이 문장을 하루에 스무 번 읽는다고 연구자는 말한다.",
    ],
)
def test_a_notice_that_is_reported_stays_in_any_language(line: str) -> None:
    text = f"{line}\n\n{LONG}\n\n{LONG} Nobody minded, and the hens slept on the lower deck."
    assert cleaned(text) == text


def test_a_button_among_lines_of_a_bar_goes_though_one_is_in_lower_case() -> None:
    assert cleaned(f"{LONG}\n\nShare this article\n\nfacebook\n\ntwitter") == LONG


def test_bullets_of_a_share_bar_are_no_dialogue() -> None:
    assert cleaned(f"{LONG}\n\n– Share this article\n– Print this article\n– Email this article") == LONG


def test_half_a_sentence_is_not_taken() -> None:
    notice = "This website uses cookies of the kind that the bakers of the old town\nmake in May, and the guests eat them."
    text = f"{LONG}\n{notice}"
    assert cleaned(text) == text


def test_the_end_of_a_quotation_is_somebodys_words() -> None:
    text = " ".join([LONG, "“That is what it says.", "Please enter your email address.” He laughed.", *[LONG] * 12])
    assert cleaned(text) == text


@pytest.mark.parametrize("line", ["Leave a comment »", "» Leave a comment", "Read more … »"])
def test_an_arrow_ends_no_quotation(line: str) -> None:
    assert cleaned(f"{LONG}\n\n{line}") == LONG


def test_the_button_below_each_comment_goes_though_comments_begin_in_lower_case() -> None:
    comments = "\n".join(f"{word}, says the cook!\nReplyDelete" for word in ("lovely", "great", "fine", "salty", "warm"))
    assert "ReplyDelete" not in cleaned(f"{LONG}\n{comments}")


def test_the_rest_of_a_sentence_is_no_label() -> None:
    letter = "The captain says that whoever writes to her should begin the letter\nlike this:\n\nDear Ada, the fog is here again."
    text = f"{LONG}\n{letter}"
    assert cleaned(text) == text


def test_the_rest_of_a_sentence_is_no_byline() -> None:
    text = f"{LONG}\nThe log of the ferry is older than anybody had thought, and was\nwritten by Mara Lind, Jon Aas, Ada Quay"
    assert cleaned(text, keep="body") == text


def test_a_button_that_a_sentence_names_stays() -> None:
    text = f"{LONG}\n\nThen click\nPrint\n.\n\nNobody minded."
    assert cleaned(text) == text


def test_an_entry_of_a_list_in_the_article_stays() -> None:
    end = "In the end each group tells of its river."
    steps = ["- Draw the river on the board", "- Watch the bell", "- Print this page", "- Tell of the tides"]
    text = f"{LONG}\n\n" + "\n".join(steps) + f"\n\n{end}"
    assert cleaned(text) == text
    bar = "- Share on Facebook\n- Print this page\n- The fog of October\n- The bell of Halden\n- Email this article"
    assert "Print this page" not in cleaned(f"{LONG}\n\n{bar}\n\n{end}")
    assert "Print this page" not in cleaned(f"{LONG}\n\n{end}\n\n" + "\n".join(steps))


def test_a_place_among_other_places_is_no_link_to_a_gallery() -> None:
    places = "Galeria: Rua das Flores, 12, aberta das 10h às 18h\nMuseu: Largo da Sé, 1\nTeatro: Avenida Nova, 3, às 21h"
    end = "No sábado há visita guiada ao museu, e no domingo há pão com chouriço para quem chegar antes das onze."
    assert cleaned(f"Agenda\n\n{places}\n\n{end}") == f"Agenda\n\n{places}\n\n{end}"
    assert "Galeria" not in cleaned(f"{end}\n\nGaleria: As imagens da cheia\n\n{end}")


@pytest.mark.parametrize(
    "form",
    [
        "From: Per Aune\nTo: Ina Vik\nDate: 3 March 2024\nSubject: Your cat",
        "The Long Tide\nDirected by Ina Vik\nWritten by Ina Vik and Per Lie\n104 minutes",
    ],
)
def test_the_head_of_a_letter_and_the_credits_of_a_film_stay_whole(form: str) -> None:
    for text in (f"{LONG}\n\n{form}\n\n{LONG.replace('six', 'nine')}", f"{LONG}\n\n{form}"):
        assert cleaned(text, keep="body") == text
    assert "Written by" not in cleaned(f"{LONG}\n\nWritten by Ina Vik", keep="body")


def test_a_dictionary_names_words_and_a_page_links() -> None:
    entry = f"{LONG}\n\nSee also: pier, quay, jetty\n\n{LONG.replace('six', 'nine')}"
    assert cleaned(entry) == entry
    assert "See also" not in cleaned(entry.replace("pier, quay, jetty", "Ferry strike ends"))

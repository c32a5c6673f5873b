"""Capitals of languages beyond those of Western Europe: what small letters begin is no name, no sentence and no title."""

from __future__ import annotations

import re

import pytest

from cleanup import Cleaner
from cleanup.corpus.units import sentences
from cleanup.rules.load import built_in
from cleanup.stages.boilerplate.page.headlinesigns import is_stamp
from cleanup.stages.boilerplate.page.linefacts import MEASURES, read_lines
from cleanup.text.fold import fold
from cleanup.text.language import CAPITALS, SMALL

POLISH = "\n\n".join(
    (
        "Rada miasta zebrała się w środę, żeby przyjąć budżet na przyszły rok, i obradowała aż do północy.",
        "Najwięcej pieniędzy pójdzie na most, który od dziesięciu lat czeka na remont i nie może się doczekać.",
        "Przewodniczący zamknął obrady kwadrans przed pierwszą i poszedł do domu przez pusty, zaśnieżony park.",
    )
)


def test_each_class_holds_letters_of_its_case_alone() -> None:
    letters = [char for char in map(chr, range(0x41, 0x2000)) if char.isalpha()]
    capitals, small = re.compile(f"[{CAPITALS}]"), re.compile(f"[{SMALL}]")
    assert not [char for char in letters if capitals.match(char) and char.islower()]
    assert not [char for char in letters if small.match(char) and char.isupper()]
    assert not [char for char in letters if small.match(char) and len(char.upper()) == 1 and not capitals.match(char.upper())]


def test_no_rule_takes_small_letters_for_capitals() -> None:
    """The letters from À to Ž are of both cases."""
    assert not [rule.code for rule in built_in() if any("À-Ž" in pattern for pattern in rule.patterns)]


@pytest.mark.parametrize(
    "last",
    [
        "Minister środowiska jest autorem nowej ustawy o rzekach, która ma wejść w życie na wiosnę przyszłego roku.",
        "Ministr školství je autorem nové vyhlášky o prázdninách, která má začít platit na jaře příštího roku.",
    ],
)
def test_a_trade_and_an_adjective_are_no_name_of_an_author(last: str) -> None:
    text = f"{POLISH}\n\n{last}"
    assert Cleaner(keep="body").clean(text) == text


@pytest.mark.parametrize(
    ("headline", "paragraph"),
    [
        ("Почему киты поют в море", "Почему киты поют в море ночью — об этом рассказали биологи, которые слушали их все лето."),
        ("Γιατί οι φάλαινες τραγουδούν", "Γιατί οι φάλαινες τραγουδούν νύχτα – αυτό είπαν οι βιολόγοι που τις άκουγαν."),
        (
            "Burza uderzyła w stary port",
            "Burza uderzyła w stary port świtem - tak powiedział kapitan, który stał na molo całą noc.",
        ),
        ("عاد الصيادون إلى الميناء القديم", "عاد الصيادون إلى الميناء القديم ليلا - هكذا قال القبطان الذي وقف على الرصيف."),
    ],
)
def test_a_sentence_that_goes_on_behind_the_headline_stays_whole(headline: str, paragraph: str) -> None:
    text = f"{headline}\n\n{paragraph}\n\n{POLISH}"
    assert Cleaner().clean(text, title=headline) == text


@pytest.mark.parametrize("place", ["ŁÓDŹ", "NEW YORK", "МОСКВА", "ΑΘΗΝΑ"])
def test_a_dateline_begins_behind_the_headline(place: str) -> None:
    rest = f"{place} - Burza przyszła w nocy i zabrała dachy z trzech szop, które stały przy molo."
    text = f"Burza uderzyła w stary port\n\nBurza uderzyła w stary port {rest}\n\n{POLISH}"
    assert Cleaner().clean(text, title="Burza uderzyła w stary port") == f"Burza uderzyła w stary port\n\n{rest}\n\n{POLISH}"


@pytest.mark.parametrize(
    ("line", "cuts"),
    [
        ("Он купил хлеб, сыр и т. д. потом пошел домой. Там его ждали.", 2),
        ("Wzięli sprzęt, m.in. żagle, np. śruby. Potem odpłynęli.", 2),
        ("Vzali lana apod. částečně i plachty. Pak odpluli.", 2),
        ("Πήραν σκοινιά κ.λπ. άλλα εργαλεία. Έφυγαν.", 2),
    ],
)
def test_sentences_are_counted_by_capitals(line: str, cuts: int) -> None:
    assert len([*sentences(line)]) == cuts
    (read,) = read_lines([line], [fold(line)])
    assert read.shares[MEASURES.index("inner sentences")] == pytest.approx((cuts - 1) / 3)


def test_a_title_about_an_author_names_none() -> None:
    assert is_stamp("Autor Łukasz Nowak")
    assert not is_stamp("Autor świetnych książek wraca na scenę")


def test_a_title_behind_a_label_begins_with_a_capital() -> None:
    text = f"{POLISH}\n\nCzytaj też: Śledczy znaleźli łódź, która zaginęła jesienią w porcie."
    assert Cleaner().clean(text) == POLISH


@pytest.mark.parametrize("dateline", ["ŁÓDŹ (PAP) — Śledczy", "İSTANBUL (AFP) – Şehir", "КИЕВ (Reuters) - Власти"])
def test_a_report_begins_with_its_dateline(dateline: str) -> None:
    report = f"{dateline} {POLISH}"
    assert Cleaner(keep="body").clean(f"Most zamknięty na trzy tygodnie\n\nJan Nowak\n\n{report}") == report

"""Paragraphs broken at their links."""

from __future__ import annotations

import pytest

from cleanup import Cleaner
from cleanup.stages.reading.inline import rejoined
from cleanup.text.document import Document

BROKEN = """\
The night ferry between~
Halden
 and Brunnvik will get a second captain in May, the~
harbour office
, which runs it, said (see
our map
) on Tuesday.

A letter from~
Mara Lindqvist
 to the board had asked for one
; nobody came.""".replace("~", " ")
WHOLE = [
    "The night ferry between Halden and Brunnvik will get a second captain in May, the harbour office , which runs it, said "
    "(see our map ) on Tuesday.",
    "A letter from Mara Lindqvist to the board had asked for one ; nobody came.",
]
MENU = "Home\n\nNews\n\nSports\n\nWeather\n\nIslands\n\nContact\n\nSign in\n\nSubscribe\n\nShop"
PROSE = "The boat of 1911 has a deck of oak and an engine that was built for a tram, and nobody has ever painted it twice. " * 3
MORE = "She keeps the log in ink, as her father did, and reads it aloud to the crew on the last night of each year at sea. " * 3


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in rejoined(Document(text)).text.split("\n") if line.strip()]


STRIPPED = "\n".join(line.strip() for line in BROKEN.split("\n"))


@pytest.mark.parametrize("text", [BROKEN, STRIPPED, BROKEN.replace("\n", "\r\n")])
def test_a_paragraph_is_one_line_again(text: str) -> None:
    assert lines(text) == WHOLE


WIDE = """\
毎晩十時に港を出る夜の船は
ハルデン
とブルンヴィクのあいだを走り、港の事務所（
harbour office
）によれば、五月に二人目の船長が来る。

マーラは「
船の日誌
」をインクで書き、毎年の最後の夜に乗組員の前で読む。

島の人びとは
古い時刻表
、つまり父の時刻表を今も使っている。"""


def test_a_paragraph_is_one_line_again_where_no_spaces_stand_between_words() -> None:
    whole = [paragraph.replace("\n", " ") for paragraph in WIDE.split("\n\n")]
    whole[2] = "島の人びとは\n古い時刻表 、つまり父の時刻表を今も使っている。"  # too short to lead to a link
    assert lines(WIDE) == "\n".join(whole).split("\n")


def test_joining_keeps_every_offset() -> None:
    other = rejoined(Document(BROKEN))
    assert len(other.text) == len(BROKEN)
    assert other.text.split() == BROKEN.split()


def test_what_was_broken_at_a_width_as_well_is_joined() -> None:
    wrapped = """\
        Some of the captains have been on the boats for thirty years, and
        Halden knows each of them by the way he comes alongside: in fog
        they do it by ear."""
    assert lines(f"{BROKEN}\n\n{wrapped}\n\n{wrapped}")[2:] == [" ".join(wrapped.split())] * 2


@pytest.mark.parametrize(
    "text",
    [
        "The ferry sailed.\n The captain slept.\n The mate steered.\n The cook fished.",  # paragraphs that are indented
        "home\nnews\nsports\nabout us\ncontact",
        "Home \n\n , \n\nNews\n\n ; \n\nSports\n\n .",
        MENU,
    ],
)
def test_whole_lines_are_left(text: str) -> None:
    document = Document(text)
    assert rejoined(document) is document


def test_texts_kept_by_hand_are_left() -> None:
    document = Document(BROKEN, curated=True)
    assert rejoined(document) is document


def test_labels_above_a_broken_paragraph_stay_lines() -> None:
    assert lines(f"News\nHalden\n\n{BROKEN}\nShare\nPrint")[:2] == ["News", "Halden"]
    assert lines(f"{BROKEN}\nShare\nPrint")[-2:] == ["Share", "Print"]


def test_an_article_comes_out_of_a_page_with_the_words_of_its_links() -> None:
    article = f"{PROSE}\n\n{MORE}\n\n{BROKEN}"
    assert Cleaner().clean(f"{MENU}\n\n{article}\n\n{MENU}").split() == article.split()

from __future__ import annotations

import pytest

from cleanup.stages.reading.markup import is_html, is_json

PAGES = [
    "<!DOCTYPE html>\n<html><head><title>A</title></head><body><p>Rain.</p></body></html>",
    "\n<?xml version='1.0'?>\n<!-- saved -->\n<html lang='en'><body><p>Rain.</p>",
    "<div class='post'><h1>Rain</h1><p>" + "It rained for days. " * 40 + "</p></div>",
    "Menu\n" + "<li><a href='/x'>Home</a></li>\n" * 20,
]
PROSE = [
    "",
    "It rained.",
    "2 < 3 and 5 > 4",
    "<html> is the tag every page begins with, and <body> holds what is shown. " + "Then comes prose. " * 20,
    "Use the <b> tag, never <strong>, and close it with </b>. " + "More words follow here. " * 30,
    "He typed <br> four times: <br> <br> <br> <br> and then he wrote on. " * 1 + "Words. " * 40,
    "<3 you all <3",
]


@pytest.mark.parametrize("text", PAGES)
def test_pages_count_as_html(text: str) -> None:
    assert is_html(text)


@pytest.mark.parametrize("text", PROSE)
def test_prose_that_mentions_tags_does_not_count_as_html(text: str) -> None:
    assert not is_html(text)


def test_markdown_may_hold_fragments() -> None:
    assert is_html(PAGES[0], fragments=False)
    assert not is_html(PAGES[2], fragments=False)
    assert not is_html(PAGES[3], fragments=False)


DATA = ['{"a": 1}', ' [{"title": "Rain", "text": "It rained."}]', '{"a": 1}\n\n{"b": 2}\n', '{\n "a": [1,\n 2]}']


@pytest.mark.parametrize("text", DATA)
def test_objects_arrays_of_them_and_records_count_as_json(text: str) -> None:
    assert is_json(text)


@pytest.mark.parametrize(
    "text", ["", "Rain.", '"Rain"', "[1, 2]", '{"a": 1}\nIt rained.', 'It sent {"a": 1}.', '{"a": [\n' + "[" * 9_000]
)
def test_articles_and_pieces_of_data_do_not_count_as_json(text: str) -> None:
    assert not is_json(text)

"""Texts about software that people write by hand: their names are not glued words, their lists and links are intended."""

from __future__ import annotations

import pytest

from cleanup.pipeline.cleaner import Cleaner
from cleanup.rules.load import built_in
from cleanup.stages.reading.technical import holds_code, is_manual, is_technical
from cleanup.text.document import Document
from tests.cost import costs_at_most

README = """\
# quaybook

[![Build](https://img.shields.io/quay.svg)](https://github.com/tarn/quaybook)
[![PyPI](https://img.shields.io/x.svg)](https://pypi.org/)

Reads the log of a harbour and writes a table of it.

## Install

Run `pip install quaybook`, then `quaybook --help`. Set QUAY_HOME to keep its files elsewhere.

## Changes

* **net,http2**: readLog no longer waits ( see notes ) when fs.readFile fails
* writeTable takes maxHeaderSize; http2 is on by default


## See also

* Other readers of logs

Copyright (c) 2021 Ada Quay. All rights reserved.
"""
ARTICLE = """\
The pier reopened on Saturday after nine years, and the queue reached as far as the bridge over the Tarn.

A clerk of the harbour said the table of arrivals is kept on a site called github.com/tarn, where anyone can read it.
"""


def edits(text: str, *, curated: bool, **options: object) -> list[str]:
    result = Cleaner(**options).run(Document(text, curated=curated))
    return [finding.code for finding in result.findings]


def test_a_readme_is_technical_and_an_article_is_not() -> None:
    assert is_technical(Document(README))
    assert not is_technical(Document(ARTICLE))
    assert not is_technical(Document(""))


def test_only_what_is_kept_by_hand_is_a_manual() -> None:
    assert is_manual(Document(README, curated=True))
    assert not is_manual(Document(README))


def test_a_manual_stays_as_it_is() -> None:
    assert edits(README, curated=True) == []


def test_a_missing_space_between_sentences_is_found_in_a_manual_as_well() -> None:
    assert edits(README.replace("a table of it.", "a table of arrivals.The file stays."), curated=True) == ["SP102"]


@pytest.mark.parametrize("line", ["## See also", "Related articles", "Copyright 2021 The Tarn Gazette. All rights reserved."])
def test_what_a_writer_may_mean_stands_in_texts_kept_by_hand_unless_asked_for(line: str) -> None:
    text = f"{ARTICLE}\n{line}\n"
    assert Cleaner(curated=True).clean(text) == text
    assert Cleaner(curated=True, extend_select=["BP"]).clean(text) == Cleaner().clean(text)


def test_what_a_page_puts_below_an_article_goes_from_texts_kept_by_hand() -> None:
    text = f"{ARTICLE}\nLeave a Reply\n\nYour email address will not be published.\n"
    assert Cleaner(curated=True).clean(text) == ARTICLE


def test_a_page_is_never_seen_in_a_text_kept_by_hand() -> None:
    menu = "\n".join(["Home", "News", "Sport", "Contact us", "About us", "Log in", "Search", "Weather", "Privacy policy"] * 2)
    page = f"{menu}\n\n{ARTICLE}\n{menu}\n"
    assert Cleaner().clean(page) != page
    assert "Home\nNews" in Cleaner(curated=True).clean(page)


def test_families_that_writers_mean_as_well_are_for_scraped_texts_alone() -> None:
    meant = [rule for rule in built_in() if rule.code.startswith(("BP4", "BP5", "BP9"))]
    assert meant
    assert [rule.code for rule in meant if rule.curated != "none"] == []


CODE = """\
Run this, and then readFile gives you the numbers , as readNumbers did:

for i in range(10) :
    print( i )

Call main() first, and git commit the result.
"""
PICTURES = "the_old_pier_1 the_old_pier_2\n\nThe clerk said that PLAthe table is kept in the harbour, and nobody asked by whom."


def test_code_in_a_scraped_text_is_left_alone() -> None:
    assert holds_code(Document(CODE))
    assert edits(CODE, curated=False, select=["SP"]) == []


def test_basic_is_code() -> None:
    macro = "Dim myGauge As Object\nSub ReadGauge(theTide As Double)\n  theClock()\nEnd Sub\n"
    assert holds_code(Document(macro))
    assert edits(macro, curated=False, select=["SP"]) == []


STYLES = ".boats li a:hover {\n\tcolor:black;\n\tmargin:0px;\n}\n\n.piers li a:focus {\n\tdisplay:block;\n}\n"
TREE = 'gauge@4 {\n\tcompatible = "tide,gauge";\n\ttide,reg = <0x4>;\n\ttide,clock = <&bell 2>;\n};\n'


@pytest.mark.parametrize("code", [STYLES, TREE])
def test_styles_and_device_trees_are_code(code: str) -> None:
    assert holds_code(Document(code))
    assert edits(code, curated=False, select=["SP"]) == []


def test_a_list_of_identifiers_is_a_text_about_software() -> None:
    names = ", ".join(f"gauge{number}_clk_pa{number}" for number in range(40))
    assert holds_code(Document(f"The pins are {names}."))


def test_names_of_pictures_make_no_text_about_software() -> None:
    assert is_technical(Document(PICTURES))
    assert not holds_code(Document(PICTURES))
    assert edits(PICTURES, curated=False, select=["SP"]) == ["SP101"]


@pytest.mark.parametrize("name", ["$HOME/bin:$PATH", "PATH=/usr/bin:$PATH", "host:port", "key:value"])
def test_a_colon_in_a_setting_takes_no_space(name: str) -> None:
    assert edits(f"He wrote {name} into the file, and the harbour was found by the boats again.", curated=False) == []


SESSION = """\
# mdadm --create /dev/md0 --level=raid1 gauge1 gauge2
mdadm: array tideRaid:0 was made by readGauge,writeGauge ( 2 of 2 ) .

The harbour keeps its readings on two disks, and both of them hold the same.If one of them fails , the other is still there.

[ Ada Quay ]
"""


def test_the_prose_of_a_scraped_text_about_software_is_repaired_and_no_more() -> None:
    repaired = SESSION.replace("same.If", "same. If").replace("fails ,", "fails,")
    assert Cleaner(select=["SP"]).clean(SESSION) == repaired


def test_of_a_manual_only_clauses_are_repaired() -> None:
    assert Cleaner(select=["SP"], curated=True).clean(SESSION) == SESSION.replace("same.If", "same. If")


def test_a_heading_between_brackets_keeps_its_spaces_in_texts_kept_by_hand() -> None:
    text = f"{ARTICLE}\n[ Ada Quay ]\n\nThe clerk ( see above ) agrees.\n"
    assert Cleaner(curated=True).clean(text) == text.replace("( see above )", "(see above)")


PAGES = """\
The command tidewatch(8) reads `gauge.conf` and writes a table of arrivals, as `quaybook --table` does.

See also
--------

quaybook(1)

gauge_tables(5)

The pier
--------

The harbour keeps its readings on two disks, and both of them hold the same.
"""


def test_related_pages_that_a_manual_names_stay() -> None:
    assert edits(PAGES, curated=False) == []
    heading = PAGES.partition("See also")
    article = f"{ARTICLE}\n{''.join(heading[1:])}".replace("quaybook(1)", "Bell rings").replace("gauge_tables(5)", "Tide turns")
    assert "BP502" in edits(article, curated=False)


def test_blank_lines_take_linear_time() -> None:
    with costs_at_most(50):
        assert holds_code(Document("Set `width` so:\n\n a: b;\n" + "\n" * 50_000 + "The rest."))

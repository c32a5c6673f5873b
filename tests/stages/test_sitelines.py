"""Site lines and the profile they come from."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleanup import Cleaner, SiteProfile, clean
from cleanup.corpus.profilefile import ProfileError
from cleanup.corpus.siteline import Site, SiteLine
from cleanup.text.document import Document

LINE = "Halden Weekly is read on both shores of the sound."
PROFILE = SiteProfile(
    {"haldenweekly.example": Site(60, (SiteLine(LINE, 41), SiteLine("What happened?", 30, keep=True), SiteLine("…", 50)))}
)
TEXT = f"The swing bridge was stuck for an hour on Monday.\n\nWhat happened?\n\n…\n\n{LINE.upper()}\n"


def test_a_known_line_goes_and_the_reason_counts() -> None:
    result = Cleaner(select=["SL"], profile=PROFILE).explain(TEXT, url="https://www.HaldenWeekly.example/a?b")
    assert result.text == "The swing bridge was stuck for an hour on Monday.\n\nWhat happened?\n\n…\n"
    (found,) = result.findings
    assert found.code == "SL101"
    assert found.reasons[0].because == "The line stands on 41 of 60 pages of haldenweekly.example."


@pytest.mark.parametrize("kind", [str, Path])
def test_a_profile_may_be_a_file(tmp_path: Path, kind: type) -> None:
    file = tmp_path / "profile.json"
    PROFILE.save(file)
    address = "https://haldenweekly.example/a"
    assert Cleaner(select=["SL"], profile=kind(file)).explain(TEXT, url=address).rules() == {"SL101": 1}
    assert clean(TEXT, url=address, select="SL", profile=kind(file)) == Cleaner(profile=PROFILE, select="SL").clean(
        TEXT, url=address
    )


@pytest.mark.parametrize("url", [None, "", "https://other.example/", "http://[broken", "haldenweekly.example"])
def test_another_site_is_left_alone(url: str | None) -> None:
    assert Cleaner(select=["SL"], profile=PROFILE).clean(TEXT, url=url) == TEXT


TEASER = "Why the harbour of Brackwater stands empty since the winter"
STORY = "The engineers found cracks in the north wall.\n\nNobody was hurt, but the damage is considerable.\n"


@pytest.mark.parametrize(
    ("title", "before", "keep", "stays"),
    [
        (TEASER, "Harbour\n\n", "article", True),  # the title is known
        (f"{TEASER} | Halden Weekly", "Harbour\n\n", "article", True),
        (None, "", "article", True),  # the text begins with what stands below the others
        (None, f"{LINE}\n\n", "article", True),  # so does the rest
        (None, "Harbour\n\n", "article", False),
        ("A day at the sawmill of Kettlewell", "Harbour\n\n", "article", False),
        (TEASER, "", "body", False),
    ],
)
def test_a_headline_stays_in_its_own_article(title: str | None, before: str, keep: str, stays: bool) -> None:
    lines = (SiteLine(TEASER, 40, head=2), SiteLine(LINE, 41, head=41))
    profile = SiteProfile({"haldenweekly.example": Site(60, lines)})
    cleaner = Cleaner(select=["SL", "HL"], profile=profile, keep=keep)
    cleaned = cleaner.clean(f"{before}{TEASER}\n\n{STORY}", title=title, url="https://haldenweekly.example/a")
    assert (TEASER in cleaned) == stays
    assert LINE not in cleaned
    by_hand = SiteProfile({"haldenweekly.example": Site(60, (SiteLine(TEASER, 40, why="decided by hand", head=2),))})
    assert TEASER not in Cleaner(profile=by_hand).clean(f"{TEASER}\n\n{STORY}", title=title, url="https://haldenweekly.example/a")


def test_without_a_profile_nothing_happens() -> None:
    assert Cleaner(select=["SL"]).clean(TEXT, url="https://haldenweekly.example/") == TEXT


def test_the_record_may_name_the_site() -> None:
    document = Document(TEXT, url="https://mirror.example/", metadata={"site": "www.haldenweekly.example"})
    assert PROFILE.site_of(document) == ("haldenweekly.example", PROFILE.sites["haldenweekly.example"])


def test_a_profile_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    file = tmp_path / "profile.json"
    PROFILE.save(file)
    first = file.read_bytes()
    assert SiteProfile.load(file) == SiteProfile(
        {"haldenweekly.example": Site(60, (SiteLine("…", 50), SiteLine(LINE, 41), SiteLine("What happened?", 30, keep=True)))}
    )
    SiteProfile.load(file).save(file)
    assert file.read_bytes() == first


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not JSON"),
        ("[]", '"v" and "sites"'),
        ('{"v": 2, "sites": {}}', "version 2"),
        ('{"v": 1, "sites": []}', "table of sites"),
        ('{"v": 1, "sites": {"a.example": {"pages": "6"}}}', 'a.example: "pages" is the number'),
        (
            '{"v": 1, "sites": {"a.example": {"pages": 6, "lines": [{"text": "x", "pages": 7}]}}}',
            'line 1: "pages" is a number up to 6',
        ),
        ('{"v": 1, "sites": {"a.example": {"pages": 6, "lines": [{"text": " ", "pages": 1}]}}}', 'line 1: "text"'),
        ('{"v": 1, "sites": {"a.example": {"pages": 6, "lines": [{"text": "x", "pages": 1, "keep": 1}]}}}', "true or false"),
        ('{"v": 1, "sites": {"a.example": {"pages": 6, "line": []}}}', 'has "pages" and "lines"'),
    ],
)
def test_an_error_names_the_file_and_what_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "profile.json"
    file.write_text(text, "utf-8")
    with pytest.raises(ProfileError) as error:
        SiteProfile.load(file)
    assert str(error.value).startswith(str(file))
    assert message in str(error.value)


def test_a_file_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    file = tmp_path / "profile.json"
    file.write_bytes(b'{"v": "\xff"}')
    with pytest.raises(ProfileError, match="not UTF-8"):
        SiteProfile.load(file)


@pytest.mark.parametrize(
    ("line", "rest", "following"),
    [
        ("Halden Weekly is read on both shores", "of the sound.", "The swing bridge was stuck for an hour on Monday."),
        ("Газета выходит по средам и субботам", "уже сто лет.", "Мост через реку закрыт до весны, сообщили в мэрии."),
    ],
)
def test_the_beginning_of_a_sentence_is_no_known_line_in_any_alphabet(line: str, rest: str, following: str) -> None:
    cleaner = Cleaner(select=["SL"], profile=SiteProfile({"orsa.example": Site(60, (SiteLine(line, 41),))}))
    story = " ".join([following] * 20)
    text = f"{story} {line} {rest} {story}"
    assert cleaner.clean(text, url="https://orsa.example/1") == text
    assert cleaner.clean(f"{story} {line} {story}", url="https://orsa.example/1") == f"{story} {story}"

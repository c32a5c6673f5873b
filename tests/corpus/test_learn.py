"""What is learned of a site: lines that belong to it go, lines of its articles that repeat stay and are listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleanup import Cleaner, SiteProfile
from cleanup.corpus.furniture import stays
from cleanup.corpus.learn import Bar
from cleanup.corpus.siteline import BY_HAND, Site, SiteLine
from cleanup.text.document import Document

SITE = "haldenweekly.example"
FOOT = "Sign up for the newsletter of the Halden Weekly."
DIGEST = (
    "A cargo ship ran aground off the western skerries on Monday night, and its crew of 11 was brought ashore by the lifeboat "
    "before the tide came in, the harbour office said."
)


def pages(count: int, *lines: str, first: int = 0, day: str = "") -> list[Document]:
    bodies = [f"In week {n} the council met on the pier." for n in range(first, first + count)]
    about = {"date": day} if day else {}
    return [
        Document("\n".join([body, *lines]), url=f"https://{SITE}/{first + n}", metadata=about) for n, body in enumerate(bodies)
    ]


def lines_of(profile: SiteProfile) -> dict[str, tuple[int, bool, str]]:
    return {line.text: (line.pages, line.keep, line.why) for line in profile.sites[SITE].lines}


def test_the_site_s_lines_go_and_those_of_its_articles_are_listed() -> None:
    profile = SiteProfile.learn(pages(6, "What happened?", DIGEST, FOOT))
    assert lines_of(profile) == {
        FOOT: (6, False, ""),
        "What happened?": (6, True, "short: may be the name of a section, or a byline"),
        DIGEST: (6, True, "long: may be an article quoted, or an item of a digest"),
    }
    text = "\n".join(["The bridge stood open.", "What happened?", DIGEST, FOOT])
    assert Cleaner(select=["SL"], profile=profile).clean(text, url=f"https://{SITE}/x") == text.removesuffix("\n" + FOOT)


@pytest.mark.parametrize("text", ["A text.", {"text": "A text."}])
def test_texts_alone_tell_no_site(text: object) -> None:
    with pytest.raises(TypeError, match=r"expected documents, as Document\(text, url=...\), got "):
        SiteProfile.learn([text])  # type: ignore[list-item]


def test_too_few_pages_or_too_small_a_share_are_waited_for() -> None:
    few = SiteProfile.learn(pages(4, FOOT))
    assert lines_of(few) == {FOOT: (4, True, "on 4 of 4 pages: too few")}
    rare = SiteProfile.learn([*pages(5, FOOT), *pages(100, first=5)])
    assert lines_of(rare) == {FOOT: (5, True, "on 5 of 105 pages: too few")}
    assert not lines_of(SiteProfile.learn([*pages(5, FOOT), *pages(100, first=5)], min_share=0.04))[FOOT][1]


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Scroll down for video",
        "CLICK HERE TO GET THE HALDEN WEEKLY APP",
        "Werbung",
        "Читайте также:",
        "Coverage of the harbour works, the ferries and the fish market.",
        "Get the best of the Halden Weekly delivered to your inbox every morning. By signing up you agree to our privacy policy.",
        "Halden Weekly, run by the same family since the first ferry, prints the tides, catches and the minutes of the council.",
    ],
)
def test_furniture_goes(line: str) -> None:
    assert not stays(line, SITE, at_edge=True)


@pytest.mark.parametrize(
    "line",
    [
        "What happened?",
        "What to watch",
        "Perspectives",
        "The big picture",
        "Anna Lindqvist",
        "By Anna Lindqvist and Per Holm, Halden Weekly Staff Writers",
        "Anna Lindqvist and Per Holm, Senior Correspondents, Halden Weekly",
        "The Associated Press contributed to this report.",
        "Reporting by Anna Lindqvist; editing by Per Holm and Maria Sund",
        "Correction: an earlier version of this story gave the wrong year.",
        "The harbour office did not immediately respond to a request for comment.",
        "US officials said the vessel had sailed under another flag until last spring, when it was sold to a firm in Malta.",
        "“You never know with your own boat until it has seen our lighthouse in a winter storm,” the skipper said on Monday.",
        DIGEST,
    ],
)
def test_what_articles_say_again_and_again_stays(line: str) -> None:
    assert stays(line, SITE, at_edge=False)


def test_profiles_merge_and_are_judged_anew() -> None:
    one, other = SiteProfile.learn(pages(4, FOOT)), SiteProfile.learn(pages(3, FOOT.upper(), first=4))
    both = one.merge(other).judged()
    assert both.to_bytes() == other.merge(one).judged().to_bytes()
    assert lines_of(both) == {FOOT: (7, False, "")}


def test_a_decision_by_hand_outlives_merging_and_learning() -> None:
    learned = SiteProfile.learn(pages(6, "What happened?", FOOT))
    flipped = tuple(SiteLine(line.text, line.pages, not line.keep, line.why) for line in learned.sites[SITE].lines)
    decided = SiteProfile({SITE: Site(6, flipped)})
    for _ in range(3):
        decided = decided.merge(SiteProfile.learn(pages(6, "What happened?", FOOT, first=6))).judged()
    assert lines_of(decided) == {"What happened?": (24, False, BY_HAND), FOOT: (24, True, BY_HAND)}


def test_a_profile_ages() -> None:
    old, new = pages(6, FOOT, day="2025-03-01"), pages(6, "Share", first=6, day="2026-03-01")
    profile = SiteProfile.learn([*old, *new, *pages(1, "Share", first=12)])
    aged = profile.since("2026-01").judged()
    assert lines_of(aged) == {"Share": (7, False, "")}
    assert aged.sites[SITE].pages == 7
    assert aged.to_bytes() == SiteProfile.learn([*new, *pages(1, "Share", first=12)]).to_bytes()


def test_a_profile_of_thousands_of_rare_lines_stays_small() -> None:
    documents = [document for n in range(300) for document in pages(2, f"Share this with {n} readers", first=2 * n)]
    assert len(SiteProfile.learn(documents).sites[SITE].lines) == 100


def test_the_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    profile = SiteProfile.learn(pages(7, "What happened?", FOOT + " “\ud800”", day="2026-03-01"))
    profile.save(tmp_path / "profile.json")
    again = SiteProfile.load(tmp_path / "profile.json")
    assert again == profile
    assert again.to_bytes() == (tmp_path / "profile.json").read_bytes()
    assert again.judged(Bar()) == profile


def test_a_profile_replaces_the_old_one_whole_and_a_failure_leaves_nothing(tmp_path: Path) -> None:
    first, second = (SiteProfile.learn(pages(count, FOOT)) for count in (7, 9))
    file = tmp_path / "profile.json"
    first.save(file)
    file.chmod(0o640)
    (tmp_path / "link.json").symlink_to(file)
    second.save(tmp_path / "link.json")
    assert SiteProfile.load(file) == second
    assert file.stat().st_mode & 0o777 == 0o640
    (tmp_path / "folder.json").mkdir()
    with pytest.raises(OSError, match="directory"):
        second.save(tmp_path / "folder.json")
    assert {path.name for path in tmp_path.iterdir()} == {"profile.json", "link.json", "folder.json"}


@pytest.mark.parametrize(
    ("on", "of", "goes"), [(20, 20, True), (19, 20, False), (18, 20, False), (27, 30, True), (26, 30, False)]
)
def test_a_sentence_goes_that_stands_on_nearly_every_page(on: int, of: int, goes: bool) -> None:
    motto = "The Halden Weekly is read on both shores of the sound."
    bodies = [
        [f"In week {week} of the year the clerk wrote line {line} into the book." for line in range(30)] for week in range(of)
    ]
    for body in bodies[:on]:
        body.insert(15, motto)
    profile = SiteProfile.learn(Document("\n".join(body), url=f"https://{SITE}/{week}") for week, body in enumerate(bodies))
    assert lines_of(profile)[motto] == (on, not goes, "" if goes else "reads like a sentence of the articles")

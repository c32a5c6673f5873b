"""What `make demo` shows: the sample articles go in dirty, come out clean, and can be had back byte for byte."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ARTICLES = Path(__file__).parents[2] / "fixtures" / "articles"

UNTOUCHED = ["already-clean.txt", "recipe-with-repeats.txt", "unextracted-page.txt"]

HEADLINES = {
    "comment-form.txt": "Beavers hold back the flood in Upper Ashby",
    "french-newsletter.txt": "Le dernier horloger du marché couvert passe la main",
    "german-consent-and-comments.txt": "Die letzte Fähre von Oberwerda fährt jetzt elektrisch",
    "headline-glued-to-the-story.txt": "Tramline nine will reach the airport a year late",
    "headline-three-times.txt": "Night ferry to Halden Island returns after eleven years",
    "no-final-newline.txt": "Marathon runner takes the tram and still finishes last",
    "spanish-windows-1252.txt": "El pueblo que compró su propia estación de tren",
    "whole-page.txt": "Lighthouse keeper's logbooks go online",
}

GONE = {
    "comment-form.txt": ["Share on", "Leave a Reply", "Required fields", "Comment *", "Email *", "Save my name"],
    "double-encoded.txt": ["Ã", "â€"],
    "field-notes.md": ["Required fields"],
    "french-newsletter.txt": ["Partager sur", "Publicité", "Inscrivez-vous", "Laisser un commentaire", "obligatoires"],
    "german-consent-and-comments.txt": ["Cookies", "Anzeige\n", "Newsletter", "Schreibe einen Kommentar", "Erforderliche"],
    "html-entities.txt": ["&amp;", "&#8217;", "&ldquo;", "&quot;", "&ndash;"],
    "loose-spaces.txt": [" .", " ,", "\u200b", "\ufeff", "\n\n\n", " \n"],
    "lost-spaces.txt": ["ofthe", "onThursday", "NRAthe", "Tuesday.The", "since.They", "forthe"],
    "newsletter-and-ads.txt": ["cookies", "ADVERTISEMENT", "Advertisement", "Sign up for", "Subscribe to"],
    "no-final-newline.txt": ["Advertisement", "Follow us"],
    "related-stories-crlf.txt": ["READ MORE", "Related Articles", "twenty flats", "All rights reserved"],
    "spanish-windows-1252.txt": ["Publicidad", "Comparte", "Deja una respuesta", "obligatorios"],
    "whole-page.txt": [
        "Skip to content",
        "Log in",
        "Share this",
        "Related posts",
        "Cancel reply",
        "Privacy policy",
        "Back to top",
    ],
}

STAYS = {
    "comment-form.txt": ["Six families of beavers", "a few of her apple trees."],
    "double-encoded.txt": ["The café that", "“À la même heure demain” – same time tomorrow."],
    "field-notes.md": [
        "    # Leave a Reply: the bird",
        "| Old Brewery | 22 |  22 | 22 |  22 |\n" * 2,
        "2024-06-18`.  \n",
        "(entries ,exits)",
    ],
    "french-newsletter.txt": ["« Laquelle ? Personne ne s’en souvient »", "il faut une oreille ».", "douze pendules, et"],
    "german-consent-and-comments.txt": ["auf eine Anzeige schauen", "Fahrräder und Hunde fahren umsonst mit."],
    "headline-glued-to-the-story.txt": ["Tramline nine will not carry passengers", "ten in the evening."],
    "headline-three-times.txt": ["By Marta Lindqvist\n12 March 2024", "back to weekends only."],
    "html-entities.txt": ["Brewer & Sons, which", "“A propeller is a bell", "Neither side would name the price."],
    "loose-spaces.txt": ["no rooms of its own since the spring.", "reasonable quiet"],
    "lost-spaces.txt": ["one of the two lists", "on Thursday evening", "NRA the national", "Tuesday. The", "for it, two"],
    "newsletter-and-ads.txt": ["Bread was hard to find", "her office said, was still open."],
    "no-final-newline.txt": ["3,806", "“just in case”, he said."],
    "related-stories-crlf.txt": ["4,112 of them", "who did not come home."],
    "repeated-paragraphs.txt": ["wrapped in a tea towel.", "asked Port Salter for its figures."],
    "spanish-windows-1252.txt": ["Los 412 vecinos", "una guía de ferrocarriles de 1961."],
    "whole-page.txt": ["For 88 years", "“Light in order. Nothing to report.”"],
}


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from cleanup.cli.app import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture(scope="module")
def cleaned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("demo") / "clean"
    done = run("fix", ARTICLES, "-o", out)
    assert done.returncode == 0, done.stderr[-400:]
    return out


def text(folder: Path, name: str) -> str:
    data = (folder / name).read_bytes()
    return data.decode("cp1252" if "1252" in name else "utf-8-sig").replace("\r\n", "\n")


def test_every_article_has_its_cleaned_copy(cleaned: Path) -> None:
    assert sorted(path.name for path in cleaned.iterdir()) == sorted(path.name for path in ARTICLES.iterdir())


@pytest.mark.parametrize("name", UNTOUCHED)
def test_what_is_right_stays_byte_for_byte(cleaned: Path, name: str) -> None:
    assert (cleaned / name).read_bytes() == (ARTICLES / name).read_bytes()


@pytest.mark.parametrize("name", HEADLINES)
def test_one_headline_remains_at_the_top(cleaned: Path, name: str) -> None:
    result = text(cleaned, name)
    assert result.count(HEADLINES[name]) == 1
    assert HEADLINES[name] in result[:300]


@pytest.mark.parametrize("name", GONE)
def test_the_dirt_goes(cleaned: Path, name: str) -> None:
    result = text(cleaned, name)
    assert [dirt for dirt in GONE[name] if dirt in result] == []


@pytest.mark.parametrize("name", STAYS)
def test_the_story_stays(cleaned: Path, name: str) -> None:
    result = text(cleaned, name)
    assert [part for part in STAYS[name] if part not in result] == []


def test_an_exact_repetition_goes(cleaned: Path) -> None:
    paragraphs = text(cleaned, "repeated-paragraphs.txt").strip().split("\n\n")
    assert len(set(paragraphs)) == len(paragraphs)


def test_the_way_bytes_were_written_is_kept(cleaned: Path) -> None:
    related = (cleaned / "related-stories-crlf.txt").read_bytes()
    assert related.count(b"\n") == related.count(b"\r\n") > 0
    assert (cleaned / "newsletter-and-ads.txt").read_bytes().startswith(b"\xef\xbb\xbf")
    assert not (cleaned / "no-final-newline.txt").read_bytes().endswith(b"\n")


def test_undo_gives_back_every_byte(cleaned: Path, tmp_path: Path) -> None:
    undone = run("undo", f"{cleaned}.report", "--to", tmp_path)
    assert undone.returncode == 0, undone.stderr
    for path in ARTICLES.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name

"""The page in a real browser, opened from the disk after real runs, and read as a person would."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from cleanup.report.html import ReportWriter
from cleanup.report.record import Entry
from cleanup.report.summary import Summary
from cleanup.rules.load import built_in
from tests.cli.program import cleanup
from tests.report.conftest import Reader
from tests.report.test_html import HOSTILE, TEXT
from tests.report.test_segments import made
from tests.run.runs import DIRTY, put

pytestmark = pytest.mark.slow
FIXTURES = Path(__file__).parents[2] / "fixtures" / "articles"
WORDS = "harbour ferry council school river bridge market season budget garden library street winter village mayor".split()


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The page of a run over the sample articles and some more; the working folder holds `in` and `clean`."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(FIXTURES, tmp_path / "in" / "samples.example")
    long = [f"Nobody at the {one} had heard of the {other} before that day." for one in WORDS for other in WORDS if one != other]
    long[100] = "The end of it ,at last."
    put(tmp_path, {"in/a.txt": DIRTY, "in/pier.example/b.txt": DIRTY, "in/pier.example/long.txt": "\n\n".join(long) + "\n"})
    cleanup("fix", "in", "-o", "clean", "-q")
    return tmp_path / "clean.report" / "index.html"


def document(reader: Reader) -> str:
    return reader.text("#name")


def here(reader: Reader) -> str:
    return reader.text("#content .edit.here")


def test_documents_and_edits_by_keyboard(index: Path, reader: Reader) -> None:
    from playwright.sync_api import expect

    page = reader.open(index)
    assert reader.text("#content h2") == "Overview"
    reader.press("j")
    page.wait_for_selector(".edit.here")
    first = document(reader)
    steps = page.locator("#cards .card").count()
    for _ in range(steps - 1):
        reader.press("n")
    assert document(reader) == first
    reader.press("n")
    expect(page.locator("#name")).not_to_have_text(first)
    second = document(reader)
    reader.press("k")
    expect(page.locator("#name")).to_have_text(first)
    reader.press("j")
    expect(page.locator("#name")).to_have_text(second)
    reader.press("p")
    expect(page.locator("#name")).to_have_text(first)
    assert page.locator("#cards .card").last.get_attribute("class") == "card here"
    reader.press("Escape")
    assert page.locator(".here").count() == 0
    reader.press("Escape")
    assert reader.text("#content h2") == "Overview"


def test_the_keys_that_scroll_a_page_scroll_the_text(index: Path, reader: Reader) -> None:
    """The page itself stands still and its text is a box of its own, which must scroll wherever the focus was lost."""
    page = reader.open(index)
    page.set_viewport_size({"width": 1280, "height": 400})
    box = page.locator("#pane-text")
    for before in ("o", "j", "2", "x", "Escape", "/ Escape"):
        reader.press(before)
        page.wait_for_timeout(200)  # for a document to be drawn
        box.evaluate("box => { box.scrollTop = 0; }")
        reader.press("PageDown")
        assert any(page.wait_for_timeout(100) or box.evaluate("box => box.scrollTop") for _ in range(50)), before


def test_the_four_views_show_the_texts_as_they_are(index: Path, reader: Reader) -> None:
    page = reader.open(index, "#doc=a.txt")
    page.wait_for_selector(".edit")
    original = [line for line in DIRTY.split("\n") if line]
    cleaned = [line for line in Path("clean/a.txt").read_text().split("\n") if line]
    reader.press("2")
    assert page.locator("#content .line").all_inner_texts() == [
        line if line in cleaned and original.index(line) == at else page.locator("#content .line").nth(at).inner_text()
        for at, line in enumerate(original)
    ]
    assert page.locator("#content .line.gone").count() == 3
    reader.press("3")
    assert page.locator("#content .line").all_inner_texts() == cleaned
    reader.press("4")
    rows = page.locator("#content .row")
    assert rows.count() == len(original)
    right = [rows.nth(at).locator(".line").nth(1).inner_text() for at in range(rows.count())]
    assert [line for line in right if line] == cleaned
    reader.press("1")
    assert page.locator("#content .line").count() == len(original)


def test_search_filter_and_sort(index: Path, reader: Reader) -> None:
    page = reader.open(index)
    everything = page.locator("#documents .document").count()
    reader.press("/")
    page.keyboard.type("pier b.txt")
    assert page.locator("#documents .document .file").all_inner_texts() == ["b.txt"]
    assert reader.text("#count") == "1 document"
    reader.press("Escape")
    page.fill("#query", "")
    page.select_option("#site", label="pier.example")
    assert set(page.locator("#documents .document .file").all_inner_texts()) == {"b.txt", "long.txt"}
    page.select_option("#site", label="all")
    page.select_option("#rule", label="EN102 html entity")
    assert page.locator("#documents .document .file").all_inner_texts() == ["html-entities.txt"]
    page.select_option("#rule", label="not cleaned, or only in part")
    assert page.locator("#documents .document .file").all_inner_texts() == ["unextracted-page.txt"]
    page.select_option("#rule", label="all")
    page.select_option("#sort", label="Path")
    names = page.locator("#documents .document").evaluate_all("all => all.map(one => one.title)")
    assert len(names) == everything
    assert names == sorted(names)


def test_an_address_leads_to_an_edit_and_back(index: Path, reader: Reader) -> None:
    page = reader.open(index, "#doc=a.txt")
    page.wait_for_selector(".edit")
    reader.press("n n 4")
    address, chosen = page.evaluate("location.hash"), here(reader)
    assert "edit=" in address
    assert "view=side-by-side" in address
    reader.press("o")
    page.go_back()
    page.wait_for_selector(".row .edit.here")
    assert here(reader) == chosen
    reader.open(index.parent / ".." / "clean.report" / "index.html", address)
    page.reload()
    page.wait_for_selector(".row .edit.here")
    assert here(reader) == chosen


def test_what_is_far_from_a_change_folds_and_opens(index: Path, reader: Reader) -> None:
    page = reader.open(index, "#doc=pier.example%2Flong.txt")
    page.wait_for_selector(".edit")
    folds = page.locator("#content .fold")
    assert folds.all_inner_texts() == ["98 unchanged paragraphs", "107 unchanged paragraphs"]
    assert page.locator("#content .line").count() == 5
    folds.first.click()
    assert page.locator("#content .line").count() == 103


def test_paragraphs_stand_apart_beside_changes_and_far_from_them(tmp_path: Path, reader: Reader) -> None:
    short = ["Ferry to Orsa sails again", *[f"The {word} was open before noon." for word in WORDS[:7]]]
    long = ["Market opens late", *[f"Nobody at the {word} had heard of it before that day." for word in WORDS[:13]]]
    texts = {"in/short.txt": short, "in/long.txt": long}
    put(tmp_path, {name: "\n\n".join([paragraphs[0] + " ,", *paragraphs, "Leave a Reply"]) for name, paragraphs in texts.items()})
    cleanup("fix", str(tmp_path / "in"), "-o", str(tmp_path / "clean"), "-q")
    for name in ("short.txt", "long.txt"):
        page = reader.open(tmp_path / "clean.report" / "index.html", f"#doc={name}")
        page.reload()
        page.wait_for_selector(".edit")
        for fold in page.locator("#content .fold").all():
            fold.click()
        kinds = page.evaluate("[...document.querySelectorAll('#content .article > *')].map(one => one.className.split(' ')[0])")
        assert kinds == ["line", *["blank", "line"] * (len(kinds) // 2)], name
        assert len(kinds) > 16


def test_carriage_returns_alone_end_lines_here_too(tmp_path: Path, reader: Reader) -> None:
    put(tmp_path, {"in/a.txt": "Ferry to Orsa sails again\r\rFerry to Orsa sails again\r\rIt sailed at noon , they said.\r"})
    cleanup("fix", str(tmp_path / "in"), "-o", str(tmp_path / "clean"), "-q")
    page = reader.open(tmp_path / "clean.report" / "index.html", "#doc=a.txt")
    page.wait_for_selector(".edit")
    assert page.locator("#content .line").count() == 3
    assert page.locator("#content .line.gone").inner_text().startswith("Ferry to Orsa sails again")


def test_a_line_that_goes_keeps_the_direction_of_its_script(tmp_path: Path, reader: Reader) -> None:
    title, sentence = "הגשר נסגר לשנה וחצי", "מועצת העיר החליטה ביום שלישי לסגור את הגשר . המהנדסים מצאו חלודה."
    put(tmp_path, {"in/a.txt": f"{title}\n\n{title}\n\n{sentence}\n"})
    cleanup("fix", str(tmp_path / "in"), "-o", str(tmp_path / "clean"), "-q")
    page = reader.open(tmp_path / "clean.report" / "index.html", "#doc=a.txt")
    page.wait_for_selector(".edit")
    directions = page.locator("#content .line").evaluate_all("lines => lines.map(one => getComputedStyle(one).direction)")
    assert directions == ["rtl", "rtl", "rtl"]
    cards = page.locator("#cards .change").evaluate_all("cards => cards.map(one => getComputedStyle(one).direction)")
    assert cards == ["rtl", "rtl"]


def test_the_reason_shows_on_hover_and_on_focus(index: Path, reader: Reader) -> None:
    page = reader.open(index, "#doc=a.txt")
    page.wait_for_selector(".edit")
    tip = page.locator("#tip")
    assert not tip.is_visible()
    page.locator("#content .edit").first.hover()
    assert "HL101" in tip.inner_text()
    assert "The same headline stands at line 1." in tip.inner_text()
    page.mouse.move(2, 2)
    assert not tip.is_visible()
    page.locator("#content .edit").first.focus()
    assert tip.is_visible()
    reader.press("Escape")
    assert not tip.is_visible()


def test_an_edit_marked_as_wrong_is_kept_by_the_next_run(index: Path, reader: Reader, tmp_path: Path) -> None:
    page = reader.open(index, "#doc=a.txt")
    page.wait_for_selector(".edit")
    reader.press("n n")
    assert here(reader) == "Leave a Reply"
    reader.press("x")
    page.wait_for_selector("#content .edit.wrong")
    reader.press("n x x p")
    assert page.locator("#cards .card.wrong").count() == 1
    page.reload()
    page.wait_for_selector("#content .edit.wrong")
    with page.expect_download() as download:
        page.click("#download")
    assert download.value.suggested_filename == "rejected.jsonl"
    download.value.save_as(tmp_path / "rejected.jsonl")
    (line,) = (tmp_path / "rejected.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["codes"] == ["BP101"]

    assert "Leave a Reply" not in Path("clean/a.txt").read_text()
    assert cleanup("fix", "in", "-o", "clean", "-q", "--rejected", tmp_path / "rejected.jsonl") == 0
    assert "Leave a Reply" in Path("clean/a.txt").read_text()
    assert "Leave a Reply" not in Path("clean/pier.example/b.txt").read_text()


def test_a_phrase_can_be_rejected_in_every_document(index: Path, reader: Reader, tmp_path: Path) -> None:
    page = reader.open(index, "#doc=a.txt")
    page.wait_for_selector(".edit")
    reader.press("n n x")
    page.locator("#cards .card.wrong input[type=checkbox]").check()
    with page.expect_download() as download:
        page.click("#download")
    download.value.save_as(tmp_path / "rejected.jsonl")
    cleanup("fix", "in", "-o", "clean", "-q", "--rejected", tmp_path / "rejected.jsonl")
    assert "Leave a Reply" in Path("clean/pier.example/b.txt").read_text()


def test_the_theme_stays_and_keys_are_explained(index: Path, reader: Reader) -> None:
    page = reader.open(index)
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    reader.press("t")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    reader.press("?")
    assert page.locator("#help").is_visible()
    reader.press("Escape")
    assert not page.locator("#help").is_visible()


def test_on_a_phone_one_thing_at_a_time(index: Path, reader: Reader) -> None:
    page = reader.page
    page.set_viewport_size({"width": 390, "height": 844})
    reader.open(index)
    assert not page.locator("#documents").is_visible()
    page.click("#switch [data-pane=list]")
    page.locator(".document").nth(10).wait_for(state="attached")  # the page's policy lets no function be waited for
    page.click(".document >> nth=4")
    page.wait_for_selector("#content .edit")
    assert not page.locator("#documents").is_visible()
    page.click("#switch [data-pane=edits]")
    page.click("#cards .go >> nth=2")
    page.wait_for_selector("#content .edit.here")
    assert not page.locator("#cards").is_visible()


def hostile(folder: Path) -> Path:
    """A page on which everything that can be foreign is hostile: texts, names, titles, rules, reasons, stages, remarks."""
    folder.mkdir()
    writer, summary = ReportWriter(folder, HOSTILE, {rule.code: rule for rule in built_in()}), Summary()
    entry, cleaned = made(f"{HOSTILE}\n\n{TEXT}{HOSTILE} ,and {'x' * 5000}\n\n{TEXT}")
    assert entry.edits
    bad = tuple(
        {**edit, "reasons": [{"code": HOSTILE, "stage": HOSTILE, "because": HOSTILE, "certainty": 0.5}, *edit["reasons"]]}
        for edit in entry.edits
    )
    for name in (
        HOSTILE + "/" + HOSTILE,
        "<b>bold</b>.txt",
        "javascript:alert(1)",
        "__proto__",
        "\udcff\ud83d.txt",
        "a&b=#%2F.txt",
    ):
        one = Entry(name, "changed", "x", "y", length=entry.length, edits=bad, remarks=(HOSTILE,), why=HOSTILE)
        summary.add(one)
        writer.add(one, cleaned)
    return writer.close(summary.to_json())


def test_hostile_texts_run_nothing(tmp_path: Path, reader: Reader) -> None:
    page = reader.open(hostile(tmp_path / "account"))
    assert "<img src=x onerror=alert(1)>" in page.locator("#content").inner_text()
    for _ in range(6):
        reader.press("j 1 n x 2 3 4 1")
        page.wait_for_timeout(50)
        page.locator("#content .edit").first.hover()
    seen = page.locator("#content").inner_text()
    assert "U+202E" in seen
    assert "</script>" in seen
    assert page.locator("img, b:not(:empty) b, #content script").count() == 0
    assert page.locator("script").count() == page.evaluate("document.querySelectorAll('script').length")
    with page.expect_download() as download:
        page.click("#download")
    lines = Path(download.value.path()).read_text("utf-8").rstrip("\n").split("\n")
    assert len(lines) == 6
    assert {json.loads(line)["doc"] for line in lines} >= {"<b>bold</b>.txt", "__proto__", "\udcff\ud83d.txt"}
    address = page.evaluate("location.hash")
    page.reload()
    page.wait_for_selector("html[data-view=document]")
    assert page.evaluate("location.hash") == address


def test_the_policy_holds_where_text_would_get_through(tmp_path: Path, reader: Reader) -> None:
    """As if the page's own code had failed: markup put in by force loads and runs nothing."""
    page = reader.open(hostile(tmp_path / "account"))
    page.evaluate("""() => {
        window.broken = 0;
        const box = document.createElement("div");
        box.innerHTML = '<img src="https://outside.example/x.png" onerror="window.broken = 1"><iframe src="https://outside.example/">';
        document.body.append(box);
        const script = document.createElement("script");
        script.textContent = "window.broken = 1";
        document.body.append(script);
    }""")
    page.wait_for_timeout(200)
    assert page.evaluate("window.broken") == 0
    refused = [line for line in reader.trouble if line.startswith("console: ") and "Content Security Policy" in line]
    assert len(refused) >= 3
    reader.trouble[:] = [line for line in reader.trouble if line not in refused and "outside.example" not in line]


def violations(page: Any) -> list[str]:
    """What axe-core finds on the page as it stands, of its two worst kinds."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core: uv pip install --group browser")
    found = axe.Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in ("serious", "critical")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 1000, 390])
def test_accessibility_and_contrast(index: Path, reader: Reader, scheme: str, width: int) -> None:
    page = reader.page
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    reader.open(index)
    assert violations(page) == []
    for address in (
        "#doc=samples.example%2Floose-spaces.txt",
        "#doc=samples.example%2Fwhole-page.txt",
        "#doc=a.txt&view=side-by-side",
    ):
        reader.open(index, address)
        page.wait_for_selector(".edit")
        reader.press("n n x n")
        assert violations(page) == []
    for pane in ("list", "edits"):
        page.evaluate("name => { document.documentElement.dataset.pane = name; }", pane)
        assert violations(page) == []
    reader.press("?")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

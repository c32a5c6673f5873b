"""The page of an account: what stands in the file, and that nothing in a text can break out of it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from cleanup.report import html
from cleanup.report.html import LEAST_CERTAIN, ReportWriter, site
from cleanup.report.record import Entry
from cleanup.report.summary import Summary
from cleanup.rules.load import built_in
from tests.report.test_segments import made

HOSTILE = "</script><script>alert(1)</script><!-- <img src=x onerror=alert(1)> \u2028\u2029\u202e\x00\ud800 🎶 ]]> &lt; \\u003c"
TEXT = "A long headline about the harbour\n\nA long headline about the harbour\n\nThe first ferry left the harbour at seven.\n"
RULES = {rule.code: rule for rule in built_in()}
PAGE = Path(html.__file__).parent / "page"


def written(folder: Path, *documents: tuple[Entry, str | None, str], single: bool = False, title: str = "run.report") -> str:
    """The page of some documents."""
    writer, summary = ReportWriter(folder, title, RULES, single), Summary()
    for entry, cleaned, why in documents:
        summary.add(entry)
        writer.add(entry, cleaned, why)
    return writer.close(summary.to_json()).read_text("utf-8")


def block(page: str, name: str) -> Any:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_a_small_report_is_one_file_that_knows_every_edit(tmp_path: Path) -> None:
    entry, cleaned = made(TEXT)
    page = written(tmp_path, (entry, cleaned, ""), (Entry("b/c.txt", "failed", why="gone"), None, ""))
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]
    index = block(page, "index")
    assert [document[0] for document in index["documents"]] == ["a.txt", "b/c.txt"]
    assert index["rules"][0]["code"] == "HL101"
    assert index["summary"]["edits"] == 1
    (document,) = block(page, "page-0")
    assert document["edits"][0]["before"] == entry.edits[0]["before"]
    assert [part for part in document["parts"] if isinstance(part, int)] == [0]


def test_hostile_texts_titles_names_and_rules_stay_data(tmp_path: Path) -> None:
    record = made(TEXT)[0].edits[0]
    bad = {**record, "reasons": [{"code": HOSTILE, "stage": HOSTILE, "because": HOSTILE, "certainty": 0.5}]}
    entry = Entry(HOSTILE, "changed", "x", "y", length=len(TEXT), edits=(bad,), remarks=(HOSTILE,), why=HOSTILE)
    page = written(tmp_path, (entry, None, HOSTILE), title=HOSTILE)
    assert len(re.findall("<script", page)) == 3  # the index, one page of texts, our own code
    assert "<img" not in page
    assert page.count("alert(1)") == page.replace("\\u003cscript\\u003e", "").count("alert(1)")
    assert block(page, "index")["documents"][0][0] == HOSTILE


def test_the_policy_lets_only_our_own_code_and_style_in(tmp_path: Path) -> None:
    page = written(tmp_path, (*made(TEXT), ""))
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert found
    policy = found[1]
    assert policy.startswith("default-src 'none'; ")
    for name in ("style", "script"):
        own = re.search(rf"<{name}>(.*?)</{name}>", page, re.DOTALL)
        assert own
        digest = base64.b64encode(hashlib.sha256(own[1].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"(?:src|href)=|https?://(?!www\.w3\.org/2000/svg)", page)


def test_a_large_report_keeps_its_texts_beside_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "ONE_FILE_SIZE", 3_000)
    monkeypatch.setattr(html, "SHARD_SIZE", 1_000)
    entry, cleaned = made(TEXT)
    documents = [(Entry(f"{n}.txt", "changed", "x", "y", length=entry.length, edits=entry.edits), cleaned, "") for n in range(30)]
    page = written(tmp_path, *documents)
    pages = {path.name: path.read_text("utf-8") for path in (tmp_path / "pages").iterdir()}
    shown = []
    for number in range(len(pages)):
        call = re.fullmatch(r"receivePage\((\d+), (.*)\);\n", pages[f"{number}.js"], re.DOTALL)
        assert call
        assert int(call[1]) == number
        shown += [number] * len(json.loads(call[2]))
    assert shown == [document[8] for document in block(page, "index")["documents"]]
    assert "'strict-dynamic'" in page
    assert 'id="page-' not in page

    single = written(tmp_path, *documents, single=True)
    assert not (tmp_path / "pages").exists()
    assert 'id="page-1"' in single


def test_the_least_certain_removals_come_first_each_once(tmp_path: Path) -> None:
    entry, _ = made(TEXT)
    documents = []
    certainties = (0.9, 0.4, 0.7, 0.4, *[0.6, 0.5] * LEAST_CERTAIN, *[0.95] * 20 * LEAST_CERTAIN)
    for number, certainty in enumerate(certainties):
        before = "Facebook" if 4 <= number < 4 + 2 * LEAST_CERTAIN else f"{number}"
        reason = {**entry.edits[0]["reasons"][0], "certainty": certainty}
        edit = {**entry.edits[0], "before": before, "reasons": [reason]}
        documents.append((Entry(f"{number}.txt", "changed", length=entry.length, edits=(edit,)), None, ""))
    least = block(written(tmp_path, *documents), "index")["least"]
    assert [(one["certainty"], one["doc"]) for one in least[:6]] == [
        (0.4, 1), (0.4, 3), (0.5, 5), (0.7, 2), (0.9, 0), (0.95, 4 + 2 * LEAST_CERTAIN)
    ]  # fmt: skip
    assert (len(least), least[2]["before"]) == (LEAST_CERTAIN, "Facebook")


def test_the_site_of_a_document_is_a_host_or_the_first_folder() -> None:
    assert site("harbour.example/2022/04/a.txt") == "harbour.example"
    assert site("scraped/harbour.example/a.txt") == "harbour.example"
    assert site("news/2022/a.txt") == "news"
    assert site("a.b.txt") == ""


def test_the_modules_of_the_page_import_what_others_export_and_stand_in_order() -> None:
    exports: dict[str, set[str]] = {}
    for name in html._MODULES:
        source = (PAGE / f"{name}.js").read_text("utf-8")
        for wanted, module in re.findall(r'^import \{([^}]*)\} from "\./(\w+)\.js";', source, re.MULTILINE):
            assert {word.strip() for word in wanted.split(",")} <= exports[module], f"{name} from {module}"
        exports[name] = set(re.findall(r"^export (?:async )?(?:function|const) (\w+)", source, re.MULTILINE))
    assert {path.stem for path in PAGE.glob("*.js")} == set(exports)


def test_the_page_puts_text_in_as_text_only() -> None:
    for path in PAGE.glob("*.js"):
        source = path.read_text("utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setTimeout\(\"", source
        )
        assert "</script" not in source

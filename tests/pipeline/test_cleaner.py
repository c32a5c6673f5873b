"""The library's door: options, batches, threads and pickles."""

from __future__ import annotations

import doctest
import json
import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import cleanup
import cleanup.pipeline.cleaner
from cleanup import Cleaner, Config, ConfigError, Document, RuleError

HEADLINE = "Harbour bridge closes for three weeks of repairs"
BODY = (
    "The bridge across the inner harbour closes on Monday, and drivers have to take the long way round for three weeks.",
    "The council says that the old bearings can wait no longer, and that ferries run twice as often until the end of May.",
    "A crew of forty works in two shifts, the engineer in charge told the local paper, and no night is free of noise.",
)
NOTICE = "Feed no gulls here"

RULE = f"""
[[rule]]
code = "BP990"
name = "gull-notice"
kind = "line"
why = "A notice of the harbour, not of the article."
phrases = ["{NOTICE}"]
removes = ["{NOTICE}"]
keeps = ["“{NOTICE},” said the sign."]
"""

TEXT = "\n\n".join((HEADLINE, HEADLINE, *BODY[:2], NOTICE, BODY[2]))
CLEAN = "\n\n".join((HEADLINE, *BODY))


@pytest.fixture
def rules(tmp_path: Path) -> str:
    file = tmp_path / "rules.toml"
    file.write_text(RULE, "utf-8")
    return str(file)


def test_a_users_rule_acts_beside_the_built_in_ones(rules: str) -> None:
    result = Cleaner(rules=[rules]).explain(TEXT)
    assert result.text == CLEAN
    assert [(found.code, found.before.strip()) for found in result.findings] == [("HL101", HEADLINE), ("BP990", NOTICE)]
    assert result.findings[1].reasons[0].because
    assert result.undo() == TEXT


@pytest.mark.parametrize(
    ("options", "gone"),
    [
        ({}, {HEADLINE, NOTICE}),
        ({"select": ["BP"]}, {NOTICE}),
        ({"ignore": ["BP"]}, {HEADLINE}),
        ({"ignore": ["BP"], "extend_select": ["BP99"]}, {HEADLINE, NOTICE}),
        ({"select": ["SP"]}, set()),
        ({"protect": ["feed no gulls"]}, {HEADLINE}),
    ],
)
def test_codes_that_are_not_selected_do_nothing_and_leave_no_record(
    rules: str, options: dict[str, list[str]], gone: set[str]
) -> None:
    result = Cleaner(rules=[rules], **options).explain(TEXT)
    assert {found.before.strip() for found in result.findings} == gone
    assert [found.code for found in result.declined] == (["BP990"] if "protect" in options else [])


def test_a_cleaner_is_the_same_after_a_pickle(rules: str) -> None:
    cleaner = Cleaner(Config().with_options({"keep": "body"}), rules=[rules], protect=["x"])
    assert cleaner.clean(TEXT) == "\n\n".join(BODY)
    copy = pickle.loads(pickle.dumps(cleaner))
    assert copy.config == cleaner.config
    assert copy.explain(TEXT) == cleaner.explain(TEXT)


def test_a_result_survives_a_pickle(rules: str) -> None:
    result = Cleaner(rules=[rules]).explain(TEXT)
    copy = pickle.loads(pickle.dumps(result))
    assert (copy.text, copy.undo(), copy.findings) == (result.text, TEXT, result.findings)


def test_threads_give_what_one_after_the_other_gives(fixtures: Path) -> None:
    texts = [file.read_bytes().decode("utf-8", "replace") for file in sorted((fixtures / "articles").iterdir())] * 4
    expected = [Cleaner().explain(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(Cleaner().explain, texts)) == expected


def test_a_batch_keeps_its_columns_and_its_gaps(rules: str) -> None:
    columns = {"id": [1, 2, 3], "text": [TEXT, None, ""], "title": [HEADLINE, None, float("nan")]}
    batch = Cleaner(rules=[rules]).clean_batch(columns)
    assert batch == {"id": [1, 2, 3], "text": [CLEAN, None, ""], "title": columns["title"]}
    assert columns["text"][0] == TEXT


def test_a_batch_without_texts_is_an_error() -> None:
    with pytest.raises(KeyError):
        Cleaner().clean_batch({"body": [TEXT]})


def test_mistakes_show_when_the_cleaner_is_built(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="did you mean 'select'"):
        Cleaner(selct=["SP"])
    with pytest.raises(FileNotFoundError):
        Cleaner(rules=[str(tmp_path / "missing.toml")])
    (tmp_path / "bad.toml").write_text("[rule]", "utf-8")
    with pytest.raises(RuleError, match="two brackets"):
        Cleaner(rules=[str(tmp_path / "bad.toml")])


@pytest.mark.parametrize("text", [b"bytes", None, 3])
def test_only_texts_are_cleaned(text: object) -> None:
    with pytest.raises(TypeError, match="expected a text, got"):
        Cleaner().clean(text)  # type: ignore[arg-type]


@pytest.mark.parametrize("about", [{"title": 5}, {"title": b"x"}, {"url": 5}, {"language": ["en"]}])
def test_what_is_known_of_a_text_is_text(about: dict[str, Any]) -> None:
    (name,) = about
    with pytest.raises(TypeError, match=f"expected a text as {name}, got "):
        Cleaner().clean(TEXT, **about)


def test_a_text_of_another_class_comes_out_as_pythons_own() -> None:
    class Smart(str):
        """As lxml's, which hold their whole page."""

    assert type(Cleaner().clean(Smart("Nothing to do."))) is str
    assert type(Cleaner().explain(Smart("Nothing to do."), title=Smart("A title")).document.title) is str


@pytest.mark.parametrize("config", [{"keep": "body"}, "cleanup.toml", 5])
def test_options_are_keywords(config: Any) -> None:
    with pytest.raises(TypeError, match=r"expected a Config, got .*; options go as keywords"):
        Cleaner(config)


@pytest.mark.parametrize("profile", [{"sites": {}}, 5, b"p.json"])
def test_a_profile_is_one_or_its_file(profile: Any) -> None:
    with pytest.raises(TypeError, match="expected a SiteProfile, or its file, got "):
        Cleaner(profile=profile)


@pytest.mark.parametrize("options", [{"select": "HL999"}, {"select": ["SP", "BP1O1"]}, {"extend_select": "LY9"}])
def test_a_code_that_selects_nothing_is_an_error(options: dict[str, Any]) -> None:
    with pytest.raises(ConfigError, match="no rule's code begins with"):
        Cleaner(**options)


def test_the_functions_see_what_has_changed_in_files_since(rules: str) -> None:
    assert NOTICE not in cleanup.clean(TEXT, rules=rules)
    file = Path(rules)
    file.write_text(file.read_text("utf-8").replace('kind = "line"', 'kind = "line"\nsafety = "show"'), "utf-8")
    assert NOTICE in cleanup.clean(TEXT, rules=rules)


def test_the_functions_of_the_package_do_what_the_cleaner_does(rules: str) -> None:
    assert cleanup.clean(TEXT, rules=[rules]) == cleanup.explain(TEXT, rules=(rules,)).text == CLEAN
    assert cleanup.clean_batch({"text": [TEXT]}, rules=[rules])["text"] == [CLEAN]
    assert cleanup.clean(CLEAN) == CLEAN
    with pytest.raises(ConfigError):
        cleanup.clean(TEXT, keep="nothing")


def test_an_empty_title_is_no_title(rules: str) -> None:
    cleaner = Cleaner(rules=[rules], keep="body")
    assert cleaner.clean(TEXT, title="", url="") == cleaner.clean(TEXT)


def test_a_document_of_a_reader_is_cleaned_where_it_is_not_protected() -> None:
    from cleanup import Span

    document = Document(TEXT, id="a.md", protect=lambda text: (Span(0, len(text)),))
    result = Cleaner().run(document)
    assert (result.text, result.document.id) == (TEXT, "a.md")
    assert {found.why for found in result.declined} == {"the stretch is protected"}


def test_nothing_that_ran_before_changes_a_result(fixtures: Path) -> None:
    cleaner = Cleaner()
    first = cleaner.explain(TEXT)
    for file in sorted((fixtures / "articles").iterdir()):
        cleaner.clean(file.read_bytes().decode("utf-8", "replace"), title=HEADLINE)
    assert cleaner.explain(TEXT) == first


def test_a_result_tells_the_language() -> None:
    assert cleanup.explain(TEXT).language == "en"
    assert cleanup.explain(TEXT, language="de-AT").language == "de"
    assert cleanup.explain("12 340").language == ""


def test_the_examples_in_the_docstrings_are_true() -> None:
    for module in (cleanup, cleanup.pipeline.cleaner):
        results = doctest.testmod(module)
        assert (results.failed, results.attempted > 0) == (0, True)


def test_calls_with_the_same_options_share_a_cleaner_in_lists_as_well(rules: str) -> None:
    one, other = (cleanup._cached({"select": ["SP", "BP"], "rules": [rules]}) for _ in range(2))
    assert one is other is cleanup._cached({"select": ("SP", "BP"), "rules": (rules,)})


def test_a_site_that_is_given_is_that_of_the_profile_without_an_address(tmp_path: Path) -> None:
    line = {"text": NOTICE, "pages": 40, "keep": False}
    profile = str(tmp_path / "profile.json")
    Path(profile).write_text(json.dumps({"v": 1, "sites": {"a.example": {"pages": 60, "lines": [line]}}}), "utf-8")
    dirty = "\n\n".join((HEADLINE, *BODY, NOTICE))
    assert Cleaner(profile=profile).clean(dirty) == dirty
    assert Cleaner(profile=profile, site="a.example").clean(dirty) == CLEAN
    assert Cleaner(profile=profile).explain(dirty, metadata={"site": "a.example"}).text == CLEAN
    assert Cleaner(profile=profile, site="b.example").explain(dirty, metadata={"site": "a.example"}).text == CLEAN

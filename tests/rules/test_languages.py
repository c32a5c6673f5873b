"""Phrases of many languages: enough of them in each, none that poisons another language, and a form in full in each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

import pytest

from cleanup.pipeline.cleaner import Cleaner
from cleanup.pipeline.examples import PROSE
from cleanup.rules.extend import Extension
from cleanup.rules.load import built_in, load
from cleanup.rules.read import RuleError, read
from cleanup.rules.rule import Rule
from cleanup.text.fold import fold

KINDS = {
    "comments": "comment-form-",
    "sharing": "share-",
    "navigation": "post-navigation-link",
    "related": "related-heading",
}
"""The kinds every language has, by how the names of their rules begin."""

COMPLETE = ("comment-form-title", "comment-form-notice", "share-prompt", "related-heading", "post-navigation-link", "skip-link")

CONTINUOUS = {"ja", "zh", "th", "ko"}
"""Written without spaces, or nearly so: a phrase of four letters is a whole one."""

INDIC = {"hi", "bn", "th"}
"""Vowel signs do not survive the fold, so that short words of different meaning fall together."""


@cache
def packs() -> dict[str, list[Extension]]:
    folder = resources.files("cleanup.rules") / "data" / "boilerplate" / "languages"
    files = {file.name.removesuffix(".toml"): file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith(".toml")}
    return {language: read(text, language)[1] for language, text in sorted(files.items())}


@cache
def cleaner(**options: object) -> Cleaner:
    return Cleaner(**options)  # type: ignore[arg-type]


@cache
def named() -> dict[str, Rule]:
    return {rule.name: rule for rule in built_in()}


def texts(language: str, key: str, name: str = "") -> list[str]:
    return [text for each in packs()[language] if each.name.startswith(name) for text in getattr(each, key)]


def strong(kinds: tuple[str, ...]) -> Iterator[tuple[Rule, str]]:
    return ((rule, phrase) for rule in built_in() if rule.kind in kinds and not rule.weak for phrase in rule.phrases)


languages = pytest.mark.parametrize("language", packs())


def test_there_are_languages_enough() -> None:
    assert len(packs()) >= 35


@languages
def test_a_language_names_itself_and_known_rules(language: str) -> None:
    assert all(each.language == language and each.name in named() for each in packs()[language])


@languages
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_each_kind_has_three_phrases_and_two_lines_that_stay(language: str, kind: str) -> None:
    assert len(set(map(fold, texts(language, "phrases", kind)))) >= 3
    assert len(texts(language, "keeps", kind)) >= 2


@languages
@pytest.mark.parametrize("name", COMPLETE)
def test_the_rules_that_matter_most_speak_every_language(language: str, name: str) -> None:
    assert len(texts(language, "phrases", name)) >= 2


@languages
def test_lines_that_stay_are_sentences(language: str) -> None:
    for keep in texts(language, "keeps"):
        assert len(fold(keep)) >= (10 if language in CONTINUOUS | INDIC else 20)
        assert language == "th" or keep.rstrip("»”\"'").endswith((".", "。", "।", "!", "?"))


@languages
def test_prose_of_the_language_stays_as_it_is(language: str) -> None:
    """Language by language the examples stand among English prose; here they stand among their own."""
    text = "\n\n".join(texts(language, "keeps"))
    assert cleaner(keep="body", unsafe=True).clean(text, language=language) == text


@languages
def test_a_whole_comment_form_goes(language: str) -> None:
    form = [
        texts(language, "phrases", "comment-form-title")[0].upper(),
        texts(language, "phrases", "comment-form-notice")[0] + " *",
        *(field.capitalize() + " *" for field in texts(language, "phrases", "comment-form-field")[:4]),
        texts(language, "phrases", "comment-form-button")[0].capitalize(),
    ]
    article = "\n\n".join(PROSE)
    assert cleaner().clean(article + "\n\n" + "\n\n".join(form), language="en") == article


@languages
def test_a_form_glued_to_the_last_sentence_goes(language: str) -> None:
    glued = texts(language, "phrases", "comment-form-title")[0] + texts(language, "phrases", "comment-form-notice")[0]
    article = "\n\n".join(PROSE)
    assert cleaner(select=("BP",)).clean(article + glued, language="en") == article


@pytest.mark.parametrize(
    "answer",
    ["Sin comentarios.", "Pas de commentaire.", "Inga kommentarer.", "Yorum yok.", "Sem comentários.", "Nessun commento."],
)
def test_an_article_may_end_in_no_comment(answer: str) -> None:
    text = "\n\n".join((*PROSE, answer))
    assert cleaner(keep="body", unsafe=True).clean(text) == text


def test_no_phrase_is_strong_in_one_language_and_weak_in_another() -> None:
    weak = {fold(phrase): rule for rule in built_in() if rule.weak for phrase in rule.phrases}
    poison = {
        phrase: (rule.name, weak[fold(phrase)].name) for rule, phrase in strong(("line", "sentence")) if fold(phrase) in weak
    }
    assert not poison


def test_single_words_are_strong_only_where_no_article_would_say_them() -> None:
    """A word like "Teilen" may be a heading of the article; a label of ads, an invitation to follow or a long compound is not."""
    allowed = {"ad-marker", "consent-control", "related-heading", "follow-us"}
    rules = {rule.name: rule for rule in built_in() if rule.kind in ("line", "sentence", "opening") and not rule.weak}
    for language in packs().keys() - CONTINUOUS:
        for each in packs()[language]:
            if each.name in rules and each.name not in allowed:
                words = [phrase for phrase in each.phrases if len(re.findall(r"\w+", phrase)) < 2]
                assert not [word for word in words if len(fold(word)) < 14], (language, each.name)


def test_short_phrases_of_scripts_whose_vowels_are_folded_away_are_weak() -> None:
    for language in packs().keys() & INDIC:
        for each in packs()[language]:
            rule = named()[each.name]
            if not rule.weak and rule.kind in ("line", "sentence", "opening") and rule.name != "ad-marker":
                assert all(len(fold(phrase)) >= 6 for phrase in each.phrases), (language, each.name)


def test_phrases_may_be_one_text() -> None:
    extensions = read("language = 'xx'\n[phrases]\nrelated-word = '''\nfoo; bar baz;\nqux'''\n", "x.toml")[1]
    assert extensions == [Extension("related-word", "xx", "x.toml", phrases=("foo", "bar baz", "qux"))]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[phrases]\nno-such-rule = 'a b'", "mine.toml: 'no-such-rule': no rule has this name"),
        ("[phrases]\nrelated-wort = 'a b'", "did you mean 'related-word'?"),
        ("[keeps]\nrelated-word = 'a text'", "keeps: related-word is a list of texts"),
        ("[phrases]\nrelated-word = [1]", "phrases: related-word holds 1, which is not a text"),
        ("phrases = 3", "[phrases] is a table of rule names"),
        ("language = 3", "language is a text"),
        ("[phrase]\nx = 'y'", "unknown table 'phrase'; allowed are [[rule]] and [phrases], [removes], [keeps]"),
    ],
)
def test_a_mistake_in_a_language_is_named_with_its_file(text: str, message: str, tmp_path: object) -> None:
    file = f"{tmp_path}/mine.toml"
    with open(file, "w", encoding="utf-8") as stream:
        stream.write(text)
    with pytest.raises(RuleError) as caught:
        load([file])
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_user_may_add_phrases_to_a_built_in_rule(tmp_path: object) -> None:
    file = f"{tmp_path}/mine.toml"
    with open(file, "w", encoding="utf-8") as stream:
        stream.write("language = 'is'\n[phrases]\ncomment-form-title = 'skrifa athugasemd'")
    article = "\n\n".join(PROSE)
    assert Cleaner(rules=[file]).clean(article + "\n\nSkrifa athugasemd") == article
    rule = next(rule for rule in load([file]) if rule.code == "BP101")
    assert "is" in rule.languages
    assert "skrifa athugasemd" in rule.phrases


def test_a_file_of_rules_alone_has_no_extensions() -> None:
    assert read("", "empty.toml") == ([], [])

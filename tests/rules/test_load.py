"""Rule files: what is accepted, and the one-line message for each mistake."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from cleanup.rules.finder import Finder
from cleanup.rules.load import built_in, digest, load
from cleanup.rules.read import RuleError, read
from cleanup.rules.rule import Change
from cleanup.text.dataclass import replace
from cleanup.text.document import Document

GOOD = """
[[rule]]
code = "BP990"
name = "gull-notice"
kind = "line"
why = "A notice of the harbour, not of the article."
where = "tail"
languages = ["en"]
phrases = ["Feed no gulls here"]
removes = ["Feed no gulls here"]
keeps = ["Do not feed gulls, the sign said."]
"""


def test_a_rule_is_read_with_its_source() -> None:
    (rule,), _ = read(GOOD, "mine.toml")
    assert (rule.code, rule.family, rule.where, rule.safety, rule.source) == ("BP990", "BP", "tail", "safe", "mine.toml")
    assert rule.phrases == ("Feed no gulls here",)
    assert rule.has_examples


def test_changes_hold_whole_texts() -> None:
    (rule,), _ = read(
        """
        [[rule]]
        code = "SP990"
        name = "x"
        kind = "stage"
        why = "w"
        changes = [{ before = "a", after = "b", title = "T", keep = "body" }, { before = "c", after = "c" }]
        """,
        "mine.toml",
    )
    assert rule.changes == (Change("a", "b", "T", "body"), Change("c", "c"))
    assert rule.has_examples


@pytest.mark.parametrize("removed", ["removes", "keeps"])
def test_examples_on_one_side_only_are_not_complete(removed: str) -> None:
    text = "\n".join(line for line in GOOD.splitlines() if not line.startswith(removed))
    assert not read(text, "mine.toml")[0][0].has_examples


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[[rule]]", "[rule]", "two brackets"),
        ("[[rule]]", "[[rules]]", "unknown table 'rules'"),
        ("[[rule]]", "[[rule]", "not TOML"),
        ('name = "gull-notice"', "", "needs 'name'"),
        ('why = "A notice', 'because = "A notice', "unknown key 'because'"),
        ("phrases", "phrase", "unknown key 'phrase'; did you mean 'phrases'?"),
        ('code = "BP990"', 'code = "BP99"', "three digits"),
        ('code = "BP990"', 'code = "QQ101"', "a code is one of"),
        ('kind = "line"', 'kind = "regex"', "kind = 'regex'; allowed are line"),
        ('where = "tail"', 'where = "end"', "where = 'end'; allowed are head, below, tail, edges, anywhere"),
        ('phrases = ["Feed no gulls here"]', "phrases = []", "needs 'phrases'"),
        ('phrases = ["Feed no gulls here"]', 'phrases = "Feed no gulls here"', "phrases is a list of texts"),
        ('removes = ["Feed', 'removes = [" ", "Feed', "which is not a text"),
        ('where = "tail"', "weak = 1", "weak is true or false"),
        ('where = "tail"', "certainty = 2", "certainty is a number from 0 to 1"),
        ('where = "tail"', "certainty = true", "certainty is a number from 0 to 1"),
        ('kind = "line"', 'kind = "pattern"\nliterals = ["x"]\npatterns = ["("]', "bad pattern '('"),
        ('kind = "line"', 'kind = "pattern"\npatterns = ["x{99999999999}"]', "repetition number is too large"),
        ('kind = "line"', f'kind = "pattern"\npatterns = ["{"(" * 5000 + ")" * 5000}"]', "bad pattern"),
        ('kind = "line"', 'kind = "pattern"\npatterns = ["feed [[a]"]', "Possible nested set"),
        ('kind = "line"', 'kind = "pattern"\npatterns = ["x"]', "needs literals"),
        ('where = "tail"', 'changes = [{ before = "a" }]', "a change has before, after"),
        ('where = "tail"', 'changes = [{ before = "a", after = "b", keep = "all" }]', "keep is one of article, body"),
        ('where = "tail"', 'changes = [{ before = 1, after = "b" }]', "before and after of a change are texts"),
    ],
)
def test_a_mistake_is_named_with_its_file(old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(RuleError, match=r"^mine\.toml: ") as caught:
        read(GOOD.replace(old, new, 1), "mine.toml")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_code_is_taken_once(tmp_path: Path) -> None:
    for name in ("one.toml", "two.toml"):
        (tmp_path / name).write_text(GOOD, "utf-8")
    with pytest.raises(RuleError, match=r"two\.toml: rule BP990: the code is taken by 'gull-notice' in .*one\.toml"):
        load([tmp_path / "one.toml", tmp_path / "two.toml"])


def test_a_name_is_taken_once(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text(GOOD, "utf-8")
    (tmp_path / "two.toml").write_text(GOOD.replace("BP990", "BP991"), "utf-8")
    with pytest.raises(RuleError, match=r"two\.toml: rule BP991: the name 'gull-notice' is taken by BP990 in .*one\.toml"):
        load([tmp_path / "one.toml", tmp_path / "two.toml"])


def test_a_users_rules_stand_among_the_others_in_order_of_their_codes(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(GOOD, "utf-8")
    (tmp_path / "more.toml").write_text(GOOD.replace("BP990", "BP099").replace("gull", "duck"), "utf-8")
    codes = [rule.code for rule in load([tmp_path / "mine.toml", tmp_path / "more.toml"])]
    assert codes == sorted([*(rule.code for rule in built_in()), "BP990", "BP099"])


def test_files_add_to_rules_of_files_before_and_after_them(tmp_path: Path) -> None:
    (tmp_path / "more.toml").write_text('language = "sv"\n[phrases]\ngull-notice = "mata inga måsar; mata inte"', "utf-8")
    (tmp_path / "mine.toml").write_text(GOOD, "utf-8")
    (tmp_path / "most.toml").write_text(
        '[phrases]\ngull-notice = ["no bread"]\n[keeps]\ngull-notice = ["No bread today."]', "utf-8"
    )
    rule = next(rule for rule in load([tmp_path / f"{name}.toml" for name in ("more", "mine", "most")]) if rule.code == "BP990")
    assert rule.phrases == ("Feed no gulls here", "mata inga måsar", "mata inte", "no bread")
    assert rule.folds == ("feednogullshere", "matainga" + "måsar", "matainte", "nobread")
    assert rule.keeps == ("Do not feed gulls, the sign said.", "No bread today.")
    assert rule.languages == ("en", "sv")


def test_a_digest_tells_sets_of_rules_apart_and_not_their_order_or_place() -> None:
    rules = built_in()[:5]
    known = digest(rules)
    assert re.fullmatch("[0-9a-f]{16}", known)
    assert digest(reversed([replace(rule, source="elsewhere.toml") for rule in rules])) == known
    others = [
        digest(rules[:4]),
        digest([*rules[:4], replace(rules[4], why="Because.")]),
        digest([*rules[:4], replace(rules[4], phrases=("\udc80",))]),
        digest(rules, ["gazette 1.0"]),
        digest(rules, ["gazette 1.1"]),
    ]
    assert len({known, *others}) == 6


def test_a_file_that_is_missing_or_not_utf8_is_reported(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(b"# \xe9")
    with pytest.raises(RuleError, match="not UTF-8 \\(byte 2\\)"):
        load([tmp_path / "latin.toml"])
    with pytest.raises(FileNotFoundError):
        load([tmp_path / "missing.toml"])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_refused_unread(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rules.toml")
    with pytest.raises(RuleError, match=r"rules\.toml: is a pipe"):
        load([tmp_path / "rules.toml"])


def test_the_built_in_rules_are_sorted_unique_and_each_family_has_one_folder() -> None:
    rules = built_in()
    codes = [rule.code for rule in rules]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in rules}) == len(rules)
    homes = {(rule.family, rule.source.split("/")[0]) for rule in rules}
    assert len(homes) == len({family for family, _ in homes}) == len({folder for _, folder in homes})


def test_patterns_without_literals_have_those_that_they_hold() -> None:
    rule = read(
        GOOD.replace('kind = "line"', 'kind = "pattern"\npatterns = ["(?i)(Read|Watch) more.*", "Photo: .+"]'), "mine.toml"
    )[0][0]
    assert rule.literals == ("read more", "watch more", "photo: ")


def test_a_block_has_its_heading_from_phrases_or_from_patterns() -> None:
    block = GOOD.replace('kind = "line"', 'kind = "block"')
    for named in ('phrases = ["Feed no gulls here"]', 'patterns = ["Feed no (gulls|terns) here"]'):
        (rule,), _ = read(block.replace('phrases = ["Feed no gulls here"]', named), "mine.toml")
        assert [hit.line for hit in Finder([rule]).find(Document("Feed no gulls here\nOne title\nAnother title"))] == [0, 1, 2]
    with pytest.raises(RuleError, match="needs 'phrases' or 'patterns'"):
        read(block.replace('phrases = ["Feed no gulls here"]', ""), "mine.toml")

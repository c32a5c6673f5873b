from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cleanup.files.markdown import protected
from tests.cost import costs_at_most


def marked(text: str) -> list[str]:
    return [span.of(text) for span in protected(text)]


BLOCKS = [
    ("---\ntitle: Rain\n---\n", "yaml front matter"),
    ("---\r\ntitle: Rain\r\n...\r\n", "yaml front matter, crlf"),
    ('+++\ntitle = "Rain"\n+++\n', "toml front matter"),
]


@pytest.mark.parametrize("block", [block for block, _ in BLOCKS], ids=[name for _, name in BLOCKS])
def test_front_matter_is_protected(block: str) -> None:
    assert marked(block + "It rained  here.\n") == [block]


def test_what_only_looks_like_front_matter() -> None:
    assert marked("---\nIt rained on the coast.\n---\nThen it stopped.\n") == []
    assert marked("---\ntitle: never closed\n\nIt rained.\n") == []
    assert marked("It rained.\n---\ntitle: too late\n---\n") == []


@pytest.mark.parametrize(
    "block",
    [
        "```\nLeave a Reply\n\nmore\n```",
        "~~~python\n```\nx =  1\n~~~~",
        "````\n```\n````",
        "    indented  code\n\n    more of it",
        "\tindented by a tab",
        "| a | b |\n|---|:-:|\n| 1 | 2 |",
        "a | b\n--- | ---\n1 | 2",
        "| a | b |\n| c | d |",
        "<div class='x'>\nShare\n</div>",
        "<!-- a comment\n\nof two paragraphs -->",
        "<script>\n\nvar x;\n\n</script>",
        "<?php\n\necho;\n?>",
        "[ref]: https://example.org/x  'Title'",
        "[ref]:\n/far/off",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_blocks_that_are_no_prose_are_protected_whole(block: str, end: str) -> None:
    block = block.replace("\n", end)
    text = f"It rained.{end}{end}{block}{end}{end}Then it stopped.{end}"
    assert marked(text) == [block + "\r" * (end == "\r\n")]


def test_a_fence_left_open_runs_to_the_end() -> None:
    block = "```\ncode\n\nmore  \nLeave a Reply"
    assert marked("Prose.\n" + block) == [block]


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("a `code  span` b", ["`code  span`"]),
        ("a ``code ` span`` b", ["``code ` span``"]),
        ("it`s open", []),
        ("a `one` b `two` `open", ["`one`", "`two`"]),
        ("a `span\nover lines` b", ["`span\nover lines`"]),
        ("one ` paragraph\n\nanother ` one", []),
        (r"an escaped \` tick and ` one", []),
        ("see [the  report](http://x.org/a_(b) 'T') now", ["](http://x.org/a_(b) 'T')"]),
        ("![alt text](pic.png)", ["](pic.png)"]),
        ("see [the report][r1] now", ["][r1]"]),
        ("at <https://x.org/a> or <me@x.org>", ["<https://x.org/a>", "<me@x.org>"]),
        ("a <b>bold</b> word", ["<b>", "</b>"]),
        ("at https://x.org/a?b=c or www.x.org", ["https://x.org/a?b=c", "www.x.org"]),
        ("a hard  \nbreak", ["  "]),
        ("a hard  \r\nbreak", ["  "]),
        ("no break at the end  \n\nof a paragraph  ", []),
        ("2 < 3 and 4 > 3, a [note] (aside)", []),
        ("[Photo]: He said that it rained.", []),
        ("[^1]: A note in prose.", []),
        ("* * *\n\n# A heading\n\n- item\n  goes on\n\n> quote", []),
        ("- item\n\n  second paragraph of it\n\n      code in it", ["      code in it"]),
        ("a line\n    that goes on, though indented", []),
        ("Home | News | Sport", []),
        ("> ```\n> code\n\nProse.", ["> ```\n> code"]),
        ("- ```\n  code\n\nProse.", ["- ```\n  code\n"]),
    ],
)
def test_what_is_no_prose_in_a_paragraph_is_protected(text: str, stretches: list[str]) -> None:
    assert marked(text) == stretches


def test_plain_prose_is_not_protected() -> None:
    assert protected("") == ()
    assert protected("It rained.\n\nThen it stopped.\n") == ()


LINES = [
    "word one two", "word  ", "```", "~~~", "````py", "    indented", "\tindented", "- item", "  - nested", "1. one", "   cont",
    "      deep", "> quote", "> ```", "> - x", "", "", "", "| a | b |", "|---|---|", "a | b", "--- | ---", "---", "***", "# head",
    "<div>", "</div>", "<!-- c", "-->", "<script>", "</script>", "<b>", "text `code` x", "a `open", "[r]: http://x.y", "- ```",
    "  ```", "* * *", "-     code", "        deep code", "<p>x</p> y", "![a](b.png)", "[a](<b c> 'd')", "`a\\`", "== =", "===",
]  # fmt: skip


@settings(max_examples=400)
@given(st.lists(st.sampled_from(LINES), max_size=10))
def test_no_code_table_or_html_of_a_real_parser_is_missed(lines: list[str]) -> None:
    markdown_it = pytest.importorskip("markdown_it")
    text = "\n".join(lines)
    assume(not text.startswith("---"))
    covered = {place for span in protected(text) for place in range(span.start, span.end)}
    starts = [sum(len(line) + 1 for line in lines[:index]) for index in range(len(lines))]
    for token in markdown_it.MarkdownIt("commonmark").enable("table").parse(text):
        if token.type not in ("fence", "code_block", "html_block", "table_open"):
            continue
        for index in range(*token.map):
            if lines[index].strip(" \t>"):
                assert covered >= set(range(starts[index], starts[index] + len(lines[index]))), (index, lines)


@given(st.text(st.sampled_from("`~<>|[]()-=+# \t\n\r\\ab:!*&\u2028\ud800\0"), max_size=200))
def test_spans_are_ordered_and_apart(text: str) -> None:
    spans = protected(text)
    ends = [0 if not spans else -1, *(place for span in spans for place in (span.start, span.end)), len(text)]
    assert ends == sorted(ends)
    assert all(one.end < two.start for one, two in pairwise(spans))


@pytest.mark.parametrize(
    "text",
    [
        "word " * 4_000_000, "`" * 1_000_000, "` `` " * 100_000, "](" * 500_000, "](a " * 200_000, "[" * 1_000_000,
        "<a " * 300_000,
        "<a b='" * 200_000, "<!--" * 300_000, "> " * 300_000, "- " * 100_000 + "x", "* " * 100_000 + "x", "|" * 1_000_000,
        " " * 1_000_000, "x  " * 300_000, "a  \n" * 60_000, "```\n" * 60_000, "| a | b |\n" * 60_000, "- a\n" * 60_000,
        "> a\n" * 60_000, "    a\n" * 60_000, "<p>\n" * 60_000, "---\na: b\n" + "word\n" * 60_000, "http://" * 100_000,
        "<" + "a" * 500_000 + "@", "<a@" * 200_000, "[a]: " * 100_000, "`a" * 100_000 + "\n", "\\" * 500_000,
        "![](" + "(" * 500_000, "<http:" * 200_000, "<!--" + "-" * 500_000, "[" + "\\a" * 300_000, "]" + "[" * 500_000,
        "a|" * 200_000 + "\n" + "-|" * 200_000,
    ],
    ids=lambda text: repr(text[:6]),
)  # fmt: skip
def test_time_grows_with_the_text_alone(text: str) -> None:
    with costs_at_most(200):
        protected(text)

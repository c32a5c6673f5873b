"""What is not prose in Markdown: front matter, code, tables, HTML, link targets, hard line breaks.

One pass over the lines finds blocks (CommonMark 0.31 with GFM's tables, quotes and lists followed as far as these need it), one
regular expression over each paragraph finds the rest. In doubt a stretch is protected.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cleanup.files.frontmatter import MARKS as FRONT_MATTER
from cleanup.files.frontmatter import front_matter
from cleanup.files.htmlblock import HTML_ENDS, HTML_OPENING
from cleanup.files.inline import inline_spans
from cleanup.files.markdownline import Line, line_of
from cleanup.files.tablerow import is_framed, is_table
from cleanup.text.dataclass import dataclass, field
from cleanup.text.edit import Span
from cleanup.text.lazy import Lazy

_FENCE = Lazy(r"(`{3,})[^`]*+\Z|(~{3,})")
_ITEM = Lazy(r"(?:[-*+]|\d{1,9}[.)])(?=[ \t]|\Z)")
_RULE = Lazy(r"(?:(?:\*[ \t]*+){3,}|(?:-[ \t]*+){3,}|(?:_[ \t]*+){3,})\Z")
_UNDERLINE = Lazy(r"(?:=++|-++)[ \t]*+\Z")
_HEADING = Lazy(r"#{1,6}(?:[ \t]|\Z)")
_DEFINITION = Lazy(
    r"\[(?!\^)(?>[^\[\]\\]|\\.)++\]:[ \t]*+"
    r"(?:(?P<target><[^<>]*+>|\S++)(?:[ \t]++(?:\"[^\"]*+\"|'[^']*+'|\([^()]*+\)))?[ \t]*+)?\Z"
)

_DEPTH = 50
"""Lists in each other, at most; no page has more, and a line of a million dashes should not either."""

_CODE_INDENT = 4
"""Columns from which a line is code, or goes on with a paragraph."""

_MARKS = ("`", "~~~", "<", "|", "[", "    ", "\t", "  \n", "  \r\n", "://", "www.", "&")


def protected(text: str) -> tuple[Span, ...]:
    """The stretches of a Markdown text that no stage may touch, in order, apart from each other; code points of `text`.

    Blocks are protected by whole lines, of a link only the target. A fence left open runs to the end, as it does for CommonMark.
    """
    if not text.startswith(FRONT_MATTER) and not any(mark in text for mark in _MARKS):
        return ()
    blocks = _Blocks(text)
    blocks.run()
    return tuple(_joined(blocks.spans))


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[Span]:
    """Sorted, those that overlap or touch as one."""
    first, last = -1, -1
    for start, end in sorted(spans):
        if start > last:
            if last > first:
                yield Span(first, last)
            first = start
        last = max(last, end)
    if last > first:
        yield Span(first, last)


@dataclass(slots=True)
class _Blocks:
    """The pass over the lines. `spans` is what it has found, in no order; the rest says where it stands.

    Containers that a line may go on with: quotes, `depth` of them, and in them the list `items`, by the columns where their
    content begins; `empty`: the last one has nothing but its mark yet.

    In the innermost of them at most one block is open: a `fence` (its ticks or tildes), `html` (the group of HTML_OPENING that
    opened it), indented `code` (the end of its last line, while only blank lines follow), or a `paragraph` (where it began) with
    its last line, `row`, which may turn out to be a `table`. `label`: the line before was a link definition without its target.
    """

    text: str
    spans: list[tuple[int, int]] = field(default_factory=list)
    depth: int = 0
    items: list[int] = field(default_factory=list)
    empty: bool = False
    fence: str = ""
    html: str = ""
    code: int = -1
    paragraph: int = -1
    table: bool = False
    row: str = ""
    label: bool = False
    last: tuple[int, int] = (0, 0)  # start and end of the line before

    def run(self) -> None:
        text, start = self.text, front_matter(self.text)
        self.spans.append((0, start))
        for line in text[start:].split("\n") if start else text.split("\n"):
            end = start + len(line)
            self._line(line.removesuffix("\r"), start, end)
            self.last = (start, end)
            start = end + 1
        self._close(len(text))

    def _line(self, text: str, start: int, end: int) -> None:
        if (self.fence or self.html) and self._goes_on(line_of(text, start, end, self.depth)):
            self.spans.append((self.last[1], end))
            return
        line = line_of(text, start, end)
        empty, self.empty = self.empty, False
        if not line.bare.strip():
            self._close(start)
            self.table = self.label = False
            if empty:  # an item may begin with one blank line after its mark, but not go on after it
                self.items.pop()
            return
        lazy = self.paragraph >= 0 and line.depth < self.depth  # goes on with a paragraph without the marks of its quotes
        if line.depth != self.depth and not lazy:
            self._begin([], start)
            self.depth = line.depth
        items = [] if lazy else [column for column in self.items if column <= line.indent]
        if items:
            line = Line(start, end, line.depth, line.indent - items[-1], line.bare)
        if line.indent >= _CODE_INDENT and self.paragraph < 0:
            self._indented(line, items)
            return
        self.code = -1
        if line.indent < _CODE_INDENT and self._opens(line, items):
            self.depth = line.depth
            return
        if lazy:
            self.table = False
        elif self.paragraph < 0:
            self.items = items
        self._prose(line)

    def _goes_on(self, line: Line) -> bool:
        """Whether the line belongs to the fence or HTML opened before; closes them where they end."""
        if line.depth < self.depth or (line.bare.strip() and self.items and line.indent < self.items[-1]):
            self.fence = self.html = ""  # the quote or list item that held it has ended
            return False
        if self.fence:
            if line.bare.startswith(self.fence) and not line.bare.strip(self.fence[0] + " \t"):
                self.fence = ""
        elif self.html in HTML_ENDS:
            if HTML_ENDS[self.html].search(line.bare):
                self.html = ""
        elif not line.bare.strip():
            self.html = ""
            return False
        return True

    def _begin(self, items: list[int], start: int) -> None:
        """Begin a block in these list items: whatever was open ends."""
        self._close(start)
        self.items, self.table = items, False

    def _indented(self, line: Line, items: list[int]) -> None:
        """Indented code, with the blank lines since the last line of it."""
        self.items, self.table = items, False
        self.spans.append((self.code if self.code >= 0 else line.start, line.end))
        self.code = line.end

    def _opens(self, line: Line, items: list[int]) -> bool:
        """Whether the line begins a block that ends a paragraph; `items` are the list items it stands in."""
        if line.bare[0].isalpha():  # as most lines
            return False
        return self._heading(line, items) or self._item(line, items) or self._fence(line, items) or self._html(line, items)

    def _heading(self, line: Line, items: list[int]) -> bool:
        """A heading, the line that makes a paragraph one, or a rule."""
        underlines = self.row and items == self.items and _UNDERLINE.match(line.bare)
        if not (underlines or _RULE.match(line.bare) or _HEADING.match(line.bare)):
            return False
        self._begin(items, line.start)
        if line.bare[0] == "#":
            self.paragraph = line.start
            self._close(line.end)
        return True

    def _item(self, line: Line, items: list[int]) -> bool:
        """An item of a list, and the block that begins behind its mark."""
        mark = _ITEM.match(line.bare) if len(items) < _DEPTH else None
        if mark is None:
            return False
        rest = line.bare[mark.end() :].lstrip(" \t")
        gap = len(line.bare) - mark.end() - len(rest)
        column = (items[-1] if items else 0) + line.indent + mark.end() + (gap if 1 <= gap <= _CODE_INDENT and rest else 1)
        self._begin([*items, column], line.start)
        self.empty = not rest
        content = Line(line.start, line.end, line.depth, 0, rest)
        if rest and gap > _CODE_INDENT:
            self._indented(content, self.items)
        elif rest and not self._opens(content, self.items):
            self._prose(content)
        return True

    def _fence(self, line: Line, items: list[int]) -> bool:
        fence = _FENCE.match(line.bare)
        if fence is None:
            return False
        self._begin(items, line.start)
        self.spans.append((line.start, line.end))
        self.fence = fence[1] or fence[2]
        return True

    def _html(self, line: Line, items: list[int]) -> bool:
        html = HTML_OPENING.match(line.bare) if line.bare[0] == "<" else None
        if html is None or (html.lastgroup == "alone" and self.paragraph >= 0):
            return False
        self._begin(items, line.start)
        self.spans.append((line.start, line.end))
        kind = html.lastgroup or ""
        self.html = "" if kind in HTML_ENDS and HTML_ENDS[kind].search(line.bare, html.end()) else kind
        return True

    def _prose(self, line: Line) -> None:
        """A line of a paragraph, of a table or of link definitions."""
        if self.table or self.label:
            self.spans.append((self.last[1], line.end))
            self.label = False
            return
        self.table = bool(self.row) and is_table(self.row, line.bare)
        if self.table or (is_framed(self.row) and is_framed(line.bare)):
            self.spans.append((self.last[0], line.end))
        elif definition := _DEFINITION.match(line.bare) if line.bare[0] == "[" else None:
            self.spans.append((line.start, line.end))
            self.label = not definition["target"]
            if self.paragraph < 0:
                return
        if self.paragraph < 0:
            self.paragraph = line.start
        self.row = line.bare

    def _close(self, end: int) -> None:
        """Look through the paragraph that ends here."""
        if self.paragraph >= 0:
            self.spans += inline_spans(self.text, self.paragraph, end)
        self.paragraph, self.row = -1, ""

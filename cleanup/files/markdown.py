"""What is not prose in Markdown: front matter, code, tables, HTML, link targets, hard line breaks.

One pass over the lines finds blocks (CommonMark 0.31 with GFM's tables, quotes and lists followed as far as these need it), one
regular expression over each paragraph finds the rest. In doubt a stretch is protected.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cleanup.files.htmlblock import HTML_ENDS, HTML_OPENING
from cleanup.files.inline import inline_spans
from cleanup.text.dataclass import dataclass, field
from cleanup.text.edit import Span
from cleanup.text.lazy import Lazy

_QUOTE = Lazy(r" {0,3}> ?")
_FENCE = Lazy(r"(`{3,})[^`]*+\Z|(~{3,})")
_ITEM = Lazy(r"(?:[-*+]|\d{1,9}[.)])(?=[ \t]|\Z)")
_RULE = Lazy(r"(?:(?:\*[ \t]*+){3,}|(?:-[ \t]*+){3,}|(?:_[ \t]*+){3,})\Z")
_UNDERLINE = Lazy(r"(?:=++|-++)[ \t]*+\Z")
_HEADING = Lazy(r"#{1,6}(?:[ \t]|\Z)")
_DELIMITERS = Lazy(r"\|?[ \t]*+:?-++:?[ \t]*+(?>\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+\Z")
_PIPE = Lazy(r"(?<!\\)\|")
_DEFINITION = Lazy(
    r"\[(?!\^)(?>[^\[\]\\]|\\.)++\]:[ \t]*+"
    r"(?:(?P<target><[^<>]*+>|\S++)(?:[ \t]++(?:\"[^\"]*+\"|'[^']*+'|\([^()]*+\)))?[ \t]*+)?\Z"
)
_YAML = Lazy(r"[\w\"'.-][^:]*:(?:\s|\Z)|#")
_TOML = Lazy(r"[\w\"'.-][^=]*=|[#\[]")

_DEPTH = 50  # of lists; no page has more, and a line of a million dashes should not either
_MARKS = ("`", "~~~", "<", "|", "[", "    ", "\t", "  \n", "  \r\n", "://", "www.", "&")


def protected(text: str) -> tuple[Span, ...]:
    """The stretches of a Markdown text that no stage may touch, in order, apart from each other; code points of `text`.

    Blocks are protected by whole lines, of a link only the target. A fence left open runs to the end, as it does for CommonMark.
    """
    if not text.startswith(("---", "+++")) and not any(mark in text for mark in _MARKS):
        return ()
    scan = _Scan(text)
    scan.run()
    return tuple(_joined(scan.spans))


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
class _Scan:
    """Where the pass over the lines stands: what is open, and which containers it is in."""

    text: str
    spans: list[tuple[int, int]] = field(default_factory=list)
    fence: str = ""  # the opening ticks or tildes
    html: str = ""  # the group of HTML_OPENING that opened a block
    depth: int = 0  # of quotes
    items: list[int] = field(default_factory=list)  # columns where the content of the open list items begins
    empty: bool = False  # the line before was the mark of an item and nothing else
    code: int = -1  # end of the last line of indented code, while only blank lines follow
    paragraph: int = -1  # where it began
    table: bool = False
    last: tuple[int, int] = (0, 0)  # the line before
    row: str = ""  # its text, if it belongs to the paragraph
    label: bool = False  # the line before was a definition without its target

    def run(self) -> None:
        text, start = self.text, self._front_matter()
        for line in text[start:].split("\n") if start else text.split("\n"):
            end = start + len(line)
            self._line(line.removesuffix("\r"), start, end)
            self.last = (start, end)
            start = end + 1
        self._close(len(text))

    def _front_matter(self) -> int:
        """Where the text behind it begins."""
        text = self.text
        mark = text[:3]
        if mark not in ("---", "+++") or text[3 : text.find("\n")].strip():
            return 0
        closing = re.compile(r"^(?:---|\.\.\.)[ \t\r]*$\n?" if mark == "---" else r"^\+\+\+[ \t\r]*$\n?", re.MULTILINE)
        start = text.find("\n") + 1
        end = closing.search(text, start) if start else None
        content = text[start : end.start()].strip() if end else ""
        if end is None or (content and not (_YAML if mark == "---" else _TOML).match(content)):
            return 0
        self.spans.append((0, end.end()))
        return end.end()

    def _line(self, line: str, start: int, end: int) -> None:
        if (self.fence or self.html) and self._goes_on(*_unquoted(line, self.depth)):
            self.spans.append((self.last[1], end))
            return
        depth, indent, bare = _unquoted(line)
        empty, self.empty = self.empty, False
        if not bare.strip():
            self._close(start)
            self.table, self.label = False, False
            if empty:  # an item may begin with one blank line after its mark, but not go on after it
                self.items.pop()
            return
        lazy = self.paragraph >= 0 and depth < self.depth
        if depth != self.depth and not lazy:
            self._close(start)
            self.items, self.depth, self.table = [], depth, False
        items = [] if lazy else [column for column in self.items if column <= indent]
        indent -= items[-1] if items else 0
        if indent >= 4 and self.paragraph < 0:
            self._indented(items, start, end)
            return
        self.code = -1
        if indent < 4 and self._opens(bare, indent, items, start, end):
            self.depth = depth
        else:
            if lazy:
                self.table = False
            elif self.paragraph < 0:
                self.items = items
            self._prose(bare, start, end)

    def _goes_on(self, depth: int, indent: int, bare: str) -> bool:
        """Whether the line belongs to the fence or HTML opened before; closes them where they end."""
        if depth < self.depth or (bare.strip() and self.items and indent < self.items[-1]):
            self.fence = self.html = ""  # the quote or list item that held it has ended
            return False
        if self.fence:
            if bare.startswith(self.fence) and not bare.strip(self.fence[0] + " \t"):
                self.fence = ""
        elif self.html in HTML_ENDS:
            if HTML_ENDS[self.html].search(bare):
                self.html = ""
        elif not bare.strip():
            self.html = ""
            return False
        return True

    def _indented(self, items: list[int], start: int, end: int) -> None:
        """Indented code, with the blank lines since the last line of it."""
        self.items, self.table = items, False
        self.spans.append((self.code if self.code >= 0 else start, end))
        self.code = end

    def _opens(self, bare: str, indent: int, items: list[int], start: int, end: int) -> bool:
        """Whether the line begins a block that ends a paragraph; `items` are the list items it stands in."""
        if _RULE.match(bare) or _HEADING.match(bare) or (self.row and items == self.items and _UNDERLINE.match(bare)):
            self._close(start)
            self.items, self.table = items, False
            if bare[0] == "#":
                self.paragraph = start
                self._close(end)
            return True
        if len(items) < _DEPTH and (item := _ITEM.match(bare)):
            rest = bare[item.end() :].lstrip(" \t")
            gap = len(bare) - item.end() - len(rest)
            self._close(start)
            self.table = False
            self.items = [*items, (items[-1] if items else 0) + indent + item.end() + (gap if 1 <= gap <= 4 and rest else 1)]
            self.empty = not rest
            if gap > 4 and rest:
                self._indented(self.items, start, end)
            elif rest and not self._opens(rest, 0, self.items, start, end):
                self._prose(rest, start, end)
            return True
        fence, html = _FENCE.match(bare), HTML_OPENING.match(bare) if bare[0] == "<" else None
        if html and html.lastgroup == "alone" and self.paragraph >= 0:
            html = None
        if not fence and not html:
            return False
        self._close(start)
        self.items, self.table = items, False
        self.spans.append((start, end))
        if fence:
            self.fence = fence[1] or fence[2]
        elif html:
            self.html = html.lastgroup or ""
            if self.html in HTML_ENDS and HTML_ENDS[self.html].search(bare, html.end()):
                self.html = ""
        return True

    def _prose(self, bare: str, start: int, end: int) -> None:
        """A line of a paragraph, of a table or of link definitions."""
        if self.table or self.label:
            self.spans.append((self.last[1], end))
            self.label = False
            return
        if self.row and "|" in bare + self.row and _DELIMITERS.match(bare) and _cells(bare) == _cells(self.row):
            self.table = True
        rows = self.row[:1] == "|" == bare[:1] and _is_row(bare) and _is_row(self.row)
        if self.table or rows:
            self.spans.append((self.last[0], end))
        elif definition := _DEFINITION.match(bare) if bare[0] == "[" else None:
            self.spans.append((start, end))
            self.label = not definition["target"]
            if self.paragraph < 0:
                return
        if self.paragraph < 0:
            self.paragraph = start
        self.row = bare

    def _close(self, end: int) -> None:
        """Look through the paragraph that ends here."""
        if self.paragraph >= 0:
            self.spans += inline_spans(self.text, self.paragraph, end)
        self.paragraph, self.row = -1, ""


def _unquoted(line: str, limit: int = -1) -> tuple[int, int, str]:
    """How deep in quotes the line stands (at most `limit`), how many columns it is indented there, and what follows."""
    depth, place = 0, 0
    while depth != limit and (mark := _QUOTE.match(line, place)):
        depth, place = depth + 1, mark.end()
    body = line[place:]
    bare = body.lstrip(" \t")
    return depth, len(body[: len(body) - len(bare)].expandtabs(4)), bare


def _cells(row: str) -> int:
    row = row.strip().removeprefix("|")
    return len(_PIPE.findall(row)) + (not _ends_with_pipe(row))


def _ends_with_pipe(row: str) -> bool:
    return row.endswith("|") and not row.endswith("\\|")


def _is_row(row: str) -> bool:
    return len(row) > 1 and _ends_with_pipe(row.rstrip())

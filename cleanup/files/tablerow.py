"""Which lines of a Markdown text make a table (GFM): a header with a line of dashes below it, or rows framed by bars."""

from __future__ import annotations

from cleanup.text.lazy import Lazy

_DELIMITERS = Lazy(r"\|?[ \t]*+:?-++:?[ \t]*+(?>\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+\Z")
_BAR = Lazy(r"(?<!\\)\|")


def is_table(header: str, below: str) -> bool:
    """Whether a table begins with these two lines: the second one has dashes in as many cells as the first one has."""
    return "|" in below + header and _DELIMITERS.match(below) is not None and _cells(below) == _cells(header)


def is_framed(row: str) -> bool:
    """Whether a line is a row between bars; in doubt two of them are a table."""
    return len(row) > 1 and row[0] == "|" and _ends_with_bar(row.rstrip())


def _cells(row: str) -> int:
    row = row.strip().removeprefix("|")
    return len(_BAR.findall(row)) + (not _ends_with_bar(row))


def _ends_with_bar(row: str) -> bool:
    return row.endswith("|") and not row.endswith("\\|")

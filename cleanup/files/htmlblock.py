"""How a block of HTML begins in Markdown, and where it ends (CommonMark 0.31, section 4.6).

A block whose kind has no end of its own runs to the next blank line.
"""

from __future__ import annotations

import re

from cleanup.files.inline import TAG
from cleanup.text.lazy import Lazy

_BLOCK_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|"
    "figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|"
    "optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul"
)
HTML_OPENING = Lazy(
    rf"<(?:(?P<raw>(?:script|pre|style|textarea)(?=[\s>]|\Z))|(?P<comment>!--)|(?P<pi>\?)|(?P<cdata>!\[CDATA\[)|(?P<decl>![A-Za-z])|"
    rf"(?P<block>/?(?:{_BLOCK_TAGS})(?=[\s>]|/>|\Z))|(?P<alone>{TAG}[ \t]*+\Z))",
    re.IGNORECASE,
)
HTML_ENDS = {
    "raw": re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE),
    "comment": re.compile("-->"),
    "pi": re.compile(r"\?>"),
    "cdata": re.compile(r"\]\]>"),
    "decl": re.compile(">"),
}

"""The boilerplate stage: what the page put around the article (stage.py). Five kinds of it go:

- Lines that rules name (see cleanup.rules); but for those that report what a page says (reported.py), lists of books and key
  words (references.py), those that the text around shows to be its own (ownwords.py) or speaks of (spokenof.py; around.py tells
  both what stands around a line, and headings.py asks both on a whole page) and its title (titles.py), and in a text kept by
  hand all but those at its edges (edges.py).
- What no rule has words for: all above the dateline of a report (dateline.py), and links in capitals (capitallinks.py).
- What has no line of its own: sentences of notices, tails of paragraphs, labels in a text on one line (sentences.py).
- What stands below the article: readers' remarks (discussion.py), and notes about author and publisher (aboutnotes.py).
- Of a page scraped whole all but the article (page/).
"""

from cleanup.stages.boilerplate.stage import Boilerplate

__all__ = ["Boilerplate"]

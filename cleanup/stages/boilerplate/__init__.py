"""The boilerplate stage: what the page put around the article (stage.py). Four kinds of it go:

- Lines that rules name (see cleanup.rules); but for those that report what a page says (reported.py), those that the text around
  shows to be its own (ownwords.py) or speaks of (spokenof.py; around.py tells both what stands around a line) and its title
  (titles.py), and in a text kept by hand all but those at its edges (edges.py).
- What has no line of its own: sentences of notices, tails of paragraphs, labels in a text on one line (sentences.py).
- What stands below the article: readers' remarks (discussion.py), and notes about author and publisher (aboutnotes.py).
- Of a page scraped whole all but the article (page/).
"""

from cleanup.stages.boilerplate.stage import Boilerplate

__all__ = ["Boilerplate"]

"""The boilerplate stage: what the page put around the article (stage.py). Four kinds of it go:

- Lines that rules name (see cleanup.rules); but for those that report what a page says (reported.py), those that the text around
  shows to be its own (ownwords.py) or speaks of (spokenof.py; around.py tells both what stands around a line) and its title
  (titles.py), and in a text kept by hand all but those at its edges (edges.py).
- What has no line of its own: sentences of notices, tails of paragraphs, labels in a text on one line (sentences.py).
- What stands below the article: readers' remarks (discussion.py), and notes about author and publisher (aboutnotes.py).
- Of a page scraped whole all but the article (rawpage.py), also where it runs together on one line (joinedpage.py, units.py). A
  model judges each line twice (linemodel.py, weights.py): by what it shows itself (linefacts.py) and what the page shows of it
  (pagefacts.py), then also by what was guessed of the lines around it (guessfacts.py); all of it in columns (columns.py). Above
  the article stays its head (pagehead.py): the headline, as the title tells it or what speaks for a line (headlinesigns.py).
"""

from cleanup.stages.boilerplate.stage import Boilerplate

__all__ = ["Boilerplate"]

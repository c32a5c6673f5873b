"""The spacing stage: words stuck together, and spaces where none belong (stage.py).

Lost spaces are looked for in a cascade, each step of which passes on less and costs more. Of 1,702 news articles:

1. All pairs of neighbouring characters, at once (pairs.py): 1,200 articles hold stretches in which a space may be missing.
2. The gaps in these (gaps.py, candidates.py), each with an upper bound of its score by what it shows itself (signs.py,
   bounds.py): 447 hold one that may come to something.
3. What is written without a space (guards.py, marks.py, notation.py, code.py), then the same bounds once it is known how often
   the words stand in the text (evidence.py): 239 are left.
4. The scores of those gaps by all facts (features.py), for which lists of words are read (lexicon.py, wordlists.py,
   packedlists.py), under fitted weights (model.py); then the document as a whole, since glued documents are glued everywhere
   (judge.py).

What 1 and the bounds pass over, 4 would leave as it is: they save time and decide nothing. Where 4 finds several errors, words
that run together in one case are looked for as well (gluedwords.py, words.py). Surplus spaces have a way of their own
(closing.py, quotes.py). repairs.py makes edits of all of it.
"""

from cleanup.stages.spacing.stage import Spacing

__all__ = ["Spacing"]

"""A page scraped whole: what in it is the article (rawpage.py), also where all runs together on one line (joinedpage.py and
units.py).

A model judges each line twice (linemodel.py, weights.py): by what it shows itself (linefacts.py) and what the page shows of it
(pagefacts.py, prosegaps.py), then also by what was guessed of the lines around it (guessfacts.py); all of it in columns
(columns.py). Above the article stays its head (pagehead.py): the headline, as the title tells it or what speaks for a line
(headlinesigns.py). Behind what the model takes for its last line stays what goes on with it (pagetail.py) or reads like it
(ending.py), and above the steps of a recipe its ingredients (ingredients.py).

Only such a page needs any of this, so nothing here is imported before there is one.
"""

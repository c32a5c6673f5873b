"""Who applies what stages propose, and remembers it.

cleaner.py is the entry point: built once, from a configuration (config.py, checks.py), rules and stages (order.py, plugins.py),
for single texts or columns of them (batch.py). engine.py runs the stages over a text until nothing is proposed any more. Of each
stage's proposals choose.py picks those to make; comments (switched.py), a reader's verdicts (rejected.py) and what a format
protects (exposed.py) stand against some, and guard.py against all where too much would go. result.py has the outcome, with every
edit in its place in the original. examples.py runs the examples of rules through all of it.
"""

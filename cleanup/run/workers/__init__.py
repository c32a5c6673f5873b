"""Files through the engine, in one process or several: what becomes of one, and the results of all in order.

items.py makes a run's files one stream of items, and hands their tasks to an executor (batches.py), which does them here, or in
processes that are forked (forks.py) or spawned (spawns.py), or on other machines (fetching.py). A task is cleaned by cleanfile.py
or cleanrecord.py as the job says (job.py), and only edits within its scope count (scope.py).
"""

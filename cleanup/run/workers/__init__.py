"""Files through the engine, in one process or several: what becomes of one, and the results of all in order."""

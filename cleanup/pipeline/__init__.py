"""Who applies edits and remembers them: the order of the stages, the configuration, the engine, its result."""

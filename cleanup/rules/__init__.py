"""What is known about dirt, as data: rules in TOML files, each with examples of what it removes and what it must keep."""

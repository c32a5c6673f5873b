"""`cleanup init`: a configuration to begin with, in which every line says why it is there."""

from __future__ import annotations

from pathlib import Path

from cleanup.cli import declared
from cleanup.cli import options as o
from cleanup.cli.configuration import speaks_of_us

TEMPLATE = """\
# What `cleanup` does in this folder and below. Every key has the same name on the command line; `cleanup rules` lists the codes.

# "article" keeps one headline, the byline and the body; "body" keeps the body alone, as training corpora want it.
keep = "article"

# Files to skip in folders: their repetition and their boilerplate are meant to be there.
# (LICENSE, NOTICE, AUTHORS, requirements*.txt, robots.txt, CMakeLists.txt and their like are skipped anyway.)
exclude = [
    "CHANGELOG.md",       # headings that repeat by design
    "**/templates/**",    # placeholders look like furniture
    "**/testdata/**",     # broken on purpose
]

# Rules to leave out, by their codes or the beginnings of those.
ignore = []

# Phrases that no edit may touch, whichever rule proposes it.
protect = []

# Rule files of your own, relative to this file; `cleanup rules --test` runs their examples.
rules = []

# At most this share of a text may go for good; past it nothing is removed and a finding says so.
max-removed = 0.5

# Rules to leave out in some files.
# [per-file-ignores]
# "drafts/*.md" = ["SP", "LY"]
"""


@declared.command
def init() -> None:
    """Write a cleanup.toml to begin with.

    It goes into this folder, and explains each of its keys; an existing file is left alone.
    """
    path, other = Path("cleanup.toml"), Path("pyproject.toml")
    if other.is_file() and speaks_of_us(other):
        o.stop(f"{other} has a table [tool.cleanup], which {path} would override; edit it instead")
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(TEMPLATE)
    except FileExistsError:
        o.stop(f"{path} already exists")
    except OSError as error:
        o.stop(f"{path} cannot be written: {error.strerror}", 1)
    print(f"wrote {path}")

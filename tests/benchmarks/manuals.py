"""How many edits READMEs, changelogs and manuals get, as scraped texts and as texts kept by hand: most but white space are wrong.

    python -m tests.benchmarks.manuals FOLDER...

Looks for them in the folders (/usr and the site-packages of any Python hold thousands), takes each text once, and counts edits by
family of rules.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from cleanup import Cleaner

_NAME = re.compile(
    r"(?i)(?:readme|change|news|history|faq|todo|install|upgrading|contributing)[^.]*(?:\.(?:md|rst|txt|gz))*|.*\.(?:md|rst)"
)
_FEWEST, _MOST = 500, 300_000
"""Code points of a text that counts."""


def texts(folders: list[Path]) -> Iterator[str]:
    """Each text in UTF-8 with such a name, once."""
    seen = set[int]()
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            if _NAME.fullmatch(file.name) and file.is_file() and not file.is_symlink():
                try:
                    data = file.read_bytes()
                    text = (gzip.decompress(data) if file.suffix == ".gz" else data).decode("utf-8")
                except (OSError, EOFError, ValueError):
                    continue
                if _FEWEST < len(text) < _MOST and hash(text) not in seen:
                    seen.add(hash(text))
                    yield text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    cleaners = {"scraped": Cleaner(), "kept by hand": Cleaner(curated=True)}
    counts: dict[str, Counter[str]] = {name: Counter() for name in cleaners}
    number = 0
    for text in texts(parser.parse_args().folders):
        number += 1
        for name, cleaner in cleaners.items():
            counts[name].update(finding.code[:2] for finding in cleaner.explain(text).findings)
    print(f"{number:,} texts")
    for name, families in counts.items():
        print(f"{name}: {families.total():,} edits, {dict(families.most_common())}")


if __name__ == "__main__":
    main()

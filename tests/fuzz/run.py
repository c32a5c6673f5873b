"""Fuzz one target, guided by the coverage of cleanup's code (atheris, the dependency group `fuzz`).

    python -m tests.fuzz.run TARGET [--seconds 300] [--corpus scratch/fuzz/TARGET]

Begins with the seeds of the target. An input that breaks a promise is written to the corpus folder as crash-*, and belongs into
tests/fuzz/seeds/TARGET once its bug is mended.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path

SEEDS = Path(__file__).parent / "seeds"
TARGETS = tuple(sorted(path.stem for path in (Path(__file__).parent / "targets").glob("*.py") if path.stem != "records"))
_LONGEST = 2_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--corpus", type=Path)
    options = parser.parse_args()
    import atheris

    corpus = options.corpus or Path("scratch/fuzz") / options.target
    corpus.mkdir(parents=True, exist_ok=True)
    with atheris.instrument_imports(include=["cleanup"]):
        check = import_module(f"tests.fuzz.targets.{options.target}").check
        for place in import_module("cleanup.files.records").FORMATS.values():  # else imported when first used, and not watched
            import_module(place.partition(":")[0])
    folders = [str(corpus), str(SEEDS / options.target)]
    limits = [f"-max_total_time={options.seconds}", f"-max_len={_LONGEST}", "-timeout=20", "-rss_limit_mb=2048"]
    atheris.Setup([sys.argv[0], *folders, *limits, f"-artifact_prefix={corpus}/", "-print_final_stats=1"], check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()

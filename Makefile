# Everything a fresh clone needs: python3 (3.11 or newer, with venv) and make. Nothing outside this folder is touched.

PYTHON ?= python3
JOBS ?= 2
BIN := .venv/bin
INSTALLED := .venv/installed

# Programs start ten times as fast with bytecode, and the tests start thousands.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help test test-slow lint types imports quick demo bench clean

help:
	@echo "make test       sets everything up and checks style, types, import contract and the quick tests"
	@echo "make test-slow  the same, and the slow tests"
	@echo "make demo       cleans the sample articles into scratch/ and shows what changed"
	@echo "make bench      measures what cleaning costs beside other cleaners, as ratios of CPU time; fails if one got worse"
	@echo "make clean      removes everything made here, .venv too"

test: lint types imports quick

test-slow: lint types imports $(INSTALLED)
	$(BIN)/uv pip install --quiet --python $(BIN)/python --group browser --group cluster --group formats
	$(BIN)/uv pip install --quiet --python $(BIN)/python --group fuzz \
		|| echo "no atheris for this Python and machine: the fuzz targets will run on their seeds alone"
	@command -v chromium || command -v chromium-browser || command -v google-chrome \
		|| echo "no Chromium: the tests of the report's page will be skipped; on Debian: apt-get install chromium"
	$(BIN)/python -m pytest -q -n $(JOBS) -m "slow or not slow"

lint: $(INSTALLED)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(INSTALLED)
	$(BIN)/mypy --strict cleanup

imports: $(INSTALLED)
	$(BIN)/lint-imports

quick: $(INSTALLED)
	$(BIN)/python -m pytest -q -n $(JOBS)

demo: $(INSTALLED)
	@rm -rf scratch/clean scratch/clean.report
	$(BIN)/cleanup fix fixtures/articles -o scratch/clean
	@echo
	@echo "One article before and after (diff fixtures/articles/comment-form.txt scratch/clean/comment-form.txt):"
	@diff -U 1 --label dirty --label clean fixtures/articles/comment-form.txt scratch/clean/comment-form.txt || true
	@echo
	@echo "The edits of another, without changing it (cleanup check fixtures/articles/lost-spaces.txt):"
	@$(BIN)/cleanup check fixtures/articles/lost-spaces.txt || true
	@echo
	@echo "The cleaned articles are in scratch/clean, the account of every edit is in scratch/clean.report:"
	@ls scratch/clean.report

PEERS := scratch/peers/bin/python

# The peers bring 600 MB along: they live in an environment of their own, and those that cannot be installed have no row.
bench: $(INSTALLED)
	@test -x $(PEERS) || $(BIN)/uv venv --quiet --python $(BIN)/python scratch/peers
	$(BIN)/uv pip install --quiet --python $(PEERS) --compile-bytecode --reinstall-package cleanup-articles .  # as users have it
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(PEERS) clean-text datatrove spacy unstructured codespell pre-commit-hooks ruff \
		|| echo "some peers could not be installed"
	$(PEERS) -m tests.benchmarks.bench --json scratch/bench.json

# uv, because it reads dependency groups and is three times faster than pip; from .venv, because it may be nowhere else.
# Only the files that decide what is installed are named: an edit elsewhere must not install anything again.
$(INSTALLED): pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "cleanup needs Python 3.11 or newer, and there is no $(PYTHON)."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "cleanup needs Python 3.11 or newer, and $(PYTHON) is %d.%d: make PYTHON=python3.12 picks another." % sys.version_info[:2])'
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv \
		|| { echo "$(PYTHON) -m venv does not work; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --editable . --group test
	@touch $@

clean:
	rm -rf .venv build dist mutants scratch .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find cleanup tests -name __pycache__ -type d -prune -exec rm -rf {} +

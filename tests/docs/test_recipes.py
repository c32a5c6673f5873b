"""Recipes of the README are files in fixtures/recipes, which tests of the adapters run with the libraries they are for."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
RECIPES = ROOT / "fixtures" / "recipes"
BLOCK = re.compile(r"^```py\n(.*?)^```", re.MULTILINE | re.DOTALL)


def test_the_readme_shows_the_recipes_as_they_are_run() -> None:
    shown = BLOCK.findall((ROOT / "README.md").read_text("utf-8"))
    assert sorted(shown) == sorted(path.read_text("utf-8") for path in RECIPES.glob("*.py"))


def test_a_recipe_has_five_lines_or_fewer() -> None:
    for path in RECIPES.glob("*.py"):
        lines = path.read_text("utf-8").splitlines()
        said = [line for line in lines if line and not line.startswith(("#", "import ", "from "))]
        assert len(said) <= 5, path.name

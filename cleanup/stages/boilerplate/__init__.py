"""The boilerplate stage: what the page put around the article."""

from cleanup.stages.boilerplate.stage import Boilerplate

__all__ = ["Boilerplate"]

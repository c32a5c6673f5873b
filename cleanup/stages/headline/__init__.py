"""The headline stage: one headline, and no more of it."""

from cleanup.stages.headline.stage import Headline

__all__ = ["Headline"]

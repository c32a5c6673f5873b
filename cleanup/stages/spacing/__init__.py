"""The spacing stage: words stuck together, and spaces where none belong."""

from cleanup.stages.spacing.stage import Spacing

__all__ = ["Spacing"]

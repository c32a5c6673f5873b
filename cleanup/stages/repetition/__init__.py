"""The repetition stage: each paragraph once."""

from cleanup.stages.repetition.stage import Repetition

__all__ = ["Repetition"]

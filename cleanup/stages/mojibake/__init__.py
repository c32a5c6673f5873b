"""The mojibake stage: text decoded wrongly, repaired by ftfy, edit by edit."""

from cleanup.stages.mojibake.stage import Mojibake

__all__ = ["Mojibake"]

"""The stages, in the order in which they see a text. The order is a decision to measure, not a law.

Boilerplate before headlines: on a raw page the title's lines tell where the article begins.
"""

from __future__ import annotations

from collections.abc import Callable

from cleanup.pipeline.config import Config
from cleanup.stages.boilerplate import Boilerplate
from cleanup.stages.headline import Headline
from cleanup.stages.hyphenation import Hyphenation
from cleanup.stages.layout import Layout
from cleanup.stages.listedlinks import ListedLinks
from cleanup.stages.mojibake import Mojibake
from cleanup.stages.repetition import Repetition
from cleanup.stages.sitelines import SiteLines
from cleanup.stages.spacing import Spacing
from cleanup.stages.stage import Context, Stage

STAGES: tuple[Callable[[Context], Stage], ...] = (
    Mojibake,
    ListedLinks,
    Boilerplate,
    Headline,
    SiteLines,
    Repetition,
    Spacing,
    Hyphenation,
    Layout,
)


def read_ahead(config: Config) -> None:
    """Begin to read, in a thread, what stages read for many texts, if their rules may act: for who is about to start processes as
    copies of this one, each of which would read it itself, while this one has done nothing but start on one of several cores."""
    if config.selection.may_allow(Spacing.family):
        Spacing.read_ahead()

"""TEMPORARY while stages are being written: takes the stages that exist."""

from __future__ import annotations

import importlib

STAGES = []
for _module, _name in (
    ("mojibake", "Mojibake"),
    ("headline", "Headline"),
    ("boilerplate", "Boilerplate"),
    ("sitelines", "SiteLines"),
    ("repetition", "Repetition"),
    ("spacing", "Spacing"),
    ("layout", "Layout"),
):
    try:
        STAGES.append(getattr(importlib.import_module(f"cleanup.stages.{_module}"), _name))
    except (ImportError, AttributeError):
        pass

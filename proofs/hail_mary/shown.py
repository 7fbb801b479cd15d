"""Formulas that are printed in one section and decided in a claim of another."""

from __future__ import annotations

from verify.claims import Step

Shown = dict[str, Step]
__all__ = ["Shown"]

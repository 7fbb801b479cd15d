"""The same draws in every run, and no test that depends on how fast the machine is."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("gate", deadline=None, derandomize=True, database=None)
settings.load_profile("gate")

"""Exact certificates: what they state, how they are found, how they are checked."""

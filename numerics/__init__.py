"""Solvers: finite games, free boundaries, diffusions; know no claim."""

"""Evaluation of a tree at exact points by walking it, in ball arithmetic; shares no code with the symbolic provers."""
